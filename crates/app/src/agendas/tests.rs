#![allow(clippy::unwrap_used, clippy::large_futures, clippy::large_stack_arrays, reason = "tests")]

mod amended;
mod approved;
mod following;
mod of_cases;

use std::collections::HashSet;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use jiff::civil::date;
use raadslag_document::{Access, Block, Field, FieldName, Item, ItemKind, Recommendation};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

use super::publish::{self, Wish};
use super::rules::{Move, Refusal};
use super::*;
use crate::access::{Actor, Grant, Role};
use crate::archive::{Archive, Audience, Settings as Place};
use crate::clock::Clock;
use crate::db::testing::TestPostgres;
use crate::ids::{AccountId, EntryId, SystemRandomness};
use crate::mail::tests::HandClock;
use crate::plan::{NewMeeting, Timing};
use crate::shell::Settings;
use crate::site::router;
use crate::texts;

const BODY: &str = "kkr-sjaelland";
const WHO: &str = "Signe <s@x.dk>";
/// The day of the tests, well before the call for items ends.
const TODAY: Date = date(2026, 11, 26);
const MEETING: Date = date(2027, 4, 14);

/// An archive with a planned meeting.
struct Desk {
    archive: Archive,
    clock: Arc<HandClock>,
    planned: PlannedId,
    _data: TempDir,
}

/// Runs a test on SQLite and, where a cluster is named, on PostgreSQL.
async fn on_both(test: impl AsyncFn(&Desk)) {
    let postgres = TestPostgres::new().await;
    let urls = [Some(None), postgres.as_ref().map(|postgres| Some(postgres.url()))];
    for database in urls.into_iter().flatten() {
        let data = TempDir::new().unwrap();
        let place = Place { database, ..Place::local(data.path()) };
        let clock = HandClock::new("2026-11-26T08:00:00Z");
        let archive =
            Archive::open_with(&place, clock.clone(), Arc::new(SystemRandomness)).await.unwrap();
        let planned = plan(&archive, BODY, MEETING).await;
        let desk = Desk { archive, clock, planned, _data: data };
        test(&desk).await;
        desk.archive.close().await;
    }
    if let Some(postgres) = postgres {
        postgres.remove().await;
    }
}

async fn plan(archive: &Archive, body: &str, date: Date) -> PlannedId {
    let timing =
        Timing { start: ClockTime::new(9, 30), end: ClockTime::new(12, 0), ..Timing::on(date) };
    plan::add(archive, WHO, &NewMeeting { body: body.into(), timing }).await.unwrap()
}

fn grant(role: Role, body: &str) -> Grant {
    Grant { role, body: Some(body.into()), party: None, first_day: None, last_day: None }
}

fn someone(role: Role) -> Actor {
    let account = AccountId::from(uuid::Uuid::nil());
    Actor::new(account, "Frida", "f@x.dk", vec![grant(role, BODY)], HashSet::new())
}

fn decision(title: &str) -> EntryDraft {
    EntryDraft {
        title: title.into(),
        kind: ItemKind::Decision,
        recommendations: "at KKR Sjælland drøfter sagen.".into(),
        content: "Kommunerne har talt om cykelstier.".into(),
        minutes_budget: Some(20),
        ..EntryDraft::default()
    }
}

fn secret() -> EntryDraft {
    EntryDraft {
        neutral_title: "Lukket sag".into(),
        access: Access::Closed,
        access_reason: "Handel med ejendom".into(),
        content: "Plomborg sælger en grund.".into(),
        ..decision("Køb af Plomborgs grund")
    }
}

impl Desk {
    /// A case on its way that the body is to decide.
    async fn case(&self, facts: cases::Facts) -> crate::ids::CaseId {
        self.case_of(facts, None, None).await
    }

