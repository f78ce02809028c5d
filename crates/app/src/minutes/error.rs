use crate::accounts::AccountError;
use crate::agendas::AgendaError;
use crate::archive::{ArchiveError, ImportError};
use crate::cases::CaseError;
use crate::journal::JournalError;
use crate::mail::MailError;
use crate::meetings::KeepError;
use crate::plan::PlanError;
use crate::tasks::TaskError;

/// Why something cannot be done with minutes.
#[derive(Debug, thiserror::Error)]
pub enum MinutesError {
    /// There is no such meeting, or it has no agenda.
    #[error("there is no such meeting")]
    Missing,
    /// The meeting is not closed.
    #[error("the meeting is not closed; close it first")]
    NotClosed,
    /// They are with the members already.
    #[error("the minutes have been sent already")]
    AlreadySent,
    /// The day until which comments are asked for is over.
    #[error("the day until which comments are asked for is over")]
    DeadlineOver,
    /// They have not been sent.
    #[error("the minutes have not been sent to the members")]
    NotSent,
    /// The next meeting has not approved them.
    #[error("the next meeting has not approved the minutes")]
    NotApproved,
    /// The next meeting has approved them as they are.
    #[error("the next meeting has approved the minutes as they are")]
    Approved,
    /// They are public and locked.
    #[error("the minutes are published and locked")]
    Published,
    /// Someone else has changed the text since.
    #[error("the text was changed by someone else meanwhile")]
    Stale,
    /// There is no such item.
    #[error("the minutes have no such item")]
    NoPlace,
    /// A text is missing.
    #[error("a text is missing")]
    NoText,
    /// A case cannot be given its outcome.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// A task cannot be made.
    #[error(transparent)]
    Task(#[from] TaskError),
    /// The agenda fails.
    #[error(transparent)]
    Agenda(#[from] AgendaError),
    /// The meeting's events fail.
    #[error(transparent)]
    Meeting(#[from] KeepError),
    /// The year plan fails.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// An account cannot be read.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// A mail cannot be written.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The archive does not take the document.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The document cannot be written as JSON.
    #[error("the minutes cannot be written: {0}")]
    Unwritable(#[from] serde_json::Error),
    /// The archive fails.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The journal fails.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl From<sqlx::Error> for MinutesError {
    fn from(error: sqlx::Error) -> Self {
        Self::Archive(error.into())
    }
}

impl MinutesError {
    /// Whether the one who asks can mend it.
    pub(super) fn is_the_users(&self) -> bool {
        matches!(
            self,
            Self::NotClosed
                | Self::AlreadySent
                | Self::DeadlineOver
                | Self::NotSent
                | Self::NotApproved
                | Self::Approved
                | Self::Published
                | Self::Stale
                | Self::NoText
        )
    }
}
