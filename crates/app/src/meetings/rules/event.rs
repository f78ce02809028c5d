use jiff::civil::Date;
use raadslag_document::{ClockTime, Outcome};
use serde::{Deserialize, Serialize};

use super::Vote;
use crate::ids::{AccountId, EntryId, EventId, SeatId};

/// A place in the body and who holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Which.
    pub id: SeatId,
    /// The member's name.
    pub name: String,
    /// The group: the letter of a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// The member's account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    /// Leads the meeting.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub leads: bool,
}

/// Something that happened in a meeting. Its JSON form is what is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// Who the body's members are, as the meeting began to be kept.
    Roll {
        /// Their seats, in the order they are called.
        seats: Vec<Seat>,
    },
    /// A member the roll did not have.
    Seated {
        /// The seat.
        seat: Seat,
    },
    /// The meeting was opened.
    Opened {
        /// When.
        at: ClockTime,
    },
    /// A break began.
    Adjourned {
        /// When.
        at: ClockTime,
    },
    /// The break ended.
    Resumed {
        /// When.
        at: ClockTime,
    },
    /// The meeting was closed.
    Closed {
        /// When.
        at: ClockTime,
    },
    /// Members are there, from the beginning or since a time.
    Present {
        /// Whose seats.
        seats: Vec<SeatId>,
        /// Since; `None` is from the beginning.
        at: Option<ClockTime>,
    },
    /// A member left.
    Left {
        /// Whose seat.
        seat: SeatId,
        /// When.
        at: ClockTime,
    },
    /// A member did not come.
    Absent {
        /// Whose seat.
        seat: SeatId,
        /// They said so before ("afbud").
        with_apology: bool,
    },
    /// Someone sits in for a member who is absent, has left, or is disqualified.
    Substitute {
        /// For whom.
        seat: SeatId,
        /// Who.
        name: String,
        /// Since; `None` is from the beginning.
        at: Option<ClockTime>,
    },
    /// An item is taken up; `None`: the one before is left and none follows yet.
    Current {
        /// Which.
        entry: Option<EntryId>,
    },
    /// Someone has the floor.
    Speaking {
        /// Who; empty: nobody any more.
        name: String,
        /// About what, beside the item.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        about: Option<String>,
    },
    /// A member is disqualified from an item and leaves the room.
    Disqualified {
        /// From which.
        entry: EntryId,
        /// Whose seat.
        seat: SeatId,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// A member is not disqualified after all.
    Qualified {
        /// From which item.
        entry: EntryId,
        /// Whose seat.
        seat: SeatId,
    },
    /// The outcome of a recommendation, or of an item as a whole.
    Decided {
        /// Of which item.
        entry: EntryId,
        /// Of which recommendation, from 1; 0 is the item as a whole.
        point: u16,
        /// How it ended.
        outcome: Outcome,
        /// The decision where it differs from the recommendation, or says more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// To which body it was referred.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
    },
    /// A vote on a recommendation or an item.
    Voted {
        /// On which item.
        entry: EntryId,
        /// On which recommendation, from 1; 0 is the item as a whole.
        point: u16,
        /// The vote.
        vote: Vote,
    },
    /// Members had a reservation or could not agree.
    Reserved {
        /// About which item.
        entry: EntryId,
        /// Which of the two.
        stance: Stance,
        /// Who.
        by: Vec<Voice>,
        /// What it says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// A statement for the minutes.
    Stated {
        /// On which item.
        entry: EntryId,
        /// Of which kind.
        kind: StatementKind,
        /// Who.
        by: Vec<Voice>,
        /// What it says.
        text: String,
    },
    /// Someone is to do something.
    Assigned {
        /// From which item.
        entry: EntryId,
        /// What.
        what: String,
        /// Who.
        who: String,
        /// Until when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Date>,
    },
    /// An item is promised for the next meeting.
    Promised {
        /// From which item.
        entry: Option<EntryId>,
        /// What it will be called.
        title: String,
        /// What was said of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// A remark for the minutes' text.
    Noted {
        /// On which item.
        entry: EntryId,
        /// What.
        text: String,
    },
    /// An earlier event is taken back.
    Undone {
        /// Which.
        #[serde(rename = "of")]
        event: EventId,
    },
    /// The minutes are published: nothing happens in this meeting any more.
    Locked,
}

/// An event as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Made by who tells of it; the same one twice is one event.
    pub id: EventId,
    /// The server's number, from 1.
    pub sequence: i64,
    /// What happened.
    pub event: Event,
}

/// A reservation is not a vote against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Takes a reservation ("tager forbehold").
    Reservation,
    /// Cannot agree ("kan ikke tiltræde").
    Against,
}

/// What a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementKind {
    /// Protokolbemærkning.
    Entry,
    /// Mindretalsudtalelse.
    Minority,
}

/// Who says something: a member or a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// A member.
    Seat(SeatId),
    /// Everyone of a group.
    Group(String),
}

impl Event {
    /// The item it is about.
    pub fn entry(&self) -> Option<EntryId> {
        match self {
            Self::Disqualified { entry, .. }
            | Self::Qualified { entry, .. }
            | Self::Decided { entry, .. }
            | Self::Voted { entry, .. }
            | Self::Reserved { entry, .. }
            | Self::Stated { entry, .. }
            | Self::Assigned { entry, .. }
            | Self::Noted { entry, .. } => Some(*entry),
            Self::Promised { entry, .. } | Self::Current { entry } => *entry,
            _ => None,
        }
    }

    /// The time it tells of.
    pub fn at(&self) -> Option<ClockTime> {
        match self {
            Self::Opened { at }
            | Self::Adjourned { at }
            | Self::Resumed { at }
            | Self::Closed { at }
            | Self::Left { at, .. } => Some(*at),
            Self::Present { at, .. } | Self::Substitute { at, .. } => *at,
            _ => None,
        }
    }

    /// Its name, as in its JSON form.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Roll { .. } => "meeting.roll",
            Self::Seated { .. } => "meeting.seated",
            Self::Opened { .. } => "meeting.opened",
            Self::Adjourned { .. } => "meeting.adjourned",
            Self::Resumed { .. } => "meeting.resumed",
            Self::Closed { .. } => "meeting.closed",
            Self::Present { .. } => "meeting.present",
            Self::Left { .. } => "meeting.left",
            Self::Absent { .. } => "meeting.absent",
            Self::Substitute { .. } => "meeting.substitute",
            Self::Current { .. } => "meeting.current",
            Self::Speaking { .. } => "meeting.speaking",
            Self::Disqualified { .. } => "meeting.disqualified",
            Self::Qualified { .. } => "meeting.qualified",
            Self::Decided { .. } => "meeting.decided",
            Self::Voted { .. } => "meeting.voted",
            Self::Reserved { .. } => "meeting.reserved",
            Self::Stated { .. } => "meeting.stated",
            Self::Assigned { .. } => "meeting.assigned",
            Self::Promised { .. } => "meeting.promised",
            Self::Noted { .. } => "meeting.noted",
            Self::Undone { .. } => "meeting.undone",
            Self::Locked => "meeting.locked",
        }
    }
}
