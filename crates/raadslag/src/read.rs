//! `raadslag read`: files in, documents out.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result};
use raadslag_document::{Document, DocumentKind};
use raadslag_reader::{LARGEST, Reader, Reading, Source};

use crate::progress;

/// Read agendas and minutes.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Print the documents as JSON: one object, or an array for several files
    #[arg(long)]
    json: bool,
    /// Print how much of each file's words is in its document, and the words that are not
    #[arg(long, conflicts_with = "json")]
    coverage: bool,
    /// Files read at the same time [default: number of cores]
    #[arg(long)]
    jobs: Option<usize>,
    /// Files or folders
    #[arg(required = true)]
    paths: Vec<PathBuf>,
}

/// Runs the command. Fails when a file could not be read; the others are still shown.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let files = files(&args.paths)?;
    let read = read_all(&files, args.jobs);
    // Standard output by itself writes line by line.
    let mut out = BufWriter::with_capacity(64 << 10, std::io::stdout().lock());
    if args.json {
        print_json(&mut out, &read)?;
    } else {
        for (path, reading) in files.iter().zip(&read) {
            let Ok(reading) = reading else { continue };
            writeln!(out, "{}", path.display())?;
            if args.coverage {
                print_coverage(&mut out, reading)?;
            } else {
                print_summary(&mut out, &reading.document)?;
            }
        }
    }
    out.flush()?;
    let mut failed = 0;
    for (path, reading) in files.iter().zip(&read) {
        if let Err(error) = reading {
            eprintln!("{}: {error:#}", path.display());
            failed += 1;
        }
    }
    let whole = !args.coverage
        || read.iter().flatten().all(|reading| reading.coverage().missing.is_empty());
    Ok(if failed == 0 && whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The files named, and those in the folders named, in order of their names.
pub(crate) fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut open: Vec<PathBuf> = paths.iter().rev().cloned().collect();
    while let Some(path) = open.pop() {
        let kind =
            std::fs::metadata(&path).with_context(|| format!("cannot open {}", path.display()))?;
        if !kind.is_dir() {
            files.push(path);
            continue;
        }
        let entries =
            std::fs::read_dir(&path).with_context(|| format!("cannot list {}", path.display()))?;
        let mut inside: Vec<PathBuf> =
            entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
        inside.retain(|path| {
            !path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
        });
        inside.sort();
        open.extend(inside.into_iter().rev());
    }
    Ok(files)
}

/// Reads the files on several threads; a progress bar shows when there are many.
pub(crate) fn read_all(files: &[PathBuf], jobs: Option<usize>) -> Vec<Result<Reading>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = jobs.unwrap_or(cores).clamp(1, files.len().max(1));
    let bar = progress::bar(files.len() as u64);
    let reader = Reader::new();
    let next = AtomicUsize::new(0);
    let mut read: Vec<(usize, Result<Reading>)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs)
            .map(|_| {
                scope.spawn(|| {
                    let mut read = Vec::new();
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(path) = files.get(index) else { return read };
                        read.push((index, read_file(&reader, path)));
                        bar.inc(1);
                    }
                })
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
    });
    bar.finish_and_clear();
    read.sort_by_key(|(index, _)| *index);
    read.into_iter().map(|(_, reading)| reading).collect()
}

fn read_file(reader: &Reader, path: &Path) -> Result<Reading> {
    let size = std::fs::metadata(path)?.len();
    if size > LARGEST {
        return Err(raadslag_reader::ReadError::TooLarge { size, limit: LARGEST }.into());
    }
    let bytes = std::fs::read(path)?;
    let name = path.file_name().and_then(|name| name.to_str());
    Ok(reader.read(&bytes, &Source { name })?)
}

fn print_json(out: &mut impl Write, read: &[Result<Reading>]) -> Result<()> {
    let documents: Vec<&Document> =
        read.iter().flatten().map(|reading| &reading.document).collect();
    match documents[..] {
        [document] if read.len() == 1 => serde_json::to_writer_pretty(&mut *out, document)?,
        _ if read.len() == 1 => return Ok(()),
        _ => serde_json::to_writer_pretty(&mut *out, &documents)?,
    }
    writeln!(out)?;
    Ok(())
}

fn print_coverage(out: &mut impl Write, reading: &Reading) -> Result<()> {
    let coverage = reading.coverage();
    // Rounded down, so that a single missing word never shows as 100 %.
    let share = (coverage.share() * 10_000.0).floor() / 100.0;
    writeln!(out, "  {share:.2} % of {} words are in the document", coverage.total)?;
    for (word, at) in &coverage.missing {
        let page = at.page.map(|page| format!("page {page}, ")).unwrap_or_default();
        let line = at.line.map(|line| format!("line {line}: ")).unwrap_or_default();
        writeln!(out, "  missing: {page}{line}{word}")?;
    }
    Ok(())
}

/// A page a person can check: head, items, problems.
fn print_summary(out: &mut impl Write, document: &Document) -> Result<()> {
    let kind = match document.document {
        DocumentKind::Agenda => "Agenda",
        DocumentKind::Minutes => "Minutes",
    };
    let meeting = &document.meeting;
    write!(out, "  {kind} of {}", document.body.as_deref().unwrap_or("an unnamed body"))?;
    match meeting.date {
        Some(date) => write!(out, ", {date}")?,
        None => write!(out, ", without date")?,
    }
    for time in [meeting.start, meeting.end].into_iter().flatten() {
        write!(out, " {time}")?;
    }
    writeln!(out, "{}", if meeting.r#virtual { ", on line" } else { "" })?;
    for section in &document.sections {
        if let Some(title) = &section.title {
            let number = section.number.as_deref().unwrap_or_default();
            writeln!(out, "  {number}. {title}")?;
        }
        for item in &section.items {
            let number = item.number.as_deref().unwrap_or("-");
            let outcome = item.decision.as_ref().map_or("", |decision| decision.outcome.name());
            let line = format!("    {number:<5} {:<12} {} {outcome}", item.kind.name(), item.title);
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    for problem in &document.problems {
        let page = problem.page.map(|page| format!("page {page}, ")).unwrap_or_default();
        let line = problem.line.map(|line| format!("line {line}: ")).unwrap_or_default();
        writeln!(out, "  problem: {page}{line}{} [{}]", problem.message, problem.code)?;
    }
    Ok(())
}
