use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;

use crate::register::{BodyIdentity, short_slug};
use crate::threads::LinkReason;

use super::archive::Archive;
use super::{Findings, Link, Member, OpenEnd, Thread, ThreadItem};

/// The longest part of a title in a slug.
const LONGEST_TITLE: usize = 60;

/// Groups what is tied together and names each group after its earliest member.
pub(super) fn threads<Id: Clone + Ord>(
    archive: &Archive<'_, Id>,
    found: Findings,
) -> Vec<Thread<Id>> {
    let mut groups = Groups::new(archive.len());
    for (from, to, _) in &found.ties {
        groups.join(*from, *to);
    }
    let mut parts: BTreeMap<usize, Parts> = BTreeMap::new();
    for (from, to, reason) in found.ties {
        parts.entry(groups.root(from)).or_default().ties.push((from, to, reason));
    }
    for (from, body, date, reason) in found.opens {
        let ends = &mut parts.entry(groups.root(from)).or_default().opens;
        ends.entry((date, body.slug.clone()))
            .or_insert_with(|| (body, Vec::new()))
            .1
            .push((from, reason));
    }
    let mut taken = HashMap::new();
    parts
        .into_values()
        .map(|parts| thread(archive, parts))
        .map(|thread| with_own_slug(thread, &mut taken))
        .collect()
}

/// A body and the items that point at its meeting.
type Open = (BodyIdentity, Vec<(usize, LinkReason)>);

/// What one thread is made of.
#[derive(Default)]
struct Parts {
    ties: Vec<(usize, usize, LinkReason)>,
    opens: BTreeMap<(Date, String), Open>,
}

fn thread<Id: Clone + Ord>(archive: &Archive<'_, Id>, mut parts: Parts) -> Thread<Id> {
    parts.ties.sort_by(|a, b| (a.0, a.1, key(&a.2)).cmp(&(b.0, b.1, key(&b.2))));
    parts.ties.dedup();
    let mut members: BTreeMap<usize, Vec<LinkReason>> = BTreeMap::new();
    for (from, to, reason) in &parts.ties {
        members.entry(*from).or_default().push(reason.clone());
        members.entry(*to).or_default().push(reason.clone());
    }
    let tied: HashSet<_> = members.keys().copied().collect();
    for (from, reason) in parts.opens.values().flat_map(|(_, from)| from) {
        if !tied.contains(from) {
            members.entry(*from).or_default().push(reason.clone());
        }
    }
    let mut slugs = members.keys().map(|&index| item_slug(archive.get(index)));
    let slug = slugs.next().unwrap_or_default();
    let mut aliases: Vec<_> = slugs.filter(|alias| *alias != slug).collect();
    aliases.sort();
    aliases.dedup();
    let title = members.keys().next().map(|&first| archive.get(first).item.title.clone());
    Thread {
        slug,
        aliases,
        title: title.unwrap_or_default(),
        members: members
            .into_iter()
            .map(|(index, reasons)| Member { id: archive.id(index), reasons: unique(reasons) })
            .collect(),
        links: parts
            .ties
            .into_iter()
            .map(|(from, to, reason)| Link { from: archive.id(from), to: archive.id(to), reason })
            .collect(),
        open_ends: parts
            .opens
            .into_iter()
            .map(|((date, _), end)| open_end(archive, date, end))
            .collect(),
    }
}

fn open_end<Id: Clone + Ord>(
    archive: &Archive<'_, Id>,
    date: Date,
    (body, mut from): (BodyIdentity, Vec<(usize, LinkReason)>),
) -> OpenEnd<Id> {
    from.sort_by(|a, b| (a.0, key(&a.1)).cmp(&(b.0, key(&b.1))));
    let words = from.first().map(|(_, reason)| key(reason).1.to_owned()).unwrap_or_default();
    let mut items: Vec<_> = from.iter().map(|(index, _)| *index).collect();
    items.dedup();
    OpenEnd {
        body,
        date,
        words,
        from: items.into_iter().map(|index| archive.id(index)).collect(),
        reasons: unique(from.into_iter().map(|(_, reason)| reason).collect()),
    }
}

/// The slug of a thread that starts with this item. Made of the item alone, so that it stays.
fn item_slug<Id>(item: &ThreadItem<'_, Id>) -> String {
    let title = short_slug(&item.item.title, LONGEST_TITLE);
    let date = item.date.map_or_else(|| "udateret".to_owned(), |date| date.to_string());
    [title.as_str(), &item.body.slug, &date]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

/// Two items of one meeting may have the same title: the later thread gets a number.
fn with_own_slug<Id>(mut thread: Thread<Id>, taken: &mut HashMap<String, u32>) -> Thread<Id> {
    let uses = taken.entry(thread.slug.clone()).or_insert(0);
    *uses += 1;
    if *uses > 1 {
        thread.slug = format!("{}-{uses}", thread.slug);
    }
    thread
}

fn unique(mut reasons: Vec<LinkReason>) -> Vec<LinkReason> {
    reasons.sort_by(|a, b| key(a).cmp(&key(b)));
    reasons.dedup();
    reasons
}

/// An order of reasons: the surest kind first, then by their words.
fn key(reason: &LinkReason) -> (u8, &str) {
    match reason {
        LinkReason::CaseNumber(words) => (0, words),
        LinkReason::History(words) => (1, words),
        LinkReason::Reference(words) => (2, words),
        LinkReason::Yearly(words) => (3, words),
        LinkReason::NamedWork(words) => (4, words),
    }
}

/// Which items are tied together, directly or over others (union by smallest index).
struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    fn new(items: usize) -> Self {
        Self { parent: (0..items).collect() }
    }

    /// The earliest item of the group.
    fn root(&mut self, item: usize) -> usize {
        let mut root = item;
        while self.parent[root] != root {
            self.parent[root] = self.parent[self.parent[root]];
            root = self.parent[root];
        }
        root
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }
}
