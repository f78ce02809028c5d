//! Percentages of change against the two numbers given, and the direction they go.
//!
//! ```
//! let report = raadslag_proof::read("Antallet er faldet med 31 pct. (fra 1455 til 995).");
//! assert_eq!(report.codes(), ["arithmetic.rounding"]);
//! ```

use std::ops::Range;

use super::attached::{Of, is_of_another, is_told_by, joins, opens};
use super::pattern;
use super::percent::{True, Verdict};
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage, Sheet};
use crate::text::{MICRO, Number, Sort, Unit, decimal, last_word};
use crate::{Code, Say};

pattern!(
    DOWN,
    r"(?i)\b(?:fald|tilbagegang|ned(?:gang|sat|sæt|bring|bragt|jus)|reduc|sænk|mindsk)\w*"
);
pattern!(
    UP,
    r"(?i)\b(?:stig|steg|vok|øge|øget|forøg|hæve|forhøj|frem(?:gang)|vækst|opjuster)\w*|\b(?:sætte?s?|sat) op\b|\b(?:gået|gik) (?:\p{L}+ ){0,4}op fra\b"
);
pattern!(
    DERIVED,
    r"(?i)^(?:\s\p{L}+){0,3},?\s(?:og er (?:dermed|altså|således)|altså|dvs\.|hvilket er|en|et)\s(?:en |et )?(?P<word>\p{L}+)"
);
pattern!(CARRIES_ON, r"^(?:Det svarer til|Det er (?:en |et |\d)|Svarende til|Stigningen|Faldet)");
pattern!(
    BY,
    r"(?i)^(?:\spr\.\s\p{L}+)?(?:\s[\p{L}-]+){0,4}?,?\s(?:altså|dvs\.|det vil sige|svarende til|hvilket er|eller)?\s?(?:med|(?:en|et)\s(?:stigning|fald|vækst|nedgang|forskel|reduktion|forøgelse|ændring|fremgang)\spå)\s$"
);
pattern!(
    BY_NOUN,
    r"(?i)\b(?:stigning|fald|vækst|nedgang|reduktion|forøgelse|fremgang|tilbagegang)(?:en|et)? på\s$"
);
pattern!(THAN_BEFORE, r"(?i)^\s(?:lavere|højere|mere|mindre) end [^,.;(]{1,25}\($");
pattern!(OVER, r"^ (?P<way>over|under) (?:den|det|de)\b");

/// "fra A til B".
pub(super) struct Pair {
    pub(super) from: Number,
    pub(super) to: Number,
    /// Where it begins and ends in the text.
    pub(super) range: Range<usize>,
}

/// Checks changes in running text.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for sheet in &page.sheets {
        for passage in sheet.prose() {
            for (index, sentence) in passage.sentences.iter().enumerate() {
                let next = passage.sentences.get(index + 1);
                let pairs = pairs(passage, sentence);
                if !pairs.is_empty() {
                    check_pairs(passage, sentence, next, &pairs, notes);
                }
                over_a_base(sheet, passage, sentence, notes);
            }
        }
    }
}

pub(super) fn pairs(passage: &Passage<'_>, sentence: &Range<usize>) -> Vec<Pair> {
    let amounts: Vec<&Number> = passage.numbers_in(sentence).filter(|n| n.is_exact()).collect();
    let before =
        |n: &Number| last_word(&passage.text[sentence.start..n.range.start]).to_lowercase();
    let mut pairs = Vec::new();
    for two in amounts.windows(2) {
        let between = &passage.text[two[0].end..two[1].range.start];
        let Some(first) = in_unit_of(two[0], two[1], between) else { continue };
        let second = two[1].clone();
        let opening = before(&first);
        let range = first.range.start..second.end;
        if first.value == 0 {
            continue;
        }
        if opening.trim_start_matches('(') == "fra" && before(&second) == "til" {
            pairs.push(Pair { from: first, to: second, range });
        } else if before(&second) == "mod" && opening != "mod" {
            pairs.push(Pair { from: second, to: first, range });
        }
    }
    pairs
}

