//! Shares of one whole make a hundred.
//!
//! ```
//! let report =
//!     raadslag_proof::read("60 pct. svarede ja, 35 pct. svarede nej, og 15 pct. svarede ved ikke.");
//! assert_eq!(report.codes(), ["arithmetic.sum"]);
//! ```
//!
//! Only where the sentence says that they are all: "fordeler sig", "ved ikke", "resten".

use super::enumeration::Enumeration;
use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage};
use crate::text::{MICRO, Unit, decimal};
use crate::{Code, Level, Say};

pattern!(
    ALL,
    r"(?i)\b(?:fordel(?:er|ingen|t)|ved ikke|de resterende|de sidste|de øvrige|resten)\b"
);
pattern!(SEVERAL, r"(?i)\b(?:flere svar|flere kryds|stig|fald|vokse|øge|mod \d)");

pattern!(PLACE, r"(?i)\b(?:i|på|hos|blandt)\s[^,]{2,}$");

/// Checks rows of percentages.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for passage in page.prose() {
        for sentence in &passage.sentences {
            let text = &passage.text[sentence.clone()];
            if !ALL.is_match(text) || SEVERAL.is_match(text) {
                continue;
            }
            let percents = passage.numbers_in(sentence).filter(|n| n.unit == Unit::Percent);
            let row = percents
                .take(1)
                .find_map(|first| Enumeration::read(passage, &(first.range.start..sentence.end)));
            let apart = |row: &Enumeration<'_>| are_of_places(passage, sentence, row);
            if let Some(row) = row.filter(|row| row.parts.len() > 2 && !apart(row)) {
                judge(passage, &row, notes);
            }
        }
    }
}

/// "I Faxe er 50 pct. for, i Greve 40 pct. og i de øvrige byer 25 pct.": each is of a whole of its own.
fn are_of_places(
    passage: &Passage<'_>,
    sentence: &std::ops::Range<usize>,
    row: &Enumeration<'_>,
) -> bool {
    let ends = row.parts.iter().map(|part| part.end);
    let starts = std::iter::once(sentence.start).chain(ends);
    row.parts.iter().zip(starts).all(|(part, start)| {
        passage.text.get(start..part.range.start).is_some_and(|before| PLACE.is_match(before))
    })
}

fn judge(passage: &Passage<'_>, row: &Enumeration<'_>, notes: &mut Notes<'_, '_>) {
    let sum = row.sum();
    let off = (sum - 100 * MICRO).abs();
    let room: i128 = row.parts.iter().map(|part| part.step() / 2).sum();
    let written = row.written(passage.text);
    if off <= room {
        let say = format!("{written} = {}", decimal(sum));
        notes.hold(Code::Sum, passage, row.range.clone(), Say::same(say));
    } else if row.whole && off <= 30 * MICRO {
        let made = decimal(sum);
        let message = Say::new(
            format!("Andelene giver {made}, ikke 100"),
            format!("The shares make {made}, not 100"),
        );
        let why = Say::same(format!("{written} = {made}"));
        let found = Found::new(Code::Sum, message, why).at_level(Level::Warning);
        notes.find(passage, row.range.clone(), found);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::Code;

    #[test]
    fn all_shares_make_a_hundred() {
        check(
            Code::Sum,
            &[
                ("Fordelingen er 45 pct. til drift, 35 pct. til løn og 20 pct. til andet.", 0, 1),
                ("Fordelingen er 54 pct. til drift, 35 pct. til løn og 20 pct. til andet.", 1, 0),
                ("33 pct. er for, 33 pct. er imod, og de resterende 33 pct. ved det ikke.", 0, 1),
                ("I Sorø sagde 45 pct. ja, i Køge 35 pct. og i de øvrige byer 15 pct.", 0, 0),
                ("Andelen var 45 pct. i Faxe, 35 pct. i Greve og 25 pct. i Køge.", 0, 0),
            ],
        );
    }
}
