//! A workbook into the JSON form, by a kind's schema.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Intake, dates, numbers};
use crate::schema::{Choice, Extra, Field, Form, Need, SheetSchema, ValueKind, pick};
use crate::workbook::cell_name;
use crate::{Cell, Fault, Faults, Language, Phrase, Schema, Sheet, Workbook};

/// More rows than any council's table has: a sheet formatted to its very end, or an attack.
const MOST_ROWS: usize = 100_000;
/// So far down the headings are looked for.
const HEADING_WITHIN: usize = 20;

/// Reads the sheets a schema knows. Sheets of no meaning are noted, not refused.
pub fn from_workbook(workbook: &Workbook, schema: &Schema) -> Result<Intake, Faults> {
    let mut taken = Taken {
        json: Value::Object(Map::new()),
        notes: Vec::new(),
        origins: BTreeMap::new(),
        faults: Vec::new(),
    };
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        // What stands first in a CSV file, before any sheet's name.
        let is_main = workbook.sheets.len() == 1 || sheet.name.is_empty();
        let named = schema.sheets.iter().find(|known| known.is_named(&sheet.name));
        match named.or_else(|| schema.sheets.first().filter(|_| is_main && index == 0)) {
            Some(known) => taken.sheet(sheet, known),
            None => taken.notes.push(Phrase::new(
                format!(
                    "Arket »{}« blev ikke læst; det hører ikke til denne slags tal.",
                    sheet.name
                ),
                format!(
                    "The sheet “{}” was not read; it does not belong to this kind of figure.",
                    sheet.name
                ),
            )),
        }
    }
    Faults::none_in(taken.faults)?;
    Ok(Intake { json: taken.json, notes: taken.notes, origins: taken.origins })
}

struct Taken {
    json: Value,
    notes: Vec<Phrase>,
    origins: BTreeMap<String, String>,
    faults: Vec<Fault>,
}

/// A column of a sheet that is read.
struct Column {
    at: usize,
    path: String,
    heading: String,
    kind: ValueKind,
    need: Need,
}