/// The first of two numbers, if they measure the same: "fra 4,1 til 4,0 pct." names the unit once.
fn in_unit_of(first: &Number, second: &Number, between: &str) -> Option<Number> {
    let bare = first.unit == Unit::Count(0) && [" til ", " mod "].contains(&between);
    let unit = match second.unit {
        // "fra 900.000 til 1,2 mio. kr."
        Unit::Kroner(3..) if bare && first.value >= 1000 * MICRO => Unit::Kroner(0),
        unit if bare => unit,
        _ => first.unit,
    };
    let first = Number { unit, ..first.clone() };
    first.is_like(second).then_some(first)
}

fn check_pairs(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    next: Option<&Range<usize>>,
    pairs: &[Pair],
    notes: &mut Notes<'_, '_>,
) {
    let free = |n: &&Number| {
        pairs.iter().all(|p| n.range.start < p.range.start || n.range.end > p.range.end)
    };
    let given: Vec<&Number> = percents(passage, sentence).into_iter().filter(free).collect();
    let carried = next.filter(|next| CARRIES_ON.is_match(&passage.text[(*next).clone()]));
    let changes = says_change(passage, sentence);
    for (index, pair) in pairs.iter().enumerate() {
        direction(passage, sentence, pair, notes);
        if matches!(pair.from.unit, Unit::Percent | Unit::Point) {
            if let (Some(next), [pair]) = (carried, pairs) {
                points(passage, pair, next, notes);
            }
            continue;
        }
        let told = given.iter().find(|given| is_said_of(passage, sentence, pair, given));
        if let Some(given) = told.filter(|_| changes) {
            percentage(passage, (&pair.from, &pair.to), given, notes);
        } else if given.len() == pairs.len() && changes {
            agreement(passage, pair, given[index], notes);
        } else if let (Some(next), [pair], []) = (carried, pairs, &given[..]) {
            next_sentence(passage, pair, next, changes, notes);
        }
    }
}

/// The percentages in a stretch.
fn percents<'p>(passage: &'p Passage<'_>, range: &Range<usize>) -> Vec<&'p Number> {
    let inside = |n: &&Number| n.sort == Sort::Amount && n.unit == Unit::Percent;
    passage.numbers_in(range).filter(inside).collect()
}

/// Whether a percentage of the sentence is said of the pair.
fn is_said_of(passage: &Passage<'_>, sentence: &Range<usize>, pair: &Pair, given: &Number) -> bool {
    let text = passage.text;
    if is_of_another(&text[given.end..sentence.end]) {
        return false;
    }
    if given.range.start >= pair.range.end {
        return joins(&text[pair.range.end..given.range.start], Of::Change);
    }
    let before = &text[sentence.start..given.range.start];
    let between = &text[given.end..pair.range.start];
    let clause = nearest_clause(before);
    let moves = [clause, between].iter().any(|part| UP.is_match(part) || DOWN.is_match(part));
    let level = ["til", "fra", "mod"].contains(&last_word(before));
    moves && !level && is_told_by(between)
}

/// "Det svarer til 32 pct." behind a sentence with the pair.
fn next_sentence(
    passage: &Passage<'_>,
    pair: &Pair,
    next: &Range<usize>,
    changes: bool,
    notes: &mut Notes<'_, '_>,
) {
    let given = percents(passage, next);
    let [given] = given[..] else { return };
    let joined = opens(&passage.text[next.start..given.range.start], Of::Change);
    let another = is_of_another(&passage.text[given.end..next.end]);
    if joined && !another && (changes || says_change(passage, next)) {
        percentage(passage, (&pair.from, &pair.to), given, notes);
    } else {
        agreement(passage, pair, given, notes);
    }
}

/// "Det er 6 procentpoint" behind a sentence with two percentages.
fn points(passage: &Passage<'_>, pair: &Pair, next: &Range<usize>, notes: &mut Notes<'_, '_>) {
    let Some(given) = passage.numbers_in(next).next().filter(|n| n.is_exact()) else { return };
    let opening = &passage.text[next.start..given.range.start];
    if given.unit == Unit::Point && opens(opening, Of::Change) {
        compare_difference(passage, (&pair.from, &pair.to), given, notes);
    }
}

