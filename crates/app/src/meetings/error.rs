use super::rules::MeetingError;
use crate::accounts::AccountError;
use crate::archive::ArchiveError;
use crate::journal::JournalError;
use crate::tasks::TaskError;

/// Why what happens in a meeting cannot be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// It cannot have happened.
    #[error(transparent)]
    Meeting(#[from] MeetingError),
    /// An event is not in a form we know.
    #[error("event {sequence} of the meeting cannot be read: {error}")]
    Unreadable {
        /// Its number.
        sequence: i64,
        /// What is wrong.
        error: String,
    },
    /// An event cannot be written as JSON.
    #[error("the event cannot be written: {0}")]
    Unwritable(String),
    /// The agenda fails.
    #[error(transparent)]
    Agenda(#[from] crate::agendas::AgendaError),
    /// The year plan fails.
    #[error(transparent)]
    Plan(#[from] crate::plan::PlanError),
    /// The archive fails.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The journal fails.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// What was promised cannot be handed on.
    #[error(transparent)]
    Task(#[from] TaskError),
    /// An account cannot be barred.
    #[error(transparent)]
    Account(#[from] AccountError),
}

impl From<sqlx::Error> for KeepError {
    fn from(error: sqlx::Error) -> Self {
        Self::Archive(error.into())
    }
}
