//! A total shared among bases: exact, by any of the methods, within bounds, ties told.

use std::iter::Sum;

use num_bigint::BigUint;
use num_integer::Integer;
use num_traits::{One, ToPrimitive, Zero};

use super::claim::{Measure, Whole};
use super::solve::{Task, solve};
use super::{Method, fair};
use crate::Exact;

/// The largest total: every JSON reader holds it exactly.
pub const LARGEST_TOTAL: u64 = (1 << 53) - 1;
/// Bits of the bases over their common denominator, all together: beyond, they are an attack.
const MOST_BITS: u64 = 1 << 31;
/// Bits of one such base.
const WIDEST: u64 = 1 << 14;

/// A method with its parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The method.
    pub method: Method,
    /// The first divisor of [`Method::ModifiedSainteLague`]; above 0 and below 3.
    pub first_divisor: Exact,
}

/// The least and the most places a unit may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// At least so many.
    pub least: u64,
    /// At most so many.
    pub most: u64,
}

/// Places per unit, and what could not be decided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Apportionment {
    /// What each unit has for certain, in the order of the bases. With the tie's places they add up
    /// to the total.
    pub places: Vec<u64>,
    /// Units whose claims to the last places are equal.
    pub tie: Option<OpenTie>,
    /// Who would get the next places, first first, those of equal claim together; about [`QUEUE`].
    /// None of those that tie.
    pub queue: Vec<Vec<usize>>,
    /// Who would lose a place first: one, or several of equal claim. Empty where there is a tie.
    pub last: Vec<usize>,
    /// Where bounds changed it: the share within the bounds, before rounding.
    pub fair: Option<Vec<Exact>>,
}

/// So many units are told that are next in line.
pub const QUEUE: usize = 5;

/// Places that several units have an equal claim to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenTie {
    /// The units, by their place among the bases.
    pub units: Vec<usize>,
    /// How many of them get one more.
    pub places: u64,
}

/// Why nothing can be shared out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApportionError {
    /// Below zero.
    #[error("base {0} is negative")]
    Negative(usize),
    /// There is something to share but nobody to get it.
    #[error("all bases are zero")]
    NoBase,
    /// Denominators without a common one of reasonable length.
    #[error("the bases have too many digits")]
    TooFine,
    /// More than [`LARGEST_TOTAL`].
    #[error("the total is larger than {LARGEST_TOTAL}")]
    TooLarge,
    /// A unit's least is above its most.
    #[error("the bounds of {0} are crossed")]
    Crossed(usize),
    /// The minima need more than there is.
    #[error("the minima add up to {0}")]
    TooFew(u128),
    /// The maxima, and units without base, leave places over.
    #[error("at most {0} can be given")]
    TooMany(u128),
    /// Not above 0 and below 3.
    #[error("the first divisor is not between 0 and 3")]
    FirstDivisor,
}

impl Rule {
    /// The method with its usual parameters: 1.4 as the first divisor of modified Sainte-Laguë.
    pub fn new(method: Method) -> Self {
        Self { method, first_divisor: Exact::from(7) / Exact::from(5) }
    }

    /// A rule with a first divisor of its own.
    ///
    /// At 3 or above a unit's second place would come before its first.
    pub fn with_first_divisor(
        method: Method,
        first_divisor: Exact,
    ) -> Result<Self, ApportionError> {
        let is_good = first_divisor > Exact::zero() && first_divisor < Exact::from(3);
        if is_good { Ok(Self { method, first_divisor }) } else { Err(ApportionError::FirstDivisor) }
    }
}

/// Shares `total` among the bases, which are not negative. A base of zero gets nothing beyond its
/// least. `bounds` is empty or has an entry per base.
///
/// With bounds, divisor methods begin with the least and pass over who has the most (Balinski &
/// Young); the largest remainder rounds the shares within the bounds, those being `least`, `most` or in
/// proportion; Droop passes on as divisor methods do.
///
/// ```
/// use raadslag_figures::allocation::{Method, Rule, apportion};
/// // Balinski & Young's example in which five methods give five results.
/// let bases = [9061, 7179, 5259, 3319, 1182].map(Into::into);
/// let by = |method| apportion(&Rule::new(method), 26, &bases, &[]).unwrap().places;
/// assert_eq!(by(Method::LargestRemainder), [9, 7, 5, 4, 1]);
/// assert_eq!(by(Method::DHondt), [10, 7, 5, 3, 1]);
/// ```
pub fn apportion(
    rule: &Rule,
    total: u64,
    bases: &[Exact],
    bounds: &[Bounds],
) -> Result<Apportionment, ApportionError> {
    apportion_from(rule, total, bases, bounds, None)
}

