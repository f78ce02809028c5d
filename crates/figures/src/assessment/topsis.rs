//! TOPSIS: Hwang & Yoon, Multiple Attribute Decision Making (1981). Distances are compared by their
//! squares, which are fractions, and the root is drawn to thirty digits: what is equal is a tie.

use num_bigint::BigInt;
use num_traits::{One, Zero};

use super::input::Normalisation;
use super::linear::{Column, Linear};
use super::normalise::{ends, normalised, root, squares};
use super::problem::Problem;
use crate::{Exact, Faults};

/// Digits of a closeness.
const DIGITS: u32 = 30;

/// Squared distances: by squared weights, sums of a part per criterion.
#[derive(Debug, Clone)]
pub(super) struct Distances {
    /// To the best of every criterion.
    pub(super) to_best: Linear,
    /// To the worst of every criterion.
    pub(super) to_worst: Linear,
}

impl Distances {
    pub(super) fn of(problem: &Problem, normalisation: Normalisation) -> Result<Self, Faults> {
        let is_vector = normalisation == Normalisation::Vector;
        let columns = if is_vector {
            problem.columns.iter().map(|column| Column::of(column)).collect()
        } else {
            normalised(problem, normalisation)?
        };
        let mut best_parts = Vec::with_capacity(columns.len());
        let mut worst_parts = Vec::with_capacity(columns.len());
        for (column, criterion) in columns.iter().zip(&problem.criteria) {
            let (low, high) = ends(&column.above);
            // A normalised column is turned so that more is better.
            let is_turned = is_vector && criterion.is_cost();
            let (best, worst) = if is_turned { (low, high) } else { (high, low) };
            let whole =
                if is_vector { squares(&column.above) } else { &column.below * &column.below };
            best_parts.push(apart(column, &best, &whole));
            worst_parts.push(apart(column, &worst, &whole));
        }
        let square = |weight: &Exact| weight * weight;
        let weights: Vec<Exact> = problem.weights.shares.iter().map(square).collect();
        Ok(Self {
            to_best: Linear::new(&weights, &best_parts),
            to_worst: Linear::new(&weights, &worst_parts),
        })
    }

    /// The closeness of each: distance to the worst as a share of both distances, to thirty digits.
    pub(super) fn scores(&self) -> Vec<Exact> {
        // Both sums are over the same denominator, which thus falls away.
        let both = self.to_best.totals.iter().zip(&self.to_worst.totals);
        both.map(|(best, worst)| closeness(best, worst)).collect()
    }

    /// Both distances of each alternative.
    pub(super) fn distances(&self) -> Vec<(Exact, Exact)> {
        self.pairs().map(|(best, worst)| (root(&best), root(&worst))).collect()
    }

    fn pairs(&self) -> impl Iterator<Item = (Exact, Exact)> + '_ {
        let count = self.to_best.totals.len();
        (0..count).map(|index| (self.to_best.total(index), self.to_worst.total(index)))
    }

    /// Whether all alternatives are alike in all that has weight, so that nothing can be said.
    pub(super) fn are_all_alike(&self) -> bool {
        self.to_best.totals.iter().chain(&self.to_worst.totals).all(Zero::is_zero)
    }
}

/// The squared distances from one value, over `whole`.
fn apart(column: &Column, from: &BigInt, whole: &BigInt) -> Column {
    let square = |x: &BigInt| {
        let distance = x - from;
        &distance * &distance
    };
    let below = if whole.is_zero() { BigInt::one() } else { whole.clone() };
    Column { above: column.above.iter().map(square).collect(), below }
}

/// `√worst / (√best + √worst)`, which is `1 / (1 + √(best / worst))`.
fn closeness(best: &BigInt, worst: &BigInt) -> Exact {
    match (best.is_zero(), worst.is_zero()) {
        // All alternatives are alike: neither near nor far.
        (true, true) => Exact::from(1) / Exact::from(2),
        (_, true) => Exact::zero(),
        _ => {
            let shift = BigInt::from(10).pow(DIGITS);
            let ratio = (best * &shift * &shift / worst).sqrt();
            Exact::ratio(shift.clone(), shift + ratio).unwrap_or_default()
        }
    }
}
