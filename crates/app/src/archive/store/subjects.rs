//! Names found in items, and the people and municipalities they add up to.

use std::collections::HashMap;

use raadslag_document::Access;
use sqlx::QueryBuilder;

use super::rows::{
    ItemRow, count, from_json, item_columns, item_tables, mention_kind, mention_kind_name,
};
use super::writing::BATCH;
use crate::archive::{ArchiveError, Audience, MentionEntry, MentionKind};
use crate::db::{Tx, sql};
use crate::ids::ItemId;

/// Items listed on the page of one subject.
const LISTED: i64 = 500;

#[derive(sqlx::FromRow)]
struct MentionRow {
    kind: String,
    value: String,
    slug: Option<String>,
    text: String,
    place: String,
    ambiguous: bool,
}

/// The mentions of an item, in its order. A body of which nothing is held has no page, so no slug.
pub(crate) async fn mentions(tx: &mut Tx, item: ItemId) -> Result<Vec<MentionEntry>, ArchiveError> {
    let rows: Vec<MentionRow> = sql!(tx, on => sqlx::query_as(
        "SELECT kind, value, \
         CASE WHEN kind = $2 AND NOT EXISTS (SELECT 1 FROM body b WHERE b.slug = m.slug) \
         THEN NULL ELSE slug END AS slug, \
         text, place, ambiguous FROM mention m WHERE item_id = $1 ORDER BY position",
    )
    .bind(item)
    .bind(mention_kind_name(MentionKind::Body))
    .fetch_all(on)
    .await)?;
    let entry = |row: MentionRow| {
        let Some(kind) = mention_kind(&row.kind) else { return Ok(None) };
        let place = from_json(&format!("a mention in item {item}"), &row.place)?;
        let MentionRow { value, slug, text, ambiguous, .. } = row;
        Ok(Some(MentionEntry { kind, value, slug, text, place, ambiguous }))
    };
    rows.into_iter().filter_map(|row| entry(row).transpose()).collect()
}

/// Slug, name and number of items of every subject of a kind, by name.
pub(crate) async fn subjects(
    tx: &mut Tx,
    kind: MentionKind,
    viewer: Audience,
) -> Result<Vec<(String, String, u32)>, ArchiveError> {
    let rows: Vec<(String, String, i64)> = sql!(tx, on => sqlx::query_as(
        "SELECT n.slug, MIN(n.value) AS name, COUNT(DISTINCT n.item_id) AS items FROM mention n \
         JOIN item i ON i.id = n.item_id \
         WHERE n.kind = $1 AND n.slug IS NOT NULL AND (i.access = 'open' OR $2) \
         GROUP BY n.slug ORDER BY name, n.slug",
    )
    .bind(mention_kind_name(kind))
    .bind(viewer.sees(Access::Closed))
    .fetch_all(on)
    .await)?;
    Ok(rows.into_iter().map(|(slug, name, items)| (slug, name, count(items))).collect())
}

/// A mention and the item it stands in.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct NamedRow {
    pub(crate) value: String,
    pub(crate) snippet: String,
    #[sqlx(flatten)]
    pub(crate) item: ItemRow,
}

/// The first mention of a subject in every item that names it, newest meeting first.
pub(crate) async fn named(
    tx: &mut Tx,
    kind: MentionKind,
    slug: &str,
    viewer: Audience,
) -> Result<Vec<NamedRow>, ArchiveError> {
    Ok(sql!(tx, on => sqlx::query_as(concat!(
        "SELECT n.value, n.snippet, ", item_columns!(), item_tables!(),
        "JOIN (SELECT item_id, MIN(position) AS first FROM mention WHERE kind = $1 AND slug = $2 \
         GROUP BY item_id) f ON f.item_id = i.id \
         JOIN mention n ON n.item_id = i.id AND n.position = f.first \
         WHERE i.access = 'open' OR $3 \
         ORDER BY m.date DESC NULLS LAST, b.slug, i.position, i.slug LIMIT $4"
    ))
    .bind(mention_kind_name(kind))
    .bind(slug)
    .bind(viewer.sees(Access::Closed))
    .bind(LISTED)
    .fetch_all(on)
    .await)?)
}

