//! The engine `pdfboss`, behind [`Engine`].

use pdfboss_core::{Dict, Document, Error, Immediate, OcState, Page, Rect};
use pdfboss_text::{
    ArtifactKind, FontCache, ReadingOrder, Ruling, TextSpan,
    extract_spans_and_rulings_reporting_cached_with,
};
use raadslag_document::Problem;

use super::engine::{Engine, limits};
use super::guard::{self, Condition};
use super::meter::Meter;
use super::sheet::{LinkArea, Rule, Sheet, Turn};
use super::{damaged, glyphs, problem, refused, salvage, tree};
use crate::ReadError;

/// No page is larger; the format itself ends at 14,400 points.
const FAR: f32 = 100_000.0;

/// An opened PDF.
pub(super) struct Boss {
    document: Document,
    pages: Vec<tree::Leaf>,
    layers: Option<OcState>,
    fonts: FontCache,
    meter: Meter,
}

impl Boss {
    /// Opens a file, repairing what it can; says what it repaired.
    pub(super) fn open(bytes: &[u8]) -> Result<(Self, Vec<Problem>), ReadError> {
        // Mail gateways put lines before the file; its offsets count from its own header.
        let head = &bytes[..bytes.len().min(1024)];
        let start = head.windows(5).position(|part| part == b"%PDF-").unwrap_or(0);
        let bytes = &bytes[start..];
        let condition = guard::look_over(bytes)?;
        let opened = Self::load(bytes.to_vec(), &condition)?;
        if !opened.pages.is_empty() {
            return opened.with_repairs(condition.rebuilt);
        }
        // The table is lost or leads nowhere: search the file instead, packed objects included.
        let bytes = salvage::unpacked(bytes);
        let condition = guard::look_over(&bytes)?;
        Self::load(bytes, &condition)?.with_repairs(true)
    }

    fn load(bytes: Vec<u8>, condition: &Condition) -> Result<Self, ReadError> {
        let document = Document::load(bytes).map_err(|error| match error {
            Error::Encrypted => ReadError::Encrypted("PDF"),
            error => damaged(error.to_string()),
        })?;
        Meter::weigh_containers(&document, &condition.containers)?;
        let pages = tree::pages(&document)?;
        let layers = document.oc_state();
        Ok(Self { document, pages, layers, fonts: FontCache::default(), meter: Meter::default() })
    }

    /// Finds pages the tree does not lead to, and names every repair.
    fn with_repairs(mut self, rebuilt: bool) -> Result<(Self, Vec<Problem>), ReadError> {
        let mut problems = Vec::new();
        if rebuilt {
            problems.push(problem(
                "pdf-table-rebuilt",
                "the table of objects is damaged; they were searched for. Text may be missing",
            ));
        }
        let told = tree::told_pages(&self.document);
        if self.pages.is_empty() {
            self.pages = tree::stray_pages(&self.document)?;
            if self.pages.is_empty() {
                return Err(damaged("no pages are found"));
            }
            problems.push(problem(
                "pdf-pages-rebuilt",
                "the list of pages is damaged; the pages stand in the order they were found",
            ));
        }
        let found = self.pages.len();
        if let Some(told) = told.filter(|&told| told > found as u64) {
            let message = format!("the file tells of {told} pages; {found} are found");
            problems.push(problem("pdf-pages-missing", &message));
        }
        Ok((self, problems))
    }

    pub(super) fn leaves(&self) -> &[tree::Leaf] {
        &self.pages
    }

    pub(super) fn layers(&self) -> Option<&OcState> {
        self.layers.as_ref()
    }

    pub(super) fn meter(&self) -> &Meter {
        &self.meter
    }

    /// The text and rules of a page, in its own upright frame: that of its text, where the page
    /// does not say that it is turned.
    fn draw(&self, page: &mut Page, sheet: &mut Sheet) {
        let source = self.meter.over(&self.document);
        let reading = extract_spans_and_rulings_reporting_cached_with(
            Immediate(&source),
            page,
            &self.fonts,
            self.layers.as_ref(),
            None,
            ReadingOrder::Content,
        );
        match pdfboss_core::block_on(reading) {
            Ok((spans, rulings, report)) => {
                page.rotate = glyphs::turned(&spans).unwrap_or(page.rotate);
                sheet.runs = glyphs::words(glyphs::runs(&spans, page.rotate));
                sheet.rules = rulings.iter().map(|ruling| rule(ruling, page.rotate)).collect();
                sheet.unread =
                    report.skipped.iter().map(|it| format!("{}: {}", it.kind, it.cause)).collect();
            }
            Err(error) => sheet.unread.push(error.to_string()),
        }
    }
}

impl Boss {
    /// The opened file.
    pub(super) fn document(&self) -> &Document {
        &self.document
    }

    /// A page of this number, from 0, as the engine takes it; its share of the bounds begins anew.
    pub(super) fn page(&self, index: u32) -> Option<Page> {
        self.meter.turn_page();
        Some(self.pages.get(index as usize)?.page(index as usize))
    }

    /// The file behind the bounds of a page.
    pub(super) fn metered(&self) -> super::meter::Metered<'_> {
        self.meter.over(&self.document)
    }

    /// The fonts read so far.
    pub(super) fn fonts(&self) -> &FontCache {
        &self.fonts
    }
}

impl Engine for Boss {
    fn pages(&self) -> u32 {
        u32::try_from(self.pages.len()).unwrap_or(u32::MAX)
    }

