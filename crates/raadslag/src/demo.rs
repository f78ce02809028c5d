//! `raadslag demo`: the product with sample documents, in a temporary archive.

mod after;
mod cases;
mod figures;
mod meeting;
mod plan;

use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use jiff::{SignedDuration, Timestamp};
use raadslag_app::accounts::{self, INVITATION, NewAccount, Password};
use raadslag_app::archive::{Archive, Settings};
use raadslag_app::clock::day_in_denmark;
use raadslag_app::follow::Pace;
use rust_embed::RustEmbed;

use crate::open::block_on;
use crate::{import, mail, serve};

/// Show the product.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The address to listen on; port 0 takes any free one
    #[arg(long, default_value = "127.0.0.1:8088")]
    listen: SocketAddr,
    #[command(flatten)]
    mail: mail::Mail,
}

/// Documents written for the demonstration; `sample/README.md` says how they are made.
#[derive(RustEmbed)]
#[folder = "sample"]
struct Sample;

/// Runs the command until it is told to stop; the archive is removed then.
#[expect(clippy::print_stdout, reason = "the command's output")]
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    serve::start_log("error", false);
    let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
    block_on(async {
        let documents = folder.path().join("documents");
        write_sample(&documents)?;
        let archive = Archive::open(&Settings::local(folder.path().join("archive"))).await?;
        let paths = [documents];
        let summary = tokio::select! {
            summary = import::import(&archive, &paths, false) => summary?,
            // Stopped while it fills: the folder goes as it does later.
            () = serve::stopped() => return Ok(ExitCode::SUCCESS),
        };
        for (name, error) in &summary.failed {
            eprintln!("{name}: {error}");
        }
        ensure!(summary.is_complete(), "a sample document was not taken into the archive");
        let figures = figures::publish(&archive).await?;
        println!(
            "Sample archive: {} documents with {} items and {figures} figures. It is temporary and goes when you stop.",
            summary.added + summary.newer_versions,
            summary.items
        );
        let people = add_people(&archive).await?;
        cases::add(&archive).await?;
        let (municipality, link) = after::fill(&archive).await?;
        plan::fill(&archive, day_in_denmark(Timestamp::now())).await?;
        let meeting = meeting::plan(&archive).await?;
        let site = serve::site(&archive, &serve::About::default());
        serve::serve(site, args.mail.office(Some(PACE))?, args.listen, |address| {
            println!("Open http://{address}/ in a browser. Stop with Ctrl-C.");
            println!("Sign in at http://{address}/log-ind with the password `{PASSWORD}` as");
            for (email, what) in people {
                println!("  {email:22} {what}");
            }
            println!("{municipality} answers for its council at http://{address}{link}");
            println!("Today's meeting: http://{address}/arbejde/moede/{meeting} (secretary)");
            println!("             and http://{address}/mit/moede/{meeting} (members)");
        })
        .await
    })
}

/// Those who can sign in: their names, addresses and roles. All made up.
const PEOPLE: [(&str, &str, &[&str]); 11] = [
    ("Asta Admin", "admin@demo.dk", &["administrator"]),
    ("Signe Sekretær", "sekretaer@demo.dk", &["secretary@kkr-sjaelland", "secretary@k17"]),
    ("Otto Officer", "sagsbehandler@demo.dk", &["case-officer@kkr-sjaelland"]),
    ("Karen K17", "k17@demo.dk", &["preparer@kkr-sjaelland", "preparer@k17"]),
    ("Frida Formand", "formand@demo.dk", &["chair@kkr-sjaelland", "member@kkr-sjaelland/A"]),
    ("Mads Medlem", "medlem@demo.dk", &["member@kkr-sjaelland/V"]),
    ("Maja Medlem", "medlem2@demo.dk", &["member@kkr-sjaelland/A"]),
    ("Ninna Medlem", "medlem3@demo.dk", &["member@kkr-sjaelland/C"]),
    ("Svend Stedfortræder", "stedfortraeder@demo.dk", &["substitute@kkr-sjaelland/V"]),
    ("Gry Gruppesekretær", "gruppe@demo.dk", &["party-group-secretary@kkr-sjaelland/A"]),
    ("Rikke Revisor", "revisor@demo.dk", &["auditor"]),
];
/// The password of them all.
const PASSWORD: &str = "demonstration";

/// Lets one person play all roles; gives addresses and roles.
async fn add_people(archive: &Archive) -> Result<Vec<(&'static str, String)>> {
    let mut people = Vec::new();
    for (name, email, roles) in PEOPLE {
        let grants = roles.iter().map(|role| role.parse()).collect::<Result<_, _>>()?;
        let new = NewAccount { email: email.parse()?, name: name.to_owned(), grants };
        let id = accounts::add(archive, "demo", &new).await?;
        let link = accounts::link(archive, "demo", id, INVITATION()).await?;
        accounts::set_password(archive, &link, Password::new(PASSWORD)?).await?;
        people.push((email, roles.join(", ")));
    }
    Ok(people)
}

/// Nobody waits long for a mail in a demonstration.
const PACE: Pace =
    Pace { quiet: SignedDuration::from_secs(3), longest: SignedDuration::from_secs(30) };

fn write_sample(folder: &Path) -> Result<()> {
    for name in Sample::iter().filter(|name| name != "README.md") {
        let path = folder.join(name.as_ref());
        let file = Sample::get(&name).context("a sample document is missing from the program")?;
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(&path, &file.data)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
