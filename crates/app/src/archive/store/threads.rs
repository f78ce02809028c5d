//! Case threads: who is in which, and why.

use std::collections::HashMap;

use raadslag_document::Outcome;
use sqlx::QueryBuilder;

use super::rows::{ItemRow, date, from_json, plain, to_json};
use super::{item_rows, writing::BATCH};
use crate::archive::rules::HeldThread;
use crate::archive::{ArchiveError, Audience, LinkReason, ThreadDetail, ThreadEvent};
use crate::db::{Tx, sql};
use crate::ids::{ItemId, ThreadId};

/// A thread to write.
#[derive(Debug)]
pub(crate) struct ThreadRecord {
    pub(crate) id: ThreadId,
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) events: Vec<EventRecord>,
}

/// One treatment of a case.
#[derive(Debug)]
pub(crate) struct EventRecord {
    /// `None` for an open end.
    pub(crate) item: Option<ItemId>,
    pub(crate) body: String,
    pub(crate) date: Option<String>,
    pub(crate) title: String,
    pub(crate) reasons: Vec<LinkReason>,
}

/// The sequence of the last write, and the one the threads were made up to.
pub(crate) async fn progress(tx: &mut Tx) -> Result<(i64, i64), ArchiveError> {
    Ok(sql!(tx, on => sqlx::query_as("SELECT sequence, linked FROM writer WHERE id = 1")
        .fetch_one(on)
        .await)?)
}

