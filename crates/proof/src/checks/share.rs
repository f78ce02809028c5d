//! "14 af 17" against its percentage.
//!
//! ```
//! let report = raadslag_proof::read("14 af 17 har svaret (92 pct.).");
//! assert_eq!(report.codes(), ["arithmetic.share"]);
//! ```

use std::ops::Range;

use super::attached::{Of, is_told_by, joins};
use super::pattern;
use super::percent::{True, Verdict};
use crate::notes::Notes;
use crate::page::{Page, Passage};
use crate::text::{MICRO, Number, Sort, Unit, decimal, words};
use crate::{Code, Say};

pattern!(OF, r"(?i)\b(?:ud )?af(?: de| i alt| samtlige| \p{L}+ på| \p{L}{4,}s)?\s*$");
pattern!(OF_ALL, r"(?i)^(?:ud af|af) (?:de |i alt |samtlige |alle )*$");
pattern!(OF_THESE, r"(?i)^\saf\s(?:(?:de|alle|samtlige|i alt)\s)*(?P<noun>\p{L}+)");
pattern!(AMONG, r"(?i)\b(?:svarende til|hvilket svarer til|dvs\.|altså|hvilket er)\s*$|\(\s*$");

/// Checks shares in running text.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for passage in page.prose() {
        for sentence in &passage.sentences {
            let shares = shares(passage, sentence);
            let percent = |n: &&Number| n.unit == Unit::Percent && n.sort == Sort::Amount;
            let given: Vec<&Number> = passage.numbers_in(sentence).filter(percent).collect();
            if let ([], [given]) = (&shares[..], &given[..]) {
                whole_first(passage, sentence, given, notes);
            }
            for (index, share) in shares.iter().enumerate() {
                let told = given.iter().find(|given| is_said_of(passage, sentence, *share, given));
                if let Some(given) = told {
                    compare(passage, share.0, share.1, given, notes);
                } else if shares.len() == given.len() {
                    agreement(passage, *share, given[index], notes);
                }
            }
        }
    }
}

/// Whether a percentage is said of the two: "svarende til", in parentheses, or before them.
fn is_said_of(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    (part, whole): (&Number, &Number),
    given: &Number,
) -> bool {
    let text = passage.text;
    if given.range.start >= whole.end {
        return joins(&text[whole.end..given.range.start], Of::Share)
            && !is_of_others(&text[whole.end..], &text[given.end..sentence.end]);
    }
    let between = text.get(given.end..part.range.start).unwrap_or_default();
    between.ends_with('(') && is_told_by(between)
}

/// "12 af 17 kommuner, svarende til 60 pct. af borgerne".
fn is_of_others(whole: &str, percent: &str) -> bool {
    let Some(found) = OF_THESE.captures(percent) else { return false };
    let noun = found["noun"].to_lowercase();
    let stem: String = noun.chars().take(5).collect();
    let same = words(whole).iter().take(3).any(|word| word.text.to_lowercase().starts_with(&stem));
    !same && !["dem", "disse", "alle", "adspurgte"].contains(&noun.as_str())
}

/// A percentage that only stands near: it is told where it fits, and left alone where it does not.
fn agreement(
    passage: &Passage<'_>,
    (part, whole): (&Number, &Number),
    given: &Number,
    notes: &mut Notes<'_, '_>,
) {
    let share = True::of(part.scaled(), whole.scaled());
    if share.is_some_and(|share| share.verdict(given) == Verdict::Holds) {
        compare(passage, part, whole, given, notes);
    }
}

