//! Taking events in: one transaction for what came together.

use std::collections::BTreeMap;

use raadslag_document::{Access, ClockTime};
use serde_json::json;
use uuid::Uuid;

use super::read::recorded;
use super::rules::{
    Event, MeetingError, MeetingState, Phase, Promise, Recorded, Seat, accept, fold, has_come,
};
use super::store::NewEvent;
use super::{Agenda, KeepError, is_approved, store};
use crate::access::{Actor, Role};
use crate::accounts;
use crate::agendas;
use crate::archive::{Archive, begin_writing};
use crate::clock::in_denmark;
use crate::db::Tx;
use crate::ids::{EventId, PlannedId, PromiseId, SeatId};
use crate::journal::{self, CLOSED_IN, Change};
use crate::tasks::{self, Made};

/// Something a browser tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// Made by the browser; the same one sent again is the same event.
    pub id: EventId,
    /// The browser's order.
    pub order: i64,
    /// When it was entered (UTC, RFC 3339).
    pub at: String,
    /// What happened.
    pub event: Event,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Of which.
    pub id: EventId,
    /// Taken, and how; or why it cannot have happened.
    pub taken: Result<Taken, MeetingError>,
}

/// How something was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is kept now, under this number.
    Now(i64),
    /// It was kept before, under this number.
    Before(i64),
}

/// Takes in what a browser sends, in the browser's order, all in one transaction.
pub async fn keep(
    archive: &Archive,
    agenda: &Agenda,
    actor: &Actor,
    roll: Vec<Seat>,
    mut entered: Vec<Entered>,
) -> Result<Vec<Receipt>, KeepError> {
    entered.sort_by_key(|one| one.order);
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let mut writer = Writer::begin(&mut tx, archive, agenda, actor).await?;
    writer.is_approved = match agendas::planned(&mut tx, agenda.planned).await? {
        Some(meeting) => is_approved(&mut tx, &meeting).await?,
        None => false,
    };
    writer.call_the_roll(&mut tx, roll).await?;
    let mut receipts = Vec::new();
    for one in &entered {
        let taken = writer.take(&mut tx, one).await?;
        receipts.push(Receipt { id: one.id, taken });
    }
    writer.bar(&mut tx).await?;
    writer.hand_on(&mut tx).await?;
    tx.commit().await?;
    Ok(receipts)
}

/// Ends the meeting's events: its minutes are published.
pub(crate) async fn lock(
    tx: &mut Tx,
    archive: &Archive,
    agenda: &Agenda,
    actor: &Actor,
) -> Result<(), KeepError> {
    let mut writer = Writer::begin(tx, archive, agenda, actor).await?;
    if writer.state.is_locked {
        return Ok(());
    }
    let id = archive.ids().make();
    let entered = Entered { id, order: 0, at: archive.now(), event: Event::Locked };
    writer.take(tx, &entered).await?.map(drop).map_err(KeepError::Meeting)?;
    writer.bar(tx).await?;
    writer.hand_on(tx).await
}

/// The body's members on a day, in the order they are called: who leads first, then by name.
pub(crate) async fn roll(
    archive: &Archive,
    body: &str,
    day: jiff::civil::Date,
) -> Result<Vec<Seat>, KeepError> {
    let mut seats: BTreeMap<SeatId, Seat> = BTreeMap::new();
    for (account, grant) in accounts::in_body(archive, body, day).await? {
        if !matches!(grant.role, Role::Member | Role::Chair) {
            continue;
        }
        let Ok(id) = account.id.to_string().parse::<SeatId>() else { continue };
        let seat = seats.entry(id).or_insert_with(|| Seat {
            id,
            name: account.name.clone(),
            party: None,
            account: Some(account.id),
            leads: false,
        });
        seat.leads |= grant.role == Role::Chair;
        seat.party = seat.party.take().or(grant.party);
    }
    let mut seats: Vec<Seat> = seats.into_values().collect();
    seats.sort_by(|a, b| b.leads.cmp(&a.leads).then_with(|| a.name.cmp(&b.name)));
    Ok(seats)
}

struct Writer<'w> {
    archive: &'w Archive,
    agenda: &'w Agenda,
    actor: &'w Actor,
    held: Vec<Recorded>,
    /// As it was when the transaction began, and as it is now.
    before: MeetingState,
    state: MeetingState,
    now: String,
    /// The next meeting has approved the minutes: only what locks them comes yet.
    is_approved: bool,
}

impl<'w> Writer<'w> {
    async fn begin(
        tx: &mut Tx,
        archive: &'w Archive,
        agenda: &'w Agenda,
        actor: &'w Actor,
    ) -> Result<Self, KeepError> {
        let held = recorded(&store::events(tx, agenda.planned).await?);
        let state = fold(&held);
        let before = state.clone();
        let now = archive.now();
        Ok(Self { archive, agenda, actor, held, before, state, now, is_approved: false })
    }

