use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::archive::ArchiveError;

/// A file to take in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Its path, resolved where it exists.
    pub(crate) path: PathBuf,
    /// Its name as given, for reports.
    pub(crate) name: String,
}

/// The files meant by these paths: files as given, folders with all below them, a folder's files
/// before its folders (so that a document comes before the annexes in a folder beside it), each in
/// the order of names.
pub(crate) async fn find(paths: Vec<PathBuf>) -> Result<Vec<Found>, ArchiveError> {
    let walk = move || {
        let mut found = Vec::new();
        for path in &paths {
            if path.is_dir() { walk(path, &mut found)? } else { found.push(file(path)) }
        }
        Ok(found)
    };
    let done = tokio::task::spawn_blocking(walk).await;
    done.map_err(|error| ArchiveError::Task(error.to_string()))?
}

fn walk(folder: &Path, found: &mut Vec<Found>) -> Result<(), ArchiveError> {
    let unusable = |error| ArchiveError::Folder { path: folder.to_owned(), error };
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unusable)? {
        let entry = entry.map_err(unusable)?;
        if !is_hidden(&entry.file_name()) {
            entries.push((entry.file_type().map_err(unusable)?.is_dir(), entry.path()));
        }
    }
    entries.sort();
    for (is_folder, path) in entries {
        if is_folder {
            walk(&path, found)?;
        } else if path.is_file() {
            found.push(file(&path));
        }
    }
    Ok(())
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

fn file(path: &Path) -> Found {
    Found {
        path: path.canonicalize().unwrap_or_else(|_| path.to_owned()),
        name: path.display().to_string(),
    }
}
