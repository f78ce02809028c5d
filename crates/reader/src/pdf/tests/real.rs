//! Real minutes, against a second reader of PDF where the machine has it.

use std::collections::BTreeMap;
use std::process::Command;

use super::whole::words;
use super::*;

const MINUTES: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/agendas/aarhus-byraad-2025-08-27.pdf");

fn minutes() -> Flow {
    let bytes = std::fs::read(MINUTES).expect("the minutes stand beside the repository");
    read(&bytes).expect("readable")
}

#[test]
fn titles_over_two_lines_stand_together() {
    let flow = minutes();
    let texts = texts(&flow);
    let first = "Punkt 2: Svar på forslag fra DD om principbeslutning om at sikre Havnens";
    let at = texts.iter().position(|text| *text == first).expect("the title");
    assert_eq!(texts[at + 1], "Perles fremtid på Aarhus Ø");
    let lines = lines(&flow);
    assert_eq!(lines[at].wrap, Wrap::Physical);
    assert_eq!(lines[at + 1].gap, Gap::Line);
    assert!(lines[at].bold && lines[at].size > 1.3);
}

#[test]
fn every_item_begins_with_its_title() {
    let flow = minutes();
    let titles = lines(&flow).iter().filter(|it| it.bold && it.text.starts_with("Punkt ")).count();
    assert_eq!(titles, 21);
}

#[test]
fn attachments_are_a_line_each() {
    let flow = minutes();
    let texts = texts(&flow);
    let at = texts.iter().position(|text| *text == "Bilag").expect("a list of attachments");
    assert_eq!(
        texts[at + 1..at + 6],
        [
            "Indstilling",
            "Bilag 1: Beslutningsforslag",
            "Meningstilkendegivelse Havnens Perle (påført 07.04.2025)",
            "Byrådsdebat 09.04.2025",
            "Meningstilkendegivelse Havnens Perle (påført 27.08.2025)",
        ]
    );
    let open = lines(&flow)[at + 1..at + 6].iter().filter(|it| it.wrap == Wrap::Physical).count();
    assert_eq!(open, 0);
}

#[test]
fn minutes_without_tables_have_none() {
    assert!(tables(&minutes()).is_empty());
}

#[test]
fn nothing_of_the_minutes_is_damaged_or_furniture() {
    let flow = minutes();
    assert_eq!(flow.problems, []);
    assert!(furniture(&flow).is_empty());
}

/// Needs `pdftotext` (poppler-utils); says so where it is missing.
#[test]
fn a_second_reader_finds_the_same_words() {
    let output = match Command::new("pdftotext").args(["-layout", MINUTES, "-"]).output() {
        Ok(output) => String::from_utf8(output.stdout).expect("UTF-8"),
        Err(error) => {
            assert!(std::env::var_os("CI").is_none(), "pdftotext is missing: {error}");
            eprintln!("not compared: pdftotext is missing");
            return;
        }
    };
    let ours = counted(words(&minutes()).iter().map(String::as_str));
    let theirs = counted(output.split_whitespace());
    let total: usize = theirs.values().sum();
    let common: usize =
        theirs.iter().map(|(word, count)| count.min(ours.get(word).unwrap_or(&0))).sum();
    assert!(total > 8_000, "{total} words");
    assert!(common * 1000 >= total * 999, "{common} of {total} words");
}

/// Words with how often they stand, leaders left out.
fn counted<'a>(words: impl Iterator<Item = &'a str>) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    for word in words.flat_map(|word| word.split("...")) {
        let word = word.trim_matches('.');
        if !word.is_empty() {
            *counted.entry(word.to_owned()).or_default() += 1;
        }
    }
    counted
}