/// A percentage that only stands near: it is told where it fits, and left alone where it does not.
fn agreement(passage: &Passage<'_>, pair: &Pair, given: &Number, notes: &mut Notes<'_, '_>) {
    let change = True::change(&pair.from, &pair.to);
    if change.is_some_and(|change| change.verdict(given) == Verdict::Holds) {
        percentage(passage, (&pair.from, &pair.to), given, notes);
    }
}

pub(super) fn says_change(passage: &Passage<'_>, sentence: &Range<usize>) -> bool {
    let text = &passage.text[sentence.clone()];
    UP.is_match(text) || DOWN.is_match(text)
}

pub(super) fn percentage(
    passage: &Passage<'_>,
    (from, to): (&Number, &Number),
    given: &Number,
    notes: &mut Notes<'_, '_>,
) {
    let Some(change) = True::change(from, to) else { return };
    let (a, b) = (decimal(from.value), decimal(to.value));
    let sum = format!("({b} − {a}) / {a}");
    let start = from.range.start.min(to.range.start).min(given.range.start);
    let range = start..from.end.max(to.end).max(given.end);
    if let Some(found) = change.finding(given, Code::Change, &sum) {
        notes.find(passage, range, found);
    } else {
        let shown = &passage.text[given.range.start..given.end];
        let exact = change.shown(given.decimals + 1);
        let say = Say::same(format!("{a} → {b}: {exact} pct. ({shown})"));
        notes.hold(Code::Change, passage, range, say);
    }
}

/// "steget med 100 fra 800 til 700": the way and the difference.
fn direction(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    pair: &Pair,
    notes: &mut Notes<'_, '_>,
) {
    let before = &passage.text[sentence.start..pair.range.start];
    let near = nearest_clause(before);
    let (up, down) = (UP.is_match(near), DOWN.is_match(near));
    let (a, b) = (pair.from.scaled(), pair.to.scaled());
    let behind = DERIVED.captures(&passage.text[pair.range.end..sentence.end]);
    let word = behind.as_ref().map_or("", |found| &found["word"]);
    let (up, down) = if up == down { (UP.is_match(word), DOWN.is_match(word)) } else { (up, down) };
    let forward = pair.from.range.start < pair.to.range.start;
    if forward && up != down && a != b && (b > a) != up {
        let found = Found::new(
            Code::Difference,
            Say::new("Retningen passer ikke med tallene", "The direction does not fit the numbers"),
            Say::new(
                format!(
                    "Fra {} til {} er {}",
                    decimal(pair.from.value),
                    decimal(pair.to.value),
                    if b > a { "en stigning" } else { "et fald" }
                ),
                format!(
                    "From {} to {} is {}",
                    decimal(pair.from.value),
                    decimal(pair.to.value),
                    if b > a { "a rise" } else { "a fall" }
                ),
            ),
        );
        notes.find(passage, pair.range.clone(), found);
    }
    difference(passage, sentence, pair, notes);
}

/// The words before a number back to the last comma, at most 60 characters.
fn nearest_clause(before: &str) -> &str {
    let start = before.rfind([',', ';', ':', '–']).map_or(0, |at| at + 1);
    let clause = before.get(start..).unwrap_or(before);
    let far = clause.char_indices().rev().nth(60).map_or(0, |(at, _)| at);
    &clause[far..]
}

fn difference(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    pair: &Pair,
    notes: &mut Notes<'_, '_>,
) {
    let amount = |n: &&Number| n.sort == Sort::Amount;
    let before = passage.numbers_in(&(sentence.start..pair.range.start)).rfind(amount);
    let after = passage.numbers_in(&(pair.range.end..sentence.end)).next();
    let given = before.filter(|given| stands_before(passage, sentence, pair, given));
    let behind = |given: &&Number| BY.is_match(&passage.text[pair.range.end..given.range.start]);
    let Some(given) = given.or_else(|| after.filter(behind)).filter(|n| n.is_exact()) else {
        return;
    };
    let points = given.unit == Unit::Point && pair.from.unit == Unit::Percent;
    if !(given.is_like(&pair.from) || points) || given.unit == Unit::Percent {
        return;
    }
    compare_difference(passage, (&pair.from, &pair.to), given, notes);
}

