//! `raadslag proof`: what is wrong in files, and what was checked and holds.
//!
//! Exit code 0: no error was found (warnings and hints may have been). 1: at least one finding of
//! level error. 2: a file could not be read.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use raadslag_app::proofing::register;
use raadslag_document::{Document, Spot};
use raadslag_proof::{
    Claim, ClaimJson, Context, Finding, FindingJson, Lang, Level, Location, Register, Report,
    Settings,
};
use serde::Serialize;

use crate::read;

/// Proof-read agendas and minutes.
///
/// Exit code: 0 without errors, 1 when an error was found, 2 when a file could not be read.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Print the findings as a JSON array; with --verified an object of two arrays
    #[arg(long)]
    json: bool,
    /// List what was checked and holds, too
    #[arg(long)]
    verified: bool,
    /// The lowest level shown [default: warning; with --json: hint]
    #[arg(long, value_enum)]
    level: Option<LevelArg>,
    /// Language of the messages
    #[arg(long, value_enum, default_value = "da")]
    lang: LangArg,
    /// Files or folders
    #[arg(required = true)]
    paths: Vec<PathBuf>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum LevelArg {
    Error,
    Warning,
    Hint,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum LangArg {
    Da,
    En,
}

/// One file's outcome.
struct Proofed<'a> {
    path: &'a Path,
    document: Document,
    report: Report,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let files = read::files(&args.paths)?;
    let mut proofed = Vec::new();
    let mut failed = false;
    let readings = read::read_all(&files, None);
    // Each file knows the meetings and the people of the others.
    let mut known = Register::default();
    for reading in readings.iter().flatten() {
        known.learn(&reading.document);
    }
    for (path, reading) in files.iter().zip(readings) {
        match reading {
            Ok(reading) => {
                let report = report(&reading.document, &known);
                proofed.push(Proofed { path, document: reading.document, report });
            }
            Err(error) => {
                eprintln!("{}: {error:#}", path.display());
                failed = true;
            }
        }
    }
    let mut out = std::io::stdout().lock();
    if args.json {
        print_json(&mut out, args, &proofed)?;
    } else {
        print(&mut out, args, &proofed)?;
    }
    out.flush()?;
    let wrong = proofed.iter().any(|file| file.report.at_least(Level::Error).next().is_some());
    Ok(match (failed, wrong) {
        (true, _) => ExitCode::from(2),
        (false, true) => ExitCode::FAILURE,
        (false, false) => ExitCode::SUCCESS,
    })
}

fn report(document: &Document, known: &Register) -> Report {
    let Register { meetings, people, .. } = known.clone();
    let register = Register { meetings, people, ..register(document) };
    let settings = Settings::default();
    let today = None;
    raadslag_proof::proof(document, &Context { register: &register, settings: &settings, today })
}

impl Args {
    fn level(&self) -> Level {
        match self.level {
            Some(LevelArg::Error) => Level::Error,
            Some(LevelArg::Hint) => Level::Hint,
            None if self.json => Level::Hint,
            Some(LevelArg::Warning) | None => Level::Warning,
        }
    }

    fn lang(&self) -> Lang {
        match self.lang {
            LangArg::Da => Lang::Da,
            LangArg::En => Lang::En,
        }
    }

    /// The words around the findings.
    fn say<'w>(&self, da: &'w str, en: &'w str) -> &'w str {
        match self.lang {
            LangArg::Da => da,
            LangArg::En => en,
        }
    }
}

#[derive(Serialize)]
struct Both<'r> {
    findings: Vec<FindingJson<'r>>,
    verified: Vec<ClaimJson<'r>>,
}

