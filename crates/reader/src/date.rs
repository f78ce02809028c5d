//! Danish dates and times as agendas write them.

use jiff::civil::Date;
use raadslag_document::ClockTime;

use crate::pattern::{rare, regex};

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

/// The first date in the text: `02-09-2025`, `9.1.2020`, `2025-09-02`, `den 2. september 2025`,
/// `d. 1 december 2021`, `April 3, 2019`.
pub(crate) fn find(text: &str) -> Option<Date> {
    find_all(text).into_iter().next().map(|(_, date)| date)
}

/// The date behind a label that says it is one, also with two digits for the year: `04.06.24`. Case
/// numbers and subjects look the same elsewhere.
pub(crate) fn labelled(text: &str) -> Option<Date> {
    let short = || {
        let found = short_form().captures(text)?;
        if found[2] != found[4] {
            return None;
        }
        date(&format!("20{}", &found[5]), &found[3], &found[1])
    };
    find(text).or_else(short)
}

/// A day, a month and two digits of a year, with what parts them.
fn short_form() -> &'static regex::Regex {
    regex!(r"\b(\d{1,2})([-./])(\d{1,2})([-./])(\d{2})\b")
}

/// Every date in the text with the byte where it starts, in order.
pub(crate) fn find_all(text: &str) -> Vec<(usize, Date)> {
    let mut found = Vec::new();
    if !has_year(text) {
        return found;
    }
    for part in
        rare!(["-", ".", "/"], r"\b(\d{1,2})[-./](\d{1,2})[-./](\d{4})\b").captures_iter(text)
    {
        found.extend(date(&part[3], &part[2], &part[1]).map(|date| (start(&part), date)));
    }
    for part in rare!(["-"], r"\b(\d{4})-(\d{2})-(\d{2})(?:\b|T)").captures_iter(text) {
        found.extend(date(&part[1], &part[2], &part[3]).map(|date| (start(&part), date)));
    }
    // Months by their first letters, the others Latin: asking for letters of every script takes a
    // hundred times as long to compile.
    let day_first = regex!(
        r"\b(\d{1,2})(?:\.?\s+|-)((?i:jan|feb|mar|apr|ma[jy]|jun|jul|aug|sep|o[kc]t|nov|dec)[A-Za-zÀ-ɏ]{0,6})(?:\.?\s+|-)(\d{4})\b"
    );
    for part in day_first.captures_iter(text) {
        found.extend(named(&part[3], &part[2], &part[1]).map(|date| (start(&part), date)));
    }
    let month_first = rare!(
        [","],
        r"\b((?i:jan|feb|mar|apr|ma[jy]|jun|jul|aug|sep|o[kc]t|nov|dec)[A-Za-zÀ-ɏ]{0,6})\s+(\d{1,2}),\s+(\d{4})\b"
    );
    for part in month_first.captures_iter(text) {
        found.extend(named(&part[3], &part[1], &part[2]).map(|date| (start(&part), date)));
    }
    found.sort_by_key(|(at, _)| *at);
    found.dedup();
    found
}

/// Whether four digits follow each other; no date is without them.
fn has_year(text: &str) -> bool {
    text.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit))
}

