//! Tables that go on over pages.

use raadslag_document::{Furniture, Span, Table};

use super::grid::same_columns;
use super::page::{Cells, Page, Piece};

/// Joins a table at the end of a page with one of the same columns at the top of the next. A head
/// that comes again there is furniture of that page.
pub(super) fn join(pages: &mut [Page], furniture: &mut [Vec<Furniture>]) {
    for index in (1..pages.len()).rev() {
        let (before, after) = pages.split_at_mut(index);
        let (Some(page), Some(next)) = (before.last_mut(), after.first_mut()) else { continue };
        let (Some(Piece::Table(cells)), Some(Piece::Table(more))) =
            (page.pieces.last_mut(), next.pieces.first())
        else {
            continue;
        };
        if !goes_on(cells, more) {
            continue;
        }
        let head: Vec<String> = more.table.header.iter().flatten().cloned().collect();
        let number = next.number;
        if let Piece::Table(more) = next.pieces.remove(0) {
            append(cells, more);
        }
        let repeated = head.into_iter().filter(|text| !text.is_empty()).map(|text| Furniture {
            name: "page_header".to_owned(),
            text,
            page: Some(number),
        });
        furniture[index].extend(repeated);
    }
}

/// Whether `more` is the rest of a table.
fn goes_on(cells: &Cells, more: &Cells) -> bool {
    let width = |table: &Table| table.header.iter().chain(&table.rows).next().map(Vec::len);
    let head = &more.table.header;
    !cells.xs.is_empty()
        && same_columns(&cells.xs, &more.xs)
        && width(&cells.table) == width(&more.table)
        && (head.is_empty() || *head == cells.table.header)
}

/// Whether a row only goes on in cells of the row above, which the page broke: some of its cells
/// are empty, and the first that is not begins inside a sentence or a word.
fn is_rest(row: &[String]) -> bool {
    let first = row.iter().find(|cell| !cell.is_empty()).and_then(|cell| cell.chars().next());
    row.iter().any(String::is_empty) && first.is_some_and(char::is_lowercase)
}

fn join_rows(row: &mut [String], rest: Vec<String>) {
    for (cell, more) in row.iter_mut().zip(rest).filter(|(_, more)| !more.is_empty()) {
        if !cell.is_empty() {
            cell.push('\n');
        }
        cell.push_str(&more);
    }
}

fn append(cells: &mut Cells, more: Cells) {
    let table = &mut cells.table;
    let head = more.table.header.len();
    let count = more.table.rows.len();
    let mut rows = more.table.rows.into_iter().peekable();
    if let Some(rest) = rows.next_if(|row| is_rest(row))
        && let Some(last) = table.rows.last_mut()
    {
        join_rows(last, rest);
    }
    let taken = head + usize::from(rows.len() < count);
    let above = table.header.len() + table.rows.len();
    let moved = more.table.spans.into_iter().filter(|span| span.row as usize >= taken);
    table.spans.extend(moved.map(|span| {
        let row = span.row as usize - taken + above;
        Span { row: u32::try_from(row).unwrap_or(u32::MAX), ..span }
    }));
    table.rows.extend(rows);
    cells.links.extend(more.links);
}
