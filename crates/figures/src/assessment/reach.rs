//! Who could win under any weights: a game in which one side chooses the weights and the other the
//! rival. Its value, found exactly by the simplex method, is the largest lead over every rival that
//! some weights give (von Neumann; Dantzig 1951).

use num_bigint::BigInt;
use num_traits::One;

use super::linear::Linear;
use crate::Exact;

/// Beyond so many alternatives times criteria it takes longer than one waits.
pub(super) const MOST_CELLS: usize = 300;

/// Whether an alternative can win.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reach {
    /// With these weights it is first alone.
    Alone(Vec<Exact>),
    /// With these weights it shares the first place; with none it is alone.
    Shared(Vec<Exact>),
    /// Whatever the weights, another is before it.
    Never,
}

/// For each alternative; `None` where there are too many.
pub(super) fn reaches(linear: &Linear) -> Option<Vec<Reach>> {
    let count = linear.totals.len();
    let is_small = count * linear.weights.len() <= MOST_CELLS;
    is_small.then(|| (0..count).map(|one| reach(linear, one)).collect())
}

fn reach(linear: &Linear, one: usize) -> Reach {
    let criteria = linear.parts.len();
    let rivals: Vec<usize> = (0..linear.totals.len()).filter(|&other| other != one).collect();
    if rivals.is_empty() {
        return Reach::Alone((0..criteria).map(|at| linear.share(at)).collect());
    }
    let lead = |criterion: usize, rival: usize| {
        let column = &linear.parts[criterion];
        &column[one] - &column[rival]
    };
    let leads: Vec<Vec<BigInt>> =
        (0..criteria).map(|at| rivals.iter().map(|&rival| lead(at, rival)).collect()).collect();
    let least = leads.iter().flatten().min().cloned().unwrap_or_default();
    // All above zero, so that the game's value is.
    let shift = BigInt::one() - least;
    let raised: Vec<Vec<Exact>> = leads
        .iter()
        .map(|row| row.iter().map(|lead| Exact::from(lead + &shift)).collect())
        .collect();
    let (value, weights) = solve(raised);
    let lead = value - Exact::from(shift);
    if lead.is_negative() {
        Reach::Never
    } else if lead.is_zero() {
        Reach::Shared(weights)
    } else {
        Reach::Alone(weights)
    }
}

/// The value of a game whose payoffs are above zero, and the rows' best mixture. Maximises Σy under
/// `payoff · y ≤ 1`; the value is its reciprocal, the mixture the dual. Bland's rule ends always.
fn solve(payoff: Vec<Vec<Exact>>) -> (Exact, Vec<Exact>) {
    let mut tableau = Tableau::new(payoff);
    while let Some(column) = tableau.entering() {
        let Some(row) = tableau.leaving(column) else { break };
        tableau.pivot(row, column);
    }
    tableau.solution()
}

/// Rows `[payoff | slacks | 1]`, and last the objective.
struct Tableau {
    rows: Vec<Vec<Exact>>,
    basis: Vec<usize>,
    unknowns: usize,
}

impl Tableau {
    fn new(payoff: Vec<Vec<Exact>>) -> Self {
        let height = payoff.len();
        let unknowns = payoff.first().map_or(0, Vec::len);
        let one = Exact::from(1);
        let mut rows: Vec<Vec<Exact>> = Vec::with_capacity(height + 1);
        for (at, row) in payoff.into_iter().enumerate() {
            let slack = (0..height).map(|other| Exact::from(u8::from(other == at)));
            rows.push(row.into_iter().chain(slack).chain([one.clone()]).collect());
        }
        let objective = (0..=unknowns + height)
            .map(|at| if at < unknowns { -one.clone() } else { Exact::zero() });
        rows.push(objective.collect());
        Self { rows, basis: (unknowns..unknowns + height).collect(), unknowns }
    }

    fn width(&self) -> usize {
        self.unknowns + self.basis.len()
    }

    fn entering(&self) -> Option<usize> {
        let objective = self.rows.last()?;
        (0..self.width()).find(|&at| objective[at].is_negative())
    }

    fn leaving(&self, column: usize) -> Option<usize> {
        let last = self.width();
        let ratio = |row: usize| self.rows[row][last].checked_div(&self.rows[row][column]);
        let is_bound = |row: &usize| self.rows[*row][column].is_positive();
        (0..self.basis.len()).filter(is_bound).min_by_key(|&row| (ratio(row), self.basis[row]))
    }

    fn pivot(&mut self, row: usize, column: usize) {
        let pivot = self.rows[row][column].clone();
        for cell in &mut self.rows[row] {
            *cell = &*cell / &pivot;
        }
        let chosen = self.rows[row].clone();
        for (at, other) in self.rows.iter_mut().enumerate() {
            let factor = other[column].clone();
            if at == row || factor.is_zero() {
                continue;
            }
            for (cell, from) in other.iter_mut().zip(&chosen).filter(|(_, from)| !from.is_zero()) {
                *cell = &*cell - &(&factor * from);
            }
        }
        self.basis[row] = column;
    }

    fn solution(&self) -> (Exact, Vec<Exact>) {
        let Some(objective) = self.rows.last() else { return Default::default() };
        let value = Exact::from(1).checked_div(&objective[self.width()]).unwrap_or_default();
        let duals = &objective[self.unknowns..self.width()];
        (value.clone(), duals.iter().map(|dual| dual * &value).collect())
    }
}
