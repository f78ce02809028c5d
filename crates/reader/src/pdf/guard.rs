//! Looks a file over before the engine opens it.
//!
//! The engine bounds nesting, reference chains, form depth and a single stream's decoded size. It
//! does not bound what is looked for here: a cross-reference stream that unpacks to hundreds of
//! millions of entries, an object stream that claims 2⁶⁰ objects (it allocates for them), object
//! streams inside object streams and stream lengths that are streams themselves (it recurses per
//! object), and many objects that share one long tail (each becomes a copy of it).

use std::collections::{BTreeSet, HashSet};

use pdfboss_core::filters::decode_stream;
use pdfboss_core::lexer::{Lexer, Token};
use pdfboss_core::parser::{NoResolve, Parser, Resolve};
use pdfboss_core::xref::{Xref, XrefEntry, load_xref, parse_section_at, startxref};
use pdfboss_core::{Dict, ObjRef, Object};

use super::engine::limits;
use super::{damaged, refused};
use crate::ReadError;

/// Streams whose length is itself a stream that the engine may have to follow one into the other.
const CHAINED_LENGTHS: usize = 200;

/// What the look over found out.
pub(super) struct Condition {
    /// The cross-reference table is unusable; the engine searches the file for its objects.
    pub rebuilt: bool,
    /// Object streams of the file.
    pub containers: BTreeSet<u32>,
}

/// Checks that the engine can open the file within bounds.
pub(super) fn look_over(bytes: &[u8]) -> Result<Condition, ReadError> {
    if bytes.len() > limits::FILE {
        let (size, limit) = (bytes.len() as u64, limits::FILE as u64);
        return Err(ReadError::TooLarge { size, limit });
    }
    let rebuilt = !sections_hold(bytes)?;
    if rebuilt {
        check_search(bytes)?;
    }
    let xref = load_xref(bytes)
        .map_err(|_| damaged("no cross-reference table and no objects are found"))?;
    let containers = check_objects(bytes, &xref)?;
    Ok(Condition { rebuilt, containers })
}

/// Follows the chain of cross-reference sections; whether it is whole and names the root.
fn sections_hold(bytes: &[u8]) -> Result<bool, ReadError> {
    let mut seen = HashSet::new();
    let mut rooted = false;
    let mut entries = 0;
    let mut next = startxref(bytes);
    while let Some(offset) = next.filter(|&offset| seen.insert(offset)) {
        if seen.len() > limits::SECTIONS {
            return Err(refused(format!(
                "more than {} cross-reference sections",
                limits::SECTIONS
            )));
        }
        let Some(section) = section(bytes, offset) else { return Ok(false) };
        entries += section.entries;
        if entries > limits::OBJECTS {
            return Err(too_many_objects());
        }
        rooted |= section.trailer.get("Root").is_some();
        if let Some(hybrid) = offset_of(&section.trailer, "XRefStm", bytes) {
            entries += self::section(bytes, hybrid).map_or(0, |hybrid| hybrid.entries);
            if entries > limits::OBJECTS {
                return Err(too_many_objects());
            }
        }
        next = offset_of(&section.trailer, "Prev", bytes);
    }
    Ok(rooted)
}

struct Section {
    entries: u64,
    trailer: Dict,
}

/// The section at `offset`, without unpacking one that would be too large.
fn section(bytes: &[u8], offset: usize) -> Option<Section> {
    let first = Lexer::at(bytes, offset).next_token().ok()?;
    if matches!(first, Token::Keyword(word) if word.as_slice() == b"xref") {
        let section = parse_section_at(bytes, offset).ok()?;
        return Some(Section { entries: section.xref.len() as u64, trailer: section.xref.trailer });
    }
    let (_, object) = Parser::at(bytes, offset).parse_indirect(&NoResolve).ok()?;
    let stream = object.as_stream()?;
    let claimed = claimed_entries(&stream.dict);
    let width = stream.dict.get_array("W")?.iter().filter_map(Object::as_int).sum::<i64>().max(1);
    let entries = if claimed > limits::OBJECTS {
        let unpacked = decode_stream(stream, &NoResolve).ok()?.len() as u64;
        claimed.min(unpacked / width.unsigned_abs())
    } else {
        claimed
    };
    Some(Section { entries, trailer: stream.dict.clone() })
}

/// Entries a cross-reference stream says it has.
fn claimed_entries(dict: &Dict) -> u64 {
    let count = |value: Option<&Object>| {
        value.and_then(Object::as_int).and_then(|n| u64::try_from(n).ok()).unwrap_or(0)
    };
    match dict.get_array("Index") {
        Some(index) => {
            index.chunks(2).fold(0, |sum: u64, pair| sum.saturating_add(count(pair.get(1))))
        }
        None => count(dict.get("Size")),
    }
}

fn offset_of(trailer: &Dict, key: &str, bytes: &[u8]) -> Option<usize> {
    trailer
        .get_int(key)
        .and_then(|offset| usize::try_from(offset).ok())
        .filter(|&offset| offset < bytes.len())
}

/// What parsing may cost before objects are taken to overlap.
struct Allowance(usize);

impl Allowance {
    fn new(bytes: &[u8]) -> Self {
        Self(bytes.len().saturating_mul(16).saturating_add(16 << 20))
    }

    fn spend(&mut self, cost: usize) -> Result<(), ReadError> {
        self.0 = self
            .0
            .checked_sub(cost)
            .ok_or_else(|| refused("its objects overlap so that reading them never ends"))?;
        Ok(())
    }
}

