//! The SQL.

use super::MemberError;
use super::rules::anchor::Anchor;
use super::rules::{NewNote, Note};
use crate::archive::ArchiveError;
use crate::db::{Tx, sql};
use crate::ids::{AccountId, NoteId};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct NoteRow {
    id: NoteId,
    account_id: AccountId,
    name: String,
    item: String,
    body: String,
    shared_with: Option<String>,
    anchor: Option<String>,
    position: Option<i64>,
    passage: Option<String>,
    marked: Option<String>,
    text: String,
    changed_at: String,
}

impl NoteRow {
    fn note(self) -> Result<Note, MemberError> {
        let position = self.position.map(usize::try_from).transpose();
        let position =
            position.map_err(|e| ArchiveError::damaged(format!("note {}", self.id), e))?;
        let anchor = self.anchor.map(|hash| Anchor {
            hash,
            position: position.unwrap_or(0),
            passage: self.passage.unwrap_or_default(),
        });
        let says = NewNote {
            id: self.id,
            item: self.item,
            body: self.body,
            anchor,
            marked: self.marked,
            text: self.text,
            shared_with: self.shared_with,
        };
        let (owner, owner_name, changed_at) = (self.account_id, self.name, self.changed_at);
        Ok(Note { says, owner, owner_name, changed_at })
    }
}

/// Writes a note, new or changed. Another's of the same id is left as it is: `false`.
pub(super) async fn put(
    tx: &mut Tx,
    owner: AccountId,
    note: &NewNote,
    now: &str,
) -> Result<bool, MemberError> {
    let anchor = note.anchor.as_ref();
    let written: Option<(NoteId,)> = sql!(tx, on => sqlx::query_as(
        "INSERT INTO note (id, account_id, item, body, shared_with, anchor, position, passage, \
         marked, text, created_at, changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) \
         ON CONFLICT (id) DO UPDATE SET shared_with = excluded.shared_with, \
         marked = excluded.marked, text = excluded.text, changed_at = excluded.changed_at \
         WHERE note.account_id = excluded.account_id AND note.item = excluded.item RETURNING id",
    )
    .bind(note.id)
    .bind(owner)
    .bind(&note.item)
    .bind(&note.body)
    .bind(&note.shared_with)
    .bind(anchor.map(|anchor| anchor.hash.clone()))
    .bind(anchor.map(|anchor| i64::try_from(anchor.position).unwrap_or(i64::MAX)))
    .bind(anchor.map(|anchor| anchor.passage.clone()))
    .bind(&note.marked)
    .bind(&note.text)
    .bind(now)
    .fetch_optional(on)
    .await)?;
    Ok(written.is_some())
}

/// Removes a note of this account; `false` where there is none.
pub(super) async fn remove(tx: &mut Tx, owner: AccountId, id: NoteId) -> Result<bool, MemberError> {
    let removed: Option<(NoteId,)> = sql!(tx, on => sqlx::query_as(
        "DELETE FROM note WHERE id = $1 AND account_id = $2 RETURNING id",
    )
    .bind(id)
    .bind(owner)
    .fetch_optional(on)
    .await)?;
    Ok(removed.is_some())
}

/// Notes at an item that are this account's or shared with anyone at all.
pub(super) async fn of_item(
    tx: &mut Tx,
    owner: AccountId,
    item: &str,
) -> Result<Vec<Note>, MemberError> {
    let rows: Vec<NoteRow> = sql!(tx, on => sqlx::query_as(
        "SELECT n.id, n.account_id, a.name, n.item, n.body, n.shared_with, n.anchor, n.position, \
         n.passage, n.marked, n.text, n.changed_at FROM note n \
         JOIN account a ON a.id = n.account_id \
         WHERE n.item = $2 AND (n.account_id = $1 OR n.shared_with IS NOT NULL) \
         ORDER BY n.created_at, n.id",
    )
    .bind(owner)
    .bind(item)
    .fetch_all(on)
    .await)?;
    rows.into_iter().map(NoteRow::note).collect()
}

/// Every note of an account, newest first.
pub(super) async fn of_account(tx: &mut Tx, owner: AccountId) -> Result<Vec<Note>, MemberError> {
    let rows: Vec<NoteRow> = sql!(tx, on => sqlx::query_as(
        "SELECT n.id, n.account_id, a.name, n.item, n.body, n.shared_with, n.anchor, n.position, \
         n.passage, n.marked, n.text, n.changed_at FROM note n \
         JOIN account a ON a.id = n.account_id WHERE n.account_id = $1 \
         ORDER BY n.changed_at DESC, n.id",
    )
    .bind(owner)
    .fetch_all(on)
    .await)?;
    rows.into_iter().map(NoteRow::note).collect()
}

/// Writes down that a change was made; `false` where it was before.
pub(super) async fn put_change(
    tx: &mut Tx,
    id: Uuid,
    owner: AccountId,
    now: &str,
) -> Result<bool, MemberError> {
    let written: Option<(String,)> = sql!(tx, on => sqlx::query_as(
        "INSERT INTO note_change (id, account_id, at) VALUES ($1, $2, $3) \
         ON CONFLICT (id) DO NOTHING RETURNING at",
    )
    .bind(id)
    .bind(owner)
    .bind(now)
    .fetch_optional(on)
    .await)?;
    Ok(written.is_some())
}

/// Keeps what an account has read of an item.
pub(super) async fn put_reading(
    tx: &mut Tx,
    owner: AccountId,
    item: &str,
    (digest, text): (&str, &str),
    now: &str,
) -> Result<(), MemberError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO read_text (digest, text) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING",
    )
    .bind(digest)
    .bind(text)
    .execute(on)
    .await
    .map(drop))?;
    sql!(tx, on => sqlx::query(
        "INSERT INTO reading (account_id, item, digest, read_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (account_id, item) DO UPDATE SET digest = excluded.digest, \
         read_at = excluded.read_at",
    )
    .bind(owner)
    .bind(item)
    .bind(digest)
    .bind(now)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// The text an account has read of an item, and when.
pub(super) async fn reading(
    tx: &mut Tx,
    owner: AccountId,
    item: &str,
) -> Result<Option<(String, String)>, MemberError> {
    Ok(sql!(tx, on => sqlx::query_as(
        "SELECT t.text, r.read_at FROM reading r JOIN read_text t ON t.digest = r.digest \
         WHERE r.account_id = $1 AND r.item = $2",
    )
    .bind(owner)
    .bind(item)
    .fetch_optional(on)
    .await)?)
}

/// The items an account has read last, and under what their texts are kept.
pub(super) async fn readings(
    tx: &mut Tx,
    owner: AccountId,
    limit: i64,
) -> Result<Vec<(String, String)>, MemberError> {
    Ok(sql!(tx, on => sqlx::query_as(
        "SELECT item, digest FROM reading WHERE account_id = $1 ORDER BY read_at DESC LIMIT $2",
    )
    .bind(owner)
    .bind(limit)
    .fetch_all(on)
    .await)?)
}
