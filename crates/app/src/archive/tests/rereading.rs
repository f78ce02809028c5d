//! Better readers read the originals again.

use raadslag_document::Document;

use super::builder::With;
use super::{Fixture, PUBLIC, agenda, assert_same, dump, each, item};

const BODY: &str = "KKR Sjælland";

/// Takes in a document as a poor reader would have read it out of a file that says `right`.
async fn take_misread(fixture: &Fixture, right: &Document, misread: Document) {
    let bytes = serde_json::to_vec(right).unwrap();
    let format = raadslag_reader::Format::Json;
    let folder = Some(fixture.files.path());
    let import = fixture.archive.import_document(misread, format, bytes.into(), "a.json", folder);
    assert!(import.await.unwrap().is_complete());
}

#[tokio::test]
async fn a_better_reading_replaces_the_text_and_keeps_the_addresses() {
    each(async |fixture| {
        std::fs::write(fixture.files.path().join("k.txt"), "Et kort").unwrap();
        let right = agenda(
            BODY,
            "2022-09-07",
            vec![
                item("1", "Togstop på Sjælland")
                    .text("Hele teksten om Faxe Kommune")
                    .annex("Kort", "k.txt"),
                item("2", "Skove"),
                item("3", "Havne"),
            ],
        );
        let misread = agenda(
            BODY,
            "2022-09-07",
            vec![
                item("1", "Tog stop på Sjæl- land").text("Halv tekst").annex("Kort", "k.txt"),
                item("2", "Skove Havne"),
            ],
        );
        take_misread(fixture, &right, misread).await;
        let first = "kkr-sjaelland-2022-09-07-1";
        let before = fixture.archive.item(first, PUBLIC).await.unwrap().unwrap();
        let summary = fixture.archive.reread(|_| {}).await.unwrap();
        assert_eq!((summary.read, summary.changed, summary.failed.len()), (1, 1, 0));
        let meeting = fixture.archive.meeting("kkr-sjaelland", "2022-09-07", PUBLIC).await.unwrap();
        let meeting = meeting.unwrap();
        let items: Vec<_> =
            meeting.items.iter().map(|i| (i.slug.as_str(), i.title.as_str())).collect();
        assert_eq!(items[0], (first, "Togstop på Sjælland"));
        assert_eq!(items[1], ("kkr-sjaelland-2022-09-07-2", "Skove"));
        assert_eq!(items[2].1, "Havne");
        let after = fixture.archive.item(first, PUBLIC).await.unwrap().unwrap();
        assert_eq!(after.item.fields[0].blocks[0].texts(), ["Hele teksten om Faxe Kommune"]);
        assert!(after.mentions.iter().any(|mention| mention.slug.as_deref() == Some("faxe")));
        assert_eq!(after.attachments, before.attachments);
        assert_eq!(meeting.versions.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn reading_again_without_a_change_changes_nothing() {
    each(async |fixture| {
        let text = "Faxe Kommune svarer senest 1. december 2022";
        let first = agenda(BODY, "2022-09-07", vec![item("1", "Togstop").text(text)]);
        take_misread(fixture, &first, first.clone()).await;
        let before = dump(&fixture.archive, PUBLIC).await;
        let summary = fixture.archive.reread(|_| {}).await.unwrap();
        assert_eq!((summary.read, summary.changed), (1, 0));
        assert_same(&dump(&fixture.archive, PUBLIC).await, &before);
    })
    .await;
}

#[tokio::test]
async fn a_meeting_whose_day_is_now_known_moves_and_its_old_address_leads_there() {
    each(async |fixture| {
        let right = agenda(BODY, "2022-09-07", vec![item("1", "Togstop")]);
        take_misread(fixture, &right, agenda("", "", vec![item("1", "Togstop")])).await;
        let archive = &fixture.archive;
        let before = archive.meetings(&Default::default(), PUBLIC).await.unwrap().remove(0);
        assert_eq!(before.slug, "uden-dato");
        let item = archive.meeting(&before.body_slug, &before.slug, PUBLIC).await.unwrap().unwrap();
        let item = item.items[0].slug.clone();
        archive.reread(|_| {}).await.unwrap();
        for (body, slug) in
            [(before.body_slug.as_str(), "uden-dato"), ("kkr-sjaelland", "2022-09-07")]
        {
            let meeting = archive.meeting(body, slug, PUBLIC).await.unwrap().unwrap();
            assert_eq!(meeting.entry.body_slug, "kkr-sjaelland");
            assert_eq!(meeting.entry.slug, "2022-09-07");
        }
        assert_eq!(archive.bodies(PUBLIC).await.unwrap().len(), 1);
        assert!(archive.item(&item, PUBLIC).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn an_original_that_no_longer_reads_keeps_its_document() {
    each(async |fixture| {
        let document = agenda(BODY, "2022-09-07", vec![item("1", "Togstop")]);
        let format = raadslag_reader::Format::Pdf;
        let bytes = "%PDF-1.7 broken".into();
        let import = fixture.archive.import_document(document, format, bytes, "a.pdf", None);
        assert_eq!(import.await.unwrap().added, 1);
        let before = dump(&fixture.archive, PUBLIC).await;
        let summary = fixture.archive.reread(|_| {}).await.unwrap();
        assert_eq!(summary.failed.len(), 1);
        assert_same(&dump(&fixture.archive, PUBLIC).await, &before);
    })
    .await;
}
