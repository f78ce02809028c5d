use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use raadslag_document::Document;
use raadslag_reader::{Format, LARGEST, ReadError, Reading, Source};
use tokio::sync::Semaphore;

use super::files::Found;
use super::{AT_ONCE, beside};
use crate::archive::derive::{self, Named};
use crate::archive::objects::media_type;
use crate::archive::store::{self, BlobRecord, Enclosure, to_json};
use crate::archive::{Archive, ArchiveError, ImportError};
use crate::digest::sha256;

/// What became of a file before its turn to be committed.
pub(super) enum Taken {
    /// It is held.
    Known(Known),
    /// It was read, and its bytes are in the object store.
    Fresh(Box<Prepared>),
}

/// What lies beside a document already held.
#[derive(Default)]
pub(super) struct Known {
    /// The document's sum.
    pub(super) sha256: String,
    /// The files of its annexes.
    pub(super) files: Vec<PathBuf>,
    /// Annexes it is not yet held with, by the link that leads to them.
    pub(super) late: HashMap<String, BlobRecord>,
}

/// A document ready to be committed.
pub(crate) struct Prepared {
    pub(crate) name: String,
    pub(crate) sha256: String,
    pub(crate) size: u64,
    pub(crate) media_type: &'static str,
    pub(crate) document: Document,
    /// The document as JSON.
    pub(crate) json: String,
    /// The names found in each item.
    pub(crate) mentions: Vec<Vec<Named>>,
    /// Annexes held in the object store, by the link that leads to them.
    pub(crate) blobs: HashMap<String, BlobRecord>,
    /// The annexes' files.
    pub(crate) annexes: Vec<PathBuf>,
}

impl Archive {
    /// Reads a file as far as it can be without writing to the database.
    pub(super) async fn read_file(
        &self,
        file: Found,
        permits: &Arc<Semaphore>,
    ) -> Result<Taken, ImportError> {
        let size = tokio::fs::metadata(&file.path).await?.len();
        if size > LARGEST {
            return Err(ImportError::TooLarge { size, limit: LARGEST });
        }
        let weight = u32::try_from(size).unwrap_or(AT_ONCE).clamp(1, AT_ONCE);
        let _permit = permits.acquire_many(weight).await.expect("the semaphore is never closed");
        let bytes = Bytes::from(tokio::fs::read(&file.path).await?);
        let folder = file.path.parent().map(Path::to_owned);
        if let Some(known) = self.known(&bytes, folder.as_deref()).await? {
            return Ok(Taken::Known(known));
        }
        let name = file.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let reading = self.read(bytes.clone(), name.clone()).await?;
        Ok(Taken::Fresh(Box::new(
            self.prepare(reading.document, reading.format, bytes, &name, folder).await?,
        )))
    }

    /// Reads bytes on a thread where reading may take its time.
    pub(crate) async fn read(&self, bytes: Bytes, name: String) -> Result<Reading, ImportError> {
        let archive = self.clone();
        let read = move || archive.reader().read(&bytes, &Source { name: Some(&name) });
        match tokio::task::spawn_blocking(read).await {
            Ok(reading) => Ok(reading?),
            // The reader never panics; should it, this file fails and the others go on.
            Err(error) if error.is_panic() => Err(ImportError::Read(ReadError::Damaged {
                format: "file",
                what: "the reader broke off; please report it with the file".to_owned(),
            })),
            Err(error) => Err(ArchiveError::Task(error.to_string()).into()),
        }
    }

