//! States that are kept: after a pause, after many steps, and whenever someone asks.

use serde_json::json;

use super::rules::steps;
use super::rules::tree::Node;
use super::rules::versions;
use super::store::{self, Kept, Text};
use super::{Batch, TextError};
use crate::archive::{Archive, ArchiveError, begin_writing};
use crate::db::Tx;
use crate::ids::TextId;

/// Who writes a step that no browser made.
const SERVER: &str = "raadslag";

/// A kept state of a text, or the state now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The text's version it shows.
    pub number: i64,
    /// Who wrote since the one before.
    pub authors: Vec<String>,
    /// When it was last written to (UTC, RFC 3339).
    pub at: String,
    /// What the one who kept it said.
    pub note: String,
    /// It is kept; else it is how the text stands just now.
    pub is_kept: bool,
}

impl From<Kept> for Version {
    fn from(kept: Kept) -> Self {
        let authors = kept.authors.lines().map(ToOwned::to_owned).collect();
        Self { number: kept.version, authors, at: kept.at, note: kept.note, is_kept: true }
    }
}

/// Keeps the text as it stands where it is due, before more is written to it.
pub(super) async fn keep_before(
    tx: &mut Tx,
    archive: &Archive,
    text: &Text,
) -> Result<(), TextError> {
    let unkept = store::unkept(tx, text.id).await?;
    let Some((written, authors)) = unkept else { return Ok(()) };
    let now = archive.now().parse().map_err(|e| ArchiveError::damaged("the clock", e))?;
    if versions::is_due(Some(written), now) {
        put(tx, text, &authors, "").await?;
        let now = archive.now();
        super::record(tx, &now, SERVER, "text.version", text.id, told(text, "")).await?;
    }
    Ok(())
}

/// What the journal says of a kept version.
fn told(text: &Text, note: &str) -> serde_json::Value {
    json!({"version": text.version, "sha256": super::hash(&text.doc), "note": note})
}

async fn put(tx: &mut Tx, text: &Text, authors: &[String], note: &str) -> Result<(), TextError> {
    let kept = Kept {
        version: text.version,
        doc: text.doc.json(),
        authors: authors.join("\n"),
        at: text.changed_at.clone(),
        note: note.to_owned(),
    };
    store::put_version(tx, text.id, &kept).await
}

/// Keeps the text as it stands, under a note.
pub async fn keep(
    archive: &Archive,
    id: TextId,
    author: &str,
    note: &str,
) -> Result<i64, TextError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let text = store::text(&mut tx, id).await?.ok_or(TextError::Missing)?;
    keep_now(&mut tx, &text, author, note).await?;
    let now = archive.now();
    super::record(&mut tx, &now, author, "text.version", id, told(&text, note.trim())).await?;
    tx.commit().await?;
    Ok(text.version)
}

async fn keep_now(tx: &mut Tx, text: &Text, author: &str, note: &str) -> Result<(), TextError> {
    let unkept = store::unkept(tx, text.id).await?;
    let authors = unkept.map_or_else(|| vec![author.to_owned()], |(_, authors)| authors);
    put(tx, text, &authors, note.trim()).await
}

/// Every version, newest first; the first is how the text stands.
pub async fn versions(archive: &Archive, id: TextId) -> Result<Vec<Version>, TextError> {
    let mut tx = archive.db().begin().await?;
    let text = store::text(&mut tx, id).await?.ok_or(TextError::Missing)?;
    let mut all: Vec<Version> =
        store::versions(&mut tx, id).await?.into_iter().map(Version::from).collect();
    if all.first().is_none_or(|newest| newest.number != text.version) {
        let authors = store::unkept(&mut tx, id).await?.map(|(_, authors)| authors);
        let now = Version {
            number: text.version,
            authors: authors.unwrap_or_default(),
            at: text.changed_at,
            note: String::new(),
            is_kept: false,
        };
        all.insert(0, now);
    }
    Ok(all)
}

/// The document of a version: a kept one, or the one the text stands at.
pub async fn version(
    archive: &Archive,
    id: TextId,
    number: i64,
) -> Result<(Version, Node), TextError> {
    let mut tx = archive.db().begin().await?;
    if let Some(kept) = store::version(&mut tx, id, number).await? {
        let doc = Node::parse(&kept.doc)
            .map_err(|e| ArchiveError::damaged(format!("text {id}, version {number}"), e))?;
        return Ok((kept.into(), doc));
    }
    let text = store::text(&mut tx, id).await?.ok_or(TextError::Missing)?;
    if text.version != number {
        return Err(TextError::NoVersion(number));
    }
    let authors = store::unkept(&mut tx, id).await?.map(|(_, authors)| authors);
    let at = text.changed_at;
    let authors = authors.unwrap_or_default();
    Ok((Version { number, authors, at, note: String::new(), is_kept: false }, text.doc))
}

/// Makes an older version the newest: one more step, so that open editors follow. The state before
/// it is kept.
pub async fn restore(
    archive: &Archive,
    id: TextId,
    author: &str,
    number: i64,
) -> Result<(), TextError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let text = store::text(&mut tx, id).await?.ok_or(TextError::Missing)?;
    if text.locked_at.is_some() {
        return Err(TextError::Locked);
    }
    let kept = store::version(&mut tx, id, number).await?.ok_or(TextError::NoVersion(number))?;
    let old = Node::parse(&kept.doc)
        .map_err(|e| ArchiveError::damaged(format!("text {id}, version {number}"), e))?;
    if old == text.doc {
        return Ok(());
    }
    if store::unkept(&mut tx, id).await?.is_some() {
        keep_now(&mut tx, &text, author, "").await?;
    }
    let batch = Batch {
        version: text.version,
        client: SERVER.to_owned(),
        batch: format!("restore-{number}-{}", text.version),
        steps: vec![steps::exchange(&text.doc, &old)],
    };
    super::take(&mut tx, archive, &text, author, &batch).await?;
    let restored = store::text(&mut tx, id).await?.ok_or(TextError::Missing)?;
    keep_now(&mut tx, &restored, author, "").await?;
    let after = json!({"from": number, "version": restored.version, "sha256": super::hash(&old)});
    super::record(&mut tx, &archive.now(), author, "text.restore", id, after).await?;
    tx.commit().await?;
    Ok(())
}
