//! JSON and TOML inputs.

use serde_json::{Map, Value};

use super::cells::{self, Typed};
use super::{Intake, names, numbers};
use crate::schema::{Field, Form, ValueKind};
use crate::{Exact, Fault, Faults, Schema};

/// Reads JSON. Numbers in strings are in the machine's notation (`"12.5"`), but a column of whole
/// things may hold `"1.779"`, and a comma is understood where it can only be one.
pub fn from_json(text: &str, schema: &Schema) -> Result<Intake, Faults> {
    let json: Value = serde_json::from_str(text).map_err(|error| not_json(text, &error))?;
    Ok(normalised(json, schema))
}

fn not_json(text: &str, error: &serde_json::Error) -> Fault {
    let (line, column) = (error.line(), error.column());
    let fault = Fault::at(
        "",
        format!("er ikke gyldig JSON (linje {line}, tegn {column})"),
        format!("is not valid JSON: {error}"),
    );
    let there = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let from = there.get(column.saturating_sub(1)..).unwrap_or_default();
    let is_no_number = ["NaN", "nan", "Infinity", "-Infinity"];
    if is_no_number.iter().any(|word| from.starts_with(word)) {
        fault.advise(
            "NaN og uendelig er ikke tal; skriv et tal",
            "NaN and infinity are no numbers; write a number",
        )
    } else if error.is_eof() {
        fault.advise(
            "teksten holder op for tidligt; send den hele",
            "the text ends too early; send all of it",
        )
    } else {
        fault.advise("ret det, der står der", "correct what stands there")
    }
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

/// Texts become what the schema says stands there: numbers, days, the keys of choices. What is no
/// such thing stays as it is and is refused where it is read.
fn normalised(mut json: Value, schema: &Schema) -> Intake {
    for sheet in schema.sheets {
        let Some(content) = at_mut(&mut json, sheet.key) else { continue };
        match sheet.form {
            Form::Settings(fields) => normalise_fields(content, fields),
            Form::Rows { fields, extra } => {
                for row in content.as_array_mut().into_iter().flatten() {
                    normalise_fields(row, fields);
                    let further =
                        extra.and_then(|extra| Some((row.get_mut(extra.key)?, extra.kind)));
                    if let Some((Value::Object(further), kind)) = further {
                        further.values_mut().for_each(|value| normalise(value, kind));
                    }
                }
            }
        }
    }
    Intake { names: names(schema), ..Intake::plain(json) }
}

fn normalise_fields(content: &mut Value, fields: &[Field]) {
    for field in fields {
        if let Some(value) = at_mut(content, field.key) {
            normalise(value, field.kind);
        }
    }
}

fn normalise(value: &mut Value, kind: ValueKind) {
    if let (Value::Number(number), ValueKind::Integer) = (&*value, kind) {
        // Programs that know floats only write ten as 10.0.
        let whole = number.as_f64().filter(|_| number.is_f64()).and_then(Exact::from_float);
        if let Some(whole) = whole.and_then(|whole| whole.to_i64()) {
            *value = whole.into();
        }
        return;
    }
    let Value::String(text) = value else { return };
    let typed = match kind {
        ValueKind::Text => return,
        ValueKind::Number | ValueKind::NumberOrWord => {
            let reading = &numbers::read_column(&[text], numbers::Doubt::Decimal)[0];
            cells::of_reading(reading, text, kind)
        }
        _ => cells::of_text(text, kind),
    };
    if let Typed::Value(typed) = typed {
        *value = typed;
    }
}

fn at_mut<'j>(json: &'j mut Value, key: &str) -> Option<&'j mut Value> {
    key.split('.').filter(|part| !part.is_empty()).try_fold(json, |json, part| json.get_mut(part))
}
