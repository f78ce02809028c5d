//! What an agenda says of its cases and finds open in them.

use super::*;

#[tokio::test]
async fn first_and_second_reading_come_from_the_cases_route() {
    on_both(async |desk| {
        let facts = cases::Facts {
            title: "Ungeindsats".into(),
            kind: ItemKind::Decision,
            ..Default::default()
        };
        let usual = cases::Usual::TwoReadings;
        let new = cases::NewCase { body: BODY.into(), facts, usual, ..Default::default() };
        let case = cases::create(&desk.archive, WHO, new).await.unwrap();
        let start = cases::Case::start;
        cases::change(&desk.archive, WHO, case, None, "case.start", start).await.unwrap();
        let settle = async |bodies: &[&str]| {
            for body in bodies {
                let (outcome, date) = (raadslag_document::Outcome::Discussed, TODAY);
                let settled = cases::Settled { outcome, date, note: None };
                cases::decide(&desk.archive, WHO, case, body, settled).await.unwrap();
            }
        };
        let place = async |planned| {
            begin(&desk.archive, WHO, planned).await.unwrap();
            let new = NewEntry { case: Some(case), ..NewEntry::default() };
            add_entry(&desk.archive, WHO, planned, new, TODAY).await.unwrap();
            let mut tx = desk.archive.db().begin().await.unwrap();
            let document = document(&mut tx, &desk.archive, planned).await.unwrap();
            let item = document.item("2.1").unwrap();
            (item.title.clone(), item.kind)
        };
        settle(&["forretningsgruppen", "k17", "formandskabet"]).await;
        let first = place(desk.planned).await;
        assert_eq!(first, ("Ungeindsats (1. behandling)".to_owned(), ItemKind::Theme));
        settle(&[BODY, "k17"]).await;
        let next = plan(&desk.archive, BODY, date(2027, 9, 8)).await;
        let second = place(next).await;
        assert_eq!(second, ("Ungeindsats (2. behandling)".to_owned(), ItemKind::Decision));
    })
    .await;
}

/// A case that is on its way to the body, put on the agenda.
async fn put_on(desk: &Desk, case: crate::ids::CaseId) {
    let new = NewEntry { case: Some(case), ..NewEntry::default() };
    add_entry(&desk.archive, WHO, desk.planned, new, TODAY).await.unwrap();
}

async fn found(desk: &Desk) -> Vec<OpenThing> {
    desk.outlook().await.open.into_iter().map(|open| open.what).collect()
}

#[tokio::test]
async fn an_untouched_template_is_not_approved() {
    on_both(async |desk| {
        desk.begin().await;
        for kind in [ItemKind::Decision, ItemKind::Theme, ItemKind::Appointment] {
            let facts = cases::Facts { title: "Ungeindsats".into(), kind, ..Default::default() };
            put_on(desk, desk.case(facts).await).await;
        }
        let open = found(desk).await;
        let count = |what: OpenThing| open.iter().filter(|open| **open == what).count();
        assert_eq!(count(OpenThing::BareRecommendation), 3, "{open:?}");
        assert_eq!(count(OpenThing::NoText), 3);
        assert_eq!(refused(desk.approve(Role::Chair).await), Refusal::Open(3));
    })
    .await;
}

#[tokio::test]
async fn what_was_copied_and_not_looked_at_is_open_until_it_is() {
    on_both(async |desk| {
        desk.begin().await;
        let text = "Aftalen for 2026 koster to millioner.";
        let case = desk.copied("Ungeindsats", text).await;
        put_on(desk, case).await;
        assert!(found(desk).await.contains(&OpenThing::Renewals(1)));
        assert_eq!(refused(desk.approve(Role::Chair).await), Refusal::Open(1));
        desk.rewrite(case, "2026", "næste år").await;
        assert!(!found(desk).await.contains(&OpenThing::Renewals(1)));
        desk.approve(Role::Chair).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_case_that_was_given_up_does_not_go_out() {
    on_both(async |desk| {
        desk.begin().await;
        let (case, _) = desk.placed("Ungeindsats", "Kommunerne giver to millioner.").await;
        desk.approve(Role::Chair).await.unwrap();
        let give_up = |case: &mut cases::Case| case.withdraw("Ministeriet sagde nej");
        cases::change(&desk.archive, WHO, case, None, "case.withdraw", give_up).await.unwrap();
        assert!(found(desk).await.contains(&OpenThing::GivenUp));
        assert_eq!(refused(desk.publish(desk.version().await, &now()).await), Refusal::Open(1));
        reopen(&desk.archive, WHO, desk.planned, desk.version().await).await.unwrap();
        assert_eq!(refused(desk.approve(Role::Chair).await), Refusal::Open(1));
    })
    .await;
}