/// The same from places near the outcome: those of another total.
pub(super) fn apportion_from(
    rule: &Rule,
    total: u64,
    bases: &[Exact],
    bounds: &[Bounds],
    near: Option<&[u64]>,
) -> Result<Apportionment, ApportionError> {
    if let Some(index) = bases.iter().position(Exact::is_negative) {
        return Err(ApportionError::Negative(index));
    }
    let limits = Limits { bounds, near };
    if let Some((weights, scale)) = short(bases) {
        let sum = weights.iter().sum();
        let widest = weights.iter().max().copied().unwrap_or(0);
        if fits(rule, total, bits(widest), bits(sum), bits(scale)) {
            return narrowly(rule, total, weights, scale, sum, limits);
        }
    }
    let (weights, scale) = scaled(bases)?;
    shared(rule, total, &weights, &scale, limits)
}

/// What narrows the search.
#[derive(Clone, Copy, Default)]
struct Limits<'l> {
    /// One per unit, or none.
    bounds: &'l [Bounds],
    /// Places near the outcome.
    near: Option<&'l [u64]>,
}

/// Bases over a common denominator in 128 bits, with room for their sum; `None` where they do not fit.
fn short(bases: &[Exact]) -> Option<(Vec<u128>, u128)> {
    const ROOM: u32 = 96;
    let mut scale: u128 = 1;
    for base in bases {
        let below = u128::from(base.to_short()?.1);
        if !scale.is_multiple_of(below) {
            scale = scale.checked_mul(below / scale.gcd(&below))?;
        }
        if scale >> ROOM != 0 {
            return None;
        }
    }
    let whole = |base: &Exact| {
        let (above, below) = base.to_short()?;
        let weight = u128::try_from(above).ok()?.checked_mul(scale / u128::from(below))?;
        (weight >> ROOM == 0).then_some(weight)
    };
    Some((bases.iter().map(whole).collect::<Option<_>>()?, scale))
}

/// The same for whole numbers: votes, inhabitants.
///
/// ```
/// use raadslag_figures::allocation::{Method, Rule, apportion_counts};
/// let votes = [340_000, 280_000, 160_000, 60_000, 15_000];
/// let seats = apportion_counts(&Rule::new(Method::DHondt), 7, &votes).unwrap();
/// assert_eq!(seats.places, [3, 3, 1, 0, 0]);
/// ```
pub fn apportion_counts(
    rule: &Rule,
    total: u64,
    counts: &[u64],
) -> Result<Apportionment, ApportionError> {
    let sum: u128 = counts.iter().map(|&count| u128::from(count)).sum();
    let widest = counts.iter().max().copied().unwrap_or(0);
    if fits(rule, total, bits(widest.into()), bits(sum), 1) {
        let narrow = counts.iter().map(|&count| u128::from(count)).collect();
        return narrowly(rule, total, narrow, 1, sum, Limits::default());
    }
    let weights: Vec<BigUint> = counts.iter().map(|&count| BigUint::from(count)).collect();
    shared(rule, total, &weights, &BigUint::one(), Limits::default())
}

/// Bases as whole numbers over a common denominator.
fn scaled(bases: &[Exact]) -> Result<(Vec<BigUint>, BigUint), ApportionError> {
    let mut scale = BigUint::one();
    for base in bases.iter().filter(|base| !base.is_integer()) {
        let ratio = base.as_ratio();
        let denominator = ratio.denom().magnitude();
        if !scale.is_multiple_of(denominator) {
            scale = scale.lcm(denominator);
        }
        if scale.bits() > WIDEST {
            return Err(ApportionError::TooFine);
        }
    }
    let whole = |base: &Exact| {
        let ratio = base.as_ratio();
        ratio.numer().magnitude() * (&scale / ratio.denom().magnitude())
    };
    let weights: Vec<BigUint> = bases.iter().map(whole).collect();
    let all: u64 = weights.iter().map(BigUint::bits).sum();
    if all > MOST_BITS { Err(ApportionError::TooFine) } else { Ok((weights, scale)) }
}

/// Chooses the arithmetic.
fn shared(
    rule: &Rule,
    total: u64,
    weights: &[BigUint],
    scale: &BigUint,
    limits: Limits<'_>,
) -> Result<Apportionment, ApportionError> {
    let sum: BigUint = weights.iter().sum();
    let widest = weights.iter().map(BigUint::bits).max().unwrap_or(0);
    let narrow = || -> Option<(Vec<u128>, u128, u128)> {
        let weights = weights.iter().map(ToPrimitive::to_u128).collect::<Option<_>>()?;
        Some((weights, scale.to_u128()?, sum.to_u128()?))
    };
    match fits(rule, total, widest, sum.bits(), scale.bits()).then(narrow).flatten() {
        Some((weights, scale, sum)) => narrowly(rule, total, weights, scale, sum, limits),
        None => widely(rule, total, weights.to_vec(), scale.clone(), &sum, limits),
    }
}

