//! What the sheets of a workbook do not show: hidden rows and columns, white text without a fill.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use super::faint::is_white;
use super::{Trace, TraceKind};
use crate::ReadError;
use crate::docx::package::Package;
use crate::docx::xml::{self, Element};

/// Longest text of one trace.
const LONGEST: usize = 400;
/// Cells of one trace that are read; they fill it.
const MOST_CELLS: usize = 200;
/// Traces of one sheet.
const MOST_TRACES: usize = 100;

/// The traces of all sheets, in the order of their parts.
pub(super) fn traces(package: &mut Package<'_>) -> Result<Vec<Trace>, ReadError> {
    const BOOK: &str = "xl/workbook.xml";
    let mut book = Book::default();
    if let Some(text) = package.text(BOOK)? {
        xml::walk(BOOK, &text, &mut book)?;
    }
    let relations = package.relations(BOOK)?;
    let mut looks = Looks::default();
    if let Some(text) = package.text("xl/styles.xml")? {
        xml::walk("xl/styles.xml", &text, &mut looks)?;
    }
    let mut found = Vec::new();
    for (name, id) in book.sheets {
        let Some(relation) = relations.get(&id) else { continue };
        let part = relation.target.clone();
        let Some(text) = package.text(&part)? else { continue };
        let mut sheet = Sheet::new(&looks.white);
        xml::walk(&part, &text, &mut sheet)?;
        found.extend(sheet.stretches().into_iter().map(|stretch| (name.clone(), stretch)));
    }
    let wanted = found.iter().flat_map(|(_, stretch)| &stretch.cells);
    let wanted =
        wanted.filter_map(|cell| if let Value::Shared(at) = cell { Some(*at) } else { None });
    let mut shared = Shared { wanted: wanted.collect(), ..Shared::default() };
    if !shared.wanted.is_empty()
        && let Some(text) = package.text("xl/sharedStrings.xml")?
    {
        xml::walk("xl/sharedStrings.xml", &text, &mut shared)?;
    }
    let traces = found.into_iter().filter_map(|(name, stretch)| stretch.trace(&name, &shared));
    Ok(traces.collect())
}

/// The sheets with the ids of their parts.
#[derive(Default)]
struct Book {
    sheets: Vec<(String, String)>,
}

impl xml::Visit for Book {
    fn start(&mut self, element: &Element<'_>) {
        if element.name() == "sheet" {
            self.sheets.extend(element.attr("name").zip(element.attr("id")));
        }
    }
    fn end(&mut self, _name: &str) {}
    fn text(&mut self, _text: &str) {}
}

/// Which formats of cells are white on no fill.
#[derive(Default)]
struct Looks {
    within: Option<&'static str>,
    fonts: Vec<bool>,
    fills: Vec<bool>,
    formats: usize,
    white: HashSet<usize>,
}

/// Whether a colour is white, or the first of the theme unchanged, which is white in any but a few.
fn is_white_cell(element: &Element<'_>) -> bool {
    let by_theme =
        || element.attr("theme").as_deref() == Some("0") && element.attr("tint").is_none();
    element.attr("rgb").and_then(|colour| is_white(&colour)).unwrap_or_else(by_theme)
}

