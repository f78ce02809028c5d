//! An annex opened: its pages with what they inherit. Bounded, whatever the file says of itself.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

/// Bytes of an annex.
const FILE: usize = 128 << 20;
/// Pages of an annex.
const PAGES: usize = 3_000;
/// Objects of an annex.
const OBJECTS: usize = 400_000;
/// Unpacked bytes of one packed stream of objects.
const STREAM: usize = 32 << 20;
/// Unpacked bytes of all of them.
const STREAMS: usize = 256 << 20;
/// Levels of the tree of pages.
const DEPTH: usize = 60;

/// Page attributes that are inherited.
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// An opened PDF.
#[derive(Debug)]
pub(super) struct Source {
    /// Its objects.
    pub(super) document: Document,
    /// Its pages, inherited attributes included.
    pub(super) pages: Vec<(ObjectId, Dictionary)>,
}

/// Whether a content claims to be a PDF; mail gateways put lines before it.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(1024)].windows(5).any(|part| part == b"%PDF-")
}

impl Source {
    /// Opens a file, or says in Danish why it cannot be shown.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, String> {
        if bytes.len() > FILE {
            return Err(format!("filen er større end {} MB", FILE >> 20));
        }
        let head = &bytes[..bytes.len().min(1024)];
        let start = head.windows(5).position(|part| part == b"%PDF-").unwrap_or(0);
        let bytes = &bytes[start..];
        let packed = count(bytes, b"/ObjStm") + 1;
        let limit = STREAM.min(STREAMS / packed);
        let options = LoadOptions { max_decompressed_size: Some(limit), ..LoadOptions::default() };
        let is_locked = count(bytes, b"/Encrypt") > 0;
        let failed = || if is_locked { encrypted() } else { "filen er beskadiget".to_owned() };
        // The parser is another's: whatever it stumbles over is the file's damage, not ours.
        let loaded =
            catch_unwind(AssertUnwindSafe(|| Document::load_mem_with_options(bytes, options)));
        let Ok(Ok(document)) = loaded else { return Err(failed()) };
        if document.is_encrypted() || document.was_encrypted() {
            return Err(encrypted());
        }
        if !unpacks(&document) {
            return Err("filen fylder for meget, når den pakkes ud".to_owned());
        }
        if document.objects.len() > OBJECTS {
            return Err("filen har for mange dele".to_owned());
        }
        let pages = pages(&document)?;
        if pages.is_empty() {
            return Err(failed());
        }
        Ok(Self { document, pages })
    }
}

/// Whether all packed objects were read: the parser passes over streams that are too large.
fn unpacks(document: &Document) -> bool {
    document.reference_table.entries.iter().all(|(number, entry)| {
        !matches!(entry, XrefEntry::Compressed { .. })
            || document.objects.contains_key(&(*number, 0))
    })
}

fn encrypted() -> String {
    "filen er krypteret".to_owned()
}

fn count(bytes: &[u8], word: &[u8]) -> usize {
    bytes.windows(word.len()).filter(|part| *part == word).count()
}

/// The pages the catalog leads to, in order; each node counts once.
fn pages(document: &Document) -> Result<Vec<(ObjectId, Dictionary)>, String> {
    let root = document.catalog().ok().and_then(|it| it.get(b"Pages").ok()?.as_reference().ok());
    let mut open: Vec<(ObjectId, Dictionary, usize)> =
        root.map(|root| (root, Dictionary::new(), 0)).into_iter().collect();
    let (mut seen, mut pages) = (HashSet::new(), Vec::new());
    while let Some((id, inherited, depth)) = open.pop() {
        let Ok(dict) = document.get_dictionary(id) else { continue };
        if depth > DEPTH || !seen.insert(id) {
            continue;
        }
        let mut inherited = inherited;
        for key in INHERITED {
            if let Ok(value) = dict.get(key) {
                inherited.set(key, value.clone());
            }
        }
        let kids = dict.get(b"Kids").ok().and_then(|kids| document.dereference(kids).ok());
        match kids {
            Some((_, Object::Array(kids))) if !dict.has_type(b"Page") => {
                let kids = kids.iter().rev().filter_map(|kid| kid.as_reference().ok());
                open.extend(kids.map(|kid| (kid, inherited.clone(), depth + 1)));
            }
            _ => {
                let mut page = dict.clone();
                inherited.iter().for_each(|(key, value)| page.set(key.clone(), value.clone()));
                pages.push((id, page));
            }
        }
        if pages.len() > PAGES {
            return Err(format!("filen har mere end {PAGES} sider"));
        }
    }
    Ok(pages)
}
