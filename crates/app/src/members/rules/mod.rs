//! Where a note stands, who sees it, and what has changed since an item was read.

pub(super) mod anchor;
pub(super) mod changes;

use crate::access::{Actor, Role};
use crate::ids::{AccountId, NoteId};
use anchor::Anchor;

/// Characters of a note, at most.
pub(super) const LONGEST: usize = 10_000;

/// A note to be written, or as it is to be from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNote {
    /// Its id, made where it was written.
    pub id: NoteId,
    /// The item, by its slug.
    pub item: String,
    /// The body the item belongs to, by its slug.
    pub body: String,
    /// The paragraph it stands at; `None`: it is about the whole item.
    pub anchor: Option<Anchor>,
    /// The words marked in it.
    pub marked: Option<String>,
    /// What it says.
    pub text: String,
    /// The group it is shared with.
    pub shared_with: Option<String>,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it says.
    pub says: NewNote,
    /// Whose it is.
    pub owner: AccountId,
    /// Their name.
    pub owner_name: String,
    /// When it was changed last (UTC, RFC 3339).
    pub changed_at: String,
}

/// The group someone shares notes with in a body: the letter of the list they sit there for.
pub fn group(actor: &Actor, body: &str) -> Option<String> {
    let sits = |role| {
        matches!(role, Role::Member | Role::Chair | Role::Substitute | Role::PartyGroupSecretary)
    };
    let own = |grant: &&crate::access::Grant| {
        sits(grant.role) && grant.body.as_deref() == Some(body) && grant.party.is_some()
    };
    actor.grants().iter().find(own).and_then(|grant| grant.party.clone())
}

/// Whether someone sees a note: its owner always, of others those of the group it is shared with in
/// the body it belongs to. That they may see the item itself is asked elsewhere.
pub(super) fn may_see(actor: &Actor, note: &Note) -> bool {
    if actor.account() == Some(note.owner) {
        return true;
    }
    let group = group(actor, &note.says.body);
    group.is_some() && group == note.says.shared_with
}
