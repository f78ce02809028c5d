//! Cases as they are kept, on both databases.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::date;
use raadslag_document::{Access, Block, Field, FieldName, Item, ItemKind, Outcome};
use tempfile::TempDir;

use crate::access::{Actor, Grant, Role};
use crate::accounts::{self, NewAccount};
use crate::archive::{Archive, Settings, TestPostgres};
use crate::cases::annexes::{self, Upload};
use crate::cases::rules::{CaseAccess, Facts, FindingKind, Settled, Stance, State, Usual};
use crate::cases::{self, CaseError, NewAdvice, NewCase, RouteError, compose, store};
use crate::clock::FixedClock;
use crate::ids::{CaseId, SystemRandomness};
use crate::journal;
use crate::texts;

const WHO: &str = "Signe Sekretær <s@example.dk>";
const BODY: &str = "kkr-sjaelland";

async fn open(folder: &TempDir, database: Option<String>) -> Archive {
    let clock = Arc::new(FixedClock(Timestamp::from_second(1_772_000_000).unwrap()));
    let settings = Settings { database, ..Settings::local(folder.path()) };
    Archive::open_with(&settings, clock, Arc::new(SystemRandomness)).await.unwrap()
}

async fn each(test: impl AsyncFn(&Archive)) {
    let folder = tempfile::tempdir().unwrap();
    let archive = open(&folder, None).await;
    test(&archive).await;
    archive.close().await;
    if let Some(postgres) = TestPostgres::new().await {
        let folder = tempfile::tempdir().unwrap();
        let archive = open(&folder, Some(postgres.url())).await;
        test(&archive).await;
        archive.close().await;
        postgres.remove().await;
    }
}

fn new(title: &str, usual: Usual) -> NewCase {
    let facts = Facts { title: title.into(), kind: ItemKind::Decision, ..Facts::default() };
    NewCase { body: BODY.into(), facts, usual, ..NewCase::default() }
}

fn closed(title: &str) -> NewCase {
    let mut new = new(title, Usual::Kkr);
    new.facts.access =
        CaseAccess::Closed { reason: "Køb af en ejendom".into(), is_title_marked: true };
    new
}

async fn made(archive: &Archive, new: NewCase) -> CaseId {
    cases::create(archive, WHO, new).await.unwrap()
}

async fn start(archive: &Archive, id: CaseId) {
    cases::change::change(archive, WHO, id, None, "case.start", cases::Case::start).await.unwrap();
}

async fn held(archive: &Archive, id: CaseId) -> cases::Case {
    cases::case(&mut archive.db().begin().await.unwrap(), id).await.unwrap()
}

async fn settle(archive: &Archive, id: CaseId, body: &str, outcome: Outcome) {
    let mut tx = archive.db().begin().await.unwrap();
    crate::archive::begin_writing(&mut tx).await.unwrap();
    let settled = Settled { outcome, date: date(2026, 3, 2), note: Some("Som indstillet".into()) };
    cases::settle(&mut tx, archive, WHO, id, body, settled).await.unwrap();
    tx.commit().await.unwrap();
}

async fn waiting(archive: &Archive, body: &str) -> Vec<(String, bool)> {
    let rows = cases::waiting(&mut archive.db().begin().await.unwrap(), body).await.unwrap();
    rows.into_iter().map(|row| (row.title, row.is_second_reading)).collect()
}

#[tokio::test]
async fn numbers_run_over_a_year_in_a_body() {
    each(async |archive| {
        let first = made(archive, new("Én", Usual::Kkr)).await;
        let second = made(archive, new("To", Usual::Kkr)).await;
        let elsewhere = NewCase { body: "k17".into(), ..new("Tre", Usual::Empty) };
        let third = made(archive, elsewhere).await;
        let mut numbers = Vec::new();
        for id in [first, second, third] {
            numbers.push(held(archive, id).await.number.to_string());
        }
        assert_eq!(numbers, ["2026-001", "2026-002", "2026-001"]);
    })
    .await;
}

