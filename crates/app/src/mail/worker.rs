//! Emptying the outbox.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

use super::rules::{Fate, Refusal, fate};
use super::store::{self, Taken};
use super::{MailError, Smtp};
use crate::archive::Archive;
use crate::clock::Clock;
use crate::ids::MailId;

/// How often the outbox is looked at.
const LOOK: Duration = Duration::from_secs(2);
/// The longest pause while the server is away.
const LONGEST: Duration = Duration::from_mins(2);
/// How often mails that were settled long ago are forgotten.
const HOUSEKEEPING: SignedDuration = SignedDuration::from_hours(1);
/// How often it is tried to note that a mail was sent: a mail that is sent and not noted is sent
/// again.
const NOTES: u32 = 6;

/// Sends what is in the outbox. Several, on several nodes, do not get in each other's way.
#[derive(Debug)]
pub struct Worker {
    archive: Archive,
    clock: Arc<dyn Clock>,
    smtp: Smtp,
}

/// What one look at the outbox did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Round {
    /// Mails the server took.
    pub sent: u32,
    /// Mails put off.
    pub put_off: u32,
    /// Mails refused for good.
    pub failed: u32,
    /// The server was not to be reached, so that the rest was not tried.
    pub away: bool,
}

impl Worker {
    /// A worker on this archive's outbox.
    pub fn new(archive: Archive, clock: Arc<dyn Clock>, smtp: Smtp) -> Self {
        Self { archive, clock, smtp }
    }

    /// Works until `stop` is set or dropped; the mail in hand is ended first.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let (mut pause, mut forgotten) = (LOOK, Timestamp::MIN);
        while !*stop.borrow() {
            pause = match self.round(&stop, &mut forgotten).await {
                Ok(round) if round.away => (pause * 2).min(LONGEST),
                Ok(_) => LOOK,
                Err(error) => {
                    tracing::error!(%error, "the outbox cannot be looked after");
                    (pause * 2).min(LONGEST)
                }
            };
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                _ = stop.changed() => return,
            }
        }
    }

    async fn round(
        &self,
        stop: &watch::Receiver<bool>,
        forgotten: &mut Timestamp,
    ) -> Result<Round, MailError> {
        let now = self.clock.now();
        if now.duration_since(*forgotten) > HOUSEKEEPING {
            store::forget(self.archive.db(), now).await?;
            *forgotten = now;
        }
        self.deliver(|| *stop.borrow()).await
    }

    /// Sends everything that is due.
    pub async fn deliver(&self, stopped: impl Fn() -> bool) -> Result<Round, MailError> {
        let mut round = Round::default();
        while !stopped() && !round.away {
            let now = self.clock.now();
            let taken = store::take(self.archive.db(), self.smtp.domain(), now).await?;
            let Some(mail) = taken else { break };
            self.send(mail, &mut round).await?;
        }
        Ok(round)
    }

    async fn send(&self, mail: Taken, round: &mut Round) -> Result<(), MailError> {
        let Taken { id, attempts, queued_at, parcel } = mail;
        let answer = match parcel {
            Ok(parcel) => self.smtp.send(&parcel).await,
            Err(error) => Err(Refusal::Never(error.to_string())),
        };
        round.away = matches!(answer, Err(Refusal::Away(_)));
        let fate = fate(answer, attempts, queued_at, self.clock.now());
        match &fate {
            Fate::Sent(reply) => {
                round.sent += 1;
                tracing::info!(mail = %id, attempts, %reply, "a mail was sent");
            }
            Fate::Again { at, reply } => {
                round.put_off += 1;
                tracing::warn!(mail = %id, attempts, %reply, again = %at, "a mail was put off");
            }
            Fate::Failed(reply) => {
                round.failed += 1;
                tracing::error!(mail = %id, attempts, %reply, "a mail was given up");
            }
        }
        self.note(id, &fate).await
    }

    async fn note(&self, id: MailId, fate: &Fate) -> Result<(), MailError> {
        let mut pause = Duration::from_millis(200);
        for _ in 1..NOTES {
            match store::settle(self.archive.db(), id, fate, self.clock.now()).await {
                Ok(()) => return Ok(()),
                Err(error) => tracing::warn!(mail = %id, %error, "it is not noted yet"),
            }
            tokio::time::sleep(pause).await;
            pause *= 3;
        }
        store::settle(self.archive.db(), id, fate, self.clock.now()).await
    }
}
