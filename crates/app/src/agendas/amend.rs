//! After publishing: supplementary agendas and marked corrections.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;
use jiff::civil::Date;
use raadslag_document::{Document, Item, Section};
use serde_json::json;

use super::edit::Editing;
use super::outlook::Outlook;
use super::publish::next_number;
use super::rules::{Difference, Entry, Refusal, Step, numbered};
use super::store::{self, Publication, PublicationKind};
use super::{AgendaError, worker};
use crate::archive::Archive;
use crate::clock::in_denmark;
use crate::i18n::Language;
use crate::ids::{EntryId, PlannedId};

/// Sends out the items put on since the agenda went out.
pub async fn send_supplement(
    archive: &Archive,
    actor: &str,
    id: PlannedId,
    now: Timestamp,
    today: Date,
) -> Result<(), AgendaError> {
    let mut editing = Editing::begin(archive, id).await?;
    editing.agenda.state.after(&Step::Amend)?;
    nothing_waits(&mut editing).await?;
    for entry in numbered(editing.agenda.numbering, editing.entries().await?) {
        store::put_entry(&mut editing.tx, id, &entry).await?;
    }
    let outlook = Outlook::load(&mut editing.tx, archive, id, today).await?;
    let outlook = outlook.ok_or(AgendaError::NotBegun)?;
    let new = |entry: &Entry| entry.archive_item.is_none();
    if !outlook.entries.iter().any(|(entry, _)| new(entry)) {
        return Err(Refusal::NoItems.into());
    }
    if outlook.stops() > 0 {
        return Err(Refusal::Open(outlook.stops()).into());
    }
    let mut document = only(&outlook, new);
    document.meeting.supplementary = true;
    // What stood there is kept with its corrections not yet sent; only the new items are added.
    let frozen = editing.agenda.frozen.take().unwrap_or_default();
    editing.agenda.frozen = Some(with_items(&outlook, &frozen, &new));
    let kind = PublicationKind::Supplement;
    let parts = vec![(document, chosen(&outlook, new))];
    send(archive, actor, editing, outlook.annexes, kind, parts, "", now).await
}

/// What is changed in an agenda that is out.
#[derive(Debug, Clone, Copy)]
pub struct Correction<'a> {
    /// What is changed, and why.
    pub reason: &'a str,
    /// Nobody may see what stood there before.
    pub withdraws: bool,
    /// The keys of the differences to be sent, as they were seen; `None`: all.
    pub chosen: Option<&'a [String]>,
}

/// Sends out what was changed since the agenda went out, marked as a correction with its reason.
/// What is not chosen stays as it is out, and differs on.
pub async fn correct(
    archive: &Archive,
    actor: &str,
    id: PlannedId,
    correction: Correction<'_>,
    now: Timestamp,
    today: Date,
) -> Result<(), AgendaError> {
    let mut editing = Editing::begin(archive, id).await?;
    editing.agenda.state.after(&Step::Amend)?;
    nothing_waits(&mut editing).await?;
    let reason = correction.reason.trim();
    if reason.is_empty() {
        return Err(Refusal::NoReason.into());
    }
    let mut outlook = Outlook::load(&mut editing.tx, archive, id, today).await?;
    let outlook = outlook.as_mut().ok_or(AgendaError::NotBegun)?;
    let sent = chosen_of(outlook, correction.chosen)?;
    may_send(outlook, &sent)?;
    let frozen = editing.agenda.frozen.take().unwrap_or_default();
    let document = corrected(outlook, &frozen, &sent);
    let mut parts = Vec::new();
    for supplement in touched(outlook, &sent) {
        let entries = outlook.entries.iter().map(|(entry, _)| entry);
        let mut part = part(entries, &document, supplement);
        part.0.meeting.supplementary = supplement > 0;
        let notes = marked(document.meeting.notes.as_deref(), reason, now);
        part.0.meeting.notes = Some(notes);
        parts.push(part);
    }
    editing.agenda.frozen = Some(document);
    // What is not sent links the annexes it had.
    let mut annexes = super::annexes(&mut editing.tx, id).await?;
    annexes.append(&mut outlook.annexes);
    let kind = if correction.withdraws {
        PublicationKind::Withdrawal
    } else {
        PublicationKind::Correction
    };
    send(archive, actor, editing, annexes, kind, parts, reason, now).await
}

/// The differences to be sent: what they are of, `None` for the head. What was chosen is sent as it
/// was seen, or not.
fn chosen_of(
    outlook: &Outlook,
    chosen: Option<&[String]>,
) -> Result<BTreeSet<Option<EntryId>>, AgendaError> {
    let differences = &outlook.differences;
    if differences.is_empty() {
        return Err(Refusal::NothingChanged.into());
    }
    let Some(chosen) = chosen else {
        return Ok(differences.iter().map(|one| one.entry).collect());
    };
    if chosen.is_empty() {
        return Err(Refusal::NothingChosen.into());
    }
    let known = |key: &String| differences.iter().find(|one| one.key() == *key);
    let sent: Option<BTreeSet<_>> = chosen.iter().map(|key| Some(known(key)?.entry)).collect();
    sent.ok_or(AgendaError::Stale)
}

/// Nothing that must be mended is sent, and what has been closed does not stay open.
fn may_send(outlook: &Outlook, sent: &BTreeSet<Option<EntryId>>) -> Result<(), Refusal> {
    let is_sent = |entry: Option<EntryId>| sent.contains(&entry);
    let stops = outlook.open.iter().filter(|open| open.what.stops());
    match stops.filter(|open| is_sent(open.entry.as_ref().map(|(id, _)| *id))).count() {
        0 => {}
        open => return Err(Refusal::Open(open)),
    }
    let stays_open = |one: &&Difference| one.is_closed && !is_sent(one.entry);
    if outlook.differences.iter().any(|one| stays_open(&one)) {
        return Err(Refusal::ClosedUnsent);
    }
    Ok(())
}

