use super::{asked, index, insider, item, public};
use crate::{Audience, Entry, Found, Index, Query};

/// A closed item: number and title are public, nothing else.
fn closed() -> Entry {
    let mut entry = item("closed", "Køb af ejendom", "");
    entry.number = Some("7".to_owned());
    entry.audience = Audience::Insider;
    entry.kind = "appointment".to_owned();
    entry.outcome = "approved".to_owned();
    entry.case_number = Some("SAG-2024-00099".to_owned());
    entry.texts = vec![insider("Strandgården handles til Vagn Kvistgaard"), public("Hemmelighed")];
    entry.municipalities = vec!["stevns".to_owned()];
    entry.people = vec!["vagn-kvistgaard".to_owned()];
    entry
}

/// Not even its title is public.
fn secret() -> Entry {
    let mut entry = item("secret", "Afskedigelse af direktøren", "Begrundelsen");
    entry.title_audience = Audience::Insider;
    entry.body = "lukket-udvalg".to_owned();
    entry.date = Some(jiff::civil::date(1999, 1, 1));
    entry
}

fn open() -> Entry {
    item("open", "Ejendomme", "Strandgade og Kvistgården, ejendom")
}

fn ask(index: &Index, audience: Audience, text: &str) -> Found {
    index.search(&Query { audience, ..asked(text) }).unwrap()
}

#[test]
fn closed_text_never_surfaces_for_the_public() {
    let index = index(&[closed(), secret(), open()]);
    for hidden in [
        "Strandgården",
        "strand*",
        "Vagn",
        "hemmelighed",
        "\"handles til\"",
        "afskedigelse",
        "begrundelse",
        "direktør",
        "sag:2024-00099",
        "SAG-2024-00099",
        "organ:lukket-udvalg",
        "år:1999",
        "titel:afskedigelse",
        "gård -strandgade",
    ] {
        let found = ask(&index, Audience::Public, hidden);
        let hits: Vec<_> = found.hits.iter().map(|hit| hit.id.as_str()).collect();
        assert!(!hits.contains(&"closed") && !hits.contains(&"secret"), "{hidden}: {hits:?}");
        assert!(ask(&index, Audience::Insider, hidden).total > 0, "{hidden}");
    }
    assert_eq!(ask(&index, Audience::Public, "").total, 2);
    assert_eq!(ask(&index, Audience::Insider, "").total, 3);
}

#[test]
fn a_closed_item_is_found_by_its_title_and_shows_nothing() {
    let index = index(&[closed(), open()]);
    let found = ask(&index, Audience::Public, "køb");
    assert_eq!(found.hits[0].id, "closed");
    assert!(found.hits[0].snippet.is_empty());
    let inside = ask(&index, Audience::Insider, "køb Strandgården");
    assert!(inside.hits[0].snippet.iter().any(|piece| piece.hit && piece.text == "Strandgården"));
}

#[test]
fn no_count_and_no_filter_tells_of_closed_items() {
    let index = index(&[closed(), secret(), open()]);
    let facets = ask(&index, Audience::Public, "").facets;
    assert_eq!(facets.bodies, [("kkr-sjaelland".to_owned(), 2)]);
    assert_eq!(facets.years, [("2022".to_owned(), 2)]);
    assert_eq!(facets.kinds, [("decision".to_owned(), 1)]);
    assert!(facets.outcomes.is_empty());
    assert!(facets.municipalities.is_empty() && facets.people.is_empty());
    assert_eq!(ask(&index, Audience::Insider, "").facets.people[0].0, "vagn-kvistgaard");
    let filters = [
        Query { kind: Some("appointment".to_owned()), ..asked("") },
        Query { outcome: Some("approved".to_owned()), ..asked("") },
        Query { municipality: Some("stevns".to_owned()), ..asked("") },
        Query { person: Some("vagn-kvistgaard".to_owned()), ..asked("") },
        Query { body: Some("lukket-udvalg".to_owned()), ..asked("") },
        Query { year: Some(1999), ..asked("") },
    ];
    for query in filters {
        assert_eq!(index.search(&query).unwrap().total, 0, "{query:?}");
        let inside = Query { audience: Audience::Insider, ..query };
        assert_eq!(index.search(&inside).unwrap().total, 1, "{inside:?}");
    }
}

#[test]
fn names_are_hidden_where_any_text_is() {
    let mut entry = open();
    entry.texts.push(insider("Et lukket bilag om Stevns"));
    entry.municipalities = vec!["stevns".to_owned()];
    let index = index(&[entry]);
    assert!(ask(&index, Audience::Public, "").facets.municipalities.is_empty());
    assert_eq!(ask(&index, Audience::Public, "strandgade").total, 1);
    assert_eq!(ask(&index, Audience::Public, "bilag").total, 0);
}

#[test]
fn closed_words_are_never_suggested_or_completed() {
    let index = index(&[closed(), secret(), open()]);
    for (typed, word) in [("Strandgarden", "strandgården"), ("afskedigels", "afskedigelse")] {
        let public = ask(&index, Audience::Public, typed).suggestion;
        assert!(!public.unwrap_or_default().to_lowercase().contains(word), "{typed}");
        let inside = index.terms_starting_with(&word[..6], Audience::Insider, 9).unwrap();
        assert!(inside.iter().any(|known| known == word), "{inside:?}");
        let outside = index.terms_starting_with(&word[..6], Audience::Public, 9).unwrap();
        assert!(!outside.iter().any(|known| known == word), "{outside:?}");
    }
    let inside = ask(&index, Audience::Insider, "Strandgarden").suggestion;
    assert_eq!(inside.as_deref(), Some("Strandgården "));
}

#[test]
fn hidden_items_do_not_move_public_scores() {
    let others: Vec<Entry> =
        (0..5).map(|n| item(&n.to_string(), "Klynge", &format!("tekst {n}"))).collect();
    let plain = index(&others);
    let mut with_hidden = others;
    for n in 0..7 {
        let (mut closed, mut secret) = (closed(), secret());
        closed.id = format!("c{n}");
        closed.title = "Klynge".to_owned();
        secret.id = format!("s{n}");
        secret.title = "Klynge tekst".to_owned();
        closed.texts.push(insider("tekst tekst klynge"));
        with_hidden.push(secret);
        // Closed titles are public: only their texts must not count.
        if n == 0 {
            plain.put(&[Entry { texts: Vec::new(), ..closed.clone() }]).unwrap();
            with_hidden.push(closed);
        }
    }
    let hidden = index(&with_hidden);
    for text in ["tekst", "klynge", "\"tekst 3\"", "klynge ELLER tekst"] {
        let scores = |index: &Index| {
            let found = ask(index, Audience::Public, text);
            let mut scores: Vec<_> =
                found.hits.into_iter().map(|hit| (hit.id, hit.score.to_bits())).collect();
            scores.sort_unstable();
            scores
        };
        assert_eq!(scores(&plain), scores(&hidden), "{text}");
    }
}

#[test]
fn an_item_that_becomes_closed_leaves_nothing_behind() {
    let index = index(&[open(), item("2", "Strandgården", "Strandgården handles")]);
    let mut now_closed = closed();
    now_closed.id = "2".to_owned();
    index.put(&[now_closed]).unwrap();
    assert_eq!(ask(&index, Audience::Public, "strandgården").total, 0);
    let suggestion = ask(&index, Audience::Public, "Strandgarden").suggestion;
    assert_eq!(suggestion.as_deref(), Some("Strandgade "));
    let completed = index.terms_starting_with("strandg", Audience::Public, 9).unwrap();
    assert_eq!(completed, ["strandgade"]);
}
