//! Raadslag: agendas, minutes and cases of councils that decide together.
//!
//! One file per subcommand; each parses its arguments, calls the crates and prints.

mod audit;
mod backup;
mod demo;
mod figure;
mod import;
mod mail;
mod open;
mod print;
mod progress;
mod proof;
mod read;
mod reindex;
mod reread;
mod restore;
mod search;
mod serve;
mod user;

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
    /// Show the product with sample documents in a temporary archive
    Demo(demo::Args),
    /// Read agendas and minutes (PDF, HTML, DOCX, XML, JSON, text) and show what they say
    Read(read::Args),
    /// Proof-read agendas and minutes: what is wrong, and what was checked
    Proof(proof::Args),
    /// Take agendas and minutes into the archive
    Import(import::Args),
    /// Read every original in the archive again, after the reader got better
    Reread(reread::Args),
    /// Build the search index anew from the archive
    Reindex(reindex::Args),
    /// Search the archive
    Search(search::Args),
    /// Compute a figure (allocation, assessment, election …) from a file and show it
    Figure(figure::Args),
    /// Print a meeting's agenda or minutes as PDF, with its annexes, or as a Word file
    Print(print::Args),
    /// Serve the portal
    Serve(serve::Args),
    /// Say who can sign in
    User(user::Args),
    /// Prove that the journal of changes is whole
    Audit(audit::Args),
    /// Save everything the archive holds in one file, while it is in use
    Backup(backup::Args),
    /// Restore a backup into an empty place, and compare everything
    Restore(restore::Args),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Demo(args) => demo::run(&args),
        Command::Read(args) => read::run(&args),
        Command::Proof(args) => proof::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Reread(args) => reread::run(&args),
        Command::Reindex(args) => reindex::run(&args),
        Command::Search(args) => search::run(&args),
        Command::Figure(args) => figure::run(&args),
        Command::Print(args) => print::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::User(args) => user::run(&args),
        Command::Audit(args) => audit::run(&args),
        Command::Backup(args) => backup::run(&args),
        Command::Restore(args) => restore::run(&args),
    };
    result.unwrap_or_else(|error| {
        eprintln!("raadslag: {error:#}");
        ExitCode::FAILURE
    })
}
