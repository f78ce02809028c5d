#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::HashSet;
use std::time::Duration;

use raadslag_document::{Access, ClockTime, ItemKind, Outcome};
use uuid::Uuid;

use super::live::Live;
use super::read::log;
use super::rules::{Event, MeetingError, MeetingState, Seat, Tally, Vote};
use super::{Agenda, Entered, Line, Receipt, Taken, keep, state};
use crate::access::Actor;
use crate::accounts::{self, NewAccount, Token};
use crate::archive::{Archive, Settings};
use crate::db::testing::TestPostgres;
use crate::ids::{AccountId, EntryId, EventId, PlannedId, SeatId};
use crate::journal;

/// A meeting of three members, the first of whom has an account.
struct Fixture {
    archive: Archive,
    agenda: Agenda,
    member: AccountId,
}

async fn each(test: impl AsyncFn(&Fixture)) {
    let folder = tempfile::tempdir().unwrap();
    let place = Settings::local(folder.path().join("sqlite"));
    run(&place, &test).await;
    if let Some(postgres) = TestPostgres::new().await {
        let data = folder.path().join("postgres");
        run(&Settings { data, database: Some(postgres.url()), objects: None }, &test).await;
        postgres.remove().await;
    }
}

async fn run(place: &Settings, test: &impl AsyncFn(&Fixture)) {
    let archive = Archive::open(place).await.unwrap();
    let email = "anna@example.dk".parse().unwrap();
    let new = NewAccount { email, name: "Anna".into(), grants: Vec::new() };
    let member = accounts::add(&archive, "test", &new).await.unwrap();
    test(&Fixture { archive: archive.clone(), agenda: agenda(), member }).await;
    archive.close().await;
}

fn entry(n: u128) -> EntryId {
    Uuid::from_u128(100 + n).into()
}

fn agenda() -> Agenda {
    let line = |n: u128| Line {
        entry: entry(n),
        section: None,
        number: n.to_string(),
        title: format!("Sag {n}"),
        public_title: format!("Sag {n}"),
        kind: ItemKind::Decision,
        access: if n == 3 { Access::Closed } else { Access::Open },
        points: vec!["at sagen godkendes".into()],
        budget: None,
        archive_item: (n == 1).then(|| "kkr-sjaelland-2026-03-02-1".into()),
        case: None,
    };
    let planned: PlannedId = Uuid::from_u128(1).into();
    Agenda {
        planned,
        body: "kkr-sjaelland".into(),
        date: jiff::civil::date(2026, 3, 2),
        entries: vec![line(1), line(2), line(3)],
    }
}

impl Fixture {
    fn roll(&self) -> Vec<Seat> {
        let seat = |(name, account): (&str, Option<AccountId>)| Seat {
            id: account.map_or_else(
                || Uuid::new_v4().into(),
                |account| account.to_string().parse().unwrap(),
            ),
            name: name.into(),
            party: Some("A".into()),
            account,
            leads: false,
        };
        [("Anna", Some(self.member)), ("Bo", None), ("Carl", None)].map(seat).to_vec()
    }

    async fn keep(&self, entered: Vec<Entered>) -> Vec<Receipt> {
        keep(&self.archive, &self.agenda, &Actor::public(), self.roll(), entered).await.unwrap()
    }

    async fn state(&self) -> MeetingState {
        let mut tx = self.archive.db().begin().await.unwrap();
        state(&mut tx, self.agenda.planned).await.unwrap()
    }

    fn anna(&self) -> SeatId {
        self.member.to_string().parse().unwrap()
    }

    /// Opens the meeting at item 1 with everyone there.
    async fn open(&self) {
        self.keep(vec![entered(1, Event::Opened { at: time("9.30") })]).await;
        let seats = self.state().await.seats.iter().map(|seat| seat.seat.id).collect();
        let present = Event::Present { seats, at: None };
        let current = Event::Current { entry: Some(entry(1)) };
        self.keep(vec![entered(2, present), entered(3, current)]).await;
    }

