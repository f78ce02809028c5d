use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use raadslag_document::ClockTime;

use super::Language::{Danish, English};
use super::texts::keys;

fn key_set(source: &str) -> BTreeSet<&str> {
    keys(source).collect()
}

#[test]
fn both_languages_have_the_same_keys() {
    assert_eq!(key_set(Danish.source()), key_set(English.source()));
}

#[test]
fn both_languages_are_well_formed_and_name_the_same_arguments() {
    for key in keys(Danish.source()) {
        let arguments = |source: &'static str| -> BTreeSet<String> {
            let entry = source.split(&format!("\n{key} =")).nth(1).unwrap_or_default();
            let end = entry.find("\n\n").unwrap_or(entry.len());
            let end = entry[..end]
                .lines()
                .skip(1)
                .find(|line| !line.starts_with(' '))
                .map_or(end, |next| entry.find(&format!("\n{next}")).unwrap_or(end));
            entry[..end]
                .match_indices('$')
                .map(|(at, _)| {
                    entry[at + 1..].chars().take_while(char::is_ascii_alphanumeric).collect()
                })
                .filter(|name| name != "n" && name != "figure")
                .collect()
        };
        assert_eq!(arguments(Danish.source()), arguments(English.source()), "{key}");
    }
    assert_eq!(Danish.text("site-name"), "Raadslag");
}

/// Every file that names keys.
fn sources() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("templates"), root.join("src")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_other = ["i18n", "tests", "tests.rs"].iter().any(|name| path.ends_with(name));
            if path.is_dir() && !is_other {
                folders.push(path);
            } else if path.is_file() && !is_other {
                files.push(path);
            }
        }
    }
    files
}

#[test]
fn every_key_in_use_exists_and_every_key_is_in_use() {
    let known = key_set(Danish.source());
    let mut used = BTreeSet::new();
    for path in sources() {
        let text = std::fs::read_to_string(&path).unwrap();
        for call in [".text(\"", ".count(\"", ".with(\"", "(key(\"", " key(\""] {
            for (at, _) in text.match_indices(call) {
                let key = text[at + call.len()..].split('"').next().unwrap();
                assert!(known.contains(key), "{} uses the unknown key {key}", path.display());
                used.insert(key.to_owned());
            }
        }
    }
    let unused: Vec<_> = known.iter().filter(|key| !used.contains(**key)).collect();
    assert!(unused.is_empty(), "unused keys: {unused:?}");
}

#[test]
fn dates_read_as_each_language_writes_them() {
    let day = date(2025, 9, 2);
    assert_eq!(Danish.long_date(day), "tirsdag den 2. september 2025");
    assert_eq!(English.long_date(day), "Tuesday 2 September 2025");
    assert_eq!(Danish.short_date(day), "2. sep. 2025");
    assert_eq!(Danish.short_date(date(2025, 6, 18)), "18. juni 2025");
    let (start, end) = (ClockTime::new(9, 30).unwrap(), ClockTime::new(12, 0));
    assert_eq!(Danish.times(start, end), "kl.\u{a0}9.30–12.00");
    assert_eq!(English.times(start, end), "9:30–12:00");
}

#[test]
fn figures_and_sizes_read_as_each_language_writes_them() {
    assert_eq!(Danish.figure(1_234_567), "1.234.567");
    assert_eq!(English.figure(999), "999");
    assert_eq!(Danish.size(1_581_734), "1,5 MB");
    assert_eq!(Danish.size(20_000_000), "20 MB");
    assert_eq!(Danish.size(76_617), "77 kB");
    assert_eq!(English.size(12), "12 B");
}

#[test]
fn counts_agree_in_number() {
    assert_eq!(Danish.count("items-count", 1u32), "1 punkt");
    assert_eq!(Danish.count("items-count", 1_200u32), "1.200 punkter");
    assert_eq!(English.count("items-count", 1u32), "1 item");
}
