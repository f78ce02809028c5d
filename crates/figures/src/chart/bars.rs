//! Horizontal bars: the name beside its bars where names are short, above them where they are not.

use super::canvas::{Anchor, Canvas, SMALL, TEXT, WIDTH, shortened, width_of};
use super::palette;
use super::scale::{Scale, ends};
use super::{Bars, Series};

/// Names up to this width stand beside the bars.
const BESIDE: f64 = 120.0;

pub(super) fn draw(bars: &Bars, canvas: &mut Canvas) {
    if bars.series.len() > 1 {
        let names = bars.series.iter().enumerate();
        let entries: Vec<_> =
            names.map(|(index, series)| (series.name.clone(), palette::series(index))).collect();
        canvas.legend(&entries);
    }
    let longest = bars.categories.iter().map(|name| width_of(name, TEXT)).fold(0.0, f64::max);
    let left = if longest <= BESIDE { longest + 8.0 } else { 0.0 };
    let plot = Plot {
        left,
        scale: scale(bars, canvas, left),
        height: if bars.series.len() > 1 { 13.0 } else { 15.0 },
    };
    for (index, name) in bars.categories.iter().enumerate() {
        category(bars, &plot, index, name, canvas);
    }
    if !bars.unit.is_empty() {
        canvas.y += 6.0;
        canvas.text(&bars.unit, (plot.left, canvas.y + 8.0), SMALL, Anchor::Start, palette::QUIET);
        canvas.y += 14.0;
    }
}

struct Plot {
    left: f64,
    scale: Scale,
    height: f64,
}

fn scale(bars: &Bars, canvas: &Canvas, left: f64) -> Scale {
    let values = bars.series.iter().flat_map(|series| &series.values).filter_map(|value| *value);
    let (low, high) = ends(values.chain([0.0]));
    let labels = bars.series.iter().flat_map(|series| {
        let decimals = decimals(bars, series);
        let values = series.values.iter().filter_map(|value| *value);
        values.map(move |value| width_of(&canvas.show(value, decimals), SMALL) + 6.0)
    });
    let right = labels.fold(0.0, f64::max);
    let before = if low < 0.0 { right } else { 0.0 };
    Scale::new((low, high), (left + before, WIDTH - right))
}

/// A colour of whole things, as seats are, has no decimals beside one of shares.
fn decimals(bars: &Bars, series: &Series) -> u8 {
    let is_whole = |value: &f64| value.fract().abs() < f64::EPSILON;
    if series.values.iter().flatten().all(is_whole) { 0 } else { bars.decimals }
}

fn category(bars: &Bars, plot: &Plot, index: usize, name: &str, canvas: &mut Canvas) {
    let block = plot.height * bars.series.len() as f64;
    if plot.left > 0.0 {
        canvas.text(name, (0.0, canvas.y + block / 2.0 + 4.5), TEXT, Anchor::Start, palette::TEXT);
    } else {
        canvas.y += 15.0;
        canvas.text(
            &shortened(name, WIDTH, TEXT),
            (0.0, canvas.y),
            TEXT,
            Anchor::Start,
            palette::TEXT,
        );
        canvas.y += 5.0;
    }
    for (at, series) in bars.series.iter().enumerate() {
        if let Some(value) =
            series.values.get(index).copied().flatten().filter(|value| value.is_finite())
        {
            bar(bars, plot, value, at, canvas);
        }
        canvas.y += plot.height;
    }
    canvas.y += 7.0;
}

fn bar(bars: &Bars, plot: &Plot, value: f64, series: usize, canvas: &mut Canvas) {
    let (zero, end) = (plot.scale.at(0.0), plot.scale.at(value));
    let top = canvas.y + 1.0;
    canvas.rect(
        (zero.min(end), top),
        ((end - zero).abs().max(1.0), plot.height - 2.0),
        palette::series(series),
    );
    let label = canvas.show(value, decimals(bars, &bars.series[series]));
    let (x, anchor) =
        if value < 0.0 { (end - 4.0, Anchor::End) } else { (end + 4.0, Anchor::Start) };
    canvas.text(&label, (x, canvas.y + plot.height / 2.0 + 4.0), SMALL, anchor, palette::TEXT);
}