    async fn barred(&self) -> HashSet<String> {
        let now = self.archive.instant();
        let token: Token = accounts::begin(&self.archive, self.member, now).await.unwrap();
        let today = jiff::civil::date(2026, 3, 2);
        let actor = accounts::actor(&self.archive, &token, today).await.unwrap().unwrap();
        let subjects = (1..=3).flat_map(|n| self.agenda.subjects(entry(n)));
        subjects.filter(|subject| actor.is_barred(subject)).collect()
    }
}

fn time(text: &str) -> ClockTime {
    text.parse().unwrap()
}

fn entered(order: i64, event: Event) -> Entered {
    let id: EventId = Uuid::new_v4().into();
    Entered { id, order, at: "2026-03-02T08:30:00Z".into(), event }
}

fn noted(order: i64, text: &str) -> Entered {
    entered(order, Event::Noted { entry: entry(1), text: text.into() })
}

fn taken(receipts: &[Receipt]) -> Vec<Result<Taken, MeetingError>> {
    receipts.iter().map(|receipt| receipt.taken.clone()).collect()
}

#[tokio::test]
async fn what_is_sent_twice_is_kept_once() {
    each(async |fixture| {
        fixture.open().await;
        let notes = vec![noted(4, "først"), noted(5, "så")];
        let first = fixture.keep(notes.clone()).await;
        let again = fixture.keep(notes.clone()).await;
        assert_eq!(taken(&first), [Ok(Taken::Now(5)), Ok(Taken::Now(6))]);
        assert_eq!(taken(&again), [Ok(Taken::Before(5)), Ok(Taken::Before(6))]);
        assert_eq!(fixture.state().await.items[&entry(1)].notes, ["først", "så"]);
        let other = Entered { id: notes[0].id, ..noted(6, "noget andet") };
        assert_eq!(taken(&fixture.keep(vec![other]).await), [Err(MeetingError::IdTaken)]);
    })
    .await;
}

