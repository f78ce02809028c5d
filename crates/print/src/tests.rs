//! Papers as they come out.
#![allow(clippy::unwrap_used, reason = "tests")]

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use raadslag_document::Table;

use crate::{Language, Paper, Part, RowKind, Sheet, print};

fn paper(parts: Vec<Part>) -> Paper {
    Paper {
        title: "Pladser 2026".into(),
        language: Language::Danish,
        date: jiff::civil::date(2026, 1, 2),
        foot: "Beregnet 2. januar 2026".into(),
        parts,
    }
}

fn texts(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|&cell| cell.to_owned()).collect()
}

fn table(rows: usize) -> Part {
    let body = (0..rows).map(|row| texts(&[&format!("Kommune {row}"), "1.779", "−3"]));
    let group = [texts(&["Sjælland"])];
    let total = [texts(&["I alt", "3.000"])];
    let rows: Vec<_> = group.into_iter().chain(body).chain(total).collect();
    let kinds = (0..rows.len()).map(|at| match at {
        0 => RowKind::Group,
        at if at + 1 == rows.len() => RowKind::Total,
        _ => RowKind::Body,
    });
    Part::Table(Sheet {
        kinds: kinds.collect(),
        table: Table {
            caption: Some("Fordelingen".into()),
            header: vec![texts(&["Kommune", "Pladser", "Ændring"])],
            rows,
            spans: Vec::new(),
        },
        numeric: vec![false, true, true],
        note: Some("Tallene er runde.".into()),
    })
}

const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20" font-family="system-ui, sans-serif"><title>T</title><rect width="40" height="9" fill="#123"/><text x="42" y="9" font-size="8">Køge</text></svg>"##;

/// One of every part.
fn everything() -> Paper {
    paper(vec![
        Part::Lead("Der er 3.000 pladser.".into()),
        Part::Warning("To kommuner står lige.".into()),
        Part::Note("Én række blev ikke læst.".into()),
        Part::Heading { level: 3, text: "Tabeller".into() },
        table(120),
        Part::Picture { svg: SVG.into(), alternative: "Køge har flest.".into() },
        Part::Heading { level: 1, text: "Forklaring".into() },
        Part::Paragraph("Sådan.".into()),
        Part::Formula("3.000 × 851 / 2.550 = 1.001,18".into()),
        Part::List(texts(&["Danmarks Statistik", "KL"])),
    ])
}

#[test]
fn every_part_is_printed_accessibly_and_the_same_way_again() {
    let printed = print(&everything()).unwrap();
    assert!(printed.replaced.is_empty());
    let text = String::from_utf8_lossy(&printed.pdf).into_owned();
    for mark in ["<rdf:li>da</rdf:li>", "<pdfuaid:part>1</pdfuaid:part>", "Pladser 2026"] {
        assert!(text.contains(mark), "{mark}");
    }
    assert_eq!(print(&everything()).unwrap().pdf, printed.pdf);
}

#[test]
fn a_validator_finds_nothing_against_pdf_ua() {
    let english = Paper { language: Language::English, ..everything() };
    for paper in [everything(), english, paper(Vec::new())] {
        let pdf = print(&paper).unwrap().pdf;
        let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1);
        let report = validate_pdf_bytes(&pdf, &options).unwrap();
        assert!(report.is_compliant, "{report}");
    }
}

#[test]
fn what_an_author_writes_is_never_a_command() {
    let hostile = "#panic() $x$ *a* = b \\ <l> @r `raw` // c [d] #{1+1} \u{1}\u{0}";
    let parts = vec![
        Part::Paragraph(hostile.into()),
        Part::Heading { level: 9, text: hostile.into() },
        Part::List(texts(&[hostile])),
    ];
    assert!(print(&Paper { title: hostile.into(), foot: hostile.into(), ..paper(parts) }).is_ok());
}

#[test]
fn what_no_font_has_is_replaced_and_said() {
    let printed = print(&paper(vec![Part::Paragraph("Møde 😀 i 東 og 😀".into())])).unwrap();
    assert_eq!(printed.replaced, ['😀', '東']);
}

#[test]
fn an_empty_or_odd_paper_is_printed_and_a_broken_picture_is_not() {
    let empty = Part::Table(Sheet {
        table: Table::default(),
        numeric: Vec::new(),
        kinds: Vec::new(),
        note: None,
    });
    let parts = vec![empty, Part::Paragraph(String::new()), Part::List(Vec::new())];
    assert!(print(&paper(parts)).is_ok());
    let broken = Part::Picture { svg: "<svg".into(), alternative: "x".into() };
    assert!(print(&paper(vec![broken])).is_err());
}
