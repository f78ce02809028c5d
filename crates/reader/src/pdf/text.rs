//! Runs of one line into its text, with links and emphasis.

use raadslag_document::{Mark, MarkKind};

use super::glyphs::composed;
use super::rows::apart;
use super::sheet::{LinkArea, Run};

/// The text of a line and the run each stretch of it comes from.
pub(super) struct Joined {
    /// The text.
    pub text: String,
    /// For each run its first and one past its last character.
    places: Vec<(u32, u32)>,
}

/// Leaders of a contents list have more dots than an ellipsis.
const LEADER: usize = 5;

/// Joins the runs of a line, from left to right.
pub(super) fn joined(runs: &[Run]) -> Joined {
    let mut text = String::new();
    let mut length = 0;
    let mut places = Vec::with_capacity(runs.len());
    let between_words = letter_spaced(runs);
    for (index, run) in runs.iter().enumerate() {
        if index > 0 && apart(&runs[index - 1], run) {
            text.push(' ');
            length += 1;
            if between_words.is_some_and(|gap| run.x0 - runs[index - 1].x1 > gap) {
                text.push(' ');
                length += 1;
            }
        }
        let start = length;
        length += count(&run.text);
        text.push_str(&run.text);
        places.push((start, length));
    }
    let mut joined = Joined { text, places };
    joined.compose();
    joined.collapse_leaders();
    joined
}

/// In spaced letters (`K K R  S J Æ L L A N D`) the gap that parts words rather than letters.
fn letter_spaced(runs: &[Run]) -> Option<f32> {
    let is_letter = |run: &&Run| {
        let mut chars = run.text.chars();
        chars.next().is_some_and(char::is_alphanumeric) && chars.next().is_none()
    };
    let single = runs.iter().filter(is_letter).count();
    if runs.len() < 5 || single * 5 < runs.len() * 4 {
        return None;
    }
    let mut gaps: Vec<f32> = runs.windows(2).map(|pair| pair[1].x0 - pair[0].x1).collect();
    gaps.sort_by(f32::total_cmp);
    Some(1.5 * gaps[gaps.len() / 2])
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(0)
}

impl Joined {
    /// Composes letters with marks that were drawn apart from them.
    fn compose(&mut self) {
        let whole = composed(self.text.clone());
        if whole != self.text {
            let end = count(&whole);
            self.places.iter_mut().for_each(|it| *it = (it.0.min(end), it.1.min(end)));
            self.text = whole;
        }
    }

    /// Leaves four dots, between spaces, of every leader (`.......`, `. . . . .`).
    fn collapse_leaders(&mut self) {
        if !self.text.contains("...") && !self.text.contains(". .") {
            return;
        }
        let old: Vec<char> = self.text.chars().collect();
        let mut new: Vec<char> = Vec::with_capacity(old.len());
        // Where each character went.
        let mut moved: Vec<u32> = Vec::with_capacity(old.len() + 1);
        let mut at = 0;
        while at < old.len() {
            let (end, dots) = leader(&old, at);
            let here = u32::try_from(new.len()).unwrap_or(u32::MAX);
            if dots < LEADER {
                moved.push(here);
                new.push(old[at]);
                at += 1;
                continue;
            }
            if new.last().is_some_and(|&c| c != ' ') {
                new.push(' ');
            }
            new.extend("....".chars());
            if old.get(end).is_some_and(|&c| c != ' ') {
                new.push(' ');
            }
            moved.extend(std::iter::repeat_n(here, end - at));
            at = end;
        }
        moved.push(u32::try_from(new.len()).unwrap_or(u32::MAX));
        let to = |place: u32| moved.get(place as usize).or(moved.last()).copied().unwrap_or(0);
        self.places.iter_mut().for_each(|it| *it = (to(it.0), to(it.1)));
        self.text = new.into_iter().collect();
    }

    /// Links and emphasis, counted from character `from`. Emphasis only where part of the line
    /// has it.
    pub(super) fn marks(&self, runs: &[Run], links: &[LinkArea], from: u32) -> Vec<Mark> {
        let mut marks = Vec::new();
        let link = |run: &Run| run.link.and_then(|index| links.get(index as usize));
        self.stretches(
            runs,
            |run| link(run).map(|area| &area.url),
            from,
            &mut |place, url: &String| {
                marks.push(mark(place, MarkKind::Link { url: url.clone() }));
            },
        );
        if !runs.iter().all(|run| run.face.bold) {
            self.stretches(runs, |run| run.face.bold.then_some(()), from, &mut |place, ()| {
                marks.push(mark(place, MarkKind::Strong));
            });
        }
        self.stretches(runs, |run| run.face.italic.then_some(()), from, &mut |place, ()| {
            marks.push(mark(place, MarkKind::Emphasis));
        });
        marks.sort_by_key(|mark| (mark.start, mark.end));
        marks
    }

    /// Stretches of neighbouring runs of which `of` says the same.
    fn stretches<T: PartialEq>(
        &self,
        runs: &[Run],
        of: impl Fn(&Run) -> Option<T>,
        from: u32,
        found: &mut impl FnMut((u32, u32), T),
    ) {
        let mut open: Option<((u32, u32), T)> = None;
        for (run, &(start, end)) in runs.iter().zip(&self.places) {
            let (start, end) = (start.max(from) - from, end.max(from) - from);
            match (of(run).filter(|_| start < end), &mut open) {
                (Some(kind), Some((place, same))) if kind == *same => place.1 = end,
                (kind, open) => {
                    let next = kind.map(|kind| ((start, end), kind));
                    if let Some((place, kind)) = std::mem::replace(open, next) {
                        found(place, kind);
                    }
                }
            }
        }
        if let Some((place, kind)) = open {
            found(place, kind);
        }
    }
}

/// The end of the run of dots, with or without spaces between, that begins at `at`; how many.
fn leader(text: &[char], at: usize) -> (usize, usize) {
    let (mut end, mut dots) = (at, 0);
    let mut next = at;
    while text.get(next) == Some(&'.') {
        dots += 1;
        end = next + 1;
        next = if text.get(end) == Some(&' ') { end + 1 } else { end };
    }
    (end, dots)
}

fn mark((start, end): (u32, u32), kind: MarkKind) -> Mark {
    Mark { start, end, kind }
}
