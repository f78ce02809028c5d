//! Meetings referred to are known, where the register knows the body's meetings.

use jiff::civil::Date as Day;

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage};
use crate::text::{Date, written};
use crate::{Code, Say};

pattern!(
    MEETING,
    r"(?i)\b(?:møde(?:t|r)?(?: i (?:[^\s\d.,;:]+ ?){1,4}?)?|referat(?:et|er)?(?: fra| af)?(?: mødet?)?(?: i| fra)? (?:[^\s\d.,;:]+ ?){1,4}?|besluttede|godkendte|drøftede|vedtog|tiltrådte|behandlede|anbefalede|udpegede),?(?: (?:det|sagen|punktet))?(?: \p{L}+dag)?(?: den| d\.)?\s*$"
);
pattern!(BODY, r"\b(?:KKR \p{Lu}\p{L}+|K17|KKU)");

/// Checks meetings that the text dates.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for passage in page.prose() {
        for date in &passage.dates {
            meeting(page, passage, date, notes);
        }
    }
}

fn meeting(page: &Page<'_>, passage: &Passage<'_>, date: &Date, notes: &mut Notes<'_, '_>) {
    let start = passage.sentence_at(date.range.start).start.min(date.range.start);
    let before = &passage.text[start..date.range.start];
    // One body in the sentence, or it is not certain whose meeting this is.
    let bodies: Vec<&str> = BODY.find_iter(before).map(|found| found.as_str()).collect();
    let ([body], Some(day), true) = (&bodies[..], date.full(), MEETING.is_match(before)) else {
        return;
    };
    let known = page.meetings_of(body.trim_end_matches('s'));
    let known = if known.is_empty() { page.meetings_of(body) } else { known };
    if known.contains(&day) {
        let say =
            Say::new(format!("{body} mødtes {}", written(day)), format!("{body} met on {day}"));
        notes.hold(Code::Meeting, passage, date.range.clone(), say);
    } else if let Some(found) = unknown(body, day, &known) {
        notes.find(passage, date.range.clone(), found);
    }
}

/// What is known may have gaps: a day is doubted where a known meeting is near, or where known
/// meetings lie close on both sides.
fn unknown(body: &str, day: Day, known: &[Day]) -> Option<Found> {
    let distance = |other: &&Day| (**other - day).get_days().abs();
    let near = known.iter().filter(|other| distance(other) <= 31).min_by_key(distance);
    let close = |before: bool| {
        known.iter().any(|other| (*other < day) == before && distance(&other) <= 130)
    };
    if near.is_none() && !(close(true) && close(false)) {
        return None;
    }
    let message = Say::new(
        format!("{body} har intet kendt møde den dag"),
        format!("{body} has no known meeting that day"),
    );
    let why = match near {
        Some(near) => Say::new(
            format!("Det nærmeste kendte er {}", written(*near)),
            format!("The nearest known is {near}"),
        ),
        None => Say::new(
            "Mødet er ikke blandt dem, der kendes",
            "It is not among the meetings that are known",
        ),
    };
    let found = Found::new(Code::Meeting, message, why);
    Some(match near {
        Some(near) => found.suggest(Say::same(written(*near))),
        None => found,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::testing::{counts, report};
    use crate::{Code, KnownMeeting, Register, paragraphs};

    #[test]
    fn a_meeting_cited_is_known() {
        let meeting = |day| KnownMeeting { body: "KKR Sjælland".into(), date: day };
        let meetings =
            vec![meeting(date(2025, 2, 5)), meeting(date(2025, 6, 18)), meeting(date(2025, 9, 2))];
        let register = Register { meetings, ..Register::default() };
        for (day, found, held) in
            [("18. juni 2025", 0, 1), ("19. juni 2025", 1, 0), ("19. juni 2015", 0, 0)]
        {
            let text = format!("Sagen blev drøftet på KKR Sjællands møde den {day}.");
            let report = report(&paragraphs(&text), &register);
            assert_eq!(counts(&report, Code::Meeting), (found, held), "{day}");
        }
    }
}
