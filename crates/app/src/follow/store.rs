//! The SQL.

use jiff::{SignedDuration, Timestamp};

use super::FollowError;
use super::rules::{Subject, WINDOW};
use crate::db::{Tx, sql};
use crate::i18n::Language;
use crate::ids::{FollowerId, SubscriptionId};
use crate::mail::instant;

/// The key that signs links; `None` as long as no link was made.
pub(super) async fn key(tx: &mut Tx) -> Result<Option<Vec<u8>>, FollowError> {
    Ok(sql!(tx, on => sqlx::query_scalar("SELECT secret FROM follow_key WHERE id = 1")
        .fetch_optional(on)
        .await)?)
}

/// The key that signs links, made of `fresh` where there is none yet.
pub(super) async fn make_key(tx: &mut Tx, fresh: &[u8]) -> Result<Vec<u8>, FollowError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO follow_key (id, secret) VALUES (1, $1) ON CONFLICT (id) DO NOTHING",
    )
    .bind(fresh)
    .execute(on)
    .await
    .map(drop))?;
    Ok(sql!(tx, on => sqlx::query_scalar("SELECT secret FROM follow_key WHERE id = 1")
        .fetch_one(on)
        .await)?)
}

/// Notes an attempt; returns how many there were in the window, this one among them.
pub(super) async fn attempt(tx: &mut Tx, bucket: &str, now: Timestamp) -> Result<u64, FollowError> {
    sql!(tx, on => sqlx::query("INSERT INTO follow_attempt (bucket, at) VALUES ($1, $2)")
        .bind(bucket)
        .bind(instant(now))
        .execute(on)
        .await
        .map(drop))?;
    let count: i64 = sql!(tx, on => sqlx::query_scalar(
        "SELECT COUNT(*) FROM follow_attempt WHERE bucket = $1 AND at > $2",
    )
    .bind(bucket)
    .bind(before(now, WINDOW))
    .fetch_one(on)
    .await)?;
    Ok(u64::try_from(count).unwrap_or_default())
}

fn before(now: Timestamp, span: SignedDuration) -> String {
    instant(now.saturating_sub(span).unwrap_or(now))
}

/// What was asked for by mail and is not confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) address: String,
    pub(super) language: Language,
    pub(super) subject: Subject,
}

/// Keeps what was asked for until it is confirmed.
pub(super) async fn put_request(
    tx: &mut Tx,
    token_hash: &str,
    asked: &Asked,
    expires: Timestamp,
) -> Result<(), FollowError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO follow_request (token_hash, address, language, subject, expires_at) \
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(token_hash)
    .bind(&asked.address)
    .bind(asked.language.code())
    .bind(asked.subject.path())
    .bind(instant(expires))
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

type AskedRow = (String, String, String);

fn asked((address, language, subject): AskedRow) -> Option<Asked> {
    let language = Language::from_code(&language).unwrap_or_default();
    Some(Asked { address, language, subject: Subject::of_path(&subject)? })
}

/// What a confirmation link is for.
pub(super) async fn request(
    tx: &mut Tx,
    token_hash: &str,
    now: Timestamp,
) -> Result<Option<Asked>, FollowError> {
    let row: Option<AskedRow> = sql!(tx, on => sqlx::query_as(
        "SELECT address, language, subject FROM follow_request \
         WHERE token_hash = $1 AND expires_at > $2",
    )
    .bind(token_hash)
    .bind(instant(now))
    .fetch_optional(on)
    .await)?;
    Ok(row.and_then(asked))
}

/// Uses a confirmation link up.
pub(super) async fn take_request(
    tx: &mut Tx,
    token_hash: &str,
    now: Timestamp,
) -> Result<Option<Asked>, FollowError> {
    let row: Option<AskedRow> = sql!(tx, on => sqlx::query_as(
        "DELETE FROM follow_request WHERE token_hash = $1 AND expires_at > $2 \
         RETURNING address, language, subject",
    )
    .bind(token_hash)
    .bind(instant(now))
    .fetch_optional(on)
    .await)?;
    Ok(row.and_then(asked))
}

