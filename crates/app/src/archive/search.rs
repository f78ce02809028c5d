//! The search index as a projection of the items.
//!
//! A change of an item and its place in the queue are one transaction; the index takes from the
//! queue afterwards. An item is taken off the queue only when the index has it for good, so it is
//! indexed at least once, and a second time changes nothing. An item that its meeting no longer shows
//! is not found: its address answers those who have it.

use std::collections::HashMap;
use std::path::Path;

use raadslag_document::Outcome;
use raadslag_search::{Entry, Query, SearchError, Text};
pub use raadslag_search::{Piece, Sort};
use tokio::sync::mpsc::Receiver;

use super::store::{self, FullItem};
use super::{Archive, ArchiveError, Audience, ItemEntry, MentionKind, derive};
use crate::db::Tx;
use crate::ids::ItemId;

/// What is searched for.
#[derive(Debug, Clone, Default)]
pub struct SearchRequest {
    /// As typed.
    pub text: String,
    /// Only of the body with this slug.
    pub body: Option<String>,
    /// Only of meetings in this year.
    pub year: Option<i16>,
    /// Only of this kind.
    pub kind: Option<String>,
    /// Only with this outcome.
    pub outcome: Option<String>,
    /// Only where the municipality with this slug is named.
    pub municipality: Option<String>,
    /// Only where the person with this slug is named.
    pub person: Option<String>,
    /// In which order.
    pub sort: Sort,
    /// From 0.
    pub page: u32,
    /// Hits on a page.
    pub page_size: u32,
}

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SearchResponse {
    /// All hits, not only those on this page.
    pub total: u64,
    /// The hits on this page.
    pub hits: Vec<Hit>,
    /// Counts over all hits.
    pub facets: Facets,
    /// The query with misspelt words put right, where few or none were found.
    pub suggestion: Option<String>,
    /// No item has all the words: these have at least one.
    pub any_word: bool,
}

/// An item found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The item.
    pub entry: ItemEntry,
    /// The place in its texts that fits best.
    pub snippet: Vec<Piece>,
}

/// How the hits are spread.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// By body.
    pub bodies: Vec<FacetCount>,
    /// By year.
    pub years: Vec<FacetCount>,
    /// By kind.
    pub kinds: Vec<FacetCount>,
    /// By outcome.
    pub outcomes: Vec<FacetCount>,
    /// By municipality named.
    pub municipalities: Vec<FacetCount>,
    /// By person named.
    pub people: Vec<FacetCount>,
}

/// A value hits can be narrowed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCount {
    /// What to filter by.
    pub value: String,
    /// Its name; for kinds and outcomes, which the pages name in their own language, the value.
    pub label: String,
    /// How many hits have it.
    pub count: u64,
}

/// The open index.
pub(crate) struct Index {
    engine: raadslag_search::Index,
}

impl From<SearchError> for ArchiveError {
    fn from(error: SearchError) -> Self {
        Self::Search(error.to_string())
    }
}

impl From<Audience> for raadslag_search::Audience {
    fn from(audience: Audience) -> Self {
        match audience {
            Audience::Public => Self::Public,
            Audience::Insider => Self::Insider,
        }
    }
}

impl Index {
    /// Opens the index in this folder, made where there is none.
    pub(crate) fn open(folder: &Path) -> Result<Self, ArchiveError> {
        Ok(Self { engine: raadslag_search::Index::open(folder)? })
    }

    /// Differs whenever searches may find something else.
    pub(crate) fn state(&self) -> String {
        self.engine.state()
    }

    /// Makes the index of the entries that come, up to the end. Where they stop before it, the old
    /// index stays.
    fn build(&self, mut entries: Receiver<Batch>) -> Result<Option<u64>, SearchError> {
        let mut rebuild = self.engine.start_rebuild()?;
        loop {
            match entries.blocking_recv() {
                Some(Batch::Some(batch)) => {
                    batch.iter().try_for_each(|entry| rebuild.add(entry))?;
                }
                Some(Batch::End) => return rebuild.finish().map(Some),
                None => return Ok(None),
            }
        }
    }
}

/// What comes to the index when it is made anew.
enum Batch {
    Some(Vec<Entry>),
    End,
}

/// Items indexed at a time.
const AT_A_TIME: i64 = 2000;
/// Hits on a page, at most.
const PAGE: u32 = 200;

