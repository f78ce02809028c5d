//! After publishing: supplementary agendas and marked corrections.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use raadslag_document::{Document, Item, Section};
use serde_json::json;

use super::edit::Editing;
use super::outlook::Outlook;
use super::publish::next_number;
use super::rules::{Entry, Refusal, Step, numbered};
use super::store::{self, Publication, PublicationKind};
use super::{AgendaError, worker};
use crate::archive::Archive;
use crate::clock::in_denmark;
use crate::i18n::Language;
use crate::ids::PlannedId;

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
    send(archive, actor, editing, outlook, kind, parts, "", now).await
}

/// What is changed in an agenda that is out.
#[derive(Debug, Clone, Copy)]
pub struct Correction<'a> {
    /// What is changed, and why.
    pub reason: &'a str,
    /// Nobody may see what stood there before.
    pub withdraws: bool,
}

/// Sends out what was changed since the agenda went out, marked as a correction with its reason.
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
    let outlook = Outlook::load(&mut editing.tx, archive, id, today).await?;
    let outlook = outlook.ok_or(AgendaError::NotBegun)?;
    if outlook.stops() > 0 {
        return Err(Refusal::Open(outlook.stops()).into());
    }
    let out = |entry: &Entry| entry.archive_item.is_some();
    let current = only(&outlook, out);
    let frozen = editing.agenda.frozen.take().unwrap_or_default();
    let touched = touched(&outlook, &frozen, current.meeting != frozen.meeting);
    if touched.is_empty() {
        return Err(Refusal::NothingChanged.into());
    }
    let mut parts = Vec::new();
    for supplement in touched {
        let part = |entry: &Entry| out(entry) && entry.supplement == supplement;
        let mut document = only(&outlook, part);
        document.meeting.supplementary = supplement > 0;
        document.meeting.notes = Some(marked(document.meeting.notes.as_deref(), reason, now));
        parts.push((document, chosen(&outlook, part)));
    }
    editing.agenda.frozen = Some(current);
    let kind = if correction.withdraws {
        PublicationKind::Withdrawal
    } else {
        PublicationKind::Correction
    };
    send(archive, actor, editing, outlook, kind, parts, reason, now).await
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

/// The parts of the agenda (0 is the agenda itself) in which something has changed.
fn touched(outlook: &Outlook, frozen: &Document, head: bool) -> BTreeSet<u16> {
    let changed = |(entry, item): &&(Entry, Item)| {
        entry.archive_item.is_some()
            && entry.number.as_deref().and_then(|number| frozen.item(number)) != Some(item)
    };
    let mut touched: BTreeSet<u16> =
        outlook.entries.iter().filter(changed).map(|(entry, _)| entry.supplement).collect();
    let titles = |document: &Document| {
        document.sections.iter().map(|section| section.title.clone()).collect::<Vec<_>>()
    };
    let current = only(outlook, |entry| entry.archive_item.is_some());
    if head || titles(&current) != titles(frozen) {
        touched.insert(0);
    }
    touched
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

fn chosen(outlook: &Outlook, keep: impl Fn(&Entry) -> bool) -> Vec<crate::ids::EntryId> {
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
    outlook: Outlook,
    kind: PublicationKind,
    parts: Vec<(Document, Vec<crate::ids::EntryId>)>,
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
            annexes: outlook.annexes.clone(),
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
