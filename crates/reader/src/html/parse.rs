//! HTML into a tree, within bounds.
//!
//! The parser of the HTML standard has inputs that cost it far more than their length: unclosed
//! formatting elements are opened again in every paragraph, and each attribute is compared with
//! all before it. So the text is fed in small pieces with a look at the tree between them.

use std::time::{Duration, Instant};

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, driver};
use scraper::{Html, HtmlTreeSink};

use crate::ReadError;

/// Most bytes of HTML that are read. The longest council minutes seen have 2 MB.
const MAX_BYTES: usize = 32 << 20;
/// Most nodes of the tree; the Aarhus page has 1,400 in 76 kB.
const MAX_NODES: usize = 1_500_000;
/// Deepest nesting: the parser looks through all open elements at each new one.
const MAX_DEPTH: usize = 3_000;
/// Longest parsing; ordinary pages take milliseconds per megabyte.
const MAX_TIME: Duration = Duration::from_secs(20);
/// Bytes fed between two looks.
const PIECE: usize = 1024;

/// Parses a page (or a fragment, which becomes the body of one).
pub(super) fn parse(text: &str) -> Result<Html, ReadError> {
    if text.len() > MAX_BYTES {
        let (size, limit) = (text.len() as u64, MAX_BYTES as u64);
        return Err(ReadError::TooLarge { size, limit });
    }
    // Without scripting the content of <noscript> is elements, as a reader without JavaScript sees it.
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = driver::parse_document(sink, options);
    let begin = Instant::now();
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(piece_len(rest));
        parser.process(StrTendril::from(piece));
        rest = after;
        let limit = exceeded(&parser.tokenizer.sink.sink.0.borrow());
        if let Some(what) = limit {
            return Err(refused(&what, text, rest));
        }
        if begin.elapsed() > MAX_TIME {
            let seconds = MAX_TIME.as_secs();
            let what = format!("parsing took more than {seconds} s");
            return Err(refused(&what, text, rest));
        }
    }
    Ok(parser.finish())
}

fn exceeded(html: &Html) -> Option<String> {
    if html.tree.values().len() > MAX_NODES {
        return Some(format!("it has more than {MAX_NODES} nodes"));
    }
    let newest = html.tree.nodes().next_back()?;
    let is_deep = newest.ancestors().nth(MAX_DEPTH).is_some();
    is_deep.then(|| format!("its elements are nested deeper than {MAX_DEPTH}"))
}

fn piece_len(text: &str) -> usize {
    if text.len() <= PIECE { text.len() } else { text.floor_char_boundary(PIECE) }
}

fn refused(what: &str, text: &str, rest: &str) -> ReadError {
    let read = text.len() - rest.len();
    let line = 1 + text[..read].matches('\n').count();
    ReadError::Refused { format: "HTML", what: format!("{what} at line {line}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formatting_opened_again_and_again_is_refused() {
        use std::fmt::Write as _;
        let mut page = String::from("<p>");
        for i in 0..1000 {
            write!(page, "<b id={i}>").unwrap();
        }
        page.push_str(&"</p><p>x".repeat(2_000));
        assert!(matches!(parse(&page), Err(ReadError::Refused { format: "HTML", .. })));
    }

    #[test]
    fn nesting_is_read_as_deep_as_authors_go_and_refused_beyond() {
        assert!(parse(&"<div>".repeat(2_000)).is_ok());
        let deep = parse(&"<div>\n".repeat(100_000));
        assert!(matches!(deep, Err(ReadError::Refused { what, .. }) if what.contains("deeper")));
    }
}