/// All files' findings in one array, in the order of the files.
fn print_json(out: &mut impl Write, args: &Args, proofed: &[Proofed<'_>]) -> Result<()> {
    let lang = args.lang();
    let findings = proofed.iter().flat_map(|file| file.report.at_least(args.level()));
    let findings: Vec<FindingJson<'_>> = findings.map(|finding| finding.json(lang)).collect();
    if args.verified {
        let verified = proofed.iter().flat_map(|file| &file.report.verified);
        let verified = verified.map(|claim| claim.json(lang)).collect();
        serde_json::to_writer_pretty(&mut *out, &Both { findings, verified })?;
    } else {
        serde_json::to_writer_pretty(&mut *out, &findings)?;
    }
    writeln!(out)?;
    Ok(())
}

fn print(out: &mut impl Write, args: &Args, proofed: &[Proofed<'_>]) -> Result<()> {
    for file in proofed {
        writeln!(out, "{}", file.path.display())?;
        let mut last = None;
        for finding in file.report.at_least(args.level()) {
            heading(out, file, &finding.at, &mut last)?;
            print_finding(out, args, finding)?;
        }
        if args.verified {
            writeln!(
                out,
                "  {}",
                args.say("Kontrolleret, og det holder:", "Checked, and it holds:")
            )?;
            let mut last = None;
            for claim in &file.report.verified {
                heading(out, file, &claim.at, &mut last)?;
                print_claim(out, args, claim)?;
            }
        }
        summary(out, args, &file.report)?;
    }
    Ok(())
}

/// The item's number and title, once.
fn heading(
    out: &mut impl Write,
    file: &Proofed<'_>,
    at: &Location,
    last: &mut Option<usize>,
) -> Result<()> {
    if *last != Some(at.index) {
        *last = Some(at.index);
        let title = file.document.items().nth(at.index).map_or("", |item| item.title.as_str());
        writeln!(out, "  {} {title}", at.item.as_deref().unwrap_or("-"))?;
    }
    Ok(())
}

fn print_finding(out: &mut impl Write, args: &Args, finding: &Finding) -> Result<()> {
    let lang = args.lang();
    let level = match finding.level {
        Level::Error => args.say("FEJL", "ERROR"),
        Level::Warning => args.say("advarsel", "warning"),
        Level::Hint => args.say("tip", "hint"),
    };
    writeln!(out, "    {level:<8} {}  [{}]", finding.message.in_lang(lang), finding.code)?;
    quote(out, args, &finding.at)?;
    writeln!(out, "             {}", finding.why.in_lang(lang))?;
    if let Some(suggestion) = &finding.suggestion {
        writeln!(out, "             → {}", suggestion.in_lang(lang))?;
    }
    Ok(())
}

fn print_claim(out: &mut impl Write, args: &Args, claim: &Claim) -> Result<()> {
    writeln!(out, "    ✓ {}  [{}]", claim.message.in_lang(args.lang()), claim.code)?;
    quote(out, args, &claim.at)
}

/// The quoted place, shortened in the middle.
fn quote(out: &mut impl Write, args: &Args, at: &Location) -> Result<()> {
    if at.place.spot == Spot::Title {
        return Ok(());
    }
    let letters: Vec<char> = at.text.chars().map(|c| if c == '\n' { ' ' } else { c }).collect();
    let text: String = if letters.len() > 110 {
        letters[..60].iter().chain(&[' ', '…', ' ']).chain(&letters[letters.len() - 45..]).collect()
    } else {
        letters.iter().collect()
    };
    writeln!(
        out,
        "             »{text}«  ({} {} {})",
        at.field,
        args.say("blok", "block"),
        at.block + 1
    )?;
    Ok(())
}

fn summary(out: &mut impl Write, args: &Args, report: &Report) -> Result<()> {
    let count = |level| report.findings.iter().filter(|finding| finding.level == level).count();
    let (errors, warnings, hints) =
        (count(Level::Error), count(Level::Warning), count(Level::Hint));
    let held = report.verified.len();
    let line = match args.lang {
        LangArg::Da => {
            format!("{errors} fejl, {warnings} advarsler, {hints} tip; {held} oplysninger holder")
        }
        LangArg::En => {
            format!("{errors} errors, {warnings} warnings, {hints} hints; {held} claims hold")
        }
    };
    writeln!(out, "  {line}")?;
    Ok(())
}
