//! `raadslag restore`: a backup into an empty place.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use raadslag_app::backup;

use crate::backup::origin;
use crate::open::{Place, block_on};
use crate::progress;

/// Restore a backup into an empty folder or database, and compare everything.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// The backup
    file: PathBuf,
}

/// Runs the command. Fails when a file was missing in the archive when it was saved; all else is
/// restored then.
#[expect(clippy::print_stdout, reason = "the command's output")]
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let mut bar = None;
    let settings = args.place.settings();
    let restore = backup::restore(&settings, &args.file, |progress| {
        let bar = bar.get_or_insert_with(|| progress::bar(progress.total as u64));
        bar.set_position(progress.done as u64);
    });
    let contents = block_on(async { Ok(restore.await?) });
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    let contents = contents.with_context(|| args.file.display().to_string())?;
    println!("restored {}", origin(&contents));
    for sum in &contents.missing {
        eprintln!("objects/{sum}: was missing or damaged in the archive when it was saved");
    }
    println!(
        "verified: {} tables, {} rows, {} objects are the same",
        contents.tables, contents.rows, contents.objects
    );
    Ok(if contents.missing.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
