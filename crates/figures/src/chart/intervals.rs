//! From low to high, with the point in between.

use super::Intervals;
use super::canvas::{Anchor, Canvas, SMALL, TEXT, WIDTH, wrapped};
use super::palette;
use super::scale::{Scale, decimals, ticks};

pub(super) fn draw(intervals: &Intervals, canvas: &mut Canvas) {
    let (low, high) = intervals.range;
    let scale = Scale::new((low, high), (6.0, WIDTH - 6.0));
    for row in &intervals.rows {
        let span = format!(
            "{}–{}",
            canvas.show(row.low, intervals.decimals),
            canvas.show(row.high, intervals.decimals)
        );
        for line in wrapped(&row.name, WIDTH - 90.0, TEXT) {
            canvas.y += 15.0;
            canvas.text(&line, (0.0, canvas.y), TEXT, Anchor::Start, palette::TEXT);
        }
        canvas.text(&span, (WIDTH, canvas.y), SMALL, Anchor::End, palette::TEXT);
        canvas.y += 6.0;
        let y = canvas.y + 5.0;
        canvas.rect((6.0, canvas.y + 3.0), (WIDTH - 12.0, 4.0), palette::TRACK);
        let (from, to) = (scale.at(row.low), scale.at(row.high));
        canvas.rect((from, canvas.y), ((to - from).max(2.0), 10.0), palette::series(0));
        let at = scale.at(row.point);
        canvas.rect((at - 3.0, canvas.y - 3.0), (6.0, 16.0), palette::PAPER);
        canvas.line(&[(at, y - 8.0), (at, y + 8.0)], 3.0, "", palette::series(1));
        canvas.y += 20.0;
    }
    axis(intervals, scale, canvas);
}

fn axis(intervals: &Intervals, scale: Scale, canvas: &mut Canvas) {
    let (low, high) = intervals.range;
    let marks: Vec<f64> =
        ticks(low, high, 4).into_iter().filter(|mark| (low..=high).contains(mark)).collect();
    let fraction = decimals(&marks);
    for mark in marks {
        let x = scale.at(mark);
        canvas.line(&[(x, canvas.y), (x, canvas.y + 4.0)], 1.0, "", palette::RULE);
        let label = canvas.show(mark, fraction);
        let anchor = if x < 20.0 {
            Anchor::Start
        } else if x > WIDTH - 20.0 {
            Anchor::End
        } else {
            Anchor::Middle
        };
        canvas.text(&label, (x, canvas.y + 15.0), SMALL, anchor, palette::QUIET);
    }
    canvas.y += 30.0;
    canvas.text(&intervals.unit, (0.0, canvas.y), SMALL, Anchor::Start, palette::QUIET);
    canvas.y += 6.0;
}
