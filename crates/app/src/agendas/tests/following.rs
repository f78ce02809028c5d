//! An agenda follows what happens to its cases, its meeting and its sections.

use super::*;

#[tokio::test]
async fn a_cancelled_meetings_agenda_does_not_go_out() {
    on_both(async |desk| {
        desk.approved().await;
        let at: jiff::Timestamp = "2026-11-27T07:00:00Z".parse().unwrap();
        desk.publish(desk.version().await, &Wish { at: Some(at), ..now() }).await.unwrap();
        plan::cancel(&desk.archive, WHO, desk.planned, "Valgkamp").await.unwrap();
        desk.clock.forward(jiff::SignedDuration::from_hours(24));
        let worker = Worker::new(desk.archive.clone(), desk.clock.clone(), "https://r.dk".into());
        worker.once().await.unwrap();
        let mut tx = desk.archive.db().begin().await.unwrap();
        let agenda = store::agenda(&mut tx, desk.planned).await.unwrap().unwrap();
        assert_eq!(agenda.state, State::Drafting);
        drop(tx);
        assert!(
            desk.archive.meeting(BODY, "2027-04-14", Audience::Public).await.unwrap().is_none()
        );
    })
    .await;
}

#[tokio::test]
async fn a_meeting_cancelled_when_its_agenda_is_out_says_so_everywhere_and_to_everyone() {
    on_both(async |desk| {
        let member = signed_in(desk, Role::Member).await;
        desk.published().await;
        let (meeting, calendar) =
            ("/moede/kkr-sjaelland/2027-04-14", "/kalender/kkr-sjaelland.ics");
        let worker = Worker::new(desk.archive.clone(), desk.clock.clone(), "https://r.dk".into());
        worker.once().await.unwrap();
        assert!(!desk.page(meeting).await.contains("Aflyst"));
        let ics = desk.page(&format!("{meeting}/moede.ics")).await;
        assert!(ics.contains("SEQUENCE:0") && ics.contains("STATUS:CONFIRMED"), "{ics}");
        plan::cancel(&desk.archive, WHO, desk.planned, "Valgkamp").await.unwrap();
        worker.once().await.unwrap();
        worker.once().await.unwrap();
        for path in [meeting, "/moeder", "/organ/kkr-sjaelland"] {
            let page = desk.page(path).await;
            assert!(page.contains("Aflyst") && !page.contains("Valgkamp"), "{path}: {page}");
        }
        assert!(desk.page(meeting).await.contains("Cykelstier mellem kommunerne"));
        assert!(desk.page_as(&member, "/mit").await.contains("Aflyst"));
        for path in [&format!("{meeting}/moede.ics"), calendar] {
            let ics = desk.page(path).await;
            let has = |what: &str| ics.contains(what);
            assert!(has("STATUS:CANCELLED") && has("SEQUENCE:1"), "{path}: {ics}");
            assert!(has("SUMMARY:Aflyst: KKR Sjælland"), "{path}: {ics}");
        }
        let mails = crate::mail::queued_for_tests(&desk.archive).await;
        let [_, (to, subject, text, _)] = mails.as_slice() else { panic!("{mails:?}") };
        assert_eq!((to.as_str(), subject.contains("Aflyst")), ("nogen@x.dk", true), "{subject}");
        assert!(
            text.contains("Valgkamp") && text.contains("https://r.dk/moede/kkr-sjaelland/2027")
        );
    })
    .await;
}

