//! Accounts: who can sign in, and what they are in which body.
//!
//! Invariants:
//! - Passwords are kept as Argon2id hashes; sessions and one-time links under the SHA-256 of what
//!   the browser or the mail says, so that a stolen database opens nothing.
//! - Whether an address has an account can be told neither from an answer nor from its time.
//! - Too many failed attempts, by account or by client, make everyone wait; the wait is counted in
//!   the database, so several nodes count together.
//! - Every change of accounts and roles is in the journal, passwords and links never.

mod codes;
mod cookie;
mod error;
mod forgotten;
mod http;
mod password;
mod provider;
mod rules;
mod sessions;
mod store;
mod view;

#[cfg(test)]
mod tests;

use jiff::{Timestamp, ToSpan};
use serde_json::json;

pub use codes::{Offer, Picture};
pub use error::AccountError;
pub use http::{identify, routes};
pub use provider::{GroupRole, Provider, ProviderSettings};
pub use rules::{Email, INVITATION, Password, RESET};
pub use sessions::{SignIn, SignedIn as SignedInBy, Token, actor, begin, sign_in, sign_out};
pub use store::{Account, HeldGrant};

use crate::access::{Actor, Grant};
use crate::archive::{Archive, begin_writing};
use crate::db::Tx;
use crate::ids::{AccountId, GrantId};
use crate::journal::{self, Change};

/// An account to be made.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Where mail reaches them, and what they sign in with.
    pub email: Email,
    /// Their name.
    pub name: String,
    /// What they are, and where.
    pub grants: Vec<Grant>,
}

/// Makes an account without a password; a one-time link lets its owner set one.
pub async fn add(
    archive: &Archive,
    actor: &str,
    new: &NewAccount,
) -> Result<AccountId, AccountError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let id = add_within(&mut tx, archive, actor, new).await?;
    tx.commit().await?;
    Ok(id)
}

async fn add_within(
    tx: &mut Tx,
    archive: &Archive,
    actor: &str,
    new: &NewAccount,
) -> Result<AccountId, AccountError> {
    let name = new.name.trim();
    if name.is_empty() {
        return Err(AccountError::NoName);
    }
    if store::by_email(tx, &new.email).await?.is_some() {
        return Err(AccountError::Taken(new.email.to_string()));
    }
    let (id, now) = (archive.ids().make(), archive.now());
    store::put_account(tx, id, &new.email, name, &now).await?;
    let after = json!({"email": new.email.as_str(), "name": name});
    write(tx, archive, actor, "account.create", id, after).await?;
    for grant in &new.grants {
        put_grant(tx, archive, actor, id, grant, None).await?;
    }
    Ok(id)
}

/// Gives an account a role.
pub async fn grant(
    archive: &Archive,
    actor: &str,
    account: AccountId,
    grant: &Grant,
) -> Result<(), AccountError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    rules::may_be_given(grant, &store::grants(&mut tx, account).await?)?;
    put_grant(&mut tx, archive, actor, account, grant, None).await?;
    Ok(tx.commit().await?)
}

/// Ends a role: from the given day on it holds no more.
pub async fn end_grant(
    archive: &Archive,
    actor: &str,
    account: AccountId,
    id: GrantId,
    last_day: jiff::civil::Date,
) -> Result<(), AccountError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    if !store::end_grant(&mut tx, account, id, last_day).await? {
        return Ok(()); // Over already, or another's.
    }
    let after = json!({"grant": id.to_string(), "last_day": last_day.to_string()});
    write(&mut tx, archive, actor, "account.end_role", account, after).await?;
    Ok(tx.commit().await?)
}

/// Lets an account sign in, or ends that; its sessions end with it.
pub async fn set_active(
    archive: &Archive,
    actor: &str,
    account: AccountId,
    is_active: bool,
) -> Result<(), AccountError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    store::set_active(&mut tx, account, is_active).await?;
    if !is_active {
        store::end_sessions(&mut tx, account).await?;
    }
    write(&mut tx, archive, actor, "account.active", account, json!(is_active)).await?;
    Ok(tx.commit().await?)
}

/// A one-time link's secret, good for `lifetime`: with it a password can be set.
pub async fn link(
    archive: &Archive,
    actor: &str,
    account: AccountId,
    lifetime: jiff::Span,
) -> Result<Token, AccountError> {
    let token = Token::random();
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    put_link(&mut tx, archive, actor, account, lifetime, &token).await?;
    tx.commit().await?;
    Ok(token)
}

/// [`link`] within a transaction that does more, such as writing the mail that carries it.
async fn put_link(
    tx: &mut Tx,
    archive: &Archive,
    actor: &str,
    account: AccountId,
    lifetime: jiff::Span,
    token: &Token,
) -> Result<(), AccountError> {
    let until = archive.instant().saturating_add(lifetime).map_err(|_| AccountError::Clock)?;
    store::put_link(tx, &token.hash(), account, until).await?;
    write(tx, archive, actor, "account.link", account, json!({"until": until.to_string()})).await
}

/// The account a one-time link belongs to, while it is good.
pub async fn linked(archive: &Archive, token: &Token) -> Result<Option<Account>, AccountError> {
    let mut tx = archive.db().begin().await?;
    let id = store::linked(&mut tx, &token.hash(), archive.instant()).await?;
    match id {
        Some(id) => store::account(&mut tx, id).await,
        None => Ok(None),
    }
}

