//! Annexes and advice.

use std::collections::HashMap;

use super::super::CaseError;
use super::super::rules::{Advice, Annex, AnnexVersion, Stance};
use crate::archive::ArchiveError;
use crate::db::{Tx, sql};
use crate::ids::{AccountId, AdviceId, AnnexId, CaseId};

#[derive(sqlx::FromRow)]
struct VersionRow {
    annex_id: AnnexId,
    version: i64,
    sha256: String,
    file_name: String,
    media_type: String,
    size: i64,
    findings: String,
    accepted_by: Option<String>,
    accepted_at: Option<String>,
    accepted_reason: Option<String>,
    added_at: String,
    added_by: String,
}

fn version(row: VersionRow) -> Result<AnnexVersion, CaseError> {
    let damaged = |why: String| ArchiveError::damaged(format!("annex {}", row.annex_id), why);
    let accepted = match (row.accepted_by, row.accepted_at, row.accepted_reason) {
        (Some(by), Some(at), Some(reason)) => Some((by, at, reason)),
        _ => None,
    };
    Ok(AnnexVersion {
        version: u32::try_from(row.version).map_err(|e| damaged(e.to_string()))?,
        sha256: row.sha256,
        file_name: row.file_name,
        media_type: row.media_type,
        size: u64::try_from(row.size).map_err(|e| damaged(e.to_string()))?,
        findings: serde_json::from_str(&row.findings).map_err(|e| damaged(e.to_string()))?,
        accepted,
        added_at: row.added_at,
        added_by: row.added_by,
    })
}

/// A case's annexes in order, with every upload.
pub(in super::super) async fn annexes(tx: &mut Tx, case: CaseId) -> Result<Vec<Annex>, CaseError> {
    let rows: Vec<(AnnexId, String)> = sql!(tx, on => sqlx::query_as(
        "SELECT id, title FROM case_annex WHERE case_id = $1 AND is_removed = FALSE \
         ORDER BY position, id",
    )
    .bind(case)
    .fetch_all(on)
    .await)?;
    let versions: Vec<VersionRow> = sql!(tx, on => sqlx::query_as(
        "SELECT annex_id, version, sha256, file_name, media_type, size, findings, accepted_by, \
         accepted_at, accepted_reason, added_at, added_by FROM case_annex_version \
         WHERE annex_id IN (SELECT id FROM case_annex WHERE case_id = $1) ORDER BY version DESC",
    )
    .bind(case)
    .fetch_all(on)
    .await)?;
    let mut of: HashMap<AnnexId, Vec<AnnexVersion>> = HashMap::new();
    for row in versions {
        of.entry(row.annex_id).or_default().push(version(row)?);
    }
    let annex = |(id, title)| Annex { id, title, versions: of.remove(&id).unwrap_or_default() };
    let annexes = rows.into_iter().map(annex).filter(|annex| !annex.versions.is_empty());
    Ok(annexes.collect())
}

/// Writes a new annex, after the others.
pub(in super::super) async fn put_annex(
    tx: &mut Tx,
    case: CaseId,
    id: AnnexId,
    title: &str,
) -> Result<(), CaseError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO case_annex (id, case_id, position, title, is_removed) VALUES ($1, $2, \
         (SELECT COALESCE(MAX(position), 0) + 1 FROM case_annex WHERE case_id = $2), $3, FALSE)",
    )
    .bind(id)
    .bind(case)
    .bind(title)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// Writes an upload.
