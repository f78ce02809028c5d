//! The fuzz targets of `fuzz/`, built with coverage counters by the stable compiler.
//!
//! The flags are those of `cargo fuzz --sanitizer none`. An address sanitizer would find nothing
//! more in our own code: it is forbidden to be unsafe.

use std::fs::File;
use std::iter;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::repo;

const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares \
    -Ccodegen-units=1 --cfg fuzzing";

/// One process for each core.
const AT_ONCE: usize = 2;

/// What a target did.
struct Report {
    executions: u64,
    edges: u64,
}

/// Builds every target and runs each for so long.
pub(crate) fn run(each: Duration) -> Result<()> {
    let binaries = build()?;
    let mut failures = Vec::new();
    for (target, run) in run_all(&binaries, targets()?, each) {
        match run {
            Ok(Report { executions, edges }) => {
                println!("{target:6} {executions:>9} executions, {edges:>6} edges, no crash");
            }
            Err(error) => failures.push(format!("{error:#}")),
        }
    }
    if !failures.is_empty() {
        bail!("{}", failures.join("\n"));
    }
    Ok(())
}

/// Runs the targets, each core taking the next when it is free.
fn run_all(binaries: &Path, targets: Vec<String>, each: Duration) -> Vec<(String, Result<Report>)> {
    let waiting = Mutex::new(targets.into_iter());
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    let run = |target: String| {
        let ended = run_target(binaries, &target, each);
        (target, ended)
    };
    let work = || iter::from_fn(next).map(run).collect::<Vec<_>>();
    let mut runs: Vec<_> = thread::scope(|scope| {
        let cores: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(work)).collect();
        let ended = cores.into_iter().map(thread::ScopedJoinHandle::join);
        ended.flat_map(|runs| runs.expect("running a target does not panic")).collect()
    });
    runs.sort_by(|a, b| a.0.cmp(&b.0));
    runs
}

/// The names of the targets, one per file.
fn targets() -> Result<Vec<String>> {
    let folder = repo::root().join("fuzz/fuzz_targets");
    let files = std::fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
    let mut names: Vec<_> = files
        .flatten()
        .filter_map(|file| Some(file.file_name().to_str()?.strip_suffix(".rs")?.to_owned()))
        .collect();
    names.sort();
    Ok(names)
}

/// Builds all targets; returns the folder of the binaries.
fn build() -> Result<PathBuf> {
    // Naming the target keeps the counters out of build scripts and macros.
    let host = repo::output(repo::command("rustc").args(["--print", "host-tuple"]))?;
    let folder = repo::target_dir().join("fuzz");
    repo::check(
        repo::cargo()
            .args(["build", "--manifest-path", "fuzz/Cargo.toml", "--release", "--bins"])
            .args(["--target", host.trim(), "--target-dir"])
            .arg(&folder)
            .env("RUSTFLAGS", FLAGS),
    )?;
    Ok(folder.join(host.trim()).join("release"))
}

fn run_target(binaries: &Path, target: &str, each: Duration) -> Result<Report> {
    let folder = repo::target_dir().join("fuzz/runs").join(target);
    let corpus = folder.join("corpus");
    std::fs::create_dir_all(&corpus)?;
    let log = folder.join("log");
    let status = repo::command(binaries.join(target))
        .arg(format!("-max_total_time={}", each.as_secs()))
        .args(["-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1"])
        .arg(format!("-artifact_prefix={}/", folder.display()))
        .arg(&corpus)
        .arg(repo::root().join("fuzz/seeds").join(target))
        .stdout(Stdio::null())
        .stderr(File::create(&log)?)
        .status()?;
    let said = String::from_utf8_lossy(&std::fs::read(&log)?).into_owned();
    if !status.success() {
        bail!(
            "fuzz target `{target}` ended with {status}:\n{}\n\
             keep the input in crates/reader/tests/crashers/ and mend the reader; all is in {}",
            complaint(&said),
            log.display()
        );
    }
    report(&said)
        .with_context(|| format!("fuzz target `{target}` ran blind; see {}", log.display()))
}

/// What a log says of a crash: the panic, or why libFuzzer stopped, and where the input is.
fn complaint(log: &str) -> String {
    const TELLING: [&str; 4] = ["panicked at", "ERROR: libFuzzer", "ALARM", "Test unit written"];
    let mut lines = log.lines();
    let mut telling = Vec::new();
    while let Some(line) = lines.next() {
        if TELLING.iter().any(|mark| line.contains(mark)) {
            telling.push(line);
        }
        // What a panic says stands on the line below its place.
        if line.contains("panicked at") {
            telling.extend(lines.next());
        }
    }
    telling.join("\n")
}

/// Reads libFuzzer's log; `None` when it had no coverage to go by.
fn report(log: &str) -> Option<Report> {
    log.lines().find(|line| line.contains("inline 8-bit counters"))?;
    let executions =
        log.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    let edges = log.lines().rev().find_map(|line| line.split_once(" cov: ")?.1.split(' ').next());
    Some(Report { executions: executions?.trim().parse().ok()?, edges: edges?.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::{complaint, report};

    const COUNTERS: &str = "INFO: Loaded 1 modules   (9 inline 8-bit counters): 9 [a, b),";
    const PROGRESS: &str = "#2\tINITED cov: 22 ft: 23 corp: 1/1b\n#9\tDONE   cov: 31 ft: 4";
    const STATS: &str = "stat::number_of_executed_units: 1234";

    #[test]
    fn executions_and_edges_are_read_from_the_log() {
        let report = report(&[COUNTERS, PROGRESS, STATS].join("\n")).expect("all is there");
        assert_eq!((report.executions, report.edges), (1234, 31));
    }

    #[test]
    fn a_crash_is_told_by_its_panic_and_its_input() {
        let log = "INFO: x\nthread 'main' panicked at a.rs:1:2:\nout of range\n  0: frame\n\
            a; Test unit written to crash-1";
        let expected = "thread 'main' panicked at a.rs:1:2:\nout of range\n\
            a; Test unit written to crash-1";
        assert_eq!(complaint(log), expected);
    }

    #[test]
    fn a_run_without_counters_is_no_run() {
        assert!(report(&[PROGRESS, STATS].join("\n")).is_none());
    }
}
