use std::collections::{BTreeMap, HashMap, HashSet};

use bytes::Bytes;
use raadslag_document::Document;
use raadslag_reader::Format;

use super::prepare::Taken;
use crate::archive::objects::media_type;
use crate::archive::store::{self, BlobRecord, to_json};
use crate::archive::{Archive, ArchiveError, ImportError};
use crate::digest::sha256;

/// Where a document of our own stands in the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelved {
    /// The sum of its original.
    pub sha256: String,
    /// The body's slug.
    pub body: String,
    /// The meeting's slug.
    pub meeting: String,
    /// The slugs of its items, in the document's order.
    pub items: Vec<String>,
}

impl Archive {
    /// Takes in a document made here: its JSON is the original, its annexes lie in the object
    /// store already, under these sums by the address the document links them with.
    ///
    /// Taking the same document again changes nothing and gives the same places.
    pub(crate) async fn publish(
        &self,
        document: Document,
        annexes: &BTreeMap<String, String>,
        name: &str,
    ) -> Result<Shelved, ImportError> {
        let bytes = Bytes::from(to_json(&document));
        let sum = sha256(&bytes);
        let mut prepared = self.prepare(document, Format::Json, bytes, name, None).await?;
        prepared.blobs = self.held_annexes(annexes).await?;
        let taken = Taken::Fresh(Box::new(prepared));
        self.take(taken, &mut HashSet::new(), &mut Default::default()).await?;
        self.finish_import().await?;
        let mut tx = self.db().begin().await.map_err(ArchiveError::from)?;
        let found = store::shelved(&mut tx, &sum).await?;
        Ok(found.ok_or_else(|| ArchiveError::damaged(format!("version {sum}"), "it is lost"))?)
    }

    async fn held_annexes(
        &self,
        annexes: &BTreeMap<String, String>,
    ) -> Result<HashMap<String, BlobRecord>, ArchiveError> {
        let mut blobs = HashMap::new();
        for (url, sum) in annexes {
            let bytes = self.objects().get(sum).await?;
            let (size, media_type) = (bytes.len() as u64, media_type(&bytes));
            let blob = BlobRecord { sha256: sum.clone(), size, media_type };
            blobs.insert(store::plain(url), blob);
        }
        Ok(blobs)
    }
}
