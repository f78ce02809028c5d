//! What a backup says of itself, and how a row is written in it. No IO.

use std::fmt::Write;

use crate::digest::hex;
use serde::{Deserialize, Serialize};

/// The format written here; a file of a higher one was written by a newer program.
pub(super) const FORMAT: u32 = 1;
/// The part that lists all others. It is written last, when their sums are known.
pub(super) const MANIFEST: &str = "manifest.json";

/// The contents of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// The format of the file.
    pub(super) format: u32,
    /// The version of the program that wrote it.
    pub(super) program: String,
    /// The number of the newest migration of the database.
    pub(super) schema: i64,
    /// When it was begun (UTC, RFC 3339).
    pub(super) taken_at: String,
    /// The tables, by name.
    pub(super) tables: Vec<TablePart>,
    /// The files of the object store, by sum.
    pub(super) objects: Vec<Sum>,
    /// Sums of files that rows name and the object store did not have whole.
    pub(super) missing: Vec<String>,
}

/// A table's rows, a line each: `[value, …]` in the order of the columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TablePart {
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
    /// The columns that put the rows in order.
    pub(super) order: Vec<String>,
    pub(super) rows: u64,
    #[serde(flatten)]
    pub(super) sum: Sum,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// What both databases can hold in a column, under whatever name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Text,
    Integer,
    Real,
    Boolean,
    /// Also an identifier: sixteen bytes.
    Bytes,
}

/// Content by size and SHA-256.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sum {
    pub(super) size: u64,
    pub(super) sha256: String,
}

impl Manifest {
    /// How many rows all tables have.
    pub(super) fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }

    /// How many bytes the rows and files have.
    pub(super) fn size(&self) -> u64 {
        self.tables.iter().map(|table| &table.sum).chain(&self.objects).map(|sum| sum.size).sum()
    }

    /// What no program of ours would have written, if anything.
    pub(super) fn fault(&self) -> Option<String> {
        let named = |order: &String, table: &TablePart| {
            table.columns.iter().any(|column| column.name == *order)
        };
        let lost = |table: &&TablePart| {
            table.order.is_empty() || !table.order.iter().all(|order| named(order, table))
        };
        let table = self.tables.iter().find(lost);
        let table = table.map(|table| format!("the order of table {} is none", table.name));
        let object = self.objects.iter().find(|object| !is_sum(&object.sha256));
        table.or_else(|| object.map(|object| format!("`{}` is no SHA-256", object.sha256)))
    }
}

impl TablePart {
    pub(super) fn part(&self) -> String {
        format!("tables/{}.jsonl", self.name)
    }

    pub(super) fn kinds(&self) -> Vec<Kind> {
        self.columns.iter().map(|column| column.kind).collect()
    }
}

impl Sum {
    /// The part a file of the object store is in.
    pub(super) fn part(&self) -> String {
        object_part(&self.sha256)
    }
}

/// The part a file with this sum is in.
pub(super) fn object_part(sha256: &str) -> String {
    format!("objects/{sha256}")
}

/// Whether a text is a SHA-256 in the house's spelling.
pub(super) fn is_sum(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether a column names files of the object store. Tables that are added later name theirs so too.
pub(super) fn names_objects(column: &Column) -> bool {
    column.kind == Kind::Text && (column.name == "sha256" || column.name.ends_with("_sha256"))
}

/// One value of a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    Text(String),
    Integer(i64),
    Real(f64),
    Boolean(bool),
    Bytes(Vec<u8>),
}

/// Writes a row as a line: bytes in hex, numbers with a fraction as text, so that each comes back
/// to the last bit.
pub(super) fn encode(row: &[Value]) -> String {
    let mut line = String::from("[");
    for (index, value) in row.iter().enumerate() {
        if index > 0 {
            line.push(',');
        }
        match value {
            Value::Null => line.push_str("null"),
            Value::Text(text) => line.push_str(&serde_json::Value::from(text.as_str()).to_string()),
            Value::Integer(number) => drop(write!(line, "{number}")),
            Value::Real(number) => drop(write!(line, "\"{number:?}\"")),
            Value::Boolean(yes) => drop(write!(line, "{yes}")),
            Value::Bytes(bytes) => drop(write!(line, "\"{}\"", hex(bytes))),
        }
    }
    line.push_str("]\n");
    line
}

