//! Texts of cases, written by several people at once.
//!
//! ```text
//! editor ── steps ─► rules::steps ─► text, text_step ─► events to the other editors
//!    ▲                                   │
//!    └── newer steps, where it was behind ┘        text ─► rules::item ─► an agenda's item
//! ```
//!
//! Invariants:
//! - The text a version names is what its steps make of the text before them: the server applies
//!   every step itself and believes no browser about the result.
//! - A step is taken on top of all steps before it or not at all; who is behind gets what is newer
//!   and moves the own steps behind that. Nothing typed is dropped for having come late.
//! - A batch of steps has an id made by the browser; sent again, it is taken once.
//! - What was acknowledged is committed.
//! - Every tree that is stored is a text ([`rules::schema`]), and every text has an item.
//!
//! Reading order: [`rules`], `store` (the SQL), `hub` (who is there), `http`, `view`.

mod error;
mod events;
mod figures;
mod history;
mod http;
mod hub;
mod import;
mod proofing;
pub mod rules;
mod store;
mod view;
mod words;

#[cfg(test)]
mod tests;

use raadslag_document::{Access, Item, ItemKind};
use serde_json::json;

pub use error::TextError;
pub use figures::{Embedded, embedded, frozen};
pub use history::{Version, keep, restore, version, versions};
pub use http::routes;
pub use hub::{Hub, Peer};
pub use import::{Imported, import};
pub use rules::item::ANNEX;
pub use store::{Annex, TakenStep, Text};

use crate::archive::{Archive, Audience, begin_writing};
use crate::clock::day_in_denmark;
use crate::db::Tx;
use crate::ids::TextId;
use crate::journal::{self, Change};
use rules::steps::{self, Step};
use rules::tree::Node;
use rules::{item, renew, schema, template};

/// Steps in one batch, at most.
const MOST_STEPS: usize = 500;
/// Steps given at once to one who is behind.
const AT_ONCE: u32 = 1000;
/// Characters of a batch's or a client's name, at most.
const LONGEST_NAME: usize = 64;

/// What a text begins with.
#[derive(Debug, Clone)]
pub enum Beginning {
    /// The template of the item's kind, for a body of this name.
    Template {
        /// The item's title.
        title: String,
        /// The body's name, for the recommendation.
        body: Option<String>,
    },
    /// An item as it is: one read from a file.
    Item(Box<Item>),
    /// An earlier item, its years, dates and figures marked for renewal.
    Copy(Box<Item>),
}

/// A text to be made.
#[derive(Debug, Clone)]
pub struct NewText {
    /// What it is called.
    pub title: String,
    /// The item's kind.
    pub kind: ItemKind,
    /// What it is the text of, as the journal and [`Actor::is_barred`] name it: "case/…".
    ///
    /// [`Actor::is_barred`]: crate::access::Actor::is_barred
    pub subject: String,
    /// The slug of the body whose case it is.
    pub body: String,
    /// Who may read it.
    pub access: Access,
    /// What it begins with.
    pub beginning: Beginning,
}

/// Steps a browser sends.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct Batch {
    /// The version they were made on.
    pub version: i64,
    /// The browser tab.
    pub client: String,
    /// The batch's id, made by the browser.
    pub batch: String,
    /// The steps.
    pub steps: Vec<Step>,
}

/// Steps from a version on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// The version they come after.
    pub from: i64,
    /// The text's version now; further on than the steps lead where there are very many.
    pub version: i64,
    /// The steps.
    pub steps: Vec<TakenStep>,
}

/// What became of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Submitted {
    /// It was taken, now or when it was sent before.
    Accepted,
    /// It was made on an older version; this is what came since.
    Behind(Since),
}

/// Makes a text within a transaction that does more.
pub(crate) async fn create(
    tx: &mut Tx,
    archive: &Archive,
    author: &str,
    new: &NewText,
) -> Result<TextId, TextError> {
    let doc = beginning(new);
    schema::check(&doc).map_err(steps::StepError::from)?;
    let (id, now) = (archive.ids().make(), archive.now());
    store::put(tx, id, new, &doc.json(), author, &now).await?;
    store::put_version(tx, id, &store::Kept::first(&doc.json(), author, &now)).await?;
    let after = json!({"subject": new.subject, "sha256": hash(&doc)});
    record(tx, &now, author, "text.create", id, after).await?;
    Ok(id)
}

/// Writes into the journal what became of a text. Every step has its own row in `text_step`; what
/// chains them are the hashes of the versions that are kept.
async fn record(
    tx: &mut Tx,
    at: &str,
    actor: &str,
    action: &'static str,
    id: TextId,
    after: serde_json::Value,
) -> Result<(), TextError> {
    let subject = format!("text/{id}");
    let change = Change { at, actor, action, subject, before: None, after: Some(after) };
    Ok(journal::record(tx, &change).await?)
}

/// The SHA-256 of a document's JSON, in hexadecimal.
fn hash(doc: &Node) -> String {
    crate::digest::sha256(doc.json())
}

/// Makes a text.
pub async fn add(archive: &Archive, author: &str, new: &NewText) -> Result<TextId, TextError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let id = create(&mut tx, archive, author, new).await?;
    tx.commit().await?;
    Ok(id)
}

fn beginning(new: &NewText) -> Node {
    match &new.beginning {
        Beginning::Template { title, body } => {
            item::document(&template::item(new.kind, title, body.as_deref()))
        }
        Beginning::Item(it) => item::document(it),
        Beginning::Copy(it) => {
            let mut doc = item::document(it);
            renew::flag(&mut doc);
            doc
        }
    }
}

