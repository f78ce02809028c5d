use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use raadslag_document::{
    Block, Field, FieldName, Item, List, ListItem, Mark as ModelMark, MarkKind, Recommendation,
    Span, Table,
};
use serde_json::json;

use super::diff::{Fate, compare};
use super::steps::{Step, apply, exchange};
use super::tree::{Kind, MarkName, Node};
use super::{item, renew, schema, spots, template};

fn text() -> impl Strategy<Value = String> {
    "[a-zæøåA-ZÆØÅ0-9 .,;:()\"'–😀]{0,24}"
}

fn marks() -> impl Strategy<Value = Vec<ModelMark>> {
    let kind = prop_oneof![
        Just(MarkKind::Strong),
        Just(MarkKind::Emphasis),
        "https://[a-z]{1,4}".prop_map(|url| MarkKind::Link { url }),
        "bilag:[a-z0-9]{1,3}".prop_map(|url| MarkKind::Link { url }),
    ];
    let mark =
        (0u32..20, 0u32..24, kind).prop_map(|(start, end, kind)| ModelMark { start, end, kind });
    prop::collection::vec(mark, 0..4)
}

fn table() -> impl Strategy<Value = Table> {
    let cells = "[a-zæ\n]{0,6}";
    let rows = |n| prop::collection::vec(prop::collection::vec(cells, 1..4), n);
    let span = (0u32..3, 0u32..3, 0u32..4, 0u32..4).prop_map(|(row, column, rows, columns)| Span {
        row,
        column,
        rows,
        columns,
    });
    (prop::option::of(text()), rows(0..2), rows(0..4), prop::collection::vec(span, 0..3))
        .prop_map(|(caption, header, rows, spans)| Table { caption, header, rows, spans })
}

fn block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        (text(), marks()).prop_map(|(text, marks)| Block::Paragraph { text, marks }),
        (1u8..7, text()).prop_map(|(level, text)| Block::Heading { level, text }),
        table().prop_map(Block::Table),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let entry = (text(), marks(), prop::collection::vec(inner, 0..3))
            .prop_map(|(text, marks, blocks)| ListItem { text, marks, blocks });
        let items = prop::collection::vec(entry, 0..4);
        (any::<bool>(), any::<bool>(), prop::option::of(0u32..9), items).prop_map(
            |(ordered, lettered, start, items)| {
                Block::List(List { ordered, lettered, start, items })
            },
        )
    })
}

fn an_item() -> impl Strategy<Value = Item> {
    let recommendation =
        (prop::option::of(1u32..9), text(), any::<bool>(), prop::collection::vec(text(), 0..3))
            .prop_map(|(number, text, numbered, points)| Recommendation {
                number,
                text,
                numbered,
                points,
            });
    let name = prop::sample::select(template::FIELDS.map(|(name, _)| name).to_vec());
    let field = (name, prop::option::of(text()), prop::collection::vec(block(), 0..4))
        .prop_map(|(name, heading, blocks)| Field { name, heading, blocks });
    (text(), prop::collection::vec(recommendation, 0..3), prop::collection::vec(field, 0..4))
        .prop_map(|(title, recommendations, fields)| Item {
            number: Some("2.6".into()),
            case_number: Some("SAG-1".into()),
            title,
            recommendations,
            fields,
            ..Item::default()
        })
}

/// Each letter by its position.
fn lay(node: &Node, at: &mut u32, letters: &mut BTreeMap<u32, char>) {
    let is_inner = node.text.is_none() && !node.kind.is_leaf();
    *at += u32::from(node.text.is_none());
    for c in node.text.iter().flat_map(|text| text.chars()) {
        letters.insert(*at, c);
        *at += c.len_utf16() as u32;
    }
    node.content.iter().for_each(|child| lay(child, at, letters));
    *at += u32::from(is_inner);
}

fn back(doc: &Node) -> Item {
    item::put(doc, Item::default(), &|_| None).expect("no figures")
}

/// Every text of an item that says something, and what each character of marked text wears.
fn said(item: &Item) -> (Vec<String>, Vec<(char, BTreeSet<String>)>) {
    let texts = item.texts().into_iter().map(|(_, text)| text.to_owned());
    let recommendations = item.recommendations.iter().map(|r| format!("{:?}", r.number));
    let mut worn = Vec::new();
    for field in &item.fields {
        wear(&field.blocks, &mut worn);
    }
    (texts.chain(recommendations).filter(|text| !text.is_empty() && text != "None").collect(), worn)
}

