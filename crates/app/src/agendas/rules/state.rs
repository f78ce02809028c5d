use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How far an agenda is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// The meeting is planned; nobody has begun.
    Planned,
    /// It is being made.
    Drafting,
    /// The chair has approved it: numbers, text and annexes are fixed.
    Approved {
        /// Who, as in the journal.
        by: String,
        /// When.
        at: Timestamp,
    },
    /// It goes out at this time, or is on its way.
    Scheduled {
        /// When.
        at: Timestamp,
    },
    /// It is out.
    Published {
        /// Since when.
        at: Timestamp,
    },
}

/// What someone wants done with an agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Begin it.
    Begin,
    /// Change what stands on it.
    Edit,
    /// Approve it.
    Approve {
        /// Who, as in the journal.
        by: String,
        /// When.
        at: Timestamp,
    },
    /// Take an approval back, to go on writing.
    Reopen,
    /// Let it go out at a time.
    Schedule {
        /// When.
        at: Timestamp,
    },
    /// Keep it back after all.
    Unschedule,
    /// It has gone out.
    Publish {
        /// When.
        at: Timestamp,
    },
    /// Add to it or correct it once it is out.
    Amend,
}

/// Why a step is refused, with what to do instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is begun already.
    #[error("the agenda is begun already; go on from what is there")]
    Begun,
    /// Nobody has begun.
    #[error("nobody has begun the agenda; begin it first")]
    NotBegun,
    /// It is approved.
    #[error("the agenda is approved; take the approval back to change it")]
    Approved,
    /// It is not approved.
    #[error("the agenda is not approved; let the chair approve it first")]
    NotApproved,
    /// It is on its way already.
    #[error("the agenda is on its way already; keep it back to change it")]
    OnItsWay,
    /// It is not on its way.
    #[error("the agenda is not waiting to go out")]
    NotOnItsWay,
    /// It is out.
    #[error("the agenda is out; add a supplementary agenda or correct it")]
    Published,
    /// It is not out.
    #[error("the agenda is not out yet; change it instead")]
    NotPublished,
    /// Nothing stands on it.
    #[error("nothing stands on the agenda; put an item on it first")]
    NoItems,
    /// Something must be mended first.
    #[error("{0} things must be mended first; the page lists them")]
    Open(usize),
    /// Proof-reading found errors and no reason was given for going on.
    #[error("proof-reading found errors; mend them or say why the agenda goes out with them")]
    Errors,
    /// A reason is missing.
    #[error("a reason is needed")]
    NoReason,
    /// The call for items has ended and no reason was given.
    #[error("the deadline for items is over; say why the item cannot wait")]
    Late,
    /// An item needs a title.
    #[error("an item needs a title")]
    NoTitle,
    /// There is no such section.
    #[error("there is no such section on the agenda")]
    NoSection,
    /// A section with items in it cannot go.
    #[error("items stand in the section; move them first")]
    SectionInUse,
    /// The document shows what is closed now.
    #[error(
        "an item has been closed since the agenda was approved; keep it back and approve it anew"
    )]
    ClosedSince,
    /// The document names a day or time that is the meeting's no longer.
    #[error(
        "the meeting has been moved since the agenda was approved; reopen it and approve it anew"
    )]
    MovedSince,
    /// The time has passed.
    #[error("the time to publish is over; choose one to come, or publish now")]
    TimePast,
    /// The time is after the meeting.
    #[error("the time to publish is after the meeting")]
    AfterMeeting,
    /// Nothing has changed since it went out.
    #[error("nothing has changed since the agenda went out")]
    NothingChanged,
    /// Nothing is chosen of what has changed.
    #[error("choose what is to be sent")]
    NothingChosen,
    /// What has been closed cannot stay open.
    #[error("an item has been closed since the agenda went out; send it along")]
    ClosedUnsent,
    /// What is out cannot be taken off.
    #[error("the item is out; correct its text instead of removing it")]
    ItemIsOut,
    /// Only the chair approves.
    #[error("only the chair approves the agenda")]
    ChairOnly,
}

impl State {
    /// Its key in the texts.
    pub fn key(&self) -> &'static str {
        /// Marks a literal as a key of the texts.
        const fn key(key: &'static str) -> &'static str {
            key
        }
        match self {
            Self::Planned => key("agenda-state-planned"),
            Self::Drafting => key("agenda-state-drafting"),
            Self::Approved { .. } => key("agenda-state-approved"),
            Self::Scheduled { .. } => key("agenda-state-scheduled"),
            Self::Published { .. } => key("agenda-state-published"),
        }
    }

    /// Whether it is approved and not out: what goes out stands.
    pub fn is_fixed(&self) -> bool {
        matches!(self, Self::Approved { .. } | Self::Scheduled { .. })
    }

    /// Whether it is out.
    pub fn is_published(&self) -> bool {
        matches!(self, Self::Published { .. })
    }

    /// The state after a step, or why there is none.
    pub fn after(&self, step: &Step) -> Result<Self, Refusal> {
        match (self, step) {
            (Self::Planned, Step::Begin)
            | (Self::Drafting, Step::Edit)
            | (Self::Approved { .. }, Step::Reopen)
            | (Self::Scheduled { .. }, Step::Unschedule) => Ok(Self::Drafting),
            (Self::Drafting, Step::Approve { by, at }) => {
                Ok(Self::Approved { by: by.clone(), at: *at })
            }
            (Self::Approved { .. }, Step::Schedule { at }) => Ok(Self::Scheduled { at: *at }),
            (Self::Scheduled { .. } | Self::Published { .. }, Step::Publish { at }) => {
                Ok(Self::Published { at: *at })
            }
            (Self::Published { .. }, Step::Amend) => Ok(self.clone()),
            _ => Err(self.refusal(step)),
        }
    }

    fn refusal(&self, step: &Step) -> Refusal {
        match (self, step) {
            (_, Step::Amend) => Refusal::NotPublished,
            (Self::Planned, _) => Refusal::NotBegun,
            (Self::Published { .. }, _) => Refusal::Published,
            (_, Step::Begin) => Refusal::Begun,
            (Self::Scheduled { .. }, _) => Refusal::OnItsWay,
            (_, Step::Unschedule) => Refusal::NotOnItsWay,
            (Self::Drafting, _) => Refusal::NotApproved,
            (Self::Approved { .. }, _) => Refusal::Approved,
        }
    }
}
