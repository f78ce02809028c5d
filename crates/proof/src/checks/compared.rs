//! Two numbers of two times, and what is said to lie between them.
//!
//! ```
//! let text = "Der var 400 elever i 2024 og 500 i 2025, en stigning på 20 pct.";
//! assert_eq!(raadslag_proof::read(text).codes(), ["arithmetic.change"]);
//! ```
//!
//! Numbers that "fra … til" and "mod" join are those of [`change`](super::change).

use std::ops::Range;

use super::attached::{Of, is_of_another, joins, opens};
use super::change::{compare_difference, pairs, percentage, says_change};
use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage};
use crate::text::{Number, Sort, Unit, decimal};
use crate::{Code, Level, Say};

pattern!(
    TIME,
    r"(?i)\b(?:i|for|siden|fra) (?P<year>(?:19|20)\d\d)\b|\b(?P<before>sidste år|året før)\b|\b(?P<now>i år|nu)\b"
);
pattern!(
    MOVED,
    r"(?i)^[^,;:(]{0,40}\b(?:altså|dermed|således|hermed)\b[^,;:(\d]{0,30}\b(?:steget|faldet|vokset|øget|reduceret|gået \p{L}+) med\s$"
);
pattern!(
    THAN,
    r"(?i)^\s(?:\p{L}+\s)?(?:(?P<up>flere|mere|højere)|færre|mindre|lavere) end (?:i|året|sidste)\b"
);
pattern!(
    WAS,
    r"(?i)^\s(?:\p{L}+\s)?\p{L}+ end (?:i |året |sidste )[^.;,]{0,20},? (?:hvor|da) (?:der|tallet|det|antallet|den) var\s$"
);
pattern!(
    BEFORE_IT,
    r"(?i)^(?:\s\p{L}+)?[;,.]?\s(?:året før|sidste år|i (?:19|20)\d\d) var (?:det|tallet|der|antallet)\s$"
);
pattern!(
    TIMES,
    r"(?i)\b(?P<word>fordoblet|fordobles|halveret|halveres|tredoblet|tredobles|firedoblet|firedobles)\b[^.;:\d]{0,25}(?:siden (?:19|20)\d\d,?\s)?(?:fra\s)?$"
);
pattern!(
    HEDGED,
    r"(?i)(?:næsten|knap|mere end|over|godt|cirka|ca\.|omtrent|nær|tæt på|mindst|flere gange|stort set)\s+(?:\p{L}+\s)?$"
);

/// Checks running text.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for passage in page.prose().filter(|passage| passage.numbers.len() > 1) {
        for (index, sentence) in passage.sentences.iter().enumerate() {
            let next = passage.sentences.get(index + 1);
            two_times(passage, sentence, next, notes);
            more_than(passage, index, notes);
            to_and_before(passage, sentence, next, notes);
            multiplied(passage, sentence, notes);
        }
    }
}

/// When a number was counted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Time {
    Before,
    Year(u16),
    Now,
}

/// Exact amounts and counts, without years and shares.
fn amounts<'p>(passage: &'p Passage<'_>, range: &Range<usize>) -> Vec<&'p Number> {
    let wanted =
        |n: &&Number| n.sort == Sort::Amount && matches!(n.unit, Unit::Count(_) | Unit::Kroner(_));
    passage.numbers_in(range).filter(wanted).collect()
}

/// "640 elever i 2024 og 688 i 2025, en stigning på 8 pct."
fn two_times(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    next: Option<&Range<usize>>,
    notes: &mut Notes<'_, '_>,
) {
    let is_percent = |n: &&Number| n.unit == Unit::Percent && n.sort == Sort::Amount;
    let own = passage.numbers_in(sentence).find(is_percent);
    let end = own.map_or(sentence.end, |given| given.range.start);
    let Some((from, to, last)) = at_two_times(passage, &(sentence.start..end)) else { return };
    let text = passage.text;
    if let Some(given) = own {
        let joined = joins(&text[last..given.range.start], Of::Change)
            && says_change(passage, &(last..given.range.start));
        if joined && !is_of_another(&text[given.end..sentence.end]) {
            percentage(passage, (from, to), given, notes);
        }
        return;
    }
    let Some(next) = next else { return };
    let percents: Vec<&Number> = passage.numbers_in(next).filter(is_percent).collect();
    let [given] = percents[..] else { return };
    let opening = &text[next.start..given.range.start];
    let joined = opens(opening, Of::Change)
        && says_change(passage, &(next.start..given.range.start))
        || MOVED.is_match(opening);
    if joined && !is_of_another(&text[given.end..next.end]) {
        percentage(passage, (from, to), given, notes);
    }
}