fn wear(blocks: &[Block], worn: &mut Vec<(char, BTreeSet<String>)>) {
    let mut line = |text: &str, marks: &[ModelMark]| {
        for (at, c) in (0..).zip(text.chars()) {
            let over = marks.iter().filter(|mark| mark.start <= at && at < mark.end);
            worn.push((c, over.map(|mark| format!("{:?}", mark.kind)).collect()));
        }
    };
    for block in blocks {
        match block {
            Block::Paragraph { text, marks } => line(text, marks),
            Block::List(list) => {
                for item in &list.items {
                    line(&item.text, &item.marks);
                }
            }
            Block::Heading { .. } | Block::Table(_) => {}
        }
    }
    for block in blocks {
        if let Block::List(list) = block {
            list.items.iter().for_each(|item| wear(&item.blocks, worn));
        }
    }
}

proptest! {
    #[test]
    fn an_items_text_keeps_every_word_and_mark(item in an_item()) {
        let doc = item::document(&item);
        prop_assert_eq!(schema::check(&doc), Ok(()));
        let again = back(&doc);
        // A recommendation without a word says nothing, whatever its number.
        let mut spoken = item.clone();
        spoken.recommendations.retain(|r| !r.text.is_empty() || r.points.iter().any(|p| !p.is_empty()));
        prop_assert_eq!(said(&again), said(&spoken));
    }

    #[test]
    fn what_came_back_once_comes_back_the_same(item in an_item()) {
        let doc = item::document(&back(&item::document(&item)));
        prop_assert_eq!(item::document(&back(&doc)), doc);
    }

    #[test]
    fn every_text_of_the_item_is_found_where_it_stands(item in an_item()) {
        let doc = item::document(&item);
        let spotted = spots::spots(&doc);
        let (mut letters, mut at) = (BTreeMap::new(), 0);
        doc.content.iter().for_each(|child| lay(child, &mut at, &mut letters));
        let mut seen = 0;
        for (spot, text) in back(&doc).texts() {
            let Some(found) = spotted.iter().find(|found| found.spot == spot) else {
                prop_assert_eq!(text, "");
                continue;
            };
            prop_assert_eq!(found.at.len(), text.chars().count() + 1);
            // References, captions and line feeds have no letters of their own.
            for (c, there) in text.chars().zip(&found.at).filter_map(|(c, at)| Some((c, letters.get(at)?))) {
                prop_assert_eq!(c, *there, "{:?} of {}", spot, text);
                seen += 1;
            }
        }
        let headings = doc.all(Kind::Field).filter_map(|field| field.first(Kind::FieldHeading));
        let unseen: usize = headings.map(|heading| heading.words().chars().count()).sum();
        prop_assert_eq!(seen + unseen, letters.len(), "every letter is found");
    }

    #[test]
    fn a_text_survives_its_json(item in an_item()) {
        let doc = item::document(&item);
        prop_assert_eq!(Node::parse(&doc.json()).unwrap(), doc);
    }

    #[test]
    fn renewal_changes_marks_and_nothing_else(item in an_item()) {
        let doc = item::document(&item);
        let mut flagged = doc.clone();
        renew::flag(&mut flagged);
        prop_assert_eq!(schema::check(&flagged), Ok(()));
        prop_assert_eq!(back(&flagged), back(&doc));
    }

    #[test]
    fn a_comparison_holds_both_texts(old in an_item(), new in an_item()) {
        let (old, new) = (item::document(&old), item::document(&new));
        let rows = compare(&old, &new).rows;
        let side = |not: Fate| -> String {
            let stretches = rows.iter().flat_map(|row| &row.stretches).filter(|s| s.fate != not);
            stretches.flat_map(|s| &s.words).map(|word| word.text.as_str()).collect()
        };
        let whole = |doc: &Node| -> String {
            let rows = compare(doc, doc).rows;
            rows.iter().flat_map(|r| &r.stretches).flat_map(|s| &s.words).map(|w| w.text.as_str()).collect()
        };
        prop_assert_eq!(side(Fate::Added), whole(&old));
        prop_assert_eq!(side(Fate::Removed), whole(&new));
    }

    #[test]
    fn one_text_takes_anothers_place_in_one_step(old in an_item(), new in an_item()) {
        let (old, new) = (item::document(&old), item::document(&new));
        prop_assert_eq!(apply(&old, &exchange(&old, &new)).unwrap(), new);
    }
}

fn doc(json: &serde_json::Value) -> Node {
    Node::parse(&json.to_string()).unwrap()
}

fn paragraph(text: &str) -> serde_json::Value {
    json!({"type": "doc", "content": [{"type": "field", "attrs": {"name": "other"}, "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": text}]},
    ]}]})
}

#[test]
fn an_unknown_node_is_named() {
    let json = r#"{"type":"doc","content":[{"type":"image","attrs":{"src":"x"}}]}"#;
    let error = Node::parse(json).unwrap_err().to_string();
    assert!(error.contains("unknown variant `image`"), "{error}");
}

