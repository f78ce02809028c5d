//! Reading the file, and finding out where it is damaged.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::path::Path;

use sha2::{Digest, Sha256};
use zip::ZipArchive;
use zip::read::read_zipfile_from_stream;
use zip::result::ZipError;

use super::BackupError;
use super::rules::{FORMAT, MANIFEST, Manifest, Sum};
use crate::db::newest_schema;
use crate::digest::hex;

/// How every ZIP file begins.
const BEGINNING: &[u8] = b"PK\x03\x04";
/// More than a list of ten million files; a longer one was not written by us.
const LONGEST_MANIFEST: u64 = 1 << 30;

/// An open backup.
pub(super) struct Input {
    zip: ZipArchive<BufReader<File>>,
    pub(super) manifest: Manifest,
}

impl Input {
    /// Opens a backup this program can read. Its parts are not looked at yet.
    pub(super) fn open(path: &Path) -> Result<Self, BackupError> {
        let unreadable = |error| BackupError::Unreadable { path: path.to_owned(), error };
        let mut file = BufReader::with_capacity(1 << 16, File::open(path).map_err(unreadable)?);
        let mut beginning = Vec::new();
        file.by_ref().take(4).read_to_end(&mut beginning).map_err(unreadable)?;
        if beginning.is_empty() {
            return Err(BackupError::Foreign("the file is empty".to_owned()));
        }
        if !BEGINNING.starts_with(&beginning) {
            return Err(BackupError::Foreign("it is no ZIP file".to_owned()));
        }
        file.rewind().map_err(unreadable)?;
        let mut zip = match ZipArchive::new(file) {
            Ok(zip) => zip,
            Err(ZipError::Io(error)) if error.kind() != io::ErrorKind::UnexpectedEof => {
                return Err(unreadable(error));
            }
            Err(_) => return Err(cut_off(path)),
        };
        let manifest = manifest(&mut zip)?;
        Ok(Self { zip, manifest })
    }

    /// Reads every part and compares it with its sum; says which one it is at.
    pub(super) fn check(&mut self) -> Result<(), BackupError> {
        let tables = self.manifest.tables.iter().map(|table| (table.part(), table.sum.clone()));
        let objects = self.manifest.objects.iter().map(|object| (object.part(), object.clone()));
        let parts: Vec<(String, Sum)> = tables.chain(objects).collect();
        for (name, sum) in parts {
            let mut part = self.part(&name, sum)?;
            io::copy(&mut part, &mut io::sink())
                .map_err(|error| BackupError::damaged(&name, error))?;
        }
        Ok(())
    }

    /// A part to be read. Its end is an error where it is not what was written.
    pub(super) fn part(&mut self, name: &str, sum: Sum) -> Result<impl Read, BackupError> {
        let file = self.zip.by_name(name).map_err(|error| match error {
            ZipError::FileNotFound => BackupError::damaged(name, "is missing"),
            error => BackupError::damaged(name, format!("cannot be read: {error}")),
        })?;
        Ok(Summed { inner: file, left: sum.size, hash: Sha256::new(), wanted: sum.sha256 })
    }
}

fn manifest(zip: &mut ZipArchive<BufReader<File>>) -> Result<Manifest, BackupError> {
    /// What every format says.
    #[derive(serde::Deserialize)]
    struct Head {
        format: u32,
        program: String,
    }
    let mut json = Vec::new();
    let read = match zip.by_name(MANIFEST) {
        Ok(file) => file.take(LONGEST_MANIFEST).read_to_end(&mut json),
        Err(ZipError::FileNotFound) => {
            return Err(BackupError::Foreign(format!("it has no {MANIFEST}")));
        }
        Err(error) => {
            return Err(BackupError::damaged(MANIFEST, format!("is unreadable: {error}")));
        }
    };
    read.map_err(|error| BackupError::damaged(MANIFEST, format!("cannot be read: {error}")))?;
    let wrong = |error| BackupError::damaged(MANIFEST, format!("is not understood: {error}"));
    let head: Head = serde_json::from_slice(&json).map_err(wrong)?;
    not_newer("format", head.format.into(), FORMAT.into(), &head.program)?;
    let manifest: Manifest = serde_json::from_slice(&json).map_err(wrong)?;
    not_newer("schema", manifest.schema, newest_schema(), &manifest.program)?;
    match manifest.fault() {
        Some(fault) => Err(BackupError::damaged(MANIFEST, format!("is not understood: {fault}"))),
        None => Ok(manifest),
    }
}

fn not_newer(what: &'static str, theirs: i64, ours: i64, writer: &str) -> Result<(), BackupError> {
    if theirs <= ours {
        return Ok(());
    }
    let (writer, program) = (writer.to_owned(), env!("CARGO_PKG_VERSION"));
    Err(BackupError::Newer { what, theirs, ours, writer, program })
}

/// The list at the end of the file is missing: which part is the last there is any of?
fn cut_off(path: &Path) -> BackupError {
    let mut last = "its beginning".to_owned();
    if let Ok(file) = File::open(path) {
        let mut file = BufReader::new(file);
        while let Ok(Some(mut part)) = read_zipfile_from_stream(&mut file) {
            last = part.name().map_or(last, |name| name.to_string());
            if io::copy(&mut part, &mut io::sink()).is_err() {
                break;
            }
        }
    }
    BackupError::CutOff { part: last }
}

/// Content that must have a size and a sum.
struct Summed<R> {
    inner: R,
    left: u64,
    hash: Sha256,
    wanted: String,
}

impl<R: Read> Read for Summed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.hash.update(&buffer[..count]);
        let wrong = |why: &str| Err(io::Error::new(io::ErrorKind::InvalidData, why));
        match self.left.checked_sub(count as u64) {
            None => return wrong("is longer than it was"),
            Some(left) => self.left = left,
        }
        if count == 0 && !buffer.is_empty() {
            if self.left > 0 {
                return wrong("is shorter than it was");
            }
            if hex(&self.hash.clone().finalize()) != self.wanted {
                return wrong("has another SHA-256 than it had");
            }
        }
        Ok(count)
    }
}
