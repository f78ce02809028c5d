use jiff::civil::Date;
use raadslag_document::{Access, DocumentKind, Item, ItemKind, Outcome};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::archive::visibility::visible_item;
use crate::archive::{ArchiveError, Audience, BodyKind, ItemEntry, MeetingEntry, MentionKind};
use crate::ids::{ItemId, MeetingId};

/// The columns of a [`MeetingRow`] out of `meeting m JOIN body b`.
macro_rules! meeting_columns {
    () => {
        "m.id AS meeting_id, m.slug AS meeting_slug, b.slug AS body_slug, b.name AS body, m.date, \
         m.start_time, m.end_time, m.place, m.is_virtual, \
         m.is_cancelled, m.kind AS meeting_kind, m.items"
    };
}
pub(crate) use meeting_columns;

/// The columns of an [`ItemRow`] out of `item i JOIN meeting m JOIN body b`.
macro_rules! item_columns {
    () => {
        concat!(
            "i.id AS item_id, i.slug, i.number, i.title, i.kind, i.access, i.outcome, i.position, \
             i.section, ",
            $crate::archive::store::rows::meeting_columns!()
        )
    };
}
pub(crate) use item_columns;

/// The tables of an [`ItemRow`].
macro_rules! item_tables {
    () => {
        " FROM item i JOIN meeting m ON m.id = i.meeting_id JOIN body b ON b.id = m.body_id "
    };
}
pub(crate) use item_tables;

/// A meeting in a list.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct MeetingRow {
    pub(crate) meeting_id: MeetingId,
    meeting_slug: String,
    pub(crate) body_slug: String,
    pub(crate) body: String,
    date: Option<String>,
    start_time: Option<String>,
    end_time: Option<String>,
    place: Option<String>,
    is_virtual: bool,
    is_cancelled: bool,
    meeting_kind: String,
    items: i64,
}

impl MeetingRow {
    /// The day.
    pub(crate) fn day(&self) -> Option<Date> {
        date(self.date.as_deref())
    }

    /// How many items it has.
    pub(crate) fn item_count(&self) -> u32 {
        count(self.items)
    }
}

impl From<MeetingRow> for MeetingEntry {
    fn from(row: MeetingRow) -> Self {
        Self {
            slug: row.meeting_slug,
            body_slug: row.body_slug,
            body: row.body,
            date: date(row.date.as_deref()),
            start: row.start_time.and_then(|time| time.parse().ok()),
            end: row.end_time.and_then(|time| time.parse().ok()),
            place: row.place,
            is_virtual: row.is_virtual,
            is_cancelled: row.is_cancelled,
            kind: document_kind(&row.meeting_kind),
            items: count(row.items),
        }
    }
}

/// An item in a list. It becomes an entry only with a viewer.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct ItemRow {
    pub(crate) item_id: ItemId,
    slug: String,
    number: Option<String>,
    title: String,
    kind: String,
    access: String,
    outcome: String,
    pub(crate) position: Option<i64>,
    pub(crate) section: Option<i64>,
    #[sqlx(flatten)]
    pub(crate) meeting: MeetingRow,
}

impl ItemRow {
    /// Who may read it.
    pub(crate) fn access(&self) -> Access {
        access(&self.access)
    }

    /// The entry as the viewer may see it.
    pub(crate) fn entry(self, viewer: Audience) -> ItemEntry {
        let access = self.access();
        let outcome = outcome(&self.outcome);
        let item = visible_item(
            Item {
                number: self.number,
                title: self.title,
                kind: item_kind(&self.kind),
                access,
                ..Item::default()
            },
            viewer,
        );
        ItemEntry {
            slug: self.slug,
            number: item.number,
            title: item.title,
            kind: item.kind,
            access,
            outcome: if viewer.sees(access) { outcome } else { Outcome::None },
            meeting: self.meeting.into(),
        }
    }
}

/// A number of rows.
pub(crate) fn count(rows: i64) -> u32 {
    u32::try_from(rows).unwrap_or_default()
}

pub(crate) fn date(text: Option<&str>) -> Option<Date> {
    text.and_then(|text| text.parse().ok())
}

pub(crate) fn document_kind(name: &str) -> DocumentKind {
    if name == document_kind_name(DocumentKind::Minutes) {
        DocumentKind::Minutes
    } else {
        DocumentKind::Agenda
    }
}

pub(crate) fn document_kind_name(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Agenda => "agenda",
        DocumentKind::Minutes => "minutes",
    }
}

pub(crate) fn item_kind(name: &str) -> ItemKind {
    ItemKind::ALL.into_iter().find(|kind| kind.name() == name).unwrap_or_default()
}

pub(crate) fn outcome(name: &str) -> Outcome {
    Outcome::ALL.into_iter().find(|outcome| outcome.name() == name).unwrap_or_default()
}

/// What is not known to be open is closed.
pub(crate) fn access(name: &str) -> Access {
    if name == access_name(Access::Open) { Access::Open } else { Access::Closed }
}

pub(crate) fn access_name(access: Access) -> &'static str {
    match access {
        Access::Open => "open",
        Access::Closed => "closed",
    }
}

const BODY_KINDS: [(BodyKind, &str); 5] = [
    (BodyKind::Kkr, "kkr"),
    (BodyKind::Executives, "executives"),
    (BodyKind::Region, "region"),
    (BodyKind::Council, "council"),
    (BodyKind::Committee, "committee"),
];

pub(crate) fn body_kind(name: &str) -> BodyKind {
    let found = BODY_KINDS.into_iter().find(|(_, known)| *known == name);
    found.map_or(BodyKind::Committee, |(kind, _)| kind)
}

pub(crate) fn body_kind_name(kind: BodyKind) -> &'static str {
    let found = BODY_KINDS.into_iter().find(|(known, _)| *known == kind);
    found.map_or("committee", |(_, name)| name)
}

const MENTION_KINDS: [(MentionKind, &str); 8] = [
    (MentionKind::Body, "body"),
    (MentionKind::Municipality, "municipality"),
    (MentionKind::Person, "person"),
    (MentionKind::Post, "post"),
    (MentionKind::Law, "law"),
    (MentionKind::Deadline, "deadline"),
    (MentionKind::Money, "money"),
    (MentionKind::Count, "count"),
];

pub(crate) fn mention_kind(name: &str) -> Option<MentionKind> {
    MENTION_KINDS.into_iter().find(|(_, known)| *known == name).map(|(kind, _)| kind)
}

pub(crate) fn mention_kind_name(kind: MentionKind) -> &'static str {
    let found = MENTION_KINDS.into_iter().find(|(known, _)| *known == kind);
    found.map_or("count", |(_, name)| name)
}

/// Reads a JSON column.
pub(crate) fn from_json<T: DeserializeOwned>(what: &str, json: &str) -> Result<T, ArchiveError> {
    serde_json::from_str(json).map_err(|error| ArchiveError::damaged(what, error))
}

/// Writes a JSON column.
pub(crate) fn to_json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("the model has string keys only")
}

/// A text for a column: PostgreSQL takes no NUL.
pub(crate) fn plain(text: &str) -> String {
    text.replace('\0', "")
}
