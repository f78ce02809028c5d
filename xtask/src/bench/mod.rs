//! End-to-end measurements of the release binary and of what one would use instead.
//!
//! Every figure is a median over interleaved runs, so that a change in the machine's mood meets all
//! alike. Results replace their part of `docs/benchmarks.md`, with machine, versions and commands.

mod archive;
mod client;
mod figures;
mod machine;
mod pages;
mod queries;
mod read;
mod serve;
mod server;
mod stats;
mod synthetic;
mod table;
mod work;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{repo, test};
use table::Table;

/// `cargo xtask bench`
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Which parts; all when none is named.
    #[arg(value_enum)]
    parts: Vec<Part>,
    /// Synthetic agenda items in the archive.
    #[arg(long, default_value_t = 100_000)]
    items: usize,
    /// Runs of each measurement.
    #[arg(long, default_value_t = 7)]
    runs: usize,
    /// How long each page is asked for.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Print the tables and leave docs/benchmarks.md as it is.
    #[arg(long)]
    dry: bool,
    /// For `work`: measure this program instead of a release build made first.
    #[arg(long)]
    program: Option<PathBuf>,
}

impl Options {
    /// Whether only parts are wanted that can do without a release build.
    fn brings_its_program(&self) -> bool {
        self.program.is_some() && self.parts == [Part::Work]
    }
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// Reading documents.
    Read,
    /// Importing, indexing and searching many.
    Archive,
    /// Serving the portal.
    Serve,
    /// Computing figures.
    Figures,
    /// Every page with a hundred readers, and a secretariat's work beside OpenSlides.
    Work,
}

/// Every part and its place in `docs/benchmarks.md`.
const PARTS: [(Part, &str); 5] = [
    (Part::Read, "read"),
    (Part::Archive, "archive"),
    (Part::Serve, "serve"),
    (Part::Figures, "figures"),
    (Part::Work, "work"),
];

/// Measures the parts asked for.
pub(crate) fn run(options: &Options) -> Result<()> {
    test::prepare_benchmarks()?;
    if !options.brings_its_program() {
        repo::check(repo::cargo().args(["build", "--release", "--locked"]))?;
    }
    let folder = repo::target_dir().join("bench");
    std::fs::create_dir_all(&folder)?;
    let folder = std::path::absolute(&folder)?;
    for (part, name) in PARTS {
        if !options.parts.is_empty() && !options.parts.contains(&part) {
            continue;
        }
        println!("\n── bench {name}");
        let tables = match part {
            Part::Read => read::run(options, &folder)?,
            Part::Archive => archive::run(options, &folder)?,
            Part::Serve => serve::run(options, &folder)?,
            Part::Figures => figures::run(options, &folder)?,
            Part::Work => work::run(options, &folder)?,
        };
        publish(options, name, &tables)?;
    }
    Ok(())
}

fn publish(options: &Options, part: &str, tables: &[Table]) -> Result<()> {
    let mut text = machine::described()?;
    for table in tables {
        text.push('\n');
        text.push_str(&table.markdown());
    }
    println!("\n{text}");
    if options.dry {
        return Ok(());
    }
    let path = repo::root().join("docs/benchmarks.md");
    let page = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let page = replaced(&page, part, &text)
        .with_context(|| format!("{} has no place for `{part}`", path.display()))?;
    std::fs::write(&path, page)?;
    println!("written to {}", path.display());
    Ok(())
}

/// The page with what stands between a part's two marks replaced.
fn replaced(page: &str, part: &str, text: &str) -> Option<String> {
    let (begin, end) = (format!("<!-- begin {part} -->\n"), format!("<!-- end {part} -->"));
    let (before, rest) = page.split_once(&begin)?;
    let (_, after) = rest.split_once(&end)?;
    Some(format!("{before}{begin}\n{}\n\n{end}{after}", text.trim()))
}

/// A Python of our own with the peers' packages, made at first use; nothing is installed elsewhere.
fn python(folder: &Path, packages: &[&str]) -> Result<PathBuf> {
    let environment = folder.join("python");
    let python = environment.join("bin/python");
    if !python.is_file() {
        repo::check(repo::command("python3").args(["-m", "venv"]).arg(&environment))?;
    }
    repo::check(
        repo::command(&python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .args(packages),
    )?;
    Ok(python)
}

/// A script of the peers'.
fn script(name: &str) -> PathBuf {
    repo::root().join("xtask/bench").join(name)
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn a_part_replaces_its_own_place_only() {
        let page = "# B\n<!-- begin read -->\nold\n<!-- end read -->\n<!-- begin serve -->\n<!-- end serve -->\n";
        let new = replaced(page, "read", "new\n").expect("there is a place");
        assert!(new.contains("<!-- begin read -->\n\nnew\n\n<!-- end read -->\n<!-- begin serve"));
        assert!(!new.contains("old"));
        assert_eq!(replaced(&new, "read", "new"), Some(new.clone()));
        assert_eq!(replaced(page, "archive", "new"), None);
    }
}
