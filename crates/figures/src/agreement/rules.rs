use jiff::civil::Date;
use serde::Serialize;

use super::input::{Duty, Input, Party, Stated};

/// Where an agreement stands on one day.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Standing {
    pub(super) as_of: Date,
    pub(super) deadline: Date,
    /// Below zero when the deadline has passed.
    pub(super) days_left: i32,
    pub(super) quorum: Option<u64>,
    /// How many decisions make the agreement complete.
    pub(super) needed: u64,
    /// How many of those are there.
    pub(super) done: u64,
    pub(super) outcome: Outcome,
    /// When the decision that completed it was made.
    pub(super) complete_on: Option<Date>,
    /// Names, in the order given.
    pub(super) missing: Vec<String>,
    pub(super) refused: Vec<String>,
    pub(super) parties: Vec<Seen>,
}

/// Whether the agreement is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Outcome {
    Complete,
    /// Decisions are missing, and they can still come.
    Open,
    /// Decisions are missing, and the deadline has passed.
    Overdue,
    /// So many have refused that it cannot be made.
    Failed,
}

/// A party as it stands on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Seen {
    pub(super) name: String,
    pub(super) must: Duty,
    pub(super) state: Stated,
    /// Of the decision.
    pub(super) decided: Option<Date>,
    /// Of the meeting that will deal with it.
    pub(super) planned: Option<Date>,
    pub(super) document: Option<String>,
    pub(super) note: Option<String>,
    /// Decided after the deadline, planned after it, or nothing yet and it has passed.
    pub(super) is_late: bool,
}

impl Seen {
    pub(super) fn has_joined(&self) -> bool {
        matches!(self.state, Stated::Done | Stated::Reserved)
    }
}

pub(super) fn standing(input: &Input, today: Date) -> Standing {
    let as_of = input.as_of.unwrap_or(today);
    let parties: Vec<Seen> =
        input.parties.iter().map(|party| seen(party, as_of, input.deadline)).collect();
    let counts: Vec<&Seen> = parties.iter().filter(|party| is_counted(input, party)).collect();
    let needed = input.quorum.unwrap_or(counts.len() as u64);
    let done = counts.iter().filter(|party| party.has_joined()).count() as u64;
    let refusals = counts.iter().filter(|party| party.state == Stated::Refused).count();
    let outcome = if done >= needed {
        Outcome::Complete
    } else if (counts.len() - refusals) as u64 > needed.saturating_sub(1) {
        if as_of > input.deadline { Outcome::Overdue } else { Outcome::Open }
    } else {
        Outcome::Failed
    };
    Standing {
        as_of,
        deadline: input.deadline,
        days_left: (input.deadline - as_of).get_days(),
        quorum: input.quorum,
        needed,
        done,
        outcome,
        complete_on: completed(&counts, needed),
        missing: named(&parties, Stated::Waiting),
        refused: named(&parties, Stated::Refused),
        parties,
    }
}

/// Whether a party's decision counts towards completeness: taking note fills no quorum.
fn is_counted(input: &Input, party: &Seen) -> bool {
    input.quorum.is_none() || party.must != Duty::TakeNote
}

fn seen(party: &Party, as_of: Date, deadline: Date) -> Seen {
    let is_decided = party.state != Stated::Waiting && party.date.is_some_and(|date| date <= as_of);
    let (decided, planned) = if is_decided { (party.date, None) } else { (None, party.date) };
    // A meeting that should have been held and gave no decision is not in prospect any more.
    let planned = planned.filter(|&date| date >= as_of);
    let is_late = match (decided, planned) {
        (Some(date), _) | (None, Some(date)) => date > deadline,
        (None, None) => as_of > deadline,
    };
    Seen {
        name: party.name.trim().to_owned(),
        must: party.must,
        state: if is_decided { party.state } else { Stated::Waiting },
        decided,
        planned,
        document: party.document.clone(),
        note: party.note.clone(),
        is_late: is_late || (!is_decided && as_of > deadline),
    }
}

/// The day of the decision by which there were enough.
fn completed(counts: &[&Seen], needed: u64) -> Option<Date> {
    let mut days: Vec<Date> = counts
        .iter()
        .filter(|party| party.has_joined())
        .filter_map(|party| party.decided)
        .collect();
    days.sort_unstable();
    days.get(usize::try_from(needed).ok()?.checked_sub(1)?).copied()
}

fn named(parties: &[Seen], state: Stated) -> Vec<String> {
    parties.iter().filter(|party| party.state == state).map(|party| party.name.clone()).collect()
}
