//! Dates exist and are on the weekday named.
//!
//! ```
//! let report = raadslag_proof::read("Mødet er mandag den 2. september 2025.");
//! assert_eq!(report.codes(), ["dates.weekday"]);
//! ```

use super::{PAST, pattern};
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage};
use crate::text::{Date, Style, weekday_name, written};
use crate::{Code, Level, Say};

pattern!(DAY_WORD, r"(?i)\b(?:den|d\.|dag|senest|dato:?)\s*$");

/// Checks every date.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for passage in page.passages() {
        for date in &passage.dates {
            if date.year.is_some() && date.full().is_none() || date.in_year(2024).is_none() {
                missing(passage, date, notes);
            } else if date.weekday.is_some() {
                weekday(page, passage, date, notes);
            }
        }
    }
}

/// A day no calendar has. Figures alone may be a number of another kind.
fn missing(passage: &Passage<'_>, date: &Date, notes: &mut Notes<'_, '_>) {
    let sure = date.style == Style::Words || DAY_WORD.is_match(&passage.text[..date.range.start]);
    let text = passage.text[date.range.clone()].to_owned();
    let found = Found::new(
        Code::NoSuchDate,
        Say::new(format!("Datoen {text} findes ikke"), format!("There is no {text}")),
        Say::new("Måneden har ikke så mange dage", "The month has not so many days"),
    );
    let dated = date.year.is_some_and(|year| (1990..2100).contains(&year)) && date.day < 32;
    if sure {
        notes.find(passage, date.range.clone(), found);
    } else if dated && date.style != Style::Slash {
        notes.find(passage, date.range.clone(), found.at_level(Level::Warning));
    }
}

fn weekday(page: &Page<'_>, passage: &Passage<'_>, date: &Date, notes: &mut Notes<'_, '_>) {
    let Some((named, _)) = &date.weekday else { return };
    let days = match date.full() {
        Some(day) => vec![day],
        None => likely_days(page, passage, date),
    };
    let Some(first) = days.first() else { return };
    if let Some(day) = days.iter().find(|day| day.weekday() == *named) {
        let say = Say::new(
            format!("{} er en {}", written(*day), weekday_name(*named)),
            format!("{day} is a {named:?}"),
        );
        notes.hold(Code::Weekday, passage, date.range.clone(), say);
        return;
    }
    let right = weekday_name(first.weekday());
    let found = Found::new(
        Code::Weekday,
        Say::new(
            format!("{} er en {right}", written(*first)),
            format!("{first} is a {:?}", first.weekday()),
        ),
        Say::new("Ugedagen passer ikke til datoen", "The weekday does not fit the date"),
    );
    let level = if date.year.is_some() { Level::Error } else { Level::Warning };
    notes.find(passage, date.range.clone(), found.at_level(level).suggest(Say::same(right)));
}

/// A date without year is within half a year before the meeting or a year after it; where the
/// sentence tells of what is over, within a year before it.
fn likely_days(page: &Page<'_>, passage: &Passage<'_>, date: &Date) -> Vec<jiff::civil::Date> {
    let Some(meeting) = page.date() else { return Vec::new() };
    let years = [meeting.year(), meeting.year() + 1, meeting.year() - 1];
    let days = years.into_iter().filter_map(|year| date.in_year(year));
    let past = PAST.is_match(&passage.text[passage.sentence_at(date.range.start)]);
    let earliest = if past { -366 } else { -183 };
    let near = |day: &jiff::civil::Date| {
        let away = (*day - meeting).get_days();
        (earliest..=366).contains(&away)
    };
    days.filter(near).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, counts, in_september, report};
    use crate::{Code, Register};

    #[test]
    fn a_weekday_is_that_of_the_date() {
        check(
            Code::Weekday,
            &[
                ("Mødet er tirsdag den 2. september 2025.", 0, 1),
                ("Mødet er onsdag d. 2. september 2025.", 1, 0),
                ("Mødet er mandag den 2. september.", 0, 0),
            ],
        );
    }

    #[test]
    fn a_year_left_out_may_be_the_last_where_the_past_is_told() {
        let found =
            |text: &str| counts(&report(&in_september(text), &Register::default()), Code::Weekday);
        assert_eq!(found("Udvalget drøftede sagen lørdag den 14. december."), (0, 1));
        assert_eq!(found("Sagen blev rejst fredag den 13. december."), (0, 1));
        assert_eq!(found("Udvalget drøfter sagen fredag den 13. december."), (1, 0));
    }

    #[test]
    fn a_date_exists() {
        check(
            Code::NoSuchDate,
            &[
                ("Fristen er den 31. november 2025.", 1, 0),
                ("Fristen er den 29. februar 2025.", 1, 0),
                ("Fristen er den 29. februar 2024.", 0, 0),
                ("Journal 45.13.2025 er lukket.", 0, 0),
            ],
        );
    }
}
