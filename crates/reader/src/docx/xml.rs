//! XML as a stream of elements and text, within bounds.
//!
//! Names are local: the prefixes of `WordprocessingML` are a producer's choice, and its transitional
//! and strict forms differ in their namespaces only.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::ReadError;

/// Deepest nesting; a table in a text box in a table cell is some 60 deep.
const MAX_DEPTH: usize = 400;

/// What is called for each element and text.
pub(crate) trait Visit {
    /// An element begins.
    fn start(&mut self, element: &Element<'_>);
    /// An element ends.
    fn end(&mut self, name: &str);
    /// Text.
    fn text(&mut self, text: &str);
}

/// An element that begins.
pub(crate) struct Element<'a> {
    start: &'a BytesStart<'a>,
}

impl Element<'_> {
    /// Its local name.
    pub(crate) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The value of its first attribute with this local name.
    pub(crate) fn attr(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        attributes.with_checks(false);
        let found = attributes.flatten().find(|a| a.key.local_name().into_inner() == name)?;
        let value = quick_xml::escape::unescape(&found.value);
        Some(value.map_or_else(|_| found.value.to_string(), Cow::into_owned))
    }

    /// The attribute `val`.
    pub(crate) fn val(&self) -> Option<String> {
        self.attr("val")
    }

    /// Whether the property is on: `<w:b/>`, `<w:b w:val="1"/>`.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// Walks the elements of a part of the package.
pub(crate) fn walk(part: &str, text: &str, visitor: &mut impl Visit) -> Result<(), ReadError> {
    let mut reader = Reader::from_str(text);
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event();
        let at = reader.buffer_position();
        match event.map_err(|error| damaged(part, at, &error.to_string()))? {
            Event::Start(start) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(refused(part, at, "its elements are nested too deep"));
                }
                visitor.start(&Element { start: &start });
            }
            Event::Empty(start) => {
                visitor.start(&Element { start: &start });
                visitor.end(start.local_name().into_inner());
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                visitor.end(end.local_name().into_inner());
            }
            Event::Text(text) => visitor.text(&text.xml10_content()),
            Event::CData(text) => visitor.text(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let character = match name.resolve_char_ref() {
                    Ok(Some(c)) => c.to_string(),
                    // The five entities of XML; others need a DTD, which is refused.
                    _ => quick_xml::escape::resolve_predefined_entity(&name)
                        .ok_or_else(|| damaged(part, at, "an entity is not defined"))?
                        .to_owned(),
                };
                visitor.text(&character);
            }
            Event::DocType(_) => {
                return Err(refused(part, at, "it has a document type, which may hide entities"));
            }
            Event::Eof if depth > 0 => return Err(damaged(part, at, "it ends too early")),
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

fn damaged(part: &str, at: u64, what: &str) -> ReadError {
    ReadError::Damaged { format: "DOCX", what: format!("{part}, byte {at}: {what}") }
}

fn refused(part: &str, at: u64, what: &str) -> ReadError {
    ReadError::Refused { format: "DOCX", what: format!("{part}, byte {at}: {what}") }
}
