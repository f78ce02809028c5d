//! The SQL.

use std::collections::HashMap;

use jiff::civil::Date;
use raadslag_document::{Access, Block};

use super::OnwardError;
use super::rules::{Answer, Asked, NewAnswer, NewOnward, Onward, Recipient, Said, Shown};
use crate::archive::ArchiveError;
use crate::db::{Tx, sql};
use crate::ids::{AnswerId, OnwardId, RecipientId};

fn damaged(what: impl std::fmt::Display, why: impl std::fmt::Display) -> OnwardError {
    ArchiveError::damaged(what.to_string(), why).into()
}

fn blocks(what: impl std::fmt::Display, json: &str) -> Result<Vec<Block>, OnwardError> {
    serde_json::from_str(json).map_err(|error| damaged(what, error))
}

fn json(blocks: &[Block]) -> String {
    serde_json::to_string(blocks).expect("blocks are JSON")
}

fn day(what: impl std::fmt::Display, text: &str) -> Result<Date, OnwardError> {
    text.parse().map_err(|error| damaged(what, error))
}

#[derive(sqlx::FromRow)]
struct OnwardRow {
    id: OnwardId,
    body: String,
    item: String,
    title: String,
    asked: String,
    deadline: String,
    text: String,
    item_text: String,
    closed: bool,
    sent_at: Option<String>,
}

impl OnwardRow {
    fn onward(self) -> Result<Onward, OnwardError> {
        let what = format!("onward case {}", self.id);
        let asked = Asked::named(&self.asked).ok_or_else(|| damaged(&what, "asks for nothing"))?;
        let says = NewOnward {
            title: self.title,
            asked,
            deadline: day(&what, &self.deadline)?,
            text: blocks(&what, &self.text)?,
            access: if self.closed { Access::Closed } else { Access::Open },
        };
        let item_text = blocks(&what, &self.item_text)?;
        let Self { id, body, item, sent_at, .. } = self;
        Ok(Onward { id, body, item, says, item_text, sent_at })
    }
}

/// Writes a case, new or changed.
pub(super) async fn put(tx: &mut Tx, case: &Onward, now: &str) -> Result<(), OnwardError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO onward (id, body, item, title, asked, deadline, text, item_text, closed, \
         created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
         ON CONFLICT (id) DO UPDATE SET title = excluded.title, asked = excluded.asked, \
         deadline = excluded.deadline, text = excluded.text, closed = excluded.closed",
    )
    .bind(case.id)
    .bind(&case.body)
    .bind(&case.item)
    .bind(&case.says.title)
    .bind(case.says.asked.name())
    .bind(case.says.deadline.to_string())
    .bind(json(&case.says.text))
    .bind(json(&case.item_text))
    .bind(case.says.access == Access::Closed)
    .bind(now)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

