//! Proof-reads files with the tests' register and prints what is found: for trying by hand.
//!
//! `cargo run --release -p raadslag-proof --example by_hand -- [--verified] FILE…`

#[path = "../tests/planted/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the planters are not needed here")]
mod planted;

use std::io::Write as _;

use raadslag_proof::Level;
use raadslag_reader::{Reader, Source};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let verified = std::env::args().any(|argument| argument == "--verified");
    for path in std::env::args().skip(1).filter(|argument| !argument.starts_with('-')) {
        let bytes = std::fs::read(&path)?;
        let reading = match Reader::new().read(&bytes, &Source { name: Some(&path) }) {
            Ok(reading) => reading,
            Err(error) => {
                writeln!(out, "{path}: {error}")?;
                continue;
            }
        };
        let report = planted::report(&reading.document);
        writeln!(out, "{path}")?;
        for finding in report.at_least(Level::Warning) {
            let at = &finding.at;
            writeln!(
                out,
                "  {} {} {} {} {}: {} «{}» {}",
                finding.level,
                finding.code,
                at.item.as_deref().unwrap_or("-"),
                at.field,
                at.block,
                finding.message.da,
                at.text,
                finding.why.da
            )?;
        }
        for claim in report.verified.iter().filter(|_| verified) {
            writeln!(
                out,
                "  ✓ {} {:?} {} «{}»",
                claim.code, claim.at.item, claim.message.da, claim.at.text
            )?;
        }
    }
    Ok(())
}
