//! The parts add up to the total.
//!
//! ```
//! let report = raadslag_proof::read("Af 299 sager var 10 nye. 67 ansatte: 50 i marken, 14 i staben og 4 ledere.");
//! assert_eq!(report.codes(), ["arithmetic.sum"]);
//! ```
//!
//! Read are: a total, then a colon, dash, parenthesis, "heraf" or "fordelt på" and the parts; parts,
//! then "i alt"; "Fordelingen er" after a sentence with the total; and sums written out with + and =.
//! "heraf" need not name all parts, so that a sum below the total is no finding unless it is close.

use std::ops::Range;

use super::enumeration::Enumeration;
use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage};
use crate::text::{Exact, MICRO, Number, Sort, Unit, decimal, words};
use crate::{Code, Level, Say};

pattern!(
    SEPARATOR,
    r"(?i)(?P<some>,? (?:heraf|hvoraf)\b)|(?P<marked>: |,? fordelt (?:på|med)\b|,? nemlig\b|,? dvs\.)|(?P<loose> [–-] |,? \()"
);
pattern!(
    FOLLOWS,
    r"^(?:Fordelingen (?:var|er)|De fordeler sig (?:på|med)|De er fordelt (?:på|med)|Det er)\b"
);
pattern!(OF_THEM, r"^[\d.]+ af (?:dem|disse)\b");
pattern!(TOTAL, r"(?i)[,;(–-] ?(?:i alt|tilsammen|sammenlagt|samlet)\s*$");

/// How surely the parts are all of the total.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bond {
    /// "heraf".
    Some,
    /// ":", "fordelt på".
    Marked,
    /// A dash or parenthesis.
    Loose,
}

/// Checks sums in running text.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for passage in page.prose() {
        if passage.numbers.len() < 2 {
            continue;
        }
        for (index, sentence) in passage.sentences.iter().enumerate() {
            separated(passage, sentence, notes);
            totalled(passage, sentence, notes);
            written_out(passage, sentence, notes);
            if index > 0 {
                following(passage, &passage.sentences[index - 1], sentence, notes);
            }
        }
    }
}

/// A total, a separator, the parts.
fn separated(passage: &Passage<'_>, sentence: &Range<usize>, notes: &mut Notes<'_, '_>) {
    let text = &passage.text[sentence.clone()];
    for found in SEPARATOR.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        let bond = if found.name("some").is_some() {
            Bond::Some
        } else if found.name("marked").is_some() {
            Bond::Marked
        } else {
            Bond::Loose
        };
        let left = sentence.start..sentence.start + whole.start();
        let start = sentence.start + whole.end();
        let right = start..start + closes(&passage.text[start..sentence.end], whole.as_str());
        let Some(parts) = Enumeration::read(passage, &right) else { continue };
        if let Some(total) = total(passage, &left, &parts) {
            judge(passage, total, &parts, bond, notes);
        }
    }
}

/// Where the parts end: at the closing parenthesis, the next dash or the end of the sentence.
fn closes(right: &str, separator: &str) -> usize {
    let end = if separator.ends_with('(') {
        right.find(')')
    } else {
        right.find([';', '(']).filter(|_| false)
    };
    let dash = right.find(" – ").or_else(|| right.find(" - "));
    end.or(dash).unwrap_or(right.len())
}

/// The number left of the separator that can be the total.
fn total<'p>(
    passage: &'p Passage<'_>,
    left: &Range<usize>,
    parts: &Enumeration<'_>,
) -> Option<&'p Number> {
    // "mindst 9.000 pladser: 3.000 her og 6.000 der" names all of them too.
    let meant =
        |n: &Number| n.sort == Sort::Amount && matches!(n.exact, Exact::Exactly | Exact::AtLeast);
    let like = |n: &&Number| meant(n) && n.is_like(parts.parts[0]);
    let numbers: Vec<&Number> = passage.numbers_in(left).filter(like).collect();
    if let Some(exact) = numbers.iter().find(|number| number.scaled() == parts.sum()) {
        return Some(exact);
    }
    let larger = |number: &&&Number| number.scaled() > parts.largest();
    let large: Vec<&Number> = numbers.iter().copied().filter(|n| larger(&n)).collect();
    match (&large[..], &numbers[..]) {
        ([only], _) | ([], [only]) => Some(only),
        _ => None,
    }
}

/// Parts, then "i alt" and the total.
fn totalled(passage: &Passage<'_>, sentence: &Range<usize>, notes: &mut Notes<'_, '_>) {
    for total in passage.numbers_in(sentence).filter(|number| number.is_exact()) {
        let before = &passage.text[sentence.start..total.range.start];
        let Some(marker) = TOTAL.find(before) else { continue };
        let numbers: Vec<&Number> =
            passage.numbers_in(&(sentence.start..sentence.start + marker.start())).collect();
        // The longest row that ends here.
        let row = numbers.iter().find_map(|first| {
            let stretch = first.range.start..sentence.start + marker.start();
            Enumeration::read(passage, &stretch)
        });
        if let Some(parts) = row.filter(|row| row.parts[0].is_like(total)) {
            judge(passage, total, &parts, Bond::Marked, notes);
        }
    }
}

