//! Makes a file whose table of objects is lost readable to the engine, which then searches for
//! plain objects only: packed ones are written out behind it.

use pdfboss_core::filters::decode_stream;
use pdfboss_core::lexer::{Lexer, Token};
use pdfboss_core::parser::{NoResolve, Parser};
use pdfboss_core::xref::{XrefEntry, load_xref};
use pdfboss_core::{Object, Stream};

use super::engine::limits;

/// The file without its table and with the objects of its object streams written out. Call it on
/// files that the guard has looked over.
pub(super) fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut whole = without_table(bytes);
    let Ok(xref) = load_xref(&whole) else { return whole };
    let mut places: Vec<u64> = xref
        .iter()
        .filter_map(|(_, entry)| match entry {
            XrefEntry::InFile { offset, .. } => Some(offset),
            _ => None,
        })
        .collect();
    places.sort_unstable();
    let mut packed = Vec::new();
    for place in places {
        let Ok(place) = usize::try_from(place) else { continue };
        if let Ok((_, Object::Stream(stream))) =
            Parser::at(&whole, place).parse_indirect(&NoResolve)
        {
            write_out(&stream, &mut packed, |number| xref.get(number).is_none());
        }
        if packed.len() > limits::OBJECT_STREAMS {
            break;
        }
    }
    whole.extend(packed);
    whole
}

/// Writes the objects of an object stream as plain ones. A later one of a number replaces an
/// earlier one, but none replaces a plain one, which stands in for it since.
fn write_out(stream: &Stream, out: &mut Vec<u8>, is_wanted: impl Fn(u32) -> bool) {
    let is_container = stream.dict.get_name("Type").is_some_and(|name| name.0 == "ObjStm");
    let first = stream.dict.get_int("First").and_then(|it| usize::try_from(it).ok());
    let (true, Some(first)) = (is_container, first) else { return };
    let Ok(data) = decode_stream(stream, &NoResolve) else { return };
    let mut lexer = Lexer::new(&data);
    let mut heads: Vec<(u32, usize)> = Vec::new();
    while lexer.pos() < first {
        let (Ok(Token::Int(number)), Ok(Token::Int(offset))) =
            (lexer.next_token(), lexer.next_token())
        else {
            break;
        };
        let (Ok(number), Ok(offset)) = (u32::try_from(number), usize::try_from(offset)) else {
            break;
        };
        heads.push((number, first.saturating_add(offset).min(data.len())));
    }
    for (index, &(number, start)) in heads.iter().enumerate() {
        let end = heads.get(index + 1).map_or(data.len(), |next| next.1).max(start);
        if is_wanted(number) && out.len() <= limits::OBJECT_STREAMS {
            out.extend(format!("\n{number} 0 obj\n").bytes());
            out.extend(&data[start..end]);
            out.extend(b"\nendobj\n");
        }
    }
}

/// The file with its pointer to the cross-reference table blanked out.
fn without_table(bytes: &[u8]) -> Vec<u8> {
    const WORD: &[u8] = b"startxref";
    let mut copy = bytes.to_vec();
    let mut at = 0;
    while let Some(found) = copy[at..].windows(WORD.len()).position(|part| part == WORD) {
        at += found;
        copy[at..at + WORD.len()].fill(b' ');
    }
    copy
}
