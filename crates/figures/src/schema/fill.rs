//! An input's JSON form as sheets: the way back of `from_workbook`. A template is an input filled
//! with an example.

use serde_json::Value;

use super::{Extra, Field, Form, SheetSchema, ValueKind, pick};
use crate::{Cell, CellFormat, Exact, Language, Schema, Sheet, Workbook};

impl Schema {
    /// The sheets of an input, headed in the language. Optional sheets are there even when empty,
    /// so that one can see what could be filled in.
    pub fn fill(&self, json: &Value, language: Language) -> Workbook {
        Workbook { sheets: self.sheets.iter().map(|sheet| fill(sheet, json, language)).collect() }
    }
}

fn fill(known: &SheetSchema, json: &Value, language: Language) -> Sheet {
    let mut sheet = Sheet::new(pick(known.name, language));
    sheet.frozen_rows = 1;
    match known.form {
        Form::Settings(fields) => settings(&mut sheet, known, fields, json, language),
        Form::Rows { fields, extra } => rows(&mut sheet, known, fields, extra, json, language),
    }
    sheet
}

fn settings(
    sheet: &mut Sheet,
    known: &SheetSchema,
    fields: &[Field],
    json: &Value,
    language: Language,
) {
    sheet.widths = vec![32, 40, 70];
    let heading =
        |danish: &str, english: &str| Cell::Heading(language.pick(danish, english).to_owned());
    sheet.rows.push(vec![
        heading("Indstilling", "Setting"),
        heading("Værdi", "Value"),
        heading("Forklaring", "Explanation"),
    ]);
    for field in fields {
        let value = at(json, known.key).and_then(|json| at(json, field.key));
        let value = value.map_or(Cell::Empty, |value| cell(value, field.kind, language));
        let name = Cell::Text(pick(field.heading, language).to_owned());
        sheet.rows.push(vec![name, value, Cell::Text(pick(field.about, language).to_owned())]);
    }
}

fn rows(
    sheet: &mut Sheet,
    known: &SheetSchema,
    fields: &[Field],
    extra: Option<Extra>,
    json: &Value,
    language: Language,
) {
    let none = Vec::new();
    let entries = at(json, known.key).and_then(Value::as_array).unwrap_or(&none);
    let names = extra.map(|extra| extra_names(entries, extra.key)).unwrap_or_default();
    let known_headings = fields.iter().map(|field| pick(field.heading, language).to_owned());
    let headings: Vec<String> = known_headings.chain(names.iter().cloned()).collect();
    sheet.widths = headings
        .iter()
        .map(|heading| u16::try_from(heading.chars().count().clamp(10, 40) + 4).unwrap_or(40))
        .collect();
    sheet.rows.push(headings.into_iter().map(Cell::Heading).collect());
    for entry in entries {
        let own = fields.iter().map(|field| {
            at(entry, field.key).map_or(Cell::Empty, |value| cell(value, field.kind, language))
        });
        let further = names.iter().map(|name| {
            let extra = extra.as_ref()?;
            Some(cell(entry.get(extra.key)?.get(name)?, extra.kind, language))
        });
        sheet.rows.push(own.chain(further.map(Option::unwrap_or_default)).collect());
    }
}

/// The further columns' names in the order they first appear.
fn extra_names(entries: &[Value], key: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in entries
        .iter()
        .filter_map(|entry| entry.get(key)?.as_object())
        .flat_map(serde_json::Map::keys)
    {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

fn at<'j>(json: &'j Value, key: &str) -> Option<&'j Value> {
    key.split('.').filter(|part| !part.is_empty()).try_fold(json, |json, part| json.get(part))
}

fn cell(value: &Value, kind: ValueKind, language: Language) -> Cell {
    match (value, kind) {
        (Value::Null, _) => Cell::Empty,
        (Value::Bool(truth), _) => Cell::Text(
            language
                .pick(if *truth { "ja" } else { "nej" }, if *truth { "yes" } else { "no" })
                .to_owned(),
        ),
        (Value::String(key), ValueKind::Choice(choices)) => {
            let name = choices
                .iter()
                .find(|choice| choice.key == key)
                .map_or(key.as_str(), |choice| pick(choice.name, language));
            Cell::Text(name.to_owned())
        }
        (Value::String(date), ValueKind::Date) => {
            date.parse().map_or_else(|_| Cell::Text(date.clone()), Cell::Date)
        }
        (Value::Array(values), _) => {
            let shown: Vec<String> = values
                .iter()
                .map(|value| match value {
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                })
                .collect();
            Cell::Text(shown.join("; "))
        }
        (
            Value::Number(_) | Value::String(_),
            ValueKind::Integer | ValueKind::Number | ValueKind::NumberOrWord,
        ) => {
            let number: Result<Exact, _> = serde_json::from_value(value.clone());
            number.map_or_else(
                |_| Cell::Text(plain(value)),
                |number| {
                    let format = if number.is_integer() {
                        CellFormat::Decimals(0)
                    } else {
                        CellFormat::General
                    };
                    Cell::Number(number, format)
                },
            )
        }
        (other, _) => Cell::Text(plain(other)),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
