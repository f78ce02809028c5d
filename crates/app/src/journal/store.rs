//! The SQL.

use super::{Entry, Head, JournalError};
use crate::db::{Tx, sql};

type Row = (i64, String, String, String, String, Option<String>, Option<String>, String);

fn entry((number, at, actor, action, subject, before, after, hash): Row) -> Entry {
    Entry { number, at, actor, action, subject, before, after, hash }
}

/// The end of the chain.
pub(super) async fn head(tx: &mut Tx) -> Result<Head, JournalError> {
    let row: Option<(i64, String)> = sql!(tx, on => {
        sqlx::query_as("SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1")
            .fetch_optional(on)
            .await
    })?;
    Ok(row.map(|(number, hash)| Head { number, hash }).unwrap_or_default())
}

/// Writes an entry.
pub(super) async fn append(tx: &mut Tx, entry: &Entry) -> Result<(), JournalError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO journal (number, at, actor, action, subject, was, became, hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(entry.number)
    .bind(&entry.at)
    .bind(&entry.actor)
    .bind(&entry.action)
    .bind(&entry.subject)
    .bind(&entry.before)
    .bind(&entry.after)
    .bind(&entry.hash)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// Entries after a number, in order.
pub(super) async fn after(
    tx: &mut Tx,
    number: i64,
    limit: i64,
) -> Result<Vec<Entry>, JournalError> {
    let rows: Vec<Row> = sql!(tx, on => sqlx::query_as(
        "SELECT number, at, actor, action, subject, was, became, hash FROM journal \
         WHERE number > $1 ORDER BY number LIMIT $2",
    )
    .bind(number)
    .bind(limit)
    .fetch_all(on)
    .await)?;
    Ok(rows.into_iter().map(entry).collect())
}

/// Entries before a number, newest first.
pub(super) async fn latest(
    tx: &mut Tx,
    before: i64,
    limit: i64,
) -> Result<Vec<Entry>, JournalError> {
    let rows: Vec<Row> = sql!(tx, on => sqlx::query_as(
        "SELECT number, at, actor, action, subject, was, became, hash FROM journal \
         WHERE number < $1 ORDER BY number DESC LIMIT $2",
    )
    .bind(before)
    .bind(limit)
    .fetch_all(on)
    .await)?;
    Ok(rows.into_iter().map(entry).collect())
}

/// Entries about a subject, in order.
pub(super) async fn about(tx: &mut Tx, subject: &str) -> Result<Vec<Entry>, JournalError> {
    let rows: Vec<Row> = sql!(tx, on => sqlx::query_as(
        "SELECT number, at, actor, action, subject, was, became, hash FROM journal \
         WHERE subject = $1 ORDER BY number",
    )
    .bind(subject)
    .fetch_all(on)
    .await)?;
    Ok(rows.into_iter().map(entry).collect())
}
