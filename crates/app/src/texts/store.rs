//! The SQL.

use jiff::Timestamp;
use raadslag_document::{Access, ItemKind};
use serde::Serialize;

use super::rules::steps::Step;
use super::rules::tree::Node;
use super::rules::versions::Unkept;
use super::{Batch, NewText, TextError};
use crate::archive::ArchiveError;
use crate::db::{Tx, sql};
use crate::ids::TextId;

/// A text as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Its id.
    pub id: TextId,
    /// What it is called: the title of its case, which is not written here.
    pub title: String,
    /// The item's kind.
    pub kind: ItemKind,
    /// What it is the text of: "case/…".
    pub subject: String,
    /// The slug of the body whose case it is.
    pub body: String,
    /// Who may read it.
    pub access: Access,
    /// How many steps were taken.
    pub version: i64,
    /// The document.
    pub doc: Node,
    /// When it was last written to (UTC, RFC 3339).
    pub changed_at: String,
    /// By whom.
    pub changed_by: String,
    /// Since when nothing more may be written.
    pub locked_at: Option<String>,
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenStep {
    /// The step, as JSON.
    pub step: String,
    /// The browser tab that made it.
    pub client: String,
}

/// An annex a text may refer to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Annex {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// A kept state.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Kept {
    pub(super) version: i64,
    pub(super) doc: String,
    pub(super) authors: String,
    pub(super) at: String,
    pub(super) note: String,
}

impl Kept {
    /// What a text began with.
    pub(super) fn first(doc: &str, author: &str, at: &str) -> Self {
        let (doc, authors, at) = (doc.to_owned(), author.to_owned(), at.to_owned());
        Self { version: 0, doc, authors, at, note: String::new() }
    }
}

fn name<T: Serialize>(value: T) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

fn damaged(id: TextId, why: impl std::fmt::Display) -> ArchiveError {
    ArchiveError::damaged(format!("text {id}"), why)
}

pub(super) async fn put(
    tx: &mut Tx,
    id: TextId,
    new: &NewText,
    doc: &str,
    author: &str,
    now: &str,
) -> Result<(), TextError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO text (id, kind, subject, body, access, version, doc, created_at, created_by, \
         changed_at, changed_by, locked_at, title) \
         VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $7, $8, NULL, $9)",
    )
    .bind(id)
    .bind(name(new.kind))
    .bind(&new.subject)
    .bind(&new.body)
    .bind(name(new.access))
    .bind(doc)
    .bind(now)
    .bind(author)
    .bind(&new.title)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct TextRow {
    title: String,
    kind: String,
    subject: String,
    body: String,
    access: String,
    version: i64,
    doc: String,
    changed_at: String,
    changed_by: String,
    locked_at: Option<String>,
}

