//! "50 konsulenter, 16 i staben og 4 ledere": numbered parts in a row.

use std::ops::Range;

use crate::page::Passage;
use crate::text::{Exact, MICRO, Number, Sort, Unit, words};

/// Numbered parts in a row.
pub(crate) struct Enumeration<'p> {
    pub(crate) parts: Vec<&'p Number>,
    /// "og en leder" at the end.
    pub(crate) one_more: bool,
    /// Every part has its number, so that the sum must hold.
    pub(crate) whole: bool,
    /// From the first part's number to the end of the last part's.
    pub(crate) range: Range<usize>,
}

/// What may stand between the separator and the first number.
const OPENERS: [&str; 17] = [
    "heraf",
    "hvoraf",
    "nemlig",
    "hhv.",
    "henholdsvis",
    "på",
    "med",
    "der",
    "er",
    "dels",
    "både",
    "de",
    "kom",
    "var",
    "i",
    "alt",
    "af",
];

impl<'p> Enumeration<'p> {
    /// The parts in a stretch of text that begins with one. `None` where it is no row of exact
    /// numbers of one unit.
    pub(crate) fn read(passage: &'p Passage<'_>, stretch: &Range<usize>) -> Option<Self> {
        let text = passage.text;
        let relevant =
            |n: &&Number| matches!(n.sort, Sort::Amount) && !in_parentheses(text, stretch, n);
        let parts: Vec<&Number> = passage.numbers_in(stretch).filter(relevant).collect();
        let (first, last) = (*parts.first()?, *parts.last()?);
        let like = parts.iter().all(|part| part.exact == Exact::Exactly && part.is_like(first));
        if !like || !opens(&text[stretch.start..first.range.start]) {
            return None;
        }
        let mut whole = true;
        for pair in parts.windows(2) {
            whole &= is_joint(&text[pair[0].end..pair[1].range.start])?;
        }
        let tail = &text[last.end..stretch.end];
        let one_more =
            [" og en ", " og et ", " og én ", " og ét "].iter().any(|one| tail.contains(one));
        let range = first.range.start..last.end;
        (parts.len() + usize::from(one_more) > 1).then_some(Self {
            whole: whole && !tail.contains(" samt ") && !tail.contains(", og "),
            parts,
            one_more,
            range,
        })
    }

    /// The parts added, scaled by their units, in millionths.
    pub(crate) fn sum(&self) -> i128 {
        self.parts.iter().map(|part| part.scaled()).sum::<i128>()
            + i128::from(self.one_more) * MICRO
    }

    /// The largest part.
    pub(crate) fn largest(&self) -> i128 {
        self.parts.iter().map(|part| part.scaled()).max().unwrap_or_default()
    }

    /// How many parts.
    pub(crate) fn len(&self) -> usize {
        self.parts.len() + usize::from(self.one_more)
    }

    /// What rounding of the parts may add up to.
    pub(crate) fn slack(&self) -> i128 {
        let rounded =
            |n: &&&Number| n.decimals > 0 || !matches!(n.unit, Unit::Count(0) | Unit::Kroner(0));
        self.parts.iter().filter(rounded).map(|part| part.step() / 2).sum()
    }

    /// "50 + 16 + 4", as written.
    pub(crate) fn written(&self, text: &str) -> String {
        let mut parts: Vec<&str> =
            self.parts.iter().map(|part| &text[part.range.start..part.range.end]).collect();
        parts.extend(self.one_more.then_some("1"));
        parts.join(" + ")
    }
}

/// "(43 pct.)" behind a part is said beside it.
fn in_parentheses(text: &str, stretch: &Range<usize>, number: &Number) -> bool {
    let before = &text[stretch.start..number.range.start];
    before.matches('(').count() > before.matches(')').count()
}

fn opens(text: &str) -> bool {
    text.split_whitespace().all(|word| OPENERS.contains(&word.to_lowercase().as_str()))
}

/// Whether text between two numbers joins two parts: `None` if not, and else whether nothing
/// without a number stands between.
fn is_joint(between: &str) -> Option<bool> {
    let between = strip_words(between.trim_end());
    let joints = [",", " og", " samt", " plus", "+"];
    let rest = joints.iter().find_map(|joint| between.strip_suffix(joint))?;
    let rest = rest.trim_end().trim_end_matches(',');
    Some(!rest.contains(',') && words(rest).len() < 14)
}

fn strip_words(between: &str) -> &str {
    let small = [" de", " hhv.", " heraf", " yderligere", " andre"];
    small.iter().find_map(|word| between.strip_suffix(word)).unwrap_or(between)
}