#[test]
fn what_is_no_text_is_refused() {
    let field =
        json!({"type": "field", "attrs": {"name": "other"}, "content": [{"type": "paragraph"}]});
    let inside = |node: serde_json::Value| json!({"type": "doc", "content": [{"type": "field", "attrs": {"name": "other"}, "content": [node]}]});
    for (wrong, why) in [
        (json!({"type": "field", "content": [{"type": "paragraph"}]}), "no whole text"),
        (json!({"type": "doc"}), "no field"),
        (json!({"type": "doc", "content": [field, {"type": "title"}]}), "the title last"),
        (inside(json!({"type": "heading", "attrs": {"level": 7}})), "a seventh level"),
        (inside(json!({"type": "heading"})), "no level"),
        (inside(json!({"type": "list", "content": []})), "an empty list"),
        (inside(json!({"type": "title"})), "a title in a field"),
        (inside(json!({"type": "paragraph", "attrs": {"style": "x"}})), "an attribute too many"),
        (inside(json!({"type": "paragraph", "content": [{"type": "text"}]})), "no characters"),
        (
            inside(json!({"type": "heading", "attrs": {"level": 1}, "content": [
                {"type": "text", "text": "x", "marks": [{"type": "strong"}]},
            ]})),
            "bold in a heading",
        ),
    ] {
        assert!(schema::check(&doc(&wrong)).is_err(), "{why}");
    }
}

#[test]
fn a_text_nested_without_end_is_refused() {
    let mut inner = json!({"type": "paragraph"});
    for _ in 0..25 {
        inner = json!({"type": "list", "content": [{"type": "list_item", "content": [{"type": "paragraph"}, inner]}]});
    }
    let whole = json!({"type": "doc", "content": [{"type": "field", "content": [inner]}]});
    assert_eq!(schema::check(&doc(&whole)), Err(schema::SchemaError::TooLarge));
}

#[test]
fn a_step_that_does_not_fit_changes_nothing() {
    let text = doc(&paragraph("æ😀b"));
    for (step, why) in [
        (json!({"stepType": "replace", "from": 2, "to": 99}), "beyond the end"),
        (json!({"stepType": "replace", "from": 5, "to": 4}), "backwards"),
        (json!({"stepType": "replace", "from": 0, "to": 1}), "an opening alone"),
        (json!({"stepType": "replace", "from": 4, "to": 5}), "half a character"),
        (json!({"stepType": "replace", "from": 0, "to": 8}), "the only field"),
        (json!({"stepType": "replace", "from": 2, "to": 3, "structure": true}), "content"),
        (json!({"stepType": "attr", "pos": 2, "attr": "x", "value": 1}), "no node there"),
        (json!({"stepType": "attr", "pos": 0, "attr": "x", "value": 1}), "no such attribute"),
    ] {
        let step: Step = serde_json::from_value(step).unwrap();
        assert!(apply(&text, &step).is_err(), "{why}");
    }
    assert!(serde_json::from_value::<Step>(json!({"stepType": "docAttr"})).is_err());
}

/// Steps that ProseMirror made and applied: `crates/app/editor/test/make-steps.mjs`.
#[test]
fn steps_do_what_the_editor_does() {
    let made: serde_json::Value =
        serde_json::from_str(include_str!("../../../editor/test/steps.json")).unwrap();
    let cases = made["cases"].as_array().unwrap();
    assert!(cases.len() > 50);
    for case in cases {
        let steps: Vec<Step> = serde_json::from_value(case["steps"].clone()).unwrap();
        let mut text = doc(&made["doc"]);
        for step in &steps {
            text = apply(&text, step).unwrap_or_else(|e| panic!("{e}: {step:?}"));
        }
        assert_eq!(serde_json::to_value(&text).unwrap(), case["after"]);
        assert_eq!(serde_json::to_value(&steps).unwrap(), case["steps"]);
    }
}

#[test]
fn years_dates_and_figures_are_marked_and_the_law_is_not() {
    for (text, marked) in [
        ("Mødet den 1. december 2025 kl. 9", vec!["1. december 2025", "9"]),
        ("Efter § 24, stk. 3, valgte K17 i 2022", vec!["2022"]),
        ("I alt 1.780 pladser, 12 % flere, 3,5 mio. kr.", vec!["1.780", "12 %", "3,5 mio."]),
        ("DK2020 siden 2018-2022 og 07-09-2022", vec!["2018-2022", "07-09-2022"]),
        ("ingen tal", vec![]),
    ] {
        let mut node = doc(&paragraph(text));
        renew::flag(&mut node);
        let pieces = &node.content[0].content[0].content;
        let has = |node: &&Node| node.marks.iter().any(|mark| mark.name == MarkName::Renew);
        let found: Vec<_> = pieces.iter().filter(has).map(Node::words).collect();
        assert_eq!(found, marked, "{text}");
        assert_eq!(renew::count(&node), marked.len(), "{text}");
    }
}

