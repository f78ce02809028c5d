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
    /// Words stand before the number of a part ("og regionen med 6"), so that the reading is less
    /// certain.
    pub(crate) loose: bool,
    /// From the first part's number to the end of the last part's.
    pub(crate) range: Range<usize>,
}

/// Words that may begin a clause of another kind, so that what follows is no further part.
const TURNS: [&str; 34] = [
    "der",
    "som",
    "hvor",
    "hvoraf",
    "heraf",
    "når",
    "hvis",
    "efter",
    "inden",
    "hvilket",
    "svarende",
    "dvs",
    "alt",
    "altså",
    "samlet",
    "mod",
    "sammenlignet",
    "fordi",
    "idet",
    "at",
    "men",
    "pr",
    "per",
    "hver",
    "siden",
    "indtil",
    "senest",
    "bedst",
    "ca",
    "over",
    "under",
    "mindst",
    "dog",
    "højst",
];
/// Units of time and the like, which are no parts of what else is counted.
const TIMES: [&str; 14] = [
    "år",
    "års",
    "måneder",
    "måned",
    "uger",
    "uge",
    "dage",
    "timer",
    "gange",
    "minutter",
    "døgn",
    "procentpoint",
    "meter",
    "km",
];

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
        let amount = |n: &&Number| matches!(n.sort, Sort::Amount);
        // "staten (7 mio. kr.), byen (4 mio. kr.)": all are told in parentheses.
        let enclosed = passage.numbers_in(stretch).filter(amount).all(|n| opens(text, n));
        let relevant = |n: &&Number| amount(n) && (enclosed || !in_parentheses(text, stretch, n));
        let parts: Vec<&Number> = passage.numbers_in(stretch).filter(relevant).collect();
        let (first, last) = (*parts.first()?, *parts.last()?);
        let like = parts.iter().all(|part| part.exact == Exact::Exactly && part.is_like(first));
        let opening = opening(bare(&text[stretch.start..first.range.start], enclosed))?;
        if !like || mixes_times(text, &parts) {
            return None;
        }
        let (mut whole, mut loose) = (true, opening == Joint::Loose);
        for pair in parts.windows(2) {
            let joint = joint(bare(&text[pair[0].end..pair[1].range.start], enclosed))?;
            whole &= joint != Joint::Gap;
            loose |= joint == Joint::Loose;
        }
        let tail = &text[last.end..stretch.end];
        let one_more =
            [" og en ", " og et ", " og én ", " og ét "].iter().any(|one| tail.contains(one));
        let open = [" samt ", ", og ", " rest", " osv", " m.m", " mv."];
        let range = first.range.start..last.end;
        (parts.len() + usize::from(one_more) > 1).then_some(Self {
            whole: whole && !open.iter().any(|word| tail.contains(word)),
            loose,
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
        self.parts.iter().filter(|part| part.decimals > 0).map(|part| part.step() / 2).sum()
    }

    /// What rounding may add up to where whole millions are given: doubtful, not wrong.
    pub(crate) fn doubt(&self) -> i128 {
        let rounded = |n: &&&Number| !matches!(n.unit, Unit::Count(0) | Unit::Kroner(0));
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

/// Right behind an opening parenthesis.
fn opens(text: &str, number: &Number) -> bool {
    text[..number.range.start].ends_with('(')
}

/// What stands between two parts, without the parentheses around them.
fn bare(between: &str, enclosed: bool) -> &str {
    if enclosed { between.trim_start_matches(')').trim_end_matches('(') } else { between }
}

/// "(43 pct.)" behind a part is said beside it.
fn in_parentheses(text: &str, stretch: &Range<usize>, number: &Number) -> bool {
    let before = &text[stretch.start..number.range.start];
    before.matches('(').count() > before.matches(')').count()
}

/// "5 borgmestre i 4 år".
fn mixes_times(text: &str, parts: &[&Number]) -> bool {
    let is_time = |part: &&&Number| {
        let word = words(&text[part.end..]).into_iter().next();
        part.unit == Unit::Count(0) && word.is_some_and(|word| TIMES.contains(&word.text))
    };
    let times = parts.iter().filter(is_time).count();
    times > 0 && times < parts.len()
}

/// How a part is joined to what stands before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// ", 4", "og 4".
    Plain,
    /// "og regionen med 4", "mens 4".
    Loose,
    /// Something without a number stands between.
    Gap,
}

fn opening(text: &str) -> Option<Joint> {
    let all: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    if all.iter().all(|word| OPENERS.contains(&word.as_str())) {
        return Some(Joint::Plain);
    }
    (all.len() <= 5 && !text.contains([',', ';', ':', '(']) && !turns(text)).then_some(Joint::Loose)
}

fn turns(text: &str) -> bool {
    words(text).iter().any(|word| TURNS.contains(&word.text.to_lowercase().as_str()))
}

/// How text between two numbers joins two parts; `None` if it does not.
fn joint(between: &str) -> Option<Joint> {
    let trimmed = strip_words(between.trim_end());
    let joints = [",", " og", " samt", " plus", "+"];
    if let Some(rest) = joints.iter().find_map(|joint| trimmed.strip_suffix(joint)) {
        let rest = rest.trim_end().trim_end_matches(',');
        let plain = !rest.contains(',') && words(rest).len() < 14;
        return Some(if plain { Joint::Plain } else { Joint::Gap });
    }
    loose_joint(between)
}

/// ", mens", "og regionen med": a few words between the joint and the number.
fn loose_joint(between: &str) -> Option<Joint> {
    let joints = [", og ", " og ", ", samt ", " samt ", ", mens ", " mens ", ", "];
    let found = joints.iter().filter_map(|joint| Some((between.rfind(joint)?, joint.len())));
    let (at, length) = found.max_by_key(|(at, length)| at + length)?;
    let (before, after) = (between[..at].trim_end_matches(','), &between[at + length..]);
    let few = words(after).len() <= 6 && words(before).len() < 10;
    let plain = !before.contains([',', ';', ':', '(']) && !after.contains([';', ':', '(', ',']);
    (few && plain && !turns(after)).then_some(Joint::Loose)
}

fn strip_words(between: &str) -> &str {
    let small = [" de", " hhv.", " heraf", " yderligere", " andre"];
    small.iter().find_map(|word| between.strip_suffix(word)).unwrap_or(between)
}