pub(super) async fn set_sent(tx: &mut Tx, id: OnwardId, now: &str) -> Result<(), OnwardError> {
    sql!(tx, on => sqlx::query(
        "UPDATE onward SET sent_at = $2 WHERE id = $1 AND sent_at IS NULL",
    )
    .bind(id)
    .bind(now)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

pub(super) async fn one(tx: &mut Tx, id: OnwardId) -> Result<Option<Onward>, OnwardError> {
    let row: Option<OnwardRow> = sql!(tx, on => sqlx::query_as(
        "SELECT id, body, item, title, asked, deadline, text, item_text, closed, sent_at \
         FROM onward WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(on)
    .await)?;
    row.map(OnwardRow::onward).transpose()
}

/// The cases, of one body where one is named; the latest deadline first.
pub(super) async fn all(tx: &mut Tx, body: Option<&str>) -> Result<Vec<Onward>, OnwardError> {
    let rows: Vec<OnwardRow> = sql!(tx, on => sqlx::query_as(
        "SELECT id, body, item, title, asked, deadline, text, item_text, closed, sent_at \
         FROM onward WHERE $1 IS NULL OR body = $1 ORDER BY deadline DESC, id",
    )
    .bind(body)
    .fetch_all(on)
    .await)?;
    rows.into_iter().map(OnwardRow::onward).collect()
}

#[derive(sqlx::FromRow)]
struct RecipientRow {
    id: RecipientId,
    onward_id: OnwardId,
    name: String,
    email: Option<String>,
    local_text: String,
}

impl RecipientRow {
    fn recipient(self) -> Result<Recipient, OnwardError> {
        let local_text = blocks(format!("recipient {}", self.id), &self.local_text)?;
        let Self { id, onward_id: onward, name, email, .. } = self;
        Ok(Recipient { id, onward, name, email, local_text })
    }
}

/// Writes a recipient, new or changed; a new one stands last.
pub(super) async fn put_recipient(tx: &mut Tx, recipient: &Recipient) -> Result<(), OnwardError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO onward_recipient (id, onward_id, position, name, email, local_text, removed) \
         VALUES ($1, $2, (SELECT COUNT(*) FROM onward_recipient WHERE onward_id = $2), $3, $4, $5, \
         $6) ON CONFLICT (id) DO UPDATE SET email = excluded.email, \
         local_text = excluded.local_text",
    )
    .bind(recipient.id)
    .bind(recipient.onward)
    .bind(&recipient.name)
    .bind(&recipient.email)
    .bind(json(&recipient.local_text))
    .bind(false)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

pub(super) async fn remove_recipient(tx: &mut Tx, id: RecipientId) -> Result<(), OnwardError> {
    sql!(tx, on => sqlx::query("UPDATE onward_recipient SET removed = $2 WHERE id = $1")
        .bind(id)
        .bind(true)
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

pub(super) async fn recipients(tx: &mut Tx, case: OnwardId) -> Result<Vec<Recipient>, OnwardError> {
    let rows: Vec<RecipientRow> = sql!(tx, on => sqlx::query_as(
        "SELECT id, onward_id, name, email, local_text FROM onward_recipient \
         WHERE onward_id = $1 AND removed = $2 ORDER BY position, id",
    )
    .bind(case)
    .bind(false)
    .fetch_all(on)
    .await)?;
    rows.into_iter().map(RecipientRow::recipient).collect()
}

/// The recipient, unless it was taken off the list.
pub(super) async fn recipient(
    tx: &mut Tx,
    id: RecipientId,
) -> Result<Option<Recipient>, OnwardError> {
    let row: Option<RecipientRow> = sql!(tx, on => sqlx::query_as(
        "SELECT id, onward_id, name, email, local_text FROM onward_recipient \
         WHERE id = $1 AND removed = $2",
    )
    .bind(id)
    .bind(false)
    .fetch_optional(on)
    .await)?;
    row.map(RecipientRow::recipient).transpose()
}

pub(super) async fn put_link(
    tx: &mut Tx,
    hash: &str,
    recipient: RecipientId,
    now: &str,
) -> Result<(), OnwardError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO onward_link (hash, recipient_id, made_at) VALUES ($1, $2, $3)",
    )
    .bind(hash)
    .bind(recipient)
    .bind(now)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// Ends every link of a recipient.
pub(super) async fn revoke_links(
    tx: &mut Tx,
    recipient: RecipientId,
    now: &str,
) -> Result<(), OnwardError> {
    sql!(tx, on => sqlx::query(
        "UPDATE onward_link SET revoked_at = $2 WHERE recipient_id = $1 AND revoked_at IS NULL",
    )
    .bind(recipient)
    .bind(now)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// Whose link it is, while it is good.
pub(super) async fn linked(tx: &mut Tx, hash: &str) -> Result<Option<Recipient>, OnwardError> {
    let found: Option<RecipientId> = sql!(tx, on => sqlx::query_scalar(
        "SELECT recipient_id FROM onward_link WHERE hash = $1 AND revoked_at IS NULL",
    )
    .bind(hash)
    .fetch_optional(on)
    .await)?;
    match found {
        Some(id) => recipient(tx, id).await,
        None => Ok(None),
    }
}

/// How many links each recipient of a case can answer by.
pub(super) async fn links(
    tx: &mut Tx,
    case: OnwardId,
) -> Result<HashMap<RecipientId, u32>, OnwardError> {
    let rows: Vec<(RecipientId,)> = sql!(tx, on => sqlx::query_as(
        "SELECT l.recipient_id FROM onward_link l JOIN onward_recipient r ON r.id = l.recipient_id \
         WHERE r.onward_id = $1 AND l.revoked_at IS NULL",
    )
    .bind(case)
    .fetch_all(on)
    .await)?;
    let mut links = HashMap::new();
    for (recipient,) in rows {
        *links.entry(recipient).or_insert(0) += 1;
    }
    Ok(links)
}

#[derive(sqlx::FromRow)]
struct AnswerRow {
    id: AnswerId,
    recipient_id: RecipientId,
    number: i64,
    state: String,
    date: Option<String>,
    text: String,
    document: Option<String>,
    document_name: Option<String>,
    document_type: Option<String>,
    document_size: Option<i64>,
    given_at: String,
    given_by: String,
}

impl AnswerRow {
    fn answer(self) -> Result<Answer, OnwardError> {
        let what = format!("answer {}", self.id);
        let date = self.date.as_deref().map(|date| day(&what, date)).transpose()?;
        let said = Said::of(&self.state, date).and_then(Result::ok);
        let said = said.ok_or_else(|| damaged(&what, "says nothing"))?;
        let document = self.document.map(|sha256| Shown {
            sha256,
            name: self.document_name.unwrap_or_default(),
            media_type: self.document_type.unwrap_or_default(),
            size: self.document_size.and_then(|size| u64::try_from(size).ok()).unwrap_or(0),
        });
        Ok(Answer {
            id: self.id,
            recipient: self.recipient_id,
            number: self.number,
            says: NewAnswer { said, text: self.text, document },
            given_at: self.given_at,
            given_by: self.given_by,
        })
    }
}

pub(super) async fn put_answer(tx: &mut Tx, answer: &Answer) -> Result<(), OnwardError> {
    let document = answer.says.document.as_ref();
    sql!(tx, on => sqlx::query(
        "INSERT INTO onward_answer (id, recipient_id, number, state, date, text, document, \
         document_name, document_type, document_size, given_at, given_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(answer.id)
    .bind(answer.recipient)
    .bind(answer.number)
    .bind(answer.says.said.name())
    .bind(answer.says.said.date().map(|date| date.to_string()))
    .bind(&answer.says.text)
    .bind(document.map(|document| document.sha256.clone()))
    .bind(document.map(|document| document.name.clone()))
    .bind(document.map(|document| document.media_type.clone()))
    .bind(document.map(|document| i64::try_from(document.size).unwrap_or(i64::MAX)))
    .bind(&answer.given_at)
    .bind(&answer.given_by)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// Every answer of those on a case's list, newest first.
pub(super) async fn answers(tx: &mut Tx, case: OnwardId) -> Result<Vec<Answer>, OnwardError> {
    let rows: Vec<AnswerRow> = sql!(tx, on => sqlx::query_as(
        "SELECT a.id, a.recipient_id, a.number, a.state, a.date, a.text, a.document, \
         a.document_name, a.document_type, a.document_size, a.given_at, a.given_by \
         FROM onward_answer a JOIN onward_recipient r ON r.id = a.recipient_id \
         WHERE r.onward_id = $1 ORDER BY a.number DESC, a.id",
    )
    .bind(case)
    .fetch_all(on)
    .await)?;
    rows.into_iter().map(AnswerRow::answer).collect()
}

/// The answers of one recipient, newest first.
pub(super) async fn answers_of(
    tx: &mut Tx,
    recipient: RecipientId,
) -> Result<Vec<Answer>, OnwardError> {
    let rows: Vec<AnswerRow> = sql!(tx, on => sqlx::query_as(
        "SELECT id, recipient_id, number, state, date, text, document, document_name, \
         document_type, document_size, given_at, given_by FROM onward_answer \
         WHERE recipient_id = $1 ORDER BY number DESC",
    )
    .bind(recipient)
    .fetch_all(on)
    .await)?;
    rows.into_iter().map(AnswerRow::answer).collect()
}

/// Writes down that something was sent; `false` where it was before.
pub(super) async fn put_reminder(
    tx: &mut Tx,
    recipient: RecipientId,
    occasion: &str,
    now: &str,
) -> Result<bool, OnwardError> {
    let written: Option<(String,)> = sql!(tx, on => sqlx::query_as(
        "INSERT INTO onward_reminder (recipient_id, occasion, sent_at) VALUES ($1, $2, $3) \
         ON CONFLICT (recipient_id, occasion) DO NOTHING RETURNING occasion",
    )
    .bind(recipient)
    .bind(occasion)
    .bind(now)
    .fetch_optional(on)
    .await)?;
    Ok(written.is_some())
}

/// What was sent to the recipients of a case.
pub(super) async fn reminders(
    tx: &mut Tx,
    case: OnwardId,
) -> Result<Vec<(RecipientId, String, String)>, OnwardError> {
    Ok(sql!(tx, on => sqlx::query_as(
        "SELECT m.recipient_id, m.occasion, m.sent_at FROM onward_reminder m \
         JOIN onward_recipient r ON r.id = m.recipient_id \
         WHERE r.onward_id = $1 ORDER BY m.sent_at, m.occasion",
    )
    .bind(case)
    .fetch_all(on)
    .await)?)
}
