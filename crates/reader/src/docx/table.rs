//! Tables of a document in the making.

use raadslag_document::{Furniture, MarkKind};

use crate::flow::{At, Line, Part, Role};
use crate::html::grid::{self, Row, Spanning};

/// A table whose end has not come.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<OpenRow>,
}

#[derive(Debug, Default)]
struct OpenRow {
    header: bool,
    before: u32,
    cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Default)]
pub(super) struct Cell {
    /// What stands in it.
    pub(super) parts: Vec<Part>,
    /// Columns covered.
    pub(super) columns: u32,
    /// Whether it goes on with the cell above.
    pub(super) continues: bool,
}

impl Table {
    /// A row begins.
    pub(super) fn open_row(&mut self) {
        self.rows.push(OpenRow::default());
    }

    /// A cell begins.
    pub(super) fn open_cell(&mut self) {
        if self.rows.is_empty() {
            self.open_row();
        }
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(Cell { columns: 1, ..Cell::default() });
        }
    }

    /// The cell last begun.
    pub(super) fn cell(&mut self) -> Option<&mut Cell> {
        self.rows.last_mut()?.cells.last_mut()
    }

    /// The row last begun is a header.
    pub(super) fn header(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.header = true;
        }
    }

    /// Columns left out before the first cell of the row.
    pub(super) fn before(&mut self, columns: u32) {
        if let Some(row) = self.rows.last_mut() {
            row.before = columns;
        }
    }

    /// The finished table, or what stands in it where it only sets out the page.
    pub(super) fn finish(self, at: At) -> Vec<Part> {
        if self.is_layout() {
            let cells = self.rows.into_iter().flat_map(|row| row.cells);
            return cells.flat_map(|cell| cell.parts).collect();
        }
        let mut beside = Vec::new();
        let rows = self.into_rows(&mut beside);
        let mut parts: Vec<Part> = match grid::table(None, &rows) {
            Some(table) => match grid::labelled_lines(&table) {
                Some(lines) => lines.into_iter().map(|line| whole(line, at)).collect(),
                None => vec![Part::Table { table, at }],
            },
            None => grid::as_lines(&rows).into_iter().map(|line| whole(line, at)).collect(),
        };
        parts.append(&mut beside);
        parts
    }

    /// A frame of one cell, or a table that holds headings or tables.
    fn is_layout(&self) -> bool {
        let mut cells = self.rows.iter().flat_map(|row| &row.cells);
        let holds = |part: &Part| match part {
            Part::Line(line) => matches!(line.role, Role::Heading(_)),
            Part::Table { .. } => true,
            Part::Furniture(_) => false,
        };
        cells.clone().any(|cell| cell.parts.iter().any(holds)) || cells.nth(1).is_none()
    }

    fn into_rows(self, beside: &mut Vec<Part>) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        // For each column the row and cell that a cell below may go on with.
        let mut above: Vec<Option<(usize, usize)>> = Vec::new();
        let heads = self.rows.len() > 1 && self.rows.first().is_some_and(is_bold);
        for (at, row) in self.rows.into_iter().enumerate() {
            let mut built = Row { header: row.header || at == 0 && heads, cells: Vec::new() };
            let mut column = row.before.min(200) as usize;
            if column > 0 {
                built.cells.push(Spanning { columns: row.before, rows: 1, ..Spanning::default() });
            }
            for cell in row.cells {
                let columns = cell.columns.clamp(1, 200);
                let end = column + columns as usize;
                above.resize(above.len().max(end), None);
                let text = text_of(cell.parts, beside);
                if let Some((row, cell)) = above[column].filter(|_| cell.continues) {
                    let first: &mut Spanning = &mut rows[row].cells[cell];
                    first.rows = u32::try_from(at - row + 1).unwrap_or(u32::MAX);
                    append(&mut first.text, &text);
                } else {
                    above[column..end].fill(Some((at, built.cells.len())));
                    built.cells.push(Spanning { text, columns, rows: 1 });
                }
                column = end;
            }
            rows.push(built);
        }
        rows
    }
}

fn is_bold(row: &OpenRow) -> bool {
    let mut parts = row.cells.iter().flat_map(|cell| &cell.parts).peekable();
    parts.peek().is_some() && parts.all(|part| matches!(part, Part::Line(line) if line.bold))
}

fn whole(text: String, at: At) -> Part {
    Part::Line(Line { at, ..Line::whole(text) })
}

fn append(text: &mut String, more: &str) {
    if !text.is_empty() && !more.is_empty() {
        text.push('\n');
    }
    text.push_str(more);
}

/// The text of a cell; where its links lead, and what is no text, goes beside the table.
fn text_of(parts: Vec<Part>, beside: &mut Vec<Part>) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Line(line) => {
                append(&mut text, &labelled(&line));
                for mark in line.marks {
                    if let MarkKind::Link { url } = mark.kind {
                        let name = "link_target".to_owned();
                        beside.push(Part::Furniture(Furniture { name, text: url, page: None }));
                    }
                }
            }
            other => beside.push(other),
        }
    }
    text
}

fn labelled(line: &Line) -> String {
    match line.role {
        Role::Entry { number: Some(number), .. } => format!("{number}. {}", line.text),
        _ => line.text.clone(),
    }
}
