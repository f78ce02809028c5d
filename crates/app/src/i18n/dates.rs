//! Dates, times, numbers and sizes as each language writes them.

use jiff::Timestamp;
use jiff::civil::Date;
use raadslag_document::ClockTime;

use super::Language;
use crate::clock::in_denmark;

const MONTHS_DA: [&str; 12] = [
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
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS_DA: [&str; 7] = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"];
const DAYS_EN: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl Language {
    /// "september" or "September", for `month` 1-12.
    pub fn month_name(self, month: i8) -> &'static str {
        let index = usize::try_from(month - 1).unwrap_or(0).min(11);
        match self {
            Self::Danish => MONTHS_DA[index],
            Self::English => MONTHS_EN[index],
        }
    }

    /// "sep." or "Sep", for `month` 1-12. "maj", "juni" and "juli" are not cut.
    pub fn month_short(self, month: i8) -> String {
        let name = self.month_name(month);
        match self {
            Self::Danish if name.len() <= 4 => name.to_owned(),
            Self::Danish => format!("{}.", &name[..3]),
            Self::English => name[..3].to_owned(),
        }
    }

    /// The names of the days, Monday first.
    pub fn days(self) -> [&'static str; 7] {
        match self {
            Self::Danish => DAYS_DA,
            Self::English => DAYS_EN,
        }
    }

    /// "tirsdag" or "Tuesday".
    pub fn day_name(self, date: Date) -> &'static str {
        let index = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
        self.days()[index]
    }

    /// "2. september 2025" or "2 September 2025".
    pub fn date(self, date: Date) -> String {
        let (day, month, year) = (date.day(), self.month_name(date.month()), date.year());
        match self {
            Self::Danish => format!("{day}. {month} {year}"),
            Self::English => format!("{day} {month} {year}"),
        }
    }

    /// "2. sep. 2025 kl. 9.15" or "2 Sep 2025 9:15", as the clocks in Denmark show an instant.
    pub fn moment(self, instant: Timestamp) -> String {
        let local = in_denmark(instant);
        let (hour, minute) = (local.hour().unsigned_abs(), local.minute().unsigned_abs());
        let time = ClockTime::new(hour, minute).map(|time| self.times(time, None));
        format!("{} {}", self.short_date(local.date()), time.unwrap_or_default())
    }

    /// [`moment`](Self::moment) of an instant as it is stored (RFC 3339); another text stays as it is.
    pub fn stored_moment(self, at: &str) -> String {
        at.parse().map_or_else(|_| at.to_owned(), |instant| self.moment(instant))
    }

    /// "2. sep. 2025" or "2 Sep 2025".
    pub fn short_date(self, date: Date) -> String {
        let (day, month, year) = (date.day(), self.month_short(date.month()), date.year());
        match self {
            Self::Danish => format!("{day}. {month} {year}"),
            Self::English => format!("{day} {month} {year}"),
        }
    }

    /// "tirsdag den 2. september 2025" or "Tuesday 2 September 2025".
    pub fn long_date(self, date: Date) -> String {
        let day = self.day_name(date);
        match self {
            Self::Danish => format!("{day} den {}", self.date(date)),
            Self::English => format!("{day} {}", self.date(date)),
        }
    }

    /// "kl. 9.30–12.00" or "9:30–12:00".
    pub fn times(self, start: ClockTime, end: Option<ClockTime>) -> String {
        let span = match end {
            Some(end) => format!("{}–{}", self.time(start), self.time(end)),
            None => self.time(start),
        };
        match self {
            Self::Danish => format!("kl.\u{a0}{span}"),
            Self::English => span,
        }
    }

    fn time(self, time: ClockTime) -> String {
        let separator = match self {
            Self::Danish => '.',
            Self::English => ':',
        };
        format!("{}{separator}{:02}", time.hour(), time.minute())
    }

    /// "september 2025" or "September 2025".
    pub fn month(self, date: Date) -> String {
        format!("{} {}", self.month_name(date.month()), date.year())
    }

    /// "1.250" or "1,250".
    pub fn figure(self, n: u64) -> String {
        let separator = match self {
            Self::Danish => '.',
            Self::English => ',',
        };
        let digits = n.to_string();
        let mut figure = String::with_capacity(digits.len() + digits.len() / 3);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                figure.push(separator);
            }
            figure.push(digit);
        }
        figure
    }

    /// "1,5 MB" or "1.5 MB".
    pub fn size(self, bytes: u64) -> String {
        let (value, unit) = match bytes {
            0..1_000 => return format!("{bytes} B"),
            1_000..1_000_000 => (bytes / 100, "kB"),
            _ => (bytes / 100_000, "MB"),
        };
        let comma = match self {
            Self::Danish => ',',
            Self::English => '.',
        };
        match (value / 10, value % 10) {
            (whole, tenth) if whole < 10 && tenth > 0 => format!("{whole}{comma}{tenth} {unit}"),
            (whole, tenth) => format!("{} {unit}", whole + u64::from(tenth >= 5)),
        }
    }
}
