//! The places by claims: a first guess in floats, then exact comparisons until no place would be
//! worth more elsewhere. What is left equal is a tie.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::apportion::{Apportionment, Bounds, OpenTie, QUEUE, Rule};
use super::claim::{Claim, Measure, Whole, guess};

/// So many of equal claim are told at most.
const MOST_EQUAL: usize = 100;

/// What is to be solved. All vectors are of one length.
pub(super) struct Task<'r, T> {
    pub rule: &'r Rule,
    pub measure: Measure<T>,
    pub weights: Vec<T>,
    /// The units' exact shares, about; with Droop their quotas.
    pub shares: Vec<f64>,
    pub total: u64,
    /// Their sums lie on either side of the total.
    pub bounds: Vec<Bounds>,
    /// Places near the outcome, where some are known.
    pub near: Option<&'r [u64]>,
}

/// A claim in a heap. It is stale when its unit has another number of places by now.
struct Entry<T> {
    claim: Claim<T>,
    unit: usize,
    has: u64,
}

impl<T: Whole> Ord for Entry<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.claim.cmp(&other.claim).then(other.unit.cmp(&self.unit))
    }
}
impl<T: Whole> PartialOrd for Entry<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T: Whole> PartialEq for Entry<T> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl<T: Whole> Eq for Entry<T> {}

struct Solving<'t, 'r, T> {
    task: &'t Task<'r, T>,
    places: Vec<u64>,
    /// Claims to one place more, the largest first.
    next: BinaryHeap<Entry<T>>,
    /// Claims of the places given last, the smallest first.
    given: BinaryHeap<Reverse<Entry<T>>>,
}

pub(super) fn solve<T: Whole>(task: &Task<'_, T>) -> Apportionment {
    let places = match task.near {
        Some(near) => within(near, &task.bounds),
        None => first_guess(task),
    };
    let mut solving = Solving { task, places, next: BinaryHeap::new(), given: BinaryHeap::new() };
    let units = 0..task.weights.len();
    solving.next = units.clone().filter_map(|unit| solving.next_of(unit)).collect();
    solving.given = units.filter_map(|unit| solving.given_of(unit)).map(Reverse).collect();
    solving.correct();
    solving.finish()
}

impl<T: Whole> Solving<'_, '_, T> {
    fn next_of(&self, unit: usize) -> Option<Entry<T>> {
        let has = self.places[unit];
        let claim = || self.task.measure.claim(&self.task.weights[unit], has);
        (has < self.task.bounds[unit].most).then(|| Entry { claim: claim(), unit, has })
    }

    fn given_of(&self, unit: usize) -> Option<Entry<T>> {
        let has = self.places[unit];
        let claim = || self.task.measure.claim(&self.task.weights[unit], has - 1);
        (has > self.task.bounds[unit].least).then(|| Entry { claim: claim(), unit, has })
    }

    /// The next claim that still stands.
    fn top_next(&mut self) -> Option<&Entry<T>> {
        while self.next.peek().is_some_and(|entry| entry.has != self.places[entry.unit]) {
            self.next.pop();
        }
        self.next.peek()
    }

    fn top_given(&mut self) -> Option<&Entry<T>> {
        while self.given.peek().is_some_and(|entry| entry.0.has != self.places[entry.0.unit]) {
            self.given.pop();
        }
        self.given.peek().map(|entry| &entry.0)
    }

    fn set(&mut self, unit: usize, has: u64) {
        self.places[unit] = has;
        self.next.extend(self.next_of(unit));
        self.given.extend(self.given_of(unit).map(Reverse));
    }

    /// Gives, takes and moves places until the total is met and every place is where it is worth
    /// most.
    fn correct(&mut self) {
        let mut sum: u128 = self.places.iter().map(|&places| u128::from(places)).sum();
        let total = u128::from(self.task.total);
        while sum < total {
            let Some(unit) = self.top_next().map(|entry| entry.unit) else { return };
            self.set(unit, self.places[unit] + 1);
            sum += 1;
        }
        while sum > total {
            let Some(unit) = self.top_given().map(|entry| entry.unit) else { return };
            self.set(unit, self.places[unit] - 1);
            sum -= 1;
        }
        while let Some((to, from)) = self.move_due() {
            self.set(from, self.places[from] - 1);
            self.set(to, self.places[to] + 1);
        }
    }

    fn move_due(&mut self) -> Option<(usize, usize)> {
        self.top_next()?;
        self.top_given()?;
        let (next, given) = (self.next.peek()?, &self.given.peek()?.0);
        (next.claim > given.claim).then_some((next.unit, given.unit))
    }

