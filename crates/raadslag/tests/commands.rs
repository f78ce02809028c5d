//! The commands as people type them: what they print and whether they say that all went well.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::Path;
use std::process::{Command, Output};

const AGENDA: &str = "DAGSORDEN 2026\n\nKKR SJÆLLAND\nDato: 03-02-2026 09:30\nSted: Rådhuset, Torvet 1, 4100 Ringsted\n\n1. Regionalpolitiske sager\n\n1.1. Beslutningssag: Nye cykelstier\nSAG-2026-00001 abc\n\nBaggrund\nKommunerne vil bygge flere cykelstier langs kysten.\n\nIndstilling\nDet indstilles, at KKR Sjælland godkender planen.\n";

fn raadslag(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_raadslag"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("RUST_LOG")
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn folder_with(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

#[test]
fn read_shows_what_a_document_says() {
    let folder = folder_with(&[("a.txt", AGENDA.as_bytes())]);
    let output = raadslag(folder.path(), &["read", "a.txt"]);
    assert!(output.status.success());
    let expected = "a.txt\n  Agenda of KKR Sjælland, 2026-02-03 09:30\n  1. Regionalpolitiske sager\n    1.1   decision     Nye cykelstier\n";
    assert_eq!(text(&output.stdout), expected);
}

#[test]
fn one_file_is_an_object_and_several_are_an_array() {
    let folder = folder_with(&[("a.txt", AGENDA.as_bytes()), ("b.txt", AGENDA.as_bytes())]);
    let one = raadslag(folder.path(), &["read", "--json", "a.txt"]);
    let one: serde_json::Value = serde_json::from_slice(&one.stdout).unwrap();
    assert_eq!(one["sections"][0]["items"][0]["case_number"], "SAG-2026-00001");
    let both = raadslag(folder.path(), &["read", "--json", "."]);
    let both: serde_json::Value = serde_json::from_slice(&both.stdout).unwrap();
    assert_eq!(both.as_array().map(Vec::len), Some(2));
}

#[test]
fn our_own_json_is_read_again_as_it_was() {
    let folder = folder_with(&[("a.txt", AGENDA.as_bytes())]);
    let first = raadslag(folder.path(), &["read", "--json", "a.txt"]).stdout;
    std::fs::write(folder.path().join("a.json"), &first).unwrap();
    let second = raadslag(folder.path(), &["read", "--json", "a.json"]).stdout;
    assert_eq!(text(&second), text(&first));
}

#[test]
fn a_wrong_file_is_named_and_the_others_are_read() {
    let folder = folder_with(&[("a.txt", AGENDA.as_bytes()), ("b.png", b"\x89PNG\0\0\0")]);
    let output = raadslag(folder.path(), &["read", "a.txt", "b.png"]);
    assert!(!output.status.success());
    assert!(text(&output.stdout).contains("Nye cykelstier"));
    assert!(
        text(&output.stderr).starts_with("b.png: the content is not"),
        "{}",
        text(&output.stderr)
    );
    let output = raadslag(folder.path(), &["read", "missing.pdf"]);
    assert!(!output.status.success());
    assert!(text(&output.stderr).contains("missing.pdf"));
}

#[test]
fn coverage_is_whole_for_what_was_read_whole() {
    let folder = folder_with(&[("a.txt", AGENDA.as_bytes())]);
    let output = raadslag(folder.path(), &["read", "--coverage", "a.txt"]);
    assert!(output.status.success());
    assert!(text(&output.stdout).contains("100.00 %"));
}

#[test]
fn importing_twice_changes_nothing_and_search_finds_it() {
    let folder = folder_with(&[("a.txt", AGENDA.as_bytes())]);
    let first = raadslag(folder.path(), &["import", "--data", "archive", "a.txt"]);
    assert!(first.status.success(), "{}", text(&first.stderr));
    assert!(text(&first.stdout).contains("1 new meetings"));
    let second = raadslag(folder.path(), &["import", "--data", "archive", "a.txt"]);
    assert!(text(&second.stdout).contains("1 held before, unchanged"));
    let found = raadslag(folder.path(), &["search", "--data", "archive", "--json", "cykelsti"]);
    let found: serde_json::Value = serde_json::from_slice(&found.stdout).unwrap();
    assert_eq!(found["total"], 1);
    assert_eq!(found["hits"][0]["title"], "Nye cykelstier");
    let indexed = raadslag(folder.path(), &["reindex", "--data", "archive"]);
    assert!(text(&indexed.stdout).starts_with("1 items indexed"));
    let reread = raadslag(folder.path(), &["reread", "--data", "archive"]);
    assert!(text(&reread.stdout).starts_with("1 originals read again, 0 documents changed"));
}

#[test]
fn proof_names_what_is_wrong_and_what_holds() {
    let paths = |parts: &str| {
        let sum =
            format!("langs kysten: 50 km i nord, 16 km i syd og 4 km i byen, i alt {parts} km.");
        AGENDA.replace("langs kysten.", &sum)
    };
    let folder =
        folder_with(&[("a.txt", paths("71").as_bytes()), ("b.txt", paths("70").as_bytes())]);
    let wrong = raadslag(folder.path(), &["proof", "--lang", "en", "a.txt"]);
    assert_eq!(wrong.status.code(), Some(1));
    let shown = text(&wrong.stdout);
    assert!(
        shown.contains(
            "  1.1 Nye cykelstier\n    ERROR    The parts make 70, not 71  [arithmetic.sum]\n"
        ),
        "{shown}"
    );
    let right = raadslag(folder.path(), &["proof", "--json", "--verified", "b.txt"]);
    assert_eq!(right.status.code(), Some(0));
    let right: serde_json::Value = serde_json::from_slice(&right.stdout).unwrap();
    assert_eq!(right["findings"], serde_json::json!([]));
    assert_eq!(right["verified"][0]["message"], "50 + 16 + 4 = 70");
    let both = raadslag(folder.path(), &["proof", "--json", "a.txt", "b.txt"]);
    let both: serde_json::Value = serde_json::from_slice(&both.stdout).unwrap();
    assert_eq!(both.as_array().map(Vec::len), Some(1));
    assert_eq!(both[0]["item"], "1.1");
    let missing = raadslag(folder.path(), &["proof", "a.txt", "Cargo.toml"]);
    assert!(!missing.status.success());
    assert!(text(&missing.stderr).contains("Cargo.toml"));
}

#[test]
fn no_query_is_an_error() {
    let folder = folder_with(&[("a.txt", AGENDA.as_bytes())]);
    raadslag(folder.path(), &["import", "--data", "archive", "a.txt"]);
    for query in ["\"", "(((", "-", "år:", "*", "titel:\"x", "AND OR NOT"] {
        let output = raadslag(folder.path(), &["search", "--data", "archive", "--", query]);
        assert!(output.status.success(), "{query}: {}", text(&output.stderr));
    }
}
