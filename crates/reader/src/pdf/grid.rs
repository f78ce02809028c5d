//! Tables drawn with rules: rules that meet form a grid, its cells take the text inside them.

use super::sheet::{Rule, Run};
use super::stripes;

/// Rules this close are one; ends this close meet.
pub(super) const SNAP: f32 = 2.5;
/// A rule that covers this share of a cell's side parts the cell from its neighbour.
const PARTS: f32 = 0.6;
/// Grids with more lines than this are drawings.
pub(super) const MOST_LINES: usize = 400;
/// Pages with more rules than this are drawings.
const MOST_RULES: usize = 20_000;

/// A grid of cells on a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grid {
    /// Places of the column lines, from left to right.
    pub xs: Vec<f32>,
    /// Places of the row lines, from top to bottom.
    pub ys: Vec<f32>,
    /// For each cell, row by row, the index of the cell at whose corner it begins: itself, or the
    /// cell that reaches over it.
    pub owner: Vec<usize>,
}

impl Grid {
    /// Number of columns.
    pub(super) fn columns(&self) -> usize {
        self.xs.len() - 1
    }

    /// Number of rows.
    pub(super) fn rows(&self) -> usize {
        self.ys.len() - 1
    }

    /// The cell whose text a run is.
    pub(super) fn cell(&self, run: &Run) -> Option<usize> {
        let row = between(&self.ys, run.middle())?;
        let column = between(&self.xs, run.centre())?;
        Some(self.owner[row * self.columns() + column])
    }

    /// Rows and columns a cell reaches over.
    pub(super) fn reach(&self, cell: usize) -> (usize, usize) {
        let width = self.columns();
        let (row, column) = (cell / width, cell % width);
        let owned = |r: usize, c: usize| self.owner[r * width + c] == cell;
        let columns = (column..width).take_while(|&c| owned(row, c)).count();
        let rows = (row..self.rows()).take_while(|&r| owned(r, column)).count();
        (rows.max(1), columns.max(1))
    }

    /// Whether both have the same columns.
    pub(super) fn is_alike(&self, other: &Self) -> bool {
        same_columns(&self.xs, &other.xs)
    }

    /// Left and right side of a cell.
    pub(super) fn sides(&self, cell: usize) -> (f32, f32) {
        let column = cell % self.columns();
        (self.xs[column], self.xs[column + self.reach(cell).1])
    }
}

/// Whether two rows of column lines are the same.
pub(super) fn same_columns(xs: &[f32], others: &[f32]) -> bool {
    let near = |(x, other): (&f32, &f32)| (x - other).abs() <= SNAP;
    xs.len() == others.len() && xs.iter().zip(others).all(near)
}

/// Leaves out grids of a single row, which may be a frame for anything, unless a neighbouring page
/// has a grid of the same columns: then the row is the end or the beginning of a table.
pub(super) fn drop_frames(pages: &mut [Vec<Grid>]) {
    let single = |pages: &[Vec<Grid>], page: usize, grid: &Grid| {
        let neighbours = [page.checked_sub(1), Some(page + 1)];
        let mut near = neighbours.into_iter().flatten().filter_map(|it| pages.get(it)).flatten();
        grid.rows() == 1 && !near.any(|other| other.rows() > 1 && grid.is_alike(other))
    };
    let kept: Vec<Vec<bool>> = (0..pages.len())
        .map(|page| pages[page].iter().map(|grid| !single(pages, page, grid)).collect())
        .collect();
    for (grids, kept) in pages.iter_mut().zip(kept) {
        let mut kept = kept.into_iter();
        grids.retain(|_| kept.next().unwrap_or(true));
    }
}

/// The stretch between two places that `at` lies in.
pub(super) fn between(places: &[f32], at: f32) -> Option<usize> {
    places.windows(2).position(|pair| pair[0] <= at && at < pair[1])
}

/// A stretch of a line: along one axis from `from` to `to`, at `at` on the other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    pub at: f32,
    pub from: f32,
    pub to: f32,
}

/// The grids of a page with at least two columns, and two rows or three columns: drawn with rules both ways, or with
/// rules between the rows only, where the text leaves the columns apart.
pub(super) fn grids(rules: &[Rule], runs: &[Run]) -> Vec<Grid> {
    if rules.len() > MOST_RULES {
        return Vec::new();
    }
    let mut across = Vec::new();
    let mut upright = Vec::new();
    for rule in rules {
        match *rule {
            Rule::Across { y, x0, x1 } => across.push(Stretch { at: y, from: x0, to: x1 }),
            Rule::Upright { x, y0, y1 } => upright.push(Stretch { at: x, from: y0, to: y1 }),
        }
    }
    let (across, upright) = (merged(across), merged(upright));
    let mut grids = Vec::new();
    let mut single = Vec::new();
    for (across, upright) in groups(&across, &upright) {
        match grid(&across, &upright) {
            Some(grid) => grids.push(grid),
            None if upright.is_empty() => single.extend(across),
            None => {}
        }
    }
    grids.extend(stripes::grids(&single, runs));
    grids
}

