//! Years, dates and figures of a text that was copied: marked, so that someone looks at each.

use std::sync::LazyLock;

use regex::Regex;

use super::tree::{Kind, Mark, MarkName, Node};

/// Dates in words and in figures, and numbers with their units.
static STRETCH: LazyLock<Regex> = LazyLock::new(|| {
    let month =
        "(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)";
    let pattern = format!(
        r"(?i)\b\d{{1,2}}\.\s?{month}(?:\s\d{{4}})?\b|\b{month}\s\d{{4}}\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d+(?:[./,–-]\d+)*(?:\s?(?:%|pct\.|mio\.|mia\.|kr\.|kroner\b))?"
    );
    Regex::new(&pattern).expect("the pattern is constant")
});

/// What stands before a number that renewal does not concern: the law's sections.
static LAW: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)(?:§§?|stk\.|lov nr\.)\s?$").expect("constant"));

/// Marks what must be looked at.
pub fn flag(node: &mut Node) {
    let old = std::mem::take(&mut node.content);
    for mut child in old {
        if let Some(text) = &child.text {
            node.content.extend(parted(text, &child));
        } else {
            flag(&mut child);
            node.content.push(child);
        }
    }
}

/// How many stretches are still marked.
pub fn count(node: &Node) -> usize {
    let is_marked = |child: &Node| child.marks.iter().any(|mark| mark.name == MarkName::Renew);
    let mut before = false;
    let mut count = 0;
    for child in &node.content {
        let marked = child.kind == Kind::Text && is_marked(child);
        count += usize::from(marked && !before) + self::count(child);
        before = marked;
    }
    count
}

/// A text node, parted where marks begin and end.
fn parted(text: &str, node: &Node) -> Vec<Node> {
    let piece = |text: &str, extra: Option<Mark>| {
        let marks = node.marks.iter().cloned().chain(extra).collect();
        Node::text(text, marks)
    };
    let mut pieces = Vec::new();
    let mut done = 0;
    for found in STRETCH.find_iter(text) {
        if LAW.is_match(&text[..found.start()]) {
            continue;
        }
        if found.start() > done {
            pieces.push(piece(&text[done..found.start()], None));
        }
        pieces.push(piece(found.as_str(), Some(Mark::plain(MarkName::Renew))));
        done = found.end();
    }
    if done < text.len() {
        pieces.push(piece(&text[done..], None));
    }
    pieces
}
