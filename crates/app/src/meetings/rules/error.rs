/// Why something cannot have happened in a meeting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MeetingError {
    /// The meeting is not open yet.
    #[error("the meeting has not been opened")]
    NotOpen,
    /// The meeting is open already.
    #[error("the meeting is open already")]
    IsOpen,
    /// The meeting is closed.
    #[error("the meeting is closed")]
    IsClosed,
    /// There is no break.
    #[error("there is no break to end")]
    NoBreak,
    /// There is a break.
    #[error("the meeting has a break")]
    IsAdjourned,
    /// The minutes are published.
    #[error("the minutes are published and locked")]
    Locked,
    /// The next meeting has approved the minutes.
    #[error("the next meeting has approved the minutes as they are")]
    Approved,
    /// There is no such seat.
    #[error("the meeting has no such member")]
    UnknownSeat,
    /// The agenda has no such item.
    #[error("the agenda has no such item")]
    UnknownEntry,
    /// The item has no such recommendation.
    #[error("the item has {points} recommendations, not {point}")]
    UnknownPoint {
        /// The one named.
        point: u16,
        /// Those there are.
        points: u16,
    },
    /// The same id was given to something else.
    #[error("the event's id is taken by another event")]
    IdTaken,
    /// There is nothing to take back.
    #[error("there is nothing to take back")]
    UnknownEvent,
    /// It cannot be taken back.
    #[error("the roll cannot be taken back")]
    NotUndone,
    /// What would be taken back is needed by something after it.
    #[error("something later needs it: {0}")]
    Needed(Box<MeetingError>),
    /// More votes than members.
    #[error("{given} votes, but only {present} members can vote")]
    TooManyVotes {
        /// Votes.
        given: u32,
        /// Members there who may vote.
        present: u32,
    },
    /// More votes of a group than members of it.
    #[error("{given} votes of {group}, but only {present} of its members can vote")]
    TooManyOfGroup {
        /// The group.
        group: String,
        /// Votes.
        given: u32,
        /// Members there who may vote.
        present: u32,
    },
    /// Nobody of the group is a member.
    #[error("no member belongs to {0}")]
    UnknownGroup(String),
    /// The vote has no votes.
    #[error("the vote has no votes")]
    EmptyVote,
    /// The member is not there.
    #[error("{0} is not present")]
    NotPresent(String),
    /// The member is there.
    #[error("{0} is present")]
    IsPresent(String),
    /// The member is disqualified.
    #[error("{0} is disqualified from this item")]
    Disqualified(String),
    /// The member has voted on it by name.
    #[error("{name} has voted on it by name")]
    HasVoted {
        /// Who.
        name: String,
        /// On which recommendation.
        point: u16,
    },
    /// The member is not disqualified.
    #[error("{0} is not disqualified from this item")]
    NotDisqualified(String),
    /// Someone leaves before they came, say.
    #[error("{name}: the time is before {last}")]
    TooEarly {
        /// Who.
        name: String,
        /// What was before it.
        last: raadslag_document::ClockTime,
    },
    /// Someone leaves before the meeting begins.
    #[error("{name}: the meeting was not opened before {opened}")]
    BeforeOpening {
        /// Who.
        name: String,
        /// When it was opened.
        opened: raadslag_document::ClockTime,
    },
    /// A break ends before it begins, say.
    #[error("{at} is before {last}, which came first")]
    Backwards {
        /// What cannot be.
        at: raadslag_document::ClockTime,
        /// What was before it.
        last: raadslag_document::ClockTime,
    },
    /// Someone comes or leaves once the meeting is over.
    #[error("{name} came or left at {at}; the meeting ended at {closed}")]
    AfterClosing {
        /// Who.
        name: String,
        /// When they came or left.
        at: raadslag_document::ClockTime,
        /// When the meeting ended.
        closed: raadslag_document::ClockTime,
    },
    /// It is still to come.
    #[error("{at} is still to come; it is {now}")]
    NotYet {
        /// What was entered.
        at: raadslag_document::ClockTime,
        /// The time in Denmark.
        now: raadslag_document::ClockTime,
    },
    /// A name is missing.
    #[error("a name is missing")]
    NoName,
    /// A text is missing.
    #[error("a text is missing")]
    NoText,
    /// It is referred to nobody.
    #[error("the body it is referred to is missing")]
    NoDestination,
    /// The member is on the roll.
    #[error("{0} is on the roll already")]
    Twice(String),
}
