//! An import that is stopped leaves nothing half-done and is taken up by starting it again.

use std::time::Duration;

use super::builder::With;
use super::{Fixture, INSIDER, agenda, assert_same, dump, each, item, minutes, open};
use crate::archive::SearchRequest;

const FILES: usize = 24;

fn write_files(fixture: &Fixture) {
    for n in 0..FILES {
        let date = format!("2022-{:02}-07", n % 12 + 1);
        let body = format!("Udvalg {}", n / 12);
        let items = vec![
            item("1", "Togstop i Faxe Kommune").text("Faxe Kommune svarer senest 1. december 2022"),
            item("2", &format!("Sag nummer {n}")).case(&format!("SAG-{n}")).annex("Kort", "k.txt"),
        ];
        fixture.write(&format!("{n:02}-a.json"), &agenda(&body, &date, items.clone()));
        fixture.write(&format!("{n:02}-b.json"), &minutes(&body, &date, items));
    }
    std::fs::write(fixture.files.path().join("k.txt"), "Et kort").unwrap();
}

async fn hits(archive: &crate::archive::Archive) -> u64 {
    let request = SearchRequest { text: "togstop".to_owned(), page_size: 1, ..Default::default() };
    archive.search(&request, INSIDER).await.unwrap().total
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_stopped_anywhere_ends_like_one_that_was_not() {
    each(async |fixture| {
        write_files(fixture);
        let whole = Fixture::beside(fixture).await;
        let summary = whole.import_from(fixture).await;
        assert_eq!((summary.added, summary.newer_versions), (FILES, FILES), "{:?}", summary.failed);
        let wanted = dump(&whole.archive, INSIDER).await;
        let wanted_hits = hits(&whole.archive).await;
        whole.remove().await;
        let paths = [fixture.files.path().to_owned()];
        let mut stopped = 0;
        for millis in 1_u64.. {
            let import = fixture.archive.import(&paths, |_| {});
            match tokio::time::timeout(Duration::from_millis(3 * millis), import).await {
                Ok(summary) => {
                    assert_eq!(summary.unwrap().failed.len(), 0);
                    break;
                }
                Err(_) => stopped += 1,
            }
        }
        assert!(stopped > 2, "the import was never stopped");
        // Another process goes on where this one stopped.
        fixture.archive.close().await;
        let archive = open(&fixture.settings).await;
        archive.import(&paths, |_| {}).await.unwrap();
        assert_same(&dump(&archive, INSIDER).await, &wanted);
        assert_eq!(hits(&archive).await, wanted_hits);
        archive.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_the_index_is_indexed_by_the_next_process() {
    each(async |fixture| {
        fixture.take("a", &agenda("KKR Sjælland", "2022-09-07", vec![item("1", "Togstop")])).await;
        // A second document is committed, and the process ends before the index has it.
        let second = agenda("KKR Sjælland", "2023-09-07", vec![item("1", "Togstop igen")]);
        fixture.commit_only(&second).await;
        assert_eq!(hits(&fixture.archive).await, 1);
        fixture.archive.close().await;
        let archive = open(&fixture.settings).await;
        archive.catch_up().await.unwrap();
        assert_eq!(hits(&archive).await, 2);
        archive.close().await;
    })
    .await;
}
