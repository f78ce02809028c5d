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
