//! JSON and TOML inputs.

use std::borrow::Cow;

use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

use super::cells::{self, Typed};
use super::composed::{compose, composed};
use super::kept::{kept, survives};
use super::unique::{TWICE, Unique};
use super::{Intake, names, numbers};
use crate::schema::{Field, Form, ValueKind};
use crate::{Exact, Fault, Faults, Schema};

/// Reads JSON. Numbers in strings are in the machine's notation (`"12.5"`), but a column of whole
/// things may hold `"1.779"`, and a comma is understood where it can only be one.
pub fn from_json(text: &str, schema: &Schema) -> Result<Intake, Faults> {
    let kept = kept(text);
    let Unique(json) = serde_json::from_str(&kept).map_err(|error| not_json(&kept, &error))?;
    Ok(normalised(spelled(json), schema))
}

/// Whether all numbers of a JSON text are the same when they come back from floats, and all its letters
/// are composed: then it can be read straight into a type.
pub(crate) fn is_plain(text: &str) -> bool {
    let is_composed = matches!(composed(text), Cow::Borrowed(_)) && !text.contains("\\u03");
    is_composed && matches!(kept(text), Cow::Borrowed(_))
}

/// The British spelling of what programs write in the American one.
fn spelled(mut json: Value) -> Value {
    const SPELLINGS: [(&str, &str); 1] = [("normalization", "normalisation")];
    for (american, british) in SPELLINGS {
        let Some(json) = json.as_object_mut().filter(|it| !it.contains_key(british)) else {
            continue;
        };
        if let Some(value) = json.remove(american) {
            json.insert(british.to_owned(), value);
        }
    }
    json
}

fn not_json(text: &str, error: &serde_json::Error) -> Fault {
    let (line, column) = (error.line(), error.column());
    if let Some(key) = error.to_string().strip_prefix(TWICE) {
        let key = key.rsplit_once(" at line ").map_or(key, |(key, _)| key);
        return Fault::at(
            "",
            format!("»{key}« står der to gange (linje {line}, tegn {column})"),
            format!("“{key}” is there twice (line {line}, column {column})"),
        )
        .advise("slet den ene", "delete one of them");
    }
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
    let table = DeTable::parse(text).map_err(|error| {
        let line =
            error.span().map(|span| text[..span.start.min(text.len())].lines().count().max(1));
        let place = |word: &str| line.map(|line| format!(" ({word} {line})")).unwrap_or_default();
        let message = error.message();
        Fault::at(
            "",
            format!("er ikke gyldig TOML{}: {message}", place("linje")),
            format!("is not valid TOML{}: {message}", place("line")),
        )
        .advise("ret det, der står der", "correct what stands there")
    })?;
    Ok(normalised(spelled(json_of(DeValue::Table(table.into_inner()), "")?), schema))
}

fn json_of(value: DeValue<'_>, path: &str) -> Result<Value, Faults> {
    Ok(match value {
        DeValue::String(text) => Value::String(text.into_owned()),
        DeValue::Integer(integer) => {
            let number = i64::from_str_radix(integer.as_str(), integer.radix());
            number.map_or_else(|_| Value::String(integer.to_string()), Value::from)
        }
        DeValue::Float(float) => float_of(float.as_str(), path)?,
        DeValue::Boolean(truth) => truth.into(),
        DeValue::Datetime(date) => Value::String(date.to_string()),
        DeValue::Array(values) => {
            let values = values.into_iter().enumerate();
            values
                .map(|(index, value)| json_of(value.into_inner(), &format!("{path}[{index}]")))
                .collect::<Result<Vec<_>, _>>()?
                .into()
        }
        DeValue::Table(table) => {
            let entries = table.into_iter().map(|(key, value)| {
                let key = key.into_inner().into_owned();
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                Ok((key, json_of(value.into_inner(), &path)?))
            });
            Value::Object(entries.collect::<Result<Map<_, _>, Faults>>()?)
        }
    })
}

/// A float, or its text where a float would round it.
fn float_of(text: &str, path: &str) -> Result<Value, Faults> {
    if !survives(text) {
        return Ok(Value::String(text.to_owned()));
    }
    let float = text.parse().ok().and_then(serde_json::Number::from_f64);
    float.map(Value::Number).ok_or_else(|| {
        Fault::at(path, "NaN og uendelig er ikke tal", "NaN and infinity are no numbers")
            .advise("skriv et tal", "write a number")
            .into()
    })
}

/// Texts become what the schema says stands there: numbers, days, the keys of choices. What is no
/// such thing stays as it is and is refused where it is read.
fn normalised(mut json: Value, schema: &Schema) -> Intake {
    compose(&mut json);
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
    if let (Value::Number(number), ValueKind::Text) = (&*value, kind) {
        // Years and numbers that are names, as a sheet has them.
        *value = Value::String(number.to_string());
        return;
    }
    if let (Value::Array(values), ValueKind::Texts) = (&mut *value, kind) {
        for value in values {
            normalise(value, ValueKind::Text);
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
