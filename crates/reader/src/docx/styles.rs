//! What a style means, through the styles it is based on.
//!
//! Danish Word calls the style of a heading `Overskrift1` but names it `heading 1`; other producers
//! keep the Danish name, and authors base styles of their own on it.

use std::collections::HashMap;

use super::xml::{self, Element};
use crate::ReadError;

/// Most styles followed from one to the next it is based on.
const MAX_CHAIN: usize = 20;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// Font size without any style, in points.
    size: Option<f32>,
    /// The style of paragraphs that name none.
    paragraph: Option<String>,
}

/// What a style says itself.
#[derive(Debug, Clone, Default)]
struct Style {
    based_on: Option<String>,
    name: String,
    outline: Option<u8>,
    run: Run,
    indent: Option<f32>,
    numbering: Option<u32>,
    level: Option<u8>,
}

/// The properties of a run that matter to the text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Run {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) hidden: Option<bool>,
    /// Points.
    pub(super) size: Option<f32>,
}

impl Run {
    /// Notes a property of `<w:rPr>`.
    pub(super) fn note(&mut self, element: &Element<'_>) {
        match element.name() {
            "b" => self.bold = Some(element.is_on()),
            "i" => self.italic = Some(element.is_on()),
            "vanish" => self.hidden = Some(element.is_on()),
            "sz" => {
                let half_points = element.val().and_then(|v| v.parse::<f32>().ok());
                self.size = half_points.map(|half| half / 2.0);
            }
            _ => {}
        }
    }

    /// These properties, and where they are silent those of `other`.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            hidden: self.hidden.or(other.hidden),
            size: self.size.or(other.size),
        }
    }
}

/// Indentation in points.
pub(super) fn indent(element: &Element<'_>) -> Option<f32> {
    let left = element.attr("left").or_else(|| element.attr("start"))?;
    left.parse::<f32>().ok().map(|twips| twips / 20.0)
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(part: &str, text: &str) -> Result<Self, ReadError> {
        let mut reader = Reader::default();
        xml::walk(part, text, &mut reader)?;
        Ok(reader.styles)
    }

    /// The style and those it is based on, nearest first.
    fn chain(&self, id: Option<&str>) -> impl Iterator<Item = &Style> {
        let id = id.or(self.paragraph.as_deref());
        let first = id.and_then(|id| self.by_id.get(id));
        std::iter::successors(first, |style| self.by_id.get(style.based_on.as_deref()?))
            .take(MAX_CHAIN)
    }

    /// The level of the heading, if it is one.
    pub(super) fn heading(&self, id: Option<&str>) -> Option<u8> {
        let id_level = id.and_then(level_of_name);
        self.chain(id)
            .find_map(|s| {
                s.outline
                    .filter(|&l| l < 9)
                    .map(|l| (l + 1).min(6))
                    .or_else(|| level_of_name(&s.name))
            })
            .or(id_level)
    }

    /// Whether the style is that of an entry of the contents list.
    pub(super) fn is_contents(&self, id: Option<&str>) -> bool {
        let is_toc = |name: &str| {
            let name = name.to_lowercase();
            let level =
                name.strip_prefix("toc").or_else(|| name.strip_prefix("indholdsfortegnelse"));
            level.is_some_and(|level| level.trim().parse::<u8>().is_ok())
        };
        self.chain(id).any(|style| is_toc(&style.name)) || id.is_some_and(is_toc)
    }

    /// The properties of text in a style.
    pub(super) fn run(&self, id: Option<&str>) -> Run {
        self.chain(id).fold(Run::default(), |run, style| run.or(style.run))
    }

    /// The properties of text in a character style; without one there are none.
    pub(super) fn character(&self, id: Option<&str>) -> Run {
        id.map(|id| self.run(Some(id))).unwrap_or_default()
    }

    /// Font size of text no style says anything of, in points.
    pub(super) fn size(&self) -> f32 {
        self.size.unwrap_or(10.0)
    }

    /// Indentation in points.
    pub(super) fn indent(&self, id: Option<&str>) -> Option<f32> {
        self.chain(id).find_map(|style| style.indent)
    }

    /// The numbering a style brings with it, its level, and the style that brings it.
    pub(super) fn numbering(&self, id: Option<&str>) -> Option<(u32, Option<u8>)> {
        let level = self.chain(id).find_map(|style| style.level);
        self.chain(id).find_map(|style| style.numbering).map(|number| (number, level))
    }
}

/// "heading 2", "Overskrift2", "Title".
fn level_of_name(name: &str) -> Option<u8> {
    let name = name.to_lowercase().replace([' ', '-', '_'], "");
    match name.as_str() {
        "title" | "titel" => return Some(1),
        "subtitle" | "undertitel" => return Some(2),
        _ => {}
    }
    let level = name.strip_prefix("heading").or_else(|| name.strip_prefix("overskrift"))?;
    level.parse::<u8>().ok().filter(|level| (1..=9).contains(level)).map(|level| level.min(6))
}

#[derive(Default)]
struct Reader {
    styles: Styles,
    id: Option<String>,
    style: Style,
    defaults: bool,
    /// Properties of parts of tables and of numbering, which are not the style's own.
    apart: u32,
}

impl Reader {
    fn note(&mut self, element: &Element<'_>) {
        let number = || element.val().and_then(|value| value.parse().ok());
        match element.name() {
            "name" => self.style.name = element.val().unwrap_or_default(),
            "basedOn" => self.style.based_on = element.val(),
            "outlineLvl" => self.style.outline = number(),
            "ind" => self.style.indent = indent(element),
            "numId" => self.style.numbering = element.val().and_then(|value| value.parse().ok()),
            "ilvl" => self.style.level = number(),
            _ => self.style.run.note(element),
        }
    }
}

impl xml::Visit for Reader {
    fn start(&mut self, element: &Element<'_>) {
        match element.name() {
            "tblStylePr" => self.apart += 1,
            "rPrDefault" => self.defaults = true,
            "sz" if self.defaults => {
                let mut run = Run::default();
                run.note(element);
                self.styles.size = run.size;
            }
            "style" => {
                self.id = element.attr("styleId");
                self.style = Style::default();
                let is_default = matches!(element.attr("default").as_deref(), Some("1" | "true"));
                if is_default && element.attr("type").as_deref() == Some("paragraph") {
                    self.styles.paragraph.clone_from(&self.id);
                }
            }
            _ if self.id.is_some() && self.apart == 0 => self.note(element),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "tblStylePr" => self.apart = self.apart.saturating_sub(1),
            "rPrDefault" => self.defaults = false,
            "style" => {
                if let Some(id) = self.id.take() {
                    self.styles.by_id.insert(id, std::mem::take(&mut self.style));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, _text: &str) {}
}
