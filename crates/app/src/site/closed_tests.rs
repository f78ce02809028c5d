//! What is closed stays so: in lists, in the journal, and in what is heard of a meeting as it runs.
#![allow(clippy::unwrap_used, reason = "tests")]

use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use jiff::Timestamp;
use tower::ServiceExt;

use super::tests::{BODY, CaseParts, ELSEWHERE, Fixture, SECRET, Who};
use crate::access::{Actor, Role, Verb};
use crate::accounts;
use crate::ids::{PlannedId, SeatId};
use crate::meetings::rules::{Event, Seat};
use crate::meetings::{self, Entered};

#[tokio::test]
async fn a_marked_title_is_neutral_where_a_case_is_only_coming() {
    let fixture = Fixture::new().await;
    let coming = Who::With(Role::Secretary, ELSEWHERE);
    let (_, _, text) = fixture.answer(coming, Verb::Get, "/arbejde/sager").await;
    assert!(text.contains("Lukket sag") && !text.contains(SECRET), "{text}");
    let (_, _, text) = fixture.answer(coming, Verb::Get, "/arbejde/sager?q=plomborg").await;
    assert!(!text.contains("Lukket sag"), "the title is not found by its words either");
    let member = Who::With(Role::Member, ELSEWHERE);
    let (_, _, text) = fixture.answer(member, Verb::Get, "/arbejde/sager").await;
    assert!(!text.contains("Lukket sag"), "it has not come to them");
}

#[tokio::test]
async fn who_is_disqualified_from_a_case_does_not_see_it_while_it_lasts() {
    let fixture = Fixture::new().await;
    let member = Who::With(Role::Member, BODY);
    let account = fixture.accounts.iter().find(|(who, _)| *who == member).unwrap().1;
    let CaseParts { case, annex, .. } = fixture.cases[1];
    let paths = [
        "/arbejde/sager".to_owned(),
        format!("/arbejde/sag/{case}"),
        format!("/arbejde/sag/{case}/bilag/{annex}/1/bilag.txt"),
    ];
    for is_barred in [true, false] {
        let mut tx = fixture.archive.db().begin().await.unwrap();
        accounts::bar(&mut tx, account, &format!("case/{case}"), is_barred).await.unwrap();
        tx.commit().await.unwrap();
        for path in &paths {
            let (_, _, text) = fixture.answer(member, Verb::Get, path).await;
            assert_eq!(text.contains(SECRET), !is_barred, "{path}");
        }
    }
}

#[tokio::test]
async fn the_journal_tells_of_closed_cases_to_their_auditors_only() {
    let fixture = Fixture::new().await;
    for (role, body, told) in [
        (Role::Auditor, BODY, true),
        (Role::Auditor, ELSEWHERE, false),
        (Role::Administrator, BODY, false),
    ] {
        let who = Who::With(role, body);
        let (status, _, text) = fixture.answer(who, Verb::Get, "/arbejde/journal").await;
        assert_eq!((status, text.contains(SECRET)), (StatusCode::OK, told), "{who:?}");
    }
}

/// The next part of a stream, or `None` where nothing comes for a while.
async fn next_part(body: &mut Body) -> Option<String> {
    let frame = tokio::time::timeout(std::time::Duration::from_millis(1500), body.frame()).await;
    let bytes = frame.ok()??.unwrap().into_data().unwrap();
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

#[tokio::test]
async fn who_is_recorded_as_disqualified_does_not_read_the_closed_item_after_the_meeting_either() {
    let fixture = Fixture::new().await;
    let member = Who::With(Role::Member, BODY);
    let account = fixture.accounts.iter().find(|(who, _)| *who == member).unwrap().1;
    let (planned, entry) = fixture.held;
    let seat: SeatId = account.to_string().parse().unwrap();
    let (name, party, leads) = ("Anna".to_owned(), None, false);
    let seated =
        Event::Seated { seat: Seat { id: seat, name, party, account: Some(account), leads } };
    let disqualified = Event::Disqualified { entry, seat, reason: None };
    let paths = [
        format!("/mit/moede/{planned}"),
        format!("/mit/moede/{planned}/strom"),
        format!("/mit/referat/{planned}"),
        format!("/arbejde/dagsorden/{planned}"),
    ];
    for (order, event, reads) in
        [(9, seated, true), (10, disqualified, false), (11, Event::Qualified { entry, seat }, true)]
    {
        enter(&fixture, planned, order, event).await;
        for path in &paths {
            let (status, _, text) = fixture.answer(member, Verb::Get, path).await;
            assert_eq!((status, text.contains(SECRET)), (StatusCode::OK, reads), "{order} {path}");
        }
        let (_, _, text) = fixture.answer(Who::With(Role::Chair, BODY), Verb::Get, &paths[2]).await;
        assert!(text.contains(SECRET), "nobody else is kept from it");
    }
}

/// Something happens in a meeting.
pub(super) async fn enter(fixture: &Fixture, planned: PlannedId, order: i64, event: Event) {
    let mut tx = fixture.archive.db().begin().await.unwrap();
    let (_, agenda) = meetings::agenda(&mut tx, &fixture.archive, planned).await.unwrap().unwrap();
    drop(tx);
    let id = uuid::Uuid::new_v4().into();
    let entered = vec![Entered { id, order, at: fixture.archive.now(), event }];
    let nobody = Actor::public();
    let kept = meetings::keep(&fixture.archive, &agenda, &nobody, Vec::new(), entered).await;
    assert!(kept.unwrap()[0].taken.is_ok());
}

#[tokio::test]
async fn who_comes_again_to_a_meeting_hears_what_is_new() {
    let fixture = Fixture::new().await;
    let member = Who::With(Role::Member, BODY);
    let account = fixture.accounts.iter().find(|(who, _)| *who == member).unwrap().1;
    let now = Timestamp::from_second(1_772_000_000).unwrap();
    let token = accounts::begin(&fixture.archive, account, now).await.unwrap();
    let (planned, entry) = fixture.held;
    let listen = async |last: &str| {
        let request = Request::builder()
            .uri(format!("/mit/moede/{planned}/strom"))
            .header("cookie", format!("raadslag={}", token.secret()))
            .header("last-event-id", last)
            .body(Body::empty())
            .unwrap();
        fixture.router.clone().oneshot(request).await.unwrap().into_body()
    };
    let mut behind = listen("4").await;
    assert!(next_part(&mut behind).await.unwrap().contains("id: 5"));
    let mut body = listen("5").await;
    assert_eq!(next_part(&mut body).await, None, "nothing is new");
    enter(&fixture, planned, 9, Event::Noted { entry, text: "mere".into() }).await;
    assert!(next_part(&mut body).await.unwrap().contains("id: 6"));
}
