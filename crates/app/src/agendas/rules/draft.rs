use raadslag_document::{Access, ItemKind};

use super::{Entry, Refusal};
use crate::cases::{Case, CaseAccess};
use crate::digest;
use crate::plan::SectionTemplate;

/// What a secretary sets of an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryDraft {
    /// Its title.
    pub title: String,
    /// The title in public where the real one must not be.
    pub neutral_title: String,
    /// What the body is to do with it.
    pub kind: ItemKind,
    /// Who may read it.
    pub access: Access,
    /// Why it is closed.
    pub access_reason: String,
    /// Minutes set aside for it.
    pub minutes_budget: Option<u16>,
    /// Its text.
    pub content: String,
    /// Its recommendations, a line each.
    pub recommendations: String,
    /// First or second reading.
    pub reading: Option<u8>,
    /// Why it comes late.
    pub late_reason: String,
}

impl EntryDraft {
    /// What an entry holds now.
    pub fn of(entry: &Entry) -> Self {
        Self {
            title: entry.title.clone(),
            neutral_title: entry.neutral_title.clone().unwrap_or_default(),
            kind: entry.kind,
            access: entry.access,
            access_reason: entry.access_reason.clone(),
            minutes_budget: entry.minutes_budget,
            content: entry.content.clone(),
            recommendations: entry.recommendations.clone(),
            reading: entry.reading,
            late_reason: entry.late_reason.clone(),
        }
    }

    /// A mark of exactly this content: who saves says what they began from.
    pub fn mark(&self) -> String {
        digest::mark(format!("{self:?}"))
    }

    /// Puts it into an entry.
    pub(in crate::agendas) fn put_into(self, entry: &mut Entry) -> Result<(), Refusal> {
        let plain = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
        let title = plain(&self.title);
        if title.is_empty() {
            return Err(Refusal::NoTitle);
        }
        entry.title = title;
        entry.neutral_title = Some(plain(&self.neutral_title)).filter(|title| !title.is_empty());
        entry.kind = self.kind;
        entry.access = self.access;
        entry.access_reason = plain(&self.access_reason);
        entry.minutes_budget = self.minutes_budget;
        // The text of an item of a case is the case's.
        if entry.case.is_none() {
            entry.content = plain(&self.content);
            entry.recommendations = plain(&self.recommendations);
        }
        entry.reading = self.reading;
        entry.late_reason = plain(&self.late_reason);
        Ok(())
    }
}

/// Makes an entry say of who may read it what its case says: closed wins, and a case that is closed
/// brings its reason and, where its title is confidential, the neutral one.
pub(in crate::agendas) fn follow(entry: &mut Entry, case: &Case) {
    let CaseAccess::Closed { reason, .. } = &case.facts.access else { return };
    entry.access = Access::Closed;
    if entry.access_reason.is_empty() {
        entry.access_reason = reason.clone();
    }
    if case.public_title() != case.facts.title {
        entry.neutral_title = Some(case.public_title().to_owned());
    }
}

/// What stands around the entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    /// The cover text.
    pub cover: String,
    /// The sections.
    pub sections: Vec<SectionTemplate>,
}

impl Around {
    /// A mark of exactly this content.
    pub fn mark(&self) -> String {
        digest::mark(format!("{self:?}"))
    }
}
