//! What pages ask. Every answer is for a viewer.

use std::collections::HashMap;

use raadslag_document::Document;

use super::store::{self, AttachmentRow, MeetingRow, NamedRow};
use super::visibility::{original_is_visible, visible, visible_item};
use super::{
    AgendaEntry, Archive, ArchiveError, AttachmentEntry, Audience, BodyEntry, Counts, ItemDetail,
    ItemEntry, MeetingDetail, MeetingEntry, MeetingFilter, MentionKind, StoredFile, SubjectDetail,
    SubjectMention, ThreadDetail, VersionEntry, derive,
};
use crate::db::Tx;
use crate::digest::sha256;
use crate::ids::MeetingId;
use crate::register::slug;

impl Archive {
    /// Every body with a meeting, by name.
    pub async fn bodies(&self, _viewer: Audience) -> Result<Vec<BodyEntry>, ArchiveError> {
        store::bodies(&mut self.db().begin().await?, None).await
    }

    /// The body with this slug.
    pub async fn body(
        &self,
        slug: &str,
        _viewer: Audience,
    ) -> Result<Option<BodyEntry>, ArchiveError> {
        Ok(store::bodies(&mut self.db().begin().await?, Some(slug)).await?.pop())
    }

    /// Meetings; those without a date come last.
    pub async fn meetings(
        &self,
        filter: &MeetingFilter,
        _viewer: Audience,
    ) -> Result<Vec<MeetingEntry>, ArchiveError> {
        let rows = store::meetings(&mut self.db().begin().await?, filter).await?;
        Ok(rows.into_iter().map(MeetingEntry::from).collect())
    }

    /// Meetings like [`meetings`](Self::meetings), with what is on their agendas.
    pub async fn agendas(
        &self,
        filter: &MeetingFilter,
        viewer: Audience,
    ) -> Result<Vec<AgendaEntry>, ArchiveError> {
        let mut tx = self.db().begin().await?;
        let rows = store::meetings(&mut tx, filter).await?;
        let ids: Vec<MeetingId> = rows.iter().map(|row| row.meeting_id).collect();
        let mut items: HashMap<MeetingId, Vec<ItemEntry>> = HashMap::new();
        for row in store::agendas(&mut tx, &ids).await? {
            items.entry(row.meeting.meeting_id).or_default().push(row.entry(viewer));
        }
        let agenda = |row: MeetingRow| AgendaEntry {
            items: items.remove(&row.meeting_id).unwrap_or_default(),
            entry: row.into(),
        };
        Ok(rows.into_iter().map(agenda).collect())
    }

    /// The years in which a body, or any body, met; newest first.
    pub async fn years(
        &self,
        body: Option<&str>,
        _viewer: Audience,
    ) -> Result<Vec<i16>, ArchiveError> {
        store::years(&mut self.db().begin().await?, body).await
    }

    /// The meeting at this address. Under an old address the entry carries the present one.
    pub async fn meeting(
        &self,
        body_slug: &str,
        slug: &str,
        viewer: Audience,
    ) -> Result<Option<MeetingDetail>, ArchiveError> {
        let mut tx = self.db().begin().await?;
        let Some((row, head)) = store::meeting(&mut tx, body_slug, slug).await? else {
            return Ok(None);
        };
        let id = row.meeting_id;
        let entry = MeetingEntry::from(row);
        let (document, items) = whole(&mut tx, id, head, viewer).await?;
        let versions = versions(&mut tx, id, viewer).await?;
        let [previous, next] =
            store::neighbours(&mut tx, &entry.body_slug, entry.date, &entry.slug).await?;
        let (previous, next) = (previous.map(Into::into), next.map(Into::into));
        Ok(Some(MeetingDetail { entry, document, items, versions, previous, next }))
    }

    /// The item at this address.
    pub async fn item(
        &self,
        slug: &str,
        viewer: Audience,
    ) -> Result<Option<ItemDetail>, ArchiveError> {
        let mut tx = self.db().begin().await?;
        let Some(row) = store::item(&mut tx, slug).await? else { return Ok(None) };
        let (id, meeting, position) = (row.item_id, row.meeting.meeting_id, row.position);
        let full = store::full_items(&mut tx, &[id]).await?.pop();
        let item = visible_item(full.map(|full| full.item).unwrap_or_default(), viewer);
        let open = viewer.sees(row.access());
        let is_replaced = row.section.is_none();
        let section = section(&mut tx, meeting, row.section).await?;
        let (mut previous, mut next) = (None, None);
        if let Some(position) = position {
            previous = store::item_at(&mut tx, meeting, position - 1).await?;
            next = store::item_at(&mut tx, meeting, position + 1).await?;
        }
        let (mut attachments, mut mentions, mut thread) = (Vec::new(), Vec::new(), None);
        if open {
            let rows = store::attachments(&mut tx, id).await?;
            attachments = rows.into_iter().map(attachment).collect();
            mentions = store::mentions(&mut tx, id).await?;
            if let Some(found) = store::thread_of(&mut tx, id).await? {
                thread = store::thread(&mut tx, found, viewer).await?;
            }
        }
        Ok(Some(ItemDetail {
            entry: row.entry(viewer),
            section,
            is_replaced,
            item,
            attachments,
            thread,
            mentions,
            previous: previous.map(|row| row.entry(viewer)),
            next: next.map(|row| row.entry(viewer)),
        }))
    }

