//! The SQL.

mod sign_ins;

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::civil::Date;

pub(super) use sign_ins::*;

use super::{AccountError, Email};
use crate::access::Grant;
use crate::archive::ArchiveError;
use crate::db::{Tx, sql};
use crate::ids::{AccountId, AttemptId, GrantId};

/// Someone who can sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Where mail reaches them.
    pub email: String,
    /// Their name.
    pub name: String,
    /// Whether they may sign in.
    pub is_active: bool,
    /// Whether a password is set.
    pub has_password: bool,
}

impl Account {
    /// Who it is, for the journal.
    pub fn signature(&self) -> String {
        format!("{} <{}>", self.name, self.email)
    }
}

/// A grant with its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldGrant {
    /// Its id.
    pub id: GrantId,
    /// What it gives.
    pub grant: Grant,
}

pub(crate) struct Session {
    pub(crate) account: AccountId,
    pub(crate) began: Timestamp,
    pub(crate) seen: Timestamp,
}

type AccountRow = (AccountId, String, String, bool, bool);

fn account_of((id, email, name, is_active, has_password): AccountRow) -> Account {
    Account { id, email, name, is_active, has_password }
}

type GrantRow = (GrantId, String, Option<String>, Option<String>, Option<String>, Option<String>);

fn grant_of((id, role, body, party, first, last): GrantRow) -> Result<HeldGrant, AccountError> {
    let damaged = |why: String| ArchiveError::damaged(format!("grant {id}"), why);
    let day = |text: Option<String>| {
        text.map(|text| text.parse::<Date>().map_err(|e| damaged(e.to_string()))).transpose()
    };
    let role = role.parse().map_err(|e: crate::access::UnknownRole| damaged(e.to_string()))?;
    let grant = Grant { role, body, party, first_day: day(first)?, last_day: day(last)? };
    Ok(HeldGrant { id, grant })
}

pub(crate) async fn put_account(
    tx: &mut Tx,
    id: AccountId,
    email: &Email,
    name: &str,
    now: &str,
) -> Result<(), AccountError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO account (id, email, name, is_active, created_at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id)
    .bind(email.as_str())
    .bind(name)
    .bind(true)
    .bind(now)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

