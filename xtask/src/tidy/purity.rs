//! Rules decide; they do no IO and read no clock. Time, randomness and files are passed in.

use super::Finding;
use super::tree::Tree;
use super::{slices, source};

/// Crates that are pure as a whole.
const PURE: [&str; 4] =
    ["crates/document/src/", "crates/danish/src/", "crates/figures/src/", "crates/proof/src/"];

/// What only code with effects uses.
const EFFECTS: [&str; 16] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::io::stdin",
    "std::thread",
    "File::",
    "tokio",
    "sqlx",
    "axum",
    "object_store",
    "SystemTime",
    "Instant::now",
    "Zoned::now",
    "Timestamp::now",
    "async fn",
];

/// Checks `rules.rs`, folders `rules/` and the pure crates.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let files = tree.below("crates/", ".rs").filter(|(path, _)| is_pure(path));
    files.flat_map(|(path, text)| check_file(path, text)).collect()
}

fn is_pure(path: &str) -> bool {
    let reads_samples = path.starts_with("crates/app/") && slices::is_test(path);
    !reads_samples && is_ruled(path)
}

fn is_ruled(path: &str) -> bool {
    PURE.iter().any(|folder| path.starts_with(folder))
        || path.ends_with("/rules.rs")
        || path.contains("/rules/")
}

fn check_file(path: &str, text: &str) -> Vec<Finding> {
    let source = source::parse(text);
    let mut findings = Vec::new();
    for (number, line) in &source.code {
        for effect in EFFECTS.iter().filter(|effect| uses(line, effect)) {
            let message = format!("`{effect}` in a place of pure rules: pass it in");
            findings.push(Finding::new(path, *number, message));
        }
    }
    findings
}

/// Whether the name stands in the line and is not the tail or the head of a longer one.
fn uses(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let word = |character: Option<char>| {
            character.is_some_and(|character| character.is_alphanumeric() || character == '_')
        };
        let ends_open = name.ends_with(':');
        !word(line[..at].chars().next_back())
            && (ends_open || !word(line[at + name.len()..].chars().next()))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::check;

    fn found(path: &str, text: &str) -> usize {
        check(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn rules_and_pure_crates_do_no_io() {
        for path in ["crates/app/src/threads/rules.rs", "crates/document/src/item.rs"] {
            assert_eq!(found(path, "use std::fs;"), 1, "{path}");
            assert_eq!(found(path, "let now = jiff::Zoned::now();"), 1, "{path}");
        }
        assert_eq!(found("crates/app/src/threads/rules/yearly.rs", "sqlx::query(\"\")"), 1);
    }

    #[test]
    fn others_may() {
        assert_eq!(found("crates/app/src/archive/store.rs", "use sqlx::query;"), 0);
    }

    #[test]
    fn comments_tests_and_longer_names_are_not_meant() {
        let text = "// std::fs\nlet my_tokio = 1;\n#[cfg(test)]\nmod tests { use std::fs; }";
        assert_eq!(found("crates/app/src/mentions/rules.rs", text), 0);
    }
}
