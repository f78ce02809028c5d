//! Reading for pages: bodies, meetings, items, files.

use jiff::civil::Date;
use raadslag_document::{Access, Document};
use sqlx::QueryBuilder;

use super::rows::{
    ItemRow, MeetingRow, access, body_kind, count, date, document_kind, from_json, item_columns,
    item_tables, meeting_columns,
};
use crate::archive::visibility::Printed;
use crate::archive::{ArchiveError, Audience, BodyEntry, Counts, MeetingFilter, VersionEntry};
use crate::db::{Tx, sql};
use crate::ids::{ItemId, MeetingId};

#[derive(sqlx::FromRow)]
struct BodyRow {
    slug: String,
    name: String,
    kind: String,
    meetings: i64,
    latest: Option<String>,
}

/// Every body, by name, or the one with this slug.
pub(crate) async fn bodies(
    tx: &mut Tx,
    slug: Option<&str>,
) -> Result<Vec<BodyEntry>, ArchiveError> {
    let rows: Vec<BodyRow> = sql!(tx, on => {
        let mut query = QueryBuilder::new(
            "SELECT b.slug, b.name, b.kind, COUNT(m.id) AS meetings, MAX(m.date) AS latest \
             FROM body b JOIN meeting m ON m.body_id = b.id",
        );
        if let Some(slug) = slug {
            query.push(" WHERE b.slug = ").push_bind(slug.to_owned());
        }
        query.push(" GROUP BY b.id, b.slug, b.name, b.kind ORDER BY b.name, b.slug");
        query.build_query_as().fetch_all(on).await
    })?;
    let entry = |row: BodyRow| BodyEntry {
        kind: body_kind(&row.kind),
        meetings: count(row.meetings),
        latest: date(row.latest.as_deref()),
        slug: row.slug,
        name: row.name,
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// Meetings as filtered; those without a date come last.
pub(crate) async fn meetings(
    tx: &mut Tx,
    filter: &MeetingFilter,
) -> Result<Vec<MeetingRow>, ArchiveError> {
    let (from, to) = filter.days();
    Ok(sql!(tx, on => {
        let mut query = QueryBuilder::new(concat!(
            "SELECT ", meeting_columns!(),
            " FROM meeting m JOIN body b ON b.id = m.body_id WHERE 1 = 1"
        ));
        if let Some(body) = &filter.body {
            query.push(" AND b.slug = ").push_bind(body.clone());
        }
        if let Some(from) = from {
            query.push(" AND m.date >= ").push_bind(from.to_string());
        }
        if let Some(to) = to {
            query.push(" AND m.date <= ").push_bind(to.to_string());
        }
        query.push(if filter.newest_first {
            " ORDER BY m.date DESC NULLS LAST, b.slug, m.slug DESC"
        } else {
            " ORDER BY m.date NULLS LAST, b.slug, m.slug"
        });
        if let Some(limit) = filter.limit {
            query.push(" LIMIT ").push_bind(i64::from(limit));
        }
        query.build_query_as().fetch_all(on).await
    })?)
}

/// The years in which a body, or any body, met; newest first.
pub(crate) async fn years(tx: &mut Tx, body: Option<&str>) -> Result<Vec<i16>, ArchiveError> {
    let years: Vec<String> = sql!(tx, on => {
        let mut query = QueryBuilder::new(
            "SELECT DISTINCT substr(m.date, 1, 4) AS year FROM meeting m \
             JOIN body b ON b.id = m.body_id WHERE m.date IS NOT NULL",
        );
        if let Some(body) = body {
            query.push(" AND b.slug = ").push_bind(body.to_owned());
        }
        query.push(" ORDER BY year DESC");
        query.build_query_scalar().fetch_all(on).await
    })?;
    Ok(years.iter().filter_map(|year| year.parse().ok()).collect())
}

/// The meeting at an address it has or had, with its head.
pub(crate) async fn meeting(
    tx: &mut Tx,
    body_slug: &str,
    slug: &str,
) -> Result<Option<(MeetingRow, Document)>, ArchiveError> {
    let row: Option<HeadRow> = sql!(tx, on => sqlx::query_as(concat!(
        "SELECT m.head, ", meeting_columns!(), " FROM meeting_address a \
         JOIN meeting m ON m.id = a.meeting_id JOIN body b ON b.id = m.body_id \
         WHERE a.body_slug = $1 AND a.slug = $2"
    ))
    .bind(body_slug)
    .bind(slug)
    .fetch_optional(on)
    .await)?;
    row.map(HeadRow::read).transpose()
}

#[derive(sqlx::FromRow)]
struct HeadRow {
    #[sqlx(flatten)]
    meeting: MeetingRow,
    head: String,
}

impl HeadRow {
    fn read(self) -> Result<(MeetingRow, Document), ArchiveError> {
        let head = from_json(&format!("meeting {}", self.meeting.meeting_id), &self.head)?;
        Ok((self.meeting, head))
    }
}

/// The head of a meeting.
pub(crate) async fn head(tx: &mut Tx, meeting: MeetingId) -> Result<Document, ArchiveError> {
    let head: String = sql!(tx, on => sqlx::query_scalar(
        "SELECT head FROM meeting WHERE id = $1",
    )
    .bind(meeting)
    .fetch_one(on)
    .await)?;
    from_json(&format!("meeting {meeting}"), &head)
}

/// The body's meeting just before and just after.
pub(crate) async fn neighbours(
    tx: &mut Tx,
    body_slug: &str,
    date: Option<Date>,
    slug: &str,
) -> Result<[Option<MeetingRow>; 2], ArchiveError> {
    let Some(date) = date.map(|date| date.to_string()) else { return Ok([None, None]) };
    let before = sql!(tx, on => sqlx::query_as(concat!(
        "SELECT ", meeting_columns!(), " FROM meeting m JOIN body b ON b.id = m.body_id \
         WHERE b.slug = $1 AND (m.date < $2 OR (m.date = $2 AND m.slug < $3)) \
         ORDER BY m.date DESC, m.slug DESC LIMIT 1"
    ))
    .bind(body_slug)
    .bind(&date)
    .bind(slug)
    .fetch_optional(on)
    .await)?;
    let after = sql!(tx, on => sqlx::query_as(concat!(
        "SELECT ", meeting_columns!(), " FROM meeting m JOIN body b ON b.id = m.body_id \
         WHERE b.slug = $1 AND (m.date > $2 OR (m.date = $2 AND m.slug > $3)) \
         ORDER BY m.date, m.slug LIMIT 1"
    ))
    .bind(body_slug)
    .bind(&date)
    .bind(slug)
    .fetch_optional(on)
    .await)?;
    Ok([before, after])
}

/// The item at this address.
pub(crate) async fn item(tx: &mut Tx, slug: &str) -> Result<Option<ItemRow>, ArchiveError> {
    Ok(sql!(tx, on => sqlx::query_as(concat!(
        "SELECT ", item_columns!(), item_tables!(), "WHERE i.slug = $1"
    ))
    .bind(slug)
    .fetch_optional(on)
    .await)?)
}

/// The item at a place of a meeting's agenda.
pub(crate) async fn item_at(
    tx: &mut Tx,
    meeting: MeetingId,
    position: i64,
) -> Result<Option<ItemRow>, ArchiveError> {
    Ok(sql!(tx, on => sqlx::query_as(concat!(
        "SELECT ", item_columns!(), item_tables!(), "WHERE i.meeting_id = $1 AND i.position = $2"
    ))
    .bind(meeting)
    .bind(position)
    .fetch_optional(on)
    .await)?)
}

/// Whether any item of the meeting is closed.
pub(crate) async fn has_closed(tx: &mut Tx, meeting: MeetingId) -> Result<bool, ArchiveError> {
    let closed: i64 = sql!(tx, on => sqlx::query_scalar(
        "SELECT COUNT(*) FROM item WHERE meeting_id = $1 AND access <> 'open'",
    )
    .bind(meeting)
    .fetch_one(on)
    .await)?;
    Ok(closed > 0)
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    sha256: String,
    file_name: String,
    size: i64,
    media_type: String,
    kind: String,
    supplementary: bool,
    imported_at: String,
    document: String,
}

/// A version and its document, before visibility is applied.
pub(crate) type WithDocument = (VersionEntry, Document);

/// The versions of a meeting, newest first; problems stand in the documents only.
pub(crate) async fn versions(
    tx: &mut Tx,
    meeting: MeetingId,
) -> Result<Vec<WithDocument>, ArchiveError> {
    let rows: Vec<VersionRow> = sql!(tx, on => sqlx::query_as(
        "SELECT sha256, file_name, size, media_type, kind, supplementary, imported_at, document \
         FROM version WHERE meeting_id = $1 ORDER BY position, sequence DESC",
    )
    .bind(meeting)
    .fetch_all(on)
    .await)?;
    let entry = |row: VersionRow| {
        let document = from_json(&format!("version {}", row.sha256), &row.document)?;
        let entry = VersionEntry {
            sha256: row.sha256,
            file_name: row.file_name,
            size: u64::try_from(row.size).unwrap_or_default(),
            media_type: row.media_type,
            kind: document_kind(&row.kind),
            supplementary: row.supplementary,
            imported_at: row.imported_at,
            problems: Vec::new(),
        };
        Ok((entry, document))
    };
    rows.into_iter().map(entry).collect()
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
    closed: bool,
    access: String,
}

impl EnclosedRow {
    /// The entry it is printed in.
    pub(crate) fn printed(&self) -> Printed {
        Printed {
            access_there: if self.closed { Access::Closed } else { Access::Open },
            access_now: access(&self.access),
            has_text: true,
        }
    }
}

/// Where the file with this sum stands.
pub(crate) async fn enclosed(tx: &mut Tx, sha256: &str) -> Result<Vec<EnclosedRow>, ArchiveError> {
    Ok(sql!(tx, on => sqlx::query_as(
        "SELECT e.url, f.media_type, a.closed, i.access FROM enclosure e \
         JOIN blob f ON f.sha256 = e.sha256 \
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
    let rows: Vec<(bool, String, bool)> = sql!(tx, on => sqlx::query_as(
        "SELECT a.closed, i.access, a.has_text FROM version v \
         JOIN appearance a ON a.version_id = v.id JOIN item i ON i.id = a.item_id \
         WHERE v.sha256 = $1 ORDER BY a.position",
    )
    .bind(sha256)
    .fetch_all(on)
    .await)?;
    let printed = |(closed, now, has_text): (bool, String, bool)| Printed {
        access_there: if closed { Access::Closed } else { Access::Open },
        access_now: access(&now),
        has_text,
    };
    Ok(Some((name, media_type, rows.into_iter().map(printed).collect())))
}

/// How much there is.
pub(crate) async fn counts(tx: &mut Tx, viewer: Audience) -> Result<Counts, ArchiveError> {
    let (meetings, bodies, items, attachments): (i64, i64, i64, i64) = sql!(tx, on => {
        sqlx::query_as(
            "SELECT (SELECT COUNT(*) FROM meeting), \
             (SELECT COUNT(DISTINCT body_id) FROM meeting), \
             (SELECT COUNT(*) FROM item WHERE position IS NOT NULL), \
             (SELECT COUNT(*) FROM attachment a JOIN item i ON i.id = a.item_id \
              WHERE i.access = 'open' OR $1)",
        )
        .bind(viewer.sees(Access::Closed))
        .fetch_one(on)
        .await
    })?;
    Ok(Counts {
        meetings: count(meetings),
        items: count(items),
        bodies: count(bodies),
        attachments: count(attachments),
    })
}
