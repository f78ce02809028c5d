//! A meeting that can be held today, and the one after it that approves its minutes.

use anyhow::{Context, Result};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use raadslag_app::access::Actor;
use raadslag_app::accounts;
use raadslag_app::agendas::{self, EntryDraft, NewEntry};
use raadslag_app::archive::Archive;
use raadslag_app::clock::day_in_denmark;
use raadslag_app::ids::PlannedId;
use raadslag_app::plan::{self, NewMeeting, Timing};
use raadslag_document::{Access, ItemKind};

const BODY: &str = "kkr-sjaelland";

/// Plans both, with agendas, and gives today's, which its chair has approved.
pub(super) async fn plan(archive: &Archive) -> Result<PlannedId> {
    let now = Timestamp::now();
    let today = day_in_denmark(now);
    let meeting = meeting(archive, today).await?;
    let mut version = 1;
    for draft in items() {
        let new = NewEntry { draft, ..NewEntry::default() };
        agendas::add_entry(archive, "demo", meeting, new, today).await?;
        version += 1;
    }
    agendas::approve(archive, &chair(archive).await?, meeting, version, now, today).await?;
    self::meeting(archive, today.checked_add(10.weeks())?).await?;
    Ok(meeting)
}

/// The body's chair, as they sign in.
async fn chair(archive: &Archive) -> Result<Actor> {
    let account = accounts::by_email(archive, &"formand@demo.dk".parse()?).await?;
    let account = account.context("the chair has an account")?;
    let token = accounts::begin(archive, account.id, Timestamp::now()).await?;
    let today = day_in_denmark(Timestamp::now());
    accounts::actor(archive, &token, today).await?.context("the chair is signed in")
}

async fn meeting(archive: &Archive, date: Date) -> Result<PlannedId> {
    let timing = Timing { place: Some("Sorø Rådhus".to_owned()), ..Timing::on(date) };
    let new = NewMeeting { body: BODY.to_owned(), timing };
    let planned = plan::add(archive, "demo", &new).await?;
    agendas::begin(archive, "demo", planned).await?;
    Ok(planned)
}

/// Four items of today's, one of them closed. All made up.
fn items() -> [EntryDraft; 4] {
    let late = "Sagen kan ikke vente til næste møde.";
    let draft = |title: &str, kind, recommendations: &str| EntryDraft {
        title: title.to_owned(),
        kind,
        recommendations: recommendations.to_owned(),
        minutes_budget: Some(20),
        late_reason: late.to_owned(),
        ..EntryDraft::default()
    };
    [
        draft(
            "Fælles indsats mod mangel på social- og sundhedspersonale",
            ItemKind::Decision,
            "at KKR Sjælland godkender den fælles indsats,\n\
             at KKR Sjælland anbefaler kommunerne at afsætte 0,5 mio. kr. årligt, og\n\
             at der gøres status på indsatsen om et år.",
        ),
        draft(
            "Rammeaftale for det specialiserede socialområde",
            ItemKind::Decision,
            "at KKR Sjælland anbefaler rammeaftalen over for de 17 kommuner og regionen.",
        ),
        draft(
            "Orientering om kollektiv trafik",
            ItemKind::Information,
            "at KKR Sjælland tager orienteringen til efterretning.",
        ),
        EntryDraft {
            access: Access::Closed,
            access_reason: "Personoplysninger".to_owned(),
            neutral_title: "Personsag".to_owned(),
            ..draft(
                "Ansættelse af sekretariatsleder",
                ItemKind::Decision,
                "at KKR Sjælland godkender ansættelsen.",
            )
        },
    ]
}
