use raadslag_document::{Access, DocumentKind};

use super::labels::{self, Badge};
use crate::archive::{ItemEntry, MeetingEntry};
use crate::i18n::Language;

/// A meeting in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingRow {
    /// Its page.
    pub href: String,
    /// The body's name.
    pub body: String,
    /// The body's page.
    pub body_href: String,
    /// "2. september 2025", or that the day is not known.
    pub date: String,
    /// "tirsdag den 2. september 2025 kl. 9.30–12.00".
    pub when: String,
    /// "2025-09-02" for `time`, where the day is known.
    pub iso: Option<String>,
    /// "2" for the sheet of the calendar.
    pub day: String,
    /// "sep. 2025".
    pub month: String,
    /// Where, on one line.
    pub place: Option<String>,
    /// Held on line.
    pub is_virtual: bool,
    /// It will not be held.
    pub is_cancelled: bool,
    /// "Dagsorden" or "Referat".
    pub document: &'static str,
    /// The minutes are held.
    pub has_minutes: bool,
    /// "14 punkter".
    pub items: String,
}

impl MeetingRow {
    /// The row of a meeting.
    pub fn new(l: Language, entry: &MeetingEntry) -> Self {
        let date = entry.date.map_or_else(|| l.text("date-unknown").to_owned(), |d| l.date(d));
        Self {
            href: meeting_href(entry),
            body: entry.body.clone(),
            body_href: format!("/organ/{}", entry.body_slug),
            when: when(l, entry),
            iso: entry.date.map(|date| date.to_string()),
            day: entry.date.map_or_else(|| "–".to_owned(), |date| date.day().to_string()),
            month: entry.date.map_or_else(String::new, |date| {
                format!("{} {}", l.month_short(date.month()), date.year())
            }),
            date,
            place: entry.place.clone().filter(|place| !place.trim().is_empty()),
            is_virtual: entry.is_virtual,
            is_cancelled: entry.is_cancelled,
            document: labels::document(l, entry.kind),
            has_minutes: entry.kind == DocumentKind::Minutes,
            items: l.count("items-count", entry.items),
        }
    }

    /// Rows of several meetings.
    pub fn all(l: Language, entries: &[MeetingEntry]) -> Vec<Self> {
        entries.iter().map(|entry| Self::new(l, entry)).collect()
    }
}

/// The address of a meeting's page.
pub fn meeting_href(entry: &MeetingEntry) -> String {
    format!("/moede/{}/{}", entry.body_slug, entry.slug)
}

/// Day and time in words.
pub fn when(l: Language, entry: &MeetingEntry) -> String {
    let day = entry.date.map_or_else(|| l.text("date-unknown").to_owned(), |d| l.long_date(d));
    match entry.start {
        Some(start) => format!("{day} {}", l.times(start, entry.end)),
        None => day,
    }
}

/// An item in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRow {
    /// Its page.
    pub href: String,
    /// "2.6".
    pub number: Option<String>,
    /// Its title.
    pub title: String,
    /// What the body is to do with it.
    pub kind: Option<Badge>,
    /// How it ended.
    pub outcome: Option<Badge>,
    /// "Lukket punkt", where it is.
    pub closed: Option<Badge>,
    /// The meeting it stands on.
    pub meeting: MeetingRow,
}

impl ItemRow {
    /// The row of an item.
    pub fn new(l: Language, entry: &ItemEntry) -> Self {
        let is_closed = entry.access == Access::Closed;
        Self {
            href: item_href(entry),
            number: entry.number.clone(),
            title: entry.title.clone(),
            kind: (!is_closed).then(|| labels::kind_badge(l, entry.kind)).flatten(),
            outcome: (!is_closed).then(|| labels::outcome_badge(l, entry.outcome)).flatten(),
            closed: is_closed.then(|| labels::closed_badge(l)),
            meeting: MeetingRow::new(l, &entry.meeting),
        }
    }

    /// Whether it has any badge.
    pub fn has_badges(&self) -> bool {
        self.badges().next().is_some()
    }

    /// Its badges, in the order they are shown.
    pub fn badges(&self) -> impl Iterator<Item = &Badge> {
        self.closed.iter().chain(&self.kind).chain(&self.outcome)
    }
}

/// The address of an item's page.
pub fn item_href(entry: &ItemEntry) -> String {
    format!("/punkt/{}", entry.slug)
}
