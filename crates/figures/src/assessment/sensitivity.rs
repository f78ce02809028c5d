//! How far a criterion's weight can move, the others keeping their proportions, before another wins.

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use super::linear::Linear;
use super::normalise::root;
use super::ordinal::{Majorities, Orders};
use super::problem::Problem;
use super::topsis::Distances;
use crate::Exact;

/// Where a criterion's weight leaves the winner first.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Span {
    /// The least weight, from 0 to 1.
    pub(super) low: Exact,
    /// The largest.
    pub(super) high: Exact,
    /// Who catches up at the low end, if anybody does.
    pub(super) below: Option<usize>,
    /// Who catches up at the high end.
    pub(super) above: Option<usize>,
}

/// The span of criterion `at` for a score that is a weighted sum. `None` where it has all the weight,
/// so that the others have no proportions to keep.
///
/// With `x = t / (1 − t)` of the new weight t, the lead over another is `x · own · (W − w) + (lead −
/// w · own)` up to a factor above zero: a line in x, whose zero is the end.
pub(super) fn span(linear: &Linear, winner: usize, at: usize) -> Option<Span> {
    let (weight, whole) = (&linear.weights[at], &linear.whole);
    let rest = whole - weight;
    if rest.is_zero() {
        return None;
    }
    let column = &linear.parts[at];
    let mut low: Option<(BigInt, BigInt, usize)> = None;
    let mut high: Option<(BigInt, BigInt, usize)> = None;
    for other in (0..column.len()).filter(|&other| other != winner) {
        let own = &column[winner] - &column[other];
        let lead = &linear.totals[winner] - &linear.totals[other];
        let (slope, base) = (&own * &rest, lead - weight * own);
        if slope.is_positive() && base.is_negative() {
            keep(&mut low, (-base, slope, other), |new, old| new > old);
        } else if slope.is_negative() && !base.is_negative() {
            keep(&mut high, (base, -slope, other), |new, old| new < old);
        }
    }
    Some(Span {
        low: low.as_ref().map_or_else(Exact::zero, |(above, below, _)| share(above, below)),
        high: high.as_ref().map_or_else(|| Exact::from(1), |(above, below, _)| share(above, below)),
        below: low.map(|(.., who)| who),
        above: high.map(|(.., who)| who),
    })
}

/// Keeps the fraction (two positive numbers) that is nearer.
fn keep(
    kept: &mut Option<(BigInt, BigInt, usize)>,
    new: (BigInt, BigInt, usize),
    is_nearer: impl Fn(BigInt, BigInt) -> bool,
) {
    let replaces = kept.as_ref().is_none_or(|old| is_nearer(&new.0 * &old.1, &old.0 * &new.1));
    if replaces {
        *kept = Some(new);
    }
}

/// The weight t of which `x = above / below` is `t / (1 − t)`.
fn share(above: &BigInt, below: &BigInt) -> Exact {
    Exact::ratio(above.clone(), above + below).unwrap_or_default()
}

/// The span of criterion `at` for TOPSIS. With `s = (t / (1 − t))²` the comparison of two closenesses
/// is a quadratic in s: its roots next to today's s are the ends, to thirty digits.
pub(super) fn topsis_span(
    distances: &Distances,
    shares: &[Exact],
    winner: usize,
    at: usize,
) -> Option<Span> {
    let one = Exact::from(1);
    let rest = &one - &shares[at];
    let ratio = shares[at].checked_div(&rest)?;
    let today = &ratio * &ratio;
    let lines = |linear: &Linear, who: usize| line(linear, &shares[at], &rest, at, who);
    let (best, worst) = (lines(&distances.to_best, winner), lines(&distances.to_worst, winner));
    let mut span = (None::<(Exact, usize)>, None::<(Exact, usize)>);
    for other in (0..distances.to_best.totals.len()).filter(|&other| other != winner) {
        let theirs = (lines(&distances.to_best, other), lines(&distances.to_worst, other));
        let [a, b, c] = difference(&product(&worst, &theirs.0), &product(&theirs.1, &best));
        for zero in zeros(&a, &b, &c).into_iter().filter(|zero| !zero.is_negative()) {
            // At today's weights the winner leads, so a zero there is passed, not met.
            if zero < today && span.0.as_ref().is_none_or(|(old, _)| zero > *old) {
                span.0 = Some((zero, other));
            } else if zero > today && span.1.as_ref().is_none_or(|(old, _)| zero < *old) {
                span.1 = Some((zero, other));
            }
        }
    }
    let weight = |square: &Exact| {
        let ratio = root(square);
        &ratio / &(&one + &ratio)
    };
    Some(Span {
        low: span.0.as_ref().map_or_else(Exact::zero, |(square, _)| weight(square)),
        high: span.1.as_ref().map_or_else(|| one.clone(), |(square, _)| weight(square)),
        below: span.0.map(|(_, who)| who),
        above: span.1.map(|(_, who)| who),
    })
}

