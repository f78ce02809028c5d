//! Files that become texts: the reader's items, and what it was unsure of.

use raadslag_document::{Block, Item, List, ListItem, Problem};
use raadslag_reader::{Reader, Source};

use super::TextError;

/// What a file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// Its items; a case's file mostly has one.
    pub items: Vec<Item>,
    /// What the reader could not place or was unsure of.
    pub problems: Vec<Problem>,
}

/// Reads a file, DOCX mostly, into items.
pub fn import(reader: &Reader, bytes: &[u8]) -> Result<Imported, TextError> {
    let reading = reader.read(bytes, &Source::default())?;
    let document = reading.document;
    let items: Vec<Item> =
        document.sections.into_iter().flat_map(|section| section.items).collect();
    if items.is_empty() {
        return Err(TextError::Empty);
    }
    Ok(Imported { items, problems: document.problems })
}

/// An item as blocks in the order of an agenda, headings for what they stand under: what is put into
/// a text that has fields of its own.
pub(super) fn blocks(item: &Item) -> Vec<Block> {
    let mut blocks = Vec::new();
    let heading = |level, text: &str| Block::Heading { level, text: text.to_owned() };
    if !item.title.is_empty() {
        blocks.push(heading(1, &item.title));
    }
    for recommendation in &item.recommendations {
        blocks.push(Block::paragraph(&*recommendation.text));
        let items = recommendation.points.iter().map(|point| ListItem::from(point.as_str()));
        let items: Vec<ListItem> = items.collect();
        let ordered = recommendation.numbered;
        blocks.push(Block::List(List { ordered, items, ..List::default() }));
    }
    for field in &item.fields {
        blocks.extend(field.heading.as_deref().map(|text| heading(2, text)));
        blocks.extend(field.blocks.iter().cloned());
    }
    blocks
}
