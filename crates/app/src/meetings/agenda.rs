use std::collections::BTreeSet;

use jiff::civil::Date;
use raadslag_document::{Access, ItemKind};

use super::rules::{Event, MeetingError, MeetingState};
use crate::ids::{CaseId, EntryId, PlannedId, SeatId};

/// What a meeting deals with, as far as the meeting needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agenda {
    /// Which meeting.
    pub planned: PlannedId,
    /// The body's slug.
    pub body: String,
    /// The day of the meeting.
    pub date: Date,
    /// The items in order.
    pub entries: Vec<Line>,
}

/// An item of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub entry: EntryId,
    /// The title of its section.
    pub section: Option<String>,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Its title for those who may not see it.
    pub public_title: String,
    /// What the body is to do with it.
    pub kind: ItemKind,
    /// Who may see it.
    pub access: Access,
    /// Its recommendations.
    pub points: Vec<String>,
    /// Minutes set aside for it.
    pub budget: Option<u16>,
    /// Its slug in the archive.
    pub archive_item: Option<String>,
    /// The case it is about.
    pub case: Option<CaseId>,
}

impl Agenda {
    /// An item.
    pub fn line(&self, entry: EntryId) -> Option<&Line> {
        self.entries.iter().find(|line| line.entry == entry)
    }

    /// Whether an event is about something that stands on the agenda.
    pub(super) fn check(&self, event: &Event) -> Result<(), MeetingError> {
        let Some(entry) = event.entry() else { return Ok(()) };
        let line = self.line(entry).ok_or(MeetingError::UnknownEntry)?;
        let points = u16::try_from(line.points.len()).unwrap_or(u16::MAX);
        match event {
            Event::Decided { point, .. } | Event::Voted { point, .. } if *point > points => {
                Err(MeetingError::UnknownPoint { point: *point, points })
            }
            _ => Ok(()),
        }
    }

    /// Members who must not see an item, by what happened.
    pub(super) fn barred(&self, state: &MeetingState) -> BTreeSet<(SeatId, EntryId)> {
        state.barred(|entry| self.line(entry).is_some_and(|line| line.access == Access::Closed))
    }

    /// What members disqualified from an item are barred from: the item by its entry, by its slug in
    /// the archive, and its case.
    pub(super) fn subjects(&self, entry: EntryId) -> Vec<String> {
        let line = self.line(entry);
        let archived = line.and_then(|line| line.archive_item.clone());
        let case = line.and_then(|line| line.case).map(|case| format!("case/{case}"));
        [Some(format!("entry/{entry}")), archived, case].into_iter().flatten().collect()
    }

    /// The first item after the current one that is still undecided, else the next in order.
    pub fn next(&self, state: &MeetingState) -> Option<&Line> {
        let at = state.current.and_then(|entry| self.entries.iter().position(|l| l.entry == entry));
        self.entries.get(at.map_or(0, |at| at + 1))
    }
}
