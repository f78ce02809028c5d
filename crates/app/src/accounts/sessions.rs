//! Signing in and out, and who a browser's cookie says it is.

use jiff::{Timestamp, ToSpan};

use super::rules::{ATTEMPTS_OF_ACCOUNT, ATTEMPTS_OF_CLIENT, wait, window};
use super::{AccountError, Email, is_over, password, store};
use crate::access::Actor;
use crate::archive::Archive;
use crate::db::Tx;
use crate::digest;
use crate::ids::AccountId;

/// How seldom it is written down that a session was seen.
const SEEN_EVERY_MINUTES: i64 = 5;

/// The secret of a session or of a one-time link: 32 random bytes, as 64 hexadecimal digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    pub(crate) fn random() -> Self {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
        Self(digest::hex(&bytes))
    }

    /// A token as it came back.
    pub fn parse(text: &str) -> Option<Self> {
        let is_token = text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
        is_token.then(|| Self(text.to_owned()))
    }

    /// To be told to its owner only.
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// What it is kept under.
    pub(crate) fn hash(&self) -> String {
        digest::sha256(&self.0)
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// An attempt to sign in.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// What stood in the field of the address.
    pub email: String,
    /// What stood in the field of the password.
    pub password: String,
    /// The network address the attempt came from.
    pub client: String,
}

/// What a right password leads to.
#[derive(Debug)]
pub enum SignedIn {
    /// A session, with this token.
    Session(Token),
    /// The account signs in with codes too: this token waits for one.
    Waiting(Token),
}

/// How long a sign-in waits for a code.
const CODE_MINUTES: i64 = 10;

/// Signs in with a password; then goes to `back`.
pub async fn sign_in(
    archive: &Archive,
    attempt: &SignIn,
    back: &str,
) -> Result<SignedIn, AccountError> {
    let now = archive.instant();
    let email = attempt.email.parse::<Email>().ok();
    let subjects = [
        (format!("client:{}", attempt.client), ATTEMPTS_OF_CLIENT),
        (format!("account:{}", attempt.email.trim().to_lowercase()), ATTEMPTS_OF_ACCOUNT),
    ];
    let mut tx = archive.db().begin().await?;
    for (subject, most) in &subjects {
        refuse_after(&mut tx, subject, *most, now).await?;
    }
    let account = match &email {
        Some(email) => store::by_email(&mut tx, email).await?.filter(|account| account.is_active),
        None => None,
    };
    let held = match &account {
        Some(account) => store::password(&mut tx, account.id).await?,
        None => None,
    };
    drop(tx);
    let is_right = password::verify(held, attempt.password.clone()).await?;
    match account.filter(|_| is_right) {
        Some(account) if super::codes::are_needed(archive, account.id).await? => {
            let token = Token::random();
            let until = now.saturating_add(CODE_MINUTES.minutes());
            let until = until.map_err(|_| AccountError::Clock)?;
            let (hash, id) = (token.hash(), Some(account.id));
            let mut tx = archive.db().begin().await?;
            store::put_sign_in(&mut tx, &hash, id, None, back, until).await?;
            tx.commit().await?;
            Ok(SignedIn::Waiting(token))
        }
        Some(account) => Ok(SignedIn::Session(begin(archive, account.id, now).await?)),
        None => {
            let mut tx = archive.db().begin().await?;
            for (subject, _) in &subjects {
                store::put_attempt(&mut tx, archive.ids().make(), subject, now).await?;
            }
            tx.commit().await?;
            Err(AccountError::Refused)
        }
    }
}

/// Refuses to try a code where too many were wrong.
pub(super) async fn refuse_if_too_many(
    tx: &mut Tx,
    subject: &str,
    now: Timestamp,
) -> Result<(), AccountError> {
    refuse_after(tx, subject, ATTEMPTS_OF_ACCOUNT, now).await
}

pub(super) async fn refuse_after(
    tx: &mut Tx,
    subject: &str,
    most: usize,
    now: Timestamp,
) -> Result<(), AccountError> {
    let since = now.saturating_sub(window()).map_err(|_| AccountError::Clock)?;
    let failed = store::attempts(tx, subject, since).await?;
    wait(&failed, most, now).map_or(Ok(()), |until| Err(AccountError::Wait(until)))
}

/// Begins a session, for someone who has shown who they are.
pub async fn begin(
    archive: &Archive,
    account: AccountId,
    now: Timestamp,
) -> Result<Token, AccountError> {
    let token = Token::random();
    let mut tx = archive.db().begin().await?;
    store::sweep(&mut tx, now).await?;
    store::put_session(&mut tx, &token.hash(), account, now).await?;
    tx.commit().await?;
    Ok(token)
}

/// Ends a session.
pub async fn sign_out(archive: &Archive, token: &Token) -> Result<(), AccountError> {
    let mut tx = archive.db().begin().await?;
    store::end_session(&mut tx, &token.hash()).await?;
    Ok(tx.commit().await?)
}

/// Who a session belongs to, with the roles that hold today; `None` where it is over.
pub async fn actor(
    archive: &Archive,
    token: &Token,
    today: jiff::civil::Date,
) -> Result<Option<Actor>, AccountError> {
    let (now, hash) = (archive.instant(), token.hash());
    let mut tx = archive.db().begin().await?;
    let Some(session) = store::session(&mut tx, &hash).await? else { return Ok(None) };
    if is_over(session.began, session.seen, now) {
        return Ok(None);
    }
    let account = store::account(&mut tx, session.account).await?;
    let Some(account) = account.filter(|account| account.is_active) else { return Ok(None) };
    let grants = store::grants(&mut tx, account.id).await?;
    let grants = grants.into_iter().map(|held| held.grant).filter(|grant| grant.holds(today));
    let barred = store::barred(&mut tx, account.id).await?;
    let actor = Actor::new(account.id, account.name, account.email, grants.collect(), barred);
    let is_stale = session.seen.saturating_add(SEEN_EVERY_MINUTES.minutes()).is_ok_and(|t| t < now);
    if is_stale {
        drop(tx);
        let mut tx = archive.db().begin().await?;
        store::see_session(&mut tx, &hash, now).await?;
        tx.commit().await?;
    }
    Ok(Some(actor))
}
