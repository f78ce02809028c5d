//! `raadslag print`: a meeting's agenda or minutes as PDF, pack, ZIP or Word file.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use raadslag_app::archive::{Archive, Audience};
use raadslag_app::paper::{Dossier, Form, Made, Place as Meant};
use raadslag_document::DocumentKind;

use crate::open::{Place, block_on};

/// Print a meeting's agenda or minutes.
#[derive(clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own on the command line"
)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Only if minutes are held, else fail; without it the newest document is printed
    #[arg(long)]
    minutes: bool,
    /// With every annex, as one PDF
    #[arg(long, conflicts_with_all = ["zip", "docx", "item"])]
    pack: bool,
    /// With every annex, file by file, as ZIP
    #[arg(long, conflicts_with_all = ["docx", "item"])]
    zip: bool,
    /// As a Word file
    #[arg(long)]
    docx: bool,
    /// Only the item with this number, "2.6"
    #[arg(long, value_name = "NUMBER")]
    item: Option<String>,
    /// The file to write; standard output without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// `BODY/DATE` as in the portal's addresses, such an address, or the path of an original
    meeting: String,
}

/// Runs the command. It prints what the public may read.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    if args.output.is_none() && std::io::stdout().is_terminal() {
        bail!("the result is a binary file; name it with -o FILE");
    }
    let made = block_on(async {
        let archive = args.place.open().await?;
        let made = make(args, &archive, Audience::Public).await;
        archive.close().await;
        made
    })?;
    if !made.replaced.is_empty() {
        let characters: String = made.replaced.iter().collect();
        eprintln!("these characters are not in the font and were replaced: {characters}");
    }
    for annex in &made.left_out {
        eprintln!("not in the file, but named in it: {annex}");
    }
    write(args.output.as_deref(), &made.bytes)?;
    Ok(ExitCode::SUCCESS)
}

async fn make(args: &Args, archive: &Archive, viewer: Audience) -> Result<Made> {
    let (body, slug, only) = meant(archive, &args.meeting, viewer).await?;
    let found = Dossier::of_meeting(archive, (&body, &slug), viewer, None).await?;
    let dossier = found.with_context(|| format!("there is no meeting {body}/{slug}"))?;
    if args.minutes && dossier.document.document == DocumentKind::Agenda {
        bail!("no minutes of {body}/{slug} are held; without --minutes its agenda is printed");
    }
    let form = match (args.pack, args.zip, args.docx) {
        (true, ..) => Form::Pack,
        (_, true, _) => Form::Zip,
        (.., true) => Form::Docx,
        _ => Form::Pdf,
    };
    let item = match (&args.item, only) {
        (Some(number), _) => Some(dossier.item_numbered(number)?),
        (None, Some(slug)) if !form.holds_annexes() => dossier.item_at(&slug),
        (None, _) => None,
    };
    let dossier =
        if form.holds_annexes() { dossier.with_annexes(archive, viewer).await? } else { dossier };
    Ok(tokio::task::spawn_blocking(move || dossier.file(form, item)).await??)
}

/// The meeting's body and slug, and an item's slug where its address was given.
async fn meant(
    archive: &Archive,
    text: &str,
    viewer: Audience,
) -> Result<(String, String, Option<String>)> {
    // A file that is there is meant before an address that looks like its path.
    if Path::new(text).is_file() {
        let bytes = std::fs::read(text).with_context(|| format!("cannot read {text}"))?;
        let found = archive.meeting_of_original(&bytes).await?;
        let (body, slug) = found.with_context(|| {
            format!("{text} is not in the archive; `raadslag import` takes it in")
        })?;
        return Ok((body, slug, None));
    }
    match Meant::read(text) {
        Meant::Meeting { body, slug } => Ok((body, slug, None)),
        Meant::Item(slug) => {
            let found = archive.item(&slug, viewer).await?;
            let meeting = found.with_context(|| format!("there is no item {slug}"))?.entry.meeting;
            Ok((meeting.body_slug, meeting.slug, Some(slug)))
        }
        Meant::Other(text) => bail!(
            "`{text}` is no meeting: write kkr-sjaelland/2025-09-02, a portal address, or the path \
             of a file in the archive"
        ),
    }
}

fn write(output: Option<&Path>, bytes: &[u8]) -> Result<()> {
    if let Some(path) = output {
        return std::fs::write(path, bytes)
            .with_context(|| format!("cannot write {}", path.display()));
    }
    let mut out = std::io::stdout().lock();
    let written = out.write_all(bytes).and_then(|()| out.flush());
    written.context("cannot write to standard output")
}
