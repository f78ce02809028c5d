use super::rules::Refusal;
use crate::accounts::AccountError;
use crate::archive::{ArchiveError, ImportError};
use crate::cases::CaseError;
use crate::journal::JournalError;
use crate::mail::MailError;
use crate::plan::PlanError;
use crate::proofing::ProofingError;

/// Why something cannot be done with an agenda.
#[derive(Debug, thiserror::Error)]
pub enum AgendaError {
    /// There is no such meeting, or it is cancelled.
    #[error("there is no such planned meeting")]
    Missing,
    /// Nobody has begun the agenda.
    #[error("the agenda is not begun")]
    NotBegun,
    /// There is no such entry.
    #[error("there is no such entry on the agenda")]
    NoEntry,
    /// Someone else has changed the agenda since.
    #[error("the agenda was changed by someone else meanwhile")]
    Stale,
    /// A rule refuses it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The year plan fails.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// Proof-reading fails.
    #[error(transparent)]
    Proofing(#[from] ProofingError),
    /// A case cannot be put on an agenda, or not be read.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// The archive does not take the document.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The archive fails.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// Mail cannot be queued.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The accounts cannot be read.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// The journal fails.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl From<sqlx::Error> for AgendaError {
    fn from(error: sqlx::Error) -> Self {
        Self::Archive(error.into())
    }
}
