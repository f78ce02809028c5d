//! Reading documents: against `pdftotext` and `PyMuPDF`, which give the text and no structure.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::stats::{self, Run, figure, milliseconds, rate};
use super::{Options, Table, machine, python, script, synthetic};
use crate::repo;

/// A real agenda with text, tables and links.
const REAL: &str = "../shared/agendas/aarhus-byraad-2025-08-27.pdf";
/// Items that fill about fifty pages.
const LONG_ITEMS: usize = 90;
/// So many copies tell what a document costs once the program runs.
const COPIES: usize = 20;

/// Both tables.
pub(crate) fn run(options: &Options, folder: &Path) -> Result<Vec<Table>> {
    let real = repo::root().join(REAL);
    ensure!(real.is_file(), "the real agenda is missing: {}", real.display());
    let long = long_agenda(folder)?;
    let python = python(folder, &["pymupdf"])?;
    let mut pages_table =
        Table::new("PDF on one core", &["file", "program", "ms", "pages/s", "× pdftotext"]);
    for file in [&real, &long] {
        compare(options, &mut pages_table, file, &python, folder)?;
    }
    pages_table.note(machine::version("pdftotext", "-v"));
    pages_table.note(format!(
        "PyMuPDF {}",
        repo::output(
            repo::command(&python).args(["-c", "import pymupdf; print(pymupdf.__version__)"])
        )?
        .trim()
    ));
    pages_table.note(
        "Whole processes on one core (`taskset`), start-up included, medians of interleaved runs. \
         \"Further document\" is what one more costs in the same process. Ours writes the \
         structured JSON; the others write text.",
    );
    Ok(vec![pages_table, several(options, &[real, long], folder)?])
}

/// An agenda of about fifty pages, printed by Chromium as offices print theirs.
fn long_agenda(folder: &Path) -> Result<PathBuf> {
    let (page, pdf) = (folder.join("long.html"), folder.join("long.pdf"));
    std::fs::write(&page, synthetic::web_page(LONG_ITEMS)?)?;
    repo::output(
        repo::command("chromium")
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"])
            .arg(format!("--print-to-pdf={}", pdf.display()))
            .arg(&page),
    )?;
    Ok(pdf)
}

fn compare(
    options: &Options,
    table: &mut Table,
    file: &Path,
    python: &Path,
    folder: &Path,
) -> Result<()> {
    let pages = pages(file)?;
    let copies = copies(file, &folder.join("copies"), COPIES)?;
    let binary = repo::release_binary();
    let ours = |path: &Path| {
        quiet(&[
            "taskset".as_ref(),
            "-c".as_ref(),
            "0".as_ref(),
            binary.as_os_str(),
            "read".as_ref(),
            "--json".as_ref(),
            "--jobs".as_ref(),
            "1".as_ref(),
            path.as_os_str(),
        ])
    };
    let text = |layout: &[&str]| {
        let mut command =
            quiet(&["taskset".as_ref(), "-c".as_ref(), "0".as_ref(), "pdftotext".as_ref()]);
        command.args(layout).arg(file).arg("-");
        command
    };
    let mut mupdf = quiet(&["taskset".as_ref(), "-c".as_ref(), "0".as_ref(), python.as_os_str()]);
    mupdf.arg(script("pymupdf_text.py")).arg(file);
    let mut commands = [ours(file), ours(&copies), text(&[]), text(&["-layout"]), mupdf];
    let mut contenders: Vec<Run<'_>> =
        commands.iter_mut().map(|command| Box::new(|| repo::check(command)) as Run<'_>).collect();
    let times = stats::in_turns(options.runs, &mut contenders)?;
    drop(contenders);
    let inside = inside_python(options, python, file)?;
    let further = times[1].saturating_sub(times[0]) / u32::try_from(COPIES - 1)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for (program, time) in [
        ("`raadslag read --json`", times[0]),
        ("the same, further document", further),
        ("`pdftotext`", times[2]),
        ("`pdftotext -layout`", times[3]),
        ("PyMuPDF", times[4]),
        ("PyMuPDF, further document", inside),
    ] {
        table.row(&[
            format!("{name}, {pages} pages"),
            program.to_owned(),
            milliseconds(time),
            figure(rate(pages, time)),
            figure(times[2].as_secs_f64() / time.as_secs_f64().max(1e-9)),
        ]);
    }
    Ok(())
}

/// Documents per second of a folder with both files, on one core and on two.
fn several(options: &Options, files: &[PathBuf], folder: &Path) -> Result<Table> {
    let mixed = folder.join("mixed");
    let _ = std::fs::remove_dir_all(&mixed);
    for file in files {
        copies(file, &mixed.join(file.file_stem().unwrap_or_default()), COPIES)?;
    }
    let documents = files.len() * COPIES;
    let mut commands: Vec<_> = ["1", "2"]
        .map(|jobs| {
            let mut command = quiet(&[repo::release_binary().as_os_str()]);
            command.args(["read", "--json", "--jobs", jobs]).arg(&mixed);
            command
        })
        .into();
    let mut contenders: Vec<Run<'_>> =
        commands.iter_mut().map(|command| Box::new(|| repo::check(command)) as Run<'_>).collect();
    let times = stats::in_turns(options.runs, &mut contenders)?;
    let mut table = Table::new("Several documents", &["jobs", "documents/s", "× one job"]);
    for (jobs, time) in ["1", "2"].iter().zip(&times) {
        let speed_up = times[0].as_secs_f64() / time.as_secs_f64();
        table.row(&[(*jobs).to_owned(), figure(rate(documents, *time)), figure(speed_up)]);
    }
    table.note(format!("{documents} documents: {COPIES} copies of each file above."));
    Ok(table)
}

/// A command whose output nobody reads.
fn quiet(words: &[&std::ffi::OsStr]) -> Command {
    let mut command = repo::command(words[0]);
    command.args(&words[1..]).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn copies(file: &Path, folder: &Path, count: usize) -> Result<PathBuf> {
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder)?;
    for index in 0..count {
        std::fs::copy(file, folder.join(format!("{index:03}.pdf")))?;
    }
    Ok(folder.to_owned())
}

fn pages(file: &Path) -> Result<usize> {
    let said = repo::output(repo::command("pdfinfo").arg(file))?;
    let pages = said.lines().find_map(|line| line.strip_prefix("Pages:")?.trim().parse().ok());
    pages.context("pdfinfo says no number of pages")
}

/// What `PyMuPDF` needs once it is loaded.
fn inside_python(options: &Options, python: &Path, file: &Path) -> Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..options.runs.max(1) {
        let said = repo::output(
            repo::command(python).arg(script("pymupdf_text.py")).arg(file).arg("time"),
        )?;
        times.push(Duration::from_secs_f64(said.trim().parse().context("a time in seconds")?));
    }
    Ok(stats::percentile(times, 50))
}
