use std::collections::{HashMap, HashSet};

use raadslag_document::{Document, Item};
use serde_json::json;

use super::prepare::{Known, Prepared, enclosures};
use super::settle::{Extent, Held, settle};
use crate::archive::derive::{self, Named};
use crate::archive::rules::{
    Candidate, ItemKey, item_slug, match_items, meeting_slug, same_meeting,
};
use crate::archive::store::{
    self, Appearance, BlobRecord, BodyRecord, ItemRecord, MeetingRecord, NewVersion, VersionRecord,
};
use crate::archive::visibility::has_text;
use crate::archive::{Archive, ArchiveError};
use crate::db::Tx;
use crate::ids::{ItemId, MeetingId, VersionId};

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Placed {
    /// The first document of a meeting.
    Added,
    /// Another version of a meeting held before.
    NewerVersion,
    /// Held before.
    Unchanged,
    /// An annex of a document.
    Annex,
}

impl Archive {
    /// Commits a document: all of it in one transaction. Also says whether it closes an item that
    /// was open.
    pub(super) async fn place(&self, prepared: &Prepared) -> Result<(Placed, bool), ArchiveError> {
        let mut tx = self.db().begin().await?;
        let sequence = store::begin_writing(&mut tx).await?;
        if store::held(&mut tx, &prepared.sha256).await? {
            return Ok((Placed::Unchanged, false));
        }
        let document = &prepared.document;
        let body = self.body_of(&mut tx, document).await?;
        let mut held = self.meeting_for(&mut tx, body, document).await?;
        let placed = if held.versions.is_empty() { Placed::Added } else { Placed::NewerVersion };
        let items = self.identify(&mut tx, &mut held, document).await?;
        let version = self.ids().make::<VersionId>();
        self.write_version(&mut tx, version, held.id, sequence, prepared).await?;
        write_entries(&mut tx, version, document, &items, &sums(&prepared.blobs)).await?;
        let known: HashMap<ItemId, (&Item, &[Named])> = items
            .iter()
            .zip(document.items().zip(&prepared.mentions))
            .map(|(id, (item, names))| (*id, (item, names.as_slice())))
            .collect();
        held.versions.push(VersionRecord { id: version, document: document.clone(), items });
        let closes = settle(&mut tx, &held, sequence, &known, Extent::Changed).await?;
        let after = json!({
            "version": version.to_string(),
            "file": prepared.name,
            "sha256": prepared.sha256,
        });
        self.record(&mut tx, "archive.import", format!("meeting/{}", held.id), after).await?;
        tx.commit().await?;
        Ok((placed, closes))
    }

    /// Adds annexes to a document held before: all of them in one transaction.
    pub(super) async fn enclose(&self, known: &Known) -> Result<(), ArchiveError> {
        let mut tx = self.db().begin().await?;
        let sequence = store::begin_writing(&mut tx).await?;
        let found = store::version_of(&mut tx, &known.sha256).await?;
        let Some((version, meeting, document)) = found else { return Ok(()) };
        let mut all = sums(&known.late);
        all.extend(store::enclosed_sums(&mut tx, version).await?);
        let blobs: Vec<BlobRecord> = known.late.values().cloned().collect();
        store::put_blobs(&mut tx, &blobs).await?;
        store::put_enclosures(&mut tx, version, &enclosures(&document, &all)).await?;
        let body = store::body_of_meeting(&mut tx, meeting).await?;
        let held = Held::load(&mut tx, body, meeting).await?;
        settle(&mut tx, &held, sequence, &HashMap::new(), Extent::All).await?;
        Ok(tx.commit().await?)
    }

    /// The body of a document, made where it is new.
    pub(crate) async fn body_of(
        &self,
        tx: &mut Tx,
        document: &Document,
    ) -> Result<BodyRecord, ArchiveError> {
        let body = derive::body(document.body.as_deref());
        let wanted = BodyRecord {
            id: self.ids().make(),
            slug: body.slug,
            name: store::plain(&body.name),
            kind: body.kind,
        };
        store::body_record(tx, wanted).await
    }

    /// The meeting a document belongs to, made where it is new.
    async fn meeting_for(
        &self,
        tx: &mut Tx,
        body: BodyRecord,
        document: &Document,
    ) -> Result<Held, ArchiveError> {
        let date = document.meeting.date.map(|date| date.to_string());
        let rows = store::candidates(tx, body.id, date.as_deref()).await?;
        let mut candidates = Vec::with_capacity(rows.len());
        for row in &rows {
            let items = store::item_records(tx, row.id).await?;
            candidates.push(Candidate {
                start: row.start_time.as_deref().and_then(|time| time.parse().ok()),
                items: items.iter().map(ItemRecord::key).collect(),
            });
        }
        match same_meeting(document, &candidates) {
            Some(index) => Held::load(tx, body, rows[index].id).await,
            None => self.new_meeting(tx, body, document).await,
        }
    }

