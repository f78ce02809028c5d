//! The SQL.

mod entries;
mod publications;

pub(super) use entries::*;
pub(super) use publications::*;

use std::collections::BTreeMap;

use raadslag_document::Document;

use super::{AgendaError, State};
use crate::archive::ArchiveError;
use crate::db::{Tx, sql};
use crate::ids::{EntryId, PlannedId, PromiseId};
use crate::plan::{Numbering, SectionTemplate};

/// An agenda without its entries.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Agenda {
    pub(super) id: PlannedId,
    pub(super) version: i64,
    pub(super) state: State,
    pub(super) sections: Vec<SectionTemplate>,
    pub(super) numbering: Numbering,
    pub(super) cover: String,
    pub(super) frozen: Option<Document>,
    /// The sums of the annexes approved, by their address in the document.
    pub(super) frozen_annexes: BTreeMap<String, String>,
    pub(super) archive_slug: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    version: i64,
    state: String,
    sections: String,
    numbering: String,
    cover: String,
    frozen: Option<String>,
    frozen_annexes: String,
    archive_slug: Option<String>,
}

pub(super) fn read<T: serde::de::DeserializeOwned>(
    id: PlannedId,
    text: &str,
) -> Result<T, AgendaError> {
    let damaged = |error| ArchiveError::damaged(format!("the agenda {id}"), error);
    Ok(serde_json::from_str(text).map_err(damaged)?)
}

pub(super) fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("the types of an agenda are JSON")
}

pub(super) async fn agenda(tx: &mut Tx, id: PlannedId) -> Result<Option<Agenda>, AgendaError> {
    let row: Option<Row> = sql!(tx, on => sqlx::query_as(
        "SELECT version, state, sections, numbering, cover, frozen, frozen_annexes, archive_slug \
         FROM agenda WHERE planned_id = $1",
    )
    .bind(id)
    .fetch_optional(on)
    .await)?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Agenda {
        id,
        version: row.version,
        state: read(id, &row.state)?,
        sections: read(id, &row.sections)?,
        numbering: Numbering::from_name(&row.numbering).unwrap_or_default(),
        cover: row.cover,
        frozen: row.frozen.map(|text| read(id, &text)).transpose()?,
        frozen_annexes: read(id, &row.frozen_annexes)?,
        archive_slug: row.archive_slug,
    }))
}

pub(super) async fn put_agenda(tx: &mut Tx, agenda: &Agenda) -> Result<(), AgendaError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO agenda (planned_id, version, state, sections, numbering, cover, frozen, \
         frozen_annexes, archive_slug) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         ON CONFLICT (planned_id) DO UPDATE SET version = excluded.version, \
         state = excluded.state, sections = excluded.sections, numbering = excluded.numbering, \
         cover = excluded.cover, frozen = excluded.frozen, \
         frozen_annexes = excluded.frozen_annexes, archive_slug = excluded.archive_slug",
    )
    .bind(agenda.id)
    .bind(agenda.version)
    .bind(json(&agenda.state))
    .bind(json(&agenda.sections))
    .bind(agenda.numbering.name())
    .bind(&agenda.cover)
    .bind(agenda.frozen.as_ref().map(json))
    .bind(json(&agenda.frozen_annexes))
    .bind(&agenda.archive_slug)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// An item promised for a meeting.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Promise {
    pub(super) id: PromiseId,
    pub(super) title: String,
    pub(super) note: String,
    pub(super) entry_id: Option<EntryId>,
}

pub(super) async fn put_promise(
    tx: &mut Tx,
    id: PromiseId,
    planned: PlannedId,
    title: &str,
    note: &str,
    now: &str,
) -> Result<(), AgendaError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO agenda_promise (id, planned_id, title, note, made_at) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE \
         SET planned_id = excluded.planned_id, entry_id = NULL",
    )
    .bind(id)
    .bind(planned)
    .bind(title)
    .bind(note)
    .bind(now)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// What is promised for a meeting, oldest first.
pub(super) async fn promises(tx: &mut Tx, id: PlannedId) -> Result<Vec<Promise>, AgendaError> {
    Ok(sql!(tx, on => sqlx::query_as(
        "SELECT id, title, note, entry_id FROM agenda_promise WHERE planned_id = $1 \
         ORDER BY made_at, id",
    )
    .bind(id)
    .fetch_all(on)
    .await)?)
}

/// Every promised item with the meeting it is for and the entry that keeps it.
pub(super) async fn all_promises(
    tx: &mut Tx,
) -> Result<Vec<(PromiseId, PlannedId, Option<EntryId>)>, AgendaError> {
    Ok(sql!(tx, on => sqlx::query_as(
        "SELECT id, planned_id, entry_id FROM agenda_promise ORDER BY id",
    )
    .fetch_all(on)
    .await)?)
}

/// Takes an item away that stands on no agenda.
pub(super) async fn forget_promise(tx: &mut Tx, id: PromiseId) -> Result<(), AgendaError> {
    sql!(tx, on => sqlx::query("DELETE FROM agenda_promise WHERE id = $1 AND entry_id IS NULL")
        .bind(id)
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

/// Says which entry keeps a promise, or that none does.
pub(super) async fn keep_promise(
    tx: &mut Tx,
    id: PromiseId,
    entry: Option<EntryId>,
) -> Result<(), AgendaError> {
    sql!(tx, on => sqlx::query("UPDATE agenda_promise SET entry_id = $2 WHERE id = $1")
        .bind(id)
        .bind(entry)
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}
