//! Fifty pages: `cargo bench -p raadslag-proof`.
//!
//! The text is a long agenda made of an item of our own, repeated with changed words and figures,
//! about 20,000 words: what an editor pays while one types, when the words are known. What the first
//! look at every word costs stands in `docs/proof.md`.

use divan::{Bencher, black_box};
use raadslag_document::{
    Block, Document, Field, FieldName, Item, List, ListItem, Recommendation, Section,
};
use raadslag_proof::{Context, Register, Settings, proof};

fn main() {
    divan::main();
}

/// Paragraphs with what checks look for: sums, percentages, counts, dates, names.
const TEXTS: [&str; 6] = [
    "Kommunerne i regionen har aftalt, at samarbejdet om sundhedsklyngerne styrkes i de kommende år, \
     og at kommunaldirektørerne følger udviklingen på møderne i kredsen den 3. marts 2026.",
    "Der er 70 medarbejdere: 50 tilsynskonsulenter, 16 stabsmedarbejdere og 4 ledere. Antallet af \
     plejefamilier er faldet med 2,6 pct. (fra 1022 til 995), og 14 af 17 har svaret (82 pct.).",
    "Forslaget er vedlagt. Det er udarbejdet af en arbejdsgruppe med repræsentanter for kommuner, \
     region og almen praksis, jf. pkt. 2.3 om rammeaftalen for det specialiserede socialområde.",
    "Indsatsen fokuserer på tre områder:",
    "Fristen for kommunalbestyrelsernes tiltrædelse er den 1. december 2026, og økonomien er på \
     12,4 mio. kr. årligt i perioden 2026-2029, fordelt på 8,4 mio. kr. til drift og 4,0 mio. kr. til anlæg.",
    "Sekretariatet har indsamlet erfaringer fra erhvervshuse, uddannelsesinstitutioner og frivillige \
     foreninger, som anbefaler en langsigtet finansiering af forebyggelse og rehabilitering.",
];

fn item(number: usize) -> Item {
    let list = [
        "Rekruttering til velfærdsuddannelserne",
        "Fastholdelse af medarbejdere",
        "Lokale praktikpladser",
    ];
    let mut blocks = Vec::new();
    for round in 0..10 {
        for text in TEXTS {
            blocks
                .push(Block::paragraph(format!("{text} Bemærkning {number}.{round} er noteret.")));
        }
        let items = list.iter().map(|entry| ListItem::from(*entry)).collect();
        blocks.push(Block::List(List { items, ..List::default() }));
    }
    let text = "Det indstilles, at KKR Sjælland godkender forslaget.".to_owned();
    Item {
        number: Some(format!("2.{number}")),
        title: format!("Samarbejde om opgave {number}"),
        fields: vec![Field { name: FieldName::Presentation, heading: None, blocks }],
        recommendations: vec![Recommendation { text, ..Recommendation::default() }],
        ..Item::default()
    }
}

fn fifty_pages() -> Document {
    let items = (1..=12).map(item).collect();
    Document {
        body: Some("KKR Sjælland".into()),
        sections: vec![Section { items, ..Section::default() }],
        ..Document::default()
    }
}

#[divan::bench]
fn again(bencher: Bencher<'_, '_>) {
    let (document, register, settings) = (fifty_pages(), Register::default(), Settings::default());
    let words: usize = document
        .items()
        .flat_map(Item::texts)
        .map(|(_, text)| text.split_whitespace().count())
        .sum();
    let context = Context { register: &register, settings: &settings, today: None };
    black_box(proof(&document, &context));
    bencher.counter(divan::counter::ItemsCount::new(words)).bench(|| proof(&document, &context));
}
