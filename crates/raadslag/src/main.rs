//! Raadslag: agendas, minutes and cases of councils that decide together.

mod read;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "raadslag", version, about, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read agendas and minutes (PDF, HTML, DOCX, JSON, text) and show what they say
    Read(read::Args),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Read(args) => read::run(&args),
    };
    result.unwrap_or_else(|error| {
        eprintln!("raadslag: {error:#}");
        ExitCode::FAILURE
    })
}
