//! Deadlines lie after the meeting, and not in the past.
//!
//! Looked at are sentences of what is still to be done ("skal … senest den 1. december 2022"), not
//! what was done, and only in agendas.

use std::ops::Range;

use raadslag_document::DocumentKind;

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage, Role};
use crate::text::{Date, written};
use crate::{Code, Level, Say};

pattern!(
    DEADLINE,
    r"(?i)(?:\bsenest|(?:frist|deadline)(?:en|n)?\b(?:\s[^\s.;:\d]+){0,7}?(?: er|:)?|\binden den)(?: \p{L}+dag)?,?(?: den| d\.)?:?\s*$"
);
pattern!(
    TO_DO,
    r"(?i)\b(?:skal|bedes|kan|er|indstilles|anmodes|forventes|afleveres|sendes|indsendes|sker|fremsendes|foretages|indgives|tilmelding|tilmeldes)\b"
);
pattern!(YEARLY, r"(?i)\bhvert? (?:år|måned|kvartal)|\bårligt?\b");
pattern!(
    DONE,
    r"(?i)\b(?:blev|var|har|havde|skulle|kunne|fik|udløb|tidligere frist|oprindelige?|forlænget|udskudt|rykket)\b"
);

/// Checks deadlines.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    let Some(meeting) = page.date() else { return };
    if page.document.document != DocumentKind::Agenda {
        return;
    }
    for passage in page.prose() {
        for (date, day, sentence) in deadlines(passage, meeting) {
            let range = date.range.clone();
            if day >= meeting && page.today.is_none_or(|today| day >= today) {
                let say = Say::new(
                    format!("Fristen ligger efter mødet {}", written(meeting)),
                    format!("The deadline is after the meeting, {meeting}"),
                );
                notes.hold(Code::Deadline, passage, range, say);
                continue;
            }
            let text = &passage.text[sentence];
            if TO_DO.is_match(text) && !DONE.is_match(text) && !YEARLY.is_match(text) {
                notes.find(passage, range, late(passage, day, meeting));
            }
        }
    }
}

/// The year left out is that of the meeting, or the next where the day would be long gone.
fn likely(date: &Date, meeting: jiff::civil::Date) -> Option<jiff::civil::Date> {
    let near = |day: &jiff::civil::Date| (meeting - *day).get_days() < 150;
    let years = [meeting.year(), meeting.year() + 1];
    date.full().or_else(|| years.into_iter().filter_map(|year| date.in_year(year)).find(near))
}

fn deadlines<'p>(
    passage: &'p Passage<'_>,
    meeting: jiff::civil::Date,
) -> Vec<(&'p Date, jiff::civil::Date, Range<usize>)> {
    let dated = passage.dates.iter().filter_map(|date| Some((date, likely(date, meeting)?)));
    dated
        .map(|(date, day)| (date, day, passage.sentence_at(date.range.start)))
        .filter(|(date, _, sentence)| {
            let start = sentence.start.min(date.range.start);
            DEADLINE.is_match(&passage.text[start..date.range.start])
        })
        .collect()
}

fn late(passage: &Passage<'_>, day: jiff::civil::Date, meeting: jiff::civil::Date) -> Found {
    let recommended = matches!(passage.role, Role::Recommendation | Role::Point);
    let (da, en) = if day < meeting {
        ("Fristen ligger før mødet", "The deadline is before the meeting")
    } else {
        ("Fristen er overskredet", "The deadline has passed")
    };
    let why = Say::new(
        format!("{} er før {}", written(day), written(meeting.max(day))),
        format!("{day} is past; the meeting is on {meeting}"),
    );
    let level = if recommended && day < meeting { Level::Error } else { Level::Warning };
    Found::new(Code::Deadline, Say::new(da, en), why).at_level(level)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{counts, in_september, report};
    use crate::{Code, Register};

    fn check(text: &str, found: usize, held: usize) {
        let report = report(&in_september(text), &Register::default());
        assert_eq!(counts(&report, Code::Deadline), (found, held), "{text}");
    }

    #[test]
    fn a_deadline_lies_after_the_meeting() {
        check("Kommunerne skal tiltræde senest den 1. december 2025.", 0, 1);
        check("Kommunerne skal tiltræde senest den 1. december 2024.", 1, 0);
        check("Kommunerne skulle tiltræde senest den 1. december 2024.", 0, 0);
        check("Den tidligere frist den 1. august 2025 er forlænget til den 1. oktober 2025.", 0, 0);
        check("Aftalen er fra den 1. december 2024.", 0, 0);
    }
}
