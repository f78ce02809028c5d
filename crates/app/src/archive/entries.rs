//! What the archive shows of itself: the values its queries return and pages, JSON and feeds render.
//! Visibility is already applied when one of these exists.

pub use crate::mentions::MentionKind;
pub use crate::register::BodyKind;
pub use crate::threads::LinkReason;
use jiff::Timestamp;
use jiff::civil::Date;
use raadslag_document::{
    Access, ClockTime, Document, DocumentKind, Item, ItemKind, Outcome, Place, Problem,
};

use super::visibility::{Audience, visible_item};
use crate::ids::MeetingId;

/// A body and how much the archive holds of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyEntry {
    /// Readable address part, "kkr-sjaelland".
    pub slug: String,
    /// Its name in the register, else as its documents write it.
    pub name: String,
    /// What it is.
    pub kind: BodyKind,
    /// How many meetings are held in the archive.
    pub meetings: u32,
    /// Its latest meeting.
    pub latest: Option<Date>,
}

/// A meeting in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingEntry {
    /// Address: `/moede/{body_slug}/{slug}`; the slug is the date, with `-2` for a second one that day.
    pub slug: String,
    /// The body's slug.
    pub body_slug: String,
    /// The body's name.
    pub body: String,
    /// The day; `None` where the document does not say.
    pub date: Option<Date>,
    /// From.
    pub start: Option<ClockTime>,
    /// To.
    pub end: Option<ClockTime>,
    /// Where.
    pub place: Option<String>,
    /// Held on line.
    pub is_virtual: bool,
    /// It will not be held.
    pub is_cancelled: bool,
    /// The newest document held: agenda or minutes.
    pub kind: DocumentKind,
    /// Number of items.
    pub items: u32,
}

/// An item in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemEntry {
    /// Permanent address: `/punkt/{slug}`.
    pub slug: String,
    /// "2.6".
    pub number: Option<String>,
    /// Without kind prefix.
    pub title: String,
    /// What the body is to do with it.
    pub kind: ItemKind,
    /// Open or closed. A closed item has number and title and nothing else.
    pub access: Access,
    /// As decided; `Outcome::None` where not (yet) known.
    pub outcome: Outcome,
    /// The meeting it stands on.
    pub meeting: MeetingEntry,
}

/// A meeting with everything its page shows.
#[derive(Debug, Clone, PartialEq)]
pub struct MeetingDetail {
    /// The meeting.
    pub entry: MeetingEntry,
    /// The newest document; closed items are reduced to number and title.
    pub document: Document,
    /// One entry per item of the document, in the same order.
    pub items: Vec<ItemEntry>,
    /// Every version held, newest first.
    pub versions: Vec<VersionEntry>,
    /// The body's meeting before.
    pub previous: Option<MeetingEntry>,
    /// The body's meeting after.
    pub next: Option<MeetingEntry>,
}

impl MeetingDetail {
    /// Takes the text of closed items away from someone disqualified from them; `is_barred` is
    /// asked with their slugs.
    pub fn conceal(&mut self, is_barred: impl Fn(&str) -> bool) {
        let mut concealed = false;
        let items = self.document.sections.iter_mut().flat_map(|section| &mut section.items);
        for (item, entry) in items.zip(&mut self.items) {
            if entry.access == Access::Closed && is_barred(&entry.slug) {
                *item = visible_item(std::mem::take(item), Audience::Public);
                entry.outcome = Outcome::None;
                concealed = true;
            }
        }
        if concealed {
            for version in &mut self.versions {
                version.original = false;
                version.problems.clear();
            }
            self.document.furniture.clear();
            self.document.problems.clear();
        }
    }
}

/// A version of a meeting's document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionEntry {
    /// SHA-256 of the original, in hex: `/original/{sha256}/{file_name}`.
    pub sha256: String,
    /// Its name when imported.
    pub file_name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its media type.
    pub media_type: String,
    /// Agenda or minutes.
    pub kind: DocumentKind,
    /// A supplementary agenda.
    pub supplementary: bool,
    /// When it was imported (UTC, RFC 3339).
    pub imported_at: String,
    /// The viewer may have the original file.
    pub original: bool,
    /// Nobody may have it: it held what must not be seen any more.
    pub withheld: bool,
    /// What the reader reported.
    pub problems: Vec<Problem>,
}

/// A meeting and what is on its agenda, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaEntry {
    /// The meeting.
    pub entry: MeetingEntry,
    /// Its items, in order.
    pub items: Vec<ItemEntry>,
}

