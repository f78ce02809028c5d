//! The form that asks for other values, made from the kind's schema and the figure's input.

use raadslag_figures::{Exact, Field, Form, Intake, SheetSchema, ValueKind};
use serde_json::Value;

use super::VALUE;
use crate::figures::Figure;
use crate::i18n::Language;

/// Entries of a table that can be edited on a page; a longer one is shown without its form.
const MOST_ENTRIES: usize = 100;

/// A part of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    /// The sheet's name.
    pub(crate) title: String,
    /// The sheet's settings; empty for a table.
    pub(crate) fields: Vec<FormField>,
    /// The sheet's entries: their names and their fields.
    pub(crate) rows: Vec<(String, Vec<FormField>)>,
}

/// A value that can be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormField {
    /// Its path in the JSON form.
    pub(crate) path: String,
    /// What it is.
    pub(crate) label: String,
    /// What it means.
    pub(crate) about: String,
    /// What stands there, as written in a table.
    pub(crate) value: String,
    /// The words to choose from: key, name.
    pub(crate) options: Vec<(String, String)>,
}

impl FormField {
    /// Its name in the form and in addresses.
    pub(crate) fn name(&self) -> String {
        format!("{VALUE}{}", self.path)
    }

    /// A value of it as it reads: the name of a choice, a number in groups of three; "–" is none.
    pub(crate) fn read(&self, text: &str, l: Language) -> String {
        let text = text.trim();
        if text.is_empty() {
            return "–".to_owned();
        }
        if let Some((_, name)) = self.options.iter().find(|(key, _)| key == text) {
            return name.clone();
        }
        grouped(text, l).unwrap_or_else(|| text.to_owned())
    }

    /// A name for HTML's `id`.
    pub(crate) fn id(&self) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        format!("felt-{}", self.path.chars().map(plain).collect::<String>())
    }
}

/// Every field of the form.
pub(super) fn fields(figure: &Figure, l: Language) -> Vec<FormField> {
    let sections = sections(figure, &figure.intake, l).into_iter();
    sections
        .flat_map(|section| {
            section
                .fields
                .into_iter()
                .chain(section.rows.into_iter().flat_map(|(_, fields)| fields))
        })
        .collect()
}

/// The form, filled with an input of the figure's kind; empty where the input is not for everyone.
pub(super) fn sections(figure: &Figure, intake: &Intake, l: Language) -> Vec<Section> {
    if figure.kind.keeps_input() {
        return Vec::new();
    }
    let sheets = figure.kind.schema().sheets.iter();
    let sections = sheets.map(|sheet| section(sheet, &intake.json, l));
    sections.filter(|section| !section.fields.is_empty() || !section.rows.is_empty()).collect()
}

fn section(sheet: &SheetSchema, json: &Value, l: Language) -> Section {
    let title = pick(l, sheet.name).to_owned();
    let (fields, rows) = match sheet.form {
        Form::Settings(fields) => {
            let field = |field: &Field| form_field(field, at(json, sheet.key)?, sheet.key, l);
            (fields.iter().filter_map(field).collect(), Vec::new())
        }
        Form::Rows { .. } => (Vec::new(), rows(sheet, json, l)),
    };
    Section { title, fields, rows }
}

fn rows(sheet: &SheetSchema, json: &Value, l: Language) -> Vec<(String, Vec<FormField>)> {
    let entries = at(json, sheet.key).and_then(Value::as_array);
    let entries = entries.filter(|entries| entries.len() <= MOST_ENTRIES);
    let entry = |(index, entry): (usize, &Value)| {
        let key = format!("{}[{index}]", sheet.key);
        let own = sheet.fields().iter().filter_map(|field| form_field(field, entry, &key, l));
        let fields: Vec<FormField> = own.chain(further(sheet, entry, &key, l)).collect();
        (!fields.is_empty()).then(|| (name_of(sheet, entry), fields))
    };
    entries.into_iter().flatten().enumerate().filter_map(entry).collect()
}

/// What an entry is called: its first texts.
fn name_of(sheet: &SheetSchema, entry: &Value) -> String {
    let texts = sheet.fields().iter().filter(|field| matches!(field.kind, ValueKind::Text));
    let names = texts.filter_map(|field| at(entry, field.key)?.as_str()).take(2);
    names.collect::<Vec<_>>().join(", ")
}

