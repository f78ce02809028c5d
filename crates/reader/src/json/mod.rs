//! JSON: the agendas of the publication portals, and documents of our own.
//!
//! Depth is bounded by `serde_json`'s recursion limit.

pub(crate) mod leftover;
mod portal;

#[cfg(test)]
mod tests;

use raadslag_document::{Document, Furniture, VERSION};
use serde_json::Value;

pub(crate) use self::portal::{clock, moment};
use crate::outline::Outline;
use crate::{ReadError, xml};

/// What a JSON file is.
#[derive(Debug)]
pub(crate) enum Found {
    /// An agenda of a portal.
    Outline(Outline),
    /// An agenda of another system, told by the names of its keys.
    Manifest(Box<xml::Manifest>),
    /// A document of our own.
    Document(Document),
}

/// Most bytes of JSON that are read. A portal's agenda of 32 items has 0.7 MB.
const MAX_BYTES: usize = 64 << 20;

/// Reads a file. Lines before the first that begins with `{` or `[` are kept as furniture.
pub(crate) fn read(text: &str) -> Result<Found, ReadError> {
    if text.len() > MAX_BYTES {
        let (size, limit) = (text.len() as u64, MAX_BYTES as u64);
        return Err(ReadError::TooLarge { size, limit });
    }
    let (prefix, json) = split_prefix(text);
    let value: Value = serde_json::from_str(json).map_err(|error| {
        let line = prefix.lines().count() + error.line();
        let message = error.to_string();
        let what = without_place(&message);
        damaged(format!("{what} at line {line} column {}", error.column()))
    })?;
    let mut found = of_value(value)?;
    let prefix = prefix.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !prefix.is_empty() {
        let label = Furniture { name: "label".to_owned(), text: prefix.to_owned(), page: None };
        match &mut found {
            Found::Outline(outline) => outline.furniture.push(label),
            Found::Manifest(manifest) => manifest.outline.furniture.push(label),
            Found::Document(document) => document.furniture.push(label),
        }
    }
    Ok(found)
}

fn of_value(value: Value) -> Result<Found, ReadError> {
    let Value::Object(object) = value else {
        return Err(damaged(match value {
            Value::Array(array) => format!(
                "it is a list of {} entries, where one document per file is read; \
                 save each entry in a file of its own",
                array.len()
            ),
            _ => "it is a single value, not an agenda".to_owned(),
        }));
    };
    if object.contains_key("Dagsordenpunkter") {
        return portal::read(object).map(Found::Outline);
    }
    if object.contains_key("document") && object.contains_key("sections") {
        return document(Value::Object(object)).map(Found::Document);
    }
    let value = Value::Object(object);
    if let Some(manifest) = xml::of_json(&value)? {
        return Ok(Found::Manifest(Box::new(manifest)));
    }
    let Value::Object(object) = value else { return Err(damaged("it is no object".to_owned())) };
    let keys: Vec<&str> = object.keys().take(8).map(String::as_str).collect();
    Err(damaged(format!(
        "it is neither a portal's agenda (with \"Dagsordenpunkter\") nor a document of Raadslag \
         (with \"document\" and \"sections\"); its keys are: {}",
        keys.join(", ").chars().take(200).collect::<String>()
    )))
}

fn document(value: Value) -> Result<Document, ReadError> {
    let version = value.get("version").and_then(Value::as_u64).unwrap_or(u64::from(VERSION));
    if version > u64::from(VERSION) {
        return Err(damaged(format!(
            "the document has version {version}; this program reads up to version {VERSION}"
        )));
    }
    serde_json::from_value(value).map_err(|error| damaged(error.to_string()))
}

fn split_prefix(text: &str) -> (&str, &str) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let begin = line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if begin.starts_with(['{', '[']) {
            at += line.len() - begin.len();
            return text.split_at(at);
        }
        at += line.len();
    }
    ("", text)
}

fn without_place(message: &str) -> &str {
    message.split(" at line ").next().unwrap_or(message)
}

fn damaged(what: String) -> ReadError {
    ReadError::Damaged { format: "JSON", what }
}