/// A squared distance as `own · s + rest`, up to the factor all have.
fn line(linear: &Linear, share: &Exact, rest: &Exact, at: usize, who: usize) -> [Exact; 2] {
    let own = linear.part(at, who);
    let total = linear.total(who);
    [rest * rest * own.clone(), total - share * share * own]
}

fn product(one: &[Exact; 2], other: &[Exact; 2]) -> [Exact; 3] {
    [&one[0] * &other[0], &one[0] * &other[1] + &one[1] * &other[0], &one[1] * &other[1]]
}

fn difference(one: &[Exact; 3], other: &[Exact; 3]) -> [Exact; 3] {
    [&one[0] - &other[0], &one[1] - &other[1], &one[2] - &other[2]]
}

/// Where `a s² + b s + c` changes its sign.
fn zeros(a: &Exact, b: &Exact, c: &Exact) -> Vec<Exact> {
    if a.is_zero() {
        return (-c.clone()).checked_div(b).into_iter().collect();
    }
    let discriminant = b * b - Exact::from(4) * (a * c);
    if discriminant.is_negative() || discriminant.is_zero() {
        return Vec::new();
    }
    let (root, twice) = (root(&discriminant), Exact::from(2) * a.clone());
    [(-b.clone()) - root.clone(), (-b.clone()) + root].map(|above| above / twice.clone()).to_vec()
}

/// The span of criterion `at` for pairwise majorities: between two weights at which some majority
/// tips, nothing changes, so it is enough to look once between each and at each.
pub(super) fn majority_span(problem: &Problem, winner: usize, at: usize) -> Option<Span> {
    let orders = Orders::of(problem);
    let shares = &problem.weights.shares;
    let today = &shares[at];
    if *today == Exact::from(1) {
        return None;
    }
    let rival = |share: &Exact| rival(&orders, &moved(shares, at, share), winner);
    let tips = tips(shares, &orders, at);
    let falling = tips.iter().rev().filter(|tip| *tip < today);
    let rising = tips.iter().filter(|tip| *tip > today);
    let (low, below) = end(today, falling, rival);
    let (high, above) = end(today, rising, rival);
    Some(Span { low, high, below, above })
}

/// Goes outward until another is first too.
fn end<'t>(
    today: &Exact,
    tips: impl Iterator<Item = &'t Exact>,
    rival: impl Fn(&Exact) -> Option<usize>,
) -> (Exact, Option<usize>) {
    let mut from = today.clone();
    for tip in tips {
        let between = (&from + tip) / Exact::from(2);
        if let Some(who) = rival(&between) {
            return (from, Some(who));
        }
        if let Some(who) = rival(tip) {
            return (tip.clone(), Some(who));
        }
        from = tip.clone();
    }
    (from, None)
}

/// Who is not behind the winner by these weights.
fn rival(orders: &Orders, shares: &[Exact], winner: usize) -> Option<usize> {
    let scores = Majorities::of(orders, shares).scores();
    let others = (0..scores.len()).filter(|&other| other != winner);
    others
        .filter(|&other| scores[other] >= scores[winner])
        .max_by_key(|&other| scores[other].clone())
}

/// The weights when one is moved and the others keep their proportions.
pub(super) fn moved(shares: &[Exact], at: usize, share: &Exact) -> Vec<Exact> {
    let one = Exact::from(1);
    let factor = (&one - share).checked_div(&(&one - &shares[at])).unwrap_or_default();
    let new =
        |(index, old): (usize, &Exact)| if index == at { share.clone() } else { old * &factor };
    shares.iter().enumerate().map(new).collect()
}

/// The weights of criterion `at` at which a pair is even, and both ends, in rising order.
fn tips(shares: &[Exact], orders: &Orders, at: usize) -> Vec<Exact> {
    let one = Exact::from(1);
    let rest = &one - &shares[at];
    let places = &orders.places[at];
    let mut tips = vec![Exact::zero(), one.clone()];
    for first in 0..places.len() {
        for second in (0..places.len()).filter(|&second| places[second] < places[first]) {
            let lead =
                orders.support(shares, first, second) - orders.support(shares, second, first);
            // t · rest + (1 − t) · (lead − weight) = 0
            let others = lead - shares[at].clone();
            let x = (-others).checked_div(&rest).unwrap_or_default();
            if x.is_positive() {
                tips.push(&x / &(&one + &x));
            }
        }
    }
    tips.sort();
    tips.dedup();
    tips
}
