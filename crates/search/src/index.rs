use std::collections::hash_map::DefaultHasher;
use std::fs::File;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use tantivy::merge_policy::LogMergePolicy;
use tantivy::{IndexWriter, Term};

use crate::document::document;
use crate::generation::{Current, Generation, free_number, sweep};
use crate::{Entry, SearchError};

/// Memory of a writer that replaces a few entries, and of each thread of one that writes many.
const SMALL_BUDGET: usize = 20_000_000;
const LARGE_BUDGET: usize = 200_000_000;
/// Threads of a writer that writes many.
const THREADS: usize = 2;
/// From this many entries on they are many.
const MANY: usize = 2_000;
/// How often to look whether another process has rebuilt the index.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// The index. Cheap to share by reference between threads; any number of searches run beside one
/// writer, and several processes may use one directory.
pub struct Index {
    /// `None` in memory.
    dir: Option<PathBuf>,
    generation: RwLock<Arc<Generation>>,
    looked: Mutex<Instant>,
    turn: Arc<Turn>,
}

impl Index {
    /// Opens the index in a directory, which is made if missing. An index of another version, or a
    /// damaged one, is put aside for an empty one that [needs a rebuild](Self::needs_rebuild).
    pub fn open(dir: &Path) -> Result<Self, SearchError> {
        std::fs::create_dir_all(dir).map_err(SearchError::at(dir))?;
        let turn = Arc::new(Turn::default());
        let generation = match Self::open_current(dir) {
            Some(generation) => generation,
            None => Self::begin(dir, &turn)?,
        };
        Ok(Self::of(Some(dir.to_owned()), generation, turn))
    }

    /// An empty index in memory.
    pub fn in_memory() -> Result<Self, SearchError> {
        Ok(Self::of(None, Generation::in_memory(1)?, Arc::new(Turn::default())))
    }

    fn of(dir: Option<PathBuf>, generation: Generation, turn: Arc<Turn>) -> Self {
        let generation = RwLock::new(Arc::new(generation));
        Self { dir, generation, looked: Mutex::new(Instant::now()), turn }
    }

    fn open_current(dir: &Path) -> Option<Generation> {
        Current::read(dir).and_then(|current| Generation::open(dir, current).ok())
    }

    fn begin(dir: &Path, turn: &Arc<Turn>) -> Result<Generation, SearchError> {
        let _writing = turn.take(Some(dir))?;
        if let Some(generation) = Self::open_current(dir) {
            return Ok(generation); // Another process was faster.
        }
        let number = free_number(dir);
        let generation = Generation::create(dir, number)?;
        Current::new(number, false).write(dir).map_err(SearchError::at(dir))?;
        sweep(dir, number);
        Ok(generation)
    }

    /// Whether the index may lack items of the archive because no [rebuild](Self::rebuild) has ever
    /// filled it: it is new, was made by another version, or was damaged.
    pub fn needs_rebuild(&self) -> bool {
        !self.generation().complete
    }

    /// A text that differs from every earlier one of this process if searches may find something
    /// else than they did then.
    pub fn state(&self) -> String {
        let generation = self.generation();
        // What the searcher reads from, and not how often it was opened: it looks again by itself.
        let mut seen = DefaultHasher::new();
        for (segment, deleted) in generation.searcher().generation().segments() {
            (segment.uuid_string(), deleted).hash(&mut seen);
        }
        format!("{}.{:x}", generation.number, seen.finish())
    }

    /// The generation that holds now.
    pub(crate) fn generation(&self) -> Arc<Generation> {
        if let Some(dir) = &self.dir {
            let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
            if looked.elapsed() >= LOOK_AGAIN {
                *looked = Instant::now();
                self.follow(dir);
            }
        }
        self.held()
    }

