//! The reader gives back what the texts say, whatever format they were written in.

use std::path::{Path, PathBuf};

use raadslag_document::{Block, Document, Item};
use raadslag_reader::{Reader, Source};

use crate::files;

/// Everything of an item that every format carries, a line each. `meant` tells which fields have
/// tables: plain text cannot tell their cells from words.
fn lines(item: &Item, meant: &Item) -> Vec<String> {
    let mut lines = vec![
        format!("{:?} {:?} {:?} {}", item.number, item.kind, item.access, item.title),
        format!("case {:?} {:?}", item.case_number, item.case_officers),
    ];
    for field in &item.fields {
        let texts: Vec<&str> = field.blocks.iter().flat_map(|block| block.texts()).collect();
        let gap = if has_table(meant, field.heading.as_deref()) { " " } else { " / " };
        let text = texts.join(gap);
        lines.push(format!("{:?} {:?}: {text}", field.name, field.heading));
    }
    for recommendation in &item.recommendations {
        lines.push(format!("rec {} {:?}", recommendation.text, recommendation.points));
    }
    lines.extend(item.attachments.iter().map(|annex| format!("annex {}", annex.title)));
    lines.extend(item.history.iter().map(|entry| format!("{entry:?}")));
    if let Some(decision) = &item.decision {
        lines.push(format!("decision {:?} {}", decision.outcome, decision.text));
        lines.push(format!("votes {:?}", decision.votes));
        lines.push(format!("{:?} {:?}", decision.reservations, decision.absent));
    }
    lines.sort();
    lines
}

fn has_table(item: &Item, heading: Option<&str>) -> bool {
    let mut fields = item.fields.iter().filter(|field| field.heading.as_deref() == heading);
    fields.any(|field| field.blocks.iter().any(|block| matches!(block, Block::Table(_))))
}

fn sections(document: &Document) -> String {
    let titles = document
        .sections
        .iter()
        .map(|section| format!("{:?} {:?} {}", section.number, section.title, section.items.len()));
    titles.collect::<Vec<_>>().join(" | ")
}

fn differences(name: &str, expected: &Document, read: &Document) -> Vec<String> {
    let mut found = Vec::new();
    let mut compare = |what: &str, expected: String, read: String| {
        if expected != read {
            found.push(format!("{name} {what}\n  - {expected}\n  + {read}"));
        }
    };
    compare("kind", format!("{:?}", expected.document), format!("{:?}", read.document));
    compare("body", format!("{:?}", expected.body), format!("{:?}", read.body));
    let head = |document: &Document| {
        let meeting = &document.meeting;
        format!("{:?} {:?} {}", meeting.date, meeting.start, meeting.r#virtual)
    };
    compare("meeting", head(expected), head(read));
    compare("attendance", format!("{:?}", expected.attendance), format!("{:?}", read.attendance));
    if Path::new(name).extension().is_none_or(|extension| extension != "html") {
        compare("sections", sections(expected), sections(read)); // portal pages have none
    }
    let numbers = |document: &Document| {
        document.items().filter_map(|item| item.number.clone()).collect::<Vec<_>>().join(" ")
    };
    compare("items", numbers(expected), numbers(read));
    for (expected, read) in expected.items().zip(read.items()) {
        let (expected_lines, read_lines) = (lines(expected, expected), lines(read, expected));
        let only = |these: &[String], those: &[String]| {
            these.iter().filter(|line| !those.contains(line)).cloned().collect::<Vec<_>>()
        };
        compare(
            expected.number.as_deref().unwrap_or_default(),
            only(&expected_lines, &read_lines).join("\n  - "),
            only(&read_lines, &expected_lines).join("\n  + "),
        );
    }
    found
}

#[test]
fn every_document_is_read_as_it_was_meant() {
    let texts = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("texts");
    let mut wrong = Vec::new();
    for (path, (document, bytes)) in files::documents(&texts).unwrap() {
        match Reader::new().read(&bytes, &Source { name: Some(&path) }) {
            Ok(reading) => {
                wrong.extend(differences(&path, &document, &reading.document));
                let share = reading.coverage().share();
                if share < 1.0 {
                    wrong.push(format!("{path}: {share} of the words are held"));
                }
            }
            Err(error) => wrong.push(format!("{path}: {error}")),
        }
    }
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
}
