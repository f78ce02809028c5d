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
        Bond::OfAll => near || contrast || begin_alike(passage, parts) && off * 3 <= given,
        Bond::Near => off * 4 <= given,
        Bond::Marked => !parts.loose || off * 4 <= given * 3,
        Bond::Soft | Bond::Loose => !parts.loose || off * 2 <= given,
    };
    let named = matches!(bond, Bond::Some | Bond::OfAll) && names_examples(passage, &parts.range);
    parts.whole && in_reach && meant && !named && !is_count_of_parts && !percent
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
            Bond::Some => parts.sum() > total.scaled(),
            Bond::Loose => has_evidence(passage, total, parts),
            Bond::OfAll | Bond::Soft | Bond::Near => false,
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
