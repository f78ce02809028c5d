#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use bytes::Bytes;
use jiff::civil::{Date, date};
use raadslag_document::{Access, Block};

use super::rules::{agreement, occasion, text_for, text_of};
use super::writing::{to_blocks, to_text};
use super::*;
use crate::archive::Settings;
use crate::clock::FixedClock;
use crate::db::testing::TestPostgres;
use crate::ids::SystemRandomness;
use crate::journal;

const TODAY: Date = date(2026, 11, 25);

/// Runs a test on SQLite and, where a cluster is named, on PostgreSQL.
async fn on_both(test: impl AsyncFn(&Archive)) {
    let postgres = TestPostgres::new().await;
    let mut urls = vec![None];
    urls.extend(postgres.as_ref().map(|postgres| Some(postgres.url())));
    for url in urls {
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

fn says() -> NewOnward {
    NewOnward {
        title: "Rammeaftale 2027-2028".into(),
        asked: Asked::Accede,
        deadline: date(2026, 12, 1),
        text: to_blocks("Fælles tekst\n\n[lokal tekst]\n\nHilsen"),
        access: Access::Open,
    }
}

async fn case(archive: &Archive) -> OnwardId {
    let names = ["Faxe", "Greve", "Region Sjælland"].map(ToOwned::to_owned);
    let place = ("kkr-sjaelland", "kkr-sjaelland-2026-11-18-2-1");
    let text = vec![Block::paragraph("Sagen selv")];
    create(archive, "Signe", place, text, &says(), &names).await.unwrap()
}

fn followed(on: Date) -> NewAnswer {
    NewAnswer { said: Said::Followed { on }, text: String::new(), document: None }
}

#[test]
fn what_is_typed_comes_back_as_it_was_typed() {
    let typed = "# Overskrift\n\nEt afsnit.\n\n- en\n- to\n\n[lokal tekst]";
    let blocks = to_blocks(typed);
    assert_eq!(blocks.len(), 4);
    assert_eq!(to_text(&blocks), typed);
    assert_eq!(to_blocks(&typed.replace('\n', "\r\n")), blocks);
    assert!(to_blocks(" \n\n \n").is_empty());
}

#[test]
fn a_recipients_own_text_stands_at_its_place_or_at_the_end() {
    let with = |text: &str| {
        let case = Onward {
            id: "0192d0c0-0000-7000-8000-000000000001".parse().unwrap(),
            body: "k".into(),
            item: "i".into(),
            says: NewOnward { text: to_blocks(text), ..says() },
            item_text: Vec::new(),
            sent_at: None,
        };
        let recipient = Recipient {
            id: "0192d0c0-0000-7000-8000-000000000002".parse().unwrap(),
            onward: case.id,
            name: "Faxe".into(),
            email: None,
            local_text: to_blocks("Kære Faxe"),
        };
        to_text(&text_for(&case, &recipient))
    };
    assert_eq!(with("A\n\n[lokal tekst]\n\nB"), "A\n\nKære Faxe\n\nB");
    assert_eq!(with("A"), "A\n\nKære Faxe");
}

#[test]
fn each_is_reminded_once_per_occasion_and_only_after_the_first_mail() {
    let sent = |names: &[&str]| -> Vec<(String, String)> {
        names.iter().map(|name| ((*name).to_owned(), String::new())).collect()
    };
    for (days_left, was_sent, expected) in [
        (10, vec![], None),
        (20, vec!["first"], None),
        (14, vec!["first"], Some("before-14")),
        (9, vec!["first", "before-14"], None),
        (3, vec!["first", "before-14"], Some("before-3")),
        (0, vec!["first", "before-14", "before-3"], None),
        // A server that was away makes up for the latest only.
        (1, vec!["first"], Some("before-3")),
        (-1, vec!["first"], Some("after-1")),
        (-7, vec!["first", "after-1"], None),
        (-8, vec!["first", "after-1"], Some("after-8")),
        (-400, vec!["first"], Some("after-29")),
        (-400, vec!["first", "after-29"], None),
    ] {
        let found = occasion(days_left, &sent(&was_sent));
        assert_eq!(found.as_deref(), expected, "{days_left} {was_sent:?}");
    }
}

#[test]
fn an_answer_must_be_dated_and_a_deviation_explained() {
    let check = |said, text: &str| {
        NewAnswer { said, text: text.into(), document: None }.checked(TODAY).map(|_| ())
    };
    let tomorrow = date(2026, 11, 26);
    assert!(check(Said::Received { planned: Some(tomorrow) }, "").is_ok());
    assert!(matches!(check(Said::Followed { on: tomorrow }, ""), Err(OnwardError::InFuture(_))));
    assert!(check(Said::Followed { on: TODAY }, "").is_ok());
    assert!(matches!(check(Said::Deviated { on: TODAY }, " "), Err(OnwardError::NotExplained)));
    assert!(matches!(check(Said::Refused { on: TODAY }, ""), Err(OnwardError::NotExplained)));
    assert!(matches!(Said::of("followed", None), Some(Err(OnwardError::NoDate))));
    assert!(Said::of("andet", None).is_none());
}

#[tokio::test]
async fn the_state_is_what_the_agreement_figure_says_of_the_newest_answers() {
    on_both(async |archive| {
        let id = case(archive).await;
        let [faxe, greve, region] = &standings(archive, id).await.unwrap()[..] else { panic!() };
        let (faxe, greve, region) = (faxe.recipient.id, greve.recipient.id, region.recipient.id);
        let received = Said::Received { planned: Some(date(2026, 11, 30)) };
        let received = NewAnswer { said: received, ..followed(TODAY) };
        answer(archive, "via link: Faxe", faxe, &received, None).await.unwrap();
        answer(archive, "via link: Faxe", faxe, &followed(TODAY), None).await.unwrap();
        let deviated = NewAnswer {
            said: Said::Deviated { on: date(2026, 11, 20) },
            text: "Taksterne drøftes igen".into(),
            document: None,
        };
        answer(archive, "via link: Greve", greve, &deviated, None).await.unwrap();
        let case = one(archive, id).await.unwrap().unwrap();
        let standings = standings(archive, id).await.unwrap();
        let input = agreement(&case, &standings, TODAY);
        assert_eq!(input["parties"][0]["state"], "done");
        assert_eq!(input["parties"][1]["state"], "reserved");
        assert_eq!(input["parties"][1]["note"], "Taksterne drøftes igen");
        assert!(input["parties"][2].get("state").is_none());
        let told = answer_line(archive, &case, TODAY, Language::Danish).await.unwrap();
        assert!(told.starts_with("2 af 3 har besluttet; 1 mangler"), "{told}");
        answer(archive, "via link: R", region, &followed(TODAY), None).await.unwrap();
        let told = answer_line(archive, &case, TODAY, Language::Danish).await.unwrap();
        assert!(told.contains("på plads"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn a_correction_keeps_the_answers_before_it_and_the_document_and_says_by_whom() {
    on_both(async |archive| {
        let id = case(archive).await;
        let faxe = standings(archive, id).await.unwrap().remove(0).recipient.id;
        let pdf = Upload {
            name: r"C:\Sager\referat.pdf".into(),
            bytes: Bytes::from_static(b"%PDF-1.7 x"),
        };
        let actor = "via link: Faxe";
        answer(archive, actor, faxe, &followed(date(2026, 11, 1)), Some(&pdf)).await.unwrap();
        answer(archive, actor, faxe, &followed(date(2026, 11, 2)), None).await.unwrap();
        // The same again is no new version.
        answer(archive, actor, faxe, &followed(date(2026, 11, 2)), None).await.unwrap();
        let standing = standings(archive, id).await.unwrap().remove(0);
        let dates: Vec<_> = standing.answers.iter().map(|a| a.says.said.date().unwrap()).collect();
        assert_eq!(dates, [date(2026, 11, 2), date(2026, 11, 1)]);
        let shown = standing.newest().unwrap().says.document.clone().unwrap();
        assert_eq!(
            (shown.name.as_str(), shown.media_type.as_str()),
            ("referat.pdf", "application/pdf")
        );
        assert_eq!(archive.kept(&shown.sha256).await.unwrap(), pdf.bytes);
        let entries = journal::about(archive.db(), &format!("onward/{id}")).await.unwrap();
        let last = entries.last().unwrap();
        assert_eq!((last.actor.as_str(), last.action.as_str()), (actor, "onward.answer"));
        assert!(last.before.as_ref().unwrap().contains("2026-11-01"));
    })
    .await;
}

#[tokio::test]
async fn a_document_is_taken_by_its_content_and_not_by_its_name() {
    on_both(async |archive| {
        let id = case(archive).await;
        let faxe = standings(archive, id).await.unwrap().remove(0).recipient.id;
        for (name, content) in [
            ("a.pdf", &b"<!doctype html><script>x</script>"[..]),
            ("a.pdf", b"MZ\x90\0\0\0\xff\xff"),
            ("a.docx", b"PK\x03\x04 something else"),
        ] {
            let upload = Upload { name: name.into(), bytes: Bytes::from_static(content) };
            let taken = answer(archive, "x", faxe, &followed(TODAY), Some(&upload)).await;
            assert!(matches!(taken, Err(OnwardError::Kind(_))), "{name}: {taken:?}");
        }
        let large = vec![b'%'; rules::LARGEST + 1];
        let upload = Upload { name: "a.pdf".into(), bytes: large.into() };
        let taken = answer(archive, "x", faxe, &followed(TODAY), Some(&upload)).await;
        assert!(matches!(taken, Err(OnwardError::Large)));
        assert!(standings(archive, id).await.unwrap().remove(0).answers.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_link_opens_its_recipient_until_it_is_revoked_and_its_secret_is_kept_nowhere() {
    on_both(async |archive| {
        let id = case(archive).await;
        let faxe = standings(archive, id).await.unwrap().remove(0).recipient;
        let token = link(archive, "Signe", faxe.id).await.unwrap();
        let (opened, recipient) = linked(archive, &token).await.unwrap().unwrap();
        assert_eq!((opened.id, recipient.name.as_str()), (id, "Faxe"));
        let second = link(archive, "Signe", faxe.id).await.unwrap();
        assert!(linked(archive, &second).await.unwrap().is_some());
        revoke(archive, "Signe", faxe.id).await.unwrap();
        for old in [&token, &second] {
            assert!(linked(archive, old).await.unwrap().is_none());
        }
        let renewed = link(archive, "Signe", faxe.id).await.unwrap();
        assert!(linked(archive, &renewed).await.unwrap().is_some());
        let written = journal::latest(archive.db(), None, 100).await.unwrap();
        let written = format!("{written:?}");
        assert!(!written.contains(renewed.secret()) && !written.contains(&renewed.hash()));
        // Who is taken off the list answers no more.
        remove_recipient(archive, "Signe", faxe.id).await.unwrap();
        assert!(linked(archive, &renewed).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn answers_by_a_link_are_bounded_within_a_day() {
    on_both(async |archive| {
        let id = case(archive).await;
        let faxe = standings(archive, id).await.unwrap().remove(0).recipient.id;
        for n in 0..rules::MOST_A_DAY {
            let says = NewAnswer { text: format!("{n}"), ..followed(TODAY) };
            answer(archive, "x", faxe, &says, None).await.unwrap();
        }
        let more = answer(archive, "x", faxe, &followed(TODAY), None).await;
        assert!(matches!(more, Err(OnwardError::TooMany)));
    })
    .await;
}

#[tokio::test]
async fn a_case_is_not_taken_without_title_text_or_recipient_or_with_one_twice() {
    on_both(async |archive| {
        let place = ("kkr-sjaelland", "x");
        let faxe = ["Faxe".to_owned()];
        let make = async |says: NewOnward, names: &[String]| {
            create(archive, "S", place, Vec::new(), &says, names).await.map(|_| ())
        };
        let no_title = NewOnward { title: " ".into(), ..says() };
        assert!(matches!(make(no_title, &faxe).await, Err(OnwardError::NoTitle)));
        let no_text = NewOnward { text: Vec::new(), ..says() };
        assert!(matches!(make(no_text, &faxe).await, Err(OnwardError::NoText)));
        assert!(matches!(make(says(), &[]).await, Err(OnwardError::NoRecipient)));
        let twice = ["Faxe".to_owned(), "faxe ".to_owned()];
        assert!(matches!(make(says(), &twice).await, Err(OnwardError::Twice(_))));
        assert!(all(archive).await.unwrap().is_empty(), "a refused case leaves nothing");
    })
    .await;
}

#[test]
fn seventeen_municipalities_and_the_region_follow_kkr_sjaelland() {
    let (names, region) = usual_recipients("kkr-sjaelland");
    assert_eq!((names.len(), region.as_deref()), (17, Some("Region Sjælland")));
    assert_eq!(names.first().map(String::as_str), Some("Faxe"));
    assert_eq!(usual_recipients("et-andet-organ"), (Vec::new(), None));
}

#[tokio::test]
async fn mails_go_out_once_and_remind_only_those_who_have_not_decided() {
    on_both(async |archive| {
        let id = case(archive).await;
        let recipients: Vec<_> = standings(archive, id).await.unwrap();
        for (standing, email) in recipients.iter().zip(["faxe@example.dk", "greve@example.dk", ""])
        {
            let who = &standing.recipient;
            change_recipient(archive, "S", who.id, email, Vec::new()).await.unwrap();
        }
        let origin = "https://raadslag.test";
        assert_eq!(send_first(archive, "S", id, origin).await.unwrap(), 2);
        assert_eq!(send_first(archive, "S", id, origin).await.unwrap(), 0);
        let mails = crate::mail::queued_for_tests(archive).await;
        assert_eq!(mails.len(), 2);
        // A link from a mail opens what it was written for.
        let body = format!("{mails:?}");
        let at = body.find("/svar/").unwrap() + "/svar/".len();
        let token = crate::accounts::Token::parse(&body[at..at + 64]).unwrap();
        assert!(linked(archive, &token).await.unwrap().is_some());
        let greve = recipients[1].recipient.id;
        answer(archive, "x", greve, &followed(TODAY), None).await.unwrap();
        let on = |day: Date| {
            let now = day.at(8, 0, 0, 0).in_tz("Europe/Copenhagen").unwrap().timestamp();
            Reminder::new(archive.clone(), Arc::new(FixedClock(now)), origin.to_owned())
        };
        for (day, mails) in [
            (date(2026, 11, 25), 0),
            (date(2026, 11, 28), 1),
            (date(2026, 12, 1), 0),
            (date(2026, 12, 2), 1),
            (date(2026, 12, 2), 0),
        ] {
            assert_eq!(on(day).once().await.unwrap(), mails, "{day}");
        }
        let sent: Vec<_> = standings(archive, id).await.unwrap().remove(0).sent;
        let sent: Vec<&str> = sent.iter().map(|(occasion, _)| occasion.as_str()).collect();
        assert_eq!(sent, ["before-14", "first", "before-3", "after-1"]);
    })
    .await;
}

#[test]
fn a_deadline_is_not_over_before_anyone_is_asked() {
    for (deadline, is_ahead) in [
        (date(2020, 1, 1), false),
        (date(2026, 11, 24), false),
        (TODAY, true),
        (date(2027, 1, 1), true),
    ] {
        let says = NewOnward { deadline, ..says() };
        assert_eq!(says.is_ahead(TODAY).is_ok(), is_ahead, "{deadline}");
    }
}

#[tokio::test]
async fn who_began_from_what_another_changed_meanwhile_is_told_so() {
    on_both(async |archive| {
        let id = case(archive).await;
        let seen = says().mark();
        let mine = NewOnward { title: "Min titel".into(), ..says() };
        change(archive, "Signe", id, &seen, &mine).await.unwrap();
        let other = NewOnward { title: "Din titel".into(), ..says() };
        let told = change(archive, "Mads", id, &seen, &other).await;
        assert!(matches!(told, Err(OnwardError::Changed)));
        assert_eq!(one(archive, id).await.unwrap().unwrap().says.title, "Min titel");
        change(archive, "Mads", id, &mine.mark(), &other).await.unwrap();
    })
    .await;
}

#[test]
fn why_an_item_was_late_does_not_go_onward_with_it() {
    let field = |heading: &str, text: &str| raadslag_document::Field {
        name: raadslag_document::FieldName::Other,
        heading: Some(heading.to_owned()),
        blocks: to_blocks(text),
    };
    let fields = vec![field("Sent optaget", "Svaret kom i går."), field("Baggrund", "Om aftalen.")];
    let text = to_text(&text_of(&raadslag_document::Item { fields, ..Default::default() }));
    assert!(text.contains("Baggrund") && text.contains("Om aftalen."), "{text}");
    assert!(!text.contains("Sent optaget") && !text.contains("i går"), "{text}");
}