/// Joins stretches on one line that touch.
fn merged(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    stretches.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut merged = Vec::new();
    let mut rest = stretches.as_slice();
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|it| it.at - first.at <= SNAP).count();
        let (line, tail) = rest.split_at(count);
        rest = tail;
        let at = line.iter().map(|it| it.at).sum::<f32>() / count as f32;
        let mut line = line.to_vec();
        line.sort_by(|a, b| a.from.total_cmp(&b.from));
        let mut open: Option<Stretch> = None;
        for it in line {
            match &mut open {
                Some(last) if it.from - last.to <= SNAP => last.to = last.to.max(it.to),
                _ => merged.extend(open.replace(Stretch { at, ..it })),
            }
        }
        merged.extend(open);
    }
    merged
}

type Group = (Vec<Stretch>, Vec<Stretch>);

/// Sets of stretches that meet each other.
fn groups(across: &[Stretch], upright: &[Stretch]) -> Vec<Group> {
    if across.len().saturating_mul(upright.len()) > 4_000_000 {
        return Vec::new();
    }
    let mut parent: Vec<usize> = (0..across.len() + upright.len()).collect();
    for (i, a) in across.iter().enumerate() {
        for (j, u) in upright.iter().enumerate() {
            let meet = u.at >= a.from - SNAP
                && u.at <= a.to + SNAP
                && a.at >= u.from - SNAP
                && a.at <= u.to + SNAP;
            if meet {
                let (x, y) = (find(&mut parent, i), find(&mut parent, across.len() + j));
                parent[x] = y;
            }
        }
    }
    let mut groups: std::collections::BTreeMap<usize, Group> = std::collections::BTreeMap::new();
    for (i, a) in across.iter().enumerate() {
        groups.entry(find(&mut parent, i)).or_default().0.push(*a);
    }
    for (j, u) in upright.iter().enumerate() {
        groups.entry(find(&mut parent, across.len() + j)).or_default().1.push(*u);
    }
    groups.into_values().collect()
}

fn find(parent: &mut [usize], mut index: usize) -> usize {
    while parent[index] != index {
        parent[index] = parent[parent[index]];
        index = parent[index];
    }
    index
}

/// The grid of a group; sides that are left open are closed where the other rules end.
fn grid(across: &[Stretch], upright: &[Stretch]) -> Option<Grid> {
    let mut across = across.to_vec();
    let mut upright = upright.to_vec();
    close(&mut across, &mut upright);
    close(&mut upright, &mut across);
    let (ys, xs) = (lines(&across), lines(&upright));
    let fits = (3..=MOST_LINES).contains(&xs.len()) && (2..=MOST_LINES).contains(&ys.len());
    if !fits {
        return None;
    }
    let width = xs.len() - 1;
    let mut owner: Vec<usize> = (0..width * (ys.len() - 1)).collect();
    for row in 0..ys.len() - 1 {
        for column in 0..width {
            let cell = row * width + column;
            let sides = (&xs[column..=column + 1], &ys[row..=row + 1]);
            if column > 0 && !covered(&upright, xs[column], sides.1) {
                owner[cell] = owner[cell - 1];
            } else if row > 0 && !covered(&across, ys[row], sides.0) {
                owner[cell] = owner[cell - width];
            }
        }
    }
    let grid = Grid { xs, ys, owner };
    let cells: std::collections::BTreeSet<usize> = grid.owner.iter().copied().collect();
    let columns = cells.iter().map(|cell| cell % width).collect::<std::collections::BTreeSet<_>>();
    let least = if grid.rows() == 1 { 3 } else { 4 };
    (columns.len() >= 2 && cells.len() >= least).then_some(grid)
}

/// Adds lines at both ends of `along` where `ends` has none near them.
fn close(along: &mut [Stretch], ends: &mut Vec<Stretch>) {
    let low = along.iter().map(|it| it.from).fold(f32::INFINITY, f32::min);
    let high = along.iter().map(|it| it.to).fold(f32::NEG_INFINITY, f32::max);
    let first = along.iter().map(|it| it.at).fold(f32::INFINITY, f32::min);
    let last = along.iter().map(|it| it.at).fold(f32::NEG_INFINITY, f32::max);
    // One line alone ends nothing: a rule under a heading is no table.
    if along.len() < 3 || ends.is_empty() {
        return;
    }
    for at in [low, high] {
        if !ends.iter().any(|it| (it.at - at).abs() <= 2.0 * SNAP) {
            ends.push(Stretch { at, from: first, to: last });
        }
    }
}

/// The places of lines, each once.
fn lines(stretches: &[Stretch]) -> Vec<f32> {
    let mut places: Vec<f32> = stretches.iter().map(|it| it.at).collect();
    places.sort_by(f32::total_cmp);
    places.dedup_by(|next, place| *next - *place <= SNAP);
    places
}

/// Whether a rule runs along most of a side.
fn covered(stretches: &[Stretch], at: f32, side: &[f32]) -> bool {
    let (from, to) = (side[0], side[1]);
    let length: f32 = stretches
        .iter()
        .filter(|it| (it.at - at).abs() <= SNAP)
        .map(|it| (it.to.min(to) - it.from.max(from)).max(0.0))
        .sum();
    length >= PARTS * (to - from)
}
