//! The rules of search, on indexes in memory.

mod closed;
mod files;
mod finding;
mod ranking;

use crate::{Audience, Entry, Found, Index, Query, Text};

fn public(content: &str) -> Text {
    Text { content: content.to_owned(), audience: Audience::Public }
}

fn insider(content: &str) -> Text {
    Text { content: content.to_owned(), audience: Audience::Insider }
}

/// An open item of KKR Sjælland with this title and text.
fn item(id: &str, title: &str, text: &str) -> Entry {
    Entry {
        id: id.to_owned(),
        slug: format!("slug-{id}"),
        body: "kkr-sjaelland".to_owned(),
        body_name: "KKR Sjælland".to_owned(),
        date: Some(jiff::civil::date(2022, 9, 7)),
        kind: "decision".to_owned(),
        title: title.to_owned(),
        texts: vec![public(text)],
        ..Entry::default()
    }
}

fn index(entries: &[Entry]) -> Index {
    let index = Index::in_memory().unwrap();
    index.put(entries).unwrap();
    index
}

/// What the public is asked: a word as the reader finished it.
fn asked(text: &str) -> Query {
    Query { text: format!("{text} "), limit: 20, ..Query::default() }
}

fn find(index: &Index, text: &str) -> Found {
    index.search(&asked(text)).unwrap()
}

fn ids(found: &Found) -> Vec<&str> {
    found.hits.iter().map(|hit| hit.id.as_str()).collect()
}

/// The ids found, sorted, for questions of what and not of which first.
fn found(index: &Index, text: &str) -> String {
    let found = find(index, text);
    if found.any_word {
        return String::new();
    }
    let mut ids = ids(&found);
    ids.sort_unstable();
    ids.join(" ")
}

fn marked(found: &Found) -> Vec<&str> {
    let pieces = found.hits.iter().flat_map(|hit| &hit.snippet);
    pieces.filter(|piece| piece.hit).map(|piece| piece.text.as_str()).collect()
}