/// "9.958 aftaler … Fordelingen var 5.490 og 4.468." "5.434 … 3.940 af dem var …"
fn following(
    passage: &Passage<'_>,
    before: &Range<usize>,
    sentence: &Range<usize>,
    notes: &mut Notes<'_, '_>,
) {
    let text = &passage.text[sentence.clone()];
    let (opening, bond) = match FOLLOWS.find(text) {
        Some(found) => (found.end(), Bond::Marked),
        None if OF_THEM.is_match(text) => (0, Bond::Some),
        None => return,
    };
    let right = sentence.start + opening..sentence.end;
    let Some(parts) = Enumeration::read(passage, &right) else { return };
    if let Some(total) = total(passage, before, &parts) {
        judge(passage, total, &parts, bond, notes);
    }
}

/// "3,5 + 1 + 0,5 = 5".
fn written_out(passage: &Passage<'_>, sentence: &Range<usize>, notes: &mut Notes<'_, '_>) {
    let numbers: Vec<&Number> = passage.numbers_in(sentence).collect();
    let mut row: Vec<&Number> = Vec::new();
    for pair in numbers.windows(2) {
        let between = passage.text[pair[0].end..pair[1].range.start].trim();
        match between {
            "+" => {
                if row.is_empty() {
                    row.push(pair[0]);
                }
                row.push(pair[1]);
            }
            "=" if row.len() > 1 => {
                let (first, last) = (row[0], row[row.len() - 1]);
                let range = first.range.start..last.end;
                let parts = Enumeration {
                    range,
                    one_more: false,
                    whole: true,
                    parts: std::mem::take(&mut row),
                };
                judge(passage, pair[1], &parts, Bond::Marked, notes);
            }
            _ => row.clear(),
        }
    }
}

fn judge(
    passage: &Passage<'_>,
    total: &Number,
    parts: &Enumeration<'_>,
    bond: Bond,
    notes: &mut Notes<'_, '_>,
) {
    let (sum, given) = (parts.sum(), total.scaled());
    let written = parts.written(passage.text);
    let range = total.range.start.min(parts.range.start)..total.end.max(parts.range.end);
    if (sum - given).abs()
        <= parts.slack().max(if total.decimals > 0 { total.step() / 2 } else { 0 })
    {
        if sum == given || parts.slack() > 0 {
            let shown = &passage.text[total.range.clone()];
            notes.hold(Code::Sum, passage, range, Say::same(format!("{written} = {shown}")));
        }
        return;
    }
    if !is_believable(passage, total, parts, bond) {
        return;
    }
    let level = level(passage, total, parts, bond);
    let unscaled = sum * total.value.max(1) / given.max(1);
    let (sum, given) = (decimal(unscaled), decimal(total.value));
    let found = Found::new(
        Code::Sum,
        Say::new(
            format!("Delene giver {sum}, ikke {given}"),
            format!("The parts make {sum}, not {given}"),
        ),
        Say::same(format!("{written} = {sum}")),
    );
    let suggestion = Say::new(
        format!("Ret {given} til {sum}, eller ret en af delene."),
        format!("Change {given} to {sum}, or one of the parts."),
    );
    notes.find(passage, range, found.at_level(level).suggest(suggestion));
}

/// Whether two numbers so far apart can still be meant as total and parts.
fn is_believable(
    passage: &Passage<'_>,
    total: &Number,
    parts: &Enumeration<'_>,
    bond: Bond,
) -> bool {
    let (sum, given) = (parts.sum(), total.scaled());
    let is_count_of_parts = total.count() == Some(parts.len());
    // A part may be what is wrong, and larger than the total, where the parts count the same.
    let larger = given > parts.largest()
        || bond == Bond::Marked && has_evidence(passage, total, parts)
        || bond == Bond::Some;
    let in_reach = larger && sum * 3 > given && given * 3 > sum;
    // Shares of parts of different sizes are weighed, not added, unless they make a whole.
    let percent = matches!(total.unit, Unit::Percent | Unit::Point) && given != 100 * MICRO;
    let some = bond != Bond::Some
        || sum > given
        || ((given - sum) * 10 <= given && !names_examples(passage, &parts.range));
    parts.whole && in_reach && some && !is_count_of_parts && !percent
}

fn names_examples(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    let sentence = passage.text[passage.sentence_at(range.start)].to_lowercase();
    ["bl.a.", "blandt andet", "fx ", "f.eks.", "især", "primært", "kun ", "alene"]
        .iter()
        .any(|word| sentence.contains(word))
}