impl Taken {
    fn sheet(&mut self, sheet: &Sheet, known: &SheetSchema) {
        if sheet.rows.len() > MOST_ROWS {
            let cell = cell_name(&sheet.name, MOST_ROWS, 0);
            self.fault(
                known.key,
                cell,
                (
                    format!("arket har {} rækker, højst {MOST_ROWS} læses", sheet.rows.len()),
                    format!(
                        "the sheet has {} rows, at most {MOST_ROWS} are read",
                        sheet.rows.len()
                    ),
                ),
                ("slet de tomme rækker under tabellen", "delete the empty rows below the table"),
            );
            return;
        }
        for &(row, column) in &sheet.merged {
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
        match known.form {
            Form::Settings(fields) => self.settings(sheet, known, fields),
            Form::Rows { fields, extra } => self.rows(sheet, known, fields, extra),
        }
    }

    fn settings(&mut self, sheet: &Sheet, known: &SheetSchema, fields: &'static [Field]) {
        for row in 0..sheet.rows.len() {
            let Some(name) = text_of(sheet.cell(row, 0)) else { continue };
            match fields.iter().find(|field| field.is_headed(&name)) {
                Some(field) => {
                    let path = join(known.key, field.key);
                    if let Some(value) = self.cell(sheet, row, 1, field.kind, &path) {
                        insert(&mut self.json, &path, value);
                    }
                }
                // The template's heading row says "Indstilling | Værdi | Forklaring".
                None if row == 0 => {}
                None => {
                    let known_names: Vec<_> = fields.iter().map(|field| field.heading).collect();
                    self.unknown(known.key, cell_name(&sheet.name, row, 0), &name, &known_names);
                }
            }
        }
    }

    fn rows(
        &mut self,
        sheet: &Sheet,
        known: &SheetSchema,
        fields: &'static [Field],
        extra: Option<Extra>,
    ) {
        let Some(heading) = heading_row(sheet, fields) else {
            let names: Vec<_> = fields.iter().map(|field| field.heading).collect();
            if sheet.rows.iter().flatten().any(|cell| !cell.is_empty()) {
                let da = format!(
                    "overskrifterne blev ikke fundet: {}",
                    listed(&names, Language::Danish)
                );
                let en =
                    format!("the headings were not found: {}", listed(&names, Language::English));
                self.fault(
                    known.key,
                    cell_name(&sheet.name, 0, 0),
                    (da, en),
                    ("skriv dem i første række", "write them in the first row"),
                );
            }
            return;
        };
        if heading > 0 {
            self.notes.push(Phrase::new(
                format!(
                    "Arket »{}«: række 1-{heading} over overskrifterne blev ikke læst.",
                    sheet.name
                ),
                format!(
                    "Sheet “{}”: rows 1-{heading} above the headings were not read.",
                    sheet.name
                ),
            ));
        }
        let columns = self.columns(sheet, heading, known, fields, extra);
        let filled: Vec<usize> = (heading + 1..sheet.rows.len())
            .filter(|&row| columns.iter().any(|column| !sheet.cell(row, column.at).is_empty()))
            .collect();
        let mut entries = vec![Value::Object(Map::new()); filled.len()];
        for column in &columns {
            self.column(sheet, column, &filled, known.key, &mut entries);
        }
        insert(&mut self.json, known.key, Value::Array(entries));
    }

    fn columns(
        &mut self,
        sheet: &Sheet,
        heading: usize,
        known: &SheetSchema,
        fields: &'static [Field],
        extra: Option<Extra>,
    ) -> Vec<Column> {
        let mut columns: Vec<Column> = Vec::new();
        for at in 0..sheet.rows[heading].len() {
            let Some(title) = text_of(sheet.cell(heading, at)) else { continue };
            let column = match (fields.iter().find(|field| field.is_headed(&title)), extra) {
                (Some(field), _) => Column {
                    at,
                    path: field.key.to_owned(),
                    heading: title,
                    kind: field.kind,
                    need: field.need,
                },
                (None, Some(extra)) => Column {
                    at,
                    path: format!("{}.{title}", extra.key),
                    heading: title,
                    kind: extra.kind,
                    need: Need::Optional,
                },
                (None, None) => {
                    let names: Vec<_> = fields.iter().map(|field| field.heading).collect();
                    self.unknown(known.key, cell_name(&sheet.name, heading, at), &title, &names);
                    continue;
                }
            };
            if columns.iter().any(|other| other.path == column.path) {
                self.fault(
                    known.key,
                    cell_name(&sheet.name, heading, at),
                    (
                        format!("kolonnen »{}« findes to gange", column.heading),
                        format!("the column “{}” is there twice", column.heading),
                    ),
                    ("slet den ene", "delete one of them"),
                );
                continue;
            }
            columns.push(column);
        }
        for field in fields.iter().filter(|field| field.need == Need::Required) {
            if columns.iter().all(|column| column.path != field.key) {
                self.fault(
                    known.key,
                    cell_name(&sheet.name, heading, 0),
                    (
                        format!("kolonnen »{}« mangler", field.heading.0),
                        format!("the column “{}” is missing", field.heading.1),
                    ),
                    ("tilføj den", "add it"),
                );
            }
        }
        columns
    }

    fn column(
        &mut self,
        sheet: &Sheet,
        column: &Column,
        filled: &[usize],
        key: &str,
        entries: &mut [Value],
    ) {
        let texts: Vec<&str> = filled
            .iter()
            .map(|&row| match sheet.cell(row, column.at) {
                Cell::Text(text) | Cell::Heading(text) => text.as_str(),
                _ => "",
            })
            .collect();
        let numbers = match column.kind {
            ValueKind::Integer => numbers::read_column(&texts, numbers::Doubt::Grouped),
            ValueKind::Number | ValueKind::NumberOrWord => {
                numbers::read_column(&texts, numbers::Doubt::Ask)
            }
            _ => Vec::new(),
        };
        for (index, &row) in filled.iter().enumerate() {
            let path = format!("{key}[{index}].{}", column.path);
            let cell = sheet.cell(row, column.at);
            if cell.is_empty() {
                self.origins.insert(path.clone(), cell_name(&sheet.name, row, column.at));
                if column.need == Need::Required {
                    self.fault(
                        &path,
                        cell_name(&sheet.name, row, column.at),
                        (
                            format!("»{}« er ikke udfyldt", column.heading),
                            format!("“{}” is not filled in", column.heading),
                        ),
                        ("udfyld cellen, eller slet rækken", "fill in the cell or delete the row"),
                    );
                }
                continue;
            }
            let is_word = matches!(column.kind, ValueKind::NumberOrWord)
                && numbers.get(index) == Some(&numbers::Reading::None);
            let value = match (numbers.get(index).filter(|_| !is_word), cell) {
                (Some(reading), Cell::Text(text) | Cell::Heading(text)) => {
                    self.origins.insert(path.clone(), cell_name(&sheet.name, row, column.at));
                    self.typed(number(reading, text), &path, cell_name(&sheet.name, row, column.at))
                }
                _ => self.cell(sheet, row, column.at, column.kind, &path),
            };
            if let Some(value) = value {
                let name = cell_name(&sheet.name, row, column.at);
                self.origins.entry(format!("{key}[{index}]")).or_insert(name);
                insert(&mut entries[index], &column.path, value);
            }
        }
    }

    /// The value of a cell that is read by itself.
    fn cell(
        &mut self,
        sheet: &Sheet,
        row: usize,
        column: usize,
        kind: ValueKind,
        path: &str,
    ) -> Option<Value> {
        let name = cell_name(&sheet.name, row, column);
        self.origins.insert(path.to_owned(), name.clone());
        let read = match (sheet.cell(row, column), kind) {
            (Cell::Empty, _) => return None,
            (Cell::Formula { .. }, _) => Typed::fault(
                ("her står en formel", "there is a formula here"),
                ("kopiér den, og indsæt kun værdien", "copy it and paste its value only"),
            ),
            (Cell::Error(code), _) => Typed::Fault(
                Phrase::new(
                    format!("regnearket kunne ikke regne: {code}"),
                    format!("the spreadsheet could not compute: {code}"),
                ),
                Phrase::new("ret cellen", "correct the cell"),
            ),
            (
                Cell::Number(number, format),
                ValueKind::Number
                | ValueKind::NumberOrWord
                | ValueKind::Integer
                | ValueKind::Numbers,
            ) => {
                let shown = if matches!(format, crate::CellFormat::Percent(_)) {
                    number * &crate::Exact::from(100)
                } else {
                    number.clone()
                };
                Typed::Value(serde_json::to_value(shown).expect("a number is JSON"))
            }
            (Cell::Number(number, _), ValueKind::Text | ValueKind::Texts) => {
                Typed::Value(Value::String(number.to_string()))
            }
            (Cell::Number(..), _) => Typed::fault(
                ("her står et tal", "there is a number here"),
                ("skriv det, kolonnen beder om", "write what the column asks for"),
            ),
            (Cell::Bool(truth), ValueKind::YesNo) => Typed::Value((*truth).into()),
            (Cell::Bool(_), _) => Typed::fault(
                ("her står sandt eller falsk", "there is true or false here"),
                ("skriv det, kolonnen beder om", "write what the column asks for"),
            ),
            (Cell::Date(date), ValueKind::Date | ValueKind::Text) => {
                Typed::Value(Value::String(date.to_string()))
            }
            (Cell::Date(_), _) => Typed::fault(
                ("her står en dato", "there is a date here"),
                (
                    "formatér cellen som tal, og skriv tallet igen",
                    "format the cell as a number and write the number again",
                ),
            ),
            (Cell::Text(text) | Cell::Heading(text), _) if text.trim().is_empty() => return None,
            (Cell::Text(text) | Cell::Heading(text), kind) => typed(text, kind),
        };
        self.typed(read, path, name)
    }

    fn typed(&mut self, read: Typed, path: &str, cell: String) -> Option<Value> {
        match read {
            Typed::Value(value) => Some(value),
            Typed::Fault(problem, advice) => {
                self.faults.push(Fault {
                    path: path.to_owned(),
                    cell: Some(cell),
                    problem,
                    advice: Some(advice),
                });
                None
            }
        }
    }

    fn fault(&mut self, path: &str, cell: String, problem: (String, String), advice: (&str, &str)) {
        let problem = Phrase::new(problem.0, problem.1);
        let advice = Some(Phrase::new(advice.0, advice.1));
        self.faults.push(Fault { path: path.to_owned(), cell: Some(cell), problem, advice });
    }

    fn unknown(
        &mut self,
        path: &str,
        cell: String,
        name: &str,
        known: &[(&'static str, &'static str)],
    ) {
        let problem =
            Phrase::new(format!("»{name}« kendes ikke"), format!("“{name}” is not known"));
        let advice = Phrase::new(
            format!("brug et af navnene {}", listed(known, Language::Danish)),
            format!("use one of the names {}", listed(known, Language::English)),
        );
        self.faults.push(Fault {
            path: path.to_owned(),
            cell: Some(cell),
            problem,
            advice: Some(advice),
        });
    }
}

/// A cell's text read as its kind.
pub(super) enum Typed {
    Value(Value),
    Fault(Phrase, Phrase),
}

impl Typed {
    fn fault(problem: (&str, &str), advice: (&str, &str)) -> Self {
        Self::Fault(Phrase::new(problem.0, problem.1), Phrase::new(advice.0, advice.1))
    }
}

/// Reads a text as what its column asks for.
pub(super) fn typed(text: &str, kind: ValueKind) -> Typed {
    let text = text.trim();
    match kind {
        ValueKind::Text => Typed::Value(Value::String(text.to_owned())),
        ValueKind::Integer => {
            number(&numbers::read_column(&[text], numbers::Doubt::Grouped)[0], text)
        }
        ValueKind::Number => number(&numbers::read_column(&[text], numbers::Doubt::Ask)[0], text),
        ValueKind::NumberOrWord => match &numbers::read_column(&[text], numbers::Doubt::Ask)[0] {
            numbers::Reading::None => Typed::Value(Value::String(text.to_owned())),
            reading => number(reading, text),
        },
        ValueKind::Date => date(text),
        ValueKind::YesNo => yes_no(text),
        ValueKind::Choice(choices) => choice(text, choices),
        ValueKind::Texts => {
            Typed::Value(parts(text).map(|part| Value::String(part.to_owned())).collect())
        }
        ValueKind::Numbers => list(text),
    }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|part| !part.is_empty())
}

