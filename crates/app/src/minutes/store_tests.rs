//! From a meeting to published minutes, on both databases.
#![allow(clippy::unwrap_used, clippy::large_futures, clippy::large_stack_arrays, reason = "tests")]

use std::collections::HashSet;

use jiff::civil::{Date, date};
use raadslag_document::{DocumentKind, Outcome};

use super::rules::{HEAD, Stage};
use super::{Minutes, MinutesError, for_comments, load, publish, save, send};
use crate::access::{Actor, Grant, Role};
use crate::accounts::{self, NewAccount};
use crate::agendas::{self, EntryDraft, NewEntry};
use crate::archive::{Archive, Audience, Settings};
use crate::db::testing::TestPostgres;
use crate::i18n::Language;
use crate::ids::{EntryId, PlannedId};
use crate::journal;
use crate::meetings::rules::{Event, MeetingError};
use crate::meetings::{self, Entered};
use crate::plan::{self, NewMeeting, Standing, Timing};
use crate::tasks;

const BODY: &str = "kkr-sjaelland";
const FIRST: Date = date(2026, 3, 2);
const NEXT: Date = date(2026, 5, 4);
/// What is composed of the item.
const COMPOSED: &str = "Godkendt.\nOpfølgning: Anna Berg: Indkalde til møde.";

/// Two meetings with agendas, the first with a case.
struct Fixture {
    archive: Archive,
    first: PlannedId,
    next: PlannedId,
    entry: EntryId,
}

async fn each(test: impl AsyncFn(&Fixture)) {
    let folder = tempfile::tempdir().unwrap();
    run(&Settings::local(folder.path().join("sqlite")), &test).await;
    if let Some(postgres) = TestPostgres::new().await {
        let data = folder.path().join("postgres");
        run(&Settings { data, database: Some(postgres.url()), objects: None }, &test).await;
        postgres.remove().await;
    }
}

async fn run(place: &Settings, test: &impl AsyncFn(&Fixture)) {
    let archive = Archive::open(place).await.unwrap();
    let role = Role::Member;
    let body = Some(BODY.to_owned());
    let grant = Grant { role, body, party: None, first_day: None, last_day: None };
    let email = "anna@example.dk".parse().unwrap();
    let new = NewAccount { email, name: "Anna Berg".into(), grants: vec![grant] };
    accounts::add(&archive, "test", &new).await.unwrap();
    let first = planned(&archive, FIRST).await;
    let draft = EntryDraft {
        title: "En fælles sag".into(),
        recommendations: "at KKR Sjælland godkender sagen.".into(),
        ..EntryDraft::default()
    };
    let new = NewEntry { draft, ..NewEntry::default() };
    let entry = agendas::add_entry(&archive, "test", first, new, date(2026, 1, 2)).await.unwrap();
    let next = planned(&archive, NEXT).await;
    test(&Fixture { archive: archive.clone(), first, next, entry }).await;
    archive.close().await;
}

async fn planned(archive: &Archive, date: Date) -> PlannedId {
    let timing = Timing::on(date);
    let new = NewMeeting { body: BODY.into(), timing };
    let planned = plan::add(archive, "test", &new).await.unwrap();
    agendas::begin(archive, "test", planned).await.unwrap();
    planned
}

impl Fixture {
    async fn keep(&self, planned: PlannedId, events: Vec<Event>) -> Vec<Option<MeetingError>> {
        let mut tx = self.archive.db().begin().await.unwrap();
        let (meeting, agenda) =
            meetings::agenda(&mut tx, &self.archive, planned).await.unwrap().unwrap();
        drop(tx);
        let roll = meetings::roll(&self.archive, BODY, meeting.date).await.unwrap();
        let entered = (1..).zip(events).map(|(order, event)| Entered {
            id: uuid::Uuid::new_v4().into(),
            order,
            at: self.archive.now(),
            event,
        });
        let (nobody, entered) = (Actor::public(), entered.collect());
        let kept = meetings::keep(&self.archive, &agenda, &nobody, roll, entered).await.unwrap();
        kept.into_iter().map(|receipt| receipt.taken.err()).collect()
    }

    async fn hold(&self) {
        let (entry, at) = (self.entry, "9.30".parse().unwrap());
        let outcome = Outcome::Approved;
        let promised =
            Event::Promised { entry: Some(entry), title: "Status på sagen".into(), note: None };
        let (what, who, due) = ("Indkalde til møde".into(), "Anna Berg".into(), None);
        let assigned = Event::Assigned { entry, what, who, due };
        let kept = self.keep(
            self.first,
            vec![
                Event::Opened { at },
                Event::Current { entry: Some(entry) },
                Event::Decided { entry, point: 0, outcome, text: None, to: None },
                promised,
                assigned,
                Event::Closed { at: "12.00".parse().unwrap() },
            ],
        );
        assert_eq!(kept.await, [None, None, None, None, None, None]);
    }

