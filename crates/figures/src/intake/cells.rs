//! Single cells and texts, read as what their column asks for.

use serde_json::Value;

use super::{dates, numbers};
use crate::schema::{Both, Choice, ValueKind, pick};
use crate::{Cell, CellFormat, Exact, Language, Phrase};

/// A cell read as its kind: a value, or what is wrong and what to do.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Typed {
    Value(Value),
    Fault(Phrase, Phrase),
}

impl Typed {
    fn fault(problem: Both, advice: Both) -> Self {
        Self::Fault(Phrase::new(problem.0, problem.1), Phrase::new(advice.0, advice.1))
    }

    fn number(number: &Exact, kind: ValueKind) -> Self {
        if matches!(kind, ValueKind::Integer) && !number.is_integer() {
            let shown = |language| number.format_short(language, 6);
            return Self::Fault(
                Phrase::new(
                    format!("{} er ikke et helt tal", shown(Language::Danish)),
                    format!("{} is no whole number", shown(Language::English)),
                ),
                Phrase::new("skriv et helt tal", "write a whole number"),
            );
        }
        Self::Value(json_of(number))
    }
}

fn json_of(number: &Exact) -> Value {
    serde_json::to_value(number).expect("a number is JSON")
}

/// What stands in a cell; `None` when nothing does.
pub(super) fn of_cell(cell: &Cell, kind: ValueKind) -> Option<Typed> {
    if cell.is_empty() {
        return None;
    }
    Some(match cell {
        Cell::Empty => return None,
        Cell::Text(text) | Cell::Heading(text) => of_text(text, kind),
        Cell::Number(number, format) => of_number(number, *format, kind),
        Cell::Date(date) => match kind {
            ValueKind::Date | ValueKind::Text => Typed::Value(Value::String(date.to_string())),
            ValueKind::Texts => Typed::Value(vec![date.to_string()].into()),
            _ => Typed::fault(
                ("her står en dato", "there is a date here"),
                (
                    "formatér cellen som tal eller tekst, og skriv indholdet igen",
                    "format the cell as a number or text and write its content again",
                ),
            ),
        },
        Cell::Bool(truth) if matches!(kind, ValueKind::YesNo) => Typed::Value((*truth).into()),
        Cell::Bool(_) => Typed::fault(
            ("her står sandt eller falsk", "there is true or false here"),
            ("skriv det, kolonnen beder om", "write what the column asks for"),
        ),
        Cell::Formula { .. } => Typed::fault(
            ("her står en formel", "there is a formula here"),
            ("kopiér cellen, og indsæt kun værdien", "copy the cell and paste its value only"),
        ),
        Cell::Error(code) => Typed::Fault(
            Phrase::new(
                format!("regnearket kunne ikke regne: {code}"),
                format!("the spreadsheet could not compute: {code}"),
            ),
            Phrase::new("ret cellen", "correct the cell"),
        ),
    })
}

fn of_number(number: &Exact, format: CellFormat, kind: ValueKind) -> Typed {
    let shown = if matches!(format, CellFormat::Percent(_)) {
        number * &Exact::from(100)
    } else {
        number.clone()
    };
    match kind {
        ValueKind::Number | ValueKind::NumberOrWord | ValueKind::Integer => {
            Typed::number(&shown, kind)
        }
        ValueKind::Numbers => Typed::Value(vec![json_of(&shown)].into()),
        ValueKind::Text => Typed::Value(Value::String(number.to_string())),
        ValueKind::Texts => Typed::Value(vec![number.to_string()].into()),
        ValueKind::YesNo | ValueKind::Choice(_) | ValueKind::Date => {
            of_text(&number.to_string(), kind)
        }
    }
}

/// Reads a text as what its column asks for.
pub(super) fn of_text(text: &str, kind: ValueKind) -> Typed {
    let text = text.trim();
    match kind {
        ValueKind::Text => Typed::Value(Value::String(text.to_owned())),
        ValueKind::Integer => {
            of_reading(&numbers::read_column(&[text], numbers::Doubt::Grouped)[0], text, kind)
        }
        ValueKind::Number | ValueKind::NumberOrWord => {
            of_reading(&numbers::read_column(&[text], numbers::Doubt::Ask)[0], text, kind)
        }
        ValueKind::Date => date(text),
        ValueKind::YesNo => yes_no(text),
        ValueKind::Choice(choices) => choice(text, choices),
        ValueKind::Texts => {
            Typed::Value(parts(text).map(|part| Value::String(part.to_owned())).collect())
        }
        ValueKind::Numbers => list(text),
    }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|part| !part.is_empty())
}

