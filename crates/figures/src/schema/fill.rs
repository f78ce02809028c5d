//! An input's JSON form as sheets: the way back of `from_workbook`. A template is an input filled
//! with an example.

use serde_json::Value;

use super::{Extra, Field, Form, SheetSchema, ValueKind, pick};
use crate::{Cell, CellFormat, Exact, Language, Schema, Sheet, Workbook};

impl Schema {
    /// The sheets of an input, headed in the language. Optional sheets are there even when empty,
    /// so that one can see what could be filled in.
    pub fn fill(&self, json: &Value, language: Language) -> Workbook {
        let sheets = self.sheets.iter().map(|sheet| fill(self, sheet, json, language)).collect();
        Workbook { sheets }
    }
}

fn fill(schema: &Schema, known: &SheetSchema, json: &Value, language: Language) -> Sheet {
    let mut sheet = Sheet::new(pick(known.name, language));
    sheet.frozen_rows = 1;
    match known.form {
        Form::Settings(fields) => settings(&mut sheet, known, fields, json, language),
        Form::Rows { fields, extra } => {
            let names = extra.map(|extra| names_of_lists(schema, known, extra, json));
            let names = names.unwrap_or_default();
            rows(&mut sheet, known, fields, extra, (json, &names), language);
        }
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
        let value = value.map_or(Cell::Empty, |value| own_cell(value, field, language));
        let name = Cell::Text(pick(field.heading, language).to_owned());
        sheet.rows.push(vec![name, value, Cell::Text(pick(field.about, language).to_owned())]);
    }
}

fn rows(
    sheet: &mut Sheet,
    known: &SheetSchema,
    fields: &[Field],
    extra: Option<Extra>,
    (json, names): (&Value, &[String]),
    language: Language,
) {
    let entries = entries(json, known.key);
    let named = extra.map(|extra| extra_names(entries, extra.key)).unwrap_or_default();
    let names = if named.is_empty() { names.to_vec() } else { named };
    let known_headings = fields.iter().map(|field| pick(field.heading, language).to_owned());
    let headings: Vec<String> = known_headings.chain(names.iter().cloned()).collect();
    sheet.widths = headings
        .iter()
        .map(|heading| u16::try_from(heading.chars().count().clamp(10, 40) + 4).unwrap_or(40))
        .collect();
    sheet.rows.push(headings.into_iter().map(Cell::Heading).collect());
    for entry in entries {
        let own = fields.iter().map(|field| {
            at(entry, field.key).map_or(Cell::Empty, |value| own_cell(value, field, language))
        });
        let further = names.iter().enumerate().map(|(index, name)| {
            let extra = extra.as_ref()?;
            let value = match entry.get(extra.key)? {
                Value::Array(values) => values.get(index)?,
                values => values.get(name)?,
            };
            Some(cell(value, extra.kind, language))
        });
        sheet.rows.push(own.chain(further.map(Option::unwrap_or_default)).collect());
    }
}

fn entries<'j>(json: &'j Value, key: &str) -> &'j [Value] {
    at(json, key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The further columns' names in the order they first appear.
fn extra_names(entries: &[Value], key: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let objects = entries.iter().filter_map(|entry| entry.get(key)?.as_object());
    for name in objects.flat_map(serde_json::Map::keys) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

/// Where further columns are written as a list, as scores may be, their names are those of the
/// entries of another sheet, of which there are as many: the criteria.
fn names_of_lists(schema: &Schema, known: &SheetSchema, extra: Extra, json: &Value) -> Vec<String> {
    let lists = entries(json, known.key).iter().filter_map(|it| it.get(extra.key)?.as_array());
    let Some(length) = lists.map(Vec::len).max() else { return Vec::new() };
    let others = schema.sheets.iter().filter(|other| other.key != known.key);
    let named = others.filter_map(|other| {
        let name = |entry: &Value| Some(entry.get("name")?.as_str()?.to_owned());
        entries(json, other.key).iter().map(name).collect::<Option<Vec<String>>>()
    });
    let mut named = named.filter(|names| names.len() == length);
    named.next().unwrap_or_else(|| (1..=length).map(|number| number.to_string()).collect())
}

fn at<'j>(json: &'j Value, key: &str) -> Option<&'j Value> {
    key.split('.').filter(|part| !part.is_empty()).try_fold(json, |json, part| json.get(part))
}

/// A field's cell; a year is no number of thousands.
fn own_cell(value: &Value, field: &Field, language: Language) -> Cell {
    match cell(value, field.kind, language) {
        Cell::Number(number, _) if field.key.ends_with("year") => {
            Cell::Number(number, CellFormat::General)
        }
        cell => cell,
    }
}

fn cell(value: &Value, kind: ValueKind, language: Language) -> Cell {
    match (value, kind) {
        (Value::Null, _) => Cell::Empty,
        (Value::Bool(true), _) => Cell::Text(language.pick("ja", "yes").to_owned()),
        (Value::Bool(false), _) => Cell::Text(language.pick("nej", "no").to_owned()),
        (Value::String(word), ValueKind::Choice(choices)) => {
            let choice = choices.iter().find(|choice| choice.is_meant_by(word));
            let name = choice.map_or(word.as_str(), |choice| pick(choice.name, language));
            Cell::Text(name.to_owned())
        }
        (Value::String(date), ValueKind::Date) => {
            date.parse().map_or_else(|_| Cell::Text(date.clone()), Cell::Date)
        }
        (Value::Array(values), _) => {
            let shown: Vec<String> = values.iter().map(|value| listed(value, language)).collect();
            Cell::Text(shown.join("; "))
        }
        (_, ValueKind::Integer | ValueKind::Number | ValueKind::NumberOrWord) => {
            let number: Result<Exact, _> = serde_json::from_value(value.clone());
            number.map_or_else(|_| Cell::Text(plain(value)), |number| number_cell(&number))
        }
        (other, _) => Cell::Text(plain(other)),
    }
}

/// A number of no more digits than a spreadsheet keeps; any other as a text with all its digits.
fn number_cell(number: &Exact) -> Cell {
    const DIGITS_KEPT: usize = 15;
    let format = if number.is_integer() { CellFormat::Decimals(0) } else { CellFormat::General };
    let digits = number.to_decimal(12).map(|text| text.bytes().filter(u8::is_ascii_digit).count());
    if digits.is_some_and(|digits| digits <= DIGITS_KEPT) {
        Cell::Number(number.clone(), format)
    } else {
        Cell::Text(number.to_string())
    }
}

/// A value in a list. Three decimals could be a group of thousands, four cannot.
fn listed(value: &Value, language: Language) -> String {
    match value {
        Value::Number(_) => match serde_json::from_value::<Exact>(value.clone()) {
            Ok(number) => unmistakable(&number, language),
            Err(_) => plain(value),
        },
        other => plain(other),
    }
}

/// A number as a text that can be read in one way only.
pub(crate) fn unmistakable(number: &Exact, language: Language) -> String {
    let text = number.to_string();
    let is_doubtful = text.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 3);
    let text = if is_doubtful { text + "0" } else { text };
    language.pick(text.replace('.', ","), text)
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
