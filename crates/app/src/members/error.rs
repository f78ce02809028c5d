use crate::archive::ArchiveError;

/// Why something cannot be done with a note.
#[derive(Debug, thiserror::Error)]
pub enum MemberError {
    /// The note says nothing and marks nothing.
    #[error("the note says nothing and marks nothing")]
    Empty,
    /// The note is longer than can be taken.
    #[error("the note has more than {most} characters", most = super::rules::LONGEST)]
    Long,
    /// It is to be shared, but its owner belongs to no group of the body.
    #[error("a note is shared with one's group, and there is none in this body")]
    NoGroup,
    /// There is no such note, or it is someone else's.
    #[error("there is no such note")]
    Gone,
    /// The archive fails.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
}

impl MemberError {
    /// Whether the one who typed can mend it.
    pub(super) fn is_the_users(&self) -> bool {
        matches!(self, Self::Empty | Self::Long | Self::NoGroup)
    }
}

impl From<sqlx::Error> for MemberError {
    fn from(error: sqlx::Error) -> Self {
        Self::Archive(error.into())
    }
}
