//! A workbook into the JSON form, by a kind's schema.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::cells::{self, Typed, listed};
use super::composed::{compose, composed};
use super::{Intake, names, rows};
use crate::report::is_computed;
use crate::schema::{Both, Field, Form, SheetSchema};
use crate::workbook::cell_name;
use crate::{Cell, Fault, Faults, Language, Phrase, Schema, Sheet, Workbook};

/// More rows than any council's table has; a sheet with more is refused.
pub const MOST_ROWS: usize = 100_000;
/// After so many faults one has understood.
const MOST_FAULTS: usize = 50;

/// Reads the sheets a schema knows. Sheets of no meaning are noted, not refused; sheets that hold
/// computed results are passed over.
pub fn from_workbook(workbook: &Workbook, schema: &Schema) -> Result<Intake, Faults> {
    let mut taken = Taken {
        json: Value::Object(Map::new()),
        notes: Vec::new(),
        origins: BTreeMap::new(),
        faults: Vec::new(),
    };
    let mut seen: Vec<&str> = Vec::new();
    for (sheet, meaning) in workbook.sheets.iter().zip(meanings(workbook, schema)) {
        match meaning {
            Meaning::Known(known) if seen.contains(&known.name.0) => taken.twice(sheet),
            Meaning::Known(known) => {
                seen.push(known.name.0);
                let is_main = schema.sheets.first().is_some_and(|main| main.name == known.name);
                taken.sheet(sheet, known, is_main);
            }
            Meaning::Unknown => taken.not_read(sheet),
            Meaning::Computed => {}
        }
    }
    Faults::none_in(at_most(taken.faults))?;
    compose(&mut taken.json);
    Ok(Intake {
        json: taken.json,
        notes: taken.notes,
        origins: taken.origins,
        names: names(schema),
    })
}

/// The first faults, and how many more there are.
fn at_most(mut faults: Vec<Fault>) -> Vec<Fault> {
    let more = faults.len().saturating_sub(MOST_FAULTS);
    if more > 0 {
        faults.truncate(MOST_FAULTS);
        let fault = Fault::at("", format!("og {more} fejl til"), format!("and {more} more faults"));
        faults.push(fault);
    }
    faults
}

#[derive(Clone, Copy)]
enum Meaning {
    Known(&'static SheetSchema),
    Computed,
    Unknown,
}

/// What each sheet is. A sheet without a name, an only sheet, and the first one that is headed like
/// the main sheet where no sheet bears its name, are the main sheet.
fn meanings(workbook: &Workbook, schema: &Schema) -> Vec<Meaning> {
    let main = schema.sheets.first();
    let mut meanings: Vec<Meaning> = workbook
        .sheets
        .iter()
        .map(|sheet| match schema.sheets.iter().find(|known| known.is_named(&sheet.name)) {
            _ if is_computed(sheet) => Meaning::Computed,
            Some(known) => Meaning::Known(known),
            None if sheet.name.is_empty() => main.map_or(Meaning::Unknown, Meaning::Known),
            None => Meaning::Unknown,
        })
        .collect();
    let Some(main) = main else { return meanings };
    let is_main = |meaning: &Meaning| matches!(meaning, Meaning::Known(it) if it.name == main.name);
    if !meanings.iter().any(is_main) {
        let is_alone = workbook.sheets.len() == 1;
        let fits = |at: &usize| {
            let sheet = &workbook.sheets[*at];
            matches!(meanings[*at], Meaning::Unknown) && (is_alone || rows::is_headed(sheet, main))
        };
        if let Some(at) = (0..meanings.len()).find(fits) {
            meanings[at] = Meaning::Known(main);
        }
    }
    meanings
}

/// What was read so far.
pub(super) struct Taken {
    pub(super) json: Value,
    pub(super) notes: Vec<Phrase>,
    pub(super) origins: BTreeMap<String, String>,
    pub(super) faults: Vec<Fault>,
}

impl Taken {
    fn sheet(&mut self, sheet: &Sheet, known: &SheetSchema, is_main: bool) {
        let filled = sheet.rows.iter().rposition(|row| row.iter().any(|cell| !cell.is_empty()));
        let rows = filled.map_or(0, |last| last + 1);
        if rows > MOST_ROWS {
            return self.fault(
                known.key,
                cell_name(&sheet.name, MOST_ROWS, 0),
                (
                    format!("arket har mere end {MOST_ROWS} rækker"),
                    format!("the sheet has more than {MOST_ROWS} rows"),
                ),
                (
                    "slet det, der ikke hører til, eller giv tallene som JSON",
                    "delete what does not belong there or give the numbers as JSON",
                ),
            );
        }
        match known.form {
            Form::Settings(fields) => self.settings(sheet, known, fields),
            Form::Rows { fields, extra } => {
                rows::Reading { sheet, known, fields, extra, rows, is_main }.into_form(self);
            }
        }
    }

