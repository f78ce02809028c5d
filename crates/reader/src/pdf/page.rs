//! One page into pieces in reading order: lines and tables.

use raadslag_document::Table;

use super::grid::Grid;
use super::rows::{Row, rows};
use super::shape::{Shape, shapes};
use super::sheet::{LinkArea, Run, Sheet, Turn};
use super::tables;

/// A page in pieces.
pub(super) struct Page {
    /// Its number, from 1.
    pub number: u32,
    /// Upper and lower edge.
    pub edges: (f32, f32),
    /// Distance of its left and right edges.
    pub width: f32,
    /// Lines and tables in reading order.
    pub pieces: Vec<Piece>,
    /// Lines the file marks as part of the page.
    pub marked: Vec<Draft>,
    /// Where links lead.
    pub links: Vec<LinkArea>,
}

impl Page {
    /// The runs of its lines.
    pub(super) fn runs(&self) -> impl Iterator<Item = &Run> {
        self.pieces.iter().flat_map(|piece| match piece {
            Piece::Line(draft) => draft.runs.as_slice(),
            Piece::Table(_) => &[],
        })
    }

    /// Takes the weight off its lines.
    pub(super) fn clear_bold(&mut self) {
        for piece in &mut self.pieces {
            if let Piece::Line(draft) = piece {
                draft.runs.iter_mut().for_each(|run| run.face.bold = false);
            }
        }
    }
}

/// A line or a table.
pub(super) enum Piece {
    /// A line.
    Line(Draft),
    /// A table.
    Table(Cells),
}

/// A table with what its cells cannot carry.
pub(super) struct Cells {
    /// The table.
    pub table: Table,
    /// The lines between its columns, where it is drawn with rules.
    pub xs: Vec<f32>,
    /// Where the links in it lead.
    pub links: Vec<String>,
}

/// A line before it is known how it stands in its document.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Its runs, from left to right.
    pub runs: Vec<Run>,
    /// Baseline.
    pub base: f32,
    /// Size of its largest text.
    pub size: f32,
    /// Left edge.
    pub x0: f32,
    /// Right edge.
    pub x1: f32,
    /// Margins of the column it stands in, where it stands in one.
    pub column: Option<(f32, f32)>,
    /// Lines of one stretch of text share it.
    pub block: u32,
    /// How it is turned.
    pub turn: Turn,
}

impl Draft {
    fn new(row: Row, block: u32, column: Option<(f32, f32)>) -> Self {
        Self {
            base: row.base,
            size: row.size,
            x0: row.x0(),
            x1: row.x1(),
            column,
            block,
            turn: row.runs.first().map_or(Turn::Upright, |run| run.turn),
            runs: row.runs,
        }
    }
}

/// Lays out a page with these grids.
pub(super) fn page(number: u32, sheet: Sheet, grids: &[Grid]) -> Page {
    let (marked, text): (Vec<Run>, Vec<Run>) =
        sheet.runs.into_iter().partition(|run| run.furniture && run.turn == Turn::Upright);
    let (upright, turned): (Vec<Run>, Vec<Run>) =
        text.into_iter().partition(|run| run.turn == Turn::Upright);
    let mut writer = Writer::default();
    let (tables, upright) = ruled_tables(grids, upright, &sheet.links);
    let mut rest = rows(upright).into_iter().peekable();
    for (top, table) in tables {
        let mut above = Vec::new();
        while let Some(row) = rest.next_if(|row| row.base <= top) {
            above.push(row);
        }
        writer.shapes(shapes(above, 0), None);
        writer.block += 1;
        writer.pieces.push(Piece::Table(table));
    }
    writer.shapes(shapes(rest.collect(), 0), None);
    for turn in [Turn::Up, Turn::Down, Turn::Over] {
        let runs = turned.iter().filter(|run| run.turn == turn).cloned().collect();
        writer.rows(rows(runs), None);
    }
    Page {
        number,
        edges: (sheet.top, sheet.bottom),
        width: sheet.width,
        pieces: writer.pieces,
        marked: rows(marked).into_iter().map(|row| Draft::new(row, 0, None)).collect(),
        links: sheet.links,
    }
}

/// The tables of the grids, by their upper edges, and the runs outside them.
fn ruled_tables(
    grids: &[Grid],
    runs: Vec<Run>,
    links: &[LinkArea],
) -> (Vec<(f32, Cells)>, Vec<Run>) {
    let mut inside: Vec<Vec<Run>> = vec![Vec::new(); grids.len()];
    let mut outside = Vec::new();
    for run in runs {
        // Of a table in a cell of another, the inner one is the smaller.
        let home = (0..grids.len())
            .filter(|&index| grids[index].cell(&run).is_some())
            .min_by(|&a, &b| area(&grids[a]).total_cmp(&area(&grids[b])));
        match home {
            Some(index) => inside[index].push(run),
            None => outside.push(run),
        }
    }
    let mut tables = Vec::new();
    for (grid, runs) in grids.iter().zip(inside) {
        let mut targets: Vec<u32> = runs.iter().filter_map(|run| run.link).collect();
        targets.dedup();
        match tables::ruled(grid, runs) {
            Ok(table) => {
                let targets = targets.iter().filter_map(|&it| links.get(it as usize));
                let mut links: Vec<String> = targets.map(|area| area.url.clone()).collect();
                links.dedup();
                tables.push((grid.ys[0], Cells { table, xs: grid.xs.clone(), links }));
            }
            Err(runs) => outside.extend(runs),
        }
    }
    tables.sort_by(|a, b| a.0.total_cmp(&b.0));
    (tables, outside)
}

fn area(grid: &Grid) -> f32 {
    let length = |places: &[f32]| places[places.len() - 1] - places[0];
    length(&grid.xs) * length(&grid.ys)
}

/// Writes pieces in reading order.
#[derive(Default)]
struct Writer {
    pieces: Vec<Piece>,
    block: u32,
}

impl Writer {
    fn shapes(&mut self, shapes: Vec<Shape>, column: Option<(f32, f32)>) {
        for shape in shapes {
            match shape {
                Shape::Rows(rows) => self.rows(rows, column),
                Shape::Columns(columns) => {
                    for shapes in columns {
                        self.block += 1;
                        let margins = margins(&shapes);
                        self.shapes(shapes, margins);
                    }
                    self.block += 1;
                }
                Shape::Table(cells) => {
                    self.block += 1;
                    let table = tables::aligned(cells);
                    let cells = Cells { table, xs: Vec::new(), links: Vec::new() };
                    self.pieces.push(Piece::Table(cells));
                }
            }
        }
    }

    fn rows(&mut self, rows: Vec<Row>, column: Option<(f32, f32)>) {
        let block = self.block;
        let line = |row| Piece::Line(Draft::new(row, block, column));
        self.pieces.extend(rows.into_iter().map(line));
    }
}

/// Left and right edge of the rows of a column.
fn margins(shapes: &[Shape]) -> Option<(f32, f32)> {
    let rows = shapes.iter().filter_map(|shape| match shape {
        Shape::Rows(rows) => Some(rows),
        _ => None,
    });
    rows.flatten().fold(None, |margins: Option<(f32, f32)>, row| {
        let (low, high) = margins.unwrap_or((row.x0(), row.x1()));
        Some((low.min(row.x0()), high.max(row.x1())))
    })
}
