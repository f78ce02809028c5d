//! Supplementary agendas and corrections.

use super::*;

const ADDRESS: &str = "/punkt/kkr-sjaelland-2027-04-14-2-1";

#[tokio::test]
async fn a_supplementary_agenda_adds_its_items_and_numbers_stay() {
    on_both(async |desk| {
        desk.published().await;
        assert_eq!(refused(desk.add(decision("Hastesag")).await), Refusal::Late);
        let late = EntryDraft { late_reason: "Svarfristen er kort".into(), ..decision("Hastesag") };
        let new = NewEntry { draft: late, section: Some(1), ..NewEntry::default() };
        add_entry(&desk.archive, WHO, desk.planned, new, TODAY).await.unwrap();
        let sent = send_supplement(&desk.archive, WHO, desk.planned, desk.clock.now(), TODAY);
        sent.await.unwrap();
        let page = desk.page("/moede/kkr-sjaelland/2027-04-14").await;
        assert!(page.contains("Hastesag") && page.contains("2.2"));
        assert!(page.contains("Cykelstier mellem kommunerne"));
        let again = send_supplement(&desk.archive, WHO, desk.planned, desk.clock.now(), TODAY);
        assert_eq!(refused(again.await), Refusal::NoItems);
        let numbers: Vec<String> =
            desk.entries().await.into_iter().filter_map(|entry| entry.number).collect();
        assert_eq!(numbers, ["1.1", "1.2", "2.1", "2.2", "3.1", "4.1", "5.1", "6.1"]);
    })
    .await;
}

#[tokio::test]
async fn a_correction_is_marked_and_its_difference_is_public_word_by_word() {
    on_both(async |desk| {
        desk.published().await;
        let correct = async |reason: &str| {
            let correction = amend::Correction { reason, withdraws: false, chosen: None };
            correct(&desk.archive, WHO, desk.planned, correction, desk.clock.now(), TODAY).await
        };
        assert_eq!(refused(correct("Ingen ændring").await), Refusal::NothingChanged);
        for entry in desk.entries().await.into_iter().filter(|entry| entry.standing.is_none()) {
            let seen = EntryDraft::of(&entry);
            let content = seen.content.replace("cykelstier", "supercykelstier") + " Plomborg igen.";
            let content = if entry.access == Access::Open {
                content.replace(" Plomborg igen.", "")
            } else {
                content
            };
            let draft = EntryDraft { content, ..seen.clone() };
            let mark = seen.mark();
            save_entry(&desk.archive, WHO, desk.planned, entry.id, &mark, draft).await.unwrap();
        }
        // Not out yet: those at the meeting read what was sent.
        let mut tx = desk.archive.db().begin().await.unwrap();
        let frozen = document(&mut tx, &desk.archive, desk.planned).await.unwrap();
        drop(tx);
        assert!(!format!("{frozen:?}").contains("supercykelstier"));
        assert_eq!(refused(correct(" ").await), Refusal::NoReason);
        correct("Et ord var forkert").await.unwrap();
        let page = desk.page("/moede/kkr-sjaelland/2027-04-14").await;
        assert!(page.contains("Et ord var forkert") && page.contains("/rettelser"));
        let page = desk.page(ADDRESS).await;
        assert!(page.contains("supercykelstier"));
        let page = desk.page("/moede/kkr-sjaelland/2027-04-14/rettelser").await;
        assert!(page.contains("<del>cykelstier.</del>"), "{page}");
        assert!(page.contains("<ins>supercykelstier.</ins>"));
        assert!(page.contains("6.1 Lukket sag") && !page.contains("Plomborg"));
        assert_eq!(refused(correct("Igen").await), Refusal::NothingChanged);
    })
    .await;
}

