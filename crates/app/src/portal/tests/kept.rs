//! Kept pages show what the archive and the day say.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use raadslag_document::{Document, Item, Meeting, Section};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::archive::{Archive, Settings as Place};
use crate::clock::Clock;
use crate::shell::Settings;
use crate::site::router;

/// Longer than a change may go unnoticed.
const NOTICED: Duration = Duration::from_millis(150);

/// A clock that the test sets.
#[derive(Debug)]
struct SetClock(Mutex<Timestamp>);

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

async fn page(portal: &Router, path: &str) -> String {
    let request = Request::get(path).header("host", "raadslag.test").body(Body::empty()).unwrap();
    let response = portal.clone().oneshot(request).await.unwrap();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Writes an agenda with one item.
fn write(folder: &TempDir, date: Date, title: &str) {
    let item = Item { title: title.to_owned(), ..Item::default() };
    let document = Document {
        body: Some("KKR Sjælland".to_owned()),
        meeting: Meeting { date: Some(date), ..Meeting::default() },
        sections: vec![Section { items: vec![item], ..Section::default() }],
        ..Document::default()
    };
    let json = serde_json::to_vec(&document).unwrap();
    std::fs::write(folder.path().join(format!("{date}.json")), json).unwrap();
}

async fn import(archive: &Archive, folder: &TempDir) {
    let summary = archive.import(&[folder.path().to_owned()], |_| {}).await.unwrap();
    assert!(summary.is_complete() && summary.added == 1, "{summary:?}");
}

#[tokio::test]
async fn what_another_process_takes_in_is_shown_soon_after() {
    let (data, files) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let archive = Archive::open(&Place::local(data.path())).await.unwrap();
    let clock = Arc::new(SetClock(Mutex::new("2025-08-20T10:00:00Z".parse().unwrap())));
    let portal = router(archive.clone(), Settings::default(), clock);
    for (day, title) in [(date(2025, 9, 2), "Klyngernes budget"), (date(2025, 9, 3), "Femern Bælt")]
    {
        assert!(!page(&portal, "/").await.contains(title));
        write(&files, day, title);
        let other = Archive::open(&Place::local(data.path())).await.unwrap();
        import(&other, &files).await;
        other.close().await;
        tokio::time::sleep(NOTICED).await;
        assert!(page(&portal, "/").await.contains(title), "{title}");
        assert!(page(&portal, &format!("/moede/kkr-sjaelland/{day}")).await.contains(title));
    }
    archive.close().await;
}

#[tokio::test]
async fn at_midnight_in_denmark_todays_meeting_is_among_the_earlier_ones() {
    let (data, files) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let archive = Archive::open(&Place::local(data.path())).await.unwrap();
    write(&files, date(2025, 9, 2), "Klyngernes budget");

    import(&archive, &files).await;
    // 23:59:59 in Copenhagen's summer.
    let clock = Arc::new(SetClock(Mutex::new("2025-09-02T21:59:59Z".parse().unwrap())));
    let portal = router(archive.clone(), Settings::default(), clock.clone());
    let before = page(&portal, "/").await;
    assert_eq!(page(&portal, "/").await, before);
    *clock.0.lock().unwrap() = "2025-09-02T22:00:00Z".parse().unwrap();
    tokio::time::sleep(NOTICED).await;
    assert_ne!(page(&portal, "/").await, before);
    archive.close().await;
}
