//! Sheets of one heading row and one entry per row.

use serde_json::{Map, Value};

use super::table::{Taken, insert, insert_key, no_text, text_of};
use super::{cells, numbers};
use crate::schema::{Extra, Field, Form, Need, SheetSchema, ValueKind};
use crate::workbook::cell_name;
use crate::{Cell, Language, Phrase, Sheet};

/// So far down the headings are looked for: a title, a date, an empty row may stand above.
const HEADING_WITHIN: usize = 20;

/// A sheet to be read.
pub(super) struct Reading<'s> {
    pub(super) sheet: &'s Sheet,
    pub(super) known: &'s SheetSchema,
    pub(super) fields: &'static [Field],
    pub(super) extra: Option<Extra>,
    /// Rows up to the last one with something in it.
    pub(super) rows: usize,
    /// Whether it is what the figure is about, and so must be there even when empty.
    pub(super) is_main: bool,
}

/// A column that is read.
pub(super) struct Column {
    pub(super) at: usize,
    heading: String,
    pub(super) kind: ValueKind,
    need: Need,
    key: Key,
}

/// Where a column's values go.
#[derive(PartialEq)]
enum Key {
    /// A field's key.
    Own(&'static str),
    /// A name of the author's own under the further columns' key.
    Further(&'static str, String),
}

impl Key {
    fn path(&self) -> String {
        match self {
            Self::Own(key) => (*key).to_owned(),
            Self::Further(key, name) => format!("{key}.{name}"),
        }
    }

    fn insert(&self, entry: &mut Value, value: Value) {
        match self {
            Self::Own(key) => insert(entry, key, value),
            Self::Further(key, name) => insert_key(&mut entry[*key], name, value),
        }
    }
}

/// Whether a sheet has all the headings that a kind of sheet must have.
pub(super) fn is_headed(sheet: &Sheet, known: &SheetSchema) -> bool {
    let Form::Rows { fields, .. } = known.form else { return false };
    heading_row(sheet, fields).is_some_and(|row| {
        let headings: Vec<String> = sheet.rows[row].iter().filter_map(text_of).collect();
        let is_there = |field: &Field| headings.iter().any(|heading| field.is_headed(heading));
        fields.iter().all(|field| field.need == Need::Optional || is_there(field))
    })
}

/// The row that has most headings among the first ones; the first of several.
fn heading_row(sheet: &Sheet, fields: &[Field]) -> Option<usize> {
    let known = |row: usize| {
        let headings = sheet.rows[row].iter().filter_map(text_of);
        headings.filter(|text| fields.iter().any(|field| field.is_headed(text))).count()
    };
    let rows = 0..sheet.rows.len().min(HEADING_WITHIN);
    let (count, row) = rows.map(|row| (known(row), std::cmp::Reverse(row))).max()?;
    (count > 0).then_some(row.0)
}

impl Reading<'_> {
    pub(super) fn into_form(self, taken: &mut Taken) {
        let Some(heading) = heading_row(self.sheet, self.fields) else {
            if self.rows > 0 {
                self.no_headings(taken);
            }
            return;
        };
        taken.merged(self.sheet, self.known, heading);
        if heading > 0 {
            self.note_above(taken, heading);
        }
        taken.origins.insert(self.known.key.to_owned(), self.name(heading, 0));
        let columns = self.columns(taken, heading);
        let mut filled: Vec<usize> =
            (heading + 1..self.rows).filter(|&row| self.is_filled(row, &columns)).collect();
        self.drop_totals(taken, &mut filled, &columns);
        let mut entries = vec![Value::Object(Map::new()); filled.len()];
        let before = taken.faults.len();
        for column in &columns {
            self.column(taken, column, &filled, &mut entries);
        }
        // Read by columns, told by rows.
        taken.faults[before..].sort_by_key(|fault| row_of(fault.cell.as_deref()));
        if self.is_main || !entries.is_empty() {
            insert(&mut taken.json, self.known.key, Value::Array(entries));
        }
    }

    pub(super) fn name(&self, row: usize, column: usize) -> String {
        cell_name(&self.sheet.name, row, column)
    }

    fn is_filled(&self, row: usize, columns: &[Column]) -> bool {
        columns.iter().any(|column| !self.sheet.cell(row, column.at).is_empty())
    }

    fn no_headings(&self, taken: &mut Taken) {
        let names: Vec<_> = self.fields.iter().map(|field| field.heading).collect();
        let listed = |language| cells::listed(&names, language);
        let problem = (
            format!("overskrifterne blev ikke fundet: {}", listed(Language::Danish)),
            format!("the headings were not found: {}", listed(Language::English)),
        );
        let advice = ("skriv dem i første række", "write them in the first row");
        taken.fault(self.known.key, self.name(0, 0), problem, advice);
    }

    fn note_above(&self, taken: &mut Taken, heading: usize) {
        if self.sheet.rows[..heading].iter().flatten().all(Cell::is_empty) {
            return;
        }
        let (rows, name) = (heading, &self.sheet.name);
        taken.notes.push(Phrase::new(
            format!("Arket »{name}«: række 1-{rows} over overskrifterne blev ikke læst."),
            format!("Sheet “{name}”: rows 1-{rows} above the headings were not read."),
        ));
    }

    fn columns(&self, taken: &mut Taken, heading: usize) -> Vec<Column> {
        let mut columns: Vec<Column> = Vec::new();
        let width = self.sheet.rows[heading..self.rows].iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..width {
            let Some(title) = text_of(self.sheet.cell(heading, at)) else {
                self.unheaded(taken, heading, at);
                continue;
            };
            let Some(column) = self.column_headed(at, title.clone()) else {
                taken.unknown(self.known.key, self.name(heading, at), &title, self.fields);
                continue;
            };
            if columns.iter().any(|other| other.key == column.key) {
                let problem = (
                    format!("kolonnen »{title}« findes to gange"),
                    format!("the column “{title}” is there twice"),
                );
                let advice = ("slet den ene", "delete one of them");
                taken.fault(self.known.key, self.name(heading, at), problem, advice);
                continue;
            }
            columns.push(column);
        }
        self.missing(taken, heading, &columns);
        columns
    }

    /// A column whose heading is no text, where that hides something.
    fn unheaded(&self, taken: &mut Taken, heading: usize, at: usize) {
        let below = (heading + 1..self.rows).find(|&row| !self.sheet.cell(row, at).is_empty());
        let problem = match (self.sheet.cell(heading, at), below) {
            (Cell::Empty | Cell::Text(_) | Cell::Heading(_), None) => return,
            (Cell::Empty | Cell::Text(_) | Cell::Heading(_), Some(row)) => {
                let cell = self.name(row, at);
                (
                    format!("kolonnen har ingen overskrift, men der står noget i {cell}"),
                    format!("the column has no heading, but there is something in {cell}"),
                )
            }
            (cell, _) => no_text(cell),
        };
        let advice = (
            "skriv overskriften som tekst, eller slet kolonnen",
            "write the heading as a text or delete the column",
        );
        taken.fault(self.known.key, self.name(heading, at), problem, advice);
    }

    fn column_headed(&self, at: usize, heading: String) -> Option<Column> {
        if let Some(field) = self.fields.iter().find(|field| field.is_headed(&heading)) {
            let key = Key::Own(field.key);
            return Some(Column { at, heading, kind: field.kind, need: field.need, key });
        }
        let extra = self.extra?;
        let key = Key::Further(extra.key, heading.clone());
        Some(Column { at, heading, kind: extra.kind, need: Need::Optional, key })
    }

    fn missing(&self, taken: &mut Taken, heading: usize, columns: &[Column]) {
        for field in self.fields.iter().filter(|field| field.need == Need::Required) {
            if columns.iter().all(|column| column.key != Key::Own(field.key)) {
                let problem = (
                    format!("kolonnen »{}« mangler", field.heading.0),
                    format!("the column “{}” is missing", field.heading.1),
                );
                taken.fault(
                    self.known.key,
                    self.name(heading, 0),
                    problem,
                    ("tilføj den", "add it"),
                );
            }
        }
    }

    fn column(&self, taken: &mut Taken, column: &Column, filled: &[usize], entries: &mut [Value]) {
        let read = self.numbers(column, filled);
        for (index, &row) in filled.iter().enumerate() {
            let entry = format!("{}[{index}]", self.known.key);
            let path = format!("{entry}.{}", column.key.path());
            let name = self.name(row, column.at);
            taken.origins.insert(path.clone(), name.clone());
            let cell = self.sheet.cell(row, column.at);
            if cell.is_empty() {
                require(taken, column, &path, name);
                continue;
            }
            taken.origins.entry(entry).or_insert_with(|| name.clone());
            let typed = match (read.get(index), cell) {
                (Some(reading), Cell::Text(text) | Cell::Heading(text)) => {
                    Some(cells::of_reading(reading, text.trim(), column.kind))
                }
                _ => cells::of_cell(cell, column.kind),
            };
            if let Some(value) = typed.and_then(|typed| taken.typed(typed, &path, name)) {
                column.key.insert(&mut entries[index], value);
            }
        }
    }

    /// The column's texts as numbers, read together; nothing for a column of something else.
    pub(super) fn numbers(&self, column: &Column, filled: &[usize]) -> Vec<numbers::Reading> {
        let doubt = match column.kind {
            ValueKind::Integer => numbers::Doubt::Grouped,
            ValueKind::Number | ValueKind::NumberOrWord => numbers::Doubt::Ask,
            _ => return Vec::new(),
        };
        let texts = filled.iter().map(|&row| match self.sheet.cell(row, column.at) {
            Cell::Text(text) | Cell::Heading(text) => text.as_str(),
            _ => "",
        });
        numbers::read_column(&texts.collect::<Vec<_>>(), doubt)
    }
}

fn row_of(cell: Option<&str>) -> Option<usize> {
    cell?.rsplit(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

fn require(taken: &mut Taken, column: &Column, path: &str, name: String) {
    if column.need == Need::Required {
        let heading = &column.heading;
        let problem =
            (format!("»{heading}« er ikke udfyldt"), format!("“{heading}” is not filled in"));
        let advice = ("udfyld cellen, eller slet rækken", "fill in the cell or delete the row");
        taken.fault(path, name, problem, advice);
    }
}
