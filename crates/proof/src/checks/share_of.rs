//! Shares whose whole stands apart: "1.628 af dem … 88 pct.", "2,1 mio. kr. udgør 35 pct. af … 6,0".
//!
//! Those that name part and whole together are of [`share`](super::share).

use std::ops::Range;

use super::attached::{Of, joins, opens};
use super::pattern;
use super::percent::True;
use super::share::{compare, report};
use crate::notes::Notes;
use crate::page::{Page, Passage};
use crate::text::{Number, Sort, Unit};

pattern!(OF_THEM, r"^\saf (?:dem|disse)\b");
pattern!(MAKES_UP, r"(?i)^(?:\s[\p{L}-]+){0,4}\s(?:udgør|udgjorde)\s$");
pattern!(OF_A_WHOLE, r"(?i)^\saf(?:\s[\p{L}-]+){1,5}\spå\s$");

/// Checks running text.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for passage in page.prose().filter(|passage| passage.numbers.len() > 2) {
        for (index, sentence) in passage.sentences.iter().enumerate() {
            makes_up(passage, sentence, notes);
            of_them(passage, index, notes);
        }
    }
}

fn is_percent(number: &Number) -> bool {
    number.unit == Unit::Percent && number.sort == Sort::Amount
}

fn counts<'p>(passage: &'p Passage<'_>, range: &Range<usize>) -> Vec<&'p Number> {
    let wanted =
        |n: &&Number| n.sort == Sort::Amount && matches!(n.unit, Unit::Count(_) | Unit::Kroner(_));
    passage.numbers_in(range).filter(wanted).collect()
}

/// "Bidraget på 2,1 mio. kr. udgør 35 pct. af budgettet på 6,0 mio. kr."
fn makes_up(passage: &Passage<'_>, sentence: &Range<usize>, notes: &mut Notes<'_, '_>) {
    let numbers: Vec<&Number> = passage.numbers_in(sentence).collect();
    for three in numbers.windows(3) {
        let (part, given, whole) = (three[0], three[1], three[2]);
        let between = |a: &Number, b: &Number| &passage.text[a.end..b.range.start];
        let exact = part.is_exact() && whole.is_exact() && part.is_like(whole);
        if exact
            && is_percent(given)
            && MAKES_UP.is_match(between(part, given))
            && OF_A_WHOLE.is_match(between(given, whole))
            && let Some(share) = True::share(part, whole)
        {
            report(passage, share, (part, whole), given, notes);
        }
    }
}

/// "Der er 1.850 pladser. 1.628 af dem er besat (88 pct.)": the whole is the only number before.
fn of_them(passage: &Passage<'_>, index: usize, notes: &mut Notes<'_, '_>) {
    let sentence = &passage.sentences[index];
    let text = passage.text;
    for part in counts(passage, sentence).into_iter().filter(|part| part.is_exact()) {
        let Some(them) = OF_THEM.find(&text[part.end..sentence.end]) else { continue };
        let own = counts(passage, &(sentence.start..part.range.start));
        let earlier =
            index.checked_sub(1).map(|before| counts(passage, &passage.sentences[before]));
        let before = if own.is_empty() { earlier.unwrap_or_default() } else { own };
        let [whole] = before[..] else { continue };
        let fits = whole.is_exact() && whole.is_like(part) && part.scaled() <= whole.scaled();
        let behind = part.end + them.end();
        if fits && let Some(given) = percent_behind(passage, behind, index) {
            compare(passage, part, whole, given, notes);
        }
    }
}

/// The percentage joined to what ends at a place, in its sentence or the next.
fn percent_behind<'p>(passage: &'p Passage<'_>, at: usize, index: usize) -> Option<&'p Number> {
    let end = passage.sentences[index].end;
    let own = passage.numbers_in(&(at..end)).find(|n| is_percent(n));
    if let Some(given) = own {
        return joins(&passage.text[at..given.range.start], Of::Share).then_some(given);
    }
    let next = passage.sentences.get(index + 1)?;
    let given = passage.numbers_in(next).find(|n| is_percent(n))?;
    opens(&passage.text[next.start..given.range.start], Of::Share).then_some(given)
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::Code;

    #[test]
    fn the_whole_may_stand_apart() {
        check(
            Code::Share,
            &[
                (
                    "Der er 200 senge, og 150 af dem er i brug. Det giver en belægning på 75 pct.",
                    0,
                    1,
                ),
                (
                    "Der er 200 senge, og 150 af dem er i brug. Det giver en belægning på 85 pct.",
                    1,
                    0,
                ),
                ("Vi spurgte 200. 150 af dem (57 pct.) svarede.", 1, 0),
                ("Byens bidrag på 2,1 mio. kr. udgør 30 pct. af budgettet på 7,0 mio. kr.", 0, 1),
                ("Byens bidrag på 2,1 mio. kr. udgør 40 pct. af budgettet på 7,0 mio. kr.", 1, 0),
                ("20 af klyngens 50 aftaler er på plads (30 pct.).", 1, 0),
            ],
        );
    }

    #[test]
    fn another_percentage_is_left_alone() {
        check(
            Code::Share,
            &[
                ("Der er 200 senge, og 150 af dem er nye. Belægningen steg 4 pct.", 0, 0),
                ("Vi spurgte 200 i Faxe og 80 i Greve. 150 af dem (57 pct.) svarede.", 0, 0),
            ],
        );
    }
}
