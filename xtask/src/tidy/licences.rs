//! Every crate we ship with is under a licence that `deny.toml` allows. `cargo deny` reads the same
//! file and does the same; this check needs nothing installed and no network.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::Deserialize;
use spdx::{Expression, ParseMode};

use super::Finding;
use super::tree::Tree;
use crate::repo;

#[derive(Deserialize)]
struct Deny {
    licenses: Licences,
    #[serde(default)]
    bans: Bans,
}

#[derive(Deserialize)]
struct Licences {
    allow: Vec<String>,
}

#[derive(Deserialize, Default)]
struct Bans {
    #[serde(default)]
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    reason: String,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
}

/// Checks what cargo says of every package in the lock file.
pub(crate) fn check(tree: &Tree) -> Result<Vec<Finding>> {
    let policy = tree.text("deny.toml").context("deny.toml is missing")?;
    let policy: Deny = toml::from_str(policy).context("deny.toml")?;
    let metadata =
        repo::output(repo::cargo().args(["metadata", "--format-version", "1", "--locked"]))?;
    let metadata: Metadata = serde_json::from_str(&metadata).context("cargo metadata")?;
    Ok(metadata.packages.iter().flat_map(|package| check_package(&policy, package)).collect())
}

fn check_package(policy: &Deny, package: &Package) -> Vec<Finding> {
    let banned: BTreeMap<_, _> =
        policy.bans.deny.iter().map(|ban| (ban.name.as_str(), ban.reason.as_str())).collect();
    let mut findings = Vec::new();
    let Package { name, version, .. } = package;
    if let Some(reason) = banned.get(name.as_str()) {
        let message = format!("{name} {version} is banned: {reason}");
        findings.push(Finding::new("Cargo.lock", 0, message));
    }
    if let Some(source) = package.source.as_deref().filter(|source| !source.contains("crates.io")) {
        let message = format!("{name} {version} comes from {source}, not from crates.io");
        findings.push(Finding::new("Cargo.lock", 0, message));
    }
    let licence = package.license.as_deref().unwrap_or_default();
    if !is_allowed(&policy.licenses.allow, licence) {
        let message =
            format!("{name} {version} is under `{licence}`, which deny.toml does not allow");
        findings.push(Finding::new("Cargo.lock", 0, message));
    }
    findings
}

/// Whether an SPDX expression can be met with the allowed licences; also the old spelling with `/`.
fn is_allowed(allowed: &[String], licence: &str) -> bool {
    let Ok(expression) = Expression::parse_mode(licence, ParseMode::LAX) else { return false };
    expression.evaluate(|requirement| {
        let licence = requirement.to_string();
        allowed.contains(&licence)
    })
}

#[cfg(test)]
mod tests {
    use super::{Bans, Deny, Licences, Package, check_package};

    fn found(name: &str, licence: Option<&str>, source: &str) -> usize {
        let allow = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"];
        let ban = super::Ban { name: "openssl".into(), reason: "C library".into() };
        let policy = Deny {
            licenses: Licences { allow: allow.iter().map(|&name| name.to_owned()).collect() },
            bans: Bans { deny: vec![ban] },
        };
        let package = Package {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            license: licence.map(str::to_owned),
            source: Some(source.to_owned()),
        };
        check_package(&policy, &package).len()
    }

    const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

    #[test]
    fn one_allowed_choice_is_enough_and_all_parts_are_needed() {
        assert_eq!(found("a", Some("GPL-3.0-only OR MIT"), REGISTRY), 0);
        assert_eq!(found("a", Some("MIT/Apache-2.0"), REGISTRY), 0);
        assert_eq!(found("a", Some("Apache-2.0 WITH LLVM-exception"), REGISTRY), 0);
        assert_eq!(found("a", Some("MIT AND GPL-3.0-only"), REGISTRY), 1);
        assert_eq!(found("a", Some("AGPL-3.0-only"), REGISTRY), 1);
        assert_eq!(found("a", None, REGISTRY), 1);
    }

    #[test]
    fn banned_crates_and_foreign_sources_are_refused() {
        assert_eq!(found("openssl", Some("MIT"), REGISTRY), 1);
        assert_eq!(found("a", Some("MIT"), "git+https://example.org/a"), 1);
    }
}
