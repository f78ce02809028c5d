//! Days as people write them.

use jiff::civil::Date;

/// What a text turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// A day.
    Day(Date),
    /// With slashes and both numbers small: day first or month first.
    Ambiguous,
    /// No day.
    None,
}

const MONTHS: [(&str, &str); 12] = [
    ("januar", "january"),
    ("februar", "february"),
    ("marts", "march"),
    ("april", "april"),
    ("maj", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("august", "august"),
    ("september", "september"),
    ("oktober", "october"),
    ("november", "november"),
    ("december", "december"),
];

/// Reads `2025-09-02`, `02-09-2025`, `2.9.2025`, `2. september 2025` and `2 September 2025`.
pub(super) fn read(text: &str) -> Reading {
    let text = text.trim();
    if let Ok(date) = text.parse::<Date>() {
        return Reading::Day(date);
    }
    let parts: Vec<&str> =
        text.split(['-', '.', '/', ' ']).filter(|part| !part.is_empty()).collect();
    let [day, month, year] = parts.as_slice() else { return Reading::None };
    let (Ok(day), Ok(year)) = (day.parse::<i8>(), year.parse::<i16>()) else {
        return Reading::None;
    };
    if year < 1000 {
        return Reading::None;
    }
    let date = |month: i8| Date::new(year, month, day).map_or(Reading::None, Reading::Day);
    if let Some(month) = named_month(month) {
        return date(month);
    }
    match month.parse::<i8>() {
        Ok(month) if text.contains('/') && month <= 12 && day <= 12 && month != day => {
            Reading::Ambiguous
        }
        Ok(month) => date(month),
        Err(_) => Reading::None,
    }
}

fn named_month(text: &str) -> Option<i8> {
    let text = text.to_lowercase();
    if text.chars().count() < 3 {
        return None;
    }
    let at = MONTHS
        .iter()
        .position(|(danish, english)| danish.starts_with(&text) || english.starts_with(&text))?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::{Reading, read};

    #[test]
    fn days_are_read_in_danish_english_and_iso() {
        let day = Reading::Day(jiff::civil::date(2025, 9, 2));
        for text in [
            "2025-09-02",
            "02-09-2025",
            "2.9.2025",
            "2. september 2025",
            "2 Sep 2025",
            "2. sept. 2025",
        ] {
            assert_eq!(read(text), day, "{text}");
        }
        assert_eq!(read("25/9/2025"), Reading::Day(jiff::civil::date(2025, 9, 25)));
    }

    #[test]
    fn slashes_with_small_numbers_are_asked() {
        assert_eq!(read("2/9/2025"), Reading::Ambiguous);
        assert_eq!(read("9/9/2025"), Reading::Day(jiff::civil::date(2025, 9, 9)));
    }

    #[test]
    fn impossible_days_are_none() {
        for text in ["31-02-2025", "2. ma 2025", "2-9-25", "september", ""] {
            assert_eq!(read(text), Reading::None, "{text}");
        }
    }
}
