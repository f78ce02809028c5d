//! What a text names: bodies, municipalities, people and their posts, laws, deadlines, money, counts.
//!
//! Reading order: [`Mention`], [`find`], then one file per kind. Each kind is a function from one
//! text to the stretches it recognises; [`find`] turns their bytes into places.
//!
//! Invariants:
//! - Precision comes before recall: a name is taken only with evidence beside it.
//! - What may mean several things is marked [`Mention::ambiguous`] and leads to no page; it is never guessed.
//! - A mention's text is exactly the characters at its place.
//! - Linear in the length of the text; no IO, no clock.

mod amounts;
mod bodies;
pub mod dates;
mod deadlines;
mod kind;
mod laws;
mod municipalities;
mod people;
mod posts;

use std::ops::Range;

use jiff::civil::Date;
use raadslag_document::{Item, Place, Spot};

pub use kind::MentionKind;

use crate::register::{BodyIdentity, Register};

/// Something named in an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// What it is.
    pub kind: MentionKind,
    /// Its base form:
    /// - body and municipality: the registered name ("Faxe"), else as written;
    /// - person: the full name; post: "borgmester, Køge Kommune";
    /// - law: "L 191", "lov nr. 1532 af 12. december 2023", "kommunestyrelsesloven § 24, stk. 1";
    /// - deadline: the last day, "2022-12-01";
    /// - money: kroner as an exact decimal, "6100000"; a rate has its unit behind, "2.24/indbygger";
    /// - count: "22 sundhedsklynger".
    pub value: String,
    /// The slug of the page about it; a post has the slug of the person who holds it. `None` where
    /// there is no page and where the mention is ambiguous.
    pub slug: Option<String>,
    /// The text as it stands.
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// Several things may be meant: "Ringsted" without "Kommune", a deadline without a year.
    pub ambiguous: bool,
}

/// What is known around an item.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The body that deals with it: "byrådet" in a council's minutes is that council.
    pub body: Option<&'a BodyIdentity>,
    /// The day of the meeting, for dates without a year.
    pub date: Option<Date>,
    /// Names of municipalities and bodies.
    pub register: &'a Register,
}

/// A mention within one text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Finding {
    kind: MentionKind,
    range: Range<usize>,
    value: String,
    slug: Option<String>,
    ambiguous: bool,
}

impl Finding {
    fn sure(kind: MentionKind, range: Range<usize>, value: impl Into<String>) -> Self {
        Self { kind, range, value: value.into(), slug: None, ambiguous: false }
    }

    fn with_slug(self, slug: impl Into<String>) -> Self {
        Self { slug: Some(slug.into()), ..self }
    }
}

/// Everything the item names, text by text in reading order.
pub fn find(item: &Item, context: &Context<'_>) -> Vec<Mention> {
    let texts = item.texts();
    let known = people::known(texts.iter().map(|(_, text)| *text), context.register);
    texts.iter().flat_map(|(spot, text)| find_in(*spot, text, &known, context)).collect()
}

fn find_in(spot: Spot, text: &str, known: &people::Known, context: &Context<'_>) -> Vec<Mention> {
    let mut findings = bodies::find(text, context);
    findings.extend(municipalities::find(text, context.register));
    findings.extend(known.find(text, context.register));
    findings.extend(laws::find(text));
    findings.extend(deadlines::find(text, context.date));
    findings.extend(amounts::money(text));
    findings.extend(amounts::counts(text));
    findings.sort_by_key(|f| (f.range.start, std::cmp::Reverse(f.range.end), f.kind));
    placed(spot, text, without_covered(findings))
}

/// Drops the ambiguous that stand inside something sure: "Køge" of "Marie Greve, borgmester i Køge".
fn without_covered(findings: Vec<Finding>) -> Vec<Finding> {
    let mut kept: Vec<Finding> = Vec::with_capacity(findings.len());
    let mut covered_to = 0;
    for finding in findings {
        let covered = finding.range.start < covered_to;
        let last_ambiguous = kept.last().filter(|last| last.ambiguous);
        // Both ends of a range of sums stand at one place.
        let twin = last_ambiguous.is_some_and(|last| last.range == finding.range);
        if finding.ambiguous && covered && !twin {
            continue;
        }
        covered_to = covered_to.max(finding.range.end);
        // A sure one that starts inside an ambiguous one takes its place.
        if !twin && last_ambiguous.is_some_and(|last| last.range.end > finding.range.start) {
            kept.pop();
        }
        kept.push(finding);
    }
    kept
}

/// Counts characters once along the text: findings come in the order of their starts.
fn placed(spot: Spot, text: &str, findings: Vec<Finding>) -> Vec<Mention> {
    let (mut byte, mut character) = (0, 0);
    findings
        .into_iter()
        .map(|finding| {
            character += count(&text[byte..finding.range.start]);
            byte = finding.range.start;
            let words = &text[finding.range.clone()];
            let place = Place { spot, start: character, end: character + count(words) };
            let Finding { kind, value, slug, ambiguous, .. } = finding;
            Mention { kind, value, slug, text: words.to_owned(), place, ambiguous }
        })
        .collect()
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// A pattern known to be well-formed when the code is written.
pub(crate) fn pattern(text: &str) -> regex::Regex {
    regex::Regex::new(text).expect("the pattern is well-formed: tests use every one")
}

#[cfg(test)]
mod tests;
