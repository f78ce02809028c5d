//! Whether parts that were read make the total that was read, and how surely they should.

use std::ops::Range;

use super::enumeration::Enumeration;
use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::Passage;
use crate::text::{Exact, MICRO, Number, Unit, decimal, words};
use crate::{Code, Level, Say};

pattern!(
    EXAMPLES,
    r"(?i)\b(?:bl\.a\.|blandt andet|fx|f\.eks\.|især|primært|kun|alene|flere svar|flere kryds|mere end ét|overlap)"
);
pattern!(
    GOES_ON,
    r"^(?:Resten|De øvrige|De resterende|Øvrige|Derudover|Desuden|Hertil kommer|Dertil kommer|De sidste)\b"
);

// What people may be told by, one of each at once.
pattern!(
    TRAITS,
    r"(?x)\b(?:
        (?P<sex>(?:kvind|mænd|drenge|piger?)\p{L}*)
      | (?P<age>\p{L}*(?:årige?|ældre|unge|børn|voksne)\b|(?:over|under|fyldt)\s\d+)
      | (?P<office>(?:borgmest|rådm|viceborgm|formænd|formand)\p{L}*)
      | (?P<hours>\p{L}*(?:deltid|fuldtid|tidsbegræns)\p{L}*)
    )"
);
// "40 med demens og 25 med kørestol".
pattern!(BESIDES, r"^\s(?:med|uden|har|over|under|som|der|også)\s");

/// How surely the parts are all of the total.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bond {
    /// "heraf".
    Some,
    /// "Af de 64".
    OfAll,
    /// ":", "fordelt på".
    Marked,
    /// "dækker", "finansieres med".
    Soft,
    /// "I alt" in the next sentence.
    Near,
    /// Only their standing beside each other.
    Beside,
    /// A dash or parenthesis.
    Loose,
}

