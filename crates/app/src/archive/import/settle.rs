use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use raadslag_document::{Access, Document, Item};

use crate::archive::ArchiveError;
use crate::archive::derive::{self, Named};
use crate::archive::rules::{self, Composed, Entry, compose, newest_first};
use crate::archive::store::{
    self, AttachmentRecord, BodyRecord, ItemRecord, MeetingRecord, MentionRecord, VersionRecord,
    access_name, document_kind_name, plain, to_json,
};
use crate::db::Tx;
use crate::ids::{BodyId, ItemId, MeetingId, VersionId};

/// A meeting as held, with all its versions.
#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) id: MeetingId,
    pub(crate) slug: String,
    pub(crate) body: BodyRecord,
    /// As stored; `None` for a new meeting.
    pub(crate) record: Option<MeetingRecord>,
    /// In the order they were imported.
    pub(crate) versions: Vec<VersionRecord>,
    /// Every item, those replaced included.
    pub(crate) items: Vec<ItemRecord>,
}

impl Held {
    /// Loads a meeting.
    pub(crate) async fn load(
        tx: &mut Tx,
        body: BodyRecord,
        id: MeetingId,
    ) -> Result<Self, ArchiveError> {
        let record = store::meeting_record(tx, id).await?;
        Ok(Self {
            id,
            slug: record.slug.clone(),
            body,
            versions: store::version_records(tx, id).await?,
            items: store::item_records(tx, id).await?,
            record: Some(record),
        })
    }

    /// The order of its versions, newest first, and what they make together.
    fn compose(&self) -> (Vec<VersionId>, Composed<ItemId>) {
        let documents: Vec<_> = self.versions.iter().map(|version| &version.document).collect();
        let order = newest_first(&documents);
        let versions: Vec<rules::Held<'_, ItemId>> = order
            .iter()
            .map(|index| &self.versions[*index])
            .map(|version| rules::Held { document: &version.document, items: &version.items })
            .collect();
        (order.iter().map(|index| self.versions[*index].id).collect(), compose(&versions))
    }

    /// The document its versions make together, without items.
    pub(crate) fn head(&self) -> Document {
        self.compose().1.head
    }
}

impl MeetingRecord {
    /// A meeting of which only the address is known.
    pub(crate) fn empty(id: MeetingId, body_id: BodyId, slug: &str) -> Self {
        Self {
            id,
            body_id,
            slug: slug.to_owned(),
            date: None,
            start_time: None,
            end_time: None,
            place: None,
            is_virtual: false,
            is_cancelled: false,
            kind: document_kind_name(Default::default()).to_owned(),
            items: 0,
            head: String::new(),
        }
    }
}

impl ItemRecord {
    /// An item of which only the address is known; closed until its text is.
    pub(crate) fn empty(id: ItemId, slug: String) -> Self {
        Self {
            id,
            slug,
            position: None,
            section: None,
            number: None,
            title: String::new(),
            kind: String::new(),
            access: access_name(Access::Closed).to_owned(),
            case_number: None,
            outcome: String::new(),
            content: String::new(),
        }
    }
}

/// Which items are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Those that changed.
    Changed,
    /// All: the rules by which names are found may have changed.
    All,
}

/// Puts a meeting together from its versions and writes what that changes: its head, its items
/// with their annexes and names, and the queue of the search index.
///
/// `found` spares finding the names again in items that are shown just as they were read. Returns
/// whether an item that was open is closed now.
pub(crate) async fn settle(
    tx: &mut Tx,
    held: &Held,
    sequence: i64,
    found: &HashMap<ItemId, (&Item, &[Named])>,
    extent: Extent,
) -> Result<bool, ArchiveError> {
    let (order, composed) = held.compose();
    store::put_order(tx, &order).await?;
    let meeting = meeting_record(held, &composed);
    store::put_meeting(tx, &meeting).await?;
    let moved = held.record.as_ref().is_some_and(|before| elsewhere(before, &meeting));
    let items = changed(held, &composed, extent);
    let records: Vec<ItemRecord> = items.iter().map(|(record, _)| record.clone()).collect();
    store::put_items(tx, held.id, &records).await?;
    write_details(tx, held, composed.head.meeting.date, &items, found).await?;
    let queued: Vec<ItemId> = if moved {
        held.items.iter().map(|item| item.id).collect()
    } else {
        records.iter().map(|record| record.id).collect()
    };
    store::enqueue(tx, &queued, sequence).await?;
    Ok(closes(held, &records))
}

