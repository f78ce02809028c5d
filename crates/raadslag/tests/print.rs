//! `raadslag print`: files of a meeting, and what is said where there are none.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::Path;
use std::process::{Command, Output};

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample");

fn raadslag(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_raadslag"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("RUST_LOG")
        .env_remove("RAADSLAG_DATA")
        .env_remove("RAADSLAG_DATABASE")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder with an archive of one agenda and its annexes.
fn archive() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("files")).unwrap();
    for path in ["2026-11-18-kkr-sjaelland-dagsorden.pdf", "2025-10-22-kkr-sjaelland-referat.json"]
    {
        std::fs::copy(format!("{SAMPLE}/{path}"), folder.path().join("files").join(path)).unwrap();
    }
    let bilag = folder.path().join("files/bilag");
    std::fs::create_dir(&bilag).unwrap();
    for entry in std::fs::read_dir(format!("{SAMPLE}/bilag")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, bilag.join(path.file_name().unwrap())).unwrap();
    }
    let imported = raadslag(folder.path(), &["import", "files"]);
    assert!(imported.status.success(), "{}", said(&imported));
    folder
}

#[test]
fn a_meeting_is_printed_by_its_address_and_by_its_original() {
    let folder = archive();
    for (meeting, name) in [
        ("kkr-sjaelland/2025-10-22", "a.pdf"),
        ("https://raadslag.example/moede/kkr-sjaelland/2025-10-22", "b.pdf"),
        ("files/2025-10-22-kkr-sjaelland-referat.json", "c.pdf"),
    ] {
        let output = raadslag(folder.path(), &["print", meeting, "-o", name]);
        assert!(output.status.success(), "{meeting}: {}", said(&output));
    }
    let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    assert_eq!(read("a.pdf"), read("b.pdf"));
    assert_eq!(read("a.pdf"), read("c.pdf"));
    let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1);
    let report = validate_pdf_bytes(&read("a.pdf"), &options).unwrap();
    assert!(report.is_compliant, "{report}");
}

#[test]
fn every_form_is_a_file_of_its_kind() {
    let folder = archive();
    for (form, begins) in [
        (&["--pack"][..], &b"%PDF-"[..]),
        (&["--zip"][..], b"PK\x03\x04"),
        (&["--docx"][..], b"PK\x03\x04"),
        (&["--item", "2.1"][..], b"%PDF-"),
        (&["--minutes"][..], b"%PDF-"),
    ] {
        let arguments = [&["print", "kkr-sjaelland/2025-10-22"], form].concat();
        let output = raadslag(folder.path(), &arguments);
        assert!(output.status.success(), "{form:?}: {}", said(&output));
        assert!(output.stdout.starts_with(begins), "{form:?}");
        assert!(said(&output).is_empty(), "{form:?}: {}", said(&output));
    }
}

#[test]
fn what_cannot_be_printed_is_refused_in_words_one_can_act_on() {
    let folder = archive();
    std::fs::write(folder.path().join("andet.pdf"), "%PDF-1.7").unwrap();
    for (arguments, expected) in [
        (&["kkr-sjaelland/1999-01-01"][..], "there is no meeting kkr-sjaelland/1999-01-01"),
        (&["kkr-sjaelland/2025-10-22", "--item", "9.9"], "the meeting has no item 9.9"),
        (&["kkr-sjaelland/2026-11-18", "--minutes"], "no minutes of kkr-sjaelland/2026-11-18"),
        (&["andet.pdf"], "andet.pdf is not in the archive; `raadslag import` takes it in"),
        (&["hvad"], "`hvad` is no meeting"),
        (&["kkr-sjaelland/2025-10-22", "-o", "no/such/folder/a.pdf"], "cannot write"),
        (&["kkr-sjaelland/2025-10-22", "--pack", "--item", "1"], "cannot be used with"),
    ] {
        let output = raadslag(folder.path(), &[&["print"], arguments].concat());
        assert!(!output.status.success(), "{arguments:?}");
        assert!(said(&output).contains(expected), "{arguments:?}: {}", said(&output));
    }
}
