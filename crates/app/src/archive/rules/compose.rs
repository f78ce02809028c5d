use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use raadslag_document::{Access, Document, DocumentKind, Item, ItemKind, Meeting, Section};

/// A version of a meeting's document, and which item each of its entries is.
#[derive(Debug)]
pub(crate) struct Held<'a, I> {
    pub(crate) document: &'a Document,
    /// One per item of the document, in its order.
    pub(crate) items: &'a [I],
}

/// An item as the meeting shows it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry<I> {
    pub(crate) id: I,
    /// Index into the head's sections.
    pub(crate) section: usize,
    pub(crate) item: Item,
}

/// A meeting as put together from its versions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Composed<I> {
    /// The document; its sections hold no items.
    pub(crate) head: Document,
    /// The items, in order.
    pub(crate) entries: Vec<Entry<I>>,
    /// Items that only stand in versions since replaced. Their addresses still answer.
    pub(crate) replaced: Vec<Entry<I>>,
}

/// Puts a meeting together from its versions, newest first and at least one.
///
/// Minutes, or else the newest agenda, say which items there are. A supplementary agenda adds its
/// items to those of the agenda. What minutes and supplements leave out of an item (minutes often hold
/// the decision only) is filled in from the older versions, part by part, down to the newest agenda:
/// what an agenda leaves out was taken out of it. A closed item neither gives nor takes.
pub(crate) fn compose<I: Copy + Eq + Hash>(versions: &[Held<'_, I>]) -> Composed<I> {
    let base = base(versions);
    let mut head = head(versions, base);
    let mut list = listed(&versions[base]);
    if versions[base].document.document == DocumentKind::Agenda {
        for version in versions.iter().enumerate().rev().filter(|(index, _)| *index != base) {
            if version.1.document.meeting.supplementary {
                overlay(&mut head, &mut list, version.1);
            }
        }
    }
    let contents = contents(versions);
    let entry = |(id, section): (I, usize)| Entry { id, section, item: contents.full(id) };
    let shown: HashSet<I> = list.iter().map(|(id, _)| *id).collect();
    let replaced = contents.order.iter().filter(|id| !shown.contains(id));
    Composed {
        replaced: replaced.map(|id| entry((*id, 0))).collect(),
        entries: list.into_iter().map(entry).collect(),
        head,
    }
}

/// The version that says which items there are: the newest that is no supplement, else the oldest.
fn base<I>(versions: &[Held<'_, I>]) -> usize {
    let whole = |version: &Held<'_, I>| {
        let document = version.document;
        document.document == DocumentKind::Minutes || !document.meeting.supplementary
    };
    versions.iter().position(whole).unwrap_or(versions.len().saturating_sub(1))
}

fn head<I>(versions: &[Held<'_, I>], base: usize) -> Document {
    let shown = versions[base].document;
    let newest = |pick: fn(&Meeting) -> bool| {
        versions.iter().map(|v| &v.document.meeting).find(|meeting| pick(meeting))
    };
    let placed = newest(|m| m.place.is_some() || m.r#virtual).unwrap_or(&shown.meeting);
    let meeting = Meeting {
        date: newest(|m| m.date.is_some()).and_then(|m| m.date),
        start: newest(|m| m.start.is_some()).and_then(|m| m.start),
        end: newest(|m| m.end.is_some()).and_then(|m| m.end),
        place: placed.place.clone(),
        r#virtual: placed.r#virtual,
        notes: shown.meeting.notes.clone(),
        supplementary: shown.meeting.supplementary,
        cancelled: shown.meeting.cancelled,
    };
    let empty = |section: &Section| Section { items: Vec::new(), ..section.clone() };
    Document {
        meeting,
        sections: shown.sections.iter().map(empty).collect(),
        attendance: versions.iter().find_map(|v| v.document.attendance.clone()),
        ..Document { sections: Vec::new(), ..shown.clone() }
    }
}

/// The items of a version with the index of their section.
fn listed<I: Copy>(version: &Held<'_, I>) -> Vec<(I, usize)> {
    let sections = version.document.sections.iter().enumerate();
    let of_items = sections.flat_map(|(index, section)| section.items.iter().map(move |_| index));
    version.items.iter().copied().zip(of_items).collect()
}

/// Adds what a supplementary agenda brings: each new item goes to the end of its section.
fn overlay<I: Copy + Eq + Hash>(
    head: &mut Document,
    list: &mut Vec<(I, usize)>,
    version: &Held<'_, I>,
) {
    let known: HashSet<I> = list.iter().map(|(id, _)| *id).collect();
    let items = version.document.items();
    for (((id, section), item), _) in listed(version).into_iter().zip(items).zip(0..) {
        if known.contains(&id) {
            continue;
        }
        let section = section_for(head, &version.document.sections[section], item);
        let end = list.iter().rposition(|(_, other)| *other <= section).map_or(0, |last| last + 1);
        list.insert(end, (id, section));
    }
}

/// The section of `head` an added item belongs to, made where there is none.
fn section_for(head: &mut Document, theirs: &Section, item: &Item) -> usize {
    let chapter = item.number.as_deref().and_then(|number| number.rsplit_once('.')).map(|n| n.0);
    let number = theirs.number.as_deref().or(chapter);
    let same = |ours: &Section| match (number, &theirs.title) {
        (Some(number), _) => ours.number.as_deref() == Some(number),
        (None, title) => ours.number.is_none() && ours.title == *title,
    };
    head.sections.iter().position(same).unwrap_or_else(|| {
        head.sections.push(Section { items: Vec::new(), ..theirs.clone() });
        head.sections.len() - 1
    })
}

/// Every item in every version it stands in, newest first, and whether that is a whole agenda.
struct Contents<'a, I> {
    versions: HashMap<I, Vec<(&'a Item, bool)>>,
    /// The items, those of newer versions first.
    order: Vec<I>,
}

fn contents<'a, I: Copy + Eq + Hash>(versions: &[Held<'a, I>]) -> Contents<'a, I> {
    let mut contents = Contents { versions: HashMap::new(), order: Vec::new() };
    for version in versions {
        let Document { document, meeting, .. } = version.document;
        let is_whole = *document == DocumentKind::Agenda && !meeting.supplementary;
        for (id, item) in version.items.iter().zip(version.document.items()) {
            let known = contents.versions.entry(*id).or_default();
            if known.is_empty() {
                contents.order.push(*id);
            }
            known.push((item, is_whole));
        }
    }
    contents
}

