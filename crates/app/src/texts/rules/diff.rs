//! What differs between two states of a text, word by word.
//!
//! Lines (a paragraph, an entry, a row of a table) are laid beside each other first; where one became
//! another, their words are compared. A word whose emphasis or link changed counts as changed.

use std::ops::Range;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices, get_diff_ratio};

use super::tree::{Kind, Mark, MarkName, Node};

/// Lines on each side up to which every pair of a changed stretch is compared.
const MOST_PAIRS: usize = 400;
/// How alike two lines must be to be one line that changed.
const ALIKE: f32 = 0.4;

/// What a line is in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Line {
    /// The title.
    Title,
    /// A recommendation.
    Stem,
    /// A point of one.
    Point,
    /// A field's heading.
    Field,
    /// A heading inside a field.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An entry of a list, so many lists deep.
    Entry(u8),
    /// A table's caption.
    Caption,
    /// A row of a table.
    Row,
    /// An embedded figure.
    Figure,
}

/// A word with what follows it up to the next, and its dress.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word {
    /// The characters.
    pub text: String,
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
    /// Where it leads.
    pub url: Option<String>,
}

/// What became of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stayed.
    Kept,
    /// It is gone.
    Removed,
    /// It is new.
    Added,
}

/// Words with one fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// What became of them.
    pub fate: Fate,
    /// The words.
    pub words: Vec<Word>,
}

/// A line of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub line: Line,
    /// Its words, removed ones where they stood.
    pub stretches: Vec<Stretch>,
}

/// How much changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Words that are new.
    pub added: usize,
    /// Words that are gone.
    pub removed: usize,
    /// Lines with any change.
    pub lines: usize,
}

/// A comparison.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Every line of either, in order.
    pub rows: Vec<Row>,
    /// How much changed.
    pub summary: Summary,
}

type Entry = (Line, Vec<Word>);

/// What differs.
pub fn compare(old: &Node, new: &Node) -> Comparison {
    let (old, new) = (lines(old), lines(new));
    let mut rows = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (before, after) = (&old[op.old_range()], &new[op.new_range()]);
        match op.tag() {
            DiffTag::Equal => rows.extend(before.iter().map(|line| whole(line, Fate::Kept))),
            DiffTag::Delete => rows.extend(before.iter().map(|line| whole(line, Fate::Removed))),
            DiffTag::Insert => rows.extend(after.iter().map(|line| whole(line, Fate::Added))),
            DiffTag::Replace => rows.extend(replaced(before, after)),
        }
    }
    let summary = summary(&rows);
    Comparison { rows, summary }
}

fn summary(rows: &[Row]) -> Summary {
    let count = |fate| {
        let stretches = rows.iter().flat_map(|row| &row.stretches);
        let words = stretches.filter(|s: &&Stretch| s.fate == fate).flat_map(|s| &s.words);
        words.filter(|word| word.text.chars().any(char::is_alphanumeric)).count()
    };
    let is_changed = |row: &&Row| row.stretches.iter().any(|s| s.fate != Fate::Kept);
    Summary {
        added: count(Fate::Added),
        removed: count(Fate::Removed),
        lines: rows.iter().filter(is_changed).count(),
    }
}

fn whole((line, words): &Entry, fate: Fate) -> Row {
    Row { line: *line, stretches: vec![Stretch { fate, words: words.clone() }] }
}

/// Lines that became others: those alike are paired, in order, and compared word by word.
fn replaced(before: &[Entry], after: &[Entry]) -> Vec<Row> {
    let mut rows = Vec::new();
    let (mut old, mut new) = (0, 0);
    for (a, b) in pairs(before, after) {
        rows.extend(before[old..a].iter().map(|line| whole(line, Fate::Removed)));
        rows.extend(after[new..b].iter().map(|line| whole(line, Fate::Added)));
        rows.push(changed(&before[a], &after[b]));
        (old, new) = (a + 1, b + 1);
    }
    rows.extend(before[old..].iter().map(|line| whole(line, Fate::Removed)));
    rows.extend(after[new..].iter().map(|line| whole(line, Fate::Added)));
    rows
}

