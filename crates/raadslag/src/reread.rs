//! `raadslag reread`: a better reader over the originals held.

use std::process::ExitCode;

use anyhow::Result;

use crate::open::{Place, block_on};
use crate::progress;

/// Read every original again.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
}

/// Runs the command. Fails when an original could not be read; its document stays as it was.
#[expect(clippy::print_stdout, reason = "the command's output")]
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    block_on(async {
        let archive = args.place.open().await?;
        let mut bar = None;
        let summary = archive
            .reread(|progress| {
                let bar = bar.get_or_insert_with(|| progress::bar(progress.total as u64));
                bar.set_position(progress.done as u64);
            })
            .await?;
        if let Some(bar) = bar {
            bar.finish_and_clear();
        }
        archive.close().await;
        for (name, error) in &summary.failed {
            eprintln!("{name}: {error}");
        }
        println!(
            "{} originals read again, {} documents changed, {} problems reported, {} not read",
            summary.read,
            summary.changed,
            summary.problems,
            summary.failed.len()
        );
        Ok(if summary.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    })
}
