//! Civil registration numbers in tables: below a heading, or beside one.
//!
//! What stands there is one however it is written; a spreadsheet takes away the zero it begins with.

use std::ops::Range;

use raadslag_document::{Block, Item, Spot, Table};

use super::cpr::{has_check_figure, is_day, names_a_person, names_another, numbers};
use super::pattern;
use crate::Level;
use crate::page::{Passage, Role};

pattern!(HEADING, r"(?i)cpr|\bperson[-_ ]?(?:nr|num[mr]|id\b)|^\W*pnr\b");

/// Longest heading, in bytes.
const LONGEST: usize = 60;
/// What parts columns, the surest first.
const SEPARATORS: [char; 4] = ['\t', ';', '|', ','];

/// The numbers of a cell, where a table says what is in it: its heading, or a name in its row.
pub(super) fn cells(item: &Item, passage: &Passage<'_>) -> Option<Vec<(Range<usize>, Level)>> {
    if passage.role != Role::Cell {
        return None;
    }
    let bare: Vec<Range<usize>> = bare_numbers(passage.text).collect();
    let Spot::Field { field, block, text } = passage.spot else { return None };
    if bare.is_empty() {
        return None;
    }
    let block = item.fields.get(field as usize)?.blocks.get(block as usize)?;
    let (table, row, column) = cell_at(block, &mut (text as usize))?;
    let level = if is_headed(table, row, column) {
        Level::Error
    } else if above(table, row, column).any(names_another) {
        let certain = numbers(passage.text).into_iter().filter(|(_, level)| *level == Level::Error);
        return Some(certain.collect());
    } else if bare.iter().all(|range| is_checked(&passage.text[range.clone()]))
        && rows(table).nth(row)?.iter().any(|cell| names_a_person(cell))
    {
        Level::Warning
    } else {
        return None;
    };
    Some(bare.into_iter().map(|range| (range, level)).collect())
}

/// Where numbers stand below a heading in lines with columns: a table as plain text.
pub(super) fn of_line(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.contains('\n') || !HEADING.is_match(text) {
        return found;
    }
    let mut head: Option<Head> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(new) = Head::of(line) {
            head = Some(new);
        } else if let Some(head) = &head {
            for cell in head.cells(line) {
                let numbers = bare_numbers(&line[cell.clone()]);
                let from = start + cell.start;
                found.extend(numbers.map(|at| from + at.start..from + at.end));
            }
        }
        start += line.len();
    }
    found
}

/// A line that heads columns.
struct Head {
    separator: Option<char>,
    columns: Vec<usize>,
}

impl Head {
    fn of(line: &str) -> Option<Self> {
        if !HEADING.is_match(line) {
            return None;
        }
        let separator = SEPARATORS.into_iter().find(|separator| line.contains(*separator));
        let cells = split(line, separator).into_iter().enumerate();
        let columns: Vec<usize> =
            cells.filter(|(_, cell)| is_heading(&line[cell.clone()])).map(|(at, _)| at).collect();
        (!columns.is_empty()).then_some(Self { separator, columns })
    }

    /// The cells of a line below these columns.
    fn cells(&self, line: &str) -> impl Iterator<Item = Range<usize>> {
        let cells = split(line, self.separator);
        self.columns.iter().filter_map(move |column| cells.get(*column).cloned())
    }
}

/// The cells of a line; what stands in quotation marks is one.
fn split(line: &str, separator: Option<char>) -> Vec<Range<usize>> {
    let (mut cells, mut start, mut quoted) = (Vec::new(), 0, false);
    for (at, c) in line.char_indices() {
        quoted ^= c == '"';
        if !quoted && Some(c) == separator {
            cells.push(start..at);
            start = at + c.len_utf8();
        }
    }
    cells.push(start..line.len());
    cells
}

fn is_heading(text: &str) -> bool {
    text.len() <= LONGEST && !text.contains(|c: char| c.is_ascii_digit()) && HEADING.is_match(text)
}

/// The lines of a cell that are a number and nothing else.
fn bare_numbers(cell: &str) -> impl Iterator<Item = Range<usize>> {
    let lines = cell.split('\n').scan(0, |from, line| {
        let at = *from;
        *from += line.len() + 1;
        Some((at, line))
    });
    lines.filter_map(|(at, line)| {
        let bare = line.trim_matches(|c: char| c.is_whitespace() || "\"'=".contains(c));
        let start = at + line.find(bare)?;
        is_number(bare).then_some(start..start + bare.len())
    })
}

fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || " \u{a0}-‐‑–.".contains(c))
        && digits(text).is_some_and(|digits| is_day(&digits))
}

fn is_checked(text: &str) -> bool {
    text.len() == 10 && digits(text).is_some_and(|digits| has_check_figure(&digits))
}

/// Its ten figures.
fn digits(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (9..=10).contains(&digits.len()).then(|| format!("{digits:0>10}"))
}

