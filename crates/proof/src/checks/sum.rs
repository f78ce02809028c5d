//! The parts add up to the total.
//!
//! ```
//! let report = raadslag_proof::read("Af 299 sager var 10 nye. 67 ansatte: 50 i marken, 14 i staben og 4 ledere.");
//! assert_eq!(report.codes(), ["arithmetic.sum"]);
//! ```
//!
//! Read are: a total, then a colon, dash, parenthesis, "heraf" or "fordelt på" and the parts; parts,
//! then "i alt", in the same sentence or the next; "Af de N"; "Fordelingen er" and "Heraf" after a
//! sentence with the total; and sums written out with + and =.
//! "heraf" need not name all parts, so that a sum below the total is no finding unless it is close.

use std::ops::Range;

use super::enumeration::Enumeration;
use super::pattern;
use super::sum_judge::{Bond, begin_alike, judge};
use crate::notes::Notes;
use crate::page::{Page, Passage};
use crate::text::{Exact, Number, Sort};

pattern!(
    SEPARATOR,
    r"(?xi)(?P<some>[,;]?\ (?:og\ )?(?:heraf|hvoraf)\b)
    | (?P<marked>:\ |,?\ fordelt\ (?:på|med)\b|,?\ (?:som\ |der\ )?fordeles\ (?:med|på)\b|\ overføres\ med\b|,?\ nemlig\b|,?\ dvs\.|\b(?:består|bestående|udgøres)\ af\b
        |\bfordeler\ sig\ (?:således|sådan|på|med|som\ følger):?)
    | (?P<soft>,?\ hvor\ (?:\p{L}+\ ){1,2}tegner\ sig\ for\b
        |\ (?:dække[rs]|omfatter|rummer|finansieres|finansieret|betales|afholdes)(?:\ (?:ved|med|af))?\b)
    | (?P<beside>;\ )
    | (?P<loose>\ [–-]\ |,?\ \()"
);
pattern!(
    FOLLOWS,
    r"^(?:Fordelingen (?:var|er)|De fordeler sig (?:på|med)|De er fordelt (?:på|med)|Det drejer sig om|Det er)\b"
);
pattern!(OF_THEM, r"^(?:[\d.]+ af (?:dem|disse)|(?P<opening>Heraf|Deraf|Af disse|Af dem))\b");
pattern!(APPOSED, r"^\s[\p{L}-]{4,},\s$");
pattern!(OF_ALL, r"^(?:Ud af|Af) (?:de |i alt |samtlige |alle |disse )*$");
pattern!(
    BEFORE_TOTAL,
    r"(?i)[,;(–-] ?(?P<link>(?:altså|dvs\.|det vil sige|eller|og dermed|hvilket giver|svarende til|det er)\s?)?(?P<all>i alt|tilsammen|sammenlagt|samlet|for hele året)?\s*$"
);
// "så hele rammen på 3,0 mio. kr. er brugt".
pattern!(
    SO_ALL,
    r"(?i), så (?:hele |den samlede |det samlede |de samlede )\p{L}+ (?:er |bliver |udgør )?(?:på )?$"
);
pattern!(AFTER_TOTAL, r"(?i)^(?:\s[\p{L}-]+){0,3} (?:i alt|tilsammen|sammenlagt|samlet)\b");
pattern!(
    NEXT_TOTAL,
    r"^(?:I alt|Samlet(?: set)?|Tilsammen|Sammenlagt|Det giver|Dermed|Det bliver)\b[^\d,;:]*$"
);

/// Checks sums in running text.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for passage in page.prose() {
        if passage.numbers.len() < 2 {
            continue;
        }
        for (index, sentence) in passage.sentences.iter().enumerate() {
            separated(passage, sentence, notes);
            of_all(passage, sentence, notes);
            apposed(passage, sentence, notes);
            totalled(passage, sentence, notes);
            written_out(passage, sentence, notes);
            if index > 0 {
                following(passage, &passage.sentences[index - 1], sentence, notes);
                totalled_next(passage, &passage.sentences[index - 1], sentence, notes);
            }
        }
    }
}

