//! Pictures: what the tags call figures, or, in a file without tags, what its pages draw.
//!
//! Left aside is what belongs to the page rather than the text: logos in the margins or on several
//! pages, icons, and the image of a scanned page whose text lies over it.

use std::collections::HashMap;

use pdfboss_core::{Immediate, ObjRef, Page, Rect};
use pdfboss_text::{PlacedImage, placed_images_with};
use raadslag_document::Problem;

use super::boss::Boss;
use super::engine::limits;
use super::tagged::tree::{self, Node};
use crate::flow::At;
use crate::pictures::problem;

/// Shorter sides are those of icons, in points.
const ICON: f32 = 36.0;
/// How much of a page, above and below, is margin.
const MARGIN: f32 = 0.12;
/// A picture that covers so much of a page is the page.
const WHOLE: f32 = 0.85;

/// A problem for each figure, or for each page with pictures.
pub(super) fn problems(boss: &Boss) -> Vec<Problem> {
    let drawing: Vec<(u32, Page)> = (0..)
        .zip(boss.leaves())
        .map(|(index, leaf)| (index, leaf.page(index as usize)))
        .filter(|(_, page)| has_objects(boss, page))
        .collect();
    if drawing.is_empty() {
        return Vec::new();
    }
    match tree::read(boss.document()) {
        Some(root) => figures(boss, &root),
        None => drawn(boss, &drawing),
    }
}

/// Whether a page has anything it could draw as a picture.
fn has_objects(boss: &Boss, page: &Page) -> bool {
    let objects = page.resources.get("XObject").and_then(|it| boss.document().resolve(it).ok());
    objects.as_ref().and_then(|it| it.as_dict()).is_some_and(|objects| !objects.is_empty())
}

fn figures(boss: &Boss, root: &Node) -> Vec<Problem> {
    let number = |page: ObjRef| {
        let index = boss.leaves().iter().position(|leaf| leaf.reference == Some(page))?;
        u32::try_from(index + 1).ok()
    };
    let mut found = Vec::new();
    let mut open = vec![(root, None)];
    while let Some((node, around)) = open.pop() {
        let page = node.page.or(around);
        if node.kind == "Figure" {
            let page = page.or_else(|| node.kids.iter().find_map(|kid| kid.page));
            let at = At { page: page.and_then(number), line: None };
            found.push(problem(at, node.description.as_deref().unwrap_or_default()));
        } else {
            open.extend(node.kids.iter().rev().map(|kid| (kid, page)));
        }
    }
    found.truncate(limits::ANNOTATIONS);
    found
}

fn drawn(boss: &Boss, pages: &[(u32, Page)]) -> Vec<Problem> {
    let placed: Vec<(u32, Vec<PlacedImage>)> = pages
        .iter()
        .map(|(index, page)| {
            let own = |image: &PlacedImage| !image.stencil && is_picture(page, &image.bbox);
            (*index, images(boss, page).into_iter().filter(own).collect())
        })
        .collect();
    let mut times: HashMap<_, u32> = HashMap::new();
    for (_, images) in &placed {
        let mut places: Vec<_> = images.iter().map(place).collect();
        places.sort_unstable();
        places.dedup();
        for place in places {
            *times.entry(place).or_default() += 1;
        }
    }
    let with_own = placed
        .iter()
        .filter(|(_, images)| images.iter().any(|image| times.get(&place(image)) == Some(&1)));
    with_own.map(|(index, _)| problem(At { page: Some(index + 1), line: None }, "")).collect()
}

fn images(boss: &Boss, page: &Page) -> Vec<PlacedImage> {
    boss.meter().turn_page();
    let source = boss.metered();
    let placed = placed_images_with(Immediate(&source), page, boss.layers());
    pdfboss_core::block_on(placed).unwrap_or_default()
}

/// Where an image stands on its page, in whole points, and its size in pixels.
fn place(image: &PlacedImage) -> ([i32; 4], [u32; 2]) {
    let Rect { x0, y0, x1, y1 } = image.bbox;
    ([x0, y0, x1, y1].map(|at| at.round() as i32), [image.width, image.height])
}

fn is_picture(page: &Page, image: &Rect) -> bool {
    let sheet = page.crop_box;
    let (width, height) = ((sheet.x1 - sheet.x0).abs(), (sheet.y1 - sheet.y0).abs());
    let (low, high) = (sheet.y0.min(sheet.y1), sheet.y0.max(sheet.y1));
    let is_icon = image.x1 - image.x0 < ICON || image.y1 - image.y0 < ICON;
    let is_marginal = image.y0 > high - height * MARGIN || image.y1 < low + height * MARGIN;
    let is_whole = (image.x1 - image.x0) * (image.y1 - image.y0) >= width * height * WHOLE;
    !is_icon && !is_marginal && !is_whole
}