fn form_field(field: &Field, json: &Value, key: &str, l: Language) -> Option<FormField> {
    let about_itself = field.key.starts_with("about.");
    let is_text = matches!(field.kind, ValueKind::Text | ValueKind::Texts);
    if about_itself || is_text {
        return None;
    }
    let value = at(json, field.key);
    // What an entry leaves out is not asked for: a form of empty cells hides the full ones.
    if value.is_none() && key.ends_with(']') {
        return None;
    }
    let options = match field.kind {
        ValueKind::Choice(choices) => choices
            .iter()
            .map(|choice| (choice.key.to_owned(), pick(l, choice.name).to_owned()))
            .collect(),
        ValueKind::YesNo => ["ja", "nej"]
            .map(|word| {
                (
                    word.to_owned(),
                    pick(l, if word == "ja" { ("ja", "yes") } else { ("nej", "no") }).to_owned(),
                )
            })
            .to_vec(),
        _ => Vec::new(),
    };
    Some(FormField {
        path: if key.is_empty() { field.key.to_owned() } else { format!("{key}.{}", field.key) },
        label: pick(l, field.heading).to_owned(),
        about: pick(l, field.about).to_owned(),
        value: value.map(|value| shown(value, l)).unwrap_or_default(),
        options,
    })
}

/// The columns of the author's own; a name with a point or bracket has no path.
fn further(sheet: &SheetSchema, entry: &Value, key: &str, l: Language) -> Vec<FormField> {
    let Form::Rows { extra: Some(extra), .. } = sheet.form else { return Vec::new() };
    let columns = entry.get(extra.key).and_then(Value::as_object);
    let named = columns.into_iter().flatten().filter(|(name, _)| !name.contains(['.', '[']));
    named
        .map(|(name, value)| FormField {
            path: format!("{key}.{}.{name}", extra.key),
            label: name.clone(),
            about: pick(l, extra.about).to_owned(),
            value: shown(value, l),
            options: Vec::new(),
        })
        .collect()
}

fn shown(value: &Value, l: Language) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(truth) => if *truth { "ja" } else { "nej" }.to_owned(),
        Value::Array(values) => {
            values.iter().map(|value| shown(value, l)).collect::<Vec<_>>().join("; ")
        }
        Value::String(text) => text.clone(),
        Value::Number(_) => {
            let number: Option<Exact> = serde_json::from_value(value.clone()).ok();
            let decimal = number
                .and_then(|number| number.to_decimal(12))
                .unwrap_or_else(|| value.to_string());
            match l {
                Language::Danish => decimal.replace('.', ","),
                Language::English => decimal,
            }
        }
        Value::Object(_) => value.to_string(),
    }
}

/// "3.000" for "3000"; `None` for what is no plain number, and for what is in groups already.
fn grouped(text: &str, l: Language) -> Option<String> {
    let (sign, text) = text.strip_prefix('-').map_or(("", text), |text| ("-", text));
    let mark = if l == Language::Danish { ',' } else { '.' };
    let (whole, rest) = match text.split_once(mark) {
        Some((whole, rest)) => (whole, format!("{mark}{rest}")),
        None => (text, String::new()),
    };
    let is_plain = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    let is_number = !whole.is_empty() && is_plain(whole) && is_plain(rest.trim_start_matches(mark));
    let whole: u64 = is_number.then(|| whole.parse().ok()).flatten()?;
    Some(format!("{sign}{}{rest}", l.figure(whole)))
}

fn at<'j>(json: &'j Value, key: &str) -> Option<&'j Value> {
    key.split('.').filter(|part| !part.is_empty()).try_fold(json, |json, part| json.get(part))
}

pub(super) fn pick(l: Language, (danish, english): (&'static str, &'static str)) -> &'static str {
    match l {
        Language::Danish => danish,
        Language::English => english,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_value_reads_as_the_page_writes_it() {
        let field = FormField {
            path: "total".into(),
            label: "I alt".into(),
            about: String::new(),
            value: "3000".into(),
            options: vec![("dhondt".into(), "d'Hondt".into())],
        };
        for (text, danish) in [
            ("3000", "3.000"),
            ("3.300", "3.300"),
            ("-1200,50", "-1.200,50"),
            ("12,5", "12,5"),
            ("abc", "abc"),
            (" ", "–"),
            ("dhondt", "d'Hondt"),
        ] {
            assert_eq!(field.read(text, Language::Danish), danish, "{text}");
        }
        assert_eq!(field.read("1200.5", Language::English), "1,200.5");
    }
}
