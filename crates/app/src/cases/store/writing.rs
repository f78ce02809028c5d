//! Cases as they are written.

use super::super::CaseError;
use super::super::rules::{Case, CaseAccess, Renewal, Station};
use super::access_name;
use crate::archive::ArchiveError;
use crate::db::{Tx, sql};
use crate::ids::CaseId;

/// Writes a new case.
pub(in super::super) async fn insert_case(tx: &mut Tx, case: &Case) -> Result<(), CaseError> {
    let start = case.start.as_ref().map(serde_json::to_string).transpose();
    let start = start.map_err(|error| ArchiveError::damaged("a case's text", error))?;
    sql!(tx, on => sqlx::query(
        "INSERT INTO case_file (id, body, year, running, title, kind, access, is_title_marked, \
         state, start, earlier_item, notes, revision, created_at) \
         VALUES ($1, $2, $3, $4, '', 'other', 'open', FALSE, 'draft', $5, $6, $7, 0, $8)",
    )
    .bind(case.id)
    .bind(&case.body)
    .bind(i64::from(case.number.year))
    .bind(i64::from(case.number.running))
    .bind(start)
    .bind(&case.earlier_item)
    .bind(serde_json::json!(case.notes).to_string())
    .bind(&case.created_at)
    .execute(on)
    .await
    .map(drop))?;
    update_case(tx, case).await
}

/// Writes all of a case that can change.
pub(in super::super) async fn update_case(tx: &mut Tx, case: &Case) -> Result<(), CaseError> {
    let facts = &case.facts;
    let (reason, marked) = match &facts.access {
        CaseAccess::Open => (None, false),
        CaseAccess::Closed { reason, is_title_marked } => (Some(reason), *is_title_marked),
    };
    sql!(tx, on => sqlx::query(
        "UPDATE case_file SET outside_number = $2, title = $3, subject = $4, kind = $5, \
         access = $6, access_reason = $7, is_title_marked = $8, state = $9, state_reason = $10, \
         text_id = $11, revision = $12 WHERE id = $1",
    )
    .bind(case.id)
    .bind(&facts.outside_number)
    .bind(&facts.title)
    .bind(facts.subject.as_ref().map(ToString::to_string))
    .bind(facts.kind.name())
    .bind(access_name(facts.access.access()))
    .bind(reason)
    .bind(marked)
    .bind(case.state.name())
    .bind(&case.state_reason)
    .bind(case.text)
    .bind(case.revision)
    .execute(on)
    .await
    .map(drop))?;
    put_officers(tx, case).await?;
    put_route(tx, case).await
}

async fn put_officers(tx: &mut Tx, case: &Case) -> Result<(), CaseError> {
    sql!(tx, on => sqlx::query("DELETE FROM case_officer WHERE case_id = $1")
        .bind(case.id)
        .execute(on)
        .await
        .map(drop))?;
    for (position, officer) in (0_i64..).zip(&case.facts.officers) {
        sql!(tx, on => sqlx::query(
            "INSERT INTO case_officer (case_id, position, initials, account_id) \
             VALUES ($1, $2, $3, $4)",
        )
        .bind(case.id)
        .bind(position)
        .bind(&officer.initials)
        .bind(officer.account)
        .execute(on)
        .await
        .map(drop))?;
    }
    Ok(())
}

async fn put_route(tx: &mut Tx, case: &Case) -> Result<(), CaseError> {
    sql!(tx, on => sqlx::query("DELETE FROM case_station WHERE case_id = $1")
        .bind(case.id)
        .execute(on)
        .await
        .map(drop))?;
    for (position, station) in (0_i64..).zip(case.route.stations()) {
        put_station(tx, case.id, position, station).await?;
    }
    Ok(())
}

async fn put_station(
    tx: &mut Tx,
    case: CaseId,
    position: i64,
    station: &Station,
) -> Result<(), CaseError> {
    let settled = station.settled.as_ref();
    sql!(tx, on => sqlx::query(
        "INSERT INTO case_station (id, case_id, step, position, body, body_name, gathering, ask, \
         due, reason, referred_from, outcome, settled_on, note, put_off_outcome, put_off_on, \
         agenda) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, \
         $17)",
    )
    .bind(station.id)
    .bind(case)
    .bind(i64::from(station.step))
    .bind(position)
    .bind(&station.place.slug)
    .bind(&station.place.name)
    .bind(station.gathering.map(super::super::rules::Gathering::name))
    .bind(station.ask.name())
    .bind(station.due.map(|due| due.to_string()))
    .bind(&station.reason)
    .bind(station.referred_from)
    .bind(settled.map(|settled| settled.outcome.name()))
    .bind(settled.map(|settled| settled.date.to_string()))
    .bind(settled.and_then(|settled| settled.note.clone()))
    .bind(station.put_off.map(|(outcome, _)| outcome.name()))
    .bind(station.put_off.map(|(_, date)| date.to_string()))
    .bind(&station.agenda)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// Writes down what of a copied text is to be looked at.
pub(in super::super) async fn put_renewals(
    tx: &mut Tx,
    case: CaseId,
    renewals: &[Renewal],
) -> Result<(), CaseError> {
    for (position, renewal) in (0_i64..).zip(renewals) {
        sql!(tx, on => sqlx::query(
            "INSERT INTO case_renewal (case_id, position, kind, words, around) \
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(case)
        .bind(position)
        .bind(renewal.kind.name())
        .bind(&renewal.words)
        .bind(&renewal.around)
        .execute(on)
        .await
        .map(drop))?;
    }
    Ok(())
}

/// Notes who has looked at a place again; `None` takes that back.
pub(in super::super) async fn look_at_renewal(
    tx: &mut Tx,
    case: CaseId,
    position: i64,
    by: Option<&str>,
) -> Result<(), CaseError> {
    sql!(tx, on => sqlx::query(
        "UPDATE case_renewal SET looked_at_by = $3 WHERE case_id = $1 AND position = $2",
    )
    .bind(case)
    .bind(position)
    .bind(by)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}
