//! What has changed between the text that was read and today's, word by word.

use similar::{ChangeTag, TextDiff};

/// Whether words stayed, came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// They stand in both.
    Same,
    /// They are new.
    Came,
    /// They are gone.
    Went,
}

/// A paragraph in which something changed, as pieces of text.
pub type Changed = Vec<(Change, String)>;

/// The text of an item as it is kept when it is read: a paragraph a line.
pub(in crate::members) fn text(title: &str, paragraphs: &[String]) -> String {
    let lines = std::iter::once(title).chain(paragraphs.iter().map(String::as_str));
    lines
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("\n")
}

/// What a text is kept under.
pub(in crate::members) fn digest(text: &str) -> String {
    crate::digest::sha256(text)
}

/// The paragraphs in which something changed.
pub fn changes(before: &str, after: &str) -> Vec<Changed> {
    let (before, after) = (format!("{before}\n"), format!("{after}\n"));
    let diff = TextDiff::from_words(&before, &after);
    let (mut all, mut line): (Vec<Changed>, Changed) = (Vec::new(), Vec::new());
    for change in diff.iter_all_changes() {
        let how = match change.tag() {
            ChangeTag::Equal => Change::Same,
            ChangeTag::Insert => Change::Came,
            ChangeTag::Delete => Change::Went,
        };
        let mut parts = change.value().split('\n');
        push(&mut line, how, parts.next().unwrap_or_default());
        for part in parts {
            all.push(std::mem::take(&mut line));
            push(&mut line, how, part);
        }
    }
    all.push(line);
    all.retain(|line| {
        line.iter().any(|(how, text)| *how != Change::Same && !text.trim().is_empty())
    });
    all
}

/// Adds words to a line, to the piece before where they are of its kind.
fn push(line: &mut Changed, how: Change, words: &str) {
    if words.is_empty() {
        return;
    }
    match line.last_mut() {
        Some((last, text)) if *last == how => text.push_str(words),
        _ => line.push((how, words.to_owned())),
    }
}
