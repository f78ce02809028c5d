//! `cargo deny`, where it is installed. Licences, bans and sources are held by `tidy` in any case;
//! what only cargo-deny knows are the advisories, for which it asks the network.

use anyhow::Result;

use crate::repo;

/// Checks with cargo-deny, or says what was left out.
pub(crate) fn check() -> Result<()> {
    if !repo::has("cargo-deny") {
        println!("cargo-deny is not installed: licences, bans and sources are held by tidy,");
        println!("advisories were NOT checked (`cargo install --locked cargo-deny`)");
        return Ok(());
    }
    repo::check(repo::cargo().args(["deny", "check", "licenses", "bans", "sources"]))?;
    let fetched = repo::check(repo::cargo().args(["deny", "fetch", "db"]));
    if let Err(error) = fetched {
        println!("advisories were NOT checked, their database is out of reach: {error:#}");
        return Ok(());
    }
    repo::check(repo::cargo().args(["deny", "check", "--disable-fetch", "advisories"]))
}
