//! Every code the reader reports a problem under is explained in `docs/reader.md`, and none is that
//! no longer exists.

use std::collections::BTreeMap;

use super::Finding;
use super::source;
use super::tree::Tree;

const PAGE: &str = "docs/reader.md";
const READER: &str = "crates/reader/src/";

/// Compares the codes in the reader's source with the table on the page.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let reported = reported(tree);
    let explained = explained(tree.text(PAGE).unwrap_or_default());
    let missing = reported.iter().filter(|(code, _)| !explained.contains_key(*code));
    let missing = missing.map(|(code, (path, line))| {
        Finding::new(path, *line, format!("problem `{code}` is not explained in {PAGE}"))
    });
    let gone = explained.iter().filter(|(code, _)| !reported.contains_key(*code));
    let gone = gone.map(|(code, line)| {
        Finding::new(PAGE, *line, format!("no problem `{code}` is reported any more"))
    });
    missing.chain(gone).collect()
}

/// The codes in the source: literals of hyphenated words after `code:`, in a constant `CODE`, or as an
/// argument of a function named `problem`.
fn reported(tree: &Tree) -> BTreeMap<String, (String, usize)> {
    let mut codes = BTreeMap::new();
    for (path, text) in tree.below(READER, ".rs") {
        for (line, literal) in source::parse(text).literals {
            if is_code(&literal) && is_reported(text, &literal) {
                codes.insert(literal, (path.to_owned(), line));
            }
        }
    }
    codes
}

fn is_code(literal: &str) -> bool {
    let words = literal.split('-');
    literal.contains('-')
        && words
            .clone()
            .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()))
}

fn is_reported(text: &str, literal: &str) -> bool {
    let quoted = format!("\"{literal}\"");
    text.match_indices(&quoted).any(|(at, _)| {
        let before = text[..at].trim_end();
        // `problem("code"`, `problem(place, "code"`, `code: "code"`, `const CODE: &str = "code"`.
        let call = before.rsplit(';').next().and_then(|before| before.rsplit_once("problem("));
        before.ends_with("code:")
            || before.ends_with("CODE: &str =")
            || call.is_some_and(|(_, between)| !between.contains([')', '"', '{']))
    })
}

/// The codes in the first column of a table, each with its line.
fn explained(page: &str) -> BTreeMap<String, usize> {
    let rows = (1..).zip(page.lines()).filter_map(|(line, row)| {
        let code = row.strip_prefix("| `")?.split_once("` |")?.0;
        is_code(code).then(|| (code.to_owned(), line))
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::check;

    fn found(source: &str, page: &str) -> Vec<String> {
        let tree = Tree::of(&[("crates/reader/src/a.rs", source), ("docs/reader.md", page)]);
        check(&tree).into_iter().map(|finding| finding.to_string()).collect()
    }

    #[test]
    fn every_code_is_explained() {
        for source in [
            "Problem { code: \"no-items\".to_owned() }",
            "self.problem(\n    \"no-items\",",
            "problems.push(problem(&parts[start], \"no-items\", \"x\"))",
            "const CODE: &str = \"no-items\";",
        ] {
            assert!(found(source, "| `no-items` | nothing |").is_empty(), "{source}");
            let expected = "is not explained in docs/reader.md";
            assert!(found(source, "")[0].ends_with(expected), "{source}");
        }
    }

    #[test]
    fn a_code_that_is_gone_is_not_explained() {
        let expected = "docs/reader.md:2: no problem `no-items` is reported any more";
        assert_eq!(found("", "\n| `no-items` | nothing |"), [expected]);
    }

    #[test]
    fn other_hyphenated_words_are_no_codes() {
        assert!(found("element.attribute(\"aria-label\")", "").is_empty());
    }
}
