//! What import and re-reading load and keep of one meeting.

use std::collections::{HashMap, HashSet};

use raadslag_document::Document;
use sqlx::QueryBuilder;

use super::rows::{body_kind, from_json};
use super::writing::BATCH;
use crate::archive::rules::ItemKey;
use crate::archive::{ArchiveError, BodyKind};
use crate::db::{Tx, sql};
use crate::ids::{BodyId, ItemId, MeetingId, VersionId};
use crate::register::BodyIdentity;

/// A body.
#[derive(Debug, Clone)]
pub(crate) struct BodyRecord {
    pub(crate) id: BodyId,
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) kind: BodyKind,
}

impl BodyRecord {
    /// As the register writes it.
    pub(crate) fn identity(&self) -> BodyIdentity {
        BodyIdentity { slug: self.slug.clone(), name: self.name.clone(), kind: self.kind }
    }
}

/// A meeting as stored.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct MeetingRecord {
    pub(crate) id: MeetingId,
    pub(crate) body_id: BodyId,
    pub(crate) slug: String,
    pub(crate) date: Option<String>,
    pub(crate) start_time: Option<String>,
    pub(crate) end_time: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) is_virtual: bool,
    pub(crate) is_cancelled: bool,
    pub(crate) kind: String,
    pub(crate) items: i64,
    pub(crate) head: String,
}

/// An item as stored.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct ItemRecord {
    pub(crate) id: ItemId,
    pub(crate) slug: String,
    pub(crate) position: Option<i64>,
    pub(crate) section: Option<i64>,
    pub(crate) number: Option<String>,
    pub(crate) title: String,
    pub(crate) kind: String,
    pub(crate) access: String,
    pub(crate) case_number: Option<String>,
    pub(crate) outcome: String,
    pub(crate) content: String,
}

impl ItemRecord {
    /// What it is known by.
    pub(crate) fn key(&self) -> ItemKey {
        ItemKey::new(self.number.as_deref(), self.case_number.as_deref(), &self.title)
    }
}

/// A version with its document and which item each of its entries is.
#[derive(Debug, Clone)]
pub(crate) struct VersionRecord {
    pub(crate) id: VersionId,
    pub(crate) document: Document,
    pub(crate) items: Vec<ItemId>,
}

/// A meeting that may be the one a document belongs to.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct CandidateRow {
    pub(crate) id: MeetingId,
    pub(crate) start_time: Option<String>,
}

/// Candidates looked at where a document names no day.
const UNDATED: i64 = 50;

/// The body's meetings that day, oldest first.
pub(crate) async fn candidates(
    tx: &mut Tx,
    body: BodyId,
    date: Option<&str>,
) -> Result<Vec<CandidateRow>, ArchiveError> {
    let rows: Vec<CandidateRow> = match date {
        Some(date) => sql!(tx, on => sqlx::query_as(
            "SELECT id, start_time FROM meeting WHERE body_id = $1 AND date = $2 ORDER BY slug",
        )
        .bind(body)
        .bind(date)
        .fetch_all(on)
        .await)?,
        None => sql!(tx, on => sqlx::query_as(
            "SELECT id, start_time FROM meeting WHERE body_id = $1 AND date IS NULL \
             ORDER BY id DESC LIMIT $2",
        )
        .bind(body)
        .bind(UNDATED)
        .fetch_all(on)
        .await)?,
    };
    Ok(rows)
}

/// A meeting as stored.
pub(crate) async fn meeting_record(
    tx: &mut Tx,
    id: MeetingId,
) -> Result<MeetingRecord, ArchiveError> {
    Ok(sql!(tx, on => sqlx::query_as(
        "SELECT id, body_id, slug, date, start_time, end_time, place, is_virtual, \
         is_cancelled, kind, items, \
         head FROM meeting WHERE id = $1",
    )
    .bind(id)
    .fetch_one(on)
    .await)?)
}

/// The items of a meeting, those replaced included, in their order.
pub(crate) async fn item_records(
    tx: &mut Tx,
    meeting: MeetingId,
) -> Result<Vec<ItemRecord>, ArchiveError> {
    Ok(sql!(tx, on => sqlx::query_as(
        "SELECT id, slug, position, section, number, title, kind, access, case_number, outcome, \
         content FROM item WHERE meeting_id = $1 ORDER BY position NULLS LAST, id",
    )
    .bind(meeting)
    .fetch_all(on)
    .await)?)
}

