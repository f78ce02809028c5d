//! Taking documents in.
//!
//! Files are read in parallel and committed one by one, in the order of their names, each in one
//! transaction. Before it the original and its annexes are in the object store; after it the
//! document is whole in the archive, and its items wait in the queue of the search index. Killed
//! in between, an import leaves nothing but files in the store that the next run finds again.

mod annexes;
mod files;
mod own;
mod place;
mod prepare;
mod settle;

use std::collections::{HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use raadslag_document::Document;
use raadslag_reader::Format;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

pub(crate) use annexes::{beside, unescaped};
pub use own::Shelved;
pub(crate) use place::{Placed, write_entries};
pub(crate) use settle::{Extent, Held, settle};

use super::{Archive, ArchiveError, ImportError};
use files::Found;
use prepare::Taken;

/// Bytes of files being read at once; a larger file is read alone.
const AT_ONCE: u32 = 256 << 20;

/// What an import did.
#[derive(Debug, Default)]
pub struct ImportSummary {
    /// Documents of meetings that are new.
    pub added: usize,
    /// Documents that became another version of a meeting held before.
    pub newer_versions: usize,
    /// Documents held before.
    pub unchanged: usize,
    /// Files that are annexes of a document and not documents themselves.
    pub annexes: usize,
    /// Items in the documents taken.
    pub items: usize,
    /// What the reader reported in the documents taken.
    pub problems: usize,
    /// Files that were not taken, and why.
    pub failed: Vec<(String, ImportError)>,
}

/// How far an import is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Files done.
    pub done: usize,
    /// Files found.
    pub total: usize,
    /// The file just done.
    pub name: String,
    /// Items taken so far.
    pub items: usize,
    /// Problems reported so far.
    pub problems: usize,
    /// Files failed so far.
    pub failed: usize,
}

/// A task that ends when nobody waits for it any more.
struct Ahead(JoinHandle<Result<Taken, ImportError>>);

impl Drop for Ahead {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Archive {
    /// Takes in files, and folders with all files below them (hidden ones excepted).
    ///
    /// Importing the same files again changes nothing, so an import that was stopped is taken up
    /// by starting it again. A file that fails is reported and does not stop the others.
    pub async fn import(
        &self,
        paths: &[PathBuf],
        mut progress: impl FnMut(&Progress),
    ) -> Result<ImportSummary, ArchiveError> {
        let found = files::find(paths.to_vec()).await?;
        let mut summary = ImportSummary::default();
        let mut claimed = HashSet::new();
        let mut tasks = VecDeque::new();
        let permits = Arc::new(Semaphore::new(AT_ONCE as usize));
        let mut waiting = found.iter();
        for (index, file) in found.iter().enumerate() {
            while tasks.len() < Self::ahead() {
                let Some(next) = waiting.next() else { break };
                tasks.push_back(self.start(next, &permits));
            }
            let task = tasks.pop_front().expect("one task per file is started in order");
            let result = match finish(task).await {
                _ if claimed.contains(&file.path) => Ok(Placed::Annex),
                Ok(taken) => self.take(taken, &mut claimed, &mut summary).await,
                Err(error) => Err(error),
            };
            summary.count(&file.name, result)?;
            progress(&summary.progress(index + 1, found.len(), &file.name));
        }
        self.finish_import().await?;
        Ok(summary)
    }

    /// Takes in one document that has been read out of these bytes; `name` is its file's, `folder`
    /// the one its annexes lie beside.
    pub async fn import_document(
        &self,
        document: Document,
        format: Format,
        bytes: Bytes,
        name: &str,
        folder: Option<&Path>,
    ) -> Result<ImportSummary, ArchiveError> {
        let mut summary = ImportSummary::default();
        let folder = folder.map(Path::to_owned);
        let prepared = self.prepare(document, format, bytes, name, folder).await;
        let result = match prepared {
            Ok(prepared) => {
                let taken = Taken::Fresh(Box::new(prepared));
                self.take(taken, &mut HashSet::new(), &mut summary).await
            }
            Err(error) => Err(error),
        };
        summary.count(name, result)?;
        self.finish_import().await?;
        Ok(summary)
    }

    /// Commits a document and does nothing of what follows: as if killed just then.
    #[cfg(test)]
    pub(super) async fn commit(
        &self,
        document: Document,
        format: Format,
        bytes: Bytes,
        name: &str,
    ) {
        let prepared = self.prepare(document, format, bytes, name, None).await.unwrap();
        self.place(&prepared).await.unwrap();
    }

    /// Files read ahead of the one being committed: enough to keep every core busy.
    pub(super) fn ahead() -> usize {
        2 * std::thread::available_parallelism().map_or(1, usize::from)
    }

    fn start(&self, file: &Found, permits: &Arc<Semaphore>) -> Ahead {
        let (archive, file, permits) = (self.clone(), file.clone(), Arc::clone(permits));
        Ahead(tokio::spawn(async move { archive.read_file(file, &permits).await }))
    }

    /// Commits what was read.
    async fn take(
        &self,
        taken: Taken,
        claimed: &mut HashSet<PathBuf>,
        summary: &mut ImportSummary,
    ) -> Result<Placed, ImportError> {
        match taken {
            Taken::Known(known) => {
                if !known.late.is_empty() {
                    self.enclose(&known).await?;
                }
                claimed.extend(known.files);
                Ok(Placed::Unchanged)
            }
            Taken::Fresh(prepared) => {
                let (placed, closes) = self.place(&prepared).await?;
                if closes {
                    self.finish_import().await?; // Search and threads forget its text at once.
                }
                if placed != Placed::Unchanged {
                    summary.items += prepared.document.items().count();
                    summary.problems += prepared.document.problems.len();
                }
                claimed.extend(prepared.annexes);
                Ok(placed)
            }
        }
    }

    /// What follows a batch: threads, then the search index.
    pub(super) async fn finish_import(&self) -> Result<(), ArchiveError> {
        self.link_threads().await?;
        self.catch_up().await
    }
}

async fn finish(mut task: Ahead) -> Result<Taken, ImportError> {
    match (&mut task.0).await {
        Ok(result) => result,
        Err(error) => Err(ArchiveError::Task(error.to_string()).into()),
    }
}

impl ImportSummary {
    /// Whether every file was taken.
    pub fn is_complete(&self) -> bool {
        self.failed.is_empty()
    }

    /// Counts one result. A failure of the archive itself ends the import.
    fn count(
        &mut self,
        name: &str,
        result: Result<Placed, ImportError>,
    ) -> Result<(), ArchiveError> {
        match result {
            Ok(Placed::Added) => self.added += 1,
            Ok(Placed::NewerVersion) => self.newer_versions += 1,
            Ok(Placed::Unchanged) => self.unchanged += 1,
            Ok(Placed::Annex) => self.annexes += 1,
            Err(ImportError::Archive(error)) => return Err(error),
            Err(error) => {
                tracing::warn!(file = name, %error, "a file was not taken");
                self.failed.push((name.to_owned(), error));
            }
        }
        Ok(())
    }

    fn progress(&self, done: usize, total: usize, name: &str) -> Progress {
        Progress {
            done,
            total,
            name: name.to_owned(),
            items: self.items,
            problems: self.problems,
            failed: self.failed.len(),
        }
    }
}
