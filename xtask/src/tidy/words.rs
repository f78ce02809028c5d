//! Words that do not belong in what lands: notes to oneself, and paths of one machine.

use super::Finding;
use super::tree::Tree;

/// Notes to oneself. Written in two parts so that this file does not find itself.
const NOTES: [&str; 5] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X:"),
    concat!("unimpl", "emented!"),
    concat!("to", "do!("),
];

/// First folders of paths that exist on one machine only.
const MACHINE: [&str; 5] = [
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
    concat!("/wo", "rk/"),
    concat!("C:", "\\Users"),
];

/// The kinds of file that are written by hand.
const WRITTEN: [&str; 12] =
    [".rs", ".md", ".toml", ".html", ".css", ".js", ".mjs", ".sql", ".ftl", ".py", ".run", ".yml"];

/// Checks every file written by hand.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let files = tree.all().filter(|(path, _)| {
        WRITTEN.iter().any(|ending| path.ends_with(ending)) || path.starts_with(".ci/")
    });
    files.flat_map(|(path, text)| check_file(path, text)).collect()
}

fn check_file(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        for note in NOTES.iter().filter(|note| stands_alone(line, note)) {
            let message = format!("`{note}`: do it, or write an issue");
            findings.push(Finding::new(path, number, message));
        }
        for folder in MACHINE.iter().filter(|folder| starts_a_path(line, folder)) {
            let message = format!("a path below `{folder}` exists on one machine only");
            findings.push(Finding::new(path, number, message));
        }
    }
    findings
}

/// Whether a word stands in a line without a letter right before or after it.
fn stands_alone(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let is_letter = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        !is_letter(before) && (!word.ends_with(char::is_alphanumeric) || !is_letter(after))
    })
}

/// Whether a folder stands at the beginning of a path, not inside an address or a longer path.
fn starts_a_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|character| !character.is_alphanumeric() && !".}*-_~".contains(character))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::{MACHINE, NOTES, check};

    fn found(path: &str, line: &str) -> usize {
        check(&Tree::of(&[(path, line)])).len()
    }

    #[test]
    fn notes_to_oneself_are_refused() {
        for note in NOTES {
            assert_eq!(found("a.rs", &format!("x; {note} x")), 1, "{note}");
        }
        assert_eq!(found("a.md", "METODOLOGI"), 0);
    }

    #[test]
    fn paths_of_one_machine_are_refused() {
        for folder in MACHINE {
            assert_eq!(found("README.md", &format!("see `{folder}me/x`")), 1, "{folder}");
        }
        assert_eq!(found("README.md", &format!("https://example.org{}x", MACHINE[0])), 0);
    }

    #[test]
    fn files_written_by_machines_are_not_read() {
        assert_eq!(found("Cargo.lock", MACHINE[1]), 0);
    }
}
