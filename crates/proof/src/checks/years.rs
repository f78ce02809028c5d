//! Years that contradict: what has happened lies after the meeting, or two figures of a year are
//! swapped.
//!
//! Only what is said to have happened right there is looked at ("trådte i kraft den 1. juli 2029");
//! "det blev besluttet at udvide i 2029" speaks of what is to come.

use std::collections::BTreeSet;
use std::ops::Range;

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage};
use crate::text::{MICRO, Sort, written};
use crate::{Code, Say};

pattern!(
    HAPPENED,
    r"(?i)\b(?:blev (?:første gang |senest |endeligt? |igen |også |sidst )?(?:gennemført|afholdt|vedtaget|evalueret|offentliggjort|udsendt|godkendt|drøftet|behandlet|nedsat|indgået|etableret|oprettet|åbnet|indviet|underskrevet|stiftet)|trådte i kraft|fandt sted|blev holdt|mødtes)(?: første gang| senest)?(?: i| den| d\.| på mødet den| foråret| efteråret| sommeren| vinteren| januar| februar| marts| april| maj| juni| juli| august| september| oktober| november| december)*\s*$"
);

/// Checks years of dates and years alone.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    let Some(meeting) = page.date() else { return };
    let known = years_of(page);
    for passage in page.prose() {
        for date in &passage.dates {
            let late = date.full().filter(|day| *day > meeting);
            if let Some(day) = late.filter(|_| has_happened(passage, date.range.start)) {
                ahead(passage, date.range.clone(), &written(day), notes);
            }
        }
        for (year, range) in years(passage) {
            if year > meeting.year() && has_happened(passage, range.start) {
                ahead(passage, range, &year.to_string(), notes);
            } else if let Some(meant) = swapped(year, meeting.year(), &known) {
                notes.find(passage, range, turned(year, meant));
            }
        }
    }
}

/// The years that stand alone in a text.
fn years<'p>(passage: &'p Passage<'_>) -> impl Iterator<Item = (i16, Range<usize>)> + 'p {
    let alone = passage.numbers.iter().filter(|number| number.sort == Sort::Year);
    alone.filter_map(|n| Some((i16::try_from(n.value / MICRO).ok()?, n.range.clone())))
}

fn years_of(page: &Page<'_>) -> BTreeSet<i16> {
    let alone = page.passages().flat_map(|passage| years(passage).map(|(year, _)| year));
    let dated = page.passages().flat_map(|passage| passage.dates.iter().filter_map(|d| d.year));
    alone.chain(dated).collect()
}

fn has_happened(passage: &Passage<'_>, at: usize) -> bool {
    let sentence = passage.sentence_at(at);
    HAPPENED.is_match(&passage.text[sentence.start.min(at)..at])
}

/// 2062 where the document else speaks of 2026.
fn swapped(year: i16, now: i16, known: &BTreeSet<i16>) -> Option<i16> {
    let meant = year / 100 * 100 + year % 10 * 10 + year / 10 % 10;
    let far = (year - now).abs() > 25 && year % 5 != 0;
    (far && (meant - now).abs() <= 10 && known.contains(&meant)).then_some(meant)
}

fn ahead(passage: &Passage<'_>, range: Range<usize>, when: &str, notes: &mut Notes<'_, '_>) {
    let found = Found::new(
        Code::Year,
        Say::new(
            "Det, der er sket, ligger efter mødet",
            "What has happened lies after the meeting",
        ),
        Say::new(format!("{when} er ikke kommet endnu"), format!("{when} is still to come")),
    );
    notes.find(passage, range, found);
}

fn turned(year: i16, meant: i16) -> Found {
    let found = Found::new(
        Code::Year,
        Say::new(format!("Er {year} det rigtige år?"), format!("Is {year} the right year?")),
        Say::new(
            format!("Dokumentet taler ellers om {meant}"),
            format!("The document else speaks of {meant}"),
        ),
    );
    found.suggest(Say::same(meant.to_string()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{counts, in_september, report};
    use crate::{Code, Register};

    fn check(text: &str, found: usize) {
        let report = report(&in_september(text), &Register::default());
        assert_eq!(counts(&report, Code::Year), (found, 0), "{text}");
    }

    #[test]
    fn what_has_happened_lies_before_the_meeting() {
        check("Loven trådte i kraft den 1. juli 2029.", 1);
        check("Loven trådte i kraft den 1. juli 2024.", 0);
        check("Sagen blev første gang drøftet den 1. juli 2029.", 1);
        check("Det blev besluttet at udvide i 2029.", 0);
        check("Mødet blev afholdt i foråret 2027.", 1);
    }

    #[test]
    fn swapped_figures_of_a_year_are_pointed_out() {
        check("Budgettet for 2062 følger. Budgettet for 2026 er lagt.", 1);
        check("Målet for 2050 er sat. Budgettet for 2005 var mindre.", 0);
    }
}
