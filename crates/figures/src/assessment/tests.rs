//! Cases of the literature, each with its source, and what holds for every input.

mod hostile;
mod literature;
mod many;
mod properties;
mod round_trip;

use serde_json::{Value, json};

use super::Assessment;
use crate::kind::Figure;
use crate::{Context, Faults, Intake};

const TODAY: Context = Context { today: jiff::civil::date(2026, 1, 1) };

fn compute(input: Value) -> Result<Assessment, Faults> {
    let intake = Intake::plain(input);
    Assessment::compute(&intake, TODAY).map_err(|faults| intake.located(faults))
}

fn result(input: Value) -> Value {
    compute(input).expect("computes").json()
}

/// Criteria (name, weight, direction) and a row of scores per alternative.
fn input(method: &str, criteria: &[(&str, f64, &str)], rows: &[(&str, &[f64])]) -> Value {
    let criteria: Vec<Value> = criteria
        .iter()
        .map(|(name, weight, direction)| {
            json!({ "name": name, "weight": weight, "direction": direction })
        })
        .collect();
    let alternatives: Vec<Value> =
        rows.iter().map(|(name, scores)| json!({ "name": name, "scores": scores })).collect();
    json!({ "method": method, "criteria": criteria, "alternatives": alternatives })
}

fn scores(result: &Value) -> Vec<f64> {
    let alternatives = result["alternatives"].as_array().expect("a list");
    alternatives.iter().map(|one| one["score"].as_f64().expect("a number")).collect()
}

fn ranks(result: &Value) -> Vec<u64> {
    let alternatives = result["alternatives"].as_array().expect("a list");
    alternatives.iter().map(|one| one["rank"].as_u64().expect("a number")).collect()
}

#[track_caller]
fn assert_near(found: &[f64], expected: &[f64], within: f64) {
    assert_eq!(found.len(), expected.len());
    for (one, other) in found.iter().zip(expected) {
        assert!((one - other).abs() <= within, "{found:?} are not {expected:?}");
    }
}
