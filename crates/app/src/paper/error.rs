use crate::archive::ArchiveError;

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The archive fails.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The file cannot be set.
    #[error(transparent)]
    Print(#[from] raadslag_print::PrintError),
    /// The meeting has no item of this number.
    #[error("the meeting has no item {0}")]
    NoItem(String),
    /// The annexes are too much for one file.
    #[error("the annexes have {size} bytes together; a pack takes at most {limit}")]
    TooLarge {
        /// Their size in bytes.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
}
