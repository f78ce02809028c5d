//! What the chair has approved is what goes out.

use super::*;

const ADDRESS: &str = "/punkt/kkr-sjaelland-2027-04-14-2-1";

#[tokio::test]
async fn what_goes_out_is_what_was_approved_word_for_word() {
    on_both(async |desk| {
        desk.begin().await;
        let (case, entry) = desk.placed("Ungeindsats", "Kommunerne giver to millioner.").await;
        desk.approve(Role::Chair).await.unwrap();
        desk.rewrite(case, "to millioner", "ti millioner").await;
        let annex = cases::annexes::Upload { file_name: "kort.txt".into(), bytes: "Et".into() };
        cases::annexes::add(&desk.archive, WHO, case, vec![annex]).await.unwrap();
        let outlook = desk.outlook().await;
        let [changed] = outlook.differences.as_slice() else { panic!("{:?}", outlook.differences) };
        assert_eq!(
            (changed.entry, changed.name.as_deref()),
            (Some(entry), Some("2.1 Ungeindsats"))
        );
        let secretary = signed_in(desk, Role::Secretary).await;
        let agenda = format!("/arbejde/dagsorden/{}", desk.planned);
        let page = desk.page_as(&secretary, &agenda).await;
        assert!(page.contains("Ændret siden godkendelsen") && page.contains("2.1 Ungeindsats"));
        assert!(page.contains("<del>to</del> <ins>ti</ins>"), "{page}");
        desk.publish(desk.version().await, &now()).await.unwrap();
        let page = desk.page_as(&secretary, &agenda).await;
        assert!(page.contains("name=\"valg\"") && page.contains("<ins>ti</ins>"), "{page}");
        let page = desk.page(ADDRESS).await;
        assert!(page.contains("to millioner") && !page.contains("ti millioner"), "{page}");
        assert!(!page.contains("kort.txt"));
        assert_eq!(desk.outlook().await.differences.len(), 1, "it waits for a correction");
    })
    .await;
}

#[tokio::test]
async fn an_agenda_reopened_is_approved_anew_with_what_was_changed() {
    on_both(async |desk| {
        desk.begin().await;
        let (case, _) = desk.placed("Ungeindsats", "Kommunerne giver to millioner.").await;
        desk.approve(Role::Chair).await.unwrap();
        desk.rewrite(case, "to millioner", "ti millioner").await;
        reopen(&desk.archive, WHO, desk.planned, desk.version().await).await.unwrap();
        assert!(desk.outlook().await.differences.is_empty());
        desk.approve(Role::Chair).await.unwrap();
        let at: jiff::Timestamp = "2026-11-27T07:00:00Z".parse().unwrap();
        desk.publish(desk.version().await, &Wish { at: Some(at), ..now() }).await.unwrap();
        desk.rewrite(case, "ti millioner", "elleve millioner").await;
        assert_eq!(desk.outlook().await.differences.len(), 1);
        desk.clock.forward(jiff::SignedDuration::from_hours(24));
        let worker = Worker::new(desk.archive.clone(), desk.clock.clone(), "https://r.dk".into());
        assert_eq!(worker.once().await.unwrap(), 1);
        assert!(desk.page(ADDRESS).await.contains("ti millioner"));
    })
    .await;
}

#[tokio::test]
async fn what_was_closed_since_the_approval_does_not_go_out() {
    on_both(async |desk| {
        desk.begin().await;
        let (case, _) = desk.placed("Ungeindsats", "Kommunerne giver to millioner.").await;
        desk.approve(Role::Chair).await.unwrap();
        cases::change(&desk.archive, WHO, case, None, "case.access", |case| {
            let reason = "Personsag".into();
            case.facts.access = cases::CaseAccess::Closed { reason, is_title_marked: true };
            Ok(())
        })
        .await
        .unwrap();
        let refusal = refused(desk.publish(desk.version().await, &now()).await);
        assert_eq!(refusal, Refusal::ClosedSince);
        assert!(matches!(desk.state().await, State::Approved { .. }), "it can be reopened");
    })
    .await;
}

#[tokio::test]
async fn an_agenda_with_another_day_than_its_meeting_does_not_go_out() {
    on_both(async |desk| {
        desk.approved().await;
        let timing = Timing { start: ClockTime::new(9, 30), ..Timing::on(date(2027, 4, 21)) };
        plan::move_to(&desk.archive, WHO, desk.planned, &timing, "Ferie").await.unwrap();
        let refusal = refused(desk.publish(desk.version().await, &now()).await);
        assert_eq!(refusal, Refusal::MovedSince);
    })
    .await;
}
