//! Versions in the order they came, and meetings as calendars take them.

use std::collections::HashMap;

use jiff::civil::Date;
use raadslag_document::Access;
use sqlx::{Database, Encode, QueryBuilder, Type};

use super::rows::{
    ItemRow, MeetingRow, document_kind, item_columns, item_tables, meeting_columns,
    mention_kind_name,
};
use super::thread_at;
use super::writing::BATCH;
use crate::archive::{
    Appointment, ArchiveError, Audience, Concerning, MentionKind, News, NewsFilter,
};
use crate::db::{Tx, sql};
use crate::ids::{ThreadId, VersionId};

/// Versions looked at in one go.
const MOST: u32 = 10_000;

/// The sequence of the newest version, 0 where there is none.
pub(crate) async fn newest_sequence(tx: &mut Tx) -> Result<i64, ArchiveError> {
    let newest: Option<i64> = sql!(tx, on => sqlx::query_scalar(
        "SELECT MAX(sequence) FROM version",
    )
    .fetch_one(on)
    .await)?;
    Ok(newest.unwrap_or_default())
}

#[derive(sqlx::FromRow)]
struct NewsRow {
    version_id: VersionId,
    sequence: i64,
    sha256: String,
    imported_at: String,
    version_kind: String,
    supplementary: bool,
    #[sqlx(flatten)]
    meeting: MeetingRow,
}

#[derive(sqlx::FromRow)]
struct AppearedRow {
    version_id: VersionId,
    #[sqlx(flatten)]
    item: ItemRow,
}

/// What is asked about, as far as the database must know: a thread by its id.
enum About<'a> {
    Everything,
    Body(&'a str),
    Meeting(&'a str, &'a str),
    Thread(ThreadId),
    Named(MentionKind, &'a str),
    Items(&'a [String]),
}

/// `None` where the thread asked for is not there.
async fn about<'a>(
    tx: &mut Tx,
    concerning: &'a Concerning,
) -> Result<Option<About<'a>>, ArchiveError> {
    Ok(Some(match concerning {
        Concerning::Everything => About::Everything,
        Concerning::Body(slug) => About::Body(slug),
        Concerning::Meeting { body, slug } => About::Meeting(body, slug),
        Concerning::Municipality(slug) => About::Named(MentionKind::Municipality, slug),
        Concerning::Person(slug) => About::Named(MentionKind::Person, slug),
        Concerning::Items(slugs) => About::Items(slugs),
        Concerning::Thread(slug) => match thread_at(tx, slug).await? {
            Some(id) => About::Thread(id),
            None => return Ok(None),
        },
    }))
}

impl About<'_> {
    /// Narrows a query with `meeting m` and `body b` to the meetings asked about.
    fn push_meeting<D: Database>(&self, query: &mut QueryBuilder<D>)
    where
        String: Encode<'static, D> + Type<D>,
    {
        match self {
            Self::Body(slug) => {
                query.push(" AND b.slug = ").push_bind((*slug).to_owned());
            }
            Self::Meeting(body, slug) => {
                query
                    .push(" AND m.id = (SELECT meeting_id FROM meeting_address WHERE body_slug = ")
                    .push_bind((*body).to_owned())
                    .push(" AND slug = ")
                    .push_bind((*slug).to_owned())
                    .push(")");
            }
            _ => {}
        }
    }

    /// Whether single items are asked about.
    fn is_of_items(&self) -> bool {
        matches!(self, Self::Thread(_) | Self::Named(..) | Self::Items(_))
    }

    /// Narrows a query with `item i` to the items asked about. What stands in a closed item is no
    /// reason to name it to someone who may not read it.
    fn push_item<D: Database>(&self, query: &mut QueryBuilder<D>, viewer: Audience)
    where
        String: Encode<'static, D> + Type<D>,
        &'static str: Encode<'static, D> + Type<D>,
        bool: Encode<'static, D> + Type<D>,
        ThreadId: Encode<'static, D> + Type<D>,
    {
        if let Self::Thread(_) | Self::Named(..) = self {
            query
                .push(" AND (i.access = 'open' OR ")
                .push_bind(viewer.sees(Access::Closed))
                .push(")");
        }
        match self {
            Self::Thread(id) => {
                query
                    .push(
                        " AND EXISTS (SELECT 1 FROM thread_event e WHERE e.item_id = i.id \
                         AND e.thread_id = ",
                    )
                    .push_bind(*id)
                    .push(")");
            }
            Self::Named(kind, slug) => {
                query
                    .push(
                        " AND EXISTS (SELECT 1 FROM mention n WHERE n.item_id = i.id \
                         AND n.kind = ",
                    )
                    .push_bind(mention_kind_name(*kind))
                    .push(" AND n.slug = ")
                    .push_bind((*slug).to_owned())
                    .push(")");
            }
            Self::Items(slugs) => {
                query.push(" AND i.slug IN (");
                let mut list = query.separated(", ");
                for slug in *slugs {
                    list.push_bind(slug.clone());
                }
                query.push(")");
            }
            _ => {}
        }
    }
}

