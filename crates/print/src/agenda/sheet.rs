//! What is printed of a document, in pieces that every format knows how to set.

use jiff::civil::Date;
use raadslag_document::{ClockTime, Document, DocumentKind, Meeting, Section};

use super::{Extent, attendance, item, runs, tables};

/// The heading over items that stand in no section.
pub(crate) const WITHOUT_SECTION: &str = "Punkter på dagsordenen";
/// The heading over the list of contents.
pub(crate) const CONTENTS: &str = "Indhold";
/// The heading over who came.
pub(crate) const ATTENDANCE: &str = "Fremmøde";

/// A document as it is printed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sheet {
    /// "Dagsorden".
    pub(crate) kind: &'static str,
    /// "KKR Sjælland"; empty where the document names no body.
    pub(crate) body: String,
    /// Its date.
    pub(crate) date: Option<Date>,
    /// Everything below the title, in reading order.
    pub(crate) pieces: Vec<Piece>,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    /// A heading of the printed document: 2 a section, 3 an item, 4 a part of it, 5 below.
    Heading {
        /// 2 to 5.
        level: u8,
        /// One line.
        text: String,
        /// It stands in the list of contents.
        listed: bool,
    },
    /// A heading the author wrote inside a field.
    Inner {
        /// The author's level, 1 to 6.
        level: u8,
        /// One line.
        text: String,
    },
    /// The printer's own words: kind, case number, outcome.
    Small(String),
    /// Running text.
    Paragraph(Vec<Run>),
    /// A list.
    List(Listing),
    /// A table.
    Table(Grid),
    /// The list of contents.
    Contents,
}

/// A stretch of text that looks the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Run {
    /// Its characters.
    pub(crate) text: String,
    /// Bold.
    pub(crate) strong: bool,
    /// Italic.
    pub(crate) emphasis: bool,
    /// Where it leads.
    pub(crate) link: Option<String>,
}

/// A list as it is printed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Listing {
    /// How its entries are counted.
    pub(crate) count: Count,
    /// Text and what stands below it, entry by entry.
    pub(crate) entries: Vec<(Vec<Run>, Vec<Piece>)>,
}

/// What stands before the entries of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Count {
    /// Dashes.
    Dashes,
    /// Numbers from this one.
    Numbers(u32),
    /// Letters from this one, 1 being "a".
    Letters(u32),
}

/// A table as it is printed.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Grid {
    /// What it shows.
    pub(crate) caption: Option<String>,
    /// Columns.
    pub(crate) width: usize,
    /// Rows of column headers.
    pub(crate) header: Vec<Vec<Slot>>,
    /// The other rows.
    pub(crate) rows: Vec<Vec<Slot>>,
    /// It is a list of labels and values rather than a table of the author's.
    pub(crate) facts: bool,
}

/// A cell; those it covers are left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Slot {
    /// Its paragraphs.
    pub(crate) lines: Vec<String>,
    /// Columns it takes.
    pub(crate) columns: u32,
    /// Rows it takes.
    pub(crate) rows: u32,
    /// It heads its row.
    pub(crate) heads: bool,
}

/// The sheet of a document.
pub(crate) fn sheet(document: &Document, extent: Extent) -> Sheet {
    let mut pieces = vec![];
    pieces.extend(facts(&document.meeting));
    if let (Some(attendance), Extent::Whole) = (&document.attendance, extent) {
        pieces.push(heading(2, ATTENDANCE));
        pieces.extend(attendance::pieces(attendance));
    }
    if extent == Extent::Whole {
        pieces.push(heading(2, CONTENTS));
        pieces.push(Piece::Contents);
    }
    let mut before = 0;
    for section in &document.sections {
        let kept = |at: usize| match extent {
            Extent::Whole => true,
            Extent::Item(only) => only == at,
        };
        let here = before..before + section.items.len();
        before = here.end;
        if extent == Extent::Whole || here.clone().any(kept) {
            pieces.push(section_heading(section));
            if section.items.is_empty() {
                pieces.push(Piece::Small("Ingen punkter.".to_owned()));
            }
            let items = here.zip(&section.items).filter(|(at, _)| kept(*at));
            pieces.extend(items.flat_map(|(_, it)| item::pieces(it)));
        }
    }
    Sheet {
        kind: kind(document),
        body: document.body.clone().unwrap_or_default(),
        date: document.meeting.date,
        pieces,
    }
}

/// A heading of the printed document itself.
pub(crate) fn heading(level: u8, text: &str) -> Piece {
    Piece::Heading { level, text: text.to_owned(), listed: false }
}

fn kind(document: &Document) -> &'static str {
    match (document.document, document.meeting.supplementary) {
        (DocumentKind::Agenda, false) => "Dagsorden",
        (DocumentKind::Agenda, true) => "Tillægsdagsorden",
        (DocumentKind::Minutes, false) => "Referat",
        (DocumentKind::Minutes, true) => "Referat af tillægsdagsorden",
    }
}

fn section_heading(section: &Section) -> Piece {
    let text = match (&section.number, &section.title) {
        (Some(number), Some(title)) => format!("{number}. {title}"),
        (Some(number), None) => format!("{number}."),
        (None, Some(title)) => title.clone(),
        (None, None) => WITHOUT_SECTION.to_owned(),
    };
    Piece::Heading { level: 2, text, listed: true }
}

fn facts(meeting: &Meeting) -> Option<Piece> {
    let mut rows: Vec<(&str, String)> = Vec::new();
    rows.extend(meeting.date.map(|date| ("Dato", long_date(date))));
    rows.extend(times(meeting.start, meeting.end).map(|times| ("Tid", times)));
    rows.extend(meeting.place.clone().map(|place| ("Sted", place)));
    if meeting.r#virtual {
        rows.push(("Mødeform", "Virtuelt møde".to_owned()));
    }
    rows.extend(meeting.notes.clone().map(|notes| ("Bemærkninger", notes)));
    rows.retain(|(_, value)| !value.trim().is_empty());
    let rows: Vec<Vec<Slot>> =
        rows.iter().map(|(label, value)| vec![tables::head(label), tables::slot(value)]).collect();
    (!rows.is_empty())
        .then(|| Piece::Table(Grid { width: 2, rows, facts: true, ..Grid::default() }))
}

fn times(start: Option<ClockTime>, end: Option<ClockTime>) -> Option<String> {
    let time = |time: ClockTime| format!("{}.{:02}", time.hour(), time.minute());
    match (start.map(time), end.map(time)) {
        (Some(start), Some(end)) => Some(format!("kl. {start}–{end}")),
        (Some(start), None) => Some(format!("kl. {start}")),
        (None, Some(end)) => Some(format!("til kl. {end}")),
        (None, None) => None,
    }
}

/// "tirsdag den 2. september 2025".
pub(crate) fn long_date(date: Date) -> String {
    const DAYS: [&str; 7] =
        ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"];
    let day = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
    format!("{} den {}", DAYS[day], short_date(date))
}

/// "2. september 2025".
pub(crate) fn short_date(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let month = usize::from(date.month().unsigned_abs()) - 1;
    format!("{}. {} {:04}", date.day(), MONTHS[month], date.year())
}

/// Text without marks.
pub(crate) fn plain(text: &str) -> Piece {
    Piece::Paragraph(runs::plain(text))
}