/// The posts named with a person, by name.
pub(crate) async fn posts(
    tx: &mut Tx,
    person: &str,
    viewer: Audience,
) -> Result<Vec<String>, ArchiveError> {
    Ok(sql!(tx, on => sqlx::query_scalar(
        "SELECT DISTINCT n.value FROM mention n JOIN item i ON i.id = n.item_id \
         WHERE n.kind = $1 AND n.slug = $2 AND (i.access = 'open' OR $3) ORDER BY n.value",
    )
    .bind(mention_kind_name(MentionKind::Post))
    .bind(person)
    .bind(viewer.sees(Access::Closed))
    .fetch_all(on)
    .await)?)
}

/// What of another kind is found in the items that name a subject, by value.
pub(crate) async fn found_beside(
    tx: &mut Tx,
    wanted: MentionKind,
    kind: MentionKind,
    slug: &str,
    viewer: Audience,
) -> Result<Vec<NamedRow>, ArchiveError> {
    Ok(sql!(tx, on => sqlx::query_as(concat!(
        "SELECT n.value, n.snippet, ", item_columns!(), item_tables!(),
        "JOIN mention n ON n.item_id = i.id \
         WHERE n.kind = $1 AND i.id IN (SELECT item_id FROM mention WHERE kind = $2 AND slug = $3) \
         AND (i.access = 'open' OR $4) ORDER BY n.value, m.date DESC NULLS LAST, i.slug, n.position LIMIT $5"
    ))
    .bind(mention_kind_name(wanted))
    .bind(mention_kind_name(kind))
    .bind(slug)
    .bind(viewer.sees(Access::Closed))
    .bind(LISTED)
    .fetch_all(on)
    .await)?)
}

/// Slugs of the municipalities and people named in an item.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) municipalities: Vec<String>,
    pub(crate) people: Vec<String>,
}

/// Who is named in these items.
pub(crate) async fn names_of(
    tx: &mut Tx,
    items: &[ItemId],
) -> Result<HashMap<ItemId, Names>, ArchiveError> {
    let mut names: HashMap<ItemId, Names> = HashMap::new();
    for batch in items.chunks(BATCH) {
        let rows: Vec<(ItemId, String, String)> = sql!(tx, on => {
            let mut query = QueryBuilder::new(
                "SELECT DISTINCT item_id, kind, slug FROM mention \
                 WHERE kind IN ('municipality', 'person') AND slug IS NOT NULL AND item_id IN (",
            );
            let mut list = query.separated(", ");
            for item in batch {
                list.push_bind(*item);
            }
            query.push(") ORDER BY item_id, kind, slug");
            query.build_query_as().persistent(false).fetch_all(on).await
        })?;
        for (item, kind, slug) in rows {
            let names = names.entry(item).or_default();
            match mention_kind(&kind) {
                Some(MentionKind::Municipality) => names.municipalities.push(slug),
                _ => names.people.push(slug),
            }
        }
    }
    Ok(names)
}

/// The names behind the slugs of subjects, as they are spelt in items the viewer may read.
pub(crate) async fn subject_names(
    tx: &mut Tx,
    kind: MentionKind,
    slugs: &[&str],
    viewer: Audience,
) -> Result<HashMap<String, String>, ArchiveError> {
    if slugs.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(String, String)> = sql!(tx, on => {
        let mut query = QueryBuilder::new(
            "SELECT n.slug, MIN(n.value) FROM mention n JOIN item i ON i.id = n.item_id \
             WHERE (i.access = 'open' OR ",
        );
        query.push_bind(viewer.sees(Access::Closed)).push(") AND n.kind = ");
        query.push_bind(mention_kind_name(kind)).push(" AND n.slug IN (");
        let mut list = query.separated(", ");
        for slug in slugs {
            list.push_bind((*slug).to_owned());
        }
        query.push(") GROUP BY n.slug");
        query.build_query_as().persistent(false).fetch_all(on).await
    })?;
    Ok(rows.into_iter().collect())
}
