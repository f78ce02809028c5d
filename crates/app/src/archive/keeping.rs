//! Files that belong to the work around the archive: kept beside originals and annexes, under their
//! own hash, but part of no document.

use bytes::Bytes;

use super::store::{self, BlobRecord};
use super::{Archive, ArchiveError, objects};

/// A file that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Its SHA-256, in hex.
    pub(crate) sha256: String,
    /// Its media type, by its content.
    pub(crate) media_type: &'static str,
    /// Its size in bytes.
    pub(crate) size: u64,
}

/// The media type of a content, by what it begins with.
pub(crate) fn kind_of(bytes: &[u8]) -> &'static str {
    objects::media_type(bytes)
}

impl Archive {
    /// Keeps a file; afterwards it is durable.
    pub(crate) async fn keep(&self, bytes: Bytes) -> Result<Kept, ArchiveError> {
        let (media_type, size) = (objects::media_type(&bytes), bytes.len() as u64);
        let sha256 = self.objects().put(bytes).await?;
        let record = BlobRecord { sha256: sha256.clone(), size, media_type };
        let mut tx = self.db().begin().await?;
        store::begin_writing(&mut tx).await?;
        store::put_blobs(&mut tx, &[record]).await?;
        tx.commit().await?;
        Ok(Kept { sha256, media_type, size })
    }

    /// The content kept under this hash.
    pub(crate) async fn kept(&self, sha256: &str) -> Result<Bytes, ArchiveError> {
        self.objects().get(sha256).await
    }
}
