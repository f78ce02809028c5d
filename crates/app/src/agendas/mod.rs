//! Agendas: from a planned meeting's first draft to the published document and its corrections.
//!
//! - An agenda is sections with entries in them; an entry is a case, a standing item or an item
//!   written here. Its state ([`State`]) says what may be done; [`rules`] holds the steps.
//! - Whoever changes it says which version they saw; a change to an older one is refused with
//!   nothing lost.
//! - Approval fixes numbers, text and annexes: what goes out is what was approved, until it is
//!   reopened. What comes after is a supplementary agenda or a marked correction, kept beside what
//!   it changes.
//! - Publishing writes the document and the wish in one transaction (`publication`); taking it
//!   into the archive can be repeated, so it is completed whenever it was broken off.
//! - The public sees what the archive shows. Nothing here is public but the corrections of what is.

mod amend;
mod cancel;
mod compose;
mod edit;
mod error;
mod http;
mod letters;
mod outlook;
mod publish;
mod rules;
mod sister;
mod store;
mod view;
mod worker;

#[cfg(test)]
mod tests;

pub use amend::{correct, send_supplement};
pub use edit::{NewEntry, add_entry, begin, move_entry, remove_entry, save_around, save_entry};
pub use error::AgendaError;
pub use http::routes;
pub use publish::{Wish, approve, keep_back, publish, reopen};
pub use rules::{
    Around, Changed, Entry, EntryDraft, Fate, Move, Open, OpenThing, Refusal, State, Step, Stretch,
    may_read,
};
pub use sister::{Along, copy_to};
pub use worker::Worker;

use std::collections::BTreeMap;

use jiff::civil::Date;
use raadslag_document::{ClockTime, Document};

use crate::archive::Archive;
use crate::cases;
use crate::db::Tx;
use crate::ids::{EntryId, PlannedId, PromiseId};
use crate::plan;

/// A planned meeting and how far its agenda is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Its id.
    pub id: PlannedId,
    /// The body's slug.
    pub body: String,
    /// The day.
    pub date: Date,
    /// From.
    pub start: Option<ClockTime>,
    /// To.
    pub end: Option<ClockTime>,
    /// Where.
    pub place: Option<String>,
    /// Held on line.
    pub is_virtual: bool,
    /// How far the agenda is.
    pub state: State,
    /// The meeting's slug in the archive, once its agenda is there: `/moede/{body}/{slug}`.
    pub archive_slug: Option<String>,
}

/// A planned meeting with the state of its agenda; `None` also for one that is cancelled.
pub(crate) async fn planned(tx: &mut Tx, id: PlannedId) -> Result<Option<Planned>, AgendaError> {
    let Some(meeting) = plan::meeting(tx, id).await? else { return Ok(None) };
    if meeting.cancelled.is_some() {
        return Ok(None);
    }
    let agenda = store::agenda(tx, id).await?;
    Ok(Some(Planned {
        id,
        body: meeting.body,
        date: meeting.date,
        start: meeting.start,
        end: meeting.end,
        place: meeting.place,
        is_virtual: meeting.is_virtual,
        state: agenda.as_ref().map_or(State::Planned, |agenda| agenda.state.clone()),
        archive_slug: agenda.and_then(|agenda| agenda.archive_slug),
    }))
}

/// The entries, each of a case as the case is now: what was closed since is closed here too, and a
/// title that became confidential is.
async fn current(tx: &mut Tx, id: PlannedId) -> Result<Vec<Entry>, AgendaError> {
    let mut entries = store::entries(tx, id).await?;
    for entry in &mut entries {
        if let Some(case) = entry.case {
            rules::follow(entry, &cases::case(tx, case).await?);
        }
    }
    Ok(entries)
}

/// The entries of a meeting's agenda in order, each with its number.
pub(crate) async fn entries(tx: &mut Tx, id: PlannedId) -> Result<Vec<Entry>, AgendaError> {
    let Some(agenda) = store::agenda(tx, id).await? else { return Ok(Vec::new()) };
    let entries = current(tx, id).await?;
    Ok(rules::numbered(agenda.numbering, entries))
}

