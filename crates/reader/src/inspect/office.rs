//! Office packages: names in their properties, comments, notes, text nobody sees, hidden sheets, the
//! text of slides.

use super::faint::{self, Styles};
use super::{Inspection, Passage, Trace, TraceKind, hidden_cells};
use crate::ReadError;
use crate::docx::drawing::Drawing;
use crate::docx::package::Package;
use crate::docx::xml::{self, Element};

/// Longest text of one trace.
const LONGEST: usize = 400;

/// What a package holds besides what it shows, and the text of its slides.
pub(super) fn traces(bytes: &[u8]) -> Result<Inspection, ReadError> {
    let mut package = Package::open(bytes)?;
    let mut inspection = Inspection::default();
    let names = package.names();
    if names.iter().any(|part| faint::is_text(part)) {
        inspection.traces.extend(faint_traces(&mut package, &names)?);
    }
    if names.iter().any(|part| Role::of(part) == Some(Role::Workbook)) {
        inspection.traces.extend(hidden_cells::traces(&mut package)?);
    }
    for part in names {
        let Some(role) = Role::of(&part) else { continue };
        let Some(text) = package.text(&part)? else { continue };
        let mut found = Texts::new(role.elements());
        xml::walk(&part, &text, &mut found)?;
        role.note(&part, found, &mut inspection);
    }
    inspection.texts.sort_by_key(|passage| passage.page);
    Ok(inspection)
}

/// What nobody sees in the text of a Word file.
fn faint_traces(package: &mut Package<'_>, names: &[String]) -> Result<Vec<Trace>, ReadError> {
    const STYLES: &str = "word/styles.xml";
    let styles = match package.text(STYLES)? {
        Some(text) => Styles::read(STYLES, &text)?,
        None => Styles::default(),
    };
    let mut traces = Vec::new();
    for part in names.iter().filter(|part| faint::is_text(part)) {
        let Some(text) = package.text(part)? else { continue };
        let texts = faint::texts(part, &text, &styles)?.into_iter();
        let texts = texts.map(|text| text.chars().take(LONGEST).collect());
        traces.extend(texts.map(|text| Trace { kind: TraceKind::HiddenText, page: None, text }));
    }
    Ok(traces)
}

/// What a part is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Properties,
    Slide,
    Comments,
    Workbook,
    Drawings,
}

impl Role {
    fn of(part: &str) -> Option<Self> {
        let part = part.to_ascii_lowercase();
        let is_xml = part.rsplit('.').next() == Some("xml");
        if part == "docprops/core.xml" || part == "docprops/app.xml" {
            Some(Self::Properties)
        } else if part == "xl/workbook.xml" {
            Some(Self::Workbook)
        } else if part.starts_with("xl/drawings/drawing") && is_xml {
            Some(Self::Drawings)
        } else if part.starts_with("ppt/slides/slide") && is_xml {
            Some(Self::Slide)
        } else if is_xml
            && (part.starts_with("ppt/notesslides/notesslide")
                || part.starts_with("ppt/comments")
                || part.starts_with("xl/comments")
                || part.starts_with("xl/threadedcomments"))
        {
            Some(Self::Comments)
        } else {
            None
        }
    }

    fn elements(self) -> &'static [&'static str] {
        match self {
            Self::Properties => &["creator", "lastModifiedBy", "Manager", "Company"],
            Self::Slide => &["t"],
            Self::Comments => &["t", "text"],
            Self::Workbook | Self::Drawings => &[],
        }
    }

    fn note(self, part: &str, found: Texts, inspection: &mut Inspection) {
        let page = number(part);
        let trace = |kind, text: String| Trace { kind, page: None, text };
        let slide = page.filter(|_| self == Self::Slide);
        let picture = Trace { page: slide, ..trace(TraceKind::Picture, String::new()) };
        inspection.traces.extend(vec![picture; found.bare_pictures]);
        match self {
            Self::Properties => {
                for name in found.all {
                    let author = trace(TraceKind::Author, name);
                    if !inspection.traces.contains(&author) {
                        inspection.traces.push(author);
                    }
                }
            }
            Self::Slide => {
                let texts = found.all.into_iter();
                inspection.texts.extend(texts.map(|text| Passage { page, text }));
            }
            Self::Comments => {
                let text: String = found.all.join(" ").chars().take(LONGEST).collect();
                if !text.is_empty() {
                    inspection.traces.push(Trace { page, ..trace(TraceKind::Comment, text) });
                }
            }
            Self::Workbook => {
                let sheets = found.hidden_sheets.into_iter();
                inspection.traces.extend(sheets.map(|name| trace(TraceKind::HiddenText, name)));
            }
            Self::Drawings => {}
        }
    }
}

/// The number a part's name ends with: `ppt/slides/slide12.xml`.
fn number(part: &str) -> Option<u32> {
    let stem = part.rsplit('/').next()?.trim_end_matches(".xml");
    stem.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().ok()
}

struct Texts {
    wanted: &'static [&'static str],
    open: bool,
    text: String,
    all: Vec<String>,
    hidden_sheets: Vec<String>,
    drawing: Drawing,
    /// Pictures without a description.
    bare_pictures: usize,
}

impl Texts {
    fn new(wanted: &'static [&'static str]) -> Self {
        Self {
            wanted,
            open: false,
            text: String::new(),
            all: Vec::new(),
            hidden_sheets: Vec::new(),
            drawing: Drawing::on_sheet(),
            bare_pictures: 0,
        }
    }
}

impl xml::Visit for Texts {
    fn start(&mut self, element: &Element<'_>) {
        let is_hidden =
            || matches!(element.attr("state").as_deref(), Some("hidden" | "veryHidden"));
        if element.name() == "sheet" && is_hidden() {
            self.hidden_sheets.extend(element.attr("name"));
        }
        let picture = self.drawing.picture(element);
        self.bare_pictures += usize::from(picture.is_some_and(|said| said.is_empty()));
        self.open |= self.wanted.contains(&element.name());
    }

    fn end(&mut self, name: &str) {
        // A paragraph of a slide ends: what follows is another text.
        let ends = if self.wanted == ["t"] { name == "p" } else { self.wanted.contains(&name) };
        self.open &= !self.wanted.contains(&name);
        let text = self.text.trim();
        if ends && !text.is_empty() {
            self.all.push(text.to_owned());
        }
        if ends {
            self.text.clear();
        }
    }

    fn text(&mut self, text: &str) {
        if self.open {
            self.text.push_str(text);
        }
    }
}
