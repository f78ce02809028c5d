//! Runs into rows: what stands on one baseline, from left to right, cut at wide gaps.

use std::ops::Range;

use super::marker;
use super::sheet::Run;

/// Baselines closer than this, in sizes of the smaller text, are one row.
const SAME_BASELINE: f32 = 0.3;
/// Raised and lowered text stands within this many sizes of its row.
const RAISED: f32 = 0.6;
/// Text smaller than this share of its neighbours may be raised or lowered.
const SMALL: f32 = 0.9;
/// A gap of more than this many sizes parts two segments.
const WIDE: f32 = 1.2;
/// A gap of more than this many sizes parts two words where the text has no space.
pub(super) const WORD: f32 = 0.15;

/// Pages with more rows than this are drawings.
const MOST_ROWS: usize = 5_000;

/// What stands on one baseline, from left to right.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// The runs, from left to right.
    pub runs: Vec<Run>,
    /// The baseline of its largest text.
    pub base: f32,
    /// The size of its largest text.
    pub size: f32,
}

impl Row {
    fn new(run: Run) -> Self {
        Self { base: run.base, size: run.size, runs: vec![run] }
    }

    /// Left edge.
    pub(super) fn x0(&self) -> f32 {
        self.runs.iter().map(|run| run.x0).fold(f32::INFINITY, f32::min)
    }

    /// Right edge.
    pub(super) fn x1(&self) -> f32 {
        self.runs.iter().map(|run| run.x1).fold(f32::NEG_INFINITY, f32::max)
    }

    fn take(&mut self, run: Run) {
        if run.size > self.size {
            (self.base, self.size) = (run.base, run.size);
        }
        self.runs.push(run);
    }

    /// Sorts the runs and drops text that was drawn twice to look bold.
    fn settle(&mut self) {
        self.runs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        self.runs.dedup_by(|next, run| {
            let twice = next.text == run.text
                && (next.x0 - run.x0).abs() < 0.15 * run.size
                && (next.x1 - run.x1).abs() < 0.15 * run.size
                && (next.base - run.base).abs() < 0.15 * run.size;
            if twice {
                run.face.bold = true;
            }
            twice
        });
    }
}

/// Runs of one row cut at their wide gaps: for each segment the range of its runs.
pub(super) fn segments(runs: &[Run]) -> Vec<Range<usize>> {
    let mut segments = Vec::new();
    let mut start = 0;
    let mut reach = f32::NEG_INFINITY;
    for index in 1..runs.len() {
        let (before, after) = (&runs[index - 1], &runs[index]);
        reach = reach.max(before.x1);
        if after.x0 - reach > WIDE * before.size.max(after.size) {
            segments.push(start..index);
            start = index;
        }
    }
    segments.push(start..runs.len());
    join_marker(runs, &mut segments);
    segments
}

/// A bullet or number at the start is no column of its own.
fn join_marker(runs: &[Run], segments: &mut Vec<Range<usize>>) {
    let [first, second, ..] = &segments[..] else { return };
    let (marker, text) = (&runs[first.start], &runs[second.start]);
    let near = text.x0 - marker.x1 < 6.0 * marker.size;
    if first.len() == 1 && near && marker::is_marker(&marker.text) {
        segments[1].start = segments[0].start;
        segments.remove(0);
    }
}

/// Whether a space belongs between two neighbours of a row.
pub(super) fn apart(before: &Run, after: &Run) -> bool {
    after.spaced || after.x0 - before.x1 > WORD * before.size.min(after.size)
}

/// The rows of some runs, from top to bottom.
pub(super) fn rows(mut runs: Vec<Run>) -> Vec<Row> {
    // Stable: what the source drew first on a baseline stays first where it overlaps.
    runs.sort_by(|a, b| a.base.total_cmp(&b.base));
    let mut rows: Vec<Row> = Vec::new();
    for run in runs {
        let home = rows
            .iter_mut()
            .rev()
            .take(3)
            .find(|row| (row.base - run.base).abs() <= SAME_BASELINE * row.size.min(run.size));
        match home {
            Some(row) => row.take(run),
            None => rows.push(Row::new(run)),
        }
    }
    rows.sort_by(|a, b| a.base.total_cmp(&b.base));
    attach_raised(&mut rows);
    rows.iter_mut().for_each(Row::settle);
    rows
}

/// Gives raised and lowered text (²), which has a baseline of its own, to the row it belongs to.
fn attach_raised(rows: &mut Vec<Row>) {
    if rows.len() > MOST_ROWS {
        return;
    }
    let mut index = 0;
    while index < rows.len() {
        let above = index.checked_sub(1).filter(|&other| is_raised(&rows[index], &rows[other]));
        let below = Some(index + 1)
            .filter(|&other| other < rows.len() && is_raised(&rows[index], &rows[other]));
        match above.or(below) {
            Some(home) => {
                let small = rows.remove(index);
                let home = if home > index { home - 1 } else { home };
                small.runs.into_iter().for_each(|run| rows[home].take(run));
            }
            None => index += 1,
        }
    }
}

/// Whether all of `small` stands beside text of `row`, a little higher or lower.
fn is_raised(small: &Row, row: &Row) -> bool {
    small.size < SMALL * row.size
        && (small.base - row.base).abs() < RAISED * row.size
        && small.runs.iter().all(|run| {
            row.runs.iter().any(|other| {
                let gap = (run.x0 - other.x1).max(other.x0 - run.x1);
                gap > -0.5 * run.size && gap < 0.5 * row.size
            })
        })
}
