//! `raadslag figure` as people type it: standard output, standard error, exit code.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use raadslag_figures::Kind;

const TODAY: [&str; 2] = ["--today", "2026-11-10"];

fn raadslag(folder: &Path, arguments: &[&str], stdin: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_raadslag"))
        .arg("figure")
        .args(arguments)
        .current_dir(folder)
        .env_remove("RUST_LOG")
        // Help is as wide as this where other crates' tests have it wrapped, and always otherwise.
        .env("COLUMNS", if arguments == ["--help"] { "100" } else { "80" })
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that needs no input may have ended before it is written.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Runs with a file; what went in must have been fine.
fn good(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = raadslag(folder, arguments, b"");
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    output.stdout
}

/// Exit code, standard output and standard error.
fn shown(output: &Output) -> String {
    let code = output.status.code().unwrap_or(-1);
    format!("exit {code}\n── stdout\n{}── stderr\n{}", text(&output.stdout), text(&output.stderr))
}

fn kinds() -> Vec<&'static str> {
    let kinds = Kind::ALL.into_iter().filter(|kind| !kind.example().is_empty());
    let kinds: Vec<&str> = kinds.map(Kind::name).collect();
    assert!(!kinds.is_empty());
    kinds
}

#[test]
fn a_template_computes_to_the_same_in_each_of_its_forms() {
    for kind in kinds() {
        let folder = tempfile::tempdir().unwrap();
        let json = |file: &str| {
            let arguments = [&[kind, file, "--json"], &TODAY[..]].concat();
            text(&good(folder.path(), &arguments))
        };
        let results = ["toml", "json", "csv", "xlsx"].map(|form| {
            let file = format!("template.{form}");
            good(folder.path(), &[kind, "--template", form, "-o", &file]);
            json(&file)
        });
        for (form, result) in ["json", "csv", "xlsx"].iter().zip(&results[1..]) {
            assert_eq!(result, &results[0], "{kind} as {form}");
        }
        let exported = [&[kind, "template.toml", "--xlsx", "-o", "out.xlsx"], &TODAY[..]].concat();
        good(folder.path(), &exported);
        if kind.parse::<Kind>().unwrap().keeps_input() {
            // The export may be passed on; it must not say what small groups answered.
            let again = raadslag(folder.path(), &[kind, "out.xlsx", "--json"], b"");
            assert_eq!(again.status.code(), Some(2), "{kind} exported its input");
            continue;
        }
        assert_eq!(json("out.xlsx"), results[0], "{kind} exported and read again");
    }
}

#[test]
fn every_kind_is_written_in_every_form_and_the_same_again() {
    for kind in kinds() {
        let folder = tempfile::tempdir().unwrap();
        good(folder.path(), &[kind, "--template", "toml", "-o", "in"]);
        for (form, beginning) in [
            ("--json", "{"),
            ("--csv", ""),
            ("--xlsx", "PK"),
            ("--svg", "<svg"),
            ("--explain", ""),
            ("--pdf", "%PDF-1.7"),
        ] {
            let arguments = [&[kind, "in", form], &TODAY[..]].concat();
            let first = good(folder.path(), &arguments);
            assert!(!first.is_empty() && first.starts_with(beginning.as_bytes()), "{kind} {form}");
            assert_eq!(good(folder.path(), &arguments), first, "{kind} {form}");
            if form == "--pdf" {
                let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1);
                let report = validate_pdf_bytes(&first, &options).unwrap();
                assert!(report.is_compliant, "{kind}: {report}");
            }
        }
    }
}

#[test]
fn bad_input_is_told_line_by_line_with_cell_and_advice() {
    let folder = tempfile::tempdir().unwrap();
    let csv = "Part;Status;Dato\nFaxe;måske;2/9/2026\n;tiltrådt;2026-09-01\n";
    let output = raadslag(folder.path(), &["aftale", "-"], csv.as_bytes());
    insta::assert_snapshot!("bad_csv_danish", shown(&output));
    let output = raadslag(folder.path(), &["agreement", "-", "--lang", "en"], csv.as_bytes());
    insta::assert_snapshot!("bad_csv_english", shown(&output));
    for (name, input) in [
        ("empty", &b""[..]),
        ("broken_json", b"{\"parties\": [}"),
        ("broken_toml", b"deadline = \nx"),
        ("missing", b"{}"),
        ("binary", b"\x89PNG\0\0"),
        ("old_workbook", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        ("no_workbook", b"PK\x03\x04"),
    ] {
        let output = raadslag(folder.path(), &["agreement", "-"], input);
        insta::assert_snapshot!(name, shown(&output));
    }
}

#[test]
fn what_cannot_be_asked_for_is_told() {
    let folder = tempfile::tempdir().unwrap();
    good(folder.path(), &["agreement", "--template", "toml", "-o", "in"]);
    for (name, arguments) in [
        ("unknown_kind", &["budget", "in"][..]),
        ("no_file", &["agreement", "missing.csv"]),
        ("no_input", &["agreement"]),
        ("two_forms", &["agreement", "in", "--json", "--csv"]),
        ("unknown_setting", &["agreement", "in", "--set", "colour=red"]),
        ("no_such_chart", &["agreement", "in", "--svg", "--chart", "99", "--today", "2026-11-10"]),
    ] {
        let output = raadslag(folder.path(), arguments, b"");
        insta::assert_snapshot!(name, shown(&output));
    }
}

#[test]
fn help_lists_the_kinds_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    insta::assert_snapshot!("help", shown(&raadslag(folder.path(), &["--help"], b"")));
}

#[test]
fn a_value_can_be_set_before_computing() {
    let folder = tempfile::tempdir().unwrap();
    good(folder.path(), &["agreement", "--template", "json", "-o", "in"]);
    let plain = good(folder.path(), &[&["agreement", "in"], &TODAY[..]].concat());
    let title = ["agreement", "in", "--set", "about.title=En anden titel"];
    let set = good(folder.path(), &[&title, &TODAY[..]].concat());
    assert_ne!(set, plain);
    assert!(text(&set).starts_with("En anden titel\n══════════════\n"));
}