/// The versions of a meeting in the order they were imported.
pub(crate) async fn version_records(
    tx: &mut Tx,
    meeting: MeetingId,
) -> Result<Vec<VersionRecord>, ArchiveError> {
    let rows: Vec<(VersionId, String)> = sql!(tx, on => sqlx::query_as(
        "SELECT id, document FROM version WHERE meeting_id = $1 ORDER BY sequence",
    )
    .bind(meeting)
    .fetch_all(on)
    .await)?;
    let mut items = appearances(tx, meeting).await?;
    let record = |(id, document): (VersionId, String)| {
        let document: Document = from_json(&format!("version {id}"), &document)?;
        Ok(VersionRecord { id, document, items: items.remove(&id).unwrap_or_default() })
    };
    rows.into_iter().map(record).collect()
}

async fn appearances(
    tx: &mut Tx,
    meeting: MeetingId,
) -> Result<HashMap<VersionId, Vec<ItemId>>, ArchiveError> {
    let rows: Vec<(VersionId, ItemId)> = sql!(tx, on => sqlx::query_as(
        "SELECT a.version_id, a.item_id FROM appearance a JOIN version v ON v.id = a.version_id \
         WHERE v.meeting_id = $1 ORDER BY a.version_id, a.position",
    )
    .bind(meeting)
    .fetch_all(on)
    .await)?;
    let mut items: HashMap<VersionId, Vec<ItemId>> = HashMap::new();
    for (version, item) in rows {
        items.entry(version).or_default().push(item);
    }
    Ok(items)
}

/// What the relative links of a meeting's versions lead to, by address; newer versions first.
pub(crate) async fn enclosures(
    tx: &mut Tx,
    meeting: MeetingId,
) -> Result<HashMap<String, String>, ArchiveError> {
    let rows: Vec<(String, String)> = sql!(tx, on => sqlx::query_as(
        "SELECT e.url, e.sha256 FROM enclosure e JOIN version v ON v.id = e.version_id \
         WHERE v.meeting_id = $1 ORDER BY v.position DESC",
    )
    .bind(meeting)
    .fetch_all(on)
    .await)?;
    Ok(rows.into_iter().collect())
}

/// The version with this original, its meeting and its document.
pub(crate) async fn version_of(
    tx: &mut Tx,
    sha256: &str,
) -> Result<Option<(VersionId, MeetingId, Document)>, ArchiveError> {
    let row: Option<(VersionId, MeetingId, String)> = sql!(tx, on => sqlx::query_as(
        "SELECT id, meeting_id, document FROM version WHERE sha256 = $1",
    )
    .bind(sha256)
    .fetch_optional(on)
    .await)?;
    row.map(|(id, meeting, document)| {
        Ok((id, meeting, from_json(&format!("version {id}"), &document)?))
    })
    .transpose()
}

/// What the relative links of a version lead to, by address.
pub(crate) async fn enclosed_sums(
    tx: &mut Tx,
    version: VersionId,
) -> Result<HashMap<String, String>, ArchiveError> {
    let rows: Vec<(String, String)> = sql!(tx, on => sqlx::query_as(
        "SELECT url, sha256 FROM enclosure WHERE version_id = $1 ORDER BY position, url",
    )
    .bind(version)
    .fetch_all(on)
    .await)?;
    Ok(rows.into_iter().collect())
}

/// The original of a version.
#[derive(Debug, Clone)]
pub(crate) struct Original {
    pub(crate) id: VersionId,
    pub(crate) sha256: String,
    pub(crate) name: String,
}

/// Every meeting with the originals of its versions, in the order they were imported.
pub(crate) async fn meetings_with_originals(
    tx: &mut Tx,
) -> Result<Vec<(MeetingId, Vec<Original>)>, ArchiveError> {
    let rows: Vec<(MeetingId, VersionId, String, String)> = sql!(tx, on => sqlx::query_as(
        "SELECT meeting_id, id, sha256, file_name FROM version ORDER BY meeting_id, sequence",
    )
    .fetch_all(on)
    .await)?;
    let mut meetings: Vec<(MeetingId, Vec<Original>)> = Vec::new();
    for (meeting, id, sha256, name) in rows {
        let original = Original { id, sha256, name };
        match meetings.last_mut().filter(|(last, _)| *last == meeting) {
            Some((_, originals)) => originals.push(original),
            None => meetings.push((meeting, vec![original])),
        }
    }
    Ok(meetings)
}

