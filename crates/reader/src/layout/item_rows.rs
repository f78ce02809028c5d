//! Agendas as a table: a row for each item, the number and the title in one cell or two, what was
//! said and decided in others.

use raadslag_document::{Furniture, Table};

use super::heading::{FieldKind, part_kind};
use super::is_title_like;
use crate::flow::{At, Gap, Line, Part};
use crate::pattern::regex;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Number,
    Title,
    Decision,
    Text,
}

/// The lines of such a table, and the names of its columns as furniture.
pub(super) fn read(table: &Table, at: At) -> Option<Vec<Part>> {
    let rows: Vec<&Vec<String>> = table.header.iter().chain(&table.rows).collect();
    let (names, rows) = rows.split_first()?;
    let columns = columns(names)?;
    let items: Option<Vec<Vec<Line>>> = rows.iter().map(|row| item(&columns, row, at)).collect();
    let items = items.filter(|items| !items.is_empty())?;
    let names = names.iter().filter(|name| !name.trim().is_empty());
    let label =
        |text: &String| Furniture { name: "label".into(), text: text.clone(), page: at.page };
    let labels = names.map(|name| Part::Furniture(label(name)));
    Some(labels.chain(items.into_iter().flatten().map(Part::Line)).collect())
}

/// The columns by their names: one has titles, and one has decisions.
fn columns(names: &[String]) -> Option<Vec<Column>> {
    let mut columns: Vec<Column> = names.iter().map(|name| column(name)).collect();
    let titles = columns.iter().filter(|column| **column == Column::Title).count();
    let number = columns.iter().position(|column| *column == Column::Title);
    if titles == 2 && number == Some(0) {
        // "Punkt | Emne": the first counts.
        columns[0] = Column::Number;
    } else if titles != 1 {
        return None;
    }
    columns.contains(&Column::Decision).then_some(columns)
}

fn column(name: &str) -> Column {
    let name = name.trim().trim_end_matches(':').to_lowercase();
    let is_decision = |word: &str| part_kind(word.trim()) == Some(FieldKind::Decision);
    match name.as_str() {
        "nr." | "nr" | "pkt." | "pkt" | "punkt nr." => Column::Number,
        "punkt" | "emne" | "titel" | "sag" | "dagsordenspunkt" | "overskrift" => Column::Title,
        name if name.split(['/', '&']).any(is_decision) => Column::Decision,
        _ => Column::Text,
    }
}

/// A row as the lines of an item: its header, its text, its decision.
fn item(columns: &[Column], row: &[String], at: At) -> Option<Vec<Line>> {
    let cells = |column: Column| {
        columns.iter().zip(row).filter(move |(c, _)| **c == column).map(|(_, cell)| cell.trim())
    };
    let lines = |text: &str| -> Vec<Line> {
        let line = |text: String| Line { at, gap: Gap::Paragraph, ..Line::whole(text) };
        sentences(text).into_iter().map(line).collect()
    };
    let title = cells(Column::Title).next()?;
    let (title, more) = title.split_once('\n').unwrap_or((title, ""));
    let number = cells(Column::Number).next().unwrap_or_default();
    let is_number = regex!(r"^\d{1,4}[a-z]?[.:]?$");
    let header = if is_number.is_match(number) && is_title_like(title) {
        format!("{}. {title}", number.trim_end_matches(['.', ':']))
    } else if number.is_empty() && regex!(r"^\d{1,4}[a-z]?\.\s*\p{Lu}").is_match(title) {
        title.to_owned()
    } else {
        return None;
    };
    let bold = |text: &str| Line { at, bold: true, ..Line::whole(text) };
    let mut item = vec![bold(&header)];
    item.extend(lines(more));
    cells(Column::Text).for_each(|cell| item.extend(lines(cell)));
    for decision in cells(Column::Decision).filter(|cell| !cell.is_empty()) {
        item.push(bold("Beslutning"));
        item.extend(lines(decision));
    }
    Some(item)
}

/// The lines of a cell; what begins with a small letter goes on with the line before.
fn sentences(cell: &str) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    for text in cell.lines().map(str::trim).filter(|text| !text.is_empty()) {
        match sentences.last_mut() {
            Some(last) if text.starts_with(char::is_lowercase) && !last.ends_with([':', ',']) => {
                last.push(' ');
                last.push_str(text);
            }
            _ => sentences.push(text.to_owned()),
        }
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(rows: &[&[&str]]) -> Option<Vec<String>> {
        let rows = rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        let parts = read(&Table { rows, ..Table::default() }, At::default())?;
        let lines = parts.iter().filter_map(crate::layout::line);
        Some(lines.map(|line| line.text.clone()).collect())
    }

    #[test]
    fn a_row_is_an_item() {
        let rows: [&[&str]; 3] = [
            &["Punkt", "Indhold", "Referat/beslutning"],
            &["1. Budget", "Anna fortæller.", "Vedtaget."],
            &["2. Eventuelt", "", ""],
        ];
        let expected = ["1. Budget", "Anna fortæller.", "Beslutning", "Vedtaget.", "2. Eventuelt"];
        assert_eq!(texts(&rows).unwrap(), expected);
        let rows: [&[&str]; 2] = [&["Nr.", "Punkt", "Beslutning"], &["1", "Budget", "Udsat."]];
        assert_eq!(texts(&rows).unwrap(), ["1. Budget", "Beslutning", "Udsat."]);
    }

    #[test]
    fn other_tables_stay() {
        assert_eq!(texts(&[&["Emne", "Beslutning"], &["Vejen", "Bygges"]]), None);
        assert_eq!(texts(&[&["Punkt", "Pris"], &["1. Vej", "7"]]), None);
    }
}