/// Whether any of these items was open before.
fn closes(held: &Held, now: &[ItemRecord]) -> bool {
    let (open, closed) = (access_name(Access::Open), access_name(Access::Closed));
    let was_open: HashSet<ItemId> =
        held.items.iter().filter(|item| item.access == open).map(|item| item.id).collect();
    now.iter().any(|item| item.access == closed && was_open.contains(&item.id))
}

/// What stands in the search entries of all items has changed.
fn elsewhere(before: &MeetingRecord, after: &MeetingRecord) -> bool {
    (before.body_id, &before.slug, &before.date) != (after.body_id, &after.slug, &after.date)
}

fn meeting_record(held: &Held, composed: &Composed<ItemId>) -> MeetingRecord {
    let meeting = &composed.head.meeting;
    MeetingRecord {
        id: held.id,
        body_id: held.body.id,
        slug: held.slug.clone(),
        date: meeting.date.map(|date| date.to_string()),
        start_time: meeting.start.map(|time| time.to_string()),
        end_time: meeting.end.map(|time| time.to_string()),
        place: meeting.place.as_deref().map(plain),
        is_virtual: meeting.r#virtual,
        is_cancelled: meeting.cancelled,
        kind: document_kind_name(composed.head.document).to_owned(),
        items: i64::try_from(composed.entries.len()).unwrap_or(i64::MAX),
        head: to_json(&composed.head),
    }
}

type Changed<'a> = Vec<(ItemRecord, &'a Item)>;

/// The items to write: with [`Extent::Changed`] those not stored as they now are.
fn changed<'a>(held: &Held, composed: &'a Composed<ItemId>, extent: Extent) -> Changed<'a> {
    let known: HashMap<ItemId, &ItemRecord> =
        held.items.iter().map(|record| (record.id, record)).collect();
    let listed = (0..).zip(&composed.entries).map(|(position, entry)| (Some(position), entry));
    let replaced = composed.replaced.iter().map(|entry| (None, entry));
    listed
        .chain(replaced)
        .filter_map(|(position, entry)| {
            let before = known.get(&entry.id)?;
            let now = item_record(&before.slug, position, entry);
            (extent == Extent::All || now != **before).then_some((now, &entry.item))
        })
        .collect()
}

fn item_record(slug: &str, position: Option<i64>, entry: &Entry<ItemId>) -> ItemRecord {
    let item = &entry.item;
    let outcome = item.decision.as_ref().map(|decision| decision.outcome).unwrap_or_default();
    ItemRecord {
        id: entry.id,
        slug: slug.to_owned(),
        position,
        section: position.and_then(|_| i64::try_from(entry.section).ok()),
        number: item.number.as_deref().map(plain),
        title: plain(&item.title),
        kind: item.kind.name().to_owned(),
        access: access_name(item.access).to_owned(),
        case_number: item.case_number.as_deref().map(plain),
        outcome: outcome.name().to_owned(),
        content: to_json(item),
    }
}

/// Writes the annexes and names of changed items.
async fn write_details(
    tx: &mut Tx,
    held: &Held,
    date: Option<Date>,
    changed: &Changed<'_>,
    found: &HashMap<ItemId, (&Item, &[Named])>,
) -> Result<(), ArchiveError> {
    let body = held.body.identity();
    let sums = store::enclosures(tx, held.id).await?;
    let (mut attachments, mut mentions) = (Vec::new(), Vec::new());
    for (record, item) in changed {
        for (position, attachment) in (0..).zip(&item.attachments) {
            let url = attachment.url.as_deref().map(plain);
            attachments.push(AttachmentRecord {
                item: record.id,
                position,
                title: plain(&attachment.title),
                sha256: url.as_ref().and_then(|url| sums.get(url)).cloned(),
                url,
            });
        }
        let known = found.get(&record.id).filter(|(read, _)| read == item);
        let named =
            known.map_or_else(|| derive::names(item, &body, date), |(_, named)| named.to_vec());
        mentions.extend((0..).zip(named).map(|(position, named)| MentionRecord {
            item: record.id,
            position,
            mention: named.mention,
            snippet: named.snippet,
        }));
    }
    let ids: Vec<ItemId> = changed.iter().map(|(record, _)| record.id).collect();
    store::put_attachments(tx, &ids, &attachments).await?;
    store::put_mentions(tx, &ids, &mentions).await
}