/// Notes that the threads are made up to here.
pub(crate) async fn put_progress(tx: &mut Tx, sequence: i64) -> Result<(), ArchiveError> {
    sql!(tx, on => sqlx::query("UPDATE writer SET linked = $1 WHERE id = 1")
        .bind(sequence)
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

/// Every thread that has or had items, oldest first.
pub(crate) async fn held_threads(tx: &mut Tx) -> Result<Vec<HeldThread>, ArchiveError> {
    let threads: Vec<(ThreadId, String)> = sql!(tx, on => sqlx::query_as(
        "SELECT id, slug FROM thread ORDER BY id",
    )
    .fetch_all(on)
    .await)?;
    let events: Vec<(ThreadId, ItemId)> = sql!(tx, on => sqlx::query_as(
        "SELECT thread_id, item_id FROM thread_event WHERE item_id IS NOT NULL \
         ORDER BY thread_id, position",
    )
    .fetch_all(on)
    .await)?;
    let mut items: HashMap<ThreadId, Vec<ItemId>> = HashMap::new();
    for (thread, item) in events {
        items.entry(thread).or_default().push(item);
    }
    let held = |(id, slug)| HeldThread { id, slug, items: items.remove(&id).unwrap_or_default() };
    Ok(threads.into_iter().map(held).collect())
}

/// Replaces all threads. Those that are gone but were `merged` lead to the one that took them over.
pub(crate) async fn put_threads(
    tx: &mut Tx,
    threads: &[ThreadRecord],
    merged: &[(ThreadId, ThreadId)],
) -> Result<(), ArchiveError> {
    sql!(tx, on => sqlx::query("DELETE FROM thread_event").execute(on).await.map(drop))?;
    sql!(tx, on => sqlx::query("UPDATE thread SET latest = NULL").execute(on).await.map(drop))?;
    for batch in threads.chunks(BATCH) {
        sql!(tx, on => {
            let mut query =
                QueryBuilder::new("INSERT INTO thread (id, slug, title, latest) ");
            query.push_values(batch, |mut values, thread| {
                values
                    .push_bind(thread.id)
                    .push_bind(thread.slug.clone())
                    .push_bind(plain(&thread.title))
                    .push_bind(thread.latest());
            });
            query.push(
                " ON CONFLICT (id) DO UPDATE SET title = excluded.title, \
                 latest = excluded.latest, merged_into = NULL",
            );
            query.build().persistent(false).execute(on).await.map(drop)
        })?;
    }
    for (gone, into) in merged {
        sql!(tx, on => sqlx::query("UPDATE thread SET merged_into = $1 WHERE id = $2")
            .bind(*into)
            .bind(*gone)
            .execute(on)
            .await
            .map(drop))?;
    }
    put_events(tx, threads).await
}

impl ThreadRecord {
    /// The day of its newest event that is an item; a thread of open ends has none.
    fn latest(&self) -> Option<String> {
        self.events.iter().filter(|event| event.item.is_some()).filter_map(|e| e.date.clone()).max()
    }
}

async fn put_events(tx: &mut Tx, threads: &[ThreadRecord]) -> Result<(), ArchiveError> {
    let rows: Vec<(ThreadId, i64, &EventRecord)> = threads
        .iter()
        .flat_map(|thread| (0..).zip(&thread.events).map(|(n, event)| (thread.id, n, event)))
        .collect();
    for batch in rows.chunks(BATCH) {
        sql!(tx, on => {
            let mut query = QueryBuilder::new(
                "INSERT INTO thread_event \
                 (thread_id, position, item_id, body, date, title, reasons) ",
            );
            query.push_values(batch, |mut values, (thread, position, event)| {
                values
                    .push_bind(*thread)
                    .push_bind(*position)
                    .push_bind(event.item)
                    .push_bind(plain(&event.body))
                    .push_bind(event.date.clone())
                    .push_bind(plain(&event.title))
                    .push_bind(to_json(&event.reasons));
            });
            query.build().persistent(false).execute(on).await.map(drop)
        })?;
    }
    Ok(())
}

/// The thread at this address, or the one it was merged into.
pub(crate) async fn thread_at(tx: &mut Tx, slug: &str) -> Result<Option<ThreadId>, ArchiveError> {
    let mut found: Option<(ThreadId, Option<ThreadId>)> = sql!(tx, on => sqlx::query_as(
        "SELECT id, merged_into FROM thread WHERE slug = $1",
    )
    .bind(slug)
    .fetch_optional(on)
    .await)?;
    let mut seen = Vec::new();
    while let Some((id, Some(into))) = found {
        if seen.contains(&id) {
            return Ok(None);
        }
        seen.push(id);
        found = sql!(tx, on => sqlx::query_as("SELECT id, merged_into FROM thread WHERE id = $1")
            .bind(into)
            .fetch_optional(on)
            .await)?;
    }
    Ok(found.map(|(id, _)| id))
}

/// The thread an item belongs to.
pub(crate) async fn thread_of(tx: &mut Tx, item: ItemId) -> Result<Option<ThreadId>, ArchiveError> {
    Ok(sql!(tx, on => sqlx::query_scalar(
        "SELECT thread_id FROM thread_event WHERE item_id = $1 ORDER BY thread_id LIMIT 1",
    )
    .bind(item)
    .fetch_optional(on)
    .await)?)
}

/// The most recently active threads.
pub(crate) async fn latest_threads(tx: &mut Tx, limit: u32) -> Result<Vec<ThreadId>, ArchiveError> {
    Ok(sql!(tx, on => sqlx::query_scalar(
        "SELECT id FROM thread WHERE latest IS NOT NULL ORDER BY latest DESC, slug LIMIT $1",
    )
    .bind(i64::from(limit))
    .fetch_all(on)
    .await)?)
}

#[derive(sqlx::FromRow)]
struct EventRow {
    item_id: Option<ItemId>,
    body: String,
    date: Option<String>,
    title: String,
    reasons: String,
}

/// A thread as the viewer may see it: without the events that are closed items. `None` when
/// nothing is left of it.
///
/// Threads are made of open items, so one with a closed item was made before that was closed. Until
/// it is made anew, its open ends and reasons may quote the closed text, and are withheld.
pub(crate) async fn thread(
    tx: &mut Tx,
    id: ThreadId,
    viewer: Audience,
) -> Result<Option<ThreadDetail>, ArchiveError> {
    let (slug, title): (String, String) = sql!(tx, on => sqlx::query_as(
        "SELECT slug, title FROM thread WHERE id = $1",
    )
    .bind(id)
    .fetch_one(on)
    .await)?;
    let rows: Vec<EventRow> = sql!(tx, on => sqlx::query_as(
        "SELECT item_id, body, date, title, reasons FROM thread_event WHERE thread_id = $1 \
         ORDER BY position",
    )
    .bind(id)
    .fetch_all(on)
    .await)?;
    let ids: Vec<ItemId> = rows.iter().filter_map(|row| row.item_id).collect();
    let items = item_rows(tx, &ids).await?;
    let mut items: HashMap<ItemId, ItemRow> =
        items.into_iter().map(|row| (row.item_id, row)).collect();
    let whole = items.values().all(|item| viewer.sees(item.access()));
    let mut events = Vec::with_capacity(rows.len());
    for row in rows {
        let item = row.item_id.and_then(|id| items.remove(&id));
        let hidden = |item: &ItemRow| !viewer.sees(item.access());
        if item.as_ref().map_or(row.item_id.is_some() || !whole, hidden) {
            continue;
        }
        let event = event(row, item, viewer)?;
        let reasons = if whole { event.reasons } else { Vec::new() };
        events.push(ThreadEvent { reasons, ..event });
    }
    let alive = events.iter().any(|event| event.item.is_some());
    Ok(alive.then_some(ThreadDetail { slug, title, events }))
}

fn event(
    row: EventRow,
    item: Option<ItemRow>,
    viewer: Audience,
) -> Result<ThreadEvent, ArchiveError> {
    let item = item.map(|item| item.entry(viewer));
    Ok(ThreadEvent {
        body: row.body,
        date: date(row.date.as_deref()),
        title: row.title,
        outcome: item.as_ref().map_or(Outcome::None, |item| item.outcome),
        item,
        reasons: from_json("the reasons of a thread", &row.reasons)?,
    })
}
