//! One state of the index on disk or in memory. A rebuild makes a new generation beside the old one
//! and puts it in its place by renaming one small file: whoever is killed leaves the old one whole.
//!
//! ```text
//! current        which generation holds, and whether it is complete
//! lock           held while writing
//! g-00000001/    the engine's files
//! ```

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{Index as Engine, IndexReader, ReloadPolicy, Searcher};

use crate::SearchError;
use crate::analysis::DanishTokenizer;
use crate::columns::Columns;
use crate::schema::{DANISH, Fields, VERSION};

const CURRENT: &str = "current";
const PREFIX: &str = "g-";

/// The content of the file `current`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Current {
    pub(crate) generation: u64,
    version: u32,
    /// Was filled by a rebuild. One that was not may lack items of the archive.
    pub(crate) complete: bool,
}

impl Current {
    pub(crate) fn new(generation: u64, complete: bool) -> Self {
        Self { generation, version: VERSION, complete }
    }

    /// The generation that holds; `None` where there is none that this version can use.
    pub(crate) fn read(dir: &Path) -> Option<Self> {
        let content = fs::read(dir.join(CURRENT)).ok()?;
        let current: Self = serde_json::from_slice(&content).ok()?;
        (current.version == VERSION).then_some(current)
    }

    /// Makes this the generation that holds, or leaves the one before: nothing in between.
    pub(crate) fn write(self, dir: &Path) -> std::io::Result<()> {
        let new = dir.join("current.new");
        fs::write(&new, serde_json::to_vec(&self)?)?;
        fs::File::open(&new)?.sync_all()?;
        fs::rename(&new, dir.join(CURRENT))?;
        fs::File::open(dir)?.sync_all()
    }
}

/// A number that no generation in the directory has.
pub(crate) fn free_number(dir: &Path) -> u64 {
    generations(dir).into_iter().map(|(number, _)| number).max().unwrap_or(0) + 1
}

/// Removes every generation but one: what killed rebuilds and earlier states left.
pub(crate) fn sweep(dir: &Path, keep: u64) {
    for (number, path) in generations(dir) {
        if number != keep {
            // A generation that cannot be removed is only disk space, and is tried again next time.
            let _ = fs::remove_dir_all(path);
        }
    }
}

fn generations(dir: &Path) -> Vec<(u64, PathBuf)> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            let name = entry.file_name();
            let number = name.to_str()?.strip_prefix(PREFIX)?.parse().ok()?;
            Some((number, entry.path()))
        })
        .collect()
}

/// An open generation.
pub(crate) struct Generation {
    pub(crate) number: u64,
    pub(crate) complete: bool,
    pub(crate) engine: Engine,
    pub(crate) reader: IndexReader,
    pub(crate) fields: Fields,
    pub(crate) columns: Columns,
}

impl Generation {
    /// Opens one that is there.
    pub(crate) fn open(dir: &Path, current: Current) -> Result<Self, SearchError> {
        let engine = Engine::open_in_dir(folder(dir, current.generation))?;
        Self::new(engine, current.generation, current.complete)
    }

    /// Begins an empty one.
    pub(crate) fn create(dir: &Path, number: u64) -> Result<Self, SearchError> {
        let folder = folder(dir, number);
        fs::create_dir_all(&folder).map_err(SearchError::at(&folder))?;
        let engine = Engine::create_in_dir(folder, Fields::schema().0)?;
        Self::new(engine, number, false)
    }

    /// Begins an empty one in memory.
    pub(crate) fn in_memory(number: u64) -> Result<Self, SearchError> {
        Self::new(Engine::create_in_ram(Fields::schema().0), number, false)
    }

    fn new(mut engine: Engine, number: u64, complete: bool) -> Result<Self, SearchError> {
        let tokenizers = TokenizerManager::default();
        tokenizers.register(DANISH, TextAnalyzer::from(DanishTokenizer));
        engine.set_tokenizers(tokenizers);
        let reader =
            engine.reader_builder().reload_policy(ReloadPolicy::OnCommitWithDelay).try_into()?;
        let fields = Fields::schema().1;
        Ok(Self { number, complete, engine, reader, fields, columns: Columns::default() })
    }

    /// The state of the last commit.
    pub(crate) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }
}

fn folder(dir: &Path, number: u64) -> PathBuf {
    dir.join(format!("{PREFIX}{number:08}"))
}
