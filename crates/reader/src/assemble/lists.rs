//! List entries become nested lists.

use raadslag_document::{Block, List, ListItem};

use super::blocks::{Chunk, Marker};
use super::recommendations;
use crate::flow::{Gap, Wrap};
use crate::pattern::regex;
use crate::repair::Evidence;

/// A list that is open for further entries.
struct Open {
    marker: Marker,
    depth: u8,
    list: List,
}

/// Turns chunks into blocks; entries that follow each other become lists, sub-lists stand in the
/// entry above them.
pub(super) fn nest(chunks: &[Chunk<'_>], evidence: &Evidence) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for (index, chunk) in chunks.iter().enumerate() {
        let (text, marks) = chunk.text(evidence);
        match chunk.marker {
            Marker::Heading(level) => {
                close(&mut open, 0, &mut blocks);
                blocks.push(Block::Heading { level, text });
            }
            Marker::None => {
                let paragraph = Block::Paragraph { text, marks };
                if belongs_to_entry(chunks, index, &open) {
                    add_below(&mut open, paragraph);
                } else {
                    close(&mut open, 0, &mut blocks);
                    blocks.push(paragraph);
                }
            }
            marker => {
                let entry = ListItem { text, marks, blocks: Vec::new() };
                entry_of(chunk, marker, entry, &mut open, &mut blocks);
            }
        }
    }
    close(&mut open, 0, &mut blocks);
    blocks
}

/// Adds an entry to the open list it continues, or opens a list.
fn entry_of(
    chunk: &Chunk<'_>,
    marker: Marker,
    entry: ListItem,
    open: &mut Vec<Open>,
    blocks: &mut Vec<Block>,
) {
    let continued =
        open.iter().rposition(|list| list.depth == chunk.depth && continues(list.marker, marker));
    if let Some(level) = continued {
        close(open, level + 1, blocks);
        if let Some(list) = open.last_mut() {
            list.marker = marker;
            list.list.items.push(entry);
        }
        return;
    }
    // A list of another kind stands below the entry before it only if it stands close to it.
    let deeper = open.len() < DEEPEST
        && open.last().is_some_and(|list| {
            let close = chunk.gap < Gap::Paragraph || letters_below(list.marker, marker);
            chunk.depth > list.depth || (chunk.depth == list.depth && close)
        });
    if !deeper {
        close(open, 0, blocks);
    }
    let start = match marker {
        Marker::Number(number) | Marker::Letter(number) | Marker::Roman(number) if number > 1 => {
            Some(number)
        }
        _ => None,
    };
    let ordered = marker != Marker::Bullet;
    let lettered = matches!(marker, Marker::Letter(_));
    let list = List { ordered, lettered, start, items: vec![entry] };
    open.push(Open { marker, depth: chunk.depth, list });
}

/// Letters typed right below a number are its own, in a format without gaps between paragraphs.
fn letters_below(above: Marker, marker: Marker) -> bool {
    matches!(above, Marker::Number(_)) && matches!(marker, Marker::Letter(1) | Marker::Roman(1))
}

/// Lists stand no deeper in each other, whatever a file says.
const DEEPEST: usize = 16;

/// Whether an entry goes on with a list whose last entry had this marker. Some portals print "1."
/// before every entry.
fn continues(last: Marker, next: Marker) -> bool {
    match (last, next) {
        (Marker::Bullet, Marker::Bullet) | (Marker::Number(1), Marker::Number(1)) => true,
        (Marker::Number(last), Marker::Number(next))
        | (Marker::Letter(last), Marker::Letter(next))
        | (Marker::Roman(last), Marker::Roman(next)) => next == last + 1,
        _ => false,
    }
}

/// Whether a paragraph below an entry is the entry's: the numbering goes on after it.
fn belongs_to_entry(chunks: &[Chunk<'_>], index: usize, open: &[Open]) -> bool {
    let Some(list) = open.last() else { return false };
    let chunk = &chunks[index];
    if recommendations::opens(&chunk.lines[0].text) {
        return false;
    }
    if list.marker == Marker::Bullet && counts_on(chunks, index, list) {
        return true;
    }
    if chunk.gap == Gap::Line
        && chunk.lines[0].wrap == Wrap::Physical
        && list.marker != Marker::Bullet
    {
        return true;
    }
    chunks[index + 1..]
        .iter()
        .take_while(|next| !matches!(next.marker, Marker::Heading(_)))
        .take(4)
        .find(|next| next.marker != Marker::None)
        .is_some_and(|next| list.marker != Marker::Bullet && continues(list.marker, next.marker))
}

/// Whether a dashed list whose last entry is "Model 1: …" goes on with "Model 2: …" after some
/// paragraphs, which are the first one's.
fn counts_on(chunks: &[Chunk<'_>], index: usize, list: &Open) -> bool {
    const PARAGRAPHS: usize = 10;
    let label = |text: &str| {
        let found = regex!(r"^(\p{Lu}\p{Ll}{2,})\s(\d{1,2})(?::|\s[–-]\s)").captures(text)?;
        Some((found[1].to_owned(), found[2].parse::<u32>().ok()?))
    };
    let last = list.list.items.last().and_then(|entry| label(&entry.text));
    let next = chunks[index + 1..].iter().take(PARAGRAPHS).find(|next| next.marker != Marker::None);
    let next = next.filter(|next| next.marker == Marker::Bullet);
    last.zip(next.and_then(|next| label(&next.lines[0].text)))
        .is_some_and(|((label, last), (other, next))| label == other && next == last + 1)
}

fn add_below(open: &mut [Open], block: Block) {
    if let Some(entry) = open.last_mut().and_then(|list| list.list.items.last_mut()) {
        entry.blocks.push(block);
    }
}

/// Closes the open lists down to a level: each goes into the entry above it.
fn close(open: &mut Vec<Open>, level: usize, blocks: &mut Vec<Block>) {
    while open.len() > level {
        let Some(Open { list, .. }) = open.pop() else { return };
        let block = Block::List(list);
        match open.last_mut().and_then(|above| above.list.items.last_mut()) {
            Some(entry) => entry.blocks.push(block),
            None => blocks.push(block),
        }
    }
}