#[test]
fn a_changed_word_is_shown_in_its_line() {
    let (old, new) = (
        doc(&paragraph("Der er 17 kommuner i alt.")),
        doc(&paragraph("Der er 18 kommuner i alt.")),
    );
    let comparison = compare(&old, &new);
    let row = &comparison.rows[0];
    let shown: Vec<_> = row
        .stretches
        .iter()
        .map(|s| (s.fate, s.words.iter().map(|w| w.text.as_str()).collect::<String>()))
        .collect();
    assert_eq!(
        shown,
        [
            (Fate::Kept, "Der er ".to_owned()),
            (Fate::Removed, "17 ".to_owned()),
            (Fate::Added, "18 ".to_owned()),
            (Fate::Kept, "kommuner i alt.".to_owned()),
        ]
    );
    assert_eq!(
        (comparison.summary.added, comparison.summary.removed, comparison.summary.lines),
        (1, 1, 1)
    );
}

#[test]
fn a_figure_is_frozen_or_missed_by_name() {
    let text = doc(
        &json!({"type": "doc", "content": [{"type": "field", "attrs": {"name": "other"}, "content": [
            {"type": "figure", "attrs": {"slug": "pladser", "title": "Pladser"}},
        ]}]}),
    );
    assert_eq!(item::figures(&text), ["pladser"]);
    let missing = item::put(&text, Item::default(), &|_| None).unwrap_err();
    assert_eq!(missing.slug, "pladser");
    let frozen =
        item::put(&text, Item::default(), &|_| Some(vec![Block::paragraph("851")])).unwrap();
    assert_eq!(frozen.fields[0].blocks, [Block::paragraph("851")]);
}

#[test]
fn an_annex_is_a_link_of_our_own_in_the_model() {
    let marks =
        vec![ModelMark { start: 3, end: 9, kind: MarkKind::Link { url: "bilag:b1".into() } }];
    let fields = vec![Field {
        name: FieldName::Background,
        heading: None,
        blocks: vec![Block::Paragraph { text: "Se Notat.".into(), marks }],
    }];
    let doc = item::document(&Item { fields: fields.clone(), ..Item::default() });
    let annex = doc.content[0].content[0].first(Kind::Annex).unwrap();
    assert_eq!((annex.attr("id"), annex.attr("title")), ("b1", "Notat."));
    assert_eq!(back(&doc).fields, fields);
    assert!(back(&doc).links.is_empty());
}

#[test]
fn every_kind_has_a_template_that_is_a_text() {
    for kind in raadslag_document::ItemKind::ALL {
        let item = template::item(kind, "Titel", Some("KKR Sjælland"));
        assert_eq!(schema::check(&item::document(&item)), Ok(()), "{kind:?}");
    }
}

/// The real documents beside the repository, and the demo's.
fn real_documents() -> Vec<(String, Vec<u8>)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["../../../shared/agendas", "../raadslag/sample"] {
        let entries = std::fs::read_dir(root.join(folder))
            .unwrap_or_else(|error| panic!("{folder} is needed: {error}"));
        for path in entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
            files.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
    files
}

#[test]
fn every_item_of_the_real_agendas_survives_being_written_on() {
    let reader = raadslag_reader::Reader::new();
    let (mut items, mut tables) = (0, 0);
    for (name, bytes) in real_documents() {
        let Ok(reading) = reader.read(&bytes, &raadslag_reader::Source::default()) else {
            continue;
        };
        for old in reading.document.items() {
            let text = item::document(old);
            assert_eq!(schema::check(&text), Ok(()), "{name}: {:?}", old.number);
            let new = item::put(&text, old.clone(), &|_| None).unwrap();
            // What says nothing is not kept; all else is the same to the last mark.
            assert_eq!(said(&new), said(old), "{name}: {:?}", old.number);
            assert_eq!(item::document(&new), text, "{name}: {:?}", old.number);
            let blocks = |item: &Item| -> Vec<Block> {
                let all = item.fields.iter().flat_map(|field| field.blocks.clone());
                all.filter(|block| matches!(block, Block::Table(_) | Block::List(_))).collect()
            };
            assert_eq!(blocks(&new), blocks(old), "{name}: {:?}", old.number);
            items += 1;
            tables += blocks(old).iter().filter(|block| matches!(block, Block::Table(_))).count();
        }
    }
    assert!(items > 100 && tables > 10, "{items} items with {tables} tables");
}
