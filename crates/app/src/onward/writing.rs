//! Blocks as someone types them into a plain field, and back: paragraphs parted by an empty line,
//! `# ` before a heading, `- ` before an entry of a list.

use raadslag_document::{Block, List, ListItem};

/// The blocks of a typed text.
pub(super) fn to_blocks(text: &str) -> Vec<Block> {
    let text = text.replace("\r\n", "\n");
    text.split("\n\n").flat_map(paragraph).collect()
}

fn paragraph(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (mut words, mut entries): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(entry) = line.strip_prefix("- ") {
            end_words(&mut words, &mut blocks);
            entries.push(entry);
        } else if let Some(heading) = line.strip_prefix("# ") {
            end_words(&mut words, &mut blocks);
            end_list(&mut entries, &mut blocks);
            blocks.push(Block::Heading { level: 1, text: heading.trim().to_owned() });
        } else {
            end_list(&mut entries, &mut blocks);
            words.push(line);
        }
    }
    end_words(&mut words, &mut blocks);
    end_list(&mut entries, &mut blocks);
    blocks
}

fn end_words(words: &mut Vec<&str>, blocks: &mut Vec<Block>) {
    if !words.is_empty() {
        blocks.push(Block::paragraph(words.join(" ")));
        words.clear();
    }
}

fn end_list(entries: &mut Vec<&str>, blocks: &mut Vec<Block>) {
    if !entries.is_empty() {
        let items = entries.iter().map(|entry| ListItem::from(*entry)).collect();
        blocks.push(Block::List(List { items, ..List::default() }));
        entries.clear();
    }
}

/// A text that is typed like that. Tables become lines, a row each, for reading only.
pub(super) fn to_text(blocks: &[Block]) -> String {
    let texts: Vec<String> = blocks.iter().map(block).collect();
    texts.join("\n\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph { text, .. } => text.clone(),
        Block::Heading { text, .. } => format!("# {text}"),
        Block::List(list) => lines(list, ""),
        Block::Table(table) => {
            let rows = table.header.iter().chain(&table.rows);
            let rows = rows.map(|row| row.join(" | ").replace('\n', " "));
            table.caption.iter().cloned().chain(rows).collect::<Vec<_>>().join("\n")
        }
    }
}

fn lines(list: &List, indent: &str) -> String {
    let mut ordinals = list.ordinals();
    let mut lines = Vec::new();
    for item in &list.items {
        let mark = ordinals.next().map_or("-".to_owned(), |ordinal| format!("{ordinal}."));
        lines.push(format!("{indent}{mark} {}", item.text));
        for inner in &item.blocks {
            lines.push(match inner {
                Block::List(inner) => lines_of(inner, indent),
                other => format!("{indent}  {}", block(other)),
            });
        }
    }
    lines.join("\n")
}

fn lines_of(list: &List, indent: &str) -> String {
    lines(list, &format!("{indent}  "))
}
