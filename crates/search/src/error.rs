use std::path::PathBuf;

/// Why the index could not be opened, written or read. No query is an error.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The directory of the index cannot be used.
    #[error("the search index at `{path}` cannot be used: {source}")]
    Directory {
        /// Where.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The engine failed.
    #[error("the search index failed: {0}")]
    Engine(#[from] tantivy::TantivyError),
}

impl SearchError {
    pub(crate) fn at(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |source| Self::Directory { path: path.to_owned(), source }
    }
}

impl From<std::io::Error> for SearchError {
    fn from(error: std::io::Error) -> Self {
        Self::Engine(error.into())
    }
}
