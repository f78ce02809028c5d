//! What a format hands to the layouts: the text in reading order, with what the format knows of it.
//!
//! A format (PDF, HTML, DOCX, text) says what it *sees* (lines, gaps, weight, tables, links); what
//! it *means* (items, fields, recommendations) is for [`crate::layout`].

use raadslag_document::{Furniture, Mark, Problem, Table};

/// A source in reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Flow {
    /// The parts, in reading order.
    pub parts: Vec<Part>,
    /// What was uncertain or damaged on this level.
    pub problems: Vec<Problem>,
    /// The file says that our own printer made it, so that its layout is known.
    pub printed: bool,
}

/// One part of a source.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// A line of text.
    Line(Line),
    /// A table whose cells the format knows.
    Table {
        /// The cells.
        table: Table,
        /// Where it starts.
        at: At,
    },
    /// Text that belongs to the page, not to the document.
    Furniture(Furniture),
}

/// Where a part stands in the source, as far as the format knows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct At {
    /// Page, from 1.
    pub page: Option<u32>,
    /// Line of the text, from 1.
    pub line: Option<u32>,
}

/// A line: a physical one that may go on in the next, or a whole paragraph.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// The text without its bullet, trimmed; links and emphasis are in `marks`.
    pub text: String,
    /// Where it stands.
    pub at: At,
    /// How it stands to the line before.
    pub gap: Gap,
    /// Whether it may go on in the next line.
    pub wrap: Wrap,
    /// What it is, where the format says so.
    pub role: Role,
    /// All of it is bold.
    pub bold: bool,
    /// Font size relative to the document's most common one; 1.0 where unknown.
    pub size: f32,
    /// Left edge in units of one character of body text, 0 at the body's left edge.
    pub indent: f32,
    /// Links and emphasis.
    pub marks: Vec<Mark>,
}

/// The space before a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// The ordinary distance of two lines of a paragraph.
    #[default]
    Line,
    /// Clearly more: a new paragraph.
    Paragraph,
    /// A new page; the paragraph may go on.
    Page,
}

/// Whether a line may go on in the next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Wrap {
    /// Broken by the typesetter at the right margin, perhaps inside a word.
    Physical,
    /// A whole paragraph, heading or list entry, as HTML and DOCX give them.
    #[default]
    Whole,
}

/// What the format itself says a line is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Role {
    /// Nothing said.
    #[default]
    Text,
    /// A heading of this level (1-6): `<h3>`, `Overskrift 3`.
    Heading(u8),
    /// A footnote, whose text stands behind that of its field.
    Note,
    /// An entry of a list.
    Entry {
        /// Numbered rather than dashed.
        ordered: bool,
        /// Its number, where ordered and known.
        number: Option<u32>,
        /// Nesting, from 0.
        depth: u8,
    },
}

impl Line {
    /// A whole paragraph.
    pub fn whole(text: impl Into<String>) -> Self {
        Self { text: text.into(), size: 1.0, gap: Gap::Paragraph, ..Self::default() }
    }
}
