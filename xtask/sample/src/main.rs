//! Makes `crates/raadslag/sample/` out of the texts in `texts/`: agendas and minutes in the formats
//! the reader knows, and annexes as small PDFs. The result is committed; the same texts always give
//! the same bytes.
//!
//! ```text
//! cargo xtask sample           write the files
//! cargo xtask sample --check   say whether the committed files are what the texts give
//! ```

mod annex;
mod blocks;
mod decision;
mod docx;
mod files;
mod html;
mod pdf;
mod pieces;
mod roster;
mod source;
mod text;
mod wrap;

#[cfg(test)]
mod read_back;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;

fn main() -> Result<ExitCode> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let made = files::make(&here.join("texts"))?;
    let target = here.join("../../crates/raadslag/sample");
    if !std::env::args().any(|argument| argument == "--check") {
        files::write(&target, &made)?;
        return Ok(ExitCode::SUCCESS);
    }
    let stale = files::stale(&target, &made)?;
    for path in &stale {
        eprintln!("{path} is not what the texts give; run `cargo xtask sample`");
    }
    Ok(if stale.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
