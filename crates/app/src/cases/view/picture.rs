//! The route as a picture: steps from top to bottom, parallel stations side by side. What it shows
//! stands beside it as a list.

use std::fmt::Write;

use super::route::{GroupView, StepView};
use crate::i18n::Language;
use crate::portal::blocks::escape;
use crate::shell::cut;

const WIDTH: usize = 360;
const GAP: usize = 12;
const DOWN: usize = 28;
const LINE: usize = 18;
const PAD: usize = 12;

/// A box of the picture.
struct Card {
    lines: Vec<String>,
    small: Vec<String>,
    class: &'static str,
    sign: &'static str,
}

/// The picture as SVG, its words told by `title` and `desc`.
pub(super) fn svg(l: Language, steps: &[StepView]) -> String {
    if steps.is_empty() {
        return String::new();
    }
    let (mut y, mut drawn) = (1, String::new());
    let mut last: Option<usize> = None;
    for step in steps {
        let columns = if step.groups.len() > 1 { 2 } else { 1 };
        let width = (WIDTH - 2 - GAP * (columns - 1)) / columns;
        let cards: Vec<Card> = step.groups.iter().map(|group| Card::new(l, group, width)).collect();
        if let Some(bottom) = last {
            connect(&mut drawn, bottom, y, columns);
        }
        for row in cards.chunks(columns) {
            let height = row.iter().map(Card::height).max().unwrap_or_default();
            for (column, card) in row.iter().enumerate() {
                let x = 1 + column * (width + GAP);
                card.draw(&mut drawn, x, y, width, height);
            }
            y += height + GAP;
        }
        y -= GAP;
        last = Some(y);
        y += DOWN;
    }
    let height = y - DOWN + 1;
    let (title, told) = (escape(l.text("route-picture")), escape(&told(steps)));
    format!(
        "<svg class=\"rl-route\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         aria-labelledby=\"rute-titel rute-tekst\"><title id=\"rute-titel\">{title}</title>\
         <desc id=\"rute-tekst\">{told}</desc>{drawn}</svg>"
    )
}

/// "1. Forretningsgruppen. 2. K17, KKR Sjælland."
fn told(steps: &[StepView]) -> String {
    let names = |group: &GroupView| match &group.set {
        Some((name, answered)) => format!("{name} ({answered})"),
        None => group.stations.iter().map(|one| one.name.clone()).collect::<Vec<_>>().join(", "),
    };
    let step = |step: &StepView| {
        let groups: Vec<String> = step.groups.iter().map(names).collect();
        format!("{}. {}.", step.number, groups.join(", "))
    };
    steps.iter().map(step).collect::<Vec<_>>().join(" ")
}

/// The way from a step's lower edge to the next one's upper edge.
fn connect(drawn: &mut String, from: usize, to: usize, columns: usize) {
    let middle = WIDTH / 2;
    if columns == 1 {
        let _ = write!(drawn, "<path class=\"rl-route-way\" d=\"M{middle} {from}V{}\"/>", to - 5);
        arrow(drawn, middle, to);
        return;
    }
    let (left, right, fork) = (WIDTH / 4, WIDTH - WIDTH / 4, from + DOWN / 2 - 2);
    let _ = write!(
        drawn,
        "<path class=\"rl-route-way\" d=\"M{middle} {from}V{fork}M{left} {}V{fork}H{right}V{}\"/>",
        to - 5,
        to - 5
    );
    arrow(drawn, left, to);
    arrow(drawn, right, to);
}

fn arrow(drawn: &mut String, x: usize, y: usize) {
    let _ = write!(
        drawn,
        "<path class=\"rl-route-head\" d=\"M{} {}h10l-5 7z\"/>",
        x - 5,
        y.saturating_sub(8)
    );
}

impl Card {
    fn new(l: Language, group: &GroupView, width: usize) -> Self {
        let room = (width - 2 * PAD - 22) * 10 / 80;
        let first = &group.stations[0];
        if let Some((name, answered)) = &group.set {
            let done = group.stations.iter().all(|one| one.settled.is_some());
            let open = group.stations.iter().any(|one| one.is_open);
            let late = group.stations.iter().any(|one| one.is_late);
            let mut small = vec![first.ask.to_owned(), answered.clone()];
            small.extend(first.due.iter().map(|due| l.with("route-by", &[("date", due)])));
            let (class, sign) = look(done, open, late);
            return Self { lines: wrapped(name, room), small, class, sign };
        }
        let mut small = Vec::new();
        match (&first.outcome, &first.settled) {
            (Some(outcome), Some(date)) => {
                small.extend(wrapped(&outcome.label, room));
                small.push(date.clone());
            }
            (None, Some(date)) => small.push(date.clone()),
            _ => {
                small.push(first.ask.to_owned());
                small.extend(first.due.iter().map(|due| l.with("route-by", &[("date", due)])));
            }
        }
        let (class, sign) = look(first.settled.is_some(), first.is_open, first.is_late);
        Self { lines: wrapped(&first.name, room), small, class, sign }
    }

    fn height(&self) -> usize {
        2 * PAD + (self.lines.len() + self.small.len()) * LINE - 4
    }

    fn draw(&self, drawn: &mut String, x: usize, y: usize, width: usize, height: usize) {
        let _ = write!(
            drawn,
            "<g class=\"rl-route-card {}\"><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" \
             height=\"{height}\" rx=\"6\"/><text class=\"rl-route-sign\" x=\"{}\" y=\"{}\">{}</text>",
            self.class,
            x + PAD,
            y + PAD + 12,
            self.sign
        );
        let lines = self.lines.iter().map(|line| ("rl-route-name", line));
        let lines = lines.chain(self.small.iter().map(|line| ("rl-route-small", line)));
        for (at, (class, line)) in lines.enumerate() {
            let _ = write!(
                drawn,
                "<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>",
                x + PAD + 22,
                y + PAD + 12 + at * LINE,
                escape(line)
            );
        }
        drawn.push_str("</g>");
    }
}

/// Class and sign of a box: the sign says it without colour too.
fn look(is_settled: bool, is_open: bool, is_late: bool) -> (&'static str, &'static str) {
    match (is_settled, is_late, is_open) {
        (true, ..) => ("rl-route-settled", "✓"),
        (_, true, _) => ("rl-route-late", "!"),
        (_, _, true) => ("rl-route-open", "▶"),
        _ => ("rl-route-ahead", "○"),
    }
}

/// A text in at most three lines of at most so many characters.
fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(cut(word, room.max(4))),
        }
    }
    lines.truncate(3);
    lines
}