/// Whether every product of a comparison fits 128 bits.
fn fits(rule: &Rule, total: u64, widest: u64, sum: u64, scale: u64) -> bool {
    let seats = bits(u128::from(total)) + 1;
    let first = rule.first_divisor.as_ratio();
    let needed = match rule.method {
        Method::LargestRemainder | Method::Droop => sum.max(scale) + seats + 2,
        Method::DHondt | Method::SainteLague | Method::Adams => widest + seats + 1,
        Method::ModifiedSainteLague => {
            widest + first.numer().bits().max(first.denom().bits()) + seats + 1
        }
        Method::HuntingtonHill => 2 * widest + 2 * seats,
        Method::Dean => widest + 3 * seats + 3,
    };
    needed <= 127 && sum <= 127 && scale <= 127
}

fn bits(number: u128) -> u64 {
    (u128::BITS - number.leading_zeros()).into()
}

fn narrowly(
    rule: &Rule,
    total: u64,
    weights: Vec<u128>,
    scale: u128,
    sum: u128,
    limits: Limits<'_>,
) -> Result<Apportionment, ApportionError> {
    let unit = total as f64 / sum as f64;
    let shares = weights.iter().map(|&weight| weight as f64 * unit).collect();
    let first = rule.first_divisor.as_ratio();
    let part = |number: &num_bigint::BigInt| number.magnitude().to_u128().unwrap_or(1);
    let quota = match rule.method {
        Method::Droop => (sum / scale / (u128::from(total) + 1) + 1) * scale,
        _ => sum,
    };
    let times = if rule.method == Method::Droop { 1 } else { u128::from(total) };
    let first = (part(first.numer()), part(first.denom()));
    let measure = Measure { method: rule.method, quota, times, first };
    let near = limits.near;
    let task = Task { rule, measure, weights, shares, total, bounds: Vec::new(), near };
    bounded(task, sum == 0, limits.bounds, quota as f64 / sum as f64)
}

fn widely(
    rule: &Rule,
    total: u64,
    weights: Vec<BigUint>,
    scale: BigUint,
    sum: &BigUint,
    limits: Limits<'_>,
) -> Result<Apportionment, ApportionError> {
    // Shifted so that floats hold them.
    let shift = sum.bits().saturating_sub(900);
    let float = |number: &BigUint| (number >> shift).to_f64().unwrap_or(0.0);
    let unit = total as f64 / float(sum);
    let shares = weights.iter().map(|weight| float(weight) * unit).collect();
    let quota = match rule.method {
        Method::Droop => (sum / &scale / (BigUint::from(total) + 1_u32) + 1_u32) * scale,
        _ => sum.clone(),
    };
    let times = if rule.method == Method::Droop { BigUint::one() } else { BigUint::from(total) };
    let first = rule.first_divisor.as_ratio();
    let first = (first.numer().magnitude().clone(), first.denom().magnitude().clone());
    let per_quota = float(&quota) / float(sum);
    let measure = Measure { method: rule.method, quota, times, first };
    let near = limits.near;
    let task = Task { rule, measure, weights, shares, total, bounds: Vec::new(), near };
    bounded(task, sum.is_zero(), limits.bounds, per_quota)
}

/// Checks the bounds, narrows them where they decide, and solves.
fn bounded<T: Whole + Sum>(
    mut task: Task<'_, T>,
    is_empty: bool,
    bounds: &[Bounds],
    quota: f64,
) -> Result<Apportionment, ApportionError>
where
    BigUint: From<T>,
{
    if task.total > LARGEST_TOTAL {
        return Err(ApportionError::TooLarge);
    }
    if task.rule.method == Method::Droop {
        let per_share = 1.0 / (quota * task.total.max(1) as f64);
        task.shares.iter_mut().for_each(|share| *share *= per_share);
    }
    task.bounds = effective(&task, bounds)?;
    let sum = |of: fn(&Bounds) -> u64| task.bounds.iter().map(|b| u128::from(of(b))).sum::<u128>();
    let (least, most) = (sum(|bounds| bounds.least), sum(|bounds| bounds.most));
    if least > task.total.into() {
        return Err(ApportionError::TooFew(least));
    }
    if most < task.total.into() {
        return Err(if is_empty { ApportionError::NoBase } else { ApportionError::TooMany(most) });
    }
    if task.rule.method == Method::LargestRemainder && !bounds.is_empty() {
        return Ok(fair::solve_within(task));
    }
    Ok(solve(&task))
}

/// No unit gets more than all, nor claims more than one beyond; one without base no more than its least.
fn effective<T: Zero>(
    task: &Task<'_, T>,
    bounds: &[Bounds],
) -> Result<Vec<Bounds>, ApportionError> {
    let all = task.total + 1;
    let free = Bounds { least: 0, most: all };
    let of = |(index, weight): (usize, &T)| {
        let Bounds { least, most } = bounds.get(index).copied().unwrap_or(free);
        if least > most {
            return Err(ApportionError::Crossed(index));
        }
        let most = if weight.is_zero() { least } else { most.min(all.max(least)) };
        Ok(Bounds { least, most })
    };
    task.weights.iter().enumerate().map(of).collect()
}