/// Writes down that a sum holds or fails; nothing where it need not hold.
pub(super) fn judge(
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
    if !is_believable(passage, total, parts, bond) || is_completed(passage, &range, given - sum) {
        return;
    }
    if matches!(bond, Bond::Some | Bond::OfAll) && may_overlap(passage, parts) {
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
    let off = (sum - given).abs();
    let is_count_of_parts = total.count() == Some(parts.len());
    // A part may be what is wrong, and larger than the total, where the parts count the same.
    let larger = given > parts.largest()
        || bond == Bond::Marked && !parts.loose && has_evidence(passage, total, parts)
        || matches!(bond, Bond::Some | Bond::OfAll);
    let in_reach = larger && sum * 3 > given && given * 3 > sum;
    // Shares of parts of different sizes are weighed, not added, unless they make a whole.
    let percent = matches!(total.unit, Unit::Percent | Unit::Point) && given != 100 * MICRO;
    let contrast = passage.text[parts.range.clone()].contains(" mens ");
    let near = off * 10 <= given;
    let meant = match bond {
        Bond::Some => sum > given || near || contrast && off * 3 <= given,
        Bond::Beside => parts.len() > 2 && !parts.loose && (near || is_swapped(total, parts)),
        Bond::OfAll => {
            near || is_swapped(total, parts)
                || contrast
                || begin_alike(passage, parts) && off * 3 <= given
        }
        Bond::Near => off * 4 <= given,
        Bond::Marked => !parts.loose || off * 4 <= given * 3,
        Bond::Soft | Bond::Loose => !parts.loose || off * 2 <= given,
    };
    let named = matches!(bond, Bond::Some | Bond::OfAll) && names_examples(passage, &parts.range);
    parts.whole && in_reach && meant && !named && !is_count_of_parts && !percent
}

/// Whether two neighbouring figures swapped in one of the numbers would make the sum right: 115 for
/// 151.
fn is_swapped(total: &Number, parts: &Enumeration<'_>) -> bool {
    let off = total.scaled() - parts.sum();
    let of_part = |part: &&Number| swaps(part).any(|by| by == off);
    swaps(total).any(|by| by == -off) || parts.parts.iter().any(of_part)
}

/// By how much each swap of neighbouring figures changes a number, scaled, in millionths.
fn swaps(number: &Number) -> impl Iterator<Item = i128> {
    let step = number.step();
    let written = number.scaled() / step.max(1);
    let length = u32::try_from(written.to_string().len()).unwrap_or_default();
    (0..length.saturating_sub(1)).map(move |place| {
        let low = 10_i128.pow(place);
        let (right, left) = (written / low % 10, written / (low * 10) % 10);
        (right - left) * 9 * low * step
    })
}

/// "heraf 17 borgmestre og 15 kvinder": a mayor may be a woman. Parts overlap where they are told by
/// traits of different kinds, or by what one may have besides.
fn may_overlap(passage: &Passage<'_>, parts: &Enumeration<'_>) -> bool {
    let ends = parts.parts.iter().skip(1).map(|part| part.range.start);
    let last = passage.sentence_at(parts.range.start).end;
    let texts = parts.parts.iter().zip(ends.chain([last]));
    let told: Vec<String> = texts
        .map(|(part, end)| passage.text.get(part.end..end).unwrap_or_default().to_lowercase())
        .collect();
    let trait_of = |text: &String| {
        TRAITS.captures(text).and_then(|found| {
            ["sex", "age", "office", "hours"].into_iter().find(|name| found.name(name).is_some())
        })
    };
    let first = told.first().and_then(trait_of);
    told.iter().any(|text| trait_of(text) != first)
        || told.iter().all(|text| BESIDES.is_match(text))
}

/// "15 fra borgmestre og 8 fra øvrige".
pub(super) fn begin_alike(passage: &Passage<'_>, parts: &Enumeration<'_>) -> bool {
    let word = |part: &&Number| words(&passage.text[part.end..]).first().map(|word| word.text);
    let first = word(&parts.parts[0]);
    first.is_some() && parts.parts.iter().all(|part| word(part) == first)
}

/// "31 stemmer: 17 for og 13 imod. Ét medlem undlod.": the next sentence has the rest.
fn is_completed(passage: &Passage<'_>, range: &Range<usize>, missing: i128) -> bool {
    let Some(next) = passage.sentences.iter().find(|sentence| sentence.start >= range.end) else {
        return false;
    };
    let text = &passage.text[next.clone()];
    let one = ["Ét ", "Et ", "Én ", "En "].iter().any(|one| text.starts_with(one));
    let rest = passage.numbers_in(next).any(|number| number.scaled() == missing);
    missing > 0 && (GOES_ON.is_match(text) || rest || one && missing == MICRO)
}

fn names_examples(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    EXAMPLES.is_match(&passage.text[passage.sentence_at(range.start)])
}

fn level(passage: &Passage<'_>, total: &Number, parts: &Enumeration<'_>, bond: Bond) -> Level {
    let sure = total.exact == Exact::Exactly
        && !parts.loose
        && (parts.sum() - total.scaled()).abs() > parts.doubt()
        && match bond {
            Bond::Marked => true,
            Bond::Some => parts.sum() > total.scaled() && are_of_a_kind(passage, parts),
            Bond::Loose => {
                let less = parts.sum() < total.scaled() && are_of_years(passage, parts);
                has_evidence(passage, total, parts) && !less
            }
            Bond::OfAll | Bond::Soft | Bond::Near | Bond::Beside => false,
        };
    if sure { Level::Error } else { Level::Warning }
}

/// Whether the parts leave nothing to each other: told alike, or the last as the rest.
fn are_of_a_kind(passage: &Passage<'_>, parts: &Enumeration<'_>) -> bool {
    let sentence = passage.sentence_at(parts.range.start);
    let told = &passage.text[parts.range.start..sentence.end.max(parts.range.end)];
    let rest = ["rest", "øvrige", "de sidste", "andre"].iter().any(|word| told.contains(word));
    rest || begin_alike(passage, parts) || passage.text[parts.range.clone()].contains(" mens ")
}

/// "4,2 mio. kr. (2,1 mio. kr. i 2026 og 1,9 mio. kr. i 2027)" may leave some for later.
fn are_of_years(passage: &Passage<'_>, parts: &Enumeration<'_>) -> bool {
    parts.parts.iter().all(|part| passage.text[part.end..].starts_with(" i 20"))
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
    use super::super::testing::check;
    use crate::{Code, Level, read};

    #[test]
    fn parts_that_may_overlap_need_not_make_the_total() {
        check(
            Code::Sum,
            &[
                ("Rådet har 21 medlemmer, heraf 12 borgmestre og 11 kvinder.", 0, 0),
                ("Huset har 50 beboere, heraf 35 med hund og 20 med kat.", 0, 0),
                ("Der er 90 ansatte, heraf 60 på deltid og 40 over 55 år.", 0, 0),
                ("Af de 21 medlemmer er 12 borgmestre og 11 kvinder.", 0, 0),
                ("Rådet har 21 medlemmer, heraf 12 mænd og 11 kvinder.", 1, 0),
                ("Rådet har 21 medlemmer, heraf 12 mænd og 9 kvinder.", 0, 1),
            ],
        );
    }

    #[test]
    fn swapped_figures_tell_a_wrong_sum() {
        check(
            Code::Sum,
            &[
                ("Af de 238 breve er 115 fra Faxe, 64 om sommeren og 23 på engelsk.", 1, 0),
                ("Af de 238 breve er 110 fra Faxe, 64 om sommeren og 23 på engelsk.", 0, 0),
            ],
        );
    }

    #[test]
    fn parts_of_the_whole_are_errors_only_where_they_are_of_a_kind() {
        let level = |text: &str| {
            let found = read(text).findings.into_iter().find(|found| found.code == Code::Sum);
            found.map(|found| found.level)
        };
        assert_eq!(level("30 sager, heraf 20 fra Faxe og 15 fra Greve."), Some(Level::Error));
        let years = "Byen giver 4,2 mio. kr. (2,1 mio. kr. i 2026 og 1,9 mio. kr. i 2027).";
        assert_eq!(level(years), Some(Level::Warning));
        assert_eq!(level("30 sager, heraf 20 klager og 15 anker."), Some(Level::Warning));
    }
}
