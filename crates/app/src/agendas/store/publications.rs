use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use raadslag_document::Document;

use super::{json, read};
use crate::agendas::AgendaError;
use crate::archive::ArchiveError;
use crate::db::{Tx, sql};
use crate::ids::{EntryId, PlannedId, PublicationId};

/// What is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::agendas) enum PublicationKind {
    /// The agenda.
    Agenda,
    /// A supplementary agenda.
    Supplement,
    /// A correction.
    Correction,
    /// A correction after which nobody may see what stood there before.
    Withdrawal,
    /// The agenda of a meeting that will not be held.
    Cancellation,
}

impl PublicationKind {
    pub(in crate::agendas) fn name(self) -> &'static str {
        match self {
            Self::Agenda => "agenda",
            Self::Supplement => "supplement",
            Self::Correction => "correction",
            Self::Withdrawal => "withdrawal",
            Self::Cancellation => "cancellation",
        }
    }

    /// Changes what is out already.
    pub(in crate::agendas) fn corrects(self) -> bool {
        matches!(self, Self::Correction | Self::Withdrawal)
    }

    fn from_name(name: &str) -> Self {
        match name {
            "supplement" => Self::Supplement,
            "correction" => Self::Correction,
            "withdrawal" => Self::Withdrawal,
            "cancellation" => Self::Cancellation,
            _ => Self::Agenda,
        }
    }
}

/// A document on its way into the archive, or there.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::agendas) struct Publication {
    pub(in crate::agendas) id: PublicationId,
    pub(in crate::agendas) planned: PlannedId,
    pub(in crate::agendas) number: i64,
    pub(in crate::agendas) kind: PublicationKind,
    pub(in crate::agendas) document: Document,
    /// The sums of its annexes by their address in the document.
    pub(in crate::agendas) annexes: BTreeMap<String, String>,
    /// The entries its items are, in order.
    pub(in crate::agendas) entries: Vec<EntryId>,
    pub(in crate::agendas) reason: String,
    pub(in crate::agendas) requested_by: String,
    pub(in crate::agendas) requested_at: String,
    pub(in crate::agendas) due: Timestamp,
    pub(in crate::agendas) done_at: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: PublicationId,
    planned_id: PlannedId,
    number: i64,
    kind: String,
    document: String,
    annexes: String,
    entries: String,
    reason: String,
    requested_by: String,
    requested_at: String,
    due_at: String,
    done_at: Option<String>,
}

impl Row {
    fn publication(self) -> Result<Publication, AgendaError> {
        let planned = self.planned_id;
        let due = self.due_at.parse().map_err(|error: jiff::Error| {
            ArchiveError::damaged(format!("publication {}", self.id), error)
        })?;
        Ok(Publication {
            id: self.id,
            planned,
            number: self.number,
            kind: PublicationKind::from_name(&self.kind),
            document: read(planned, &self.document)?,
            annexes: read(planned, &self.annexes)?,
            entries: read(planned, &self.entries)?,
            reason: self.reason,
            requested_by: self.requested_by,
            requested_at: self.requested_at,
            due,
            done_at: self.done_at,
        })
    }
}

