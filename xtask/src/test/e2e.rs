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
    let script = |name: &str, demo: &Demo| {
        let base = format!("http://{}", demo.address);
        let mut node = repo::command("node");
        node.args([name, &base]).current_dir(&folder).env("BASE_URL", &base);
        repo::check(node.env("RAADSLAG", repo::dev_binary()))
    };
    let demo = Demo::start()?;
    for name in ["run.mjs", "inside.mjs", "texts.mjs", "unsaved.mjs", "offline.mjs", "meeting.mjs"]
    {
        script(name, &demo)?;
    }
    drop(demo);
    // The journey wants a demo in which nobody has done anything; the provider's needs none.
    let fresh = Demo::start()?;
    script("journey.mjs", &fresh)?;
    script("oidc.mjs", &fresh)
}