/// The earlier and the later of two numbers that each have their time, and where the last of all
/// ends.
fn at_two_times<'p>(
    passage: &'p Passage<'_>,
    range: &Range<usize>,
) -> Option<(&'p Number, &'p Number, usize)> {
    let numbers = amounts(passage, range);
    let [one, other] = numbers[..] else { return None };
    let exact = one.is_exact() && other.is_exact() && one.is_like(other) && one.value > 0;
    if !exact || other.value <= 0 {
        return None;
    }
    let times: Vec<(Range<usize>, Time)> = TIME
        .captures_iter(&passage.text[range.clone()])
        .filter_map(|found| Some((found.get(0)?.range(), time(&found)?)))
        .map(|(at, time)| (at.start + range.start..at.end + range.start, time))
        .collect();
    let [(first_at, first), (second_at, second)] = &times[..] else { return None };
    // Each number beside its own time: not "i 2024 var der 5 og 7 i 2025".
    let between = |at: &Range<usize>| one.end <= at.start && at.end <= other.range.start;
    let paired = match (between(first_at), between(second_at)) {
        (true, true) => true,
        (true, false) => second_at.start >= other.end,
        (false, true) => first_at.end <= one.range.start,
        (false, false) => false,
    };
    let last = other.end.max(second_at.end);
    if !paired || first == second {
        return None;
    }
    Some(if first < second { (one, other, last) } else { (other, one, last) })
}

fn time(found: &regex::Captures<'_>) -> Option<Time> {
    if found.name("before").is_some() {
        Some(Time::Before)
    } else if found.name("now").is_some() {
        Some(Time::Now)
    } else {
        found.name("year")?.as_str().parse().ok().map(Time::Year)
    }
}

/// "15.300 billetter. Det er 1.800 flere end i 2024, hvor tallet var 13.500."
fn more_than(passage: &Passage<'_>, index: usize, notes: &mut Notes<'_, '_>) {
    let sentence = &passage.sentences[index];
    let text = passage.text;
    let own = amounts(passage, sentence);
    for two in own.windows(2) {
        let (given, then) = (two[0], two[1]);
        let Some(way) = THAN.captures(&text[given.end..sentence.end]) else { continue };
        if !WAS.is_match(&text[given.end..then.range.start]) {
            continue;
        }
        let earlier: Vec<&Number> =
            own.iter().copied().filter(|n| n.end <= given.range.start).collect();
        let before =
            index.checked_sub(1).map(|before| amounts(passage, &passage.sentences[before]));
        let whole = if earlier.is_empty() { before.unwrap_or_default() } else { earlier };
        let [now] = whole[..] else { continue };
        let like = [now, given, then].iter().all(|n| n.is_exact() && n.unit == now.unit);
        let up = way.name("up").is_some();
        if like && (now.scaled() > then.scaled()) == up {
            compare_difference(passage, (then, now), given, notes);
        }
    }
}

/// "steg med 340 til 4.590; året før var det 4.250".
fn to_and_before(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    next: Option<&Range<usize>>,
    notes: &mut Notes<'_, '_>,
) {
    let end = next.map_or(sentence.end, |next| next.end);
    let all = amounts(passage, &(sentence.start..end));
    let text = passage.text;
    for three in all.windows(3) {
        let (given, to, from) = (three[0], three[1], three[2]);
        let word = |n: &Number| text[sentence.start..n.range.start].trim_end();
        let told = given.end <= sentence.end
            && word(given).ends_with(" med")
            && text[given.end..to.range.start].ends_with(" til ")
            && BEFORE_IT.is_match(&text[to.end..from.range.start]);
        if told && three.iter().all(|n| n.is_exact() && n.unit == to.unit) {
            compare_difference(passage, (from, to), given, notes);
        }
    }
}

