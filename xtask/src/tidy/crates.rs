//! Arrows between crates: raadslag → app → leaves → document and danish. Read from each Cargo.toml.

use super::Finding;
use super::tree::Tree;

/// Which crates of ours each crate may depend on. Leaves do not know each other.
const ARROWS: [(&str, &[&str]); 11] = [
    ("document", &[]),
    ("figures", &[]),
    ("danish", &[]),
    ("reader", &["document", "danish"]),
    ("search", &["danish"]),
    ("proof", &["document", "danish"]),
    ("print", &["document"]),
    ("sheets", &["figures"]),
    ("app", &["document", "danish", "figures", "print", "proof", "reader", "search", "sheets"]),
    (
        "raadslag",
        &["document", "danish", "figures", "print", "proof", "reader", "search", "sheets", "app"],
    ),
    ("bench", &["document", "danish", "reader", "search", "app"]),
];

/// Crates below `app` know no SQL and no HTTP: names of packages that would bring them.
const FOREIGN_TO_LEAVES: [&str; 9] = [
    "sqlx",
    "rusqlite",
    "axum",
    "hyper",
    "reqwest",
    "tower",
    "tower-http",
    "tokio",
    "object_store",
];

/// What every crate of ours must take over from the workspace.
const LINTS: &str = "[lints]\nworkspace = true";

/// Checks the manifests.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.below("crates/", "/Cargo.toml") {
        let name = path.trim_start_matches("crates/").trim_end_matches("/Cargo.toml");
        match toml::from_str(text) {
            Ok(manifest) => findings.extend(check_manifest(path, name, &manifest)),
            Err(error) => findings.push(Finding::new(path, 0, format!("is not TOML: {error}"))),
        }
        if !text.contains(LINTS) {
            findings.push(Finding::new(path, 0, "must say `[lints] workspace = true`"));
        }
    }
    let root = tree.text("Cargo.toml").unwrap_or_default();
    if !root.contains("unsafe_code = \"forbid\"") {
        findings.push(Finding::new("Cargo.toml", 0, "must forbid unsafe code for all crates"));
    }
    findings
}

fn check_manifest(path: &str, name: &str, manifest: &toml::Table) -> Vec<Finding> {
    let Some((_, allowed)) = ARROWS.iter().find(|(crate_name, _)| *crate_name == name) else {
        let message = format!("crate `{name}` has no place in the house: add it to the arrows");
        return vec![Finding::new(path, 0, message)];
    };
    let is_leaf = !["app", "raadslag", "bench"].contains(&name);
    let mut findings = Vec::new();
    for dependency in dependencies(manifest) {
        if let Some(ours) = dependency.strip_prefix("raadslag-") {
            if !allowed.contains(&ours) {
                let message = format!("`{name}` may not know `{ours}`");
                findings.push(Finding::new(path, 0, message));
            }
        } else if is_leaf && FOREIGN_TO_LEAVES.contains(&dependency.as_str()) {
            let message = format!("`{name}` knows no SQL, HTTP or network, so not `{dependency}`");
            findings.push(Finding::new(path, 0, message));
        }
    }
    findings
}

/// The names of what a crate depends on when it is built (not when it is tested).
fn dependencies(manifest: &toml::Table) -> Vec<String> {
    let tables = ["dependencies", "build-dependencies"];
    let tables = tables.iter().filter_map(|key| manifest.get(*key)?.as_table());
    tables.flat_map(toml::Table::keys).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::check;

    const ROOT: (&str, &str) = ("Cargo.toml", "[workspace.lints.rust]\nunsafe_code = \"forbid\"");

    fn messages(name: &str, dependencies: &str) -> Vec<String> {
        let path = format!("crates/{name}/Cargo.toml");
        let text = format!("[dependencies]\n{dependencies}\n[lints]\nworkspace = true\n");
        let tree = Tree::of(&[ROOT, (&path, &text)]);
        check(&tree).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn arrows_point_down_the_house_only() {
        assert!(messages("reader", "raadslag-document = {}\nserde = \"1\"").is_empty());
        assert_eq!(messages("reader", "raadslag-search = {}"), ["`reader` may not know `search`"]);
        assert_eq!(messages("document", "raadslag-danish = {}").len(), 1);
    }

    #[test]
    fn leaves_know_no_sql_and_no_http() {
        assert_eq!(messages("search", "sqlx = {}\naxum = {}").len(), 2);
        assert!(messages("app", "sqlx = {}\naxum = {}").is_empty());
    }

    #[test]
    fn a_crate_without_a_place_is_refused() {
        assert_eq!(messages("helpers", "").len(), 1);
    }

    #[test]
    fn lints_come_from_the_workspace_and_forbid_unsafe_code() {
        let tree = Tree::of(&[("Cargo.toml", ""), ("crates/danish/Cargo.toml", "[dependencies]")]);
        assert_eq!(check(&tree).len(), 2);
    }
}
