//! Documents as accessible PDF.
//!
//! A [`Paper`] is what is printed: a title, parts in reading order, a date. [`print()`] sets it with
//! Typst, whose template lies beside this file, and makes a PDF/UA-1: tagged, with a language, table
//! headers for rows and columns, alternative texts, and every glyph in an embedded font. Texts reach
//! the template as data (JSON) and are never read as markup, so nothing an author writes can be a
//! command.
//!
//! ```
//! use raadslag_print::{Language, Paper, Part, print};
//! let paper = Paper {
//!     title: "Pladser 2026".into(),
//!     language: Language::Danish,
//!     date: jiff::civil::date(2026, 1, 2),
//!     foot: "Beregnet 2. januar 2026".into(),
//!     parts: vec![Part::Paragraph("#read(\"/etc/passwd\") er en tekst som andre.".into())],
//! };
//! let printed = print(&paper).unwrap();
//! assert!(printed.pdf.starts_with(b"%PDF-1.7"));
//! assert!(printed.replaced.is_empty());
//! ```

mod agenda;
mod data;
mod docx;
mod fonts;
mod pack;
mod paper;
#[cfg(test)]
mod tests;
mod world;

pub use agenda::{Extent, print_document};
pub use docx::docx;
pub use pack::{Annex, Content, Packed, pack, zip};
pub use paper::{Language, Paper, Part, RowKind, Sheet};

use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use world::Template;

use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// How many prints ago a piece of layout must last have been used to be forgotten.
const KEPT_FOR: usize = 8;
/// What the files say made them.
const CREATOR: &str = "Raadslag";

/// A PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The file.
    pub pdf: Vec<u8>,
    /// Characters that no embedded font has, printed as a replacement character.
    pub replaced: Vec<char>,
}

/// Why there is no PDF.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot be printed: {0}")]
pub struct PrintError(String);

/// Prints a paper as PDF/UA-1. The same paper gives the same bytes.
///
/// Fails where a picture is no SVG that can be read, or where the result would not be accessible.
pub fn print(paper: &Paper) -> Result<Printed, PrintError> {
    let (json, replaced) = data::json(paper)?;
    Ok(Printed { pdf: set(Template::Paper, json)?, replaced })
}

/// Sets data by a template as PDF/UA-1.
fn set(template: Template, json: String) -> Result<Vec<u8>, PrintError> {
    let world = world::Paperworld::new(template, json);
    let document: PagedDocument =
        typst::compile(&world).output.map_err(|errors| refused(&errors))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1])
        .map_err(|error| PrintError(error.message().to_string()))?;
    let options = PdfOptions {
        standards,
        creator: Smart::Custom(Some(CREATOR.to_owned())),
        ..PdfOptions::default()
    };
    let pdf = typst_pdf::pdf(&document, &options).map_err(|errors| refused(&errors))?;
    typst::comemo::evict(KEPT_FOR);
    Ok(pdf)
}

fn refused(errors: &[SourceDiagnostic]) -> PrintError {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    PrintError(messages.join("; "))
}
