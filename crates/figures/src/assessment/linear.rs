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
/// Up to this a sum is written in lowest terms.
const SHORT_BITS: u64 = 512;

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

/// Numbers over one denominator.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) above: Vec<BigInt>,
    /// Above zero.
    pub(super) below: BigInt,
}

impl Column {
    /// Where one denominator would be monstrous, the numbers are rounded to [`DECIMALS`] first.
    pub(super) fn of(numbers: &[Exact]) -> Self {
        let mut below = BigInt::one();
        for number in numbers.iter().filter(|number| !number.is_integer()) {
            let own = number.denominator();
            if !(&below % &own).is_zero() {
                below = below.lcm(&own);
            }
            if below.bits() > MOST_BITS {
                return Self::rounded(numbers);
            }
        }
        Self::over(numbers, below)
    }

    fn rounded(numbers: &[Exact]) -> Self {
        let round = |number: &Exact| number.round(DECIMALS, Rounding::HalfEven);
        let rounded: Vec<Exact> = numbers.iter().map(round).collect();
        Self::over(&rounded, BigInt::from(10).pow(DECIMALS.unsigned_abs()))
    }

    fn over(numbers: &[Exact], below: BigInt) -> Self {
        let whole = |number: &Exact| {
            let own = number.denominator();
            if own == below { number.numerator() } else { number.numerator() * (&below / own) }
        };
        Self { above: numbers.iter().map(whole).collect(), below }
    }

    fn numbers(&self) -> Vec<Exact> {
        let number = |above: &BigInt| Exact::ratio(above.clone(), self.below.clone());
        self.above.iter().map(|above| number(above).unwrap_or_default()).collect()
    }
}

impl Linear {
    /// A column of parts per criterion.
    pub(super) fn new(weights: &[Exact], columns: &[Column]) -> Self {
        let (parts, denominator) = over_one(columns);
        let Column { above: weights, below: weight_below } = Column::of(weights);
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

    /// An alternative's weighted sum by the weights as they were given; with a long denominator to
    /// [`DECIMALS`] decimals, for lowest terms take long to find. Ranks are made of `totals`.
    pub(super) fn total(&self, alternative: usize) -> Exact {
        let below = &self.denominator * &self.weight_below;
        let above = &self.totals[alternative];
        if below.bits() <= SHORT_BITS {
            return Exact::ratio(above.clone(), below).unwrap_or_default();
        }
        let scale = BigInt::from(10).pow(DECIMALS.unsigned_abs());
        Exact::ratio((above * &scale).div_floor(&below), scale).unwrap_or_default()
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

/// Numbers as machine words over one denominator; `None` where they do not fit.
pub(super) fn short(numbers: &[Exact]) -> Option<(Vec<i64>, u64)> {
    let mut below: u64 = 1;
    for number in numbers {
        let (_, own) = number.to_short()?;
        if !below.is_multiple_of(own) {
            below = below.checked_mul(own / below.gcd(&own))?;
        }
    }
    let whole = |number: &Exact| {
        let (above, own) = number.to_short()?;
        above.checked_mul(i64::try_from(below / own).ok()?)
    };
    Some((numbers.iter().map(whole).collect::<Option<_>>()?, below))
}

/// All columns over one denominator.
fn over_one(columns: &[Column]) -> (Vec<Vec<BigInt>>, BigInt) {
    let common = columns.iter().fold(BigInt::one(), |common, column| common.lcm(&column.below));
    if common.bits() > MOST_BITS {
        let rounded: Vec<Column> =
            columns.iter().map(|column| Column::rounded(&column.numbers())).collect();
        let common = BigInt::from(10).pow(DECIMALS.unsigned_abs());
        return (rounded.into_iter().map(|column| column.above).collect(), common);
    }
    let parts = columns.iter().map(|column| {
        let factor = &common / &column.below;
        column.above.iter().map(|above| above * &factor).collect()
    });
    (parts.collect(), common)
}
