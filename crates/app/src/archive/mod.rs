//! The archive: documents of meetings, kept whole and shown as meetings, items and threads.
//!
//! ```text
//! file ─► object store (original, annexes)
//!      └► reader ─► document ─► version ─┬─► meeting, items ─► names, threads
//!                                        └─► queue ─► search index
//! ```
//!
//! Invariants:
//! - An original is never changed or removed; all else is derived from it and can be made again
//!   ([`Archive::reread`], [`Archive::reindex`]), save ids and slugs, which are given once.
//! - A document is in the archive whole or not at all.
//! - Everything shown has passed [`visible`](visibility); no query returns more.
//! - An address given out once answers for ever: those of a meeting that moved and of a thread
//!   that was merged lead to what they became.
//!
//! Reading order: [`entries`](self) (what is shown), `rules` (the decisions, no IO), `visibility`,
//! `import`, `query`, and `store` (the SQL).

mod derive;
mod entries;
mod error;
mod import;
mod keeping;
mod linking;
mod news;
mod objects;
mod query;
mod reread;
mod rules;
mod search;
mod store;
mod visibility;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use jiff::Timestamp;
use jiff::civil::Date;
use raadslag_reader::Reader;

pub use entries::*;
pub use error::{ArchiveError, ImportError};
pub use import::{ImportSummary, Progress, Shelved};
pub(crate) use keeping::kind_of;
pub use reread::RereadSummary;
pub use search::{FacetCount, Facets, Hit, Piece, SearchRequest, SearchResponse, Sort};
pub(crate) use store::{begin_writing, withhold_before};
pub use visibility::Audience;

#[cfg(test)]
pub(crate) use crate::db::testing::TestPostgres;

use crate::clock::{Clock, SystemClock};
use crate::db::{Db, Tx, Watch};
use crate::ids::{Ids, Randomness, SystemRandomness};
use crate::journal::{self, Change, Verified};
pub(crate) use objects::Objects;
use search::Index;

/// Where an archive lies.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The folder of everything kept locally; made where there is none.
    pub data: PathBuf,
    /// `postgres://…`; without it a SQLite file in `data`.
    pub database: Option<String>,
    /// `s3://bucket/prefix`; without it a folder in `data`.
    pub objects: Option<String>,
}

impl Settings {
    /// Everything in one folder.
    pub fn local(data: impl Into<PathBuf>) -> Self {
        Self { data: data.into(), database: None, objects: None }
    }

    /// Where the SQLite database lies, if it is one.
    pub(crate) fn database_file(&self) -> PathBuf {
        self.data.join("raadslag.sqlite")
    }

    /// The object store.
    pub(crate) fn open_objects(&self) -> Result<Objects, ArchiveError> {
        match &self.objects {
            Some(address) => Objects::at(address),
            None => Objects::local(&self.data.join("objects")),
        }
    }
}

/// An open archive. Clones are the same archive.
#[derive(Clone)]
pub struct Archive {
    inner: Arc<Inner>,
    /// Who changes it, for the journal.
    actor: Arc<str>,
}

/// Who the journal says it was where nobody has signed in.
const COMMAND_LINE: &str = "command line";

struct Inner {
    db: Db,
    watch: Watch,
    objects: Objects,
    index: Index,
    reader: Reader,
    clock: Arc<dyn Clock>,
    ids: Ids,
}

/// Which meetings to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeetingFilter {
    /// Of this body.
    pub body: Option<String>,
    /// In this year.
    pub year: Option<i16>,
    /// On this day or later.
    pub from: Option<Date>,
    /// On this day or earlier.
    pub to: Option<Date>,
    /// At most so many.
    pub limit: Option<u32>,
    /// Newest first rather than oldest first.
    pub newest_first: bool,
}

impl MeetingFilter {
    /// The first and the last day meant.
    fn days(&self) -> (Option<Date>, Option<Date>) {
        let first = self.year.and_then(|year| Date::new(year, 1, 1).ok());
        let last = self.year.and_then(|year| Date::new(year, 12, 31).ok());
        (self.from.max(first), [self.to, last].into_iter().flatten().min())
    }
}

