//! The SQL.

use crate::db::{Tx, sql};
use crate::ids::{AccountId, CommentId, PlannedId};

use super::MinutesError;

/// How far minutes are, as far as that is written down: approval is found in the next meeting.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Held {
    pub(super) sent_at: Option<String>,
    pub(super) comments_until: Option<String>,
    pub(super) published_at: Option<String>,
}

pub(super) async fn held(tx: &mut Tx, planned: PlannedId) -> Result<Held, MinutesError> {
    let row: Option<(Option<String>, Option<String>, Option<String>)> = sql!(tx, on => sqlx::query_as(
            "SELECT sent_at, comments_until, published_at FROM minutes WHERE planned_id = $1",
        )
        .bind(planned)
        .fetch_optional(on)
        .await)?;
    Ok(row.map_or_else(Held::default, |(sent_at, comments_until, published_at)| Held {
        sent_at,
        comments_until,
        published_at,
    }))
}

/// They went to the members.
pub(super) async fn set_sent(
    tx: &mut Tx,
    planned: PlannedId,
    at: &str,
    until: Option<&str>,
) -> Result<(), MinutesError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO minutes (planned_id, state, sent_at, comments_until) \
         VALUES ($1, 'sent', $2, $3) ON CONFLICT (planned_id) DO UPDATE \
         SET state = 'sent', sent_at = excluded.sent_at, comments_until = excluded.comments_until",
    )
    .bind(planned)
    .bind(at)
    .bind(until)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// They are public.
pub(super) async fn set_published(
    tx: &mut Tx,
    planned: PlannedId,
    at: &str,
    by: &str,
) -> Result<(), MinutesError> {
    sql!(tx, on => sqlx::query(
        "UPDATE minutes SET state = 'published', published_at = $2, published_by = $3 \
         WHERE planned_id = $1",
    )
    .bind(planned)
    .bind(at)
    .bind(by)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// A departure from what is composed, as it was last written.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Departure {
    pub(super) place: String,
    pub(super) version: i64,
    /// `None`: what is composed, again.
    pub(super) text: Option<String>,
    /// What was composed then.
    pub(super) composed: String,
    pub(super) at: String,
    pub(super) actor: String,
}

/// The newest of each place.
pub(super) async fn departures(
    tx: &mut Tx,
    planned: PlannedId,
) -> Result<Vec<Departure>, MinutesError> {
    Ok(sql!(tx, on => sqlx::query_as(
        "SELECT place, version, text, composed, at, actor FROM minutes_text AS t \
         WHERE planned_id = $1 AND version = (SELECT MAX(version) FROM minutes_text AS o \
         WHERE o.planned_id = t.planned_id AND o.place = t.place) ORDER BY place",
    )
    .bind(planned)
    .fetch_all(on)
    .await)?)
}

pub(super) async fn put_departure(
    tx: &mut Tx,
    planned: PlannedId,
    departure: &Departure,
) -> Result<(), MinutesError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO minutes_text (planned_id, place, version, text, composed, at, actor) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(planned)
    .bind(&departure.place)
    .bind(departure.version)
    .bind(&departure.text)
    .bind(&departure.composed)
    .bind(&departure.at)
    .bind(&departure.actor)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// A member's comment.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Comment {
    pub(super) id: CommentId,
    pub(super) place: String,
    pub(super) account_id: AccountId,
    pub(super) name: String,
    pub(super) text: String,
    pub(super) at: String,
}

pub(super) async fn put_comment(
    tx: &mut Tx,
    planned: PlannedId,
    comment: &Comment,
) -> Result<(), MinutesError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO minutes_comment (id, planned_id, place, account_id, name, text, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(comment.id)
    .bind(planned)
    .bind(&comment.place)
    .bind(comment.account_id)
    .bind(&comment.name)
    .bind(&comment.text)
    .bind(&comment.at)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

pub(super) async fn comments(
    tx: &mut Tx,
    planned: PlannedId,
) -> Result<Vec<Comment>, MinutesError> {
    Ok(sql!(tx, on => sqlx::query_as(
        "SELECT id, place, account_id, name, text, at FROM minutes_comment \
         WHERE planned_id = $1 ORDER BY at, id",
    )
    .bind(planned)
    .fetch_all(on)
    .await)?)
}

/// Minutes that are with the members, and until when they comment; the oldest first.
pub(super) async fn with_members(
    tx: &mut Tx,
) -> Result<Vec<(PlannedId, Option<String>)>, MinutesError> {
    Ok(sql!(tx, on => sqlx::query_as(
        "SELECT planned_id, comments_until FROM minutes \
         WHERE sent_at IS NOT NULL AND published_at IS NULL ORDER BY sent_at, planned_id",
    )
    .fetch_all(on)
    .await)?)
}
