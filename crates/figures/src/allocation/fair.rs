//! The shares within bounds: each unit's least, its most, or in proportion to its base, so that they
//! add up to the total; then the largest remainders. Source: Balinski & Young, chapter on minimum
//! requirements ("fair shares").

use std::cmp::Ordering;
use std::iter::Sum;

use num_bigint::{BigInt, BigUint};

use super::apportion::{Apportionment, Bounds};
use super::claim::Whole;
use super::solve::{Task, solve};
use crate::Exact;

/// Where a unit leaves its least or reaches its most, as places per weight.
struct Turn<T> {
    places: T,
    weight: T,
}

impl<T: Whole> Turn<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        let (left, right) = (
            self.places.clone() * other.weight.clone(),
            other.places.clone() * self.weight.clone(),
        );
        left.cmp(&right)
    }
}

/// Rounds the shares within the bounds by the largest remainders.
pub(super) fn solve_within<T: Whole + Sum>(mut task: Task<'_, T>) -> Apportionment
where
    BigUint: From<T>,
{
    let Some(price) = price(&task) else { return solve(&task) };
    let positions: Vec<Position> = (task.weights.iter().zip(&task.bounds))
        .map(|(weight, bounds)| position(weight, bounds.least, bounds.most, &price))
        .collect();
    if positions.iter().all(|&position| position == Position::Between) {
        return solve(&task);
    }
    for (bounds, position) in task.bounds.iter_mut().zip(&positions) {
        match position {
            Position::Least => bounds.most = bounds.least,
            Position::Most => bounds.least = bounds.most,
            Position::Between => {}
        }
    }
    let is_free = |&(_, position): &(usize, &Position)| *position == Position::Between;
    let free = || positions.iter().enumerate().filter(is_free).map(|(unit, _)| unit);
    let fixed = positions.iter().zip(&task.bounds).filter(|(p, _)| **p != Position::Between);
    let rest = task.total - fixed.map(|(_, bounds)| bounds.least).sum::<u64>();
    task.measure.quota = free().map(|unit| task.weights[unit].clone()).sum();
    task.measure.times = T::from(rest);
    let mut fair: Vec<Exact> = task.bounds.iter().map(|bounds| bounds.least.into()).collect();
    let sum = BigInt::from(BigUint::from(task.measure.quota.clone()));
    for unit in free() {
        let weight = BigInt::from(BigUint::from(task.weights[unit].clone()));
        fair[unit] = Exact::ratio(weight * rest, sum.clone()).unwrap_or_default();
    }
    task.shares = fair.iter().map(Exact::to_f64).collect();
    Apportionment { fair: Some(fair), ..solve(&task) }
}

/// The largest turn at which the shares do not yet exceed the total; `None` if all do.
fn price<T: Whole + Sum>(task: &Task<'_, T>) -> Option<Turn<T>> {
    let mut turns: Vec<Turn<T>> = Vec::new();
    for (weight, bounds) in task.weights.iter().zip(&task.bounds) {
        if !weight.is_zero() {
            for places in [bounds.least, bounds.most] {
                turns.push(Turn { places: T::from(places), weight: weight.clone() });
            }
        }
    }
    turns.sort_by(Turn::cmp);
    let before = turns.partition_point(|turn| sum_at(task, turn) != Ordering::Greater);
    (before > 0).then(|| turns.swap_remove(before - 1))
}

/// The shares' sum at this many places per weight, against the total.
fn sum_at<T: Whole>(task: &Task<'_, T>, turn: &Turn<T>) -> Ordering {
    let mut fixed: u128 = 0;
    let mut free = T::zero();
    for (weight, &Bounds { least, most }) in task.weights.iter().zip(&task.bounds) {
        match position(weight, least, most, turn) {
            Position::Least => fixed += u128::from(least),
            Position::Most => fixed += u128::from(most),
            Position::Between => free = free + weight.clone(),
        }
    }
    match u64::try_from(fixed).ok().and_then(|fixed| task.total.checked_sub(fixed)) {
        None => Ordering::Greater,
        Some(rest) => (free * turn.places.clone()).cmp(&(T::from(rest) * turn.weight.clone())),
    }
}

/// Which of the three its share is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    Least,
    Between,
    Most,
}

/// Where a unit's share stands at this many places per weight.
fn position<T: Whole>(weight: &T, least: u64, most: u64, turn: &Turn<T>) -> Position {
    let at = |places: u64| Turn { places: T::from(places), weight: weight.clone() };
    if weight.is_zero() || at(least).cmp(turn) == Ordering::Greater {
        Position::Least
    } else if at(most).cmp(turn) == Ordering::Greater {
        Position::Between
    } else {
        Position::Most
    }
}
