//! What cargo itself can check.

use anyhow::Result;

use super::Cluster;
use crate::repo;

/// Where the store tests look for a cluster to make their databases in.
const POSTGRES: &str = "RAADSLAG_TEST_POSTGRES";

/// Every lint, in every target of every crate.
pub(crate) fn clippy() -> Result<()> {
    let arguments = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    repo::check(repo::cargo().args(arguments))
}

/// Every test, with a PostgreSQL cluster that lives as long as they run.
pub(crate) fn tests() -> Result<()> {
    let cluster = Cluster::start()?;
    println!("PostgreSQL answers on {}", cluster.url());
    let arguments: &[&str] = if repo::has("cargo-nextest") {
        &["nextest", "run", "--workspace", "--locked", "--no-fail-fast"]
    } else {
        &["test", "--workspace", "--locked", "--lib", "--bins", "--tests", "--no-fail-fast"]
    };
    repo::check(
        repo::cargo()
            .args(arguments)
            .env(POSTGRES, cluster.url())
            // Snapshots are compared, never written; and a missing database is a failure.
            .env("INSTA_UPDATE", "no")
            .env("CI", "true"),
    )
}

/// The examples in the documentation, which nextest does not run.
pub(crate) fn doctests() -> Result<()> {
    repo::check(repo::cargo().args(["test", "--workspace", "--locked", "--doc"]))
}
