//! Approving, freezing and publishing.

use jiff::Timestamp;
use jiff::civil::Date;
use raadslag_proof::{KnownMeeting, Level};
use serde_json::json;

use super::edit::Editing;
use super::outlook::Outlook;
use super::rules::{Entry, Refusal, State, Step};
use super::store::{self, Publication, PublicationKind};
use super::{AgendaError, worker};
use crate::access::{Actor, Role};
use crate::archive::Archive;
use crate::clock::day_in_denmark;
use crate::db::Tx;
use crate::ids::PlannedId;
use crate::plan;
use crate::proofing;

/// The change of an agenda as someone saw it; refused where it has changed since.
async fn seen(archive: &Archive, id: PlannedId, seen: i64) -> Result<Editing, AgendaError> {
    let editing = Editing::begin(archive, id).await?;
    if editing.agenda.version != seen {
        return Err(AgendaError::Stale);
    }
    Ok(editing)
}

/// The chair approves the agenda, or the secretary where the body lets them. What is approved is
/// fixed with it: numbers, text and annexes.
pub async fn approve(
    archive: &Archive,
    actor: &Actor,
    id: PlannedId,
    version: i64,
    now: Timestamp,
    today: Date,
) -> Result<(), AgendaError> {
    let mut editing = seen(archive, id, version).await?;
    let template = plan::settings(&mut editing.tx, &editing.meeting.body).await?;
    let body = &editing.meeting.body;
    let may = actor.has(Role::Chair, body)
        || (template.secretary_may_approve && actor.has(Role::Secretary, body));
    if !may {
        return Err(Refusal::ChairOnly.into());
    }
    let by = actor.signature();
    let state = editing.agenda.state.after(&Step::Approve { by: by.clone(), at: now })?;
    let outlook = Outlook::load(&mut editing.tx, archive, id, today).await?;
    let outlook = outlook.ok_or(AgendaError::NotBegun)?;
    match outlook.stops() {
        _ if outlook.entries.is_empty() => return Err(Refusal::NoItems.into()),
        0 => {}
        open => return Err(Refusal::Open(open).into()),
    }
    let before = json!(editing.agenda.state);
    freeze(&mut editing, outlook).await?;
    editing.agenda.state = state;
    let after = json!(editing.agenda.state);
    editing.finish(archive, &by, "agenda.approve", Some(before), after).await
}

/// Takes an approval back; a frozen agenda thaws.
pub async fn reopen(
    archive: &Archive,
    actor: &str,
    id: PlannedId,
    version: i64,
) -> Result<(), AgendaError> {
    let editing = seen(archive, id, version).await?;
    let state = editing.agenda.state.after(&Step::Reopen)?;
    thaw(archive, actor, editing, state, "agenda.reopen").await
}

/// Keeps back an agenda that waits for its time.
pub async fn keep_back(
    archive: &Archive,
    actor: &str,
    id: PlannedId,
    version: i64,
) -> Result<(), AgendaError> {
    let mut editing = seen(archive, id, version).await?;
    let state = editing.agenda.state.after(&Step::Unschedule)?;
    if !store::withdraw_waiting(&mut editing.tx, id).await? {
        return Err(Refusal::OnItsWay.into());
    }
    thaw(archive, actor, editing, state, "agenda.keep-back").await
}

async fn thaw(
    archive: &Archive,
    actor: &str,
    mut editing: Editing,
    state: State,
    action: &'static str,
) -> Result<(), AgendaError> {
    let before = json!(editing.agenda.state);
    for mut entry in editing.entries().await? {
        if entry.archive_item.is_none() {
            entry.number = None;
            store::put_entry(&mut editing.tx, editing.agenda.id, &entry).await?;
        }
    }
    editing.agenda.frozen = None;
    editing.agenda.frozen_annexes.clear();
    editing.agenda.state = state;
    let after = json!(editing.agenda.state);
    editing.finish(archive, actor, action, Some(before), after).await
}

/// Fixes numbers, text and annexes: what goes out is what was approved.
async fn freeze(editing: &mut Editing, outlook: Outlook) -> Result<(), AgendaError> {
    for (entry, _) in &outlook.entries {
        store::put_entry(&mut editing.tx, editing.agenda.id, entry).await?;
    }
    editing.agenda.frozen = Some(outlook.document);
    editing.agenda.frozen_annexes = outlook.annexes;
    Ok(())
}

/// How an agenda is to go out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// When; `None`: now.
    pub at: Option<Timestamp>,
    /// Why it goes out although proof-reading found errors.
    pub reason: String,
}

