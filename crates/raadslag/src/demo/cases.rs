//! Sample cases in different states. Everything in them is made up.

use std::collections::HashSet;

use anyhow::{Context, Result};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use raadslag_app::access::Actor;
use raadslag_app::accounts;
use raadslag_app::archive::{Archive, Audience, MeetingFilter};
use raadslag_app::cases::annexes::{self, Upload};
use raadslag_app::cases::{
    self, Case, CaseAccess, Facts, NewAdvice, NewCase, Officer, Settled, Stance, Usual,
};
use raadslag_app::clock::day_in_denmark;
use raadslag_app::ids::CaseId;
use raadslag_document::{Access, Block, Field, FieldName, Item, ItemKind, Outcome, Recommendation};

use super::Sample;

const KKR: &str = "kkr-sjaelland";
const OFFICER: &str = "sagsbehandler@demo.dk";
const PREPARER: &str = "k17@demo.dk";

/// Adds the sample cases.
pub(super) async fn add(archive: &Archive) -> Result<()> {
    let demo = Demo {
        archive,
        today: day_in_denmark(Timestamp::now()),
        officer: actor(archive, OFFICER).await?,
    };
    demo.framework_agreement().await?;
    demo.bus_lines().await?;
    demo.acute_nursing().await?;
    demo.premises().await?;
    demo.taken_up_again().await
}

async fn actor(archive: &Archive, email: &str) -> Result<Actor> {
    let account = accounts::by_email(archive, &email.parse()?).await?.context("no such account")?;
    let (account, held) = accounts::one(archive, account.id).await?.context("no such account")?;
    let grants = held.into_iter().map(|held| held.grant).collect();
    Ok(Actor::new(account.id, account.name, account.email, grants, HashSet::new()))
}

struct Demo<'a> {
    archive: &'a Archive,
    today: Date,
    officer: Actor,
}

/// A text: what is recommended, and its paragraphs under their headings.
fn text(asked: &[&str], background: &str, presentation: &[&str]) -> Item {
    let recommendations = (1..).zip(asked).map(|(number, text)| Recommendation {
        number: (asked.len() > 1).then_some(number),
        text: (*text).to_owned(),
        ..Recommendation::default()
    });
    let field = |name, heading: &str, texts: &[&str]| Field {
        name,
        heading: Some(heading.to_owned()),
        blocks: texts.iter().map(|text| Block::paragraph(*text)).collect(),
    };
    Item {
        recommendations: recommendations.collect(),
        fields: vec![
            field(FieldName::Background, "Baggrund", &[background]),
            field(FieldName::Presentation, "Sagsfremstilling", presentation),
        ],
        ..Item::default()
    }
}