    async fn case_of(
        &self,
        facts: cases::Facts,
        start: Option<Item>,
        earlier_item: Option<String>,
    ) -> crate::ids::CaseId {
        let (body, usual) = (BODY.to_owned(), cases::Usual::Empty);
        let new = cases::NewCase { body, facts, usual, start, earlier_item, ..Default::default() };
        let case = cases::create(&self.archive, WHO, new).await.unwrap();
        let station = self.archive.ids().make();
        cases::change(&self.archive, WHO, case, None, "case.start", |case| {
            let place = cases::Place { slug: BODY.into(), name: "KKR Sjælland".into() };
            let (ask, due, reason) = (cases::Ask::Approve, None, None);
            let new = cases::NewStation { place, gathering: None, ask, due, reason };
            case.route.add(new.with_id(station), cases::Where::Last, None)?;
            case.start()
        })
        .await
        .unwrap();
        case
    }

    /// A case whose text is this, put on the agenda.
    async fn placed(&self, title: &str, text: &str) -> (crate::ids::CaseId, EntryId) {
        let case = self.case_of(facts_of(title), Some(item_of(text)), None).await;
        let new = NewEntry { case: Some(case), ..NewEntry::default() };
        (case, add_entry(&self.archive, WHO, self.planned, new, TODAY).await.unwrap())
    }

    /// A case that takes up an earlier item of this text.
    async fn copied(&self, title: &str, text: &str) -> crate::ids::CaseId {
        self.case_of(facts_of(title), Some(item_of(text)), Some("tidligere".into())).await
    }

    /// An officer writes something else in the text of a case.
    async fn rewrite(&self, case: crate::ids::CaseId, words: &str, by: &str) {
        let mut tx = self.archive.db().begin().await.unwrap();
        let id = cases::case(&mut tx, case).await.unwrap().text.unwrap();
        drop(tx);
        let text = texts::load(&self.archive, id).await.unwrap().unwrap();
        let doc: Value = serde_json::from_str(&text.doc.json()).unwrap();
        let from = place_of(&doc, words).unwrap();
        let slice = json!({ "content": [{ "type": "text", "text": by }] });
        let to = from + words.encode_utf16().count();
        let step = json!({ "stepType": "replace", "from": from, "to": to, "slice": slice });
        let batch = texts::Batch {
            version: text.version,
            client: "c".into(),
            batch: format!("b{}", text.version),
            steps: vec![serde_json::from_value(step).unwrap()],
        };
        let taken = texts::submit(&self.archive, id, "Ole", &batch).await.unwrap();
        assert_eq!(taken, texts::Submitted::Accepted);
    }

    async fn outlook(&self) -> outlook::Outlook {
        let mut tx = self.archive.db().begin().await.unwrap();
        let outlook = outlook::Outlook::load(&mut tx, &self.archive, self.planned, TODAY).await;
        outlook.unwrap().unwrap()
    }

    async fn begin(&self) {
        begin(&self.archive, WHO, self.planned).await.unwrap();
    }

    async fn add(&self, draft: EntryDraft) -> Result<EntryId, AgendaError> {
        let new = NewEntry { draft, ..NewEntry::default() };
        add_entry(&self.archive, WHO, self.planned, new, TODAY).await
    }

    async fn state(&self) -> State {
        let mut tx = self.archive.db().begin().await.unwrap();
        planned(&mut tx, self.planned).await.unwrap().unwrap().state
    }

    async fn version(&self) -> i64 {
        let mut tx = self.archive.db().begin().await.unwrap();
        store::agenda(&mut tx, self.planned).await.unwrap().unwrap().version
    }

    async fn around(&self) -> Around {
        let mut tx = self.archive.db().begin().await.unwrap();
        let agenda = store::agenda(&mut tx, self.planned).await.unwrap().unwrap();
        Around { cover: agenda.cover, sections: agenda.sections }
    }

    async fn entries(&self) -> Vec<Entry> {
        entries(&mut self.archive.db().begin().await.unwrap(), self.planned).await.unwrap()
    }

    async fn approve(&self, role: Role) -> Result<(), AgendaError> {
        let (now, version) = (self.clock.now(), self.version().await);
        approve(&self.archive, &someone(role), self.planned, version, now, TODAY).await
    }

