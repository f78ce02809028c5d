//! Files stay short enough to be read in one go.

use super::Finding;
use super::tree::Tree;

/// Above this a file is refused.
const LIMIT: usize = 600;
/// Above this it is noted.
const AIM: usize = 400;

/// Rust files over the limit.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    longer_than(tree, LIMIT)
        .map(|(path, lines)| {
            Finding::new(path, 0, format!("{lines} lines; part it, {LIMIT} is the limit"))
        })
        .collect()
}

/// Rust files over the aim but within the limit, and test files aside.
pub(crate) fn notes(tree: &Tree) -> Vec<String> {
    longer_than(tree, AIM)
        .filter(|(_, lines)| *lines <= LIMIT)
        .map(|(path, lines)| format!("{path} has {lines} lines; {AIM} is the aim"))
        .collect()
}

fn longer_than(tree: &Tree, limit: usize) -> impl Iterator<Item = (&str, usize)> {
    let files = tree.below("", ".rs").map(|(path, text)| (path, text.lines().count()));
    files.filter(move |(_, lines)| *lines > limit)
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::{check, notes};

    #[test]
    fn over_600_lines_is_refused_and_over_400_noted() {
        let (refused, noted, fine) = ("\n".repeat(601), "\n".repeat(600), "\n".repeat(400));
        let tree = Tree::of(&[("a.rs", &refused), ("b.rs", &noted), ("c.rs", &fine)]);
        assert_eq!(check(&tree).len(), 1);
        assert_eq!(notes(&tree), ["b.rs has 600 lines; 400 is the aim"]);
    }
}
