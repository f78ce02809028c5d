use raadslag_document::{Access, ItemKind};

use crate::agendas::{AgendaError, Entry};
use crate::db::{Tx, sql};
use crate::ids::{CaseId, EntryId, PlannedId};
use crate::plan::Standing;

#[derive(sqlx::FromRow)]
struct Row {
    id: EntryId,
    section: i64,
    position: i64,
    number: Option<String>,
    title: String,
    neutral_title: Option<String>,
    kind: String,
    access: String,
    access_reason: String,
    case_id: Option<CaseId>,
    standing: Option<String>,
    minutes: Option<i64>,
    content: String,
    recommendations: String,
    reading: Option<i64>,
    late_reason: String,
    added_at: String,
    supplement: i64,
    archive_item: Option<String>,
}

impl From<Row> for Entry {
    fn from(row: Row) -> Self {
        let small = |n: i64| u16::try_from(n).unwrap_or(u16::MAX);
        Self {
            id: row.id,
            section: usize::try_from(row.section).unwrap_or(0),
            position: row.position,
            number: row.number,
            title: row.title,
            neutral_title: row.neutral_title,
            kind: kind(&row.kind),
            // What is damaged is closed.
            access: if row.access == "open" { Access::Open } else { Access::Closed },
            access_reason: row.access_reason,
            case: row.case_id,
            standing: row.standing.as_deref().and_then(Standing::from_name),
            minutes_budget: row.minutes.map(small),
            content: row.content,
            recommendations: row.recommendations,
            reading: row.reading.and_then(|reading| u8::try_from(reading).ok()),
            late_reason: row.late_reason,
            added_at: row.added_at,
            supplement: small(row.supplement),
            archive_item: row.archive_item,
        }
    }
}

/// The kind with this name.
pub(in crate::agendas) fn kind(name: &str) -> ItemKind {
    ItemKind::ALL.into_iter().find(|kind| kind.name() == name).unwrap_or_default()
}

/// "open" or "closed".
pub(in crate::agendas) fn access_name(access: Access) -> &'static str {
    match access {
        Access::Open => "open",
        Access::Closed => "closed",
    }
}

/// The entries of an agenda, in order.
pub(in crate::agendas) async fn entries(
    tx: &mut Tx,
    id: PlannedId,
) -> Result<Vec<Entry>, AgendaError> {
    let rows: Vec<Row> = sql!(tx, on => sqlx::query_as(
        "SELECT id, section, position, number, title, neutral_title, kind, access, access_reason, \
         case_id, standing, minutes, content, recommendations, reading, late_reason, added_at, \
         supplement, archive_item FROM agenda_entry WHERE planned_id = $1 \
         ORDER BY section, position, id",
    )
    .bind(id)
    .fetch_all(on)
    .await)?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// Writes an entry.
pub(in crate::agendas) async fn put_entry(
    tx: &mut Tx,
    planned: PlannedId,
    entry: &Entry,
) -> Result<(), AgendaError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO agenda_entry (id, planned_id, section, position, number, title, \
         neutral_title, kind, access, access_reason, case_id, standing, minutes, content, \
         recommendations, reading, late_reason, added_at, supplement, archive_item) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, \
         $19, $20) \
         ON CONFLICT (id) DO UPDATE SET section = excluded.section, \
         position = excluded.position, number = excluded.number, title = excluded.title, \
         neutral_title = excluded.neutral_title, kind = excluded.kind, access = excluded.access, \
         access_reason = excluded.access_reason, case_id = excluded.case_id, \
         standing = excluded.standing, minutes = excluded.minutes, content = excluded.content, \
         recommendations = excluded.recommendations, reading = excluded.reading, \
         late_reason = excluded.late_reason, supplement = excluded.supplement, \
         archive_item = excluded.archive_item",
    )
    .bind(entry.id)
    .bind(planned)
    .bind(i64::try_from(entry.section).unwrap_or(i64::MAX))
    .bind(entry.position)
    .bind(&entry.number)
    .bind(&entry.title)
    .bind(&entry.neutral_title)
    .bind(entry.kind.name())
    .bind(access_name(entry.access))
    .bind(&entry.access_reason)
    .bind(entry.case)
    .bind(entry.standing.map(Standing::name))
    .bind(entry.minutes_budget.map(i64::from))
    .bind(&entry.content)
    .bind(&entry.recommendations)
    .bind(entry.reading.map(i64::from))
    .bind(&entry.late_reason)
    .bind(&entry.added_at)
    .bind(i64::from(entry.supplement))
    .bind(&entry.archive_item)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// Takes an entry off the agenda.
pub(in crate::agendas) async fn remove_entry(tx: &mut Tx, id: EntryId) -> Result<(), AgendaError> {
    for statement in [
        "UPDATE agenda_promise SET entry_id = NULL WHERE entry_id = $1",
        "DELETE FROM agenda_entry WHERE id = $1",
    ] {
        sql!(tx, on => sqlx::query(statement).bind(id).execute(on).await.map(drop))?;
    }
    Ok(())
}
