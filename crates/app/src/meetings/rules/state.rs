use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use raadslag_document::{ClockTime, Outcome};

use super::{MeetingError, Seat, Stance, StatementKind, Tally, Voice, Vote};
use crate::ids::{EntryId, EventId, SeatId};

/// Where a meeting stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeetingState {
    /// The number of the last event.
    pub sequence: i64,
    /// Whether it runs.
    pub phase: Phase,
    /// When it was opened.
    pub opened: Option<ClockTime>,
    /// When it was closed.
    pub closed: Option<ClockTime>,
    /// Its breaks; the last may not have ended.
    pub breaks: Vec<(ClockTime, Option<ClockTime>)>,
    /// The seats, in the roll's order.
    pub seats: Vec<SeatState>,
    /// The item being dealt with.
    pub current: Option<EntryId>,
    /// Who has the floor, and about what.
    pub speaking: Option<(String, Option<String>)>,
    /// The items in the order they were taken up.
    pub course: Vec<EntryId>,
    /// What the items came to.
    pub items: BTreeMap<EntryId, ItemState>,
    /// Items promised for the next meeting.
    pub promises: Vec<Promise>,
    /// The minutes are published.
    pub is_locked: bool,
    /// Events that cannot hold, and why; none, as long as every event was accepted.
    pub broken: Vec<(EventId, MeetingError)>,
}

/// Whether a meeting runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Phase {
    /// Not yet.
    #[default]
    Waiting,
    /// It does.
    Open,
    /// It has a break.
    Adjourned,
    /// Not any more.
    Closed,
}

/// A seat and where its holder is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatState {
    /// The seat.
    pub seat: Seat,
    /// Whether its holder is there.
    pub presence: Presence,
    /// Who sits in.
    pub substitute: Option<Substitution>,
    /// Coming and going during the meeting, in order.
    pub moves: Vec<Move>,
}

/// Whether someone is there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Presence {
    /// Not said yet.
    #[default]
    Unmarked,
    /// There.
    Present,
    /// Came and left.
    Left,
    /// Did not come.
    Absent(Excuse),
}

/// Whether an absent member had said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excuse {
    /// Afbud.
    Apology,
    /// None.
    None,
}

/// Who sits in for a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Substitution {
    /// Who.
    pub name: String,
    /// Since; `None` is from the beginning.
    pub since: Option<ClockTime>,
    /// They are there.
    pub is_present: bool,
}

/// Someone came or went during the meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// Came.
    Arrived {
        /// Who.
        name: String,
        /// When.
        at: ClockTime,
    },
    /// Went.
    Left {
        /// Who.
        name: String,
        /// When.
        at: ClockTime,
    },
}

impl Move {
    /// When.
    pub fn at(&self) -> ClockTime {
        match self {
            Self::Arrived { at, .. } | Self::Left { at, .. } => *at,
        }
    }
}

/// What an item came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemState {
    /// Who is disqualified from it.
    pub disqualified: BTreeMap<SeatId, Disqualification>,
    /// Outcomes and votes; 0 is the item as a whole, others are its recommendations from 1.
    pub points: BTreeMap<u16, PointState>,
    /// Reservations and those against.
    pub reservations: Vec<Reservation>,
    /// Statements.
    pub statements: Vec<Statement>,
    /// Tasks.
    pub tasks: Vec<TaskMade>,
    /// Remarks.
    pub notes: Vec<String>,
    /// Whose seats were empty when it was decided, else when it was left.
    pub missing: Option<BTreeSet<SeatId>>,
}

/// Someone is disqualified. It sticks to the person: a substitute in the same seat may vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disqualification {
    /// Who.
    pub name: String,
    /// Why.
    pub reason: Option<String>,
}

/// The outcome of a recommendation or an item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PointState {
    /// How it ended; `Outcome::None` where only a vote was entered.
    pub outcome: Outcome,
    /// The decision where it differs from the recommendation, or says more.
    pub text: Option<String>,
    /// To which body it was referred.
    pub to: Option<String>,
    /// The vote.
    pub vote: Option<Vote>,
}

/// A reservation, or those who could not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reservation {
    /// Which of the two.
    pub stance: Stance,
    /// Who.
    pub by: Vec<Voice>,
    /// What it says.
    pub text: Option<String>,
}

/// A statement for the minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Of which kind.
    pub kind: StatementKind,
    /// Who.
    pub by: Vec<Voice>,
    /// What it says.
    pub text: String,
}

/// Someone is to do something: what is handed on to the tasks when the minutes are final.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskMade {
    /// The event that made it, which names it.
    pub event: EventId,
    /// What.
    pub what: String,
    /// Who.
    pub who: String,
    /// Until when.
    pub due: Option<Date>,
}

/// An item promised for the next meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The event that made it.
    pub event: EventId,
    /// From which item.
    pub entry: Option<EntryId>,
    /// What it will be called.
    pub title: String,
    /// What was said of it.
    pub note: Option<String>,
}

impl SeatState {
    /// Who acts for the seat: the substitute where there is one.
    pub fn holder(&self) -> &str {
        self.substitute.as_ref().map_or(&self.seat.name, |substitute| &substitute.name)
    }

    /// Whether someone is there for it.
    pub fn is_taken(&self) -> bool {
        match &self.substitute {
            Some(substitute) => substitute.is_present,
            None => self.presence == Presence::Present,
        }
    }
}

impl ItemState {
    /// Whether whoever acts for the seat is disqualified.
    pub fn is_disqualified(&self, seat: &SeatState) -> bool {
        self.disqualified.get(&seat.seat.id).is_some_and(|one| one.name == seat.holder())
    }

