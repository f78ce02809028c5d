//! Looks a file over before it is published: civil registration numbers, ways to reach private
//! people, text nobody sees, names in its properties, pictures that are not described.

use raadslag_figures::Cell;
use raadslag_proof::{PrivateKind, private};
use raadslag_reader::{ReadError, TraceKind, inspect};

use super::rules::{Finding, FindingKind};
use super::unread;
use crate::i18n::Language;

/// More findings than these of one kind are not listed.
const MOST: usize = 40;

const SHEETS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What must be looked at before a file of this media type is published.
pub(super) fn findings(bytes: &[u8], media_type: &str) -> Vec<Finding> {
    if media_type.starts_with("image/") {
        return Vec::new();
    }
    let mut found = match inspect(bytes) {
        Ok(inspection) => {
            let texts = inspection.texts.iter();
            let mut found: Vec<Finding> =
                texts.flat_map(|passage| in_text(&passage.text, passage.page, None)).collect();
            for trace in inspection.traces {
                found.extend(in_text(&trace.text, trace.page, None));
                let kind = match trace.kind {
                    TraceKind::HiddenText => FindingKind::HiddenText,
                    TraceKind::Comment => FindingKind::Comment,
                    TraceKind::TrackedChange => FindingKind::TrackedChange,
                    TraceKind::Author => FindingKind::Author,
                    TraceKind::Title => FindingKind::Title,
                    TraceKind::Picture => FindingKind::Picture,
                };
                let words = hidden_numbers(&trace.text);
                found.push(Finding { kind, page: trace.page, sheet: None, words });
            }
            found
        }
        Err(error) => vec![unread(&error)],
    };
    if media_type == SHEETS {
        found.extend(in_sheets(bytes));
    }
    bounded(found)
}

fn unread(error: &ReadError) -> Finding {
    let words = match error {
        ReadError::Scanned { .. } => String::new(),
        // Kept with the annex, which is Danish like the case.
        error => unread::why(Language::Danish, error),
    };
    Finding { kind: FindingKind::Unread, page: None, sheet: None, words }
}

fn in_sheets(bytes: &[u8]) -> Vec<Finding> {
    let workbook = match raadslag_sheets::read(bytes) {
        Ok(workbook) => workbook,
        Err(error) => {
            let words = error.to_string();
            return vec![Finding { kind: FindingKind::Unread, page: None, sheet: None, words }];
        }
    };
    let mut found = Vec::new();
    for sheet in &workbook.sheets {
        let mut called = Vec::new();
        for (row, cells) in (1..).zip(&sheet.rows) {
            let line: Vec<String> = cells
                .iter()
                .enumerate()
                .map(|(at, cell)| in_column(cell, called.contains(&at)))
                .collect();
            found.extend(in_text(&line.join("  "), Some(row), Some(&sheet.name)));
            let names = cells.iter().enumerate().filter(|(_, cell)| names_cpr(cell));
            called.extend(names.map(|(at, _)| at));
        }
    }
    found
}

/// Whether a cell heads a column of civil registration numbers.
fn names_cpr(cell: &Cell) -> bool {
    let text = text(cell).to_lowercase();
    !text.chars().any(|c| c.is_ascii_digit())
        && (text.contains("cpr") || text.contains("personnum"))
}

/// What a cell says; below a heading of civil registration numbers with that word, and with the
/// zero that a number has lost.
fn in_column(cell: &Cell, is_called: bool) -> String {
    let text = text(cell);
    if is_called && !text.is_empty() { format!("cpr {text:0>10}") } else { text }
}

/// What a cell says.
fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Heading(text) => text.clone(),
        Cell::Number(value, _) | Cell::Formula { value, .. } => value.to_string(),
        Cell::Empty | Cell::Date(_) | Cell::Bool(_) | Cell::Error(_) => String::new(),
    }
}

fn in_text(text: &str, page: Option<u32>, sheet: Option<&str>) -> Vec<Finding> {
    let finding = |one: raadslag_proof::Private| {
        let words = &text[one.range];
        let (kind, words) = match one.kind {
            PrivateKind::Cpr => (FindingKind::Cpr, masked(words)),
            PrivateKind::PossibleCpr => (FindingKind::PossibleCpr, masked(words)),
            PrivateKind::Phone => (FindingKind::Phone, words.to_owned()),
            PrivateKind::Address => (FindingKind::Address, words.to_owned()),
        };
        Finding { kind, page, sheet: sheet.map(ToOwned::to_owned), words }
    };
    private(text).into_iter().map(finding).collect()
}

/// The date of a civil registration number, its four last figures taken out.
fn masked(number: &str) -> String {
    let count = number.chars().count().saturating_sub(4);
    number.chars().take(count).chain("xxxx".chars()).collect()
}

/// A text with the civil registration numbers in it masked.
fn hidden_numbers(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut at = 0;
    for one in private(text) {
        if matches!(one.kind, PrivateKind::Cpr | PrivateKind::PossibleCpr) && one.range.start >= at
        {
            shown.push_str(&text[at..one.range.start]);
            shown.push_str(&masked(&text[one.range.clone()]));
            at = one.range.end;
        }
    }
    shown.push_str(&text[at..]);
    shown
}

/// Each finding once, the gravest first, of each kind not too many.
fn bounded(mut found: Vec<Finding>) -> Vec<Finding> {
    found.sort_by(|a, b| (a.kind, a.page, &a.sheet).cmp(&(b.kind, b.page, &b.sheet)));
    found.dedup();
    let mut kept: Vec<Finding> = Vec::new();
    for finding in found {
        if kept.iter().filter(|one| one.kind == finding.kind).count() < MOST {
            kept.push(finding);
        }
    }
    kept
}
