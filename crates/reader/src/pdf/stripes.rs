//! Tables with rules between their rows only: the text of all rows leaves the columns apart.

use super::grid::{Grid, MOST_LINES, SNAP, Stretch, between};
use super::rows::rows;
use super::sheet::{Run, Turn};

/// Between columns the text leaves a gap of at least so many sizes.
const GUTTER: f32 = 0.8;
/// Rules of a table that has them only above and below its head and at its end.
const THREE: usize = 3;

/// The tables among rules that no other rule meets.
pub(super) fn grids(single: &[Stretch], runs: &[Run]) -> Vec<Grid> {
    stacks(single).iter().filter_map(|stack| striped(stack, runs)).collect()
}

/// Stretches of the same ends, one under the other: the rules between the rows of a table.
fn stacks(single: &[Stretch]) -> Vec<Vec<Stretch>> {
    let mut stacks: Vec<Vec<Stretch>> = Vec::new();
    for it in single.iter().take(MOST_LINES) {
        let alike = |stack: &&mut Vec<Stretch>| {
            (stack[0].from - it.from).abs() <= 2.0 * SNAP
                && (stack[0].to - it.to).abs() <= 2.0 * SNAP
        };
        match stacks.iter_mut().find(alike) {
            Some(stack) => stack.push(*it),
            None => stacks.push(vec![*it]),
        }
    }
    stacks.retain(|stack| stack.len() >= 3);
    for stack in &mut stacks {
        stack.sort_by(|a, b| a.at.total_cmp(&b.at));
    }
    stacks
}

/// The grid of a stack of rules. A label and its value are no table unless they have a bold head
/// or one of them is broken over lines.
fn striped(stack: &[Stretch], runs: &[Run]) -> Option<Grid> {
    let mut ys: Vec<f32> = stack.iter().map(|it| it.at).collect();
    let (left, right) = (stack[0].from, stack[0].to);
    let within = |run: &&Run| run.turn == Turn::Upright && (left..right).contains(&run.centre());
    let (top, bottom) = (ys[0], ys[ys.len() - 1]);
    let body: Vec<&Run> =
        runs.iter().filter(within).filter(|it| (top..bottom).contains(&it.middle())).collect();
    let above: Vec<&Run> = runs.iter().filter(within).filter(|it| is_above(it, top)).collect();
    let xs = gutters(&body, left, right)?;
    // Where the row above the first rule leaves the same gaps, the columns take it in.
    let all: Vec<&Run> = body.iter().chain(&above).copied().collect();
    let xs = gutters(&all, left, right).filter(|all| all.len() == xs.len()).unwrap_or(xs);
    let headed = heads(&above, &xs);
    if headed {
        ys.insert(0, above.iter().map(|it| it.base - 1.2 * it.size).fold(top, f32::min));
    }
    let first: Vec<&&Run> =
        body.iter().chain(&above).filter(|it| (ys[0]..ys[1]).contains(&it.middle())).collect();
    let bold = !first.is_empty() && first.iter().all(|it| it.face.bold);
    let broken = (0..ys.len() - 1).any(|row| is_broken(&body, &ys[row..=row + 1]));
    if stack.len() == THREE && !headed {
        split(&body, &xs, &mut ys);
    }
    let width = xs.len() - 1;
    let columns = if broken || bold { 2 } else { 3 };
    let fits = (columns..=MOST_LINES).contains(&width) && ys.len() <= MOST_LINES;
    let owner = (0..width * (ys.len() - 1)).collect();
    fits.then_some(Grid { xs, ys, owner })
}

/// The sides of the columns: in the middle of each gap that no run crosses.
fn gutters(body: &[&Run], left: f32, right: f32) -> Option<Vec<f32>> {
    let mut body = body.to_vec();
    body.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut xs = vec![left];
    let mut reach = body.first()?.x1;
    for run in body {
        if run.x0 - reach > GUTTER * run.size {
            xs.push(f32::midpoint(reach, run.x0));
        }
        reach = reach.max(run.x1);
    }
    xs.push(right);
    Some(xs)
}

fn is_above(run: &Run, top: f32) -> bool {
    run.middle() < top && top - run.base < 0.8 * run.size
}

/// Whether the runs right above the first rule head the columns.
fn heads(above: &[&Run], xs: &[f32]) -> bool {
    let column = |run: &Run| {
        let column = between(xs, run.centre());
        column.filter(|&it| run.x0 >= xs[it] - SNAP && run.x1 <= xs[it + 1] + SNAP)
    };
    let columns: Vec<Option<usize>> = above.iter().map(|run| column(run)).collect();
    let filled: std::collections::BTreeSet<usize> = columns.iter().flatten().copied().collect();
    filled.len() >= 2 && columns.iter().all(Option::is_some)
}

/// Whether a row has more than one line.
fn is_broken(body: &[&Run], row: &[f32]) -> bool {
    let bases = body.iter().filter(|it| (row[0]..row[1]).contains(&it.middle()));
    let (low, high) = bases.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), run| {
        (low.min(run.base + 0.8 * run.size), high.max(run.base))
    });
    high > low
}

/// Parts the rows below the head of a table that has no rules between them.
fn split(body: &[&Run], xs: &[f32], ys: &mut Vec<f32>) {
    let below = body.iter().filter(|it| it.middle() > ys[1]).map(|it| (*it).clone()).collect();
    let full = rows(below).into_iter().filter(|row| {
        (0..xs.len() - 1)
            .all(|column| row.runs.iter().any(|it| between(xs, it.centre()) == Some(column)))
    });
    let tops: Vec<f32> = full.map(|row| row.base - 0.95 * row.size).collect();
    if tops.len() >= THREE {
        let end = ys.len() - 1;
        ys.splice(end..end, tops.into_iter().skip(1));
    }
}
