//! The demonstration's year plans, and an agenda that is being made.

use anyhow::Result;
use jiff::ToSpan;
use jiff::civil::Date;
use raadslag_app::agendas::{self, EntryDraft, NewEntry};
use raadslag_app::archive::Archive;
use raadslag_app::plan::{self, NewMeeting, Timing};
use raadslag_document::{Access, ClockTime, ItemKind};

/// Who the journal says it was.
const WHO: &str = "demo";
/// The months in which KKR Sjælland meets, and in which week of them.
const KKR: [(i8, i64); 5] = [(2, 0), (4, 1), (6, 1), (9, 0), (11, 2)];

/// Plans what is left of this year and the next for KKR Sjælland and K17, and begins the agenda of the KKR's first
/// meeting that is far enough ahead.
pub(super) async fn fill(archive: &Archive, today: Date) -> Result<()> {
    for year in [today.year(), today.year() + 1] {
        for (month, week) in KKR {
            let day = wednesday(Date::new(year, month, 1)?, week)?;
            // K17 meets three weeks before, on a Friday: what the KKR is to decide is prepared there.
            let prepared = day.checked_sub(19.days())?;
            // The archive has those that were held.
            if prepared > today {
                add(archive, "k17", prepared, (9, 12)).await?;
            }
            if day <= today {
                continue;
            }
            let id = add(archive, "kkr-sjaelland", day, (9, 12)).await?;
            let ahead = day > today.checked_add(45.days())?;
            if ahead && year > today.year() && month > 2 && month < 6 {
                draft(archive, id, today).await?;
            }
        }
    }
    Ok(())
}

/// The Wednesday so many weeks after the month's first.
fn wednesday(first: Date, week: i64) -> Result<Date> {
    let to_wednesday = (2 - i64::from(first.weekday().to_monday_zero_offset())).rem_euclid(7);
    Ok(first.checked_add((to_wednesday + 7 * week).days())?)
}

async fn add(
    archive: &Archive,
    body: &str,
    date: Date,
    (from, to): (u8, u8),
) -> Result<raadslag_app::ids::PlannedId> {
    let timing = Timing {
        start: ClockTime::new(from, 30),
        end: ClockTime::new(to, 0),
        place: Some("Ringsted Kongrescenter".to_owned()),
        ..Timing::on(date)
    };
    Ok(plan::add(archive, WHO, &NewMeeting { body: body.to_owned(), timing }).await?)
}

async fn draft(
    archive: &Archive,
    meeting: raadslag_app::ids::PlannedId,
    today: Date,
) -> Result<()> {
    agendas::begin(archive, WHO, meeting).await?;
    for draft in drafts() {
        let new = NewEntry { draft, ..NewEntry::default() };
        agendas::add_entry(archive, WHO, meeting, new, today).await?;
    }
    Ok(())
}

fn drafts() -> [EntryDraft; 4] {
    let item = |kind, title: &str, minutes, recommendations: &str, content: &str| EntryDraft {
        title: title.to_owned(),
        kind,
        minutes_budget: Some(minutes),
        recommendations: recommendations.to_owned(),
        content: content.to_owned(),
        ..EntryDraft::default()
    };
    [
        EntryDraft {
            reading: Some(1),
            ..item(
                ItemKind::Theme,
                "Fælles indkøb af busser uden udledning",
                40,
                "at KKR Sjælland drøfter, hvordan kommunerne kan købe ind sammen.",
                "Ti kommuner skal forny deres busdrift inden 2030.\n\nDrøftelsen kan tage udgangspunkt i:\n- hvilke linjer der kan samles\n- hvem der bærer risikoen for ladestationerne\n- hvornår et udbud kan være klar",
            )
        },
        item(
            ItemKind::Decision,
            "Rammeaftale for det specialiserede socialområde",
            30,
            "at KKR Sjælland anbefaler de 17 kommuner at tiltræde rammeaftalen.\nat KKR Sjælland beder kommunerne melde tilbage senest den 1. december.",
            "Rammeaftalen gælder for to år ad gangen. Den har seks fokusområder: fire om udvikling og to om styring.\n\nAftalen skal tiltrædes af alle 17 byråd og af regionsrådet.",
        ),
        item(
            ItemKind::Information,
            "Status på praktikpladser i social- og sundhedsuddannelserne",
            15,
            "at KKR Sjælland tager status til efterretning.",
            "Kommunerne har samlet opfyldt måltallet. Seks kommuner har flere elever, end de skal have.",
        ),
        EntryDraft {
            access: Access::Closed,
            access_reason: "Punktet handler om et tilbud, der ikke er offentligt".to_owned(),
            neutral_title: "Lejemål".to_owned(),
            ..item(
                ItemKind::Decision,
                "Nyt lejemål til sekretariatet i Sorø",
                10,
                "at KKR Sjælland godkender, at der forhandles videre med udlejer.",
                "Udlejer har givet et tilbud, som gælder i tre uger.",
            )
        },
    ]
}
