//! A table of the document model and the editor's.

use raadslag_document::{Span, Table};
use serde_json::Value;

use super::tree::{Kind, Node};

/// The editor's table.
pub(super) fn node(table: &Table) -> Node {
    let mut rows: Vec<Vec<&str>> = table
        .header
        .iter()
        .chain(&table.rows)
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0).max(1);
    if rows.is_empty() {
        rows.push(Vec::new());
    }
    for row in &mut rows {
        row.resize(width, "");
    }
    let spans = sound(&table.spans, &rows);
    let row = |(at, cells): (usize, &Vec<&str>)| {
        let kind = if at < table.header.len() { Kind::TableHeader } else { Kind::TableCell };
        let shown = cells.iter().enumerate().filter(|(column, _)| !covers(&spans, at, *column));
        Node::new(
            Kind::TableRow,
            shown.map(|(column, text)| cell(kind, text, span_at(&spans, at, column))).collect(),
        )
    };
    Node::new(Kind::Table, rows.iter().enumerate().map(row).collect())
        .having("caption", table.caption.clone().map_or(Value::Null, Value::from))
}

fn cell(kind: Kind, text: &str, span: Option<&Span>) -> Node {
    let lines = text.split('\n').map(|line| Node::holding(Kind::CellLine, line)).collect();
    Node::new(kind, lines)
        .having("colspan", span.map_or(1, |span| span.columns))
        .having("rowspan", span.map_or(1, |span| span.rows))
        .having("colwidth", Value::Null)
}

fn reach(span: &Span) -> impl Iterator<Item = (usize, usize)> {
    let (top, left) = (span.row as usize, span.column as usize);
    let (rows, columns) = (span.rows as usize, span.columns as usize);
    (top..top.saturating_add(rows))
        .flat_map(move |row| (left..left.saturating_add(columns)).map(move |column| (row, column)))
}

fn span_at(spans: &[Span], row: usize, column: usize) -> Option<&Span> {
    spans.iter().find(|span| (span.row as usize, span.column as usize) == (row, column))
}

fn covers(spans: &[Span], row: usize, column: usize) -> bool {
    span_at(spans, row, column).is_none()
        && spans.iter().any(|span| reach(span).any(|at| at == (row, column)))
}

/// The spans that lie in the table, over empty cells only and not over each other. Another says
/// nothing that can be shown; its cells are shown instead, so that no text goes.
fn sound(spans: &[Span], rows: &[Vec<&str>]) -> Vec<Span> {
    let mut taken: Vec<(usize, usize)> = Vec::new();
    let mut kept = Vec::new();
    for span in spans {
        let (rows_wide, area) = (rows.len(), u64::from(span.rows) * u64::from(span.columns));
        let lies_inside = span.row as usize + span.rows as usize <= rows_wide
            && span.column as usize + span.columns as usize <= rows[0].len()
            && (2..=100_000).contains(&area)
            && span.rows <= 100
            && span.columns <= 100;
        let own = (span.row as usize, span.column as usize);
        let is_free = lies_inside
            && reach(span).all(|(row, column)| {
                !taken.contains(&(row, column))
                    && ((row, column) == own || rows[row][column].is_empty())
            });
        if is_free {
            taken.extend(reach(span));
            kept.push(*span);
        }
    }
    kept
}

/// The model's table.
pub(super) fn model(node: &Node) -> Table {
    let (cells, spans) = grid(node);
    let mut rows: Vec<Vec<String>> = cells
        .into_iter()
        .map(|row| row.into_iter().map(|cell| cell.map(text).unwrap_or_default()).collect())
        .collect();
    let is_header = |row: &&Node| row.content.iter().all(|cell| cell.kind == Kind::TableHeader);
    let header = node.content.iter().take_while(is_header).count();
    let body = rows.split_off(header);
    Table { caption: caption(node).map(ToOwned::to_owned), header: rows, rows: body, spans }
}

pub(super) fn caption(node: &Node) -> Option<&str> {
    node.attrs.get("caption").and_then(Value::as_str)
}

/// The cells in rows of one width, `None` where another reaches over or there is none; and the spans.
pub(super) fn grid(node: &Node) -> (Vec<Vec<Option<&Node>>>, Vec<Span>) {
    // The outer `None` is a place still free.
    let mut grid: Vec<Vec<Option<Option<&Node>>>> = vec![Vec::new(); node.content.len()];
    let mut spans = Vec::new();
    for (at, row) in node.content.iter().enumerate() {
        let mut column = 0;
        for cell in &row.content {
            while grid[at].get(column).is_some_and(Option::is_some) {
                column += 1;
            }
            let columns = cell.number("colspan").unwrap_or(1).max(1);
            let tall = cell.number("rowspan").unwrap_or(1).max(1) as usize;
            let rows = tall.min(grid.len() - at);
            for line in &mut grid[at..at + rows] {
                let end = column + columns as usize;
                line.resize(line.len().max(end), None);
                line[column..end].iter_mut().for_each(|cell| {
                    cell.get_or_insert_default();
                });
            }
            grid[at][column] = Some(Some(cell));
            if rows > 1 || columns > 1 {
                let (row, rows) = (at as u32, rows as u32);
                spans.push(Span { row, column: column as u32, rows, columns });
            }
            column += columns as usize;
        }
    }
    let width = grid.iter().map(Vec::len).max().unwrap_or(0);
    let even = |mut row: Vec<Option<Option<_>>>| {
        row.resize(width, None);
        row.into_iter().map(Option::flatten).collect()
    };
    (grid.into_iter().map(even).collect(), spans)
}

fn text(cell: &Node) -> String {
    cell.content.iter().map(Node::words).collect::<Vec<_>>().join("\n")
}