fn shares<'p>(passage: &'p Passage<'_>, sentence: &Range<usize>) -> Vec<(&'p Number, &'p Number)> {
    let counts: Vec<&Number> = passage
        .numbers_in(sentence)
        .filter(|n| n.sort == Sort::Amount && matches!(n.unit, Unit::Count(_) | Unit::Kroner(_)))
        .collect();
    let of = |two: &&[&Number]| {
        let between = &passage.text[two[0].end..two[1].range.start];
        two[0].is_exact()
            && two[1].is_exact()
            && two[0].is_like(two[1])
            && two[0].scaled() <= two[1].scaled()
            && OF.is_match(between)
            && !between.contains([',', '.', ';'])
            && words(between).len() < 6
    };
    counts.windows(2).filter(of).map(|two| (two[0], two[1])).collect()
}

/// "Af de 17 kommuner har 14 svaret (82 pct.)."
fn whole_first(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    given: &Number,
    notes: &mut Notes<'_, '_>,
) {
    let before = sentence.start..given.range.start;
    let amounts: Vec<&Number> =
        passage.numbers_in(&before).filter(|n| n.sort == Sort::Amount).collect();
    let [whole, part] = amounts[..] else { return };
    let (opening, link) = (
        &passage.text[sentence.start..whole.range.start],
        &passage.text[part.end..given.range.start],
    );
    let exact = whole.is_exact() && part.is_exact() && whole.is_like(part);
    if exact && part.scaled() <= whole.scaled() && OF_ALL.is_match(opening) && AMONG.is_match(link)
    {
        compare(passage, part, whole, given, notes);
    }
}

pub(super) fn compare(
    passage: &Passage<'_>,
    part: &Number,
    whole: &Number,
    given: &Number,
    notes: &mut Notes<'_, '_>,
) {
    let Some(share) = True::of(part.scaled(), whole.scaled()) else { return };
    report(passage, share, (part, whole), given, notes);
}

/// Writes down whether a percentage is the true share.
pub(super) fn report(
    passage: &Passage<'_>,
    share: True,
    (part, whole): (&Number, &Number),
    given: &Number,
    notes: &mut Notes<'_, '_>,
) {
    let (a, b) = (decimal(part.value), decimal(whole.value));
    let start = part.range.start.min(given.range.start).min(whole.range.start);
    let range = start..whole.end.max(given.end).max(part.end);
    // "3 ud af 4 (76 pct.)" is said of more than four.
    let coarse = whole.scaled() <= 10 * MICRO && (share.value - given.value).abs() <= 5 * MICRO;
    let found = share.finding(given, Code::Share, &format!("{a} / {b}"));
    if let Some(found) = found.filter(|_| !coarse) {
        notes.find(passage, range, found);
    } else {
        let say = Say::same(format!("{a} / {b} = {} pct.", share.shown(given.decimals + 1)));
        notes.hold(Code::Share, passage, range, say);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::Code;

    #[test]
    fn a_share_agrees_with_its_percentage() {
        check(
            Code::Share,
            &[
                ("14 af 17 borgmestre har svaret, svarende til 82 pct.", 0, 1),
                ("14 ud af de 17 har svaret (92 pct.).", 1, 0),
                ("8 medlemmer af 14 (57 pct.) og 14 af 17 (82 pct.) har svaret.", 0, 2),
                ("Knap 82 pct. (14 af 17) har svaret.", 0, 0),
            ],
        );
    }

    #[test]
    fn what_is_not_certainly_a_share_is_left_alone() {
        check(
            Code::Share,
            &[
                ("14 af 17 har svaret, og 30 pct. af dem og 40 pct. af andre vil mere.", 0, 0),
                ("2 af medlemmerne fik 14 pct.", 0, 0),
                (
                    "13 af de 17 byråd har sagt ja til planen, som skal spare 30 pct. af energien.",
                    0,
                    0,
                ),
                ("6 ud af 8 skoler har nået målet på 50 pct. økologi.", 0, 0),
                ("12 af 15 sogne, svarende til 60 pct. af borgerne, er med.", 0, 0),
                ("12 af 15 sogne er med, svarende til 60 pct.", 1, 0),
                ("60 pct. af sognene (12 af 15) er med.", 1, 0),
            ],
        );
    }
}