pub(crate) async fn account(tx: &mut Tx, id: AccountId) -> Result<Option<Account>, AccountError> {
    let row: Option<AccountRow> = sql!(tx, on => sqlx::query_as(
        "SELECT id, email, name, is_active, password IS NOT NULL FROM account WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(on)
    .await)?;
    Ok(row.map(account_of))
}

pub(crate) async fn by_email(tx: &mut Tx, email: &Email) -> Result<Option<Account>, AccountError> {
    let row: Option<AccountRow> = sql!(tx, on => sqlx::query_as(
        "SELECT id, email, name, is_active, password IS NOT NULL FROM account WHERE email = $1",
    )
    .bind(email.as_str())
    .fetch_optional(on)
    .await)?;
    Ok(row.map(account_of))
}

pub(crate) async fn accounts(tx: &mut Tx) -> Result<Vec<Account>, AccountError> {
    let rows: Vec<AccountRow> = sql!(tx, on => sqlx::query_as(
        "SELECT id, email, name, is_active, password IS NOT NULL FROM account ORDER BY name, email",
    )
    .fetch_all(on)
    .await)?;
    Ok(rows.into_iter().map(account_of).collect())
}

pub(crate) async fn set_active(
    tx: &mut Tx,
    id: AccountId,
    is_active: bool,
) -> Result<(), AccountError> {
    sql!(tx, on => sqlx::query("UPDATE account SET is_active = $2 WHERE id = $1")
        .bind(id)
        .bind(is_active)
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

pub(crate) async fn password(tx: &mut Tx, id: AccountId) -> Result<Option<String>, AccountError> {
    let held: Option<Option<String>> = sql!(tx, on => sqlx::query_scalar("SELECT password FROM account WHERE id = $1")
            .bind(id)
            .fetch_optional(on)
            .await)?;
    Ok(held.flatten())
}

pub(crate) async fn set_password(
    tx: &mut Tx,
    id: AccountId,
    hash: &str,
) -> Result<(), AccountError> {
    sql!(tx, on => sqlx::query("UPDATE account SET password = $2 WHERE id = $1")
        .bind(id)
        .bind(hash)
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

pub(crate) async fn put_grant(
    tx: &mut Tx,
    id: GrantId,
    account: AccountId,
    grant: &Grant,
    origin: Option<&str>,
) -> Result<(), AccountError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO role_grant (id, account_id, role, body, party, first_day, last_day, origin) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id)
    .bind(account)
    .bind(grant.role.name())
    .bind(&grant.body)
    .bind(&grant.party)
    .bind(grant.first_day.map(|day| day.to_string()))
    .bind(grant.last_day.map(|day| day.to_string()))
    .bind(origin)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// Ends a grant of an account on a day, unless it has ended before; says whether there is one.
pub(crate) async fn end_grant(
    tx: &mut Tx,
    account: AccountId,
    id: GrantId,
    last_day: Date,
) -> Result<bool, AccountError> {
    let ended: Option<String> = sql!(tx, on => sqlx::query_scalar(
        "UPDATE role_grant SET last_day = $3 WHERE id = $1 AND account_id = $2 \
         AND (last_day IS NULL OR last_day > $3) RETURNING role",
    )
    .bind(id)
    .bind(account)
    .bind(last_day.to_string())
    .fetch_optional(on)
    .await)?;
    Ok(ended.is_some())
}

pub(crate) async fn grants(
    tx: &mut Tx,
    account: AccountId,
) -> Result<Vec<HeldGrant>, AccountError> {
    let rows: Vec<GrantRow> = sql!(tx, on => sqlx::query_as(
        "SELECT id, role, body, party, first_day, last_day FROM role_grant \
         WHERE account_id = $1 ORDER BY id",
    )
    .bind(account)
    .fetch_all(on)
    .await)?;
    rows.into_iter().map(grant_of).collect()
}

/// The grants that an identity provider's groups gave.
pub(crate) async fn grants_from(
    tx: &mut Tx,
    account: AccountId,
    origin: &str,
) -> Result<Vec<HeldGrant>, AccountError> {
    let rows: Vec<GrantRow> = sql!(tx, on => sqlx::query_as(
        "SELECT id, role, body, party, first_day, last_day FROM role_grant \
         WHERE account_id = $1 AND origin = $2 ORDER BY id",
    )
    .bind(account)
    .bind(origin)
    .fetch_all(on)
    .await)?;
    rows.into_iter().map(grant_of).collect()
}

/// Takes a grant away: the journal still tells of it.
pub(crate) async fn take_grant(tx: &mut Tx, id: GrantId) -> Result<(), AccountError> {
    sql!(tx, on => sqlx::query("DELETE FROM role_grant WHERE id = $1")
        .bind(id)
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

/// Accounts with the grants they have in one body, by name.
pub(crate) async fn in_body(
    tx: &mut Tx,
    body: &str,
) -> Result<Vec<(Account, Grant)>, AccountError> {
    let mut found = Vec::new();
    for account in accounts(tx).await?.into_iter().filter(|account| account.is_active) {
        for held in grants(tx, account.id).await? {
            if held.grant.body.as_deref() == Some(body) {
                found.push((account.clone(), held.grant));
            }
        }
    }
    Ok(found)
}

pub(crate) async fn put_session(
    tx: &mut Tx,
    hash: &str,
    account: AccountId,
    now: Timestamp,
) -> Result<(), AccountError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO session (hash, account_id, began_at, seen_at) VALUES ($1, $2, $3, $3)",
    )
    .bind(hash)
    .bind(account)
    .bind(now.to_string())
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

pub(crate) async fn session(tx: &mut Tx, hash: &str) -> Result<Option<Session>, AccountError> {
    let row: Option<(AccountId, String, String)> = sql!(tx, on => sqlx::query_as(
        "SELECT account_id, began_at, seen_at FROM session WHERE hash = $1",
    )
    .bind(hash)
    .fetch_optional(on)
    .await)?;
    let instant = |text: String| {
        text.parse::<Timestamp>().map_err(|error| ArchiveError::damaged("a session", error))
    };
    row.map(|(account, began, seen)| {
        Ok(Session { account, began: instant(began)?, seen: instant(seen)? })
    })
    .transpose()
}

pub(crate) async fn see_session(
    tx: &mut Tx,
    hash: &str,
    now: Timestamp,
) -> Result<(), AccountError> {
    sql!(tx, on => sqlx::query("UPDATE session SET seen_at = $2 WHERE hash = $1")
        .bind(hash)
        .bind(now.to_string())
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

pub(crate) async fn end_session(tx: &mut Tx, hash: &str) -> Result<(), AccountError> {
    sql!(tx, on => sqlx::query("DELETE FROM session WHERE hash = $1")
        .bind(hash)
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

pub(crate) async fn end_sessions(tx: &mut Tx, account: AccountId) -> Result<(), AccountError> {
    sql!(tx, on => sqlx::query("DELETE FROM session WHERE account_id = $1")
        .bind(account)
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

pub(crate) async fn put_link(
    tx: &mut Tx,
    hash: &str,
    account: AccountId,
    until: Timestamp,
) -> Result<(), AccountError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO one_time_link (hash, account_id, expires_at) VALUES ($1, $2, $3)",
    )
    .bind(hash)
    .bind(account)
    .bind(until.to_string())
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

pub(crate) async fn linked(
    tx: &mut Tx,
    hash: &str,
    now: Timestamp,
) -> Result<Option<AccountId>, AccountError> {
    let row: Option<(AccountId, String)> = sql!(tx, on => sqlx::query_as(
        "SELECT account_id, expires_at FROM one_time_link WHERE hash = $1",
    )
    .bind(hash)
    .fetch_optional(on)
    .await)?;
    let is_good = |until: &str| until.parse::<Timestamp>().is_ok_and(|until| now < until);
    Ok(row.filter(|(_, until)| is_good(until)).map(|(account, _)| account))
}

pub(crate) async fn end_links(tx: &mut Tx, account: AccountId) -> Result<(), AccountError> {
    sql!(tx, on => sqlx::query("DELETE FROM one_time_link WHERE account_id = $1")
        .bind(account)
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

pub(crate) async fn put_attempt(
    tx: &mut Tx,
    id: AttemptId,
    subject: &str,
    now: Timestamp,
) -> Result<(), AccountError> {
    sql!(tx, on => sqlx::query("INSERT INTO attempt (id, subject, at) VALUES ($1, $2, $3)")
        .bind(id)
        .bind(subject)
        .bind(now.to_string())
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

/// Failed attempts since an instant, newest first.
pub(crate) async fn attempts(
    tx: &mut Tx,
    subject: &str,
    since: Timestamp,
) -> Result<Vec<Timestamp>, AccountError> {
    let rows: Vec<String> = sql!(tx, on => sqlx::query_scalar("SELECT at FROM attempt WHERE subject = $1")
            .bind(subject)
            .fetch_all(on)
            .await)?;
    let times = rows.iter().filter_map(|at| at.parse::<Timestamp>().ok());
    let mut times: Vec<Timestamp> = times.filter(|at| *at > since).collect();
    times.sort_unstable_by(|a, b| b.cmp(a));
    Ok(times)
}

/// Forgets sessions, attempts and links that are over by days.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), AccountError> {
    let before =
        now.saturating_sub(jiff::Span::new().hours(48)).map_err(|_| AccountError::Clock)?;
    for statement in [
        "DELETE FROM session WHERE seen_at < $1",
        "DELETE FROM attempt WHERE at < $1",
        "DELETE FROM one_time_link WHERE expires_at < $1",
        "DELETE FROM sign_in WHERE expires_at < $1",
    ] {
        sql!(tx, on => sqlx::query(statement)
            .bind(before.to_string())
            .execute(on)
            .await
            .map(drop))?;
    }
    Ok(())
}

pub(crate) async fn put_barred(
    tx: &mut Tx,
    account: AccountId,
    subject: &str,
) -> Result<(), AccountError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO barred (account_id, subject) VALUES ($1, $2) ON CONFLICT DO NOTHING",
    )
    .bind(account)
    .bind(subject)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

pub(crate) async fn end_barred(
    tx: &mut Tx,
    account: AccountId,
    subject: &str,
) -> Result<(), AccountError> {
    sql!(tx, on => sqlx::query("DELETE FROM barred WHERE account_id = $1 AND subject = $2")
        .bind(account)
        .bind(subject)
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

pub(crate) async fn barred(
    tx: &mut Tx,
    account: AccountId,
) -> Result<HashSet<String>, AccountError> {
    let rows: Vec<String> = sql!(tx, on => sqlx::query_scalar("SELECT subject FROM barred WHERE account_id = $1")
            .bind(account)
            .fetch_all(on)
            .await)?;
    Ok(rows.into_iter().collect())
}