fn list(text: &str) -> Typed {
    let texts: Vec<&str> = parts(text).collect();
    let mut values = Vec::new();
    for (reading, text) in numbers::read_column(&texts, numbers::Doubt::Ask).iter().zip(&texts) {
        match of_reading(reading, text, ValueKind::Number) {
            Typed::Value(value) => values.push(value),
            fault @ Typed::Fault(..) => return fault,
        }
    }
    Typed::Value(Value::Array(values))
}

/// What a column of numbers made of a text.
pub(super) fn of_reading(reading: &numbers::Reading, text: &str, kind: ValueKind) -> Typed {
    match reading {
        numbers::Reading::Number(number) => Typed::number(number, kind),
        numbers::Reading::Ambiguous(grouped, decimal) => {
            let shown = |number: &Exact, language| number.format_short(language, 3);
            let both = |l| (shown(grouped, l), shown(decimal, l));
            let ((da_grouped, da_decimal), (en_grouped, en_decimal)) =
                (both(Language::Danish), both(Language::English));
            Typed::Fault(
                Phrase::new(
                    format!("»{text}« kan være {da_grouped} eller {da_decimal}"),
                    format!("“{text}” can be {en_grouped} or {en_decimal}"),
                ),
                Phrase::new(
                    format!("skriv {grouped} eller {}0", da_decimal.replace('.', "")),
                    format!("write {grouped} or {}0", en_decimal.replace(',', "")),
                ),
            )
        }
        numbers::Reading::None if matches!(kind, ValueKind::NumberOrWord) => {
            Typed::Value(Value::String(text.to_owned()))
        }
        numbers::Reading::None => Typed::Fault(
            Phrase::new(format!("»{text}« er ikke et tal"), format!("“{text}” is no number")),
            Phrase::new("skriv et tal", "write a number"),
        ),
    }
}

fn date(text: &str) -> Typed {
    let advice = Phrase::new(
        "skriv den som 2025-09-30 eller 30. september 2025",
        "write it as 2025-09-30 or 30 September 2025",
    );
    match dates::read(text) {
        dates::Reading::Day(date) => Typed::Value(Value::String(date.to_string())),
        dates::Reading::Ambiguous => Typed::Fault(
            Phrase::new(
                format!("»{text}« kan være to datoer"),
                format!("“{text}” can be two days"),
            ),
            advice,
        ),
        dates::Reading::None => Typed::Fault(
            Phrase::new(format!("»{text}« er ikke en dato"), format!("“{text}” is no date")),
            advice,
        ),
    }
}

fn yes_no(text: &str) -> Typed {
    match text.to_lowercase().as_str() {
        "ja" | "yes" | "x" | "true" | "sand" | "1" => Typed::Value(true.into()),
        "nej" | "no" | "false" | "falsk" | "0" => Typed::Value(false.into()),
        _ => Typed::Fault(
            Phrase::new(
                format!("»{text}« er hverken ja eller nej"),
                format!("“{text}” is neither yes nor no"),
            ),
            Phrase::new("skriv ja eller nej", "write yes or no"),
        ),
    }
}

fn choice(text: &str, choices: &[Choice]) -> Typed {
    let by_literature = || {
        let method = text.parse::<crate::allocation::Method>().ok()?.name();
        choices.iter().find(|choice| choice.key == method)
    };
    let meant = choices.iter().find(|choice| choice.is_meant_by(text));
    if let Some(choice) = meant.or_else(by_literature) {
        return Typed::Value(Value::String(choice.key.to_owned()));
    }
    let names: Vec<_> = choices.iter().map(|choice| choice.name).collect();
    Typed::Fault(
        Phrase::new(format!("»{text}« kendes ikke"), format!("“{text}” is not known")),
        Phrase::new(
            format!("skriv {}", listed(&names, Language::Danish)),
            format!("write {}", listed(&names, Language::English)),
        ),
    )
}

/// Names in quotes, as advice lists them.
pub(super) fn listed(names: &[Both], language: Language) -> String {
    let names = names.iter().map(|both| {
        let (open, close) = language.pick(("»", "«"), ("“", "”"));
        format!("{open}{}{close}", pick(*both, language))
    });
    names.collect::<Vec<String>>().join(", ")
}
