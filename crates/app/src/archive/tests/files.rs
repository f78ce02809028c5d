//! Importing files and folders.

use super::builder::With;
use super::{PUBLIC, agenda, each, item};
use crate::archive::ImportError;

const BODY: &str = "KKR Sjælland";

#[tokio::test]
async fn a_folder_is_imported_with_all_below_it_save_what_is_hidden() {
    each(async |fixture| {
        fixture.write("2022/a.json", &agenda(BODY, "2022-09-07", vec![item("1", "Togstop")]));
        fixture.write("2023/deep/b.json", &agenda(BODY, "2023-09-07", vec![item("1", "Skove")]));
        fixture.write(".hidden/c.json", &agenda(BODY, "2024-09-07", vec![item("1", "Havne")]));
        fixture.write("2023/.d.json", &agenda(BODY, "2025-09-07", vec![item("1", "Broer")]));
        let mut seen = Vec::new();
        let paths = [fixture.files.path().to_owned()];
        let summary =
            fixture.archive.import(&paths, |p| seen.push((p.done, p.total))).await.unwrap();
        assert_eq!((summary.added, summary.items), (2, 2));
        assert!(summary.is_complete());
        assert_eq!(seen, [(1, 2), (2, 2)]);
        let again = fixture.import().await;
        assert_eq!((again.added, again.unchanged), (0, 2));
    })
    .await;
}

#[tokio::test]
async fn a_file_that_fails_is_reported_and_the_others_are_taken() {
    each(async |fixture| {
        fixture.write("b.json", &agenda(BODY, "2022-09-07", vec![item("1", "Togstop")]));
        std::fs::write(fixture.files.path().join("a.pdf"), "%PDF-1.7 broken").unwrap();
        std::fs::write(fixture.files.path().join("c.txt"), "").unwrap();
        let missing = fixture.files.path().join("missing.pdf");
        let paths = [fixture.files.path().to_owned(), missing];
        let summary = fixture.archive.import(&paths, |_| {}).await.unwrap();
        assert_eq!(summary.added, 1);
        let failed: Vec<bool> = summary
            .failed
            .iter()
            .map(|(_, error)| matches!(error, ImportError::Read(_) | ImportError::Unreadable(_)))
            .collect();
        assert_eq!(failed, [true, true, true], "{:?}", summary.failed);
        assert!(!summary.is_complete());
    })
    .await;
}

#[tokio::test]
async fn annexes_beside_a_document_are_held_and_are_no_documents() {
    each(async |fixture| {
        let folder = fixture.files.path();
        std::fs::create_dir(folder.join("bilag")).unwrap();
        std::fs::write(folder.join("bilag/Oversigt æ.pdf"), "%PDF-1.4 x").unwrap();
        let item = item("1", "Togstop")
            .annex("Oversigt", "bilag/Oversigt%20%C3%A6.pdf")
            .annex("Væk", "bilag/missing.pdf")
            .annex("Ude", "../outside.pdf")
            .annex("Kilde", "https://example.org/a.pdf");
        fixture.write("a.json", &agenda(BODY, "2022-09-07", vec![item]));
        let summary = fixture.import().await;
        assert_eq!((summary.added, summary.annexes), (1, 1), "{:?}", summary.failed);
        let again = fixture.import().await;
        assert_eq!((again.unchanged, again.annexes), (1, 1), "{:?}", again.failed);
        let item = fixture.archive.item("kkr-sjaelland-2022-09-07-1", PUBLIC).await.unwrap();
        let annexes = item.unwrap().attachments;
        assert_eq!(annexes.iter().map(|a| a.held).collect::<Vec<_>>(), [true, false, false, false]);
        let address = annexes[0].url.clone().unwrap();
        let sum =
            address.strip_prefix("/bilag/").and_then(|rest| rest.strip_suffix("/oversigt-ae.pdf"));
        let file = fixture.archive.attachment(sum.unwrap(), PUBLIC).await.unwrap().unwrap();
        assert_eq!(
            (file.name.as_str(), file.media_type.as_str()),
            ("Oversigt æ.pdf", "application/pdf")
        );
        assert_eq!(annexes[0].size, Some(10));
        assert_eq!(annexes[3].url.as_deref(), Some("https://example.org/a.pdf"));
    })
    .await;
}

#[tokio::test]
async fn an_annex_that_comes_beside_a_document_held_is_taken_up_once() {
    each(async |fixture| {
        let folder = fixture.files.path();
        let item =
            item("1", "Togstop").annex("Kort", "bilag/kort.txt").annex("Plan", "bilag/plan.txt");
        std::fs::create_dir(folder.join("bilag")).unwrap();
        std::fs::write(folder.join("bilag/kort.txt"), "kort").unwrap();
        fixture.write("a.json", &agenda(BODY, "2022-09-07", vec![item]));
        fixture.import().await;
        std::fs::write(folder.join("bilag/kort.txt"), "et andet kort").unwrap();
        std::fs::write(folder.join("bilag/plan.txt"), "plan").unwrap();
        let sum = |text: &str| crate::digest::sha256(text.as_bytes());
        let mut states = Vec::new();
        for _ in 0..2 {
            let again = fixture.import().await;
            assert_eq!((again.unchanged, again.annexes), (1, 2), "{:?}", again.failed);
            let item = fixture.archive.item("kkr-sjaelland-2022-09-07-1", PUBLIC).await.unwrap();
            let urls = item.unwrap().attachments.into_iter().map(|annex| annex.url.unwrap());
            let wanted = ["kort", "plan"].map(|name| format!("/bilag/{}/{name}.txt", sum(name)));
            assert_eq!(urls.collect::<Vec<_>>(), wanted);
            states.push(fixture.archive.state().await.unwrap());
        }
        assert_eq!(states[0], states[1], "nothing was written the second time");
    })
    .await;
}

#[tokio::test]
async fn an_annex_that_was_replaced_is_still_answered() {
    each(async |fixture| {
        let folder = fixture.files.path();
        let document =
            || agenda(BODY, "2022-09-07", vec![item("1", "Togstop").annex("Kort", "kort.txt")]);
        std::fs::write(folder.join("kort.txt"), "gammelt").unwrap();
        fixture.take("first", &document()).await;
        std::fs::write(folder.join("kort.txt"), "nyt").unwrap();
        let mut second = document();
        second.sections[0].items[0] = second.sections[0].items[0].clone().text("Mere");
        fixture.take("second", &second).await;
        let sum = |text: &str| crate::digest::sha256(text.as_bytes());
        let item =
            fixture.archive.item("kkr-sjaelland-2022-09-07-1", PUBLIC).await.unwrap().unwrap();
        assert_eq!(item.attachments[0].url, Some(format!("/bilag/{}/kort.txt", sum("nyt"))));
        for text in ["gammelt", "nyt"] {
            let file = fixture.archive.attachment(&sum(text), PUBLIC).await.unwrap().unwrap();
            assert_eq!(file.bytes, text);
        }
    })
    .await;
}

#[tokio::test]
async fn a_text_that_says_nothing_of_a_meeting_is_no_document() {
    each(async |fixture| {
        let empty = agenda("", "", vec![]);
        let import = fixture.archive.import_document(
            empty,
            raadslag_reader::Format::Text,
            "x".into(),
            "x.txt",
            None,
        );
        let summary = import.await.unwrap();
        assert!(matches!(summary.failed[..], [(_, ImportError::NoMeeting)]));
    })
    .await;
}
