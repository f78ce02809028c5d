//! How cases are made and changed: command → rules → one transaction of rows and journal.

use jiff::civil::Date;
use raadslag_document::{Access, Item, Outcome};
use serde_json::Value;

use super::rules::{
    Ask, Case, CaseNumber, Course, Facts, Gathering, Place, Planned, Route, Settled, State,
    Station, Usual, renewals,
};
use super::store::{self, Which};
use super::{CaseError, CaseRow, text};
use crate::archive::{Archive, begin_writing};
use crate::clock::day_in_denmark;
use crate::db::Tx;
use crate::ids::{CaseId, StationId};
use crate::journal::{self, CLOSED_IN, Change};

/// A case to be made.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewCase {
    /// The slug of the body it belongs to.
    pub body: String,
    /// What is known of it.
    pub facts: Facts,
    /// Its route.
    pub usual: Usual,
    /// Why a health case is to go to a KKR.
    pub reason: Option<String>,
    /// What its text begins with.
    pub start: Option<Item>,
    /// The slug of the archive's item it takes up again.
    pub earlier_item: Option<String>,
    /// What could not be placed when the text was read from a file.
    pub notes: Vec<String>,
}

/// A station to be put on a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStation {
    /// Where.
    pub place: Place,
    /// The set it comes with.
    pub gathering: Option<Gathering>,
    /// What is asked.
    pub ask: Ask,
    /// By when.
    pub due: Option<Date>,
    /// Why it is there.
    pub reason: Option<String>,
}

impl NewStation {
    /// The station, not yet on a route.
    pub(super) fn station(self, archive: &Archive) -> Station {
        self.with_id(archive.ids().make())
    }

    /// [`station`](Self::station), with this id.
    pub(crate) fn with_id(self, id: StationId) -> Station {
        Station {
            id,
            step: 0,
            place: self.place,
            gathering: self.gathering,
            ask: self.ask,
            due: self.due,
            reason: self.reason,
            referred_from: None,
            settled: None,
            put_off: None,
            agenda: None,
        }
    }
}

/// Makes a case.
pub async fn create(archive: &Archive, actor: &str, new: NewCase) -> Result<CaseId, CaseError> {
    let today = today(archive);
    let facts = new.facts.checked()?;
    if new.body.trim().is_empty() {
        return Err(CaseError::NoBody);
    }
    let planned = new.usual.stations(facts.subject.as_ref(), new.reason.as_deref(), today);
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let year = today.year();
    let running = store::last_number(&mut tx, &new.body, year).await? + 1;
    let mut case = Case {
        id: archive.ids().make(),
        body: new.body,
        number: CaseNumber { year, running },
        facts,
        state: State::Draft,
        state_reason: None,
        route: route(archive, planned),
        text: None,
        start: new.start,
        earlier_item: new.earlier_item,
        notes: new.notes,
        revision: 1,
        created_at: archive.now(),
    };
    case.text = Some(text::create(&mut tx, archive, actor, &case).await?);
    store::insert_case(&mut tx, &case).await?;
    if let (Some(start), Some(_)) = (&case.start, &case.earlier_item) {
        store::put_renewals(&mut tx, case.id, &renewals(start)).await?;
    }
    record(&mut tx, archive, actor, "case.create", None, &case).await?;
    tx.commit().await?;
    Ok(case.id)
}

fn route(archive: &Archive, planned: Vec<Planned>) -> Route {
    let station = |planned: Planned| {
        let Planned { step, place, gathering, ask, due, reason } = planned;
        let new = NewStation { place, gathering, ask, due, reason };
        Station { step, ..new.station(archive) }
    };
    Route::new(planned.into_iter().map(station).collect())
}

/// Changes a case. A `revision` says which state the one who changes it has seen.
pub async fn change(
    archive: &Archive,
    actor: &str,
    id: CaseId,
    revision: Option<i64>,
    action: &'static str,
    rule: impl FnOnce(&mut Case) -> Result<(), CaseError>,
) -> Result<(), CaseError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    change_within(&mut tx, archive, actor, id, revision, action, rule).await?;
    Ok(tx.commit().await?)
}

/// [`change`] within a transaction that does more.
pub(super) async fn change_within<T>(
    tx: &mut Tx,
    archive: &Archive,
    actor: &str,
    id: CaseId,
    revision: Option<i64>,
    action: &'static str,
    rule: impl FnOnce(&mut Case) -> Result<T, CaseError>,
) -> Result<T, CaseError> {
    let mut case = store::case_by_id(tx, id).await?;
    if revision.is_some_and(|seen| seen != case.revision) {
        return Err(CaseError::Changed);
    }
    let before = case.clone();
    let answer = rule(&mut case)?;
    case.revision += 1;
    store::update_case(tx, &case).await?;
    if case.facts.access.access() != before.facts.access.access() {
        text::set_access(tx, &case).await?;
    }
    if case.facts.title != before.facts.title {
        text::set_title(tx, &case).await?;
    }
    if case.state.is_over() != before.state.is_over() {
        text::lock(tx, archive, actor, &case).await?;
    }
    record(tx, archive, actor, action, Some(&before), &case).await?;
    Ok(answer)
}

