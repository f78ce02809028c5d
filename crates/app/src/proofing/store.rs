//! The SQL.

use std::collections::{BTreeMap, BTreeSet};

use raadslag_proof::{Code, Fingerprint, Level, Switch};

use super::ProofingError;
use crate::archive::ArchiveError;
use crate::db::{Tx, sql};

fn switch_name(switch: Switch) -> &'static str {
    match switch {
        Switch::Off => "off",
        Switch::At(Level::Error) => "error",
        Switch::At(Level::Warning) => "warning",
        Switch::At(Level::Hint) => "hint",
    }
}

/// The switch of this name.
pub(super) fn switch_named(name: &str) -> Option<Switch> {
    let all = [Level::Error, Level::Warning, Level::Hint].map(Switch::At);
    all.into_iter().chain([Switch::Off]).find(|switch| switch_name(*switch) == name)
}

/// Every switch of a body. One of a check that is no more is left out.
pub(super) async fn switches(
    tx: &mut Tx,
    body: &str,
) -> Result<BTreeMap<Code, Switch>, ProofingError> {
    let rows: Vec<(String, String)> = sql!(tx, on => sqlx::query_as(
        "SELECT code, switch FROM proof_switch WHERE body = $1 ORDER BY code",
    )
    .bind(body)
    .fetch_all(on)
    .await)?;
    let read =
        |(code, switch): (String, String)| Some((code.parse().ok()?, switch_named(&switch)?));
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Sets a body's switch, or lets the check be as usual.
pub(super) async fn put_switch(
    tx: &mut Tx,
    body: &str,
    code: Code,
    switch: Option<Switch>,
) -> Result<(), ProofingError> {
    sql!(tx, on => sqlx::query("DELETE FROM proof_switch WHERE body = $1 AND code = $2")
        .bind(body)
        .bind(code.name())
        .execute(on)
        .await
        .map(drop))?;
    let Some(switch) = switch else { return Ok(()) };
    sql!(tx, on => sqlx::query("INSERT INTO proof_switch (body, code, switch) VALUES ($1, $2, $3)")
        .bind(body)
        .bind(code.name())
        .bind(switch_name(switch))
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

/// What a body has accepted, with the reasons.
pub(super) async fn accepted(
    tx: &mut Tx,
    body: &str,
) -> Result<BTreeMap<Fingerprint, String>, ProofingError> {
    let rows: Vec<(String, String)> = sql!(tx, on => sqlx::query_as(
        "SELECT fingerprint, reason FROM proof_acceptance WHERE body = $1 ORDER BY fingerprint",
    )
    .bind(body)
    .fetch_all(on)
    .await)?;
    let read = |(fingerprint, reason): (String, String)| {
        let fingerprint = serde_json::from_value(fingerprint.into());
        let fingerprint = fingerprint.map_err(|e| ArchiveError::damaged("an acceptance", e))?;
        Ok((fingerprint, reason))
    };
    rows.into_iter().map(read).collect()
}

/// Remembers an acceptance; a new reason takes the old one's place.
pub(super) async fn put_acceptance(
    tx: &mut Tx,
    body: &str,
    fingerprint: &str,
    reason: &str,
    (actor, at): (&str, &str),
) -> Result<(), ProofingError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO proof_acceptance (body, fingerprint, reason, actor, at) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (body, fingerprint) \
         DO UPDATE SET reason = excluded.reason, actor = excluded.actor, at = excluded.at",
    )
    .bind(body)
    .bind(fingerprint)
    .bind(reason)
    .bind(actor)
    .bind(at)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// Forgets an acceptance.
pub(super) async fn end_acceptance(
    tx: &mut Tx,
    body: &str,
    fingerprint: &str,
) -> Result<(), ProofingError> {
    sql!(tx, on => sqlx::query(
        "DELETE FROM proof_acceptance WHERE body = $1 AND fingerprint = $2",
    )
    .bind(body)
    .bind(fingerprint)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// A body's own words.
pub(super) async fn words(tx: &mut Tx, body: &str) -> Result<BTreeSet<String>, ProofingError> {
    let rows: Vec<String> = sql!(tx, on => sqlx::query_scalar("SELECT word FROM proof_word WHERE body = $1")
            .bind(body)
            .fetch_all(on)
            .await)?;
    Ok(rows.into_iter().collect())
}

/// Adds a word.
pub(super) async fn put_word(tx: &mut Tx, body: &str, word: &str) -> Result<(), ProofingError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO proof_word (body, word) VALUES ($1, $2) ON CONFLICT DO NOTHING",
    )
    .bind(body)
    .bind(word)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}