    fn finish(mut self) -> Apportionment {
        let mut tie = None;
        self.top_next();
        self.top_given();
        if let (Some(next), Some(Reverse(given))) = (self.next.peek(), self.given.peek())
            && next.claim == given.claim
        {
            let (units, at_stake) = self.tied_at(&next.claim);
            for &unit in &at_stake {
                self.places[unit] -= 1;
            }
            tie = Some(OpenTie { units, places: at_stake.len() as u64 });
        }
        let last = if tie.is_none() { self.last() } else { Vec::new() };
        let queue = self.queue(tie.as_ref().map(|tie| tie.units.as_slice()).unwrap_or_default());
        Apportionment { places: self.places, tie, queue, last, fair: None }
    }

    /// The units with a claim of this size, and those of them that got the place for now.
    fn tied_at(&self, claim: &Claim<T>) -> (Vec<usize>, Vec<usize>) {
        let is_equal = |entry: Option<Entry<T>>| entry.is_some_and(|entry| entry.claim == *claim);
        let units = 0..self.places.len();
        let at_stake: Vec<usize> =
            units.clone().filter(|&unit| is_equal(self.given_of(unit))).collect();
        let waiting = units.filter(|&unit| is_equal(self.next_of(unit)));
        let mut all: Vec<usize> = at_stake.iter().copied().chain(waiting).collect();
        all.sort_unstable();
        (all, at_stake)
    }

    /// The next in line, those of equal claim together. Whoever ties has been lowered by now, so that
    /// its old claims are stale.
    fn queue(&mut self, tied: &[usize]) -> Vec<Vec<usize>> {
        let mut queue: Vec<Vec<usize>> = Vec::new();
        let mut claim: Option<Claim<T>> = None;
        let mut told = 0;
        while let Some(entry) = self.next.pop() {
            let is_stale = entry.has != self.places[entry.unit];
            if is_stale || tied.binary_search(&entry.unit).is_ok() {
                continue;
            }
            let is_equal = claim.as_ref() == Some(&entry.claim);
            if told >= if is_equal { MOST_EQUAL } else { QUEUE } {
                break;
            }
            match queue.last_mut().filter(|_| is_equal) {
                Some(rank) if rank.contains(&entry.unit) => continue,
                Some(rank) => rank.push(entry.unit),
                None => queue.push(vec![entry.unit]),
            }
            claim = Some(entry.claim);
            told += 1;
        }
        queue
    }

    /// Who would lose a place first: all whose last claim is the smallest.
    fn last(&mut self) -> Vec<usize> {
        let mut last: Vec<usize> = Vec::new();
        let mut claim: Option<Claim<T>> = None;
        while last.len() < MOST_EQUAL && self.top_given().is_some() {
            let Some(Reverse(entry)) = self.given.pop() else { break };
            if claim.as_ref().is_some_and(|claim| *claim != entry.claim) {
                break;
            }
            if !last.contains(&entry.unit) {
                last.push(entry.unit);
            }
            claim = Some(entry.claim);
        }
        last
    }
}

fn within(places: &[u64], bounds: &[Bounds]) -> Vec<u64> {
    places.iter().zip(bounds).map(|(&places, own)| places.clamp(own.least, own.most)).collect()
}

/// About the places each unit gets, by bisection for the multiplier that gives out the total.
fn first_guess<T>(task: &Task<'_, T>) -> Vec<u64> {
    let first = task.rule.first_divisor.to_f64();
    let is_quota = task.rule.method.is_quota();
    let at = |unit: usize, turn: f64| {
        let share = task.shares[unit];
        let x = if is_quota { share + turn } else { share * turn.exp2() };
        let Bounds { least, most } = task.bounds[unit];
        guess(task.rule.method, first, x).clamp(least, most)
    };
    let units = task.shares.len();
    let sum = |turn: f64| (0..units).map(|unit| u128::from(at(unit, turn))).sum::<u128>();
    let turn = bisect(sum, task.total.into(), (units / 1024) as u128);
    (0..units).map(|unit| at(unit, turn)).collect()
}

/// Where a growing function comes within `slack` of the total, as far as floats go.
fn bisect(sum: impl Fn(f64) -> u128, total: u128, slack: u128) -> f64 {
    let mut step = 0.001;
    let (mut low, mut high) = (0.0, 0.0);
    while sum(low) > total && step < 1e18 {
        low -= step;
        step *= 4.0;
    }
    step = 0.001;
    while sum(high) < total && step < 1e18 {
        high += step;
        step *= 4.0;
    }
    for _ in 0..80 {
        let middle = f64::midpoint(low, high);
        let sum = sum(middle);
        if sum.abs_diff(total) <= slack {
            return middle;
        }
        if sum < total {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}
