//! Tables that a text sets with spaces: lines of the same number of cells, with a column of numbers.

use std::ops::Range;

use raadslag_document::Table;

use crate::flow::{Gap, Line, Role, Wrap};
use crate::pattern::regex;

/// So few rows may stand below each other by chance.
const FEWEST: usize = 3;

/// The first table from a line on.
pub(super) fn next(lines: &[&Line], from: usize) -> Option<(Range<usize>, Table)> {
    let mut start = from;
    while start < lines.len() {
        let width = cells(lines[start]).len();
        if width < 2 {
            start += 1;
            continue;
        }
        let goes_on = |line: &&&Line| line.gap == Gap::Line && cells(line).len() == width;
        let end = start + 1 + lines[start + 1..].iter().take_while(goes_on).count();
        let rows: Vec<Vec<&str>> = lines[start..end].iter().map(|line| cells(line)).collect();
        // Above the row of names there may be another line of as many words.
        for above in 0..HEADINGS.min(rows.len()) {
            if let Some(mut table) = of_rows(&rows[above..]) {
                let first = start + above;
                let names = first.checked_sub(1).filter(|names| *names >= from);
                let names = names.map(|names| cells(lines[names])).filter(|names| {
                    table.header.is_empty() && names.len() + 1 == width && width > 2
                });
                let named = usize::from(names.is_some());
                table
                    .header
                    .extend(names.map(|names| {
                        std::iter::once("").chain(names).map(str::to_owned).collect()
                    }));
                return Some((first - named..end, table));
            }
        }
        start = end;
    }
    None
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
    let numbers = |column: usize| rows[1..].iter().all(|row| is_number(row[column]));
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
fn is_number(cell: &str) -> bool {
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
        let found = next(&lines, 0).map(|(_, table)| (table.header.len(), table.rows.len()));
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_of_cells_with_numbers_are_a_table() {
        check(
            &["Elever:", "År     Elever   Klasser", "2026   410      18", "2027   455      20"],
            Some((1, 2)),
        );
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