/// A total, a separator, the parts.
fn separated(passage: &Passage<'_>, sentence: &Range<usize>, notes: &mut Notes<'_, '_>) {
    let text = &passage.text[sentence.clone()];
    for found in SEPARATOR.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        let bonds = [
            ("some", Bond::Some),
            ("marked", Bond::Marked),
            ("soft", Bond::Soft),
            ("beside", Bond::Beside),
        ];
        let bond = bonds.into_iter().find(|(name, _)| found.name(name).is_some());
        let bond = bond.map_or(Bond::Loose, |(_, bond)| bond);
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
    let end = if separator.ends_with('(') { right.find(')') } else { None };
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

/// "Af de 64 ansøgere blev 41 optaget, mens 23 fik afslag."
fn of_all(passage: &Passage<'_>, sentence: &Range<usize>, notes: &mut Notes<'_, '_>) {
    let Some(total) = passage.numbers_in(sentence).next().filter(|first| first.is_exact()) else {
        return;
    };
    if OF_ALL.is_match(&passage.text[sentence.start..total.range.start])
        && let Some(parts) = Enumeration::read(passage, &(total.end..sentence.end))
        && parts.parts[0].is_like(total)
    {
        judge(passage, total, &parts, Bond::OfAll, notes);
    }
}

/// "9 kommuner, 5 på Vestsjælland og 4 på Sydsjælland".
fn apposed(passage: &Passage<'_>, sentence: &Range<usize>, notes: &mut Notes<'_, '_>) {
    let numbers: Vec<&Number> = passage.numbers_in(sentence).collect();
    for pair in numbers.windows(2).filter(|pair| pair[0].is_exact() && pair[0].is_like(pair[1])) {
        if APPOSED.is_match(&passage.text[pair[0].end..pair[1].range.start])
            && let Some(parts) = Enumeration::read(passage, &(pair[1].range.start..sentence.end))
            && begin_alike(passage, &parts)
        {
            judge(passage, pair[0], &parts, Bond::Near, notes);
        }
    }
}

/// The row of parts that ends with a stretch: one that makes the total, or else the longest.
fn row_before<'p>(
    passage: &'p Passage<'_>,
    stretch: &Range<usize>,
    total: &Number,
) -> Option<Enumeration<'p>> {
    let rows = passage.numbers_in(stretch).filter_map(|first| {
        let row = Enumeration::read(passage, &(first.range.start..stretch.end))?;
        row.parts[0].is_like(total).then_some(row)
    });
    let mut rows: Vec<Enumeration<'_>> = rows.collect();
    let exact = rows.iter().position(|row| row.sum() == total.scaled()).unwrap_or(0);
    (!rows.is_empty()).then(|| rows.swap_remove(exact))
}

/// Parts, then "i alt" and the total.
fn totalled(passage: &Passage<'_>, sentence: &Range<usize>, notes: &mut Notes<'_, '_>) {
    for total in passage.numbers_in(sentence).filter(|number| number.is_exact()) {
        let before = &passage.text[sentence.start..total.range.start];
        if let Some(so) = SO_ALL.find(before)
            && let Some(parts) =
                row_before(passage, &(sentence.start..sentence.start + so.start()), total)
        {
            judge(passage, total, &parts, Bond::Near, notes);
            continue;
        }
        let Some(marker) = BEFORE_TOTAL.captures(before) else { continue };
        let said = marker.name("all").is_some()
            || marker.name("link").is_some()
                && AFTER_TOTAL.is_match(&passage.text[total.end..sentence.end]);
        let end = sentence.start + marker.get(0).map_or(0, |found| found.start());
        // "…, dvs. 1.752 elever" without "i alt" may sum up something else.
        let linked = marker.name("link").is_some();
        let bond = if said { Bond::Marked } else { Bond::Beside };
        if (said || linked)
            && let Some(parts) = row_before(passage, &(sentence.start..end), total)
        {
            judge(passage, total, &parts, bond, notes);
        }
    }
}

