//! What differs between two agendas, word by word.

use raadslag_document::{Access, Document, Item};
use similar::{Algorithm, ChangeTag, capture_diff_slices};

use super::Entry;
use crate::digest;
use crate::ids::EntryId;

/// A stretch of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// What became of it.
    pub fate: Fate,
    /// The words.
    pub text: String,
}

/// What became of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// They stayed.
    Kept,
    /// They are gone.
    Removed,
    /// They are new.
    Added,
}

/// A part of an agenda that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// "2.6 Budget"; `None` for the agenda's head.
    pub item: Option<String>,
    /// The item is closed: that it changed is all that is said.
    pub closed: bool,
    /// Its paragraphs that changed.
    pub lines: Vec<Vec<Stretch>>,
}

/// What became of one text, word by word.
fn compare(before: &str, after: &str) -> Vec<Stretch> {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.split_whitespace().collect(), after.split_whitespace().collect());
    let mut stretches: Vec<Stretch> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        for change in op.iter_changes(&old, &new) {
            let fate = match change.tag() {
                ChangeTag::Equal => Fate::Kept,
                ChangeTag::Delete => Fate::Removed,
                ChangeTag::Insert => Fate::Added,
            };
            match stretches.last_mut().filter(|last| last.fate == fate) {
                Some(last) => {
                    last.text.push(' ');
                    last.text.push_str(change.value());
                }
                None => stretches.push(Stretch { fate, text: change.value().to_owned() }),
            }
        }
    }
    stretches
}

/// What changed from one agenda to the next. `today` is the agenda as it is now: of what is closed
/// there, or was closed on the way, only today's number and title are said.
pub(in crate::agendas) fn changes(
    before: &Document,
    after: &Document,
    today: &Document,
) -> Vec<Changed> {
    let mut changed = Vec::new();
    let head = lines_of(&head(before), &head(after));
    if !head.is_empty() {
        changed.push(Changed { item: None, closed: false, lines: head });
    }
    for item in after.items() {
        let number = item.number.as_deref().unwrap_or_default();
        let (old, now) = (before.item(number), today.item(number));
        if old == Some(item) {
            continue;
        }
        let is_open = |item: Option<&Item>| item.is_none_or(|item| item.access == Access::Open);
        let closed = !(is_open(old) && is_open(Some(item)) && now.is_some() && is_open(now));
        let empty = Item::default();
        let lines =
            if closed { Vec::new() } else { lines_of(&texts(old.unwrap_or(&empty)), &texts(item)) };
        let title = now.map_or("", |now| now.title.as_str());
        let name = format!("{number} {title}").trim().to_owned();
        changed.push(Changed { item: Some(name), closed, lines });
    }
    changed
}

/// What differs between what was approved or is out and the agenda as it stands, for its makers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::agendas) struct Difference {
    /// The entry; `None` for the agenda's head.
    pub(in crate::agendas) entry: Option<EntryId>,
    /// "2.6 Budget"; `None` for the head.
    pub(in crate::agendas) name: Option<String>,
    /// A mark of exactly what it is now: who sends it says what they saw.
    pub(in crate::agendas) mark: String,
    /// It was open and is closed.
    pub(in crate::agendas) is_closed: bool,
    /// The paragraphs that changed; none where only annexes or facts did.
    pub(in crate::agendas) lines: Vec<Vec<Stretch>>,
}

impl Difference {
    /// What it is of, and exactly what it is now.
    pub(in crate::agendas) fn key(&self) -> String {
        self.entry.map_or_else(|| self.mark.clone(), |entry| format!("{entry}.{}", self.mark))
    }
}

/// What differs from a document in the agenda as it stands now, of the entries that document has.
pub(in crate::agendas) fn differences(
    then: &Document,
    now: &Document,
    entries: &[(Entry, Item)],
) -> Vec<Difference> {
    let mut found = Vec::new();
    let (old, new) = (headings(then, now), headings(now, then));
    if then.meeting != now.meeting || old != new {
        let mark = digest::mark(format!("{:?}{new:?}", now.meeting));
        let lines = lines_of(&[head(then), old].concat(), &[head(now), new].concat());
        found.push(Difference { entry: None, name: None, mark, is_closed: false, lines });
    }
    for (entry, item) in entries {
        let number = entry.number.as_deref().unwrap_or_default();
        let Some(old) = then.item(number).filter(|old| *old != item) else { continue };
        found.push(Difference {
            entry: Some(entry.id),
            name: Some(format!("{number} {}", entry.title)),
            mark: digest::mark(format!("{item:?}")),
            is_closed: old.access == Access::Open && item.access == Access::Closed,
            lines: lines_of(&texts(old), &texts(item)),
        });
    }
    found
}

/// The titles of the sections in which something stands that the other document has too.
fn headings(document: &Document, other: &Document) -> Vec<String> {
    let is_shared = |item: &Item| item.number.as_deref().is_some_and(|n| other.item(n).is_some());
    let shared = document.sections.iter().filter(|section| section.items.iter().any(is_shared));
    shared.filter_map(|section| section.title.clone()).collect()
}

/// What the head says, a line each; the mark of a correction is not a change itself.
fn head(document: &Document) -> Vec<String> {
    let meeting = &document.meeting;
    let mut lines = Vec::new();
    lines.extend(meeting.date.map(|date| date.to_string()));
    lines.extend(meeting.start.map(|time| time.to_string()));
    lines.extend(meeting.end.map(|time| time.to_string()));
    lines.extend(meeting.place.clone());
    let notes = meeting.notes.as_deref().unwrap_or_default();
    lines.extend(notes.lines().filter(|line| !line.starts_with("Rettet den ")).map(str::to_owned));
    lines
}

fn texts(item: &Item) -> Vec<String> {
    let mut texts: Vec<String> =
        item.texts().into_iter().map(|(_, text)| text.to_owned()).collect();
    texts.retain(|text| !text.trim().is_empty());
    texts
}

/// The lines that changed: those that stand on one side only are laid beside each other in order.
fn lines_of(before: &[String], after: &[String]) -> Vec<Vec<Stretch>> {
    let mut lines = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, before, after) {
        let (old, new) = (op.old_range(), op.new_range());
        if op.tag() == similar::DiffTag::Equal {
            continue;
        }
        for at in 0..old.len().max(new.len()) {
            let text = |all: &[String], range: &std::ops::Range<usize>| {
                range.clone().nth(at).map(|index| all[index].clone()).unwrap_or_default()
            };
            lines.push(compare(&text(before, &old), &text(after, &new)));
        }
    }
    lines
}
