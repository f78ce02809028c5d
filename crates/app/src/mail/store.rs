//! The SQL.

use jiff::{SignedDuration, Timestamp};

use super::compose::Parcel;
use super::rules::{Content, Fate, State, instant, one_line};
use super::{File, MailError, Message};
use crate::db::{Db, Tx, sql};
use crate::ids::MailId;

/// How long a worker has a mail in hand before another takes it up.
const LEASE: SignedDuration = SignedDuration::from_mins(10);
/// Days after which a mail that was sent, and one that was given up, are forgotten.
const KEPT_DAYS: [(State, i64); 2] = [(State::Sent, 30), (State::Failed, 90)];

/// Queues a mail.
pub(super) async fn put(
    tx: &mut Tx,
    message: &Message,
    content: &Content,
) -> Result<(), MailError> {
    let json = serde_json::to_string(content).expect("the model has string keys only");
    sql!(tx, on => sqlx::query(
        "INSERT INTO outbox (id, recipient, subject, content, state, attempts, queued_at, due_at) \
         VALUES ($1, $2, $3, $4, 'queued', 0, $5, $5)",
    )
    .bind(message.id)
    .bind(message.to.as_str())
    .bind(one_line(&message.letter.subject))
    .bind(json.replace("\\u0000", ""))
    .bind(instant(message.at))
    .execute(on)
    .await
    .map(drop))?;
    for (position, file) in (0_i64..).zip(&message.files) {
        sql!(tx, on => sqlx::query(
            "INSERT INTO outbox_file (mail_id, position, name, media_type, content) \
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(message.id)
        .bind(position)
        .bind(one_line(&file.name))
        .bind(one_line(&file.media_type))
        .bind(&file.content)
        .execute(on)
        .await
        .map(drop))?;
    }
    Ok(())
}

/// A mail a worker has in hand.
#[derive(Debug)]
pub(super) struct Taken {
    pub(super) id: MailId,
    /// With the one that now begins.
    pub(super) attempts: u32,
    pub(super) queued_at: Timestamp,
    pub(super) parcel: Result<Parcel, MailError>,
}

#[derive(sqlx::FromRow)]
struct TakenRow {
    id: MailId,
    recipient: String,
    subject: String,
    content: String,
    message_id: Option<String>,
    attempts: i64,
    queued_at: String,
}

/// Takes the mail that has waited longest in hand, so that no other worker does.
///
/// One statement: on SQLite it holds the write lock, on PostgreSQL it steps over the rows others
/// hold.
pub(super) async fn take(
    db: &Db,
    domain: &str,
    now: Timestamp,
) -> Result<Option<Taken>, MailError> {
    macro_rules! take {
        ($lock:literal) => {
            concat!(
                "UPDATE outbox SET due_at = $2, attempts = attempts + 1 \
                 WHERE id = (SELECT id FROM outbox WHERE state = 'queued' AND due_at <= $1 \
                 ORDER BY due_at, id LIMIT 1",
                $lock,
                ") RETURNING id, recipient, subject, content, message_id, attempts, queued_at"
            )
        };
    }
    if !is_due(db, now).await? {
        return Ok(None);
    }
    let until = instant(now.saturating_add(LEASE).unwrap_or(now));
    let mut tx = db.begin().await?;
    let statement = match &tx {
        Tx::Sqlite(..) => take!(""),
        Tx::Postgres(..) => take!(" FOR UPDATE SKIP LOCKED"),
    };
    let row: Option<TakenRow> = sql!(&mut tx, on => sqlx::query_as(statement)
        .bind(instant(now))
        .bind(&until)
        .fetch_optional(on)
        .await)?;
    let Some(row) = row else { return Ok(None) };
    let message_id = match &row.message_id {
        Some(made) => made.clone(),
        None => put_message_id(&mut tx, row.id, domain).await?,
    };
    let files = files(&mut tx, row.id).await?;
    tx.commit().await?;
    row.taken(message_id, files).map(Some)
}

/// Whether a mail waits: asked first, so that a worker with nothing to do takes no lock.
async fn is_due(db: &Db, now: Timestamp) -> Result<bool, MailError> {
    let mut tx = db.begin().await?;
    let found: Option<i32> = sql!(&mut tx, on => sqlx::query_scalar(
        "SELECT 1 FROM outbox WHERE state = 'queued' AND due_at <= $1 LIMIT 1",
    )
    .bind(instant(now))
    .fetch_optional(on)
    .await)?;
    Ok(found.is_some())
}

/// Makes a mail's `Message-ID`, once.
async fn put_message_id(tx: &mut Tx, id: MailId, domain: &str) -> Result<String, MailError> {
    let message_id = format!("<{id}@{domain}>");
    sql!(tx, on => sqlx::query("UPDATE outbox SET message_id = $2 WHERE id = $1")
        .bind(id)
        .bind(&message_id)
        .execute(on)
        .await
        .map(drop))?;
    Ok(message_id)
}

impl TakenRow {
    fn taken(self, message_id: String, files: Vec<File>) -> Result<Taken, MailError> {
        let damaged = |why: String| MailError::Damaged { id: self.id.to_string(), why };
        let queued_at: Timestamp =
            self.queued_at.parse().map_err(|error: jiff::Error| damaged(error.to_string()))?;
        let parcel = serde_json::from_str(&self.content)
            .map_err(|error| damaged(error.to_string()))
            .map(|content| Parcel {
                recipient: self.recipient,
                subject: self.subject,
                message_id,
                queued_at,
                content,
                files,
            });
        let attempts = u32::try_from(self.attempts).unwrap_or(u32::MAX);
        Ok(Taken { id: self.id, attempts, queued_at, parcel })
    }
}

async fn files(tx: &mut Tx, mail: MailId) -> Result<Vec<File>, MailError> {
    let rows: Vec<(String, String, Vec<u8>)> = sql!(tx, on => sqlx::query_as(
        "SELECT name, media_type, content FROM outbox_file WHERE mail_id = $1 ORDER BY position",
    )
    .bind(mail)
    .fetch_all(on)
    .await)?;
    let file = |(name, media_type, content)| File { name, media_type, content };
    Ok(rows.into_iter().map(file).collect())
}

/// Notes what became of a mail that a worker had in hand.
pub(super) async fn settle(
    db: &Db,
    id: MailId,
    fate: &Fate,
    now: Timestamp,
) -> Result<(), MailError> {
    let mut tx = db.begin().await?;
    match fate {
        Fate::Again { at, reply } => {
            sql!(&mut tx, on => sqlx::query(
                "UPDATE outbox SET due_at = $2, reply = $3 WHERE id = $1 AND state = 'queued'",
            )
            .bind(id)
            .bind(instant(*at))
            .bind(reply)
            .execute(on)
            .await
            .map(drop))?;
        }
        Fate::Failed(reply) => {
            sql!(&mut tx, on => sqlx::query(
                "UPDATE outbox SET state = 'failed', settled_at = $2, reply = $3 WHERE id = $1",
            )
            .bind(id)
            .bind(instant(now))
            .bind(reply)
            .execute(on)
            .await
            .map(drop))?;
        }
        Fate::Sent(reply) => {
            sql!(&mut tx, on => sqlx::query(
                "UPDATE outbox SET state = 'sent', settled_at = $2, reply = $3, content = '' \
                 WHERE id = $1",
            )
            .bind(id)
            .bind(instant(now))
            .bind(reply)
            .execute(on)
            .await
            .map(drop))?;
            sql!(&mut tx, on => sqlx::query("DELETE FROM outbox_file WHERE mail_id = $1")
                .bind(id)
                .execute(on)
                .await
                .map(drop))?;
        }
    }
    Ok(tx.commit().await?)
}

/// Forgets mails that were settled long ago.
pub(super) async fn forget(db: &Db, now: Timestamp) -> Result<(), MailError> {
    for (state, days) in KEPT_DAYS {
        let before = now.saturating_sub(SignedDuration::from_hours(24 * days)).unwrap_or(now);
        let mut tx = db.begin().await?;
        for statement in [
            "DELETE FROM outbox_file WHERE mail_id IN \
             (SELECT id FROM outbox WHERE state = $1 AND settled_at < $2)",
            "DELETE FROM outbox WHERE state = $1 AND settled_at < $2",
        ] {
            sql!(&mut tx, on => sqlx::query(statement)
                .bind(state.name())
                .bind(instant(before))
                .execute(on)
                .await
                .map(drop))?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// A mail in a list.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct MailRow {
    pub(super) id: MailId,
    pub(super) recipient: String,
    pub(super) subject: String,
    pub(super) state: String,
    pub(super) attempts: i64,
    pub(super) queued_at: String,
    pub(super) due_at: String,
    pub(super) settled_at: Option<String>,
    pub(super) reply: Option<String>,
}

macro_rules! mail_columns {
    () => {
        "id, recipient, subject, state, attempts, queued_at, due_at, settled_at, reply"
    };
}

/// The newest mails in a state.
pub(super) async fn listed(db: &Db, state: State, limit: u32) -> Result<Vec<MailRow>, MailError> {
    let mut tx = db.begin().await?;
    Ok(sql!(&mut tx, on => sqlx::query_as(concat!(
        "SELECT ", mail_columns!(), " FROM outbox WHERE state = $1 \
         ORDER BY queued_at DESC, id DESC LIMIT $2"
    ))
    .bind(state.name())
    .bind(i64::from(limit))
    .fetch_all(on)
    .await)?)
}

/// How many mails are in a state.
pub(super) async fn counted(db: &Db, state: State) -> Result<u64, MailError> {
    let mut tx = db.begin().await?;
    let count: i64 = sql!(&mut tx, on => sqlx::query_scalar(
        "SELECT COUNT(*) FROM outbox WHERE state = $1",
    )
    .bind(state.name())
    .fetch_one(on)
    .await)?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// A mail.
pub(super) async fn mail(db: &Db, id: MailId) -> Result<Option<MailRow>, MailError> {
    let mut tx = db.begin().await?;
    Ok(sql!(&mut tx, on => sqlx::query_as(concat!(
        "SELECT ", mail_columns!(), " FROM outbox WHERE id = $1"
    ))
    .bind(id)
    .fetch_optional(on)
    .await)?)
}

/// What a mail says, unless it is sent.
pub(super) async fn content(db: &Db, id: MailId) -> Result<Option<Content>, MailError> {
    let mut tx = db.begin().await?;
    let json: Option<String> = sql!(&mut tx, on => sqlx::query_scalar(
        "SELECT content FROM outbox WHERE id = $1 AND content <> ''",
    )
    .bind(id)
    .fetch_optional(on)
    .await)?;
    let read = |json: String| {
        serde_json::from_str(&json)
            .map_err(|e| MailError::Damaged { id: id.to_string(), why: e.to_string() })
    };
    json.map(read).transpose()
}

/// Queues a mail that was given up once more; `false` where none was.
pub(super) async fn retry(tx: &mut Tx, id: MailId, now: Timestamp) -> Result<bool, MailError> {
    let done: Option<MailId> = sql!(tx, on => sqlx::query_scalar(
        "UPDATE outbox SET state = 'queued', queued_at = $2, due_at = $2, attempts = 0, \
         settled_at = NULL WHERE id = $1 AND state = 'failed' RETURNING id",
    )
    .bind(id)
    .bind(instant(now))
    .fetch_optional(on)
    .await)?;
    Ok(done.is_some())
}
