//! Annexes: uploads are looked over, kept in the object store, and listed in an order.

use bytes::Bytes;
use serde_json::{Value, json};

use super::rules::{Annex, AnnexVersion, Finding};
use super::{CaseError, change, scan, store, text};
use crate::archive::{Archive, begin_writing, kind_of};
use crate::db::Tx;
use crate::ids::{AnnexId, CaseId};

/// Most bytes of an upload.
pub const LARGEST: usize = 50 << 20;
/// Longest title.
const TITLE: usize = 200;

/// A file that was sent.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Its name on the sender's machine.
    pub file_name: String,
    /// Its content.
    pub bytes: Bytes,
}

/// What a file may be: media type and file name ending.
const KINDS: [(&str, &str); 10] = [
    ("application/pdf", "pdf"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    ("application/rtf", "rtf"),
    ("text/plain", "txt"),
    ("image/png", "png"),
    ("image/jpeg", "jpg"),
    ("image/gif", "gif"),
    ("image/tiff", "tif"),
];

/// A file looked over and kept.
struct Kept {
    sha256: String,
    file_name: String,
    media_type: String,
    size: u64,
    findings: Vec<Finding>,
}

impl Kept {
    fn version(self, version: u32, archive: &Archive, actor: &str) -> AnnexVersion {
        AnnexVersion {
            version,
            sha256: self.sha256,
            file_name: self.file_name,
            media_type: self.media_type,
            size: self.size,
            findings: self.findings,
            accepted: None,
            added_at: archive.now(),
            added_by: actor.to_owned(),
        }
    }
}

/// Adds annexes, after the others and in their order: all of them or none.
pub async fn add(
    archive: &Archive,
    actor: &str,
    case: CaseId,
    uploads: Vec<Upload>,
) -> Result<Vec<AnnexId>, CaseError> {
    if uploads.is_empty() {
        return Err(CaseError::NoFile);
    }
    let kept = keep(archive, uploads).await?;
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let mut ids = Vec::new();
    for kept in kept {
        let id: AnnexId = archive.ids().make();
        let title = title_of(&kept.file_name);
        store::put_annex(&mut tx, case, id, &title).await?;
        let version = kept.version(1, archive, actor);
        store::put_version(&mut tx, id, &version).await?;
        write(&mut tx, archive, actor, "case.annex", case, None, told(id, &title, &version))
            .await?;
        ids.push(id);
    }
    tx.commit().await?;
    Ok(ids)
}

/// Puts an upload in the place of an annex's last one, which is kept.
pub async fn replace(
    archive: &Archive,
    actor: &str,
    case: CaseId,
    annex: AnnexId,
    upload: Upload,
) -> Result<(), CaseError> {
    let kept = keep(archive, vec![upload]).await?.pop().ok_or(CaseError::NoFile)?;
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let held = one(&mut tx, case, annex).await?;
    let version = kept.version(held.newest().version + 1, archive, actor);
    store::put_version(&mut tx, annex, &version).await?;
    let before = told(annex, &held.title, held.newest());
    let after = told(annex, &held.title, &version);
    write(&mut tx, archive, actor, "case.annex", case, Some(before), after).await?;
    Ok(tx.commit().await?)
}

/// Gives an annex another title.
pub async fn rename(
    archive: &Archive,
    actor: &str,
    case: CaseId,
    annex: AnnexId,
    title: &str,
) -> Result<(), CaseError> {
    let title: String = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err(CaseError::NoTitle);
    }
    let title: String = title.chars().take(TITLE).collect();
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let held = one(&mut tx, case, annex).await?;
    store::rename_annex(&mut tx, annex, &title).await?;
    let named = |title: &str| json!({"annex": annex.to_string(), "title": title});
    let (before, after) = (named(&held.title), named(&title));
    write(&mut tx, archive, actor, "case.annex_title", case, Some(before), after).await?;
    Ok(tx.commit().await?)
}

/// Takes an annex out of the case; its uploads are kept.
pub async fn remove(
    archive: &Archive,
    actor: &str,
    case: CaseId,
    annex: AnnexId,
) -> Result<(), CaseError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let held = one(&mut tx, case, annex).await?;
    store::remove_annex(&mut tx, annex).await?;
    let before = told(annex, &held.title, held.newest());
    write(&mut tx, archive, actor, "case.annex_remove", case, Some(before), Value::Null).await?;
    Ok(tx.commit().await?)
}

/// Puts an annex at a place among the others, from 0.
pub async fn move_to(
    archive: &Archive,
    actor: &str,
    case: CaseId,
    annex: AnnexId,
    place: usize,
) -> Result<(), CaseError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let annexes = store::annexes(&mut tx, case).await?;
    let before: Vec<AnnexId> = annexes.iter().map(|annex| annex.id).collect();
    if !before.contains(&annex) {
        return Err(CaseError::NoAnnex);
    }
    let mut order: Vec<AnnexId> = before.iter().copied().filter(|id| *id != annex).collect();
    order.insert(place.min(order.len()), annex);
    store::order_annexes(&mut tx, &order).await?;
    let listed = |ids: &[AnnexId]| json!(ids.iter().map(ToString::to_string).collect::<Vec<_>>());
    let (before, after) = (listed(&before), listed(&order));
    let after = json!({"order": after});
    let before = Some(json!({"order": before}));
    write(&mut tx, archive, actor, "case.annex_order", case, before, after).await?;
    Ok(tx.commit().await?)
}

