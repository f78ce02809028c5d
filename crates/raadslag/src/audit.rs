//! `raadslag audit`: whether the journal is whole.

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;
use raadslag_app::journal::{Broken, Verified};

use crate::open::{Place, block_on};

/// The journal of changes.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Look at every link of the journal's chain and name the first that is broken
    Verify {
        #[command(flatten)]
        place: Place,
        /// A hash kept from an earlier run, `NUMBER:HASH`: the journal must still hold that entry
        #[arg(long, value_name = "NUMBER:HASH")]
        kept: Option<String>,
    },
}

/// Runs the command: 0 if the chain is whole, 1 if not.
#[expect(clippy::print_stdout, reason = "the command's output")]
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let What::Verify { place, kept } = &args.what;
    block_on(async {
        let archive = place.open().await?;
        let (verified, holds) = archive.verify_journal(kept.as_deref()).await?;
        archive.close().await;
        match verified {
            Verified::Broken(broken) => {
                println!("broken: {}", told(&broken));
                Ok(ExitCode::FAILURE)
            }
            Verified::Whole(_) if !holds => {
                println!(
                    "broken: the entry kept from earlier is not in the journal any more, or is another: the journal was cut off or written anew"
                );
                Ok(ExitCode::FAILURE)
            }
            Verified::Whole(head) if head.number == 0 => {
                println!("whole: the journal is empty");
                Ok(ExitCode::SUCCESS)
            }
            Verified::Whole(head) => {
                println!("whole: {} entries, every link holds", head.number);
                println!("keep this elsewhere to show later that nothing was cut off:");
                println!("{}:{}", head.number, head.hash);
                Ok(ExitCode::SUCCESS)
            }
        }
    })
}

fn told(broken: &Broken) -> String {
    match broken {
        Broken::Missing { expected, found } => {
            format!("entry {expected} is missing; entry {found} follows")
        }
        Broken::Changed { number, at, action, subject } => format!(
            "entry {number} ({at}, {action} of {subject}), or the one before it, is not what was written"
        ),
    }
}
