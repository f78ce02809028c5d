use crate::archive::ArchiveError;
use crate::mail::{AddressError, MailError};

/// Why someone cannot follow, or not be told.
#[derive(Debug, thiserror::Error)]
pub enum FollowError {
    /// The mail address is none.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// This client has asked too often.
    #[error("too many requests from here; try again in an hour")]
    TooOften,
    /// The archive fails.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// Mail fails.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// A feed or calendar cannot be written.
    #[error("{0} cannot be written: {1}")]
    Unwritable(&'static str, String),
}

impl From<sqlx::Error> for FollowError {
    fn from(error: sqlx::Error) -> Self {
        Self::Archive(error.into())
    }
}