/// The agenda as a document: as it was frozen, with what has come since, or as it stands. Its
/// items are the [`entries`], in their order.
pub(crate) async fn document(
    tx: &mut Tx,
    archive: &Archive,
    id: PlannedId,
) -> Result<Document, AgendaError> {
    let agenda = store::agenda(tx, id).await?.ok_or(AgendaError::NotBegun)?;
    match agenda.frozen {
        Some(document) => Ok(document),
        None => compose::document(tx, archive, id).await,
    }
}

/// The annexes of what has gone out: their sums by their address in the document.
pub(crate) async fn annexes(
    tx: &mut Tx,
    id: PlannedId,
) -> Result<BTreeMap<String, String>, AgendaError> {
    let publications = store::publications(tx, id).await?;
    Ok(publications.into_iter().flat_map(|publication| publication.annexes).collect())
}

/// The body's first meeting after a day that is not cancelled.
pub(crate) async fn next_planned(
    tx: &mut Tx,
    body: &str,
    after: Date,
) -> Result<Option<Planned>, AgendaError> {
    let from = after.tomorrow().unwrap_or(after);
    let meetings = plan::meetings(tx, Some(body), from, Date::MAX).await?;
    match meetings.into_iter().find(|meeting| meeting.cancelled.is_none()) {
        Some(meeting) => planned(tx, meeting.id).await,
        None => Ok(None),
    }
}

/// The body's first meeting after a day whose agenda can still be given an item: it is neither out
/// nor on its way.
pub(crate) async fn next_open(
    tx: &mut Tx,
    body: &str,
    after: Date,
) -> Result<Option<Planned>, AgendaError> {
    let from = after.tomorrow().unwrap_or(after);
    for meeting in plan::meetings(tx, Some(body), from, Date::MAX).await? {
        let Some(meeting) = planned(tx, meeting.id).await? else { continue };
        if !matches!(meeting.state, State::Scheduled { .. } | State::Published { .. }) {
            return Ok(Some(meeting));
        }
    }
    Ok(None)
}

/// Where an item promised for a meeting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promised {
    /// The agenda of the meeting on this day reminds of it.
    RemindedOf(PlannedId, Date),
    /// It stands on an agenda.
    Stands,
}

/// Where the items promised for a body's meetings are; what was put down for a meeting that is
/// cancelled is nowhere.
pub(crate) async fn promised(
    tx: &mut Tx,
    body: &str,
) -> Result<BTreeMap<PromiseId, Promised>, AgendaError> {
    let meetings = plan::meetings(tx, Some(body), Date::MIN, Date::MAX).await?;
    let days: BTreeMap<PlannedId, Date> = meetings
        .into_iter()
        .filter(|meeting| meeting.cancelled.is_none())
        .map(|meeting| (meeting.id, meeting.date))
        .collect();
    let place = |(id, planned, entry): (PromiseId, PlannedId, Option<EntryId>)| {
        let date = days.get(&planned)?;
        let reminded = Promised::RemindedOf(planned, *date);
        Some((id, if entry.is_some() { Promised::Stands } else { reminded }))
    };
    Ok(store::all_promises(tx).await?.into_iter().filter_map(place).collect())
}

/// Puts an item down that was promised for a meeting; its agenda reminds of it until it stands
/// there. Put down before for another, it is moved.
pub(crate) async fn promise(
    tx: &mut Tx,
    archive: &Archive,
    promise: PromiseId,
    id: PlannedId,
    (title, note): (&str, &str),
) -> Result<(), AgendaError> {
    store::put_promise(tx, promise, id, title.trim(), note.trim(), &archive.now()).await
}

/// Reminds of a promised item no more.
pub(crate) async fn forget_promise(tx: &mut Tx, promise: PromiseId) -> Result<(), AgendaError> {
    store::forget_promise(tx, promise).await
}