/// "steget med 100 fra 800 til 900".
fn stands_before(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    pair: &Pair,
    given: &Number,
) -> bool {
    let before = &passage.text[sentence.start..given.range.start];
    let between = &passage.text[given.end..pair.range.start];
    let by = last_word(before).eq_ignore_ascii_case("med") || BY_NOUN.is_match(before);
    let compared = given.unit == Unit::Point && THAN_BEFORE.is_match(between);
    compared || by && between.len() <= 40 && !between.contains(',')
}

pub(super) fn compare_difference(
    passage: &Passage<'_>,
    (from, to): (&Number, &Number),
    given: &Number,
    notes: &mut Notes<'_, '_>,
) {
    let points = given.unit == Unit::Point && from.unit == Unit::Percent;
    let true_difference = (to.scaled() - from.scaled()).abs();
    let start = from.range.start.min(to.range.start).min(given.range.start);
    let range = start..from.end.max(to.end).max(given.end);
    let (a, b, d) = (decimal(from.value), decimal(to.value), decimal(given.value));
    let coarse = [from, to, given].into_iter().map(Number::step).max().unwrap_or_default();
    let rounded = if coarse == MICRO { 0 } else { coarse };
    if (true_difference - given.scaled()).abs() <= rounded {
        notes.hold(Code::Difference, passage, range, Say::same(format!("|{b} − {a}| = {d}")));
    } else if from.unit == to.unit && given.unit == from.unit || points {
        let right = decimal((to.value - from.value).abs());
        let found = Found::new(
            Code::Difference,
            Say::new(
                format!("Forskellen er {right}, ikke {d}"),
                format!("The difference is {right}, not {d}"),
            ),
            Say::same(format!("|{b} − {a}| = {right}")),
        );
        notes.find(passage, range, found.suggest(Say::same(right)));
    }
}

/// "9.958 lærepladsaftaler, svarende til 10 pct. over den samlede …": the base is a number of the
/// same things elsewhere in the item, if there is just one that comes near.
fn over_a_base(
    sheet: &Sheet<'_>,
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    notes: &mut Notes<'_, '_>,
) {
    for given in
        passage.numbers_in(sentence).filter(|n| n.unit == Unit::Percent && n.sort == Sort::Amount)
    {
        let Some(way) = OVER.captures(&passage.text[given.end..sentence.end]) else { continue };
        let Some(number) = passage
            .numbers_in(&(sentence.start..given.range.start))
            .rfind(|n| n.is_exact() && matches!(n.unit, Unit::Count(_)))
        else {
            continue;
        };
        let above = &way["way"] == "over";
        let Some(base) = base(sheet, passage, number, given, above) else { continue };
        let Some(change) = True::of((number.scaled() - base).abs(), base) else { continue };
        let (a, b) = (decimal(base), decimal(number.scaled()));
        let range = number.range.start..given.end;
        match change.finding(given, Code::Change, &format!("({b} − {a}) / {a}")) {
            Some(found) => notes.find(passage, range, found),
            None => notes.hold(
                Code::Change,
                passage,
                range,
                Say::same(format!("{a} → {b}: {} pct.", change.shown(1))),
            ),
        }
    }
}

fn base(
    sheet: &Sheet<'_>,
    passage: &Passage<'_>,
    number: &Number,
    given: &Number,
    above: bool,
) -> Option<i128> {
    let noun = counted(passage.text, number)?;
    let mut bases: Vec<i128> = sheet
        .prose()
        .flat_map(|other| other.numbers.iter().map(move |n| (other, n)))
        .filter(|(_, n)| n.is_exact() && n.is_like(number) && n.scaled() != number.scaled())
        .filter(|(other, n)| counted(other.text, n).is_some_and(|word| shares_stem(&word, &noun)))
        .map(|(_, n)| n.scaled())
        .filter(|base| (number.scaled() > *base) == above)
        .filter(|base| {
            True::of((number.scaled() - base).abs(), *base)
                .is_some_and(|t| (t.value - given.value).abs() < 2 * given.step())
        })
        .collect();
    bases.sort_unstable();
    bases.dedup();
    match bases[..] {
        [only] => Some(only),
        _ => None,
    }
}