fn start(captures: &regex::Captures<'_>) -> usize {
    captures.get(0).map_or(0, |whole| whole.start())
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A date whose month is a word, Danish or English.
fn named(year: &str, month: &str, day: &str) -> Option<Date> {
    let month = month.to_lowercase();
    let month = month.replacen("may", "maj", 1).replacen("oct", "okt", 1);
    let number = MONTHS.iter().position(|name| month.starts_with(name))? + 1;
    date(year, &number.to_string(), day)
}

/// From and to in the text: `09:30`, `kl. 13.00`, `15:00 - 17:00`, `fra 9.30-12`.
pub(crate) fn times(text: &str) -> (Option<ClockTime>, Option<ClockTime>) {
    let text = without_dates(text);
    let range = regex!(
        r"(?i)(\bfra|\bkl\.?|\bklokken|\btid:|\btidspunkt:|^)\s*(?:kl\.?\s*)?(\d{1,2}(?:[:.]\d{2})?)\s*(?:-|–|til)\s*(?:ca\.?\s*)?(?:kl\.?\s*)?(\d{1,2}(?:[:.]\d{2})?)(?:[\s.,;)]|$)"
    );
    if let Some(part) = range.captures(&text)
        && let (Ok(from), Ok(to)) = (part[2].parse(), part[3].parse::<ClockTime>())
    {
        return (Some(from), Some(to));
    }
    let clock = regex!(
        r"\b(\d{1,2}[:.]\d{2})(?:[:.]\d{2})?\b|(?i:kl\.?|klokken)\s*(\d{1,2}(?:[:.]\d{2})?)\b"
    );
    let mut times = clock
        .captures_iter(&text)
        .filter_map(|part| part.get(1).or(part.get(2))?.as_str().parse().ok());
    (times.next(), None)
}

/// The text with its dates blanked, so that `09.01.2020` is not taken for a time.
fn without_dates(text: &str) -> String {
    let text =
        regex!(r"\b\d{1,2}[-./]\d{1,2}[-./]\d{4}\b|\b\d{4}-\d{2}-\d{2}T?").replace_all(text, " ");
    let short = |found: &regex::Captures<'_>| {
        // "9.30-12.15" is from and to.
        let whole = found[0].to_owned();
        if labelled(&whole).is_some() { " ".to_owned() } else { whole }
    };
    short_form().replace_all(&text, short).into_owned()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_are_read_in_every_form_agendas_use() {
        for (text, expected) in [
            ("Dato: 02-09-2025 09:30", date(2025, 9, 2)),
            ("Den 09.01.2020 kl. 13:00", date(2020, 1, 9)),
            ("Onsdag d. 1 december 2021", date(2021, 12, 1)),
            ("den 28. oktober 2014", date(2014, 10, 28)),
            ("Dato: Onsdag, April 3, 2019 - 18:00", date(2019, 4, 3)),
            ("2026-05-18T17:00:00+02:00", date(2026, 5, 18)),
            ("1. maj 2022", date(2022, 5, 1)),
            ("15-maj-2002", date(2002, 5, 15)),
        ] {
            assert_eq!(find(text), Some(expected), "{text}");
        }
        assert_eq!(labelled("04.06.24 kl. 17"), Some(date(2024, 6, 4)));
        assert_eq!(labelled("9.30-12.15"), None);
        assert_eq!(labelled("45.06.24"), None);
        assert_eq!(find("04.06.24"), None);
        assert_eq!(find("Dato: :00"), None);
        assert_eq!(find("31. februar 2022"), None);
    }

    #[test]
    fn times_are_read_with_and_without_an_end() {
        let at = |hour, minute| ClockTime::new(hour, minute);
        for (text, expected) in [
            ("Dato: 02-09-2025 09:30", (at(9, 30), None)),
            ("Den 09.01.2020 kl. 13:00 i Lokalet", (at(13, 0), None)),
            ("Tid: 15:00 - 17:00", (at(15, 0), at(17, 0))),
            ("Mødet er fra 9.30-12. Partierne", (at(9, 30), at(12, 0))),
            ("kl. 13.00 - ca. 15.00", (at(13, 0), at(15, 0))),
            ("06-03-2018 10:00:00", (at(10, 0), None)),
            ("04.06.24", (None, None)),
            ("04.06.24 kl. 17.30", (at(17, 30), None)),
            ("fra 9.30-12.15", (at(9, 30), at(12, 15))),
            ("Mandag den 2. marts 2026 kl. 16:30", (at(16, 30), None)),
            ("5. marts 2026 kl. 17.30", (at(17, 30), None)),
            ("5. marts 2026 kl. 17", (at(17, 0), None)),
            ("Torsdag den 10. februar 2011", (None, None)),
        ] {
            assert_eq!(times(text), expected, "{text}");
        }
    }
}
