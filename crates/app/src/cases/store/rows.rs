//! Cases as they are read.

use std::collections::HashMap;

use jiff::civil::Date;
use raadslag_document::{Access, ItemKind, Outcome};

use super::super::CaseError;
use super::super::rules::{
    Ask, Case, CaseAccess, CaseNumber, Facts, Gathering, Officer, Place, Renewal, RenewalKind,
    Route, Settled, State, Station,
};
use crate::archive::ArchiveError;
use crate::db::{Tx, sql};
use crate::ids::{AccountId, CaseId, StationId, TextId};

/// Which cases to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Which {
    /// That one.
    One(CaseId),
    /// Those being written or on their way, oldest first.
    Ongoing,
    /// Those done or withdrawn.
    Over,
}

#[derive(sqlx::FromRow)]
struct CaseRow {
    id: CaseId,
    body: String,
    year: i64,
    running: i64,
    outside_number: Option<String>,
    title: String,
    subject: Option<String>,
    kind: String,
    access: String,
    access_reason: Option<String>,
    is_title_marked: bool,
    state: String,
    state_reason: Option<String>,
    text_id: Option<TextId>,
    start: Option<String>,
    earlier_item: Option<String>,
    notes: String,
    revision: i64,
    created_at: String,
}

#[derive(sqlx::FromRow)]
struct StationRow {
    id: StationId,
    case_id: CaseId,
    step: i64,
    body: String,
    body_name: String,
    gathering: Option<String>,
    ask: String,
    due: Option<String>,
    reason: Option<String>,
    referred_from: Option<StationId>,
    outcome: Option<String>,
    settled_on: Option<String>,
    note: Option<String>,
    put_off_outcome: Option<String>,
    put_off_on: Option<String>,
    agenda: Option<String>,
}

type OfficerRow = (CaseId, String, Option<AccountId>);

macro_rules! case_columns {
    () => {
        "SELECT id, body, year, running, outside_number, title, subject, kind, access, \
         access_reason, is_title_marked, state, state_reason, text_id, start, earlier_item, notes, \
         revision, created_at FROM case_file "
    };
}
macro_rules! station_columns {
    () => {
        "SELECT id, case_id, step, body, body_name, gathering, ask, due, reason, referred_from, \
         outcome, settled_on, note, put_off_outcome, put_off_on, agenda FROM case_station "
    };
}
macro_rules! officer_columns {
    () => {
        "SELECT case_id, initials, account_id FROM case_officer "
    };
}
macro_rules! of_state {
    ($is:literal) => {
        concat!(
            "WHERE case_id IN (SELECT id FROM case_file WHERE state ",
            $is,
            " ('done', 'withdrawn')) "
        )
    };
}

/// The cases, by year and number.
pub(in super::super) async fn cases(tx: &mut Tx, which: Which) -> Result<Vec<Case>, CaseError> {
    let rows = case_rows(tx, which).await?;
    let mut stations: HashMap<CaseId, Vec<Station>> = HashMap::new();
    for row in station_rows(tx, which).await? {
        stations.entry(row.case_id).or_default().push(station(row)?);
    }
    let mut officers: HashMap<CaseId, Vec<Officer>> = HashMap::new();
    for (case, initials, account) in officer_rows(tx, which).await? {
        officers.entry(case).or_default().push(Officer { initials, account });
    }
    let case = |row: CaseRow| {
        let id = row.id;
        let route = Route::new(stations.remove(&id).unwrap_or_default());
        case(row, route, officers.remove(&id).unwrap_or_default())
    };
    rows.into_iter().map(case).collect()
}

/// The case with this id.
pub(in super::super) async fn case_by_id(tx: &mut Tx, id: CaseId) -> Result<Case, CaseError> {
    cases(tx, Which::One(id)).await?.pop().ok_or(CaseError::Missing(id))
}

async fn case_rows(tx: &mut Tx, which: Which) -> Result<Vec<CaseRow>, sqlx::Error> {
    match which {
        Which::One(id) => {
            sql!(tx, on => sqlx::query_as(concat!(case_columns!(), "WHERE id = $1"))
                .bind(id)
                .fetch_all(on)
                .await)
        }
        Which::Ongoing => sql!(tx, on => sqlx::query_as(concat!(
            case_columns!(),
            "WHERE state NOT IN ('done', 'withdrawn') ORDER BY year, running, body"
        ))
        .fetch_all(on)
        .await),
        Which::Over => sql!(tx, on => sqlx::query_as(concat!(
            case_columns!(),
            "WHERE state IN ('done', 'withdrawn') ORDER BY year DESC, running DESC, body"
        ))
        .fetch_all(on)
        .await),
    }
}

async fn station_rows(tx: &mut Tx, which: Which) -> Result<Vec<StationRow>, sqlx::Error> {
    match which {
        Which::One(id) => sql!(tx, on => sqlx::query_as(concat!(
            station_columns!(),
            "WHERE case_id = $1 ORDER BY step, position"
        ))
        .bind(id)
        .fetch_all(on)
        .await),
        Which::Ongoing => sql!(tx, on => sqlx::query_as(concat!(
            station_columns!(),
            of_state!("NOT IN"),
            "ORDER BY step, position"
        ))
        .fetch_all(on)
        .await),
        Which::Over => sql!(tx, on => sqlx::query_as(concat!(
            station_columns!(),
            of_state!("IN"),
            "ORDER BY step, position"
        ))
        .fetch_all(on)
        .await),
    }
}

