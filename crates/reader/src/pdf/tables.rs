//! Cells with their text into tables.

use raadslag_document::{Span, Table};

use super::grid::Grid;
use super::marker;
use super::rows::{Row, rows};
use super::sheet::Run;
use super::text::joined;

/// Cells wider than this many characters hold running text: their lines are broken between words.
const RUNNING: f32 = 20.0;

/// A cell before the empty rows and columns are left out.
#[derive(Debug, Clone, Default)]
struct Draft {
    text: String,
    bold: bool,
    rows: usize,
    columns: usize,
}

/// The table of a grid and the runs inside it; the runs themselves where they make no table.
pub(super) fn ruled(grid: &Grid, runs: Vec<Run>) -> Result<Table, Vec<Run>> {
    let width = grid.columns();
    let mut cells: Vec<Vec<Run>> = vec![Vec::new(); width * grid.rows()];
    let filled = |cells: &[Vec<Run>]| {
        let of = |part: fn(usize, usize) -> usize| {
            let full = cells.iter().enumerate().filter(|(_, runs)| !runs.is_empty());
            full.map(|(cell, _)| part(cell, width)).collect::<std::collections::BTreeSet<_>>()
        };
        (of(|cell, width| cell / width).len(), of(|cell, width| cell % width).len())
    };
    for run in runs {
        // Every run given lies inside the grid.
        cells[grid.cell(&run).unwrap_or(0)].push(run);
    }
    let (rows, columns) = filled(&cells);
    if rows < grid.rows().min(2) || columns < 2 {
        return Err(cells.into_iter().flatten().collect());
    }
    let drafts = cells
        .into_iter()
        .enumerate()
        .map(|(cell, runs)| {
            let (rows, columns) = grid.reach(cell);
            let bold = !runs.is_empty() && runs.iter().all(|run| run.face.bold);
            let text = cell_text(&self::rows(runs), grid.sides(cell));
            Draft { text, bold, rows, columns }
        })
        .collect::<Vec<Draft>>();
    Ok(table(&drafts, width))
}

/// The table of cells parted by their places only.
pub(super) fn aligned(cells: Vec<Vec<Vec<Row>>>) -> Table {
    let width = cells.first().map_or(0, Vec::len);
    let draft = |lines: Vec<Row>| {
        let bold =
            !lines.is_empty() && lines.iter().all(|row| row.runs.iter().all(|run| run.face.bold));
        Draft { text: cell_text(&lines, (0.0, 0.0)), bold, rows: 1, columns: 1 }
    };
    table(&cells.into_iter().flatten().map(draft).collect::<Vec<Draft>>(), width)
}

/// The lines of a cell. Where a line break may be inside a word it stays, for those to join who
/// know words; where the next word plainly did not fit it is a space.
fn cell_text(lines: &[Row], sides: (f32, f32)) -> String {
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            let before = &lines[index - 1];
            text.push(if is_wrapped(before, line, &text, sides) { ' ' } else { '\n' });
        }
        text.push_str(&joined(&line.runs).text);
    }
    text
}

/// Whether a line was surely broken between two words: a cell wide enough for running text had no
/// room for the next word. Both sides of a cell are taken to have the same margin.
fn is_wrapped(before: &Row, line: &Row, text: &str, (left, right): (f32, f32)) -> bool {
    let size = before.size;
    let Some(first) = line.runs.first() else { return false };
    let starts_entry = first.bullet || marker::is_marker(&first.text);
    let margin = before.x0().min(line.x0()) - left;
    let room = right - margin - before.x1();
    right - left > RUNNING * 0.5 * size
        && !text.ends_with('-')
        && !starts_entry
        && before.runs.len() > 1
        && line.base - before.base < 1.5 * size
        && first.x1 - first.x0 > room
}

/// A table of drafts: header rows apart, empty rows and columns left out.
fn table(drafts: &[Draft], width: usize) -> Table {
    let height = drafts.len() / width.max(1);
    let full = |cell: usize| !drafts[cell].text.is_empty();
    let rows: Vec<usize> =
        (0..height).filter(|r| (0..width).any(|c| full(r * width + c))).collect();
    let columns: Vec<usize> =
        (0..width).filter(|c| (0..height).any(|r| full(r * width + c))).collect();
    let mut spans = Vec::new();
    for (r, &row) in rows.iter().enumerate() {
        for (c, &column) in columns.iter().enumerate() {
            let draft = &drafts[row * width + column];
            let covered = |places: &[usize], from: usize, reach: usize| {
                places.iter().filter(|&&at| (from..from + reach).contains(&at)).count()
            };
            let reach = (covered(&rows, row, draft.rows), covered(&columns, column, draft.columns));
            if full(row * width + column) && (reach.0 > 1 || reach.1 > 1) {
                spans.push(Span {
                    row: number(r),
                    column: number(c),
                    rows: number(reach.0),
                    columns: number(reach.1),
                });
            }
        }
    }
    let header = header_rows(drafts, width, &rows, &spans, columns.len());
    let mut grid: Vec<Vec<String>> = rows
        .iter()
        .map(|row| columns.iter().map(|c| drafts[row * width + c].text.clone()).collect())
        .collect();
    let body = grid.split_off(header);
    Table { caption: None, header: grid, rows: body, spans }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// How many rows at the top head the columns: bold ones above others, and rows of cells that each
/// head several columns, with the row below that names the columns.
fn header_rows(
    drafts: &[Draft],
    width: usize,
    rows: &[usize],
    spans: &[Span],
    columns: usize,
) -> usize {
    let is_bold = |row: usize| {
        let mut full = drafts[row * width..(row + 1) * width].iter().filter(|d| !d.text.is_empty());
        full.clone().count() > 0 && full.all(|draft| draft.bold)
    };
    let bold = rows.iter().take_while(|&&row| is_bold(row)).count();
    let groups = |row: usize| {
        spans.iter().any(|span| {
            span.row as usize == row && span.columns > 1 && (span.columns as usize) < columns
        })
    };
    let grouped = (0..rows.len()).take_while(|&row| groups(row)).count();
    let grouped = if grouped == 0 { 0 } else { grouped + 1 };
    // Where all rows are alike, none heads the others.
    [bold, grouped].into_iter().filter(|&count| count < rows.len()).max().unwrap_or(0)
}
