//! Milestones over time: a bar up to the deadline, an outlined diamond where it was first set, a
//! filled one where it was moved to, a tick where it was done.

use jiff::ToSpan;
use jiff::civil::Date;

use super::canvas::{Anchor, Canvas, SMALL, TEXT, WIDTH, shortened, width_of};
use super::palette;
use super::scale::Scale;
use super::{Gantt, GanttRow, State};

const ROW: f64 = 22.0;

struct Plot {
    scale: Scale,
    origin: Date,
    left: f64,
}

impl Plot {
    fn at(&self, date: Date) -> f64 {
        self.scale.at(days(self.origin, date))
    }
}

fn days(from: Date, to: Date) -> f64 {
    (to - from).get_days().into()
}

pub(super) fn draw(gantt: &Gantt, canvas: &mut Canvas) {
    legend(gantt, canvas);
    let Some(plot) = plot(gantt) else { return };
    let top = canvas.y + 20.0;
    canvas.y = top;
    let body = body_height(gantt);
    calendar(gantt, &plot, top, top + body, canvas);
    let mut group = "";
    for row in &gantt.rows {
        if row.group != group {
            group = &row.group;
            canvas.text(group, (0.0, canvas.y + 15.0), SMALL, Anchor::Start, palette::QUIET);
            canvas.y += ROW;
        }
        draw_row(row, &plot, canvas);
        canvas.y += ROW;
    }
    if let Some(today) = gantt.today.filter(|today| in_range(gantt, *today)) {
        let x = plot.at(today);
        canvas.line(&[(x, top), (x, canvas.y + 4.0)], 1.2, "4 3", palette::series(1));
        // The day itself: the picture is looked at later, or told as of another day.
        let word = canvas.language.date(today);
        let half = width_of(&word, SMALL) / 2.0;
        let x = x.clamp(half, WIDTH - half);
        canvas.text(&word, (x, canvas.y + 16.0), SMALL, Anchor::Middle, palette::TEXT);
        canvas.y += 16.0;
    }
    canvas.y += 6.0;
}

fn legend(gantt: &Gantt, canvas: &mut Canvas) {
    let language = canvas.language;
    canvas.y += 14.0;
    let y = canvas.y - 4.0;
    canvas.diamond((6.0, y), false, palette::TEXT);
    let first = language.pick("første frist", "first deadline");
    canvas.text(first, (16.0, canvas.y), SMALL, Anchor::Start, palette::TEXT);
    let x = 16.0 + width_of(first, SMALL) + 20.0;
    canvas.diamond((x, y), true, palette::TEXT);
    canvas.text(
        language.pick("frist nu", "deadline now"),
        (x + 10.0, canvas.y),
        SMALL,
        Anchor::Start,
        palette::TEXT,
    );
    let states = [State::Good, State::Open, State::Warning, State::Bad];
    let there: Vec<State> = states
        .into_iter()
        .filter(|state| gantt.rows.iter().any(|row| row.state == *state))
        .collect();
    canvas.y += 4.0;
    canvas.state_legend(&there);
}

fn all_dates(gantt: &Gantt) -> impl Iterator<Item = Date> {
    gantt.rows.iter().flat_map(|row| [row.start, Some(row.original), row.moved, row.done]).flatten()
}

fn in_range(gantt: &Gantt, today: Date) -> bool {
    let (first, last) = (all_dates(gantt).min(), all_dates(gantt).max());
    first.is_some_and(|first| first <= today) && last.is_some_and(|last| today <= last)
}

fn plot(gantt: &Gantt) -> Option<Plot> {
    let (first, last) = (all_dates(gantt).min()?, all_dates(gantt).max()?);
    let longest = gantt.rows.iter().map(|row| width_of(&row.name, TEXT)).fold(0.0, f64::max);
    let left = longest.min(120.0) + 28.0;
    let span = days(first, last).max(30.0);
    let margin = (span * 0.05).round();
    let origin = first.checked_sub((margin as i64).days()).unwrap_or(first);
    let scale = Scale::new((0.0, span + 2.0 * margin), (left, WIDTH - 4.0));
    Some(Plot { scale, origin, left })
}

fn body_height(gantt: &Gantt) -> f64 {
    let mut groups = 0;
    let mut group = "";
    for row in &gantt.rows {
        if row.group != group {
            group = &row.group;
            groups += 1;
        }
    }
    (gantt.rows.len() + groups) as f64 * ROW
}

/// Lines where quarters or years begin.
fn calendar(gantt: &Gantt, plot: &Plot, top: f64, bottom: f64, canvas: &mut Canvas) {
    let Some(last) = all_dates(gantt).max() else { return };
    let months = match days(plot.origin, last) {
        span if span > 1500.0 => 12,
        span if span > 450.0 => 6,
        _ => 3,
    };
    let mut at = Date::new(plot.origin.year(), 1, 1).unwrap_or(plot.origin);
    let mut free_from = 0.0;
    for _ in 0..400 {
        if at > last {
            break;
        }
        if at >= plot.origin {
            let x = plot.at(at);
            canvas.line(&[(x, top), (x, bottom)], 0.7, "", palette::TRACK);
            let format = if months == 12 { "%Y" } else { "%m/%y" };
            let label = at.strftime(format).to_string();
            if x - width_of(&label, SMALL) / 2.0 > free_from {
                canvas.text(&label, (x, top - 6.0), SMALL, Anchor::Middle, palette::QUIET);
                free_from = x + width_of(&label, SMALL) / 2.0 + 4.0;
            }
        }
        match at.checked_add(months.months()) {
            Ok(next) => at = next,
            Err(_) => break,
        }
    }
}

fn draw_row(row: &GanttRow, plot: &Plot, canvas: &mut Canvas) {
    let y = canvas.y + ROW / 2.0;
    let colour = palette::state(row.state);
    canvas.state((8.0, y), row.state, colour);
    canvas.text(
        &shortened(&row.name, plot.left - 26.0, TEXT),
        (20.0, y + 4.5),
        TEXT,
        Anchor::Start,
        palette::TEXT,
    );
    let deadline = row.moved.unwrap_or(row.original);
    let start = row.start.map_or(plot.left, |start| plot.at(start));
    canvas.rect((start, y - 3.0), (plot.at(deadline) - start, 6.0), palette::TRACK);
    if let Some(moved) = row.moved {
        canvas.line(&[(plot.at(row.original), y), (plot.at(moved), y)], 1.5, "3 2", colour);
        canvas.diamond((plot.at(moved), y), true, colour);
    }
    canvas.diamond((plot.at(row.original), y), row.moved.is_none(), colour);
    if let Some(done) = row.done {
        canvas.state((plot.at(done), y - 1.0), State::Good, palette::state(State::Good));
    }
}
