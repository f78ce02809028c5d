//! Agendas and minutes on paper.
//!
//! [`sheet`] says what is printed, piece by piece and the same for every format; [`typeset`] makes
//! the template's data of it, `agenda.typ` sets it as PDF/UA-1. The document handed in has been
//! through visibility: a closed item is number and title here already, and nothing else is asked.
//!
//! What is printed can be read back: [`sheet`] uses headings of fixed levels, labels of fixed words
//! and tables of fixed columns, which the reader knows (`docs/print.md` has the list).

mod attendance;
mod decision;
mod item;
mod runs;
pub(crate) mod sheet;
mod tables;
mod typeset;

use raadslag_document::Document;

use crate::world::Template;
use crate::{PrintError, Printed, set};

/// How much of a document is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Extent {
    /// All of it.
    #[default]
    Whole,
    /// The head and one item, counted from 0 over all sections.
    Item(usize),
}

/// Prints an agenda or minutes as PDF/UA-1. The same document gives the same bytes.
///
/// Fails only where the typesetter would not make an accessible file.
///
/// ```
/// use raadslag_document::{Document, Item, Section};
/// use raadslag_print::{Extent, print_document};
/// let item = Item { number: Some("1".into()), title: "#panic()".into(), ..Item::default() };
/// let section = Section { items: vec![item], ..Section::default() };
/// let document = Document { sections: vec![section], ..Document::default() };
/// assert!(print_document(&document, Extent::Whole).unwrap().pdf.starts_with(b"%PDF"));
/// ```
pub fn print_document(document: &Document, extent: Extent) -> Result<Printed, PrintError> {
    printed(document, extent, None)
}

/// The same, as the beginning of a pack of so many pages.
pub(crate) fn printed(
    document: &Document,
    extent: Extent,
    pages: Option<usize>,
) -> Result<Printed, PrintError> {
    let (json, replaced) = typeset::json(&sheet::sheet(document, extent), pages)?;
    Ok(Printed { pdf: set(Template::Agenda, json)?, replaced })
}