    /// The annexes of a document already held, or `None` if it is not. Those that came beside it
    /// since are stored, to be written with it.
    async fn known(
        &self,
        bytes: &Bytes,
        folder: Option<&Path>,
    ) -> Result<Option<Known>, ImportError> {
        let sha256 = sha256(bytes);
        let mut tx = self.db().begin().await.map_err(ArchiveError::from)?;
        let found = store::version_of(&mut tx, &sha256).await?;
        let Some((version, _, mut document)) = found else { return Ok(None) };
        let held = store::enclosed_sums(&mut tx, version).await?;
        drop(tx);
        let Some(folder) = folder else { return Ok(Some(Known::default())) };
        let mut files: Vec<PathBuf> = held.keys().filter_map(|url| beside(folder, url)).collect();
        for item in document.sections.iter_mut().flat_map(|section| &mut section.items) {
            let is_held = |url: &String| held.contains_key(&store::plain(url));
            item.attachments.retain(|attachment| !attachment.url.as_ref().is_some_and(is_held));
        }
        let (late, more) = self.store_annexes(&document, folder).await?;
        files.extend(more);
        Ok(Some(Known { sha256, files, late }))
    }

    /// Stores the original and its annexes and finds the names in the document.
    pub(super) async fn prepare(
        &self,
        document: Document,
        format: Format,
        bytes: Bytes,
        name: &str,
        folder: Option<PathBuf>,
    ) -> Result<Prepared, ImportError> {
        let media_type = format.media_type();
        let (document, json, mentions) = derived(document).await?;
        let (blobs, annexes) = match folder {
            Some(folder) => self.store_annexes(&document, &folder).await?,
            None => (HashMap::new(), Vec::new()),
        };
        let size = bytes.len() as u64;
        let sha256 = self.objects().put(bytes).await?;
        let name = store::plain(name);
        Ok(Prepared { name, sha256, size, media_type, document, json, mentions, blobs, annexes })
    }

    /// Stores the files beside the document that its items link to.
    async fn store_annexes(
        &self,
        document: &Document,
        folder: &Path,
    ) -> Result<(HashMap<String, BlobRecord>, Vec<PathBuf>), ImportError> {
        let (mut blobs, mut files) = (HashMap::new(), Vec::new());
        let attachments = document.items().flat_map(|item| &item.attachments);
        for url in attachments.filter_map(|attachment| attachment.url.as_deref()) {
            let Some(file) = beside(folder, url).filter(|_| !blobs.contains_key(url)) else {
                continue;
            };
            let size = tokio::fs::metadata(&file).await?.len();
            if size > LARGEST {
                tracing::warn!(file = %file.display(), size, "an annex is too large to hold");
                continue;
            }
            let bytes = Bytes::from(tokio::fs::read(&file).await?);
            let media_type = media_type(&bytes);
            let sha256 = self.objects().put(bytes).await?;
            blobs.insert(store::plain(url), BlobRecord { sha256, size, media_type });
            files.push(file);
        }
        Ok((blobs, files))
    }
}

type Derived = (Document, String, Vec<Vec<Named>>);

/// Checks a document and finds the names in it, on a thread where that may take its time.
async fn derived(document: Document) -> Result<Derived, ImportError> {
    if document.items().next().is_none()
        && document.body.is_none()
        && document.meeting.date.is_none()
    {
        return Err(ImportError::NoMeeting);
    }
    let work = move || {
        let json = to_json(&document);
        serde_json::from_str::<Document>(&json).map_err(|error| ReadError::Refused {
            format: "document",
            what: format!("it cannot be kept as JSON: {error}"),
        })?;
        let (body, date) = (derive::body(document.body.as_deref()), document.meeting.date);
        let mentions = document.items().map(|item| derive::names(item, &body, date)).collect();
        Ok::<_, ReadError>((document, json, mentions))
    };
    let done = tokio::task::spawn_blocking(work).await;
    Ok(done.map_err(|error| ArchiveError::Task(error.to_string()))??)
}

/// What the relative links of each entry lead to.
pub(crate) fn enclosures(document: &Document, sums: &HashMap<String, String>) -> Vec<Enclosure> {
    let mut enclosures = Vec::new();
    for (position, item) in (0..).zip(document.items()) {
        for url in item.attachments.iter().filter_map(|attachment| attachment.url.as_deref()) {
            let url = store::plain(url);
            if let Some(sha256) = sums.get(&url) {
                enclosures.push(Enclosure { position, sha256: sha256.clone(), url });
            }
        }
    }
    enclosures
}
