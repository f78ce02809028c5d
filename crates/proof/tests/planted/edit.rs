//! Changing one text of a document.

use raadslag_document::{Block, Document, Item, ListItem};

/// Every prose text of an item, to be changed: paragraphs, entries of lists, recommendations.
pub(super) fn texts(item: &mut Item) -> Vec<&mut String> {
    let mut all = Vec::new();
    for block in item.fields.iter_mut().flat_map(|field| &mut field.blocks) {
        of_block(block, &mut all);
    }
    for recommendation in &mut item.recommendations {
        all.push(&mut recommendation.text);
        all.extend(&mut recommendation.points);
    }
    all
}

fn of_block<'d>(block: &'d mut Block, all: &mut Vec<&'d mut String>) {
    match block {
        Block::Paragraph { text, .. } => all.push(text),
        Block::List(list) => {
            for ListItem { text, blocks, .. } in &mut list.items {
                all.push(text);
                for block in blocks {
                    of_block(block, all);
                }
            }
        }
        Block::Heading { .. } | Block::Table(_) => {}
    }
}

/// A document for every text that `change` changes, with what was planted.
pub(super) fn each_text(
    clean: &Document,
    mut change: impl FnMut(&Item, &str) -> Option<String>,
) -> Vec<(Document, String)> {
    let mut planted = Vec::new();
    for (section, content) in clean.sections.iter().enumerate() {
        for (item, content) in content.items.iter().enumerate() {
            let mut copy = content.clone();
            for index in 0..texts(&mut copy).len() {
                let before = texts(&mut copy)[index].clone();
                let Some(after) = change(content, &before).filter(|after| *after != before) else {
                    continue;
                };
                let mut document = clean.clone();
                let what = difference(&before, &after);
                *texts(&mut document.sections[section].items[item])[index] = after;
                planted.push((
                    document,
                    format!("{} {what}", content.number.as_deref().unwrap_or("-")),
                ));
            }
        }
    }
    planted
}

/// A document for every item that `change` changes.
pub(super) fn each_item(
    clean: &Document,
    mut change: impl FnMut(&mut Item) -> Option<String>,
) -> Vec<(Document, String)> {
    let mut planted = Vec::new();
    for (section, content) in clean.sections.iter().enumerate() {
        for item in 0..content.items.len() {
            let mut document = clean.clone();
            if let Some(what) = change(&mut document.sections[section].items[item]) {
                planted.push((document, what));
            }
        }
    }
    planted
}

/// The words around the first change.
fn difference(before: &str, after: &str) -> String {
    let same = before.chars().zip(after.chars()).take_while(|(a, b)| a == b).count();
    let from = same.saturating_sub(15);
    let part = |text: &str| text.chars().skip(from).take(40).collect::<String>();
    format!("«{}» → «{}»", part(before), part(after))
}
