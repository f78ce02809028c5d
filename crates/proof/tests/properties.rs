//! Whatever comes in: no panic, and places that are in the text.

use proptest::prelude::*;
use raadslag_document::{
    Attachment, Block, Document, Field, FieldName, Item, ItemKind, List, ListItem, Recommendation,
    Section, Table,
};
use raadslag_proof::{Context, Location, Register, Settings, proof};

/// Scraps that the checks look for, and nonsense.
fn scrap() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "fra",
        "til",
        "3",
        "1.455",
        "995",
        "31 pct.",
        "999.999.999.999.999",
        "0",
        "0 pct.",
        "(",
        ")",
        ":",
        " – ",
        "heraf",
        "og",
        ",",
        "i alt",
        "de tre",
        "følgende",
        "kl. 9-8",
        "2025-2021",
        "den 31. februar 2025",
        "mandag den 2. september 2025",
        "pkt. 2.8 om ”x”",
        "bilag 7",
        "vedlagt",
        "Guldborgssund Kommune",
        "½",
        "2½",
        "0,000001 mio. kr.",
        "= 5",
        "+ 1",
        "”",
        "\"",
        "har tager",
        "070761-4285",
        "tlf. 12345678",
        "social-og andet",
        "steget med 5 fra 0 til 0",
        "14 af 0 (82 pct.)",
        "æøå",
        "e\u{301}",
        "toårige 2023-2020",
        "næste møde den 1. januar 1900",
        "https:/x",
        "svarende til 10 pct. over den",
        "kr./indbygger",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => "\\PC{0,12}"]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(scrap(), 0..14).prop_map(|scraps| scraps.join(" "))
}

fn block() -> impl Strategy<Value = Block> {
    let entries = || prop::collection::vec(text(), 0..6);
    prop_oneof![
        text().prop_map(Block::paragraph),
        text().prop_map(|text| Block::Heading { level: 1, text }),
        (any::<bool>(), entries(), prop::option::of(any::<u32>())).prop_map(
            |(ordered, entries, start)| {
                let entry = |text: String| ListItem {
                    blocks: vec![Block::paragraph(text.clone())],
                    text,
                    ..ListItem::default()
                };
                Block::List(List {
                    ordered,
                    start,
                    items: entries.into_iter().map(entry).collect(),
                    ..List::default()
                })
            }
        ),
        prop::collection::vec(entries(), 0..5)
            .prop_map(|rows| Block::Table(Table { rows, ..Table::default() })),
    ]
}

prop_compose! {
    fn item()(
        number in prop::option::of("[0-9]{1,10}(\\.[0-9]{1,10})?"),
        kind in prop::sample::select(ItemKind::ALL.to_vec()),
        title in text(),
        blocks in prop::collection::vec(block(), 0..6),
        recommended in prop::collection::vec(text(), 0..3),
        attached in prop::collection::vec(text(), 0..3),
    ) -> Item {
        Item {
            number, kind, title,
            fields: vec![Field { name: FieldName::Background, heading: Some("Baggrund".into()), blocks }],
            recommendations: recommended.into_iter().map(|text| Recommendation { text, ..Recommendation::default() }).collect(),
            attachments: attached.into_iter().map(|title| Attachment { title, url: None }).collect(),
            links: vec!["http:/x".into()],
            ..Item::default()
        }
    }
}

/// The quoted text stands where the place says, in the text and in its block.
fn stands_there(document: &Document, at: &Location) -> bool {
    let item = document.items().nth(at.index).expect("the item exists");
    let (_, text) =
        item.texts().into_iter().find(|(spot, _)| *spot == at.place.spot).expect("the spot exists");
    let (start, end) = (at.place.start as usize, at.place.end as usize);
    let quoted: String = text.chars().skip(start).take(end - start).collect();
    quoted == at.text
        && at.span.1 - at.span.0 == at.place.end - at.place.start
        && at.span.0 >= at.place.start
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_document_is_read_to_the_end(items in prop::collection::vec(item(), 0..4)) {
        let document = Document { body: Some("KKR Sjælland".into()), sections: vec![Section { items, ..Section::default() }], ..Document::default() };
        let (register, settings) = (Register::default(), Settings::default());
        let report = proof(&document, &Context { register: &register, settings: &settings, today: None });
        for at in report.findings.iter().map(|f| &f.at).chain(report.verified.iter().map(|c| &c.at)) {
            prop_assert!(stands_there(&document, at), "{at:?}");
        }
    }
}