fn list(text: &str) -> Typed {
    let texts: Vec<&str> = parts(text).collect();
    let mut values = Vec::new();
    for (reading, text) in numbers::read_column(&texts, numbers::Doubt::Ask).iter().zip(&texts) {
        match number(reading, text) {
            Typed::Value(value) => values.push(value),
            fault @ Typed::Fault(..) => return fault,
        }
    }
    Typed::Value(Value::Array(values))
}

fn number(reading: &numbers::Reading, text: &str) -> Typed {
    match reading {
        numbers::Reading::Number(number) => {
            Typed::Value(serde_json::to_value(number).expect("a number is JSON"))
        }
        numbers::Reading::Ambiguous(grouped, decimal) => Typed::Fault(
            Phrase::new(
                format!(
                    "»{text}« kan være {} eller {}",
                    grouped.format_short(Language::Danish, 3),
                    decimal.format_short(Language::Danish, 3)
                ),
                format!(
                    "“{text}” can be {} or {}",
                    grouped.format_short(Language::English, 3),
                    decimal.format_short(Language::English, 3)
                ),
            ),
            Phrase::new(
                "skriv tallet uden tusindtalsskilletegn eller med alle decimaler",
                "write it without grouping or with all its decimals",
            ),
        ),
        numbers::Reading::None => Typed::Fault(
            Phrase::new(format!("»{text}« er ikke et tal"), format!("“{text}” is no number")),
            Phrase::new("skriv et tal", "write a number"),
        ),
    }
}

