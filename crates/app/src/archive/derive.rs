//! What the archive finds out about texts: which body this is, which names stand in an item, which
//! items are one case. The rules are other slices'; here they meet the archive's rows.

use raadslag_document::Item;

use super::store::{EventRecord, FullItem, NamedRow};
use super::{BodyKind, MentionEntry, rules};

/// A body as the register knows it, or as its documents name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Body {
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) kind: BodyKind,
}

/// A name found in an item, with the words around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) mention: MentionEntry,
    pub(crate) snippet: String,
}

/// The body a document names.
pub(crate) fn body(name: Option<&str>) -> Body {
    let name = name.unwrap_or("Ukendt organ");
    Body { slug: rules::slug(name), name: name.to_owned(), kind: BodyKind::Committee }
}

/// The names in an item.
pub(crate) fn names(_item: &Item) -> Vec<Named> {
    Vec::new()
}

/// What the register says of a municipality, a line each.
pub(crate) fn municipality_facts(_slug: &str) -> Vec<String> {
    Vec::new()
}

/// Whether a post found beside a person is that person's.
pub(crate) fn is_post_of(_row: &NamedRow, _person: &str) -> bool {
    false
}

/// Characters of a snippet on each side of the name.
const AROUND: usize = 110;

/// The words around a stretch of a text (in characters), cut between words.
pub(crate) fn snippet(text: &str, start: u32, end: u32) -> String {
    let letters: Vec<char> = text.chars().collect();
    let at = |place: u32| usize::try_from(place).unwrap_or(usize::MAX).min(letters.len());
    let (start, end) = (at(start), at(end));
    let mut from = start.saturating_sub(AROUND);
    while from > 0 && from < start && !letters[from - 1].is_whitespace() {
        from += 1;
    }
    let mut to = end.saturating_add(AROUND).min(letters.len()).max(from);
    while to < letters.len() && to > end && !letters[to].is_whitespace() {
        to -= 1;
    }
    let words: String = letters[from..to].iter().collect();
    let before = if from > 0 { "… " } else { "" };
    let after = if to < letters.len() { " …" } else { "" };
    format!("{before}{}{after}", words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Items that are one case.
#[derive(Debug)]
pub(crate) struct Linked {
    pub(crate) title: String,
    /// Oldest first.
    pub(crate) events: Vec<EventRecord>,
}

/// Joins the items that are one case.
pub(crate) fn link(_items: Vec<FullItem>) -> Vec<Linked> {
    Vec::new()
}
