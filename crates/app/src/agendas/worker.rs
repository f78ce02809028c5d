//! Completing what is to go out: at once, at its time, or after a restart.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use raadslag_document::Access;
use serde_json::json;
use tokio::sync::watch;

use super::rules::{Refusal, Step};
use super::store::{self, Publication, PublicationKind};
use super::{AgendaError, Entry, cancel, current, letters};
use crate::archive::{Archive, Shelved, begin_writing, withhold_before};
use crate::clock::{Clock, day_in_denmark};
use crate::db::Tx;
use crate::ids::EntryId;
use crate::journal::{self, Change};
use crate::plan;

/// How often it is looked whether something is due.
const LOOK: Duration = Duration::from_secs(5);

/// Publishes what is due. Several, on several nodes, do no harm.
#[derive(Debug)]
pub struct Worker {
    archive: Archive,
    clock: Arc<dyn Clock>,
    origin: String,
}

impl Worker {
    /// A worker for this archive; `origin` is the portal's address in mails, without a final slash.
    pub fn new(archive: Archive, clock: Arc<dyn Clock>, origin: String) -> Self {
        Self { archive, clock, origin }
    }

    /// Works until `stop` is set or dropped.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            if let Err(error) = self.once().await {
                tracing::error!(%error, "an agenda that is due cannot be published");
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                _ = stop.changed() => return,
            }
        }
    }

    /// Publishes what is due now and writes the mails of what is out; says how many went out. One that fails does not stop the others.
    pub async fn once(&self) -> Result<usize, AgendaError> {
        let now = self.clock.now();
        let waiting = store::waiting(&mut self.archive.db().begin().await?).await?;
        let (mut done, mut failed) = (0, None);
        for publication in waiting.iter().filter(|publication| publication.due <= now) {
            match complete(&self.archive, publication, now).await {
                Ok(()) => done += 1,
                Err(error) => failed = Some(error),
            }
        }
        if let Err(error) = cancel::publish(&self.archive, now, day_in_denmark(now)).await {
            failed = Some(error);
        }
        let untold = store::untold(&mut self.archive.db().begin().await?).await?;
        for publication in &untold {
            if let Err(error) = letters::tell(&self.archive, &self.origin, publication).await {
                failed = Some(error);
            }
        }
        failed.map_or(Ok(done), Err)
    }
}

/// Takes a publication into the archive and says that it is out. Repeated, it changes nothing.
pub(super) async fn complete(
    archive: &Archive,
    publication: &Publication,
    now: Timestamp,
) -> Result<(), AgendaError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    // What says that the meeting is cancelled goes out for that, and shows no more than is out.
    let says_so = publication.kind == PublicationKind::Cancellation;
    if !says_so && is_cancelled(&mut tx, publication).await? {
        keep_for_good(&mut tx, archive, publication).await?;
        return Ok(tx.commit().await?);
    }
    let entries = current(&mut tx, publication.planned).await?;
    if !says_so && is_closed_since(publication, &entries) {
        return Err(Refusal::ClosedSince.into());
    }
    if !store::start_publication(&mut tx, publication.id, &now.to_string()).await? {
        return Ok(()); // Kept back, or done by another.
    }
    tx.commit().await?;
    let own = archive.changed_by(&publication.requested_by);
    let name = file_name(publication);
    let shelved = own.publish(publication.document.clone(), &publication.annexes, &name).await?;
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    if !store::finish_publication(&mut tx, publication.id, &now.to_string()).await? {
        return Ok(());
    }
    if publication.kind == PublicationKind::Withdrawal {
        withhold_before(&mut tx, &shelved.sha256).await?;
    }
    settle(&mut tx, archive, publication, &shelved, now).await?;
    Ok(tx.commit().await?)
}

async fn is_cancelled(tx: &mut Tx, publication: &Publication) -> Result<bool, AgendaError> {
    let meeting = plan::meeting(tx, publication.planned).await?;
    Ok(meeting.is_none_or(|meeting| meeting.cancelled.is_some()))
}

/// Withdraws what waits to go out of a meeting that will not be held.
async fn keep_for_good(
    tx: &mut Tx,
    archive: &Archive,
    publication: &Publication,
) -> Result<(), AgendaError> {
    let id = publication.planned;
    if !store::withdraw_waiting(tx, id).await? {
        return Ok(());
    }
    let mut agenda = store::agenda(tx, id).await?.ok_or(AgendaError::NotBegun)?;
    agenda.state = agenda.state.after(&Step::Unschedule)?;
    agenda.version += 1;
    store::put_agenda(tx, &agenda).await?;
    let change = Change {
        at: &archive.now(),
        actor: &publication.requested_by,
        action: "agenda.cancelled",
        subject: format!("planned/{id}"),
        before: None,
        after: Some(json!({ "number": publication.number })),
    };
    Ok(journal::record(tx, &change).await?)
}

/// Whether the document shows openly what has been closed since it was frozen.
pub(super) fn is_closed_since(publication: &Publication, entries: &[Entry]) -> bool {
    let closed = |id: &EntryId| {
        entries.iter().any(|entry| entry.id == *id && entry.access == Access::Closed)
    };
    let items = publication.document.items();
    items.zip(&publication.entries).any(|(item, id)| item.access == Access::Open && closed(id))
}

/// "dagsorden-2027-02-03.json"
fn file_name(publication: &Publication) -> String {
    let kind = match publication.kind {
        PublicationKind::Agenda => "dagsorden",
        PublicationKind::Supplement => "tillaegsdagsorden",
        PublicationKind::Correction | PublicationKind::Withdrawal => "rettet-dagsorden",
        PublicationKind::Cancellation => "aflyst-moede",
    };
    let date = publication.document.meeting.date.map(|date| format!("-{date}")).unwrap_or_default();
    format!("{kind}{date}.json")
}

/// Says where it stands now, and that it is out.
async fn settle(
    tx: &mut Tx,
    archive: &Archive,
    publication: &Publication,
    shelved: &Shelved,
    now: Timestamp,
) -> Result<(), AgendaError> {
    let id = publication.planned;
    let mut agenda = store::agenda(tx, id).await?.ok_or(AgendaError::NotBegun)?;
    let place = |entry: EntryId| {
        let at = publication.entries.iter().position(|other| *other == entry)?;
        shelved.items.get(at).cloned()
    };
    for mut entry in current(tx, id).await? {
        if let Some(item) = place(entry.id) {
            entry.archive_item = Some(item);
            store::put_entry(tx, id, &entry).await?;
        }
    }
    if publication.kind == PublicationKind::Agenda {
        agenda.state = agenda.state.after(&Step::Publish { at: now })?;
    }
    agenda.archive_slug = Some(shelved.meeting.clone());
    agenda.version += 1;
    store::put_agenda(tx, &agenda).await?;
    let after = json!({
        "kind": publication.kind.name(),
        "number": publication.number,
        "meeting": format!("{}/{}", shelved.body, shelved.meeting),
        "reason": publication.reason,
    });
    let change = Change {
        at: &archive.now(),
        actor: &publication.requested_by,
        action: "agenda.publish",
        subject: format!("planned/{id}"),
        before: None,
        after: Some(after),
    };
    Ok(journal::record(tx, &change).await?)
}