    fn settings(&mut self, sheet: &Sheet, known: &SheetSchema, fields: &'static [Field]) {
        self.merged(sheet, known, 1);
        let mut set: Vec<&str> = Vec::new();
        for row in 0..sheet.rows.len() {
            let Some(name) = text_of(sheet.cell(row, 0)) else {
                self.unnamed(sheet, known, row);
                continue;
            };
            let is_empty = sheet.cell(row, 1).is_empty();
            let Some(field) = fields.iter().find(|field| field.is_headed(&name)) else {
                // The template's heading row says "Indstilling | Værdi | Forklaring"; a title may
                // stand above, without a value.
                if !(is_empty || row == 0 && is_settings_heading(&name)) {
                    self.unknown(known.key, cell_name(&sheet.name, row, 0), &name, fields);
                }
                continue;
            };
            if !is_empty && set.contains(&field.key) {
                self.set_twice(known, cell_name(&sheet.name, row, 0), &name);
                continue;
            }
            if !is_empty {
                set.push(field.key);
            }
            self.setting(sheet, known, row, field);
        }
    }

    fn setting(&mut self, sheet: &Sheet, known: &SheetSchema, row: usize, field: &Field) {
        let path = join(known.key, field.key);
        if let Some(value) = self.cell(sheet, (row, 1), &path, field) {
            insert(&mut self.json, &path, value);
        }
    }

    /// A row whose first cell is no text, where that hides something.
    fn unnamed(&mut self, sheet: &Sheet, known: &SheetSchema, row: usize) {
        let problem = match sheet.cell(row, 0) {
            cell if !cell.is_empty() => no_text(cell),
            _ if sheet.cell(row, 1).is_empty() => return,
            _ => (
                "her står en værdi, men ikke hvad den er".to_owned(),
                "there is a value here, but not what it is".to_owned(),
            ),
        };
        let advice = (
            "skriv indstillingens navn som tekst, eller slet rækken",
            "write the setting's name as a text or delete the row",
        );
        self.fault(known.key, cell_name(&sheet.name, row, 0), problem, advice);
    }

    fn set_twice(&mut self, known: &SheetSchema, cell: String, name: &str) {
        let problem = (
            format!("indstillingen »{name}« findes to gange"),
            format!("the setting “{name}” is there twice"),
        );
        self.fault(known.key, cell, problem, ("slet den ene", "delete one of them"));
    }

    fn cell(
        &mut self,
        sheet: &Sheet,
        (row, column): (usize, usize),
        path: &str,
        field: &Field,
    ) -> Option<Value> {
        let name = cell_name(&sheet.name, row, column);
        self.origins.insert(path.to_owned(), name.clone());
        let typed = cells::of_cell(sheet.cell(row, column), field.kind)?;
        self.typed(typed, path, name)
    }

    /// The value, or the fault kept for later.
    pub(super) fn typed(&mut self, read: Typed, path: &str, cell: String) -> Option<Value> {
        match read {
            Typed::Value(value) => Some(value),
            Typed::Fault(problem, advice) => {
                let (path, cell) = (path.to_owned(), Some(cell));
                self.faults.push(Fault { path, cell, problem, advice: Some(advice) });
                None
            }
        }
    }

