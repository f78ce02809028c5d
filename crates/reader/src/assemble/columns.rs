//! Tables that a text sets with spaces: lines of the same number of cells, with a column of numbers.

use std::ops::Range;

use raadslag_document::Table;

use crate::flow::{Gap, Line, Role, Wrap};
use crate::pattern::regex;

/// So few rows may stand below each other by chance.
const FEWEST: usize = 3;

/// A table found.
pub(super) struct Found {
    /// Which lines it takes.
    pub(super) lines: Range<usize>,
    pub(super) table: Table,
    /// Its header where it is printed again on the next page.
    pub(super) repeated: Option<String>,
}

/// The first table from a line on.
pub(super) fn next(lines: &[&Line], from: usize) -> Option<Found> {
    let mut start = from;
    while start < lines.len() {
        let width = cells(lines[start]).len();
        if width < 2 {
            start += 1;
            continue;
        }
        let goes_on = |line: &&&Line| line.gap != Gap::Paragraph && of_width(line, width).is_some();
        let end = start + 1 + lines[start + 1..].iter().take_while(goes_on).count();
        let rows: Vec<Vec<&str>> =
            lines[start..end].iter().filter_map(|line| of_width(line, width)).collect();
        // Above the row of names there may be another line of as many words.
        for above in 0..HEADINGS.min(rows.len()) {
            if let Some(table) = of_rows(&rows[above..]) {
                return Some(with_names(table, lines, from, start + above..end));
            }
        }
        start = end;
    }
    None
}

/// A table whose header is the line above it, with a name for every column but the first, or comes
/// again below a page break.
fn with_names(mut table: Table, lines: &[&Line], from: usize, mut taken: Range<usize>) -> Found {
    let width = table.rows.first().map_or(0, Vec::len);
    if table.header.is_empty() && width > 2 && taken.start > from {
        let names = cells(lines[taken.start - 1]);
        if names.len() + 1 == width {
            let named = std::iter::once("").chain(names).map(str::to_owned).collect();
            table.header.push(named);
            taken.start -= 1;
        }
    }
    let again = |row: &Vec<String>| table.header.contains(row);
    let repeated: Vec<String> =
        table.rows.iter().filter(|row| again(row)).map(|row| row.join(" ")).collect();
    let rows = std::mem::take(&mut table.rows);
    table.rows = rows.into_iter().filter(|row| !again(row)).collect();
    let repeated = Some(repeated.join(" ")).filter(|text| !text.is_empty());
    Found { lines: taken, table, repeated }
}

/// The cells of a line, if it has so many: where a long first cell left but one space, its number is
/// the next cell.
fn of_width(line: &Line, width: usize) -> Option<Vec<&str>> {
    let mut cells = cells(line);
    if cells.len() + 1 == width && width > 2 {
        let parted = |cell: &str| {
            let (name, number) = cell.rsplit_once(' ')?;
            let named = name.contains(char::is_alphabetic) && is_number(number);
            named.then_some(name.len())
        };
        let cut = cells.iter().enumerate().filter_map(|(at, cell)| Some((at, parted(cell)?)));
        let cut: Vec<(usize, usize)> = cut.collect();
        if let [(at, cut)] = cut[..] {
            let (name, number) = (&cells[at][..cut], &cells[at][cut + 1..]);
            cells.splice(at..=at, [name, number]);
        }
    }
    (cells.len() == width).then_some(cells)
}

/// How many lines above a table may look like its rows.
const HEADINGS: usize = 3;

fn cells(line: &Line) -> Vec<&str> {
    let set = line.wrap == Wrap::Physical && matches!(line.role, Role::Text);
    if !set || !line.text.contains("  ") {
        return Vec::new();
    }
    regex!(r"\s{2,}").split(line.text.trim()).collect()
}

fn of_rows(rows: &[Vec<&str>]) -> Option<Table> {
    let width = rows.first()?.len();
    // A header may come again on the next page.
    let numbers = |column: usize| {
        rows[1..].iter().filter(|row| **row != rows[0]).all(|row| is_number(row[column]))
    };
    if rows.len() < FEWEST || !(1..width).any(numbers) {
        return None;
    }
    let years = rows[0][1..].iter().all(|cell| regex!(r"^(?:19|20)\d\d$").is_match(cell));
    let named = !rows[0][1..].iter().any(|cell| is_number(cell))
        || (years && !is_number(rows[0][0]))
        || !is_number(rows[0][0]) && is_number(rows[1][0]);
    let owned = |row: &Vec<&str>| row.iter().map(|cell| (*cell).to_owned()).collect();
    let (header, body) = rows.split_at(usize::from(named));
    Some(Table {
        header: header.iter().map(owned).collect(),
        rows: body.iter().map(owned).collect(),
        ..Table::default()
    })
}

/// "1.780", "12,5 pct.", "-3", "400 kr."
pub(super) fn is_number(cell: &str) -> bool {
    regex!(r"^[-–+]?\s?\d[\d.,]*\s?(?:%|pct\.?|kr\.?|mio\.?|mia\.?|t\.?kr\.?)?$|^[-–]$")
        .is_match(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], expected: Option<(usize, usize)>) {
        let lines: Vec<Line> = lines
            .iter()
            .map(|text| Line { wrap: Wrap::Physical, gap: Gap::Line, ..Line::whole(*text) })
            .collect();
        let lines: Vec<&Line> = lines.iter().collect();
        let found = next(&lines, 0);
        let found = found.map(|found| (found.table.header.len(), found.table.rows.len()));
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_of_cells_with_numbers_are_a_table() {
        check(
            &["Elever:", "År     Elever   Klasser", "2026   410      18", "2027   455      20"],
            Some((1, 2)),
        );
        check(&["Skole   2026    2027", "Nord    41      18", "Sydby 45        20"], Some((1, 2)));
        check(&["By  Km  Kr.", "Ry  1   2", "Bo  3   4", "By  Km  Kr.", "Aa  5   6"], Some((1, 3)));
        check(&["Skole   2026    2027", "Nord    41      18", "Syd     45      20"], Some((1, 2)));
        check(
            &["Elever:", "2026    2027", "Skole   410    18", "Hal     455    20", "Bus  1   2"],
            Some((1, 3)),
        );
        check(&["Vej      400 kr.", "Sti      1.200 kr.", "Bro      12 kr."], Some((0, 3)));
    }

    #[test]
    fn words_with_wide_spaces_are_none() {
        check(&["Der  er", "et  ord", "i  hver"], None);
        check(&["Vej      400 kr.", "Sti      1.200 kr."], None);
    }
}
