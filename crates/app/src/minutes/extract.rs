//! An extract: one item of the minutes as it stands, to be sent on.

use raadslag_document::{Document, Section};

use super::Minutes;
use crate::ids::EntryId;

/// The minutes with one item only; `None` where there is no such item.
pub(super) fn extract(minutes: &Minutes, entry: EntryId) -> Option<Document> {
    let at = minutes.agenda.entries.iter().position(|line| line.entry == entry)?;
    let mut document = minutes.composed();
    let mut before = 0;
    let mut kept = None;
    for section in &document.sections {
        if let Some(item) = section.items.get(at.wrapping_sub(before)) {
            kept = Some(Section { items: vec![item.clone()], ..section.clone() });
            break;
        }
        before += section.items.len();
    }
    document.sections = vec![kept?];
    document.furniture.clear();
    document.problems.clear();
    Some(document)
}
