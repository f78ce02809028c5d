//! Bytes into an intake. The content says what a file is, never its name.

use std::borrow::Cow;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use raadslag_figures::{
    Fault, Faults, Intake, Schema, from_json, from_toml, from_workbook, sheet_csv,
};

/// No input is larger.
const LARGEST: u64 = 64 << 20;
const STDIN: &str = "-";

/// Reads a file or standard input. What cannot be read is a fault of the input like any other.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Faults> {
    let mut bytes = Vec::new();
    let read = if path == Path::new(STDIN) {
        std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
    };
    read.map_err(|error| unread(&error))?;
    if bytes.len() as u64 > LARGEST {
        let most = LARGEST >> 20;
        let fault =
            Fault::at("", format!("er større end {most} MB"), format!("is larger than {most} MB"));
        return Err(fault
            .advise("fjern det, der ikke hører til", "take away what does not belong")
            .into());
    }
    Ok(bytes)
}

fn unread(error: &std::io::Error) -> Faults {
    let fault = match error.kind() {
        ErrorKind::NotFound => {
            Fault::at("", "findes ikke", "does not exist").advise("ret navnet", "correct the name")
        }
        ErrorKind::PermissionDenied => Fault::at("", "må ikke læses", "may not be read")
            .advise("giv adgang til filen", "give access to the file"),
        ErrorKind::IsADirectory => Fault::at("", "er en mappe", "is a folder")
            .advise("skriv en fils navn", "write a file's name"),
        _ => Fault::at("", format!("kan ikke læses: {error}"), format!("cannot be read: {error}")),
    };
    fault.into()
}

/// What the input is called in messages.
pub(super) fn name(path: &Path) -> String {
    if path == Path::new(STDIN) { "stdin".to_owned() } else { path.display().to_string() }
}

/// The text of JSON bytes, which programs write; nothing for other forms.
pub(super) fn json_text(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    text.trim_ascii_start().starts_with('{').then_some(text)
}

/// Reads the bytes by what they are.
pub(super) fn intake(bytes: &[u8], schema: &Schema) -> Result<Intake, Faults> {
    if raadslag_sheets::is_meant_for(bytes) {
        let workbook = raadslag_sheets::read(bytes).map_err(|error| error.fault())?;
        return from_workbook(&workbook, schema);
    }
    let text = text(bytes)?;
    match Form::of(&text) {
        Form::Empty => Err(Fault::at("", "er tom", "is empty").into()),
        Form::Json => from_json(&text, schema),
        Form::Toml => from_toml(&text, schema),
        Form::Csv => from_workbook(&sheet_csv::read(&text)?, schema),
    }
}

/// Texts in UTF-8, UTF-16 with its mark, or what a Danish spreadsheet saves CSV in.
fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Faults> {
    let (text, encoding, _) = encoding_rs::UTF_8.decode(bytes);
    let text = match std::str::from_utf8(bytes) {
        Err(_) if encoding == encoding_rs::UTF_8 => encoding_rs::WINDOWS_1252.decode(bytes).0,
        _ => text,
    };
    if text.contains('\0') {
        let fault = Fault::at(
            "",
            "er hverken JSON, TOML, CSV eller XLSX",
            "is neither JSON, TOML, CSV nor XLSX",
        );
        let advice = ("gem regnearket som .xlsx", "save the spreadsheet as .xlsx");
        return Err(fault.advise(advice.0, advice.1).into());
    }
    Ok(text)
}

#[derive(Debug, PartialEq, Eq)]
enum Form {
    Empty,
    Json,
    Toml,
    Csv,
}

impl Form {
    /// TOML by its first line that says something: a key with its value, or a table's name; a line
    /// `[Kilder]` may also head a sheet in CSV, so then all of it must be TOML.
    fn of(text: &str) -> Self {
        let lines = text.lines().map(str::trim);
        let mut lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        let Some(first) = lines.next() else { return Self::Empty };
        if first.starts_with('{') || first.starts_with("[{") {
            return Self::Json;
        }
        // Excel's own first line, which names the delimiter.
        if first.trim_matches('"').to_ascii_lowercase().starts_with("sep=") {
            return Self::Csv;
        }
        let is_key = |c: char| c.is_ascii_alphanumeric() || "_-.\"'".contains(c);
        let has_key = first.split_once('=').is_some_and(|(key, _)| {
            let key = key.trim();
            !key.is_empty() && key.chars().all(is_key)
        });
        if has_key || first.starts_with("[[") {
            return Self::Toml;
        }
        if first.starts_with('[') && !first.ends_with(']') || first == "[" {
            return Self::Json;
        }
        let is_table = first.starts_with('[') && lines.next().is_some_and(|it| it.contains('='));
        if is_table { Self::Toml } else { Self::Csv }
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, text};

    #[test]
    fn the_content_says_what_it_is() {
        for (text, form) in [
            ("", Form::Empty),
            (" \n# kun en bemærkning\n", Form::Empty),
            ("\n {\"total\": 3}", Form::Json),
            ("[1, 2", Form::Json),
            ("[{\"name\": \"A\"}]", Form::Json),
            ("# Pladser\ntotal = 3\n", Form::Toml),
            ("[[units]]\nname = \"a;b\"", Form::Toml),
            ("[about]\ntitle = \"x\"", Form::Toml),
            ("total = \n", Form::Toml),
            ("Navn;Pladser\nFaxe;3\n", Form::Csv),
            ("[Enheder]\nNavn;Pladser\n", Form::Csv),
            ("Navn\nFaxe\n", Form::Csv),
            ("Formel = 3;x\n", Form::Toml),
            ("Navn;a=b\n", Form::Csv),
            ("sep=;\nNavn;Pladser\n", Form::Csv),
        ] {
            assert_eq!(Form::of(text), form, "{text}");
        }
    }

    #[test]
    fn danish_letters_are_read_in_the_encodings_spreadsheets_save() {
        let utf16: Vec<u8> = "\u{feff}Køge".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in ["Køge".as_bytes(), b"K\xF8ge", &utf16, "\u{feff}Køge".as_bytes()] {
            assert_eq!(text(bytes).expect("a text"), "Køge");
        }
        assert!(text(b"\x89PNG\0\0").is_err());
    }
}
