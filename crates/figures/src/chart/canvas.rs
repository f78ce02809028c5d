//! Shapes and texts put below each other, 400 units wide.

use std::fmt::Write;

use super::palette::{self, Colour};
use super::{Dress, State};
use crate::{Exact, Language};

/// The width of every drawing.
pub(super) const WIDTH: f64 = 400.0;
/// The usual size of texts.
pub(super) const TEXT: f64 = 12.5;
/// The size of numbers and axis labels.
pub(super) const SMALL: f64 = 11.0;

/// A drawing that grows downwards.
pub(super) struct Canvas {
    pub(super) language: Language,
    /// Where the next thing begins.
    pub(super) y: f64,
    shapes: String,
}

/// Where a text's `x` lies in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Canvas {
    pub(super) fn new(language: Language) -> Self {
        Self { language, y: 0.0, shapes: String::new() }
    }

    /// The title over a drawing in a file of its own.
    pub(super) fn title(&mut self, title: &str) {
        for line in wrapped(title, WIDTH, 15.0) {
            self.y += 19.0;
            let _ = write!(
                self.shapes,
                r#"<text x="0" y="{}" font-size="15" font-weight="600" {}>{}</text>"#,
                number(self.y),
                fill(palette::TEXT),
                escaped(&line)
            );
        }
        self.y += 10.0;
    }

    /// A text on a baseline.
    pub(super) fn text(
        &mut self,
        text: &str,
        (x, y): (f64, f64),
        size: f64,
        anchor: Anchor,
        colour: Colour,
    ) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let _ = write!(
            self.shapes,
            r#"<text x="{}" y="{}" font-size="{}"{anchor} {}>{}</text>"#,
            number(x),
            number(y),
            number(size),
            fill(colour),
            escaped(text)
        );
    }

    /// A filled rectangle.
    pub(super) fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), colour: Colour) {
        let _ = write!(
            self.shapes,
            r#"<rect x="{}" y="{}" width="{}" height="{}" {}/>"#,
            number(x),
            number(y),
            number(width.max(0.0)),
            number(height),
            fill(colour)
        );
    }

    /// A line through points. `dash` is SVG's dash pattern, empty for a solid line.
    pub(super) fn line(&mut self, points: &[(f64, f64)], width: f64, dash: &str, colour: Colour) {
        let points: Vec<String> =
            points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
        let dash =
            if dash.is_empty() { String::new() } else { format!(r#" stroke-dasharray="{dash}""#) };
        let _ = write!(
            self.shapes,
            r#"<polyline points="{}" class="{} line" fill="none" stroke="{}" stroke-width="{}"{dash}/>"#,
            points.join(" "),
            colour.class,
            colour.light,
            number(width)
        );
    }

    /// A mark whose shape differs from series to series.
    pub(super) fn mark(&mut self, (x, y): (f64, f64), series: usize, colour: Colour) {
        let size = 3.6;
        let corners: &[(f64, f64)] = match series % 4 {
            0 => {
                let _ = write!(
                    self.shapes,
                    r#"<circle cx="{}" cy="{}" r="{size}" {}/>"#,
                    number(x),
                    number(y),
                    fill(colour)
                );
                return;
            }
            1 => &[(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)],
            2 => &[(0.0, -1.2), (1.1, 0.9), (-1.1, 0.9)],
            _ => &[(0.0, -1.35), (1.35, 0.0), (0.0, 1.35), (-1.35, 0.0)],
        };
        self.polygon((x, y), size, corners, colour);
    }

    fn polygon(&mut self, (x, y): (f64, f64), size: f64, corners: &[(f64, f64)], colour: Colour) {
        let points: Vec<String> = corners
            .iter()
            .map(|(dx, dy)| format!("{},{}", number(x + dx * size), number(y + dy * size)))
            .collect();
        let _ = write!(self.shapes, r#"<polygon points="{}" {}/>"#, points.join(" "), fill(colour));
    }

    /// A diamond: filled, or only its outline.
    pub(super) fn diamond(&mut self, (x, y): (f64, f64), is_filled: bool, colour: Colour) {
        let corners = [(0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)];
        if is_filled {
            self.polygon((x, y), 4.2, &corners, colour);
        } else {
            let closed =
                corners.iter().chain(corners.first()).map(|(dx, dy)| (x + dx * 4.2, y + dy * 4.2));
            self.line(&closed.collect::<Vec<_>>(), 1.5, "", colour);
        }
    }

    /// A tick, a ring, an exclamation mark or a cross, 10 units wide around a point.
    pub(super) fn state(&mut self, (x, y): (f64, f64), state: State, colour: Colour) {
        match state {
            State::Good => {
                self.line(&[(x - 4.5, y), (x - 1.5, y + 3.5), (x + 4.5, y - 4.0)], 2.2, "", colour);
            }
            State::Bad => {
                self.line(&[(x - 4.0, y - 4.0), (x + 4.0, y + 4.0)], 2.2, "", colour);
                self.line(&[(x - 4.0, y + 4.0), (x + 4.0, y - 4.0)], 2.2, "", colour);
            }
            State::Warning => {
                self.line(&[(x, y - 5.0), (x, y + 1.0)], 2.4, "", colour);
                self.line(&[(x, y + 3.0), (x, y + 5.2)], 2.4, "", colour);
            }
            State::Open => {
                let ring: Vec<(f64, f64)> = (0..=12)
                    .map(|step| f64::from(step) * std::f64::consts::TAU / 12.0)
                    .map(|angle| (x + 3.8 * angle.cos(), y + 3.8 * angle.sin()))
                    .collect();
                self.line(&ring, 1.8, "", colour);
            }
        }
    }

    /// What the colours mean, on as many lines as needed.
    pub(super) fn legend(&mut self, entries: &[(String, Colour)]) {
        let mut x = 0.0;
        self.y += 14.0;
        for (name, colour) in entries {
            let needed = 16.0 + width_of(name, SMALL) + 12.0;
            if x > 0.0 && x + needed > WIDTH {
                x = 0.0;
                self.y += 17.0;
            }
            self.rect((x, self.y - 9.0), (11.0, 11.0), *colour);
            self.text(name, (x + 16.0, self.y), SMALL, Anchor::Start, palette::TEXT);
            x += needed;
        }
        self.y += 12.0;
    }

    /// What the states' marks mean; only those that are there.
    pub(super) fn state_legend(&mut self, states: &[State]) {
        let mut x = 0.0;
        self.y += 14.0;
        for &state in states {
            let name = state.word(self.language);
            self.state((x + 6.0, self.y - 4.0), state, palette::state(state));
            self.text(name, (x + 16.0, self.y), SMALL, Anchor::Start, palette::TEXT);
            x += 16.0 + width_of(name, SMALL) + 14.0;
        }
        self.y += 10.0;
    }

    /// A number written in the drawing's language.
    pub(super) fn show(&self, value: f64, decimals: u8) -> String {
        let exact = Exact::from_float(value).unwrap_or_default();
        exact.format(self.language, decimals)
    }

    /// The whole drawing.
    pub(super) fn finish(self, id: &str, title: &str, description: &str, dress: Dress) -> String {
        let height = number(self.y.max(1.0));
        let style = match dress {
            Dress::File => format!("<style>{}</style>", palette::stylesheet()),
            Dress::Page => String::new(),
        };
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="-2 0 {} {height}" width="{}" height="{height}" role="img" aria-labelledby="{id}-title {id}-desc" font-family="'IBM Plex Sans', 'Helvetica Neue', Arial, sans-serif"><title id="{id}-title">{}</title><desc id="{id}-desc">{}</desc>{style}{}</svg>"#,
            number(WIDTH + 4.0),
            number(WIDTH + 4.0),
            escaped(title),
            escaped(description),
            self.shapes
        )
    }
}

fn fill(colour: Colour) -> String {
    format!(r#"class="{}" fill="{}""#, colour.class, colour.light)
}

/// Coordinates with two decimals at most, the same on every machine.
fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    // Minus zero is zero.
    let rounded = if rounded == 0.0 { 0.0 } else { rounded };
    if rounded.is_finite() { rounded.to_string() } else { "0".to_owned() }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML knows no control characters.
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// About how wide a text is in a usual sans serif.
pub(super) fn width_of(text: &str, size: f64) -> f64 {
    text.chars()
        .map(|c| {
            if "iljtfrI.,:;|'!() ".contains(c) {
                0.38
            } else if c.is_uppercase() || "mwMW%@".contains(c) {
                0.72
            } else {
                0.6
            }
        })
        .sum::<f64>()
        * size
}

/// Broken at spaces so that lines fit; a word that does not fit alone is shortened.
pub(super) fn wrapped(text: &str, width: f64, size: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width_of(&format!("{line} {word}"), size) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.into_iter().map(|line| shortened(&line, width, size)).collect()
}

/// Cut with an ellipsis where it is too wide; the whole name stands in the table.
pub(super) fn shortened(text: &str, width: f64, size: f64) -> String {
    if width_of(text, size) <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        if width_of(&short, size) + 1.3 * size > width {
            break;
        }
        short.push(c);
    }
    format!("{}…", short.trim_end())
}
