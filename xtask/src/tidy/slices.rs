//! Arrows between the slices of `crates/app/src`, read from what each names after `crate::`, and
//! SQL only where it belongs.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use super::source;
use super::tree::Tree;

const APP: &str = "crates/app/src/";

/// Which slices each slice may use. What stands on no left side has no place in the house yet.
const ARROWS: &[(&str, &[&str])] = &[
    ("digest", &[]),
    ("made", &[]),
    ("clock", &[]),
    ("ids", &["clock"]),
    ("db", &[]),
    ("i18n", &["clock"]),
    ("register", &[]),
    ("mentions", &["register"]),
    ("threads", &["i18n", "register", "mentions"]),
    ("journal", &["digest", "db"]),
    ("archive", &["digest", "clock", "ids", "db", "register", "mentions", "threads", "journal"]),
    ("figures", &["digest", "clock", "ids", "db", "register", "archive"]),
    ("paper", &["digest", "archive"]),
    ("backup", &["digest", "clock", "db", "archive", "figures"]),
    ("shell", &["digest", "clock", "i18n"]),
    ("context", &["clock", "archive", "shell"]),
    ("access", &["ids", "archive", "shell"]),
    (
        "accounts",
        &[
            "digest", "access", "archive", "context", "db", "i18n", "ids", "journal", "shell",
            "clock", "mail",
        ],
    ),
    ("mail", &["access", "archive", "clock", "context", "db", "i18n", "ids", "journal", "shell"]),
    (
        "follow",
        &[
            "digest", "access", "archive", "context", "db", "clock", "i18n", "ids", "mail",
            "register", "shell",
        ],
    ),
    (
        "desk",
        &["access", "agendas", "archive", "context", "i18n", "journal", "minutes", "plan", "shell"],
    ),
    (
        "portal",
        &[
            "access", "context", "clock", "digest", "ids", "i18n", "made", "shell", "archive",
            "figures", "follow", "paper", "register",
        ],
    ),
    (
        "proofing",
        &["digest", "access", "archive", "context", "db", "i18n", "journal", "register", "shell"],
    ),
    (
        "site",
        &[
            "proofing", "access", "accounts", "archive", "clock", "context", "desk", "follow",
            "mail", "portal", "shell", "ids", "texts", "cases", "meetings", "minutes", "members",
            "onward", "tasks", "agendas", "plan",
        ],
    ),
    (
        "texts",
        &[
            "digest", "access", "archive", "context", "clock", "db", "figures", "i18n", "ids",
            "journal", "portal", "proofing", "register", "shell",
        ],
    ),
    (
        "cases",
        &[
            "access", "accounts", "archive", "context", "db", "i18n", "ids", "journal", "portal",
            "register", "shell", "texts", "clock",
        ],
    ),
    (
        "plan",
        &[
            "digest", "clock", "access", "archive", "context", "db", "i18n", "ids", "journal",
            "register", "shell",
        ],
    ),
    (
        "agendas",
        &[
            "digest", "proofing", "cases", "access", "accounts", "archive", "clock", "context",
            "db", "i18n", "ids", "journal", "plan", "register", "shell", "mail", "portal",
        ],
    ),
    (
        "meetings",
        &[
            "clock", "access", "accounts", "agendas", "archive", "context", "db", "i18n", "ids",
            "journal", "plan", "shell", "tasks",
        ],
    ),
    (
        "minutes",
        &[
            "clock", "digest", "cases", "tasks", "access", "accounts", "agendas", "archive",
            "context", "db", "i18n", "ids", "journal", "mail", "meetings", "plan", "shell",
        ],
    ),
    (
        "onward",
        &[
            "access", "accounts", "archive", "clock", "context", "db", "digest", "figures", "i18n",
            "ids", "journal", "made", "mail", "portal", "register", "shell",
        ],
    ),
    (
        "tasks",
        &[
            "clock", "access", "accounts", "agendas", "archive", "context", "db", "digest",
            "figures", "i18n", "ids", "journal", "onward", "plan", "register", "shell",
        ],
    ),
    (
        "members",
        &[
            "digest", "access", "accounts", "archive", "context", "db", "i18n", "ids", "minutes",
            "portal", "shell", "tasks",
        ],
    ),
];