fn level(passage: &Passage<'_>, total: &Number, parts: &Enumeration<'_>, bond: Bond) -> Level {
    let sure = total.exact == Exact::Exactly
        && match bond {
            Bond::Marked => true,
            Bond::Some => parts.sum() > total.scaled(),
            Bond::Loose => has_evidence(passage, total, parts),
        };
    if sure { Level::Error } else { Level::Warning }
}

/// Whether the parts count the same as the total: "22 medlemmer", "8 øvrige medlemmer"; "299
/// ansøgninger", "110 på …".
fn has_evidence(passage: &Passage<'_>, total: &Number, parts: &Enumeration<'_>) -> bool {
    let after = |number: &Number| {
        words(&passage.text[number.end..])
            .into_iter()
            .take(2)
            .map(|w| w.text.to_lowercase())
            .collect::<Vec<_>>()
    };
    let counted: Vec<String> = after(total).into_iter().filter(|word| word.len() > 4).collect();
    let prepositions = ["på", "fra", "i", "til", "hos", "inden", "ved", "med"];
    parts.parts.iter().any(|part| {
        let nouns = after(part);
        nouns.first().is_some_and(|word| prepositions.contains(&word.as_str()))
            || nouns.iter().any(|noun| counted.iter().any(|total| noun.ends_with(total.as_str())))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, found_and_held};
    use crate::Code;

    #[test]
    fn parts_that_add_up_are_listed() {
        check(
            Code::Sum,
            &[
                ("Vi er 70 medarbejdere – 50 konsulenter, 16 i staben og 4 ledere.", 0, 1),
                (
                    "598 henvendelser via ordningen, heraf 570 på det ene og 28 på det andet område.",
                    0,
                    1,
                ),
                (
                    "Der var 9.958 aftaler. Fordelingen var 5.490 assistenter og 4.468 hjælpere.",
                    0,
                    1,
                ),
                (
                    "9.000 pladser årligt i perioden 2022-2026, fordelt på 3.000 her og 6.000 der.",
                    0,
                    1,
                ),
                (
                    "Samlet 5 årsværk (3,5 stillinger fra A, 1 stilling fra B og 0,5 stilling fra C).",
                    0,
                    1,
                ),
                ("50 konsulenter, 16 i staben og 4 ledere, i alt 70.", 0, 1),
                ("Der er mindst 9.000 pladser: 3.000 til den ene og 6.000 til den anden.", 0, 1),
                ("Der var 5.434 sager. 3.940 af dem kom herfra og 1.494 fra andre.", 0, 1),
                ("22 medlemmer har svaret - 14 borgmestre og 8 øvrige medlemmer.", 0, 1),
                ("Der er 3,5 + 1 + 0,5 = 5 stillinger.", 0, 1),
                ("Vi er 3 medarbejdere: to fra regionen og en fra kommunen.", 0, 1),
            ],
        );
    }

    #[test]
    fn parts_that_do_not_are_found() {
        check(
            Code::Sum,
            &[
                ("Vi er 71 medarbejdere: 50 konsulenter, 16 i staben og 4 ledere.", 1, 0),
                ("598 henvendelser, heraf 570 på det ene og 82 på det andet område.", 1, 0),
                (
                    "Der var 9.985 aftaler. Fordelingen var 5.490 assistenter og 4.468 hjælpere.",
                    1,
                    0,
                ),
                ("50 konsulenter, 16 i staben og 4 ledere, i alt 72.", 1, 0),
                ("Der var 5.434 sager. 3.947 af dem kom herfra og 1.494 fra andre.", 1, 0),
                ("Der er 9.000 pladser: 9.000 til den ene og 6.000 til den anden.", 1, 0),
                ("Der er 3,5 + 1 + 0,5 = 6 stillinger.", 1, 0),
            ],
        );
    }

    #[test]
    fn what_need_not_add_up_is_left_alone() {
        check(
            Code::Sum,
            &[
                ("598 henvendelser, heraf 120 fra kommuner og 28 fra borgere.", 0, 0),
                ("Vi har 3 afdelinger: 50 konsulenter, 13 i staben og 4 ledere.", 0, 0),
                ("Puljen er 4 mia. kr., heraf 500 mio. kr. til udstyr.", 0, 0),
                ("1804 besøg hos 349 tilbud og 995 familier.", 0, 0),
                (
                    "I alt var 74 pct. tilfredse: 76 pct. i det ene og 71 pct. i det andet segment.",
                    0,
                    0,
                ),
                ("Ca. 70 medarbejdere: omkring 50 konsulenter og ca. 16 i staben.", 0, 0),
            ],
        );
    }

    #[test]
    fn the_finding_quotes_total_and_parts() {
        let (quotes, _) =
            found_and_held(Code::Sum, "I alt 71: 50 i marken, 16 i staben og 4 ledere.");
        assert_eq!(quotes, ["71: 50 i marken, 16 i staben og 4"]);
    }
}
