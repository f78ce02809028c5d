//! Dates as Danish texts write them.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Captures;

use crate::register::Bounded;

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenDate {
    /// Bytes of the date.
    pub range: Range<usize>,
    /// What is said.
    pub said: Said,
}

/// How much of a date is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// "14. juni 2022", "14-06-2022", "14/6-2022".
    Day(Date),
    /// "14. juni".
    DayOfYear {
        /// 1-12.
        month: i8,
        /// 1-31.
        day: i8,
    },
    /// "juni 2022".
    Month {
        /// The year.
        year: i16,
        /// 1-12.
        month: i8,
    },
    /// "2022".
    Year(i16),
}

impl Said {
    /// The last day meant; a day without a year is the first such day from `meeting` on.
    pub fn last_day(self, meeting: Option<Date>) -> Option<Date> {
        match self {
            Self::Day(date) => Some(date),
            Self::Month { year, month } => Some(Date::new(year, month, 1).ok()?.last_of_month()),
            Self::Year(year) => Date::new(year, 12, 31).ok(),
            Self::DayOfYear { month, day } => {
                let meeting = meeting?;
                [meeting.year(), meeting.year().checked_add(1)?]
                    .into_iter()
                    .filter_map(|year| Date::new(year, month, day).ok())
                    .find(|date| *date >= meeting)
            }
        }
    }
}

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

static WRITTEN: LazyLock<Bounded> = LazyLock::new(|| {
    let month = format!("(?i:{})", MONTHS.join("|"));
    Bounded::new(&format!(
        r"\b(?:(?<day>\d{{1,2}})\.?\s*(?<month>{month})\b(?:,?\s+(?<year>\d{{4}})\b)?|(?<iso>\d{{4}}-\d{{2}}-\d{{2}})\b|(?<nday>\d{{1,2}})[-./](?<nmonth>\d{{1,2}})[-./ ](?<nyear>\d{{4}})\b|(?<omonth>{month})\s+(?<oyear>\d{{4}})\b|(?<only>(?:19|20)\d{{2}})\b)"
    ))
});

/// Every date in the text, in order. Impossible ones (30 February) are left out.
pub fn find(text: &str) -> impl Iterator<Item = WrittenDate> + '_ {
    WRITTEN.captures_iter(text).filter_map(|captures| {
        let range = captures.get_match().range();
        Some(WrittenDate { said: said(&captures)?, range })
    })
}

fn said(captures: &Captures<'_>) -> Option<Said> {
    let number = |name: &str| captures.name(name)?.as_str().parse::<i16>().ok();
    let small = |name: &str| captures.name(name)?.as_str().parse::<i8>().ok();
    if let Some(iso) = captures.name("iso") {
        return iso.as_str().parse().ok().map(Said::Day);
    }
    if let Some(year) = number("only") {
        return Some(Said::Year(year));
    }
    if let Some(year) = number("oyear") {
        return Some(Said::Month { year, month: month(&captures["omonth"])? });
    }
    if let Some(year) = number("nyear") {
        return Date::new(year, small("nmonth")?, small("nday")?).ok().map(Said::Day);
    }
    let (day, month) = (small("day")?, month(&captures["month"])?);
    match number("year") {
        Some(year) => Date::new(year, month, day).ok().map(Said::Day),
        // 2024 is a leap year: 29 February is a day of the year.
        None => Date::new(2024, month, day).ok().map(|_| Said::DayOfYear { month, day }),
    }
}

fn month(name: &str) -> Option<i8> {
    let name = name.to_lowercase();
    (1..).zip(MONTHS).find(|(_, month)| *month == name).map(|(number, _)| number)
}