    /// The first thing kept of a meeting is who its members are: later changes of roles do not
    /// change the meeting.
    async fn call_the_roll(&mut self, tx: &mut Tx, seats: Vec<Seat>) -> Result<(), KeepError> {
        if !self.held.is_empty() || self.is_approved {
            return Ok(());
        }
        let id = self.archive.ids().make();
        let event = Event::Roll { seats };
        let roll = Entered { id, order: 0, at: self.now.clone(), event };
        self.take(tx, &roll).await?.map(drop).map_err(KeepError::Meeting)
    }

    async fn take(
        &mut self,
        tx: &mut Tx,
        entered: &Entered,
    ) -> Result<Result<Taken, MeetingError>, KeepError> {
        if let Some((planned, sequence, body)) = store::held(tx, entered.id).await? {
            let same = serde_json::from_str(&body).is_ok_and(|event: Event| event == entered.event);
            let is_it = planned == self.agenda.planned && same;
            return Ok(if is_it {
                Ok(Taken::Before(sequence))
            } else {
                Err(MeetingError::IdTaken)
            });
        }
        if self.is_approved && !self.state.is_locked {
            return Ok(Err(MeetingError::Approved));
        }
        let sequence = self.held.last().map_or(1, |last| last.sequence + 1);
        let recorded = Recorded { id: entered.id, sequence, event: entered.event.clone() };
        let possible = self.agenda.check(&recorded.event);
        let possible = possible.and_then(|()| self.has_come(&recorded.event));
        match possible.and_then(|()| accept(&self.held, &recorded)) {
            Ok(state) => self.state = state,
            Err(error) => return Ok(Err(error)),
        }
        self.write(tx, entered, &recorded).await?;
        self.held.push(recorded);
        Ok(Ok(Taken::Now(sequence)))
    }

    /// A meeting on its day has no time in it that is still to come.
    fn has_come(&self, event: &Event) -> Result<(), MeetingError> {
        let now = in_denmark(self.archive.instant());
        if now.date() != self.agenda.date {
            return Ok(());
        }
        let time = ClockTime::new(now.hour().unsigned_abs(), now.minute().unsigned_abs());
        time.map_or(Ok(()), |time| has_come(event, time))
    }

    async fn write(
        &self,
        tx: &mut Tx,
        entered: &Entered,
        recorded: &Recorded,
    ) -> Result<(), KeepError> {
        let (planned, actor) = (self.agenda.planned, self.actor);
        let new = NewEvent { planned, recorded, entered, received_at: &self.now, actor };
        store::add(tx, &new).await?;
        let mut after = json!({
            "id": recorded.id.to_string(),
            "sequence": recorded.sequence,
            "event": recorded.event,
        });
        let line = recorded.event.entry().and_then(|entry| self.agenda.line(entry));
        if line.is_some_and(|line| line.access == Access::Closed) {
            after[CLOSED_IN] = json!(self.agenda.body);
        }
        let change = Change {
            at: &self.now,
            actor: &actor.signature(),
            action: recorded.event.name(),
            subject: subject(planned),
            before: None,
            after: Some(after),
        };
        Ok(journal::record(tx, &change).await?)
    }

    /// Bars whom the events have made disqualified, and lets those in who are not any more. A bar is
    /// said again each time: the item may have come into the archive since.
    async fn bar(&self, tx: &mut Tx) -> Result<(), KeepError> {
        let (before, now) = (self.agenda.barred(&self.before), self.agenda.barred(&self.state));
        let ended = before.difference(&now).map(|one| (one, false));
        let begun = now.iter().map(|one| (one, true));
        for ((seat, entry), is_barred) in ended.chain(begun) {
            let account = self.state.seat(*seat).and_then(|state| state.seat.account);
            let Some(account) = account else { continue };
            for subject in self.agenda.subjects(*entry) {
                accounts::bar(tx, account, &subject, is_barred).await?;
            }
        }
        Ok(())
    }

    /// What the meeting has promised goes on as soon as it is closed: the next agenda is made long
    /// before the minutes are published. Tasks wait for that, as the minutes say who is to do what
    /// and may still be put right.
    async fn hand_on(&self, tx: &mut Tx) -> Result<(), KeepError> {
        if self.state.phase != Phase::Closed {
            return Ok(());
        }
        let (signature, agenda) = (self.actor.signature(), self.agenda);
        let still = |event| self.state.promises.iter().any(|promise| promise.event == event);
        for promise in self.before.promises.iter().filter(|promise| !still(promise.event)) {
            tasks::take_back(tx, self.archive, &signature, named(promise)).await?;
        }
        for promise in &self.state.promises {
            let line = promise.entry.and_then(|entry| agenda.line(entry));
            let made = Made {
                id: named(promise),
                title: promise.title.clone(),
                note: promise.note.clone().unwrap_or_default(),
                item: line.and_then(|line| line.archive_item.clone()),
                access: line.map_or(Access::Open, |line| line.access),
            };
            let meeting = (agenda.body.as_str(), agenda.date);
            tasks::hand_on(tx, self.archive, &signature, meeting, made).await?;
        }
        Ok(())
    }
}

/// A promise is named by the event that made it, so that it is handed on once.
fn named(promise: &Promise) -> PromiseId {
    Uuid::from(promise.event).into()
}

fn subject(planned: PlannedId) -> String {
    format!("meeting/{planned}")
}
