//! A table in a terminal: columns as wide as they need, texts wrapped where the window is narrow,
//! numbers never.

use super::{Column, Row, RowKind, Table};
use crate::Language;

/// Between columns.
const GAP: usize = 2;
/// Texts are not made narrower than this.
const NARROWEST: usize = 12;

pub(super) fn table(table: &Table, language: Language, width: usize) -> String {
    let shown: Vec<Vec<String>> =
        table.rows.iter().map(|row| shown(row, &table.columns, language)).collect();
    let widths = widths(table, &shown, width);
    let rule = "─".repeat(total(&widths));
    let headings: Vec<String> = table.columns.iter().map(|column| column.heading.clone()).collect();
    let mut lines = wrapped(&table.title, width.max(NARROWEST));
    lines.push(rule.clone());
    lines.extend(aligned_at_the_foot(&headings, &widths, &table.columns));
    lines.push(rule.clone());
    for (row, cells) in table.rows.iter().zip(&shown) {
        match row.kind {
            RowKind::Group => lines.push(cells.join(" ").trim_end().to_owned()),
            RowKind::Body => lines.extend(aligned(cells, &widths, &table.columns)),
            RowKind::Total => {
                lines.push(rule.clone());
                lines.extend(aligned(cells, &widths, &table.columns));
            }
        }
    }
    lines.extend(table.note.iter().flat_map(|note| wrapped(note, width.max(NARROWEST))));
    lines.into_iter().map(|line| line + "\n").collect()
}

fn shown(row: &Row, columns: &[Column], language: Language) -> Vec<String> {
    let cells = row.cells.iter().zip(columns);
    cells.map(|(cell, column)| cell.show(column.format, language)).collect()
}

fn total(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)
}

/// Headings on one line where that fits, else wrapped at spaces; then texts, the longest first.
fn widths(table: &Table, shown: &[Vec<String>], width: usize) -> Vec<usize> {
    let cells = |index: usize| {
        let rows = table.rows.iter().zip(shown).filter(|(row, _)| row.kind != RowKind::Group);
        rows.filter_map(move |(_, cells)| cells.get(index)).map(|cell| length(cell)).max()
    };
    let with = |heading: fn(&str) -> usize| -> Vec<usize> {
        let columns = table.columns.iter().enumerate();
        columns
            .map(|(index, column)| cells(index).unwrap_or(0).max(heading(&column.heading)))
            .collect()
    };
    let mut widths = with(length);
    if total(&widths) > width {
        widths = with(|heading| heading.split_whitespace().map(length).max().unwrap_or(0));
    }
    while total(&widths) > width {
        let texts = (0..widths.len()).filter(|&index| !table.columns[index].format.is_numeric());
        let widest = texts.max_by_key(|&index| widths[index]);
        let Some(widest) = widest.filter(|&index| widths[index] > NARROWEST) else { break };
        widths[widest] -= 1;
    }
    widths
}

fn length(text: &str) -> usize {
    text.chars().count()
}

fn aligned(cells: &[String], widths: &[usize], columns: &[Column]) -> Vec<String> {
    let wrapped: Vec<Vec<String>> = widths
        .iter()
        .enumerate()
        .map(|(index, &width)| wrapped(cells.get(index).map_or("", String::as_str), width.max(1)))
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0).max(1);
    (0..height).map(|at| line(&wrapped, at, widths, columns)).collect()
}

/// Headings stand right above their columns.
fn aligned_at_the_foot(cells: &[String], widths: &[usize], columns: &[Column]) -> Vec<String> {
    let mut wrapped: Vec<Vec<String>> =
        cells.iter().zip(widths).map(|(cell, &width)| wrapped(cell, width.max(1))).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for lines in &mut wrapped {
        let above = vec![String::new(); height - lines.len()];
        lines.splice(0..0, above);
    }
    (0..height).map(|at| line(&wrapped, at, widths, columns)).collect()
}

fn line(wrapped: &[Vec<String>], at: usize, widths: &[usize], columns: &[Column]) -> String {
    let padded = widths.iter().enumerate().map(|(index, &width)| {
        let cell = wrapped[index].get(at).map_or("", String::as_str);
        let space = " ".repeat(width.saturating_sub(length(cell)));
        let is_right = columns[index].format.is_numeric();
        if is_right { format!("{space}{cell}") } else { format!("{cell}{space}") }
    });
    padded.collect::<Vec<_>>().join(&" ".repeat(GAP)).trim_end().to_owned()
}

/// The lines of a text wrapped at spaces; a word longer than a line is broken.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut at = width;
    for word in text.split(' ').map(str::trim).filter(|word| !word.is_empty()) {
        let letters: Vec<char> = word.chars().filter(|c| !c.is_control()).collect();
        for (index, piece) in letters.chunks(width).enumerate() {
            let fits = index == 0 && at + 1 + piece.len() <= width;
            match lines.last_mut() {
                Some(line) if fits => {
                    line.push(' ');
                    at += 1;
                    line.extend(piece);
                }
                _ => {
                    lines.push(piece.iter().collect());
                    at = 0;
                }
            }
            at += piece.len();
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{table, wrapped};
    use crate::{Column, Exact, Format, Language, Row, Table, Value};

    fn example() -> Table {
        let row = |name: &str, number: u64| vec![name.into(), Value::from(number)];
        Table {
            title: "Pladser".into(),
            columns: vec![
                Column::text("Kommune"),
                Column::summed("Pladser i alt i år", Format::Number(0)),
            ],
            rows: vec![
                Row::group("Sjælland"),
                Row::body(row("Guldborgsund og Lolland", 1779)),
                Row::total(row("I alt", 1779)),
            ],
            note: None,
        }
    }

    #[test]
    fn numbers_stand_to_the_right_under_their_heading() {
        insta::assert_snapshot!(table(&example(), Language::Danish, 80), @r"
        Pladser
        ───────────────────────────────────────────
        Kommune                  Pladser i alt i år
        ───────────────────────────────────────────
        Sjælland
        Guldborgsund og Lolland               1.779
        ───────────────────────────────────────────
        I alt                                 1.779
        ");
    }

    #[test]
    fn a_narrow_window_wraps_headings_and_texts_but_no_number() {
        insta::assert_snapshot!(table(&example(), Language::Danish, 22), @r"
        Pladser
        ──────────────────────
                       Pladser
                       i alt i
        Kommune             år
        ──────────────────────
        Sjælland
        Guldborgsund     1.779
        og Lolland
        ──────────────────────
        I alt            1.779
        ");
    }

    #[test]
    fn a_word_longer_than_the_line_is_broken_and_no_space_that_groups_digits_is() {
        assert_eq!(wrapped("speciallæge 12\u{a0}%", 5), ["speci", "allæg", "e", "12\u{a0}%"]);
        assert!(wrapped("  ", 5).is_empty());
    }

    #[test]
    fn a_table_without_columns_or_rows_is_drawn_too() {
        assert_eq!(table(&Table::default(), Language::Danish, 0), "\n\n");
        let odd = Table { rows: vec![Row::body(vec![Exact::from(1).into()])], ..example() };
        assert!(table(&odd, Language::English, 0).contains('1'));
    }
}
