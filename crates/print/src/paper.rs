use jiff::civil::Date;
use raadslag_document::Table;

/// What is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// What it is called: the heading of the first page, and in the head of the others.
    pub title: String,
    /// The language of all texts in it.
    pub language: Language,
    /// Its date.
    pub date: Date,
    /// What stands at the foot of every page, before the page number.
    pub foot: String,
    /// What it says, in reading order.
    pub parts: Vec<Part>,
}

/// The languages a paper can be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Danish.
    Danish,
    /// English.
    English,
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A heading below the title; 1 is the highest level there. A level that skips one is raised.
    Heading {
        /// 1 to 5.
        level: u8,
        /// One line.
        text: String,
    },
    /// Running text.
    Paragraph(String),
    /// What the paper says in one sentence.
    Lead(String),
    /// What must not be overlooked.
    Warning(String),
    /// What is good to know.
    Note(String),
    /// A calculation on a line of its own.
    Formula(String),
    /// Entries without order.
    List(Vec<String>),
    /// A table.
    Table(Sheet),
    /// A picture.
    Picture {
        /// As SVG, without anything that must be fetched.
        svg: String,
        /// What can be seen, for those who do not see it.
        alternative: String,
    },
}

/// A table as it is printed. Its caption is the table's own; its spans are not drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The columns' headings and the cells. Rows of one cell among more columns head those that follow.
    pub table: Table,
    /// Which columns hold numbers, which stand to the right.
    pub numeric: Vec<bool>,
    /// What the body rows are, in order; rows beyond the list are entries.
    pub kinds: Vec<RowKind>,
    /// What must be known to read it.
    pub note: Option<String>,
}

/// What a row of a table is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RowKind {
    /// One entry.
    #[default]
    Body,
    /// A heading over the entries that follow.
    Group,
    /// A total.
    Total,
}
