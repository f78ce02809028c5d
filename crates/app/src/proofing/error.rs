use crate::archive::ArchiveError;
use crate::journal::JournalError;

/// Why a finding cannot be left or a check not be changed.
#[derive(Debug, thiserror::Error)]
pub enum ProofingError {
    /// It was not said why.
    #[error("a finding is left for a reason: write it")]
    NoReason,
    /// There is no such finding.
    #[error("there is no such finding")]
    NoFinding,
    /// It is not one word.
    #[error("write one word")]
    NoWord,
    /// It is longer than can be taken.
    #[error("that is too long; 500 characters can be taken")]
    Long,
    /// The archive fails.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The journal fails.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl From<sqlx::Error> for ProofingError {
    fn from(error: sqlx::Error) -> Self {
        Self::Archive(error.into())
    }
}
