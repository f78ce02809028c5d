//! The archive's tests, each on SQLite and on PostgreSQL.

pub(super) mod builder;
mod closed;
mod files;
mod killed;
mod reading;
mod rereading;
mod searching;
mod state;
mod threading;
mod versions;

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use jiff::Timestamp;
use raadslag_document::Document;
use raadslag_reader::Format;
use tempfile::TempDir;

pub(super) use builder::{agenda, item, minutes};

use super::{Archive, Audience, ImportSummary, Settings};
use crate::clock::FixedClock;
use crate::db::testing::TestPostgres;
use crate::ids::SystemRandomness;

const PUBLIC: Audience = Audience::Public;
const INSIDER: Audience = Audience::Insider;

/// An archive that exists for one test.
pub(super) struct Fixture {
    postgres: Option<TestPostgres>,
    pub(super) archive: Archive,
    pub(super) settings: Settings,
    /// A folder for the files of the test.
    pub(super) files: TempDir,
    _data: TempDir,
}

impl Fixture {
    async fn new(postgres: Option<TestPostgres>) -> Self {
        let database = postgres.as_ref().map(TestPostgres::url);
        let (data, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let settings = Settings { database, ..Settings::local(data.path()) };
        let archive = open(&settings).await;
        Self { postgres, archive, settings, files, _data: data }
    }

    /// Another empty archive on the same kind of database.
    pub(super) async fn beside(other: &Self) -> Self {
        let postgres = if other.postgres.is_some() { TestPostgres::new().await } else { None };
        Self::new(postgres).await
    }

    pub(super) async fn remove(self) {
        self.archive.close().await;
        if let Some(postgres) = self.postgres {
            postgres.remove().await;
        }
    }

    /// Imports the files of another fixture.
    pub(super) async fn import_from(&self, other: &Self) -> ImportSummary {
        self.archive.import(&[other.files.path().to_owned()], |_| {}).await.unwrap()
    }

    /// Commits a document and stops there: no threads, no index.
    pub(super) async fn commit_only(&self, document: &Document) {
        let bytes = Bytes::from(serde_json::to_vec(document).unwrap());
        self.archive.commit(document.clone(), Format::Json, bytes, "b.json").await;
    }

    /// Takes in a document as if it had been read from a file of that name.
    pub(super) async fn take(&self, name: &str, document: &Document) -> ImportSummary {
        let bytes = Bytes::from(format!("{name}\n{}", serde_json::to_string(document).unwrap()));
        let folder = Some(self.files.path());
        let import =
            self.archive.import_document(document.clone(), Format::Json, bytes, name, folder);
        let summary = import.await.unwrap();
        assert!(summary.failed.is_empty(), "{:?}", summary.failed);
        summary
    }

    /// Writes a document as a file.
    pub(super) fn write(&self, name: &str, document: &Document) {
        let path = self.files.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, serde_json::to_vec(document).unwrap()).unwrap();
    }

    /// Imports the folder of files.
    pub(super) async fn import(&self) -> ImportSummary {
        self.archive.import(&[self.files.path().to_owned()], |_| {}).await.unwrap()
    }
}

pub(super) async fn open(settings: &Settings) -> Archive {
    let clock = FixedClock(Timestamp::from_second(1_750_000_000).unwrap());
    Archive::open_with(settings, Arc::new(clock), Arc::new(SystemRandomness)).await.unwrap()
}

/// Runs a test on every database.
pub(super) async fn each(test: impl AsyncFn(&Fixture)) {
    println!("on SQLite");
    let fixture = Fixture::new(None).await;
    test(&fixture).await;
    fixture.remove().await;
    if let Some(postgres) = TestPostgres::new().await {
        println!("on PostgreSQL");
        let fixture = Fixture::new(Some(postgres)).await;
        test(&fixture).await;
        fixture.remove().await;
    }
}

/// Everything the public sees of an archive, as text: equal for archives that hold the same.
pub(super) async fn dump(archive: &Archive, viewer: Audience) -> String {
    use std::fmt::Write;
    let mut dump = String::new();
    let meetings = archive.meetings(&Default::default(), viewer).await.unwrap();
    writeln!(dump, "{:#?}", archive.counts(viewer).await.unwrap()).unwrap();
    writeln!(dump, "{:#?}", archive.bodies(viewer).await.unwrap()).unwrap();
    for meeting in meetings {
        let detail = archive.meeting(&meeting.body_slug, &meeting.slug, viewer).await.unwrap();
        let detail = detail.unwrap();
        writeln!(dump, "{detail:#?}").unwrap();
        for entry in &detail.items {
            writeln!(dump, "{:#?}", archive.item(&entry.slug, viewer).await.unwrap()).unwrap();
        }
    }
    writeln!(dump, "{:#?}", archive.threads(1000, viewer).await.unwrap()).unwrap();
    for (slug, _, _) in archive.people(viewer).await.unwrap() {
        writeln!(dump, "{:#?}", archive.person(&slug, viewer).await.unwrap()).unwrap();
    }
    for (slug, _, _) in archive.municipalities(viewer).await.unwrap() {
        writeln!(dump, "{:#?}", archive.municipality(&slug, viewer).await.unwrap()).unwrap();
    }
    dump
}

/// Two dumps are equal; else the first lines that differ are shown.
pub(super) fn assert_same(now: &str, wanted: &str) {
    if now != wanted {
        let (now, wanted): (Vec<_>, Vec<_>) = (now.lines().collect(), wanted.lines().collect());
        let at = now.iter().zip(&wanted).position(|(a, b)| a != b).unwrap_or(0);
        let around = |lines: &[&str]| {
            let (from, to) = (at.saturating_sub(15), lines.len().min(at + 5));
            lines[from.min(to)..to].join("\n")
        };
        panic!("line {at} differs:\n{}\n--- wanted:\n{}", around(&now), around(&wanted));
    }
}

/// Where the real documents lie.
pub(super) fn samples() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/agendas"))
}
