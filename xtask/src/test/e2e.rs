//! The browser tests of `e2e/` against the demo.

use anyhow::Result;

use super::Demo;
use crate::repo;

/// Whether the editor that is committed is what its sources give.
pub(crate) fn editor() -> Result<()> {
    let folder = repo::root().join("crates/app/editor");
    repo::check(repo::command("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder))?;
    repo::check(repo::command("node").args(["build.mjs", "--check"]).current_dir(&folder))
}

/// Installs what the lock file says, then runs every page kind in Chromium.
pub(crate) fn run() -> Result<()> {
    let folder = repo::root().join("e2e");
    repo::check(repo::command("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder))?;
    let demo = Demo::start()?;
    repo::check(
        repo::command("node")
            .arg("run.mjs")
            .current_dir(&folder)
            .env("BASE_URL", format!("http://{}", demo.address)),
    )?;
    repo::check(
        repo::command("node")
            .arg("texts.mjs")
            .current_dir(&folder)
            .env("BASE_URL", format!("http://{}", demo.address)),
    )?;
    drop(demo);
    let fresh = Demo::start()?;
    repo::check(
        repo::command("node")
            .args(["journey.mjs", &format!("http://{}", fresh.address)])
            .current_dir(&folder),
    )?;
    repo::check(
        repo::command("node")
            .arg("oidc.mjs")
            .current_dir(&folder)
            .env("RAADSLAG", repo::dev_binary()),
    )
}