fn is_headed(table: &Table, row: usize, column: usize) -> bool {
    let beside = column.checked_sub(1).and_then(|beside| rows(table).nth(row)?.get(beside));
    above(table, row, column).chain(beside.map(String::as_str)).any(is_heading)
}

/// The cells above one.
fn above(table: &Table, row: usize, column: usize) -> impl Iterator<Item = &str> {
    rows(table).take(row).filter_map(move |cells| cells.get(column).map(String::as_str))
}

fn rows(table: &Table) -> impl Iterator<Item = &Vec<String>> {
    table.header.iter().chain(&table.rows)
}

/// The table, row and column of the text that stands so far behind in the order of [`Block::texts`].
fn cell_at<'b>(block: &'b Block, behind: &mut usize) -> Option<(&'b Table, usize, usize)> {
    match block {
        Block::Paragraph { .. } | Block::Heading { .. } => *behind = behind.checked_sub(1)?,
        Block::List(list) => {
            for item in &list.items {
                *behind = behind.checked_sub(1)?;
                let found = item.blocks.iter().find_map(|block| cell_at(block, behind));
                if found.is_some() {
                    return found;
                }
            }
        }
        Block::Table(table) => {
            *behind = behind.checked_sub(usize::from(table.caption.is_some()))?;
            for (row, cells) in rows(table).enumerate() {
                if *behind < cells.len() {
                    return Some((table, row, *behind));
                }
                *behind -= cells.len();
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use raadslag_document::{Block, Document, Field, FieldName, Item, List, ListItem, Section};

    use super::super::testing::report;
    use super::*;
    use crate::Register;

    fn quoted(text: &str) -> Vec<&str> {
        numbers(text).into_iter().map(|(range, _)| &text[range]).collect()
    }

    #[test]
    fn a_column_of_plain_text_says_what_its_numbers_are() {
        assert_eq!(quoted("navn;cpr\nOle;0101901234\nBo;101901235"), ["0101901234", "101901235"]);
        assert_eq!(
            quoted("\"Hansen, Ole\",x\nnavn,CPR_NR\n\"Hansen, Ole\",\"0101901234\"\n"),
            ["0101901234"]
        );
        assert_eq!(quoted("Personnummer\r\n010190 1234\r\n"), ["010190 1234"]);
        assert_eq!(quoted("| Navn | CPR-nr. |\n|---|---|\n| Ole | 0101901234 |"), ["0101901234"]);
        assert_eq!(quoted("cpr\tkonto\n010190-1234\t0101901234"), ["010190-1234"]);
        assert_eq!(quoted("konto;navn\n0101901234;Ole"), [""; 0]);
    }

    fn found(header: &[&str], rows: &[&[&str]]) -> Vec<(Level, String)> {
        let row = |cells: &&[&str]| cells.iter().map(|&cell| cell.to_owned()).collect();
        let table = Table {
            caption: Some("Tabel 1".to_owned()),
            header: vec![row(&header)],
            rows: rows.iter().map(row).collect(),
            ..Table::default()
        };
        let blocks = vec![Block::paragraph("Før"), Block::Table(table)];
        let list = List {
            items: vec![ListItem { blocks, ..ListItem::from("Se her") }],
            ..List::default()
        };
        let field =
            Field { name: FieldName::Other, heading: None, blocks: vec![Block::List(list)] };
        let item = Item { fields: vec![field], ..Item::default() };
        let sections = vec![Section { items: vec![item], ..Section::default() }];
        let report = report(&Document { sections, ..Document::default() }, &Register::default());
        let own = report.findings.into_iter().filter(|one| one.code == crate::Code::Cpr);
        own.map(|one| (one.level, one.at.text)).collect()
    }

    #[test]
    fn the_heading_of_a_column_or_a_row_says_what_its_numbers_are() {
        let error = |text: &str| (Level::Error, text.to_owned());
        let rows: &[&[&str]] = &[&["Ole", "0101901234"], &["Bo", "020290-1234"]];
        assert_eq!(found(&["Navn", "CPR-nr."], rows), [error("0101901234"), error("020290-1234")]);
        assert_eq!(found(&["Sag", "x"], &[&["CPR-nr.", "0101901234"]]), [error("0101901234")]);
        assert_eq!(found(&["Navn", "EAN"], &[&["Ole", "0101901234"]]), []);
        assert_eq!(found(&["Hvad", "Sagsnr."], &[&["Plan", "010622-0570"]]), []);
        assert_eq!(
            found(&["Hvad", "Sagsnr."], &[&["Plan", "070761-4285"]]),
            [error("070761-4285")]
        );
        let doubted = [(Level::Warning, "0707614285".to_owned())];
        assert_eq!(found(&["Hvem", "Tal"], &[&["Anders Andersen", "0707614285"]]), doubted);
        assert_eq!(found(&["Hvem", "Tal"], &[&["Region Sjælland", "0707614285"]]), []);
    }
}
