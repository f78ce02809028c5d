//! JSON and TOML inputs, and single values set by path.

use serde_json::{Map, Value};

use super::table::{Typed, typed};
use super::{Intake, numbers};
use crate::schema::{Form, ValueKind};
use crate::{Fault, Faults, Schema};

/// Reads JSON. Numbers in strings are in the machine's notation (`"12.5"`), but a column of whole
/// things may hold `"1.779"`, and a comma is understood where it can only be one.
pub fn from_json(text: &str, schema: &Schema) -> Result<Intake, Faults> {
    let json: Value = serde_json::from_str(text).map_err(|error| {
        Fault::at(
            "",
            format!("er ikke gyldig JSON: {error}"),
            format!("is not valid JSON: {error}"),
        )
    })?;
    Ok(normalised(json, schema))
}

/// Reads TOML, whose dates and numbers become JSON's.
pub fn from_toml(text: &str, schema: &Schema) -> Result<Intake, Faults> {
    let table: toml::Table = toml::from_str(text).map_err(|error| {
        let line =
            error.span().map(|span| text[..span.start.min(text.len())].lines().count().max(1));
        let place = |word: &str| line.map(|line| format!(" ({word} {line})")).unwrap_or_default();
        let message = error.message();
        Fault::at(
            "",
            format!("er ikke gyldig TOML{}: {message}", place("linje")),
            format!("is not valid TOML{}: {message}", place("line")),
        )
    })?;
    Ok(normalised(json_of(toml::Value::Table(table), "")?, schema))
}

fn json_of(value: toml::Value, path: &str) -> Result<Value, Faults> {
    Ok(match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(integer) => integer.into(),
        toml::Value::Float(float) => {
            serde_json::Number::from_f64(float).map(Value::Number).ok_or_else(|| {
                Fault::at(path, "NaN og uendelig er ikke tal", "NaN and infinity are no numbers")
            })?
        }
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(values) => {
            let values = values.into_iter().enumerate();
            values
                .map(|(index, value)| json_of(value, &format!("{path}[{index}]")))
                .collect::<Result<Vec<_>, _>>()?
                .into()
        }
        toml::Value::Table(table) => {
            let entries = table.into_iter().map(|(key, value)| {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                Ok((key, json_of(value, &path)?))
            });
            Value::Object(entries.collect::<Result<Map<_, _>, Faults>>()?)
        }
    })
}

/// Numbers that were written as texts become numbers where the schema knows their column.
fn normalised(mut json: Value, schema: &Schema) -> Intake {
    for sheet in schema.sheets {
        let Form::Rows { fields, .. } = sheet.form else { continue };
        let Some(rows) = at_mut(&mut json, sheet.key).and_then(Value::as_array_mut) else {
            continue;
        };
        for field in fields {
            let doubt = match field.kind {
                ValueKind::Integer => numbers::Doubt::Grouped,
                ValueKind::Number => numbers::Doubt::Decimal,
                _ => continue,
            };
            for row in rows.iter_mut() {
                let Some(Value::String(text)) = row.get(field.key) else { continue };
                if let [numbers::Reading::Number(number)] =
                    numbers::read_column(&[text], doubt).as_slice()
                {
                    row[field.key] = serde_json::to_value(number).expect("a number is JSON");
                }
            }
        }
    }
    Intake::plain(json)
}

fn at_mut<'j>(json: &'j mut Value, key: &str) -> Option<&'j mut Value> {
    key.split('.').filter(|part| !part.is_empty()).try_fold(json, |json, part| json.get_mut(part))
}

/// Sets the value at `path` (`total`, `units[3].base`) to what the text says.
pub(super) fn set(json: &mut Value, schema: &Schema, path: &str, text: &str) -> Result<(), Faults> {
    let kind = kind_at(schema, path).ok_or_else(|| {
        Fault::at(path, "findes ikke i denne slags tal", "does not exist in this kind of figure")
    })?;
    let value = match typed(text, kind) {
        Typed::Value(value) => value,
        Typed::Fault(problem, advice) => {
            let fault = Fault { path: path.to_owned(), cell: None, problem, advice: Some(advice) };
            return Err(fault.into());
        }
    };
    let missing = || Fault::at(path, "findes ikke i dette tal", "does not exist in this figure");
    let steps = steps(path).ok_or_else(missing)?;
    let (last, before) = steps.split_last().ok_or_else(missing)?;
    let parent =
        before.iter().try_fold(&mut *json, |json, step| step.step_in(json)).ok_or_else(missing)?;
    match (last, parent) {
        (Step::Key(key), Value::Object(map)) => {
            map.insert((*key).to_owned(), value);
        }
        (Step::Index(index), Value::Array(values)) => {
            *values.get_mut(*index).ok_or_else(missing)? = value;
        }
        _ => return Err(missing().into()),
    }
    Ok(())
}

enum Step<'p> {
    Key(&'p str),
    Index(usize),
}

impl Step<'_> {
    fn step_in<'j>(&self, json: &'j mut Value) -> Option<&'j mut Value> {
        match self {
            Self::Index(index) => json.get_mut(*index),
            Self::Key(key) => {
                let map = json.as_object_mut()?;
                Some(map.entry(*key).or_insert_with(|| Value::Object(Map::new())))
            }
        }
    }
}

fn steps(path: &str) -> Option<Vec<Step<'_>>> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let (key, indices) = part.split_at(part.find('[').unwrap_or(part.len()));
        if !key.is_empty() {
            steps.push(Step::Key(key));
        }
        for index in indices.split('[').skip(1) {
            steps.push(Step::Index(index.strip_suffix(']')?.parse().ok()?));
        }
    }
    Some(steps)
}

/// What the schema says stands at a path.
fn kind_at(schema: &Schema, path: &str) -> Option<ValueKind> {
    for sheet in schema.sheets {
        let field = |key: &str, fields: &[crate::Field]| {
            fields.iter().find(|field| field.key == key).map(|field| field.kind)
        };
        match sheet.form {
            Form::Settings(fields) => {
                let below = if sheet.key.is_empty() {
                    Some(path)
                } else {
                    path.strip_prefix(sheet.key).and_then(|rest| rest.strip_prefix('.'))
                };
                if let Some(kind) = below.and_then(|below| field(below, fields)) {
                    return Some(kind);
                }
            }
            Form::Rows { fields, extra } => {
                let Some((_, below)) = path
                    .strip_prefix(sheet.key)
                    .filter(|rest| rest.starts_with('['))
                    .and_then(|rest| rest.split_once("]."))
                else {
                    continue;
                };
                let of_extra = || {
                    extra
                        .filter(|extra| {
                            below.strip_prefix(extra.key).is_some_and(|rest| rest.starts_with('.'))
                        })
                        .map(|extra| extra.kind)
                };
                if let Some(kind) = field(below, fields).or_else(of_extra) {
                    return Some(kind);
                }
            }
        }
    }
    None
}
