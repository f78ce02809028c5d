use raadslag_document::{Access, ItemKind};

use crate::ids::{CaseId, EntryId};
use crate::plan::Standing;

/// An entry of an agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// Index into the agenda's sections.
    pub section: usize,
    /// Its place in the section.
    pub position: i64,
    /// "2.6": for good once the agenda is frozen, before as it stands.
    pub number: Option<String>,
    /// Its title.
    pub title: String,
    /// The title in public where the real one must not be.
    pub neutral_title: Option<String>,
    /// What the body is to do with it.
    pub kind: ItemKind,
    /// Who may read it.
    pub access: Access,
    /// Why it is closed.
    pub access_reason: String,
    /// The case submitted.
    pub case: Option<CaseId>,
    /// The standing item it is.
    pub standing: Option<Standing>,
    /// Minutes set aside for it.
    pub minutes_budget: Option<u16>,
    /// The text of an entry written here: paragraphs parted by empty lines, "- " begins a point.
    pub content: String,
    /// Its recommendations, a line each.
    pub recommendations: String,
    /// First or second reading, where it is said.
    pub reading: Option<u8>,
    /// Why it comes after the call for items has ended.
    pub late_reason: String,
    /// When it was put on the agenda (UTC, RFC 3339).
    pub added_at: String,
    /// 0: the agenda itself; 1 …: a supplementary agenda.
    pub supplement: u16,
    /// The item's slug in the archive, once it is there.
    pub archive_item: Option<String>,
}

impl Entry {
    /// The title everyone may read.
    pub fn public_title(&self) -> &str {
        match (&self.neutral_title, self.access) {
            (Some(neutral), Access::Closed) => neutral,
            _ => &self.title,
        }
    }

    /// What the entry is called where members are barred from it.
    pub fn subject(&self) -> String {
        format!("entry/{}", self.id)
    }
}
