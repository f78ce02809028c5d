//! Threads and names as the archive keeps them.

use raadslag_document::Outcome;

use super::builder::With;
use super::{INSIDER, PUBLIC, agenda, each, item, minutes};
use crate::archive::LinkReason;

const BODY: &str = "KKR Sjælland";

fn supervision(year: u16) -> raadslag_document::Item {
    item("2", &format!("Socialtilsyn Øst årsrapport {year}"))
}

#[tokio::test]
async fn the_same_case_is_followed_across_bodies() {
    each(async |fixture| {
        let others =
            |n: u32| (0..4).map(move |i| item(&format!("{}", i + 3), &format!("Andet {n}{i}")));
        let first = item("1", "Ny bro over Storstrømmen").case("EMN-2025-008468");
        let second = item("1", "Bro over Storstrømmen").case("EMN-2025-008468");
        let second = second.decided("Anbefales", Outcome::Recommended);
        fixture
            .take("a", &agenda(BODY, "2025-08-27", [first].into_iter().chain(others(1)).collect()))
            .await;
        fixture
            .take(
                "b",
                &minutes("K17", "2025-10-01", [second].into_iter().chain(others(2)).collect()),
            )
            .await;
        let found =
            fixture.archive.item("kkr-sjaelland-2025-08-27-1", PUBLIC).await.unwrap().unwrap();
        let thread = found.thread.expect("the item is in a thread");
        let events: Vec<_> = thread.events.iter().map(|e| (e.body.as_str(), e.outcome)).collect();
        assert_eq!(events, [(BODY, Outcome::None), ("K17", Outcome::Recommended)]);
        let reason = LinkReason::CaseNumber("EMN-2025-008468".to_owned());
        assert!(thread.events[0].reasons.contains(&reason), "{:?}", thread.events[0].reasons);
        assert_eq!(fixture.archive.thread(&thread.slug, PUBLIC).await.unwrap(), Some(thread));
    })
    .await;
}

#[tokio::test]
async fn a_thread_keeps_its_address_when_it_grows_backwards() {
    each(async |fixture| {
        for year in [2023, 2024] {
            let document = agenda(BODY, &format!("{}-09-02", year + 1), vec![supervision(year)]);
            fixture.take(&year.to_string(), &document).await;
        }
        let before = fixture.archive.threads(10, PUBLIC).await.unwrap();
        assert_eq!(before.len(), 1);
        fixture.take("2021", &agenda(BODY, "2022-09-07", vec![supervision(2021)])).await;
        let after = fixture.archive.threads(10, PUBLIC).await.unwrap();
        assert_eq!(after.len(), 1);
        assert_eq!(after[0].slug, before[0].slug);
        assert_eq!(after[0].events.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn closed_items_are_in_no_thread_and_name_nobody() {
    each(async |fixture| {
        for year in [2023, 2024] {
            let text = "Faxe Kommune og borgmester Ole Vive svarer senest 1. december 2025";
            let item = supervision(year).text(text).closed();
            let document = agenda(BODY, &format!("{}-09-02", year + 1), vec![item]);
            fixture.take(&year.to_string(), &document).await;
        }
        let archive = &fixture.archive;
        assert_eq!(archive.threads(10, PUBLIC).await.unwrap(), []);
        assert_eq!(archive.municipalities(PUBLIC).await.unwrap(), []);
        assert_eq!(archive.municipality("faxe", PUBLIC).await.unwrap(), None);
        assert_eq!(archive.people(PUBLIC).await.unwrap(), []);
        let faxe = archive.municipality("faxe", INSIDER).await.unwrap().unwrap();
        assert_eq!(faxe.mentions.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_municipality_shows_what_concerns_it() {
    each(async |fixture| {
        let text = "Det haster. Faxe Kommune svarer senest 1. december 2022. Faxe Kommune betaler.";
        fixture.take("a", &agenda(BODY, "2022-09-07", vec![item("1", "Togstop").text(text)])).await;
        fixture
            .take("b", &agenda(BODY, "2023-09-07", vec![item("1", "Skove i Faxe Kommune")]))
            .await;
        let faxe = fixture.archive.municipality("faxe", PUBLIC).await.unwrap().unwrap();
        assert_eq!(faxe.name, "Faxe");
        assert!(faxe.facts.iter().any(|fact| fact.contains("320")), "{:?}", faxe.facts);
        let years: Vec<_> =
            faxe.mentions.iter().map(|mention| mention.item.meeting.slug.as_str()).collect();
        assert_eq!(years, ["2023-09-07", "2022-09-07"], "newest first, each item once");
        assert_eq!(faxe.mentions[1].snippet, text);
        let due: Vec<_> = faxe.deadlines.iter().map(|deadline| deadline.due).collect();
        assert_eq!(due, ["2022-12-01".parse().ok()]);
        let all = fixture.archive.municipalities(PUBLIC).await.unwrap();
        assert_eq!(all, [("faxe".to_owned(), "Faxe".to_owned(), 2)]);
    })
    .await;
}

#[tokio::test]
async fn a_newer_version_replaces_the_names_of_the_older() {
    each(async |fixture| {
        let first = item("1", "Togstop").text("Faxe Kommune svarer.");
        fixture.take("a", &agenda(BODY, "2022-09-07", vec![first])).await;
        let second = item("1", "Togstop").text("Køge Kommune svarer.");
        fixture.take("b", &agenda(BODY, "2022-09-07", vec![second])).await;
        let all = fixture.archive.municipalities(PUBLIC).await.unwrap();
        assert_eq!(all, [("koege".to_owned(), "Køge".to_owned(), 1)]);
    })
    .await;
}
