//! Proof-reading in the house: the findings beside the text, what a body wants checked, and what was
//! looked at and left.
//!
//! The checks themselves are the crate `proof`'s. Here stands what it is told: who is who, which
//! meetings there are, what day it is, and the body's own [`Settings`]. An acceptance is remembered
//! under the finding's fingerprint, so it holds as long as the words stand in that item, wherever the
//! item moves; it needs a reason, and who gave it when is in the journal.

mod error;
mod http;
mod names;
mod store;
mod view;

#[cfg(test)]
mod tests;

use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use quick_cache::sync::Cache;
use raadslag_document::Document;
use raadslag_proof::{
    Code, Context, KnownMeeting, KnownPerson, Municipality, Register, Report, Settings, Switch,
};
use serde_json::json;

pub use error::ProofingError;
pub use http::routes;
pub(crate) use view::{lang, level};

use crate::archive::{Archive, ArchiveError, Audience, MeetingEntry, MeetingFilter, begin_writing};
use crate::digest;
use crate::journal::{self, Change};
use crate::register::{Region, Register as Known, slug};

/// Meetings of a body that tell who sits in it.
const LEARNT: usize = 3;
/// Reports kept at most: those of the meetings and texts that are worked on.
const KEPT: usize = 64;
/// Characters of a reason or of a word, at most.
const LONGEST: usize = 500;

/// Reports kept, by what they are made of.
static REPORTS: LazyLock<Cache<String, Arc<Report>>> = LazyLock::new(|| Cache::new(KEPT));

/// Proof-reads a document of a body as it is read today, among the meetings held and those planned.
pub async fn report(
    archive: &Archive,
    document: Document,
    planned: Vec<KnownMeeting>,
    today: Date,
) -> Result<Arc<Report>, ProofingError> {
    let body = slug(document.body.as_deref().unwrap_or_default());
    let settings = settings(archive, &body).await?;
    let meetings = archive.meetings(&MeetingFilter::default(), Audience::Public).await?;
    let people = people(archive, &body, &meetings).await?;
    let known =
        |meeting: MeetingEntry| Some(KnownMeeting { body: meeting.body, date: meeting.date? });
    let meetings = meetings.into_iter().filter_map(known).chain(planned).collect();
    let register = Register { meetings, people, ..register(&document) };
    let made_of = format!("{document:?}\0{register:?}\0{settings:?}\0{today}");
    let work = move || {
        let context = Context { register: &register, settings: &settings, today: Some(today) };
        Arc::new(raadslag_proof::proof(&document, &context))
    };
    let make = async {
        let done = tokio::task::spawn_blocking(work).await;
        Ok(done.map_err(|error| ArchiveError::Task(error.to_string()))?)
    };
    REPORTS.get_or_insert_async(&digest::sha256(made_of), make).await
}

/// Who sits in a body, by its latest meetings.
async fn people(
    archive: &Archive,
    body: &str,
    meetings: &[MeetingEntry],
) -> Result<Vec<KnownPerson>, ProofingError> {
    let mut own: Vec<&MeetingEntry> =
        meetings.iter().filter(|meeting| meeting.body_slug == body).collect();
    own.sort_by_key(|meeting| std::cmp::Reverse(meeting.date));
    let mut known = Register::default();
    for meeting in own.into_iter().take(LEARNT) {
        if let Some(held) = archive.meeting(body, &meeting.slug, Audience::Public).await? {
            known.learn(&held.document);
        }
    }
    Ok(known.people)
}

/// What proof-reading must know of who is who, and whose region the document's body is of.
pub fn register(document: &Document) -> Register {
    let known = Known::shared();
    let municipalities = known.municipalities().iter().map(|municipality| Municipality {
        name: municipality.name.clone(),
        region: municipality.region.name().to_owned(),
        population: municipality.population,
    });
    let body = document.body.as_deref().and_then(|name| known.body_named(name));
    Register {
        municipalities: municipalities.collect(),
        regions: Region::ALL.map(|region| region.name().to_owned()).to_vec(),
        own_region: body.and_then(|body| body.region).map(|region| region.name().to_owned()),
        ..Register::default()
    }
}

/// What a body wants checked, and what it has accepted.
pub async fn settings(archive: &Archive, body: &str) -> Result<Settings, ProofingError> {
    let mut tx = archive.db().begin().await?;
    Ok(Settings {
        switches: store::switches(&mut tx, body).await?,
        accepted: store::accepted(&mut tx, body).await?,
        words: store::words(&mut tx, body).await?,
        ..Settings::default()
    })
}

/// Leaves a finding of this fingerprint as it is, for a reason.
pub async fn accept(
    archive: &Archive,
    actor: &str,
    body: &str,
    fingerprint: &str,
    reason: &str,
) -> Result<(), ProofingError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(ProofingError::NoReason);
    }
    if reason.chars().count() > LONGEST {
        return Err(ProofingError::Long);
    }
    if fingerprint.len() != 16 || !fingerprint.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(ProofingError::NoFinding);
    }
    let now = archive.now();
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    store::put_acceptance(&mut tx, body, fingerprint, reason, (actor, &now)).await?;
    let after = json!({"body": body, "fingerprint": fingerprint, "reason": reason});
    write(&mut tx, &now, actor, "proof.accept", body, after).await?;
    Ok(tx.commit().await?)
}

/// Takes an acceptance back.
pub async fn raise_again(
    archive: &Archive,
    actor: &str,
    body: &str,
    fingerprint: &str,
) -> Result<(), ProofingError> {
    let now = archive.now();
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    store::end_acceptance(&mut tx, body, fingerprint).await?;
    let after = json!({"body": body, "fingerprint": fingerprint});
    write(&mut tx, &now, actor, "proof.raise_again", body, after).await?;
    Ok(tx.commit().await?)
}

/// Switches a check off, on, or to another level.
pub async fn switch(
    archive: &Archive,
    actor: &str,
    body: &str,
    code: Code,
    switch: Option<Switch>,
) -> Result<(), ProofingError> {
    let now = archive.now();
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    store::put_switch(&mut tx, body, code, switch).await?;
    let after = json!({"body": body, "code": code, "switch": switch});
    write(&mut tx, &now, actor, "proof.switch", body, after).await?;
    Ok(tx.commit().await?)
}

/// Counts a word as spelt right in a body.
pub async fn add_word(
    archive: &Archive,
    actor: &str,
    body: &str,
    word: &str,
) -> Result<(), ProofingError> {
    let word = word.trim().to_lowercase();
    if word.is_empty() || word.chars().any(char::is_whitespace) {
        return Err(ProofingError::NoWord);
    }
    if word.chars().count() > LONGEST {
        return Err(ProofingError::Long);
    }
    let now = archive.now();
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    store::put_word(&mut tx, body, &word).await?;
    write(&mut tx, &now, actor, "proof.word", body, json!({"body": body, "word": word})).await?;
    Ok(tx.commit().await?)
}

async fn write(
    tx: &mut crate::db::Tx,
    at: &str,
    actor: &str,
    action: &'static str,
    body: &str,
    after: serde_json::Value,
) -> Result<(), ProofingError> {
    let subject = format!("proof/{body}");
    let change = Change { at, actor, action, subject, before: None, after: Some(after) };
    Ok(journal::record(tx, &change).await?)
}