    async fn minutes(&self) -> Minutes {
        let mut tx = self.archive.db().begin().await.unwrap();
        load(&mut tx, &self.archive, self.first).await.unwrap()
    }

    async fn save(&self, seen: i64, text: Option<&str>) -> Result<(), MinutesError> {
        let place = self.entry.to_string();
        save(&self.archive, &Actor::public(), self.first, &place, seen, text).await
    }

    async fn send(&self) -> Result<(), MinutesError> {
        let (nobody, until) = (Actor::public(), Some(date(2126, 3, 10)));
        send(&self.archive, &nobody, self.first, until, "http://localhost").await
    }

    /// How many minutes a member of a body is asked to comment on.
    async fn for_comments(&self, body: &str) -> usize {
        let grant = format!("member@{body}").parse().unwrap();
        let account = self.archive.ids().make();
        let member = Actor::new(account, "Mads", "m@example.dk", vec![grant], HashSet::new());
        for_comments(&self.archive, Language::Danish, &member).await.unwrap().len()
    }

    async fn text(&self) -> String {
        let document = self.minutes().await.composed();
        let item = document.items().find(|item| item.title == "En fælles sag").unwrap();
        item.decision.as_ref().unwrap().text.clone()
    }

    /// The next meeting gives its item "approval of minutes" an outcome.
    async fn approve(&self, outcome: Outcome) {
        let mut tx = self.archive.db().begin().await.unwrap();
        let entries = agendas::entries(&mut tx, self.next).await.unwrap();
        drop(tx);
        let standing =
            entries.iter().find(|one| one.standing == Some(Standing::ApprovalOfMinutes)).unwrap();
        let entry = standing.id;
        let decided = Event::Decided { entry, point: 0, outcome, text: None, to: None };
        self.keep(self.next, vec![Event::Opened { at: "9.00".parse().unwrap() }, decided]).await;
    }
}

impl Fixture {
    /// What the next meeting has approved stays what it approved; taken back, it may change again.
    async fn is_locked_as_approved(&self) {
        let text = self.text().await;
        let late = self.save(0, Some("Noget helt andet.")).await;
        assert!(matches!(late, Err(MinutesError::Approved)), "{late:?}");
        let note = || Event::Noted { entry: self.entry, text: "Noget helt andet".into() };
        let kept = self.keep(self.first, vec![note()]).await;
        assert_eq!(kept, [Some(MeetingError::Approved)]);
        assert_eq!(self.text().await, text);
        self.approve(Outcome::Postponed).await;
        self.save(0, Some("Godkendt enstemmigt.")).await.unwrap();
        self.save(1, None).await.unwrap();
        self.approve(Outcome::Approved).await;
    }
}

#[tokio::test]
async fn two_secretaries_lose_nothing() {
    each(async |fixture| {
        fixture.hold().await;
        assert_eq!(fixture.text().await, COMPOSED);
        fixture.save(0, Some("Godkendt uden bemærkninger.")).await.unwrap();
        let late = fixture.save(0, Some("Godkendt enstemmigt.")).await;
        assert!(matches!(late, Err(MinutesError::Stale)), "{late:?}");
        assert_eq!(fixture.text().await, "Godkendt uden bemærkninger.");
        fixture.save(1, None).await.unwrap();
        assert_eq!(fixture.text().await, COMPOSED, "what is composed, again");
        let at_once = [fixture.save(2, Some("En.")), fixture.save(2, Some("To."))];
        let [one, two] = at_once;
        let (one, two) = tokio::join!(one, two);
        assert!(one.is_ok() != two.is_ok(), "one of two at once is told");
    })
    .await;
}

