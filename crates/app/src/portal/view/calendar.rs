use askama::Template;
use jiff::ToSpan;
use jiff::civil::Date;

use super::lists::Choice;
use super::rows::MeetingRow;
use crate::archive::{BodyEntry, MeetingEntry};
use crate::shell::{Frame, Nav, Visit, encode};

/// `/kalender`.
#[derive(Debug, Template)]
#[template(path = "portal/calendar.html")]
pub struct CalendarPage {
    /// Around the page.
    pub frame: Frame,
    /// "september 2025".
    pub month: String,
    /// "2025-09".
    pub value: String,
    /// The month before: address and name.
    pub previous: (String, String),
    /// The month after: address and name.
    pub next: (String, String),
    /// This month: address, where another is shown.
    pub today: Option<String>,
    /// Bodies to choose from.
    pub bodies: Vec<Choice>,
    /// The names of the days, whole and in short.
    pub days: Vec<(&'static str, String)>,
    /// The month's weeks.
    pub weeks: Vec<Week>,
    /// Its meetings.
    pub rows: Vec<MeetingRow>,
}

/// A week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    /// Its ISO number.
    pub number: i8,
    /// Monday to Sunday; `None` outside the month.
    pub days: Vec<Option<Day>>,
}

/// A day of the month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// 1-31.
    pub number: i8,
    /// It is today.
    pub is_today: bool,
    /// Its meetings.
    pub meetings: Vec<MeetingRow>,
}

/// First and last day of the month written "2025-09", else of the one `today` is in.
pub fn month_of(text: Option<&str>, today: Date) -> (Date, Date) {
    let first = text
        .filter(|text| text.len() == 7)
        .and_then(|text| format!("{text}-01").parse::<Date>().ok())
        .unwrap_or(today)
        .first_of_month();
    (first, first.last_of_month())
}

impl CalendarPage {
    /// The month that begins with `first`, and its `meetings`, oldest first.
    pub fn new(
        visit: &Visit,
        first: Date,
        bodies: &[BodyEntry],
        body: Option<&str>,
        meetings: &[MeetingEntry],
        today: Date,
    ) -> Self {
        let l = visit.language;
        let other = |date: Date| (address(body, date), l.month(date));
        let before = first.checked_sub(1.month()).unwrap_or(first);
        let after = first.checked_add(1.month()).unwrap_or(first);
        let month = l.month(first);
        let mut frame = Frame::new(visit, l.with("calendar-title", &[("month", &month)]))
            .under(Nav::Calendar)
            .reached([]);
        frame.canonical = address(body, first);
        let short = |day: &'static str| (day, day.chars().take(2).collect());
        Self {
            frame,
            value: value(first),
            previous: other(before),
            next: other(after),
            today: (today.first_of_month() != first).then(|| address(body, today)),
            bodies: Choice::bodies(bodies, body),
            days: l.days().into_iter().map(short).collect(),
            weeks: weeks(first, |date| {
                let on_day = meetings.iter().filter(|meeting| meeting.date == Some(date));
                Day {
                    number: date.day(),
                    is_today: date == today,
                    meetings: on_day.map(|meeting| MeetingRow::new(l, meeting)).collect(),
                }
            }),
            rows: MeetingRow::all(l, meetings),
            month,
        }
    }
}

fn value(date: Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}

fn address(body: Option<&str>, date: Date) -> String {
    match body {
        Some(body) => format!("/kalender?organ={}&maaned={}", encode(body), value(date)),
        None => format!("/kalender?maaned={}", value(date)),
    }
}

/// The weeks of a month, Monday first.
fn weeks(first: Date, day: impl Fn(Date) -> Day) -> Vec<Week> {
    let offset = i64::from(first.weekday().to_monday_zero_offset());
    let Ok(mut monday) = first.checked_sub(offset.days()) else { return Vec::new() };
    let mut weeks = Vec::new();
    while monday <= first.last_of_month() {
        let dates: Vec<Date> =
            (0..7i64).filter_map(|n| monday.checked_add(n.days()).ok()).collect();
        weeks.push(Week {
            number: monday.iso_week_date().week(),
            days: dates.iter().map(|d| (d.month() == first.month()).then(|| day(*d))).collect(),
        });
        let Ok(next) = monday.checked_add(1.week()) else { break };
        monday = next;
    }
    weeks
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_month_is_whole_weeks_from_monday() {
        let day = |date: Date| Day { number: date.day(), is_today: false, meetings: Vec::new() };
        let weeks = weeks(date(2025, 9, 1), day);
        assert_eq!(weeks.iter().map(|week| week.number).collect::<Vec<_>>(), [36, 37, 38, 39, 40]);
        assert!(weeks.iter().all(|week| week.days.len() == 7));
        let days = weeks.iter().flat_map(|week| &week.days).flatten();
        assert_eq!(days.map(|day| day.number).collect::<Vec<_>>(), (1..=30).collect::<Vec<_>>());
    }

    #[test]
    fn a_month_that_is_none_is_this_month() {
        let today = date(2025, 9, 2);
        for text in [None, Some("2025-13"), Some("x"), Some("")] {
            assert_eq!(month_of(text, today), (date(2025, 9, 1), date(2025, 9, 30)));
        }
        assert_eq!(month_of(Some("2024-02"), today).1, date(2024, 2, 29));
    }
}