/// Forgets what was not confirmed in time, and who asked when.
pub(super) async fn forget(tx: &mut Tx, now: Timestamp) -> Result<(), FollowError> {
    sql!(tx, on => sqlx::query("DELETE FROM follow_request WHERE expires_at <= $1")
        .bind(instant(now))
        .execute(on)
        .await
        .map(drop))?;
    sql!(tx, on => sqlx::query("DELETE FROM follow_attempt WHERE at <= $1")
        .bind(before(now, WINDOW))
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

/// Someone who follows by mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Follower {
    pub(super) id: FollowerId,
    pub(super) address: String,
    pub(super) language: Language,
    pub(super) told: i64,
}

type FollowerRow = (FollowerId, String, String, i64);

fn follower((id, address, language, told): FollowerRow) -> Follower {
    let language = Language::from_code(&language).unwrap_or_default();
    Follower { id, address, language, told }
}

/// The follower with this address, made where there is none.
pub(super) async fn put_follower(
    tx: &mut Tx,
    id: FollowerId,
    asked: &Asked,
    told: i64,
    now: Timestamp,
) -> Result<Follower, FollowError> {
    let row: FollowerRow = sql!(tx, on => sqlx::query_as(
        "INSERT INTO follower (id, address, language, told, created_at) \
         VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (address) DO UPDATE SET language = excluded.language \
         RETURNING id, address, language, told",
    )
    .bind(id)
    .bind(&asked.address)
    .bind(asked.language.code())
    .bind(told)
    .bind(instant(now))
    .fetch_one(on)
    .await)?;
    Ok(follower(row))
}

/// The follower with this id.
pub(super) async fn follower_by_id(
    tx: &mut Tx,
    id: FollowerId,
) -> Result<Option<Follower>, FollowError> {
    let row: Option<FollowerRow> = sql!(tx, on => sqlx::query_as(
        "SELECT id, address, language, told FROM follower WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(on)
    .await)?;
    Ok(row.map(follower))
}

/// Followers who may not have been told of everything up to `newest`, in the order they came.
pub(super) async fn untold(tx: &mut Tx, newest: i64) -> Result<Vec<Follower>, FollowError> {
    let rows: Vec<FollowerRow> = sql!(tx, on => sqlx::query_as(
        "SELECT id, address, language, told FROM follower WHERE told < $1 ORDER BY id",
    )
    .bind(newest)
    .fetch_all(on)
    .await)?;
    Ok(rows.into_iter().map(follower).collect())
}

/// Notes that a follower is told; `false` where another node was quicker.
pub(super) async fn tell(
    tx: &mut Tx,
    follower: &Follower,
    newest: i64,
) -> Result<bool, FollowError> {
    let done: Option<i64> = sql!(tx, on => sqlx::query_scalar(
        "UPDATE follower SET told = $3 WHERE id = $1 AND told = $2 RETURNING told",
    )
    .bind(follower.id)
    .bind(follower.told)
    .bind(newest)
    .fetch_optional(on)
    .await)?;
    Ok(done.is_some())
}

/// What someone follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subscription {
    pub(super) id: SubscriptionId,
    pub(super) subject: Subject,
    pub(super) since: i64,
}

/// Begins to follow; following already changes nothing.
pub(super) async fn put_subscription(
    tx: &mut Tx,
    id: SubscriptionId,
    follower: FollowerId,
    subject: &Subject,
    since: i64,
    now: Timestamp,
) -> Result<(), FollowError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO subscription (id, follower_id, subject, since, created_at) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (follower_id, subject) DO NOTHING",
    )
    .bind(id)
    .bind(follower)
    .bind(subject.path())
    .bind(since)
    .bind(instant(now))
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// What someone follows, in the order they began.
pub(super) async fn subscriptions(
    tx: &mut Tx,
    follower: FollowerId,
) -> Result<Vec<Subscription>, FollowError> {
    let rows: Vec<(SubscriptionId, String, i64)> = sql!(tx, on => sqlx::query_as(
        "SELECT id, subject, since FROM subscription WHERE follower_id = $1 ORDER BY id",
    )
    .bind(follower)
    .fetch_all(on)
    .await)?;
    let read = |(id, subject, since): (SubscriptionId, String, i64)| {
        Some(Subscription { id, subject: Subject::of_path(&subject)?, since })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Ends one subscription of a follower, or all. Who follows nothing any more is forgotten.
pub(super) async fn end(
    tx: &mut Tx,
    follower: FollowerId,
    subscription: Option<SubscriptionId>,
) -> Result<(), FollowError> {
    match subscription {
        Some(id) => sql!(tx, on => sqlx::query(
            "DELETE FROM subscription WHERE follower_id = $1 AND id = $2",
        )
        .bind(follower)
        .bind(id)
        .execute(on)
        .await
        .map(drop))?,
        None => sql!(tx, on => sqlx::query("DELETE FROM subscription WHERE follower_id = $1")
            .bind(follower)
            .execute(on)
            .await
            .map(drop))?,
    }
    sql!(tx, on => sqlx::query(
        "DELETE FROM follower WHERE id = $1 \
         AND NOT EXISTS (SELECT 1 FROM subscription s WHERE s.follower_id = follower.id)",
    )
    .bind(follower)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}
