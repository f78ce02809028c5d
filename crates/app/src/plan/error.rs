use jiff::civil::Date;

use crate::archive::ArchiveError;
use crate::journal::JournalError;

/// Why the year plan cannot be changed or read.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// There is no such meeting.
    #[error("there is no such planned meeting")]
    Missing,
    /// The body is not one this knows.
    #[error("`{0}` is no body that is known here")]
    Body(String),
    /// The meeting ends before it begins.
    #[error("the meeting ends before it begins")]
    EndsBeforeItBegins,
    /// The body has another meeting at that time.
    #[error("{body} has a meeting on {date} at that time already")]
    Taken {
        /// The body's slug.
        body: String,
        /// The day.
        date: Date,
    },
    /// It was cancelled.
    #[error("the meeting is cancelled")]
    Cancelled,
    /// Its agenda is out: the day stands in print.
    #[error("the agenda is published; a new day needs a correction of the agenda first")]
    Published,
    /// A reason is missing.
    #[error("a reason is needed")]
    NoReason,
    /// A setting cannot be.
    #[error("a standing item stands in group {0}, which the agenda does not have")]
    NoSection(usize),
    /// Someone else has set them since.
    #[error("the settings were changed by someone else meanwhile")]
    Stale,
    /// A body cannot prepare its own agendas.
    #[error("a body cannot prepare its own agendas")]
    PreparesItself,
    /// The archive fails.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The journal fails.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl PlanError {
    /// Whether the one who typed can mend it.
    pub fn is_the_users(&self) -> bool {
        !matches!(self, Self::Archive(_) | Self::Journal(_))
    }
}

impl From<sqlx::Error> for PlanError {
    fn from(error: sqlx::Error) -> Self {
        Self::Archive(error.into())
    }
}