    /// Merged cells from a row on: whose value it is cannot be told. Above, a title may be merged.
    pub(super) fn merged(&mut self, sheet: &Sheet, known: &SheetSchema, from: usize) {
        for &(row, column) in sheet.merged.iter().filter(|(row, _)| *row >= from) {
            self.fault(
                known.key,
                cell_name(&sheet.name, row, column),
                ("cellerne er flettet".to_owned(), "the cells are merged".to_owned()),
                (
                    "ophæv fletningen, og skriv værdien i hver celle",
                    "unmerge them and write the value in each cell",
                ),
            );
        }
    }

    pub(super) fn fault(
        &mut self,
        path: &str,
        cell: String,
        problem: (String, String),
        advice: Both,
    ) {
        let problem = Phrase::new(problem.0, problem.1);
        let advice = Some(Phrase::new(advice.0, advice.1));
        self.faults.push(Fault { path: path.to_owned(), cell: Some(cell), problem, advice });
    }

    pub(super) fn unknown(&mut self, path: &str, cell: String, name: &str, known: &[Field]) {
        let known: Vec<Both> = known.iter().map(|field| field.heading).collect();
        let problem =
            Phrase::new(format!("»{name}« kendes ikke"), format!("“{name}” is not known"));
        let advice = Phrase::new(
            format!("brug et af navnene {}", listed(&known, Language::Danish)),
            format!("use one of the names {}", listed(&known, Language::English)),
        );
        let (path, cell) = (path.to_owned(), Some(cell));
        self.faults.push(Fault { path, cell, problem, advice: Some(advice) });
    }

    fn twice(&mut self, sheet: &Sheet) {
        let problem = (
            "arket findes to gange, måske på to sprog".to_owned(),
            "the sheet is there twice, perhaps in two languages".to_owned(),
        );
        let advice = ("slet det ene", "delete one of them");
        self.fault("", cell_name(&sheet.name, 0, 0), problem, advice);
    }

    fn not_read(&mut self, sheet: &Sheet) {
        if sheet.rows.iter().flatten().all(Cell::is_empty) {
            return;
        }
        let name = &sheet.name;
        self.notes.push(Phrase::new(
            format!("Arket »{name}« blev ikke læst; det hører ikke til denne slags tal."),
            format!("The sheet “{name}” was not read; it does not belong to this kind of figure."),
        ));
    }
}

/// A heading or name.
pub(super) fn text_of(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Text(text) | Cell::Heading(text) if !text.trim().is_empty() => {
            Some(composed(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned())
        }
        // A year as a heading.
        Cell::Number(number, _) => Some(number.to_string()),
        _ => None,
    }
}

/// What stands in a cell where a heading or name should.
pub(super) fn no_text(cell: &Cell) -> (String, String) {
    let said: Both = match cell {
        Cell::Formula { .. } => ("her står en formel", "there is a formula here"),
        Cell::Date(_) => ("her står en dato", "there is a date here"),
        Cell::Bool(_) => ("her står sandt eller falsk", "there is true or false here"),
        Cell::Error(_) => ("regnearket kunne ikke regne", "the spreadsheet could not compute"),
        _ => ("her står ingen tekst", "there is no text here"),
    };
    (said.0.to_owned(), said.1.to_owned())
}

fn is_settings_heading(name: &str) -> bool {
    ["indstilling", "indstillinger", "setting", "settings"].contains(&name.to_lowercase().as_str())
}

pub(super) fn join(key: &str, below: &str) -> String {
    if key.is_empty() { below.to_owned() } else { format!("{key}.{below}") }
}

/// Puts a value at a path of keys, making the objects between.
pub(super) fn insert(json: &mut Value, path: &str, value: Value) {
    let (path, last) = path.rsplit_once('.').unwrap_or(("", path));
    let parts = path.split('.').filter(|part| !part.is_empty());
    let parent = parts.fold(json, |json, key| {
        if !json.is_object() {
            *json = Value::Object(Map::new());
        }
        &mut json[key]
    });
    insert_key(parent, last, value);
}

/// Puts a value under a key, which may hold points itself, of what becomes an object if it is none.
pub(super) fn insert_key(json: &mut Value, key: &str, value: Value) {
    if !json.is_object() {
        *json = Value::Object(Map::new());
    }
    json[key] = value;
}
