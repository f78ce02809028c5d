//! Orders alone: who stands before whom by each criterion.

use std::cmp::Ordering;
use std::iter::Sum;

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use crate::Exact;

use super::linear::{Column, short};
use super::problem::Problem;

/// The place of every alternative by every criterion, 0 the worst, equal scores alike.
#[derive(Debug, Clone)]
pub(super) struct Orders {
    /// By criterion, then by alternative.
    pub(super) places: Vec<Vec<u32>>,
}

impl Orders {
    pub(super) fn of(problem: &Problem) -> Self {
        let columns = problem.columns.iter().zip(&problem.criteria);
        let places = columns.map(|(column, criterion)| places(column, criterion.is_cost()));
        Self { places: places.collect() }
    }

    /// Borda's points by every criterion alone: one for each alternative that stands lower, one half
    /// for each that stands alike.
    pub(super) fn borda(&self) -> Vec<Column> {
        let column = |criterion: usize| {
            let above = self.halves(criterion).into_iter().map(BigInt::from).collect();
            Column { above, below: BigInt::from(2) }
        };
        (0..self.places.len()).map(column).collect()
    }

    /// Whether `one` is nowhere below `other` and somewhere above.
    pub(super) fn dominates(&self, one: usize, other: usize) -> bool {
        let mut is_above = false;
        for places in &self.places {
            if places[one] < places[other] {
                return false;
            }
            is_above |= places[one] > places[other];
        }
        is_above
    }

    /// By one criterion, two for each alternative that stands lower and one for each that stands alike.
    pub(super) fn halves(&self, criterion: usize) -> Vec<usize> {
        let places = &self.places[criterion];
        let mut lower = 0;
        let mut halves = Vec::new();
        for size in sizes(places) {
            halves.push(2 * lower + size.saturating_sub(1));
            lower += size;
        }
        places.iter().map(|&place| halves[place as usize]).collect()
    }

    /// The weight of the criteria by which `one` stands above `other`.
    pub(super) fn support<'w, W>(&self, weights: &'w [W], one: usize, other: usize) -> W
    where
        W: Sum<&'w W>,
    {
        let above =
            self.places.iter().zip(weights).filter(|(places, _)| places[one] > places[other]);
        above.map(|(_, weight)| weight).sum()
    }

    /// For each alternative another that dominates it, if any does: the first in the given order.
    pub(super) fn dominators(&self) -> Vec<Option<usize>> {
        let count = self.places.first().map_or(0, Vec::len);
        let of_one = |one| (0..count).find(|&other| self.dominates(other, one));
        (0..count).map(of_one).collect()
    }
}

fn places(column: &[Exact], is_cost: bool) -> Vec<u32> {
    // Machine words are ordered many times faster.
    match short(column) {
        Some((short, _)) => places_of(&short, is_cost),
        None => places_of(column, is_cost),
    }
}

fn places_of<N: Ord>(column: &[N], is_cost: bool) -> Vec<u32> {
    let mut order: Vec<usize> = (0..column.len()).collect();
    order.sort_by(|&one, &other| column[one].cmp(&column[other]));
    let mut places = vec![0; column.len()];
    let mut place = 0;
    for pair in order.windows(2) {
        place += u32::from(column[pair[0]] != column[pair[1]]);
        places[pair[1]] = place;
    }
    if is_cost {
        for own in &mut places {
            *own = place - *own;
        }
    }
    places
}

/// How many share each place.
fn sizes(places: &[u32]) -> Vec<usize> {
    let highest = places.iter().max().map_or(0, |&place| place as usize + 1);
    let mut sizes = vec![0; highest];
    for &place in places {
        sizes[place as usize] += 1;
    }
    sizes
}

/// Copeland's score of every alternative: pairwise majorities won less lost.
#[derive(Debug, Clone)]
pub(super) struct Majorities {
    /// One per alternative.
    pub(super) duels: Vec<Duels>,
}

/// One alternative's duels.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Duels {
    won: usize,
    lost: usize,
}

impl Duels {
    fn count(&mut self, outcome: Ordering) {
        self.won += usize::from(outcome == Ordering::Greater);
        self.lost += usize::from(outcome == Ordering::Less);
    }
}

impl Majorities {
    pub(super) fn of(orders: &Orders, weights: &[Exact]) -> Self {
        match whole(weights) {
            Some(weights) => Self::counted(orders, &weights),
            None => Self::counted(orders, weights),
        }
    }

    fn counted<'w, W: Ord + Sum<&'w W>>(orders: &Orders, weights: &'w [W]) -> Self {
        let count = orders.places.first().map_or(0, Vec::len);
        let mut duels = vec![Duels::default(); count];
        for one in 0..count {
            for other in one + 1..count {
                let votes = |up, down| orders.support(weights, up, down);
                let outcome = votes(one, other).cmp(&votes(other, one));
                duels[one].count(outcome);
                duels[other].count(outcome.reverse());
            }
        }
        Self { duels }
    }

    pub(super) fn scores(&self) -> Vec<Exact> {
        self.duels.iter().map(|own| Exact::from(own.won) - Exact::from(own.lost)).collect()
    }

    /// The alternative that wins against every other.
    pub(super) fn condorcet_winner(&self) -> Option<usize> {
        let others = self.duels.len().checked_sub(1)?;
        self.duels.iter().position(|own| own.won == others)
    }
}

/// The same weights as whole numbers of which many can be added, if they are short enough.
fn whole(weights: &[Exact]) -> Option<Vec<u128>> {
    let short = |weight: &BigInt| weight.to_u128().filter(|weight| weight >> 100 == 0);
    Column::of(weights).above.iter().map(short).collect()
}
