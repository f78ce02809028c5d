//! `raadslag backup`: everything the archive holds, in one file.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result};
use raadslag_app::backup::{self, Contents};
use raadslag_app::clock::SystemClock;

use crate::open::{Place, block_on};
use crate::progress;

/// Save everything the archive holds in one file, while it is in use.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// The file to write (a ZIP file); it must not be there yet
    file: PathBuf,
    /// Read a backup instead and compare every part of it with its SHA-256
    #[arg(long)]
    check: bool,
}

/// Runs the command. Fails when a file that the archive should hold is missing or damaged; all else
/// is saved then.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let contents = if args.check { check(args)? } else { save(args)? };
    for sum in &contents.missing {
        eprintln!("objects/{sum}: missing or damaged in the archive, so not in the backup");
    }
    Ok(if contents.missing.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[expect(clippy::print_stdout, reason = "the command's output")]
fn save(args: &Args) -> Result<Contents> {
    let started = Instant::now();
    let mut bar = None;
    let settings = args.place.settings();
    let save = backup::save(&settings, &args.file, &SystemClock, |progress| {
        let bar = bar.get_or_insert_with(|| progress::bar(progress.total as u64));
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
    });
    let contents = block_on(async { Ok(save.await?) });
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    let contents = contents.context("no backup was made")?;
    println!(
        "saved in {}: {}, in {:.1} s",
        args.file.display(),
        amount(&contents),
        started.elapsed().as_secs_f64()
    );
    Ok(contents)
}

#[expect(clippy::print_stdout, reason = "the command's output")]
fn check(args: &Args) -> Result<Contents> {
    let name = args.file.display();
    let contents = backup::check(&args.file).with_context(|| name.to_string())?;
    println!("{name}: {}", origin(&contents));
    println!("every part is whole: {}", amount(&contents));
    Ok(contents)
}

/// Where a backup comes from.
pub(crate) fn origin(contents: &Contents) -> String {
    let Contents { taken_at, program, schema, .. } = contents;
    format!("a backup of {taken_at}, by raadslag {program}, schema {schema}")
}

fn amount(contents: &Contents) -> String {
    let Contents { tables, rows, objects, size, .. } = contents;
    let megabytes = *size as f64 / 1e6;
    format!("{tables} tables, {rows} rows, {objects} objects ({megabytes:.1} MB)")
}