    /// The thread at this address. Under an old address it carries the present one.
    pub async fn thread(
        &self,
        slug: &str,
        viewer: Audience,
    ) -> Result<Option<ThreadDetail>, ArchiveError> {
        let mut tx = self.db().begin().await?;
        match store::thread_at(&mut tx, slug).await? {
            Some(id) => store::thread(&mut tx, id, viewer).await,
            None => Ok(None),
        }
    }

    /// Threads, most recently active first.
    pub async fn threads(
        &self,
        limit: u32,
        viewer: Audience,
    ) -> Result<Vec<ThreadDetail>, ArchiveError> {
        let mut tx = self.db().begin().await?;
        let mut threads = Vec::new();
        for id in store::latest_threads(&mut tx, limit).await? {
            threads.extend(store::thread(&mut tx, id, viewer).await?);
        }
        Ok(threads)
    }

    /// Slug, name and number of items of every municipality named, by name.
    pub async fn municipalities(
        &self,
        viewer: Audience,
    ) -> Result<Vec<(String, String, u32)>, ArchiveError> {
        store::subjects(&mut self.db().begin().await?, MentionKind::Municipality, viewer).await
    }

    /// Slug, name and number of items of every person named, by name.
    pub async fn people(
        &self,
        viewer: Audience,
    ) -> Result<Vec<(String, String, u32)>, ArchiveError> {
        store::subjects(&mut self.db().begin().await?, MentionKind::Person, viewer).await
    }

    /// What concerns a municipality; `None` where no visible item names it.
    pub async fn municipality(
        &self,
        slug: &str,
        viewer: Audience,
    ) -> Result<Option<SubjectDetail>, ArchiveError> {
        let facts = derive::municipality_facts(slug);
        self.subject(MentionKind::Municipality, slug, facts, viewer).await
    }

    /// Where a person is named; `None` where no visible item does.
    pub async fn person(
        &self,
        slug: &str,
        viewer: Audience,
    ) -> Result<Option<SubjectDetail>, ArchiveError> {
        let facts = store::posts(&mut self.db().begin().await?, slug, viewer).await?;
        self.subject(MentionKind::Person, slug, facts, viewer).await
    }

    async fn subject(
        &self,
        kind: MentionKind,
        slug: &str,
        facts: Vec<String>,
        viewer: Audience,
    ) -> Result<Option<SubjectDetail>, ArchiveError> {
        let mut tx = self.db().begin().await?;
        let named = store::named(&mut tx, kind, slug, viewer).await?;
        let Some(name) = named.first().map(|row| row.value.clone()) else { return Ok(None) };
        let deadlines =
            store::found_beside(&mut tx, MentionKind::Deadline, kind, slug, viewer).await?;
        Ok(Some(SubjectDetail {
            slug: slug.to_owned(),
            name,
            facts,
            mentions: named.into_iter().map(|row| subject_mention(row, viewer, None)).collect(),
            deadlines: deadlines
                .into_iter()
                .map(|row| {
                    let due = row.value.parse().ok();
                    subject_mention(row, viewer, due)
                })
                .collect(),
        }))
    }

    /// An annex held in the archive, if an item that lists it may be seen.
    pub async fn attachment(
        &self,
        sha256: &str,
        viewer: Audience,
    ) -> Result<Option<StoredFile>, ArchiveError> {
        let rows = store::enclosed(&mut self.db().begin().await?, sha256).await?;
        let mut seen = rows.into_iter().filter(|row| original_is_visible(&[row.printed()], viewer));
        let Some(row) = seen.next() else { return Ok(None) };
        let bytes = self.objects().get(sha256).await?;
        let name = file_name(&row.url);
        Ok(Some(StoredFile { bytes, media_type: row.media_type, name }))
    }

    /// The original of a document, unless a closed item is printed in it.
    pub async fn original(
        &self,
        sha256: &str,
        viewer: Audience,
    ) -> Result<Option<StoredFile>, ArchiveError> {
        let found = store::original(&mut self.db().begin().await?, sha256).await?;
        match found {
            Some((name, media_type, printed)) if original_is_visible(&printed, viewer) => {
                let bytes = self.objects().get(sha256).await?;
                Ok(Some(StoredFile { bytes, media_type, name }))
            }
            _ => Ok(None),
        }
    }

    /// The slugs of body and item wherever an annex stands: who is inside one of the bodies may
    /// have it.
    pub async fn annex_places(&self, sha256: &str) -> Result<Vec<(String, String)>, ArchiveError> {
        store::annex_places(&mut self.db().begin().await?, sha256).await
    }

