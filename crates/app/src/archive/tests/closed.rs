//! Nothing of a closed item but number and title comes out, through any door.

use raadslag_document::{Access, Attendance, Furniture, History, Outcome, Problem};

use super::builder::With;
use super::{Fixture, INSIDER, PUBLIC, agenda, dump, each, item, minutes};
use crate::archive::{SearchRequest, StoredFile};

/// Words that stand in closed text only.
const SECRET: &str = "hemmelig";

fn closed_item() -> raadslag_document::Item {
    let mut item = item("2", "Køb af ejendom")
        .text("Hemmelig pris: Faxe Kommune og borgmester Hemmelig Hansen, senest 1. december 2022")
        .recommended("Det indstilles, at den hemmelige pris godkendes")
        .decided("Godkendt hemmeligt", Outcome::Approved)
        .case("HEMMELIG-1")
        .annex("Hemmelig vurdering", "bilag/hemmelig.txt")
        .closed();
    item.case_officers = vec!["hemmelig".to_owned()];
    item.links = vec!["https://example.org/hemmelig".to_owned()];
    item.history = vec![History { text: "Hemmelig før".to_owned(), ..History::default() }];
    item.attendance =
        Some(Attendance { notes: vec!["Hemmelig".to_owned()], ..Attendance::default() });
    item
}

fn document() -> raadslag_document::Document {
    let open = item("1", "Togstop").text("Åben tekst").annex("Kort", "bilag/kort.txt");
    let mut document = minutes("KKR Sjælland", "2022-09-07", vec![open, closed_item()]);
    document.problems.push(Problem {
        line: Some(1),
        page: None,
        code: "uncertain".to_owned(),
        message: "hemmelig".to_owned(),
        text: Some("hemmelig".to_owned()),
    });
    document.furniture.push(Furniture {
        name: "page_header".to_owned(),
        text: "hemmelig".to_owned(),
        page: None,
    });
    document
}

async fn take(fixture: &Fixture) {
    std::fs::create_dir(fixture.files.path().join("bilag")).unwrap();
    std::fs::write(fixture.files.path().join("bilag/kort.txt"), "Et kort").unwrap();
    std::fs::write(fixture.files.path().join("bilag/hemmelig.txt"), "Hemmeligt bilag").unwrap();
    fixture.take("referat.json", &document()).await;
}

fn sum(content: &str) -> String {
    crate::digest::sha256(content.as_bytes())
}

#[tokio::test]
async fn no_page_tells_the_public_what_is_closed() {
    each(async |fixture| {
        take(fixture).await;
        let everything = dump(&fixture.archive, PUBLIC).await.to_lowercase();
        assert!(everything.contains("køb af ejendom"), "the title is public");
        assert!(everything.contains("åben tekst"));
        let leak = everything.find(SECRET).map(|at| &everything[at.saturating_sub(200)..at + 20]);
        assert_eq!(leak, None);
        assert!(dump(&fixture.archive, INSIDER).await.to_lowercase().contains(SECRET));
    })
    .await;
}

#[tokio::test]
async fn a_closed_item_is_number_and_title() {
    each(async |fixture| {
        take(fixture).await;
        let detail = fixture.archive.item("kkr-sjaelland-2022-09-07-2", PUBLIC).await.unwrap();
        let detail = detail.unwrap();
        let wanted = raadslag_document::Item {
            number: Some("2".to_owned()),
            title: "Køb af ejendom".to_owned(),
            access: Access::Closed,
            ..Default::default()
        };
        assert_eq!(detail.item, wanted);
        assert_eq!(detail.entry.outcome, Outcome::None);
        assert!(detail.attachments.is_empty() && detail.mentions.is_empty());
        assert!(detail.thread.is_none());
        let whole = fixture.archive.item("kkr-sjaelland-2022-09-07-2", INSIDER).await.unwrap();
        assert_eq!(whole.unwrap().item, closed_item());
    })
    .await;
}

#[tokio::test]
async fn files_with_closed_text_are_withheld() {
    each(async |fixture| {
        take(fixture).await;
        let archive = &fixture.archive;
        let meeting =
            archive.meeting("kkr-sjaelland", "2022-09-07", PUBLIC).await.unwrap().unwrap();
        let original = meeting.versions[0].sha256.clone();
        assert_eq!(archive.original(&original, PUBLIC).await.unwrap(), None);
        assert!(archive.original(&original, INSIDER).await.unwrap().is_some());
        assert_eq!(archive.attachment(&sum("Hemmeligt bilag"), PUBLIC).await.unwrap(), None);
        assert!(archive.attachment(&sum("Hemmeligt bilag"), INSIDER).await.unwrap().is_some());
        let open = archive.attachment(&sum("Et kort"), PUBLIC).await.unwrap();
        let wanted = StoredFile {
            bytes: "Et kort".into(),
            media_type: "text/plain; charset=utf-8".to_owned(),
            name: "kort.txt".to_owned(),
        };
        assert_eq!(open, Some(wanted));
        // An original is no annex, and an annex no original.
        assert_eq!(archive.attachment(&original, INSIDER).await.unwrap(), None);
        assert_eq!(archive.original(&sum("Et kort"), INSIDER).await.unwrap(), None);
        let counts = archive.counts(PUBLIC).await.unwrap();
        assert_eq!((counts.items, counts.attachments), (2, 1));
    })
    .await;
}

