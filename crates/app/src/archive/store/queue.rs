//! The queue of items whose search entry is to be written again.

use raadslag_document::Item;
use sqlx::QueryBuilder;

use super::rows::{ItemRow, from_json, item_columns, item_tables};
use super::writing::BATCH;
use crate::archive::ArchiveError;
use crate::db::{Tx, sql};
use crate::ids::{ItemId, MeetingId};

/// Queues items; part of the transaction that changes them.
pub(crate) async fn enqueue(
    tx: &mut Tx,
    items: &[ItemId],
    sequence: i64,
) -> Result<(), ArchiveError> {
    for batch in items.chunks(BATCH) {
        sql!(tx, on => {
            let mut query = QueryBuilder::new("INSERT INTO index_queue (item_id, sequence) ");
            query.push_values(batch, |mut values, item| {
                values.push_bind(*item).push_bind(sequence);
            });
            query.push(" ON CONFLICT (item_id) DO UPDATE SET sequence = excluded.sequence");
            query.build().persistent(false).execute(on).await.map(drop)
        })?;
    }
    Ok(())
}

/// The oldest queued items, or all, and when they were queued.
pub(crate) async fn queued(
    tx: &mut Tx,
    limit: Option<i64>,
) -> Result<Vec<(ItemId, i64)>, ArchiveError> {
    Ok(sql!(tx, on => sqlx::query_as(
        "SELECT item_id, sequence FROM index_queue ORDER BY sequence, item_id LIMIT $1",
    )
    .bind(limit.unwrap_or(i64::MAX))
    .fetch_all(on)
    .await)?)
}

/// Takes items off the queue, unless they were queued again since.
pub(crate) async fn dequeue(tx: &mut Tx, done: &[(ItemId, i64)]) -> Result<(), ArchiveError> {
    for batch in done.chunks(BATCH) {
        sql!(tx, on => {
            let mut query =
                QueryBuilder::new("DELETE FROM index_queue WHERE (item_id, sequence) IN (");
            query.push_values(batch, |mut values, (item, sequence)| {
                values.push_bind(*item).push_bind(*sequence);
            });
            query.push(")");
            query.build().persistent(false).execute(on).await.map(drop)
        })?;
    }
    Ok(())
}

/// An item with all its text, for the index and the threads; never shown as it is.
#[derive(Debug)]
pub(crate) struct FullItem {
    pub(crate) row: ItemRow,
    pub(crate) item: Item,
}

#[derive(sqlx::FromRow)]
struct FullRow {
    #[sqlx(flatten)]
    row: ItemRow,
    content: String,
}

impl FullRow {
    fn full(self) -> Result<FullItem, ArchiveError> {
        let item = from_json(&format!("item {}", self.row.item_id), &self.content)?;
        Ok(FullItem { row: self.row, item })
    }
}

/// These items in full.
pub(crate) async fn full_items(
    tx: &mut Tx,
    items: &[ItemId],
) -> Result<Vec<FullItem>, ArchiveError> {
    let rows: Vec<FullRow> = sql!(tx, on => {
        let mut query = QueryBuilder::new(concat!(
            "SELECT i.content, ", item_columns!(), item_tables!(), "WHERE i.id IN ("
        ));
        let mut list = query.separated(", ");
        for item in items {
            list.push_bind(*item);
        }
        query.push(")");
        query.build_query_as().persistent(false).fetch_all(on).await
    })?;
    rows.into_iter().map(FullRow::full).collect()
}

/// The items that follow `after` in the order of their ids, in full.
pub(crate) async fn items_after(
    tx: &mut Tx,
    after: Option<ItemId>,
    limit: i64,
) -> Result<Vec<FullItem>, ArchiveError> {
    let rows: Vec<FullRow> = match after {
        Some(after) => sql!(tx, on => sqlx::query_as(concat!(
            "SELECT i.content, ", item_columns!(), item_tables!(),
            "WHERE i.id > $1 ORDER BY i.id LIMIT $2"
        ))
        .bind(after)
        .bind(limit)
        .fetch_all(on)
        .await)?,
        None => sql!(tx, on => sqlx::query_as(concat!(
            "SELECT i.content, ", item_columns!(), item_tables!(), "ORDER BY i.id LIMIT $1"
        ))
        .bind(limit)
        .fetch_all(on)
        .await)?,
    };
    rows.into_iter().map(FullRow::full).collect()
}

/// These items in short, as the viewer may see them, in no order.
pub(crate) async fn item_rows(tx: &mut Tx, items: &[ItemId]) -> Result<Vec<ItemRow>, ArchiveError> {
    if items.is_empty() {
        return Ok(Vec::new());
    }
    Ok(sql!(tx, on => {
        let mut query = QueryBuilder::new(concat!(
            "SELECT ", item_columns!(), item_tables!(), "WHERE i.id IN ("
        ));
        let mut list = query.separated(", ");
        for item in items {
            list.push_bind(*item);
        }
        query.push(")");
        query.build_query_as().persistent(false).fetch_all(on).await
    })?)
}

/// The items on a meeting's newest document, in order and in full.
pub(crate) async fn items_of(
    tx: &mut Tx,
    meeting: MeetingId,
) -> Result<Vec<FullItem>, ArchiveError> {
    let rows: Vec<FullRow> = sql!(tx, on => sqlx::query_as(concat!(
        "SELECT i.content, ", item_columns!(), item_tables!(),
        "WHERE i.meeting_id = $1 AND i.position IS NOT NULL ORDER BY i.position"
    ))
    .bind(meeting)
    .fetch_all(on)
    .await)?;
    rows.into_iter().map(FullRow::full).collect()
}

/// The items with these slugs in short, in no order.
pub(crate) async fn items_with_slugs(
    tx: &mut Tx,
    slugs: &[String],
) -> Result<Vec<ItemRow>, ArchiveError> {
    if slugs.is_empty() {
        return Ok(Vec::new());
    }
    Ok(sql!(tx, on => {
        let mut query = QueryBuilder::new(concat!(
            "SELECT ", item_columns!(), item_tables!(), "WHERE i.slug IN ("
        ));
        let mut list = query.separated(", ");
        for slug in slugs {
            list.push_bind(slug.clone());
        }
        query.push(")");
        query.build_query_as().persistent(false).fetch_all(on).await
    })?)
}
