use crate::agendas::AgendaError;
use crate::archive::ArchiveError;
use crate::journal::JournalError;

/// Why something cannot be done with a task or a promised item.
#[derive(Debug, thiserror::Error)]
pub enum TaskError {
    /// It does not say what is to be done.
    #[error("the task does not say what is to be done")]
    NoText,
    /// The text is longer than a task is.
    #[error("the text has more than {most} characters", most = super::rules::LONGEST)]
    Long,
    /// Nobody is to do it.
    #[error("the task does not say who is to do it")]
    NoOwner,
    /// Someone else has changed it since the page was shown.
    #[error("the task was changed by someone else meanwhile")]
    Changed,
    /// It is dropped without a reason.
    #[error("a task is dropped for a reason: write it")]
    NoReason,
    /// No meeting of the body is planned.
    #[error("no meeting of the body is planned")]
    NoMeeting,
    /// The agenda fails.
    #[error(transparent)]
    Agenda(#[from] AgendaError),
    /// There is none with this id.
    #[error("there is no such task")]
    Gone,
    /// The archive fails.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The journal fails.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl TaskError {
    /// Whether the one who typed can mend it.
    pub(super) fn is_the_users(&self) -> bool {
        matches!(
            self,
            Self::NoText
                | Self::Long
                | Self::NoOwner
                | Self::Changed
                | Self::NoReason
                | Self::NoMeeting
        )
    }
}

impl From<sqlx::Error> for TaskError {
    fn from(error: sqlx::Error) -> Self {
        Self::Archive(error.into())
    }
}