#[tokio::test]
async fn a_case_is_read_as_it_was_written() {
    each(async |archive| {
        let mut wanted = closed("  Køb af   en grund ");
        wanted.facts.subject = Some("82.02.00 G01".parse().unwrap());
        wanted.facts.outside_number = Some("SAG-2026-00105".into());
        wanted.facts.officers.push(cases::Officer { initials: "adr".into(), account: None });
        let id = made(archive, wanted.clone()).await;
        let case = held(archive, id).await;
        assert_eq!(case.facts.title, "Køb af en grund");
        assert_eq!(case.facts.access, wanted.facts.access);
        assert_eq!(case.facts.subject, wanted.facts.subject);
        assert_eq!(case.facts.officers, wanted.facts.officers);
        assert_eq!((case.state, case.route.steps(), case.revision), (State::Draft, 4, 1));
        assert!(case.text.is_some());
        assert_eq!(
            (case.public_title(), case.shown_number()),
            ("Lukket sag", "SAG-2026-00105".into())
        );
    })
    .await;
}

#[tokio::test]
async fn a_case_travels_its_route_and_waits_where_it_is() {
    each(async |archive| {
        let id = made(archive, new("Cykelstier", Usual::TwoReadings)).await;
        assert!(waiting(archive, "forretningsgruppen").await.is_empty(), "a draft waits nowhere");
        start(archive, id).await;
        assert_eq!(waiting(archive, "forretningsgruppen").await.len(), 1);
        settle(archive, id, "forretningsgruppen", Outcome::Discussed).await;
        settle(archive, id, "k17", Outcome::Recommended).await;
        settle(archive, id, "formandskabet", Outcome::Approved).await;
        assert_eq!(waiting(archive, BODY).await, [("Cykelstier".to_owned(), false)]);
        settle(archive, id, BODY, Outcome::Discussed).await;
        assert!(waiting(archive, BODY).await.is_empty());
        settle(archive, id, "k17", Outcome::Recommended).await;
        assert_eq!(waiting(archive, BODY).await, [("Cykelstier".to_owned(), true)]);

        let place = async |agenda: Option<&str>| {
            let mut tx = archive.db().begin().await.unwrap();
            let agenda = agenda.map(ToOwned::to_owned);
            cases::set_placed(&mut tx, archive, WHO, id, BODY, agenda).await.unwrap();
            tx.commit().await.unwrap();
        };
        place(Some("2026-03-02")).await;
        assert!(waiting(archive, BODY).await.is_empty(), "it stands on an agenda");
        place(None).await;
        assert_eq!(waiting(archive, BODY).await.len(), 1);
        settle(archive, id, BODY, Outcome::Postponed).await;
        assert_eq!(waiting(archive, BODY).await.len(), 1, "postponed, it waits for the next one");
        settle(archive, id, BODY, Outcome::Approved).await;
        assert_eq!(held(archive, id).await.state, State::Done);
    })
    .await;
}

#[tokio::test]
async fn a_form_filled_in_before_another_change_is_not_taken() {
    each(async |archive| {
        let id = made(archive, new("Én", Usual::Kkr)).await;
        let rename = async |seen: i64, title: &str| {
            cases::change::change(archive, WHO, id, Some(seen), "case.facts", |case| {
                case.facts.title = title.to_owned();
                Ok(())
            })
            .await
        };
        rename(1, "To").await.unwrap();
        assert!(matches!(rename(1, "Tre").await, Err(CaseError::Changed)));
        assert_eq!(held(archive, id).await.facts.title, "To");
    })
    .await;
}

