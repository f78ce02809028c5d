use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{MeetingError, MeetingState};
use crate::ids::{EntryId, SeatId};

/// A vote as it was held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vote {
    /// By show of hands: numbers only.
    Hands(Tally),
    /// By group; a group may split.
    Groups(BTreeMap<String, Tally>),
    /// By name.
    Names(BTreeMap<SeatId, Ballot>),
}

/// Numbers of members.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// For.
    #[serde(rename = "for")]
    pub in_favour: u32,
    /// Against.
    pub against: u32,
    /// Abstained.
    pub abstained: u32,
}

/// What a member voted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ballot {
    /// For.
    For,
    /// Against.
    Against,
    /// Abstained.
    Abstained,
}

impl Tally {
    /// Members in it. Numbers beyond what can be counted stay beyond every number present.
    pub fn total(self) -> u32 {
        self.in_favour.saturating_add(self.against).saturating_add(self.abstained)
    }

    fn add(self, other: Self) -> Self {
        Self {
            in_favour: self.in_favour.saturating_add(other.in_favour),
            against: self.against.saturating_add(other.against),
            abstained: self.abstained.saturating_add(other.abstained),
        }
    }

    fn of(ballot: Ballot) -> Self {
        match ballot {
            Ballot::For => Self { in_favour: 1, ..Self::default() },
            Ballot::Against => Self { against: 1, ..Self::default() },
            Ballot::Abstained => Self { abstained: 1, ..Self::default() },
        }
    }
}

impl Vote {
    /// All of it, added up.
    pub fn tally(&self) -> Tally {
        match self {
            Self::Hands(tally) => *tally,
            Self::Groups(groups) => {
                groups.values().fold(Tally::default(), |sum, one| sum.add(*one))
            }
            Self::Names(names) => {
                names.values().fold(Tally::default(), |sum, one| sum.add(Tally::of(*one)))
            }
        }
    }

    /// Whether those there could have voted so.
    pub(super) fn check(&self, state: &MeetingState, entry: EntryId) -> Result<(), MeetingError> {
        if self.tally().total() == 0 {
            return Err(MeetingError::EmptyVote);
        }
        match self {
            Self::Hands(tally) => at_most(tally.total(), state.voting(entry).count() as u32),
            Self::Groups(groups) => groups
                .iter()
                .try_for_each(|(group, tally)| check_group(state, entry, group, *tally)),
            Self::Names(names) => names.keys().try_for_each(|seat| state.may_vote(entry, *seat)),
        }
    }
}

fn at_most(given: u32, present: u32) -> Result<(), MeetingError> {
    if given > present { Err(MeetingError::TooManyVotes { given, present }) } else { Ok(()) }
}

fn check_group(
    state: &MeetingState,
    entry: EntryId,
    group: &str,
    tally: Tally,
) -> Result<(), MeetingError> {
    let is_of = |party: &Option<String>| party.as_deref() == Some(group);
    if !state.seats.iter().any(|seat| is_of(&seat.seat.party)) {
        return Err(MeetingError::UnknownGroup(group.to_owned()));
    }
    let present = state.voting(entry).filter(|seat| is_of(&seat.seat.party)).count() as u32;
    let given = tally.total();
    if given > present {
        return Err(MeetingError::TooManyOfGroup { group: group.to_owned(), given, present });
    }
    Ok(())
}
