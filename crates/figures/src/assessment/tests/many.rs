//! Many alternatives: ranked by floats where they tell, else exactly; and what is not looked into said.

use serde_json::{Value, json};

use super::super::{Engine, Method, Normalisation, Problem, ranks as ranks_of, rough, topsis};
use super::{compute, ranks, result};
use crate::Language;
use crate::assessment::Input;

/// Scores that look drawn; every seventh alternative is another one again, and that nearly in turn.
fn many(method: &str, alternatives: usize, criteria: usize) -> Value {
    let score = |row: usize, column: usize| {
        let same = row - row % 7 * usize::from(row % 7 > 4);
        let drawn = (same * 7919 + column * 104_729 + same * column * 31) % 9973;
        drawn * 100_000_000 + usize::from(row % 7 == 5 && column == 1)
    };
    let row = |row: usize| {
        let scores: Vec<usize> = (0..criteria).map(|column| score(row, column)).collect();
        json!({ "name": format!("a{row}"), "scores": scores })
    };
    let criterion = |at: usize| {
        let direction = if at.is_multiple_of(3) { "min" } else { "max" };
        json!({ "name": format!("c{at}"), "weight": 1 + at % 5, "direction": direction })
    };
    json!({
        "method": method,
        "criteria": (0..criteria).map(criterion).collect::<Vec<_>>(),
        "alternatives": (0..alternatives).map(row).collect::<Vec<_>>(),
    })
}

#[test]
fn ranks_of_many_are_those_of_exact_arithmetic() {
    let input: Input = serde_json::from_value(many("topsis", 90, 30)).expect("an input");
    let problem = Problem::of(&input).expect("a problem");
    let rough = rough::ranking(&problem).expect("large enough");
    let exact = topsis::Distances::of(&problem, Normalisation::Vector).expect("computes").scores();
    assert_eq!(rough.ranks, ranks_of(&exact));
    for (rough, exact) in rough.scores.iter().zip(&exact) {
        assert!((rough.to_f64() - exact.to_f64()).abs() < 1e-12);
    }
    let [first, nearly, same] = [0, 5, 6].map(|row| rough.ranks[row]);
    assert_eq!(same, first, "the same scores share a rank");
    assert!(nearly == first - 1 || nearly == first + 2, "nearly the same scores do not");
    assert_eq!(rough.scores[0], rough.scores[5], "though their floats cannot be told apart");
}

/// All lies in criteria whose weights, squared, no float holds: then everything is exact.
#[test]
fn weights_too_small_for_floats_decide_nevertheless() {
    let mut input = many("topsis", 90, 30);
    for criterion in input["criteria"].as_array_mut().expect("a list") {
        criterion["weight"] = json!("1e-73");
    }
    input["criteria"][0]["weight"] = json!("1e72");
    for alternative in input["alternatives"].as_array_mut().expect("a list") {
        alternative["scores"][0] = json!(1);
    }
    let read: Input = serde_json::from_value(input.clone()).expect("an input");
    assert!(rough::ranking(&Problem::of(&read).expect("a problem")).is_none());
    let [first, nearly, same] = [0, 5, 6].map(|row| ranks(&result(input.clone()))[row]);
    assert_eq!(same, first);
    assert_ne!(nearly, first);
}

#[test]
fn what_was_not_looked_into_is_said_in_text_and_json() {
    for (method, size, intervals, possible) in [
        ("weighted-sum", (20, 16), "all", "too-many"),
        ("weighted-sum", (5, 4), "all", "all"),
        ("topsis", (90, 30), "too-many", "not-by-method"),
        ("topsis", (5, 4), "all", "not-by-method"),
        ("copeland", (40, 4), "shared-first", "not-by-method"),
    ] {
        let input = many(method, size.0, size.1);
        let told = result(input.clone());
        assert_eq!(told["sensitivity"]["intervals"]["sought"], intervals, "{method} {size:?}");
        assert_eq!(
            told["sensitivity"]["possible_winners"]["sought"], possible,
            "{method} {size:?}"
        );
        let assessment = compute(input).expect("computes");
        let report = crate::kind::Figure::report(&assessment, Language::Danish);
        let is_told = |start: &str| report.remarks.iter().any(|it| it.text.starts_with(start));
        assert_eq!(is_told("Hvor langt hver vægt"), intervals == "too-many", "{method} {size:?}");
        assert_eq!(is_told("Hvem der kunne vinde"), possible != "all", "{method} {size:?}");
    }
}

#[test]
fn an_explanation_of_many_finds_the_distances_after_all() {
    let assessment = compute(many("topsis", 90, 30)).expect("computes");
    assert!(matches!(assessment.solution.engine, Engine::Rough));
    assert_eq!(assessment.method, Method::Topsis);
    let steps = crate::kind::Figure::report(&assessment, Language::English).explanation;
    let steps = format!("{steps:?}");
    assert!(steps.contains("Distances") && steps.contains("other 84 alternatives"));
    assert_eq!(ranks(&result(many("topsis", 90, 30))).iter().filter(|rank| **rank == 1).count(), 1);
}