    /// A new meeting with an address of its own.
    async fn new_meeting(
        &self,
        tx: &mut Tx,
        body: BodyRecord,
        document: &Document,
    ) -> Result<Held, ArchiveError> {
        let prefix = meeting_slug(document.meeting.date, &HashSet::new());
        let taken = store::meeting_slugs(tx, &body.slug, &prefix).await?;
        let slug = meeting_slug(document.meeting.date, &taken);
        let id = self.ids().make::<MeetingId>();
        store::put_meeting(tx, &MeetingRecord::empty(id, body.id, &slug)).await?;
        store::put_address(tx, &body.slug, &slug, id).await?;
        Ok(Held { id, slug, body, record: None, versions: Vec::new(), items: Vec::new() })
    }

    /// The item each entry of a new version's document is.
    async fn identify(
        &self,
        tx: &mut Tx,
        held: &mut Held,
        document: &Document,
    ) -> Result<Vec<ItemId>, ArchiveError> {
        let known: Vec<ItemKey> = held.items.iter().map(ItemRecord::key).collect();
        let entries: Vec<ItemKey> = document.items().map(ItemKey::of).collect();
        let matched = match_items(&known, &entries);
        let ids = matched.into_iter().map(|m| m.map(|index| held.items[index].id)).collect();
        self.complete(tx, held, document, ids).await
    }

    /// Gives the entries that are no known item an id and an address, for good.
    pub(crate) async fn complete(
        &self,
        tx: &mut Tx,
        held: &mut Held,
        document: &Document,
        ids: Vec<Option<ItemId>>,
    ) -> Result<Vec<ItemId>, ArchiveError> {
        let (body, meeting) = (held.body.slug.clone(), held.slug.clone());
        let mut taken = HashSet::new();
        if ids.iter().any(Option::is_none) {
            taken = store::item_slugs(tx, &format!("{body}-{meeting}-")).await?;
        }
        let (mut complete, mut new) = (Vec::with_capacity(ids.len()), Vec::new());
        for (item, id) in document.items().zip(ids) {
            complete.push(id.unwrap_or_else(|| {
                let number = item.number.as_deref();
                let slug = item_slug(&body, &meeting, number, &item.title, &taken);
                taken.insert(slug.clone());
                let record = ItemRecord::empty(self.ids().make(), slug);
                let id = record.id;
                new.push(record);
                id
            }));
        }
        store::put_items(tx, held.id, &new).await?;
        held.items.append(&mut new);
        Ok(complete)
    }

    async fn write_version(
        &self,
        tx: &mut Tx,
        id: VersionId,
        meeting: MeetingId,
        sequence: i64,
        prepared: &Prepared,
    ) -> Result<(), ArchiveError> {
        let blobs: Vec<BlobRecord> = prepared.blobs.values().cloned().collect();
        store::put_blobs(tx, &blobs).await?;
        let version = NewVersion {
            id,
            meeting,
            sequence,
            sha256: &prepared.sha256,
            file_name: &prepared.name,
            size: prepared.size,
            media_type: prepared.media_type,
            imported_at: self.now(),
            kind: prepared.document.document,
            supplementary: prepared.document.meeting.supplementary,
            document: &prepared.json,
        };
        store::put_version(tx, version).await
    }
}

/// Writes which item each entry of a version is, and the annexes it holds.
pub(crate) async fn write_entries(
    tx: &mut Tx,
    version: VersionId,
    document: &Document,
    items: &[ItemId],
    sums: &HashMap<String, String>,
) -> Result<(), ArchiveError> {
    let entry = |(id, item): (&ItemId, &Item)| Appearance {
        item: *id,
        access: item.access,
        has_text: has_text(item),
    };
    let entries: Vec<Appearance> = items.iter().zip(document.items()).map(entry).collect();
    store::put_appearances(tx, version, &entries).await?;
    store::put_enclosures(tx, version, &enclosures(document, sums)).await
}

fn sums(blobs: &HashMap<String, BlobRecord>) -> HashMap<String, String> {
    blobs.iter().map(|(url, blob)| (url.clone(), blob.sha256.clone())).collect()
}
