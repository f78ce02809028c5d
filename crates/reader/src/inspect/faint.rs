//! Text of Word files that nobody sees though it is not formatted as hidden: white, or too small.
//!
//! White on a shading is meant to be read: that of the run, paragraph, cell or table, or of a text
//! box, whose fill is not looked at.

use std::collections::HashMap;

use crate::ReadError;
use crate::docx::xml::{self, Element};

/// Smaller text cannot be read, in half points.
const SMALL: f32 = 3.0;
/// A colour of at least so much red, green and blue, of 255, is white.
const WHITE: u32 = 248;
/// Most styles followed from one to the next it is based on.
const MAX_CHAIN: usize = 20;

/// Whether a part holds text of a Word file.
pub(super) fn is_text(part: &str) -> bool {
    let part = part.to_ascii_lowercase();
    let Some(name) = part.strip_prefix("word/").and_then(|name| name.strip_suffix(".xml")) else {
        return false;
    };
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit());
    ["document", "header", "footer", "footnotes", "endnotes"].contains(&name)
}

/// What nobody sees in a part, paragraph by paragraph.
pub(super) fn texts(part: &str, text: &str, styles: &Styles) -> Result<Vec<String>, ReadError> {
    let mut reader = Reader::new(styles);
    xml::walk(part, text, &mut reader)?;
    Ok(reader.found)
}

/// Whether `RRGGBB`, or `AARRGGBB` as spreadsheets have it, is white; nothing for no colour.
pub(super) fn is_white(colour: &str) -> Option<bool> {
    let colour = colour.get(colour.len().checked_sub(6)?..)?;
    let value = u32::from_str_radix(colour, 16).ok()?;
    Some([16, 8, 0].iter().all(|shift| (value >> shift) & 255 >= WHITE))
}

/// What properties say of how well a text is seen.
#[derive(Debug, Clone, Copy, Default)]
struct Look {
    white: Option<bool>,
    small: Option<bool>,
    shaded: Option<bool>,
    vanished: Option<bool>,
}

impl Look {
    fn note(&mut self, element: &Element<'_>) {
        match element.name() {
            "color" => {
                let by_theme = || element.attr("themeColor").map(|name| name == "background1");
                let colour = element.val().and_then(|colour| is_white(&colour));
                self.white = Some(colour.or_else(by_theme).unwrap_or(false));
            }
            "sz" => {
                let size = element.val().and_then(|size| size.parse::<f32>().ok());
                self.small = size.map(|size| size < SMALL);
            }
            "shd" => self.shaded = shading(element),
            "highlight" => {
                let colour = element.val().filter(|colour| colour != "none");
                self.shaded = colour.map(|colour| colour != "white").or(self.shaded);
            }
            "vanish" => self.vanished = Some(element.is_on()),
            _ => {}
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            white: self.white.or(other.white),
            small: self.small.or(other.small),
            shaded: self.shaded.or(other.shaded),
            vanished: self.vanished.or(other.vanished),
        }
    }
}

/// Whether a shading has a colour but white; nothing where it has none.
fn shading(element: &Element<'_>) -> Option<bool> {
    let is_pattern =
        element.val().is_some_and(|pattern| !matches!(pattern.as_str(), "clear" | "nil"));
    let fill = element.attr("fill").and_then(|fill| is_white(&fill));
    if is_pattern { Some(true) } else { fill.map(|white| !white) }
}

/// The styles of a file.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, (Look, Option<String>)>,
    defaults: Look,
    paragraph: Option<String>,
    open: Option<String>,
    in_defaults: bool,
    /// Properties of parts of tables, of which only the shading counts.
    apart: bool,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(part: &str, text: &str) -> Result<Self, ReadError> {
        let mut styles = Self::default();
        xml::walk(part, text, &mut styles)?;
        Ok(styles)
    }

    fn look(&self, id: Option<&str>) -> Look {
        let first = id.and_then(|id| self.by_id.get(id));
        std::iter::successors(first, |(_, based)| self.by_id.get(based.as_deref()?))
            .take(MAX_CHAIN)
            .fold(Look::default(), |look, (own, _)| look.or(*own))
    }
}

impl xml::Visit for Styles {
    fn start(&mut self, element: &Element<'_>) {
        match element.name() {
            "rPrDefault" => self.in_defaults = true,
            "tblStylePr" => self.apart = true,
            "style" => {
                self.open = element.attr("styleId");
                let is_default = matches!(element.attr("default").as_deref(), Some("1" | "true"));
                if is_default && element.attr("type").as_deref() == Some("paragraph") {
                    self.paragraph.clone_from(&self.open);
                }
                if let Some(id) = &self.open {
                    self.by_id.insert(id.clone(), Default::default());
                }
            }
            _ if self.in_defaults => self.defaults.note(element),
            name => {
                let Some(style) = self.open.as_ref().and_then(|id| self.by_id.get_mut(id)) else {
                    return;
                };
                match name {
                    "basedOn" => style.1 = element.val(),
                    "shd" if self.apart => {
                        let is_shaded = shading(element) == Some(true);
                        style.0.shaded = is_shaded.then_some(true).or(style.0.shaded);
                    }
                    _ if self.apart => {}
                    _ => style.0.note(element),
                }
            }
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "rPrDefault" => self.in_defaults = false,
            "tblStylePr" => self.apart = false,
            "style" => self.open = None,
            _ => {}
        }
    }

