//! Reading for pages: bodies, meetings, items.

use std::collections::HashMap;

use jiff::civil::Date;
use raadslag_document::{Access, Document};
use sqlx::QueryBuilder;

use super::rows::{
    ItemRow, MeetingRow, body_kind, count, date, from_json, item_columns, item_tables,
    meeting_columns,
};
use crate::archive::{ArchiveError, Audience, BodyEntry, Counts, MeetingFilter};
use crate::db::{Tx, sql};
use crate::ids::MeetingId;

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

/// The names of the bodies with these slugs.
pub(crate) async fn body_names(
    tx: &mut Tx,
    slugs: &[&str],
) -> Result<HashMap<String, String>, ArchiveError> {
    if slugs.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(String, String)> = sql!(tx, on => {
        let mut query = QueryBuilder::new("SELECT slug, name FROM body WHERE slug IN (");
        let mut list = query.separated(", ");
        for slug in slugs {
            list.push_bind((*slug).to_owned());
        }
        query.push(")");
        query.build_query_as().persistent(false).fetch_all(on).await
    })?;
    Ok(rows.into_iter().collect())
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

/// The items on meetings' newest documents in short, meeting by meeting in order.
pub(crate) async fn agendas(
    tx: &mut Tx,
    meetings: &[MeetingId],
) -> Result<Vec<ItemRow>, ArchiveError> {
    if meetings.is_empty() {
        return Ok(Vec::new());
    }
    Ok(sql!(tx, on => {
        let mut query = QueryBuilder::new(concat!(
            "SELECT ", item_columns!(), item_tables!(),
            "WHERE i.position IS NOT NULL AND i.meeting_id IN ("
        ));
        let mut list = query.separated(", ");
        for meeting in meetings {
            list.push_bind(*meeting);
        }
        query.push(") ORDER BY i.meeting_id, i.position");
        query.build_query_as().persistent(false).fetch_all(on).await
    })?)
}

/// How much there is.
pub(crate) async fn counts(tx: &mut Tx, viewer: Audience) -> Result<Counts, ArchiveError> {
    let (meetings, bodies, items, attachments): (i64, i64, i64, i64) = sql!(tx, on => {
        sqlx::query_as(
            "SELECT (SELECT COUNT(*) FROM meeting), \
             (SELECT COUNT(DISTINCT body_id) FROM meeting), \
             (SELECT CAST(COALESCE(SUM(items), 0) AS BIGINT) FROM meeting), \
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
