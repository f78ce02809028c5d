//! A meeting that is cancelled once its agenda is out.

use jiff::Timestamp;
use jiff::civil::Date;
use raadslag_document::Document;
use serde_json::json;

use super::publish::next_number;
use super::store::{self, Publication, PublicationKind};
use super::{AgendaError, amend, current, worker};
use crate::archive::{Archive, begin_writing};
use crate::ids::PlannedId;
use crate::journal::{self, Change};
use crate::plan;

/// Who says it: the plan's journal knows who cancelled.
const ACTOR: &str = "raadslag";

/// What the head says. Why it is cancelled is for those of the body.
const SAID: &str = "Mødet er aflyst.";

/// Publishes of every meeting from a day on that was cancelled meanwhile that it will not be held.
pub(super) async fn publish(
    archive: &Archive,
    now: Timestamp,
    today: Date,
) -> Result<(), AgendaError> {
    let found = store::cancelled(&mut archive.db().begin().await?, today).await?;
    for id in found {
        if let Some(publication) = written(archive, id, now, today).await? {
            worker::complete(archive, &publication, now).await?;
        }
    }
    Ok(())
}

/// Writes the agenda down as that of a cancelled meeting; `None` where another has done it.
async fn written(
    archive: &Archive,
    id: PlannedId,
    now: Timestamp,
    today: Date,
) -> Result<Option<Publication>, AgendaError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    if !store::cancelled(&mut tx, today).await?.contains(&id) {
        return Ok(None);
    }
    let meeting = plan::meeting(&mut tx, id).await?.ok_or(AgendaError::Missing)?;
    let agenda = store::agenda(&mut tx, id).await?.ok_or(AgendaError::NotBegun)?;
    let entries = current(&mut tx, id).await?;
    let frozen = agenda.frozen.unwrap_or_default();
    let (document, entries) = amend::part(entries.iter(), &frozen, 0);
    let publication = Publication {
        id: archive.ids().make(),
        planned: id,
        number: next_number(&mut tx, id).await?,
        kind: PublicationKind::Cancellation,
        document: cancelled(document),
        annexes: super::annexes(&mut tx, id).await?,
        entries,
        reason: meeting.cancelled.unwrap_or_default(),
        requested_by: ACTOR.to_owned(),
        requested_at: archive.now(),
        due: now,
        done_at: None,
    };
    store::put_publication(&mut tx, &publication).await?;
    let after = json!({ "kind": publication.kind.name(), "reason": publication.reason });
    let change = Change {
        at: &archive.now(),
        actor: ACTOR,
        action: "agenda.amend",
        subject: format!("planned/{id}"),
        before: None,
        after: Some(after),
    };
    journal::record(&mut tx, &change).await?;
    tx.commit().await?;
    Ok(Some(publication))
}

fn cancelled(mut document: Document) -> Document {
    let meeting = &mut document.meeting;
    meeting.cancelled = true;
    let notes = meeting.notes.take();
    meeting.notes = Some(notes.map_or_else(|| SAID.to_owned(), |notes| format!("{SAID}\n{notes}")));
    document
}