fn date(text: &str) -> Typed {
    let advice = Phrase::new(
        "skriv den som 2025-09-30 eller 30. september 2025",
        "write it as 2025-09-30 or 30 September 2025",
    );
    match dates::read(text) {
        dates::Reading::Day(date) => Typed::Value(Value::String(date.to_string())),
        dates::Reading::Ambiguous => Typed::Fault(
            Phrase::new(
                format!("»{text}« kan være to datoer"),
                format!("“{text}” can be two days"),
            ),
            advice,
        ),
        dates::Reading::None => Typed::Fault(
            Phrase::new(format!("»{text}« er ikke en dato"), format!("“{text}” is no date")),
            advice,
        ),
    }
}

fn yes_no(text: &str) -> Typed {
    match text.to_lowercase().as_str() {
        "ja" | "yes" | "x" | "true" | "sand" | "1" => Typed::Value(true.into()),
        "nej" | "no" | "false" | "falsk" | "0" => Typed::Value(false.into()),
        _ => Typed::Fault(
            Phrase::new(
                format!("»{text}« er hverken ja eller nej"),
                format!("“{text}” is neither yes nor no"),
            ),
            Phrase::new("skriv ja eller nej", "write yes or no"),
        ),
    }
}

fn choice(text: &str, choices: &[Choice]) -> Typed {
    let lower = text.to_lowercase();
    let is_meant = |choice: &&Choice| {
        [choice.key, choice.name.0, choice.name.1].iter().any(|name| name.to_lowercase() == lower)
    };
    if let Some(choice) = choices.iter().find(is_meant) {
        return Typed::Value(Value::String(choice.key.to_owned()));
    }
    let names: Vec<_> = choices.iter().map(|choice| choice.name).collect();
    Typed::Fault(
        Phrase::new(format!("»{text}« kendes ikke"), format!("“{text}” is not known")),
        Phrase::new(
            format!("skriv {}", listed(&names, Language::Danish)),
            format!("write {}", listed(&names, Language::English)),
        ),
    )
}

