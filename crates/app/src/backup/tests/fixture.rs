use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use raadslag_document::{
    Access, Attachment, Block, Document, DocumentKind, Field, FieldName, Item, Section,
};
use raadslag_figures::{Kind, from_toml};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::super::rules::{MANIFEST, Manifest};
use super::super::{BackupError, Contents, restore, save};
use super::Input;
use crate::archive::{Archive, Settings, TestPostgres};
use crate::clock::FixedClock;
use crate::figures::Draft;

/// A place for an archive, and a folder for files, that exist for one test.
pub(super) struct Fixture {
    postgres: Option<TestPostgres>,
    pub(super) settings: Settings,
    pub(super) folder: TempDir,
}

impl Fixture {
    fn new(postgres: Option<TestPostgres>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = postgres.as_ref().map(TestPostgres::url);
        let settings = Settings { database, ..Settings::local(folder.path().join("data")) };
        Self { postgres, settings, folder }
    }

    pub(super) fn sqlite() -> Self {
        Self::new(None)
    }

    /// Another empty place on the same kind of database.
    pub(super) async fn beside(&self) -> Self {
        let postgres = if self.postgres.is_some() { TestPostgres::new().await } else { None };
        Self::new(postgres)
    }

    pub(super) async fn remove(self) {
        if let Some(postgres) = self.postgres {
            postgres.remove().await;
        }
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) async fn open(&self) -> Archive {
        Archive::open(&self.settings).await.unwrap()
    }

    /// Fills the archive: agendas with annexes, one of so many bytes among them, and a figure.
    pub(super) async fn fill(&self, large: usize) {
        let files = self.file("files");
        write_agendas(&files, 1..=4);
        std::fs::write(files.join("stor.bin"), noise(large)).unwrap();
        let archive = self.open().await;
        let summary = archive.import(&[files], |_| {}).await.unwrap();
        assert_eq!(summary.added, 4, "{:?}", summary.failed);
        let kind = Kind::ALL[0];
        let intake = from_toml(kind.example(), &kind.schema()).unwrap();
        let draft = Draft { kind, intake, slug: None, access: Access::Closed };
        archive.publish_figure(&draft).await.unwrap();
        archive.close().await;
    }

    pub(super) async fn save(&self, name: &str) -> (PathBuf, Contents) {
        let file = self.file(name);
        let contents = self.save_to(&file).await.unwrap();
        (file, contents)
    }

    pub(super) async fn save_to(&self, file: &Path) -> Result<Contents, BackupError> {
        let clock = FixedClock(Timestamp::from_second(1_750_000_000).unwrap());
        save(&self.settings, file, &clock, |_| {}).await
    }

    pub(super) async fn restore(&self, file: &Path) -> Result<Contents, BackupError> {
        restore(&self.settings, file, |_| {}).await
    }
}

/// Writes agendas, each with an annex of its own and one they share.
pub(super) fn write_agendas(folder: &Path, numbers: std::ops::RangeInclusive<u32>) {
    std::fs::create_dir_all(folder.join("bilag")).unwrap();
    for number in numbers {
        let own = format!("bilag/{number}.txt");
        std::fs::write(folder.join(&own), format!("Bilag til møde {number}")).unwrap();
        let item = |title: &str, url: &str| Item {
            title: title.to_owned(),
            fields: vec![Field {
                name: FieldName::Background,
                heading: None,
                blocks: vec![Block::paragraph("Faxe Kommune svarer senest 1. december 2022.")],
            }],
            attachments: vec![Attachment { title: "Bilag".to_owned(), url: Some(url.to_owned()) }],
            ..Item::default()
        };
        let section = Section {
            items: vec![
                item(&format!("Togstop nummer {number}"), &own),
                item("Budget", "stor.bin"),
            ],
            ..Section::default()
        };
        let mut document = Document {
            document: DocumentKind::Agenda,
            body: Some("KKR Sjælland".to_owned()),
            sections: vec![section],
            ..Document::default()
        };
        document.meeting.date =
            Some(jiff::civil::date(2000, 1, 1) + jiff::ToSpan::days(i64::from(number)));
        let json = serde_json::to_vec(&document).unwrap();
        std::fs::write(folder.join(format!("{number:03}.json")), json).unwrap();
    }
}

/// Bytes that do not repeat, the same each time.
pub(super) fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_be_bytes()[0]
    };
    std::iter::repeat_with(next).take(length).collect()
}

/// Runs a test on every database.
pub(super) async fn each(test: impl AsyncFn(&Fixture)) {
    pairs(async |fixture, target| {
        if fixture.postgres.is_some() == target.postgres.is_some() {
            test(fixture).await;
        }
    })
    .await;
}

/// Runs a test from every database to every database.
pub(super) async fn pairs(test: impl AsyncFn(&Fixture, &Fixture)) {
    for (from, to) in [(false, false), (false, true), (true, false), (true, true)] {
        let of = async |postgres: bool| {
            let postgres = if postgres { Some(TestPostgres::new().await?) } else { None };
            Some(Fixture::new(postgres))
        };
        let (Some(from), Some(to)) = (of(from).await, of(to).await) else { continue };
        test(&from, &to).await;
        from.remove().await;
        to.remove().await;
    }
}

pub(super) fn manifest(file: &Path) -> Manifest {
    Input::open(file).unwrap().manifest
}

/// The parts of a backup, manifest included.
pub(super) fn parts(file: &Path) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    let mut parts = Vec::new();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    parts
}

/// Writes a backup anew, its parts and manifest changed; sums are those of the new parts.
pub(super) fn rewrite(
    from: &Path,
    to: &Path,
    mut part: impl FnMut(&str, Vec<u8>) -> Option<Vec<u8>>,
    change: impl FnOnce(&mut serde_json::Value),
) {
    let mut manifest = manifest(from);
    let mut zip = ZipWriter::new(std::fs::File::create(to).unwrap());
    for (name, bytes) in parts(from) {
        if name == MANIFEST {
            continue;
        }
        let Some(bytes) = part(&name, bytes) else { continue };
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
        if let Some(table) = manifest.tables.iter_mut().find(|table| table.part() == name) {
            table.sum.size = bytes.len() as u64;
            table.sum.sha256 = crate::digest::sha256(&bytes);
            table.rows = bytes.split(|byte| *byte == b'\n').count() as u64 - 1;
        }
    }
    let mut json = serde_json::to_value(&manifest).unwrap();
    change(&mut json);
    zip.start_file(MANIFEST, SimpleFileOptions::default()).unwrap();
    zip.write_all(json.to_string().as_bytes()).unwrap();
    zip.finish().unwrap();
}
