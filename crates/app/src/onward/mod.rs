//! Onward cases: a decision that others, usually the municipalities of a region, must follow: accede
//! to, approve, or take note of, each by its own council and by one date.
//!
//! Invariants:
//! - Who has a recipient's secret link answers for it, without signing in. A link is kept under the
//!   hash of its secret, can be revoked and made anew, and opens nothing but that one text and form.
//! - An answer is never changed: a correction is a further answer, and the newest counts.
//! - How far the case is, is what the agreement figure says of the answers; nothing else counts them.
//! - A reminder is written down in the transaction that puts it into the outbox: none is sent twice.
//! - Every change is in the journal, secrets never.

mod answering;
mod error;
mod http;
mod links;
mod reminding;
mod rules;
mod store;
mod view;
mod writing;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use jiff::civil::Date;
use raadslag_document::{Access, Block};
use raadslag_figures::{Computed, Context as Figuring, Intake, Kind};
use serde_json::{Value, json};

pub use answering::{Upload, answer};
pub use error::OnwardError;
pub use http::routes;
pub use links::{link, linked, revoke};
pub use reminding::{Reminder, send_first};
pub use rules::{
    Answer, Asked, LOCAL_PLACE, NewAnswer, NewOnward, Onward, Recipient, Said, Shown, Standing,
    text_of,
};

use crate::access::{Roles, Verb, listed};
use crate::accounts::Email;
use crate::archive::{Archive, ArchiveError, begin_writing};
use crate::db::Tx;
use crate::i18n::Language;
use crate::ids::{OnwardId, RecipientId};
use crate::journal::{self, Change};
use crate::register::Register;

/// Who sends a body's decisions onward.
const SENDERS: Roles = listed(Verb::Post, "/arbejde/videre").open;

/// Makes a case of an item of the archive; gives its id.
pub async fn create(
    archive: &Archive,
    actor: &str,
    (body, item): (&str, &str),
    item_text: Vec<Block>,
    says: &NewOnward,
    recipients: &[String],
) -> Result<OnwardId, OnwardError> {
    let says = says.checked()?;
    if recipients.is_empty() {
        return Err(OnwardError::NoRecipient);
    }
    let (id, now): (OnwardId, _) = (archive.ids().make(), archive.now());
    let (body, item) = (body.to_owned(), item.to_owned());
    let case = Onward { id, body, item, says, item_text, sent_at: None };
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    store::put(&mut tx, &case, &now).await?;
    let mut after = told(&case);
    after["recipients"] = json!(recipients);
    write(&mut tx, archive, actor, "onward.create", id, None, after).await?;
    for name in recipients {
        put_recipient(&mut tx, archive, id, name).await?;
    }
    tx.commit().await?;
    Ok(id)
}

/// Changes what a case says, if it still says what `seen` is the [`mark`](NewOnward::mark) of.
pub async fn change(
    archive: &Archive,
    actor: &str,
    id: OnwardId,
    seen: &str,
    says: &NewOnward,
) -> Result<(), OnwardError> {
    let says = says.checked()?;
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let case = store::one(&mut tx, id).await?.ok_or(OnwardError::Gone)?;
    if case.says == says {
        return Ok(());
    }
    if case.says.mark() != seen {
        return Err(OnwardError::Changed);
    }
    let before = told(&case);
    let case = Onward { says, ..case };
    store::put(&mut tx, &case, &archive.now()).await?;
    write(&mut tx, archive, actor, "onward.change", id, Some(before), told(&case)).await?;
    Ok(tx.commit().await?)
}

/// Puts someone on the list.
pub async fn add_recipient(
    archive: &Archive,
    actor: &str,
    id: OnwardId,
    name: &str,
) -> Result<RecipientId, OnwardError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    store::one(&mut tx, id).await?.ok_or(OnwardError::Gone)?;
    let recipient = put_recipient(&mut tx, archive, id, name).await?;
    let after = json!({"recipient": name.trim()});
    write(&mut tx, archive, actor, "onward.recipient", id, None, after).await?;
    tx.commit().await?;
    Ok(recipient)
}

async fn put_recipient(
    tx: &mut Tx,
    archive: &Archive,
    onward: OnwardId,
    name: &str,
) -> Result<RecipientId, OnwardError> {
    let name = name.trim().to_owned();
    if name.is_empty() {
        return Err(OnwardError::NoRecipient);
    }
    if name.chars().count() > 200 {
        return Err(OnwardError::Long);
    }
    let there = store::recipients(tx, onward).await?;
    if there.iter().any(|other| other.name.to_lowercase() == name.to_lowercase()) {
        return Err(OnwardError::Twice(name));
    }
    let id = archive.ids().make();
    let recipient = Recipient { id, onward, name, email: None, local_text: Vec::new() };
    store::put_recipient(tx, &recipient).await?;
    Ok(id)
}

/// Changes where mail reaches a recipient and what is said to it only.
pub async fn change_recipient(
    archive: &Archive,
    actor: &str,
    id: RecipientId,
    email: &str,
    local_text: Vec<Block>,
) -> Result<(), OnwardError> {
    let email = match email.trim() {
        "" => None,
        typed => {
            let email = typed.parse::<Email>();
            Some(email.map_err(|_| OnwardError::Email(typed.to_owned()))?.to_string())
        }
    };
    if local_text.iter().flat_map(Block::texts).map(str::len).sum::<usize>() > rules::LONGEST {
        return Err(OnwardError::Long);
    }
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let before = store::recipient(&mut tx, id).await?.ok_or(OnwardError::Gone)?;
    let after = Recipient { email, local_text, ..before.clone() };
    if after == before {
        return Ok(());
    }
    store::put_recipient(&mut tx, &after).await?;
    let told = |who: &Recipient| json!({"recipient": who.name, "email": who.email, "text": writing::to_text(&who.local_text)});
    let (was, is) = (Some(told(&before)), told(&after));
    write(&mut tx, archive, actor, "onward.recipient", after.onward, was, is).await?;
    Ok(tx.commit().await?)
}