#[tokio::test]
async fn an_original_whose_closed_items_are_bare_is_public() {
    each(async |fixture| {
        let items = vec![item("1", "Togstop").text("Åben"), item("2", "Lukket punkt").closed()];
        fixture.take("a", &agenda("KKR Sjælland", "2022-09-07", items)).await;
        let meeting = fixture.archive.meeting("kkr-sjaelland", "2022-09-07", PUBLIC).await.unwrap();
        let sha256 = meeting.unwrap().versions[0].sha256.clone();
        assert!(fixture.archive.original(&sha256, PUBLIC).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn what_stood_before_a_withdrawal_is_given_to_nobody() {
    each(async |fixture| {
        std::fs::create_dir(fixture.files.path().join("bilag")).unwrap();
        for (name, content) in [("kort", "Et kort"), ("brev", "Et brev"), ("andet", "Andet")] {
            std::fs::write(fixture.files.path().join(format!("bilag/{name}.txt")), content)
                .unwrap();
        }
        let one = || item("1", "Togstop").text("Tekst").annex("Kort", "bilag/kort.txt");
        let with_letter = one().text("CPR").annex("Brev", "bilag/brev.txt");
        let other = item("2", "Andet").annex("Andet", "bilag/andet.txt");
        let mut supplement = agenda("KKR Sjælland", "2022-09-07", vec![other]);
        supplement.meeting.supplementary = true;
        let before = agenda("KKR Sjælland", "2022-09-07", vec![with_letter]);
        let archive = &fixture.archive;
        let versions = async || {
            let found = archive.meeting("kkr-sjaelland", "2022-09-07", INSIDER).await;
            found.unwrap().unwrap().versions
        };
        let mut taken: Vec<String> = Vec::new();
        for document in [&before, &supplement, &agenda("KKR Sjælland", "2022-09-07", vec![one()])]
        {
            fixture.take("dagsorden.json", document).await;
            let new = versions().await.into_iter().map(|version| version.sha256);
            taken.extend(new.filter(|sha256| !taken.contains(sha256)).collect::<Vec<_>>());
        }
        let [old, added, newest] = <[String; 3]>::try_from(taken).unwrap();
        assert!(archive.attachment(&sum("Et brev"), PUBLIC).await.unwrap().is_some());
        let mut tx = archive.db().begin().await.unwrap();
        crate::archive::begin_writing(&mut tx).await.unwrap();
        crate::archive::withhold_before(&mut tx, &newest).await.unwrap();
        tx.commit().await.unwrap();
        for viewer in [PUBLIC, INSIDER] {
            assert_eq!(archive.original(&old, viewer).await.unwrap(), None);
            assert_eq!(archive.attachment(&sum("Et brev"), viewer).await.unwrap(), None);
            // What stands in the newest version, and what has another part, stays.
            for kept in ["Et kort", "Andet"] {
                assert!(archive.attachment(&sum(kept), viewer).await.unwrap().is_some(), "{kept}");
            }
            assert!(archive.original(&newest, viewer).await.unwrap().is_some());
            assert!(archive.original(&added, viewer).await.unwrap().is_some());
        }
        let withheld = versions().await.into_iter().filter(|version| version.withheld);
        assert_eq!(withheld.map(|version| version.sha256).collect::<Vec<_>>(), [old]);
    })
    .await;
}

#[tokio::test]
async fn what_is_closed_later_is_closed_in_older_versions_too() {
    each(async |fixture| {
        take_open_then_closed(fixture).await;
        let archive = &fixture.archive;
        let everything = dump(archive, PUBLIC).await.to_lowercase();
        assert!(!everything.contains(SECRET));
        let meeting =
            archive.meeting("kkr-sjaelland", "2022-09-07", PUBLIC).await.unwrap().unwrap();
        let [minutes, agenda] = [&meeting.versions[0], &meeting.versions[1]];
        assert!(archive.original(&minutes.sha256, PUBLIC).await.unwrap().is_some());
        assert_eq!(archive.original(&agenda.sha256, PUBLIC).await.unwrap(), None);
        assert_eq!(archive.attachment(&sum("Hemmeligt bilag"), PUBLIC).await.unwrap(), None);
        let request =
            SearchRequest { text: SECRET.to_owned(), page_size: 10, ..Default::default() };
        assert_eq!(archive.search(&request, PUBLIC).await.unwrap().total, 0);
    })
    .await;
}

async fn take_open_then_closed(fixture: &Fixture) {
    std::fs::create_dir(fixture.files.path().join("bilag")).unwrap();
    std::fs::write(fixture.files.path().join("bilag/hemmelig.txt"), "Hemmeligt bilag").unwrap();
    let mut open = closed_item();
    open.access = Access::Open;
    fixture.take("dagsorden", &agenda("KKR Sjælland", "2022-09-07", vec![open])).await;
    let closed = item("2", "Køb af ejendom").closed();
    fixture.take("referat", &minutes("KKR Sjælland", "2022-09-07", vec![closed])).await;
}

#[tokio::test]
async fn a_search_finds_closed_items_by_title_and_tells_no_more() {
    each(async |fixture| {
        take(fixture).await;
        let ask = async |text: &str, viewer| {
            let request =
                SearchRequest { text: text.to_owned(), page_size: 10, ..Default::default() };
            fixture.archive.search(&request, viewer).await.unwrap()
        };
        assert_eq!(ask(SECRET, PUBLIC).await.total, 0);
        assert_eq!(ask("HEMMELIG-1", PUBLIC).await.total, 0);
        assert_eq!(ask("hemmelige pris", INSIDER).await.total, 1);
        let found = ask("ejendom", PUBLIC).await;
        assert_eq!(found.total, 1);
        assert_eq!(found.hits[0].entry.outcome, Outcome::None);
        assert!(found.hits[0].snippet.is_empty());
        let told = format!("{found:?}").to_lowercase();
        assert!(!told.contains(SECRET) && !told.contains("faxe"), "{told}");
    })
    .await;
}
