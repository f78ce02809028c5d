//! What all methods share whose score is a sum of weight times a part per criterion: weighted sum,
//! PROMETHEE II and Borda. The parts are held as whole numbers over one denominator, so that sums and
//! comparisons need no fractions.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Zero};

use super::normalise::DECIMALS;
use crate::{Exact, Rounding};

/// A common denominator with more bits than this is given up for [`DECIMALS`] decimals.
const MOST_BITS: u64 = 4096;

/// Parts and weights as whole numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Linear {
    /// By criterion, then by alternative; over `denominator`.
    pub(super) parts: Vec<Vec<BigInt>>,
    pub(super) denominator: BigInt,
    /// One per criterion; over `whole`.
    pub(super) weights: Vec<BigInt>,
    /// The weights' own denominator.
    weight_below: BigInt,
    /// What the weights sum to.
    pub(super) whole: BigInt,
    /// The weighted sum of each alternative; over `denominator × whole`.
    pub(super) totals: Vec<BigInt>,
}

impl Linear {
    /// `parts` by criterion, then by alternative.
    pub(super) fn new(weights: &[Exact], parts: &[Vec<Exact>]) -> Self {
        let (parts, denominator) = whole_parts(parts);
        let (weights, weight_below) = over_one(std::slice::from_ref(&weights.to_vec()));
        let weights = weights.into_iter().next().unwrap_or_default();
        let whole = weights.iter().sum();
        let mut linear =
            Self { parts, denominator, weights, weight_below, whole, totals: Vec::new() };
        linear.totals = linear.sums(&linear.weights);
        linear
    }

    /// The weighted sums by these weights.
    pub(super) fn sums(&self, weights: &[BigInt]) -> Vec<BigInt> {
        let count = self.parts.first().map_or(0, Vec::len);
        let mut totals = vec![BigInt::zero(); count];
        for (weight, column) in weights.iter().zip(&self.parts).filter(|(one, _)| !one.is_zero()) {
            for (total, part) in totals.iter_mut().zip(column) {
                *total += weight * part;
            }
        }
        totals
    }

    /// An alternative's weighted sum by the weights as they were given.
    pub(super) fn total(&self, alternative: usize) -> Exact {
        let below = &self.denominator * &self.weight_below;
        Exact::ratio(self.totals[alternative].clone(), below).unwrap_or_default()
    }

    /// One part as a number.
    pub(super) fn part(&self, criterion: usize, alternative: usize) -> Exact {
        let part = self.parts[criterion][alternative].clone();
        Exact::ratio(part, self.denominator.clone()).unwrap_or_default()
    }

    /// Weight times part: what a criterion gives an alternative's total.
    pub(super) fn contribution(&self, criterion: usize, alternative: usize) -> Exact {
        let above = &self.weights[criterion] * &self.parts[criterion][alternative];
        Exact::ratio(above, &self.denominator * &self.weight_below).unwrap_or_default()
    }

    /// The weights as numbers that sum to one.
    pub(super) fn share(&self, criterion: usize) -> Exact {
        let weight = self.weights[criterion].clone();
        Exact::ratio(weight, self.whole.clone()).unwrap_or_default()
    }
}

fn whole_parts(parts: &[Vec<Exact>]) -> (Vec<Vec<BigInt>>, BigInt) {
    if common(parts).is_some() {
        return over_one(parts);
    }
    let round = |part: &Exact| part.round(DECIMALS, Rounding::HalfEven);
    let rounded: Vec<Vec<Exact>> =
        parts.iter().map(|column| column.iter().map(round).collect()).collect();
    over_one(&rounded)
}

/// The least common denominator, unless it is monstrous.
fn common(parts: &[Vec<Exact>]) -> Option<BigInt> {
    let mut common = BigInt::one();
    for below in parts.iter().flatten().map(|part| part.as_ratio().denom()) {
        if !(&common % below).is_zero() {
            common = common.lcm(below);
            if common.bits() > MOST_BITS {
                return None;
            }
        }
    }
    Some(common)
}

fn over_one(parts: &[Vec<Exact>]) -> (Vec<Vec<BigInt>>, BigInt) {
    // Weights, and parts rounded to decimals, always have one.
    let common = common(parts).unwrap_or_else(|| BigInt::from(10).pow(DECIMALS.unsigned_abs()));
    let whole = |part: &Exact| part.as_ratio().numer() * (&common / part.as_ratio().denom());
    let parts = parts.iter().map(|column| column.iter().map(whole).collect()).collect();
    (parts, common)
}
