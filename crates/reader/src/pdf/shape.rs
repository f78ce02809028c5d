//! What a stretch of rows is: running text, columns of text, or a table without rules.

use std::ops::Range;

use super::rows::{Row, rows, segments};
use super::sheet::Run;

/// A stretch of rows.
#[derive(Debug)]
pub(super) enum Shape {
    /// Running text, row by row.
    Rows(Vec<Row>),
    /// Text set in columns, to be read one after the other.
    Columns(Vec<Vec<Shape>>),
    /// A table whose cells only their places part: for each row the runs of each column.
    Table(Vec<Vec<Vec<Row>>>),
}

/// Rows looked at for one stretch.
const LONGEST: usize = 400;
/// Columns inside columns.
const DEEPEST: usize = 4;
/// Rows a table needs, header included.
const TABLE_ROWS: usize = 3;
/// Columns a table without rules needs: two are a label and its value, or two lists.
const TABLE_COLUMNS: usize = 3;
/// Characters a cell of a table without rules has at most, on average.
const CELL: usize = 30;
/// Rows with text on both sides that columns need.
const COLUMN_ROWS: usize = 4;

/// Parts rows into shapes, from top to bottom.
pub(super) fn shapes(rows: Vec<Row>, depth: usize) -> Vec<Shape> {
    let spans: Vec<Vec<Span>> = rows.iter().map(spans).collect();
    let beside = Beside::of(&rows, &spans);
    let mut shapes = Vec::new();
    let mut plain = Vec::new();
    let mut rows = rows.into_iter();
    let mut index = 0;
    while index < spans.len() {
        let found = found_table(&spans, rows.as_slice(), index)
            .or_else(|| found_columns(&spans, index).filter(|_| depth < DEEPEST))
            .or_else(|| beside.found_columns(index).filter(|_| depth < DEEPEST));
        let Some((end, found)) = found else {
            plain.extend(rows.next());
            index += 1;
            continue;
        };
        if !plain.is_empty() {
            shapes.push(Shape::Rows(std::mem::take(&mut plain)));
        }
        let taken: Vec<Row> = rows.by_ref().take(end - index).collect();
        shapes.push(match found {
            Found::Table(columns) => Shape::Table(table(taken, &columns)),
            Found::Gutter(gutter) => columns(taken, gutter, depth),
        });
        index = end;
    }
    if !plain.is_empty() {
        shapes.push(Shape::Rows(plain));
    }
    shapes
}

/// What a stretch beginning at a row turned out to be.
enum Found {
    Table(Vec<(f32, f32)>),
    Gutter(f32),
}

/// Rows that stand beside each other though their baselines differ, taken as one.
struct Beside {
    /// For each such row the number of its first row.
    starts: Vec<usize>,
    spans: Vec<Vec<Span>>,
    /// How many rows there are.
    rows: usize,
}

impl Beside {
    fn of(rows: &[Row], spans: &[Vec<Span>]) -> Self {
        /// Further apart, in sizes of the smaller text, one row stands below the other.
        const NEAR: f32 = 0.8;
        let mut beside = Self { starts: Vec::new(), spans: Vec::new(), rows: rows.len() };
        let mut last: Option<&Row> = None;
        for (index, row) in rows.iter().enumerate() {
            let near = last.take_if(|last| row.base - last.base < NEAR * row.size.min(last.size));
            let apart = near.filter(|last| last.x1() < row.x0() || row.x1() < last.x0());
            if let Some(both) = beside.spans.last_mut().filter(|_| apart.is_some()) {
                both.extend(spans[index].iter().cloned());
                both.sort_by(|a, b| a.x0.total_cmp(&b.x0));
            } else {
                beside.starts.push(index);
                beside.spans.push(spans[index].clone());
                last = Some(row);
            }
        }
        beside
    }

    fn found_columns(&self, start: usize) -> Option<(usize, Found)> {
        let place = self.starts.binary_search(&start).ok()?;
        let (end, found) = found_columns(&self.spans, place)?;
        Some((self.starts.get(end).copied().unwrap_or(self.rows), found))
    }
}

/// A segment of a row.
#[derive(Debug, Clone)]
struct Span {
    x0: f32,
    x1: f32,
    chars: usize,
    leader: bool,
    colon: bool,
}

