//! Tables as they are printed: a cell that covers others stands once.

use raadslag_document::Table;

use super::sheet::{Grid, Slot};

/// A cell of paragraphs parted by line feeds.
pub(super) fn slot(text: &str) -> Slot {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    Slot {
        lines: lines.filter(|line| !line.is_empty()).collect(),
        columns: 1,
        rows: 1,
        heads: false,
    }
}

/// A cell that heads its row.
pub(super) fn head(text: &str) -> Slot {
    Slot { heads: true, ..slot(text) }
}

/// A table of fixed columns, the first of which heads the rows.
pub(super) fn listed(header: &[&str], rows: Vec<Vec<String>>) -> Grid {
    let row = |cells: Vec<String>| {
        let cells = cells.iter().enumerate();
        cells.map(|(at, text)| Slot { heads: at == 0, ..slot(text) }).collect()
    };
    Grid {
        width: header.len(),
        header: vec![header.iter().map(|text| slot(text)).collect()],
        rows: rows.into_iter().map(row).collect(),
        ..Grid::default()
    }
}

/// An author's table. Spans that overlap others or reach out of the grid are not drawn.
pub(super) fn grid(table: &Table) -> Grid {
    let all: Vec<&Vec<String>> = table.header.iter().chain(&table.rows).collect();
    let width = all.iter().map(|row| row.len()).max().unwrap_or(0);
    let mut reach = Reach::new(all.len(), width, table.header.len());
    for span in &table.spans {
        let (row, column) = (span.row as usize, span.column as usize);
        reach.claim(row, column, span.rows as usize, span.columns as usize, &all);
    }
    let mut rows: Vec<Vec<Slot>> = Vec::with_capacity(all.len());
    for (at, cells) in all.iter().enumerate() {
        let slots = (0..width).filter_map(|column| {
            let (rows, columns) = reach.of(at, column)?;
            let text = cells.get(column).map_or("", String::as_str);
            let heads = at >= table.header.len() && column == 0 && width > 1;
            let slot = slot(text);
            Some(Slot { heads: heads && !slot.lines.is_empty(), rows, columns, ..slot })
        });
        rows.push(slots.collect());
    }
    let body = rows.split_off(table.header.len());
    Grid { caption: table.caption.clone(), width, header: rows, rows: body, facts: false }
}

/// How far each cell reaches; `None` for those covered.
struct Reach {
    cells: Vec<Vec<Option<(u32, u32)>>>,
    header: usize,
}

impl Reach {
    fn new(rows: usize, width: usize, header: usize) -> Self {
        Self { cells: vec![vec![Some((1, 1)); width]; rows], header }
    }

    fn of(&self, row: usize, column: usize) -> Option<(u32, u32)> {
        self.cells[row][column]
    }

    /// Takes the cells of a span, if all are there, free and without text of their own.
    fn claim(
        &mut self,
        row: usize,
        column: usize,
        rows: usize,
        columns: usize,
        all: &[&Vec<String>],
    ) {
        let (Some(bottom), Some(right)) = (row.checked_add(rows), column.checked_add(columns))
        else {
            return;
        };
        let inside = rows > 0
            && columns > 0
            && bottom <= self.cells.len()
            && self.cells.first().is_some_and(|cells| right <= cells.len());
        // No cell of the header reaches into the body.
        if !inside || (row < self.header && bottom > self.header) {
            return;
        }
        let places = || (row..bottom).flat_map(|r| (column..right).map(move |c| (r, c)));
        let free = |(r, c): (usize, usize)| {
            let is_first = (r, c) == (row, column);
            let text = all[r].get(c).map_or("", String::as_str).trim();
            self.cells[r][c] == Some((1, 1)) && (is_first || text.is_empty())
        };
        if !places().all(free) {
            return;
        }
        places().for_each(|(r, c)| self.cells[r][c] = None);
        let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.cells[row][column] = Some((size(rows), size(columns)));
    }
}

#[cfg(test)]
mod tests {
    use raadslag_document::Span;

    use super::*;

    #[test]
    fn a_cell_that_covers_others_stands_once_and_a_wrong_span_changes_nothing() {
        let cells = |texts: [&str; 3]| texts.map(str::to_owned).to_vec();
        let span = |row, column, rows, columns| Span { row, column, rows, columns };
        let table = Table {
            header: vec![cells(["", "Pladser", ""])],
            rows: vec![cells(["Køge", "1", "2"])],
            spans: vec![span(0, 1, 1, 2), span(0, 0, 2, 1), span(1, 1, 1, 2), span(9, 9, 1, 1)],
            ..Table::default()
        };
        let grid = grid(&table);
        assert_eq!(grid.header[0].iter().map(|slot| slot.columns).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(grid.rows[0].len(), 3);
        assert!(grid.rows[0][0].heads && !grid.rows[0][1].heads);
    }
}