impl Demo<'_> {
    async fn make(
        &self,
        title: &str,
        subject: &str,
        kind: ItemKind,
        usual: Usual,
        start: Item,
    ) -> Result<CaseId> {
        let officers = vec![Officer {
            initials: self.officer.name().to_owned(),
            account: self.officer.account(),
        }];
        let facts = Facts {
            title: title.to_owned(),
            subject: Some(subject.parse()?),
            kind,
            officers,
            ..Facts::default()
        };
        let new = NewCase {
            body: KKR.to_owned(),
            facts,
            usual,
            start: Some(start),
            ..NewCase::default()
        };
        Ok(cases::create(self.archive, &self.officer.signature(), new).await?)
    }

    async fn change(
        &self,
        id: CaseId,
        action: &'static str,
        rule: impl FnOnce(&mut Case) -> Result<(), cases::CaseError>,
    ) -> Result<()> {
        let who = self.officer.signature();
        Ok(cases::change(self.archive, &who, id, None, action, rule).await?)
    }

    /// Lets the case go. The station of this step is due so many days from today, those after it a
    /// fortnight later each.
    async fn start(&self, id: CaseId, step: u16, days: i64) -> Result<()> {
        let due = |of: u16| {
            let more = 14 * (i64::from(of) - i64::from(step));
            self.today.saturating_add((days + more).days())
        };
        self.change(id, "case.start", |case| {
            case.start()?;
            for station in case.route.stations().to_vec() {
                let day = station.due.or(Some(due(station.step)));
                case.route.amend(station.id, station.ask, day)?;
            }
            Ok(())
        })
        .await
    }

    async fn settle(
        &self,
        id: CaseId,
        body: &str,
        outcome: Outcome,
        ago: i64,
        note: Option<&str>,
    ) -> Result<()> {
        let date = self.today.saturating_sub(ago.days());
        let settled = Settled { outcome, date, note: note.map(ToOwned::to_owned) };
        cases::decide(self.archive, &self.officer.signature(), id, body, settled).await?;
        Ok(())
    }

    async fn annex(&self, id: CaseId, name: &str, bytes: Vec<u8>) -> Result<()> {
        let upload = Upload { file_name: name.to_owned(), bytes: bytes.into() };
        annexes::add(self.archive, &self.officer.signature(), id, vec![upload]).await?;
        Ok(())
    }

    /// Every council and the region must accede; some have.
    async fn framework_agreement(&self) -> Result<()> {
        let start = text(
            &[
                "Det indstilles, at KKR Sjælland anbefaler kommunerne og regionen at tiltræde rammeaftalen.",
                "Det indstilles videre, at tilslutningen meddeles sekretariatet senest 1. december.",
            ],
            "Kommunerne og regionen skal hvert andet år aftale rammerne for det specialiserede socialområde. Aftalen gælder først, når alle har tiltrådt den.",
            &[
                "Udkastet har seks fokusområder. Fire handler om at udvikle tilbuddene, og to handler om at styre dem.",
                "Embedsmandsgruppen har holdt tre møder om udkastet. Bemærkningerne fra handicaprådene er arbejdet ind.",
            ],
        );
        let title = "Rammeaftale for det specialiserede socialområde";
        let id = self.make(title, "27.03.00", ItemKind::Decision, Usual::Agreement, start).await?;
        let draft = Sample::get("bilag/rammeaftale-2027-2028-udkast.pdf");
        let draft = draft.context("a sample annex is missing from the program")?;
        self.annex(id, "Udkast til rammeaftale.pdf", draft.data.to_vec()).await?;
        self.start(id, 5, 30).await?;
        self.settle(id, "forretningsgruppen", Outcome::Discussed, 70, None).await?;
        self.settle(id, "k17", Outcome::Recommended, 60, Some("K17 anbefaler aftalen.")).await?;
        self.settle(id, "formandskabet", Outcome::Approved, 50, None).await?;
        self.settle(
            id,
            KKR,
            Outcome::Recommended,
            40,
            Some("KKR Sjælland anbefaler kommunerne og regionen at tiltræde."),
        )
        .await?;
        for (ago, place) in (3..).zip(["faxe", "greve", "lejre", "ringsted", "soroe", "stevns"]) {
            let body = format!("{place}-kommunalbestyrelse");
            self.settle(id, &body, Outcome::Approved, ago * 3, None).await?;
        }
        Ok(())
    }

    /// Waits for K17, which has given its advice; an annex is kept back.
    async fn bus_lines(&self) -> Result<()> {
        let start = text(
            &[
                "Det indstilles, at KKR Sjælland drøfter forslaget til busruter på tværs af kommunegrænserne.",
            ],
            "Flere kommuner har peget på, at bus og tog ikke passer sammen, når en rejse går over en kommunegrænse.",
            &[
                "Forslaget samler de ruter, som mindst to kommuner betaler til. Køreplanen lægges samlet, så der er højst et kvarters ventetid ved skift.",
                "Udgiften deles efter køreplantimer. En kommune kan stadig bestille flere afgange for egen regning.",
            ],
        );
        let title = "Busruter på tværs af kommunegrænser";
        let id = self.make(title, "13.05.00", ItemKind::Theme, Usual::TwoReadings, start).await?;
        self.start(id, 2, 9).await?;
        self.settle(id, "forretningsgruppen", Outcome::Discussed, 5, None).await?;
        let notes =
            "Notat om køreplanen\n\nSpørgsmål kan rettes til planlæggeren på tlf. 12 34 56 78.\n";
        self.annex(id, "Notat om køreplanen.txt", notes.as_bytes().to_vec()).await?;
        let preparer = actor(self.archive, PREPARER).await?;
        let advice = NewAdvice {
            body: "k17".to_owned(),
            stance: Stance::RecommendsWithChanges,
            text: "Fordelingen af udgiften bør følge passagertallet og ikke kun køreplantimerne."
                .to_owned(),
            instead_of: None,
        };
        cases::advise(self.archive, &preparer, id, advice).await?;
        Ok(())
    }

    /// A health case: it goes to the clusters.
    async fn acute_nursing(&self) -> Result<()> {
        let start = text(
            &[
                "Det indstilles, at klyngerne drøfter, hvordan den akutte sygepleje dækkes om natten.",
            ],
            "Kommunerne har svært ved hver for sig at have akutsygeplejersker på vagt hele natten.",
            &[
                "Tre måder at dele vagten på er beskrevet. Klyngerne bedes pege på den, der passer bedst hos dem.",
            ],
        );
        let title = "Akut sygepleje om natten";
        let id = self.make(title, "29.09.00", ItemKind::Theme, Usual::Kkr, start).await?;
        self.start(id, 2, -4).await?;
        self.settle(id, "k17", Outcome::Recommended, 12, Some("K17 sender sagen til klyngerne."))
            .await
    }

    /// Closed, with a title that gives too much away.
    async fn premises(&self) -> Result<()> {
        let start = text(
            &["Det indstilles, at KKR Sjælland godkender lejemålet."],
            "Sekretariatets lokaler er opsagt.",
            &["Der er hentet tre tilbud. Det billigste ligger nærmest stationen."],
        );
        let title = "Leje af lokaler til sekretariatet";
        let id = self.make(title, "82.10.00", ItemKind::Decision, Usual::Kkr, start).await?;
        self.change(id, "case.facts", |case| {
            let reason = "Tilbuddene er fortrolige, til aftalen er underskrevet".to_owned();
            case.facts.access = CaseAccess::Closed { reason, is_title_marked: true };
            Ok(())
        })
        .await?;
        self.start(id, 4, 20).await?;
        self.settle(id, "forretningsgruppen", Outcome::Discussed, 20, None).await?;
        self.settle(id, "k17", Outcome::Recommended, 14, None).await?;
        self.settle(id, "formandskabet", Outcome::Approved, 7, None).await
    }

    /// A draft that takes an earlier item up again.
    async fn taken_up_again(&self) -> Result<()> {
        let filter = MeetingFilter {
            body: Some(KKR.to_owned()),
            to: Some(self.today),
            newest_first: true,
            limit: Some(5),
            ..MeetingFilter::default()
        };
        let agendas = self.archive.agendas(&filter, Audience::Public).await?;
        let mut items = agendas.iter().flat_map(|agenda| &agenda.items);
        let Some(entry) =
            items.find(|item| item.kind == ItemKind::Information && item.access == Access::Open)
        else {
            return Ok(());
        };
        let taken = cases::earlier(self.archive, &entry.slug, Audience::Public).await?;
        let officers = vec![Officer {
            initials: self.officer.name().to_owned(),
            account: self.officer.account(),
        }];
        let facts =
            Facts { title: entry.title.clone(), kind: entry.kind, officers, ..Facts::default() };
        let new = NewCase {
            body: KKR.to_owned(),
            facts,
            start: Some(taken.item),
            earlier_item: Some(entry.slug.clone()),
            notes: taken.notes,
            ..NewCase::default()
        };
        cases::create(self.archive, &self.officer.signature(), new).await?;
        Ok(())
    }
}
