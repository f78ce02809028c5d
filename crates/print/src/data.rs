//! A paper as the template's data.

use raadslag_document::Table;
use serde_json::{Value, json};

use crate::{Language, Paper, Part, PrintError, RowKind, Sheet, fonts};

/// From so many columns on, a table's page lies on its side.
const WIDE: usize = 8;

/// The JSON the template walks, and the characters in it that no font has.
pub(crate) fn json(paper: &Paper) -> Result<(String, Vec<char>), PrintError> {
    let mut level = 0;
    let parts: Vec<Value> = paper.parts.iter().map(|part| part_json(part, &mut level)).collect();
    text(json!({
        "title": paper.title,
        "language": match paper.language { Language::Danish => "da", Language::English => "en" },
        "date": [paper.date.year(), i16::from(paper.date.month()), i16::from(paper.date.day())],
        "foot": paper.foot,
        "wide": WIDE,
        "parts": parts,
    }))
}

/// Data as text, and the characters in it that no font has.
pub(crate) fn text(mut json: Value) -> Result<(String, Vec<char>), PrintError> {
    let mut replaced = Vec::new();
    make_printable(&mut json, &mut replaced);
    let text = serde_json::to_string(&json).map_err(|error| PrintError(error.to_string()))?;
    Ok((text, replaced))
}

fn make_printable(json: &mut Value, replaced: &mut Vec<char>) {
    match json {
        Value::String(text) => *text = fonts::printable(text, replaced),
        Value::Array(values) => values.iter_mut().for_each(|it| make_printable(it, replaced)),
        Value::Object(map) => map.values_mut().for_each(|it| make_printable(it, replaced)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn part_json(part: &Part, level: &mut u8) -> Value {
    match part {
        Part::Heading { level: wanted, text } => {
            *level = (*wanted).clamp(1, *level + 1);
            json!({"type": "heading", "level": *level, "text": text})
        }
        Part::Paragraph(text) => json!({"type": "paragraph", "text": text}),
        Part::Lead(text) => json!({"type": "lead", "text": text}),
        Part::Warning(text) => json!({"type": "warning", "text": text}),
        Part::Note(text) => json!({"type": "note", "text": text}),
        Part::Formula(text) => json!({"type": "formula", "text": text}),
        Part::List(entries) => json!({"type": "list", "entries": entries}),
        Part::Table(sheet) => table_json(sheet),
        Part::Picture { svg, alternative } => {
            json!({"type": "picture", "svg": svg, "alternative": alternative})
        }
    }
}

fn table_json(sheet: &Sheet) -> Value {
    let table = &sheet.table;
    let width = columns(table);
    let is_numeric = |column: usize| sheet.numeric.get(column).copied().unwrap_or(false);
    let padded = |cells: &[String]| -> Vec<String> {
        (0..width).map(|column| cells.get(column).cloned().unwrap_or_default()).collect()
    };
    let rows: Vec<Value> = table
        .rows
        .iter()
        .enumerate()
        .map(|(at, cells)| match sheet.kinds.get(at).copied().unwrap_or_default() {
            RowKind::Body => json!({"kind": "body", "cells": padded(cells)}),
            RowKind::Total => json!({"kind": "total", "cells": padded(cells)}),
            RowKind::Group => json!({"kind": "group", "cells": [cells.concat()]}),
        })
        .collect();
    json!({
        "type": "table",
        "caption": table.caption,
        "numeric": (0..width).map(is_numeric).collect::<Vec<bool>>(),
        "header": table.header.iter().map(|cells| padded(cells)).collect::<Vec<_>>(),
        "rows": rows,
        "note": sheet.note,
    })
}

fn columns(table: &Table) -> usize {
    table.header.iter().chain(&table.rows).map(Vec::len).max().unwrap_or(0)
}
