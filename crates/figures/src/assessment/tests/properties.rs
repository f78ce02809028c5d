use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::{Engine, Ranking, solve};
use super::{compute, ranks, result};
use crate::assessment::problem::Problem;
use crate::assessment::reach::Reach;
use crate::assessment::{Assessment, Input};
use crate::{Exact, Faults, Language};

const METHODS: [&str; 5] = ["weighted-sum", "topsis", "promethee-ii", "borda", "copeland"];

fn inputs() -> impl Strategy<Value = Value> {
    (1..5_usize, 2..6_usize, 0..METHODS.len()).prop_flat_map(|(criteria, alternatives, method)| {
        let weights = prop::collection::vec((0..20_u32, any::<bool>()), criteria);
        let scores =
            prop::collection::vec(prop::collection::vec(1..12_u32, criteria), alternatives);
        (weights, scores).prop_map(move |(mut weights, scores)| {
            weights[0].0 += 1;
            let criteria = weights.iter().enumerate().map(|(at, (weight, is_cost))| {
                let direction = if *is_cost { "min" } else { "max" };
                json!({ "name": format!("c{at}"), "weight": weight, "direction": direction })
            });
            let alternatives = scores
                .iter()
                .enumerate()
                .map(|(at, scores)| json!({ "name": format!("a{at}"), "scores": scores }));
            json!({
                "method": METHODS[method],
                "criteria": criteria.collect::<Vec<_>>(),
                "alternatives": alternatives.collect::<Vec<_>>(),
            })
        })
    })
}

/// The winners when one weight is what is given and the others keep their proportions.
fn winners(assessment: &Assessment, at: usize, share: &Exact) -> Result<Vec<usize>, Faults> {
    let mut problem = assessment.problem.clone();
    let shares = crate::assessment::sensitivity::moved(&problem.weights.shares, at, share);
    problem.weights.given = shares.clone();
    problem.weights.shares = shares;
    Ok(solve(&problem, assessment.method, assessment.normalisation)?.winners())
}

fn reversed(input: &Value) -> Value {
    let mut input = input.clone();
    input["alternatives"].as_array_mut().expect("a list").reverse();
    input
}

proptest! {
    #[test]
    fn the_order_of_the_alternatives_does_not_matter(input in inputs()) {
        let mut mirrored = ranks(&result(reversed(&input)));
        mirrored.reverse();
        prop_assert_eq!(ranks(&result(input)), mirrored);
    }

    #[test]
    fn the_same_input_gives_the_same_bytes(input in inputs()) {
        let bytes = |input: &Value| {
            let assessment = compute(input.clone()).expect("computes");
            let report = crate::kind::Figure::report(&assessment, Language::Danish);
            (result(input.clone()).to_string(), report.to_text(Language::Danish, 80))
        };
        prop_assert_eq!(bytes(&input), bytes(&input));
    }

    #[test]
    fn who_is_dominated_is_not_before_who_dominates(input in inputs()) {
        let assessment = compute(input).expect("computes");
        let ranks = &assessment.solution.ranking.ranks;
        for (one, by) in assessment.dominators.iter().enumerate() {
            if let Some(by) = by {
                prop_assert!(ranks[*by] <= ranks[one]);
            }
        }
    }

    #[test]
    fn the_winner_stays_inside_the_span_and_not_outside(input in inputs()) {
        let assessment = compute(input).expect("computes");
        let step = Exact::from(1) / Exact::from(1_000_000_000);
        let one = Exact::from(1);
        for (at, span) in assessment.spans.iter().enumerate() {
            let Some(span) = span else { continue };
            let winner = assessment.solution.winners();
            let (low, high) = (&span.low, &span.high);
            prop_assert!(low <= high);
            let today = &assessment.problem.weights.shares[at];
            prop_assert!(low <= today && today <= high);
            if high - low > step {
                for inside in [low + &step, high - &step] {
                    prop_assert_eq!(&winners(&assessment, at, &inside).expect("solves"), &winner);
                }
            }
            if span.below.is_some() && *low > step {
                prop_assert_ne!(&winners(&assessment, at, &(low - &step)).expect("solves"), &winner);
            }
            if span.above.is_some() && high + &step < one {
                prop_assert_ne!(&winners(&assessment, at, &(high + &step)).expect("solves"), &winner);
            }
        }
    }

    #[test]
    fn who_can_win_wins_with_the_weights_shown(input in inputs()) {
        let assessment = compute(input).expect("computes");
        let Some(reaches) = &assessment.reaches else { return Ok(()) };
        let winners = assessment.solution.winners();
        for (one, reach) in reaches.iter().enumerate() {
            let weights = match reach {
                Reach::Alone(weights) | Reach::Shared(weights) => weights,
                Reach::Never => {
                    prop_assert!(!winners.contains(&one), "wins but is said never to");
                    continue;
                }
            };
            prop_assert_eq!(weights.iter().sum::<Exact>(), Exact::from(1));
            let mut problem = assessment.problem.clone();
            problem.weights.given = weights.clone();
            problem.weights.shares = weights.clone();
            let solution = solve(&problem, assessment.method, assessment.normalisation).expect("solves");
            let found = solution.winners();
            match reach {
                Reach::Alone(_) => prop_assert_eq!(found, vec![one]),
                _ => prop_assert!(found.contains(&one) && found.len() > 1),
            }
        }
    }

    #[test]
    fn a_weighted_sum_is_the_sum_of_what_each_criterion_gives(input in inputs()) {
        let assessment = compute(input).expect("computes");
        let Engine::Linear(linear) = &assessment.solution.engine else { return Ok(()) };
        for (one, score) in assessment.solution.ranking.scores.iter().enumerate() {
            let parts = 0..assessment.problem.criteria.len();
            prop_assert_eq!(&parts.map(|at| linear.contribution(at, one)).sum::<Exact>(), score);
        }
    }

    #[test]
    fn a_better_score_never_lowers_a_rank(input in inputs(), who in 0..2_usize) {
        let method = input["method"].clone();
        // With these normalisations a score moves the others' too; ranks may then reverse.
        prop_assume!(method != "topsis" && method != "weighted-sum");
        let mut better = input.clone();
        let is_cost = input["criteria"][0]["direction"] == "min";
        let old = input["alternatives"][who]["scores"][0].as_u64().expect("a number");
        better["alternatives"][who]["scores"][0] = json!(if is_cost { old - 1 } else { old + 1 });
        prop_assert!(ranks(&result(better))[who] <= ranks(&result(input))[who]);
    }
}

#[test]
fn equal_scores_share_a_rank_and_leave_the_next_free() {
    let input: Input = serde_json::from_value(json!({
        "normalisation": "none",
        "criteria": [{ "name": "a", "weight": 1 }],
        "alternatives": [
            { "name": "A", "scores": [2] }, { "name": "B", "scores": [3] },
            { "name": "C", "scores": [2] }, { "name": "D", "scores": [1] },
        ],
    }))
    .expect("reads");
    let Ranking { ranks, .. } = crate::assessment::ranking(&input).expect("ranks");
    assert_eq!(ranks, [2, 1, 2, 4]);
    assert!(Problem::of(&input).is_ok());
}
