//! The meeting's agenda, out of the slice that makes it.

use raadslag_document::{Document, Item, Recommendation};

use super::{Agenda, KeepError, Line};
use crate::agendas::{self, AgendaError, Entry, Planned};
use crate::archive::Archive;
use crate::db::Tx;
use crate::ids::PlannedId;

/// A planned meeting and what it deals with; `None` where there is no such meeting or no agenda yet.
pub(crate) async fn agenda(
    tx: &mut Tx,
    archive: &Archive,
    planned: PlannedId,
) -> Result<Option<(Planned, Agenda)>, KeepError> {
    let Some(meeting) = agendas::planned(tx, planned).await? else { return Ok(None) };
    let entries = agendas::entries(tx, planned).await?;
    let document = match agendas::document(tx, archive, planned).await {
        Ok(document) => document,
        Err(AgendaError::NotBegun) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let entries = lines(&entries, &document);
    let agenda = Agenda { planned, body: meeting.body.clone(), date: meeting.date, entries };
    Ok(Some((meeting, agenda)))
}

/// The document's items are the entries in their order.
fn lines(entries: &[Entry], document: &Document) -> Vec<Line> {
    let sections = document.sections.iter();
    let items = sections
        .flat_map(|section| section.items.iter().map(move |item| (section.title.clone(), item)));
    let line = |(entry, (section, item)): (&Entry, (Option<String>, &Item))| Line {
        entry: entry.id,
        section,
        number: entry.number.clone().unwrap_or_default(),
        title: entry.title.clone(),
        public_title: entry.public_title().to_owned(),
        kind: item.kind,
        access: entry.access,
        points: item.recommendations.iter().flat_map(points).collect(),
        budget: entry.minutes_budget,
        archive_item: entry.archive_item.clone(),
        case: entry.case,
    };
    entries.iter().zip(items).map(line).collect()
}

/// What is decided one by one: a recommendation, or each of its points.
fn points(recommendation: &Recommendation) -> Vec<String> {
    if recommendation.points.is_empty() {
        return vec![recommendation.text.clone()];
    }
    let stem = recommendation.text.trim_end_matches([' ', ':']);
    let stem = if stem.is_empty() { String::new() } else { format!("{stem} ") };
    recommendation.points.iter().map(|point| format!("{stem}{point}")).collect()
}
