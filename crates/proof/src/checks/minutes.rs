//! Minutes to be approved: of one meeting, held before they were sent out and before this one.

use jiff::civil::Date as Day;
use raadslag_document::ItemKind;

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage, Role, Sheet};
use crate::text::{Date, written};
use crate::{Code, Say};

pattern!(
    MEETING,
    r"(?i)\bmøde(?:t)?(?: i (?:[^\s\d.,;:]+ ?){1,5}?)?,?(?: den| d\.| afholdt den)?\s*$"
);
pattern!(SENT, r"(?i)\b(?:udsendt|sendt ud|rundsendt|offentliggjort)(?: den| d\.)?\s*$");

/// Checks items that approve minutes.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for sheet in &page.sheets {
        let title = sheet.item.title.to_lowercase();
        let minutes = title.contains("referat") || title.contains("beslutningsprotokol");
        if minutes && sheet.item.kind == ItemKind::Approval {
            one_meeting(sheet, notes);
            order(page, sheet, notes);
        }
    }
}

/// Dates that stand right after words such as "møde den", with their places.
fn after<'s, 'd>(
    sheet: &'s Sheet<'d>,
    words: &regex::Regex,
) -> Vec<(&'s Passage<'d>, &'s Date, Day)> {
    let dated = sheet
        .passages
        .iter()
        .filter(|p| p.role.is_prose() || p.role == Role::Title)
        .flat_map(|passage| passage.dates.iter().map(move |date| (passage, date)));
    dated
        .filter(|(passage, date)| words.is_match(&passage.text[..date.range.start]))
        .filter_map(|(passage, date)| Some((passage, date, date.full()?)))
        .collect()
}

fn one_meeting(sheet: &Sheet<'_>, notes: &mut Notes<'_, '_>) {
    let held = after(sheet, &MEETING);
    let Some(((_, _, first), others)) = held.split_first() else { return };
    for (passage, date, day) in others {
        if day == first {
            let say = Say::new("Samme møde som ovenfor", "The same meeting as above");
            notes.hold(Code::Minutes, passage, date.range.clone(), say);
        } else {
            let found = Found::new(
                Code::Minutes,
                Say::new(
                    "To datoer for det møde, referatet er fra",
                    "Two dates for the meeting of the minutes",
                ),
                Say::new(
                    format!("Ovenfor står {}", written(*first)),
                    format!("Above it is {first}"),
                ),
            );
            notes.find(passage, date.range.clone(), found);
        }
    }
}

/// Held, then sent, then approved.
fn order(page: &Page<'_>, sheet: &Sheet<'_>, notes: &mut Notes<'_, '_>) {
    let held = after(sheet, &MEETING);
    let Some((passage, date, day)) = held.first() else { return };
    if let Some(meeting) = page.date()
        && *day >= meeting
    {
        let found = Found::new(
            Code::Minutes,
            Say::new(
                "Mødet i referatet er ikke før dette",
                "The meeting of the minutes is not before this one",
            ),
            Say::new(
                format!("Dette møde er {}", written(meeting)),
                format!("This meeting is on {meeting}"),
            ),
        );
        notes.find(passage, date.range.clone(), found);
    }
    for (passage, date, sent) in after(sheet, &SENT) {
        let range = date.range.clone();
        if sent >= *day && page.date().is_none_or(|meeting| sent <= meeting) {
            let say = Say::new(
                "Udsendt efter mødet og før dette",
                "Sent out after that meeting and before this one",
            );
            notes.hold(Code::Minutes, passage, range, say);
        } else {
            let found = Found::new(
                Code::Minutes,
                Say::new(
                    "Referatet kan ikke være udsendt den dag",
                    "The minutes cannot have been sent out that day",
                ),
                Say::new(
                    format!("Mødet var {}", written(*day)),
                    format!("The meeting was on {day}"),
                ),
            );
            notes.find(passage, range, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use raadslag_document::{
        Block, Document, Field, FieldName, Item, ItemKind, Meeting, Recommendation, Section,
    };

    use super::super::testing::{counts, report};
    use crate::{Code, Register};

    fn check(background: &str, recommended: &str, found: usize, held: usize) {
        let blocks = vec![Block::paragraph(background)];
        let item = Item {
            kind: ItemKind::Approval,
            title: "Godkendelse af referat".into(),
            fields: vec![Field { name: FieldName::Background, heading: None, blocks }],
            recommendations: vec![Recommendation {
                text: recommended.into(),
                ..Recommendation::default()
            }],
            ..Item::default()
        };
        let document = Document {
            meeting: Meeting { date: Some(date(2025, 9, 2)), ..Meeting::default() },
            sections: vec![Section { items: vec![item], ..Section::default() }],
            ..Document::default()
        };
        let report = report(&document, &Register::default());
        assert_eq!(counts(&report, Code::Minutes), (found, held), "{background}");
    }

    #[test]
    fn minutes_are_of_one_meeting_and_sent_after_it() {
        let recommended = "Det indstilles, at KKR godkender referat fra møde den 18. juni 2025.";
        check(
            "Referat af møde den 18. juni 2025 blev udsendt den 23. juni 2025.",
            recommended,
            0,
            2,
        );
        check(
            "Referat af møde den 18. juni 2025 blev udsendt den 13. juni 2025.",
            recommended,
            1,
            1,
        );
        check(
            "Referat af møde den 8. juni 2025 blev udsendt den 23. juni 2025.",
            recommended,
            1,
            1,
        );
    }
}
