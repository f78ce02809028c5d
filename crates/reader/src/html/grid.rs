//! Cells with spans into a rectangular table; shared with DOCX.

use raadslag_document::{Span, Table};

/// Most cells of a table; a wider one becomes lines.
const MAX_CELLS: usize = 400_000;
/// Most columns a cell can cover.
const MAX_SPAN: u32 = 200;

/// A row as the source gives it: only the cells that begin in it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    /// A header row.
    pub(crate) header: bool,
    /// The cells from left to right.
    pub(crate) cells: Vec<Spanning>,
}

/// A cell and how far it reaches.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spanning {
    /// The text.
    pub(crate) text: String,
    /// Columns covered; 0 counts as 1.
    pub(crate) columns: u32,
    /// Rows covered; 0 reaches to the last row.
    pub(crate) rows: u32,
}

/// Lays out the rows. `None` if they have no cell, or more than a table takes.
pub(crate) fn table(caption: Option<String>, rows: &[Row]) -> Option<Table> {
    let placed = place(rows);
    let width = placed.iter().map(|p| p.column + p.columns).max()? as usize;
    if width.saturating_mul(rows.len()) > MAX_CELLS {
        return None;
    }
    let mut grid = vec![vec![String::new(); width]; rows.len()];
    let mut spans = Vec::new();
    for p in placed {
        p.text.clone_into(&mut grid[p.row as usize][p.column as usize]);
        if p.columns > 1 || p.rows > 1 {
            spans.push(Span { row: p.row, column: p.column, rows: p.rows, columns: p.columns });
        }
    }
    let headers = rows.iter().take_while(|row| row.header).count();
    // A table that is all header shows data in bold.
    let headers = if headers == rows.len() { 0 } else { headers };
    let body = grid.split_off(headers);
    Some(Table { caption, header: grid, rows: body, spans })
}

struct Placed<'a> {
    text: &'a str,
    row: u32,
    column: u32,
    rows: u32,
    columns: u32,
}

fn place(rows: &[Row]) -> Vec<Placed<'_>> {
    let height = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    // For each column the first row that no cell from above covers.
    let mut free_from: Vec<u32> = Vec::new();
    let mut placed = Vec::new();
    for (row, cells) in (0..).zip(rows) {
        let mut column = 0;
        for cell in &cells.cells {
            while free_from.get(column).is_some_and(|&free| free > row) {
                column += 1;
            }
            if column > MAX_CELLS {
                break;
            }
            let columns = cell.columns.clamp(1, MAX_SPAN);
            let left = height - row;
            let down = if cell.rows == 0 { left } else { cell.rows.min(left) };
            let end = column + columns as usize;
            free_from.resize(free_from.len().max(end), 0);
            free_from[column..end].fill(row + down);
            let text = cell.text.as_str();
            placed.push(Placed { text, row, column: column as u32, rows: down, columns });
            column = end;
        }
    }
    placed
}

/// The rows of a table of labels and values ("Mødested:" beside "Rådssalen") as lines.
pub(crate) fn labelled_lines(table: &Table) -> Option<Vec<String>> {
    let is_label = |label: &str| label.ends_with(':') && label.chars().count() < 40;
    let labelled = table.header.is_empty()
        && table.rows.iter().all(|row| matches!(row.as_slice(), [label, _] if is_label(label)));
    labelled.then(|| table.rows.iter().map(|row| row.join(" ").replace('\n', ", ")).collect())
}

/// The rows as lines of text, cells parted by a tabulator: for a table too large to be one.
pub(crate) fn as_lines(rows: &[Row]) -> Vec<String> {
    let texts = |row: &Row| {
        let texts = row.cells.iter().map(|cell| cell.text.replace('\n', " "));
        texts.collect::<Vec<_>>().join("\t")
    };
    rows.iter().map(texts).filter(|line| !line.trim().is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(header: bool, cells: &[(&str, u32, u32)]) -> Row {
        let cells = cells.iter().map(|&(text, columns, rows)| Spanning {
            text: text.into(),
            columns,
            rows,
        });
        Row { header, cells: cells.collect() }
    }

    #[test]
    fn a_cell_that_spans_is_written_once_at_its_top_left() {
        let rows = [
            row(true, &[("Kommune", 1, 2), ("Pladser", 2, 1)]),
            row(true, &[("2025", 1, 1), ("2026", 1, 1)]),
            row(false, &[("Faxe", 1, 1), ("1", 1, 1), ("2", 1, 1)]),
        ];
        let table = table(None, &rows).unwrap();
        assert_eq!(table.header, [["Kommune", "Pladser", ""], ["", "2025", "2026"]]);
        assert_eq!(table.rows, [["Faxe", "1", "2"]]);
        let spans: Vec<_> =
            table.spans.iter().map(|s| (s.row, s.column, s.rows, s.columns)).collect();
        assert_eq!(spans, [(0, 0, 2, 1), (0, 1, 1, 2)]);
    }

    #[test]
    fn a_hostile_span_makes_no_giant_table() {
        let cells = vec![("x", u32::MAX, u32::MAX); 3000];
        let rows = vec![row(false, &cells); 2];
        assert!(table(None, &rows).is_none());
    }

    #[test]
    fn labels_and_values_are_lines() {
        let table = table(None, &[row(false, &[("Sted:", 1, 1), ("Salen", 1, 1)])]).unwrap();
        assert_eq!(labelled_lines(&table).unwrap(), ["Sted: Salen"]);
    }
}