#[tokio::test]
async fn what_a_correction_withdraws_is_seen_nowhere() {
    on_both(async |desk| {
        desk.published().await;
        let rewrite = async |word: &str, by: &str| {
            for entry in desk.entries().await.into_iter().filter(|entry| entry.standing.is_none()) {
                let seen = EntryDraft::of(&entry);
                let draft = EntryDraft { content: seen.content.replace(word, by), ..seen.clone() };
                let (mark, id) = (seen.mark(), desk.planned);
                save_entry(&desk.archive, WHO, id, entry.id, &mark, draft).await.unwrap();
            }
        };
        let correct = async |withdraws| {
            let correction =
                amend::Correction { reason: "Et navn skulle ud", withdraws, chosen: None };
            let now = desk.clock.now();
            correct(&desk.archive, WHO, desk.planned, correction, now, TODAY).await.unwrap();
        };
        rewrite("cykelstier", "Bodil Bramsnæs").await;
        correct(false).await;
        let meeting = "/moede/kkr-sjaelland/2027-04-14";
        assert!(desk.page(&format!("{meeting}/rettelser")).await.contains("Bramsnæs"));
        rewrite("Bodil Bramsnæs", "cykelstier").await;
        correct(true).await;
        let page = desk.page(&format!("{meeting}/rettelser")).await;
        assert!(page.contains("Et navn skulle ud") && !page.contains("Bramsnæs"), "{page}");
        assert_eq!(page.matches("trukket tilbage").count(), 2);
        let page = desk.page(meeting).await;
        assert_eq!(page.matches("udgaven er trukket tilbage").count(), 2, "{page}");
        let found = desk.archive.meeting(BODY, "2027-04-14", Audience::Insider).await.unwrap();
        for version in found.unwrap().versions {
            let file = desk.archive.original(&version.sha256, Audience::Insider).await.unwrap();
            let has =
                file.is_some_and(|file| file.bytes.windows(8).any(|it| it == b"Bramsn\xc3\xa6"));
            assert!(!has, "{}", version.file_name);
        }
    })
    .await;
}

#[tokio::test]
async fn a_correction_sends_what_was_chosen_as_it_was_seen_and_no_more() {
    on_both(async |desk| {
        desk.begin().await;
        let (first, _) = desk.placed("Ungeindsats", "Kommunerne giver to millioner.").await;
        let (second, _) = desk.placed("Cykelstier", "Der anlægges fem stier.").await;
        desk.approve(Role::Chair).await.unwrap();
        desk.publish(desk.version().await, &now()).await.unwrap();
        desk.rewrite(first, "to millioner", "ti millioner").await;
        desk.rewrite(second, "fem stier", "seks stier").await;
        let keys = async || -> Vec<String> {
            desk.outlook().await.differences.iter().map(rules::Difference::key).collect()
        };
        let send = async |chosen: &[String]| {
            let (reason, chosen) = ("Et tal var forkert", Some(chosen));
            let correction = amend::Correction { reason, withdraws: false, chosen };
            correct(&desk.archive, WHO, desk.planned, correction, desk.clock.now(), TODAY).await
        };
        let seen = keys().await;
        assert_eq!(seen.len(), 2);
        assert_eq!(refused(send(&[]).await), Refusal::NothingChosen);
        desk.rewrite(first, "ti millioner", "tolv millioner").await;
        assert!(matches!(send(&seen[..1]).await, Err(AgendaError::Stale)), "nobody saw twelve");
        send(&keys().await[..1]).await.unwrap();
        assert!(desk.page(ADDRESS).await.contains("tolv millioner"));
        let second = ADDRESS.replace("-2-1", "-2-2");
        assert!(desk.page(&second).await.contains("fem stier"));
        let page = desk.page("/moede/kkr-sjaelland/2027-04-14/rettelser").await;
        assert!(page.contains("tolv") && !page.contains("Cykelstier"), "{page}");
        let left = keys().await;
        assert_eq!(left, seen[1..], "what was not chosen waits on");
        send(&left).await.unwrap();
        assert!(desk.page(&second).await.contains("seks stier"));
        assert!(keys().await.is_empty());
    })
    .await;
}
