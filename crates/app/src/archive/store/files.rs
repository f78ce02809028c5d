//! Reading for pages: versions, originals and annexes, and what is printed in them.

use std::collections::HashMap;

use raadslag_document::{Access, Problem};

use super::rows::{access, document_kind, from_json};
use crate::archive::visibility::Printed;
use crate::archive::{ArchiveError, Shelved, VersionEntry};
use crate::db::{Tx, sql};
use crate::ids::{ItemId, MeetingId};

#[derive(sqlx::FromRow)]
struct VersionRow {
    sha256: String,
    file_name: String,
    size: i64,
    media_type: String,
    kind: String,
    supplementary: bool,
    imported_at: String,
    withheld: bool,
    document: String,
}

/// What alone is read of a version's document here.
#[derive(serde::Deserialize)]
struct Reported {
    #[serde(default)]
    problems: Vec<Problem>,
}

/// The versions of a meeting, newest first, with all their problems; none gives its original out.
pub(crate) async fn versions(
    tx: &mut Tx,
    meeting: MeetingId,
) -> Result<Vec<VersionEntry>, ArchiveError> {
    let rows: Vec<VersionRow> = sql!(tx, on => sqlx::query_as(
        "SELECT sha256, file_name, size, media_type, kind, supplementary, imported_at, \
         withheld, document FROM version WHERE meeting_id = $1 ORDER BY position, sequence DESC",
    )
    .bind(meeting)
    .fetch_all(on)
    .await)?;
    let entry = |row: VersionRow| {
        let what = format!("version {}", row.sha256);
        let Reported { problems } = from_json(&what, &row.document)?;
        Ok(VersionEntry {
            sha256: row.sha256,
            file_name: row.file_name,
            size: u64::try_from(row.size).unwrap_or_default(),
            media_type: row.media_type,
            kind: document_kind(&row.kind),
            supplementary: row.supplementary,
            imported_at: row.imported_at,
            original: false,
            withheld: row.withheld,
            problems: if row.withheld { Vec::new() } else { problems },
        })
    };
    rows.into_iter().map(entry).collect()
}

/// What is printed in each version of a meeting, by its sum.
pub(crate) async fn printed(
    tx: &mut Tx,
    meeting: MeetingId,
) -> Result<HashMap<String, Vec<Printed>>, ArchiveError> {
    let rows: Vec<(String, bool, bool, String, bool)> = sql!(tx, on => sqlx::query_as(
        "SELECT v.sha256, v.withheld, a.closed, i.access, a.has_text FROM version v \
         JOIN appearance a ON a.version_id = v.id JOIN item i ON i.id = a.item_id \
         WHERE v.meeting_id = $1 ORDER BY v.position, a.position",
    )
    .bind(meeting)
    .fetch_all(on)
    .await)?;
    let mut printed: HashMap<String, Vec<Printed>> = HashMap::new();
    for (sha256, withheld, closed, now, has_text) in rows {
        let entry = printed_entry((withheld, closed, now, has_text));
        printed.entry(sha256).or_default().push(entry);
    }
    Ok(printed)
}

/// An annex in the list of an item.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct AttachmentRow {
    pub(crate) title: String,
    pub(crate) url: Option<String>,
    pub(crate) sha256: Option<String>,
    pub(crate) size: Option<i64>,
    pub(crate) media_type: Option<String>,
}

/// The annexes of an item, in its order.
pub(crate) async fn attachments(
    tx: &mut Tx,
    item: ItemId,
) -> Result<Vec<AttachmentRow>, ArchiveError> {
    Ok(sql!(tx, on => sqlx::query_as(
        "SELECT a.title, a.url, a.sha256, f.size, f.media_type FROM attachment a \
         LEFT JOIN blob f ON f.sha256 = a.sha256 WHERE a.item_id = $1 ORDER BY a.position",
    )
    .bind(item)
    .fetch_all(on)
    .await)?)
}

/// Where a file stands: in which entry of which version, under which address.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct EnclosedRow {
    pub(crate) url: String,
    pub(crate) media_type: String,
    withheld: bool,
    closed: bool,
    access: String,
}

impl EnclosedRow {
    /// The entry it is printed in.
    pub(crate) fn printed(&self) -> Printed {
        Printed {
            withheld: self.withheld,
            access_there: if self.closed { Access::Closed } else { Access::Open },
            access_now: access(&self.access),
            has_text: true,
        }
    }
}