fn listed(names: &[(&'static str, &'static str)], language: Language) -> String {
    let names: Vec<String> = names
        .iter()
        .map(|both| {
            language.pick(
                format!("»{}«", pick(*both, language)),
                format!("“{}”", pick(*both, language)),
            )
        })
        .collect();
    names.join(", ")
}

fn heading_row(sheet: &Sheet, fields: &[Field]) -> Option<usize> {
    let is_heading = |row: &usize| {
        (0..sheet.rows[*row].len()).any(|at| {
            text_of(sheet.cell(*row, at))
                .is_some_and(|text| fields.iter().any(|field| field.is_headed(&text)))
        })
    };
    (0..sheet.rows.len().min(HEADING_WITHIN)).find(is_heading)
}

fn text_of(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Text(text) | Cell::Heading(text) if !text.trim().is_empty() => {
            Some(text.trim().to_owned())
        }
        // A year as a heading.
        Cell::Number(number, _) => Some(number.to_string()),
        _ => None,
    }
}

fn join(key: &str, below: &str) -> String {
    if key.is_empty() { below.to_owned() } else { format!("{key}.{below}") }
}

/// Puts a value at a path of keys, making the objects between. A column's own name, behind the key of
/// [`Extra`], may hold points itself: only the first one parts.
fn insert(json: &mut Value, path: &str, value: Value) {
    let Some(map) = json.as_object_mut() else { return };
    match path.split_once('.') {
        None => {
            map.insert(path.to_owned(), value);
        }
        Some((key, below)) => {
            let child = map.entry(key).or_insert_with(|| Value::Object(Map::new()));
            if let Some(child) = child.as_object_mut() {
                child.insert(below.to_owned(), value);
            }
        }
    }
}
