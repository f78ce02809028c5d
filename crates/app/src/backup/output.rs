//! Writing the file: beside its place under another name, made durable, and moved there whole.

use std::fs::{File, TryLockError};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::BackupError;
use super::rules::{MANIFEST, Manifest, Sum};
use crate::digest::hex;

/// Zlib's fastest: a backup waits for the disk, not for the last per cent.
const LEVEL: i64 = 1;

/// How a part is kept.
#[derive(Debug, Clone, Copy)]
pub(super) enum Packing {
    /// Texts.
    Packed,
    /// PDF and Word files are packed already.
    AsItIs,
}

/// A backup being written. Dropped before [`Output::finish`], it leaves nothing.
pub(super) struct Output {
    /// `None` when nothing more is to be written.
    zip: Option<ZipWriter<BufWriter<Target>>>,
    given_up: Arc<AtomicBool>,
    place: PathBuf,
    partial: PathBuf,
}

/// The file, until it is given up: dropped, the writers above it would try again to end what could
/// not be written, and complain.
struct Target {
    file: File,
    given_up: Arc<AtomicBool>,
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.given_up.load(Ordering::Relaxed) { Ok(bytes.len()) } else { self.file.write(bytes) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Target {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

impl Output {
    /// Begins a file; there must be none of that name.
    pub(super) fn create(place: &Path) -> Result<Self, BackupError> {
        if place.exists() {
            return Err(BackupError::Exists(place.to_owned()));
        }
        let mut partial = place.as_os_str().to_owned();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        let unwritable = |error| BackupError::Write { path: place.to_owned(), error };
        // What a backup that was killed left under this name is written over.
        let options = File::options().write(true).create(true).truncate(false).open(&partial);
        let file = options.map_err(unwritable)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(BackupError::Busy(place.to_owned())),
            Err(TryLockError::Error(error)) => return Err(unwritable(error)),
        }
        file.set_len(0).map_err(unwritable)?;
        let given_up = Arc::new(AtomicBool::new(false));
        let target = Target { file, given_up: Arc::clone(&given_up) };
        let zip = Some(ZipWriter::new(BufWriter::with_capacity(1 << 20, target)));
        Ok(Self { zip, given_up, place: place.to_owned(), partial })
    }

    /// Begins a part.
    pub(super) fn part(&mut self, name: &str, packing: Packing) -> Result<Part<'_>, BackupError> {
        let options = SimpleFileOptions::default().large_file(true);
        let options = match packing {
            Packing::Packed => options
                .compression_method(CompressionMethod::Deflated)
                .compression_level(Some(LEVEL)),
            Packing::AsItIs => options.compression_method(CompressionMethod::Stored),
        };
        let began = self.zip().start_file(name, options);
        began.map_err(|error| self.failed(error.into()))?;
        Ok(Part { output: self, hash: Sha256::new(), size: 0 })
    }

    /// Takes the last part back.
    pub(super) fn take_back(&mut self) -> Result<(), BackupError> {
        self.zip().abort_file().map_err(|error| self.failed(error.into()))
    }

    /// Writes the contents and moves the file to its place; afterwards it is durable.
    pub(super) fn finish(mut self, manifest: &Manifest) -> Result<(), BackupError> {
        let json =
            serde_json::to_vec_pretty(manifest).map_err(|error| self.failed(error.into()))?;
        self.part(MANIFEST, Packing::Packed)?.write(&json)?;
        self.settle().map_err(|error| self.failed(error))
    }

    fn settle(&mut self) -> io::Result<()> {
        let zip = self.zip.take().expect("it is taken here only");
        let target = zip.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
        target.file.sync_all()?;
        std::fs::rename(&self.partial, &self.place)?;
        sync_folder_of(&self.place)
    }

    fn zip(&mut self) -> &mut ZipWriter<BufWriter<Target>> {
        self.zip.as_mut().expect("only `settle` takes it, as the last thing")
    }

    fn failed(&self, error: io::Error) -> BackupError {
        BackupError::Write { path: self.place.clone(), error }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        self.given_up.store(true, Ordering::Relaxed);
        let _ = std::fs::remove_file(&self.partial);
    }
}

/// A part being written.
pub(super) struct Part<'a> {
    output: &'a mut Output,
    hash: Sha256,
    size: u64,
}

impl Part<'_> {
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), BackupError> {
        self.hash.update(bytes);
        self.size += bytes.len() as u64;
        self.output.zip().write_all(bytes).map_err(|error| self.output.failed(error))
    }

    /// What was written.
    pub(super) fn sum(self) -> Sum {
        Sum { size: self.size, sha256: hex(&self.hash.finalize()) }
    }
}

/// A new name in a folder is durable when the folder is.
fn sync_folder_of(file: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}