    fn held(&self) -> Arc<Generation> {
        self.generation.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn hold(&self, generation: Generation) {
        *self.generation.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(generation);
    }

    /// Opens the generation another process may have made.
    fn follow(&self, dir: &Path) {
        let Some(current) = Current::read(dir) else { return };
        if current.generation != self.held().number
            && let Ok(generation) = Generation::open(dir, current)
        {
            self.hold(generation);
        }
    }

    /// Puts entries in, each in the place of the one with its id: all of them or, on an error, none.
    /// They are found as soon as this returns. Waits for a rebuild that is under way.
    pub fn put(&self, entries: &[Entry]) -> Result<(), SearchError> {
        if entries.is_empty() {
            return Ok(());
        }
        self.write(entries.len() >= MANY, |generation, writer| {
            for entry in entries {
                writer.delete_term(Term::from_field_text(generation.fields.id, &entry.id));
                writer.add_document(document(&generation.fields, entry))?;
            }
            Ok(())
        })
    }

    /// Takes entries out by id. Ids that are not in are passed over.
    pub fn remove(&self, ids: &[String]) -> Result<(), SearchError> {
        if ids.is_empty() {
            return Ok(());
        }
        self.write(false, |generation, writer| {
            for id in ids {
                writer.delete_term(Term::from_field_text(generation.fields.id, id));
            }
            Ok(())
        })
    }

    fn write(
        &self,
        many: bool,
        change: impl FnOnce(&Generation, &IndexWriter) -> Result<(), SearchError>,
    ) -> Result<(), SearchError> {
        let _writing = self.turn.take(self.dir.as_deref())?;
        if let Some(dir) = &self.dir {
            self.follow(dir);
        }
        let generation = self.held();
        let mut writer = writer(&generation, many)?;
        change(&generation, &writer)?;
        writer.commit()?;
        writer.wait_merging_threads()?;
        generation.reader.reload()?;
        Ok(())
    }

    /// Makes the index again from all entries, whose ids differ. Searches meet the old state until
    /// the new one is complete; an error or a killed process leaves the old one. Returns how many
    /// entries there were.
    pub fn rebuild(&self, entries: impl IntoIterator<Item = Entry>) -> Result<u64, SearchError> {
        let mut rebuild = self.start_rebuild()?;
        for entry in entries {
            rebuild.add(&entry)?;
        }
        rebuild.finish()
    }

    /// Begins a rebuild whose entries come in their own time. Dropped without
    /// [`finish`](Rebuild::finish), it leaves no trace.
    pub fn start_rebuild(&self) -> Result<Rebuild<'_>, SearchError> {
        let turn = self.turn.take(self.dir.as_deref())?;
        let generation = match &self.dir {
            Some(dir) => {
                let holding = Current::read(dir).map_or(0, |current| current.generation);
                sweep(dir, holding.max(self.held().number));
                Generation::create(dir, free_number(dir))?
            }
            None => Generation::in_memory(self.held().number + 1)?,
        };
        let writer = writer(&generation, true)?;
        Ok(Rebuild { index: self, generation, writer, entries: 0, _turn: turn })
    }
}

/// A rebuild under way; see [`Index::start_rebuild`].
pub struct Rebuild<'i> {
    index: &'i Index,
    generation: Generation,
    writer: IndexWriter,
    entries: u64,
    _turn: Held,
}

impl Rebuild<'_> {
    /// Adds an entry, whose id no other has.
    pub fn add(&mut self, entry: &Entry) -> Result<(), SearchError> {
        self.writer.add_document(document(&self.generation.fields, entry))?;
        self.entries += 1;
        Ok(())
    }

    /// Puts the new state in the place of the old one. Returns the number of entries.
    pub fn finish(mut self) -> Result<u64, SearchError> {
        self.writer.commit()?;
        self.writer.wait_merging_threads()?;
        self.generation.reader.reload()?;
        self.generation.complete = true;
        let number = self.generation.number;
        if let Some(dir) = &self.index.dir {
            Current::new(number, true).write(dir).map_err(SearchError::at(dir))?;
        }
        self.index.hold(self.generation);
        if let Some(dir) = &self.index.dir {
            sweep(dir, number);
        }
        Ok(self.entries)
    }
}

fn writer(generation: &Generation, many: bool) -> Result<IndexWriter, SearchError> {
    let (threads, budget) =
        if many { (THREADS, THREADS * LARGE_BUDGET) } else { (1, SMALL_BUDGET) };
    let writer = generation.engine.writer_with_num_threads(threads, budget)?;
    let mut policy = LogMergePolicy::default();
    // What was taken out must not linger: it may have become closed.
    policy.set_del_docs_ratio_before_merge(0.2);
    writer.set_merge_policy(Box::new(policy));
    Ok(writer)
}

/// Whose turn it is to write: one thread of one process.
#[derive(Default)]
struct Turn {
    taken: Mutex<bool>,
    free: Condvar,
}

impl Turn {
    /// Waits until nobody writes, here or in another process.
    fn take(self: &Arc<Self>, dir: Option<&Path>) -> Result<Held, SearchError> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        while *taken {
            taken = self.free.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        *taken = true;
        drop(taken);
        let mut held = Held { turn: self.clone(), lock: None };
        if let Some(dir) = dir {
            let path = dir.join("lock");
            let lock = File::create(&path).map_err(SearchError::at(&path))?;
            lock.lock().map_err(SearchError::at(&path))?;
            held.lock = Some(lock);
        }
        Ok(held)
    }
}

/// Gives the turn back when dropped.
struct Held {
    turn: Arc<Turn>,
    lock: Option<File>,
}

impl Drop for Held {
    fn drop(&mut self) {
        // The file's lock goes with the file, before anybody here is let in.
        self.lock = None;
        *self.turn.taken.lock().unwrap_or_else(PoisonError::into_inner) = false;
        self.turn.free.notify_one();
    }
}
