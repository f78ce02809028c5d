//! The next meeting lies ahead, is in the year plan, and is the same throughout.

use jiff::civil::Date as Day;

use super::{PAST, pattern};
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage};
use crate::text::{Date, written};
use crate::{Code, Level, Say};

pattern!(
    NEXT,
    r"(?i)\b(?:næste|næstkommende)\s(?:ordinære\s)?møde\b:?[^.;:]{0,60}?(?:den\s|d\.\s|er\s|\p{L}+dag,?\s)*$"
);
pattern!(
    OTHERS,
    r"(?i)\b(?:udvalg|styregruppe|bestyrelse|KKU|K17|arbejdsgruppe|region(?:en|srådet)|klynge)"
);
// Someone else's: "holdt sit næste møde".
pattern!(THEIRS, r"(?i)\b(?:sit|sine|deres|dets|dens)\s(?:næste|næstkommende)\s");

/// Checks every mention of the next meeting.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    let Some(meeting) = page.date() else { return };
    let mentions: Vec<(&Passage<'_>, &Date, Day)> =
        page.passages().flat_map(|passage| mentions(passage, meeting)).collect();
    let planned = planned(page, meeting);
    let first = mentions.first().map(|(_, _, day)| *day);
    for (passage, date, day) in mentions {
        // The agenda itself may be what someone called the next meeting.
        if day == meeting {
            continue;
        }
        let range = date.range.clone();
        let trouble = trouble(day, meeting, first, planned);
        if let Some(found) = trouble {
            notes.find(passage, range, found);
        } else {
            let say = Say::new(
                format!("Næste møde {} ligger efter dette", written(day)),
                format!("The next meeting, {day}, is after this one"),
            );
            notes.hold(Code::NextMeeting, passage, range, say);
        }
    }
}

/// A year left out is the one in which the day lies ahead.
fn mentions<'p, 'd>(
    passage: &'p Passage<'d>,
    meeting: Day,
) -> Vec<(&'p Passage<'d>, &'p Date, Day)> {
    let own = |date: &&Date| {
        let start = passage.sentence_at(date.range.start).start.min(date.range.start);
        let before = &passage.text[start..date.range.start];
        let sentence = &passage.text[passage.sentence_at(date.range.start)];
        let told = PAST.is_match(sentence) || OTHERS.is_match(before) || THEIRS.is_match(before);
        NEXT.is_match(before) && !told
    };
    let dates = passage.dates.iter().filter(own);
    let ahead = |date: &Date| {
        let years = [meeting.year(), meeting.year() + 1];
        years.into_iter().filter_map(|year| date.in_year(year)).find(|day| *day > meeting)
    };
    dates.filter_map(|date| Some((passage, date, date.full().or_else(|| ahead(date))?))).collect()
}

/// The first day after the meeting in the body's year plan; a gap of half a year is not a plan.
fn planned(page: &Page<'_>, meeting: Day) -> Option<Day> {
    let body = page.document.body.as_deref()?;
    let next = page.meetings_of(body).into_iter().find(|day| *day > meeting);
    next.filter(|day| (*day - meeting).get_days() < 183)
}

fn trouble(day: Day, meeting: Day, first: Option<Day>, planned: Option<Day>) -> Option<Found> {
    let found = |message, why| Found::new(Code::NextMeeting, message, why);
    if day < meeting {
        return Some(found(
            Say::new(
                "Næste møde ligger ikke efter dette",
                "The next meeting is not after this one",
            ),
            Say::new(
                format!("Dette møde er {}", written(meeting)),
                format!("This meeting is on {meeting}"),
            ),
        ));
    }
    if let Some(first) = first.filter(|first| *first != day) {
        return Some(found(
            Say::new("Næste møde har to datoer", "The next meeting has two dates"),
            Say::new(
                format!("Tidligere står {}", written(first)),
                format!("Earlier it is {first}"),
            ),
        ));
    }
    let planned = planned.filter(|planned| *planned != day)?;
    let why = Say::new(
        format!("Årshjulet siger {}", written(planned)),
        format!("The year plan says {planned}"),
    );
    let message = Say::new(
        "Næste møde passer ikke med årshjulet",
        "The next meeting is not that of the year plan",
    );
    Some(found(message, why).at_level(Level::Warning).suggest(Say::same(written(planned))))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use raadslag_document::Document;

    use super::super::testing::{counts, in_september, report};
    use crate::{Code, KnownMeeting, Register};

    fn check(text: &str, register: &Register, found: usize, held: usize) {
        let document = Document { body: Some("KKR Sjælland".into()), ..in_september(text) };
        let report = report(&document, register);
        assert_eq!(counts(&report, Code::NextMeeting), (found, held), "{text}");
    }

    #[test]
    fn the_next_meeting_lies_ahead_and_is_one() {
        let none = Register::default();
        check("Næste møde i KKR Sjælland er den 22. oktober 2025.", &none, 0, 1);
        check("På næste møde den 22. oktober 2024 drøftes planen.", &none, 1, 0);
        check(
            "Næste møde er den 22. oktober 2025.\nPå næste møde den 29. oktober 2025.",
            &none,
            1,
            1,
        );
        check("Næste møde i styregruppen er den 22. august 2025.", &none, 0, 0);
        check("Styregruppen holder næste møde den 22. august 2025.", &none, 0, 0);
        check("Kredsen mødtes i maj og holdt sit næste møde den 22. august 2025.", &none, 0, 0);
        check("På næste møde den 3. juni 2025 blev planen vedtaget.", &none, 0, 0);
        check("Næste møde er den 2. september 2025.", &none, 0, 0);
        check("Næste møde er den 22. august 2025.", &none, 1, 0);
    }

    #[test]
    fn the_next_meeting_is_that_of_the_year_plan() {
        let planned = KnownMeeting { body: "KKR Sjælland".into(), date: date(2025, 10, 22) };
        let register = Register { meetings: vec![planned], ..Register::default() };
        check("Næste møde er den 22. oktober 2025.", &register, 0, 1);
        check("Næste møde er den 23. oktober 2025.", &register, 1, 0);
    }
}
