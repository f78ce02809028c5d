//! A sheet as the data of `agenda.typ`.

use serde_json::{Value, json};

use super::sheet::{Count, Grid, Listing, Piece, Run, Sheet, Slot, short_date};
use crate::{PrintError, data};

/// The author's headings are told by their size: half a point less for each level.
const LARGEST_INNER: f32 = 10.5;
/// Rows of more characters may be broken over pages.
const TALL: usize = 1_200;
/// A table of so few rows, none of them long, stands on one page.
const SHORT: usize = 12;
/// So many characters fit a line with room to spare: longer words are cut where they must be.
const LONGEST_WORD: usize = 60;

/// The JSON the template walks, and the characters in it that no font has.
///
/// `pages` is how many there are in the pack it belongs to, where it belongs to one.
pub(super) fn json(sheet: &Sheet, pages: Option<usize>) -> Result<(String, Vec<char>), PrintError> {
    let mut level = 1;
    let title = format!("{} {}", sheet.kind, sheet.body);
    let date = sheet.date.map(short_date);
    let full = date.as_ref().map_or(title.clone(), |date| format!("{title}, {date}"));
    let day =
        sheet.date.map(|date| [date.year().max(1), i16::from(date.month()), i16::from(date.day())]);
    let value = json!({
        "title": full.trim(),
        "kind": sheet.kind,
        "body": sheet.body.trim(),
        "day": date,
        "date": day,
        "last": pages,
        "parts": pieces(&sheet.pieces, &mut level),
    });
    data::text(value)
}

fn pieces(pieces: &[Piece], level: &mut u8) -> Value {
    pieces.iter().map(|it| piece(it, level)).collect()
}

fn piece(piece: &Piece, open: &mut u8) -> Value {
    match piece {
        Piece::Heading { level, text, listed } => {
            *open = (*level).min(*open + 1);
            json!({"t": "heading", "level": *open, "look": level, "text": words(text), "listed": listed,
                "plain": text})
        }
        Piece::Inner { level, text } => {
            let size = LARGEST_INNER - f32::from(level - 1) * 0.5;
            *open = (4 + level).min(*open + 1);
            json!({"t": "inner", "level": *open, "size": size, "text": words(text)})
        }
        Piece::Small(text) => json!({"t": "small", "text": words(text)}),
        Piece::Paragraph(runs) => json!({"t": "p", "runs": runs_json(runs)}),
        Piece::List(list) => listing(list, open),
        Piece::Table(grid) => table(grid),
        Piece::Contents => json!({"t": "contents"}),
    }
}

fn listing(list: &Listing, open: &mut u8) -> Value {
    let (count, start) = match list.count {
        Count::Dashes => ("dash", 1),
        Count::Numbers(first) => ("number", first),
        Count::Letters(first) => ("letter", first),
    };
    let entries: Vec<Value> = list
        .entries
        .iter()
        .map(|(text, below)| json!({"runs": runs_json(text), "parts": pieces(below, open)}))
        .collect();
    json!({"t": "list", "count": count, "start": start, "entries": entries})
}

fn table(grid: &Grid) -> Value {
    let row = |slots: &Vec<Slot>| -> Value {
        let length: usize = slots.iter().flat_map(|slot| &slot.lines).map(String::len).sum();
        let cells: Vec<Value> = slots.iter().map(slot).collect();
        json!({"cells": cells, "tall": length > TALL})
    };
    let cells = || grid.header.iter().chain(&grid.rows).flatten();
    let length: usize = cells().flat_map(|slot| &slot.lines).map(String::len).sum();
    json!({
        "t": "table",
        "short": grid.rows.len() <= SHORT && length <= TALL,
        "caption": grid.caption.as_deref().map(str::trim).filter(|it| !it.is_empty()).map(words),
        "width": grid.width,
        "facts": grid.facts,
        "numeric": numeric(grid),
        "header": grid.header.iter().map(row).collect::<Vec<_>>(),
        "rows": grid.rows.iter().map(row).collect::<Vec<_>>(),
    })
}

fn slot(slot: &Slot) -> Value {
    let lines: Vec<Value> = slot.lines.iter().map(|line| words(line)).collect();
    json!({"lines": lines, "columns": slot.columns, "rows": slot.rows, "heads": slot.heads})
}

/// Which columns hold nothing but numbers, which stand to the right. With spans none is.
fn numeric(grid: &Grid) -> Vec<bool> {
    let is_number = |text: &str| {
        text.contains(|c: char| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || " .,%+-–−".contains(c))
    };
    let plain = grid.rows.iter().all(|row| row.len() == grid.width);
    let of = |column: usize| {
        let cells = grid.rows.iter().filter_map(|row| row.get(column));
        let mut texts = cells.filter(|slot| !slot.lines.is_empty()).peekable();
        texts.peek().is_some() && texts.all(|slot| slot.lines.iter().all(|it| is_number(it)))
    };
    (0..grid.width).map(|column| column > 0 && plain && !grid.facts && of(column)).collect()
}

fn runs_json(runs: &[Run]) -> Value {
    let one = |run: &Run| json!({"w": words(&run.text), "b": run.strong, "i": run.emphasis, "u": run.link});
    runs.iter().map(one).collect()
}

/// A text as stretches that may be broken at spaces, and words that may not be
/// broken at all: `2018-2022`, `it-enheder`, `og/eller`, addresses.
fn words(text: &str) -> Value {
    let mut stretches: Vec<(String, &str)> = Vec::new();
    for token in text.split_inclusive(' ') {
        let (word, space) = match token.strip_suffix(' ') {
            Some(word) => (word, " "),
            None => (token, ""),
        };
        let kind = if may_break(word) { "whole" } else { "text" };
        if word.chars().count() > LONGEST_WORD {
            let letters: Vec<char> = word.chars().collect();
            let parts = letters.chunks(LONGEST_WORD / 2);
            stretches.extend(parts.map(|part| (part.iter().collect(), "part")));
            stretches.push((space.to_owned(), "text"));
            continue;
        }
        match stretches.last_mut() {
            Some((before, "text")) if kind == "text" => before.push_str(token),
            _ if kind == "text" => stretches.push((token.to_owned(), "text")),
            _ => {
                stretches.push((word.to_owned(), kind));
                stretches.push((space.to_owned(), "text"));
            }
        }
    }
    stretches.retain(|(text, _)| !text.is_empty());
    stretches.iter().map(|(text, kind)| json!([text, kind])).collect()
}

/// Whether a word could be broken behind one of its signs.
fn may_break(word: &str) -> bool {
    const SAFE: &str = ".,:;'’_@\"”“„‘«»([§#&*";
    let letters: Vec<char> = word.chars().collect();
    letters.windows(2).any(|pair| {
        !pair[0].is_alphanumeric() && pair[1].is_alphanumeric() && !SAFE.contains(pair[0])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_joints_stand_whole() {
        let expected = json!([
            ["Perioden ", "text"],
            ["2018-2022", "whole"],
            [" er social- og (fælles) ", "text"],
            ["og/eller", "whole"],
            [" nr. 2.3", "text"]
        ]);
        assert_eq!(words("Perioden 2018-2022 er social- og (fælles) og/eller nr. 2.3"), expected);
    }

    #[test]
    fn a_word_longer_than_a_line_is_cut_and_nothing_is_lost() {
        let long = "x".repeat(95);
        let parts = words(&long);
        let whole: String =
            parts.as_array().unwrap().iter().map(|part| part[0].as_str().unwrap()).collect();
        assert_eq!(whole, long);
        assert!(parts.as_array().unwrap().len() > 2);
    }
}