impl xml::Visit for Looks {
    fn start(&mut self, element: &Element<'_>) {
        let name = element.name();
        if let Some(list) = ["fonts", "fills", "cellXfs"].into_iter().find(|list| *list == name) {
            self.within = Some(list);
            return;
        }
        let number = |name| element.attr(name).and_then(|at| at.parse::<usize>().ok()).unwrap_or(0);
        match (self.within, name) {
            (Some("fonts"), "font") => self.fonts.push(false),
            (Some("fonts"), "color") => {
                self.fonts.last_mut().into_iter().for_each(|white| *white = is_white_cell(element));
            }
            (Some("fills"), "fill") => self.fills.push(true),
            (Some("fills"), "patternFill" | "gradientFill") => {
                let is_none = element.attr("patternType").as_deref() == Some("none");
                self.fills.last_mut().into_iter().for_each(|bare| *bare = is_none);
            }
            (Some("fills"), "fgColor") => {
                self.fills.last_mut().into_iter().for_each(|bare| *bare |= is_white_cell(element));
            }
            (Some("cellXfs"), "xf") => {
                let is_white = self.fonts.get(number("fontId")).copied().unwrap_or(false);
                let is_bare = self.fills.get(number("fillId")).copied().unwrap_or(true);
                if is_white && is_bare {
                    self.white.insert(self.formats);
                }
                self.formats += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.within == Some(name) {
            self.within = None;
        }
    }

    fn text(&mut self, _text: &str) {}
}

/// The strings that cells share, by their places; those wanted.
#[derive(Default)]
struct Shared {
    wanted: HashSet<usize>,
    strings: HashMap<usize, String>,
    at: usize,
    open: bool,
    /// Readings aloud of the text before.
    aloud: bool,
}

impl xml::Visit for Shared {
    fn start(&mut self, element: &Element<'_>) {
        match element.name() {
            "t" => self.open = true,
            "rPh" => self.aloud = true,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.open = false,
            "rPh" => self.aloud = false,
            "si" => self.at += 1,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.open && !self.aloud && self.wanted.contains(&self.at) {
            self.strings.entry(self.at).or_default().push_str(text);
        }
    }
}

/// What a cell holds.
enum Value {
    Shared(usize),
    Own(String),
}

/// What is not seen of a sheet.
#[derive(PartialEq, Eq)]
enum Where {
    Rows(u32, u32),
    Columns(u32, u32),
    White,
}

struct Stretch {
    place: Where,
    cells: Vec<Value>,
}

impl Stretch {
    /// "Tal!3:5 Otto 612000".
    fn trace(self, sheet: &str, shared: &Shared) -> Option<Trace> {
        let words = self.cells.iter().filter_map(|cell| match cell {
            Value::Shared(at) => shared.strings.get(at).map(String::as_str),
            Value::Own(text) => Some(text.as_str()),
        });
        let words = words.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
        let place = match self.place {
            Where::Rows(first, last) => format!("{sheet}!{first}:{last}"),
            Where::Columns(first, last) => format!("{sheet}!{}:{}", letters(first), letters(last)),
            Where::White => sheet.to_owned(),
        };
        let text = format!("{place} {words}").chars().take(LONGEST).collect();
        (!words.is_empty()).then_some(Trace { kind: TraceKind::HiddenText, page: None, text })
    }
}

/// The letters of a column, from 1.
fn letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        column -= 1;
        letters.extend(char::from_u32(u32::from('A') + column % 26));
        column /= 26;
    }
    letters.into_iter().rev().collect()
}

/// The column of a reference, from 1: 3 for `C7`.
fn column_of(reference: &str) -> Option<u32> {
    let letters = reference.chars().take_while(char::is_ascii_alphabetic).take(4);
    let column = letters.fold(0, |column, c| column * 26 + (c.to_ascii_uppercase() as u32 - 64));
    (column > 0).then_some(column)
}

struct Sheet<'w> {
    white: &'w HashSet<usize>,
    columns: Vec<RangeInclusive<u32>>,
    found: Vec<Stretch>,
    row: u32,
    column: u32,
    row_is_hidden: bool,
    /// The cell whose text comes next.
    place: Option<Where>,
    shared: bool,
    in_value: bool,
    text: String,
    /// Tables and conditions colour cells, too.
    coloured: bool,
}

impl<'w> Sheet<'w> {
    fn new(white: &'w HashSet<usize>) -> Self {
        Self {
            white,
            columns: Vec::new(),
            found: Vec::new(),
            row: 0,
            column: 0,
            row_is_hidden: false,
            place: None,
            shared: false,
            in_value: false,
            text: String::new(),
            coloured: false,
        }
    }

