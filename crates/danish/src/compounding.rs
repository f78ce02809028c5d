//! Whether a word is made of others, by the marks the word list gives its forms.

use rustc_hash::FxHashMap;

use crate::entry::{Entry, Place, Standing, Stem};
use crate::words::{self, ENDINGS, MOST, REPLACEMENTS, SHORTEST};

/// Whether a word is a compound of listed ones and not a likely mistake for one of them.
pub(crate) fn is_compound(word: &str) -> bool {
    Compound::new(word).first_part(0, 0).is_some()
}

/// A word, and what was found out about it.
struct Compound<'w> {
    word: &'w str,
    /// The last place at which a part may begin.
    last: usize,
    /// By place: the forms that begin there, as their ends and entries.
    forms: FxHashMap<usize, Vec<(usize, Entry)>>,
    /// By place: whether the rest of the word is like a listed one.
    mistaken: FxHashMap<usize, bool>,
    /// By place and number of parts before it: the first part of the rest.
    parts: FxHashMap<(usize, usize), Option<Part>>,
}

/// A part of a compound.
#[derive(Clone, Copy)]
struct Part {
    end: usize,
    stem: Stem,
}

impl<'w> Compound<'w> {
    fn new(word: &'w str) -> Self {
        let last = word.char_indices().rev().nth(SHORTEST - 1).map_or(0, |(at, _)| at);
        let (forms, mistaken, parts) = Default::default();
        Self { word, last, forms, mistaken, parts }
    }

    /// The first part of the word from a place on, if that is made of at least two.
    fn first_part(&mut self, start: usize, before: usize) -> Option<Part> {
        if before + 1 >= MOST {
            return None;
        }
        if let Some(known) = self.parts.get(&(start, before)) {
            return *known;
        }
        let part = self.search(start, before);
        self.parts.insert((start, before), part);
        part
    }

    fn search(&mut self, start: usize, before: usize) -> Option<Part> {
        let place = if start == 0 { Place::Front } else { Place::Middle };
        let earliest = self.word[start..].char_indices().nth(SHORTEST)?.0 + start;
        for at in 0..self.forms_from(start).len() {
            let (end, entry) = self.forms_from(start)[at];
            if end < earliest || end > self.last || entry.at(place) != Standing::Known {
                continue;
            }
            if let Some(part) = self.part(start, end, entry, before) {
                return Some(part);
            }
        }
        None
    }

    /// A form as a part, if the rest of the word is one too or made of some.
    fn part(&mut self, start: usize, end: usize, entry: Entry, before: usize) -> Option<Part> {
        let next = if self.ends(end) { None } else { Some(self.first_part(end, before + 1)?) };
        let mistaken = self.is_mistaken(start)
            || next.is_some_and(|next| {
                self.stem_end(end, next).is_some_and(|end| is_mistake(&self.word[start..end]))
            });
        (!mistaken).then(|| Part { end, stem: entry.stem() })
    }

    /// Whether the rest of the word may stand at its end.
    fn ends(&mut self, start: usize) -> bool {
        let length = self.word.len();
        let whole = self.forms_from(start).last().filter(|(end, _)| *end == length);
        whole.is_some_and(|(_, entry)| entry.at(Place::End) == Standing::Known)
    }

    fn forms_from(&mut self, start: usize) -> &[(usize, Entry)] {
        self.forms.entry(start).or_insert_with(|| {
            let forms = words::beginnings(&self.word[start..]).into_iter();
            forms.map(|(length, entry)| (start + length, entry)).collect()
        })
    }

    fn is_mistaken(&mut self, start: usize) -> bool {
        *self.mistaken.entry(start).or_insert_with(|| is_mistake(&self.word[start..]))
    }

    /// Where the stem of a part ends, if it stands there.
    fn stem_end(&self, start: usize, part: Part) -> Option<usize> {
        match part.stem {
            Stem::Shorter(by) => Some((part.end - by).max(start)),
            Stem::Longer(by) => {
                let more = ENDINGS[by];
                self.word[part.end..].starts_with(more).then(|| part.end + more.len())
            }
            Stem::Other => None,
        }
    }
}

/// Whether undoing one frequent mistake makes a listed word: such a compound was hardly meant.
fn is_mistake(word: &str) -> bool {
    let lists = |word: &str| words::standing(word, Place::AsListed) != Standing::Absent;
    REPLACEMENTS.iter().any(|(mistake, meant)| {
        let (from_start, pattern) = anchor(mistake.strip_prefix('^'), mistake);
        let (to_end, pattern) = anchor(pattern.strip_suffix('$'), pattern);
        word.match_indices(pattern).any(|(at, found)| {
            let (before, after) = (&word[..at], &word[at + found.len()..]);
            (!from_start || before.is_empty())
                && (!to_end || after.is_empty())
                && lists(&[before, meant, after].concat())
        })
    })
}

/// A pattern, and whether it had this anchor.
fn anchor<'p>(without: Option<&'p str>, pattern: &'p str) -> (bool, &'p str) {
    (without.is_some(), without.unwrap_or(pattern))
}
