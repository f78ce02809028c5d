//! Tables of a report and of an input, ready to be written.

use raadslag_figures::{Cell, CellFormat, Exact, Format, RowKind, Sheet, Table};

use super::page::spoken;
use crate::i18n::Language;

/// A table as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableView {
    /// Its name in the page.
    pub(crate) id: String,
    /// Its caption.
    pub(crate) title: String,
    /// Headings, and whether the column holds numbers.
    pub(crate) head: Vec<(String, bool)>,
    /// The rows.
    pub(crate) rows: Vec<RowView>,
    /// What must be known to read it.
    pub(crate) note: Option<String>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RowView {
    /// It is a heading over the rows that follow.
    pub(crate) is_group: bool,
    /// It is the total.
    pub(crate) is_total: bool,
    /// Cells, and whether they hold numbers.
    pub(crate) cells: Vec<(String, bool)>,
}

impl TableView {
    /// A report's table.
    pub(super) fn new(table: &Table, id: String, l: Language) -> Self {
        let row = |row: &raadslag_figures::Row| RowView {
            is_group: row.kind == RowKind::Group,
            is_total: row.kind == RowKind::Total,
            cells: row
                .cells
                .iter()
                .enumerate()
                .map(|(at, value)| {
                    let format = table.columns.get(at).map_or(Format::Text, |column| column.format);
                    (value.show(format, spoken(l)), format.is_numeric())
                })
                .collect(),
        };
        Self {
            id,
            title: table.title.clone(),
            head: table
                .columns
                .iter()
                .map(|c| (c.heading.clone(), c.format.is_numeric()))
                .collect(),
            rows: table.rows.iter().map(row).collect(),
            note: table.note.clone(),
        }
    }

    /// A sheet of an input; `None` where nothing was filled in.
    pub(super) fn of_input(sheet: &Sheet, id: String, l: Language) -> Option<Self> {
        let (head, body) = sheet.rows.split_first()?;
        let is_settings =
            sheet.rows.iter().all(|row| row.len() == 3) && sheet.widths.last() == Some(&70);
        let rows: Vec<RowView> = body
            .iter()
            .filter(|row| {
                if is_settings {
                    !row[1].is_empty()
                } else {
                    row.iter().any(|cell| !cell.is_empty())
                }
            })
            .map(|row| RowView {
                is_group: false,
                is_total: false,
                cells: row
                    .iter()
                    .map(|cell| (cell_text(cell, l), matches!(cell, Cell::Number(..))))
                    .collect(),
            })
            .collect();
        if rows.is_empty() {
            return None;
        }
        let is_numeric = |at: usize| {
            rows.iter().all(|row| row.cells.get(at).is_none_or(|(text, n)| *n || text.is_empty()))
        };
        let head = head
            .iter()
            .enumerate()
            .map(|(at, cell)| (cell_text(cell, l), at > 0 && is_numeric(at)))
            .collect();
        Some(Self { id, title: sheet.name.clone(), head, rows, note: None })
    }
}

fn cell_text(cell: &Cell, l: Language) -> String {
    let number = |number: &Exact, format: &CellFormat| match format {
        CellFormat::General => number.format_short(spoken(l), 6),
        CellFormat::Decimals(decimals) => number.format(spoken(l), *decimals),
        CellFormat::Signed(decimals) => number.format_signed(spoken(l), *decimals),
        CellFormat::Percent(decimals) => Format::Percent(*decimals).show(number, spoken(l)),
    };
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Heading(text) | Cell::Error(text) => text.clone(),
        Cell::Number(value, format) | Cell::Formula { value, format, .. } => number(value, format),
        Cell::Date(date) => l.date(*date),
        Cell::Bool(truth) => {
            super::form::pick(l, if *truth { ("ja", "yes") } else { ("nej", "no") }).to_owned()
        }
    }
}
