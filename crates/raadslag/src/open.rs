//! Where the archive lies, and opening it.

use std::future::Future;
use std::path::PathBuf;

use anyhow::{Context, Result};
use raadslag_app::archive::{Archive, Settings};

/// Where the archive lies.
#[derive(clap::Args)]
pub(crate) struct Place {
    /// The folder of the archive: database, originals, index
    #[arg(long, env = "RAADSLAG_DATA", default_value = "data")]
    data: PathBuf,
    /// `postgres://user@host/name`; without it a SQLite file in the data folder
    #[arg(long, env = "RAADSLAG_DATABASE", hide_env_values = true)]
    database: Option<String>,
    /// `s3://bucket/prefix` for originals and annexes; without it a folder in the data folder
    #[arg(long, env = "RAADSLAG_OBJECTS", hide_env_values = true)]
    objects: Option<String>,
}

impl Place {
    /// Opens the archive, making it where there is none.
    pub(crate) async fn open(&self) -> Result<Archive> {
        Archive::open(&self.settings())
            .await
            .with_context(|| format!("the archive in {} does not open", self.data.display()))
    }

    /// The same as the archive is told it.
    pub(crate) fn settings(&self) -> Settings {
        Settings {
            data: self.data.clone(),
            database: self.database.clone(),
            objects: self.objects.clone(),
        }
    }
}

/// Runs a command's asynchronous part.
pub(crate) fn block_on<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}
