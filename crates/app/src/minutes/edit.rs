//! Writing, sending and commenting.

use jiff::civil::Date;
use raadslag_document::Access;
use serde_json::json;

use super::rules::{self, HEAD, Stage};
use super::store::{self, Comment, Departure};
use super::{Minutes, MinutesError, load};
use crate::access::Actor;
use crate::accounts;
use crate::archive::{Archive, begin_writing};
use crate::clock::in_denmark;
use crate::db::Tx;
use crate::i18n::Language;
use crate::ids::PlannedId;
use crate::journal::{self, CLOSED_IN, Change};
use crate::mail::{self, Letter, Message, Part};
use crate::meetings::rules::Phase;
use crate::plan;

/// What is composed for a place; `None` where there is no such place.
pub(super) fn composed(minutes: &Minutes, place: &str) -> Option<String> {
    if place == HEAD {
        return Some(rules::head_text(&minutes.agenda, &minutes.state));
    }
    let line = minutes.agenda.entries.iter().find(|line| line.entry.to_string() == place)?;
    let text = |held| rules::decision(line, held, &minutes.state).text;
    Some(minutes.state.item(line.entry).map(text).unwrap_or_default())
}

/// Lets a place say something else than what is composed; `None` is what is composed again.
/// `seen` is the version the writer began from.
pub async fn save(
    archive: &Archive,
    actor: &Actor,
    planned: PlannedId,
    place: &str,
    seen: i64,
    text: Option<&str>,
) -> Result<(), MinutesError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let minutes = load(&mut tx, archive, planned).await?;
    match minutes.stage {
        Stage::Published => return Err(MinutesError::Published),
        Stage::Approved => return Err(MinutesError::Approved),
        Stage::Draft | Stage::Sent => {}
    }
    let composed = composed(&minutes, place).ok_or(MinutesError::NoPlace)?;
    if minutes.version(place) != seen {
        return Err(MinutesError::Stale);
    }
    let text = text.map(|text| text.replace("\r\n", "\n").trim().to_owned());
    // Word for word what is composed is no departure.
    let text = text.filter(|text| *text != composed);
    let before = minutes.departure(place).and_then(|one| one.text.clone());
    if text == before {
        return Ok(());
    }
    let departure = Departure {
        place: place.to_owned(),
        version: seen + 1,
        text: text.clone(),
        composed,
        at: archive.now(),
        actor: actor.signature(),
    };
    store::put_departure(&mut tx, planned, &departure).await?;
    let told = |text: Option<String>| Some(told(&minutes, place, text.as_deref()));
    record(&mut tx, archive, actor, "minutes.text", planned, told(before), told(text)).await?;
    Ok(tx.commit().await?)
}

/// Sends the minutes to the members, for comments until a day.
pub async fn send(
    archive: &Archive,
    actor: &Actor,
    planned: PlannedId,
    until: Option<Date>,
    origin: &str,
) -> Result<(), MinutesError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let minutes = load(&mut tx, archive, planned).await?;
    match minutes.stage {
        Stage::Published => return Err(MinutesError::Published),
        Stage::Sent | Stage::Approved => return Err(MinutesError::AlreadySent),
        Stage::Draft => {}
    }
    if minutes.state.phase != Phase::Closed {
        return Err(MinutesError::NotClosed);
    }
    has_time(until, in_denmark(archive.instant()).date())?;
    let day = until.map(|day| day.to_string());
    store::set_sent(&mut tx, planned, &archive.now(), day.as_deref()).await?;
    let told = Some(json!({ "stage": "sent", "until": day }));
    record(&mut tx, archive, actor, "minutes.send", planned, None, told).await?;
    write_to_members(&mut tx, archive, &minutes, until, origin).await?;
    Ok(tx.commit().await?)
}

/// Nobody is asked for comments until a day that is over.
pub(super) fn has_time(until: Option<Date>, today: Date) -> Result<(), MinutesError> {
    match until {
        Some(until) if until < today => Err(MinutesError::DeadlineOver),
        _ => Ok(()),
    }
}

/// A mail to each member with an account, in the same transaction.
async fn write_to_members(
    tx: &mut Tx,
    archive: &Archive,
    minutes: &Minutes,
    until: Option<Date>,
    origin: &str,
) -> Result<(), MinutesError> {
    let l = Language::Danish;
    let body = plan::body_name(archive, &minutes.planned.body).await?;
    let date = l.date(minutes.planned.date);
    let subject = l.with("minutes-mail-subject", &[("body", &body), ("date", &date)]);
    let href = format!("{origin}/mit/referat/{}", minutes.planned.id);
    let until = until.map(|day| l.with("minutes-mail-until", &[("date", &l.long_date(day))]));
    for account in minutes.state.seats.iter().filter_map(|seat| seat.seat.account) {
        let Some((account, _)) = accounts::one(archive, account).await? else { continue };
        let Ok(to) = account.email.parse() else { continue };
        let mut letter = Letter::new(l, subject.clone())
            .with(Part::Text(l.with("minutes-mail-text", &[("body", &body), ("date", &date)])));
        if let Some(until) = &until {
            letter = letter.with(Part::Text(until.clone()));
        }
        let words = l.text("minutes-mail-button").to_owned();
        let letter = letter.with(Part::Button { words, href: href.clone() });
        let message = Message::new(archive.ids().make(), archive.instant(), to, letter);
        mail::enqueue(tx, &message).await?;
    }
    Ok(())
}

/// A member comments on minutes that were sent.
pub async fn comment(
    archive: &Archive,
    actor: &Actor,
    planned: PlannedId,
    place: &str,
    text: &str,
) -> Result<(), MinutesError> {
    let account = actor.account().ok_or(MinutesError::Missing)?;
    if text.trim().is_empty() {
        return Err(MinutesError::NoText);
    }
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let minutes = load(&mut tx, archive, planned).await?;
    match minutes.stage {
        Stage::Draft => return Err(MinutesError::NotSent),
        Stage::Published => return Err(MinutesError::Published),
        Stage::Sent | Stage::Approved => {}
    }
    composed(&minutes, place).ok_or(MinutesError::NoPlace)?;
    let comment = Comment {
        id: archive.ids().make(),
        place: place.to_owned(),
        account_id: account,
        name: actor.name().to_owned(),
        text: text.trim().to_owned(),
        at: archive.now(),
    };
    store::put_comment(&mut tx, planned, &comment).await?;
    let told = Some(told(&minutes, place, Some(&comment.text)));
    record(&mut tx, archive, actor, "minutes.comment", planned, None, told).await?;
    Ok(tx.commit().await?)
}

/// What the journal tells of a text; of a closed item's it says that it is closed.
fn told(minutes: &Minutes, place: &str, text: Option<&str>) -> serde_json::Value {
    let mut told = json!({ "place": place, "text": text });
    let line = minutes.agenda.entries.iter().find(|line| line.entry.to_string() == place);
    if line.is_some_and(|line| line.access == Access::Closed) {
        told[CLOSED_IN] = json!(minutes.planned.body);
    }
    told
}

pub(super) async fn record(
    tx: &mut Tx,
    archive: &Archive,
    actor: &Actor,
    action: &'static str,
    planned: PlannedId,
    before: Option<serde_json::Value>,
    after: Option<serde_json::Value>,
) -> Result<(), MinutesError> {
    let (at, actor) = (archive.now(), actor.signature());
    let subject = format!("minutes/{planned}");
    let change = Change { at: &at, actor: &actor, action, subject, before, after };
    Ok(journal::record(tx, &change).await?)
}
