//! `raadslag backup` and `raadslag restore` as people type them.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::Path;
use std::process::{Command, Output};

const AGENDA: &str = "DAGSORDEN\n\nKKR SJÆLLAND\nDato: 03-02-2026 09:30\nSted: Rådhuset\n\n1. Sager\n\n1.1. Beslutningssag: Nye cykelstier\n\nBaggrund\nKommunerne vil bygge cykelstier.\n";

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

/// Runs and must succeed; what it printed, with the words that differ each time left out.
fn good(folder: &Path, arguments: &[&str]) -> String {
    let output = raadslag(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    let words = |line: &str| {
        let words = line.split(' ').map(|word| {
            let time = word.contains('T') && word.contains("Z,");
            if time {
                "TIME,"
            } else if word.parse::<f64>().is_ok() && word.contains('.') {
                "N"
            } else {
                word
            }
        });
        words.collect::<Vec<_>>().join(" ")
    };
    text(&output.stdout).lines().map(words).collect::<Vec<_>>().join("\n")
}

/// Runs and must fail; what it said.
fn bad(folder: &Path, arguments: &[&str]) -> String {
    let output = raadslag(folder, arguments);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stdout));
    assert_eq!(text(&output.stdout), "");
    text(&output.stderr)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn folder_with_archive() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), AGENDA).unwrap();
    good(folder.path(), &["import", "a.txt"]);
    folder
}

#[test]
fn what_was_saved_is_checked_restored_and_found_again() {
    let folder = folder_with_archive();
    let folder = folder.path();
    let saved = good(folder, &["backup", "a.zip"]);
    assert!(
        saved.starts_with("saved in a.zip: ") && saved.contains(" rows, 1 objects ("),
        "{saved}"
    );
    let checked = good(folder, &["backup", "--check", "a.zip"]);
    assert!(checked.starts_with("a.zip: a backup of TIME, by raadslag "), "{checked}");
    assert!(checked.contains("\nevery part is whole: "), "{checked}");
    let restored = good(folder, &["restore", "a.zip", "--data", "other"]);
    let (last, amount) = (restored.lines().last().unwrap(), saved.strip_prefix("saved in a.zip: "));
    let amount = amount.unwrap().split_once(" (").unwrap().0;
    assert_eq!(last, format!("verified: {amount} are the same"));
    let found = good(folder, &["search", "--data", "other", "--json", "cykelsti"]);
    assert!(found.contains("Nye cykelstier"), "{found}");
    assert_eq!(names(folder), ["a.txt", "a.zip", "data", "other"]);
}

#[test]
fn what_cannot_be_done_is_told_with_what_to_do() {
    let folder = folder_with_archive();
    let folder = folder.path();
    good(folder, &["backup", "a.zip"]);
    let there = "raadslag: no backup was made: a.zip is there already; choose another name, or remove it first\n";
    assert_eq!(bad(folder, &["backup", "a.zip"]), there);
    let nothing =
        "raadslag: no backup was made: there is no archive in none; name its folder with --data\n";
    assert_eq!(bad(folder, &["backup", "b.zip", "--data", "none"]), nothing);
    let occupied = "raadslag: a.zip: there is an archive already; restore into an empty folder (--data) or an empty database (--database)\n";
    assert_eq!(bad(folder, &["restore", "a.zip"]), occupied);
    let bytes = std::fs::read(folder.join("a.zip")).unwrap();
    std::fs::write(folder.join("cut.zip"), &bytes[..bytes.len() / 2]).unwrap();
    for arguments in
        [&["backup", "--check", "cut.zip"][..], &["restore", "cut.zip", "--data", "new"]]
    {
        let said = bad(folder, arguments);
        assert!(
            said.starts_with("raadslag: cut.zip: the backup is cut off in or after "),
            "{said}"
        );
    }
    let foreign = "raadslag: a.txt: this is no backup of Raadslag: it is no ZIP file\n";
    assert_eq!(bad(folder, &["restore", "a.txt", "--data", "new"]), foreign);
    assert_eq!(names(folder), ["a.txt", "a.zip", "cut.zip", "data"]);
}

#[cfg(unix)]
#[test]
fn where_a_backup_finds_no_room_nothing_of_it_is_left() {
    let folder = folder_with_archive();
    let folder = folder.path();
    // A text too long for the room there will be, of words that do not pack well.
    let words: Vec<String> =
        (0..60_000_u32).map(|n| format!("{:x}", n.wrapping_mul(2_654_435_761))).collect();
    std::fs::write(folder.join("b.txt"), AGENDA.replace("03-02", "04-02") + &words.join(" "))
        .unwrap();
    good(folder, &["import", "b.txt"]);
    // The shell lets no file grow over 200 blocks of 512 bytes; refused is what is written beyond.
    let run = "trap '' XFSZ; ulimit -f 200; exec \"$0\" backup b.zip";
    let output = Command::new("sh")
        .args(["-c", run, env!("CARGO_BIN_EXE_raadslag")])
        .current_dir(folder)
        .output()
        .unwrap();
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.starts_with("raadslag: no backup was made: b.zip cannot be written: "), "{said}");
    assert!(said.ends_with("; no part of it is left behind\n"), "{said}");
    assert_eq!(names(folder), ["a.txt", "b.txt", "data"]);
    good(folder, &["backup", "b.zip"]);
}
