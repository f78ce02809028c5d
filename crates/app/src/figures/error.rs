use raadslag_figures::Faults;

use crate::archive::ArchiveError;

/// Why a figure cannot be published or shown.
#[derive(Debug, thiserror::Error)]
pub enum FigureError {
    /// Its input does not compute.
    #[error(transparent)]
    Input(#[from] Faults),
    /// Neither a name nor a title says what it is to be called.
    #[error("the figure has no title and no name was given; write a title in the input")]
    NoName,
    /// The name belongs to a figure of another kind.
    #[error("`{slug}` is a figure of the kind {kind}; choose another name")]
    OtherKind {
        /// The name.
        slug: String,
        /// The kind of the figure that has it.
        kind: String,
    },
    /// The clock tells no time that can be stored.
    #[error("the clock tells no time that can be stored")]
    Clock,
    /// The archive fails.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
}

impl FigureError {
    pub(super) fn damaged(slug: &str, why: impl std::fmt::Display) -> Self {
        ArchiveError::damaged(format!("figure {slug}"), why).into()
    }
}

impl From<sqlx::Error> for FigureError {
    fn from(error: sqlx::Error) -> Self {
        Self::Archive(error.into())
    }
}
