//! What a file is called, and which meeting is meant.

use raadslag_document::DocumentKind;

/// A file that can be made of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// The agenda or the minutes.
    Pdf,
    /// The same for a word processor.
    Docx,
    /// With every annex, as one PDF.
    Pack,
    /// With every annex, file by file.
    Zip,
}

impl Form {
    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf | Self::Pack => "application/pdf",
            Self::Zip => "application/zip",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }

    /// Whether the annexes are in it.
    pub fn holds_annexes(self) -> bool {
        matches!(self, Self::Pack | Self::Zip)
    }

    /// The form and the kind of document that a file of a meeting's address has.
    ///
    /// ```
    /// use raadslag_app::paper::Form;
    /// assert_eq!(Form::of_address("pakke.zip"), Some((Form::Zip, None)));
    /// assert_eq!(Form::of_address("passwd"), None);
    /// ```
    pub fn of_address(file: &str) -> Option<(Self, Option<DocumentKind>)> {
        use DocumentKind::{Agenda, Minutes};
        Some(match file {
            "dagsorden.pdf" => (Self::Pdf, Some(Agenda)),
            "referat.pdf" => (Self::Pdf, Some(Minutes)),
            "dagsorden.docx" => (Self::Docx, Some(Agenda)),
            "referat.docx" => (Self::Docx, Some(Minutes)),
            "pakke.pdf" => (Self::Pack, None),
            "pakke.zip" => (Self::Zip, None),
            _ => return None,
        })
    }
}

/// The file's name in a meeting's address.
pub fn file_name(form: Form, kind: DocumentKind) -> &'static str {
    match (form, kind) {
        (Form::Pdf, DocumentKind::Agenda) => "dagsorden.pdf",
        (Form::Pdf, DocumentKind::Minutes) => "referat.pdf",
        (Form::Docx, DocumentKind::Agenda) => "dagsorden.docx",
        (Form::Docx, DocumentKind::Minutes) => "referat.docx",
        (Form::Pack, _) => "pakke.pdf",
        (Form::Zip, _) => "pakke.zip",
    }
}

/// Which meeting someone means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A meeting's address.
    Meeting {
        /// The body's slug.
        body: String,
        /// The meeting's slug.
        slug: String,
    },
    /// An item's address.
    Item(String),
    /// Anything else: perhaps a file.
    Other(String),
}

impl Place {
    /// Reads `kkr-sjaelland/2025-09-02`, `https://host/moede/kkr-sjaelland/2025-09-02?vis=alt` and
    /// `/punkt/kkr-sjaelland-2025-09-02-2-6`.
    ///
    /// ```
    /// use raadslag_app::paper::Place;
    /// let meant = Place::Meeting { body: "k17".into(), slug: "2026-08-21".into() };
    /// assert_eq!(Place::read("https://raadslag.dk/moede/k17/2026-08-21"), meant);
    /// assert_eq!(Place::read("k17/2026-08-21"), meant);
    /// assert_eq!(Place::read("./referat.pdf"), Place::Other("./referat.pdf".into()));
    /// ```
    pub fn read(text: &str) -> Self {
        let path = text.split(['?', '#']).next().unwrap_or_default();
        let path = match path.split_once("://") {
            Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
            None => path,
        };
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        let is_slug = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        };
        match parts[..] {
            ["punkt", slug] | ["punkt", slug, _] if is_slug(slug) => Self::Item(slug.to_owned()),
            ["moede", body, slug, ..] | [body, slug] if is_slug(body) && is_slug(slug) => {
                Self::Meeting { body: body.to_owned(), slug: slug.to_owned() }
            }
            _ => Self::Other(text.to_owned()),
        }
    }
}

/// Characters of an annex's name in a pack, before its ending.
const LONGEST_NAME: usize = 80;

/// The name of an annex's file in a pack: readable, safe on every system, and of no folder.
///
/// ```
/// use raadslag_app::paper::annex_file_name;
/// let name = annex_file_name(Some("2.6"), 1, "Nøgle: 2025/26 <udkast>", "application/pdf");
/// assert_eq!(name, "Pkt. 2.6 - Bilag 1 - Nøgle 2025 26 udkast.pdf");
/// ```
pub fn annex_file_name(item: Option<&str>, number: u32, title: &str, media_type: &str) -> String {
    let ending = ending(media_type, title);
    let title = title.strip_suffix(&ending).unwrap_or(title);
    let item = item.map(|item| format!("Pkt. {} - ", safe(item))).unwrap_or_default();
    let title: String = safe(title).chars().take(LONGEST_NAME).collect();
    let title = title.trim_end_matches([' ', '.']);
    let dash = if title.is_empty() { "" } else { " - " };
    format!("{item}Bilag {number}{dash}{title}{ending}")
}

/// Letters, digits and harmless signs; white space and the rest are single spaces.
fn safe(text: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || "-_.,()+&'".contains(c);
    let spaced: String = text.chars().map(|c| if kept(c) { c } else { ' ' }).collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    words.join(" ").trim_matches(['.', ' ']).to_owned()
}

/// ".pdf" by the content's type, else the ending the title has itself.
fn ending(media_type: &str, title: &str) -> String {
    let known = match media_type.split(';').next().unwrap_or_default().trim() {
        "application/pdf" => ".pdf",
        "image/png" => ".png",
        "image/jpeg" => ".jpg",
        "image/gif" => ".gif",
        "image/tiff" => ".tif",
        "text/plain" => ".txt",
        "text/html" => ".html",
        "application/rtf" => ".rtf",
        "application/zip" => ".zip",
        kind if kind.ends_with("wordprocessingml.document") => ".docx",
        kind if kind.ends_with("spreadsheetml.sheet") => ".xlsx",
        kind if kind.ends_with("presentationml.presentation") => ".pptx",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let own = title.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default();
    let is_ending = (2..=4).contains(&own.len()) && own.chars().all(|c| c.is_ascii_alphanumeric());
    if is_ending { format!(".{own}") } else { String::new() }
}
