//! The SQL.

use raadslag_document::Access;
use raadslag_figures::Kind;

use super::FigureEntry;
use super::rules::{Stored, Version};
use crate::archive::{ArchiveError, Audience};
use crate::db::{Tx, sql};
use crate::ids::{FigureId, FigureVersionId};

/// A figure's row.
pub(super) struct FigureRow {
    pub(super) id: FigureId,
    pub(super) kind: String,
    pub(super) access: Access,
}

/// The figure of this name.
pub(super) async fn figure(tx: &mut Tx, slug: &str) -> Result<Option<FigureRow>, ArchiveError> {
    let row: Option<(FigureId, String, String)> = sql!(tx, on => {
        sqlx::query_as("SELECT id, kind, access FROM figure WHERE slug = $1")
            .bind(slug)
            .fetch_optional(on)
            .await
    })?;
    Ok(row.map(|(id, kind, access)| FigureRow { id, kind, access: access_of(&access) }))
}

/// What is not plainly open is closed.
fn access_of(name: &str) -> Access {
    if name == access_name(Access::Open) { Access::Open } else { Access::Closed }
}

pub(super) fn access_name(access: Access) -> &'static str {
    match access {
        Access::Open => "open",
        Access::Closed => "closed",
    }
}

/// Writes a new figure.
pub(super) async fn put_figure(
    tx: &mut Tx,
    id: FigureId,
    slug: &str,
    kind: Kind,
    access: Access,
) -> Result<(), ArchiveError> {
    sql!(tx, on => sqlx::query("INSERT INTO figure (id, slug, kind, access) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(slug)
        .bind(kind.name())
        .bind(access_name(access))
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

/// Opens or closes a figure.
pub(super) async fn set_access(
    tx: &mut Tx,
    id: FigureId,
    access: Access,
) -> Result<(), ArchiveError> {
    sql!(tx, on => sqlx::query("UPDATE figure SET access = $2 WHERE id = $1")
        .bind(id)
        .bind(access_name(access))
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    number: i64,
    title: String,
    input: String,
    result: String,
    program: String,
    computed_at: String,
}

/// A figure's versions, newest first.
pub(super) async fn versions(tx: &mut Tx, id: FigureId) -> Result<Vec<Stored>, ArchiveError> {
    let rows: Vec<VersionRow> = sql!(tx, on => sqlx::query_as(
        "SELECT number, title, input, result, program, computed_at FROM figure_version \
         WHERE figure_id = $1 ORDER BY number DESC",
    )
    .bind(id)
    .fetch_all(on)
    .await)?;
    let stored = |row: VersionRow| Stored {
        version: Version {
            number: u32::try_from(row.number).unwrap_or(u32::MAX),
            title: row.title,
            program: row.program,
            computed_at: row.computed_at,
        },
        input: row.input,
        result: row.result,
    };
    Ok(rows.into_iter().map(stored).collect())
}

/// Writes a version.
pub(super) async fn put_version(
    tx: &mut Tx,
    id: FigureVersionId,
    figure: FigureId,
    stored: &Stored,
) -> Result<(), ArchiveError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO figure_version (id, figure_id, number, title, input, result, program, \
         computed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id)
    .bind(figure)
    .bind(i64::from(stored.version.number))
    .bind(&stored.version.title)
    .bind(&stored.input)
    .bind(&stored.result)
    .bind(&stored.version.program)
    .bind(&stored.version.computed_at)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// Every figure the viewer may see, with its newest version's title and time.
pub(super) async fn entries(
    tx: &mut Tx,
    viewer: Audience,
) -> Result<Vec<FigureEntry>, ArchiveError> {
    let rows: Vec<(String, String, String, String, String)> = sql!(tx, on => sqlx::query_as(
        "SELECT f.slug, f.kind, f.access, v.title, v.computed_at FROM figure f \
         JOIN figure_version v ON v.figure_id = f.id \
         WHERE v.number = (SELECT MAX(n.number) FROM figure_version n WHERE n.figure_id = f.id) \
         ORDER BY f.slug",
    )
    .fetch_all(on)
    .await)?;
    let entry = |(slug, kind, access, title, time): (String, String, String, String, String)| {
        let kind = kind.parse().ok().filter(|_| viewer.sees(access_of(&access)))?;
        Some(FigureEntry { slug, kind, title, updated: time.parse().ok() })
    };
    Ok(rows.into_iter().filter_map(entry).collect())
}
