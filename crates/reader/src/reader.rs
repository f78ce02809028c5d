use raadslag_document::Document;

use crate::coverage::{self, Coverage};
use crate::flow::{At, Flow, Part};
use crate::outline::Outline;
use crate::repair::Evidence;
use crate::{
    Format, ReadError, assemble, detect, docx, html, json, layout, pdf, printed, text, xml,
};

/// Files larger than this are refused: 256 MiB, several times the largest agenda pack known.
pub const LARGEST: u64 = 256 << 20;

/// Reads files into documents. Cheap to make and to clone; safe to share between threads.
#[derive(Debug, Clone, Default)]
pub struct Reader {}

/// What is known of a file beside its bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Source<'a> {
    /// Its name, for messages only: the format is told by the content.
    pub name: Option<&'a str>,
}

/// A file read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What it says.
    pub document: Document,
    /// What it is.
    pub format: Format,
    /// The input's texts in order, to compare with the document's.
    input: Vec<(String, At)>,
}

impl Reading {
    /// How much of the input the document holds.
    pub fn coverage(&self) -> Coverage {
        coverage::compare(&self.input, &self.document)
    }
}

/// What a format finds in a file.
pub(crate) enum Found {
    /// Lines in reading order; a layout finds their meaning.
    Flow(Flow),
    /// Items and fields, where the format says what they are.
    Outline(Box<Outline>),
    /// The same, with the file's own texts.
    Manifest(Box<xml::Manifest>),
    /// A whole document in our own form.
    Document(Box<Document>),
}

impl From<html::Found> for Found {
    fn from(found: html::Found) -> Self {
        match found {
            html::Found::Outline(outline) => Self::Outline(Box::new(outline)),
            html::Found::Flow(flow) => Self::Flow(flow),
        }
    }
}

impl From<json::Found> for Found {
    fn from(found: json::Found) -> Self {
        match found {
            json::Found::Outline(outline) => Self::Outline(Box::new(outline)),
            json::Found::Manifest(manifest) => Self::Manifest(manifest),
            json::Found::Document(document) => Self::Document(Box::new(document)),
        }
    }
}

impl Reader {
    /// A reader.
    pub fn new() -> Self {
        Self {}
    }

    /// Reads a file's bytes.
    pub fn read(&self, bytes: &[u8], _source: &Source<'_>) -> Result<Reading, ReadError> {
        let size = bytes.len() as u64;
        if size > LARGEST {
            return Err(ReadError::TooLarge { size, limit: LARGEST });
        }
        let format = Format::detect(bytes)?;
        let found = match format {
            Format::Pdf => Found::Flow(pdf::read(bytes)?),
            Format::Docx => Found::Flow(docx::read(bytes)?),
            Format::Html => html::read(&detect::decode(bytes))?.into(),
            Format::Xml => manifest(&detect::decode(bytes))?,
            Format::Json => json::read(&detect::decode(bytes))?.into(),
            Format::Text => Found::Flow(text::read(&detect::decode(bytes))),
        };
        Ok(document(found, format))
    }
}

/// XML without agenda items is read as any page is.
fn manifest(text: &str) -> Result<Found, ReadError> {
    match xml::read(text)? {
        Some(manifest) => Ok(Found::Manifest(Box::new(manifest))),
        None => Ok(html::read(text)?.into()),
    }
}

/// Gives what a format found its meaning.
fn document(found: Found, format: Format) -> Reading {
    match found {
        Found::Flow(flow) => {
            let input = flow_texts(&flow.parts);
            if flow.printed {
                return Reading { document: printed::document(flow), format, input };
            }
            let evidence = Evidence::gather(input.iter().map(|(text, _)| text.as_str()));
            let outline = layout::outline(flow, &evidence);
            Reading { document: assemble::document(outline, &evidence), format, input }
        }
        Found::Outline(outline) => {
            let input = outline.texts();
            let evidence = Evidence::gather(input.iter().map(|(text, _)| text.as_str()));
            Reading { document: assemble::document(*outline, &evidence), format, input }
        }
        Found::Manifest(manifest) => {
            let xml::Manifest { outline, input } = *manifest;
            let evidence = Evidence::gather(input.iter().map(|(text, _)| text.as_str()));
            Reading { document: assemble::document(outline, &evidence), format, input }
        }
        Found::Document(document) => Reading { document: *document, format, input: Vec::new() },
    }
}

/// The texts of parts in order.
pub(crate) fn flow_texts(parts: &[Part]) -> Vec<(String, At)> {
    let mut texts = Vec::new();
    for part in parts {
        match part {
            Part::Line(line) => texts.push((line.text.clone(), line.at)),
            Part::Table { table, at } => {
                let cells = table.header.iter().chain(&table.rows).flatten();
                texts.extend(table.caption.iter().chain(cells).map(|text| (text.clone(), *at)));
            }
            Part::Furniture(piece) => {
                texts.push((piece.text.clone(), At { page: piece.page, line: None }));
            }
        }
    }
    texts
}
