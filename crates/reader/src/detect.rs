//! What a file is, by its content.

use encoding_rs::{UTF_8, WINDOWS_1252};

use crate::ReadError;
use crate::pattern::regex;

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// PDF with text.
    Pdf,
    /// A web page.
    Html,
    /// Word's document format.
    Docx,
    /// A case system's manifest.
    Xml,
    /// A portal's JSON, or our own.
    Json,
    /// Plain text.
    Text,
}

impl Format {
    /// The media type to serve the original with.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Html => "text/html",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xml => "application/xml",
            Self::Json => "application/json",
            Self::Text => "text/plain",
        }
    }

    /// Detects the format by the first bytes; a file's name is never asked.
    pub fn detect(bytes: &[u8]) -> Result<Self, ReadError> {
        // A PDF may begin with a little rubbish; readers look for its mark in the first kilobyte.
        if find(&bytes[..bytes.len().min(1024)], b"%PDF-") {
            return Ok(Self::Pdf);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return if is_open_document(bytes) {
                Err(ReadError::OtherOffice("an OpenDocument file"))
            } else {
                Ok(Self::Docx)
            };
        }
        if bytes.starts_with(b"{\\rtf") {
            return Err(ReadError::OtherOffice("rich text (RTF)"));
        }
        if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
            return Err(ReadError::OldOffice);
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(ReadError::Empty);
        }
        if is_binary(bytes) {
            return Err(ReadError::UnknownFormat(first_bytes(bytes)));
        }
        Ok(Self::of_text(&decode(&bytes[..bytes.len().min(65_536)])))
    }

    fn of_text(text: &str) -> Self {
        let body = text
            .lines()
            .map(str::trim)
            .find(|line| !line.is_empty() && !line.starts_with('#'))
            .unwrap_or_default();
        let lower = body.to_ascii_lowercase();
        let marked =
            ["<!doctype html", "<html", "<!--", "<head", "<body", "<?xml", "<div", "<article"]
                .iter()
                .any(|mark| lower.starts_with(mark));
        if is_manifest(text) {
            Self::Xml
        } else if marked {
            Self::Html
        } else if is_json(body) || (body.starts_with(['{', '[']) && text.contains("\":")) {
            Self::Json
        } else {
            Self::Text
        }
    }
}

/// Whether the first part of a package is its type, as `OpenDocument` wants it, and is of that family.
fn is_open_document(bytes: &[u8]) -> bool {
    find(&bytes[..bytes.len().min(128)], b"mimetypeapplication/vnd.oasis.opendocument")
}

/// Whether a line begins as no text does: with lists in lists, or a list of objects.
fn is_json(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    matches!((marks.next(), marks.next()), (Some('['), Some('[' | '{')))
}

/// Whether the first element is one that a case system's manifest begins with, or of a file that
/// says it is XML and no web page.
fn is_manifest(text: &str) -> bool {
    let root = regex!(r"<\s*(?:[\w.-]+:)?([\p{L}_][\p{L}\w.-]*)").captures(text);
    let (Some(root), Some(first)) = (root, text.find('<')) else { return false };
    let before = text[..first].lines().map(str::trim);
    if !before.clone().all(|line| line.is_empty() || line.starts_with(['#', '\u{feff}'])) {
        return false;
    }
    let name = root[1].to_lowercase();
    let declared = text[first..].starts_with("<?xml");
    let pages = ["html", "head", "body", "div", "article", "table", "p", "section", "main", "svg"];
    let manifests =
        ["dagsorden", "dagsordener", "publication", "meeting", "møde", "agenda", "referat"];
    (declared && !pages.contains(&name.as_str())) || manifests.contains(&name.as_str())
}

fn find(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}

/// Control characters that no text holds. UTF-16 is told by its byte order mark and is text.
fn is_binary(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return false;
    }
    let start = &bytes[..bytes.len().min(65_536)];
    let controls = start.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    start.contains(&0) || controls * 100 > start.len()
}

fn first_bytes(bytes: &[u8]) -> String {
    let shown: Vec<String> = bytes.iter().take(8).map(|byte| format!("{byte:02X}")).collect();
    shown.join(" ")
}

/// Text in UTF-8 or UTF-16 by its byte order mark, else UTF-8 where it is valid, else Windows-1252.
pub(crate) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    // A multi-byte character cut at the end of a sample is not a sign of another encoding.
    let cut = match std::str::from_utf8(bytes) {
        Ok(_) => return UTF_8.decode(bytes).0.into_owned(),
        Err(error) => error.error_len().is_none(),
    };
    let encoding = if cut { UTF_8 } else { WINDOWS_1252 };
    encoding.decode(bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_says_what_a_file_is() {
        for (bytes, format) in [
            (&b"\n\n%PDF-1.4 ..."[..], Format::Pdf),
            (b"PK\x03\x04rest", Format::Docx),
            (b"<!-- a note --><html><body>", Format::Html),
            (b"# a note\n{\"document\": \"agenda\"}", Format::Json),
            (b"<?xml version='1.0'?>\n<Dagsorden Nr='1'>", Format::Xml),
            (b"<?xml version='1.0'?>\n<!DOCTYPE html><html>", Format::Html),
            (b"<Publication><Agendas>", Format::Xml),
            (b"<edoc:Root>", Format::Text),
            (b"DAGSORDEN 2025", Format::Text),
            (b"{not json", Format::Text),
            (b"[note]", Format::Text),
            (b"[[[[", Format::Json),
        ] {
            assert_eq!(Format::detect(bytes), Ok(format));
        }
        assert_eq!(Format::detect(b" \n"), Err(ReadError::Empty));
        let package = b"PK\x03\x04\n\0\0\0mimetypeapplication/vnd.oasis.opendocument.textPK";
        for other in [&package[..], b"{\\rtf1\\ansi Dagsorden}"] {
            assert!(matches!(Format::detect(other), Err(ReadError::OtherOffice(_))));
        }
        assert!(matches!(Format::detect(b"\x89PNG\0\0"), Err(ReadError::UnknownFormat(_))));
    }

    #[test]
    fn danish_letters_survive_both_encodings() {
        assert_eq!(decode("Køge, Næstved".as_bytes()), "Køge, Næstved");
        assert_eq!(decode(b"K\xF8ge, N\xE6stved"), "Køge, Næstved");
        assert_eq!(decode(b"\xFF\xFEK\0\xF8\0"), "Kø");
    }
}