fn spans(row: &Row) -> Vec<Span> {
    let span = |runs: Range<usize>| {
        let part = &row.runs[runs];
        Span {
            x0: part.iter().map(|run| run.x0).fold(f32::INFINITY, f32::min),
            x1: part.iter().map(|run| run.x1).fold(f32::NEG_INFINITY, f32::max),
            chars: part.iter().map(|run| run.text.chars().count() + 1).sum(),
            leader: part.iter().any(|run| run.text.contains("....")),
            colon: part.last().is_some_and(|run| run.text.ends_with(':')),
        }
    };
    segments(&row.runs).into_iter().map(span).collect()
}

/// The table that begins at `start`: at least three rows whose segments stand in the same columns.
fn found_table(spans: &[Vec<Span>], rows: &[Row], start: usize) -> Option<(usize, Found)> {
    if spans[start].len() < TABLE_COLUMNS || leads(&spans[start]) {
        return None;
    }
    let mut columns: Vec<(f32, f32)> = spans[start].iter().map(|it| (it.x0, it.x1)).collect();
    let mut end = start + 1;
    for index in start + 1..spans.len().min(start + LONGEST) {
        let (row, before) = (&rows[index - start], &rows[index - 1 - start]);
        let near = row.base - before.base < 3.5 * row.size.max(before.size);
        if !near || leads(&spans[index]) || is_heading(&spans[index], row, before) {
            break;
        }
        let Some(wider) = fitted(&columns, &spans[index], row.size) else { break };
        columns = wider;
        end = index + 1;
    }
    // A single cell at the end is the line after the table.
    while end > start && spans[end - 1].len() < 2 {
        end -= 1;
    }
    let body = &spans[start..end];
    let full = body.iter().filter(|row| row.len() >= TABLE_COLUMNS).count();
    let cells: usize = body.iter().map(Vec::len).sum();
    let chars: usize = body.iter().flatten().map(|it| it.chars).sum();
    let filled = cells * 10 >= body.len() * columns.len() * 6;
    let short = chars <= cells * CELL;
    (full >= TABLE_ROWS && filled && short).then_some((end, Found::Table(columns)))
}

/// Whether a row of one segment is a line of its own rather than the rest of a cell above.
fn is_heading(spans: &[Span], row: &Row, before: &Row) -> bool {
    let tight = row.base - before.base < 1.35 * row.size && (row.size - before.size).abs() < 0.5;
    spans.len() == 1 && !tight
}

fn leads(row: &[Span]) -> bool {
    row.iter().any(|it| it.leader)
}

/// The columns widened by a row, unless one of its segments crosses two of them.
fn fitted(columns: &[(f32, f32)], row: &[Span], size: f32) -> Option<Vec<(f32, f32)>> {
    let mut wider = columns.to_vec();
    let mut taken = vec![false; columns.len()];
    for it in row {
        let mut hits = (0..columns.len()).filter(|&i| it.x0 < columns[i].1 && columns[i].0 < it.x1);
        let column = hits.next()?;
        if hits.next().is_some() || taken[column] {
            return None;
        }
        taken[column] = true;
        wider[column] = (wider[column].0.min(it.x0), wider[column].1.max(it.x1));
    }
    wider.windows(2).all(|pair| pair[1].0 - pair[0].1 > 0.4 * size).then_some(wider)
}

/// Rows of a table: each segment in its column; rows without a first cell go on the one above.
fn table(rows: Vec<Row>, columns: &[(f32, f32)]) -> Vec<Vec<Vec<Row>>> {
    let mut table: Vec<Vec<Vec<Row>>> = Vec::new();
    let mut last: Option<(f32, f32)> = None;
    for row in rows {
        let goes_on = last.is_some_and(|(base, size)| row.base - base < 1.35 * size)
            && spans(&row).len() < columns.len()
            && spans(&row).first().is_some_and(|it| it.x0 > columns[0].1);
        last = Some((row.base, row.size));
        if !goes_on || table.is_empty() {
            table.push(vec![Vec::new(); columns.len()]);
        }
        let Some(cells) = table.last_mut() else { continue };
        let mut parts: Vec<Vec<Run>> = vec![Vec::new(); columns.len()];
        for run in row.runs {
            let home = columns.iter().position(|column| run.x0 < column.1 + 0.1);
            parts[home.unwrap_or(columns.len() - 1)].push(run);
        }
        for (cell, part) in cells.iter_mut().zip(parts) {
            cell.extend(self::rows(part));
        }
    }
    table
}

