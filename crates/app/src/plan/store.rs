//! The SQL.

use jiff::civil::Date;
use raadslag_document::ClockTime;

use super::{BodyPlan, PlanError};
use crate::archive::ArchiveError;
use crate::db::{Tx, sql};
use crate::ids::PlannedId;

/// A planned meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
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
    /// What the secretariat notes about it.
    pub note: String,
    /// Why it was cancelled.
    pub cancelled: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: PlannedId,
    body: String,
    date: String,
    start_time: Option<String>,
    end_time: Option<String>,
    place: Option<String>,
    is_virtual: bool,
    note: String,
    cancelled: Option<String>,
}

impl Row {
    fn meeting(self) -> Result<Meeting, PlanError> {
        let date = self.date.parse().map_err(|error: jiff::Error| {
            ArchiveError::damaged(format!("planned meeting {}", self.id), error)
        })?;
        let time = |text: Option<String>| text.and_then(|text| text.parse().ok());
        Ok(Meeting {
            id: self.id,
            body: self.body,
            date,
            start: time(self.start_time),
            end: time(self.end_time),
            place: self.place,
            is_virtual: self.is_virtual,
            note: self.note,
            cancelled: self.cancelled,
        })
    }
}

pub(super) async fn meeting(tx: &mut Tx, id: PlannedId) -> Result<Option<Meeting>, PlanError> {
    let row: Option<Row> = sql!(tx, on => sqlx::query_as(
        "SELECT id, body, date, start_time, end_time, place, is_virtual, note, cancelled \
         FROM planned WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(on)
    .await)?;
    row.map(Row::meeting).transpose()
}

pub(super) async fn meetings(
    tx: &mut Tx,
    body: Option<&str>,
    from: Date,
    to: Date,
) -> Result<Vec<Meeting>, PlanError> {
    let rows: Vec<Row> = sql!(tx, on => sqlx::query_as(
        "SELECT id, body, date, start_time, end_time, place, is_virtual, note, cancelled \
         FROM planned WHERE date >= $1 AND date <= $2 AND ($3 IS NULL OR body = $3) \
         ORDER BY date, start_time, body, id",
    )
    .bind(from.to_string())
    .bind(to.to_string())
    .bind(body)
    .fetch_all(on)
    .await)?;
    rows.into_iter().map(Row::meeting).collect()
}

/// Writes a meeting.
pub(super) async fn put(tx: &mut Tx, meeting: &Meeting) -> Result<(), PlanError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO planned (id, body, date, start_time, end_time, place, is_virtual, note, \
         cancelled) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         ON CONFLICT (id) DO UPDATE SET date = excluded.date, start_time = excluded.start_time, \
         end_time = excluded.end_time, place = excluded.place, \
         is_virtual = excluded.is_virtual, note = excluded.note, cancelled = excluded.cancelled",
    )
    .bind(meeting.id)
    .bind(&meeting.body)
    .bind(meeting.date.to_string())
    .bind(meeting.start.map(|time| time.to_string()))
    .bind(meeting.end.map(|time| time.to_string()))
    .bind(&meeting.place)
    .bind(meeting.is_virtual)
    .bind(&meeting.note)
    .bind(&meeting.cancelled)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// Whether the agenda of a meeting is out or on its way.
pub(super) async fn is_out(tx: &mut Tx, id: PlannedId) -> Result<bool, PlanError> {
    let found: Option<i64> = sql!(tx, on => sqlx::query_scalar(
        "SELECT number FROM publication WHERE planned_id = $1 ORDER BY number LIMIT 1",
    )
    .bind(id)
    .fetch_optional(on)
    .await)?;
    Ok(found.is_some())
}

pub(super) async fn settings(tx: &mut Tx, body: &str) -> Result<Option<BodyPlan>, PlanError> {
    let text: Option<String> = sql!(tx, on => sqlx::query_scalar("SELECT settings FROM body_plan WHERE body = $1")
            .bind(body)
            .fetch_optional(on)
            .await)?;
    text.map(|text| {
        serde_json::from_str(&text)
            .map_err(|error| ArchiveError::damaged(format!("the settings of {body}"), error).into())
    })
    .transpose()
}

pub(super) async fn put_settings(tx: &mut Tx, body: &str, settings: &str) -> Result<(), PlanError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO body_plan (body, settings) VALUES ($1, $2) \
         ON CONFLICT (body) DO UPDATE SET settings = excluded.settings",
    )
    .bind(body)
    .bind(settings)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}
