//! What the archive finds out about texts: which body this is, which names stand in an item, which
//! items are one case. The rules are other slices'; here they meet the archive's rows.

use std::collections::HashMap;

use jiff::civil::Date;
use raadslag_document::{Item, Spot};

use super::MentionEntry;
use super::store::{EventRecord, FullItem};
use crate::ids::ItemId;
use crate::mentions::{self, Context, Mention};
use crate::register::{BodyIdentity, Register};
use crate::threads::{self, Thread, ThreadItem};

/// What a document is called when it names no body.
const UNKNOWN: &str = "Ukendt organ";

/// A name found in an item, with the words around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) mention: MentionEntry,
    pub(crate) snippet: String,
}

/// The body a document names.
pub(crate) fn body(name: Option<&str>) -> BodyIdentity {
    let body = Register::shared().body_of(name.unwrap_or(UNKNOWN));
    if body.slug.is_empty() { Register::shared().body_of(UNKNOWN) } else { body }
}

/// The names in an item of a body's meeting on a day.
pub(crate) fn names(item: &Item, body: &BodyIdentity, date: Option<Date>) -> Vec<Named> {
    let context = Context { body: Some(body), date, register: Register::shared() };
    let mentions = mentions::find(item, &context);
    let texts: HashMap<Spot, &str> = item.texts().into_iter().collect();
    mentions.into_iter().map(|mention| named(mention, &texts)).collect()
}

fn named(mention: Mention, texts: &HashMap<Spot, &str>) -> Named {
    let Mention { kind, value, slug, text, place, ambiguous } = mention;
    let around = texts.get(&place.spot).copied().unwrap_or_default();
    let snippet = snippet(around, place.start, place.end);
    Named { mention: MentionEntry { kind, value, slug, text, place, ambiguous }, snippet }
}

/// The register's name of the municipality with this slug.
pub(crate) fn municipality_name(slug: &str) -> Option<&'static str> {
    Register::shared().municipality(slug).map(|municipality| municipality.name.as_str())
}

/// What the register says of a municipality, a line each.
pub(crate) fn municipality_facts(slug: &str) -> Vec<String> {
    let Some(municipality) = Register::shared().municipality(slug) else { return Vec::new() };
    let mut facts = vec![
        format!("Kommunekode {}", municipality.code),
        format!("Region {}", municipality.region.name()),
    ];
    facts.extend(
        municipality.population.map(|n| format!("{} indbyggere (1. januar 2023)", grouped(n))),
    );
    facts
}

/// 1234567 as "1.234.567".
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

/// Characters of a snippet on each side of the name.
const AROUND: usize = 110;

/// The words around a stretch of a text (in characters), cut between words.
fn snippet(text: &str, start: u32, end: u32) -> String {
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
    /// The address part it would have if it were new.
    pub(crate) slug: String,
    pub(crate) title: String,
    /// Oldest first.
    pub(crate) events: Vec<EventRecord>,
}

/// Joins the items that are one case.
pub(crate) fn link(items: &[FullItem]) -> Vec<Linked> {
    let mut bodies: HashMap<&str, BodyIdentity> = HashMap::new();
    for full in items {
        let meeting = &full.row.meeting;
        bodies.entry(&meeting.body_slug).or_insert_with(|| body(Some(&meeting.body)));
    }
    let linkable: Vec<ThreadItem<'_, ItemId>> = items
        .iter()
        .map(|full| ThreadItem {
            id: full.row.item_id,
            body: &bodies[full.row.meeting.body_slug.as_str()],
            date: full.row.meeting.day(),
            item: &full.item,
            items_in_meeting: full.row.meeting.item_count(),
        })
        .collect();
    let rows: HashMap<ItemId, &FullItem> =
        items.iter().map(|full| (full.row.item_id, full)).collect();
    threads::link(&linkable).into_iter().map(|thread| linked(thread, &rows)).collect()
}

fn linked(thread: Thread<ItemId>, rows: &HashMap<ItemId, &FullItem>) -> Linked {
    let members = thread.members.into_iter().map(|member| {
        let full = rows[&member.id];
        EventRecord {
            item: Some(member.id),
            body: full.row.meeting.body.clone(),
            date: full.row.meeting.day().map(|day| day.to_string()),
            title: full.item.title.clone(),
            reasons: member.reasons,
        }
    });
    let open_ends = thread.open_ends.into_iter().map(|end| EventRecord {
        item: None,
        body: end.body.name,
        date: Some(end.date.to_string()),
        title: end.words,
        reasons: end.reasons,
    });
    let mut events: Vec<EventRecord> = members.chain(open_ends).collect();
    events.sort_by(|a, b| a.date.cmp(&b.date));
    Linked { slug: thread.slug, title: thread.title, events }
}
