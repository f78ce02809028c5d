//! What is left over, or lacking, is the difference of the two amounts given.
//!
//! ```
//! let text = "Der er brugt 5,1 af 7,0 mio. kr., så der er 2,9 mio. kr. tilbage.";
//! assert_eq!(raadslag_proof::read(text).codes(), ["arithmetic.difference"]);
//! ```

use std::ops::Range;

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage};
use crate::text::{MICRO, Number, Sort, Unit, decimal};
use crate::{Code, Level, Say};

pattern!(
    CALLED,
    r"(?i)\b(?:merforbrug|mindreforbrug|underskud|overskud|merudgift|mindreudgift|difference|manko)(?:et|en)? (?:er )?på $"
);
pattern!(LEFT, r"(?i)^\s(?:\p{L}+\s){0,2}(?:tilbage|til rest|i overskud|i underskud)\b");
pattern!(
    LINK,
    r"(?i)(?:, (?:så|altså|dermed|hvilket|og dermed|svarende til|dvs\.)|\bgiver|\. (?:Det giver|Dermed|Der er (?:dermed|altså|således)))\s"
);
pattern!(AGAINST, r"(?i)^(?:\s[\p{L}.-]+){0,4},?\s(?:af|mod|ud af|og)(?:\s(?:[\p{L}-]+)){0,4}\s$");
pattern!(
    TOLD,
    r"(?i)\b(?:brugt|forbrug|budget|bevilling|udgift|indtægt|ramme|regnskab|afholdt|kostet)"
);

/// Checks running text.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for passage in page.prose().filter(|passage| passage.numbers.len() > 2) {
        for sentence in &passage.sentences {
            if TOLD.is_match(&passage.text[sentence.clone()]) {
                remainder(passage, sentence, notes);
            }
        }
    }
}

/// Exactly two amounts, and the difference called so.
fn remainder(passage: &Passage<'_>, sentence: &Range<usize>, notes: &mut Notes<'_, '_>) {
    let text = passage.text;
    let amounts: Vec<&Number> =
        passage.numbers_in(sentence).filter(|n| n.sort == Sort::Amount).collect();
    let [one, other, rest] = amounts[..] else { return };
    if !amounts.iter().all(|n| n.is_exact() && !n.word) || !are_like(&amounts) {
        return;
    }
    let before = &text[sentence.start..rest.range.start];
    let called = CALLED.is_match(before) || LEFT.is_match(&text[rest.end..sentence.end]);
    let linked = LINK.is_match(&text[other.end..rest.range.start]);
    if called && linked && AGAINST.is_match(&text[one.end..other.range.start]) {
        judge(passage, (one, other), rest, notes);
    }
}

/// Of one unit, which a number that stands for itself may leave out: "4,2 af 6,0 mio. kr."
fn are_like(amounts: &[&Number]) -> bool {
    let bare = |n: &Number| n.unit == Unit::Count(0);
    let unit = amounts.iter().find(|n| !bare(n)).map(|n| n.unit);
    matches!(unit, Some(Unit::Kroner(_) | Unit::Count(_)))
        && amounts.iter().all(|n| Some(n.unit) == unit || bare(n) && n.decimals > 0)
}

fn judge(
    passage: &Passage<'_>,
    (one, other): (&Number, &Number),
    rest: &Number,
    notes: &mut Notes<'_, '_>,
) {
    let right = (one.value - other.value).abs();
    let rounded =
        |n: &Number| if n.decimals == 0 { 0 } else { MICRO / 10_i128.pow(n.decimals) / 2 };
    let room = rounded(one) + rounded(other) + rounded(rest);
    let range = one.range.start..rest.end;
    let (a, b) = (decimal(one.value.max(other.value)), decimal(one.value.min(other.value)));
    let why = Say::same(format!("{a} − {b} = {}", decimal(right)));
    // Amounts of equal decimals leave no room.
    let room =
        if one.decimals == other.decimals && rest.decimals == one.decimals { 0 } else { room };
    if (right - rest.value).abs() <= room {
        notes.hold(Code::Difference, passage, range, why);
    } else if rest.value < one.value.max(other.value) {
        let (right, given) = (decimal(right), decimal(rest.value));
        let message = Say::new(
            format!("Forskellen er {right}, ikke {given}"),
            format!("The difference is {right}, not {given}"),
        );
        let found = Found::new(Code::Difference, message, why).at_level(Level::Warning);
        notes.find(passage, range, found.suggest(Say::same(right)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::Code;

    #[test]
    fn what_is_left_is_the_difference() {
        check(
            Code::Difference,
            &[
                ("Der er brugt 5,1 af 7,0 mio. kr., så der er 1,9 mio. kr. tilbage.", 0, 1),
                (
                    "Forbruget blev 8,4 mio. kr. mod et budget på 7,1 mio. kr., altså et merforbrug på 1,3 mio. kr.",
                    0,
                    1,
                ),
                (
                    "Forbruget blev 8,4 mio. kr. mod et budget på 7,1 mio. kr., altså et merforbrug på 1,5 mio. kr.",
                    1,
                    0,
                ),
                ("Udgifter på 500 kr. og indtægter på 300 kr. giver et underskud på 300 kr.", 1, 0),
            ],
        );
    }

    #[test]
    fn another_remainder_is_left_alone() {
        check(
            Code::Difference,
            &[
                (
                    "Budgettet er 7,0 mio. kr. i 2025 og 8,0 mio. kr. i 2026 og viser et underskud på 2,0 mio. kr.",
                    0,
                    0,
                ),
                (
                    "Forbruget blev 8,4 mio. kr., og i Faxe er der et merforbrug på 1,5 mio. kr.",
                    0,
                    0,
                ),
            ],
        );
    }
}
