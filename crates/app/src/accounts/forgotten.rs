//! A forgotten password: whoever reads the account's mail may set a new one.

use super::rules::{ASKED_BY_CLIENT, ASKED_FOR_ADDRESS, Email, INVITATION, RESET};
use super::{Account, AccountError, Token, sessions, store};
use crate::archive::{Archive, begin_writing};
use crate::db::Tx;
use crate::i18n::Language;
use crate::ids::AccountId;
use crate::mail::{self, Address, Letter, Message, Part};

/// In the journal: whoever asked is not known.
const ACTOR: &str = "forgotten password";

/// The office that sends the mails: what their links begin with, and their language.
#[derive(Debug, Clone)]
pub(super) struct Post {
    pub(super) archive: Archive,
    pub(super) origin: String,
    pub(super) language: Language,
}

/// Counts that a client asked for a link to an address, whoever it belongs to.
pub(super) async fn count(
    archive: &Archive,
    email: &Email,
    client: &str,
) -> Result<(), AccountError> {
    let now = archive.instant();
    let subjects = [
        (format!("forgotten-client:{client}"), ASKED_BY_CLIENT),
        (format!("forgotten:{email}"), ASKED_FOR_ADDRESS),
    ];
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    for (subject, most) in &subjects {
        sessions::refuse_after(&mut tx, subject, *most, now).await?;
        store::put_attempt(&mut tx, archive.ids().make(), subject, now).await?;
    }
    Ok(tx.commit().await?)
}

impl Post {
    /// Mails a link to the owner of an address, if it has one who may sign in. Nobody waits for this:
    /// neither the answer nor its time tells whether there is such an account.
    pub(super) async fn answer(&self, email: &Email) -> Result<(), AccountError> {
        let mut tx = self.archive.db().begin().await?;
        begin_writing(&mut tx).await?;
        let Some(account) = store::by_email(&mut tx, email).await?.filter(|held| held.is_active)
        else {
            return Ok(());
        };
        if !account.has_password && store::has_identity(&mut tx, account.id).await? {
            self.send(&mut tx, email, self.elsewhere(&account)).await?;
        } else {
            let token = self.put_link(&mut tx, ACTOR, account.id, RESET()).await?;
            self.send(&mut tx, email, self.reset(&account, &token)).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Mails an invitation to choose a password to someone who has been given an account.
    pub(super) async fn invite(&self, actor: &str, account: AccountId) -> Result<(), AccountError> {
        let mut tx = self.archive.db().begin().await?;
        begin_writing(&mut tx).await?;
        let Some(account) = store::account(&mut tx, account).await? else { return Ok(()) };
        let token = self.put_link(&mut tx, actor, account.id, INVITATION()).await?;
        self.send(&mut tx, &account.email.parse()?, self.invitation(&account, &token)).await?;
        Ok(tx.commit().await?)
    }

    async fn put_link(
        &self,
        tx: &mut Tx,
        actor: &str,
        account: AccountId,
        lifetime: jiff::Span,
    ) -> Result<Token, AccountError> {
        let token = Token::random();
        super::put_link(tx, &self.archive, actor, account, lifetime, &token).await?;
        Ok(token)
    }

    async fn send(&self, tx: &mut Tx, to: &Email, letter: Letter) -> Result<(), AccountError> {
        let to: Address = to.as_str().parse().map_err(|_| AccountError::Email(to.to_string()))?;
        let (id, now) = (self.archive.ids().make(), self.archive.instant());
        Ok(mail::enqueue(tx, &Message::new(id, now, to, letter)).await?)
    }

    fn letter(&self, subject: &'static str, text: String) -> Letter {
        Letter::new(self.language, subject).with(Part::Text(text))
    }

    fn text(&self, key: &str, account: &Account) -> String {
        let words = [("name", account.name.as_str()), ("site", self.origin.as_str())];
        self.language.with(key, &words)
    }

    fn choose(&self, token: &Token) -> Part {
        let words = self.language.text("link-title").to_owned();
        Part::Button { words, href: format!("{}/adgang/{}", self.origin, token.secret()) }
    }

    fn reset(&self, account: &Account, token: &Token) -> Letter {
        self.letter(
            self.language.text("forgotten-mail-subject"),
            self.text("forgotten-mail-text", account),
        )
        .with(self.choose(token))
        .with(Part::Text(self.language.text("forgotten-mail-hour").to_owned()))
        .ending(Part::Text(self.language.text("forgotten-mail-why").to_owned()))
    }

    fn elsewhere(&self, account: &Account) -> Letter {
        self.letter(
            self.language.text("forgotten-mail-subject"),
            self.text("forgotten-mail-elsewhere", account),
        )
        .with(Part::Button {
            words: self.language.text("sign-in-title").to_owned(),
            href: format!("{}/log-ind", self.origin),
        })
        .ending(Part::Text(self.language.text("forgotten-mail-why").to_owned()))
    }

    fn invitation(&self, account: &Account, token: &Token) -> Letter {
        self.letter(
            self.language.text("invitation-mail-subject"),
            self.text("invitation-mail-text", account),
        )
        .with(self.choose(token))
        .with(Part::Text(self.language.text("invitation-mail-week").to_owned()))
    }
}
