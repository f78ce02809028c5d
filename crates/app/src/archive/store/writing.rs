//! The writes of one import, each a batch.

use raadslag_document::{Access, Document, DocumentKind};
use sqlx::QueryBuilder;

use super::records::{ItemRecord, MeetingRecord, delete_of_items};
use super::rows::{document_kind_name, mention_kind_name, to_json};
use crate::archive::ArchiveError;
use crate::archive::entries::MentionEntry;
use crate::db::{Tx, sql};
use crate::ids::{ItemId, MeetingId, VersionId};

/// Rows per statement: SQLite takes 32,766 values in one.
pub(super) const BATCH: usize = 1000;

/// Inserts rows, a batch per statement.
macro_rules! insert {
    ($tx:expr, $head:expr, $rows:expr, |$values:ident, $row:ident| $binds:expr, $tail:expr) => {
        for batch in $rows.chunks(BATCH) {
            sql!($tx, on => {
                let mut query = QueryBuilder::new($head);
                query.push_values(batch, |mut $values, $row| { $binds; });
                query.push($tail);
                query.build().persistent(false).execute(on).await.map(drop)
            })?;
        }
    };
}

/// Begins writing: waits for other writers and numbers what follows.
pub(crate) async fn begin_writing(tx: &mut Tx) -> Result<i64, ArchiveError> {
    Ok(sql!(tx, on => sqlx::query_scalar(
        "UPDATE writer SET sequence = sequence + 1 WHERE id = 1 RETURNING sequence",
    )
    .fetch_one(on)
    .await)?)
}

/// Waits for other writers without numbering a write: what follows changes nothing that threads or
/// versions depend on.
pub(crate) async fn lock(tx: &mut Tx) -> Result<(), ArchiveError> {
    sql!(tx, on => sqlx::query("UPDATE writer SET sequence = sequence WHERE id = 1")
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

/// Writes a meeting.
pub(crate) async fn put_meeting(tx: &mut Tx, meeting: &MeetingRecord) -> Result<(), ArchiveError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO meeting (id, body_id, slug, date, start_time, end_time, place, is_virtual, \
         is_cancelled, kind, items, head) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
         ON CONFLICT (id) DO UPDATE SET body_id = excluded.body_id, slug = excluded.slug, \
         date = excluded.date, start_time = excluded.start_time, end_time = excluded.end_time, \
         place = excluded.place, is_virtual = excluded.is_virtual, \
         is_cancelled = excluded.is_cancelled, kind = excluded.kind, \
         items = excluded.items, head = excluded.head",
    )
    .bind(meeting.id)
    .bind(meeting.body_id)
    .bind(&meeting.slug)
    .bind(&meeting.date)
    .bind(&meeting.start_time)
    .bind(&meeting.end_time)
    .bind(&meeting.place)
    .bind(meeting.is_virtual)
    .bind(meeting.is_cancelled)
    .bind(&meeting.kind)
    .bind(meeting.items)
    .bind(&meeting.head)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// Gives a meeting an address for good.
pub(crate) async fn put_address(
    tx: &mut Tx,
    body_slug: &str,
    slug: &str,
    meeting: MeetingId,
) -> Result<(), ArchiveError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO meeting_address (body_slug, slug, meeting_id) VALUES ($1, $2, $3) \
         ON CONFLICT (body_slug, slug) DO UPDATE SET meeting_id = excluded.meeting_id",
    )
    .bind(body_slug)
    .bind(slug)
    .bind(meeting)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// A version to write.
#[derive(Debug)]
pub(crate) struct NewVersion<'a> {
    pub(crate) id: VersionId,
    pub(crate) meeting: MeetingId,
    pub(crate) sequence: i64,
    pub(crate) sha256: &'a str,
    pub(crate) file_name: &'a str,
    pub(crate) size: u64,
    pub(crate) media_type: &'a str,
    pub(crate) imported_at: String,
    pub(crate) kind: DocumentKind,
    pub(crate) supplementary: bool,
    pub(crate) document: &'a str,
}

