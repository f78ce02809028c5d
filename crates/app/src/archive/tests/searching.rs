use raadslag_document::Outcome;

use super::builder::With;
use super::{PUBLIC, agenda, each, item, minutes, open};
use crate::archive::{SearchRequest, SearchResponse};

fn request(text: &str) -> SearchRequest {
    SearchRequest { text: text.to_owned(), page_size: 10, ..SearchRequest::default() }
}

fn slugs(found: &SearchResponse) -> Vec<&str> {
    found.hits.iter().map(|hit| hit.entry.slug.as_str()).collect()
}

#[tokio::test]
async fn an_import_is_found_at_once_and_a_newer_version_in_its_place() {
    each(async |fixture| {
        let first = item("1", "Togstop").text("Faxe Kommune vil standse toget i Haslev");
        fixture.take("a", &agenda("KKR Sjælland", "2022-09-07", vec![first])).await;
        let found = fixture.archive.search(&request("haslev"), PUBLIC).await.unwrap();
        assert_eq!(slugs(&found), ["kkr-sjaelland-2022-09-07-1"]);
        let label = |facets: &[crate::archive::FacetCount]| {
            facets.iter().map(|f| (f.value.clone(), f.label.clone(), f.count)).collect::<Vec<_>>()
        };
        let facets = &found.facets;
        let body = ("kkr-sjaelland".to_owned(), "KKR Sjælland".to_owned(), 1);
        assert_eq!(label(&facets.bodies), [body]);
        assert_eq!(label(&facets.municipalities), [("faxe".to_owned(), "Faxe".to_owned(), 1)]);
        let second = item("1", "Togstop")
            .text("Toget standser i Køge")
            .decided("Godkendt", Outcome::Approved);
        fixture.take("b", &minutes("KKR Sjælland", "2022-09-07", vec![second])).await;
        assert_eq!(fixture.archive.search(&request("haslev"), PUBLIC).await.unwrap().total, 0);
        let found = fixture.archive.search(&request("køge"), PUBLIC).await.unwrap();
        assert_eq!(found.hits[0].entry.outcome, Outcome::Approved);
        assert!(found.hits[0].snippet.iter().any(|piece| piece.hit));
    })
    .await;
}

#[tokio::test]
async fn a_lost_index_is_made_anew_from_the_rows() {
    each(async |fixture| {
        for year in 2001..=2005 {
            let document =
                agenda("KKR Sjælland", &format!("{year}-09-07"), vec![item("1", "Togstop")]);
            fixture.take(&year.to_string(), &document).await;
        }
        let before = fixture.archive.search(&request("togstop"), PUBLIC).await.unwrap();
        assert_eq!(before.total, 5);
        fixture.archive.close().await;
        std::fs::remove_dir_all(fixture.settings.data.join("index")).unwrap();
        let archive = open(&fixture.settings).await;
        assert_eq!(archive.reindex(|_| {}).await.unwrap(), 5);
        let after = archive.search(&request("togstop"), PUBLIC).await.unwrap();
        assert_eq!((after.total, slugs(&after).len()), (5, 5));
        archive.close().await;
    })
    .await;
}

#[tokio::test]
async fn many_items_at_once_are_written_in_batches() {
    each(async |fixture| {
        let items = || (0..2500).map(|n| item(&n.to_string(), &format!("Togstop {n}"))).collect();
        let first = agenda("KKR Sjælland", "2022-09-07", items());
        fixture.take("first", &first).await;
        // The index is there already: these go through the queue.
        let second = agenda("KKR Sjælland", "2023-09-07", items());
        fixture.take("second", &second).await;
        let found = fixture.archive.search(&request("togstop"), PUBLIC).await.unwrap();
        assert_eq!(found.total, 5000);
    })
    .await;
}

#[tokio::test]
async fn no_query_is_an_error() {
    each(async |fixture| {
        fixture.take("a", &agenda("KKR Sjælland", "2022-09-07", vec![item("1", "Togstop")])).await;
        for text in ["", "\"", "((", "AND OR", "a:b:c", "*", "\0", &"x ".repeat(10_000)] {
            fixture.archive.search(&request(text), PUBLIC).await.unwrap();
        }
        let far = SearchRequest { page: u32::MAX, ..request("togstop") };
        assert!(fixture.archive.search(&far, PUBLIC).await.unwrap().hits.is_empty());
    })
    .await;
}
