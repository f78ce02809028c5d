//! The pages of a document, found by our own walk: the engine's keeps a copy of all inherited
//! resources for every page, which a small file can make very large.

use std::collections::HashSet;
use std::rc::Rc;

use pdfboss_core::{Dict, Document, ObjRef, Object, Page, Rect};

use super::boss::too_many_pages;
use super::engine::limits;
use crate::ReadError;

/// A page and what it inherits.
pub(super) struct Leaf {
    dict: Rc<Dict>,
    /// Its object.
    pub(super) reference: Option<ObjRef>,
    inherited: Inherited,
}

#[derive(Clone, Default)]
struct Inherited {
    resources: Option<Rc<Dict>>,
    media_box: Option<Rect>,
    crop_box: Option<Rect>,
    rotate: Option<i32>,
}

impl Leaf {
    /// The page as the engine takes it.
    pub(super) fn page(&self, index: usize) -> Page {
        let inherited = &self.inherited;
        Page::from_tree_attrs(
            index,
            inherited.resources.as_deref().cloned(),
            inherited.media_box,
            inherited.crop_box,
            None,
            None,
            None,
            inherited.rotate,
            (*self.dict).clone(),
            self.reference,
        )
    }
}

/// The pages the catalog leads to, in order. Each node counts once, however often it is named.
pub(super) fn pages(document: &Document) -> Result<Vec<Leaf>, ReadError> {
    let mut pages = Vec::new();
    let mut seen = HashSet::new();
    let mut open: Vec<(Object, Inherited)> =
        root(document).map(|root| (root, Inherited::default())).into_iter().collect();
    while let Some((node, inherited)) = open.pop() {
        let reference = node.as_ref();
        if reference.is_some_and(|reference| !seen.insert(reference)) {
            continue;
        }
        let Ok(Object::Dict(dict)) = document.resolve(&node) else { continue };
        let inherited = inherited.of(document, &dict);
        let kids = if is_page(&dict) { None } else { resolved(document, &dict, "Kids") };
        if let Some(Object::Array(kids)) = kids {
            open.extend(kids.into_iter().rev().map(|kid| (kid, inherited.clone())));
        } else {
            if pages.len() >= limits::PAGES {
                return Err(too_many_pages());
            }
            pages.push(Leaf { dict: Rc::new(dict), reference, inherited });
        }
    }
    Ok(pages)
}

/// Every page object of the file in the order of their numbers, for files without a usable tree.
pub(super) fn stray_pages(document: &Document) -> Result<Vec<Leaf>, ReadError> {
    let mut numbers: Vec<u32> = document.xref().iter().map(|(number, _)| number).collect();
    numbers.sort_unstable();
    let mut pages = Vec::new();
    for num in numbers {
        let reference = ObjRef { num, r#gen: 0 };
        let Ok(Object::Dict(dict)) = document.get(reference) else { continue };
        if is_page(&dict) {
            if pages.len() >= limits::PAGES {
                return Err(too_many_pages());
            }
            let inherited = Inherited::default().of(document, &dict);
            pages.push(Leaf { dict: Rc::new(dict), reference: Some(reference), inherited });
        }
    }
    Ok(pages)
}

/// How many pages the catalog says there are.
pub(super) fn told_pages(document: &Document) -> Option<u64> {
    let root = document.resolve(&root(document)?).ok()?;
    let count = resolved(document, root.as_dict()?, "Count")?.as_int()?;
    u64::try_from(count).ok()
}

fn root(document: &Document) -> Option<Object> {
    let catalog = document.resolve(document.xref().trailer.get("Root")?).ok()?;
    catalog.as_dict()?.get("Pages").cloned()
}

fn is_page(dict: &Dict) -> bool {
    dict.get_name("Type").is_some_and(|name| name.0 == "Page")
}

fn resolved(document: &Document, dict: &Dict, key: &str) -> Option<Object> {
    document.resolve(dict.get(key)?).ok()
}

impl Inherited {
    /// What a node below takes over, with what this one sets itself.
    fn of(mut self, document: &Document, dict: &Dict) -> Self {
        if let Some(Object::Dict(resources)) = resolved(document, dict, "Resources") {
            self.resources = Some(Rc::new(resources));
        }
        self.media_box = rectangle(document, dict, "MediaBox").or(self.media_box);
        self.crop_box = rectangle(document, dict, "CropBox").or(self.crop_box);
        let rotate = resolved(document, dict, "Rotate").and_then(|it| it.as_int());
        self.rotate = rotate.and_then(|it| i32::try_from(it).ok()).or(self.rotate);
        self
    }
}

fn rectangle(document: &Document, dict: &Dict, key: &str) -> Option<Rect> {
    let value = resolved(document, dict, key)?;
    let number = |item: &Object| document.resolve(item).ok()?.as_f64().map(|n| n as f32);
    let numbers: Vec<f32> = value.as_array()?.iter().take(5).filter_map(number).collect();
    let finite = numbers.iter().all(|n| n.is_finite());
    match numbers[..] {
        [x0, y0, x1, y1] if finite => Some(Rect::new(x0, y0, x1, y1).normalize()),
        _ => None,
    }
}