#[tokio::test]
async fn what_comes_together_is_kept_in_the_browsers_order() {
    each(async |fixture| {
        fixture.open().await;
        fixture.keep(vec![noted(9, "c"), noted(7, "a"), noted(8, "b")]).await;
        assert_eq!(fixture.state().await.items[&entry(1)].notes, ["a", "b", "c"]);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_is_refused_and_the_rest_is_kept() {
    each(async |fixture| {
        fixture.open().await;
        let tally = Tally { in_favour: 4, ..Tally::default() };
        let vote = Event::Voted { entry: entry(1), point: 1, vote: Vote::Hands(tally) };
        let outcome = Outcome::Approved;
        let decided = |entry, point| Event::Decided { entry, point, outcome, text: None, to: None };
        let receipts = fixture
            .keep(vec![
                entered(4, vote),
                entered(5, decided(entry(1), 1)),
                entered(6, decided(entry(1), 2)),
                entered(7, decided(entry(9), 0)),
            ])
            .await;
        let expected = [
            Err(MeetingError::TooManyVotes { given: 4, present: 3 }),
            Ok(Taken::Now(5)),
            Err(MeetingError::UnknownPoint { point: 2, points: 1 }),
            Err(MeetingError::UnknownEntry),
        ];
        assert_eq!(taken(&receipts), expected);
        assert_eq!(fixture.state().await.items[&entry(1)].outcome(), Outcome::Approved);
    })
    .await;
}

#[tokio::test]
async fn two_who_send_at_once_leave_one_course_without_a_gap() {
    each(async |fixture| {
        fixture.open().await;
        let sent = |who: &str| -> Vec<Entered> {
            (0..20).map(|n| noted(10 + n, &format!("{who} {n}"))).collect()
        };
        let (ones, others) = (sent("den ene"), sent("den anden"));
        let one = async {
            for note in &ones {
                fixture.keep(vec![note.clone()]).await;
            }
        };
        // The second also sends what the first does: as two windows of one browser do.
        let two = async {
            for (other, same) in others.iter().zip(&ones) {
                fixture.keep(vec![same.clone(), other.clone()]).await;
            }
        };
        tokio::join!(one, two);
        let mut tx = fixture.archive.db().begin().await.unwrap();
        let log = log(&mut tx, fixture.agenda.planned).await.unwrap();
        let numbers: Vec<i64> = log.iter().map(|one| one.recorded.sequence).collect();
        assert_eq!(numbers, (1..=44).collect::<Vec<i64>>());
        drop(tx);
        let notes = fixture.state().await.items[&entry(1)].notes.clone();
        for who in ["den ene", "den anden"] {
            let own: Vec<_> = notes.iter().filter(|note| note.starts_with(who)).collect();
            let expected: Vec<_> = (0..20).map(|n| format!("{who} {n}")).collect();
            assert_eq!(own, expected.iter().collect::<Vec<_>>());
        }
    })
    .await;
}

#[tokio::test]
async fn who_is_disqualified_is_barred_until_the_item_is_left() {
    each(async |fixture| {
        fixture.open().await;
        let disqualified =
            Event::Disqualified { entry: entry(1), seat: fixture.anna(), reason: None };
        fixture.keep(vec![entered(4, disqualified)]).await;
        let slug = "kkr-sjaelland-2026-03-02-1".to_owned();
        assert_eq!(fixture.barred().await, HashSet::from([format!("entry/{}", entry(1)), slug]));
        fixture.keep(vec![entered(5, Event::Current { entry: Some(entry(2)) })]).await;
        assert_eq!(fixture.barred().await, HashSet::new());
        // Item 3 is closed: whoever is disqualified from it is kept from it before and after, too.
        let disqualified =
            Event::Disqualified { entry: entry(3), seat: fixture.anna(), reason: None };
        fixture.keep(vec![entered(6, disqualified)]).await;
        let closed = HashSet::from([format!("entry/{}", entry(3))]);
        assert_eq!(fixture.barred().await, closed);
        fixture.keep(vec![entered(7, Event::Closed { at: time("12") })]).await;
        assert_eq!(fixture.barred().await, closed);
        let qualified = Event::Qualified { entry: entry(3), seat: fixture.anna() };
        fixture.keep(vec![entered(8, qualified)]).await;
        assert_eq!(fixture.barred().await, HashSet::new());
    })
    .await;
}

#[tokio::test]
async fn every_event_is_in_the_journal() {
    each(async |fixture| {
        fixture.open().await;
        let subject = format!("meeting/{}", fixture.agenda.planned);
        let entries = journal::about(fixture.archive.db(), &subject).await.unwrap();
        let actions: Vec<_> = entries.iter().map(|entry| entry.action.as_str()).collect();
        let expected = ["meeting.roll", "meeting.opened", "meeting.present", "meeting.current"];
        assert_eq!(actions, expected);
    })
    .await;
}

#[tokio::test]
async fn several_hundred_hear_what_another_node_writes() {
    each(async |fixture| {
        fixture.open().await;
        let live = Live::default();
        let mut listeners = Vec::new();
        for _ in 0..300 {
            let listener = live.listen(&fixture.archive, fixture.agenda.planned).await.unwrap();
            listeners.push(listener.unwrap());
        }
        assert_eq!(live.followed(), 1);
        // Nobody wakes this node: it finds out by itself.
        fixture.keep(vec![noted(4, "nyt")]).await;
        for listener in &mut listeners {
            let heard =
                tokio::time::timeout(Duration::from_secs(5), listener.states.changed()).await;
            heard.unwrap().unwrap();
            assert_eq!(listener.states.borrow().items[&entry(1)].notes, ["nyt"]);
        }
        drop(listeners);
        for _ in 0..50 {
            tokio::time::sleep(Duration::from_millis(100)).await;
            if live.followed() == 0 {
                return;
            }
        }
        panic!("a meeting nobody listens to is still looked at");
    })
    .await;
}
