//! `raadslag reindex`: the search index anew.

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;

use crate::open::{Place, block_on};

/// Build the search index anew.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
}

/// Runs the command.
#[expect(clippy::print_stdout, reason = "the command's output")]
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    block_on(async {
        let archive = args.place.open().await?;
        let started = Instant::now();
        let items = archive.reindex(|_| {}).await?;
        archive.close().await;
        let seconds = started.elapsed().as_secs_f64();
        println!(
            "{items} items indexed in {seconds:.1} s ({:.0} per second)",
            items as f64 / seconds
        );
        Ok(ExitCode::SUCCESS)
    })
}