/// Checks that searching the file for objects and trailers ends, before the engine does it.
fn check_search(bytes: &[u8]) -> Result<(), ReadError> {
    let mut allowance = Allowance::new(bytes);
    for at in places(bytes, b"obj") {
        let mut parser = Parser::at(bytes, at + 3);
        // The outcome does not matter, only how far the parser reads.
        let _ = parser.parse_object(&NoResolve);
        allowance.spend(parser.pos().saturating_sub(at))?;
    }
    for at in places(bytes, b"trailer") {
        let mut parser = Parser::at(bytes, at + 7);
        let _ = parser.parse_object(&NoResolve);
        allowance.spend(parser.pos().saturating_sub(at))?;
    }
    Ok(())
}

/// Every place of a word in the file.
fn places<'a>(bytes: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    bytes.windows(word.len()).enumerate().filter(move |(_, part)| *part == word).map(|(at, _)| at)
}

/// Checks every object of the table; returns the object streams.
fn check_objects(bytes: &[u8], xref: &Xref) -> Result<BTreeSet<u32>, ReadError> {
    if xref.len() as u64 > limits::OBJECTS {
        return Err(too_many_objects());
    }
    let mut allowance = Allowance::new(bytes);
    let mut containers = BTreeSet::new();
    let mut chained = 0;
    for (_, entry) in xref.iter() {
        match entry {
            XrefEntry::Free => {}
            XrefEntry::InStream { stream_num, .. } => {
                containers.insert(stream_num);
            }
            XrefEntry::InFile { offset, .. } => {
                let lengths = Lengths { bytes, xref };
                let Some((object, cost)) = object_at(bytes, offset, &lengths) else { continue };
                allowance.spend(cost)?;
                chained += usize::from(object.as_ref().is_some_and(|it| lengths.is_chained(it)));
            }
        }
    }
    if chained > CHAINED_LENGTHS {
        return Err(refused("stream lengths point to streams"));
    }
    for &container in &containers {
        check_container(bytes, xref, container)?;
    }
    Ok(containers)
}

/// The object at `offset` and how many bytes it takes.
fn object_at(bytes: &[u8], offset: u64, lengths: &Lengths<'_>) -> Option<(Option<Object>, usize)> {
    let offset = usize::try_from(offset).ok().filter(|&offset| offset < bytes.len())?;
    let mut parser = Parser::at(bytes, offset);
    let object = parser.parse_indirect(lengths).ok().map(|(_, object)| object);
    Some((object, parser.pos().saturating_sub(offset)))
}

/// An object stream must stand in the file itself, with plain numbers and filters.
fn check_container(bytes: &[u8], xref: &Xref, number: u32) -> Result<(), ReadError> {
    let place = match xref.get(number) {
        Some(XrefEntry::InFile { offset, .. }) => offset,
        Some(XrefEntry::InStream { .. }) => {
            return Err(damaged(format!("object stream {number} stands in an object stream")));
        }
        // Its objects are missing; the engine takes them as null.
        Some(XrefEntry::Free) | None => return Ok(()),
    };
    let lengths = Lengths { bytes, xref };
    let Some((Some(object), _)) = object_at(bytes, place, &lengths) else { return Ok(()) };
    let Some(stream) = object.as_stream() else { return Ok(()) };
    let direct = ["Filter", "DecodeParms", "N", "First"]
        .iter()
        .all(|key| stream.dict.get(key).is_none_or(|value| !holds_reference(value)));
    let length = stream.dict.get_ref("Length");
    if !direct || length.is_some_and(|length| lengths.plain(length).is_none()) {
        return Err(damaged(format!("object stream {number} is described by other objects")));
    }
    let count = stream.dict.get_int("N").and_then(|n| u64::try_from(n).ok()).unwrap_or(0);
    if count > limits::OBJECTS {
        return Err(refused(format!("object stream {number} claims {count} objects")));
    }
    Ok(())
}

fn holds_reference(value: &Object) -> bool {
    match value {
        Object::Ref(_) => true,
        Object::Array(items) => items.iter().any(holds_reference),
        Object::Dict(dict) => dict.iter().any(|(_, value)| holds_reference(value)),
        _ => false,
    }
}

/// Looks up the lengths of streams without following anything else.
struct Lengths<'a> {
    bytes: &'a [u8],
    xref: &'a Xref,
}

impl Lengths<'_> {
    /// The whole number an object in the file consists of.
    fn plain(&self, reference: ObjRef) -> Option<i64> {
        let Some(XrefEntry::InFile { offset, .. }) = self.xref.get(reference.num) else {
            return None;
        };
        let offset = usize::try_from(offset).ok().filter(|&offset| offset < self.bytes.len())?;
        let mut lexer = Lexer::at(self.bytes, offset);
        match (lexer.next_token(), lexer.next_token(), lexer.next_token(), lexer.next_token()) {
            (Ok(Token::Int(_)), Ok(Token::Int(_)), Ok(Token::Keyword(_)), Ok(Token::Int(n))) => {
                Some(n)
            }
            _ => None,
        }
    }

    /// Whether the stream's length stands in the file and is no plain number.
    fn is_chained(&self, object: &Object) -> bool {
        object.as_stream().and_then(|stream| stream.dict.get_ref("Length")).is_some_and(|length| {
            matches!(self.xref.get(length.num), Some(XrefEntry::InFile { .. }))
                && self.plain(length).is_none()
        })
    }
}

impl Resolve for Lengths<'_> {
    fn resolve_ref(&self, reference: ObjRef) -> Option<Object> {
        self.plain(reference).map(Object::Int)
    }
}

fn too_many_objects() -> ReadError {
    refused(format!("it claims more than {} objects", limits::OBJECTS))
}