/// Writes a new version; its place among the others is set by [`put_order`].
pub(crate) async fn put_version(tx: &mut Tx, version: NewVersion<'_>) -> Result<(), ArchiveError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO version (id, meeting_id, sha256, sequence, position, file_name, size, \
         media_type, kind, supplementary, imported_at, document) \
         VALUES ($1, $2, $3, $4, 0, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(version.id)
    .bind(version.meeting)
    .bind(version.sha256)
    .bind(version.sequence)
    .bind(version.file_name)
    .bind(i64::try_from(version.size).unwrap_or(i64::MAX))
    .bind(version.media_type)
    .bind(document_kind_name(version.kind))
    .bind(version.supplementary)
    .bind(&version.imported_at)
    .bind(version.document)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// Replaces what a version's document says, after a better reading.
pub(crate) async fn put_document(
    tx: &mut Tx,
    version: VersionId,
    document: &Document,
) -> Result<(), ArchiveError> {
    sql!(tx, on => sqlx::query(
        "UPDATE version SET document = $1, kind = $2, supplementary = $3 WHERE id = $4",
    )
    .bind(to_json(document))
    .bind(document_kind_name(document.document))
    .bind(document.meeting.supplementary)
    .bind(version)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// Sets the order of a meeting's versions, newest first.
pub(crate) async fn put_order(tx: &mut Tx, order: &[VersionId]) -> Result<(), ArchiveError> {
    for (position, version) in (0_i64..).zip(order) {
        sql!(tx, on => sqlx::query("UPDATE version SET position = $1 WHERE id = $2")
            .bind(position)
            .bind(*version)
            .execute(on)
            .await
            .map(drop))?;
    }
    Ok(())
}

/// An entry of a version's document.
#[derive(Debug)]
pub(crate) struct Appearance {
    pub(crate) item: ItemId,
    pub(crate) access: Access,
    pub(crate) has_text: bool,
}

/// Says which item each entry of a version's document is.
pub(crate) async fn put_appearances(
    tx: &mut Tx,
    version: VersionId,
    entries: &[Appearance],
) -> Result<(), ArchiveError> {
    sql!(tx, on => sqlx::query("DELETE FROM appearance WHERE version_id = $1")
        .bind(version)
        .execute(on)
        .await
        .map(drop))?;
    let rows: Vec<(i64, &Appearance)> = (0..).zip(entries).collect();
    insert!(
        tx,
        "INSERT INTO appearance (version_id, position, item_id, closed, has_text) ",
        rows,
        |values, row| values
            .push_bind(version)
            .push_bind(row.0)
            .push_bind(row.1.item)
            .push_bind(row.1.access == Access::Closed)
            .push_bind(row.1.has_text),
        ""
    );
    Ok(())
}

/// Writes items.
pub(crate) async fn put_items(
    tx: &mut Tx,
    meeting: MeetingId,
    items: &[ItemRecord],
) -> Result<(), ArchiveError> {
    insert!(
        tx,
        "INSERT INTO item (id, meeting_id, slug, position, section, number, title, kind, access, \
         case_number, outcome, content) ",
        items,
        |values, item| values
            .push_bind(item.id)
            .push_bind(meeting)
            .push_bind(item.slug.clone())
            .push_bind(item.position)
            .push_bind(item.section)
            .push_bind(item.number.clone())
            .push_bind(item.title.clone())
            .push_bind(item.kind.clone())
            .push_bind(item.access.clone())
            .push_bind(item.case_number.clone())
            .push_bind(item.outcome.clone())
            .push_bind(item.content.clone()),
        " ON CONFLICT (id) DO UPDATE SET meeting_id = excluded.meeting_id, \
         position = excluded.position, section = excluded.section, number = excluded.number, \
         title = excluded.title, kind = excluded.kind, access = excluded.access, \
         case_number = excluded.case_number, outcome = excluded.outcome, \
         content = excluded.content"
    );
    Ok(())
}

/// A file held in the object store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BlobRecord {
    pub(crate) sha256: String,
    pub(crate) size: u64,
    pub(crate) media_type: &'static str,
}

/// What a relative link of an entry leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Enclosure {
    /// The entry's position in the document.
    pub(crate) position: i64,
    pub(crate) url: String,
    pub(crate) sha256: String,
}

/// Records files held in the object store.
pub(crate) async fn put_blobs(tx: &mut Tx, blobs: &[BlobRecord]) -> Result<(), ArchiveError> {
    insert!(
        tx,
        "INSERT INTO blob (sha256, size, media_type) ",
        blobs,
        |values, blob| values
            .push_bind(blob.sha256.clone())
            .push_bind(i64::try_from(blob.size).unwrap_or(i64::MAX))
            .push_bind(blob.media_type),
        " ON CONFLICT (sha256) DO NOTHING"
    );
    Ok(())
}

/// Replaces what a version's relative links lead to.
pub(crate) async fn put_enclosures(
    tx: &mut Tx,
    version: VersionId,
    enclosures: &[Enclosure],
) -> Result<(), ArchiveError> {
    sql!(tx, on => sqlx::query("DELETE FROM enclosure WHERE version_id = $1")
        .bind(version)
        .execute(on)
        .await
        .map(drop))?;
    insert!(
        tx,
        "INSERT INTO enclosure (version_id, position, url, sha256) ",
        enclosures,
        |values, row| values
            .push_bind(version)
            .push_bind(row.position)
            .push_bind(row.url.clone())
            .push_bind(row.sha256.clone()),
        " ON CONFLICT (version_id, position, url) DO NOTHING"
    );
    Ok(())
}

/// An annex of an item as stored.
#[derive(Debug)]
pub(crate) struct AttachmentRecord {
    pub(crate) item: ItemId,
    pub(crate) position: i64,
    pub(crate) title: String,
    pub(crate) url: Option<String>,
    pub(crate) sha256: Option<String>,
}

/// Replaces the annexes of these items.
pub(crate) async fn put_attachments(
    tx: &mut Tx,
    items: &[ItemId],
    attachments: &[AttachmentRecord],
) -> Result<(), ArchiveError> {
    delete_of_items(tx, "DELETE FROM attachment", items).await?;
    insert!(
        tx,
        "INSERT INTO attachment (item_id, position, title, url, sha256) ",
        attachments,
        |values, row| values
            .push_bind(row.item)
            .push_bind(row.position)
            .push_bind(row.title.clone())
            .push_bind(row.url.clone())
            .push_bind(row.sha256.clone()),
        ""
    );
    Ok(())
}

/// A name found in an item, and the words around it.
#[derive(Debug, Clone)]
pub(crate) struct MentionRecord {
    pub(crate) item: ItemId,
    pub(crate) position: i64,
    pub(crate) mention: MentionEntry,
    pub(crate) snippet: String,
}

/// Replaces the mentions of these items.
pub(crate) async fn put_mentions(
    tx: &mut Tx,
    items: &[ItemId],
    mentions: &[MentionRecord],
) -> Result<(), ArchiveError> {
    delete_of_items(tx, "DELETE FROM mention", items).await?;
    insert!(
        tx,
        "INSERT INTO mention (item_id, position, kind, value, slug, text, place, ambiguous, \
         snippet) ",
        mentions,
        |values, row| values
            .push_bind(row.item)
            .push_bind(row.position)
            .push_bind(mention_kind_name(row.mention.kind))
            .push_bind(row.mention.value.clone())
            .push_bind(row.mention.slug.clone())
            .push_bind(row.mention.text.clone())
            .push_bind(to_json(&row.mention.place))
            .push_bind(row.mention.ambiguous)
            .push_bind(row.snippet.clone()),
        ""
    );
    Ok(())
}