/// An item with everything its page shows.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemDetail {
    /// The item in short.
    pub entry: ItemEntry,
    /// The section it stands in, "2. Regionalpolitiske sager".
    pub section: Option<String>,
    /// The meeting's newest document no longer has it.
    pub is_replaced: bool,
    /// The item; reduced to number and title when closed.
    pub item: Item,
    /// Its annexes, in the item's order.
    pub attachments: Vec<AttachmentEntry>,
    /// The thread it belongs to, if any.
    pub thread: Option<ThreadDetail>,
    /// Names found in it.
    pub mentions: Vec<MentionEntry>,
    /// The item before on the agenda.
    pub previous: Option<ItemEntry>,
    /// The item after on the agenda.
    pub next: Option<ItemEntry>,
}

/// An annex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentEntry {
    /// Its title.
    pub title: String,
    /// The address to fetch it from: our own `/bilag/{sha256}/{name}` when held, else the source's.
    pub url: Option<String>,
    /// Held in the archive.
    pub held: bool,
    /// Its size in bytes, where held.
    pub size: Option<u64>,
    /// Its media type, where held.
    pub media_type: Option<String>,
}

/// Something named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionEntry {
    /// What it is.
    pub kind: MentionKind,
    /// The name in base form: "Faxe", "Heino Knudsen", "L 191", "2022-12-01".
    pub value: String,
    /// The slug of the page about it, where there is one.
    pub slug: Option<String>,
    /// The text as it stands.
    pub text: String,
    /// Where it stands in the item.
    pub place: Place,
    /// Several things may be meant; which is not guessed.
    pub ambiguous: bool,
}

/// A case followed across meetings, bodies and years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreadDetail {
    /// Address: `/forloeb/{slug}`.
    pub slug: String,
    /// What it is about.
    pub title: String,
    /// Its events, oldest first.
    pub events: Vec<ThreadEvent>,
}

/// One treatment of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreadEvent {
    /// The body that dealt with it.
    pub body: String,
    /// When.
    pub date: Option<Date>,
    /// What is said about it: the item's title, or the words that point at it.
    pub title: String,
    /// The outcome, where known.
    pub outcome: Outcome,
    /// The item, or `None` for an open end: a meeting the archive does not hold.
    pub item: Option<ItemEntry>,
    /// Why it belongs here.
    pub reasons: Vec<LinkReason>,
}

/// A person or municipality and what the archive holds on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectDetail {
    /// Address part.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Offices named with a person, or facts of a municipality, a line each.
    pub facts: Vec<String>,
    /// Where it is named, newest first, each with a sentence around the words.
    pub mentions: Vec<SubjectMention>,
    /// Deadlines in the items that name it.
    pub deadlines: Vec<SubjectMention>,
}

/// An item that names a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectMention {
    /// The item.
    pub item: ItemEntry,
    /// The words around, plain text.
    pub snippet: String,
    /// The date, for deadlines.
    pub due: Option<Date>,
}

/// What is asked about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Concerning {
    /// All there is.
    #[default]
    Everything,
    /// The body with this slug.
    Body(String),
    /// The meeting at this address.
    Meeting {
        /// Its body's slug.
        body: String,
        /// Its own.
        slug: String,
    },
    /// The items of the thread at this address.
    Thread(String),
    /// The items that name the municipality with this slug.
    Municipality(String),
    /// The items that name the person with this slug.
    Person(String),
    /// The items with these slugs.
    Items(Vec<String>),
}

/// Which versions to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewsFilter {
    /// What they concern.
    pub concerning: Concerning,
    /// Only those after this one.
    pub after: i64,
    /// At most so many.
    pub limit: Option<u32>,
}

/// A version of a document, as news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Its place in the order of all versions.
    pub sequence: i64,
    /// SHA-256 of the original, in hex: names this version for good.
    pub sha256: String,
    /// When it was imported (UTC, RFC 3339).
    pub imported_at: String,
    /// Agenda or minutes.
    pub kind: DocumentKind,
    /// A supplementary agenda.
    pub supplementary: bool,
    /// The meeting.
    pub meeting: MeetingEntry,
    /// Its items that were asked about, as they are today.
    pub items: Vec<ItemEntry>,
}

/// A meeting as a calendar takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// Its id, the same also when it is moved.
    pub id: MeetingId,
    /// The meeting.
    pub meeting: MeetingEntry,
    /// How many versions of its document there are.
    pub versions: u32,
    /// When its first document was imported.
    pub created: Option<Timestamp>,
    /// When its newest one was.
    pub changed: Option<Timestamp>,
}
