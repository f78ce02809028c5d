//! A meeting's head as portals write it; shared with JSON.

use jiff::civil::Date;
use raadslag_document::{Attendance, Attendee, ClockTime, DocumentKind};

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

/// The first date in a text: "onsdag den 1. oktober 2025", "01-10-2025", "2025-10-01".
pub(crate) fn date(text: &str) -> Option<Date> {
    let words: Vec<String> = words(text);
    let written = words.windows(3).find_map(|w| {
        let month = MONTHS.iter().position(|month| *month == w[1])?;
        Date::new(w[2].parse().ok()?, i8::try_from(month + 1).ok()?, w[0].parse().ok()?).ok()
    });
    written.or_else(|| words.windows(3).find_map(numeric))
}

fn numeric(w: &[String]) -> Option<Date> {
    let [first, month, last] = [w[0].as_str(), w[1].as_str(), w[2].as_str()];
    let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
    let is_date = year.len() == 4 && month.len() <= 2 && day.len() <= 2;
    is_date.then(|| Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok())?
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// The times of day after "kl": "kl. 15.45", "kl. 9-12", "kl. 10:00 - 14:00".
pub(crate) fn times(text: &str) -> (Option<ClockTime>, Option<ClockTime>) {
    let lower = text.to_lowercase();
    let Some(at) = lower.find("kl.").or_else(|| lower.find("kl ")) else { return (None, None) };
    let mut times = lower[at + 3..]
        .split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ':'))
        .map(|time| time.trim_matches(['.', ':']))
        .filter(|time| !time.is_empty())
        .map_while(|time| time.parse().ok());
    (times.next(), times.next())
}

/// Agenda or minutes, by the word that names the document.
pub(crate) fn kind(text: &str) -> DocumentKind {
    let text = text.to_lowercase();
    let is_minutes = ["referat", "beslutningsprotokol", "protokol", "minutes"]
        .iter()
        .any(|word| text.contains(word));
    if is_minutes { DocumentKind::Minutes } else { DocumentKind::Agenda }
}

/// Whether the document supplements an agenda.
pub(crate) fn is_supplementary(text: &str) -> bool {
    text.to_lowercase().contains("tillæg")
}

/// Whether a place is on line.
pub(crate) fn is_virtual(place: &str) -> bool {
    let place = place.to_lowercase();
    ["virtuel", "teams", "online", "on-line", "skype", "zoom", "videomøde", "webex"]
        .iter()
        .any(|word| place.contains(word))
}

/// A member as listed: "Anna Berg (A)".
pub(crate) fn attendee(text: &str) -> Attendee {
    let text = text.trim().trim_end_matches(',').trim_end();
    let party = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('))
        .filter(|(name, party)| !name.trim().is_empty() && party.chars().count() <= 3)
        .map(|(name, party)| (name.trim_end().trim_end_matches(',').to_owned(), party.to_owned()));
    match party {
        Some((name, party)) => Attendee { name, party: Some(party), role: None },
        None => Attendee { name: text.to_owned(), party: None, role: None },
    }
}

/// Files a member under present or absent by the remark beside the name ("Afbud", "Fravær").
pub(crate) fn add_attendee(attendance: &mut Attendance, text: &str) {
    const REMARKS: [&str; 4] = ["afbud", "fraværende", "fravær", "orlov"];
    let lower = text.to_lowercase();
    let remark = REMARKS.iter().find_map(|remark| lower.find(remark).map(|at| (at, remark.len())));
    // Lower-casing keeps the length of Danish text; other text is kept whole.
    match remark.filter(|&(at, len)| text.is_char_boundary(at) && text.is_char_boundary(at + len)) {
        Some((at, len)) => {
            let role = Some(text[at..at + len].to_owned());
            let name = format!("{}{}", &text[..at], &text[at + len..]);
            let name = name.replace("()", "");
            let name = name.trim_matches([' ', ':', '-', '–', ',']);
            attendance.absent.push(Attendee { role, ..attendee(name) });
        }
        None => attendance.present.push(attendee(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_words_and_in_figures() {
        for text in ["onsdag den 1. oktober 2025 kl. 15.45", "Referat 01-10-2025", "2025-10-01"] {
            assert_eq!(date(text), Some(jiff::civil::date(2025, 10, 1)), "{text}");
        }
        assert_eq!(date("EMN-2025-009242"), None);
        assert_eq!(date("31. februar 2025"), None);
    }

    #[test]
    fn times_follow_kl() {
        let time = |h, m| ClockTime::new(h, m);
        assert_eq!(times("1. oktober 2025 kl. 15.45"), (time(15, 45), None));
        assert_eq!(times("den 2. maj 2025 kl. 9-12"), (time(9, 0), time(12, 0)));
        assert_eq!(times("kl. 10:00 - 14:00"), (time(10, 0), time(14, 0)));
        assert_eq!(times("1. oktober 2025"), (None, None));
    }

    #[test]
    fn a_member_has_a_party_and_is_absent_by_remark() {
        let mut attendance = Attendance::default();
        add_attendee(&mut attendance, "Anna Berg (A)");
        add_attendee(&mut attendance, "Bo Carl (V) (Afbud)");
        assert_eq!(attendance.present[0].party.as_deref(), Some("A"));
        let absent = &attendance.absent[0];
        assert_eq!((absent.name.as_str(), absent.role.as_deref()), ("Bo Carl", Some("Afbud")));
    }
}
