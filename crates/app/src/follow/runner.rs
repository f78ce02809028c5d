//! Telling those who follow by mail.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

use super::desk::Desk;
use super::names::Named;
use super::news::news;
use super::rules::{Pace, Subject};
use super::store::{self, Follower, Subscription};
use super::{FollowError, VIEWER, letters};
use crate::archive::{Archive, News, NewsFilter, begin_writing};
use crate::clock::Clock;
use crate::i18n::Language;
use crate::mail::{self, Message};

/// How often it is looked whether there is anything to tell.
const LOOK: Duration = Duration::from_secs(5);
/// How often what is not needed any more is forgotten.
const HOUSEKEEPING: SignedDuration = SignedDuration::from_hours(1);

/// Tells followers of what came into the archive. Several, on several nodes, tell each of them once.
#[derive(Debug)]
pub struct Runner {
    archive: Archive,
    clock: Arc<dyn Clock>,
    origin: String,
    pace: Pace,
}

/// What a run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Told {
    /// Mails queued.
    pub mails: u32,
    /// Followers for whom there was nothing.
    pub nothing: u32,
}

/// What is new in a subject, kept for the next who follows it.
type Known = HashMap<(Language, Subject), Option<(Named, Vec<News>)>>;

impl Runner {
    /// A runner for this archive; `origin` is the portal's address in mails, without a final slash.
    pub fn new(archive: Archive, clock: Arc<dyn Clock>, origin: String, pace: Pace) -> Self {
        Self { archive, clock, origin, pace }
    }

    /// Works until `stop` is set or dropped.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let (mut seen, mut again) = (String::new(), false);
        let mut forgotten = Timestamp::MIN;
        while !*stop.borrow() {
            if self.clock.now().duration_since(forgotten) > HOUSEKEEPING {
                forgotten = self.clock.now();
                if let Err(error) = self.forget(forgotten).await {
                    tracing::warn!(%error, "what was not confirmed in time is not forgotten yet");
                }
            }
            // Nothing was committed since: nothing to look for.
            let state = self.archive.state().await.unwrap_or_default();
            if again || state.is_empty() || state != seen {
                again = match self.once().await {
                    Ok(done) => done.is_none(),
                    Err(error) => {
                        tracing::error!(%error, "those who follow cannot be told");
                        true
                    }
                };
                seen = state;
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                _ = stop.changed() => return,
            }
        }
    }

    async fn forget(&self, now: Timestamp) -> Result<(), FollowError> {
        let mut tx = self.archive.db().begin().await?;
        begin_writing(&mut tx).await?;
        store::forget(&mut tx, now).await?;
        Ok(tx.commit().await?)
    }

    /// Tells everyone who has not been told; `None` where it is too early.
    pub async fn once(&self) -> Result<Option<Told>, FollowError> {
        let now = self.clock.now();
        let mut tx = self.archive.db().begin().await?;
        let newest = self.archive.newest_sequence().await?;
        let followers = store::untold(&mut tx, newest).await?;
        drop(tx);
        let Some(earliest) = followers.iter().map(|follower| follower.told).min() else {
            return Ok(Some(Told::default()));
        };
        if !self.is_due(earliest, now).await? || !self.archive.is_settled().await? {
            return Ok(None);
        }
        let (mut told, mut known) = (Told::default(), Known::new());
        for follower in followers {
            if self.tell(&follower, newest, earliest, &mut known, now).await? {
                told.mails += 1;
            } else {
                told.nothing += 1;
            }
        }
        tracing::info!(mails = told.mails, "those who follow were told");
        Ok(Some(told))
    }

    /// Whether what came in after `earliest` has come to rest.
    async fn is_due(&self, earliest: i64, now: Timestamp) -> Result<bool, FollowError> {
        let filter = NewsFilter { after: earliest, ..NewsFilter::default() };
        let changes = self.archive.news(&filter, VIEWER).await?;
        let at = |change: &News| change.imported_at.parse::<Timestamp>().unwrap_or(now);
        let (first, last) = (changes.last().map(at), changes.first().map(at));
        Ok(first.zip(last).is_none_or(|(first, last)| self.pace.is_due(first, last, now)))
    }

    /// Queues one mail with everything new for a follower, if there is anything.
    async fn tell(
        &self,
        follower: &Follower,
        newest: i64,
        earliest: i64,
        known: &mut Known,
        now: Timestamp,
    ) -> Result<bool, FollowError> {
        let mut tx = self.archive.db().begin().await?;
        let subscriptions = store::subscriptions(&mut tx, follower.id).await?;
        drop(tx);
        let mut found = Vec::new();
        for subscription in &subscriptions {
            found.extend(self.told(follower, subscription, newest, earliest, known).await?);
        }
        let mut tx = self.archive.db().begin().await?;
        begin_writing(&mut tx).await?;
        if !store::tell(&mut tx, follower, newest).await? {
            return Ok(false);
        }
        if let (false, Ok(to)) = (found.is_empty(), follower.address.parse()) {
            let desk = Desk { archive: &self.archive, now, origin: &self.origin };
            let link = desk.key(&mut tx).await?.link(follower.id);
            let letter = letters::digest(follower.language, &self.origin, &found, &link);
            let message = Message::new(self.archive.ids().make(), now, to, letter)
                .unsubscribed_at(format!("{}/foelg/{link}/afmeld", self.origin));
            mail::enqueue(&mut tx, &message).await?;
        }
        tx.commit().await?;
        Ok(!found.is_empty())
    }

    /// What is new for one subscription.
    async fn told(
        &self,
        follower: &Follower,
        subscription: &Subscription,
        newest: i64,
        earliest: i64,
        known: &mut Known,
    ) -> Result<Option<(Named, Vec<News>)>, FollowError> {
        let key = (follower.language, subscription.subject.clone());
        if !known.contains_key(&key) {
            let (archive, subject) = (&self.archive, key.1.clone());
            let named = Named::find(archive, follower.language, subject).await?;
            let found = match named {
                Some(named) => {
                    let news = news(archive, &named.subject, earliest, None).await?;
                    Some((named, news))
                }
                None => None,
            };
            known.insert(key.clone(), found);
        }
        let Some(Some((named, changes))) = known.get(&key) else { return Ok(None) };
        let after = follower.told.max(subscription.since);
        let mine = |change: &&News| change.sequence > after && change.sequence <= newest;
        let changes: Vec<News> = changes.iter().filter(mine).cloned().collect();
        Ok((!changes.is_empty()).then(|| (named.clone(), changes)))
    }
}
