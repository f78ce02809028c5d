//! Names are spelt the same throughout: "Projekt Holmene" and "Projekt Homene".
//!
//! Compared are capitalised words behind the same word, so that two people of like names are not
//! taken for one.

use std::collections::BTreeMap;

use raadslag_danish::{Compounds, Dictionary};

use crate::notes::{Found, Notes};
use crate::page::{Page, Passage};
use crate::text::{distance, first_upper, words};
use crate::{Code, Say};

/// Endings that are inflection, not another spelling.
const INFLECTIONS: [&str; 8] = ["s", "e", "n", "t", "en", "et", "er", "r"];

/// How often a name stands behind a word, and where first.
struct Use<'p, 'd> {
    count: usize,
    /// Which of all it is, in reading order.
    order: usize,
    passage: &'p Passage<'d>,
    range: std::ops::Range<usize>,
}

/// Names by the word they stand behind.
type Uses<'p, 'd> = BTreeMap<&'p str, BTreeMap<&'p str, Use<'p, 'd>>>;

/// Checks names of the whole document.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for names in uses(page).values() {
        for (name, rare) in names.iter().filter(|(_, rare)| rare.count == 1) {
            let Some(meant) = meant(name, rare, names).filter(|_| !is_listed(name)) else {
                continue;
            };
            let found = Found::new(
                Code::NameVaries,
                Say::new(format!("Ellers står der {meant}"), format!("Elsewhere it is {meant}")),
                Say::new("Samme navn, stavet på to måder", "The same name, spelt in two ways"),
            );
            notes.find(rare.passage, rare.range.clone(), found.suggest(Say::same(meant)));
        }
    }
}

fn uses<'p, 'd>(page: &'p Page<'d>) -> Uses<'p, 'd> {
    let mut uses = Uses::new();
    let mut order = 0;
    for passage in page.passages() {
        for pair in words(passage.text).windows(2) {
            let (before, name) = (&pair[0], &pair[1]);
            let beside = &passage.text[before.range.end..name.range.start] == " ";
            if beside
                && first_upper(before.text)
                && first_upper(name.text)
                && name.text.chars().count() > 4
            {
                order += 1;
                let first = Use { count: 0, order, passage, range: name.range.clone() };
                uses.entry(before.text).or_default().entry(name.text).or_insert(first).count += 1;
            }
        }
    }
    uses
}

/// The spelling used more often, or else the one of a Danish word or of what was said first.
fn meant<'p>(
    name: &str,
    rare: &Use<'_, '_>,
    names: &BTreeMap<&'p str, Use<'_, '_>>,
) -> Option<&'p str> {
    let others = || names.iter().filter(|(other, _)| is_other_spelling(name, other));
    let first = |other: &str, usual: &Use<'_, '_>| {
        usual.order < rare.order && name.chars().count() > 6 && !is_listed(other)
    };
    let once = || {
        others().find(|(other, usual)| {
            usual.count == 1 && (Dictionary::shared().knows(other) || first(other, usual))
        })
    };
    let other = others().find(|(_, usual)| usual.count > 1).or_else(once);
    other.map(|(other, _)| *other)
}

/// In the word list itself; of surnames, the dictionary's rules make too many.
fn is_listed(name: &str) -> bool {
    Compounds::shared().lists(&name.to_lowercase()) && Dictionary::shared().knows(name)
}

fn is_other_spelling(name: &str, other: &str) -> bool {
    let inflected = |long: &str, short: &str| {
        long.strip_prefix(short).is_some_and(|rest| INFLECTIONS.contains(&rest))
    };
    name != other
        && distance(name, other) == Some(1)
        && !inflected(name, other)
        && !inflected(other, name)
        && name.to_lowercase() != other.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::Code;

    #[test]
    fn a_name_is_spelt_the_same_throughout() {
        check(
            Code::NameVaries,
            &[
                (
                    "Projekt Holmene vokser. Om Projekt Holmene er talt. Projekt Homene er dyrt.",
                    1,
                    0,
                ),
                ("Heino Knudsen taler. Heino Knudsen svarer. Heino Knudson går.", 1, 0),
                ("Region Sjælland og Region Sjællands plan. Region Sjælland.", 0, 0),
                ("Jens Hansen og Jens Jensen. Jens Hansen.", 0, 0),
            ],
        );
    }
}
