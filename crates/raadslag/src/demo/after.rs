//! What came of the sample's decisions: tasks, and a framework agreement on its way through
//! seventeen councils and a region. The dates and answers are made up.

use anyhow::{Context, Result};
use jiff::civil::{Date, date};
use raadslag_app::accounts;
use raadslag_app::archive::{Archive, Audience};
use raadslag_app::onward::{self, Asked, NewAnswer, NewOnward, Said};
use raadslag_app::tasks::{self, NewTask, Owner, Settle};
use raadslag_document::Access;

const BODY: &str = "kkr-sjaelland";
/// The item in which the framework agreement was recommended.
const AGREEMENT: &str = "kkr-sjaelland-2026-09-08-2-1";
/// The secretary, who does all this.
const SECRETARY: &str = "Signe Sekretær <sekretaer@demo.dk>";

/// Who has acceded, and when.
const ACCEDED: [(&str, Date); 11] = [
    ("Faxe", date(2026, 10, 8)),
    ("Greve", date(2026, 10, 6)),
    ("Guldborgsund", date(2026, 10, 8)),
    ("Kalundborg", date(2026, 9, 30)),
    ("Køge", date(2026, 10, 27)),
    ("Lejre", date(2026, 10, 29)),
    ("Næstved", date(2026, 10, 13)),
    ("Odsherred", date(2026, 10, 28)),
    ("Ringsted", date(2026, 10, 12)),
    ("Solrød", date(2026, 9, 28)),
    ("Sorø", date(2026, 10, 28)),
];
/// Who has the case and says when it is dealt with; the last does so after the deadline.
const PLANNED: [(&str, Date); 3] = [
    ("Holbæk", date(2026, 11, 30)),
    ("Slagelse", date(2026, 11, 30)),
    ("Region Sjælland", date(2026, 12, 7)),
];
/// Whose link is told to the one who looks at the demonstration.
const LINKED: &str = "Vordingborg";

/// Fills the archive; gives the path of one recipient's link.
pub(super) async fn fill(archive: &Archive) -> Result<(&'static str, String)> {
    let link = send_onward(archive).await?;
    give_tasks(archive).await?;
    Ok((LINKED, link))
}

async fn send_onward(archive: &Archive) -> Result<String> {
    let item = archive.item(AGREEMENT, Audience::Public).await?;
    let item = item.context("the sample has no framework agreement")?;
    let says = NewOnward {
        title: "Tiltrædelse af rammeaftale 2027-2028".to_owned(),
        asked: Asked::Accede,
        deadline: date(2026, 12, 1),
        text: onward::opening(&item),
        access: Access::Open,
    };
    let (mut names, region) = onward::usual_recipients(BODY);
    names.extend(region);
    let text = onward::text_of(&item.item);
    let id = onward::create(archive, SECRETARY, (BODY, AGREEMENT), text, &says, &names).await?;
    let mut link = String::new();
    for standing in onward::standings(archive, id).await? {
        let who = standing.recipient;
        let token = onward::link(archive, SECRETARY, who.id).await?;
        if who.name == LINKED {
            link = format!("/svar/{}", token.secret());
        }
        let given_by = format!("via link: {}", who.name);
        if let Some((said, text)) = said(&who.name) {
            let says = NewAnswer { said, text: text.to_owned(), document: None };
            onward::answer(archive, &given_by, who.id, &says, None).await?;
        }
    }
    Ok(link)
}

/// What a recipient answers; two do not.
fn said(name: &str) -> Option<(Said, &'static str)> {
    let of = |list: &[(&str, Date)]| list.iter().find(|(one, _)| *one == name).map(|(_, on)| *on);
    if let Some(on) = of(&ACCEDED) {
        return Some((Said::Followed { on }, ""));
    }
    if let Some(on) = of(&PLANNED) {
        return Some((Said::Received { planned: Some(on) }, ""));
    }
    match name {
        "Lolland" => Some((
            Said::Deviated { on: date(2026, 10, 22) },
            "Tiltrådt med det forbehold, at taksterne drøftes igen efter et år.",
        )),
        "Roskilde" => Some((Said::Received { planned: None }, "")),
        _ => None,
    }
}

async fn give_tasks(archive: &Archive) -> Result<()> {
    let member = accounts::by_email(archive, &"medlem@demo.dk".parse()?).await?;
    let member = member.context("the demonstration has no member")?;
    let task = |what: &str, owner, name: &str, due, item: &str| NewTask {
        body: BODY.to_owned(),
        what: what.to_owned(),
        owner,
        owner_name: name.to_owned(),
        due,
        access: Access::Open,
        item: Some(item.to_owned()),
        meeting: None,
    };
    let agreement = "kkr-sjaelland-2026-11-18-2-1";
    let contract = "kkr-sjaelland-2026-11-18-2-3";
    let mine = Owner::Account(member.id);
    for task in [
        task(
            "Kontakt de kommuner, der endnu ikke har besluttet om rammeaftalen",
            mine,
            &member.name,
            Some(date(2026, 11, 25)),
            agreement,
        ),
        task(
            "Indarbejd begge mål i resultatkontrakten, og send den til underskrift",
            Owner::Name,
            "Sekretariatet",
            Some(date(2026, 12, 18)),
            contract,
        ),
        task(
            "Gennemgå fordelingen af lærepladser med kommunaldirektørerne",
            Owner::Body("k17".to_owned()),
            "K17",
            Some(date(2027, 1, 15)),
            "kkr-sjaelland-2026-11-18-2-2",
        ),
    ] {
        tasks::create(archive, SECRETARY, &task).await?;
    }
    let sent = task(
        "Send beslutningen om klimaplaner til kommunerne",
        Owner::Name,
        "Sekretariatet",
        Some(date(2026, 11, 20)),
        "kkr-sjaelland-2026-11-18-2-5",
    );
    let sent = tasks::create(archive, SECRETARY, &sent).await?;
    tasks::settle(archive, SECRETARY, sent, &Settle::Done).await?;
    let note = "Formandskabet ønsker en status, når fristen er gået.";
    let title = ("Status på tiltrædelse af rammeaftalen", note);
    tasks::promise(archive, SECRETARY, BODY, title, Some(agreement.to_owned())).await?;
    Ok(())
}
