//! The real documents beside the repository, read whole. What is checked are facts of structure;
//! their sentences stay where they are.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::PathBuf;

use raadslag_document::{Access, Block, Document, Item, ItemKind, Outcome, Table};
use raadslag_reader::{Reader, Reading, Source};

use ItemKind::{Decision, Information, Theme};

fn path(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/agendas")).join(name)
}

fn reading(name: &str) -> Reading {
    let path = path(name);
    let bytes = std::fs::read(&path).unwrap_or_else(|error| {
        panic!("{} is needed beside the repository: {error}", path.display())
    });
    Reader::new().read(&bytes, &Source { name: Some(name) }).unwrap()
}

fn document(name: &str) -> Document {
    reading(name).document
}

fn numbers(document: &Document) -> Vec<&str> {
    document.items().filter_map(|item| item.number.as_deref()).collect()
}

fn tables(item: &Item) -> Vec<&Table> {
    let blocks = item.fields.iter().flat_map(|field| &field.blocks);
    blocks
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
        .collect()
}

#[test]
fn the_agenda_of_2022_has_all_its_sections_and_items() {
    let document = document("kkr-sjaelland-2022-09-07.txt");
    assert_eq!(document.body.as_deref(), Some("KKR Sjælland"));
    assert_eq!(document.meeting.date, Some(jiff::civil::date(2022, 9, 7)));
    assert_eq!(document.meeting.start.unwrap().to_string(), "09:30");
    assert_eq!(document.meeting.end.unwrap().to_string(), "12:00");
    assert!(!document.meeting.r#virtual);
    assert!(document.meeting.place.as_deref().unwrap().ends_with("4100 Ringsted"));
    let sections: Vec<usize> =
        document.sections.iter().map(|section| section.items.len()).collect();
    assert_eq!(sections, [2, 12, 1, 0, 2, 1, 1]);
    let kinds: Vec<ItemKind> = document.sections[1].items.iter().map(|item| item.kind).collect();
    assert_eq!(
        kinds,
        [
            Theme,
            Theme,
            Theme,
            Information,
            Decision,
            Decision,
            Decision,
            Decision,
            Decision,
            Decision,
            Information,
            Information
        ]
    );
    let recommendations: Vec<usize> =
        document.items().map(|item| item.recommendations.len()).collect();
    assert_eq!(recommendations, [1, 1, 2, 1, 2, 1, 3, 3, 1, 1, 3, 1, 1, 1, 1, 1, 1, 1, 0]);
    let attachments: Vec<usize> = document.items().map(|item| item.attachments.len()).collect();
    assert_eq!(attachments, [0, 0, 2, 1, 0, 2, 5, 3, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0]);
    assert_eq!(document.item("2.5").unwrap().recommendations[2].points.len(), 6);
    assert_eq!(document.item("2.7").unwrap().recommendations[0].points.len(), 2);
    assert_eq!(document.item("2.7").unwrap().case_officers, ["jebr"]);
    assert_eq!(document.item("2.3").unwrap().case_number.as_deref(), Some("SAG-2021-00001"));
}

#[test]
fn the_agenda_of_2025_has_all_its_sections_and_items() {
    let document = document("kkr-sjaelland-2025-09-02.txt");
    assert!(document.meeting.r#virtual);
    assert_eq!(document.meeting.place, None);
    let sections: Vec<usize> =
        document.sections.iter().map(|section| section.items.len()).collect();
    assert_eq!(sections, [2, 7, 2, 1, 1]);
    assert_eq!(document.item("2.4").unwrap().case_officers, ["chch", "jebj"]);
    assert_eq!(document.item("2.6").unwrap().case_officers, ["adr", "lifo"]);
    assert_eq!(document.item("2.3").unwrap().recommendations.len(), 2);
    assert_eq!(document.item("2.5").unwrap().recommendations[0].points.len(), 4);
    assert_eq!(document.item("2.1").unwrap().attachments.len(), 4);
    assert_eq!(document.item("2.7").unwrap().links.len(), 1);
}

#[test]
fn the_table_broken_per_syllable_is_put_together() {
    let document = document("kkr-sjaelland-2025-09-02.txt");
    let item = document.item("2.6").unwrap();
    let [table] = tables(item)[..] else { panic!("item 2.6 has one table") };
    assert_eq!(
        table.header[0],
        ["", "Social- og sundhedshjælpere", "", "Social- og sundhedsassistenter", ""]
    );
    assert_eq!(table.header[1][1..3], ["Dimensionering 2025", "Dimensionering 2026"]);
    let names: Vec<&str> = table.rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(
        names,
        [
            "KKR Hovedstaden",
            "KKR Sjælland",
            "KKR Syddanmark",
            "KKR Midtjylland",
            "KKR Nordjylland",
            "Hele landet"
        ]
    );
    for column in 1..5 {
        let numbers: Vec<u32> =
            table.rows.iter().map(|row| row[column].replace('.', "").parse().unwrap()).collect();
        assert_eq!(numbers[..5].iter().sum::<u32>(), numbers[5], "column {column}");
    }
}

#[test]
fn lists_side_by_side_are_not_interleaved() {
    let document = document("kkr-sjaelland-2022-09-07.txt");
    let blocks: Vec<&Block> =
        document.item("2.9").unwrap().fields.iter().flat_map(|field| &field.blocks).collect();
    let lists: Vec<usize> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::List(list) => Some(list.items.len()),
            _ => None,
        })
        .collect();
    assert_eq!(lists, [6, 7]);
}

