//! One-time codes from an app (TOTP, RFC 6238): six digits, thirty seconds, one step either way.

use qrcodegen::{QrCode, QrCodeEcc};
use serde_json::json;
use totp_rs::{Builder, Secret, Totp};

use super::{AccountError, Token, store, write};
use crate::access::Actor;
use crate::archive::{Archive, begin_writing};
use crate::db::Tx;
use crate::ids::AccountId;

/// Bytes of a secret (RFC 4226 recommends 160 bits).
const SECRET: usize = 20;

/// A secret that is offered: once a code of it came back it is the account's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// In base 32, to be typed by hand.
    pub secret: String,
    /// The `otpauth:` address as a picture (SVG path on a field of `size` modules).
    pub picture: Picture,
}

/// A QR code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Modules on each side, a margin of four included.
    pub size: i32,
    /// Its dark modules as an SVG path.
    pub path: String,
}

/// A new secret for someone who wants to sign in with codes.
pub(super) fn offer(email: &str) -> Result<Offer, AccountError> {
    let mut bytes = [0; SECRET];
    getrandom::fill(&mut bytes).map_err(|error| AccountError::Hash(error.to_string()))?;
    let totp = built(Secret::from(bytes.to_vec()), email)?;
    picture_of(&totp)
}

/// The same offer again, after a wrong code.
pub(super) fn offer_again(email: &str, secret: &str) -> Result<Offer, AccountError> {
    picture_of(&of(secret, email)?)
}

/// Makes codes necessary from now on, if `code` is one of this secret and none were before.
pub(super) async fn begin(
    archive: &Archive,
    actor: &Actor,
    secret: &str,
    code: &str,
) -> Result<(), AccountError> {
    let account = actor.account().ok_or(AccountError::Refused)?;
    let step = step(secret, code, archive)?.ok_or(AccountError::Code)?;
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    if store::totp(&mut tx, account).await?.is_some() {
        return Err(AccountError::Refused);
    }
    set_within(&mut tx, archive, actor, account, Some((secret, step))).await?;
    Ok(tx.commit().await?)
}

/// Makes codes unnecessary, for who has a right one: an open browser is not enough.
pub(super) async fn end(archive: &Archive, actor: &Actor, code: &str) -> Result<(), AccountError> {
    let account = actor.account().ok_or(AccountError::Refused)?;
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    if !take(&mut tx, archive, account, code).await? {
        tx.commit().await?;
        return Err(AccountError::Code);
    }
    set_within(&mut tx, archive, actor, account, None).await?;
    Ok(tx.commit().await?)
}

async fn set_within(
    tx: &mut Tx,
    archive: &Archive,
    actor: &Actor,
    account: AccountId,
    totp: Option<(&str, i64)>,
) -> Result<(), AccountError> {
    store::set_totp(tx, account, totp).await?;
    let actor = actor.signature();
    write(tx, archive, &actor, "account.codes", account, json!(totp.is_some())).await
}

/// Whether a code is right; then it is used up, else the attempt is counted.
async fn take(
    tx: &mut Tx,
    archive: &Archive,
    account: AccountId,
    code: &str,
) -> Result<bool, AccountError> {
    let (now, subject) = (archive.instant(), format!("code:{account}"));
    super::sessions::refuse_if_too_many(tx, &subject, now).await?;
    let held = store::totp(tx, account).await?.ok_or(AccountError::Refused)?;
    let step = step(&held.secret, code, archive)?.filter(|step| *step > held.last_step);
    match step {
        Some(step) => store::set_totp(tx, account, Some((&held.secret, step))).await?,
        None => store::put_attempt(tx, archive.ids().make(), &subject, now).await?,
    }
    Ok(step.is_some())
}

/// Whether an account signs in with codes.
pub(super) async fn are_needed(
    archive: &Archive,
    account: AccountId,
) -> Result<bool, AccountError> {
    Ok(store::totp(&mut archive.db().begin().await?, account).await?.is_some())
}

/// Finishes a sign-in that waits for a code: whose it is and where it goes, if the code is right.
/// A code is taken once.
pub(super) async fn confirm(
    archive: &Archive,
    waiting: &Token,
    code: &str,
) -> Result<(AccountId, String), AccountError> {
    let now = archive.instant();
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let found = store::sign_in(&mut tx, &waiting.hash(), now).await?;
    let (account, back) = found
        .and_then(|sign_in| Some((sign_in.account?, sign_in.back)))
        .ok_or(AccountError::Refused)?;
    if !take(&mut tx, archive, account, code).await? {
        tx.commit().await?;
        return Err(AccountError::Code);
    }
    store::end_sign_in(&mut tx, &waiting.hash()).await?;
    tx.commit().await?;
    Ok((account, back))
}

/// The step of time a code is of.
fn step(secret: &str, code: &str, archive: &Archive) -> Result<Option<i64>, AccountError> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let seconds = u64::try_from(archive.instant().as_second()).unwrap_or_default();
    let step = of(secret, "")?.check(&code, seconds);
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

fn of(secret: &str, email: &str) -> Result<Totp, AccountError> {
    let secret = Secret::try_from_base32(secret).map_err(|_| AccountError::Code)?;
    built(secret, email)
}

fn built(secret: Secret, email: &str) -> Result<Totp, AccountError> {
    let builder = Builder::new().with_secret(secret).with_issuer(Some("Raadslag"));
    let totp = builder.with_account_name(email).build();
    totp.map_err(|error| AccountError::Hash(error.to_string()))
}

fn picture_of(totp: &Totp) -> Result<Offer, AccountError> {
    let url = totp.to_url().map_err(|error| AccountError::Hash(error.to_string()))?;
    let code = QrCode::encode_text(&url, QrCodeEcc::Medium)
        .map_err(|error| AccountError::Hash(error.to_string()))?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            path += &format!("M{} {}h1v1h-1z", x + 4, y + 4);
        }
    }
    let picture = Picture { size: code.size() + 8, path };
    Ok(Offer { secret: totp.secret().to_base32(), picture })
}
