//! The SQL of sign-ins under way and of identities elsewhere.

use jiff::Timestamp;

use crate::accounts::AccountError;
use crate::db::{Tx, sql};
use crate::ids::AccountId;

/// A sign-in under way.
pub(crate) struct UnderWay {
    pub(crate) account: Option<AccountId>,
    pub(crate) secrets: Option<String>,
    pub(crate) back: String,
}

/// The one-time codes of an account.
pub(crate) struct Codes {
    pub(crate) secret: String,
    /// The last step of time a code was taken of.
    pub(crate) last_step: i64,
}

pub(crate) async fn put_sign_in(
    tx: &mut Tx,
    hash: &str,
    account: Option<AccountId>,
    secrets: Option<&str>,
    back: &str,
    until: Timestamp,
) -> Result<(), AccountError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO sign_in (hash, account_id, secrets, back, expires_at) \
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(hash)
    .bind(account)
    .bind(secrets)
    .bind(back)
    .bind(until.to_string())
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

pub(crate) async fn sign_in(
    tx: &mut Tx,
    hash: &str,
    now: Timestamp,
) -> Result<Option<UnderWay>, AccountError> {
    let row: Option<(Option<AccountId>, Option<String>, String, String)> = sql!(tx, on => sqlx::query_as(
            "SELECT account_id, secrets, back, expires_at FROM sign_in WHERE hash = $1",
        )
        .bind(hash)
        .fetch_optional(on)
        .await)?;
    let is_good = |until: &str| until.parse::<Timestamp>().is_ok_and(|until| now < until);
    let row = row.filter(|(.., until)| is_good(until));
    Ok(row.map(|(account, secrets, back, _)| UnderWay { account, secrets, back }))
}

pub(crate) async fn end_sign_in(tx: &mut Tx, hash: &str) -> Result<(), AccountError> {
    sql!(tx, on => sqlx::query("DELETE FROM sign_in WHERE hash = $1")
        .bind(hash)
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

pub(crate) async fn identified(
    tx: &mut Tx,
    issuer: &str,
    subject: &str,
) -> Result<Option<AccountId>, AccountError> {
    Ok(sql!(tx, on => sqlx::query_scalar(
        "SELECT account_id FROM identity WHERE issuer = $1 AND subject = $2",
    )
    .bind(issuer)
    .bind(subject)
    .fetch_optional(on)
    .await)?)
}

/// Whether an account signs in at an identity provider.
pub(crate) async fn has_identity(tx: &mut Tx, account: AccountId) -> Result<bool, AccountError> {
    let held: i64 = sql!(tx, on => sqlx::query_scalar(
        "SELECT COUNT(*) FROM identity WHERE account_id = $1",
    )
    .bind(account)
    .fetch_one(on)
    .await)?;
    Ok(held > 0)
}

pub(crate) async fn put_identity(
    tx: &mut Tx,
    issuer: &str,
    subject: &str,
    account: AccountId,
) -> Result<(), AccountError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO identity (issuer, subject, account_id) VALUES ($1, $2, $3)",
    )
    .bind(issuer)
    .bind(subject)
    .bind(account)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

pub(crate) async fn totp(tx: &mut Tx, account: AccountId) -> Result<Option<Codes>, AccountError> {
    let row: Option<(Option<String>, Option<i64>)> = sql!(tx, on => sqlx::query_as("SELECT totp, totp_step FROM account WHERE id = $1")
            .bind(account)
            .fetch_optional(on)
            .await)?;
    let codes = |(secret, step): (Option<String>, Option<i64>)| {
        Some(Codes { secret: secret?, last_step: step.unwrap_or(0) })
    };
    Ok(row.and_then(codes))
}

/// Sets the secret and the last step, or takes both away.
pub(crate) async fn set_totp(
    tx: &mut Tx,
    account: AccountId,
    totp: Option<(&str, i64)>,
) -> Result<(), AccountError> {
    sql!(tx, on => sqlx::query("UPDATE account SET totp = $2, totp_step = $3 WHERE id = $1")
        .bind(account)
        .bind(totp.map(|(secret, _)| secret))
        .bind(totp.map(|(_, step)| step))
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}
