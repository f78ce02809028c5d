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

/// Joins the runs of a line, from left to right.
pub(super) fn joined(runs: &[Run]) -> Joined {
    let mut text = String::new();
    let mut length = 0;
    let mut places = Vec::with_capacity(runs.len());
    for (index, run) in runs.iter().enumerate() {
        if index > 0 && apart(&runs[index - 1], run) {
            text.push(' ');
            length += 1;
        }
        let start = length;
        let word = shortened(&run.text);
        length += u32::try_from(word.chars().count()).unwrap_or(0);
        text.push_str(&word);
        places.push((start, length));
    }
    // A mark that was drawn apart from its letter joins it only now.
    let whole = composed(text.clone());
    if whole != text {
        let end = u32::try_from(whole.chars().count()).unwrap_or(u32::MAX);
        places.iter_mut().for_each(|place| *place = (place.0.min(end), place.1.min(end)));
    }
    let mut joined = Joined { text: whole, places };
    joined.collapse_leaders();
    joined
}

/// A run with its leaders (`........`) as four dots.
fn shortened(word: &str) -> std::borrow::Cow<'_, str> {
    let Some(start) = word.find("....") else { return word.into() };
    let after = word[start..].trim_start_matches('.');
    let before = &word[..start];
    let left = if before.is_empty() { "" } else { " " };
    let right = if after.is_empty() { "" } else { " " };
    format!("{before}{left}....{right}{after}").into()
}

impl Joined {
    /// Makes leaders of single dots (`. . . .`) or of several runs one.
    fn collapse_leaders(&mut self) {
        let is_leader = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte == b'.');
        let words: Vec<&str> = self.text.split(' ').collect();
        let leaders = words.iter().filter(|word| is_leader(word)).count();
        if leaders < 2 || leaders * 2 + 1 < words.len() && leaders < 4 {
            return;
        }
        let mut kept: Vec<&str> = Vec::with_capacity(words.len());
        for word in words {
            let leader = is_leader(word);
            match kept.last_mut() {
                Some(last) if leader && is_leader(last) => *last = "....",
                _ => kept.push(word),
            }
        }
        self.text = kept.join(" ");
        let end = u32::try_from(self.text.chars().count()).unwrap_or(u32::MAX);
        self.places.iter_mut().for_each(|it| *it = (it.0.min(end), it.1.min(end)));
    }

    /// Links and emphasis, counted from character `from`. Emphasis only where part of the line
    /// has it.
    pub fn marks(&self, runs: &[Run], links: &[LinkArea], from: u32) -> Vec<Mark> {
        let mut marks = Vec::new();
        let link = |run: &Run| run.link.and_then(|index| links.get(index as usize));
        self.stretches(runs, |run| link(run).map(|area| &area.url), from, &mut |place, url: &String| {
            marks.push(mark(place, MarkKind::Link { url: url.clone() }));
        });
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

fn mark((start, end): (u32, u32), kind: MarkKind) -> Mark {
    Mark { start, end, kind }
}
