//! All that CI does, in order, stopping at the first failure.

mod demo;
mod deny;
mod e2e;
mod fuzz;
mod postgres;
mod rust;
mod system;

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::{repo, tidy};

pub(crate) use demo::Demo;
pub(crate) use postgres::Cluster;

/// `cargo xtask test`
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only these steps, parted by commas.
    #[arg(long, value_name = "STEP", value_delimiter = ',')]
    only: Vec<String>,
    /// Name the steps and do nothing.
    #[arg(long)]
    list: bool,
    /// How long each fuzz target runs.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
}

/// One step.
struct Step {
    name: &'static str,
    about: &'static str,
    run: fn(&Options) -> Result<()>,
}

const STEPS: [Step; 12] = [
    Step {
        name: "system",
        about: "Debian packages the other steps need",
        run: |_| system::ensure(system::FOR_TESTS),
    },
    Step {
        name: "fmt",
        about: "rustfmt has nothing to change",
        run: |_| repo::check(repo::cargo().args(["fmt", "--all", "--check"])),
    },
    Step { name: "tidy", about: "the house rules", run: |_| tidy::run() },
    Step {
        name: "sample",
        about: "the demo's documents are what their texts give",
        run: |_| sample(&["--check"]),
    },
    Step {
        name: "editor",
        about: "the editor's bundle is what its sources give",
        run: |_| e2e::editor(),
    },
    Step { name: "clippy", about: "no warnings in any target", run: |_| rust::clippy() },
    Step {
        name: "tests",
        about: "on SQLite and on a PostgreSQL of their own",
        run: |_| rust::tests(),
    },
    Step {
        name: "doctests",
        about: "the examples in the documentation",
        run: |_| rust::doctests(),
    },
    Step {
        name: "deny",
        about: "advisories, where cargo-deny is installed",
        run: |_| deny::check(),
    },
    Step {
        name: "fuzz",
        about: "every format of the reader against mutated input",
        run: |options| fuzz::run(Duration::from_secs(options.seconds)),
    },
    Step {
        name: "demo",
        about: "the demo on a fresh database, every page it links to",
        run: |_| demo::check(),
    },
    Step { name: "e2e", about: "every kind of page in a real Chromium", run: |_| e2e::run() },
];

/// Makes the demo's documents, or with `--check` compares them.
pub(crate) fn sample(arguments: &[&str]) -> Result<()> {
    let maker = ["run", "--quiet", "--locked", "--package", "sample-maker", "--"];
    repo::check(repo::cargo().args(maker).args(arguments))
}

/// Measures proof-reading and writes the results into its page.
pub(crate) fn proof() -> Result<()> {
    let measure = [
        "run",
        "--quiet",
        "--locked",
        "--release",
        "--package",
        "raadslag-proof",
        "--example",
        "measure",
    ];
    repo::check(repo::cargo().args(measure))
}

/// Sees to what the benchmarks need beside Rust.
pub(crate) fn prepare_benchmarks() -> Result<()> {
    system::ensure(system::FOR_BENCHMARKS)
}

/// Runs the steps asked for.
pub(crate) fn run(options: &Options) -> Result<()> {
    let steps = chosen(&options.only)?;
    if options.list {
        for step in steps {
            println!("{:9} {}", step.name, step.about);
        }
        return Ok(());
    }
    let began = Instant::now();
    let mut durations = Vec::new();
    for (number, step) in (1..).zip(&steps) {
        println!("\n── {number}/{} {}: {}", steps.len(), step.name, step.about);
        let began = Instant::now();
        (step.run)(options).with_context(|| failure(step, number - 1, began.elapsed()))?;
        println!("── {} passed in {}", step.name, shown(began.elapsed()));
        durations.push((step.name, began.elapsed()));
    }
    println!();
    for (name, duration) in &durations {
        println!("{name:9} {:>8}", shown(*duration));
    }
    println!("{:9} {:>8}", "together", shown(began.elapsed()));
    println!("{} passed, 0 failed", durations.len());
    Ok(())
}

fn chosen(only: &[String]) -> Result<Vec<&'static Step>> {
    if let Some(unknown) = only.iter().find(|name| STEPS.iter().all(|step| step.name != *name)) {
        let names = STEPS.map(|step| step.name).join(", ");
        bail!("there is no step `{unknown}`; the steps are {names}");
    }
    Ok(STEPS.iter().filter(|step| only.is_empty() || only.iter().any(|n| n == step.name)).collect())
}

fn failure(step: &Step, passed: usize, after: Duration) -> String {
    let name = step.name;
    let after = shown(after);
    format!(
        "{passed} passed, 1 failed: step `{name}` failed after {after}; \
         run it alone with `cargo xtask test --only {name}`"
    )
}

fn shown(duration: Duration) -> String {
    match duration.as_secs() {
        0..60 => format!("{:.1} s", duration.as_secs_f64()),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{STEPS, chosen, shown};

    #[test]
    fn steps_run_in_the_order_of_ci_whatever_order_they_are_named_in() {
        let only = ["tidy".to_owned(), "fmt".to_owned()];
        let names: Vec<_> =
            chosen(&only).expect("both exist").iter().map(|step| step.name).collect();
        assert_eq!(names, ["fmt", "tidy"]);
        assert_eq!(chosen(&[]).expect("all").len(), STEPS.len());
    }

    #[test]
    fn an_unknown_step_is_named() {
        let error = chosen(&["lint".to_owned()]).err().expect("no such step").to_string();
        assert!(error.contains("`lint`") && error.contains("clippy"), "{error}");
    }

    #[test]
    fn durations_are_shown_in_minutes_from_one_minute_on() {
        assert_eq!(shown(Duration::from_millis(1234)), "1.2 s");
        assert_eq!(shown(Duration::from_secs(61)), "1 min 01 s");
    }
}
