use raadslag_document::{Access, Block, ClockTime, Field, Item, ItemKind};
use raadslag_proof::says_nothing;

use super::Entry;
use crate::ids::EntryId;

/// Something that is open on an agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// What.
    pub what: OpenThing,
    /// The entry concerned, with its number and title.
    pub entry: Option<(EntryId, String)>,
}

/// What can be open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenThing {
    /// Nothing stands on the agenda.
    NoItems,
    /// An item asks the body for nothing.
    NoRecommendation,
    /// A recommendation is no more than the template's beginning.
    BareRecommendation,
    /// An item says nothing.
    NoText,
    /// Years, dates and figures of a copied text that nobody has looked at: how many.
    Renewals(usize),
    /// The case was given up.
    GivenUp,
    /// A closed item has no reason.
    NoAccessReason,
    /// A late item has no reason.
    NoLateReason,
    /// A figure that the text names cannot be shown.
    Figure(String),
    /// An annex may not go out: what was found in it.
    Annex(String),
    /// The items take longer than the meeting: both in minutes.
    OverTime(u32, u32),
    /// What was promised for the meeting stands nowhere.
    Promise(String),
}

impl OpenThing {
    /// Whether the agenda cannot go out with it.
    pub fn stops(&self) -> bool {
        !matches!(self, Self::NoText | Self::OverTime(..) | Self::Promise(_))
    }
}

/// What is open on the agenda of a body. `late` says whether an entry came after the call for items ended; the promises
/// are those no entry keeps.
pub(in crate::agendas) fn open_things(
    body: &str,
    entries: &[(Entry, Item)],
    late: impl Fn(&Entry) -> bool,
    length: Option<u32>,
    promises: &[String],
) -> Vec<Open> {
    let mut open = Vec::new();
    if entries.is_empty() {
        open.push(Open { what: OpenThing::NoItems, entry: None });
    }
    for (entry, item) in entries {
        let found = of_entry(body, entry, item, late(entry));
        open.extend(found.into_iter().map(|what| of(entry, what)));
    }
    let sum = minutes(entries.iter().map(|(entry, _)| entry));
    if let Some(length) = length.filter(|length| sum > *length) {
        open.push(Open { what: OpenThing::OverTime(sum, length), entry: None });
    }
    let promised = promises.iter().cloned().map(OpenThing::Promise);
    open.extend(promised.map(|what| Open { what, entry: None }));
    open
}

/// Something that is open in an entry.
pub(in crate::agendas) fn of(entry: &Entry, what: OpenThing) -> Open {
    Open { what, entry: Some(named(entry)) }
}

fn named(entry: &Entry) -> (EntryId, String) {
    let number = entry.number.as_deref().unwrap_or_default();
    (entry.id, format!("{number} {}", entry.title).trim().to_owned())
}

fn of_entry(body: &str, entry: &Entry, item: &Item, late: bool) -> Vec<OpenThing> {
    let mut found = Vec::new();
    if asks(entry) && item.recommendations.is_empty() {
        found.push(OpenThing::NoRecommendation);
    }
    if asks(entry) && item.recommendations.iter().any(|asked| says_nothing(asked, body)) {
        found.push(OpenThing::BareRecommendation);
    }
    if asks(entry) && item.fields.iter().all(is_blank) {
        found.push(OpenThing::NoText);
    }
    if entry.access == Access::Closed && entry.access_reason.trim().is_empty() {
        found.push(OpenThing::NoAccessReason);
    }
    if late && entry.late_reason.trim().is_empty() {
        found.push(OpenThing::NoLateReason);
    }
    found
}

/// A heading with nothing below it. What is said of the entry beside the case's text is no text.
fn is_blank(field: &Field) -> bool {
    let is_beside = |heading: &str| ["Sagens titel", "Sent optaget"].contains(&heading);
    let mut texts = field.blocks.iter().flat_map(Block::texts);
    field.heading.as_deref().is_some_and(is_beside) || texts.all(|text| text.trim().is_empty())
}

/// Items that ask the body for something; standing items need not.
fn asks(entry: &Entry) -> bool {
    let kinds = [ItemKind::Theme, ItemKind::Decision, ItemKind::Information, ItemKind::Appointment];
    entry.standing.is_none() && kinds.contains(&entry.kind)
}

/// The minutes set aside for entries.
pub(in crate::agendas) fn minutes<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> u32 {
    entries.into_iter().filter_map(|entry| entry.minutes_budget).map(u32::from).sum()
}

/// How long a meeting is, in minutes.
pub(in crate::agendas) fn length(start: Option<ClockTime>, end: Option<ClockTime>) -> Option<u32> {
    let minutes = |time: ClockTime| u32::from(time.hour()) * 60 + u32::from(time.minute());
    minutes(end?).checked_sub(minutes(start?)).filter(|length| *length > 0)
}
