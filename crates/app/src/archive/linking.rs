//! Case threads after every change: made anew from all open items, in one transaction.
//!
//! Threads keep their addresses: which old thread a new one continues is decided by
//! [`rules::inherit`]. Closed items take no part, so that nothing in a thread rests on their text.

use std::collections::HashSet;

use super::derive::{self, Linked};
use super::rules::{self, HeldThread};
use super::store::{self, EventRecord, FullItem, ThreadRecord};
use super::{Archive, ArchiveError, Audience};
use crate::db::Tx;
use crate::ids::{ItemId, ThreadId};

/// Items loaded at a time.
const BATCH: i64 = 2000;

impl Archive {
    /// Links the items anew if any were written since they were last linked.
    pub(crate) async fn link_threads(&self) -> Result<(), ArchiveError> {
        let mut tx = self.db().begin().await?;
        let (written, linked) = store::progress(&mut tx).await?;
        drop(tx);
        if written == linked { Ok(()) } else { self.relink().await }
    }

    async fn relink(&self) -> Result<(), ArchiveError> {
        let mut tx = self.db().begin().await?;
        let sequence = store::begin_writing(&mut tx).await?;
        let items = open_items(&mut tx).await?;
        let link = move || derive::link(&items);
        let done = tokio::task::spawn_blocking(link).await;
        let linked = done.map_err(|error| ArchiveError::Task(error.to_string()))?;
        let held = store::held_threads(&mut tx).await?;
        let (threads, merged) = self.records(linked, &held);
        store::put_threads(&mut tx, &threads, &merged).await?;
        store::put_progress(&mut tx, sequence).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The threads under the addresses they keep or get, and those that were merged.
    fn records(
        &self,
        linked: Vec<Linked>,
        held: &[HeldThread],
    ) -> (Vec<ThreadRecord>, Vec<(ThreadId, ThreadId)>) {
        let items: Vec<Vec<ItemId>> = linked.iter().map(Linked::items).collect();
        let inheritance = rules::inherit(held, &items);
        let mut taken: HashSet<String> = held.iter().map(|thread| thread.slug.clone()).collect();
        let mut records = Vec::with_capacity(linked.len());
        for (thread, continued) in linked.into_iter().zip(&inheritance.continued) {
            let (id, slug) = match continued {
                Some(index) => (held[*index].id, held[*index].slug.clone()),
                None => (self.ids().make(), new_slug(&thread.slug, &taken)),
            };
            taken.insert(slug.clone());
            records.push(ThreadRecord { id, slug, title: thread.title, events: thread.events });
        }
        let merged = inheritance.merged.iter().map(|(old, new)| (held[*old].id, records[*new].id));
        let merged = merged.collect();
        (records, merged)
    }
}

impl Linked {
    fn items(&self) -> Vec<ItemId> {
        self.events.iter().filter_map(|event: &EventRecord| event.item).collect()
    }
}

fn new_slug(wished: &str, taken: &HashSet<String>) -> String {
    rules::free(&[if wished.is_empty() { "forloeb" } else { wished }], taken)
}

/// Every item the public may read.
async fn open_items(tx: &mut Tx) -> Result<Vec<FullItem>, ArchiveError> {
    let mut items: Vec<FullItem> = Vec::new();
    let mut after = None;
    loop {
        let batch = store::items_after(tx, after, BATCH).await?;
        let Some(last) = batch.last() else { return Ok(items) };
        after = Some(last.row.item_id);
        items.extend(batch.into_iter().filter(|full| Audience::Public.sees(full.row.access())));
    }
}
