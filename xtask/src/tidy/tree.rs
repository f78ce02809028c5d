//! The repository's files as the rules see them.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};

use crate::repo;

/// Folders of files others wrote; only their licences concern us.
const VENDORED: [&str; 3] = ["/vendor/", "/dkfds/", "/dictionary/"];

/// Path from the root → text, of every text file git knows or would add.
#[derive(Default)]
pub(crate) struct Tree {
    files: BTreeMap<String, String>,
}

impl Tree {
    /// Reads the files git tracks, and the new ones it does not ignore.
    pub(crate) fn load(root: &Path) -> Result<Self> {
        let listing = repo::output(repo::command("git").args([
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "-z",
        ]))
        .context("tidy reads the list of files from git")?;
        let files = listing
            .split('\0')
            .filter(|path| !path.is_empty() && !VENDORED.iter().any(|part| path.contains(part)))
            .filter_map(|path| {
                Some((path.to_owned(), std::fs::read_to_string(root.join(path)).ok()?))
            })
            .collect();
        Ok(Self { files })
    }

    /// A made-up tree.
    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        Self { files: files.collect() }
    }

    /// How many files.
    pub(crate) fn len(&self) -> usize {
        self.files.len()
    }

    /// The text of one file.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Every file, in the order of the paths.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The files below a folder whose names end so.
    pub(crate) fn below(&self, folder: &str, ending: &str) -> impl Iterator<Item = (&str, &str)> {
        self.all().filter(move |(path, _)| path.starts_with(folder) && path.ends_with(ending))
    }
}
