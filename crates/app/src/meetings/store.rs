//! The SQL: events are added and read, never changed.

use super::rules::{Event, Recorded};
use super::{Entered, KeepError};
use crate::access::Actor;
use crate::db::{Tx, sql};
use crate::ids::{EventId, PlannedId};

/// An event as it is written.
pub(super) struct NewEvent<'e> {
    pub(super) planned: PlannedId,
    pub(super) recorded: &'e Recorded,
    pub(super) entered: &'e Entered,
    pub(super) received_at: &'e str,
    pub(super) actor: &'e Actor,
}

/// An event with who told of it, for the list of what was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// The event.
    pub recorded: Recorded,
    /// When it was entered (UTC, RFC 3339).
    pub at: String,
    /// By whom.
    pub actor: String,
}

type Row = (EventId, i64, String, String, String);

fn logged((id, sequence, at, actor, body): Row) -> Result<Logged, KeepError> {
    let event: Event = serde_json::from_str(&body)
        .map_err(|error| KeepError::Unreadable { sequence, error: error.to_string() })?;
    Ok(Logged { recorded: Recorded { id, sequence, event }, at, actor })
}

/// The events of a meeting, in order.
pub(super) async fn events(tx: &mut Tx, planned: PlannedId) -> Result<Vec<Logged>, KeepError> {
    let rows: Vec<Row> = sql!(tx, on => sqlx::query_as(
        "SELECT id, sequence, at, actor, body FROM meeting_event WHERE planned_id = $1 \
         ORDER BY sequence",
    )
    .bind(planned)
    .fetch_all(on)
    .await)?;
    rows.into_iter().map(logged).collect()
}

/// The number of a meeting's last event; 0 where there is none.
pub(super) async fn latest(tx: &mut Tx, planned: PlannedId) -> Result<i64, KeepError> {
    let latest: Option<i64> = sql!(tx, on => sqlx::query_scalar(
        "SELECT MAX(sequence) FROM meeting_event WHERE planned_id = $1",
    )
    .bind(planned)
    .fetch_one(on)
    .await)?;
    Ok(latest.unwrap_or(0))
}

/// The meeting an event is held under, and what it says.
pub(super) async fn held(
    tx: &mut Tx,
    id: EventId,
) -> Result<Option<(PlannedId, i64, String)>, KeepError> {
    Ok(sql!(tx, on => sqlx::query_as(
        "SELECT planned_id, sequence, body FROM meeting_event WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(on)
    .await)?)
}

/// Adds an event.
pub(super) async fn add(tx: &mut Tx, new: &NewEvent<'_>) -> Result<(), KeepError> {
    let body = serde_json::to_string(&new.recorded.event)
        .map_err(|error| KeepError::Unwritable(error.to_string()))?;
    sql!(tx, on => sqlx::query(
        "INSERT INTO meeting_event \
         (id, planned_id, sequence, client_order, at, received_at, account_id, actor, body) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(new.recorded.id)
    .bind(new.planned)
    .bind(new.recorded.sequence)
    .bind(new.entered.order)
    .bind(&new.entered.at)
    .bind(new.received_at)
    .bind(new.actor.account())
    .bind(new.actor.signature())
    .bind(&body)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}
