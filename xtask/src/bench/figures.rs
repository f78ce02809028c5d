//! Figures: against `apportionment` and `pymcdm` of the Python index on the same inputs.

use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::stats::{self, Run, figure, milliseconds};
use super::{Options, Table, python, script};
use crate::repo;

const PEERS: [&str; 4] = ["apportionment", "pymcdm", "numpy", "scipy"];

/// One input, and whether the peer can be waited for.
struct Case {
    name: &'static str,
    kind: &'static str,
    input: Value,
    peer: Option<&'static str>,
}

/// The table of whole processes.
pub(crate) fn run(options: &Options, folder: &Path) -> Result<Vec<Table>> {
    let python = python(folder, &PEERS)?;
    let mut table = Table::new(
        "Figures, whole processes",
        &["input", "Raadslag, ms", "peer", "peer, ms", "of which computing, ms", "× peer"],
    );
    for (number, case) in cases().into_iter().enumerate() {
        let input = folder.join(format!("figure-{number}.json"));
        std::fs::write(&input, case.input.to_string())?;
        measure(options, &mut table, &case, &input, &python)?;
    }
    table.note(
        "`raadslag figure KIND INPUT --json`: start-up, reading, checking, computing, ties, \
         neighbours and writing the result; the peers' processes read the same file and compute. \
         \"× peer\" is the peer's whole process by ours.",
    );
    Ok(vec![table])
}

fn measure(
    options: &Options,
    table: &mut Table,
    case: &Case,
    input: &Path,
    python: &Path,
) -> Result<()> {
    let binary = repo::release_binary();
    let ours = || -> Result<()> {
        let mut command = repo::command(&binary);
        command.args(["figure", case.kind]).arg(input).arg("--json").stdout(Stdio::null());
        repo::check(&mut command)
    };
    let Some(peer) = case.peer else {
        let times = stats::in_turns(options.runs, &mut [Box::new(ours) as Run<'_>])?;
        let row = [case.name.to_owned(), milliseconds(times[0])];
        let none = std::iter::repeat_n("–".to_owned(), 4);
        table.row(&row.into_iter().chain(none).collect::<Vec<_>>());
        return Ok(());
    };
    let mut computing = Vec::new();
    let theirs = || -> Result<()> {
        let mut command = repo::command(python);
        let said = repo::output(command.arg(script("figures.py")).arg(case.kind).arg(input))?;
        let said: Value = serde_json::from_str(&said)?;
        computing.push(said["seconds"].as_f64().context("the peer says its seconds")?);
        Ok(())
    };
    let times =
        stats::in_turns(options.runs, &mut [Box::new(ours) as Run<'_>, Box::new(theirs) as _])?;
    // The first turn warmed the caches.
    computing.remove(0);
    computing.sort_by(f64::total_cmp);
    table.row(&[
        case.name.to_owned(),
        milliseconds(times[0]),
        peer.to_owned(),
        milliseconds(times[1]),
        figure(computing[computing.len() / 2] * 1000.0),
        figure(times[1].as_secs_f64() / times[0].as_secs_f64().max(1e-9)),
    ]);
    Ok(())
}

fn cases() -> Vec<Case> {
    let allocation = |name, method, units, peer| Case {
        name,
        kind: "allocation",
        input: units_of(method, units),
        peer,
    };
    let assessment = |name, method, peer| Case {
        name,
        kind: "assessment",
        input: alternatives_of(method, 1000, 50),
        peer,
    };
    vec![
        allocation(
            "largest remainder, 20,000 units",
            "largest-remainder",
            20_000,
            Some("apportionment"),
        ),
        allocation("Sainte-Laguë, 2,000 units", "sainte-lague", 2000, Some("apportionment")),
        allocation("largest remainder, 1,000,000 units", "largest-remainder", 1_000_000, None),
        allocation("Sainte-Laguë, 1,000,000 units", "sainte-lague", 1_000_000, None),
        assessment("TOPSIS, 1,000 × 50", "topsis", Some("pymcdm")),
        assessment("PROMETHEE II, 1,000 × 50", "promethee-ii", Some("pymcdm")),
    ]
}

/// A number that looks drawn and is the same everywhere (Knuth's multiplicative hash).
fn number(index: usize, below: u64) -> u64 {
    (index as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(17) % below
}

fn units_of(method: &str, count: usize) -> Value {
    let unit =
        |index| json!({"name": format!("u{index}"), "base": 1000 + number(index, 1_000_000)});
    let units: Vec<Value> = (0..count).map(unit).collect();
    json!({"total": count * 5, "method": method, "units": units})
}

fn alternatives_of(method: &str, count: usize, criteria: usize) -> Value {
    let criterion = |index: usize| {
        let direction = if index.is_multiple_of(3) { "min" } else { "max" };
        json!({"name": format!("c{index}"), "weight": 1 + number(index, 9), "direction": direction})
    };
    let score =
        |row: usize, column: usize| (1 + number(row * criteria + column, 9999)) as f64 / 100.0;
    let alternative = |row: usize| {
        let scores: Vec<f64> = (0..criteria).map(|column| score(row, column)).collect();
        json!({"name": format!("a{row}"), "scores": scores})
    };
    let criteria_list: Vec<Value> = (0..criteria).map(criterion).collect();
    let alternatives: Vec<Value> = (0..count).map(alternative).collect();
    json!({"method": method, "criteria": criteria_list, "alternatives": alternatives})
}