/// Which lines became which: the pairs, in order, that are most alike together.
fn pairs(before: &[Entry], after: &[Entry]) -> Vec<(usize, usize)> {
    if before.len() * after.len() > MOST_PAIRS * MOST_PAIRS / 100 && before.len() != after.len() {
        return Vec::new();
    }
    if before.len() == after.len() {
        return (0..before.len())
            .filter(|at| alike(&before[*at], &after[*at]) > 0.0)
            .map(|at| (at, at))
            .collect();
    }
    let (m, n) = (before.len(), after.len());
    let mut best = vec![vec![0.0_f32; n + 1]; m + 1];
    for a in (0..m).rev() {
        for b in (0..n).rev() {
            let paired = alike(&before[a], &after[b]) + best[a + 1][b + 1];
            best[a][b] = paired.max(best[a + 1][b]).max(best[a][b + 1]);
        }
    }
    let (mut a, mut b, mut found) = (0, 0, Vec::new());
    while a < m && b < n {
        let likeness = alike(&before[a], &after[b]);
        if likeness > 0.0 && best[a][b] <= likeness + best[a + 1][b + 1] {
            found.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if best[a + 1][b] >= best[a][b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    found
}

/// How alike two lines are, 0 where they are no pair.
fn alike(before: &Entry, after: &Entry) -> f32 {
    if before.0 != after.0 {
        return 0.0;
    }
    let ops = word_ops(&before.1, &after.1);
    let ratio = get_diff_ratio(&ops, before.1.len(), after.1.len());
    if ratio >= ALIKE { ratio } else { 0.0 }
}

fn word_ops(before: &[Word], after: &[Word]) -> Vec<DiffOp> {
    capture_diff_slices(Algorithm::Myers, before, after)
}

fn changed(before: &Entry, after: &Entry) -> Row {
    let mut stretches = Vec::new();
    let mut add = |fate, words: &[Word], range: Range<usize>| {
        if !range.is_empty() {
            stretches.push(Stretch { fate, words: words[range].to_vec() });
        }
    };
    for op in word_ops(&before.1, &after.1) {
        if op.tag() == DiffTag::Equal {
            add(Fate::Kept, &after.1, op.new_range());
        } else {
            add(Fate::Removed, &before.1, op.old_range());
            add(Fate::Added, &after.1, op.new_range());
        }
    }
    Row { line: after.0, stretches }
}

/// The lines of a text in reading order.
fn lines(doc: &Node) -> Vec<Entry> {
    let mut found = Vec::new();
    gather(doc, 0, &mut found);
    found
}

fn gather(node: &Node, depth: u8, found: &mut Vec<Entry>) {
    let line = match node.kind {
        Kind::Title => Line::Title,
        Kind::Stem => Line::Stem,
        Kind::Point => Line::Point,
        Kind::FieldHeading => Line::Field,
        Kind::Heading => Line::Heading,
        Kind::Paragraph => Line::Paragraph,
        Kind::Figure => Line::Figure,
        Kind::ListItem => return list_item(node, depth, found),
        Kind::TableRow => {
            found.push((Line::Row, row_words(node)));
            return;
        }
        Kind::Table => {
            if !node.attr("caption").is_empty() {
                found.push((Line::Caption, words(node.attr("caption"), &[])));
            }
            return node.content.iter().for_each(|row| gather(row, depth, found));
        }
        _ => return node.content.iter().for_each(|child| gather(child, depth, found)),
    };
    let words = if line == Line::Figure { words(node.attr("title"), &[]) } else { inline(node) };
    if !words.is_empty() {
        found.push((line, words));
    }
}

fn list_item(node: &Node, depth: u8, found: &mut Vec<Entry>) {
    let (first, rest) = node.content.split_at(node.content.len().min(1));
    found.push((Line::Entry(depth), first.iter().flat_map(inline).collect()));
    for child in rest {
        gather(child, depth.saturating_add(1), found);
    }
}

fn row_words(row: &Node) -> Vec<Word> {
    let cells = row
        .content
        .iter()
        .map(|cell| cell.content.iter().map(Node::words).collect::<Vec<_>>().join(" "));
    words(&cells.collect::<Vec<_>>().join(" │ "), &[])
}

fn inline(node: &Node) -> Vec<Word> {
    node.content.iter().flat_map(|child| words(&child.words(), &child.marks)).collect()
}

/// Parts a text into words; signs are words of their own, spaces belong to what stands before.
fn words(text: &str, marks: &[Mark]) -> Vec<Word> {
    let has = |name| marks.iter().any(|mark| mark.name == name);
    let (strong, emphasis) = (has(MarkName::Strong), has(MarkName::Emphasis));
    let url =
        marks.iter().find(|mark| mark.name == MarkName::Link).map(|mark| mark.url().to_owned());
    let mut pieces: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for c in text.chars() {
        let goes_on = before.is_some_and(|before| {
            c.is_whitespace() || (c.is_alphanumeric() && before.is_alphanumeric())
        });
        match pieces.last_mut().filter(|_| goes_on) {
            Some(piece) => piece.push(c),
            None => pieces.push(c.to_string()),
        }
        before = Some(c);
    }
    pieces.into_iter().map(|text| Word { text, strong, emphasis, url: url.clone() }).collect()
}