/// How an SQL statement begins, in the house's spelling.
const SQL: [&str; 9] = [
    "SELECT ",
    "INSERT INTO ",
    "INSERT OR ",
    "UPDATE ",
    "DELETE FROM ",
    "CREATE ",
    "DROP ",
    "WITH RECURSIVE ",
    "PRAGMA ",
];

/// Which slice uses which, and where that is first said.
type Uses = BTreeMap<String, BTreeMap<String, (String, usize)>>;

/// Checks arrows, cycles and the places of SQL.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let uses = uses(tree);
    let mut findings = check_arrows(&uses);
    findings.extend(check_cycles(&uses));
    findings.extend(check_sql(tree));
    findings
}

fn uses(tree: &Tree) -> Uses {
    let mut all = Uses::new();
    for (path, text) in tree.below(APP, ".rs").filter(|(path, _)| !is_test(path)) {
        let Some(slice) = slice_of(path) else { continue };
        let arrows = all.entry(slice.to_owned()).or_default();
        for (line, name) in named_after_crate(text) {
            if name != slice && is_slice(tree, &name) {
                arrows.entry(name).or_insert_with(|| (path.to_owned(), line));
            }
        }
    }
    all
}

/// Tests may use what they need to set their stage: the whole site, another slice's making.
pub(super) fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("tests.rs")
}

/// The slice a file belongs to; `lib.rs` belongs to none.
fn slice_of(path: &str) -> Option<&str> {
    let inside = path.strip_prefix(APP)?;
    let name = inside.split('/').next()?.trim_end_matches(".rs");
    (name != "lib").then_some(name)
}

fn is_slice(tree: &Tree, name: &str) -> bool {
    let folder = format!("{APP}{name}/");
    tree.text(&format!("{APP}{name}.rs")).is_some() || tree.below(&folder, ".rs").next().is_some()
}

/// The names that follow `crate::`, also inside `crate::{…}`, with their lines.
fn named_after_crate(text: &str) -> Vec<(usize, String)> {
    let source = source::parse(text);
    let mut names = Vec::new();
    let code: String = source.code.iter().flat_map(|(_, line)| [line.as_str(), "\n"]).collect();
    for (at, found) in code.match_indices("crate::") {
        let line = code[..at].matches('\n').count() + 1;
        let rest = &code[at + found.len()..];
        let heads = if rest.starts_with('{') { group_heads(rest) } else { vec![head(rest)] };
        names.extend(heads.into_iter().map(|name| (line, name.to_owned())));
    }
    names
}

/// The first identifier of a path.
fn head(path: &str) -> &str {
    let end = path.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(path.len());
    &path[..end]
}

/// The first identifiers of each path in `{a::b, c::{d, e}}`.
fn group_heads(group: &str) -> Vec<&str> {
    let (mut depth, mut begin, mut heads) = (0, 0, Vec::new());
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if (depth == 1 && matches!(character, '{' | ',')) || depth == 0 {
            if begin > 0 {
                heads.push(head(group[begin..at].trim_start()));
            }
            begin = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    heads.retain(|head| !head.is_empty());
    heads
}

fn check_arrows(uses: &Uses) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (slice, arrows) in uses {
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| name == slice) else {
            let message =
                format!("slice `{slice}` has no place in the house: add it to the arrows");
            findings.push(Finding::new(&format!("{APP}{slice}"), 0, message));
            continue;
        };
        for (name, (path, line)) in arrows {
            if !allowed.contains(&name.as_str()) {
                let message = format!("`{slice}` may not use `{name}`");
                findings.push(Finding::new(path, *line, message));
            }
        }
    }
    findings
}

