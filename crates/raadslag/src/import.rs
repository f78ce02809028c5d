//! `raadslag import`: documents into the archive.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use raadslag_app::archive::{Archive, ImportSummary};

use crate::open::{Place, block_on};
use crate::progress;

/// Take agendas and minutes into the archive.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Files or folders
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Print each file's name as soon as it is in the archive for good
    #[arg(long)]
    names: bool,
}

/// Runs the command. Fails when a file was not taken; the others are.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    block_on(async {
        let archive = args.place.open().await?;
        let started = Instant::now();
        let summary = import(&archive, &args.paths, args.names).await?;
        archive.close().await;
        print(&summary, started.elapsed().as_secs_f64());
        Ok(if summary.is_complete() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    })
}

/// Imports with a progress bar; says each file's name if asked to.
pub(crate) async fn import(
    archive: &Archive,
    paths: &[PathBuf],
    names: bool,
) -> Result<ImportSummary> {
    let (mut bar, mut failed) = (None, 0);
    let summary = archive
        .import(paths, |progress| {
            if names && progress.failed == failed {
                say(&progress.name);
            }
            failed = progress.failed;
            let bar = bar.get_or_insert_with(|| progress::bar(progress.total as u64));
            bar.set_position(progress.done as u64);
            bar.set_message(format!("· {} items, {} problems", progress.items, progress.problems));
        })
        .await?;
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    Ok(summary)
}

#[expect(clippy::print_stdout, reason = "the command's output")]
fn say(name: &str) {
    println!("{name}");
}

#[expect(clippy::print_stdout, reason = "the command's output")]
fn print(summary: &ImportSummary, seconds: f64) {
    for (name, error) in &summary.failed {
        eprintln!("{name}: {error}");
    }
    println!("{:>6} new meetings' documents", summary.added);
    println!("{:>6} newer versions of meetings held before", summary.newer_versions);
    println!("{:>6} held before, unchanged", summary.unchanged);
    println!("{:>6} annexes", summary.annexes);
    println!("{:>6} not taken", summary.failed.len());
    println!(
        "{} items with {} problems reported by the reader, in {seconds:.1} s",
        summary.items, summary.problems
    );
}