    fn text(&mut self, _text: &str) {}
}

/// An open element that has a look: a table, cell, paragraph or run.
struct Open {
    name: &'static str,
    own: Look,
    style: Look,
}

/// The elements that have a look; the content of a text box hides what is around it.
const LOOKED_AT: [&str; 5] = ["tbl", "tc", "p", "r", "txbxContent"];
/// Elements whose content is of another time or is read elsewhere.
const SKIPPED: [&str; 8] = [
    "pPrChange",
    "rPrChange",
    "tblPrChange",
    "tcPrChange",
    "trPrChange",
    "sectPrChange",
    "sdtPr",
    "Fallback",
];

struct Reader<'s> {
    styles: &'s Styles,
    open: Vec<Open>,
    skipped: u32,
    /// The properties of a paragraph have those of its mark in them.
    in_mark: bool,
    in_properties: bool,
    in_text: bool,
    hidden: String,
    found: Vec<String>,
    /// The page has a colour.
    page: bool,
}

impl<'s> Reader<'s> {
    fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            open: Vec::new(),
            skipped: 0,
            in_mark: false,
            in_properties: false,
            in_text: false,
            hidden: String::new(),
            found: Vec::new(),
            page: false,
        }
    }

    fn property(&mut self, element: &Element<'_>) {
        let styles = self.styles;
        let Some(open) = self.open.last_mut() else { return };
        match (element.name(), open.name) {
            ("tblStyle", "tbl") | ("pStyle", "p") | ("rStyle", "r") => {
                open.style = styles.look(element.val().as_deref());
            }
            ("shd", "tbl" | "tc" | "p") | (_, "r") => open.own.note(element),
            _ => {}
        }
    }

    /// Whether text here is not seen.
    fn is_hidden(&self) -> bool {
        let mut look = Look::default();
        for open in self.open.iter().rev() {
            match open.name {
                "txbxContent" => {
                    look.shaded = look.shaded.or(Some(true));
                    break;
                }
                "p" | "r" => look = look.or(open.own).or(open.style),
                // A table colours what is in it, its text too; only the shading is looked at.
                _ => look.shaded = look.shaded.or(open.own.shaded).or(open.style.shaded),
            }
        }
        let look = look.or(self.styles.defaults);
        let is_white = look.white == Some(true) && !look.shaded.unwrap_or(self.page);
        (is_white || look.small == Some(true)) && look.vanished != Some(true)
    }
}

impl xml::Visit for Reader<'_> {
    fn start(&mut self, element: &Element<'_>) {
        let name = element.name();
        if self.skipped > 0 || SKIPPED.contains(&name) {
            self.skipped += 1;
            return;
        }
        if let Some(name) = LOOKED_AT.into_iter().find(|one| *one == name) {
            let style = if name == "p" { self.styles.paragraph.as_deref() } else { None };
            self.open.push(Open { name, own: Look::default(), style: self.styles.look(style) });
        }
        match name {
            "rPr" if self.in_properties => self.in_mark = true,
            "pPr" | "tblPr" | "tcPr" | "rPr" => self.in_properties = true,
            "t" => self.in_text = true,
            "tab" | "br" if !self.in_properties && !self.hidden.is_empty() => self.hidden.push(' '),
            "background" => {
                let colour = element.attr("color").and_then(|colour| is_white(&colour));
                self.page |= colour.is_some_and(|white| !white);
            }
            _ if self.in_properties && !self.in_mark => self.property(element),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "rPr" if self.in_mark => self.in_mark = false,
            "pPr" | "tblPr" | "tcPr" | "rPr" => self.in_properties = false,
            "t" => self.in_text = false,
            _ => {}
        }
        if self.open.last().is_some_and(|open| open.name == name) {
            self.open.pop();
        }
        if name == "p" {
            let hidden = std::mem::take(&mut self.hidden);
            let hidden = hidden.split_whitespace().collect::<Vec<_>>().join(" ");
            self.found.extend((!hidden.is_empty()).then_some(hidden));
        }
    }

    fn text(&mut self, text: &str) {
        if !self.in_text || self.skipped > 0 {
            return;
        }
        if self.is_hidden() {
            self.hidden.push_str(text);
        } else if !self.hidden.is_empty() {
            self.hidden.push(' ');
        }
    }
}
