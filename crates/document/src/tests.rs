use proptest::prelude::*;

use super::*;

fn text() -> impl Strategy<Value = String> {
    "[a-zæøåA-ZÆØÅ0-9 .,;:()\n\"'–]{0,40}"
}

fn marks() -> impl Strategy<Value = Vec<Mark>> {
    let kind = prop_oneof![
        Just(MarkKind::Strong),
        Just(MarkKind::Emphasis),
        text().prop_map(|url| MarkKind::Link { url }),
    ];
    prop::collection::vec(
        (0u32..9, 9u32..20, kind).prop_map(|(start, end, kind)| Mark { start, end, kind }),
        0..3,
    )
}

fn block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        (text(), marks()).prop_map(|(text, marks)| Block::Paragraph { text, marks }),
        (1u8..7, text()).prop_map(|(level, text)| Block::Heading { level, text }),
        (prop::option::of(text()), prop::collection::vec(prop::collection::vec(text(), 2), 0..3))
            .prop_map(|(caption, rows)| Block::Table(Table {
                caption,
                header: rows.clone(),
                rows,
                spans: vec![Span { row: 0, column: 0, rows: 1, columns: 2 }],
            })),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let entry = (text(), marks(), prop::collection::vec(inner, 0..3))
            .prop_map(|(text, marks, blocks)| ListItem { text, marks, blocks });
        (any::<bool>(), prop::option::of(2u32..9), prop::collection::vec(entry, 0..4)).prop_map(
            |(ordered, start, items)| Block::List(List { ordered, start, items, lettered: false }),
        )
    })
}

fn decision() -> impl Strategy<Value = Decision> {
    let side = || prop::option::of(prop::collection::vec(text(), 0..3));
    let group = (side(), side(), side()).prop_map(|(in_favour, against, abstained)| GroupVote {
        in_favour,
        against,
        abstained,
    });
    let votes = (any::<Option<u32>>(), prop::collection::btree_map(text(), group, 0..3)).prop_map(
        |(in_favour, parties)| Votes { in_favour, against: Some(4), abstained: None, parties },
    );
    (text(), prop::sample::select(&Outcome::ALL[..]), prop::option::of(votes), text()).prop_map(
        |(text, outcome, votes, other)| Decision {
            points: vec![PointDecision { point: "1".into(), text: text.clone(), outcome }],
            text,
            outcome,
            votes,
            reservations: vec![other.clone()],
            absent: vec![other],
            statements: Vec::new(),
        },
    )
}

fn item() -> impl Strategy<Value = Item> {
    (
        text(),
        prop::sample::select(&ItemKind::ALL[..]),
        prop::collection::vec(block(), 0..4),
        prop::option::of(decision()),
    )
        .prop_map(|(title, kind, blocks, decision)| Item {
            number: Some("2.6".into()),
            kind,
            access: Access::Closed,
            fields: vec![Field { name: FieldName::Other, heading: Some(title.clone()), blocks }],
            recommendations: vec![Recommendation {
                text: title.clone(),
                points: vec![title.clone()],
                ..Recommendation::default()
            }],
            history: vec![History { text: title.clone(), ..History::default() }],
            title,
            decision,
            ..Item::default()
        })
}

proptest! {
    #[test]
    fn a_document_survives_its_json(items in prop::collection::vec(item(), 0..4)) {
        let document = Document {
            meeting: Meeting {
                date: Some(jiff::civil::date(2025, 9, 2)),
                start: ClockTime::new(9, 30),
                ..Meeting::default()
            },
            sections: vec![Section { number: None, title: None, items }],
            ..Document::default()
        };
        let json = serde_json::to_string_pretty(&document).unwrap();
        prop_assert_eq!(serde_json::from_str::<Document>(&json).unwrap(), document);
    }
}

#[test]
fn plain_list_entries_are_strings_in_json() {
    let list = Block::List(List { items: vec!["a".into()], ..List::default() });
    let json = serde_json::to_value(list).unwrap();
    assert_eq!(json, serde_json::json!({"type": "list", "ordered": false, "items": ["a"]}));
}

#[test]
fn a_time_outside_the_day_is_refused() {
    assert!(serde_json::from_str::<ClockTime>("\"24:00\"").is_err());
    assert_eq!(serde_json::to_string(&ClockTime::new(9, 5)).unwrap(), "\"09:05\"");
}

#[test]
fn the_texts_of_an_item_are_found_by_their_spots() {
    let item = Item {
        title: "T".into(),
        recommendations: vec![Recommendation {
            text: "R".into(),
            points: vec!["P".into()],
            ..Recommendation::default()
        }],
        ..Item::default()
    };
    let texts: Vec<&str> = item.texts().into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, ["T", "R", "P"]);
}