#[tokio::test]
async fn a_case_that_is_closed_closes_its_entry_and_what_waits_to_go_out_stays() {
    on_both(async |desk| {
        desk.begin().await;
        let facts = facts_of("Køb af Plomborgs grund");
        let case = desk.case_of(facts, Some(item_of("Grunden er til salg.")), None).await;
        let draft = EntryDraft { title: String::new(), ..decision("") };
        let new = NewEntry { case: Some(case), draft, ..NewEntry::default() };
        let id = add_entry(&desk.archive, WHO, desk.planned, new, TODAY).await.unwrap();
        let close = |case: &mut cases::Case| {
            let reason = "Køb af ejendom".into();
            case.facts.access = cases::CaseAccess::Closed { reason, is_title_marked: true };
            Ok(())
        };
        let at: jiff::Timestamp = "2026-11-27T07:00:00Z".parse().unwrap();
        desk.approve(Role::Chair).await.unwrap();
        desk.publish(desk.version().await, &Wish { at: Some(at), ..now() }).await.unwrap();
        cases::change(&desk.archive, WHO, case, None, "case.access", close).await.unwrap();
        let shown = desk.entries().await.into_iter().find(|entry| entry.id == id).unwrap();
        assert_eq!(
            (shown.access, shown.access_reason.as_str()),
            (Access::Closed, "Køb af ejendom")
        );
        assert_eq!(shown.neutral_title.as_deref(), Some("Lukket sag"));
        let seen = EntryDraft::of(&shown);
        let open = EntryDraft { access: Access::Open, ..seen.clone() };
        let saved = save_entry(&desk.archive, WHO, desk.planned, id, &seen.mark(), open).await;
        assert_eq!(refused(saved), Refusal::OnItsWay);
        desk.clock.forward(jiff::SignedDuration::from_hours(24));
        let worker = Worker::new(desk.archive.clone(), desk.clock.clone(), "https://r.dk".into());
        assert_eq!(refused(worker.once().await), Refusal::ClosedSince);
        assert!(
            desk.archive.meeting(BODY, "2027-04-14", Audience::Public).await.unwrap().is_none()
        );
        keep_back(&desk.archive, WHO, desk.planned, desk.version().await).await.unwrap();
        let open = EntryDraft { access: Access::Open, ..seen.clone() };
        save_entry(&desk.archive, WHO, desk.planned, id, &seen.mark(), open).await.unwrap();
        let shown = desk.entries().await.into_iter().find(|entry| entry.id == id).unwrap();
        assert_eq!(shown.access, Access::Closed, "an entry is not opened while its case is closed");
    })
    .await;
}

#[tokio::test]
async fn sections_keep_their_items_when_one_is_put_between_or_goes() {
    on_both(async |desk| {
        desk.begin().await;
        let id = desk.add(decision("Cykelstier")).await.unwrap();
        let save = async |around: Around, stood: &[usize]| {
            let seen = desk.around().await.mark();
            edit::save_around(&desk.archive, WHO, desk.planned, &seen, around, stood).await
        };
        let number = async || {
            let entry = desk.entries().await.into_iter().find(|entry| entry.id == id).unwrap();
            entry.number.unwrap()
        };
        assert_eq!(number().await, "2.1");
        let mut more = desk.around().await;
        let last = more.sections.len();
        more.sections.insert(0, plan::SectionTemplate { title: "Gæster".into(), closed: false });
        let stood: Vec<usize> = std::iter::once(last).chain(0..last).collect();
        save(more, &stood).await.unwrap();
        assert_eq!(number().await, "3.1");
        let mut fewer = desk.around().await;
        let stood: Vec<usize> = (1..fewer.sections.len()).collect();
        fewer.sections.remove(0);
        save(fewer, &stood).await.unwrap();
        assert_eq!(number().await, "2.1");
        let mut fewer = desk.around().await;
        let stood: Vec<usize> = (0..fewer.sections.len()).filter(|at| *at != 1).collect();
        fewer.sections.remove(1);
        assert_eq!(refused(save(fewer, &stood).await), Refusal::SectionInUse);
    })
    .await;
}

#[tokio::test]
async fn members_follow_a_meeting_when_the_chair_has_approved_its_agenda() {
    on_both(async |desk| {
        let new = crate::accounts::NewAccount {
            email: "medlem@x.dk".parse().unwrap(),
            name: "Mads".into(),
            grants: vec![grant(Role::Member, BODY)],
        };
        let account = crate::accounts::add(&desk.archive, "test", &new).await.unwrap();
        let token = crate::accounts::begin(&desk.archive, account, desk.clock.now()).await.unwrap();
        let follow = async || {
            let router = router(desk.archive.clone(), Settings::default(), desk.clock.clone());
            let request = Request::builder()
                .uri(format!("/mit/moede/{}", desk.planned))
                .header("cookie", format!("raadslag={}", token.secret()));
            router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap().status()
        };
        desk.begin().await;
        desk.add(decision("Cykelstier")).await.unwrap();
        assert_eq!(follow().await, StatusCode::NOT_FOUND);
        desk.approve(Role::Chair).await.unwrap();
        assert_eq!(follow().await, StatusCode::OK);
    })
    .await;
}