    /// The slugs of body and item of everything printed in an original.
    pub async fn original_places(
        &self,
        sha256: &str,
    ) -> Result<Vec<(String, String)>, ArchiveError> {
        store::original_places(&mut self.db().begin().await?, sha256).await
    }

    /// The body's and the meeting's slug where a file is the original of one of its versions.
    pub async fn meeting_of_original(
        &self,
        bytes: &[u8],
    ) -> Result<Option<(String, String)>, ArchiveError> {
        let mut tx = self.db().begin().await?;
        let Some((_, meeting, _)) = store::version_of(&mut tx, &sha256(bytes)).await? else {
            return Ok(None);
        };
        let body = store::body_of_meeting(&mut tx, meeting).await?;
        let record = store::meeting_record(&mut tx, meeting).await?;
        Ok(Some((body.slug, record.slug)))
    }

    /// How much there is for the viewer.
    pub async fn counts(&self, viewer: Audience) -> Result<Counts, ArchiveError> {
        store::counts(&mut self.db().begin().await?, viewer).await
    }

    /// Whether the database answers.
    pub async fn ready(&self) -> bool {
        match self.db().begin().await {
            Ok(mut tx) => store::progress(&mut tx).await.is_ok(),
            Err(_) => false,
        }
    }
}

/// A meeting's document with its items, and their entries.
async fn whole(
    tx: &mut Tx,
    meeting: MeetingId,
    head: Document,
    viewer: Audience,
) -> Result<(Document, Vec<ItemEntry>), ArchiveError> {
    let rows = store::items_of(tx, meeting).await?;
    let mut document = head;
    let mut entries = Vec::with_capacity(rows.len());
    for full in rows {
        let section = full.row.section.and_then(|section| usize::try_from(section).ok());
        let section = section.and_then(|section| document.sections.get_mut(section));
        section
            .ok_or_else(|| ArchiveError::damaged(format!("meeting {meeting}"), "a lost section"))?
            .items
            .push(full.item);
        entries.push(full.row.entry(viewer));
    }
    Ok((visible(document, viewer), entries))
}

/// The versions of a meeting, newest first. Problems may quote a closed item, so they are withheld
/// where one is printed or is closed now.
async fn versions(
    tx: &mut Tx,
    meeting: MeetingId,
    viewer: Audience,
) -> Result<Vec<VersionEntry>, ArchiveError> {
    let mut printed = store::printed(tx, meeting).await?;
    let closed_now = printed.values().flatten().any(|item| !viewer.sees(item.access_now));
    let entry = |entry: VersionEntry| {
        let printed = printed.remove(&entry.sha256).unwrap_or_default();
        let closed_there = printed.iter().any(|item| !viewer.sees(item.access_there));
        let hidden = closed_there || closed_now;
        VersionEntry {
            original: original_is_visible(&printed, viewer),
            problems: if hidden { Vec::new() } else { entry.problems },
            ..entry
        }
    };
    Ok(store::versions(tx, meeting).await?.into_iter().map(entry).collect())
}

/// "2. Regionalpolitiske sager".
async fn section(
    tx: &mut Tx,
    meeting: MeetingId,
    index: Option<i64>,
) -> Result<Option<String>, ArchiveError> {
    let Some(index) = index.and_then(|index| usize::try_from(index).ok()) else {
        return Ok(None);
    };
    let head = store::head(tx, meeting).await?;
    let section = head.sections.get(index);
    Ok(section.and_then(|section| match (&section.number, &section.title) {
        (Some(number), Some(title)) => Some(format!("{number}. {title}")),
        (number, title) => title.clone().or_else(|| number.clone()),
    }))
}

fn attachment(row: AttachmentRow) -> AttachmentEntry {
    let held = row.sha256.is_some();
    let ours = |sum: &String| {
        let name = file_name(row.url.as_deref().unwrap_or_default());
        format!("/bilag/{sum}/{}", file_slug(&name))
    };
    AttachmentEntry {
        url: row.sha256.as_ref().map(ours).or_else(|| row.url.clone()),
        title: row.title,
        held,
        size: row.size.and_then(|size| u64::try_from(size).ok()),
        media_type: row.media_type,
    }
}

/// The last part of a link's path, unescaped where it can be.
fn file_name(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit(['/', '\\']).next().unwrap_or_default();
    super::import::unescaped(last).unwrap_or_else(|| last.to_owned())
}

/// A file name as part of an address: readable, and safe without escaping.
fn file_slug(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{}.{}", slug(stem), slug(ending)),
        None => slug(name),
    }
}

fn subject_mention(
    row: NamedRow,
    viewer: Audience,
    due: Option<jiff::civil::Date>,
) -> SubjectMention {
    SubjectMention { item: row.item.entry(viewer), snippet: row.snippet, due }
}