/// Accepts, with a reason, what was found in an annex's newest upload: it may be published.
pub async fn accept(
    archive: &Archive,
    actor: &str,
    case: CaseId,
    annex: AnnexId,
    version: u32,
    reason: &str,
) -> Result<(), CaseError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(CaseError::NoReason);
    }
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let held = one(&mut tx, case, annex).await?;
    // Accepted is what was seen, not what someone else has uploaded since.
    if held.newest().version != version {
        return Err(CaseError::Changed);
    }
    store::accept_findings(&mut tx, annex, version, actor, &archive.now(), reason).await?;
    let kinds: Vec<&str> = held.newest().findings.iter().map(|one| one.kind.name()).collect();
    let after = json!({
        "annex": annex.to_string(), "title": held.title, "version": version,
        "findings": kinds, "reason": reason,
    });
    write(&mut tx, archive, actor, "case.annex_accept", case, None, after).await?;
    Ok(tx.commit().await?)
}

/// The content of an upload.
pub async fn content(archive: &Archive, sha256: &str) -> Result<Bytes, CaseError> {
    Ok(archive.kept(sha256).await?)
}

/// Where an annex lies beside a document that lists it.
pub(super) fn path(version: &AnnexVersion) -> String {
    let sum: String = version.sha256.chars().take(16).collect();
    format!("bilag/{sum}/{}", version.file_name)
}

pub(super) async fn one(tx: &mut Tx, case: CaseId, annex: AnnexId) -> Result<Annex, CaseError> {
    let annexes = store::annexes(tx, case).await?;
    annexes.into_iter().find(|one| one.id == annex).ok_or(CaseError::NoAnnex)
}

/// Looks files over and keeps them. What is then not listed anywhere is never shown.
async fn keep(archive: &Archive, uploads: Vec<Upload>) -> Result<Vec<Kept>, CaseError> {
    let mut checked = Vec::new();
    for upload in uploads {
        checked.push((media_type(&upload)?, upload));
    }
    let mut kept = Vec::new();
    for (media_type, upload) in checked {
        let bytes = upload.bytes.clone();
        let looked = tokio::task::spawn_blocking(move || scan::findings(&bytes, media_type)).await;
        let findings =
            looked.map_err(|error| crate::archive::ArchiveError::Task(error.to_string()))?;
        let size = upload.bytes.len() as u64;
        let sha256 = archive.keep(upload.bytes).await?.sha256;
        let file_name = file_name(&upload.file_name, media_type);
        kept.push(Kept { sha256, file_name, media_type: media_type.to_owned(), size, findings });
    }
    Ok(kept)
}

/// The media type by the content, if an annex may have it.
fn media_type(upload: &Upload) -> Result<&'static str, CaseError> {
    if upload.bytes.is_empty() {
        return Err(CaseError::NoFile);
    }
    let found = kind_of(&upload.bytes);
    let plain = found.split(';').next().unwrap_or_default();
    if KINDS.iter().any(|(kind, _)| *kind == plain) {
        return Ok(found);
    }
    Err(CaseError::Kind { name: upload.file_name.clone(), found: plain.to_owned() })
}

/// The last part of a path, without characters that mean something, with the ending of its kind.
fn file_name(sent: &str, media_type: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String =
        last.chars().filter(|c| !c.is_control() && !"<>:\"|?*#%".contains(*c)).take(120).collect();
    let plain = plain.trim().trim_matches('.');
    let kind = media_type.split(';').next().unwrap_or_default();
    let ending = KINDS.iter().find(|(name, _)| *name == kind).map_or("bin", |(_, ending)| ending);
    let (stem, had) = plain.rsplit_once('.').unwrap_or((plain, ""));
    let had = had.to_ascii_lowercase();
    let fits = had == ending
        || matches!(
            (had.as_str(), ending),
            ("jpeg", "jpg") | ("tiff", "tif") | ("csv" | "md", "txt")
        );
    match (stem.is_empty(), fits) {
        (true, _) => format!("bilag.{ending}"),
        (false, true) => plain.to_owned(),
        (false, false) => format!("{stem}.{ending}"),
    }
}

/// A title to begin with: the file's name as words.
fn title_of(file_name: &str) -> String {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    stem.replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn told(annex: AnnexId, title: &str, version: &AnnexVersion) -> Value {
    json!({
        "annex": annex.to_string(), "title": title, "version": version.version,
        "file_name": version.file_name, "sha256": version.sha256,
        "findings": version.findings.len(),
    })
}

async fn write(
    tx: &mut Tx,
    archive: &Archive,
    actor: &str,
    action: &'static str,
    case: CaseId,
    before: Option<Value>,
    after: Value,
) -> Result<(), CaseError> {
    let held = store::case_by_id(tx, case).await?;
    text::set_annexes(tx, &held).await?;
    change::write(tx, archive, actor, action, &held, before, after).await
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_file_name_is_plain_and_ends_as_its_content_is() {
        let pdf = "application/pdf";
        for (sent, name) in [
            ("C:\\Mine filer\\Notat.PDF", "Notat.PDF"),
            ("../../etc/passwd", "passwd.pdf"),
            ("notat.docx", "notat.pdf"),
            ("", "bilag.pdf"),
            ("a\u{0}<b>.pdf", "ab.pdf"),
        ] {
            assert_eq!(file_name(sent, pdf), name, "{sent}");
        }
        assert_eq!(file_name("tal.csv", "text/plain; charset=utf-8"), "tal.csv");
    }
}
