//! What one place more or fewer in total would do.

use super::apportion::Rule;
use super::input::Input;
use super::run::{Run, places};
use super::tree::Tree;

/// Another total's effect.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Neighbour {
    /// The other total.
    pub total: u64,
    /// Units that would have more, with the certain difference.
    pub more: Vec<(usize, u64)>,
    /// Units that would have fewer, with the certain difference.
    pub fewer: Vec<(usize, u64)>,
    /// Units among which it would be a tie.
    pub tied: Vec<usize>,
}

impl Neighbour {
    /// Whether somebody loses although there are more, or gains although there are fewer: the Alabama
    /// paradox.
    pub(super) fn paradox(&self, now: u64) -> &[(usize, u64)] {
        if self.total > now { &self.fewer } else { &self.more }
    }
}

/// One more and one fewer; `None` where the bounds do not allow it.
pub(super) fn neighbours(
    input: &Input,
    tree: &Tree,
    rule: &Rule,
    now: &Run,
) -> [Option<Neighbour>; 2] {
    let at = |total: Option<u64>| {
        let total = total?;
        let other = places(input, tree, rule, total, Some(now)).ok()?;
        Some(compare(total, now, &other))
    };
    [at(input.total.checked_add(1)), at(input.total.checked_sub(1))]
}

fn compare(total: u64, now: &Run, other: &Run) -> Neighbour {
    let mut open_now = vec![0; now.places.len()];
    let mut open_then = open_now.clone();
    for (run, open) in [(now, &mut open_now), (other, &mut open_then)] {
        run.ties().flat_map(|(_, tie)| &tie.open).for_each(|&unit| open[unit] = 1);
    }
    let mut neighbour = Neighbour { total, ..Neighbour::default() };
    for unit in 0..now.places.len() {
        let (before, then) = (now.places[unit], other.places[unit]);
        if then > before + open_now[unit] {
            neighbour.more.push((unit, then - before - open_now[unit]));
        } else if before > then + open_then[unit] {
            neighbour.fewer.push((unit, before - then - open_then[unit]));
        }
    }
    neighbour.tied = other.ties().flat_map(|(_, tie)| tie.open.iter().copied()).collect();
    neighbour
}