impl<I: Copy + Eq + Hash> Contents<'_, I> {
    fn full(&self, id: I) -> Item {
        let mut versions = self.versions[&id].iter();
        let Some(&(newest, mut is_whole)) = versions.next() else { return Item::default() };
        let mut item = newest.clone();
        while !is_whole && item.access == Access::Open {
            let Some(&(older, whole)) = versions.next() else { break };
            if older.access == Access::Open {
                fill(&mut item, older);
            }
            is_whole = whole;
        }
        item
    }
}

/// Fills in the parts `item` leaves out.
fn fill(item: &mut Item, older: &Item) {
    if item.kind == ItemKind::Other {
        item.kind = older.kind;
    }
    fill_list(&mut item.case_officers, &older.case_officers);
    fill_list(&mut item.fields, &older.fields);
    fill_list(&mut item.recommendations, &older.recommendations);
    fill_list(&mut item.attachments, &older.attachments);
    fill_list(&mut item.links, &older.links);
    fill_list(&mut item.history, &older.history);
    fill_option(&mut item.number, older.number.as_ref());
    fill_option(&mut item.case_number, older.case_number.as_ref());
    fill_option(&mut item.subject, older.subject.as_ref());
    fill_option(&mut item.decision, older.decision.as_ref());
    fill_option(&mut item.attendance, older.attendance.as_ref());
}

fn fill_list<T: Clone>(part: &mut Vec<T>, older: &[T]) {
    if part.is_empty() {
        part.extend_from_slice(older);
    }
}

fn fill_option<T: Clone>(part: &mut Option<T>, older: Option<&T>) {
    if part.is_none() {
        *part = older.cloned();
    }
}
