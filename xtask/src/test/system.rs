//! Debian packages beside Rust. None is needed to run Raadslag, only to test and measure it.

use anyhow::{Result, bail};

use super::postgres;
use crate::repo;

/// A package and the program that shows it is there.
pub(crate) type Package = (&'static str, &'static str);

/// What the tests need.
pub(crate) const FOR_TESTS: &[Package] = &[
    ("poppler-utils", "pdftotext"),
    ("chromium", "chromium"),
    ("postgresql", "postgres"),
    ("nodejs", "node"),
    ("npm", "npm"),
    ("g++", "g++"),
    ("util-linux", "setpriv"),
    // A real mail server for the tests of sending; they end it themselves.
    ("python3-aiosmtpd", "aiosmtpd"),
];

/// What the benchmarks need besides.
pub(crate) const FOR_BENCHMARKS: &[Package] = &[
    ("poppler-utils", "pdftotext"),
    ("chromium", "chromium"),
    ("postgresql", "postgres"),
    ("util-linux", "setpriv"),
    ("wrk", "wrk"),
    ("nginx", "nginx"),
    ("python3", "python3"),
    ("python3-venv", "python3"),
];

/// Sees to it that the packages are there: installs them as root, else says how to.
pub(crate) fn ensure(packages: &[Package]) -> Result<()> {
    let missing: Vec<_> =
        packages.iter().filter(|(_, program)| !is_there(program)).map(|(name, _)| *name).collect();
    if missing.is_empty() {
        println!("all of {} packages are there", packages.len());
        return Ok(());
    }
    let names = missing.join(" ");
    if !repo::is_root() {
        bail!("these packages are missing: {names}\n  sudo apt-get install -y {names}");
    }
    if !repo::has("apt-get") {
        bail!("these Debian packages are missing, and there is no apt-get here: {names}");
    }
    println!("installing {names}");
    repo::check(repo::command("apt-get").args(["update", "-q"]))?;
    repo::check(
        repo::command("apt-get")
            .args(["install", "-q", "-y", "--no-install-recommends"])
            .args(&missing)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

fn is_there(program: &str) -> bool {
    // Debian puts system daemons outside a user's path.
    let sbin = std::path::Path::new("/usr/sbin").join(program);
    match program {
        "postgres" => postgres::programs().is_some(),
        _ => repo::has(program) || sbin.is_file(),
    }
}
