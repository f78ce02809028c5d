//! Backups: everything an archive holds in one file, taken and checked while it is in use.
//!
//! ```text
//! database ─► tables/NAME.jsonl  a row per line, the same from SQLite and from PostgreSQL
//! objects  ─► objects/SHA256     originals and annexes
//!             manifest.json      versions, time, size and SHA-256 of every part
//! ```
//!
//! Invariants:
//! - All rows are of one moment: they are read in one transaction that sees one state. Files are
//!   never changed and are stored before the rows that name them, so they fit whatever moment it is.
//! - Which tables there are is read from the database, never from a list: one that a later
//!   migration adds comes along. A text column called `sha256`, or `…_sha256`, names a file.
//! - The file is whole or not there.
//! - Nothing is restored before every part was found whole, nor over anything that is there. The
//!   restored rows and files are read again and compared before they count; else the place is left
//!   as it was.
//! - One row and a few megabytes of a file are in memory at a time.
//!
//! The index is not saved: it is made again from the rows. Reading order: `rules` (what is
//! written), `save`, `restore`, `output` and `input` (the file), `store` (the SQL).

mod error;
mod input;
mod output;
mod restore;
mod rules;
mod save;
mod store;

#[cfg(test)]
mod tests;

use std::path::Path;

pub use error::BackupError;
pub use restore::restore;
pub use save::save;

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// The version of the program that wrote it.
    pub program: String,
    /// The number of the newest migration of its database.
    pub schema: i64,
    /// When it was begun (UTC, RFC 3339).
    pub taken_at: String,
    /// Tables.
    pub tables: usize,
    /// Rows of all tables.
    pub rows: u64,
    /// Files of the object store.
    pub objects: usize,
    /// Bytes of rows and files.
    pub size: u64,
    /// Sums of files that rows name and the object store did not have whole.
    pub missing: Vec<String>,
}

/// How far saving or restoring is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Tables and files done.
    pub done: usize,
    /// Tables and files known of.
    pub total: usize,
}

/// Reads every part of a backup and compares it with its sum.
pub fn check(file: &Path) -> Result<Contents, BackupError> {
    let mut input = input::Input::open(file)?;
    input.check()?;
    Ok(Contents::of(&input.manifest))
}

impl Contents {
    fn of(manifest: &rules::Manifest) -> Self {
        Self {
            program: manifest.program.clone(),
            schema: manifest.schema,
            taken_at: manifest.taken_at.clone(),
            tables: manifest.tables.len(),
            rows: manifest.rows(),
            objects: manifest.objects.len(),
            size: manifest.size(),
            missing: manifest.missing.clone(),
        }
    }
}