/// A text as it stands.
pub async fn load(archive: &Archive, id: TextId) -> Result<Option<Text>, TextError> {
    store::text(&mut archive.db().begin().await?, id).await
}

/// The steps taken after version `from`.
pub async fn since(archive: &Archive, id: TextId, from: i64) -> Result<Since, TextError> {
    let mut tx = archive.db().begin().await?;
    let version = store::current(&mut tx, id).await?.ok_or(TextError::Missing)?;
    newer(&mut tx, id, from, version).await
}

async fn newer(tx: &mut Tx, id: TextId, from: i64, version: i64) -> Result<Since, TextError> {
    let steps =
        if from < version { store::steps(tx, id, from, AT_ONCE).await? } else { Vec::new() };
    Ok(Since { from, version, steps })
}

/// Takes a batch of steps, or says what it missed.
pub async fn submit(
    archive: &Archive,
    id: TextId,
    author: &str,
    batch: &Batch,
) -> Result<Submitted, TextError> {
    check_batch(batch)?;
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    if store::has_batch(&mut tx, id, &batch.batch).await? {
        return Ok(Submitted::Accepted);
    }
    let text = store::text(&mut tx, id).await?.ok_or(TextError::Missing)?;
    if text.version != batch.version {
        let since = newer(&mut tx, id, batch.version, text.version).await?;
        return Ok(Submitted::Behind(since));
    }
    if text.locked_at.is_some() {
        return Err(TextError::Locked);
    }
    history::keep_before(&mut tx, archive, &text).await?;
    take(&mut tx, archive, &text, author, batch).await?;
    tx.commit().await?;
    Ok(Submitted::Accepted)
}

fn check_batch(batch: &Batch) -> Result<(), TextError> {
    let named = |name: &str| (1..=LONGEST_NAME).contains(&name.len());
    let sized = (1..=MOST_STEPS).contains(&batch.steps.len());
    if named(&batch.client) && named(&batch.batch) && sized {
        Ok(())
    } else {
        Err(TextError::Batch)
    }
}

/// Applies and stores steps; the caller has made sure that they are made on this version.
async fn take(
    tx: &mut Tx,
    archive: &Archive,
    text: &Text,
    author: &str,
    batch: &Batch,
) -> Result<(), TextError> {
    let mut doc = text.doc.clone();
    for step in &batch.steps {
        doc = steps::apply(&doc, step)?;
    }
    let now = archive.now();
    for (version, step) in (text.version + 1..).zip(&batch.steps) {
        store::put_step(tx, text.id, version, batch, step, author, &now).await?;
    }
    let version = text.version + i64::try_from(batch.steps.len()).unwrap_or(i64::MAX);
    store::update(tx, text.id, version, &doc.json(), author, &now).await
}

/// Lets nothing more be written to a text, or lets it again: its case is over, or goes on.
pub(crate) async fn lock(
    tx: &mut Tx,
    archive: &Archive,
    author: &str,
    id: TextId,
    is_locked: bool,
) -> Result<(), TextError> {
    let now = archive.now();
    store::lock(tx, id, is_locked.then_some(now.as_str())).await?;
    record(tx, &now, author, "text.lock", id, json!(is_locked)).await
}

/// Calls a text what its case is called now; the journal has that from the case.
pub(crate) async fn set_title(tx: &mut Tx, id: TextId, title: &str) -> Result<(), TextError> {
    store::set_title(tx, id, title).await
}

/// Opens or closes a text, as its case is opened or closed; the journal has that from the case.
pub(crate) async fn set_access(tx: &mut Tx, id: TextId, access: Access) -> Result<(), TextError> {
    store::set_access(tx, id, access).await
}

/// Says which annexes a text may refer to, in their order.
pub(crate) async fn set_annexes(
    tx: &mut Tx,
    id: TextId,
    annexes: &[Annex],
) -> Result<(), TextError> {
    store::set_annexes(tx, id, annexes).await
}

/// The annexes a text may refer to.
pub async fn annexes(archive: &Archive, id: TextId) -> Result<Vec<Annex>, TextError> {
    store::annexes(&mut archive.db().begin().await?, id).await
}

/// A text as an item, its figures as they stand today for this viewer.
pub(crate) async fn item(
    tx: &mut Tx,
    archive: &Archive,
    id: TextId,
    viewer: Audience,
) -> Result<Item, TextError> {
    let text = store::text(tx, id).await?.ok_or(TextError::Missing)?;
    let today = day_in_denmark(archive.instant());
    frozen(archive, &text.doc, Item::default(), today, viewer).await
}

/// How many stretches of a copied text are still marked to be looked at again.
pub(crate) async fn to_renew(tx: &mut Tx, id: TextId) -> Result<usize, TextError> {
    let text = store::text(tx, id).await?.ok_or(TextError::Missing)?;
    Ok(rules::renew::count(&text.doc))
}

/// The figures of a text that cannot be shown to `viewer` today.
pub(crate) async fn missing_figures(
    tx: &mut Tx,
    archive: &Archive,
    id: TextId,
    viewer: Audience,
) -> Result<Vec<String>, TextError> {
    let text = store::text(tx, id).await?.ok_or(TextError::Missing)?;
    let today = day_in_denmark(archive.instant());
    Ok(figures::missing(archive, &text.doc, today, viewer).await)
}
