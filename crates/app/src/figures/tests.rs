use std::sync::Arc;

use raadslag_document::Access;
use raadslag_figures::{Intake, Kind, from_json};

use super::{Draft, FigureError, Published};
use crate::archive::{Archive, Audience, Settings};
use crate::clock::FixedClock;
use crate::db::testing::TestPostgres;
use crate::ids::SystemRandomness;

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 25);

/// Runs a test on SQLite and, where a cluster is named, on PostgreSQL.
async fn on_both(test: impl AsyncFn(&Archive)) {
    let postgres = TestPostgres::new().await;
    let urls = [None, postgres.as_ref().map(TestPostgres::url)];
    for url in
        urls.into_iter().enumerate().filter_map(|(n, url)| (n == 0 || url.is_some()).then_some(url))
    {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings { database: url, ..Settings::local(folder.path()) };
        let clock = Arc::new(FixedClock("2026-11-25T10:00:00Z".parse().unwrap()));
        let archive =
            Archive::open_with(&settings, clock, Arc::new(SystemRandomness)).await.unwrap();
        test(&archive).await;
        archive.close().await;
    }
    if let Some(postgres) = postgres {
        postgres.remove().await;
    }
}

fn intake(total: u32) -> Intake {
    let json = format!(
        r#"{{"about":{{"title":"Pladser på Sjælland"}},"total":{total},"method":"largest-remainder",
        "units":[{{"name":"Faxe","base":2}},{{"name":"Køge","base":3}}]}}"#
    );
    from_json(&json, &Kind::Allocation.schema()).unwrap()
}

fn draft(total: u32) -> Draft {
    Draft { kind: Kind::Allocation, intake: intake(total), slug: None, access: Access::Open }
}

fn published(number: u32, unchanged: bool) -> Published {
    Published { slug: "pladser-paa-sjaelland".into(), number, unchanged }
}

#[tokio::test]
async fn another_input_is_the_next_version_and_the_same_changes_nothing() {
    on_both(async |archive| {
        assert_eq!(archive.publish_figure(&draft(5)).await.unwrap(), published(1, false));
        assert_eq!(archive.publish_figure(&draft(5)).await.unwrap(), published(1, true));
        assert_eq!(archive.publish_figure(&draft(10)).await.unwrap(), published(2, false));
        let slug = "pladser-paa-sjaelland";
        let newest = archive.figure(slug, None, TODAY, Audience::Public).await.unwrap().unwrap();
        assert_eq!((newest.shown, newest.versions.len(), newest.deviates), (2, 2, false));
        let first = archive.figure(slug, Some(1), TODAY, Audience::Public).await.unwrap().unwrap();
        assert_eq!(first.computed.json()["units"][1]["places"], 3);
        assert!(archive.figure(slug, Some(3), TODAY, Audience::Public).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_version_is_computed_once_on_a_day() {
    on_both(async |archive| {
        let slug = archive.publish_figure(&draft(5)).await.unwrap().slug;
        let on = async |day| {
            let figure = archive.figure(&slug, None, day, Audience::Public).await.unwrap();
            figure.unwrap().computed
        };
        let computed = on(TODAY).await;
        assert!(Arc::ptr_eq(&computed, &on(TODAY).await));
        assert!(!Arc::ptr_eq(&computed, &on(TODAY.tomorrow().unwrap()).await));
        archive.publish_figure(&draft(10)).await.unwrap();
        assert_eq!(on(TODAY).await.json()["units"][1]["places"], 6);
    })
    .await;
}

#[tokio::test]
async fn a_closed_figure_is_not_there_for_the_public() {
    on_both(async |archive| {
        let closed = Draft { access: Access::Closed, ..draft(5) };
        let slug = archive.publish_figure(&closed).await.unwrap().slug;
        assert!(archive.figures(Audience::Public).await.unwrap().is_empty());
        assert!(archive.figure(&slug, None, TODAY, Audience::Public).await.unwrap().is_none());
        assert_eq!(archive.figures(Audience::Insider).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_does_not_compute_is_not_taken() {
    on_both(async |archive| {
        let broken = Draft { intake: Intake::plain(serde_json::json!({"total": "x"})), ..draft(5) };
        let refused = archive.publish_figure(&broken).await;
        assert!(matches!(refused, Err(FigureError::Input(_))), "{refused:?}");
        assert!(archive.figures(Audience::Insider).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_name_keeps_its_kind() {
    on_both(async |archive| {
        let slug = archive.publish_figure(&draft(5)).await.unwrap().slug;
        let kind = Kind::Contribution;
        let intake = raadslag_figures::from_toml(kind.example(), &kind.schema()).unwrap();
        let other = Draft { kind, intake, slug: Some(slug), access: Access::Open };
        let refused = archive.publish_figure(&other).await;
        assert!(matches!(refused, Err(FigureError::OtherKind { .. })), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn other_values_are_computed_without_touching_the_stored() {
    on_both(async |archive| {
        let slug = archive.publish_figure(&draft(5)).await.unwrap().slug;
        let figure = archive.figure(&slug, None, TODAY, Audience::Public).await.unwrap().unwrap();
        let values = [("total".to_owned(), "10".to_owned())];
        let (_, computed) = figure.with_values(&values, TODAY).unwrap();
        assert_eq!(computed.json()["units"][0]["places"], 4);
        let again = archive.figure(&slug, None, TODAY, Audience::Public).await.unwrap().unwrap();
        assert_eq!(again.computed.json()["units"][0]["places"], 2);
        let wrong = [("units[7].base".to_owned(), "1".to_owned())];
        assert!(figure.with_values(&wrong, TODAY).is_err());
    })
    .await;
}
