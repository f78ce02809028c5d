//! An agenda or minutes as a Word file with real headings, lists, tables and links.
//!
//! Written part by part: the libraries there are know no repeated header rows of tables, without
//! which a table is not accessible. [`body`] is the text, [`package`] what stands around it.

mod body;
mod package;

use raadslag_document::Document;

use crate::agenda::sheet::sheet;
use crate::pack::zip;
use crate::{Extent, PrintError};

/// The file; the same document gives the same bytes.
pub fn docx(document: &Document, extent: Extent) -> Result<Vec<u8>, PrintError> {
    let sheet = sheet(document, extent);
    let parts = package::parts(&sheet, &body::body(&sheet));
    let files: Vec<(String, &[u8])> =
        parts.iter().map(|(name, xml)| ((*name).to_owned(), xml.as_bytes())).collect();
    zip(&files)
}
