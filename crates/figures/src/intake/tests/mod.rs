//! Inputs as people make them, right and wrong.

mod forms;
mod properties;
mod sheets;

use serde_json::Value;

use crate::schema::{NOTE, SOURCES, TITLE};
use crate::{
    Cell, CellFormat, Choice, Exact, Extra, Faults, Field, Form, Intake, Language, Schema, Sheet,
    SheetSchema, ValueKind, Workbook,
};

/// A schema with everything in it.
const SCHEMA: Schema = Schema {
    sheets: &[
        SheetSchema {
            key: "units",
            name: ("Enheder", "Units"),
            about: ("Dem, der deles mellem", "Those shared among"),
            form: Form::Rows {
                fields: &[
                    Field::required("name", ("Navn", "Name"), ValueKind::Text, ("", "")),
                    Field::required("places", ("Pladser", "Places"), ValueKind::Integer, ("", "")),
                    Field::optional("base", ("Grundlag", "Base"), ValueKind::Number, ("", "")),
                    Field::optional("since", ("Siden", "Since"), ValueKind::Date, ("", "")),
                    Field::optional("joined", ("Med", "Joined"), ValueKind::YesNo, ("", "")),
                    Field::optional("tags", ("Emner", "Subjects"), ValueKind::Texts, ("", "")),
                    Field::optional("marks", ("Mærker", "Marks"), ValueKind::Numbers, ("", "")),
                    Field::optional(
                        "grade",
                        ("Karakter", "Grade"),
                        ValueKind::NumberOrWord,
                        ("", ""),
                    ),
                ],
                extra: Some(Extra { key: "values", kind: ValueKind::Number, about: ("", "") }),
            },
        },
        SheetSchema {
            key: "",
            name: ("Indstillinger", "Settings"),
            about: ("", ""),
            form: Form::Settings(&[
                TITLE,
                NOTE,
                Field::required("total", ("I alt", "Total"), ValueKind::Integer, ("", "")),
                Field::optional("share", ("Andel", "Share"), ValueKind::Number, ("", "")),
                Field::optional(
                    "method",
                    ("Metode", "Method"),
                    ValueKind::Choice(&[
                        Choice { key: "dhondt", name: ("d'Hondt", "d'Hondt"), also: &[] },
                        Choice {
                            key: "largest",
                            name: ("største brøk", "largest remainder"),
                            also: &[],
                        },
                    ]),
                    ("", ""),
                ),
            ]),
        },
        SOURCES,
    ],
};

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn number(number: &str) -> Cell {
    Cell::Number(number.parse().expect("a number"), CellFormat::General)
}

/// A sheet of texts.
fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
    let rows = rows.iter().map(|row| row.iter().map(|cell| text(cell)).collect()).collect();
    Sheet { rows, ..Sheet::new(name) }
}

fn read(sheets: Vec<Sheet>) -> Result<Intake, Faults> {
    super::from_workbook(&Workbook { sheets }, &SCHEMA)
}

/// What is wrong with an only sheet, in English.
fn messages(sheet: Sheet) -> Vec<String> {
    let faults = read(vec![sheet]).expect_err("something is wrong");
    faults.list().iter().map(|fault| fault.message(Language::English)).collect()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn exact(text: &str) -> Exact {
    text.parse().expect("a number")
}
