//! Lines over years, with marks of different shape and the last value at the end.

use super::canvas::{Anchor, Canvas, SMALL, WIDTH, width_of};
use super::palette;
use super::scale::{Scale, decimals, ends, ticks};
use super::{Lines, Series};

const HEIGHT: f64 = 190.0;
/// Numbers at the lines' ends stand at least so far below each other.
const LINE: f64 = 11.0;

struct Plot {
    /// Where each point lies.
    across: Vec<f64>,
    y: Scale,
    left: f64,
    top: f64,
}

pub(super) fn draw(lines: &Lines, canvas: &mut Canvas) {
    let entries: Vec<_> = lines
        .series
        .iter()
        .enumerate()
        .map(|(index, series)| (series.name.clone(), palette::series(index)))
        .collect();
    canvas.legend(&entries);
    if !lines.unit.is_empty() {
        canvas.text(&lines.unit, (0.0, canvas.y + 6.0), SMALL, Anchor::Start, palette::QUIET);
        canvas.y += 14.0;
    }
    let plot = axes(lines, canvas);
    for (index, series) in lines.targets.iter().enumerate() {
        let points: Vec<(f64, f64)> = points(series, &plot).into_iter().flatten().collect();
        if let Some(&(x, y)) = points.last() {
            canvas.line(&points, 1.5, "5 4", palette::series(index));
            canvas.text(&series.name, (x, y - 5.0), SMALL, Anchor::End, palette::QUIET);
        }
    }
    for (index, series) in lines.series.iter().enumerate() {
        line(lines, series, index, &plot, canvas);
    }
    end_labels(lines, &plot, canvas);
    breaks(lines, &plot, canvas);
    canvas.y = plot.top + HEIGHT + 26.0;
}

fn axes(lines: &Lines, canvas: &mut Canvas) -> Plot {
    let values = lines
        .series
        .iter()
        .chain(&lines.targets)
        .flat_map(|series| &series.values)
        .filter_map(|value| *value);
    let (low, high) = ends(values);
    // From zero, unless all values lie far above it.
    let low = if low > 0.0 && (high - low) > low * 0.25 || low >= 0.0 && low < high * 0.6 {
        0.0
    } else {
        low
    };
    let marks = ticks(low, high, 4);
    let fraction = decimals(&marks);
    let labels: Vec<String> = marks.iter().map(|mark| canvas.show(*mark, fraction)).collect();
    let left = labels.iter().map(|label| width_of(label, SMALL)).fold(0.0, f64::max) + 8.0;
    let (first, last) = (marks[0], marks[marks.len() - 1]);
    let top = canvas.y + 6.0;
    let right = WIDTH - 44.0;
    let inset = 12.0;
    let plot = Plot {
        across: across(&lines.points, (left + inset, right - inset)),
        y: Scale::new((first, last), (top + HEIGHT, top)),
        left,
        top,
    };
    for (mark, label) in marks.iter().zip(&labels) {
        let y = plot.y.at(*mark);
        canvas.line(&[(left, y), (right, y)], 0.7, "", palette::TRACK);
        canvas.text(label, (left - 6.0, y + 4.0), SMALL, Anchor::End, palette::QUIET);
    }
    point_labels(lines, &plot, canvas);
    plot
}

/// Where the points lie: years as far apart as they are, others evenly.
fn across(points: &[String], ends: (f64, f64)) -> Vec<f64> {
    let years: Option<Vec<f64>> =
        points.iter().map(|point| point.parse::<i16>().ok().map(f64::from)).collect();
    let years = years.filter(|years| years.windows(2).all(|pair| pair[0] < pair[1]));
    let at = years.unwrap_or_else(|| (0..points.len()).map(|index| index as f64).collect());
    let (first, last) = (at.first().copied().unwrap_or(0.0), at.last().copied().unwrap_or(0.0));
    let scale = Scale::new((first, last), ends);
    at.into_iter().map(|at| scale.at(at)).collect()
}

/// As many of the points' names as have room, the last one always.
fn point_labels(lines: &Lines, plot: &Plot, canvas: &mut Canvas) {
    let mut free_to = f64::INFINITY;
    for (point, &x) in lines.points.iter().zip(&plot.across).rev() {
        let half = width_of(point, SMALL) / 2.0;
        if x + half <= free_to {
            canvas.text(point, (x, plot.top + HEIGHT + 16.0), SMALL, Anchor::Middle, palette::TEXT);
            free_to = x - half - 8.0;
        }
    }
}

fn points(series: &Series, plot: &Plot) -> Vec<Option<(f64, f64)>> {
    let values = series.values.iter().zip(&plot.across);
    values
        .map(|(value, &x)| {
            value.filter(|value| value.is_finite()).map(|value| (x, plot.y.at(value)))
        })
        .collect()
}

fn line(lines: &Lines, series: &Series, index: usize, plot: &Plot, canvas: &mut Canvas) {
    let colour = palette::series(index);
    let points = points(series, plot);
    let mut run: Vec<(f64, f64)> = Vec::new();
    for (at, point) in points.iter().enumerate() {
        if point.is_none() || lines.breaks.contains(&at) {
            canvas.line(&std::mem::take(&mut run), 2.2, "", colour);
        }
        run.extend(point);
    }
    canvas.line(&run, 2.2, "", colour);
    for point in points.iter().flatten() {
        canvas.mark(*point, index, colour);
    }
}

/// The last number of each line, those that would lie on each other pushed apart.
fn end_labels(lines: &Lines, plot: &Plot, canvas: &mut Canvas) {
    let last = |series: &Series| {
        let values = series.values.iter().zip(points(series, plot)).rev();
        let mut ends = values.filter_map(|(value, point)| Some(((*value)?, point?)));
        ends.next().map(|(value, (x, y))| (x, y, canvas.show(value, lines.decimals)))
    };
    let mut labels: Vec<(f64, f64, String)> = lines.series.iter().filter_map(last).collect();
    labels.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1)));
    for column in labels.chunk_by_mut(|one, other| one.0.total_cmp(&other.0).is_eq()) {
        apart(column, plot.top + HEIGHT);
    }
    for (x, y, label) in labels {
        canvas.text(&label, (x + 7.0, y + 4.0), SMALL, Anchor::Start, palette::TEXT);
    }
}

/// Downwards, and where there is no room left, upwards again.
fn apart(column: &mut [(f64, f64, String)], bottom: f64) {
    for at in 1..column.len() {
        column[at].1 = column[at].1.max(column[at - 1].1 + LINE);
    }
    let mut lowest = bottom;
    for (_, y, _) in column.iter_mut().rev() {
        *y = y.min(lowest);
        lowest = *y - LINE;
    }
}

fn breaks(lines: &Lines, plot: &Plot, canvas: &mut Canvas) {
    for &at in &lines.breaks {
        let Some(&x) = plot.across.get(at) else { continue };
        let before = at.checked_sub(1).map_or(plot.left, |before| plot.across[before]);
        let x = f64::midpoint(before, x);
        canvas.line(&[(x, plot.top), (x, plot.top + HEIGHT)], 1.0, "2 3", palette::RULE);
        let word = canvas.language.pick("brud", "break");
        canvas.text(word, (x, plot.top - 1.0), SMALL, Anchor::Middle, palette::QUIET);
    }
}
