//! No civil registration numbers.
//!
//! ```
//! let report = raadslag_proof::read("Borgeren har cpr-nr. 010190-1234.");
//! assert_eq!(report.codes(), ["publication.cpr"]);
//! ```
//!
//! Six figures of a date and four more. Numbers called case, telephone or account numbers are none;
//! without a word for it only the usual form with a hyphen is believed, and for certain only with
//! the check figure (which numbers issued since 2007 may lack).

use std::ops::Range;

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::Page;
use crate::{Code, Level, Say};

pattern!(NUMBER, r"\b(\d{2})(\d{2})(\d{2})([- –]?)(\d{4})\b");
pattern!(CALLED, r"(?i)\b(?:cpr|personnummer|personnr|p-?nr|født)\b");
pattern!(
    OTHER,
    r"(?i)(?:tlf|telefon|mobil|sag|sags(?:nr|nummer)|j\.?\s?nr|journal|cvr|ean|konto|faktura|dok|matrikel|ordre|p-nummer|id)\S*\s*\S{0,3}\s*$"
);

/// Checks every text, of attachments and decisions too.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for passage in page.passages() {
        for (range, level) in numbers(passage.text) {
            notes.find(passage, range, number().at_level(level));
        }
    }
}

/// Where the numbers stand in a text: those that are certain are errors.
pub(crate) fn numbers(text: &str) -> impl Iterator<Item = (Range<usize>, Level)> {
    NUMBER.captures_iter(text).filter_map(move |found| {
        let whole = found.get(0)?;
        let digits: String = whole.as_str().chars().filter(char::is_ascii_digit).collect();
        if !is_day(&digits) || is_inside(text, whole.range()) {
            return None;
        }
        let level = level(text, whole.range(), &found[4], &digits)?;
        Some((whole.range(), level))
    })
}

fn number() -> Found {
    Found::new(
        Code::Cpr,
        Say::new("Et cpr-nummer", "A civil registration number"),
        Say::new(
            "En dato og fire cifre; må ikke offentliggøres",
            "A date and four figures; must not be published",
        ),
    )
    .suggest(Say::new("Fjern nummeret.", "Remove the number."))
}

fn level(text: &str, range: Range<usize>, joint: &str, digits: &str) -> Option<Level> {
    let from = text[..range.start].char_indices().rev().nth(30).map_or(0, |(at, _)| at);
    let before = &text[from..range.start];
    if CALLED.is_match(before) {
        return Some(Level::Error);
    }
    if OTHER.is_match(before) {
        return None;
    }
    match (joint, has_check_figure(digits)) {
        ("-", true) => Some(Level::Error),
        ("-", false) | (" " | "–", true) => Some(Level::Warning),
        _ => None,
    }
}

fn is_day(digits: &str) -> bool {
    let part = |range: Range<usize>| {
        digits.get(range).and_then(|part| part.parse::<u8>().ok()).unwrap_or_default()
    };
    (1..=31).contains(&part(0..2)) && (1..=12).contains(&part(2..4))
}

fn is_inside(text: &str, range: Range<usize>) -> bool {
    let (before, after) =
        (text[..range.start].chars().next_back(), text[range.end..].chars().next());
    before.is_some_and(|c| "-/_.=#".contains(c)) || after.is_some_and(|c| "-/_=".contains(c))
}

/// The modulus 11 of numbers issued before 2007.
fn has_check_figure(digits: &str) -> bool {
    let weights = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
    let sum: u32 = digits
        .chars()
        .filter_map(|c| c.to_digit(10))
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum();
    sum.is_multiple_of(11)
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::Code;

    #[test]
    fn numbers_of_persons_are_found_and_others_are_not() {
        // 070761-4285 is the test number that the registry itself publishes.
        check(
            Code::Cpr,
            &[
                ("Borgeren 070761-4285 har klaget.", 1, 0),
                ("Borgeren har CPR: 0707614285.", 1, 0),
                ("Sagsnr. 070761-4285", 0, 0),
                ("Telefon 07076142 85", 0, 0),
                ("Journal 990761-4285 og 0707614285", 0, 0),
                ("SAG-070761-4285", 0, 0),
            ],
        );
    }
}
