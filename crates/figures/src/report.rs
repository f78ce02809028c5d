use jiff::civil::Date;

use crate::chart::Chart;
use crate::{Exact, Language, Source};

mod csv;
mod grid;
mod sheets;
mod text;

pub(crate) use sheets::{computed_line, is_computed};

/// What a figure shows: the same for terminal, page, PDF, CSV and workbook.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// What the figure is called.
    pub title: String,
    /// The result in one sentence.
    pub answer: String,
    /// What its reader should know first, as the author wrote it.
    pub note: Option<String>,
    /// Tables, the most important first.
    pub tables: Vec<Table>,
    /// Pictures, the most important first. Each shows what stands in one of the tables.
    pub charts: Vec<Chart>,
    /// How the result came about, to be checked with a pocket calculator.
    pub explanation: Vec<Step>,
    /// Ties, paradoxes, suppressed groups, missing scores: what must not be overlooked.
    pub remarks: Vec<Remark>,
    /// The method and its parameters in one sentence.
    pub method: String,
    /// Where the numbers come from.
    pub sources: Vec<Source>,
}

/// A table of typed values.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// What the table shows.
    pub title: String,
    /// The columns; the first one names the rows.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What must be known to read it.
    pub note: Option<String>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// How its values are written.
    pub format: Format,
    /// Whether a total row's cell here is the sum of the body rows above it, which a workbook then
    /// holds as a formula.
    pub is_summed: bool,
}

/// How a column's values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// As it is.
    Text,
    /// Numbers with so many decimals.
    Number(u8),
    /// Numbers with as many decimals as they need, at most so many.
    UpTo(u8),
    /// Changes: a plus sign before what grows.
    Signed(u8),
    /// Shares as percentages with so many decimals: 0.25 is `25 %`.
    Percent(u8),
    /// Days.
    Date,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What the row is.
    pub kind: RowKind,
    /// One value per column.
    pub cells: Vec<Value>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RowKind {
    /// One entry.
    #[default]
    Body,
    /// A heading over the entries that follow.
    Group,
    /// The total of all body rows.
    Total,
}

/// What stands in a cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number(Exact),
    /// A day.
    Date(Date),
}

/// One step of an explanation.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A calculation on a line of its own: `3.000 × 851 / 2.550 = 1.001,18`.
    Formula(String),
    /// Numbers the explanation goes through.
    Table(Table),
}

/// How grave a remark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Good to know.
    Note,
    /// Must be decided or corrected by people: a tie, an inconsistent comparison.
    Warning,
}

/// What must not be overlooked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// How grave.
    pub level: Level,
    /// The sentence.
    pub text: String,
}

impl Report {
    /// All of it for a terminal, at most so many characters wide where text can be wrapped.
    pub fn to_text(&self, language: Language, width: usize) -> String {
        text::report(self, language, width)
    }

    /// Title, answer and explanation alone, for a terminal.
    pub fn explanation_text(&self, language: Language, width: usize) -> String {
        text::explanation(self, language, width)
    }

    /// The tables as CSV, parted by empty lines: semicolons and decimal commas in Danish, commas and
    /// points in English.
    pub fn to_csv(&self, language: Language) -> String {
        csv::report(self, language)
    }

    /// The tables as sheets, and one with method, explanation and sources.
    pub fn to_workbook(&self, language: Language) -> crate::Workbook {
        self.to_workbook_with(crate::Workbook::default(), language)
    }

    /// The same, followed by the sheets of the input, [`Schema::fill`](crate::Schema::fill): such a
    /// workbook is an input again.
    pub fn to_workbook_with(&self, input: crate::Workbook, language: Language) -> crate::Workbook {
        sheets::report(self, input, language)
    }
}

impl Column {
    /// A column of texts.
    pub fn text(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), format: Format::Text, is_summed: false }
    }

    /// A column of numbers.
    pub fn number(heading: impl Into<String>, format: Format) -> Self {
        Self { heading: heading.into(), format, is_summed: false }
    }

    /// A column whose total row holds the sum.
    pub fn summed(heading: impl Into<String>, format: Format) -> Self {
        Self { heading: heading.into(), format, is_summed: true }
    }
}

impl Row {
    /// One entry.
    pub fn body(cells: Vec<Value>) -> Self {
        Self { kind: RowKind::Body, cells }
    }

    /// The total.
    pub fn total(cells: Vec<Value>) -> Self {
        Self { kind: RowKind::Total, cells }
    }

    /// A heading over the entries that follow.
    pub fn group(heading: impl Into<String>) -> Self {
        Self { kind: RowKind::Group, cells: vec![Value::Text(heading.into())] }
    }
}

impl Remark {
    /// Good to know.
    pub fn note(text: impl Into<String>) -> Self {
        Self { level: Level::Note, text: text.into() }
    }

    /// Must be decided or corrected by people.
    pub fn warning(text: impl Into<String>) -> Self {
        Self { level: Level::Warning, text: text.into() }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Exact> for Value {
    fn from(number: Exact) -> Self {
        Self::Number(number)
    }
}

impl From<&Exact> for Value {
    fn from(number: &Exact) -> Self {
        Self::Number(number.clone())
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(number.into())
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

impl Value {
    /// As it is written for people in a column of this format.
    pub fn show(&self, format: Format, language: Language) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Date(date) => match language {
                Language::Danish => date.strftime("%d-%m-%Y").to_string(),
                Language::English => date.to_string(),
            },
            Self::Number(number) => format.show(number, language),
        }
    }
}

impl Format {
    /// A number written for people.
    pub fn show(self, number: &Exact, language: Language) -> String {
        match self {
            Self::Text | Self::Date => number.format_short(language, 6),
            Self::Number(decimals) => number.format(language, decimals),
            Self::UpTo(most) => number.format_short(language, most),
            Self::Signed(decimals) => number.format_signed(language, decimals),
            Self::Percent(decimals) => {
                let hundredfold = number * &Exact::from(100);
                format!("{}{}", hundredfold.format(language, decimals), language.pick(" %", "%"))
            }
        }
    }

    /// Whether its values stand to the right.
    pub fn is_numeric(self) -> bool {
        !matches!(self, Self::Text | Self::Date)
    }
}