/// Versions newest first, each with its items asked about, in its order.
pub(crate) async fn news(
    tx: &mut Tx,
    filter: &NewsFilter,
    viewer: Audience,
) -> Result<Vec<News>, ArchiveError> {
    let Some(about) = about(tx, &filter.concerning).await? else { return Ok(Vec::new()) };
    if matches!(about, About::Items([])) {
        return Ok(Vec::new());
    }
    let rows: Vec<NewsRow> = sql!(tx, on => {
        let mut query = QueryBuilder::new(concat!(
            "SELECT v.id AS version_id, v.sequence, v.sha256, v.imported_at, \
             v.kind AS version_kind, v.supplementary, ", meeting_columns!(),
            " FROM version v JOIN meeting m ON m.id = v.meeting_id \
             JOIN body b ON b.id = m.body_id WHERE v.sequence > "
        ));
        query.push_bind(filter.after);
        about.push_meeting(&mut query);
        if about.is_of_items() {
            query.push(
                " AND EXISTS (SELECT 1 FROM appearance a JOIN item i ON i.id = a.item_id \
                 WHERE a.version_id = v.id",
            );
            about.push_item(&mut query, viewer);
            query.push(")");
        }
        query.push(" ORDER BY v.sequence DESC LIMIT ");
        query.push_bind(i64::from(filter.limit.unwrap_or(MOST)));
        query.build_query_as().persistent(false).fetch_all(on).await
    })?;
    let mut items = items(tx, &rows, &about, viewer).await?;
    let change = |row: NewsRow| News {
        sequence: row.sequence,
        sha256: row.sha256,
        imported_at: row.imported_at,
        kind: document_kind(&row.version_kind),
        supplementary: row.supplementary,
        items: items.remove(&row.version_id).unwrap_or_default(),
        meeting: row.meeting.into(),
    };
    Ok(rows.into_iter().map(change).collect())
}

async fn items(
    tx: &mut Tx,
    versions: &[NewsRow],
    about: &About<'_>,
    viewer: Audience,
) -> Result<HashMap<VersionId, Vec<crate::archive::ItemEntry>>, ArchiveError> {
    let mut items: HashMap<VersionId, Vec<_>> = HashMap::new();
    for batch in versions.chunks(BATCH) {
        let rows: Vec<AppearedRow> = sql!(tx, on => {
            let mut query = QueryBuilder::new(concat!(
                "SELECT a.version_id, ", item_columns!(), item_tables!(),
                "JOIN appearance a ON a.item_id = i.id WHERE a.version_id IN ("
            ));
            let mut list = query.separated(", ");
            for row in batch {
                list.push_bind(row.version_id);
            }
            query.push(")");
            about.push_item(&mut query, viewer);
            query.push(" ORDER BY a.version_id, a.position");
            query.build_query_as().persistent(false).fetch_all(on).await
        })?;
        for row in rows {
            items.entry(row.version_id).or_default().push(row.item.entry(viewer));
        }
    }
    Ok(items)
}

#[derive(sqlx::FromRow)]
struct AppointmentRow {
    versions: i64,
    created: Option<String>,
    changed: Option<String>,
    #[sqlx(flatten)]
    meeting: MeetingRow,
}

/// Meetings with a date, oldest first.
pub(crate) async fn appointments(
    tx: &mut Tx,
    concerning: &Concerning,
    from: Option<Date>,
    viewer: Audience,
) -> Result<Vec<Appointment>, ArchiveError> {
    let Some(about) = about(tx, concerning).await? else { return Ok(Vec::new()) };
    if matches!(about, About::Items([])) {
        return Ok(Vec::new());
    }
    let rows: Vec<AppointmentRow> = sql!(tx, on => {
        let mut query = QueryBuilder::new(concat!(
            "SELECT (SELECT COUNT(*) FROM version v WHERE v.meeting_id = m.id) AS versions, \
             (SELECT MIN(v.imported_at) FROM version v WHERE v.meeting_id = m.id) AS created, \
             (SELECT MAX(v.imported_at) FROM version v WHERE v.meeting_id = m.id) AS changed, ",
            meeting_columns!(),
            " FROM meeting m JOIN body b ON b.id = m.body_id WHERE m.date IS NOT NULL"
        ));
        if let Some(from) = from {
            query.push(" AND m.date >= ").push_bind(from.to_string());
        }
        about.push_meeting(&mut query);
        if about.is_of_items() {
            query.push(
                " AND EXISTS (SELECT 1 FROM item i WHERE i.meeting_id = m.id \
                 AND i.position IS NOT NULL",
            );
            about.push_item(&mut query, viewer);
            query.push(")");
        }
        query.push(" ORDER BY m.date, b.slug, m.slug");
        query.build_query_as().persistent(false).fetch_all(on).await
    })?;
    let appointment = |row: AppointmentRow| Appointment {
        id: row.meeting.meeting_id,
        versions: super::rows::count(row.versions),
        created: row.created.and_then(|at| at.parse().ok()),
        changed: row.changed.and_then(|at| at.parse().ok()),
        meeting: row.meeting.into(),
    };
    Ok(rows.into_iter().map(appointment).collect())
}
