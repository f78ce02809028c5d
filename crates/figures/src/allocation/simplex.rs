//! Linear programs over exact fractions: few variables, some hundred constraints. The steepest column
//! enters; after many pivots Bland's rule, so that it ends. Source: Chvátal, *Linear Programming*,
//! 1983, chapters 2 and 3.

use crate::Exact;

/// From so many pivots on Bland's rule holds.
const STEEP: usize = 200;

/// `maximise c·x` subject to `a·x ≤ b`, `x ≥ 0`, where every `b ≥ 0`, so that `x = 0` is a beginning.
#[derive(Debug, Clone)]
pub(super) struct Program {
    /// One row per constraint, one column per variable outside the basis.
    rows: Vec<Vec<Exact>>,
    right: Vec<Exact>,
    /// Per row, the variable it stands for; variables from `count` on are slack.
    basis: Vec<usize>,
    /// Per column, its variable.
    columns: Vec<usize>,
    /// Variables that must stay zero.
    frozen: Vec<usize>,
    count: usize,
    pivots: usize,
}

impl Program {
    /// Constraints as coefficients and right side; all rows hold `count` coefficients.
    pub(super) fn new(count: usize, constraints: Vec<(Vec<Exact>, Exact)>) -> Self {
        let (rows, right): (Vec<_>, Vec<_>) = constraints.into_iter().unzip();
        let basis = (count..count + right.len()).collect();
        Self {
            rows,
            right,
            basis,
            columns: (0..count).collect(),
            frozen: Vec::new(),
            count,
            pivots: 0,
        }
    }

    /// The largest value of a weighed sum of the variables.
    pub(super) fn maximise(&mut self, objective: &[Exact]) -> Exact {
        while let Some((row, column)) = self.next_pivot(&self.reduced(objective)) {
            self.pivot(row, column);
        }
        self.point().iter().zip(objective).map(|(x, c)| x * c).sum()
    }

    /// Keeps to the points where this sum, just maximised, stays at its largest.
    pub(super) fn stay_at(&mut self, objective: &[Exact]) {
        let reduced = self.reduced(objective);
        let falling = self.columns.iter().zip(reduced).filter(|(_, cost)| !cost.is_zero());
        self.frozen.extend(falling.map(|(&variable, _)| variable));
    }

    /// The variables' values now.
    pub(super) fn point(&self) -> Vec<Exact> {
        let mut point = vec![Exact::zero(); self.count];
        for (&variable, value) in self.basis.iter().zip(&self.right) {
            if let Some(x) = point.get_mut(variable) {
                *x = value.clone();
            }
        }
        point
    }

    /// What each column would add to the sum.
    fn reduced(&self, objective: &[Exact]) -> Vec<Exact> {
        let cost = |variable: usize| objective.get(variable).filter(|cost| !cost.is_zero());
        let of = |(column, &variable): (usize, &usize)| {
            let mut sum = cost(variable).cloned().unwrap_or_default();
            for (row, &basic) in self.rows.iter().zip(&self.basis) {
                if let Some(cost) = cost(basic) {
                    sum = sum - cost * &row[column];
                }
            }
            sum
        };
        self.columns.iter().enumerate().map(of).collect()
    }

    fn next_pivot(&self, reduced: &[Exact]) -> Option<(usize, usize)> {
        let zero = Exact::zero();
        let gains = |column: &usize| {
            reduced[*column] > zero && !self.frozen.contains(&self.columns[*column])
        };
        let columns = (0..self.columns.len()).filter(gains);
        let column = if self.pivots < STEEP {
            columns.max_by(|&a, &b| reduced[a].cmp(&reduced[b]).then(b.cmp(&a)))?
        } else {
            columns.min_by_key(|&column| self.columns[column])?
        };
        let limits = (0..self.rows.len()).filter(|&row| self.rows[row][column] > zero);
        let ratio = |row: usize| &self.right[row] / &self.rows[row][column];
        let row = limits.min_by_key(|&row| (ratio(row), self.basis[row]))?;
        Some((row, column))
    }

    fn pivot(&mut self, at: usize, column: usize) {
        self.pivots += 1;
        let pivot = self.rows[at][column].clone();
        std::mem::swap(&mut self.basis[at], &mut self.columns[column]);
        for (index, cell) in self.rows[at].iter_mut().enumerate() {
            *cell = if index == column { Exact::from(1) / pivot.clone() } else { &*cell / &pivot };
        }
        self.right[at] = &self.right[at] / &pivot;
        let (pivot_row, pivot_right) = (self.rows[at].clone(), self.right[at].clone());
        for (row, cells) in self.rows.iter_mut().enumerate().filter(|(row, _)| *row != at) {
            let factor = cells[column].clone();
            if factor.is_zero() {
                continue;
            }
            let cells = cells.iter_mut().enumerate();
            for (index, cell) in cells.filter(|(index, _)| !pivot_row[*index].is_zero()) {
                let taken = &factor * &pivot_row[index];
                *cell = if index == column { -taken } else { &*cell - &taken };
            }
            self.right[row] = &self.right[row] - &(&factor * &pivot_right);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Program;
    use crate::Exact;

    /// Chvátal, p. 13: maximise 5x + 4y + 3z; the optimum is 13 at (2, 0, 1).
    #[test]
    fn the_textbooks_program_has_the_textbooks_optimum() {
        let exact = |numbers: &[i32]| numbers.iter().map(|&n| Exact::from(n)).collect::<Vec<_>>();
        let rows = [(&[2, 3, 1], 5), (&[4, 1, 2], 11), (&[3, 4, 2], 8)];
        let rows = rows.map(|(row, right)| (exact(row), Exact::from(right)));
        let mut program = Program::new(3, rows.to_vec());
        assert_eq!(program.maximise(&exact(&[5, 4, 3])), 13.into());
        assert_eq!(program.point(), exact(&[2, 0, 1]));
    }

    #[test]
    fn a_second_sum_is_maximised_where_the_first_stays_largest() {
        let exact = |numbers: &[i32]| numbers.iter().map(|&n| Exact::from(n)).collect::<Vec<_>>();
        let mut program =
            Program::new(2, vec![(exact(&[1, 1]), 4.into()), (exact(&[0, 1]), 3.into())]);
        let sum = exact(&[1, 1]);
        assert_eq!(program.maximise(&sum), 4.into());
        program.stay_at(&sum);
        assert_eq!(program.maximise(&exact(&[0, 1])), 3.into());
        assert_eq!(program.maximise(&exact(&[1, 0])), 4.into());
    }
}
