//! "14 af 17" against its percentage.
//!
//! ```
//! let report = raadslag_proof::read("14 af 17 har svaret (92 pct.).");
//! assert_eq!(report.codes(), ["arithmetic.share"]);
//! ```

use std::ops::Range;

use super::pattern;
use super::percent::True;
use crate::notes::Notes;
use crate::page::{Page, Passage};
use crate::text::{MICRO, Number, Sort, Unit, decimal, words};
use crate::{Code, Say};

pattern!(OF, r"(?i)\b(?:ud )?af(?: de| i alt| samtlige| \p{L}+ på)?\s*$");
pattern!(OF_ALL, r"(?i)^(?:ud af|af) (?:de |i alt |samtlige |alle )*$");
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
            if shares.len() == given.len() {
                for ((part, whole), given) in shares.into_iter().zip(given) {
                    compare(passage, part, whole, given, notes);
                }
            }
        }
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

fn compare(
    passage: &Passage<'_>,
    part: &Number,
    whole: &Number,
    given: &Number,
    notes: &mut Notes<'_, '_>,
) {
    let Some(share) = True::of(part.scaled(), whole.scaled()) else { return };
    let (a, b) = (decimal(part.value), decimal(whole.value));
    let range = part.range.start.min(given.range.start)..whole.end.max(given.end);
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
            ],
        );
    }
}
