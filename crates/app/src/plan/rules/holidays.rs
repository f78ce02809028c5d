use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use serde::{Deserialize, Serialize};

/// A public holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holiday {
    /// Nytårsdag.
    NewYear,
    /// Skærtorsdag.
    MaundyThursday,
    /// Langfredag.
    GoodFriday,
    /// Påskedag.
    Easter,
    /// 2. påskedag.
    EasterMonday,
    /// Store bededag, until 2023.
    PrayerDay,
    /// Kristi himmelfartsdag.
    Ascension,
    /// Pinsedag.
    Whitsun,
    /// 2. pinsedag.
    WhitMonday,
    /// Juledag.
    Christmas,
    /// 2. juledag.
    BoxingDay,
}

/// Days that are no public holidays and on which a body may choose not to work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DaysOff {
    /// 1 May.
    pub labour_day: bool,
    /// 5 June.
    pub constitution_day: bool,
    /// 24 December.
    pub christmas_eve: bool,
    /// 31 December.
    pub new_years_eve: bool,
}

impl Default for DaysOff {
    /// As most municipalities have it: all but 1 May.
    fn default() -> Self {
        Self { labour_day: false, constitution_day: true, christmas_eve: true, new_years_eve: true }
    }
}

/// Why nobody works on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayOff {
    /// Saturday or Sunday.
    Weekend,
    /// A public holiday.
    Holiday(Holiday),
    /// 1 May.
    LabourDay,
    /// 5 June.
    ConstitutionDay,
    /// 24 December.
    ChristmasEve,
    /// 31 December.
    NewYearsEve,
}

/// Easter Sunday (Gauss' rule for the Gregorian calendar in Butcher's form).
#[expect(clippy::many_single_char_names, reason = "the rule's own letters")]
pub fn easter(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    let small = |n: i32| i8::try_from(n).unwrap_or(1);
    date(year, small(sum / 31), small(sum % 31 + 1))
}

/// The first year without store bededag (lov nr. 214 of 6 March 2023).
const WITHOUT_PRAYER_DAY: i16 = 2024;

/// The public holiday on a day.
pub fn holiday(day: Date) -> Option<Holiday> {
    let fixed = match (day.month(), day.day()) {
        (1, 1) => Some(Holiday::NewYear),
        (12, 25) => Some(Holiday::Christmas),
        (12, 26) => Some(Holiday::BoxingDay),
        _ => None,
    };
    fixed.or_else(|| movable(day))
}

fn movable(day: Date) -> Option<Holiday> {
    let after_easter = (day - easter(day.year())).get_days();
    match after_easter {
        -3 => Some(Holiday::MaundyThursday),
        -2 => Some(Holiday::GoodFriday),
        0 => Some(Holiday::Easter),
        1 => Some(Holiday::EasterMonday),
        26 if day.year() < WITHOUT_PRAYER_DAY => Some(Holiday::PrayerDay),
        39 => Some(Holiday::Ascension),
        49 => Some(Holiday::Whitsun),
        50 => Some(Holiday::WhitMonday),
        _ => None,
    }
}

/// Why nobody works on a day; `None` for a working day.
pub fn day_off(day: Date, own: &DaysOff) -> Option<DayOff> {
    if let Some(holiday) = holiday(day) {
        return Some(DayOff::Holiday(holiday));
    }
    match (day.month(), day.day()) {
        (5, 1) if own.labour_day => Some(DayOff::LabourDay),
        (6, 5) if own.constitution_day => Some(DayOff::ConstitutionDay),
        (12, 24) if own.christmas_eve => Some(DayOff::ChristmasEve),
        (12, 31) if own.new_years_eve => Some(DayOff::NewYearsEve),
        _ => {
            matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday).then_some(DayOff::Weekend)
        }
    }
}

/// The working day `count` working days from a day, forwards or back.
pub(super) fn weekdays_from(day: Date, count: u16, forwards: bool, own: DaysOff) -> Date {
    let step = if forwards { 1.day() } else { (-1).day() };
    let (mut at, mut left) = (day, count);
    while left > 0 {
        let Ok(next) = at.checked_add(step) else { break };
        at = next;
        if day_off(at, &own).is_none() {
            left -= 1;
        }
    }
    at
}
