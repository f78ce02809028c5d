//! Colours that differ in lightness as well as hue, so that print and colour-blind eyes tell them
//! apart; each at least 3:1 against white. A page colours the classes, the attributes are for print
//! and PDF, where no stylesheet is.

use std::fmt::Write;

use super::State;

/// A colour: its class and its value on white.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour {
    pub(super) class: &'static str,
    pub(super) light: &'static str,
    pub(super) dark: &'static str,
}

const fn colour(class: &'static str, light: &'static str, dark: &'static str) -> Colour {
    Colour { class, light, dark }
}

pub(super) const TEXT: Colour = colour("c-text", "#1a1a1a", "#f2f2f2");
pub(super) const QUIET: Colour = colour("c-quiet", "#595959", "#b8b8b8");
pub(super) const RULE: Colour = colour("c-rule", "#8c8c8c", "#8c8c8c");
pub(super) const TRACK: Colour = colour("c-track", "#dcdcdc", "#454545");
pub(super) const PAPER: Colour = colour("c-paper", "#ffffff", "#1a1a1a");

/// One per series; a further series begins again.
const SERIES: [Colour; 6] = [
    colour("c-1", "#0b4f8a", "#6cb4ee"),
    colour("c-2", "#d55e00", "#ffb070"),
    colour("c-3", "#117a65", "#52d3b0"),
    colour("c-4", "#7b2d8b", "#d59ae3"),
    colour("c-5", "#6b6b6b", "#c4c4c4"),
    colour("c-6", "#8a6d00", "#e6cf6a"),
];

/// Steps of a scale from one end to the other; the middle one is grey.
const SCALE: [Colour; 7] = [
    colour("c-s1", "#8a3c00", "#ff9a4d"),
    colour("c-s2", "#c96a1b", "#ffb680"),
    colour("c-s3", "#e9b98c", "#f5d6bb"),
    colour("c-s4", "#c8c8c8", "#8c8c8c"),
    colour("c-s5", "#9cc3e6", "#bcd9f2"),
    colour("c-s6", "#3f7fbf", "#7db4e6"),
    colour("c-s7", "#0b4f8a", "#4d9be0"),
];

/// Where text on a step is white on paper.
const DARK_STEPS: [&str; 4] = ["c-s1", "c-s2", "c-s6", "c-s7"];

/// White on dark steps, black on light ones, whatever the page.
pub(super) const ON_DARK: Colour = colour("c-on-dark", "#ffffff", "#1a1a1a");
pub(super) const ON_LIGHT: Colour = colour("c-on-light", "#1a1a1a", "#1a1a1a");

const GOOD: Colour = colour("c-good", "#117a65", "#52d3b0");
const OPEN: Colour = colour("c-open", "#6b6b6b", "#c4c4c4");
const WARNING: Colour = colour("c-warning", "#8a6d00", "#e6cf6a");
const BAD: Colour = colour("c-bad", "#b3261e", "#ff8a80");

pub(super) fn series(index: usize) -> Colour {
    SERIES[index % SERIES.len()]
}

/// The colour of step `index` of `steps`, spread over the scale.
pub(super) fn step(index: usize, steps: usize) -> Colour {
    let last = SCALE.len() - 1;
    let at = match steps {
        0 | 1 => last,
        // Few steps leave out the pale ones, so that neighbours differ.
        _ => (index * last + (steps - 1) / 2) / (steps - 1),
    };
    SCALE[at.min(last)]
}

pub(super) fn on(colour: Colour) -> Colour {
    let is_dark = DARK_STEPS.contains(&colour.class) || SERIES.contains(&colour);
    if is_dark { ON_DARK } else { ON_LIGHT }
}

pub(super) fn state(state: State) -> Colour {
    match state {
        State::Good => GOOD,
        State::Open => OPEN,
        State::Warning => WARNING,
        State::Bad => BAD,
    }
}

/// The stylesheet of a file of its own.
pub(super) fn stylesheet() -> String {
    let all = [TEXT, QUIET, RULE, TRACK, PAPER, ON_DARK, ON_LIGHT, GOOD, OPEN, WARNING, BAD];
    let all = all.into_iter().chain(SERIES).chain(SCALE);
    let mut rules = String::new();
    for Colour { class, dark, .. } in all {
        let _ = write!(rules, ".{class}{{fill:{dark}}}.{class}.line{{fill:none;stroke:{dark}}}");
    }
    format!("@media (prefers-color-scheme:dark){{svg{{background:{}}}{rules}}}", PAPER.dark)
}
