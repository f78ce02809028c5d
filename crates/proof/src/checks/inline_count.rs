//! An announced count against what the same sentence then names.
//!
//! ```
//! let text = "Der er udpeget fire områder: det sociale område, sundhed og uddannelse.";
//! assert_eq!(raadslag_proof::read(text).codes(), ["arithmetic.count"]);
//! ```
//!
//! "og" inside a part makes the number of parts uncertain; a finding needs all ways of counting to
//! disagree.

use super::count::announcements;
use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage};
use crate::text::{Number, Sort, first_upper, last_word, words};
use crate::{Code, Level, Say};

pattern!(SEPARATOR, r": | – | - |, nemlig ");
pattern!(
    RELATIVE,
    r", (?:som|der|hvor|hvoraf|hvilket|idet|når|da|så|men|og som|og der|fordi|herunder|dvs\.|nemlig|f.eks\.|fx)\b|\. "
);
pattern!(ASIDE, r"\([^)]*\)|[”“»][^”“«]*[”“«]");
pattern!(THROWN_IN, r"(?i),\s(?:ikke mindst|frem for alt|endelig|naturligvis),");
pattern!(JOINT, r"(?:,|;)\s|,?\s(?:og|samt)\s");

/// Checks counts within a sentence.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for passage in page.prose() {
        for sentence in &passage.sentences {
            if passage.numbers_in(sentence).next().is_none() {
                continue;
            }
            let text = &passage.text[sentence.clone()];
            let Some(separator) = SEPARATOR.find(text) else { continue };
            let colon = sentence.start + separator.start();
            named(passage, sentence.start, colon, colon + separator.len()..sentence.end, notes);
        }
    }
}

fn named(
    passage: &Passage<'_>,
    start: usize,
    colon: usize,
    rest: std::ops::Range<usize>,
    notes: &mut Notes<'_, '_>,
) {
    let mut all = announcements(passage, start, colon);
    // "5 Stærkere huse – …" is a heading with its number.
    all.retain(|one| !is_heading(passage, one.number));
    let numbered = passage.numbers_in(&rest).any(|number| number.sort == Sort::Amount);
    let text = &passage.text[rest];
    let cut = RELATIVE.find(text).map_or(text.len(), |found| found.start());
    let named = ASIDE.replace_all(&text[..cut], "");
    let named = THROWN_IN.replace_all(&named, "");
    let (least, most, plain) = parts(&named);
    let fits = all.iter().find(|announced| plain && announced.count == most);
    let Some(announced) = fits.or_else(|| all.iter().find(|one| one.certain)) else { return };
    let (count, range) = (announced.count, announced.number.range.clone());
    if fits.is_some() {
        let say = Say::new(
            format!("{count} er nævnt, {count} følger"),
            format!("{count} announced, {count} follow"),
        );
        notes.hold(Code::Count, passage, range, say);
    } else if announced.certain
        && !numbered
        && cut == text.len()
        && most > 1
        && (least > 1 || count > most)
        && !(least..=most).contains(&count)
        && are_short(&named)
    {
        let found = Found::new(
            Code::Count,
            Say::new(
                format!("Der står {count}, men {most} er nævnt"),
                format!("It says {count}, but {most} are named"),
            ),
            Say::new(
                format!("Efter kolon: {}", named.trim()),
                format!("After the colon: {}", named.trim()),
            ),
        );
        notes.find(passage, range, found.at_level(Level::Warning));
    }
}

fn is_heading(passage: &Passage<'_>, number: &Number) -> bool {
    let next = passage.text[number.range.end..].trim_start();
    passage.text[..number.range.start].trim().is_empty() && !number.word && first_upper(next)
}

/// The fewest and the most parts an enumeration can be said to have, for an "og" may stand inside
/// one; and whether there is but one "og", before the last.
fn parts(named: &str) -> (usize, usize, bool) {
    let joints: Vec<&str> = JOINT.find_iter(named).map(|found| found.as_str()).collect();
    let is_and = |joint: &&str| joint.contains("og") || joint.contains("samt");
    let commas = joints.iter().filter(|joint| !is_and(joint)).count() + names_joined(named);
    let ands = joints.len().saturating_sub(commas);
    let plain = ands == 0 || ands == 1 && joints.last().is_some_and(is_and);
    (commas + 1, joints.len() + 1, plain)
}

/// "Peter Dahl og Ole Friis": names on both sides are two parts, and so are "lov om ældre og lov om
/// hjemløse".
fn names_joined(named: &str) -> usize {
    let word = |text: &str| text.split_whitespace().next().unwrap_or_default().to_owned();
    let first = word(named);
    let between_names = JOINT.find_iter(named).filter(|joint| {
        let last = last_word(&named[..joint.start()]);
        !joint.as_str().starts_with([',', ';'])
            && (first_upper(last) && first_upper(&named[joint.end()..])
                || word(&named[joint.end()..]) == first)
    });
    between_names.count()
}

fn are_short(named: &str) -> bool {
    JOINT.split(named).all(|part| (1..=8).contains(&words(part).len()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::Code;

    #[test]
    fn what_is_named_after_a_colon_is_counted() {
        check(
            Code::Count,
            &[
                (
                    "Fire områder udpeges: det sociale område, sundhed, infrastruktur og uddannelse.",
                    0,
                    1,
                ),
                (
                    "Aftalen består af to dele – en udviklingsdel (behov, tilbud) og en styringsdel (økonomi).",
                    0,
                    1,
                ),
                (
                    "Rapporten består af to dele: en folder og en serie, som fortæller om arbejdet og giver indblik.",
                    0,
                    1,
                ),
                ("Rådet vælger to formænd, nemlig Bo Lund og Eva Dal.", 0, 1),
                ("Rådet vælger fire formænd, nemlig Bo Lund, Eva Dal og Ib Krog.", 1, 0),
                ("Aftalen har fem mål: vækst, trivsel og sundhed.", 1, 0),
            ],
        );
    }

    #[test]
    fn an_and_inside_a_part_is_no_part() {
        check(
            Code::Count,
            &[
                ("Aftalen har tre mål: børn og unge, ældre og psykiatri.", 0, 0),
                (
                    "Vi peger på tre aftaler, der ikke må falde mellem to stole: den, hin og denne.",
                    0,
                    1,
                ),
                ("Tre ting skal til: ro, plads og, ikke mindst, mod.", 0, 1),
                ("5 Bedre stier – flere bænke og mere lys.", 0, 0),
                ("Holdet har tre medarbejdere: en leder og to konsulenter.", 0, 0),
            ],
        );
    }
}
