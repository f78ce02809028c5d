use std::path::PathBuf;

use crate::archive::ArchiveError;
use crate::db::OpenError;

/// Why a backup cannot be written, checked or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is nothing to back up.
    #[error("there is no archive in {0}; name its folder with --data")]
    NoArchive(String),
    /// The file is there already.
    #[error("{path} is there already; choose another name, or remove it first", path = .0.display())]
    Exists(PathBuf),
    /// Another backup is being written to the same file.
    #[error("another backup is being written to {path}", path = .0.display())]
    Busy(PathBuf),
    /// The backup cannot be written; nothing of it is left.
    #[error("{path} cannot be written: {error}; no part of it is left behind", path = .path.display())]
    Write {
        /// Where to.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The backup cannot be opened.
    #[error("{path} cannot be opened: {error}", path = .path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The file is something else.
    #[error("this is no backup of Raadslag: {0}")]
    Foreign(String),
    /// The file ends too early.
    #[error("the backup is cut off in or after {part}; copy it again, or take an older one")]
    CutOff {
        /// The last part there is any of.
        part: String,
    },
    /// A part is not what was written.
    #[error("the backup is damaged: {part} {why}")]
    Damaged {
        /// Which part.
        part: String,
        /// What is wrong with it.
        why: String,
    },
    /// The file was written by a newer program.
    #[error(
        "the backup is newer than this program: its {what} is {theirs}, this program (version \
         {program}) knows up to {ours}; install the program that wrote it (version {writer})"
    )]
    Newer {
        /// `format` or `schema`.
        what: &'static str,
        /// The file's.
        theirs: i64,
        /// Ours.
        ours: i64,
        /// The version of the program that wrote the file.
        writer: String,
        /// Ours.
        program: &'static str,
    },
    /// The file's tables are not those of this program at that schema.
    #[error("the backup does not fit this program: {0}")]
    Misfit(String),
    /// There is something where the backup is to be restored to.
    #[error("{0}")]
    Occupied(String),
    /// What was restored is not what was saved.
    #[error("what was restored is not what was saved: {0}; everything was taken back")]
    Differs(String),
    /// A column holds what a backup cannot.
    #[error("column {column} of table {table} has the type `{kind}`, which no backup can hold")]
    Column {
        /// Which table.
        table: String,
        /// Which column.
        column: String,
        /// Its type.
        kind: String,
    },
    /// All is restored and the same, but cannot be searched.
    #[error(
        "everything is restored and the same, but the search index was not built: {0}; \
         `raadslag reindex` builds it"
    )]
    Index(ArchiveError),
    /// The database does not open.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database or the object store fails.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
}

impl BackupError {
    pub(super) fn damaged(part: &str, why: impl std::fmt::Display) -> Self {
        Self::Damaged { part: part.to_owned(), why: why.to_string() }
    }
}

impl From<sqlx::Error> for BackupError {
    fn from(error: sqlx::Error) -> Self {
        Self::Archive(error.into())
    }
}