/// Sets a password with a one-time link, which is used up; older sessions end.
pub async fn set_password(
    archive: &Archive,
    token: &Token,
    password: Password,
) -> Result<(), AccountError> {
    let hash = password::hash(password).await?;
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let account = store::linked(&mut tx, &token.hash(), archive.instant()).await?;
    let id = account.ok_or(AccountError::LinkUsed)?;
    let owner = store::account(&mut tx, id).await?.ok_or(AccountError::LinkUsed)?;
    store::set_password(&mut tx, id, &hash).await?;
    store::end_links(&mut tx, id).await?;
    store::end_sessions(&mut tx, id).await?;
    write(&mut tx, archive, &owner.signature(), "account.password", id, json!(null)).await?;
    Ok(tx.commit().await?)
}

/// Changes one's own password; the sessions of other browsers end.
pub async fn change_password(
    archive: &Archive,
    actor: &Actor,
    current: &str,
    new: Password,
) -> Result<(), AccountError> {
    let id = actor.account().ok_or(AccountError::Refused)?;
    let (now, subject) = (archive.instant(), format!("password:{id}"));
    let mut tx = archive.db().begin().await?;
    sessions::refuse_if_too_many(&mut tx, &subject, now).await?;
    let held = store::password(&mut tx, id).await?;
    drop(tx);
    if !password::verify(held, current.to_owned()).await? {
        let mut tx = archive.db().begin().await?;
        store::put_attempt(&mut tx, archive.ids().make(), &subject, now).await?;
        tx.commit().await?;
        return Err(AccountError::Refused);
    }
    let hash = password::hash(new).await?;
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    store::set_password(&mut tx, id, &hash).await?;
    store::end_sessions(&mut tx, id).await?;
    write(&mut tx, archive, &actor.signature(), "account.password", id, json!(null)).await?;
    Ok(tx.commit().await?)
}

/// Every account, by name, with its grants.
pub async fn all(archive: &Archive) -> Result<Vec<(Account, Vec<HeldGrant>)>, AccountError> {
    let mut tx = archive.db().begin().await?;
    let mut all = Vec::new();
    for account in store::accounts(&mut tx).await? {
        let grants = store::grants(&mut tx, account.id).await?;
        all.push((account, grants));
    }
    Ok(all)
}

/// An account with its grants.
pub async fn one(
    archive: &Archive,
    id: AccountId,
) -> Result<Option<(Account, Vec<HeldGrant>)>, AccountError> {
    let mut tx = archive.db().begin().await?;
    let Some(account) = store::account(&mut tx, id).await? else { return Ok(None) };
    let grants = store::grants(&mut tx, id).await?;
    Ok(Some((account, grants)))
}

/// The account with this address.
pub async fn by_email(archive: &Archive, email: &Email) -> Result<Option<Account>, AccountError> {
    store::by_email(&mut archive.db().begin().await?, email).await
}

/// Those who have one of these roles in a body on a day, by name.
pub async fn in_body(
    archive: &Archive,
    body: &str,
    today: jiff::civil::Date,
) -> Result<Vec<(Account, Grant)>, AccountError> {
    let mut tx = archive.db().begin().await?;
    let held = store::in_body(&mut tx, body).await?;
    Ok(held.into_iter().filter(|(_, grant)| grant.holds(today)).collect())
}

/// Bars an account from a subject, or lets it in again, within a transaction that says why.
pub(crate) async fn bar(
    tx: &mut Tx,
    account: AccountId,
    subject: &str,
    is_barred: bool,
) -> Result<(), AccountError> {
    if is_barred {
        store::put_barred(tx, account, subject).await
    } else {
        store::end_barred(tx, account, subject).await
    }
}

/// Failed attempts of someone without an account, after which they wait.
const ATTEMPTS_OF_STRANGER: usize = 20;

/// Whether a subject, such as a client trying links, may try again now.
pub(crate) async fn may_try(archive: &Archive, subject: &str) -> Result<(), AccountError> {
    let now = archive.instant();
    let since = now.saturating_sub(rules::window()).map_err(|_| AccountError::Clock)?;
    let failed = store::attempts(&mut archive.db().begin().await?, subject, since).await?;
    match rules::wait(&failed, ATTEMPTS_OF_STRANGER, now) {
        Some(until) => Err(AccountError::Wait(until)),
        None => Ok(()),
    }
}

/// Writes down that a subject failed.
pub(crate) async fn failed(archive: &Archive, subject: &str) -> Result<(), AccountError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    store::put_attempt(&mut tx, archive.ids().make(), subject, archive.instant()).await?;
    Ok(tx.commit().await?)
}

async fn put_grant(
    tx: &mut Tx,
    archive: &Archive,
    actor: &str,
    account: AccountId,
    grant: &Grant,
    origin: Option<&str>,
) -> Result<(), AccountError> {
    rules::is_sensible(grant)?;
    let id: GrantId = archive.ids().make();
    store::put_grant(tx, id, account, grant, origin).await?;
    let after = json!({
        "grant": id.to_string(),
        "role": grant.role.name(),
        "body": grant.body,
        "party": grant.party,
        "first_day": grant.first_day.map(|day| day.to_string()),
        "last_day": grant.last_day.map(|day| day.to_string()),
    });
    write(tx, archive, actor, "account.role", account, after).await
}

async fn write(
    tx: &mut Tx,
    archive: &Archive,
    actor: &str,
    action: &'static str,
    account: AccountId,
    after: serde_json::Value,
) -> Result<(), AccountError> {
    let at = archive.now();
    let subject = format!("account/{account}");
    let change = Change { at: &at, actor, action, subject, before: None, after: Some(after) };
    Ok(journal::record(tx, &change).await?)
}

/// When what was last seen at `seen` and began at `began` is over.
fn is_over(began: Timestamp, seen: Timestamp, now: Timestamp) -> bool {
    let after =
        |from: Timestamp, span: jiff::Span| from.saturating_add(span).is_ok_and(|end| end < now);
    after(began, 12.hours()) || after(seen, 2.hours())
}
