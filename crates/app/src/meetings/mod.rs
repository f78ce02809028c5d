//! Meetings as they run.
//!
//! What happens is kept as events that are only ever added ([`rules::Event`]); where a meeting stands
//! is their fold. The secretary's browser makes each event's id and keeps it until it is told that
//! it was taken, so what was typed during a network drop arrives in order, once.
//!
//! Invariants:
//! - Events are numbered within their meeting by the server, without a gap, by one writer at a time.
//! - The same id twice is one event; the same id with something else in it is refused.
//! - What cannot have happened is refused with the reason, and what comes after it is still taken.
//! - A member recorded as disqualified is barred in the same transaction: from a closed item until the
//!   record is taken away, from any other while it is dealt with.
//! - Closed, it hands on what it promised, each once ([`crate::tasks`]).
//! - Once the next meeting has approved the minutes, nothing is added; once they are published, never.
//!
//! Reading order: [`rules`], [`Agenda`], `store`, `keep` (one transaction), `live` (what members'
//! browsers are told), `view`, `http`.

mod agenda;
mod approved;
mod error;
mod form;
mod http;
mod keep;
mod live;
mod live_view;
mod read;
pub mod rules;
mod said;
mod source;
mod store;
mod view;

#[cfg(test)]
mod tests;

pub use agenda::{Agenda, Line};
pub(crate) use approved::is_approved;
pub use error::KeepError;
pub use http::routes;
pub(crate) use keep::lock;
pub(crate) use keep::roll;
pub use keep::{Entered, Receipt, Taken, keep};
#[cfg(test)]
pub(crate) use read::log;
pub(crate) use read::state;
pub(crate) use source::agenda;
pub use store::Logged;

use crate::ids::EntryId;
use rules::{MeetingState, TaskMade};

/// The tasks that came of a meeting, with their items: what is handed on when the minutes are final.
pub fn tasks(state: &MeetingState) -> Vec<(EntryId, TaskMade)> {
    let of = |(entry, item): (&EntryId, &rules::ItemState)| {
        item.tasks.iter().map(|task| (*entry, task.clone())).collect::<Vec<_>>()
    };
    state.items.iter().flat_map(of).collect()
}
