use super::rules::item::MissingFigure;
use super::rules::steps::StepError;
use crate::archive::ArchiveError;
use crate::figures::FigureError;
use crate::journal::JournalError;
use crate::proofing::ProofingError;

/// Why a text cannot be shown or written.
#[derive(Debug, thiserror::Error)]
pub enum TextError {
    /// There is none.
    #[error("there is no such text")]
    Missing,
    /// Nothing may be written to it any more.
    #[error("the text is locked: its case is over")]
    Locked,
    /// There is no such version.
    #[error("the text has no version {0}")]
    NoVersion(i64),
    /// A batch without a name, without steps or with too many.
    #[error("the batch has no name, no steps or too many")]
    Batch,
    /// A step that does not fit the text, or would make it none.
    #[error(transparent)]
    Step(#[from] StepError),
    /// A figure that cannot be put in.
    #[error(transparent)]
    Figure(#[from] MissingFigure),
    /// A file that cannot be read.
    #[error(transparent)]
    Read(#[from] raadslag_reader::ReadError),
    /// A file in which there is nothing to write on.
    #[error("there is no text in the file")]
    Empty,
    /// The figures fail.
    #[error(transparent)]
    Figures(#[from] FigureError),
    /// The journal fails.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// Proof-reading fails.
    #[error(transparent)]
    Proofing(#[from] ProofingError),
    /// The archive fails.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
}

impl TextError {
    /// What the editor tells by: it has words of its own.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Locked => "locked",
            Self::Missing | Self::NoVersion(_) => "missing",
            Self::Read(_) => "unreadable",
            Self::Empty => "empty",
            Self::Batch | Self::Step(_) => "step",
            Self::Figure(_) => "figure",
            Self::Figures(_) | Self::Journal(_) | Self::Proofing(_) | Self::Archive(_) => "inside",
        }
    }
}

impl From<sqlx::Error> for TextError {
    fn from(error: sqlx::Error) -> Self {
        Self::Archive(error.into())
    }
}