#[tokio::test]
async fn minutes_are_approved_by_the_next_meeting_then_published_and_locked() {
    each(async |fixture| {
        let nobody = Actor::public();
        let open = fixture.send().await;
        assert!(matches!(open, Err(MinutesError::NotClosed)), "{open:?}");
        fixture.hold().await;
        fixture.send().await.unwrap();
        let again = fixture.send().await;
        assert!(matches!(again, Err(MinutesError::AlreadySent)), "{again:?}");
        assert_eq!(fixture.minutes().await.stage, Stage::Sent);
        assert_eq!(fixture.for_comments(BODY).await, 1, "members find what was sent to them");
        assert_eq!(fixture.for_comments("k17").await, 0, "and nobody else");
        let early = publish(&fixture.archive, &nobody, fixture.first).await;
        assert!(matches!(early, Err(MinutesError::NotApproved)), "{early:?}");
        fixture.approve(Outcome::Postponed).await;
        assert_eq!(fixture.minutes().await.stage, Stage::Sent);
        fixture.approve(Outcome::Approved).await;
        assert_eq!(fixture.minutes().await.stage, Stage::Approved);
        fixture.is_locked_as_approved().await;
        publish(&fixture.archive, &nobody, fixture.first).await.unwrap();
        assert_eq!(fixture.minutes().await.stage, Stage::Published);
        assert_eq!(fixture.for_comments(BODY).await, 0, "what is published waits for nobody");

        let shown = fixture.archive.meeting(BODY, "2026-03-02", Audience::Public).await.unwrap();
        let shown = shown.unwrap();
        assert_eq!(shown.entry.kind, DocumentKind::Minutes);
        let item = shown.document.items().find(|item| item.title == "En fælles sag").unwrap();
        assert_eq!(item.decision.as_ref().unwrap().outcome, Outcome::Approved);

        let entries = journal::latest(fixture.archive.db(), None, 20).await.unwrap();
        let tasks = entries.iter().filter(|entry| entry.action == "task.create").count();
        assert_eq!(tasks, 1, "the task is handed on, once");

        let at = "9.30".parse().unwrap();
        let kept = fixture.keep(fixture.first, vec![Event::Opened { at }]).await;
        assert_eq!(kept, [Some(MeetingError::Locked)]);
        let late = fixture.save(0, Some("Ændret bagefter.")).await;
        assert!(matches!(late, Err(MinutesError::Published)), "{late:?}");
    })
    .await;
}

#[tokio::test]
async fn what_was_promised_goes_on_when_the_meeting_is_closed_and_once() {
    each(async |fixture| {
        let far = planned(&fixture.archive, date(2126, 5, 6)).await;
        fixture.hold().await;
        let waiting = async || tasks::promised(&fixture.archive, BODY).await.unwrap();
        let first = waiting().await;
        assert_eq!(first.len(), 1);
        assert_eq!(
            (first[0].title.as_str(), first[0].next),
            ("Status på sagen", Some(date(2126, 5, 6)))
        );
        let mut tx = fixture.archive.db().begin().await.unwrap();
        let log = meetings::log(&mut tx, fixture.first).await.unwrap();
        drop(tx);
        let closed = log.iter().find(|one| one.recorded.event.name() == "meeting.closed");
        let closed = closed.unwrap().recorded.id;
        // Opened again and closed again, it has promised the same.
        let again = Event::Closed { at: "12.15".parse().unwrap() };
        fixture.keep(fixture.first, vec![Event::Undone { event: closed }, again]).await;
        assert_eq!(waiting().await, first);
        // Minutes that are published promise nothing twice.
        fixture.send().await.unwrap();
        fixture.approve(Outcome::Approved).await;
        publish(&fixture.archive, &Actor::public(), fixture.first).await.unwrap();
        assert_eq!(waiting().await, first);
        let draft = EntryDraft { title: "Status på sagen".into(), ..EntryDraft::default() };
        let new = NewEntry { draft, promise: Some(first[0].id), ..NewEntry::default() };
        let day = date(2026, 11, 1);
        agendas::add_entry(&fixture.archive, "test", far, new, day).await.unwrap();
        assert!(waiting().await.is_empty(), "it stands on an agenda");
    })
    .await;
}

#[tokio::test]
async fn what_was_promised_by_mistake_is_taken_back() {
    each(async |fixture| {
        fixture.hold().await;
        let waiting = async || tasks::promised(&fixture.archive, BODY).await.unwrap();
        assert_eq!(waiting().await[0].next, None, "no agenda can take it yet");
        let mut tx = fixture.archive.db().begin().await.unwrap();
        let log = meetings::log(&mut tx, fixture.first).await.unwrap();
        drop(tx);
        let promised = log.iter().find(|one| one.recorded.event.name() == "meeting.promised");
        let event = promised.unwrap().recorded.id;
        fixture.keep(fixture.first, vec![Event::Undone { event }]).await;
        assert!(waiting().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_is_said_of_the_meeting_can_be_written_too() {
    each(async |fixture| {
        fixture.hold().await;
        let nobody = Actor::public();
        let head = |text| save(&fixture.archive, &nobody, fixture.first, HEAD, 0, text);
        head(Some("Mødet blev holdt i Sorø.")).await.unwrap();
        let attendance = fixture.minutes().await.composed().attendance.unwrap();
        assert_eq!(attendance.notes, ["Mødet blev holdt i Sorø."]);
        let nowhere = save(&fixture.archive, &nobody, fixture.first, "x", 0, Some("y")).await;
        assert!(matches!(nowhere, Err(MinutesError::NoPlace)), "{nowhere:?}");
    })
    .await;
}

#[test]
fn comments_are_not_asked_for_until_a_day_that_is_over() {
    let today = date(2026, 3, 3);
    for (until, may) in [
        (None, true),
        (Some(today), true),
        (Some(date(2026, 3, 2)), false),
        (Some(date(2027, 1, 1)), true),
    ] {
        assert_eq!(super::edit::has_time(until, today).is_ok(), may, "{until:?}");
    }
}
