use std::path::PathBuf;

use raadslag_reader::ReadError;

use crate::db::OpenError;
use crate::journal::JournalError;

/// Why the archive cannot do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The database does not open.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database fails.
    #[error("the database fails: {0}")]
    Database(#[from] sqlx::Error),
    /// The object store fails.
    #[error("the object store fails: {0}")]
    Objects(#[from] object_store::Error),
    /// The search index fails.
    #[error("the search index fails: {0}; `raadslag reindex` builds it anew")]
    Search(String),
    /// A file or folder of the archive cannot be used.
    #[error("{path} cannot be used: {error}", path = .path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// What is held is not what was stored.
    #[error("{what} is damaged: {why}")]
    Damaged {
        /// Which record.
        what: String,
        /// What is wrong with it.
        why: String,
    },
    /// The journal fails.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// A setting is wrong.
    #[error("{0}")]
    Setting(String),
    /// A background task of ours ended before its time.
    #[error("a reading task ended early: {0}")]
    Task(String),
}

impl ArchiveError {
    /// A stored JSON text that does not parse.
    pub(crate) fn damaged(what: impl Into<String>, why: impl std::fmt::Display) -> Self {
        Self::Damaged { what: what.into(), why: why.to_string() }
    }
}

/// Why one file was not taken into the archive. The others are.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be opened.
    #[error("the file cannot be opened: {0}")]
    Unreadable(#[from] std::io::Error),
    /// The file is larger than the archive takes.
    #[error("the file has {size} bytes; at most {limit} are taken")]
    TooLarge {
        /// Its size in bytes.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// The reader makes no document of it.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The reader made a document of it that says nothing of a meeting.
    #[error("it has no items, no body and no date, so it is no agenda and no minutes")]
    NoMeeting,
    /// The archive itself fails.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
}