    async fn publish(&self, version: i64, wish: &Wish) -> Result<(), AgendaError> {
        let now = self.clock.now();
        publish::publish(&self.archive, WHO, self.planned, version, wish, now, TODAY).await
    }

    /// Begins, puts an open and a closed item on, approves.
    async fn approved(&self) {
        self.begin().await;
        self.add(decision("Cykelstier mellem kommunerne")).await.unwrap();
        self.add(secret()).await.unwrap();
        self.approve(Role::Chair).await.unwrap();
    }

    async fn published(&self) {
        self.approved().await;
        self.publish(self.version().await, &now()).await.unwrap();
    }

    async fn page(&self, path: &str) -> String {
        self.page_as("", path).await
    }

    async fn page_as(&self, cookie: &str, path: &str) -> String {
        let router = router(self.archive.clone(), Settings::default(), self.clock.clone());
        let request = Request::builder().uri(path).header("cookie", cookie);
        let response = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        String::from_utf8(bytes.to_vec()).unwrap()
    }
}

fn facts_of(title: &str) -> cases::Facts {
    cases::Facts { title: title.into(), kind: ItemKind::Decision, ..Default::default() }
}

/// An item with a recommendation and this text.
fn item_of(text: &str) -> Item {
    let blocks = vec![Block::paragraph(text)];
    let heading = Some("Sagsfremstilling".into());
    let asked = "Det indstilles, at KKR Sjælland godkender forslaget.";
    Item {
        fields: vec![Field { name: FieldName::Presentation, heading, blocks }],
        recommendations: vec![Recommendation { text: asked.into(), ..Default::default() }],
        ..Item::default()
    }
}

/// Someone new of the body, as they sign in.
async fn signed_in(desk: &Desk, role: Role) -> String {
    let (email, grants) = ("nogen@x.dk".parse().unwrap(), vec![grant(role, BODY)]);
    let new = crate::accounts::NewAccount { email, name: "Mads".into(), grants };
    let account = crate::accounts::add(&desk.archive, "test", &new).await.unwrap();
    let token = crate::accounts::begin(&desk.archive, account, desk.clock.now()).await.unwrap();
    format!("raadslag={}", token.secret())
}

/// Where words stand in a document of the editor: its positions count tokens.
fn place_of(node: &Value, words: &str) -> Option<usize> {
    let mut at = 0;
    for child in node["content"].as_array()? {
        if let Some(text) = child["text"].as_str() {
            if let Some(found) = text.find(words) {
                return Some(at + text[..found].encode_utf16().count());
            }
        } else if let Some(within) = place_of(child, words) {
            return Some(at + 1 + within);
        }
        at += size(child);
    }
    None
}

fn size(node: &Value) -> usize {
    match (node["text"].as_str(), node["content"].as_array()) {
        (Some(text), _) => text.encode_utf16().count(),
        (None, content) => 2 + content.into_iter().flatten().map(size).sum::<usize>(),
    }
}

/// Now, whatever proof-reading says.
fn now() -> Wish {
    Wish { at: None, reason: "Afprøvning".into() }
}

