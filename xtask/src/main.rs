//! Raadslag's own tasks, as `cargo xtask TASK`.
//!
//! - `test` does all that CI does, step by step;
//! - `tidy` holds the house rules no compiler knows;
//! - `sample` makes the demo's documents;
//! - `proof` measures precision and recall of proof-reading;
//! - `bench` measures the release binary end to end.
#![expect(clippy::print_stdout, reason = "a task runner talks to its user on standard output")]

mod bench;
mod cleanup;
mod http;
mod repo;
mod test;
mod tidy;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Raadslag's own tasks")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Do all that CI does, stopping at the first failure.
    Test(test::Options),
    /// Check the house rules: arrows, purity, sizes, words, migrations, licences.
    Tidy,
    /// Make the demo's documents out of their texts.
    Sample {
        /// Only say whether the committed files are what the texts give.
        #[arg(long)]
        check: bool,
    },
    /// Measure precision and recall of proof-reading; results go into docs/proof.md.
    Proof,
    /// Measure the release binary end to end; results go into docs/benchmarks.md.
    Bench(bench::Options),
}

fn main() -> ExitCode {
    cleanup::on_interrupt();
    let outcome = match Arguments::parse().task {
        Task::Test(options) => test::run(&options),
        Task::Tidy => tidy::run(),
        Task::Sample { check } => test::sample(if check { &["--check"] } else { &[] }),
        Task::Proof => test::proof(),
        Task::Bench(options) => bench::run(&options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
