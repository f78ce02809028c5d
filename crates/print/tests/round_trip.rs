//! What is printed is read back as it was: PDF and Word, by the reader everyone uses.
//!
//! Compared is everything but what is provably not printed, which [`printable`] lists and
//! `docs/print.md` explains.
#![allow(clippy::unwrap_used, reason = "a test")]

mod generated;
mod printable;

use std::path::{Path, PathBuf};

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use proptest::prelude::*;
use raadslag_document::Document;
use raadslag_print::{Annex, Content, Extent, docx, pack, print_document};
use raadslag_reader::{Reader, Source};

use printable::{in_pdf, in_word};

fn read(bytes: &[u8]) -> Document {
    Reader::new().read(bytes, &Source::default()).unwrap().document
}

fn through_pdf(document: &Document) -> Document {
    let printed = print_document(document, Extent::Whole).unwrap();
    assert!(printed.replaced.is_empty(), "{:?}", printed.replaced);
    read(&printed.pdf)
}

fn through_word(document: &Document) -> Document {
    read(&docx(document, Extent::Whole).unwrap())
}

/// The lines in which two documents differ, in their JSON.
fn difference(meant: &Document, read: &Document) -> String {
    let lines = |document| -> Vec<String> {
        let json = serde_json::to_string_pretty(document).unwrap();
        json.lines().map(str::to_owned).collect()
    };
    let (meant, read) = (lines(meant), lines(read));
    let same = meant.iter().zip(&read).take_while(|(a, b)| a == b).count();
    let shown = |lines: &[String]| {
        lines.iter().skip(same.saturating_sub(3)).take(12).cloned().collect::<Vec<_>>().join("\n")
    };
    if same == meant.len() && same == read.len() {
        return String::new();
    }
    format!("at line {same}\n--- meant\n{}\n+++ read\n{}", shown(&meant), shown(&read))
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{} is needed: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.is_file() && path.file_name().unwrap() != "README.md");
    files.sort();
    files
}

/// Documents as people wrote them: our samples and the two real agendas beside the repository.
fn written() -> Vec<(String, Document)> {
    let mut paths = files("../raadslag/sample");
    let real = files("../../../shared/agendas");
    paths.extend(
        real.into_iter().filter(|path| {
            path.file_name().unwrap().to_string_lossy().starts_with("kkr-sjaelland")
        }),
    );
    assert!(paths.len() > 20);
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), read(&std::fs::read(path).unwrap()))).collect()
}

fn check(through: fn(&Document) -> Document, as_printed: fn(&Document) -> Document) {
    let mut wrong = Vec::new();
    for (name, document) in written() {
        let found = difference(&as_printed(&document), &as_printed(&through(&document)));
        if !found.is_empty() {
            wrong.push(format!("{name} {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} documents differ\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn every_document_comes_back_from_its_pdf() {
    check(through_pdf, in_pdf);
}

#[test]
fn every_document_comes_back_from_its_word_file() {
    check(through_word, in_word);
}

#[test]
fn every_document_is_accessible_on_paper() {
    for (name, document) in written() {
        let pdf = print_document(&document, Extent::Whole).unwrap().pdf;
        let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1);
        let report = validate_pdf_bytes(&pdf, &options).unwrap();
        assert!(report.is_compliant, "{name}: {report}");
    }
}

#[test]
fn a_pack_is_read_like_any_other_file_and_no_word_of_its_annexes_is_lost() {
    let annex = std::fs::read(files("../raadslag/sample/bilag").remove(0)).unwrap();
    let (_, document) = written().swap_remove(0);
    let annexes = [Annex {
        label: "Bilag 1 til pkt. 1".into(),
        title: "Et bilag".into(),
        content: Content::File(&annex),
    }];
    let packed = pack(&document, &annexes).unwrap();
    assert!(packed.left_out.is_empty());
    let reading = Reader::new().read(&packed.pdf, &Source::default()).unwrap();
    assert_eq!(reading.coverage().missing, []);
    assert!(reading.document.items().count() >= document.items().count());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document_comes_back_from_its_pdf_and_word_file(document in generated::document()) {
        let pdf = difference(&in_pdf(&document), &in_pdf(&through_pdf(&document)));
        prop_assert!(pdf.is_empty(), "PDF {}", pdf);
        let word = difference(&in_word(&document), &in_word(&through_word(&document)));
        prop_assert!(word.is_empty(), "Word {}", word);
    }
}
