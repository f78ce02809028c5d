use jiff::civil::Date;
use serde::Serialize;

use super::input::{Input, Milestone};
use crate::Exact;

const NEAR: u32 = 30;

/// How far a programme is on one day.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Progress {
    pub(super) as_of: Date,
    pub(super) near: u32,
    pub(super) rounds: Vec<Round>,
    pub(super) milestones: Vec<Seen>,
}

/// What the milestones of one round add up to.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Round {
    pub(super) name: String,
    pub(super) milestones: u64,
    pub(super) done: u64,
    /// Not done, and the deadline in force has passed.
    pub(super) late: u64,
    /// How many deadlines were moved.
    pub(super) moved: u64,
    /// The mean slip of those that have a deadline, in days.
    pub(super) mean_slip: Option<Exact>,
}

/// A milestone as it stands on the day. Lengths are in days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Seen {
    pub(super) unit: String,
    pub(super) round: String,
    pub(super) milestone: String,
    pub(super) start: Option<Date>,
    pub(super) deadline: Option<Date>,
    pub(super) changed: Option<Date>,
    pub(super) reason: Option<String>,
    pub(super) done: Option<Date>,
    pub(super) state: Progressing,
    /// From the original deadline to the one in force.
    pub(super) moved: Option<i32>,
    /// From the deadline in force to the day it was done; below zero when it was early. Of what is
    /// not done: to the day of the state, once the deadline has passed.
    pub(super) late: Option<i32>,
    /// Both together.
    pub(super) slip: Option<i32>,
    /// To the deadline in force, where it has not passed.
    pub(super) days_left: Option<i32>,
}

/// How a milestone stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Progressing {
    Done,
    DoneLate,
    Open,
    /// Its deadline is near.
    Near,
    Late,
    /// Not done, and no deadline is known.
    NoDeadline,
}

impl Seen {
    /// The deadline in force.
    pub(super) fn due(&self) -> Option<Date> {
        self.changed.or(self.deadline)
    }

    pub(super) fn is_done(&self) -> bool {
        matches!(self.state, Progressing::Done | Progressing::DoneLate)
    }
}

impl Progress {
    /// What a milestone is called among these: its unit alone where all are of one name.
    pub(super) fn label(&self, milestone: &Seen) -> String {
        let is_one = self.milestones.iter().all(|other| other.milestone == milestone.milestone);
        if is_one || milestone.milestone.is_empty() {
            milestone.unit.clone()
        } else {
            format!("{}, {}", milestone.unit, milestone.milestone)
        }
    }
}

pub(super) fn progress(input: &Input, today: Date) -> Progress {
    let as_of = input.as_of.unwrap_or(today);
    let near = input.near.unwrap_or(NEAR);
    let milestones: Vec<Seen> =
        input.milestones.iter().map(|milestone| seen(milestone, as_of, near)).collect();
    Progress { as_of, near, rounds: rounds(&milestones), milestones }
}

fn days(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

fn seen(milestone: &Milestone, as_of: Date, near: u32) -> Seen {
    let done = milestone.done.filter(|&date| date <= as_of);
    let due = milestone.changed.or(milestone.deadline);
    let moved = milestone.deadline.zip(milestone.changed).map(|(from, to)| days(from, to));
    let late = due.and_then(|due| match done {
        Some(done) => Some(days(due, done)),
        None => (as_of > due).then(|| days(due, as_of)),
    });
    let state = match (done, due) {
        (Some(_), _) if late.is_some_and(|late| late > 0) => Progressing::DoneLate,
        (Some(_), _) => Progressing::Done,
        (None, None) => Progressing::NoDeadline,
        (None, Some(_)) if late.is_some() => Progressing::Late,
        (None, Some(due)) if days(as_of, due).unsigned_abs() <= near => Progressing::Near,
        (None, Some(_)) => Progressing::Open,
    };
    Seen {
        unit: milestone.unit.trim().to_owned(),
        round: milestone.round.trim().to_owned(),
        milestone: milestone.name.trim().to_owned(),
        start: milestone.start,
        deadline: milestone.deadline,
        changed: milestone.changed,
        reason: milestone.reason.clone(),
        done,
        state,
        moved,
        late,
        slip: due.map(|_| moved.unwrap_or(0) + late.unwrap_or(0)),
        days_left: due.filter(|&due| done.is_none() && due >= as_of).map(|due| days(as_of, due)),
    }
}

/// The rounds in the order they first appear.
fn rounds(milestones: &[Seen]) -> Vec<Round> {
    let mut names: Vec<&str> = Vec::new();
    for milestone in milestones {
        if !names.contains(&milestone.round.as_str()) {
            names.push(&milestone.round);
        }
    }
    names.into_iter().map(|name| round(name, milestones)).collect()
}

fn round(name: &str, milestones: &[Seen]) -> Round {
    let own: Vec<&Seen> = milestones.iter().filter(|milestone| milestone.round == name).collect();
    let count = |is_meant: &dyn Fn(&Seen) -> bool| {
        own.iter().filter(|milestone| is_meant(milestone)).count() as u64
    };
    let slips: Vec<i32> = own.iter().filter_map(|milestone| milestone.slip).collect();
    let sum: Exact = slips.iter().map(|&slip| Exact::from(slip)).sum();
    Round {
        name: name.to_owned(),
        milestones: own.len() as u64,
        done: count(&Seen::is_done),
        late: count(&|milestone| milestone.state == Progressing::Late),
        moved: count(&|milestone| milestone.moved.is_some_and(|days| days != 0)),
        mean_slip: sum.checked_div(&Exact::from(slips.len())),
    }
}
