//! Dates as they are written.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::{self, Weekday};
use regex::{Captures, Regex};

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Style {
    /// "7. september 2025".
    Words,
    /// "07-09-2025", "7.9.2025".
    Figures,
    /// "7/9-2025".
    Slash,
    /// "2025-09-07".
    Iso,
}

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Date {
    /// From the weekday, where there is one, to the end.
    pub(crate) range: Range<usize>,
    pub(crate) day: u8,
    pub(crate) month: u8,
    pub(crate) year: Option<i16>,
    /// The weekday named, and where.
    pub(crate) weekday: Option<(Weekday, Range<usize>)>,
    pub(crate) style: Style,
}

impl Date {
    /// The day, where the year is given and the day exists.
    pub(crate) fn full(&self) -> Option<civil::Date> {
        self.in_year(self.year?)
    }

    /// The day in a year, where it exists.
    pub(crate) fn in_year(&self, year: i16) -> Option<civil::Date> {
        let (month, day) = (i8::try_from(self.month).ok()?, i8::try_from(self.day).ok()?);
        civil::Date::new(year, month, day).ok()
    }
}

/// Months in the year's order.
const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] =
    ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"];

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let month = MONTHS.join("|");
    let weekday = WEEKDAYS.join("|");
    let pattern = format!(
        r"(?xi)
        (?:\b(?P<weekday>{weekday}),?\s+(?:d\.?\s+|den\s+)?)?
        (?:
          (?P<d1>\d{{1,2}})\.?\s*(?P<m1>{month})\b(?:\s+(?P<y1>\d{{4}})\b)?
        | (?P<y2>\d{{4}})-(?P<m2>\d{{2}})-(?P<d2>\d{{2}})\b
        | (?P<d3>\d{{1,2}})[-.](?P<m3>\d{{1,2}})[-.](?P<y3>\d{{4}})\b
        | (?P<d4>\d{{1,2}})/(?P<m4>\d{{1,2}})(?:[-\s]\s?(?P<y4>\d{{4}})\b)
        )"
    );
    Regex::new(&pattern).expect("a constant pattern")
});

/// The dates of a text in order. Those that do not exist are among them.
pub(crate) fn dates(text: &str) -> Vec<Date> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    DATE.captures_iter(text).filter_map(|found| read(text, &found)).collect()
}

fn read(text: &str, found: &Captures<'_>) -> Option<Date> {
    let whole = found.get(0)?;
    let named = |name: &str| found.name(name).map(|part| part.as_str());
    let figure = |names: [&str; 4]| {
        names.iter().find_map(|name| named(name)).and_then(|part| part.parse::<i16>().ok())
    };
    let figures_start = ["d1", "y2", "d3", "d4"].iter().find_map(|name| found.name(name))?.start();
    // "SAG-2025-00105", "1-51-71-3321-08", "nr. 1.2.2020" inside a longer number.
    let before = text[..figures_start].chars().next_back();
    let after = text[whole.end()..].chars().next();
    if before.is_some_and(|c| c.is_alphanumeric() || "-/.".contains(c))
        || after.is_some_and(|c| c.is_alphanumeric() || "-/".contains(c)) && named("d1").is_none()
    {
        return None;
    }
    let (month, style) = match named("m1") {
        Some(name) => (month_named(name)?, Style::Words),
        None => (
            u8::try_from(figure(["m2", "m3", "m4", "m4"])?).ok()?,
            match (named("y2"), named("d3")) {
                (Some(_), _) => Style::Iso,
                (None, Some(_)) => Style::Figures,
                _ => Style::Slash,
            },
        ),
    };
    Some(Date {
        range: whole.range(),
        day: u8::try_from(figure(["d1", "d2", "d3", "d4"])?).ok()?,
        month,
        year: figure(["y1", "y2", "y3", "y4"]),
        weekday: found.name("weekday").and_then(|day| Some((weekday(day.as_str())?, day.range()))),
        style,
    })
}

fn month_named(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    MONTHS.iter().position(|month| *month == name).map(|index| index as u8 + 1)
}

fn weekday(name: &str) -> Option<Weekday> {
    let name = name.to_lowercase();
    let index = WEEKDAYS.iter().position(|day| *day == name)?;
    Weekday::from_monday_zero_offset(index as i8).ok()
}

/// The Danish name of a weekday.
pub(crate) fn weekday_name(day: Weekday) -> &'static str {
    WEEKDAYS[usize::from(day.to_monday_zero_offset().unsigned_abs())]
}

/// "7. september 2025".
pub(crate) fn written(date: civil::Date) -> String {
    let month = MONTHS[usize::from((date.month() - 1).unsigned_abs())];
    format!("{}. {month} {}", date.day(), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, u8, u8, Option<i16>)]) {
        let found: Vec<_> = dates(text)
            .into_iter()
            .map(|date| (&text[date.range.clone()], date.day, date.month, date.year))
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn dates_are_read_in_every_style() {
        check("den 7. september 2025.", &[("7. september 2025", 7, 9, Some(2025))]);
        check("07-09-2022 09:30", &[("07-09-2022", 7, 9, Some(2022))]);
        check("KKR 22/3-2022 en", &[("22/3-2022", 22, 3, Some(2022))]);
        check("siden 2025-09-02,", &[("2025-09-02", 2, 9, Some(2025))]);
        check("til den 8. september", &[("8. september", 8, 9, None)]);
        check("31. november 2025", &[("31. november 2025", 31, 11, Some(2025))]);
    }

    #[test]
    fn numbers_and_fractions_are_no_dates() {
        for text in ["SAG-2025-00105", "2/3 af dem", "1-51-71-3321-08", "pkt. 2.8", "4-5 dage"] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_weekday_before_belongs_to_it() {
        let text = "Mødet er tirsdag den 2. september 2025";
        let (day, range) = dates(text)[0].weekday.clone().expect("a weekday");
        assert_eq!((day, &text[range]), (Weekday::Tuesday, "tirsdag"));
    }
}
