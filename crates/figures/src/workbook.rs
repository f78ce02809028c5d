use jiff::civil::Date;

use crate::Exact;

/// Sheets of typed cells: what an XLSX file is read into and written from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Workbook {
    /// The sheets in order.
    pub sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name, as on its tab.
    pub name: String,
    /// Rows of cells; rows may differ in length.
    pub rows: Vec<Vec<Cell>>,
    /// So many rows stay in sight when one scrolls.
    pub frozen_rows: usize,
    /// Row and column, from 0, of merged regions' top left cells.
    pub merged: Vec<(usize, usize)>,
    /// Column widths in characters; columns beyond the list get a usual one.
    pub widths: Vec<u16>,
}

/// One cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A text.
    Text(String),
    /// A heading.
    Heading(String),
    /// A number and how it is shown.
    Number(Exact, CellFormat),
    /// A day.
    Date(Date),
    /// A truth value.
    Bool(bool),
    /// A formula without its equals sign, with the value it had when it was computed.
    Formula {
        /// In the notation of XLSX files: English names, commas between arguments.
        formula: String,
        /// The value it had.
        value: Exact,
        /// How the value is shown.
        format: CellFormat,
    },
    /// What a spreadsheet shows where it could not compute: `#DIV/0!`.
    Error(String),
}

/// How a number is shown in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CellFormat {
    /// As the spreadsheet pleases.
    General,
    /// With so many decimals, in groups of thousands.
    Decimals(u8),
    /// With so many decimals and a plus sign before what is above zero.
    Signed(u8),
    /// A share (0.25) as a percentage (25 %) with so many decimals.
    Percent(u8),
}

impl Sheet {
    /// An empty sheet.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// The cell there, empty beyond the edge. Counted from 0.
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        const EMPTY: &Cell = &Cell::Empty;
        self.rows.get(row).and_then(|cells| cells.get(column)).unwrap_or(EMPTY)
    }
}

impl Cell {
    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) | Self::Heading(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

/// A cell's name as spreadsheets say it; row and column are counted from 0. A sheet without a name,
/// as a CSV file's first one, is left out.
///
/// ```
/// assert_eq!(raadslag_figures::cell_name("Enheder", 4, 2), "Enheder!C5");
/// assert_eq!(raadslag_figures::cell_name("A", 0, 27), "A!AB1");
/// ```
pub fn cell_name(sheet: &str, row: usize, column: usize) -> String {
    let sheet = if sheet.is_empty() { String::new() } else { format!("{sheet}!") };
    format!("{sheet}{}{}", column_name(column), row + 1)
}

/// A column's letters, counted from 0.
pub(crate) fn column_name(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}
