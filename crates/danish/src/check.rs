//! Whether a word is right: case, hyphens, abbreviations, compounds.
//!
//! It answers what Hunspell's algorithm answers for this dictionary; a test asks both. Words are
//! found in the compiled list instead of being taken apart by rules, and what was found about a
//! compound's rest is remembered, so that the time grows with the square of the length at most.

use crate::casing::{Casing, title_case};
use crate::compounding::is_compound;
use crate::entry::{Place, Standing};
use crate::words;

/// Longer words are wrong, in bytes.
const LONGEST: usize = 360;
/// A word is broken at hyphens so many times.
const DEEPEST: usize = 9;

/// Whether a word is right. Nothing, and numbers, are.
pub(crate) fn is_right(word: &str) -> bool {
    if word.is_empty() || word.len() > LONGEST {
        return word.is_empty();
    }
    let trimmed = word.trim_end_matches('.');
    is_number(trimmed)
        || is_right_broken(trimmed, 0)
        || (trimmed.len() != word.len() && is_right_broken(word, 0))
}

/// Whether a word is right as it stands or its parts between hyphens are.
fn is_right_broken(word: &str, depth: usize) -> bool {
    match in_case(word) {
        Standing::Known => return true,
        Standing::Forbidden => return false,
        Standing::Absent if depth == DEEPEST => return false,
        Standing::Absent => {}
    }
    let is_right = |part: &str| is_right_broken(part, depth + 1);
    word.strip_prefix('-').is_some_and(is_right)
        || word.strip_suffix('-').is_some_and(is_right)
        || word
            .split_once('-')
            .is_some_and(|(left, right)| !right.is_empty() && is_right(left) && is_right(right))
}

/// A word in the case it is written in, or one that may be written so: "Møde" is "møde".
fn in_case(word: &str) -> Standing {
    match Casing::of(word) {
        Casing::Small | Casing::Mixed => simple_or_compound(word, Place::Whole),
        Casing::Title => first_of([&|| simple_or_compound(word, Place::AsListed), &|| {
            simple_or_compound(&word.to_lowercase(), Place::Whole)
        }]),
        Casing::Capitals => first_of([
            &|| simple_or_compound(word, Place::Whole),
            &|| after_apostrophe(word),
            &|| simple_or_compound(&title_case(word), Place::Whole),
            &|| simple_or_compound(&word.to_lowercase(), Place::Whole),
        ]),
    }
}

/// "D'ANGLETERRE" is "d'Angleterre" or "D'Angleterre".
fn after_apostrophe(word: &str) -> Standing {
    let at = word.find('\'').map(|at| at + 1).filter(|at| *at < word.len());
    let Some((before, after)) = at.map(|at| word.split_at(at)) else { return Standing::Absent };
    let after = title_case(after);
    first_of([
        &|| simple_or_compound(&format!("{}{after}", before.to_lowercase()), Place::Whole),
        &|| simple_or_compound(&format!("{}{after}", title_case(before)), Place::Whole),
    ])
}

/// The first answer that is one.
fn first_of<const N: usize>(ways: [&dyn Fn() -> Standing; N]) -> Standing {
    let mut answers = ways.iter().map(|ask| ask());
    answers.find(|standing| *standing != Standing::Absent).unwrap_or_default()
}

fn simple_or_compound(word: &str, place: Place) -> Standing {
    match words::standing(word, place) {
        Standing::Absent if is_compound(word) => Standing::Known,
        standing => standing,
    }
}

/// "1.000.000,50", "-5", "2018-2022".
fn is_number(word: &str) -> bool {
    let mut after_digit = false;
    for letter in word.strip_prefix('-').unwrap_or(word).bytes() {
        match letter {
            b'0'..=b'9' => after_digit = true,
            b'.' | b'-' | b',' if after_digit => after_digit = false,
            _ => return false,
        }
    }
    after_digit
}