/// The columns of text that begin at `start`: a gap that stays free over several rows.
fn found_columns(spans: &[Vec<Span>], start: usize) -> Option<(usize, Found)> {
    let first = &spans[start];
    if first.len() < 2 || leads(first) {
        return None;
    }
    let left = first.first()?.x0;
    (1..first.len()).find_map(|index| {
        let mut gap = (first[index - 1].x1, first[index].x0);
        let mut end = start;
        for (at, row) in spans.iter().enumerate().skip(start).take(LONGEST) {
            match narrowed(gap, row) {
                Some(narrower) if !leads(row) => gap = narrower,
                _ => break,
            }
            end = at + 1;
        }
        let middle = f32::midpoint(gap.0, gap.1);
        let last = end;
        while end > start && !has_both(&spans[end - 1], middle) && at_left(&spans[end - 1], left) {
            end -= 1;
        }
        let columns = is_columns(&spans[start..end], middle);
        if columns && last == spans.len() && goes_on(&spans[start..], end - start, middle) {
            end = last;
        }
        columns.then_some((end, Found::Gutter(middle)))
    })
}

/// Whether the left column goes on below the last row of the right one, down to the end of the
/// page: a line of it is about as long as those above.
fn goes_on(rows: &[Vec<Span>], end: usize, middle: f32) -> bool {
    let left = |row: &Vec<Span>| {
        let ends = row.iter().map(|it| it.x1).filter(|x1| *x1 <= middle);
        ends.fold(f32::NEG_INFINITY, f32::max)
    };
    let (above, below) = rows.split_at(end);
    let from = rows[0][0].x0;
    let longest = above.iter().map(left).fold(f32::NEG_INFINITY, f32::max) - from;
    below.iter().any(|row| left(row) - from > 0.7 * longest)
}

fn at_left(row: &[Span], left: f32) -> bool {
    row.first().is_some_and(|it| it.x0 <= left + 1.0)
}

fn has_both(row: &[Span], middle: f32) -> bool {
    row.iter().any(|it| it.x1 <= middle) && row.iter().any(|it| it.x0 >= middle)
}

/// The part of a gap that a row leaves free; `None` where it crosses it.
fn narrowed(gap: (f32, f32), row: &[Span]) -> Option<(f32, f32)> {
    let mut gap = gap;
    for it in row {
        if it.x1 <= f32::midpoint(gap.0, gap.1) {
            gap.0 = gap.0.max(it.x1);
        } else if it.x0 >= f32::midpoint(gap.0, gap.1) {
            gap.1 = gap.1.min(it.x0);
        } else {
            return None;
        }
    }
    (gap.1 - gap.0 > 6.0).then_some(gap)
}

/// Whether both sides of a gap are columns of text rather than labels and their values.
fn is_columns(rows: &[Vec<Span>], middle: f32) -> bool {
    let both = rows.iter().filter(|row| has_both(row, middle)).count();
    let (left, right): (Vec<&Span>, Vec<&Span>) =
        rows.iter().flatten().partition(|it| it.x1 <= middle);
    let extent = |side: &[&Span]| {
        let low = side.iter().map(|it| it.x0).fold(f32::INFINITY, f32::min);
        let high = side.iter().map(|it| it.x1).fold(f32::NEG_INFINITY, f32::max);
        (low, high)
    };
    let ((a, b), (c, d)) = (extent(&left), extent(&right));
    let share = |width: f32| width > 0.25 * (d - a);
    let chars = |side: &[&Span]| side.iter().map(|it| it.chars).sum::<usize>() / side.len().max(1);
    let colons = left.iter().filter(|it| it.colon).count();
    both >= COLUMN_ROWS
        && both * 2 >= rows.len()
        && share(b - a)
        && share(d - c)
        && chars(&left) >= 15
        && chars(&right) >= 12
        && colons * 2 < left.len().max(1)
}

/// Both sides of a gutter, each with rows of its own.
fn columns(rows: Vec<Row>, gutter: f32, depth: usize) -> Shape {
    let (left, right): (Vec<Run>, Vec<Run>) =
        rows.into_iter().flat_map(|row| row.runs).partition(|run| run.centre() <= gutter);
    let side = |runs: Vec<Run>| shapes(self::rows(runs), depth + 1);
    Shape::Columns(vec![side(left), side(right)])
}