/// The word that follows a number.
fn counted(text: &str, number: &Number) -> Option<String> {
    let rest = text.get(number.end..)?.strip_prefix(' ')?;
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    (word.chars().count() > 4).then(|| word.to_lowercase())
}

fn shares_stem(one: &str, other: &str) -> bool {
    one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count() >= 6
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::Code;

    #[test]
    fn a_change_agrees_with_its_numbers() {
        check(
            Code::Change,
            &[
                ("Antallet er faldet med 2,6 pct. (fra 1022 til 995).", 0, 1),
                ("Stigningen fra 700 til 800 forløb svarer til en 14 pct. stigning.", 0, 1),
                ("Antallet er faldet fra 1.455 til 995. Det svarer til 32 pct.", 0, 1),
                ("Der er 995 familier mod 1.455 i 2014, et fald på 32 pct.", 0, 1),
                ("Antallet er faldet med 36 pct. (fra 1455 til 995).", 1, 0),
                ("Prisen steg fra 6,1 mio. kr. til 6,4 mio. kr., en stigning på 5 pct.", 0, 1),
            ],
        );
    }

    #[test]
    fn only_a_percentage_said_of_the_two_is_compared() {
        check(
            Code::Change,
            &[
                ("Lejen stiger fra 200 kr. til 220 kr., hvoraf staten giver 40 pct.", 0, 0),
                ("Holdet faldt fra 60 til 45, selv om 70 pct. af skolerne lagde penge til.", 0, 0),
                (
                    "Rammen er øget fra 50 til 55 mio. kr., svarende til 6 pct. i faste priser.",
                    0,
                    0,
                ),
                (
                    "Udgiften steg fra 80 mio. kr. til 90 mio. kr. Det svarer til 3 pct. af rammen.",
                    0,
                    0,
                ),
                ("Køen faldt fra 500 til 450, et fald i andelen fra 9,1 til 8,2 pct.", 0, 0),
                ("Køen voksede 12 pct., fra 500 til 550 borgere.", 1, 0),
                ("Køen voksede fra 500 til 550 borgere, og 10 pct. kom fra Køge.", 0, 1),
                ("Køen voksede fra 500 til 550 borgere (+12 pct.).", 1, 0),
            ],
        );
    }

    #[test]
    fn a_percentage_cut_off_is_doubtful() {
        check(
            Code::Rounding,
            &[
                ("Antallet er faldet med 31 pct. (fra 1455 til 995).", 1, 0),
                (
                    "Målet er 9.000 pladser. Der kom 9.958 pladser, svarende til 10 pct. over den aftalte ramme.",
                    1,
                    0,
                ),
                ("Antallet er faldet med ca. 31 pct. (fra 1455 til 995).", 0, 0),
            ],
        );
    }

    #[test]
    fn rise_and_fall_go_their_way() {
        check(
            Code::Difference,
            &[
                ("Antallet er steget fra 1022 til 995.", 1, 0),
                ("Måltallet stiger med 100 fra 700 til 800.", 0, 1),
                ("En fremgang på 30 fra 200 til 230 børn.", 0, 1),
                ("En fremgang på 40 fra 200 til 230 børn.", 1, 0),
                ("Andelen steg fra 20 pct. til 26 pct. Det er 6 procentpoint.", 0, 1),
                ("Andelen steg fra 20 pct. til 26 pct. Det er 8 procentpoint.", 1, 0),
                ("Fraværet er 1,2 procentpoint lavere end i 2024 (5 pct. mod 6 pct.).", 1, 0),
                ("Måltallet stiger med 90 fra 700 til 800.", 1, 0),
                ("Det foreslås, at målet nedjusteres fra 800 i 2022 til 700 i 2023.", 0, 0),
                ("Fraværet faldt fra 4,1 til 4,4 pct.", 1, 0),
                ("Fraværet faldt fra 4,4 til 4,1 pct.", 0, 0),
                ("Faldet i antal betyder, at prisen går fra 100 til 120 kr.", 0, 0),
            ],
        );
    }

    #[test]
    fn percentages_of_percentages_are_left_alone() {
        check(Code::Change, &[("Andelen skal øges fra 10 pct. til 20 pct.", 0, 0)]);
    }
}
