//! The result in its public JSON form.

use serde_json::{Value, json};

use super::reach::Reach;
use super::sensitivity::Span;
use super::{Assessment, Engine};
use crate::Exact;

pub(super) fn json(assessment: &Assessment) -> Value {
    let problem = &assessment.problem;
    let solution = &assessment.solution;
    let ranking = &solution.ranking;
    let alternatives = problem.names.iter().zip(&ranking.scores).zip(&ranking.ranks);
    let alternatives = alternatives.map(
        |((name, score), rank)| json!({ "name": name, "score": score.to_f64(), "rank": rank }),
    );
    let ties = assessment.ties();
    let ties = ties
        .iter()
        .map(|(rank, who)| json!({ "rank": rank, "alternatives": assessment.names(who) }));
    let mut json = json!({
        "method": assessment.method,
        "normalisation": assessment.normalisation,
        "alternatives": alternatives.collect::<Vec<_>>(),
        "winners": assessment.names(&solution.winners()),
        "ties": ties.collect::<Vec<_>>(),
        "criteria": criteria(assessment),
        "possible_winners": possible_winners(assessment),
        "sensitivity": {
            "intervals": assessment.intervals,
            "possible_winners": assessment.possible_winners,
        },
        "dominated": dominated(assessment),
        "left_out": problem.left_out,
        "missing": missing(assessment),
    });
    if let Some(consistency) = &problem.weights.consistency {
        json["consistency"] = json!({
            "eigenvalue": consistency.eigenvalue,
            "index": consistency.index,
            "ratio": consistency.ratio,
        });
    }
    if let Engine::Majorities(majorities) = &solution.engine {
        let winner = majorities.condorcet_winner().map(|index| &problem.names[index]);
        json["condorcet_winner"] = json!(winner);
    }
    if !assessment.assessors.is_empty() {
        json["assessors"] = assessors(assessment);
    }
    json
}

fn criteria(assessment: &Assessment) -> Value {
    let problem = &assessment.problem;
    let name = |index: Option<usize>| index.map(|index| &problem.names[index]);
    let interval = |span: &Option<Span>| {
        span.as_ref().map(|span| {
            json!({
                "low": span.low.to_f64(),
                "high": span.high.to_f64(),
                "below": name(span.below),
                "above": name(span.above),
            })
        })
    };
    let criteria = problem.criteria.iter().zip(&problem.weights.shares).zip(&assessment.spans);
    criteria
        .map(|((criterion, share), span)| {
            json!({ "name": criterion.name, "weight": share.to_f64(), "interval": interval(span) })
        })
        .collect()
}

fn possible_winners(assessment: &Assessment) -> Value {
    let Some(reaches) = &assessment.reaches else { return Value::Null };
    let floats = |weights: &[Exact]| -> Vec<f64> { weights.iter().map(Exact::to_f64).collect() };
    let one = |(name, reach): (&String, &Reach)| match reach {
        Reach::Alone(weights) => {
            Some(json!({ "name": name, "first": "alone", "weights": floats(weights) }))
        }
        Reach::Shared(weights) => {
            Some(json!({ "name": name, "first": "shared", "weights": floats(weights) }))
        }
        Reach::Never => None,
    };
    assessment.problem.names.iter().zip(reaches).filter_map(one).collect()
}

fn dominated(assessment: &Assessment) -> Value {
    let names = &assessment.problem.names;
    let pairs = assessment.dominators.iter().enumerate();
    pairs.filter_map(|(one, by)| Some(json!({ "name": names[one], "by": names[(*by)?] }))).collect()
}

fn missing(assessment: &Assessment) -> Value {
    let problem = &assessment.problem;
    let one = |(alternative, criterion, score): &(usize, usize, Exact)| {
        json!({
            "alternative": problem.names[*alternative],
            "criterion": problem.criteria[*criterion].name,
            "counts_as": score.to_f64(),
        })
    };
    problem.filled.iter().map(one).collect()
}

fn assessors(assessment: &Assessment) -> Value {
    let winners = |ranks: &[usize]| -> Vec<usize> {
        (0..ranks.len()).filter(|&index| ranks[index] == 1).collect()
    };
    let one = |(name, ranks): &(String, Vec<usize>)| json!({ "name": name, "ranks": ranks, "winners": assessment.names(&winners(ranks)) });
    assessment.assessors.iter().map(one).collect()
}