#[tokio::test]
async fn the_journal_has_every_change_with_before_and_after_and_holds() {
    each(async |archive| {
        let id = made(archive, new("Før", Usual::Kkr)).await;
        cases::change::change(archive, WHO, id, None, "case.facts", |case| {
            case.facts.title = "Efter".into();
            Ok(())
        })
        .await
        .unwrap();
        start(archive, id).await;
        let entries = journal::about(archive.db(), &format!("case/{id}")).await.unwrap();
        let actions: Vec<&str> = entries.iter().map(|entry| entry.action.as_str()).collect();
        assert_eq!(actions, ["case.create", "case.facts", "case.start"]);
        assert_eq!(entries[1].before.as_deref(), Some(r#"{"title":"Før"}"#));
        assert_eq!(entries[1].after.as_deref(), Some(r#"{"title":"Efter"}"#));
        let (verified, _) = archive.verify_journal(None).await.unwrap();
        assert!(matches!(verified, journal::Verified::Whole(_)));
        // What is told of a closed case says so.
        let id = made(archive, closed("Hemmelig")).await;
        let entries = journal::about(archive.db(), &format!("case/{id}")).await.unwrap();
        assert!(entries[0].after.as_deref().unwrap().contains("\"closed_in\":\"kkr-sjaelland\""));
    })
    .await;
}

fn upload(name: &str, bytes: &[u8]) -> Upload {
    Upload { file_name: name.into(), bytes: bytes.to_vec().into() }
}

async fn listed(archive: &Archive, id: CaseId) -> Vec<cases::Annex> {
    cases::annexes(&mut archive.db().begin().await.unwrap(), id).await.unwrap()
}

#[tokio::test]
async fn annexes_keep_their_order_their_versions_and_their_content() {
    each(async |archive| {
        let id = made(archive, new("Med bilag", Usual::Kkr)).await;
        let uploads = vec![upload("a.txt", b"Et"), upload("b.txt", b"To"), upload("c.txt", b"Tre")];
        let ids = annexes::add(archive, WHO, id, uploads).await.unwrap();
        annexes::move_to(archive, WHO, id, ids[2], 0).await.unwrap();
        annexes::rename(archive, WHO, id, ids[0], " Notat  om a ").await.unwrap();
        annexes::replace(archive, WHO, id, ids[1], upload("b2.txt", "To, nu æ".as_bytes()))
            .await
            .unwrap();
        let titles: Vec<String> = listed(archive, id).await.into_iter().map(|a| a.title).collect();
        assert_eq!(titles, ["c", "Notat om a", "b"]);
        let mut tx = archive.db().begin().await.unwrap();
        let held = annexes::one(&mut tx, id, ids[1]).await.unwrap();
        drop(tx);
        let mut contents = Vec::new();
        for version in &held.versions {
            contents.push(annexes::content(archive, &version.sha256).await.unwrap());
        }
        assert_eq!(contents, ["To, nu æ".as_bytes(), b"To"], "the old version is kept");
        annexes::remove(archive, WHO, id, ids[0]).await.unwrap();
        assert_eq!(listed(archive, id).await.len(), 2);
        let other = made(archive, new("En anden", Usual::Kkr)).await;
        let moved = annexes::move_to(archive, WHO, other, ids[1], 0).await;
        assert!(matches!(moved, Err(CaseError::NoAnnex)));
    })
    .await;
}

#[tokio::test]
async fn of_several_files_all_are_kept_or_none() {
    each(async |archive| {
        let id = made(archive, new("Med bilag", Usual::Kkr)).await;
        for bad in [upload("x.exe", b"MZ\0\0\x01\x02"), upload("tom.txt", b"")] {
            let added = annexes::add(archive, WHO, id, vec![upload("a.txt", b"Et"), bad]).await;
            assert!(added.is_err());
            assert!(listed(archive, id).await.is_empty());
        }
    })
    .await;
}

#[tokio::test]
async fn a_registration_number_keeps_an_annex_back_until_someone_says_why_not() {
    each(async |archive| {
        let id = made(archive, new("Med bilag", Usual::Kkr)).await;
        // The registry's own published test number.
        let bytes = b"Borgeren har cpr-nr. 070761-4285.";
        let ids = annexes::add(archive, WHO, id, vec![upload("a.txt", bytes)]).await.unwrap();
        let is_cleared = async || listed(archive, id).await[0].is_cleared;
        assert!(!is_cleared().await);
        let mut tx = archive.db().begin().await.unwrap();
        let held = annexes::one(&mut tx, id, ids[0]).await.unwrap();
        drop(tx);
        let finding = &held.newest().findings[0];
        assert_eq!((finding.kind, finding.words.as_str()), (FindingKind::Cpr, "070761-xxxx"));
        let refused = annexes::accept(archive, WHO, id, ids[0], 1, " ").await;
        assert!(matches!(refused, Err(CaseError::NoReason)));
        annexes::accept(archive, WHO, id, ids[0], 1, "CPR-kontorets testnummer").await.unwrap();
        assert!(is_cleared().await);
        // A new upload is looked at anew, and the acceptance of the old one does not count for it.
        annexes::replace(archive, WHO, id, ids[0], upload("a.txt", bytes)).await.unwrap();
        assert!(!is_cleared().await);
        let stale = annexes::accept(archive, WHO, id, ids[0], 1, "Som før").await;
        assert!(matches!(stale, Err(CaseError::Changed)));
        let entries = journal::about(archive.db(), &format!("case/{id}")).await.unwrap();
        let told = entries.iter().find(|entry| entry.action == "case.annex_accept").unwrap();
        assert!(told.after.as_deref().unwrap().contains("CPR-kontorets testnummer"));
        assert!(entries.iter().all(|e| !e.after.as_deref().unwrap_or_default().contains("4285")));
    })
    .await;
}

async fn person(archive: &Archive, email: &str, role: Role, body: &str) -> Actor {
    let grant =
        Grant { role, body: Some(body.into()), party: None, first_day: None, last_day: None };
    let grants = vec![grant];
    let new =
        NewAccount { email: email.parse().unwrap(), name: email.into(), grants: grants.clone() };
    let id = accounts::add(archive, "test", &new).await.unwrap();
    Actor::new(id, email, email, grants, HashSet::new())
}

fn says(body: &str, stance: Stance, text: &str) -> NewAdvice {
    NewAdvice { body: body.into(), stance, text: text.into(), instead_of: None }
}

#[tokio::test]
async fn a_bodys_recommendation_is_its_speakers_and_stands_in_the_item() {
    each(async |archive| {
        let id = made(archive, new("Cykelstier", Usual::Kkr)).await;
        let k17 = person(archive, "k@example.dk", Role::Preparer, "k17").await;
        let member = person(archive, "m@example.dk", Role::Member, BODY).await;
        let recommend = says("k17", Stance::Recommends, "K17 anbefaler forslag 2.");
        let early = cases::advise(archive, &k17, id, recommend.clone()).await;
        assert!(matches!(early, Err(CaseError::NotAsked)), "the case has not come to K17");
        start(archive, id).await;
        settle(archive, id, "forretningsgruppen", Outcome::Discussed).await;
        let first = cases::advise(archive, &k17, id, recommend.clone()).await.unwrap();
        let twice = cases::advise(archive, &k17, id, recommend).await.unwrap();
        assert_eq!(first, twice);
        let mut tx = archive.db().begin().await.unwrap();
        let versions: Vec<u32> =
            store::advice(&mut tx, id).await.unwrap().iter().map(|advice| advice.version).collect();
        drop(tx);
        assert_eq!(versions, [1], "saved twice it is the same version");
        let again = says("k17", Stance::RecommendsWithChanges, "Forslag 3 er bedre.");
        cases::advise(archive, &k17, id, again).await.unwrap();
        let word = says("k17", Stance::Recommends, "");
        assert!(cases::advise(archive, &member, id, word).await.is_err(), "not the member's body");
        let comment = says(BODY, Stance::Comments, "Husk vedligeholdelsen.");
        let twice = cases::advise(archive, &member, id, comment.clone()).await.unwrap();
        let comment = cases::advise(archive, &member, id, comment).await.unwrap();
        assert_eq!(twice, comment);
        let amended = NewAdvice {
            instead_of: Some(comment),
            ..says(BODY, Stance::Comments, "Husk udgiften til vedligeholdelse.")
        };
        assert_eq!(cases::advise(archive, &member, id, amended).await.unwrap(), comment);

        let mut tx = archive.db().begin().await.unwrap();
        let item = cases::item(&mut tx, archive, id).await.unwrap();
        let last = item.fields.last().unwrap();
        assert_eq!(last.heading.as_deref(), Some("K17's anbefaling"));
        let texts: Vec<&str> = last.blocks.iter().flat_map(Block::texts).collect();
        assert_eq!(texts, ["K17 anbefaler sagen med ændringer.", "Forslag 3 er bedre."]);
        assert!(!serde_json::to_string(&item).unwrap().contains("vedligeholdelse"), "stays inside");
        assert_eq!(item.history[0].body.as_deref(), Some("Forretningsgruppen"));
        assert_eq!(item.history[0].text, "Drøftet.\nSom indstillet");
    })
    .await;
}

#[tokio::test]
async fn the_item_has_text_facts_and_annexes_and_no_confidential_title() {
    each(async |archive| {
        let mut new = closed("Køb af Havnegade 1");
        let blocks = vec![Block::paragraph("Ejendommen er til salg.")];
        let field = Field { name: FieldName::Background, heading: Some("Baggrund".into()), blocks };
        new.start = Some(Item { fields: vec![field], ..Item::default() });
        let id = made(archive, new).await;
        annexes::add(archive, WHO, id, vec![upload("skoede.txt", b"Et")]).await.unwrap();
        let mut tx = archive.db().begin().await.unwrap();
        let item = cases::item(&mut tx, archive, id).await.unwrap();
        let annex = cases::annexes(&mut tx, id).await.unwrap().remove(0);
        assert_eq!((item.title.as_str(), item.access), ("Lukket sag", Access::Closed));
        assert_eq!(item.case_number.as_deref(), Some("2026-001"));
        let texts: Vec<&str> =
            item.fields.iter().flat_map(|field| &field.blocks).flat_map(Block::texts).collect();
        assert_eq!(texts[0], "Køb af Havnegade 1", "insiders read it in the text");
        assert!(texts.contains(&"Ejendommen er til salg."), "{texts:?}");
        assert_eq!(item.attachments[0].url.as_deref(), Some(annex.path.as_str()));
    })
    .await;
}

#[tokio::test]
async fn a_reference_to_an_annex_leads_to_it_and_one_to_an_annex_that_is_gone_keeps_its_words() {
    each(async |archive| {
        let id = made(archive, new("Cykelstier", Usual::Kkr)).await;
        let added = annexes::add(archive, WHO, id, vec![upload("kort.txt", b"Et")]).await.unwrap();
        let link = |start, url: String| {
            let kind = raadslag_document::MarkKind::Link { url };
            raadslag_document::Mark { start, end: start + 1, kind }
        };
        let gone = link(1, format!("{}findes-ikke", texts::ANNEX));
        let web = link(2, "https://kl.dk/".into());
        let marks = vec![link(0, format!("{}{}", texts::ANNEX, added[0])), gone, web.clone()];
        let blocks = vec![Block::Paragraph { text: "abc".into(), marks }];
        let field = Field { name: FieldName::Background, heading: None, blocks };
        let mut item = Item { fields: vec![field], ..Item::default() };
        let mut tx = archive.db().begin().await.unwrap();
        compose::lead_to(&mut item, &store::annexes(&mut tx, id).await.unwrap());
        let path = cases::annexes(&mut tx, id).await.unwrap().remove(0).path;
        let Block::Paragraph { text, marks } = &item.fields[0].blocks[0] else { unreachable!() };
        assert_eq!((text.as_str(), marks.as_slice()), ("abc", &[link(0, path), web][..]));
    })
    .await;
}

#[tokio::test]
async fn what_is_missing_or_wrong_is_said() {
    each(async |archive| {
        let refused = async |new: NewCase| cases::create(archive, WHO, new).await.unwrap_err();
        assert!(matches!(refused(new(" ", Usual::Kkr)).await, CaseError::NoTitle));
        let mut closed = closed("Lukket");
        closed.facts.access = CaseAccess::Closed { reason: " ".into(), is_title_marked: false };
        assert!(matches!(refused(closed).await, CaseError::NoReason));
        let id = made(archive, new("Uden sagsgang", Usual::Empty)).await;
        let started =
            cases::change::change(archive, WHO, id, None, "case.start", cases::Case::start).await;
        assert!(matches!(started, Err(CaseError::NoStation)));
        let mut tx = archive.db().begin().await.unwrap();
        let settled = Settled { outcome: Outcome::Noted, date: date(2026, 3, 2), note: None };
        let nowhere = cases::settle(&mut tx, archive, WHO, id, BODY, settled).await;
        assert!(matches!(nowhere, Err(CaseError::Route(RouteError::NotOpen))));
    })
    .await;
}