    /// The recommendation a seat has voted on by name.
    pub(super) fn voted_by(&self, seat: SeatId) -> Option<u16> {
        let by_name = |vote: &Vote| matches!(vote, Vote::Names(names) if names.contains_key(&seat));
        let mut voted =
            self.points.iter().filter(|(_, point)| point.vote.as_ref().is_some_and(by_name));
        voted.next().map(|(point, _)| *point)
    }

    /// How the item ended: the outcome of the whole, else what its recommendations add up to. Approved
    /// as a whole but for a recommendation, it is approved with changes.
    pub fn outcome(&self) -> Outcome {
        match self.points.get(&0).map(|point| point.outcome) {
            None | Some(Outcome::None | Outcome::Approved) => added_up(&self.outcomes()),
            Some(whole) => whole,
        }
    }

    /// Whether anything of it has an outcome, if only one that does not hold for all of it.
    pub fn is_decided(&self) -> bool {
        !self.outcomes().is_empty()
    }

    fn outcomes(&self) -> Vec<Outcome> {
        let outcomes = self.points.values().map(|point| point.outcome);
        outcomes.filter(|outcome| *outcome != Outcome::None).collect()
    }
}

/// Outcomes that follow a recommendation, the one that says most first.
const FOLLOWED: [Outcome; 5] = [
    Outcome::Approved,
    Outcome::Recommended,
    Outcome::Appointed,
    Outcome::Noted,
    Outcome::Discussed,
];

/// One outcome for several recommendations. Where some were approved and others were not, the item
/// was approved with changes; where none was and they differ, no one outcome is true of it, and the
/// text says what became of each.
fn added_up(outcomes: &[Outcome]) -> Outcome {
    let Some(first) = outcomes.first() else { return Outcome::None };
    let has = |outcome: &Outcome| outcomes.contains(outcome);
    let all_followed = outcomes.iter().all(|outcome| FOLLOWED.contains(outcome));
    if outcomes.iter().all(|outcome| outcome == first) {
        *first
    } else if all_followed {
        FOLLOWED.into_iter().find(has).unwrap_or_default()
    } else if has(&Outcome::Approved) || has(&Outcome::ApprovedWithChanges) {
        Outcome::ApprovedWithChanges
    } else {
        Outcome::None
    }
}

impl PointState {
    /// Votes for, against and abstained.
    pub fn tally(&self) -> Option<Tally> {
        self.vote.as_ref().map(Vote::tally)
    }
}

impl MeetingState {
    /// A seat.
    pub fn seat(&self, id: SeatId) -> Option<&SeatState> {
        self.seats.iter().find(|seat| seat.seat.id == id)
    }

    /// What an item came to so far.
    pub fn item(&self, entry: EntryId) -> Option<&ItemState> {
        self.items.get(&entry)
    }

    /// Seats somebody is there for.
    pub fn present(&self) -> impl Iterator<Item = &SeatState> {
        self.seats.iter().filter(|seat| seat.is_taken())
    }

    /// At least half the members are there (kommunestyrelsesloven § 11(2), which bodies outside it
    /// follow by custom).
    pub fn is_quorate(&self) -> bool {
        !self.seats.is_empty() && 2 * self.present().count() >= self.seats.len()
    }

    /// Seats that can vote on an item: somebody is there, and not disqualified.
    pub fn voting(&self, entry: EntryId) -> impl Iterator<Item = &SeatState> {
        let item = self.items.get(&entry);
        self.present().filter(move |seat| item.is_none_or(|item| !item.is_disqualified(seat)))
    }

    /// Whether a seat can vote on an item, or why not.
    pub(super) fn may_vote(&self, entry: EntryId, seat: SeatId) -> Result<(), MeetingError> {
        let seat = self.seat(seat).ok_or(MeetingError::UnknownSeat)?;
        if !seat.is_taken() {
            return Err(MeetingError::NotPresent(seat.holder().to_owned()));
        }
        if self.items.get(&entry).is_some_and(|item| item.is_disqualified(seat)) {
            return Err(MeetingError::Disqualified(seat.holder().to_owned()));
        }
        Ok(())
    }

    /// Members who must not see an item, as long as they are recorded as disqualified from it: one
    /// that is closed always, any other while it is dealt with and they have left the room.
    /// Substitutes have no account here.
    pub fn barred(&self, is_closed: impl Fn(EntryId) -> bool) -> BTreeSet<(SeatId, EntryId)> {
        let running = matches!(self.phase, Phase::Open | Phase::Adjourned);
        let lasting = self.current.filter(|_| running);
        let own = |seat: SeatId, one: &Disqualification| {
            self.seat(seat).is_some_and(|state| state.seat.name == one.name)
        };
        let items = self.items.iter();
        let kept_from = items.filter(|(entry, _)| is_closed(**entry) || lasting == Some(**entry));
        let of_item = |(entry, item): (&EntryId, &ItemState)| {
            let seats = item.disqualified.iter().filter(|(seat, one)| own(**seat, one));
            seats.map(|(seat, _)| (*seat, *entry)).collect::<Vec<_>>()
        };
        kept_from.flat_map(of_item).collect()
    }

    /// The groups with a seat, each once, in the roll's order.
    pub fn groups(&self) -> Vec<&str> {
        let mut groups: Vec<&str> = Vec::new();
        for group in self.seats.iter().filter_map(|seat| seat.seat.party.as_deref()) {
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        groups
    }
}