/// Writes what changed into the journal: of the two states only what differs.
async fn record(
    tx: &mut Tx,
    archive: &Archive,
    actor: &str,
    action: &'static str,
    before: Option<&Case>,
    case: &Case,
) -> Result<(), CaseError> {
    let (mut was, mut became) = (before.map(Case::to_json), case.to_json());
    if let (Some(Value::Object(was)), Value::Object(became)) = (&mut was, &mut became) {
        was.retain(|key, value| {
            let differs = became.get(key) != Some(value);
            if !differs {
                became.remove(key);
            }
            differs
        });
    }
    let is_closed = |case: &Case| case.facts.access.access() == Access::Closed;
    let secret = if before.is_some_and(is_closed) { before } else { Some(case) };
    write(tx, archive, actor, action, secret.unwrap_or(case), was, became).await
}

/// Writes a change of what belongs to a case into the journal. What is told of a closed case says so,
/// so that the journal's page can keep it from those who may not read it.
pub(super) async fn write(
    tx: &mut Tx,
    archive: &Archive,
    actor: &str,
    action: &'static str,
    case: &Case,
    before: Option<Value>,
    after: Value,
) -> Result<(), CaseError> {
    let at = archive.now();
    let told = |value: Value| match (value, case.facts.access.access()) {
        (Value::Object(mut map), Access::Closed) => {
            map.insert(CLOSED_IN.to_owned(), case.body.clone().into());
            Value::Object(map)
        }
        (value, _) => value,
    };
    let (before, after) = (before.map(told), Some(told(after)).filter(|value| !value.is_null()));
    let change = Change { at: &at, actor, action, subject: case.key(), before, after };
    Ok(journal::record(tx, &change).await?)
}

/// Gives the station where a case waits for a body its outcome; the next ones open.
pub(crate) async fn settle(
    tx: &mut Tx,
    archive: &Archive,
    actor: &str,
    id: CaseId,
    body: &str,
    settled: Settled,
) -> Result<Course, CaseError> {
    change_within(tx, archive, actor, id, None, "case.settle", |case| {
        let station = case.route.open_at(body).ok_or(super::RouteError::NotOpen)?.id;
        settle_station(case, station, settled)
    })
    .await
}

/// [`settle`] in a transaction of its own.
pub async fn decide(
    archive: &Archive,
    actor: &str,
    id: CaseId,
    body: &str,
    settled: Settled,
) -> Result<Course, CaseError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let course = settle(&mut tx, archive, actor, id, body, settled).await?;
    tx.commit().await?;
    Ok(course)
}

/// The rule of [`settle`] for a station by its id.
pub(super) fn settle_station(
    case: &mut Case,
    station: StationId,
    settled: Settled,
) -> Result<Course, CaseError> {
    if case.state != State::Underway {
        return Err(CaseError::WrongState);
    }
    let course = case.route.settle(station, settled)?;
    match course {
        Course::Back => case.state = State::Draft,
        Course::Done => case.state = State::Done,
        Course::Stays | Course::Onward(_) => {}
    }
    Ok(course)
}

/// Notes that a case stands on a body's agenda, or no longer does; until then it is among
/// [`waiting`].
pub(crate) async fn set_placed(
    tx: &mut Tx,
    archive: &Archive,
    actor: &str,
    id: CaseId,
    body: &str,
    agenda: Option<String>,
) -> Result<(), CaseError> {
    change_within(tx, archive, actor, id, None, "case.place", |case| {
        let station = case.route.open_at(body).ok_or(super::RouteError::NotOpen)?.id;
        Ok(case.route.place(station, agenda)?)
    })
    .await
}

/// The cases that wait for a body and stand on no agenda, by the day they are due.
pub(crate) async fn waiting(tx: &mut Tx, body: &str) -> Result<Vec<CaseRow>, CaseError> {
    let cases = store::cases(tx, Which::Ongoing).await?;
    let underway = cases.iter().filter(|case| case.state == State::Underway);
    let mut rows: Vec<CaseRow> = underway
        .filter_map(|case| {
            let station = case.route.open_at(body).filter(|station| station.agenda.is_none())?;
            Some(CaseRow {
                id: case.id,
                number: case.shown_number(),
                title: case.facts.title.clone(),
                kind: case.facts.kind,
                access: case.facts.access.access(),
                due: station.due,
                is_second_reading: case.route.reading(station) > 1,
            })
        })
        .collect();
    rows.sort_by_key(|row| (row.due.is_none(), row.due));
    Ok(rows)
}

/// Today in Denmark.
pub(super) fn today(archive: &Archive) -> Date {
    day_in_denmark(archive.instant())
}

/// The outcome with this name.
pub(super) fn outcome_named(name: &str) -> Option<Outcome> {
    Outcome::ALL.into_iter().find(|outcome| outcome.name() == name)
}
