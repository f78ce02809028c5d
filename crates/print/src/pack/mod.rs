//! An agenda with all its annexes as one PDF, or file by file as ZIP.
//!
//! Annexes come from anywhere. [`source`] opens each behind bounds and says why one cannot be taken;
//! [`merge`] copies what its pages need, without scripts and actions; [`stamp`] adds a strip below
//! each page, so that nothing of it is covered. What cannot be taken has a page that says so.

mod merge;
mod source;
mod stamp;

#[cfg(test)]
mod tests;

use std::io::{Cursor, Write};

use raadslag_document::Document;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::agenda::printed;
use crate::{Extent, Language, Paper, Part, PrintError, print};
use merge::Merged;
use source::Source;

/// Pages of a pack.
const PAGES: usize = 6_000;

/// An annex of an item.
#[derive(Debug, Clone)]
pub struct Annex<'a> {
    /// "Bilag 2 til pkt. 3".
    pub label: String,
    /// Its title.
    pub title: String,
    /// What there is of it.
    pub content: Content<'a>,
}

/// What there is of an annex.
#[derive(Debug, Clone, Copy)]
pub enum Content<'a> {
    /// Its file.
    File(&'a [u8]),
    /// It is kept elsewhere, perhaps at an address.
    Elsewhere(Option<&'a str>),
}

/// A pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// The file.
    pub pdf: Vec<u8>,
    /// Characters that no embedded font has, printed as a replacement character.
    pub replaced: Vec<char>,
    /// The annexes that are named and not held, with the reason.
    pub left_out: Vec<String>,
}

/// What stands in a pack for an annex.
enum Leaf {
    Whole(Source),
    Named(Source),
}

/// Packs a document and its annexes, in their order, with bookmarks and running page numbers.
///
/// The document stays tagged; as annexes need not be, the pack itself does not claim to be PDF/UA.
pub fn pack(document: &Document, annexes: &[Annex<'_>]) -> Result<Packed, PrintError> {
    let first = printed(document, Extent::Whole, None)?;
    let mut pages = Source::open(&first.pdf).map_err(PrintError)?.pages.len();
    let mut left_out = Vec::new();
    let mut leaves = Vec::new();
    for annex in annexes {
        let opened = opened(annex).and_then(|source| fits(source, pages));
        let leaf = match opened {
            Ok(source) => Leaf::Whole(source),
            Err(why) => {
                left_out.push(format!("{}: {} ({why})", annex.label, annex.title));
                Leaf::Named(notice(document, annex, &why)?)
            }
        };
        pages += leaf.source().pages.len();
        leaves.push(leaf);
    }
    let main = printed(document, Extent::Whole, Some(pages))?;
    let mut merged = Merged::of(&main.pdf).map_err(PrintError)?;
    for (annex, leaf) in annexes.iter().zip(leaves) {
        merged.add(annex, leaf.source(), pages);
    }
    let pdf = merged.finish().map_err(PrintError)?;
    Ok(Packed { pdf, replaced: main.replaced, left_out })
}

impl Leaf {
    fn source(&self) -> &Source {
        match self {
            Self::Whole(source) | Self::Named(source) => source,
        }
    }
}

/// The annex's file, or in Danish why it cannot be shown.
fn opened(annex: &Annex<'_>) -> Result<Source, String> {
    match annex.content {
        Content::File([]) => Err("filen er tom".to_owned()),
        Content::File(bytes) if !source::is_pdf(bytes) => {
            Err("filen er ikke en PDF og kan ikke vises her".to_owned())
        }
        Content::File(bytes) => Source::open(bytes),
        Content::Elsewhere(Some(_)) => Err("bilaget ligger et andet sted".to_owned()),
        Content::Elsewhere(None) => Err("bilaget findes ikke i arkivet".to_owned()),
    }
}

fn fits(source: Source, pages: usize) -> Result<Source, String> {
    if pages + source.pages.len() > PAGES {
        return Err(format!("pakken ville få mere end {PAGES} sider"));
    }
    Ok(source)
}

/// A page that names an annex which is not there.
fn notice(document: &Document, annex: &Annex<'_>, why: &str) -> Result<Source, PrintError> {
    let mut parts = vec![
        Part::Lead(annex.title.clone()),
        Part::Paragraph(format!("Bilaget er ikke med i pakken: {why}.")),
    ];
    if let Content::Elsewhere(Some(url)) = annex.content {
        parts.push(Part::Paragraph(format!("Det ligger på {url}")));
    }
    let paper = Paper {
        title: annex.label.clone(),
        language: Language::Danish,
        date: document.meeting.date.unwrap_or(jiff::civil::date(2000, 1, 1)),
        foot: document.body.clone().unwrap_or_default(),
        parts,
    };
    Source::open(&print(&paper)?.pdf).map_err(PrintError)
}

/// Files under their names as ZIP; a name that comes again gets a number.
pub fn zip(files: &[(String, &[u8])]) -> Result<Vec<u8>, PrintError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut taken: Vec<String> = Vec::new();
    let failed = |error: &dyn std::fmt::Display| PrintError(error.to_string());
    for (name, bytes) in files {
        let name = free(name, &taken);
        zip.start_file(name.as_str(), SimpleFileOptions::default()).map_err(|e| failed(&e))?;
        zip.write_all(bytes).map_err(|e| failed(&e))?;
        taken.push(name);
    }
    zip.finish().map(Cursor::into_inner).map_err(|e| failed(&e))
}

fn free(name: &str, taken: &[String]) -> String {
    let is_free = |name: &str| !taken.iter().any(|other| other.eq_ignore_ascii_case(name));
    let (stem, ending) = name.rsplit_once('.').map_or((name, ""), |(stem, ending)| (stem, ending));
    let dot = if ending.is_empty() { "" } else { "." };
    if is_free(name) {
        return name.to_owned();
    }
    // One number more than names are taken is free for certain.
    let mut numbered = (2..=taken.len() + 2).map(|n| format!("{stem} ({n}){dot}{ending}"));
    numbered.find(|name| is_free(name)).unwrap_or_default()
}