/// Reads a line back.
pub(super) fn decode(line: &[u8], kinds: &[Kind]) -> Result<Vec<Value>, String> {
    let row: Vec<serde_json::Value> =
        serde_json::from_slice(line).map_err(|error| format!("is no row: {error}"))?;
    if row.len() != kinds.len() {
        return Err(format!("has {} values for {} columns", row.len(), kinds.len()));
    }
    row.into_iter().zip(kinds).map(|(value, kind)| read(value, *kind)).collect()
}

fn read(value: serde_json::Value, kind: Kind) -> Result<Value, String> {
    use serde_json::Value as Json;
    let wrong = |value: &Json| format!("has {value} where a value of the kind {kind:?} belongs");
    Ok(match (kind, value) {
        (_, Json::Null) => Value::Null,
        (Kind::Text, Json::String(text)) => Value::Text(text),
        (Kind::Boolean, Json::Bool(yes)) => Value::Boolean(yes),
        (Kind::Integer, Json::Number(number)) => {
            Value::Integer(number.as_i64().ok_or_else(|| wrong(&Json::Number(number)))?)
        }
        (Kind::Real, Json::String(text)) => {
            Value::Real(text.parse().map_err(|_| wrong(&Json::String(text)))?)
        }
        (Kind::Bytes, Json::String(text)) => {
            Value::Bytes(bytes(&text).ok_or_else(|| wrong(&Json::String(text)))?)
        }
        (_, value) => return Err(wrong(&value)),
    })
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let (pairs, rest) = hex.as_bytes().as_chunks::<2>();
    let bytes = pairs.iter().map(|[high, low]| Some(digit(*high)? * 16 + digit(*low)?));
    rest.is_empty().then(|| bytes.collect()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_comes_back_to_the_last_bit() {
        let row = [
            Value::Null,
            Value::Text("\"Æ\n\u{2028}\\".to_owned()),
            Value::Integer(i64::MIN),
            Value::Real(0.1 + 0.2),
            Value::Real(f64::INFINITY),
            Value::Boolean(true),
            Value::Bytes(vec![0, 255, 16]),
            Value::Null,
        ];
        let kinds = [
            Kind::Text,
            Kind::Text,
            Kind::Integer,
            Kind::Real,
            Kind::Real,
            Kind::Boolean,
            Kind::Bytes,
            Kind::Bytes,
        ];
        let line = encode(&row);
        assert_eq!(line.matches('\n').count(), 1);
        assert_eq!(decode(line.as_bytes(), &kinds).unwrap(), row);
    }

    #[test]
    fn a_line_that_is_no_row_of_the_table_is_refused() {
        for (line, kinds) in [
            ("[1]", &[Kind::Text][..]),
            ("[\"x\"]", &[Kind::Integer]),
            ("[1.5]", &[Kind::Integer]),
            ("[18446744073709551615]", &[Kind::Integer]),
            ("[\"0g\"]", &[Kind::Bytes]),
            ("[\"012\"]", &[Kind::Bytes]),
            ("[1,2]", &[Kind::Integer]),
            ("[1", &[Kind::Integer]),
        ] {
            assert!(decode(line.as_bytes(), kinds).is_err(), "{line}");
        }
    }

    #[test]
    fn columns_name_files_by_their_name() {
        let column = |name: &str, kind| Column { name: name.to_owned(), kind };
        assert!(names_objects(&column("sha256", Kind::Text)));
        assert!(names_objects(&column("original_sha256", Kind::Text)));
        assert!(!names_objects(&column("sha256", Kind::Bytes)));
        assert!(!names_objects(&column("hash", Kind::Text)));
    }
}
