//! The search for the best way to cut a compound; what may stand in one is
//! [`Compounds`](crate::Compounds)' business.

use crate::Compounds;
use crate::compound::{
    BARE, DOUBLED_E, DOUBLED_ER, E, ER, LONGEST, S, SHORTEST, SHORTEST_IN_LISTED, T,
};

/// What the last part may be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Endings {
    /// A listed word, and no part shorter than four letters.
    Listed,
    /// Any form of one.
    Inflected,
}

/// One part on the best way from a place to the end of the word. Words are no longer than
/// [`LONGEST`], so places fit.
#[derive(Clone, Copy)]
struct Step {
    /// Where the part ends.
    end: u8,
    /// Where the next begins, after the linking letters.
    next: u8,
    /// Parts from here on; one of three letters counts as two.
    parts: u16,
    /// The lengths squared and summed: of two ways with as many parts, the more uneven one has the
    /// longest part.
    evenness: u16,
}

/// What is known of the way from a place to the end of the word.
#[derive(Clone, Copy)]
enum Way {
    Untried,
    /// The first step of the best way, if there is one.
    Tried(Option<Step>),
}

/// Finds the best way through a word: fewest parts, and of those the longest.
pub(crate) struct Splitter<'c, 'w> {
    words: &'c Compounds,
    word: &'w str,
    endings: Endings,
    shortest: usize,
    /// By place.
    memo: [Way; LONGEST],
}

impl<'c, 'w> Splitter<'c, 'w> {
    pub(crate) fn new(words: &'c Compounds, word: &'w str, endings: Endings) -> Self {
        let shortest = match endings {
            Endings::Listed => SHORTEST_IN_LISTED,
            Endings::Inflected => SHORTEST,
        };
        Self { words, word, endings, shortest, memo: [Way::Untried; LONGEST] }
    }

    /// The parts from the front; nothing where there is no way.
    pub(crate) fn split(mut self) -> Vec<&'w str> {
        let mut parts = Vec::new();
        let mut at = 0;
        while let Some(step) = self.best(at) {
            parts.push(&self.word[at..usize::from(step.end)]);
            at = usize::from(step.next);
        }
        parts
    }

    fn best(&mut self, at: usize) -> Option<Step> {
        if at >= self.word.len() {
            return None;
        }
        if let Way::Tried(best) = self.memo[at] {
            return best;
        }
        let best = self.search(at);
        self.memo[at] = Way::Tried(best);
        best
    }

    fn search(&mut self, at: usize) -> Option<Step> {
        let rest = &self.word[at..];
        let mut best = (at > 0
            && rest.chars().count() >= self.shortest
            && self.words.may_end(rest, self.endings))
        .then(|| self.step(at, self.word.len(), None));
        for (letters, (offset, letter)) in rest.char_indices().enumerate() {
            let end = at + offset + letter.len_utf8();
            if letters + 1 < self.shortest || end >= self.word.len() {
                continue;
            }
            let Some(links) = self.words.links(&self.word[at..end], self.endings) else { continue };
            for link in self.links_at(end, links).into_iter().flatten() {
                if let Some(after) = self.best(end + link) {
                    let step = Step { next: (end + link) as u8, ..self.step(at, end, Some(after)) };
                    best = Some(better(best, step));
                }
            }
        }
        best
    }

    /// The linking letters that follow at `end`, as byte lengths.
    fn links_at(&self, end: usize, links: u8) -> [Option<usize>; 4] {
        let rest = &self.word[end..];
        let doubled = || {
            let last = self.word[..end].chars().next_back()?;
            rest.strip_prefix(last).map(|after| (last.len_utf8(), after))
        };
        let has = |link: u8| links & link != 0;
        let after_doubled = (has(DOUBLED_E) || has(DOUBLED_ER)).then(doubled).flatten();
        [
            has(BARE).then_some(0),
            ((has(S) && rest.starts_with('s'))
                || (has(E) && rest.starts_with('e'))
                || (has(T) && rest.starts_with('t')))
            .then_some(1),
            (has(ER) && rest.starts_with("er")).then_some(2),
            after_doubled.and_then(|(length, after)| {
                if has(DOUBLED_ER) && after.starts_with("er") {
                    Some(length + 2)
                } else {
                    (has(DOUBLED_E) && after.starts_with('e')).then_some(length + 1)
                }
            }),
        ]
    }

    fn step(&self, at: usize, end: usize, after: Option<Step>) -> Step {
        let letters = self.word[at..end].chars().count();
        let weight = if letters <= SHORTEST { 2 } else { 1 };
        Step {
            end: end as u8,
            next: end as u8,
            parts: weight + after.map_or(0, |step| step.parts),
            evenness: (letters * letters) as u16 + after.map_or(0, |step| step.evenness),
        }
    }
}

fn better(best: Option<Step>, step: Step) -> Step {
    let rank = |step: &Step| (std::cmp::Reverse(step.parts), step.evenness);
    match best {
        Some(best) if rank(&best) >= rank(&step) => best,
        _ => step,
    }
}