/// The body of a meeting.
pub(crate) async fn body_of_meeting(
    tx: &mut Tx,
    meeting: MeetingId,
) -> Result<BodyRecord, ArchiveError> {
    let (id, slug, name, kind): (BodyId, String, String, String) = sql!(tx, on => sqlx::query_as(
        "SELECT b.id, b.slug, b.name, b.kind FROM body b JOIN meeting m ON m.body_id = b.id \
         WHERE m.id = $1",
    )
    .bind(meeting)
    .fetch_one(on)
    .await)?;
    Ok(BodyRecord { id, slug, name, kind: body_kind(&kind) })
}

/// The slugs a body's meetings have or had.
pub(crate) async fn meeting_slugs(
    tx: &mut Tx,
    body_slug: &str,
    prefix: &str,
) -> Result<HashSet<String>, ArchiveError> {
    let slugs: Vec<String> = sql!(tx, on => sqlx::query_scalar(
        "SELECT slug FROM meeting_address WHERE body_slug = $1 AND slug >= $2 AND slug < $3",
    )
    .bind(body_slug)
    .bind(prefix)
    .bind(after(prefix))
    .fetch_all(on)
    .await)?;
    Ok(slugs.into_iter().collect())
}

/// The slugs of items that begin so.
pub(crate) async fn item_slugs(tx: &mut Tx, prefix: &str) -> Result<HashSet<String>, ArchiveError> {
    let slugs: Vec<String> = sql!(tx, on => sqlx::query_scalar(
        "SELECT slug FROM item WHERE slug >= $1 AND slug < $2",
    )
    .bind(prefix)
    .bind(after(prefix))
    .fetch_all(on)
    .await)?;
    Ok(slugs.into_iter().collect())
}

/// The least text behind every slug with this prefix: `{` follows `z`.
fn after(prefix: &str) -> String {
    format!("{prefix}{{")
}

/// Whether this original is held.
pub(crate) async fn held(tx: &mut Tx, sha256: &str) -> Result<bool, ArchiveError> {
    let found: Option<i64> = sql!(tx, on => sqlx::query_scalar(
        "SELECT sequence FROM version WHERE sha256 = $1",
    )
    .bind(sha256)
    .fetch_optional(on)
    .await)?;
    Ok(found.is_some())
}

/// The body with this slug, made where there is none.
pub(crate) async fn body_record(
    tx: &mut Tx,
    wanted: BodyRecord,
) -> Result<BodyRecord, ArchiveError> {
    let name = super::rows::body_kind_name(wanted.kind);
    sql!(tx, on => sqlx::query(
        "INSERT INTO body (id, slug, name, kind) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (slug) DO NOTHING",
    )
    .bind(wanted.id)
    .bind(&wanted.slug)
    .bind(&wanted.name)
    .bind(name)
    .execute(on)
    .await
    .map(drop))?;
    let (id, name): (BodyId, String) = sql!(tx, on => sqlx::query_as(
        "SELECT id, name FROM body WHERE slug = $1",
    )
    .bind(&wanted.slug)
    .fetch_one(on)
    .await)?;
    Ok(BodyRecord { id, name, ..wanted })
}

/// Deletes the rows of these items from a table that hangs on them.
pub(super) async fn delete_of_items(
    tx: &mut Tx,
    statement: &'static str,
    items: &[ItemId],
) -> Result<(), ArchiveError> {
    for chunk in items.chunks(BATCH) {
        sql!(tx, on => {
            let mut query = QueryBuilder::new(statement);
            query.push(" WHERE item_id IN (");
            let mut list = query.separated(", ");
            for item in chunk {
                list.push_bind(*item);
            }
            query.push(")");
            query.build().persistent(false).execute(on).await.map(drop)
        })?;
    }
    Ok(())
}
