//! The archive says when something has changed, whoever changed it.

use super::builder::With;
use super::{PUBLIC, agenda, each, item, open};
use crate::archive::SearchRequest;

#[tokio::test]
async fn the_state_differs_after_every_change_and_not_without_one() {
    each(async |fixture| {
        let archive = &fixture.archive;
        let beside = open(&fixture.settings).await;
        let mut states = vec![archive.state().await.unwrap()];
        let day = |n: usize| {
            let item = item("1", "Klyngerne").text("Sundhedsklyngerne mødes.");
            agenda("KKR Sjælland", &format!("2025-0{n}-02"), vec![item])
        };
        for change in 0..5 {
            match change {
                0 => drop(fixture.take("a.json", &day(1)).await),
                1 => drop(archive.reindex(|_| {}).await.unwrap()),
                2 => fixture.commit_only(&day(2)).await,
                3 => {
                    fixture.write("c.json", &day(3));
                    let paths = [fixture.files.path().to_owned()];
                    drop(beside.import(&paths, |_| {}).await.unwrap());
                }
                _ => drop(beside.reread(|_| {}).await.unwrap()),
            }
            let state = archive.state().await.unwrap();
            assert!(!states.contains(&state), "change {change}: {states:?} {state}");
            states.push(state);
        }
        let request = SearchRequest { text: "klynge".into(), page_size: 5, ..Default::default() };
        archive.search(&request, PUBLIC).await.unwrap();
        archive.counts(PUBLIC).await.unwrap();
        beside.close().await;
        let (first, second) = (archive.state().await.unwrap(), archive.state().await.unwrap());
        assert_eq!(first, second);
    })
    .await;
}
