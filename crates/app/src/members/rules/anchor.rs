//! Paragraphs of an item and the notes that stand at them. A republished item may have other
//! paragraphs: a note goes to the one with the same words, else to the one most like it, and where
//! none is like it, it is shown as one that lost its place.

use raadslag_document::{Block, Item, ListItem};

/// Characters of a paragraph kept with a note.
const KEPT: usize = 2000;
/// How alike, of 1000, two paragraphs must be to be taken for the same one.
const ALIKE: usize = 600;

/// The paragraph a note was set to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// Of its words, whatever their spacing and capitals.
    pub hash: String,
    /// Its number among the item's paragraphs, from 0.
    pub position: usize,
    /// Its words, so that they can be shown when they stand nowhere any more.
    pub passage: String,
}

/// Where a note stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// With the item as a whole.
    Item,
    /// At the paragraph of this number, whose words are the same.
    At(usize),
    /// At the paragraph of this number, whose words have changed.
    Changed(usize),
    /// Its paragraph is gone.
    Lost,
}

impl Anchor {
    /// The anchor of a paragraph.
    pub fn new(position: usize, passage: &str) -> Self {
        let kept = passage.chars().take(KEPT).collect();
        Self { hash: hash(passage), position, passage: kept }
    }
}

/// Of the words, whatever their spacing and capitals.
fn hash(text: &str) -> String {
    let words = words(text).join(" ");
    crate::digest::mark(words)
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_lowercase).collect()
}

/// The paragraphs of an item, in the order its page shows them.
pub fn paragraphs(item: &Item) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(decision) = &item.decision {
        all.extend(decision.text.lines().map(ToOwned::to_owned));
    }
    for asked in &item.recommendations {
        all.extend(asked.text.lines().map(ToOwned::to_owned));
        all.extend(asked.points.iter().cloned());
    }
    for field in &item.fields {
        all.extend(field.heading.clone());
        field.blocks.iter().for_each(|block| add(block, &mut all));
    }
    all.retain(|text| !text.trim().is_empty());
    all
}

fn add(block: &Block, all: &mut Vec<String>) {
    match block {
        Block::Paragraph { text, .. } | Block::Heading { text, .. } => all.push(text.clone()),
        Block::List(list) => list.items.iter().for_each(|entry| add_entry(entry, all)),
        Block::Table(_) => all.push(block.texts().join(" ")),
    }
}

fn add_entry(entry: &ListItem, all: &mut Vec<String>) {
    all.push(entry.text.clone());
    entry.blocks.iter().for_each(|block| add(block, all));
}

/// Where a note with this anchor stands among these paragraphs.
pub fn place(anchor: Option<&Anchor>, paragraphs: &[String]) -> Place {
    let Some(anchor) = anchor else { return Place::Item };
    let away = |at: usize| at.abs_diff(anchor.position);
    let same = paragraphs.iter().enumerate().filter(|(_, text)| hash(text) == anchor.hash);
    if let Some((at, _)) = same.min_by_key(|(at, _)| away(*at)) {
        return Place::At(at);
    }
    let own = words(&anchor.passage);
    let alike = paragraphs.iter().enumerate().map(|(at, text)| (alike(&own, &words(text)), at));
    let best = alike.filter(|(alike, _)| *alike >= ALIKE);
    let best = best.max_by_key(|(alike, at)| (*alike, usize::MAX - away(*at)));
    best.map_or(Place::Lost, |(_, at)| Place::Changed(at))
}

/// How much two texts have of each other's words, of 1000 (Sørensen and Dice).
fn alike(a: &[String], b: &[String]) -> usize {
    let (mut a, mut b): (Vec<_>, Vec<_>) = (a.iter().collect(), b.iter().collect());
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let total = a.len() + b.len();
    a.sort_unstable();
    b.sort_unstable();
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
        }
    }
    2000 * shared / total
}
