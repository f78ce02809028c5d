//! So much a year for so many years is the total given; and products written out with ×.
//!
//! ```
//! let report = raadslag_proof::read("Det koster 3 mio. kr. årligt i fire år, i alt 15 mio. kr.");
//! assert_eq!(report.codes(), ["arithmetic.product"]);
//! ```

use std::ops::Range;

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage};
use crate::text::{Exact, MICRO, Number, Sort, Unit, decimal};
use crate::{Code, Say};

pattern!(YEARLY, r"(?i)^\s(?:årligt|om året|pr\. år|per år|hvert år)\b");
pattern!(YEARS, r"(?i)^\sår\b");
pattern!(TIMES, r"^\s?(?:\p{L}+\s)?(?:×|x|\*|gange|à|a)\s?$");
pattern!(
    TOTAL,
    r"(?i)(?:\b(?:i alt|samlet|tilsammen|svarende til|dvs\.|altså|det vil sige|hvilket giver)\s)+$"
);
pattern!(ABOUT_ALL, r"(?i)^\s(?:i alt|samlet|tilsammen|over|for hele)\b");

pattern!(PART, r"(?i)\b(?:heraf|hvoraf)\b|,?\s(?:og|mens|men|hvor)\s(?:\p{L}+\s){1,4}\p{L}+er\s");
pattern!(EACH, r"(?i)^\s(?:pr\.|(?:per|for hver|til hver|hver)\b)");

/// Checks products in running text.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for passage in page.prose() {
        for sentence in &passage.sentences {
            yearly(passage, sentence, notes);
            written_out(passage, sentence, notes);
        }
    }
}

/// "3 mio. kr. årligt i fire år, i alt 12 mio. kr.", "60.000 kr. årligt, svarende til 180.000 kr. over
/// tre år", "2 mio. kr. årligt i 2026-2029, i alt 8 mio. kr."
fn yearly(passage: &Passage<'_>, sentence: &Range<usize>, notes: &mut Notes<'_, '_>) {
    let text = passage.text;
    let amounts: Vec<&Number> = passage
        .numbers_in(sentence)
        .filter(|n| n.is_exact() && matches!(n.unit, Unit::Kroner(_)))
        .collect();
    let [rate, total] = amounts[..] else { return };
    // "heraf betaler regionen i alt …", "…, og staten yder samlet …", "i alt … pr. skole".
    let other = PART.is_match(&text[rate.end..total.range.start])
        || EACH.is_match(&text[total.end..sentence.end]);
    let told = !other && TOTAL.is_match(&text[sentence.start..total.range.start]);
    if !told || !YEARLY.is_match(&text[rate.end..]) || YEARLY.is_match(&text[total.end..]) {
        return;
    }
    let Some(years) = years(passage, sentence) else { return };
    // "svarende til" alone may be another year's amount.
    let all = ["i alt", "samlet", "tilsammen"]
        .iter()
        .any(|word| text[rate.end..total.range.start].contains(word));
    if all || ABOUT_ALL.is_match(&text[total.end..]) {
        judge(passage, (rate, years), total, notes);
    }
}

/// How many years a sentence speaks of, if it speaks of one number only.
fn years(passage: &Passage<'_>, sentence: &Range<usize>) -> Option<i128> {
    let said = passage
        .numbers_in(sentence)
        .filter(|n| n.unit == Unit::Count(0) && YEARS.is_match(&passage.text[n.end..]))
        // "over tre år" are three.
        .filter(|n| n.exact != Exact::Range && n.value % MICRO == 0)
        .map(|n| n.value / MICRO);
    let own: Vec<&Number> = passage.numbers_in(sentence).filter(|n| n.sort == Sort::Year).collect();
    let ranges = own.windows(2).filter_map(|pair| {
        let dash = ["-", "–"].contains(&passage.text[pair[0].end..pair[1].range.start].trim());
        dash.then(|| (pair[1].value - pair[0].value) / MICRO + 1)
    });
    let all: Vec<i128> = said.chain(ranges).collect();
    match all[..] {
        [only] => Some(only),
        _ => None,
    }
}

/// "12 × 450 kr. = 5.400 kr."
fn written_out(passage: &Passage<'_>, sentence: &Range<usize>, notes: &mut Notes<'_, '_>) {
    let numbers: Vec<&Number> = passage.numbers_in(sentence).collect();
    for three in numbers.windows(3) {
        let between = |a: &Number, b: &Number| &passage.text[a.end..b.range.start];
        let (first, second, total) = (three[0], three[1], three[2]);
        let plain = three.iter().all(|n| n.is_exact());
        if plain && TIMES.is_match(between(first, second)) && between(second, total).trim() == "=" {
            let (times, each) =
                if first.unit == Unit::Count(0) { (first, second) } else { (second, first) };
            if times.unit == Unit::Count(0) && times.value % MICRO == 0 {
                judge(passage, (each, times.value / MICRO), total, notes);
            }
        }
    }
}

fn judge(
    passage: &Passage<'_>,
    (each, times): (&Number, i128),
    total: &Number,
    notes: &mut Notes<'_, '_>,
) {
    let made = each.scaled() * times;
    let rounded = |n: &Number| if n.decimals == 0 { 0 } else { n.step() / 2 };
    let room = times * rounded(each) + rounded(total);
    let range = each.range.start.min(total.range.start)..total.end.max(each.end);
    let shown = |n: i128| decimal(n * total.value / total.scaled().max(1));
    let sum = format!("{times} × {} = {}", shown(each.scaled()), shown(made));
    if (made - total.scaled()).abs() <= room {
        notes.hold(Code::Product, passage, range, Say::same(sum));
    } else {
        let (right, given) = (shown(made), decimal(total.value));
        let message = Say::new(
            format!("Det giver {right}, ikke {given}"),
            format!("It makes {right}, not {given}"),
        );
        let found = Found::new(Code::Product, message, Say::same(sum));
        notes.find(passage, range, found.suggest(Say::same(right)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::Code;

    #[test]
    fn so_much_a_year_makes_the_total() {
        check(
            Code::Product,
            &[
                ("Det koster 3 mio. kr. årligt i fire år, i alt 12 mio. kr.", 0, 1),
                ("Det koster 2 mio. kr. årligt i 2026-2029, i alt 9 mio. kr.", 1, 0),
                ("Det koster 60.000 kr. årligt, svarende til 150.000 kr. over tre år.", 1, 0),
                (
                    "Det koster 2 mio. kr. årligt i fem år, heraf betaler staten i alt 4 mio. kr.",
                    0,
                    0,
                ),
                ("Byen yder 80.000 kr. årligt i to år, og staten yder samlet 900.000 kr.", 0, 0),
                ("Det koster 2 mio. kr. årligt i fem år, i alt 1 mio. kr. pr. skole.", 0, 0),
                ("Prisen er 12 x 450 kr. = 5.400 kr.", 0, 1),
                ("Det koster 3 mio. kr. årligt, i alt 4 mio. kr. med moms.", 0, 0),
            ],
        );
    }
}