fn refused(result: Result<impl std::fmt::Debug, AgendaError>) -> Refusal {
    match result.unwrap_err() {
        AgendaError::Refused(refusal) => refusal,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_published_agenda_stands_in_the_archive_with_its_numbers() {
    on_both(async |desk| {
        desk.published().await;
        let mut tx = desk.archive.db().begin().await.unwrap();
        let found = planned(&mut tx, desk.planned).await.unwrap().unwrap();
        drop(tx);
        assert!(found.state.is_published());
        assert_eq!(found.archive_slug.as_deref(), Some("2027-04-14"));
        let shown = desk.archive.meeting(BODY, "2027-04-14", Audience::Public).await;
        let shown = shown.unwrap().unwrap();
        let titles: Vec<String> = shown
            .items
            .iter()
            .map(|item| format!("{} {}", item.number.as_deref().unwrap(), item.title))
            .collect();
        let wanted = [
            "1.1 Godkendelse af dagsorden",
            "1.2 Godkendelse af referat",
            "2.1 Cykelstier mellem kommunerne",
            "3.1 Meddelelser",
            "4.1 Punkter til næste møde",
            "5.1 Eventuelt",
            "6.1 Lukket sag",
        ];
        assert_eq!(titles, wanted);
        let slugs: Vec<Option<String>> =
            desk.entries().await.into_iter().map(|entry| entry.archive_item).collect();
        let held: Vec<Option<String>> =
            shown.items.iter().map(|item| Some(item.slug.clone())).collect();
        assert_eq!(slugs, held);
    })
    .await;
}

#[tokio::test]
async fn the_public_learns_nothing_of_a_closed_item_but_its_neutral_title() {
    on_both(async |desk| {
        desk.published().await;
        for path in ["/moede/kkr-sjaelland/2027-04-14", "/punkt/kkr-sjaelland-2027-04-14-6-1"] {
            let page = desk.page(path).await;
            assert!(page.contains("Lukket sag"), "{path}");
            assert!(!page.contains("Plomborg"), "{path}");
        }
        let inside = desk.archive.item("kkr-sjaelland-2027-04-14-6-1", Audience::Insider).await;
        let item = inside.unwrap().unwrap().item;
        assert!(item.texts().iter().any(|(_, text)| *text == "Køb af Plomborgs grund"));
    })
    .await;
}

#[tokio::test]
async fn only_the_chair_approves_and_only_what_is_whole() {
    on_both(async |desk| {
        desk.begin().await;
        let bare = EntryDraft { recommendations: String::new(), ..decision("Uden indstilling") };
        let bare = desk.add(bare).await.unwrap();
        assert_eq!(refused(desk.approve(Role::Secretary).await), Refusal::ChairOnly);
        assert_eq!(refused(desk.approve(Role::Chair).await), Refusal::Open(1));
        remove_entry(&desk.archive, WHO, desk.planned, bare).await.unwrap();
        desk.approve(Role::Chair).await.unwrap();
        let entry = desk.add(decision("For sent")).await;
        assert_eq!(refused(entry), Refusal::Approved);
    })
    .await;
}

#[tokio::test]
async fn of_two_who_publish_at_once_one_is_told_that_it_is_on_its_way() {
    on_both(async |desk| {
        desk.approved().await;
        let (version, wish) = (desk.version().await, now());
        let (a, b) = tokio::join!(desk.publish(version, &wish), desk.publish(version, &wish));
        let outcomes = [a, b];
        assert_eq!(outcomes.iter().filter(|one| one.is_ok()).count(), 1, "{outcomes:?}");
        let lost = outcomes.into_iter().find(Result::is_err).unwrap();
        assert!(matches!(refused(lost), Refusal::OnItsWay | Refusal::Published));
        let meeting = desk.archive.meeting(BODY, "2027-04-14", Audience::Public).await;
        assert_eq!(meeting.unwrap().unwrap().versions.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_agenda_goes_out_at_its_time_and_can_be_kept_back_before() {
    on_both(async |desk| {
        desk.approved().await;
        // The meeting is on 14 April.
        let late = Wish { at: Some("2027-04-15T07:00:00Z".parse().unwrap()), ..now() };
        let refusal = refused(desk.publish(desk.version().await, &late).await);
        assert_eq!(refusal, Refusal::AfterMeeting);
        let at: jiff::Timestamp = "2026-11-27T07:00:00Z".parse().unwrap();
        let wish = Wish { at: Some(at), ..now() };
        let worker = Worker::new(desk.archive.clone(), desk.clock.clone(), "https://r.dk".into());
        desk.publish(desk.version().await, &wish).await.unwrap();
        assert_eq!(worker.once().await.unwrap(), 0);
        keep_back(&desk.archive, WHO, desk.planned, desk.version().await).await.unwrap();
        assert_eq!(desk.state().await, State::Drafting);
        desk.approve(Role::Chair).await.unwrap();
        desk.publish(desk.version().await, &wish).await.unwrap();
        desk.clock.forward(jiff::SignedDuration::from_hours(24));
        assert_eq!(worker.once().await.unwrap(), 1);
        assert!(desk.state().await.is_published());
        assert_eq!(worker.once().await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn those_of_the_body_are_told_once_and_nothing_closed() {
    on_both(async |desk| {
        for (email, body) in [("a@x.dk", BODY), ("b@x.dk", "k17")] {
            let grants = vec![grant(Role::Member, body), grant(Role::Member, body)];
            let email = email.parse().unwrap();
            let new = crate::accounts::NewAccount { email, name: "Mads".into(), grants };
            crate::accounts::add(&desk.archive, "test", &new).await.unwrap();
        }
        desk.published().await;
        let worker = Worker::new(desk.archive.clone(), desk.clock.clone(), "https://r.dk".into());
        worker.once().await.unwrap();
        worker.once().await.unwrap();
        let mails = crate::mail::queued_for_tests(&desk.archive).await;
        let [(to, subject, text, _)] = mails.as_slice() else { panic!("{mails:?}") };
        assert_eq!(to, "a@x.dk");
        assert!(subject.contains("KKR Sjælland"), "{subject}");
        assert!(text.contains("https://r.dk/moede/kkr-sjaelland/2027-04-14"), "{text}");
        assert!(text.contains("Lukket sag") && !text.contains("Plomborg"));
    })
    .await;
}

#[tokio::test]
async fn publishing_that_was_broken_off_is_completed_once() {
    on_both(async |desk| {
        desk.approved().await;
        let at: jiff::Timestamp = "2026-11-27T07:00:00Z".parse().unwrap();
        let wish = Wish { at: Some(at), ..now() };
        desk.publish(desk.version().await, &wish).await.unwrap();
        // Killed when the archive had the document and the agenda did not know.
        let waiting = store::waiting(&mut desk.archive.db().begin().await.unwrap()).await.unwrap();
        let [publication] = waiting.as_slice() else { panic!("{waiting:?}") };
        let document = publication.document.clone();
        desk.archive.publish(document, &publication.annexes, "x.json").await.unwrap();
        assert!(!desk.state().await.is_published());
        desk.clock.forward(jiff::SignedDuration::from_hours(24));
        let worker = Worker::new(desk.archive.clone(), desk.clock.clone(), "https://r.dk".into());
        assert_eq!(worker.once().await.unwrap(), 1);
        assert!(desk.state().await.is_published());
        let meeting = desk.archive.meeting(BODY, "2027-04-14", Audience::Public).await;
        assert_eq!(meeting.unwrap().unwrap().versions.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn whoever_saves_over_someone_elses_change_is_told() {
    on_both(async |desk| {
        desk.begin().await;
        let id = desk.add(decision("Cykelstier")).await.unwrap();
        let seen = decision("Cykelstier").mark();
        let save = async |title: &str| {
            let draft = decision(title);
            save_entry(&desk.archive, WHO, desk.planned, id, &seen, draft).await
        };
        save("Cykelstier i øst").await.unwrap();
        assert!(matches!(save("Cykelstier i vest").await, Err(AgendaError::Stale)));
        let stale = desk.version().await - 1;
        let (chair, now) = (someone(Role::Chair), desk.clock.now());
        let blind = approve(&desk.archive, &chair, desk.planned, stale, now, TODAY).await;
        assert!(matches!(blind, Err(AgendaError::Stale)));
    })
    .await;
}

#[tokio::test]
async fn an_item_after_the_call_needs_a_reason_and_a_promise_is_reminded_of() {
    on_both(async |desk| {
        desk.begin().await;
        let mut tx = desk.archive.db().begin().await.unwrap();
        crate::archive::begin_writing(&mut tx).await.unwrap();
        let id: crate::ids::PromiseId = desk.archive.ids().make();
        promise(&mut tx, &desk.archive, id, desk.planned, ("Status på DK2020", "")).await.unwrap();
        tx.commit().await.unwrap();
        let late = date(2027, 4, 1);
        let add = async |reason: &str| {
            let draft = EntryDraft { late_reason: reason.into(), ..decision("Status på DK2020") };
            let promise = Some(id);
            let new = NewEntry { draft, promise, ..NewEntry::default() };
            add_entry(&desk.archive, WHO, desk.planned, new, late).await
        };
        let open = async || {
            let mut tx = desk.archive.db().begin().await.unwrap();
            let outlook = outlook::Outlook::load(&mut tx, &desk.archive, desk.planned, late).await;
            outlook.unwrap().unwrap().open
        };
        let reminds =
            |open: &[Open]| open.iter().any(|open| matches!(open.what, OpenThing::Promise(_)));
        assert!(reminds(&open().await));
        assert_eq!(refused(add("").await), Refusal::Late);
        add("Ministeriet svarede først nu").await.unwrap();
        assert!(!reminds(&open().await));
    })
    .await;
}

#[tokio::test]
async fn an_agenda_that_is_out_takes_nothing_that_is_promised() {
    on_both(async |desk| {
        let next = async || {
            let mut tx = desk.archive.db().begin().await.unwrap();
            let found = planned(&mut tx, desk.planned).await.unwrap().unwrap();
            let before = found.date.yesterday().unwrap();
            let next = next_open(&mut tx, &found.body, before).await.unwrap();
            next.map(|next| next.id)
        };
        assert_eq!(next().await, Some(desk.planned));
        desk.published().await;
        assert_ne!(next().await, Some(desk.planned));
    })
    .await;
}

#[tokio::test]
async fn entries_move_through_sections_and_numbers_follow() {
    on_both(async |desk| {
        desk.begin().await;
        let first = desk.add(decision("Første")).await.unwrap();
        let second = desk.add(decision("Anden")).await.unwrap();
        let shift = async |id, to| {
            move_entry(&desk.archive, WHO, desk.planned, id, to).await.unwrap();
            let numbers = desk.entries().await;
            let of = |id| numbers.iter().find(|entry| entry.id == id).unwrap().number.clone();
            [of(first).unwrap(), of(second).unwrap()]
        };
        assert_eq!(shift(second, Move::Up).await, ["2.2", "2.1"]);
        assert_eq!(shift(second, Move::Up).await, ["2.1", "1.3"]);
        assert_eq!(shift(second, Move::Down).await, ["2.2", "2.1"]);
        assert_eq!(shift(first, Move::To(2)).await, ["3.2", "2.1"]);
        assert_eq!(shift(first, Move::Before(second)).await, ["2.1", "2.2"]);
    })
    .await;
}

#[tokio::test]
async fn a_sister_bodys_agenda_is_made_from_one() {
    on_both(async |desk| {
        desk.begin().await;
        desk.add(decision("Cykelstier")).await.unwrap();
        desk.add(secret()).await.unwrap();
        let sister = plan(&desk.archive, "kkr-hovedstaden", MEETING).await;
        let copy = async |along| {
            copy_to(&desk.archive, WHO, desk.planned, sister, along).await.unwrap();
            let mut tx = desk.archive.db().begin().await.unwrap();
            entries(&mut tx, sister).await.unwrap()
        };
        let is_secret = |entry: &Entry| entry.access == Access::Closed;
        copy(Along::Open).await;
        let copied = copy(Along::Open).await;
        assert!(!copied.iter().any(is_secret), "closed items are not copied unasked");
        let copied: Vec<_> = copied.iter().filter(|entry| entry.title == "Cykelstier").collect();
        assert_eq!(copied.len(), 1);
        assert_eq!(copied[0].recommendations, "at KKR Hovedstaden drøfter sagen.");
        assert!(copy(Along::OpenAndClosed).await.iter().any(is_secret));
    })
    .await;
}
