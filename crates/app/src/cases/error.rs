use crate::accounts::AccountError;
use crate::archive::ArchiveError;
use crate::ids::CaseId;
use crate::journal::JournalError;
use crate::texts::TextError;

use super::rules::{RouteError, SubjectError};

/// Why something cannot be done with a case.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// There is no such case.
    #[error("there is no case {0}")]
    Missing(CaseId),
    /// It has no title.
    #[error("the case needs a title")]
    NoTitle,
    /// Its title is too long.
    #[error("the title is too long; 300 characters are the most")]
    LongTitle,
    /// A closed or withdrawn case says why.
    #[error("a reason is needed")]
    NoReason,
    /// No body is named.
    #[error("say which body the case belongs to")]
    NoBody,
    /// The KLE number is none.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// The route cannot be changed so.
    #[error(transparent)]
    Route(#[from] RouteError),
    /// A case without a station left goes nowhere.
    #[error("put a station on the route first")]
    NoStation,
    /// That cannot be done as the case stands.
    #[error("that cannot be done as the case stands")]
    WrongState,
    /// Someone else changed it in between.
    #[error("the case has been changed in between")]
    Changed,
    /// A date is none.
    #[error("`{0}` is no date")]
    Date(String),
    /// There is no such earlier item.
    #[error("the archive has no item `{0}`")]
    NoEarlierItem(String),
    /// The file cannot be read as a case.
    #[error("the file cannot be read: {0}")]
    Unreadable(raadslag_reader::ReadError),
    /// No file came.
    #[error("no file was sent")]
    NoFile,
    /// The upload broke off.
    #[error("the upload broke off before the whole file had come; nothing of it is kept")]
    CutOff,
    /// The upload is too large.
    #[error("the file has more than {most} MB", most = super::annexes::LARGEST >> 20)]
    TooLarge,
    /// The file is of a kind that annexes cannot have.
    #[error("`{name}` is {found}, which cannot be an annex")]
    Kind {
        /// Its name.
        name: String,
        /// What its content is.
        found: String,
    },
    /// There is no such annex.
    #[error("the case has no such annex")]
    NoAnnex,
    /// An advice says nothing.
    #[error("write what is advised")]
    NoText,
    /// The body is not asked.
    #[error("the case does not wait for this body's advice")]
    NotAsked,
    /// The archive fails.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The journal fails.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The accounts fail.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// The text fails.
    #[error(transparent)]
    Text(#[from] TextError),
}

impl CaseError {
    /// Whether the one who typed can mend it.
    pub(super) fn is_the_users(&self) -> bool {
        !matches!(
            self,
            Self::Missing(_)
                | Self::Archive(_)
                | Self::Journal(_)
                | Self::Account(_)
                | Self::Text(_)
        )
    }
}

impl From<sqlx::Error> for CaseError {
    fn from(error: sqlx::Error) -> Self {
        Self::Archive(error.into())
    }
}