    fn sheet(&self, index: u32) -> Sheet {
        let mut sheet = Sheet::default();
        let Some(leaf) = self.pages.get(index as usize) else { return sheet };
        let mut page = leaf.page(index as usize);
        self.meter.turn_page();
        self.draw(&mut page, &mut sheet);
        let (ax, ay) = upright(page.crop_box.x0, page.crop_box.y0, page.rotate);
        let (bx, by) = upright(page.crop_box.x1, page.crop_box.y1, page.rotate);
        (sheet.top, sheet.bottom, sheet.width) = (ay.min(by), ay.max(by), (bx - ax).abs());
        sheet.links = links(&self.document, &page);
        sheet.bind_links();
        sheet.begin_at(ax.min(bx));
        sheet
    }
}

/// Turns a point of a page into the frame in which text of this rotation is upright, y downwards.
/// Points far off the page come to stand at its [`FAR`] edge.
pub(super) fn upright(x: f32, y: f32, rotate: i32) -> (f32, f32) {
    let near = |at: f32| if at.is_finite() { at.clamp(-FAR, FAR) } else { 0.0 };
    let (x, y) = (near(x), near(y));
    match rotate.rem_euclid(360) {
        90 => (y, x),
        180 => (-x, y),
        270 => (-y, -x),
        _ => (x, -y),
    }
}

/// How a text of rotation `span` is turned against a page of rotation `page`.
pub(super) fn turn(span: i32, page: i32) -> Turn {
    match (span - page).rem_euclid(360) {
        90 => Turn::Up,
        180 => Turn::Over,
        270 => Turn::Down,
        _ => Turn::Upright,
    }
}

fn rule(ruling: &Ruling, rotate: i32) -> Rule {
    let (ax, ay) = upright(ruling.start.x, ruling.start.y, rotate);
    let (bx, by) = upright(ruling.end.x, ruling.end.y, rotate);
    if (ax - bx).abs() >= (ay - by).abs() {
        Rule::Across { y: f32::midpoint(ay, by), x0: ax.min(bx), x1: ax.max(bx) }
    } else {
        Rule::Upright { x: f32::midpoint(ax, bx), y0: ay.min(by), y1: ay.max(by) }
    }
}

/// Whether the producer marked a span as part of the page.
pub(super) fn is_furniture(span: &TextSpan) -> bool {
    span.artifact.as_ref().is_some_and(|artifact| artifact.kind == ArtifactKind::Pagination)
}

/// The links of a page to addresses outside the file.
fn links(document: &Document, page: &Page) -> Vec<LinkArea> {
    let annotations = page.dict().get("Annots").and_then(|it| document.resolve(it).ok());
    let Some(annotations) = annotations.as_ref().and_then(|it| it.as_array()) else {
        return Vec::new();
    };
    let mut areas = Vec::new();
    for annotation in annotations.iter().take(limits::ANNOTATIONS) {
        let Ok(annotation) = document.resolve(annotation) else { continue };
        let Some(dict) = annotation.as_dict() else { continue };
        if let Some(url) = address(document, dict) {
            areas.extend(rectangles(document, dict).into_iter().map(|rect| {
                let (ax, ay) = upright(rect.x0, rect.y0, page.rotate);
                let (bx, by) = upright(rect.x1, rect.y1, page.rotate);
                let (x0, x1, y0, y1) = (ax.min(bx), ax.max(bx), ay.min(by), ay.max(by));
                LinkArea { x0, y0, x1, y1, url: url.clone() }
            }));
        }
    }
    areas.truncate(limits::ANNOTATIONS);
    areas
}

/// The address a link annotation leads to.
fn address(document: &Document, annotation: &Dict) -> Option<String> {
    if annotation.get_name("Subtype")?.0 != "Link" {
        return None;
    }
    let action = document.resolve(annotation.get("A")?).ok()?;
    let uri = document.resolve(action.as_dict()?.get("URI")?).ok()?;
    let url = pdfboss_core::object::decode_text_string(uri.as_str_bytes()?);
    let url = url.trim();
    (!url.is_empty()).then(|| url.to_owned())
}

/// The rectangles of a link: one per line where it says so, otherwise one.
fn rectangles(document: &Document, annotation: &Dict) -> Vec<Rect> {
    let numbers = |key: &str| -> Vec<f32> {
        let value = annotation.get(key).and_then(|it| document.resolve(it).ok());
        let items = value.as_ref().and_then(|it| it.as_array()).unwrap_or_default();
        items.iter().take(4_000).filter_map(|it| it.as_f64().map(|n| n as f32)).collect()
    };
    let quads = numbers("QuadPoints");
    if quads.len() >= 8 {
        let hull = |quad: &[f32]| {
            let (xs, ys): (Vec<f32>, Vec<f32>) = quad.chunks(2).map(|p| (p[0], p[1])).unzip();
            let low = |v: &[f32]| v.iter().copied().fold(f32::INFINITY, f32::min);
            let high = |v: &[f32]| v.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            Rect::new(low(&xs), low(&ys), high(&xs), high(&ys))
        };
        return quads.chunks_exact(8).map(hull).collect();
    }
    match numbers("Rect")[..] {
        [x0, y0, x1, y1] => vec![Rect::new(x0, y0, x1, y1).normalize()],
        _ => Vec::new(),
    }
}

/// Refuses a document with too many pages.
pub(super) fn too_many_pages() -> ReadError {
    refused(format!("it has more than {} pages", limits::PAGES))
}