pub(in super::super) async fn put_version(
    tx: &mut Tx,
    annex: AnnexId,
    version: &AnnexVersion,
) -> Result<(), CaseError> {
    let findings = serde_json::to_string(&version.findings)
        .map_err(|error| ArchiveError::damaged("findings", error))?;
    let size = i64::try_from(version.size).map_err(|e| ArchiveError::damaged("a size", e))?;
    sql!(tx, on => sqlx::query(
        "INSERT INTO case_annex_version (annex_id, version, sha256, file_name, media_type, size, \
         findings, added_at, added_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(annex)
    .bind(i64::from(version.version))
    .bind(&version.sha256)
    .bind(&version.file_name)
    .bind(&version.media_type)
    .bind(size)
    .bind(findings)
    .bind(&version.added_at)
    .bind(&version.added_by)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// Gives an annex another title.
pub(in super::super) async fn rename_annex(
    tx: &mut Tx,
    id: AnnexId,
    title: &str,
) -> Result<(), CaseError> {
    sql!(tx, on => sqlx::query("UPDATE case_annex SET title = $2 WHERE id = $1")
        .bind(id)
        .bind(title)
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

/// Takes an annex out of its case.
pub(in super::super) async fn remove_annex(tx: &mut Tx, id: AnnexId) -> Result<(), CaseError> {
    sql!(tx, on => sqlx::query("UPDATE case_annex SET is_removed = TRUE WHERE id = $1")
        .bind(id)
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

/// Puts annexes into this order.
pub(in super::super) async fn order_annexes(
    tx: &mut Tx,
    order: &[AnnexId],
) -> Result<(), CaseError> {
    for (position, id) in (1_i64..).zip(order) {
        sql!(tx, on => sqlx::query("UPDATE case_annex SET position = $2 WHERE id = $1")
            .bind(*id)
            .bind(position)
            .execute(on)
            .await
            .map(drop))?;
    }
    Ok(())
}

/// Notes who accepted what was found in an upload, and why.
pub(in super::super) async fn accept_findings(
    tx: &mut Tx,
    annex: AnnexId,
    version: u32,
    by: &str,
    at: &str,
    reason: &str,
) -> Result<(), CaseError> {
    sql!(tx, on => sqlx::query(
        "UPDATE case_annex_version SET accepted_by = $3, accepted_at = $4, accepted_reason = $5 \
         WHERE annex_id = $1 AND version = $2",
    )
    .bind(annex)
    .bind(i64::from(version))
    .bind(by)
    .bind(at)
    .bind(reason)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct AdviceRow {
    id: AdviceId,
    version: i64,
    body: String,
    account_id: AccountId,
    author: String,
    stance: String,
    text: String,
    given_at: String,
    is_late: bool,
}

/// Every version of every advice on a case: the oldest advice first, of each the newest version
/// first.
pub(in super::super) async fn advice(tx: &mut Tx, case: CaseId) -> Result<Vec<Advice>, CaseError> {
    let rows: Vec<AdviceRow> = sql!(tx, on => sqlx::query_as(
        "SELECT id, version, body, account_id, author, stance, text, given_at, is_late \
         FROM case_advice WHERE case_id = $1 ORDER BY id, version DESC",
    )
    .bind(case)
    .fetch_all(on)
    .await)?;
    let advice = |row: AdviceRow| {
        let damaged = || ArchiveError::damaged(format!("advice {}", row.id), "its row");
        Ok(Advice {
            id: row.id,
            version: u32::try_from(row.version).map_err(|_| damaged())?,
            stance: Stance::named(&row.stance).ok_or_else(damaged)?,
            body: row.body,
            account: row.account_id,
            author: row.author,
            text: row.text,
            given_at: row.given_at,
            is_late: row.is_late,
        })
    };
    rows.into_iter().map(advice).collect()
}

/// Writes a version of an advice.
pub(in super::super) async fn put_advice(
    tx: &mut Tx,
    case: CaseId,
    advice: &Advice,
) -> Result<(), CaseError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO case_advice (id, version, case_id, body, account_id, author, stance, text, \
         given_at, is_late) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(advice.id)
    .bind(i64::from(advice.version))
    .bind(case)
    .bind(&advice.body)
    .bind(advice.account)
    .bind(&advice.author)
    .bind(advice.stance.name())
    .bind(&advice.text)
    .bind(&advice.given_at)
    .bind(advice.is_late)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}
