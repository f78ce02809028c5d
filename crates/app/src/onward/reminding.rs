//! The mails: the first, with the text and a link, and those that remind who has not decided.
//!
//! A link's secret is kept nowhere, so each mail carries a link of its own; earlier ones go on
//! working. What was sent is written down in the transaction that puts the mail into the outbox.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use tokio::sync::watch;

use super::rules::{FIRST, occasion};
use super::{Onward, OnwardError, Recipient, Standing, links, standings_in, store};
use crate::archive::{Archive, begin_writing};
use crate::clock::Clock;
use crate::clock::day_in_denmark;
use crate::i18n::Language;
use crate::ids::OnwardId;
use crate::mail::{self, Address, Letter, Message, Part};

/// How often it is looked whether someone is to be reminded.
const LOOK: Duration = Duration::from_mins(5);
/// Who the journal says it was.
const ACTOR: &str = "reminders";

/// Sends the first mail to each recipient of a case who has an address and did not get it; gives how
/// many. `origin` is the portal's address, without a final slash.
pub async fn send_first(
    archive: &Archive,
    actor: &str,
    id: OnwardId,
    origin: &str,
) -> Result<u32, OnwardError> {
    let now = archive.instant();
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let case = store::one(&mut tx, id).await?.ok_or(OnwardError::Gone)?;
    let mut mails = 0;
    for standing in standings_in(&mut tx, id).await? {
        let who = &standing.recipient;
        let to = address(who).filter(|_| standing.is_to_be_mailed());
        let Some(to) = to else { continue };
        if !store::put_reminder(&mut tx, who.id, FIRST, &archive.now()).await? {
            continue;
        }
        // The reminder that would be due already is this mail.
        let used = [(FIRST.to_owned(), archive.now())];
        if let Some(due) = occasion(case.days_left(day_in_denmark(now)), &used) {
            store::put_reminder(&mut tx, who.id, &due, &archive.now()).await?;
        }
        let token = links::put_link(&mut tx, archive, actor, who).await?;
        let link = format!("{origin}/svar/{}", token.secret());
        let letter = first(&case, who, &link);
        mail::enqueue(&mut tx, &Message::new(archive.ids().make(), now, to, letter)).await?;
        mails += 1;
    }
    if mails > 0 {
        store::set_sent(&mut tx, id, &archive.now()).await?;
    }
    tx.commit().await?;
    Ok(mails)
}

/// Reminds those who have not decided, at their days before and after the deadline. Several, on
/// several nodes, remind each of them once.
#[derive(Debug)]
pub struct Reminder {
    archive: Archive,
    clock: Arc<dyn Clock>,
    origin: String,
}

impl Reminder {
    /// For this archive; `origin` is the portal's address in mails, without a final slash.
    pub fn new(archive: Archive, clock: Arc<dyn Clock>, origin: String) -> Self {
        Self { archive, clock, origin }
    }

    /// Works until `stop` is set or dropped.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            match self.once().await {
                Ok(0) => {}
                Ok(mails) => tracing::info!(mails, "those who have not decided were reminded"),
                Err(error) => {
                    tracing::error!(%error, "those who have not decided cannot be reminded");
                }
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                _ = stop.changed() => return,
            }
        }
    }

    /// Reminds everyone who is to be reminded now; gives how many.
    pub async fn once(&self) -> Result<u32, OnwardError> {
        let now = self.clock.now();
        let today = day_in_denmark(now);
        let cases = store::all(&mut self.archive.db().begin().await?, None).await?;
        let mut mails = 0;
        for case in cases.into_iter().filter(|case| case.sent_at.is_some()) {
            let standings = super::standings(&self.archive, case.id).await?;
            for standing in standings {
                if self.remind(&case, &standing, today, now).await? {
                    mails += 1;
                }
            }
        }
        Ok(mails)
    }

    async fn remind(
        &self,
        case: &Onward,
        standing: &Standing,
        today: Date,
        now: Timestamp,
    ) -> Result<bool, OnwardError> {
        let who = &standing.recipient;
        let due =
            occasion(case.days_left(today), &standing.sent).filter(|_| !standing.is_decided());
        let (Some(due), Some(to)) = (due, address(who)) else { return Ok(false) };
        let archive = &self.archive;
        let mut tx = archive.db().begin().await?;
        begin_writing(&mut tx).await?;
        // The answer may have come, or another node may have been first, since it was looked.
        let answers = store::answers_of(&mut tx, who.id).await?;
        let has_decided = answers.first().is_some_and(|answer| answer.says.said.is_decided());
        if has_decided || !store::put_reminder(&mut tx, who.id, &due, &now.to_string()).await? {
            return Ok(false);
        }
        let token = links::put_link(&mut tx, archive, ACTOR, who).await?;
        let link = format!("{}/svar/{}", self.origin, token.secret());
        let letter = reminder(case, who, today, &link);
        mail::enqueue(&mut tx, &Message::new(archive.ids().make(), now, to, letter)).await?;
        tx.commit().await?;
        Ok(true)
    }
}

fn address(who: &Recipient) -> Option<Address> {
    who.email.as_ref().and_then(|email| email.parse().ok())
}

/// Letters to Danish authorities are Danish.
const L: Language = Language::Danish;

/// The first mail.
fn first(case: &Onward, who: &Recipient, link: &str) -> Letter {
    let deadline = L.date(case.says.deadline);
    let words = [
        ("name", who.name.as_str()),
        ("title", case.says.title.as_str()),
        ("deadline", deadline.as_str()),
    ];
    Letter::new(L, L.with("onward-mail-subject", &words))
        .with(Part::Text(L.with("onward-mail-text", &words)))
        .with(Part::Button {
            words: L.text("onward-mail-button").to_owned(),
            href: link.to_owned(),
        })
        .ending(Part::Text(L.text("onward-mail-secret").to_owned()))
}

/// A reminder.
fn reminder(case: &Onward, who: &Recipient, today: Date, link: &str) -> Letter {
    let deadline = L.date(case.says.deadline);
    let words = [
        ("name", who.name.as_str()),
        ("title", case.says.title.as_str()),
        ("deadline", deadline.as_str()),
    ];
    let text = if case.days_left(today) < 0 {
        L.with("onward-mail-late", &words)
    } else {
        L.with("onward-mail-soon", &words)
    };
    Letter::new(L, L.with("onward-mail-reminder", &words))
        .with(Part::Text(text))
        .with(Part::Button {
            words: L.text("onward-mail-button").to_owned(),
            href: link.to_owned(),
        })
        .ending(Part::Text(L.text("onward-mail-secret").to_owned()))
}
