//! One agenda made from another: for the body that meets in parallel.

use raadslag_document::Access;
use serde_json::json;

use super::edit::{Editing, begin};
use super::rules::{Entry, Step, positioned};
use super::{AgendaError, current, store};
use crate::archive::Archive;
use crate::ids::PlannedId;
use crate::plan;

/// Which items go along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Along {
    /// Those everyone may read.
    Open,
    /// The closed ones too: the other body's people read them then.
    OpenAndClosed,
}

impl Along {
    fn takes(self, entry: &Entry) -> bool {
        entry.standing.is_none() && (self == Self::OpenAndClosed || entry.access == Access::Open)
    }
}

/// Puts the items of one agenda on another body's, which is begun where it is not. Standing items
/// are each body's own; the body's name in a text becomes the other's. What stands there under the
/// same title already is not put there twice.
pub async fn copy_to(
    archive: &Archive,
    actor: &str,
    from: PlannedId,
    to: PlannedId,
    along: Along,
) -> Result<(), AgendaError> {
    let mut tx = archive.db().begin().await?;
    let source = plan::meeting(&mut tx, from).await?.ok_or(AgendaError::Missing)?;
    let agenda = store::agenda(&mut tx, from).await?.ok_or(AgendaError::NotBegun)?;
    let entries = current(&mut tx, from).await?;
    let is_begun = store::agenda(&mut tx, to).await?.is_some();
    drop(tx);
    if !is_begun {
        begin(archive, actor, to).await?;
    }
    let mut editing = Editing::begin(archive, to).await?;
    editing.agenda.state.after(&Step::Edit)?;
    let ours = plan::body_name(archive, &source.body).await?;
    let theirs = plan::body_name(archive, &editing.meeting.body).await?;
    let mut all = editing.entries().await?;
    let sections = &mut editing.agenda.sections;
    for entry in entries.into_iter().filter(|entry| along.takes(entry)) {
        let renamed = |text: &str| text.replace(&ours, &theirs);
        let title = renamed(&entry.title);
        if all.iter().any(|other| other.title == title) {
            continue;
        }
        let wanted = &agenda.sections[entry.section.min(agenda.sections.len() - 1)];
        let section = sections.iter().position(|section| section == wanted).unwrap_or_else(|| {
            sections.push(wanted.clone());
            sections.len() - 1
        });
        let mut copy = entry;
        copy.id = archive.ids().make();
        copy.section = section;
        copy.position = i64::MAX;
        copy.number = None;
        copy.archive_item = None;
        copy.supplement = 0;
        copy.title = title;
        copy.neutral_title = copy.neutral_title.as_deref().map(renamed);
        copy.content = renamed(&copy.content);
        copy.recommendations = renamed(&copy.recommendations);
        copy.added_at = archive.now();
        all.push(copy);
    }
    all.sort_by_key(|entry| (entry.section, entry.position));
    for entry in positioned(all) {
        store::put_entry(&mut editing.tx, to, &entry).await?;
    }
    let after = json!({ "from": from, "closed_too": along == Along::OpenAndClosed });
    editing.finish(archive, actor, "agenda.copy", None, after).await
}
