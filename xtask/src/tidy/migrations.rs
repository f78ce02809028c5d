//! Migrations exist for both databases under the same names, and are named so that they are run.

use std::collections::BTreeSet;

use super::Finding;
use super::tree::Tree;

const SQLITE: &str = "crates/app/migrations/sqlite/";
const POSTGRES: &str = "crates/app/migrations/postgres/";

/// Checks the names; what the files say is tested against both databases.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let names = |folder: &'static str| {
        let files = tree.below(folder, "").map(|(path, _)| path.trim_start_matches(folder));
        files.collect::<BTreeSet<_>>()
    };
    let (sqlite, postgres) = (names(SQLITE), names(POSTGRES));
    let mut findings = Vec::new();
    for (folder, here, there, other) in
        [(SQLITE, &sqlite, &postgres, "PostgreSQL"), (POSTGRES, &postgres, &sqlite, "SQLite")]
    {
        for name in here {
            let path = format!("{folder}{name}");
            if !is_run(name) {
                let message = "is silently left out: name it `NUMBER_words.sql`";
                findings.push(Finding::new(&path, 0, message));
            }
            if !there.contains(name) {
                findings.push(Finding::new(&path, 0, format!("has no counterpart for {other}")));
            }
        }
    }
    findings
}

/// Whether the migrator takes a file: a number, an underscore, `.sql`.
fn is_run(name: &str) -> bool {
    let Some((number, _)) = name.strip_suffix(".sql").and_then(|stem| stem.split_once('_')) else {
        return false;
    };
    !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::{POSTGRES, SQLITE, check};

    fn found(sqlite: &str, postgres: &str) -> usize {
        let (sqlite, postgres) = (format!("{SQLITE}{sqlite}"), format!("{POSTGRES}{postgres}"));
        check(&Tree::of(&[(&sqlite, ""), (&postgres, "")])).len()
    }

    #[test]
    fn both_databases_have_the_same_migrations() {
        assert_eq!(found("0001_archive.sql", "0001_archive.sql"), 0);
        assert_eq!(found("0001_archive.sql", "0001_threads.sql"), 2);
    }

    #[test]
    fn a_name_the_migrator_leaves_out_is_refused() {
        assert_eq!(found("0001-archive.sql", "0001-archive.sql"), 2);
        assert_eq!(found("archive_0001.sql", "archive_0001.sql"), 2);
    }
}