/// Where the file with this sum stands.
pub(crate) async fn enclosed(tx: &mut Tx, sha256: &str) -> Result<Vec<EnclosedRow>, ArchiveError> {
    Ok(sql!(tx, on => sqlx::query_as(
        "SELECT e.url, f.media_type, v.withheld, a.closed, i.access FROM enclosure e \
         JOIN blob f ON f.sha256 = e.sha256 JOIN version v ON v.id = e.version_id \
         JOIN appearance a ON a.version_id = e.version_id AND a.position = e.position \
         JOIN item i ON i.id = a.item_id WHERE e.sha256 = $1 ORDER BY e.version_id, e.position",
    )
    .bind(sha256)
    .fetch_all(on)
    .await)?)
}

/// The name and media type of an original, and what is printed in it.
pub(crate) async fn original(
    tx: &mut Tx,
    sha256: &str,
) -> Result<Option<(String, String, Vec<Printed>)>, ArchiveError> {
    let file: Option<(String, String)> = sql!(tx, on => sqlx::query_as(
        "SELECT file_name, media_type FROM version WHERE sha256 = $1",
    )
    .bind(sha256)
    .fetch_optional(on)
    .await)?;
    let Some((name, media_type)) = file else { return Ok(None) };
    let rows: Vec<(bool, bool, String, bool)> = sql!(tx, on => sqlx::query_as(
        "SELECT v.withheld, a.closed, i.access, a.has_text FROM version v \
         JOIN appearance a ON a.version_id = v.id JOIN item i ON i.id = a.item_id \
         WHERE v.sha256 = $1 ORDER BY a.position",
    )
    .bind(sha256)
    .fetch_all(on)
    .await)?;
    Ok(Some((name, media_type, rows.into_iter().map(printed_entry).collect())))
}

/// The slugs of body and item wherever an annex with this sum stands.
pub(crate) async fn annex_places(
    tx: &mut Tx,
    sha256: &str,
) -> Result<Vec<(String, String)>, ArchiveError> {
    Ok(sql!(tx, on => sqlx::query_as(
        "SELECT b.slug, i.slug FROM enclosure e \
         JOIN appearance a ON a.version_id = e.version_id AND a.position = e.position \
         JOIN item i ON i.id = a.item_id JOIN meeting m ON m.id = i.meeting_id \
         JOIN body b ON b.id = m.body_id WHERE e.sha256 = $1 ORDER BY b.slug, i.slug",
    )
    .bind(sha256)
    .fetch_all(on)
    .await)?)
}

/// The slugs of body and item of everything printed in an original.
pub(crate) async fn original_places(
    tx: &mut Tx,
    sha256: &str,
) -> Result<Vec<(String, String)>, ArchiveError> {
    Ok(sql!(tx, on => sqlx::query_as(
        "SELECT b.slug, i.slug FROM version v JOIN appearance a ON a.version_id = v.id \
         JOIN item i ON i.id = a.item_id JOIN meeting m ON m.id = v.meeting_id \
         JOIN body b ON b.id = m.body_id WHERE v.sha256 = $1 ORDER BY a.position",
    )
    .bind(sha256)
    .fetch_all(on)
    .await)?)
}

fn printed_entry((withheld, closed, now, has_text): (bool, bool, String, bool)) -> Printed {
    Printed {
        withheld,
        access_there: if closed { Access::Closed } else { Access::Open },
        access_now: access(&now),
        has_text,
    }
}

/// Where the version with this original stands, and the slugs of its items in its order.
pub(crate) async fn shelved(tx: &mut Tx, sha256: &str) -> Result<Option<Shelved>, ArchiveError> {
    let place: Option<(String, String)> = sql!(tx, on => sqlx::query_as(
        "SELECT b.slug, m.slug FROM version v JOIN meeting m ON m.id = v.meeting_id \
         JOIN body b ON b.id = m.body_id WHERE v.sha256 = $1",
    )
    .bind(sha256)
    .fetch_optional(on)
    .await)?;
    let Some((body, meeting)) = place else { return Ok(None) };
    let items: Vec<String> = sql!(tx, on => sqlx::query_scalar(
        "SELECT i.slug FROM version v JOIN appearance a ON a.version_id = v.id \
         JOIN item i ON i.id = a.item_id WHERE v.sha256 = $1 ORDER BY a.position",
    )
    .bind(sha256)
    .fetch_all(on)
    .await)?;
    Ok(Some(Shelved { sha256: sha256.to_owned(), body, meeting, items }))
}

/// Withholds every earlier version that has an item of this one.
pub(crate) async fn withhold_before(tx: &mut Tx, sha256: &str) -> Result<(), ArchiveError> {
    sql!(tx, on => sqlx::query(
        "UPDATE version SET withheld = TRUE \
         WHERE sequence < (SELECT sequence FROM version WHERE sha256 = $1) AND id IN \
         (SELECT a.version_id FROM appearance a WHERE a.item_id IN \
         (SELECT b.item_id FROM appearance b JOIN version n ON n.id = b.version_id \
         WHERE n.sha256 = $1))",
    )
    .bind(sha256)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}