/// "fordoblet fra 840 til 1.680": off by a tenth and more is no doubling.
fn multiplied(passage: &Passage<'_>, sentence: &Range<usize>, notes: &mut Notes<'_, '_>) {
    let text = &passage.text[sentence.clone()];
    if !text.contains("dobl") && !text.contains("halver") {
        return;
    }
    for pair in pairs(passage, sentence) {
        let before = &passage.text[sentence.start..pair.from.range.start.min(pair.to.range.start)];
        let Some(found) = TIMES.captures(before) else { continue };
        let Some(word) = found.name("word") else { continue };
        if HEDGED.is_match(&before[..word.start()]) || pair.from.range.start > pair.to.range.start {
            continue;
        }
        let (times, parts) = match word.as_str().to_lowercase().get(..4) {
            Some("halv") => (1, 2),
            Some("tred") => (3, 1),
            Some("fire") => (4, 1),
            _ => (2, 1),
        };
        let right = pair.from.scaled() * times / parts;
        let off = (right - pair.to.scaled()).abs();
        let sum = format!("{times}/{parts} × {}", decimal(pair.from.value));
        let shown = decimal(pair.from.value * times / parts);
        let why = Say::same(format!("{} = {shown}", sum.replace("/1", "")));
        if off * 50 <= right {
            notes.hold(Code::Change, passage, pair.range, why);
        } else if off * 10 > right {
            let message = Say::new(
                format!("Tallene er ikke {}", word.as_str()),
                format!("The numbers do not fit “{}”", word.as_str()),
            );
            let found = Found::new(Code::Change, message, why).at_level(Level::Warning);
            notes.find(passage, pair.range, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::Code;

    #[test]
    fn numbers_of_two_times_have_a_change() {
        check(
            Code::Change,
            &[
                ("Der var 400 elever i 2024 og 500 i 2025, en stigning på 25 pct.", 0, 1),
                ("Der var 400 elever i 2024 og 500 i 2025, en stigning på 52 pct.", 1, 0),
                ("I 2023 fik vi 80 breve, og nu får vi 60 – et fald på 20 pct.", 1, 0),
                ("Sidste år kom 200 gæster, og i år kom 250. Det er en vækst på 30 pct.", 1, 0),
                ("Der var 80 breve i 2024 og 60 i 2025. Tallet er altså faldet med 35 pct.", 1, 0),
            ],
        );
    }

    #[test]
    fn what_is_not_said_of_the_two_is_left_alone() {
        check(
            Code::Change,
            &[
                (
                    "Der var 400 elever i 2024 og 500 i 2025, og 30 pct. flere søgte optagelse.",
                    0,
                    0,
                ),
                ("I 2024 kom 40 fra Faxe og 50 fra Køge, en stigning på 30 pct.", 0, 0),
                ("Der var 400 elever i 2024 og 500 i 2025. Lønnen steg med 3 pct.", 0, 0),
            ],
        );
    }

    #[test]
    fn doubled_is_twice_as_much() {
        check(
            Code::Change,
            &[
                ("Holdet er fordoblet fra 30 i 2020 til 60 i 2025.", 0, 1),
                ("Holdet er fordoblet fra 30 i 2020 til 80 i 2025.", 1, 0),
                ("Prisen er halveret, fra 8 kr. til 6 kr.", 1, 0),
                ("Holdet er mere end fordoblet fra 30 til 80.", 0, 0),
            ],
        );
    }

    #[test]
    fn a_difference_is_that_to_the_time_before() {
        check(
            Code::Difference,
            &[
                ("Vi solgte 530 kort. Det er 30 flere end i 2024, hvor tallet var 500.", 0, 1),
                ("Vi solgte 530 kort. Det er 50 flere end i 2024, hvor tallet var 500.", 1, 0),
                ("Køen steg med 40 til 240; året før var det 200.", 0, 1),
                ("Køen steg med 60 til 240; året før var det 200.", 1, 0),
                ("Vi solgte 530 kort. Det er 50 flere end i Greve.", 0, 0),
            ],
        );
    }
}
