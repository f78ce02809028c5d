//! Numbered lists inside items, whose entries are written as headers are.

use std::collections::{HashMap, HashSet};

use super::headers::{Header, is_case_number, levels, officers};
use super::{field_kind, line};
use crate::flow::{Gap, Line, Part, Role};
use crate::marker::{self, Numbering};

/// What the numbered lines of a document say of the candidates of one style.
#[derive(Debug, Default)]
pub(super) struct Numbered {
    /// Candidates that are entries of a list, by the index of their first part.
    entries: HashSet<usize>,
    /// The numbered line before a candidate: its part and its number.
    before: HashMap<usize, (usize, u32)>,
}

impl Numbered {
    /// Looks at all numbered lines. A list counts from 1 inside an item, and no heading of an item's
    /// part stands between its entries.
    pub(super) fn of(parts: &[Part], candidates: &[Header]) -> Self {
        let mut found = Self::default();
        let mut list: Option<List<'_>> = None;
        let mut headers = candidates.iter().peekable();
        let mut last = None;
        // Text that only items have has come: from there on a number may belong to a list.
        let mut inside = false;
        for (index, part) in parts.iter().enumerate() {
            let header = headers.next_if(|header| header.start == index);
            let Some(line) = line(part) else { continue };
            if let Some(last) = last.filter(|_| header.is_some()) {
                found.before.insert(index, last);
            }
            let number = header.map(|header| levels(header).0).or_else(|| number(line));
            let Some(number) = number else {
                let of_item = is_of_item(line);
                inside |= of_item;
                list = list.filter(|_| !of_item);
                continue;
            };
            last = Some((index, number));
            list = match list.take() {
                Some(list) if list.goes_on(line, number) => {
                    Some(List { last: line, number, ..list })
                }
                _ => List::begins(parts, index, inside).filter(|_| number == 1),
            };
            if let Some(list) = &list {
                list.note(index, &mut found.entries);
            }
        }
        found
    }

    /// Whether a candidate is an entry of a list.
    pub(super) fn is_entry(&self, header: &Header) -> bool {
        self.entries.contains(&header.start)
    }

    /// Whether a candidate's number goes on with a list that stands between it and `from`.
    pub(super) fn ends_list(&self, header: &Header, from: usize) -> bool {
        let number = levels(header).0;
        self.before
            .get(&header.start)
            .is_some_and(|(index, last)| *index >= from && last + 1 == number)
    }
}

/// A numbered list, while it is read.
struct List<'p> {
    first: usize,
    /// Announced inside an item, so that one entry makes a list.
    announced: bool,
    last: &'p Line,
    number: u32,
}

impl<'p> List<'p> {
    fn begins(parts: &'p [Part], index: usize, inside: bool) -> Option<Self> {
        let stem = is_stem_before(parts, index);
        let last = line(&parts[index]).filter(|_| inside || stem)?;
        Some(Self { first: index, announced: inside && stem, last, number: 1 })
    }

    /// Whether a line is the next entry: it looks like the one before, and no wider gap parts them.
    fn goes_on(&self, line: &Line, number: u32) -> bool {
        let same_look = line.bold == self.last.bold
            && (line.size - self.last.size).abs() < 0.03
            && (line.indent - self.last.indent).abs() < 1.0
            && begins_small(&line.text) == begins_small(&self.last.text);
        let parted = self.last.gap == Gap::Line && line.gap == Gap::Paragraph;
        number == self.number + 1 && same_look && !parted
    }

    /// Notes the entry at this place. One line alone is no list.
    fn note(&self, index: usize, entries: &mut HashSet<usize>) {
        if index != self.first || self.announced {
            entries.extend([self.first, index]);
        }
    }
}

/// Whether the words behind a number begin with a small letter.
fn begins_small(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
}

fn number(line: &Line) -> Option<u32> {
    match line.role {
        Role::Entry { number, .. } => number,
        _ => match marker::numbered(&line.text)?.0 {
            Numbering::Number(number) => Some(number),
            _ => None,
        },
    }
}

/// Whether the line right above announces a list: "Der er tre spor:".
fn is_stem_before(parts: &[Part], index: usize) -> bool {
    let above = index.checked_sub(1).and_then(|above| line(&parts[above]));
    above.is_some_and(|line| {
        field_kind(&line.text).is_none()
            && (line.text.ends_with([':', ',']) || line.text.ends_with(" at"))
    })
}

/// What stands in items only: a known heading, a case number, a proposal, an outcome.
fn is_of_item(line: &Line) -> bool {
    field_kind(&line.text).is_some()
        || is_case_number(&line.text)
        || officers(&line.text).is_some()
        || crate::assemble::proposes(&line.text)
        || crate::assemble::is_outcome(&line.text)
}
