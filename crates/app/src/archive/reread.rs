//! Reading the originals again with the reader of today.
//!
//! Each meeting is one transaction: the documents of its versions are replaced, its items keep
//! their ids and addresses, and names are found anew. A meeting whose day or body is read otherwise
//! than before gets a new address; the old one leads to it.

use std::collections::{HashMap, HashSet, VecDeque};

use raadslag_document::Document;
use tokio::task::JoinHandle;

use super::import::{Extent, Held, Progress, settle, write_entries};
use super::rules::{ItemKey, match_items, meeting_slug};
use super::store::{self, ItemRecord, Original, VersionRecord};
use super::{Archive, ArchiveError, ImportError};
use crate::db::Tx;
use crate::ids::{ItemId, MeetingId, VersionId};

/// What re-reading did.
#[derive(Debug, Default)]
pub struct RereadSummary {
    /// Originals read.
    pub read: usize,
    /// Originals whose document is another than before.
    pub changed: usize,
    /// What the reader reported.
    pub problems: usize,
    /// Originals that could not be read; their documents stay as they were.
    pub failed: Vec<(String, ImportError)>,
}

/// The new documents of a meeting's versions, and the originals that failed.
#[derive(Default)]
struct Again {
    documents: HashMap<VersionId, Document>,
    failed: Vec<(String, ImportError)>,
}

impl Archive {
    /// Reads every original again and derives everything anew.
    pub async fn reread(
        &self,
        mut progress: impl FnMut(&Progress),
    ) -> Result<RereadSummary, ArchiveError> {
        let meetings = store::meetings_with_originals(&mut self.db().begin().await?).await?;
        let mut summary = RereadSummary::default();
        let (mut waiting, mut tasks) = (meetings.iter(), VecDeque::new());
        for (index, (meeting, originals)) in meetings.iter().enumerate() {
            while tasks.len() < Self::ahead() {
                let Some((_, next)) = waiting.next() else { break };
                tasks.push_back(Task(self.start_again(next.clone())));
            }
            let mut task = tasks.pop_front().expect("one task per meeting is started in order");
            let again = (&mut task.0).await.map_err(|e| ArchiveError::Task(e.to_string()))??;
            summary.read += again.documents.len();
            summary.problems += again.documents.values().map(|d| d.problems.len()).sum::<usize>();
            summary.changed += self.replace(*meeting, again.documents).await?;
            summary.failed.extend(again.failed);
            progress(&Progress {
                done: index + 1,
                total: meetings.len(),
                name: originals.first().map(|first| first.name.clone()).unwrap_or_default(),
                items: 0,
                problems: summary.problems,
                failed: summary.failed.len(),
            });
        }
        self.finish_import().await?;
        Ok(summary)
    }

    fn start_again(&self, originals: Vec<Original>) -> JoinHandle<Result<Again, ArchiveError>> {
        let archive = self.clone();
        tokio::spawn(async move {
            let mut again = Again::default();
            for original in originals {
                let bytes = archive.objects().get(&original.sha256).await?;
                match archive.read(bytes, original.name.clone()).await {
                    Ok(reading) => {
                        again.documents.insert(original.id, reading.document);
                    }
                    Err(ImportError::Archive(error)) => return Err(error),
                    Err(error) => again.failed.push((original.name, error)),
                }
            }
            Ok(again)
        })
    }

    /// Replaces the documents of a meeting's versions; returns how many changed.
    async fn replace(
        &self,
        meeting: MeetingId,
        mut documents: HashMap<VersionId, Document>,
    ) -> Result<usize, ArchiveError> {
        let mut tx = self.db().begin().await?;
        let sequence = store::begin_writing(&mut tx).await?;
        let body = store::body_of_meeting(&mut tx, meeting).await?;
        let mut held = Held::load(&mut tx, body, meeting).await?;
        let mut changed = 0;
        for index in 0..held.versions.len() {
            let Some(document) = documents.remove(&held.versions[index].id) else { continue };
            if document == held.versions[index].document {
                continue;
            }
            changed += 1;
            self.replace_document(&mut tx, &mut held, index, document).await?;
        }
        self.move_meeting(&mut tx, &mut held).await?;
        let closes = settle(&mut tx, &held, sequence, &HashMap::new(), Extent::All).await?;
        tx.commit().await?;
        if closes {
            self.finish_import().await?; // Search and threads forget its text at once.
        }
        Ok(changed)
    }

    async fn replace_document(
        &self,
        tx: &mut Tx,
        held: &mut Held,
        index: usize,
        document: Document,
    ) -> Result<(), ArchiveError> {
        let items = self.identify_again(tx, held, index, &document).await?;
        let id = held.versions[index].id;
        let sums = store::enclosed_sums(tx, id).await?;
        store::put_document(tx, id, &document).await?;
        write_entries(tx, id, &document, &items, &sums).await?;
        held.versions[index] = VersionRecord { id, document, items };
        Ok(())
    }

    /// The item each entry of a version's new document is: what it was in the old document, else
    /// another item of the meeting, else a new one.
    async fn identify_again(
        &self,
        tx: &mut Tx,
        held: &mut Held,
        index: usize,
        document: &Document,
    ) -> Result<Vec<ItemId>, ArchiveError> {
        let version = &held.versions[index];
        let before: Vec<ItemKey> = version.document.items().map(ItemKey::of).collect();
        let entries: Vec<ItemKey> = document.items().map(ItemKey::of).collect();
        let mut ids: Vec<Option<ItemId>> = match_items(&before, &entries)
            .into_iter()
            .map(|matched| matched.and_then(|index| version.items.get(index).copied()))
            .collect();
        let used: HashSet<ItemId> = ids.iter().flatten().copied().collect();
        let free: Vec<&ItemRecord> =
            held.items.iter().filter(|record| !used.contains(&record.id)).collect();
        let keys: Vec<ItemKey> = free.iter().map(|record| record.key()).collect();
        let open: Vec<usize> = (0..entries.len()).filter(|entry| ids[*entry].is_none()).collect();
        let left: Vec<ItemKey> = open.iter().map(|entry| entries[*entry].clone()).collect();
        for (entry, matched) in open.iter().zip(match_items(&keys, &left)) {
            ids[*entry] = matched.map(|index| free[index].id);
        }
        self.complete(tx, held, document, ids).await
    }

    /// Gives the meeting the address of the body and day its documents now name.
    async fn move_meeting(&self, tx: &mut Tx, held: &mut Held) -> Result<(), ArchiveError> {
        let head = held.head();
        let body = self.body_of(tx, &head).await?;
        let before = held.record.as_ref().and_then(|record| record.date.clone());
        let date = head.meeting.date.map(|date| date.to_string());
        if body.id == held.body.id && date == before {
            return Ok(());
        }
        let prefix = meeting_slug(head.meeting.date, &HashSet::new());
        let taken = store::meeting_slugs(tx, &body.slug, &prefix).await?;
        held.slug = meeting_slug(head.meeting.date, &taken);
        held.body = body;
        store::put_address(tx, &held.body.slug, &held.slug, held.id).await
    }
}

/// A task that ends when nobody waits for it any more.
struct Task(JoinHandle<Result<Again, ArchiveError>>);

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}
