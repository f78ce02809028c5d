//! How long an assessment takes. `cargo bench -p raadslag-figures --bench assessment`.

use raadslag_figures::assessment::{Input, ranking};
use raadslag_figures::{Context, Intake, Kind};
use serde_json::{Value, json};

fn main() {
    divan::main();
}

const METHODS: [&str; 3] = ["weighted-sum", "topsis", "promethee-ii"];

/// The same numbers every time, without a generator's crate: the steps of Lehmer's.
fn input(method: &str, alternatives: usize, criteria: usize) -> Value {
    let mut state = 1_u64;
    let mut next = move |most: u64| {
        state = state * 48_271 % 2_147_483_647;
        1 + state % most
    };
    let criteria: Vec<Value> = (0..criteria)
        .map(|at| {
            let direction = if at % 3 == 0 { "min" } else { "max" };
            json!({ "name": format!("c{at}"), "weight": next(100), "direction": direction })
        })
        .collect();
    let alternatives: Vec<Value> = (0..alternatives)
        .map(|at| {
            let scores: Vec<u64> = criteria.iter().map(|_| next(1000)).collect();
            json!({ "name": format!("a{at}"), "scores": scores })
        })
        .collect();
    json!({ "method": method, "criteria": criteria, "alternatives": alternatives })
}

/// Scores and ranks of 1,000 alternatives by 50 criteria, from the input read.
#[divan::bench(args = METHODS, sample_count = 10)]
fn ranks_1000_by_50(bencher: divan::Bencher<'_, '_>, method: &str) {
    let input: Input = serde_json::from_value(input(method, 1000, 50)).expect("an input");
    bencher.bench(|| ranking(&input).expect("ranks"));
}

/// All of it from JSON: reading, ranks, weights' spans, who is dominated.
#[divan::bench(args = METHODS, sample_count = 5)]
fn computes_1000_by_50(bencher: divan::Bencher<'_, '_>, method: &str) {
    let intake = Intake::plain(input(method, 1000, 50));
    let context = Context { today: jiff::civil::date(2026, 1, 1) };
    bencher.bench(|| Kind::Assessment.compute(&intake, context).expect("computes"));
}

/// A meeting's usual size, with who could win under any weights.
#[divan::bench(args = METHODS)]
fn computes_5_by_6(bencher: divan::Bencher<'_, '_>, method: &str) {
    let intake = Intake::plain(input(method, 5, 6));
    let context = Context { today: jiff::civil::date(2026, 1, 1) };
    bencher.bench(|| Kind::Assessment.compute(&intake, context).expect("computes"));
}