/// Writes a publication down.
pub(in crate::agendas) async fn put_publication(
    tx: &mut Tx,
    new: &Publication,
) -> Result<(), AgendaError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO publication (id, planned_id, number, kind, document, annexes, entries, \
         reason, requested_by, requested_at, due_at, done_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(new.id)
    .bind(new.planned)
    .bind(new.number)
    .bind(new.kind.name())
    .bind(json(&new.document))
    .bind(json(&new.annexes))
    .bind(json(&new.entries))
    .bind(&new.reason)
    .bind(&new.requested_by)
    .bind(&new.requested_at)
    .bind(new.due.to_string())
    .bind(&new.done_at)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// The publications of a meeting, in order.
pub(in crate::agendas) async fn publications(
    tx: &mut Tx,
    id: PlannedId,
) -> Result<Vec<Publication>, AgendaError> {
    let rows: Vec<Row> = sql!(tx, on => sqlx::query_as(
        "SELECT id, planned_id, number, kind, document, annexes, entries, reason, requested_by, \
         requested_at, due_at, done_at FROM publication WHERE planned_id = $1 ORDER BY number",
    )
    .bind(id)
    .fetch_all(on)
    .await)?;
    rows.into_iter().map(Row::publication).collect()
}

/// Those not done, oldest first.
pub(in crate::agendas) async fn waiting(tx: &mut Tx) -> Result<Vec<Publication>, AgendaError> {
    let rows: Vec<Row> = sql!(tx, on => sqlx::query_as(
        "SELECT id, planned_id, number, kind, document, annexes, entries, reason, requested_by, \
         requested_at, due_at, done_at FROM publication WHERE done_at IS NULL \
         ORDER BY requested_at, number",
    )
    .fetch_all(on)
    .await)?;
    rows.into_iter().map(Row::publication).collect()
}

/// Those that are out and of which nobody has been told.
pub(in crate::agendas) async fn untold(tx: &mut Tx) -> Result<Vec<Publication>, AgendaError> {
    let rows: Vec<Row> = sql!(tx, on => sqlx::query_as(
        "SELECT id, planned_id, number, kind, document, annexes, entries, reason, requested_by, \
         requested_at, due_at, done_at FROM publication \
         WHERE done_at IS NOT NULL AND told_at IS NULL ORDER BY done_at, number",
    )
    .fetch_all(on)
    .await)?;
    rows.into_iter().map(Row::publication).collect()
}

/// Says the mails of a publication are written; `false` where they were already.
pub(in crate::agendas) async fn note_told(
    tx: &mut Tx,
    id: PublicationId,
    now: &str,
) -> Result<bool, AgendaError> {
    let noted: Option<i64> = sql!(tx, on => sqlx::query_scalar(
        "UPDATE publication SET told_at = $2 WHERE id = $1 AND told_at IS NULL RETURNING number",
    )
    .bind(id)
    .bind(now)
    .fetch_optional(on)
    .await)?;
    Ok(noted.is_some())
}

/// Says a publication is done; `false` where it was already, or is withdrawn.
pub(in crate::agendas) async fn finish_publication(
    tx: &mut Tx,
    id: PublicationId,
    now: &str,
) -> Result<bool, AgendaError> {
    let done: Option<i64> = sql!(tx, on => sqlx::query_scalar(
        "UPDATE publication SET done_at = $2 WHERE id = $1 AND done_at IS NULL RETURNING number",
    )
    .bind(id)
    .bind(now)
    .fetch_optional(on)
    .await)?;
    Ok(done.is_some())
}

/// Says a publication is being taken into the archive; `false` where it is done or withdrawn.
pub(in crate::agendas) async fn start_publication(
    tx: &mut Tx,
    id: PublicationId,
    now: &str,
) -> Result<bool, AgendaError> {
    let started: Option<i64> = sql!(tx, on => sqlx::query_scalar(
        "UPDATE publication SET begun_at = $2 WHERE id = $1 AND done_at IS NULL RETURNING number",
    )
    .bind(id)
    .bind(now)
    .fetch_optional(on)
    .await)?;
    Ok(started.is_some())
}

/// Withdraws what waits for its time; `false` where there is nothing, or it is being taken in.
pub(in crate::agendas) async fn withdraw_waiting(
    tx: &mut Tx,
    planned: PlannedId,
) -> Result<bool, AgendaError> {
    let gone: Vec<i64> = sql!(tx, on => sqlx::query_scalar(
        "DELETE FROM publication WHERE planned_id = $1 AND done_at IS NULL AND begun_at IS NULL \
         RETURNING number",
    )
    .bind(planned)
    .fetch_all(on)
    .await)?;
    Ok(!gone.is_empty())
}

/// The planned meeting shown at an address of the archive.
pub(in crate::agendas) async fn at_address(
    tx: &mut Tx,
    body: &str,
    slug: &str,
) -> Result<Option<PlannedId>, AgendaError> {
    Ok(sql!(tx, on => sqlx::query_scalar(
        "SELECT a.planned_id FROM agenda a JOIN planned p ON p.id = a.planned_id \
         WHERE p.body = $1 AND a.archive_slug = $2 ORDER BY a.planned_id",
    )
    .bind(body)
    .bind(slug)
    .fetch_optional(on)
    .await)?)
}

/// Meetings from a day on that were cancelled when their agenda was out, and of which that is not
/// said yet.
pub(in crate::agendas) async fn cancelled(
    tx: &mut Tx,
    from: Date,
) -> Result<Vec<PlannedId>, AgendaError> {
    Ok(sql!(tx, on => sqlx::query_scalar(
        "SELECT a.planned_id FROM agenda a JOIN planned p ON p.id = a.planned_id \
         WHERE p.cancelled IS NOT NULL AND p.date >= $1 AND a.archive_slug IS NOT NULL \
         AND NOT EXISTS (SELECT 1 FROM publication c WHERE c.planned_id = a.planned_id \
         AND c.kind = 'cancellation') ORDER BY p.date, a.planned_id",
    )
    .bind(from.to_string())
    .fetch_all(on)
    .await)?)
}