fn check_cycles(uses: &Uses) -> Vec<Finding> {
    let cycles = uses.keys().filter_map(|slice| {
        let (path, line) = way_back(uses, slice)?;
        Some(Finding::new(&path, line, format!("`{slice}` is used by what it uses: a cycle")))
    });
    cycles.collect()
}

/// Where a slice enters a way that leads back to it.
fn way_back(uses: &Uses, slice: &str) -> Option<(String, usize)> {
    let first = uses.get(slice)?;
    first.iter().find(|(name, _)| reachable(uses, name).contains(slice)).map(|(_, at)| at.clone())
}

fn reachable<'a>(uses: &'a Uses, from: &'a str) -> BTreeSet<&'a str> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(slice) = open.pop() {
        if seen.insert(slice) {
            open.extend(uses.get(slice).into_iter().flat_map(BTreeMap::keys).map(String::as_str));
        }
    }
    seen
}

fn check_sql(tree: &Tree) -> Vec<Finding> {
    let files = tree.below("crates/", ".rs").filter(|(path, _)| {
        path.contains("/src/") && !may_hold_sql(path) && !path.ends_with("tests.rs")
    });
    files.flat_map(|(path, text)| sql_in(path, text)).collect()
}

fn may_hold_sql(path: &str) -> bool {
    path.starts_with(APP)
        && (path.ends_with("/store.rs") || path.contains("/store/") || path.contains("/db/"))
}

fn sql_in(path: &str, text: &str) -> Vec<Finding> {
    let literals = source::parse(text).literals.into_iter();
    let sql = literals.filter(|(_, literal)| {
        let literal = literal.trim_start();
        SQL.iter().any(|begin| literal.starts_with(begin))
    });
    sql.map(|(line, _)| Finding::new(path, line, "SQL belongs into a slice's `store`")).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::{check, group_heads, named_after_crate};

    fn messages(files: &[(&str, &str)]) -> Vec<String> {
        check(&Tree::of(files)).into_iter().map(|finding| finding.to_string()).collect()
    }

    #[test]
    fn slices_use_only_what_the_table_allows() {
        let db = ("crates/app/src/db/mod.rs", "");
        assert!(
            messages(&[db, ("crates/app/src/archive/mod.rs", "use crate::db::Pool;")]).is_empty()
        );
        let threads = ("crates/app/src/threads/rules.rs", "\nuse crate::{db::Pool, Entry};");
        let expected = "crates/app/src/threads/rules.rs:2: `threads` may not use `db`";
        assert_eq!(messages(&[db, threads]), [expected]);
    }

    #[test]
    fn a_slice_without_a_place_is_refused() {
        assert_eq!(messages(&[("crates/app/src/utils.rs", "")]).len(), 1);
    }

    #[test]
    fn a_cycle_is_found_besides_the_forbidden_arrow() {
        let found = messages(&[
            ("crates/app/src/register/mod.rs", "use crate::mentions::Mention;"),
            ("crates/app/src/mentions/mod.rs", "use crate::register::Register;"),
        ]);
        assert_eq!(found.len(), 3, "{found:?}");
    }

    #[test]
    fn sql_stands_in_stores_only() {
        let sql = "f(\"SELECT id FROM items ORDER BY id\")";
        for path in ["crates/app/src/archive/store/items.rs", "crates/app/src/db/mod.rs"] {
            assert!(messages(&[(path, sql)]).is_empty(), "{path}");
        }
        for path in ["crates/app/src/portal/http.rs", "crates/reader/src/pdf/mod.rs"] {
            assert_eq!(messages(&[(path, sql)]).len(), 1, "{path}");
        }
        assert!(
            messages(&[("crates/app/src/portal/http.rs", "f(\"Select a meeting\")")]).is_empty()
        );
    }

    #[test]
    fn names_are_found_in_groups_too() {
        assert_eq!(group_heads("{a::b, c::{d, e}, self}"), ["a", "c", "self"]);
        let names = named_after_crate("use crate::db::Pool;\nfn f(x: crate::ids::Id) {}");
        assert_eq!(names, [(1, "db".to_owned()), (2, "ids".to_owned())]);
    }
}
