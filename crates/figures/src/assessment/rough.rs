//! TOPSIS for many alternatives. Floats give every closeness to about fourteen digits; whoever lies
//! nearer to another than that is compared by exact squares, so that ranks and ties are as exact as
//! those of few alternatives.

use std::cmp::Ordering;

use super::linear::short;
use super::problem::Problem;
use super::{MOST_SPANS, Ranking};
use crate::{Exact, Rounding};

/// Up to so many alternatives times criteria everything is exact to thirty digits: the spans of TOPSIS,
/// which are sought as far, need it.
const FEW: usize = MOST_SPANS;
/// Closenesses that differ by more than this differ: a sum of some hundred positive floats, its root
/// and its quotient err by less than a hundredth of it.
const DOUBT: f64 = 1e-11;
/// Criteria for which that holds.
const MOST_CRITERIA: usize = 200;
/// So many decimals of a closeness are kept.
const DECIMALS: i32 = 12;

/// A criterion's scores as whole numbers, and what a squared difference of them counts.
struct Criterion {
    scores: Vec<i64>,
    best: i64,
    worst: i64,
    /// The weight's share, squared, by the sum of the scores' squares.
    weight: Exact,
    factor: f64,
}

/// The ranking of a large problem by vector normalisation; `None` where it is small or its numbers are
/// long, so that all is done exactly.
pub(super) fn ranking(problem: &Problem) -> Option<Ranking> {
    let (criteria, count) = (problem.criteria.len(), problem.names.len());
    if criteria * count <= FEW || criteria > MOST_CRITERIA {
        return None;
    }
    let criteria: Vec<Criterion> =
        (0..criteria).map(|at| criterion(problem, at)).collect::<Option<_>>()?;
    let closeness = floats(&criteria, count)?;
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&one, &other| closeness[other].total_cmp(&closeness[one]));
    let mut ranking = Ranking { scores: vec![Exact::zero(); count], ranks: vec![0; count] };
    let mut rank = 1;
    for doubtful in order.chunk_by(|&one, &next| closeness[one] - closeness[next] <= DOUBT) {
        for equal in decided(&criteria, doubtful) {
            let score = Exact::from_float(closeness[equal[0]])?;
            for &one in &equal {
                ranking.scores[one] = score.round(DECIMALS, Rounding::HalfEven);
                ranking.ranks[one] = rank;
            }
            rank += equal.len();
        }
    }
    Some(ranking)
}

fn criterion(problem: &Problem, at: usize) -> Option<Criterion> {
    /// Differences of smaller numbers are exact in floats.
    const EXACT: u64 = 1 << 52;
    let (scores, _) = short(&problem.columns[at])?;
    if scores.iter().any(|score| score.unsigned_abs() >= EXACT) {
        return None;
    }
    let (low, high) = (*scores.iter().min()?, *scores.iter().max()?);
    let is_cost = problem.criteria[at].is_cost();
    let (best, worst) = if is_cost { (low, high) } else { (high, low) };
    let square = |&score: &i64| u128::from(score.unsigned_abs()).pow(2);
    let squares: u128 = scores.iter().map(square).sum();
    let share = &problem.weights.shares[at];
    let weight = (share * share).checked_div(&Exact::from(squares)).unwrap_or_default();
    let factor = weight.to_f64();
    // Below the normal floats there are no fourteen digits left.
    if !weight.is_zero() && !factor.is_normal() {
        return None;
    }
    Some(Criterion { scores, best, worst, weight, factor })
}

/// `√worst / (√best + √worst)` of each; `None` where someone is best and worst in everything.
fn floats(criteria: &[Criterion], count: usize) -> Option<Vec<f64>> {
    let mut squares = vec![(0.0, 0.0); count];
    for criterion in criteria {
        for ((to_best, to_worst), &score) in squares.iter_mut().zip(&criterion.scores) {
            let (best, worst) = ((score - criterion.best) as f64, (score - criterion.worst) as f64);
            *to_best += criterion.factor * (best * best);
            *to_worst += criterion.factor * (worst * worst);
        }
    }
    let closeness = |(best, worst): (f64, f64)| {
        let (best, worst) = (best.sqrt(), worst.sqrt());
        (best + worst > 0.0).then(|| worst / (best + worst))
    };
    squares.into_iter().map(closeness).collect()
}

/// Those of one rank together, the best first.
fn decided(criteria: &[Criterion], doubtful: &[usize]) -> Vec<Vec<usize>> {
    if let [one] = doubtful {
        return vec![vec![*one]];
    }
    let mut squares: Vec<(usize, [Exact; 2])> =
        doubtful.iter().map(|&one| (one, exact(criteria, one))).collect();
    // The ratio of both distances decides, and so does that of their squares.
    let by_nearness = |(_, [best, worst]): &(usize, [Exact; 2]),
                       (_, [its_best, its_worst]): &(usize, [Exact; 2])| {
        (its_worst * best).cmp(&(worst * its_best))
    };
    squares.sort_by(by_nearness);
    let is_equal = |one: &(usize, [Exact; 2]), next: &(usize, [Exact; 2])| {
        by_nearness(one, next) == Ordering::Equal
    };
    let ranks = squares.chunk_by(is_equal);
    ranks.map(|rank| rank.iter().map(|(one, _)| *one).collect()).collect()
}

/// Both squared distances.
fn exact(criteria: &[Criterion], one: usize) -> [Exact; 2] {
    let sum = |of: fn(&Criterion) -> i64| {
        let part = |criterion: &Criterion| {
            let distance = Exact::from(criterion.scores[one] - of(criterion));
            &criterion.weight * &(&distance * &distance)
        };
        criteria.iter().map(part).sum()
    };
    [sum(|criterion| criterion.best), sum(|criterion| criterion.worst)]
}