#[test]
fn no_page_furniture_and_no_broken_word_is_left_in_the_text() {
    for name in ["kkr-sjaelland-2022-09-07.txt", "kkr-sjaelland-2025-09-02.txt"] {
        let document = document(name);
        for item in document.items() {
            for (_, text) in item.texts() {
                for left in ["SIDE", "http", "- ud", "  ", "varig -", " ti l"] {
                    assert!(!text.contains(left), "{name} {:?}: {left:?} in {text}", item.number);
                }
            }
        }
    }
}

#[test]
fn council_minutes_in_pdf_are_read_with_decisions_and_history() {
    let document = document("aarhus-byraad-2025-08-27.pdf");
    let expected: Vec<String> = (1..=21).map(|number| number.to_string()).collect();
    assert_eq!(numbers(&document), expected);
    assert!(
        document
            .items()
            .all(|item| item.case_number.as_deref().is_some_and(|n| n.starts_with("EMN-20")))
    );
    let closed: Vec<&str> = document
        .items()
        .filter(|item| item.access == Access::Closed)
        .filter_map(|item| item.number.as_deref())
        .collect();
    assert_eq!(closed, ["21"]);
    let outcome =
        |number: &str| document.item(number).unwrap().decision.as_ref().map(|d| d.outcome);
    assert_eq!(outcome("1"), Some(Outcome::Approved));
    assert_eq!(outcome("2"), Some(Outcome::Referred));
    assert_eq!(outcome("3"), Some(Outcome::Approved));
    let third = document.item("3").unwrap();
    assert_eq!(third.decision.as_ref().unwrap().reservations.len(), 2);
    assert_eq!(third.recommendations[0].points.len(), 3);
    assert_eq!(third.history.len(), 2);
    assert_eq!(third.history[1].body.as_deref(), Some("Magistraten"));
}

#[test]
fn votes_are_read_as_the_minutes_give_them() {
    let document = document("copenhagen-votes-2025.txt");
    let votes =
        |number: &str| document.item(number).unwrap().decision.as_ref().unwrap().votes.clone();
    let first = votes("1").unwrap();
    assert_eq!((first.in_favour, first.against, first.abstained), (Some(42), Some(4), Some(8)));
    let split = &first.parties["Ø"];
    let count = |side: &Option<Vec<String>>| side.as_ref().map(Vec::len);
    assert_eq!(
        (count(&split.in_favour), count(&split.against), count(&split.abstained)),
        (Some(4), Some(4), Some(7))
    );
    let second = votes("2").unwrap();
    assert_eq!((second.in_favour, second.against, second.abstained), (Some(43), Some(7), Some(0)));
    assert_eq!(votes("3"), None);
    assert_eq!(document.item("4").unwrap().decision.as_ref().unwrap().statements.len(), 1);
}

#[test]
fn every_layout_yields_its_items() {
    for (name, expected) in [
        ("S01_kkr_sjaelland_referat_2010", 5),
        ("S02_kkr_hovedstaden_konstituerende_2010", 7),
        ("S03_kkr_hovedstaden_referat_2016", 2),
        ("S04_kkr_hovedstaden_dagsorden_2015_dotted_toc", 4),
        ("S06_edagsorden_regionh_committee_agenda", 4),
        ("S08_regionh_sharepoint_referat", 2),
        ("S09_regionsjaelland_regionsraad_2021_open_marker_and_page", 3),
        ("S13_regionh_rup_2011_spaced_caps", 2),
        ("S14_holbaek_edagsorden_2020", 3),
        ("S15_koege_udvalg_2020", 2),
        ("S17_stevns_kb_2021_konstituerende_vote_sentence", 2),
        ("S18_stevns_oeu_2021_ad1_flertal", 2),
        ("S20_fredensborg_2016_named_votes", 1),
        ("S22_roskilde_2019_pkt", 2),
        ("S24_frederikssund_2023_glued_number", 2),
        ("S26_hvidovre_2014_moedefakta", 2),
    ] {
        let document = document(&format!("shapes/{name}.txt"));
        assert_eq!(document.items().count(), expected, "{name}");
        assert!(document.items().all(|item| !item.title.is_empty()), "{name}");
    }
}

#[test]
fn no_word_of_any_document_is_lost() {
    let mut open = vec![path("")];
    let mut read = 0;
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let reading = Reader::new().read(&bytes, &Source::default()).unwrap();
        let coverage = reading.coverage();
        assert_eq!(coverage.missing, [], "{}", path.display());
        read += 1;
    }
    assert!(read >= 20, "the documents beside the repository are missing");
}

#[test]
fn a_heading_as_wide_as_the_line_is_no_part_of_its_paragraph() {
    let blocks = |name: &str, number: &str| -> Vec<Block> {
        let document = document(name);
        let item = document.item(number).unwrap();
        item.fields.iter().flat_map(|field| field.blocks.clone()).collect()
    };
    let headed = blocks("kkr-sjaelland-2025-09-02.txt", "2.5")
        .into_iter()
        .any(|block| matches!(block, Block::Heading { text, .. } if text.ends_with("(2022-2025)")));
    assert!(headed);
    let areas: Vec<usize> = blocks("kkr-sjaelland-2022-09-07.txt", "2.10")
        .iter()
        .filter_map(|block| match block {
            Block::List(list) if list.ordered => Some(list),
            _ => None,
        })
        .flat_map(|list| list.items.iter().map(|entry| entry.blocks.len()))
        .collect();
    assert_eq!(areas.len(), 6);
    assert!(areas.iter().all(|blocks| *blocks > 0), "{areas:?}");
}

#[test]
fn a_dumped_link_target_goes_to_the_item_that_names_it() {
    let document = document("kkr-sjaelland-2025-09-02.txt");
    assert_eq!(document.item("3.1").unwrap().links.len(), 1);
    assert_eq!(document.item("3.2").unwrap().links.len(), 0);
}