/// The agenda that is out with what is sent in it.
fn corrected(outlook: &Outlook, frozen: &Document, sent: &BTreeSet<Option<EntryId>>) -> Document {
    let is_out = |entry: &Entry| entry.archive_item.is_some();
    let mut document = if sent.contains(&None) { only(outlook, is_out) } else { frozen.clone() };
    for item in document.sections.iter_mut().flat_map(|section| &mut section.items) {
        let number = item.number.clone().unwrap_or_default();
        let now = outlook.entries.iter().find(|(entry, _)| entry.number.as_ref() == Some(&number));
        match now {
            Some((entry, now)) if sent.contains(&Some(entry.id)) => *item = now.clone(),
            _ => *item = frozen.item(&number).cloned().unwrap_or_else(|| item.clone()),
        }
    }
    document
}

/// The parts of the agenda (0 is the agenda itself) something is sent of.
fn touched(outlook: &Outlook, sent: &BTreeSet<Option<EntryId>>) -> BTreeSet<u16> {
    let entries = outlook.entries.iter().filter(|(entry, _)| sent.contains(&Some(entry.id)));
    let head = sent.contains(&None).then_some(0);
    entries.map(|(entry, _)| entry.supplement).chain(head).collect()
}

/// The items of a part, and the entries they are.
pub(super) fn part<'e>(
    entries: impl Iterator<Item = &'e Entry>,
    document: &Document,
    supplement: u16,
) -> (Document, Vec<EntryId>) {
    let of_part: HashMap<&str, EntryId> = entries
        .filter(|entry| entry.supplement == supplement)
        .filter_map(|entry| Some((entry.number.as_deref()?, entry.id)))
        .collect();
    let entry = |item: &Item| of_part.get(item.number.as_deref()?).copied();
    let mut document = document.clone();
    for section in &mut document.sections {
        section.items.retain(|item| entry(item).is_some());
    }
    let entries = document.items().filter_map(entry).collect();
    (document, entries)
}

/// What is on its way is not known to be out yet, so nothing can be said about it.
async fn nothing_waits(editing: &mut Editing) -> Result<(), AgendaError> {
    let all = store::publications(&mut editing.tx, editing.agenda.id).await?;
    if all.iter().any(|publication| publication.done_at.is_none()) {
        return Err(Refusal::OnItsWay.into());
    }
    Ok(())
}

/// "Rettet den 2. marts 2027 kl. 10.15: …" below what the head says.
fn marked(notes: Option<&str>, reason: &str, now: Timestamp) -> String {
    let local = in_denmark(now);
    let (day, time) = (Language::Danish.date(local.date()), local.time());
    let mark = format!("Rettet den {day} kl. {}.{:02}: {reason}", time.hour(), time.minute());
    notes.map_or_else(|| mark.clone(), |notes| format!("{notes}\n{mark}"))
}

/// The document with only some of its items.
pub(super) fn only(outlook: &Outlook, keep: impl Fn(&Entry) -> bool) -> Document {
    let mut entries = outlook.entries.iter().map(|(entry, _)| entry);
    let mut document = outlook.document.clone();
    for section in &mut document.sections {
        section.items.retain(|_| entries.next().is_some_and(&keep));
    }
    document
}

fn chosen(outlook: &Outlook, keep: impl Fn(&Entry) -> bool) -> Vec<EntryId> {
    let kept = outlook.entries.iter().filter(|(entry, _)| keep(entry));
    kept.map(|(entry, _)| entry.id).collect()
}

/// The document as it went out, with the new items in it.
fn with_items(outlook: &Outlook, frozen: &Document, new: &impl Fn(&Entry) -> bool) -> Document {
    let mut entries = outlook.entries.iter().map(|(entry, _)| entry);
    let kept = |section: &Section| {
        let items = section.items.iter().filter_map(|item| {
            let entry = entries.next()?;
            let number = item.number.as_deref()?;
            if new(entry) { Some(item.clone()) } else { frozen.item(number).cloned() }
        });
        Section { items: items.collect(), ..section.clone() }
    };
    let sections = outlook.document.sections.iter().map(kept).collect();
    Document { sections, ..frozen.clone() }
}

/// Writes the documents down and takes them into the archive.
#[expect(clippy::too_many_arguments, reason = "what a publication is made of")]
async fn send(
    archive: &Archive,
    actor: &str,
    mut editing: Editing,
    annexes: BTreeMap<String, String>,
    kind: PublicationKind,
    parts: Vec<(Document, Vec<EntryId>)>,
    reason: &str,
    now: Timestamp,
) -> Result<(), AgendaError> {
    let mut publications = Vec::new();
    for (document, entries) in parts {
        let id = editing.agenda.id;
        let publication = Publication {
            id: archive.ids().make(),
            planned: id,
            number: next_number(&mut editing.tx, id).await?,
            kind,
            document,
            annexes: annexes.clone(),
            entries,
            reason: reason.to_owned(),
            requested_by: actor.to_owned(),
            requested_at: archive.now(),
            due: now,
            done_at: None,
        };
        store::put_publication(&mut editing.tx, &publication).await?;
        publications.push(publication);
    }
    let after = json!({ "kind": kind.name(), "reason": reason });
    editing.finish(archive, actor, "agenda.amend", None, after).await?;
    for publication in &publications {
        worker::complete(archive, publication, now).await?;
    }
    Ok(())
}
