//! Workbooks of figures from and to XLSX files.
//!
//! [`read()`] takes bytes of any origin: it is bounded in time and memory, and what is no workbook, or
//! a hostile one, is a [`ReadError`] that says what to do. Formulas, merged regions, error values and
//! percentages are seen, since a kind's schema has something to say about them. [`write()`] makes a
//! real workbook: formulas with their values, number formats, rows that stay in sight, and the same
//! bytes for the same workbook.
//!
//! ```
//! use raadslag_figures::{Cell, Sheet, Workbook};
//! let mut sheet = Sheet::new("Enheder");
//! sheet.rows.push(vec![Cell::Heading("Navn".into()), Cell::Heading("Pladser".into())]);
//! let workbook = Workbook { sheets: vec![sheet] };
//! let bytes = raadslag_sheets::write(&workbook).unwrap();
//! assert_eq!(raadslag_sheets::read(&bytes).unwrap().sheets[0].name, "Enheder");
//! ```

mod bounds;
mod error;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use error::{ReadError, WriteError};
pub use read::read;
pub use write::write;

/// Whether bytes begin as a workbook does, or a file that [`read()`] refuses with advice: a ZIP
/// archive or an OLE container.
pub fn is_meant_for(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(bounds::OLE)
}
