//! What a task is and what can be done with it.

use jiff::civil::Date;
use raadslag_document::{Access, Block, List, ListItem};

use super::TaskError;
use crate::digest;
use crate::ids::{AccountId, PlannedId, PromiseId, TaskId};

/// Characters of a task or a promised item's title, at most.
pub(super) const LONGEST: usize = 2000;

/// Who is to do a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// Someone who can sign in.
    Account(AccountId),
    /// A body, by its slug.
    Body(String),
    /// Someone else, by name only.
    Name,
}

/// How far a task, or a promised item, is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// To be done.
    Open,
    /// Done; a promised item stands on an agenda.
    Done {
        /// When (UTC, RFC 3339).
        at: String,
    },
    /// Not to be done any more.
    Dropped {
        /// When (UTC, RFC 3339).
        at: String,
        /// Why.
        reason: String,
    },
}

impl State {
    /// Its name in the database.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done { .. } => "done",
            Self::Dropped { .. } => "dropped",
        }
    }

    /// The state of this name; `None` for a name that is none.
    pub(super) fn named(name: &str, at: Option<String>, reason: Option<String>) -> Option<Self> {
        match name {
            "open" => Some(Self::Open),
            "done" => Some(Self::Done { at: at? }),
            "dropped" => Some(Self::Dropped { at: at?, reason: reason? }),
            _ => None,
        }
    }

    /// Whether something is still to be done.
    pub fn is_open(&self) -> bool {
        *self == Self::Open
    }
}

/// What is to become of a task or a promised item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settle {
    /// It is done.
    Done,
    /// It is not to be done, for a reason.
    Drop(String),
    /// It is to be done after all.
    Reopen,
}

impl Settle {
    /// The state it leads to.
    pub(super) fn state(&self, now: &str) -> Result<State, TaskError> {
        let at = now.to_owned();
        match self {
            Self::Done => Ok(State::Done { at }),
            Self::Reopen => Ok(State::Open),
            Self::Drop(reason) => {
                let reason = text(reason).map_err(|error| match error {
                    TaskError::NoText => TaskError::NoReason,
                    other => other,
                })?;
                Ok(State::Dropped { at, reason })
            }
        }
    }
}

/// A task to be made, or a task as it is to be from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTask {
    /// The slug of the body that wants it done.
    pub body: String,
    /// What is to be done.
    pub what: String,
    /// Who is to do it.
    pub owner: Owner,
    /// Their name, as it is shown.
    pub owner_name: String,
    /// By when.
    pub due: Option<Date>,
    /// Whether it may be seen by those only who see the body's closed items.
    pub access: Access,
    /// The item it comes from, by its slug in the archive.
    pub item: Option<String>,
    /// The meeting of the year plan it comes from.
    pub meeting: Option<PlannedId>,
}

impl NewTask {
    /// The task with its texts trimmed, if they say enough.
    pub(super) fn checked(&self) -> Result<Self, TaskError> {
        let owner_name = text(&self.owner_name).map_err(|error| match error {
            TaskError::NoText => TaskError::NoOwner,
            other => other,
        })?;
        Ok(Self { what: text(&self.what)?, owner_name, ..self.clone() })
    }

    /// A mark of exactly this content: who changes it says what they began from.
    pub fn mark(&self) -> String {
        digest::mark(format!("{self:?}"))
    }
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// What it says.
    pub says: NewTask,
    /// How far it is.
    pub state: State,
    /// When it was made (UTC, RFC 3339).
    pub created_at: String,
}

impl Task {
    /// Whether it should have been done by now.
    pub fn is_late(&self, today: Date) -> bool {
        self.state.is_open() && self.says.due.is_some_and(|due| due < today)
    }

    /// Whether it is this account's.
    pub fn is_of(&self, account: AccountId) -> bool {
        self.says.owner == Owner::Account(account)
    }
}

/// An item promised for a body's next meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// Its id.
    pub id: PromiseId,
    /// The body's slug.
    pub body: String,
    /// What it is to be about.
    pub title: String,
    /// What more should be known.
    pub note: String,
    /// The item at which it was promised, by its slug.
    pub item: Option<String>,
    /// Whether it is settled by hand.
    pub state: State,
    /// The day of the meeting whose agenda reminds of it.
    pub next: Option<Date>,
}

/// An item promised in a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its id: handed on twice, it is one promise.
    pub id: PromiseId,
    /// What it is to be about.
    pub title: String,
    /// What was said of it.
    pub note: String,
    /// The item at which it was promised, by its slug.
    pub item: Option<String>,
    /// Who may see that item.
    pub access: Access,
}

/// A text without spaces around it, if something is left and it is not too long.
pub(super) fn text(text: &str) -> Result<String, TaskError> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(TaskError::NoText),
        n if n > LONGEST => Err(TaskError::Long),
        _ => Ok(text.to_owned()),
    }
}

/// Late ones first, then by the day they are due; what has no day comes last.
pub(super) fn in_order(tasks: &mut [Task]) {
    tasks.sort_by(|a, b| {
        let key = |task: &Task| {
            (!task.state.is_open(), task.says.due.unwrap_or(Date::MAX), task.created_at.clone())
        };
        key(a).cmp(&key(b))
    });
}

/// A heading and what stands under it, as blocks of an agenda; nothing where there is nothing.
pub(super) fn listed(heading: &str, lines: &[String]) -> Vec<Block> {
    if lines.is_empty() {
        return Vec::new();
    }
    let items = lines.iter().map(|line| ListItem::from(line.as_str())).collect();
    vec![
        Block::Heading { level: 1, text: heading.to_owned() },
        Block::List(List { items, ..List::default() }),
    ]
}