    fn stretches(self) -> Vec<Stretch> {
        let coloured = self.coloured;
        self.found
            .into_iter()
            .filter(|stretch| !(coloured && stretch.place == Where::White))
            .collect()
    }

    fn open_column(&mut self, element: &Element<'_>) {
        let number = |name| element.attr(name).and_then(|at| at.parse::<u32>().ok());
        if is_hidden(element, "width")
            && let Some((first, last)) = number("min").zip(number("max"))
            && self.columns.len() < MOST_TRACES
        {
            self.columns.push(first..=last);
        }
    }

    fn open_row(&mut self, element: &Element<'_>) {
        let told = element.attr("r").and_then(|row| row.parse().ok());
        self.row = told.unwrap_or_else(|| self.row.saturating_add(1));
        self.column = 0;
        self.row_is_hidden = is_hidden(element, "ht");
        // The rows of one stretch follow each other.
        let row = self.row;
        if self.row_is_hidden
            && let Some(last) = self.last_row()
            && last.checked_add(1) == Some(row)
        {
            *last = row;
        }
    }

    /// The last row of the last stretch of rows.
    fn last_row(&mut self) -> Option<&mut u32> {
        self.found.iter_mut().rev().find_map(|stretch| match &mut stretch.place {
            Where::Rows(_, last) => Some(last),
            _ => None,
        })
    }

    fn open_cell(&mut self, element: &Element<'_>) {
        let told = element.attr("r").and_then(|reference| column_of(&reference));
        self.column = told.unwrap_or_else(|| self.column.saturating_add(1));
        self.shared = element.attr("t").as_deref() == Some("s");
        let format =
            || element.attr("s").and_then(|format| format.parse::<usize>().ok()).unwrap_or(0);
        let columns = self.columns.iter().find(|columns| columns.contains(&self.column));
        self.place = if self.row_is_hidden {
            Some(Where::Rows(self.row, self.row))
        } else if let Some(columns) = columns {
            Some(Where::Columns(*columns.start(), *columns.end()))
        } else {
            (!self.white.is_empty() && self.white.contains(&format())).then_some(Where::White)
        };
    }

    fn close_cell(&mut self) {
        let text = std::mem::take(&mut self.text);
        let Some(place) = self.place.take().filter(|_| !text.trim().is_empty()) else { return };
        let value = match text.trim().parse().ok().filter(|_| self.shared) {
            Some(at) => Value::Shared(at),
            None => Value::Own(text),
        };
        let (row, count) = (self.row, self.found.len());
        let own = self.found.iter_mut().rev().find(|stretch| match (&stretch.place, &place) {
            (Where::Rows(first, last), Where::Rows(..)) => (*first..=*last).contains(&row),
            (one, other) => one == other,
        });
        match own {
            Some(stretch) if stretch.cells.len() < MOST_CELLS => stretch.cells.push(value),
            None if count < MOST_TRACES => {
                self.found.push(Stretch { place, cells: vec![value] });
            }
            _ => {}
        }
    }
}

/// Hidden, or without any height or width.
fn is_hidden(element: &Element<'_>, size: &str) -> bool {
    matches!(element.attr("hidden").as_deref(), Some("1" | "true"))
        || element
            .attr(size)
            .and_then(|size| size.parse::<f32>().ok())
            .is_some_and(|size| size <= 0.0)
}

impl xml::Visit for Sheet<'_> {
    fn start(&mut self, element: &Element<'_>) {
        match element.name() {
            "col" => self.open_column(element),
            "row" => self.open_row(element),
            "c" => self.open_cell(element),
            "v" | "t" => self.in_value = self.place.is_some(),
            "tablePart" | "conditionalFormatting" => self.coloured = true,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "c" => self.close_cell(),
            "v" | "t" => self.in_value = false,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_value {
            self.text.push_str(text);
        }
    }
}
