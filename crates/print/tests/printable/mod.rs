//! A document without what is not printed, so that the rest can be compared whole.

use raadslag_document::{Block, Document, Field, Item, List, ListItem, Mark, MarkKind, Section};

/// What of a document stands in its PDF.
pub(crate) fn in_pdf(document: &Document) -> Document {
    Document {
        // What belonged to the pages of another file, and what its reader said of it.
        furniture: Vec::new(),
        problems: Vec::new(),
        body: document.body.as_deref().map(spaced),
        sections: document.sections.iter().map(section).collect(),
        ..document.clone()
    }
}

/// What of a document stands in its Word file: there lists are numbers or dashes.
pub(crate) fn in_word(document: &Document) -> Document {
    fn numbers(block: &mut Block) {
        if let Block::List(list) = block {
            list.lettered = false;
            let entries = list.items.iter_mut().flat_map(|entry| &mut entry.blocks);
            entries.for_each(numbers);
        }
    }
    let mut document = in_pdf(document);
    let items = document.sections.iter_mut().flat_map(|section| &mut section.items);
    let fields = items.flat_map(|item| &mut item.fields);
    fields.flat_map(|field| &mut field.blocks).for_each(numbers);
    document
}

fn section(section: &Section) -> Section {
    Section { items: section.items.iter().map(item).collect(), ..section.clone() }
}

fn item(item: &Item) -> Item {
    Item { fields: item.fields.iter().map(field).collect(), ..item.clone() }
}

fn field(field: &Field) -> Field {
    Field { blocks: blocks(&field.blocks), ..field.clone() }
}

fn blocks(blocks: &[Block]) -> Vec<Block> {
    blocks.iter().map(block).collect()
}

fn block(block: &Block) -> Block {
    match block {
        Block::Paragraph { text, marks } => {
            let (text, marks) = tidied(text, marks);
            Block::Paragraph { text, marks }
        }
        Block::List(list) => {
            Block::List(List { items: list.items.iter().map(entry).collect(), ..list.clone() })
        }
        other => other.clone(),
    }
}

fn entry(entry: &ListItem) -> ListItem {
    let (text, marks) = tidied(&entry.text, &entry.marks);
    ListItem { text, marks, blocks: blocks(&entry.blocks) }
}

/// White space is single spaces.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The order of marks says nothing, and none begins or ends at a space.
fn tidied(text: &str, marks: &[Mark]) -> (String, Vec<Mark>) {
    let letters: Vec<char> = text.chars().collect();
    let mut marks: Vec<Mark> = marks.to_vec();
    for mark in &mut marks {
        mark.end = mark.end.min(u32::try_from(letters.len()).unwrap());
        while mark.start < mark.end && letters[mark.start as usize] == ' ' {
            mark.start += 1;
        }
        while mark.start < mark.end && letters[mark.end as usize - 1] == ' ' {
            mark.end -= 1;
        }
    }
    marks.retain(|mark| mark.start < mark.end);
    let rank = |kind: &MarkKind| match kind {
        MarkKind::Link { .. } => 0,
        MarkKind::Strong => 1,
        MarkKind::Emphasis => 2,
    };
    marks.sort_by_key(|mark| (mark.start, mark.end, rank(&mark.kind)));
    (text.to_owned(), marks)
}
