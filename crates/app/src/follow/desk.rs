//! Asking to follow by mail, confirming it, and ending it.

use jiff::Timestamp;

use super::rules::{self, Subject};
use super::store::{self, Asked, Follower, Subscription};
use super::token::{Key, hashed};
use super::{FollowError, letters, names::Named};
use crate::archive::{Archive, begin_writing};
use crate::db::Tx;
use crate::digest::hex;
use crate::i18n::Language;
use crate::ids::SubscriptionId;
use crate::mail::{self, Address, Message};

/// Where one asks: the archive, the time and the address of the portal in mails.
#[derive(Debug, Clone, Copy)]
pub(super) struct Desk<'a> {
    pub(super) archive: &'a Archive,
    pub(super) now: Timestamp,
    pub(super) origin: &'a str,
}

/// A follower as they see themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Looked {
    pub(super) follower: Follower,
    pub(super) subscriptions: Vec<Subscription>,
}

impl Desk<'_> {
    /// Sends a link that confirms. The answer is the same whatever is known of the address.
    pub(super) async fn ask(
        &self,
        named: &Named,
        address: &str,
        l: Language,
        client: &str,
    ) -> Result<(), FollowError> {
        let address: Address = address.parse()?;
        let mut tx = self.begin().await?;
        let key = self.key(&mut tx).await?;
        let folded = address.folded();
        let by_client = store::attempt(&mut tx, &key.bucket("client", client), self.now).await?;
        if by_client > rules::PER_CLIENT {
            tx.commit().await?;
            return Err(FollowError::TooOften);
        }
        let to_address = store::attempt(&mut tx, &key.bucket("address", &folded), self.now).await?;
        if to_address <= rules::PER_ADDRESS {
            let token = self.token();
            let asked = Asked { address: folded, language: l, subject: named.subject.clone() };
            let expires = self.now.saturating_add(rules::CONFIRMED_WITHIN).unwrap_or(self.now);
            store::put_request(&mut tx, &hashed(&token), &asked, expires).await?;
            let letter = letters::confirmation(l, self.origin, &named.name, &token);
            let message = Message::new(self.archive.ids().make(), self.now, address, letter);
            mail::enqueue(&mut tx, &message).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// What a confirmation link is for; `None` once it is used or too old.
    pub(super) async fn asked(&self, token: &str) -> Result<Option<Asked>, FollowError> {
        let mut tx = self.archive.db().begin().await?;
        store::request(&mut tx, &hashed(token), self.now).await
    }

    /// Begins to follow; returns the link to everything followed.
    pub(super) async fn confirm(&self, token: &str) -> Result<Option<String>, FollowError> {
        let newest = self.archive.newest_sequence().await?;
        let mut tx = self.begin().await?;
        let taken = store::take_request(&mut tx, &hashed(token), self.now).await?;
        let Some(asked) = taken else { return Ok(None) };
        let ids = self.archive.ids();
        let follower = store::put_follower(&mut tx, ids.make(), &asked, newest, self.now).await?;
        let (id, subject) = (ids.make(), &asked.subject);
        store::put_subscription(&mut tx, id, follower.id, subject, newest, self.now).await?;
        let link = self.key(&mut tx).await?.link(follower.id);
        tx.commit().await?;
        Ok(Some(link))
    }

    /// Who a link belongs to and what they follow; `None` where it is none, or no longer.
    pub(super) async fn look(&self, link: &str) -> Result<Option<Looked>, FollowError> {
        let mut tx = self.archive.db().begin().await?;
        let key = store::key(&mut tx).await?.map(Key::new);
        let Some(id) = key.and_then(|key| key.follower(link)) else { return Ok(None) };
        let Some(follower) = store::follower_by_id(&mut tx, id).await? else { return Ok(None) };
        let subscriptions = store::subscriptions(&mut tx, id).await?;
        Ok(Some(Looked { follower, subscriptions }))
    }

    /// Ends one subscription, or all. Ending what has ended already is no error.
    pub(super) async fn end(
        &self,
        link: &str,
        subscription: Option<SubscriptionId>,
    ) -> Result<bool, FollowError> {
        let mut tx = self.begin().await?;
        let Some(id) = self.key(&mut tx).await?.follower(link) else { return Ok(false) };
        store::end(&mut tx, id, subscription).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn begin(&self) -> Result<Tx, FollowError> {
        let mut tx = self.archive.db().begin().await?;
        begin_writing(&mut tx).await?;
        Ok(tx)
    }

    /// The key that signs links.
    pub(super) async fn key(&self, tx: &mut Tx) -> Result<Key, FollowError> {
        Ok(Key::new(store::make_key(tx, &self.chance()).await?))
    }

    fn token(&self) -> String {
        hex(&self.chance())
    }

    /// Forty bytes nobody can guess.
    fn chance(&self) -> Vec<u8> {
        (0..4).flat_map(|_| self.archive.ids().chance()).collect()
    }
}

/// The subject of a page as it is followed today.
pub(super) async fn named(
    archive: &Archive,
    l: Language,
    path: &str,
) -> Result<Option<Named>, FollowError> {
    match Subject::of_path(path) {
        Some(subject) => Named::find(archive, l, subject).await,
        None => Ok(None),
    }
}
