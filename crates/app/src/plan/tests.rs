#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use jiff::civil::date;
use raadslag_document::ClockTime;
use tempfile::TempDir;
use tower::ServiceExt;

use super::*;
use crate::archive::Settings as Place;
use crate::db::testing::TestPostgres;
use crate::ids::SystemRandomness;
use crate::mail::tests::HandClock;
use crate::shell::Settings;
use crate::site::router;

const WHO: &str = "Signe <s@x.dk>";

async fn on_both(test: impl AsyncFn(&Archive, &axum::Router)) {
    let postgres = TestPostgres::new().await;
    let urls = [Some(None), postgres.as_ref().map(|postgres| Some(postgres.url()))];
    for database in urls.into_iter().flatten() {
        let data = TempDir::new().unwrap();
        let place = Place { database, ..Place::local(data.path()) };
        let clock = HandClock::new("2026-11-26T08:00:00Z");
        let archive =
            Archive::open_with(&place, clock.clone(), Arc::new(SystemRandomness)).await.unwrap();
        test(&archive, &router(archive.clone(), Settings::default(), clock)).await;
        archive.close().await;
    }
    if let Some(postgres) = postgres {
        postgres.remove().await;
    }
}

fn timing(day: Date) -> Timing {
    Timing {
        date: day,
        start: ClockTime::new(9, 30),
        end: ClockTime::new(12, 0),
        place: Some("Ringsted".into()),
        is_virtual: false,
        note: String::new(),
    }
}

fn kkr(day: Date) -> NewMeeting {
    NewMeeting { body: "kkr-sjaelland".into(), timing: timing(day) }
}

#[tokio::test]
async fn a_meeting_is_moved_with_a_reason_that_stands_in_the_journal() {
    on_both(async |archive, _| {
        let id = add(archive, WHO, &kkr(date(2027, 2, 3))).await.unwrap();
        let moved = |reason: &'static str| async move {
            move_to(archive, WHO, id, &timing(date(2027, 2, 10)), reason).await
        };
        assert!(matches!(moved(" ").await, Err(PlanError::NoReason)));
        moved("Formanden er forhindret").await.unwrap();
        let written = crate::journal::about(archive.db(), &format!("planned/{id}")).await.unwrap();
        let after = written.last().unwrap().after.clone().unwrap();
        assert!(after.contains("Formanden er forhindret") && after.contains("2027-02-10"));
    })
    .await;
}

#[tokio::test]
async fn a_body_does_not_meet_twice_at_one_time_unless_one_is_cancelled() {
    on_both(async |archive, _| {
        let day = date(2027, 2, 3);
        let id = add(archive, WHO, &kkr(day)).await.unwrap();
        assert!(matches!(add(archive, WHO, &kkr(day)).await, Err(PlanError::Taken { .. })));
        assert!(matches!(cancel(archive, WHO, id, "").await, Err(PlanError::NoReason)));
        cancel(archive, WHO, id, "For få sager").await.unwrap();
        assert!(matches!(cancel(archive, WHO, id, "Igen").await, Err(PlanError::Cancelled)));
        add(archive, WHO, &kkr(day)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn times_not_given_are_the_bodys() {
    on_both(async |archive, _| {
        let mut tx = archive.db().begin().await.unwrap();
        let begun = settings(&mut tx, "kkr-sjaelland").await.unwrap();
        drop(tx);
        assert_eq!(begun.prepared_by.as_deref(), Some("k17"));
        let set = BodyPlan {
            start: ClockTime::new(10, 0),
            end: ClockTime::new(12, 30),
            place: Some("Sorø".into()),
            ..begun
        };
        save_settings(archive, WHO, "kkr-sjaelland", &set).await.unwrap();
        let mut new = kkr(date(2027, 2, 3));
        new.timing = Timing { start: None, end: None, place: None, ..new.timing };
        let id = add(archive, WHO, &new).await.unwrap();
        let mut tx = archive.db().begin().await.unwrap();
        let meeting = meeting(&mut tx, id).await.unwrap().unwrap();
        assert_eq!((meeting.start, meeting.end), (set.start, set.end));
        assert_eq!(meeting.place, set.place);
    })
    .await;
}

#[tokio::test]
async fn of_two_who_set_the_rules_the_second_is_told() {
    on_both(async |archive, _| {
        let mut tx = archive.db().begin().await.unwrap();
        let begun = settings(&mut tx, "k17").await.unwrap();
        drop(tx);
        let seen = begun.mark();
        let mine = BodyPlan { place: Some("Sorø".into()), ..begun.clone() };
        edit::change_settings(archive, WHO, "k17", &seen, &mine).await.unwrap();
        let theirs = BodyPlan { place: Some("Ringsted".into()), ..begun };
        let saved = edit::change_settings(archive, WHO, "k17", &seen, &theirs).await;
        assert!(matches!(saved, Err(PlanError::Stale)));
        edit::change_settings(archive, WHO, "k17", &mine.mark(), &theirs).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn settings_that_cannot_be_are_refused() {
    on_both(async |archive, _| {
        let mut set = BodyPlan::default();
        set.standing[0].section = 9;
        let saved = save_settings(archive, WHO, "k17", &set).await;
        assert!(matches!(saved, Err(PlanError::NoSection(10))));
        let set = BodyPlan { prepared_by: Some("k17".into()), ..BodyPlan::default() };
        let saved = save_settings(archive, WHO, "k17", &set).await;
        assert!(matches!(saved, Err(PlanError::PreparesItself)));
    })
    .await;
}

#[tokio::test]
async fn the_public_gets_the_days_and_not_the_deadlines() {
    on_both(async |archive, router| {
        add(archive, WHO, &kkr(date(2027, 2, 3))).await.unwrap();
        let get = async |path: &str| {
            let request = Request::builder().uri(path).body(Body::empty()).unwrap();
            let response = router.clone().oneshot(request).await.unwrap();
            let bytes = response.into_body().collect().await.unwrap().to_bytes();
            String::from_utf8(bytes.to_vec()).unwrap()
        };
        let calendar = get("/aarshjul/kkr-sjaelland.ics").await;
        // 9.30 in winter is 8.30 UTC.
        assert!(calendar.contains("DTSTART:20270203T083000Z"), "{calendar}");
        assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1);
        let page = get("/aarshjul?aar=2027").await;
        assert!(page.contains("onsdag den 3. februar 2027"), "{page}");
        assert!(!page.contains("Frist for sager"));
    })
    .await;
}
