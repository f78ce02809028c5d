//! Taking an answer, with the document that shows it.

use bytes::Bytes;
use jiff::{Timestamp, ToSpan};
use serde_json::json;

use super::rules::{LARGEST, MOST_A_DAY};
use super::{Answer, NewAnswer, OnwardError, Shown, store, write};
use crate::archive::{Archive, begin_writing, kind_of};
use crate::clock::day_in_denmark;
use crate::ids::RecipientId;

/// A document as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its name, as the sender's machine calls it.
    pub name: String,
    /// Its content.
    pub bytes: Bytes,
}

/// Kinds of documents that are taken, told by their content.
const TAKEN: [&str; 7] = [
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/rtf",
    "image/png",
    "image/jpeg",
    "image/tiff",
];

impl Upload {
    /// Its kind, if it is one that is taken and not too large.
    fn checked(&self) -> Result<(), OnwardError> {
        if self.bytes.len() > LARGEST {
            return Err(OnwardError::Large);
        }
        let kind = kind_of(&self.bytes);
        if TAKEN.contains(&kind) { Ok(()) } else { Err(OnwardError::Kind(kind.to_owned())) }
    }

    /// Its name without a folder before it.
    fn plain_name(&self) -> String {
        let last = self.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let name: String = last.chars().filter(|c| !c.is_control()).take(200).collect();
        if name.trim().is_empty() { "dokument".to_owned() } else { name.trim().to_owned() }
    }
}

/// Takes an answer for a recipient; the newest counts. Without a new document an answer keeps that
/// of the one before.
pub async fn answer(
    archive: &Archive,
    actor: &str,
    id: RecipientId,
    says: &NewAnswer,
    upload: Option<&Upload>,
) -> Result<(), OnwardError> {
    let now = archive.instant();
    let mut says = says.checked(day_in_denmark(now))?;
    if let Some(upload) = upload {
        upload.checked()?;
        let kept = archive.keep(upload.bytes.clone()).await?;
        says.document = Some(Shown {
            sha256: kept.sha256,
            name: upload.plain_name(),
            media_type: kept.media_type.to_owned(),
            size: kept.size,
        });
    }
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let recipient = store::recipient(&mut tx, id).await?.ok_or(OnwardError::Gone)?;
    let earlier = store::answers_of(&mut tx, id).await?;
    let newest = earlier.first();
    if says.document.is_none() {
        says.document = newest.and_then(|answer| answer.says.document.clone());
    }
    if newest.is_some_and(|answer| answer.says == says) {
        return Ok(());
    }
    if given_within_a_day(&earlier, now) >= MOST_A_DAY {
        return Err(OnwardError::TooMany);
    }
    let number = newest.map_or(0, |answer| answer.number) + 1;
    let (given_at, given_by) = (archive.now(), actor.to_owned());
    let answer =
        Answer { id: archive.ids().make(), recipient: id, number, says, given_at, given_by };
    store::put_answer(&mut tx, &answer).await?;
    let told = |answer: &Answer| {
        json!({
            "recipient": recipient.name,
            "answer": answer.says.said.name(),
            "date": answer.says.said.date().map(|date| date.to_string()),
            "text": answer.says.text,
            "document": answer.says.document.as_ref().map(|shown| &shown.sha256),
        })
    };
    let (was, is) = (newest.map(told), told(&answer));
    write(&mut tx, archive, actor, "onward.answer", recipient.onward, was, is).await?;
    Ok(tx.commit().await?)
}

fn given_within_a_day(answers: &[Answer], now: Timestamp) -> usize {
    let since = now.saturating_sub(24.hours()).unwrap_or(Timestamp::MIN);
    let times = answers.iter().filter_map(|answer| answer.given_at.parse::<Timestamp>().ok());
    times.filter(|at| *at > since).count()
}