/// Parts, and in the next sentence "I alt" and the total.
fn totalled_next(
    passage: &Passage<'_>,
    before: &Range<usize>,
    sentence: &Range<usize>,
    notes: &mut Notes<'_, '_>,
) {
    let Some(total) = passage.numbers_in(sentence).next().filter(|first| first.is_exact()) else {
        return;
    };
    if NEXT_TOTAL.is_match(&passage.text[sentence.start..total.range.start])
        && let Some(parts) = row_before(passage, before, total)
    {
        judge(passage, total, &parts, Bond::Near, notes);
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
    if text.starts_with(|c: char| c.is_ascii_digit()) && !OF_THEM.is_match(text) {
        beside(passage, before, sentence, notes);
        return;
    }
    let (opening, bond) = match (FOLLOWS.find(text), OF_THEM.captures(text)) {
        (Some(found), _) => (found.end(), Bond::Marked),
        (None, Some(found)) => (found.name("opening").map_or(0, |word| word.end()), Bond::Some),
        (None, None) => return,
    };
    let right = sentence.start + opening..sentence.end;
    let Some(parts) = Enumeration::read(passage, &right) else { return };
    if let Some(total) = total(passage, before, &parts) {
        judge(passage, total, &parts, bond, notes);
    }
}

/// "1.317 henvendelser. 702 kom pr. telefon, 489 på mail og 126 …": the one number before may be the
/// total of a row that follows.
fn beside(
    passage: &Passage<'_>,
    before: &Range<usize>,
    sentence: &Range<usize>,
    notes: &mut Notes<'_, '_>,
) {
    let Some(parts) = Enumeration::read(passage, sentence) else { return };
    let like = |n: &&Number| n.sort == Sort::Amount && n.is_like(parts.parts[0]);
    let mut totals = passage.numbers_in(before).filter(like);
    if let (Some(total), None) = (totals.next(), totals.next())
        && total.is_exact()
    {
        judge(passage, total, &parts, Bond::Beside, notes);
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
                    loose: false,
                    parts: std::mem::take(&mut row),
                };
                judge(passage, pair[1], &parts, Bond::Marked, notes);
            }
            _ => row.clear(),
        }
    }
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
                ("Vi fik 142 breve. 61 kom fra Faxe, 40 fra Greve og 23 fra Køge.", 1, 0),
                ("Vi fik 124 breve. 61 kom fra Faxe, 40 fra Greve og 23 fra Køge.", 0, 1),
                ("Holdet har 9,5 stillinger; 4 er i Faxe, 3,5 i Greve og 2,5 i Køge.", 1, 0),
                (
                    "Puljen deles med 20 kr. til A, 30 kr. til B og 50 kr. til C, så hele puljen på 110 kr. er brugt.",
                    1,
                    0,
                ),
                ("Vi har 30 elever i Faxe, 40 i Greve og 50 i Køge, dvs. 260 elever.", 0, 0),
                ("Vi har 30 elever i Faxe, 40 i Greve og 51 i Køge, dvs. 112 elever.", 1, 0),
                ("Festen på 90 kr. betales af to, nemlig byen (50 kr.) og skolen (30 kr.).", 1, 0),
                (
                    "Sammenlagt 28 hjem flytter. Det drejer sig om 15 i Faxe, 8 i Greve og 3 i Køge.",
                    1,
                    0,
                ),
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
                ("Vi fik 142 breve. 61 kom fra Faxe, 40 fra Greve og 12 fra Køge.", 0, 0),
                ("Der er 12 byer med; 5 skoler, 3 huse og 2 broer er nye.", 0, 0),
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