impl Wish {
    /// When it is to go out: not before now, and not after the meeting.
    fn due(&self, now: Timestamp, meeting: Option<Date>) -> Result<Timestamp, Refusal> {
        match self.at {
            Some(at) if at <= now => Err(Refusal::TimePast),
            Some(at) if meeting.is_some_and(|day| day_in_denmark(at) > day) => {
                Err(Refusal::AfterMeeting)
            }
            at => Ok(at.unwrap_or(now)),
        }
    }
}

/// Publishes an approved agenda, now or at a time: what was approved is written down together with
/// the wish. One of two who press at once is told that it is on its way.
pub async fn publish(
    archive: &Archive,
    actor: &str,
    id: PlannedId,
    version: i64,
    wish: &Wish,
    now: Timestamp,
    today: Date,
) -> Result<(), AgendaError> {
    // Before others are kept waiting: an agenda that changes meanwhile is refused below.
    let errors = errors(archive, id, today).await?;
    let mut editing = Editing::begin(archive, id).await?;
    match &editing.agenda.state {
        State::Scheduled { .. } => return Err(Refusal::OnItsWay.into()),
        State::Published { .. } => return Err(Refusal::Published.into()),
        _ if editing.agenda.version != version => return Err(AgendaError::Stale),
        _ => {}
    }
    let outlook = Outlook::load(&mut editing.tx, archive, id, today).await?;
    let outlook = outlook.ok_or(AgendaError::NotBegun)?;
    let (fixed, planned) = (&outlook.document.meeting, &editing.meeting);
    if (fixed.date, fixed.start) != (Some(planned.date), planned.start) {
        return Err(Refusal::MovedSince.into());
    }
    let due = wish.due(now, fixed.date)?;
    let before = json!(editing.agenda.state);
    editing.agenda.state = editing.agenda.state.after(&Step::Schedule { at: due })?;
    if outlook.stops() > 0 {
        return Err(Refusal::Open(outlook.stops()).into());
    }
    let reason = wish.reason.trim().to_owned();
    if errors > 0 && reason.is_empty() {
        return Err(Refusal::Errors.into());
    }
    let entries: Vec<Entry> = outlook.entries.into_iter().map(|(entry, _)| entry).collect();
    let publication = Publication {
        id: archive.ids().make(),
        planned: id,
        number: next_number(&mut editing.tx, id).await?,
        kind: PublicationKind::Agenda,
        document: outlook.document,
        annexes: outlook.annexes,
        entries: entries.iter().map(|entry| entry.id).collect(),
        reason: reason.clone(),
        requested_by: actor.to_owned(),
        requested_at: archive.now(),
        due,
        done_at: None,
    };
    if worker::is_closed_since(&publication, &entries) {
        return Err(Refusal::ClosedSince.into());
    }
    store::put_publication(&mut editing.tx, &publication).await?;
    let after = json!({
        "state": editing.agenda.state, "errors": errors, "reason": reason, "due": due.to_string(),
    });
    editing.finish(archive, actor, "agenda.schedule", Some(before), after).await?;
    if due <= now { worker::complete(archive, &publication, now).await } else { Ok(()) }
}

pub(super) async fn next_number(tx: &mut Tx, id: PlannedId) -> Result<i64, AgendaError> {
    let all = store::publications(tx, id).await?;
    Ok(all.last().map_or(0, |last| last.number) + 1)
}

/// The meetings planned of a body, for dates that are to agree with them.
pub(super) async fn known_meetings(
    tx: &mut Tx,
    archive: &Archive,
    body: &str,
) -> Result<Vec<KnownMeeting>, AgendaError> {
    let name = plan::body_name(archive, body).await?;
    let meetings = plan::meetings(tx, Some(body), Date::MIN, Date::MAX).await?;
    let known = meetings.into_iter().filter(|meeting| meeting.cancelled.is_none());
    Ok(known.map(|meeting| KnownMeeting { body: name.clone(), date: meeting.date }).collect())
}

/// How many errors proof-reading finds in an agenda as it stands.
async fn errors(archive: &Archive, id: PlannedId, today: Date) -> Result<usize, AgendaError> {
    let mut tx = archive.db().begin().await?;
    let meeting = plan::meeting(&mut tx, id).await?.ok_or(AgendaError::Missing)?;
    let document = super::document(&mut tx, archive, id).await?;
    let known = known_meetings(&mut tx, archive, &meeting.body).await?;
    drop(tx);
    let report = proofing::report(archive, document, known, today).await?;
    Ok(report.at_least(Level::Error).count())
}
