//! A case thread as a picture: bodies as lanes, treatments as points, the outcome as colour and
//! shape with the word beside it. Drawn twice, for wide and for narrow windows; the page shows one.

use std::fmt::Write;

use super::labels::{self, Course};
use crate::archive::{ThreadDetail, ThreadEvent};
use crate::i18n::Language;
use crate::portal::blocks::escape;

/// Width of the names of the lanes in the wide picture.
const NAMES: i64 = 210;
const LANE: i64 = 92;
const TOP: i64 = 46;
/// Least distance of two points, so that their words do not meet.
const STEP: i64 = 128;
/// Height of a treatment in the tall picture.
const ROW: i64 = 74;
const TALL_WIDTH: i64 = 360;

/// The bodies, in the order they first dealt with the case.
pub(super) fn lanes(thread: &ThreadDetail) -> Vec<&str> {
    let mut lanes: Vec<&str> = Vec::new();
    for event in &thread.events {
        if !lanes.contains(&event.body.as_str()) {
            lanes.push(&event.body);
        }
    }
    lanes
}

/// A count as a length; a thread has nowhere near so many.
fn length(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn lane_of(lanes: &[&str], event: &ThreadEvent) -> i64 {
    length(lanes.iter().position(|body| *body == event.body).unwrap_or(0))
}

/// Time runs to the right, in proportion where there is room and never closer than [`STEP`].
pub(super) fn wide(l: Language, thread: &ThreadDetail) -> String {
    let lanes = lanes(thread);
    let places = places(thread);
    let width = places.last().copied().unwrap_or(0) + 90;
    let height = TOP + LANE * length(lanes.len());
    let mut svg = open(l, thread, "bred", width, height);
    for (index, body) in (0..).zip(&lanes) {
        let y = TOP + LANE * index + 26;
        let _ = write!(
            svg,
            "<line class=\"rl-lane\" x1=\"{NAMES}\" y1=\"{y}\" x2=\"{width}\" y2=\"{y}\"/>"
        );
        for (row, line) in (0..).zip(wrapped(body, 24, 2)) {
            let at = y + 5 + row * 19 - if body.chars().count() > 24 { 9 } else { 0 };
            let _ = write!(
                svg,
                "<text class=\"rl-lane-name\" x=\"0\" y=\"{at}\">{}</text>",
                escape(&line)
            );
        }
    }
    years(&mut svg, thread, &places, height);
    let points: Vec<(i64, i64)> = places
        .iter()
        .zip(&thread.events)
        .map(|(x, event)| (*x, TOP + LANE * lane_of(&lanes, event) + 26))
        .collect();
    path(&mut svg, &points);
    for ((x, y), event) in points.iter().zip(&thread.events) {
        mark(&mut svg, *x, *y, event);
        let day = event.date.map_or_else(|| l.text("date-unknown").to_owned(), |d| l.short_date(d));
        let _ = write!(
            svg,
            "<text class=\"rl-when\" x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{}</text>\
             <text class=\"rl-how\" x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            y + 30,
            escape(&day),
            y + 48,
            escape(&how(l, event)),
        );
    }
    svg.push_str("</svg>");
    svg
}

/// Time runs downwards, a row per treatment; the lanes are the lines at the left.
pub(super) fn tall(l: Language, thread: &ThreadDetail) -> String {
    let lanes = lanes(thread);
    let gap = (150 / length(lanes.len()).max(1)).clamp(12, 30);
    let words = 26 + gap * (length(lanes.len()) - 1).max(0) + 24;
    let height = ROW * length(thread.events.len());
    let mut svg = open(l, thread, "smal", TALL_WIDTH, height);
    for index in 0..length(lanes.len()) {
        let x = 16 + gap * index;
        let _ = write!(
            svg,
            "<line class=\"rl-lane\" x1=\"{x}\" y1=\"4\" x2=\"{x}\" y2=\"{}\"/>",
            height - 4
        );
    }
    let points: Vec<(i64, i64)> = (0..)
        .zip(&thread.events)
        .map(|(row, event)| (16 + gap * lane_of(&lanes, event), ROW * row + 26))
        .collect();
    path(&mut svg, &points);
    let fit = usize::try_from((TALL_WIDTH - words) / 8).unwrap_or(0).max(12);
    for ((x, y), event) in points.iter().zip(&thread.events) {
        mark(&mut svg, *x, *y, event);
        let day = event.date.map_or_else(|| l.text("date-unknown").to_owned(), |d| l.date(d));
        let body = wrapped(&event.body, fit, 1).remove(0);
        for (class, dy, text) in
            [("rl-when", -5, day), ("rl-lane-name", 14, body), ("rl-how", 33, how(l, event))]
        {
            let _ = write!(
                svg,
                "<text class=\"{class}\" x=\"{words}\" y=\"{}\">{}</text>",
                y + dy,
                escape(&text)
            );
        }
    }
    svg.push_str("</svg>");
    svg
}

fn open(l: Language, thread: &ThreadDetail, id: &str, width: i64, height: i64) -> String {
    let described: Vec<String> = thread
        .events
        .iter()
        .map(|event| {
            let day = event.date.map_or_else(|| l.text("date-unknown").to_owned(), |d| l.date(d));
            format!("{day}, {}: {}", event.body, how(l, event))
        })
        .collect();
    format!(
        "<svg class=\"rl-picture\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" aria-labelledby=\"{id}-navn {id}-indhold\">\
         <title id=\"{id}-navn\">{}</title><desc id=\"{id}-indhold\">{}.</desc>",
        escape(&l.with("timeline-title", &[("title", &thread.title)])),
        escape(&described.join("; ")),
    )
}

/// The outcome, or that the meeting is not in the archive, or that nothing is known.
fn how(l: Language, event: &ThreadEvent) -> String {
    match (Course::of(event.outcome), &event.item) {
        (Course::Unknown, None) => l.text("timeline-open-end").to_owned(),
        _ => labels::outcome(l, event.outcome).to_owned(),
    }
}

/// Where each treatment stands along the time, oldest first.
fn places(thread: &ThreadDetail) -> Vec<i64> {
    let days: Vec<Option<i64>> = thread
        .events
        .iter()
        .map(|event| {
            Some(i64::from(event.date?.since(jiff::civil::date(1900, 1, 1)).ok()?.get_days()))
        })
        .collect();
    let first = days.iter().flatten().min().copied().unwrap_or(0);
    let last = days.iter().flatten().max().copied().unwrap_or(0);
    let room = (STEP * 7).max(STEP * (length(days.len()) - 1));
    let mut places = Vec::with_capacity(days.len());
    let mut at = NAMES + 60 - STEP;
    for day in days {
        let share = day.map_or(0, |day| (day - first) * (room.min(700)) / (last - first).max(1));
        at = (NAMES + 60 + share).max(at + STEP);
        places.push(at);
    }
    places
}

/// A rule and a number where a new year begins.
fn years(svg: &mut String, thread: &ThreadDetail, places: &[i64], height: i64) {
    let mut year = None;
    for (x, event) in places.iter().zip(&thread.events) {
        let this = event.date.map(jiff::civil::Date::year);
        if this.is_some() && this != year {
            let x = x - 58;
            let _ = write!(
                svg,
                "<line class=\"rl-year-line\" x1=\"{x}\" y1=\"8\" x2=\"{x}\" y2=\"{height}\"/>\
                 <text class=\"rl-year\" x=\"{}\" y=\"22\">{}</text>",
                x + 8,
                this.unwrap_or_default()
            );
            year = this;
        }
    }
}

fn path(svg: &mut String, points: &[(i64, i64)]) {
    let points: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
    let _ = write!(svg, "<polyline class=\"rl-way\" points=\"{}\"/>", points.join(" "));
}

/// A point: its shape and its colour both tell the course the case took.
fn mark(svg: &mut String, x: i64, y: i64, event: &ThreadEvent) {
    let course = Course::of(event.outcome);
    let open = if event.item.is_none() { " rl-open" } else { "" };
    let _ = write!(
        svg,
        "<g class=\"rl-mark {}{open}\" transform=\"translate({x} {y})\">",
        course.class()
    );
    svg.push_str(match course {
        Course::Forward => "<circle r=\"11\"/><path class=\"rl-sign\" d=\"M-5 0l3.5 4L5-4\"/>",
        Course::Advised => "<path d=\"M0-12 12 9h-24z\"/>",
        Course::Heard => "<rect x=\"-9\" y=\"-9\" width=\"18\" height=\"18\" rx=\"2\"/>",
        Course::Waiting => "<path d=\"M0-12 12 0 0 12-12 0z\"/>",
        Course::Stopped => {
            "<rect x=\"-10\" y=\"-10\" width=\"20\" height=\"20\"/>\
             <path class=\"rl-sign\" d=\"M-5-5 5 5M5-5-5 5\"/>"
        }
        Course::Unknown => "<circle r=\"9\"/>",
    });
    svg.push_str("</g>");
}

/// `text` in at most `rows` lines of about `width` characters, with an ellipsis where it is cut.
fn wrapped(text: &str, width: usize, rows: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let full = lines.last().is_some_and(|line| {
            !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width
        });
        if full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        }
    }
    if lines.len() > rows {
        lines.truncate(rows);
        if let Some(line) = lines.last_mut() {
            line.push_str(" …");
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use raadslag_document::Outcome;

    use super::*;

    fn event(body: &str, day: Option<jiff::civil::Date>) -> ThreadEvent {
        ThreadEvent {
            body: body.into(),
            date: day,
            title: "t".into(),
            outcome: Outcome::None,
            item: None,
            reasons: Vec::new(),
        }
    }

    fn thread(events: Vec<ThreadEvent>) -> ThreadDetail {
        ThreadDetail { slug: "s".into(), title: "<T>".into(), events }
    }

    #[test]
    fn points_never_come_closer_than_their_words_need() {
        let days = [date(2022, 1, 1), date(2022, 1, 2), date(2025, 1, 1), date(2025, 1, 3)];
        let thread = thread(days.map(|day| event("A", Some(day))).to_vec());
        let places = places(&thread);
        assert!(places.windows(2).all(|pair| pair[1] - pair[0] >= STEP), "{places:?}");
        assert!(places[2] - places[1] > places[1] - places[0]);
    }

    #[test]
    fn a_body_has_one_lane_however_often_it_meets() {
        let thread = thread(vec![event("A", None), event("B", None), event("A", None)]);
        assert_eq!(lanes(&thread), ["A", "B"]);
    }

    #[test]
    fn the_picture_says_in_words_what_it_shows() {
        let svg = wide(Language::Danish, &thread(vec![event("A & B", Some(date(2022, 6, 14)))]));
        assert!(svg.contains("14. juni 2022, A &amp; B: mødet er ikke i arkivet"), "{svg}");
        assert!(svg.contains("&lt;T&gt;"), "{svg}");
    }

    #[test]
    fn long_names_are_cut_visibly() {
        assert_eq!(
            wrapped("Udvalget for Teknik og Miljø i Nord", 16, 2),
            ["Udvalget for", "Teknik og Miljø …"]
        );
    }
}
