//! What may happen in a meeting and what it comes to. No IO, no clock.
//!
//! A meeting is the list of what happened in it: events in the order the server numbered them, none
//! ever changed or removed. [`fold`] makes of them where the meeting stands. What was wrong is mended
//! by a further event: the same thing said again replaces it, [`Event::Undone`] takes it away.

mod apply;
mod attend;
mod error;
mod event;
mod state;
mod times;
mod vote;

#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod tests;

pub use error::MeetingError;
pub use event::{Event, Recorded, Seat, Stance, StatementKind, Voice};
pub use state::{
    Disqualification, Excuse, ItemState, MeetingState, Move, Phase, PointState, Presence, Promise,
    Reservation, SeatState, Statement, Substitution, TaskMade,
};
pub use times::has_come;
pub use vote::{Ballot, Tally, Vote};

use std::collections::HashSet;

use crate::ids::EventId;

/// Where a meeting stands after these events, in whatever order they are given, each counted once.
///
/// An event that could not be taken back when it was recorded, but cannot hold any more, is left out
/// and named in [`MeetingState::broken`]; [`accept`] sees to it that there is none.
pub fn fold(events: &[Recorded]) -> MeetingState {
    let mut ordered: Vec<&Recorded> = events.iter().collect();
    ordered.sort_by_key(|recorded| recorded.sequence);
    let mut seen = HashSet::new();
    ordered.retain(|recorded| seen.insert(recorded.id));
    let undone = undone(&ordered);
    let mut state = MeetingState::default();
    for recorded in ordered {
        state.sequence = recorded.sequence;
        if undone.contains(&recorded.id) {
            continue;
        }
        if let Err(error) = state.apply(recorded.id, &recorded.event) {
            state.broken.push((recorded.id, error));
        }
    }
    state
}

/// What is taken back. Taking back that something was taken back restores it.
fn undone(ordered: &[&Recorded]) -> HashSet<EventId> {
    let mut undone = HashSet::new();
    for recorded in ordered.iter().rev() {
        if let Event::Undone { event } = recorded.event
            && !undone.contains(&recorded.id)
        {
            undone.insert(event);
        }
    }
    undone
}

/// Whether something may happen after these events: where the meeting stands then, or why not.
pub fn accept(events: &[Recorded], new: &Recorded) -> Result<MeetingState, MeetingError> {
    if let Event::Undone { event } = new.event {
        let undone = events.iter().find(|recorded| recorded.id == event);
        match undone.map(|recorded| &recorded.event) {
            None => return Err(MeetingError::UnknownEvent),
            Some(Event::Roll { .. } | Event::Locked) => return Err(MeetingError::NotUndone),
            Some(_) => {}
        }
        if fold(events).is_locked {
            return Err(MeetingError::Locked);
        }
    }
    let mut all = events.to_vec();
    let before = fold(&all);
    all.push(new.clone());
    let after = fold(&all);
    match after.broken.get(before.broken.len()..).unwrap_or_default() {
        [] if before.in_order().is_ok() => after.in_order().map(|()| after),
        [] => Ok(after),
        [(id, error), ..] if *id == new.id => Err(error.clone()),
        [(_, error), ..] => Err(MeetingError::Needed(Box::new(error.clone()))),
    }
}
