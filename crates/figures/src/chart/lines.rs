//! Lines over years, with marks of different shape and the last value at the end.

use super::canvas::{Anchor, Canvas, SMALL, WIDTH, width_of};
use super::palette;
use super::scale::{Scale, decimals, ends, ticks};
use super::{Lines, Series};

const HEIGHT: f64 = 190.0;

struct Plot {
    x: Scale,
    y: Scale,
    left: f64,
    right: f64,
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
    let count = lines.points.len().max(2) - 1;
    let plot = Plot {
        x: Scale::new((0.0, count as f64), (left + inset, right - inset)),
        y: Scale::new((first, last), (top + HEIGHT, top)),
        left,
        right,
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

/// As many of the points' names as have room, the last one always.
fn point_labels(lines: &Lines, plot: &Plot, canvas: &mut Canvas) {
    let widest = lines.points.iter().map(|point| width_of(point, SMALL)).fold(1.0, f64::max) + 8.0;
    let room = (plot.right - plot.left) / widest;
    let fits = |every: &usize| lines.points.len().div_ceil(*every) as f64 <= room;
    let every = (1..=lines.points.len()).find(fits).unwrap_or(lines.points.len()).max(1);
    let last = lines.points.len().saturating_sub(1);
    for (index, point) in lines.points.iter().enumerate() {
        if (last - index).is_multiple_of(every) {
            let x = plot.x.at(index as f64);
            canvas.text(point, (x, plot.top + HEIGHT + 16.0), SMALL, Anchor::Middle, palette::TEXT);
        }
    }
}

fn points(series: &Series, plot: &Plot) -> Vec<Option<(f64, f64)>> {
    let values = series.values.iter().enumerate();
    values
        .map(|(index, value)| {
            value
                .filter(|value| value.is_finite())
                .map(|value| (plot.x.at(index as f64), plot.y.at(value)))
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
    let last = series
        .values
        .iter()
        .zip(&points)
        .rev()
        .find_map(|(value, point)| Some(((*value)?, (*point)?)));
    if let Some((value, (x, y))) = last {
        let label = canvas.show(value, lines.decimals);
        canvas.text(&label, (x + 7.0, y + 4.0), SMALL, Anchor::Start, palette::TEXT);
    }
}

fn breaks(lines: &Lines, plot: &Plot, canvas: &mut Canvas) {
    for &at in &lines.breaks {
        let x = plot.x.at(at as f64 - 0.5);
        canvas.line(&[(x, plot.top), (x, plot.top + HEIGHT)], 1.0, "2 3", palette::RULE);
        let word = canvas.language.pick("brud", "break");
        canvas.text(word, (x, plot.top - 1.0), SMALL, Anchor::Middle, palette::QUIET);
    }
}