async fn officer_rows(tx: &mut Tx, which: Which) -> Result<Vec<OfficerRow>, sqlx::Error> {
    match which {
        Which::One(id) => sql!(tx, on => sqlx::query_as(concat!(
            officer_columns!(),
            "WHERE case_id = $1 ORDER BY position"
        ))
        .bind(id)
        .fetch_all(on)
        .await),
        Which::Ongoing => sql!(tx, on => sqlx::query_as(concat!(
            officer_columns!(),
            of_state!("NOT IN"),
            "ORDER BY position"
        ))
        .fetch_all(on)
        .await),
        Which::Over => sql!(tx, on => sqlx::query_as(concat!(
            officer_columns!(),
            of_state!("IN"),
            "ORDER BY position"
        ))
        .fetch_all(on)
        .await),
    }
}

fn damaged(what: impl std::fmt::Display, why: impl std::fmt::Display) -> CaseError {
    ArchiveError::damaged(what.to_string(), why).into()
}

fn case(row: CaseRow, route: Route, officers: Vec<Officer>) -> Result<Case, CaseError> {
    let what = format!("case {}", row.id);
    let access = match (row.access.as_str(), row.access_reason) {
        ("open", _) => CaseAccess::Open,
        (_, reason) => CaseAccess::Closed {
            reason: reason.unwrap_or_default(),
            is_title_marked: row.is_title_marked,
        },
    };
    let kind = ItemKind::ALL.into_iter().find(|kind| kind.name() == row.kind);
    let start = row.start.as_deref().map(serde_json::from_str).transpose();
    Ok(Case {
        id: row.id,
        body: row.body,
        number: CaseNumber {
            year: i16::try_from(row.year).map_err(|e| damaged(&what, e))?,
            running: u32::try_from(row.running).map_err(|e| damaged(&what, e))?,
        },
        facts: Facts {
            title: row.title,
            subject: row.subject.as_deref().map(str::parse).transpose()?,
            kind: kind.ok_or_else(|| damaged(&what, "its kind"))?,
            access,
            officers,
            outside_number: row.outside_number,
        },
        state: State::named(&row.state).ok_or_else(|| damaged(&what, "its state"))?,
        state_reason: row.state_reason,
        route,
        text: row.text_id,
        start: start.map_err(|e| damaged(&what, e))?,
        earlier_item: row.earlier_item,
        notes: serde_json::from_str(&row.notes).map_err(|e| damaged(&what, e))?,
        revision: row.revision,
        created_at: row.created_at,
    })
}

fn station(row: StationRow) -> Result<Station, CaseError> {
    let what = format!("station {}", row.id);
    let day = |text: Option<String>| {
        text.map(|text| text.parse::<Date>().map_err(|e| damaged(&what, e))).transpose()
    };
    let settled = match (row.outcome.as_deref(), day(row.settled_on)?) {
        (Some(name), Some(date)) => {
            Some(Settled { outcome: outcome(&what, name)?, date, note: row.note })
        }
        _ => None,
    };
    let put_off = match (row.put_off_outcome.as_deref(), day(row.put_off_on)?) {
        (Some(name), Some(date)) => Some((outcome(&what, name)?, date)),
        _ => None,
    };
    Ok(Station {
        id: row.id,
        step: u16::try_from(row.step).map_err(|e| damaged(&what, e))?,
        place: Place { slug: row.body, name: row.body_name },
        gathering: row.gathering.as_deref().and_then(Gathering::named),
        ask: Ask::named(&row.ask).ok_or_else(|| damaged(&what, "what is asked"))?,
        due: day(row.due)?,
        reason: row.reason,
        referred_from: row.referred_from,
        settled,
        put_off,
        agenda: row.agenda,
    })
}

fn outcome(what: &str, name: &str) -> Result<Outcome, CaseError> {
    let found = Outcome::ALL.into_iter().find(|outcome| outcome.name() == name);
    found.ok_or_else(|| damaged(what, "its outcome"))
}

/// The highest number of a body's year.
pub(in super::super) async fn last_number(
    tx: &mut Tx,
    body: &str,
    year: i16,
) -> Result<u32, CaseError> {
    let last: Option<i64> = sql!(tx, on => sqlx::query_scalar(
        "SELECT MAX(running) FROM case_file WHERE body = $1 AND year = $2",
    )
    .bind(body)
    .bind(i64::from(year))
    .fetch_one(on)
    .await)?;
    u32::try_from(last.unwrap_or(0)).map_err(|error| damaged("the last case number", error))
}

/// What of a copied text is to be looked at again.
pub(in super::super) async fn renewals(
    tx: &mut Tx,
    case: CaseId,
) -> Result<Vec<Renewal>, CaseError> {
    let rows: Vec<(String, String, String, Option<String>)> = sql!(tx, on => sqlx::query_as(
        "SELECT kind, words, around, looked_at_by FROM case_renewal WHERE case_id = $1 \
         ORDER BY position",
    )
    .bind(case)
    .fetch_all(on)
    .await)?;
    let renewal =
        |(kind, words, around, looked_at_by): (String, String, String, Option<String>)| {
            let kind = RenewalKind::named(&kind).unwrap_or(RenewalKind::Figure);
            Renewal { kind, words, around, looked_at_by }
        };
    Ok(rows.into_iter().map(renewal).collect())
}

/// The name of an access in the database.
pub(super) fn access_name(access: Access) -> &'static str {
    match access {
        Access::Open => "open",
        Access::Closed => "closed",
    }
}
