//! The files themselves: originals and annexes, each under the SHA-256 of its content.
//!
//! A file is written beside its place, made durable and moved there, so that it is whole or not
//! there at all. Nothing is ever overwritten with other content or deleted.

use std::path::Path as FilePath;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::TryStreamExt;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, WriteMultipart};

use super::ArchiveError;
use crate::digest::sha256;

/// Bytes in memory at a time where a file is passed on.
const CHUNK: usize = 5 << 20;

/// Where originals and annexes lie.
#[derive(Debug, Clone)]
pub(crate) struct Objects {
    store: Arc<dyn ObjectStore>,
    prefix: Path,
}

impl Objects {
    /// A local folder, made where there is none.
    pub(crate) fn local(folder: &FilePath) -> Result<Self, ArchiveError> {
        std::fs::create_dir_all(folder)
            .map_err(|error| ArchiveError::Folder { path: folder.to_owned(), error })?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self { store: Arc::new(store), prefix: Path::default() })
    }

    /// The store at an address: `s3://bucket/prefix`, its credentials in the environment.
    pub(crate) fn at(address: &str) -> Result<Self, ArchiveError> {
        let Some(place) = address.strip_prefix("s3://") else {
            return Err(ArchiveError::Setting(format!(
                "`{address}` is no object store; write s3://bucket/prefix"
            )));
        };
        let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
        Self::s3(bucket, Path::from(prefix))
    }

    #[cfg(feature = "s3")]
    fn s3(bucket: &str, prefix: Path) -> Result<Self, ArchiveError> {
        // The one TLS provider of the process; where another was chosen before, it stays.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let store =
            object_store::aws::AmazonS3Builder::from_env().with_bucket_name(bucket).build()?;
        Ok(Self { store: Arc::new(store), prefix })
    }

    #[cfg(not(feature = "s3"))]
    fn s3(bucket: &str, _: Path) -> Result<Self, ArchiveError> {
        Err(ArchiveError::Setting(format!(
            "s3://{bucket} needs a build with `--features s3`; this one keeps files locally"
        )))
    }

    /// Stores a file unless it is there; returns its sum. Afterwards it is durable.
    pub(crate) async fn put(&self, bytes: Bytes) -> Result<String, ArchiveError> {
        let sum = sha256(&bytes);
        let path = self.path(&sum);
        match self.store.head(&path).await {
            Ok(there) if there.size == bytes.len() as u64 => {}
            Ok(_) | Err(object_store::Error::NotFound { .. }) => {
                self.store.put(&path, bytes.into()).await?;
            }
            Err(error) => return Err(error.into()),
        }
        Ok(sum)
    }

    /// The file with this sum; what is there must have it.
    pub(crate) async fn get(&self, sum: &str) -> Result<Bytes, ArchiveError> {
        let bytes = self.store.get(&self.path(sum)).await?.bytes().await?;
        if sha256(&bytes) == sum {
            Ok(bytes)
        } else {
            Err(ArchiveError::damaged(format!("the stored file {sum}"), "its SHA-256 differs"))
        }
    }

    /// Passes a file on, some bytes at a time; `false` where there is none with this sum.
    pub(crate) async fn pass<E: From<ArchiveError>>(
        &self,
        sum: &str,
        mut take: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<bool, E> {
        let found = match self.store.get(&self.path(sum)).await {
            Ok(found) => found,
            Err(object_store::Error::NotFound { .. }) => return Ok(false),
            Err(error) => return Err(ArchiveError::from(error).into()),
        };
        let mut chunks = found.into_stream();
        while let Some(chunk) = chunks.try_next().await.map_err(ArchiveError::from)? {
            take(&chunk)?;
        }
        Ok(true)
    }

    /// Stores a file of this sum and size, read with `next` some bytes at a time until none come,
    /// unless one is there; `false` where it is. The caller sees to it that the content has the sum.
    pub(crate) async fn keep<E: From<ArchiveError>>(
        &self,
        sum: &str,
        size: u64,
        mut next: impl FnMut(usize) -> Result<Bytes, E>,
    ) -> Result<bool, E> {
        let path = self.path(sum);
        if self.store.head(&path).await.is_ok_and(|there| there.size == size) {
            return Ok(false);
        }
        let chunk = next(CHUNK)?;
        if chunk.len() < CHUNK {
            self.store.put(&path, chunk.into()).await.map_err(ArchiveError::from)?;
            return Ok(true);
        }
        let upload = self.store.put_multipart(&path).await.map_err(ArchiveError::from)?;
        let mut upload = WriteMultipart::new_with_chunk_size(upload, CHUNK);
        let (mut chunk, mut result) = (chunk, Ok(()));
        while result.is_ok() && !chunk.is_empty() {
            upload.put(std::mem::take(&mut chunk));
            result =
                upload.wait_for_capacity(2).await.map_err(|error| ArchiveError::from(error).into());
            if result.is_ok() {
                result = next(CHUNK).map(|next| chunk = next);
            }
        }
        match result {
            Ok(()) => upload.finish().await.map_err(ArchiveError::from)?,
            Err(error) => {
                let _ = upload.abort().await;
                return Err(error);
            }
        };
        Ok(true)
    }

    /// Takes back what a restore that failed had stored; nothing else ever removes a file.
    pub(crate) async fn take_back(&self, sums: &[String]) {
        for sum in sums {
            if let Err(error) = self.store.delete(&self.path(sum)).await {
                tracing::warn!(sum, %error, "a file could not be taken back");
            }
        }
    }

    /// `ab/abcdef…`: 256 folders, so that none grows too large.
    fn path(&self, sum: &str) -> Path {
        self.prefix.clone().join(&sum[..sum.len().min(2)]).join(sum)
    }
}

/// The media type of a content, by what it begins with.
pub(crate) fn media_type(bytes: &[u8]) -> &'static str {
    const BEGINNINGS: [(&[u8], &str); 8] = [
        (b"%PDF-", "application/pdf"),
        (b"\x89PNG\r\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF8", "image/gif"),
        (b"{\\rtf", "application/rtf"),
        (b"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
        (b"II*\0", "image/tiff"),
        (b"MM\0*", "image/tiff"),
    ];
    if let Some((_, name)) = BEGINNINGS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return name;
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return package_type(bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if looks_like_html(text) => "text/html",
        Ok(text) if !text.contains('\0') => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// A ZIP container's type by the names its entries carry.
fn package_type(bytes: &[u8]) -> &'static str {
    const PARTS: [(&[u8], &str); 3] = [
        (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ];
    let named = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    PARTS.iter().find(|(part, _)| named(part)).map_or("application/zip", |(_, name)| name)
}

fn looks_like_html(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let head: String = start.chars().take(15).collect::<String>().to_ascii_lowercase();
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| head.starts_with(tag))
}