/// How much an archive holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Meetings.
    pub meetings: u32,
    /// Items on their newest documents.
    pub items: u32,
    /// Bodies.
    pub bodies: u32,
    /// Annexes, held or linked to.
    pub attachments: u32,
}

/// A file out of the object store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFile {
    /// Its content.
    pub bytes: Bytes,
    /// Its media type, by its content.
    pub media_type: String,
    /// Its name.
    pub name: String,
}

impl Archive {
    /// Opens, or makes, an archive.
    pub async fn open(settings: &Settings) -> Result<Self, ArchiveError> {
        Self::open_with(settings, Arc::new(SystemClock), Arc::new(SystemRandomness)).await
    }

    /// Opens an archive with this clock and this randomness.
    pub async fn open_with(
        settings: &Settings,
        clock: Arc<dyn Clock>,
        randomness: Arc<dyn Randomness>,
    ) -> Result<Self, ArchiveError> {
        make_folder(&settings.data)?;
        let db = match &settings.database {
            Some(url) => Db::postgres(url).await?,
            None => Db::sqlite(&settings.database_file()).await?,
        };
        let objects = settings.open_objects()?;
        let index = Index::open(&settings.data.join("index"))?;
        let ids = Ids::new(Arc::clone(&clock), randomness);
        let (reader, watch) = (Reader::new(), Watch::new(&db));
        let inner = Inner { db, watch, objects, index, reader, clock, ids };
        Ok(Self { inner: Arc::new(inner), actor: COMMAND_LINE.into() })
    }

    /// The same archive, changed by this one.
    #[must_use]
    pub fn changed_by(&self, actor: &str) -> Self {
        Self { inner: self.inner.clone(), actor: actor.into() }
    }

    /// Writes a change of the archive's own down.
    pub(crate) async fn record(
        &self,
        tx: &mut Tx,
        action: &'static str,
        subject: String,
        after: serde_json::Value,
    ) -> Result<(), ArchiveError> {
        let (at, actor, after) = (self.now(), &*self.actor, Some(after));
        let change = Change { at: &at, actor, action, subject, before: None, after };
        Ok(journal::record(tx, &change).await?)
    }

    /// Looks at the whole journal: whether every link holds, and whether it passes through a link
    /// kept from earlier (`NUMBER:HASH`).
    pub async fn verify_journal(
        &self,
        kept: Option<&str>,
    ) -> Result<(Verified, bool), ArchiveError> {
        Ok(journal::verify(self.db(), kept).await?)
    }

    /// Closes the database's connections.
    pub async fn close(&self) {
        self.inner.watch.close().await;
        self.inner.db.close().await;
    }

    /// A text that differs from every earlier one if what is held or found has changed since,
    /// through this process or another.
    pub async fn state(&self) -> Result<String, ArchiveError> {
        Ok(format!("{} {}", self.index().state(), self.inner.watch.state().await?))
    }

    /// The reader, shared by all.
    pub fn reader(&self) -> &Reader {
        &self.inner.reader
    }

    /// The database, for the slices that keep their rows beside the archive's.
    pub(crate) fn db(&self) -> &Db {
        &self.inner.db
    }

    fn objects(&self) -> &Objects {
        &self.inner.objects
    }

    fn index(&self) -> &Index {
        &self.inner.index
    }

    pub(crate) fn ids(&self) -> &Ids {
        &self.inner.ids
    }

    /// Now (UTC, RFC 3339).
    pub(crate) fn now(&self) -> String {
        self.instant().to_string()
    }

    /// Now.
    pub(crate) fn instant(&self) -> Timestamp {
        self.inner.clock.now()
    }
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Archive").field("db", &self.inner.db).finish_non_exhaustive()
    }
}

fn make_folder(path: &Path) -> Result<(), ArchiveError> {
    std::fs::create_dir_all(path)
        .map_err(|error| ArchiveError::Folder { path: path.to_owned(), error })
}
