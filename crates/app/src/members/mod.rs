//! What is a member's own: the meetings and tasks of the bodies they sit in, notes and highlights,
//! what changed since they read it, and reading a meeting without a network.
//!
//! Invariants:
//! - A note is seen by its owner, and by the owner's group in the item's body where the owner chose
//!   so. The journal tells nothing of notes and readings: they are nobody else's business.
//! - A note survives its item being published anew: it stands at the paragraph with the same words,
//!   else at the one most like it, else it is shown as one that lost its place. None is dropped.
//! - A browser gives a note and each change of it an id: what is sent twice is done once.
//! - What a browser keeps for reading without a network is kept under the account, shown to no
//!   other, and removed when the account signs out.

mod error;
mod http;
mod offline;
mod rules;
mod store;
mod view;

#[cfg(test)]
mod tests;

pub use error::MemberError;
pub use http::routes;
pub use rules::anchor::{Anchor, Place, paragraphs, place};
pub use rules::changes::{Change, Changed, changes};
pub use rules::{NewNote, Note, group};

use uuid::Uuid;

use crate::access::Actor;
use crate::archive::{Archive, begin_writing};
use crate::ids::{AccountId, NoteId};

/// Writes a note; a change that was made before is not made again.
pub async fn save(
    archive: &Archive,
    actor: &Actor,
    note: &NewNote,
    change: Uuid,
) -> Result<(), MemberError> {
    let owner = actor.account().ok_or(MemberError::Gone)?;
    let text = note.text.trim();
    let marked = note.marked.as_deref().map(str::trim).filter(|marked| !marked.is_empty());
    if text.is_empty() && marked.is_none() {
        return Err(MemberError::Empty);
    }
    if text.chars().count().max(marked.map_or(0, |m| m.chars().count())) > rules::LONGEST {
        return Err(MemberError::Long);
    }
    if note.shared_with.is_some() && note.shared_with != group(actor, &note.body) {
        return Err(MemberError::NoGroup);
    }
    let (text, marked) = (text.to_owned(), marked.map(ToOwned::to_owned));
    let note = NewNote { marked, text, ..note.clone() };
    let now = archive.now();
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    if store::put_change(&mut tx, change, owner, &now).await?
        && !store::put(&mut tx, owner, &note, &now).await?
    {
        return Err(MemberError::Gone);
    }
    Ok(tx.commit().await?)
}

/// Removes one's own note.
pub async fn remove(
    archive: &Archive,
    owner: AccountId,
    id: NoteId,
    change: Uuid,
) -> Result<(), MemberError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    if store::put_change(&mut tx, change, owner, &archive.now()).await?
        && !store::remove(&mut tx, owner, id).await?
    {
        return Err(MemberError::Gone);
    }
    Ok(tx.commit().await?)
}

/// The notes someone sees at an item, oldest first. That they may see the item is the caller's to
/// know.
pub async fn notes(archive: &Archive, actor: &Actor, item: &str) -> Result<Vec<Note>, MemberError> {
    let Some(owner) = actor.account() else { return Ok(Vec::new()) };
    let mut notes = store::of_item(&mut archive.db().begin().await?, owner, item).await?;
    notes.retain(|note| rules::may_see(actor, note));
    Ok(notes)
}

/// Someone's own notes, newest first.
pub async fn own_notes(archive: &Archive, owner: AccountId) -> Result<Vec<Note>, MemberError> {
    store::of_account(&mut archive.db().begin().await?, owner).await
}

/// Writes down what someone has read of an item.
pub async fn read(
    archive: &Archive,
    owner: AccountId,
    item: &str,
    text: &str,
) -> Result<(), MemberError> {
    let digest = rules::changes::digest(text);
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    store::put_reading(&mut tx, owner, item, (&digest, text), &archive.now()).await?;
    Ok(tx.commit().await?)
}

/// What someone has read of an item last, and when.
pub async fn last_read(
    archive: &Archive,
    owner: AccountId,
    item: &str,
) -> Result<Option<(String, String)>, MemberError> {
    store::reading(&mut archive.db().begin().await?, owner, item).await
}
