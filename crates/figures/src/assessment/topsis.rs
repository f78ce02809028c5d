//! TOPSIS: Hwang & Yoon, Multiple Attribute Decision Making (1981). Distances are compared by their
//! squares, which are fractions: the order is exact, roots are only drawn for the number shown.

use num_traits::Zero;

use super::input::Normalisation;
use super::linear::Linear;
use super::normalise::{best_and_worst, normalised, root};
use super::problem::Problem;
use crate::{Exact, Faults};

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
        let vector = normalisation == Normalisation::Vector;
        let columns =
            if vector { problem.columns.clone() } else { normalised(problem, normalisation)? };
        let mut best_parts = Vec::new();
        let mut worst_parts = Vec::new();
        for (column, criterion) in columns.iter().zip(&problem.criteria) {
            // A normalised column is turned so that more is better.
            let (best, worst) = best_and_worst(column, vector && criterion.is_cost());
            let squares = |from: &Exact| -> Vec<Exact> {
                column.iter().map(|x| square(&(x - from))).collect()
            };
            let whole = if vector { column.iter().map(square).sum() } else { Exact::from(1) };
            let share = |parts: Vec<Exact>| -> Vec<Exact> {
                parts.iter().map(|part| part.checked_div(&whole).unwrap_or_default()).collect()
            };
            best_parts.push(share(squares(best)));
            worst_parts.push(share(squares(worst)));
        }
        let weights: Vec<Exact> = problem.weights.shares.iter().map(square).collect();
        // Linear's weights sum to whatever they sum to: both sides alike.
        Ok(Self {
            to_best: Linear::new(&weights, &best_parts),
            to_worst: Linear::new(&weights, &worst_parts),
        })
    }

    /// What orders the alternatives: the worst's squared distance as a share of both.
    pub(super) fn keys(&self) -> Vec<Exact> {
        self.pairs().map(|(best, worst)| key(&best, &worst)).collect()
    }

    /// The closeness of each: distance to the worst as a share of both distances.
    pub(super) fn scores(&self) -> Vec<Exact> {
        self.pairs().map(|(best, worst)| closeness(&best, &worst)).collect()
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

fn square(number: &Exact) -> Exact {
    number * number
}

fn key(best: &Exact, worst: &Exact) -> Exact {
    worst.checked_div(&(best + worst)).unwrap_or_else(half)
}

fn closeness(best: &Exact, worst: &Exact) -> Exact {
    let (best, worst) = (root(best), root(worst));
    worst.checked_div(&(&best + &worst)).unwrap_or_else(half)
}

/// All alternatives are alike: neither near nor far.
fn half() -> Exact {
    Exact::from(1) / Exact::from(2)
}