impl Archive {
    /// Brings the index up to date: fills it where it is new or was lost, else writes what waits in
    /// the queue.
    pub async fn catch_up(&self) -> Result<(), ArchiveError> {
        if self.index().engine.needs_rebuild() {
            self.reindex(|_| {}).await?;
        }
        loop {
            let mut tx = self.db().begin().await?;
            let queued = store::queued(&mut tx, Some(AT_A_TIME)).await?;
            if queued.is_empty() {
                return Ok(());
            }
            let ids: Vec<_> = queued.iter().map(|(item, _)| *item).collect();
            let items = store::full_items(&mut tx, &ids).await?;
            let (shown, gone): (Vec<_>, Vec<_>) =
                items.into_iter().partition(|item| item.row.section.is_some());
            let gone = gone.into_iter().map(|item| item.row.item_id.to_string()).collect();
            let entries = entries(&mut tx, shown).await?;
            drop(tx);
            self.write_index(entries, gone).await?;
            self.dequeue(&queued).await?;
        }
    }

    async fn dequeue(&self, done: &[(ItemId, i64)]) -> Result<(), ArchiveError> {
        let mut tx = self.db().begin().await?;
        store::lock(&mut tx).await?;
        store::dequeue(&mut tx, done).await?;
        Ok(tx.commit().await?)
    }

    /// Makes the index anew from the rows; returns how many items it has. Searches meet the old one
    /// until then.
    pub async fn reindex(&self, mut progress: impl FnMut(u64)) -> Result<u64, ArchiveError> {
        let mut tx = self.db().begin().await?;
        let queued = store::queued(&mut tx, None).await?;
        let (send, receive) = tokio::sync::mpsc::channel::<Batch>(2);
        let archive = self.clone();
        let build = tokio::task::spawn_blocking(move || archive.index().build(receive));
        let (mut after, mut done) = (None, 0);
        loop {
            let mut items = store::items_after(&mut tx, after, AT_A_TIME).await?;
            let Some(last) = items.last() else { break };
            after = Some(last.row.item_id);
            items.retain(|item| item.row.section.is_some());
            done += items.len() as u64;
            let entries = entries(&mut tx, items).await?;
            if send.send(Batch::Some(entries)).await.is_err() {
                break; // The build failed; it says why below.
            }
            progress(done);
        }
        let _ = send.send(Batch::End).await;
        drop(tx);
        let built = build.await.map_err(|error| ArchiveError::Task(error.to_string()))??;
        self.dequeue(&queued).await?;
        built.ok_or_else(|| ArchiveError::Search("making it anew was broken off".to_owned()))
    }

    async fn write_index(
        &self,
        entries: Vec<Entry>,
        gone: Vec<String>,
    ) -> Result<(), ArchiveError> {
        let archive = self.clone();
        let write = move || {
            let engine = &archive.index().engine;
            engine.remove(&gone)?;
            engine.put(&entries)
        };
        let done = tokio::task::spawn_blocking(write).await;
        Ok(done.map_err(|error| ArchiveError::Task(error.to_string()))??)
    }

    /// Searches. No query is an error.
    pub async fn search(
        &self,
        request: &SearchRequest,
        viewer: Audience,
    ) -> Result<SearchResponse, ArchiveError> {
        let page_size = request.page_size.clamp(1, PAGE) as usize;
        let query = Query {
            text: request.text.clone(),
            audience: viewer.into(),
            body: request.body.clone(),
            year: request.year,
            kind: request.kind.clone(),
            outcome: request.outcome.clone(),
            municipality: request.municipality.clone(),
            person: request.person.clone(),
            sort: request.sort,
            offset: page_size.saturating_mul(request.page as usize),
            limit: page_size,
        };
        let archive = self.clone();
        let search = move || archive.index().engine.search(&query);
        let done = tokio::task::spawn_blocking(search).await;
        let found = done.map_err(|error| ArchiveError::Task(error.to_string()))??;
        let mut tx = self.db().begin().await?;
        let slugs: Vec<String> = found.hits.iter().map(|hit| hit.slug.clone()).collect();
        let rows = store::items_with_slugs(&mut tx, &slugs).await?;
        let mut rows: HashMap<String, _> =
            rows.into_iter().map(|row| row.entry(viewer)).map(|e| (e.slug.clone(), e)).collect();
        let hits = found.hits.into_iter().filter_map(|hit| {
            let entry = rows.remove(&hit.slug)?;
            let open = viewer.sees(entry.access);
            Some(Hit { entry, snippet: if open { hit.snippet } else { Vec::new() } })
        });
        Ok(SearchResponse {
            total: found.total,
            hits: hits.collect(),
            facets: facets(&mut tx, found.facets, viewer).await?,
            suggestion: found.suggestion,
            any_word: found.any_word,
        })
    }
}