pub(super) async fn text(tx: &mut Tx, id: TextId) -> Result<Option<Text>, TextError> {
    let row: Option<TextRow> = sql!(tx, on => sqlx::query_as(
        "SELECT title, kind, subject, body, access, version, doc, changed_at, changed_by, locked_at FROM text \
         WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(on)
    .await)?;
    let Some(row) = row else { return Ok(None) };
    let open = name(Access::Open);
    Ok(Some(Text {
        id,
        title: row.title,
        kind: serde_json::from_value(row.kind.into()).map_err(|e| damaged(id, e))?,
        subject: row.subject,
        body: row.body,
        // What is not plainly open is closed.
        access: if row.access == open { Access::Open } else { Access::Closed },
        version: row.version,
        doc: Node::parse(&row.doc).map_err(|e| damaged(id, e))?,
        changed_at: row.changed_at,
        changed_by: row.changed_by,
        locked_at: row.locked_at,
    }))
}

/// The version a text is at.
pub(super) async fn current(tx: &mut Tx, id: TextId) -> Result<Option<i64>, TextError> {
    let version: Option<i64> = sql!(tx, on => {
        sqlx::query_scalar("SELECT version FROM text WHERE id = $1").bind(id).fetch_optional(on).await
    })?;
    Ok(version)
}

pub(super) async fn steps(
    tx: &mut Tx,
    id: TextId,
    after: i64,
    most: u32,
) -> Result<Vec<TakenStep>, TextError> {
    let rows: Vec<(String, String)> = sql!(tx, on => sqlx::query_as(
        "SELECT step, client FROM text_step WHERE text_id = $1 AND version > $2 \
         ORDER BY version LIMIT $3",
    )
    .bind(id)
    .bind(after)
    .bind(i64::from(most))
    .fetch_all(on)
    .await)?;
    Ok(rows.into_iter().map(|(step, client)| TakenStep { step, client }).collect())
}

pub(super) async fn has_batch(tx: &mut Tx, id: TextId, batch: &str) -> Result<bool, TextError> {
    let found: Option<i64> = sql!(tx, on => sqlx::query_scalar(
        "SELECT version FROM text_step WHERE text_id = $1 AND batch = $2 ORDER BY version LIMIT 1",
    )
    .bind(id)
    .bind(batch)
    .fetch_optional(on)
    .await)?;
    Ok(found.is_some())
}

pub(super) async fn put_step(
    tx: &mut Tx,
    id: TextId,
    version: i64,
    batch: &Batch,
    step: &Step,
    author: &str,
    now: &str,
) -> Result<(), TextError> {
    let json = serde_json::to_string(step).map_err(|e| damaged(id, e))?;
    sql!(tx, on => sqlx::query(
        "INSERT INTO text_step (text_id, version, batch, client, author, at, step) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id)
    .bind(version)
    .bind(&batch.batch)
    .bind(&batch.client)
    .bind(author)
    .bind(now)
    .bind(json)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

pub(super) async fn update(
    tx: &mut Tx,
    id: TextId,
    version: i64,
    doc: &str,
    author: &str,
    now: &str,
) -> Result<(), TextError> {
    sql!(tx, on => sqlx::query(
        "UPDATE text SET version = $2, doc = $3, changed_by = $4, changed_at = $5 WHERE id = $1",
    )
    .bind(id)
    .bind(version)
    .bind(doc)
    .bind(author)
    .bind(now)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// What was written since the newest kept version, and by whom.
pub(super) async fn unkept(
    tx: &mut Tx,
    id: TextId,
) -> Result<Option<(Unkept, Vec<String>)>, TextError> {
    let rows: Vec<(String, i64, String)> = sql!(tx, on => sqlx::query_as(
        "SELECT author, COUNT(*), MAX(at) FROM text_step WHERE text_id = $1 AND version > \
         (SELECT COALESCE(MAX(v.version), 0) FROM text_version v WHERE v.text_id = $1) \
         GROUP BY author ORDER BY author",
    )
    .bind(id)
    .fetch_all(on)
    .await)?;
    let mut last: Option<Timestamp> = None;
    let (mut steps, mut authors) = (0, Vec::new());
    for (author, count, at) in rows {
        last = last.max(Some(at.parse().map_err(|e| damaged(id, e))?));
        steps += u64::try_from(count).unwrap_or(0);
        authors.push(author);
    }
    Ok(last.map(|last| (Unkept { steps, last }, authors)))
}

pub(super) async fn put_version(tx: &mut Tx, id: TextId, kept: &Kept) -> Result<(), TextError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO text_version (text_id, version, doc, authors, at, note) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (text_id, version) DO UPDATE SET note = $6",
    )
    .bind(id)
    .bind(kept.version)
    .bind(&kept.doc)
    .bind(&kept.authors)
    .bind(&kept.at)
    .bind(&kept.note)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// Kept states, newest first, without their documents.
pub(super) async fn versions(tx: &mut Tx, id: TextId) -> Result<Vec<Kept>, TextError> {
    let rows: Vec<Kept> = sql!(tx, on => sqlx::query_as(
        "SELECT version, '' AS doc, authors, at, note FROM text_version WHERE text_id = $1 \
         ORDER BY version DESC",
    )
    .bind(id)
    .fetch_all(on)
    .await)?;
    Ok(rows)
}

pub(super) async fn version(
    tx: &mut Tx,
    id: TextId,
    version: i64,
) -> Result<Option<Kept>, TextError> {
    let row: Option<Kept> = sql!(tx, on => sqlx::query_as(
        "SELECT version, doc, authors, at, note FROM text_version \
         WHERE text_id = $1 AND version = $2",
    )
    .bind(id)
    .bind(version)
    .fetch_optional(on)
    .await)?;
    Ok(row)
}

pub(super) async fn lock(tx: &mut Tx, id: TextId, at: Option<&str>) -> Result<(), TextError> {
    sql!(tx, on => sqlx::query("UPDATE text SET locked_at = $2 WHERE id = $1")
        .bind(id)
        .bind(at)
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

pub(super) async fn set_access(tx: &mut Tx, id: TextId, access: Access) -> Result<(), TextError> {
    sql!(tx, on => sqlx::query("UPDATE text SET access = $2 WHERE id = $1")
        .bind(id)
        .bind(name(access))
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

pub(super) async fn set_title(tx: &mut Tx, id: TextId, title: &str) -> Result<(), TextError> {
    sql!(tx, on => sqlx::query("UPDATE text SET title = $2 WHERE id = $1")
        .bind(id)
        .bind(title)
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

pub(super) async fn set_annexes(
    tx: &mut Tx,
    id: TextId,
    annexes: &[Annex],
) -> Result<(), TextError> {
    sql!(tx, on => {
        sqlx::query("DELETE FROM text_annex WHERE text_id = $1").bind(id).execute(on).await.map(drop)
    })?;
    for (position, annex) in (0_i64..).zip(annexes) {
        sql!(tx, on => sqlx::query(
            "INSERT INTO text_annex (text_id, annex, title, position) VALUES ($1, $2, $3, $4)",
        )
        .bind(id)
        .bind(&annex.id)
        .bind(&annex.title)
        .bind(position)
        .execute(on)
        .await
        .map(drop))?;
    }
    Ok(())
}

pub(super) async fn annexes(tx: &mut Tx, id: TextId) -> Result<Vec<Annex>, TextError> {
    let rows: Vec<(String, String)> = sql!(tx, on => sqlx::query_as(
        "SELECT annex, title FROM text_annex WHERE text_id = $1 ORDER BY position, annex",
    )
    .bind(id)
    .fetch_all(on)
    .await)?;
    Ok(rows.into_iter().map(|(id, title)| Annex { id, title }).collect())
}
