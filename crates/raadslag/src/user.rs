//! `raadslag user`: who can sign in.

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Subcommand;
use raadslag_app::access::Grant;
use raadslag_app::accounts::{self, Email, INVITATION, NewAccount};
use raadslag_app::archive::Archive;

use crate::open::{Place, block_on};

/// Who the journal says it was.
const ACTOR: &str = "command line";

/// Who can sign in.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Add a user; prints a one-time link to choose a password with
    Add {
        #[command(flatten)]
        place: Place,
        /// The e-mail address the user signs in with
        email: String,
        /// The user's name
        #[arg(long)]
        name: String,
        /// A role, with `@` the body and with `/` the group: `administrator`, `member@kkr-sjaelland/A`; may be given several times
        #[arg(long = "role", value_name = "ROLE[@BODY[/GROUP]]")]
        roles: Vec<Grant>,
        /// The address people use, for the link
        #[arg(long, env = "RAADSLAG_PUBLIC_ADDRESS", default_value = "http://127.0.0.1:8088")]
        public_address: String,
    },
    /// Make a new one-time link for a user who has lost the password
    Link {
        #[command(flatten)]
        place: Place,
        /// The user's e-mail address
        email: String,
        /// The address people use, for the link
        #[arg(long, env = "RAADSLAG_PUBLIC_ADDRESS", default_value = "http://127.0.0.1:8088")]
        public_address: String,
    },
    /// List the users and their roles
    List {
        #[command(flatten)]
        place: Place,
    },
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    block_on(async {
        match &args.what {
            What::Add { place, email, name, roles, public_address } => {
                let archive = place.open().await?;
                let new =
                    NewAccount { email: email.parse()?, name: name.clone(), grants: roles.clone() };
                accounts::add(&archive, ACTOR, &new).await?;
                invite(&archive, &new.email, public_address).await?;
                archive.close().await;
            }
            What::Link { place, email, public_address } => {
                let archive = place.open().await?;
                invite(&archive, &email.parse()?, public_address).await?;
                archive.close().await;
            }
            What::List { place } => {
                let archive = place.open().await?;
                list(&archive).await?;
                archive.close().await;
            }
        }
        Ok(ExitCode::SUCCESS)
    })
}

#[expect(clippy::print_stdout, reason = "the command's output")]
async fn invite(archive: &Archive, email: &Email, public_address: &str) -> Result<()> {
    let account = accounts::by_email(archive, email).await?;
    let account = account.with_context(|| format!("there is no user {email}"))?;
    let token = accounts::link(archive, ACTOR, account.id, INVITATION()).await?;
    println!("{} <{email}> chooses a password here, once, within seven days:", account.name);
    println!("{}/adgang/{}", public_address.trim_end_matches('/'), token.secret());
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the command's output")]
async fn list(archive: &Archive) -> Result<()> {
    for (account, grants) in accounts::all(archive).await? {
        let state = match (account.is_active, account.has_password) {
            (false, _) => "  (closed)",
            (true, false) => "  (no password yet)",
            (true, true) => "",
        };
        println!("{} <{}>{state}", account.name, account.email);
        for held in grants {
            let body = held.grant.body.as_deref().unwrap_or("every body");
            let day =
                |day: Option<jiff::civil::Date>| day.map_or("…".to_owned(), |d| d.to_string());
            let (first, last) = (day(held.grant.first_day), day(held.grant.last_day));
            println!("  {:22} {body:24} {first} – {last}", held.grant.role.name());
        }
    }
    Ok(())
}