/// Takes a recipient off the list; its links end, its answers are kept.
pub async fn remove_recipient(
    archive: &Archive,
    actor: &str,
    id: RecipientId,
) -> Result<(), OnwardError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let who = store::recipient(&mut tx, id).await?.ok_or(OnwardError::Gone)?;
    if store::recipients(&mut tx, who.onward).await?.len() == 1 {
        return Err(OnwardError::NoRecipient);
    }
    store::revoke_links(&mut tx, id, &archive.now()).await?;
    store::remove_recipient(&mut tx, id).await?;
    let (was, is) = (Some(json!({"recipient": who.name})), json!({"removed": true}));
    write(&mut tx, archive, actor, "onward.recipient", who.onward, was, is).await?;
    Ok(tx.commit().await?)
}

/// The case with this id.
pub async fn one(archive: &Archive, id: OnwardId) -> Result<Option<Onward>, OnwardError> {
    store::one(&mut archive.db().begin().await?, id).await
}

/// Every case, the latest deadline first.
pub async fn all(archive: &Archive) -> Result<Vec<Onward>, OnwardError> {
    store::all(&mut archive.db().begin().await?, None).await
}

/// A body's cases, the latest deadline first.
pub async fn of_body(archive: &Archive, body: &str) -> Result<Vec<Onward>, OnwardError> {
    store::all(&mut archive.db().begin().await?, Some(body)).await
}

/// Where each recipient of a case stands.
pub async fn standings(archive: &Archive, id: OnwardId) -> Result<Vec<Standing>, OnwardError> {
    standings_in(&mut archive.db().begin().await?, id).await
}

async fn standings_in(tx: &mut Tx, id: OnwardId) -> Result<Vec<Standing>, OnwardError> {
    let mut answers: HashMap<RecipientId, Vec<Answer>> = HashMap::new();
    for answer in store::answers(tx, id).await? {
        answers.entry(answer.recipient).or_default().push(answer);
    }
    let links = store::links(tx, id).await?;
    let mut sent: HashMap<RecipientId, Vec<(String, String)>> = HashMap::new();
    for (recipient, occasion, at) in store::reminders(tx, id).await? {
        sent.entry(recipient).or_default().push((occasion, at));
    }
    let recipients = store::recipients(tx, id).await?.into_iter();
    let standing = |recipient: Recipient| Standing {
        answers: answers.remove(&recipient.id).unwrap_or_default(),
        links: links.get(&recipient.id).copied().unwrap_or(0),
        sent: sent.remove(&recipient.id).unwrap_or_default(),
        recipient,
    };
    Ok(recipients.map(standing).collect())
}

/// How far a case is, by the agreement figure.
pub fn computed(
    case: &Onward,
    standings: &[Standing],
    today: Date,
) -> Result<Computed, OnwardError> {
    let input = rules::agreement(case, standings, today);
    let computed = Kind::Agreement.compute(&Intake::plain(input), Figuring { today });
    computed.map_err(|faults| {
        let faults = faults.list().iter().map(|f| f.message(raadslag_figures::Language::English));
        let faults = faults.collect::<Vec<_>>().join("; ");
        ArchiveError::damaged(format!("onward case {}", case.id), faults).into()
    })
}

/// How far a case is, in one sentence.
pub async fn answer_line(
    archive: &Archive,
    case: &Onward,
    today: Date,
    l: Language,
) -> Result<String, OnwardError> {
    let standings = standings(archive, case.id).await?;
    Ok(computed(case, &standings, today)?.report(crate::portal::figures::spoken(l)).answer)
}

/// The text a case of an item begins with.
pub fn opening(item: &crate::archive::ItemDetail) -> Vec<Block> {
    writing::to_blocks(&view::default_text(item))
}

/// Those who usually follow a body's decisions: the municipalities of its region, and the region.
pub fn usual_recipients(body: &str) -> (Vec<String>, Option<String>) {
    let register = Register::shared();
    let Some(region) = register.body(body).and_then(|body| body.region) else {
        return (Vec::new(), None);
    };
    let in_region = register.municipalities().iter().filter(|m| m.region == region);
    let mut names: Vec<String> = in_region.map(|m| m.name.clone()).collect();
    names.sort_by_key(|name| crate::register::slug(name));
    (names, Some(format!("Region {}", region.name())))
}

/// What the journal keeps of a case.
fn told(case: &Onward) -> Value {
    json!({
        "body": case.body,
        "item": case.item,
        "title": case.says.title,
        "asked": case.says.asked.name(),
        "deadline": case.says.deadline.to_string(),
        "text": writing::to_text(&case.says.text),
        "closed": case.says.access == Access::Closed,
    })
}

async fn write(
    tx: &mut Tx,
    archive: &Archive,
    actor: &str,
    action: &'static str,
    id: OnwardId,
    before: Option<Value>,
    after: Value,
) -> Result<(), OnwardError> {
    let at = archive.now();
    let subject = format!("onward/{id}");
    let change = Change { at: &at, actor, action, subject, before, after: Some(after) };
    Ok(journal::record(tx, &change).await?)
}
