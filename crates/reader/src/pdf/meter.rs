//! Measures what the engine unpacks, and stops it where a page or a document takes too much.

use std::cell::Cell;
use std::collections::BTreeSet;

use pdfboss_core::{Document, Error, ObjRef, Object, ObjectSource, Result, Stream};

use super::engine::limits;
use super::refused;
use crate::ReadError;

/// What has been unpacked so far.
#[derive(Default)]
pub(super) struct Meter {
    document: Cell<usize>,
    copied: Cell<usize>,
    page: Cell<usize>,
    strings: Cell<usize>,
}

/// A document read under a meter.
pub(super) struct Metered<'a> {
    document: &'a Document,
    meter: &'a Meter,
}

impl Meter {
    /// The document, measured by this meter.
    pub(super) fn over<'a>(&'a self, document: &'a Document) -> Metered<'a> {
        Metered { document, meter: self }
    }

    /// Begins the count of a page.
    pub(super) fn turn_page(&self) {
        self.page.set(0);
        self.strings.set(0);
    }

    /// Unpacks every object stream once, so that together they stay within bounds.
    pub(super) fn weigh_containers(
        document: &Document,
        containers: &BTreeSet<u32>,
    ) -> std::result::Result<(), ReadError> {
        let mut total = 0_usize;
        for &num in containers {
            let Ok(object) = document.get(ObjRef { num, r#gen: 0 }) else { continue };
            let Some(stream) = object.as_stream() else { continue };
            total += document.stream_data(stream).map_or(0, |data| data.len());
            if total > limits::OBJECT_STREAMS {
                return Err(refused("its object streams unpack to more than 256 MB"));
            }
        }
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.page.get() > limits::PAGE
            || self.document.get() > limits::DOCUMENT
            || self.strings.get() > limits::STRINGS
            || self.strings.get().saturating_mul(self.page.get() / 12) > limits::COMPARISONS
    }

    fn add(&self, stream: &Stream, data: &[u8]) {
        self.page.set(self.page.get() + data.len());
        self.document.set(self.document.get() + data.len());
        if !is_font(stream) {
            let strings = data.iter().filter(|&&byte| byte == b'(' || byte == b'<').count();
            self.strings.set(self.strings.get() + strings);
        }
    }
}

impl ObjectSource for Metered<'_> {
    fn get(&self, reference: ObjRef) -> Result<Object> {
        if self.meter.copied.get() > 16 * limits::DOCUMENT {
            return Err(over("the document"));
        }
        let object = self.document.get(reference)?;
        if let Object::Stream(stream) = &object {
            self.meter.copied.set(self.meter.copied.get() + stream.data.len());
        }
        Ok(object)
    }

    fn stream_data(&self, stream: &Stream) -> Result<Vec<u8>> {
        if self.meter.is_full() {
            return Err(over("the page"));
        }
        let data = self.document.stream_data(stream)?;
        if has_long_targets(&data) {
            return Err(over("a code of a font"));
        }
        self.meter.add(stream, &data);
        if self.meter.is_full() { Err(over("the page")) } else { Ok(data) }
    }
}

fn over(what: &str) -> Error {
    Error::Decode(format!("{what} unpacks to more than is read"))
}

/// Font programs are binary: what looks like strings in them is none.
fn is_font(stream: &Stream) -> bool {
    stream.dict.get("Length1").is_some()
        || stream
            .dict
            .get_name("Subtype")
            .is_some_and(|name| matches!(name.0.as_str(), "Type1C" | "CIDFontType0C" | "OpenType"))
}

/// Whether a character map lets one code stand for an unreasonably long text.
fn has_long_targets(data: &[u8]) -> bool {
    let head = &data[..data.len().min(64 << 10)];
    if memchr::memmem::find(head, b"beginbf").is_none() {
        return false;
    }
    let mut length = None;
    data.iter().any(|&byte| {
        length = match (byte, length) {
            (b'<', _) => Some(0),
            (b'>', _) | (_, None) => None,
            (_, Some(n)) => Some(n + 1),
        };
        length.is_some_and(|n| n > 4 * limits::CHARACTERS_PER_CODE)
    })
}