/// The entries of these items.
async fn entries(tx: &mut Tx, items: Vec<FullItem>) -> Result<Vec<Entry>, ArchiveError> {
    let ids: Vec<_> = items.iter().map(|full| full.row.item_id).collect();
    let mut named = store::names_of(tx, &ids).await?;
    let entry = |full: FullItem| {
        let names = named.remove(&full.row.item_id).unwrap_or_default();
        entry(full, names)
    };
    Ok(items.into_iter().map(entry).collect())
}

/// An item as the index takes it: all of it, each part with its audience.
fn entry(full: FullItem, names: store::Names) -> Entry {
    let FullItem { row, item } = full;
    let audience = if Audience::Public.sees(row.access()) {
        raadslag_search::Audience::Public
    } else {
        raadslag_search::Audience::Insider
    };
    let id = row.item_id.to_string();
    let shown = row.entry(Audience::Insider);
    let texts = item.texts().into_iter().skip(1).filter(|(_, text)| !text.is_empty());
    Entry {
        id,
        slug: shown.slug,
        meeting: shown.meeting.slug,
        body: shown.meeting.body_slug,
        body_name: shown.meeting.body,
        date: shown.meeting.date,
        kind: shown.kind.name().to_owned(),
        outcome: match item.decision.as_ref().map(|decision| decision.outcome) {
            Some(outcome) if outcome != Outcome::None => outcome.name().to_owned(),
            _ => String::new(),
        },
        audience,
        title_audience: raadslag_search::Audience::Public,
        number: shown.number,
        title: shown.title,
        case_number: item.case_number.clone(),
        texts: texts.map(|(_, text)| Text { content: text.to_owned(), audience }).collect(),
        municipalities: names.municipalities,
        people: names.people,
    }
}

/// Facets with the names of their values. A person whom no item the viewer may read names is left
/// out: the index may be behind an item that was closed since, and a slug tells the name.
async fn facets(
    tx: &mut Tx,
    mut found: raadslag_search::Facets,
    viewer: Audience,
) -> Result<Facets, ArchiveError> {
    let bodies = store::body_names(tx, &slugs(&found.bodies)).await?;
    let municipalities = municipality_names(tx, &found.municipalities, viewer).await?;
    let named = slugs(&found.people);
    let people = store::subject_names(tx, MentionKind::Person, &named, viewer).await?;
    found.people.retain(|(slug, _)| people.contains_key(slug));
    Ok(Facets {
        bodies: labelled(found.bodies, &bodies),
        years: labelled(found.years, &HashMap::new()),
        kinds: labelled(found.kinds, &HashMap::new()),
        outcomes: labelled(found.outcomes, &HashMap::new()),
        municipalities: labelled(found.municipalities, &municipalities),
        people: labelled(found.people, &people),
    })
}

fn slugs(values: &[(String, u64)]) -> Vec<&str> {
    values.iter().map(|(slug, _)| slug.as_str()).collect()
}

/// Names of municipalities: the register's, as in every mention. Only one it does not know is
/// looked for in the mentions, of which a municipality may have very many.
async fn municipality_names(
    tx: &mut Tx,
    values: &[(String, u64)],
    viewer: Audience,
) -> Result<HashMap<String, String>, ArchiveError> {
    let mut names = HashMap::new();
    let mut unknown = Vec::new();
    for slug in slugs(values) {
        match derive::municipality_name(slug) {
            Some(name) => drop(names.insert(slug.to_owned(), name.to_owned())),
            None => unknown.push(slug),
        }
    }
    let kind = MentionKind::Municipality;
    names.extend(store::subject_names(tx, kind, &unknown, viewer).await?);
    Ok(names)
}

fn labelled(values: Vec<(String, u64)>, labels: &HashMap<String, String>) -> Vec<FacetCount> {
    let facet = |(value, count): (String, u64)| FacetCount {
        label: labels.get(&value).unwrap_or(&value).clone(),
        value,
        count,
    };
    values.into_iter().map(facet).collect()
}
