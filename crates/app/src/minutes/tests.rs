#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;

use raadslag_document::{
    Access, ClockTime, Document, Item, ItemKind, Outcome, Recommendation, Section,
};
use uuid::Uuid;

use super::rules::{Departures, HEAD, decision, document, head_text};
use crate::ids::{EntryId, PlannedId, SeatId};
use crate::meetings::rules::{
    Ballot, Event, MeetingState, Recorded, Seat, Stance, StatementKind, Tally, Voice, Vote, fold,
};
use crate::meetings::{Agenda, Line};

fn entry(n: u128) -> EntryId {
    Uuid::from_u128(100 + n).into()
}

fn seat(n: u128) -> SeatId {
    Uuid::from_u128(n).into()
}

fn time(text: &str) -> ClockTime {
    text.parse().unwrap()
}

fn line(n: u128, points: usize) -> Line {
    Line {
        entry: entry(n),
        section: None,
        number: format!("2.{n}"),
        title: format!("Sag {n}"),
        public_title: format!("Sag {n}"),
        kind: ItemKind::Decision,
        access: Access::Open,
        points: (0..points).map(|n| format!("at {n}")).collect(),
        budget: None,
        archive_item: None,
        case: None,
    }
}

fn agenda() -> Agenda {
    let planned: PlannedId = Uuid::from_u128(1).into();
    let entries = vec![line(1, 1), line(2, 2), line(3, 0), line(4, 0)];
    Agenda { planned, body: "kkr-sjaelland".into(), date: jiff::civil::date(2026, 3, 2), entries }
}

/// A meeting of four, opened at 9.30, at item 2.1, and what follows.
fn meeting(more: Vec<Event>) -> MeetingState {
    let people = [("Anna Berg", "A"), ("Bo Dam", "A"), ("Carl Ege", "V"), ("Dorte Friis", "Ø")];
    let seats = people.iter().zip(1..).map(|((name, party), n)| Seat {
        id: seat(n),
        name: (*name).into(),
        party: Some((*party).into()),
        account: None,
        leads: n == 1,
    });
    let opening = vec![
        Event::Roll { seats: seats.collect() },
        Event::Present { seats: (1..5).map(seat).collect(), at: None },
        Event::Opened { at: time("9.30") },
        Event::Current { entry: Some(entry(1)) },
    ];
    let recorded = |(n, event)| Recorded {
        id: Uuid::from_u128(1000 + n as u128).into(),
        sequence: i64::try_from(n).unwrap() + 1,
        event,
    };
    let events: Vec<_> = opening.into_iter().chain(more).enumerate().map(recorded).collect();
    let state = fold(&events);
    assert_eq!(state.broken, []);
    state
}

fn decided(point: u16, outcome: Outcome, text: Option<&str>, to: Option<&str>) -> Event {
    let own = |text: Option<&str>| text.map(ToOwned::to_owned);
    Event::Decided { entry: entry(1), point, outcome, text: own(text), to: own(to) }
}

fn voted(vote: Vote) -> Event {
    Event::Voted { entry: entry(1), point: 0, vote }
}

/// The text of item 2.1 after these events.
fn text(more: Vec<Event>) -> String {
    let state = meeting(more);
    decision(&line(1, 1), &state.items[&entry(1)], &state).text
}

#[test]
fn an_outcome_is_a_sentence() {
    for (outcome, given, to, sentence) in [
        (Outcome::Approved, None, None, "Godkendt."),
        (
            Outcome::Approved,
            Some("idet fristen er 1. maj"),
            None,
            "Godkendt, idet fristen er 1. maj.",
        ),
        (
            Outcome::Approved,
            Some("KKR takker for arbejdet"),
            None,
            "Godkendt. KKR takker for arbejdet.",
        ),
        (
            Outcome::ApprovedWithChanges,
            Some("at beløbet sættes til 2 mio. kr."),
            None,
            "Godkendt med den ændring, at beløbet sættes til 2 mio. kr.",
        ),
        (
            Outcome::ApprovedWithChanges,
            Some("Punkt 3 udgår"),
            None,
            "Godkendt med følgende ændring: Punkt 3 udgår.",
        ),
        (Outcome::Noted, None, None, "Taget til efterretning."),
        (Outcome::Postponed, Some("til næste møde"), None, "Udsat til næste møde."),
        (Outcome::Referred, None, Some("klyngen i Holbæk"), "Henvist til klyngen i Holbæk."),
        (Outcome::Appointed, Some("Anna Berg (A)"), None, "Valgt: Anna Berg (A)."),
    ] {
        assert_eq!(text(vec![decided(0, outcome, given, to)]), sentence);
    }
}

#[test]
fn a_vote_says_who_stood_where() {
    let tally = |in_favour, against, abstained| Tally { in_favour, against, abstained };
    let hands = voted(Vote::Hands(tally(2, 1, 1)));
    let expected = "For stemte 2 medlemmer, imod stemte 1 medlem og 1 medlem undlod at stemme.";
    assert_eq!(text(vec![hands]), expected);
    let groups = [("A".to_owned(), tally(1, 1, 0)), ("V".to_owned(), tally(1, 0, 0))];
    let state = meeting(vec![voted(Vote::Groups(groups.into()))]);
    let made = decision(&line(1, 1), &state.items[&entry(1)], &state);
    assert_eq!(made.text, "For stemte: A (1) og V (1). Imod stemte: A (1).");
    let votes = made.votes.unwrap();
    assert_eq!((votes.in_favour, votes.against), (Some(2), Some(1)));
    assert_eq!(
        votes.parties.keys().collect::<Vec<_>>(),
        ["V"],
        "who of A stood where is not known"
    );
    let names = [(seat(1), Ballot::For), (seat(3), Ballot::Against)];
    let said = text(vec![voted(Vote::Names(BTreeMap::from(names)))]);
    assert_eq!(said, "For stemte: Anna Berg (A). Imod stemte: Carl Ege (V).");
}

#[test]
fn a_reservation_is_not_a_vote_against_and_a_minority_has_its_statement() {
    let reserved = |stance, text: Option<&str>| Event::Reserved {
        entry: entry(1),
        stance,
        by: vec![Voice::Group("Ø".into())],
        text: text.map(ToOwned::to_owned),
    };
    let stated = Event::Stated {
        entry: entry(1),
        kind: StatementKind::Minority,
        by: vec![Voice::Seat(seat(3)), Voice::Seat(seat(4))],
        text: "Vi ønsker en anden model".into(),
    };
    let against = reserved(Stance::Against, None);
    let events = vec![reserved(Stance::Reservation, Some("økonomien er uklar")), against, stated];
    let state = meeting(events);
    let made = decision(&line(1, 1), &state.items[&entry(1)], &state);
    let reservations = [
        "Gruppe Ø tager forbehold: økonomien er uklar.",
        "Gruppe Ø kan ikke tiltræde beslutningen.",
    ];
    assert_eq!(made.reservations, reservations);
    let statement =
        "Mindretalsudtalelse fra Carl Ege (V) og Dorte Friis (Ø): Vi ønsker en anden model.";
    assert_eq!(made.statements, [statement]);
    assert_eq!(made.votes, None);
}

#[test]
fn each_recommendation_is_answered_where_there_are_several() {
    let own =
        |point, outcome| Event::Decided { entry: entry(2), point, outcome, text: None, to: None };
    let state = meeting(vec![own(1, Outcome::Approved), own(2, Outcome::Postponed)]);
    let made = decision(&line(2, 2), &state.items[&entry(2)], &state);
    assert_eq!(made.text, "Ad 1: Godkendt.\nAd 2: Udsat.");
    let points: Vec<_> = made.points.iter().map(|one| (one.point.as_str(), one.outcome)).collect();
    assert_eq!(points, [("1", Outcome::Approved), ("2", Outcome::Postponed)]);
}

#[test]
fn one_recommendation_with_changes_makes_the_item_so_and_its_vote_is_its_own() {
    let own = |point, outcome, text: Option<&str>| Event::Decided {
        entry: entry(2),
        point,
        outcome,
        text: text.map(Into::into),
        to: None,
    };
    let state = meeting(vec![
        own(1, Outcome::Approved, None),
        own(2, Outcome::ApprovedWithChanges, Some("idet fristen er 1. maj")),
        Event::Voted {
            entry: entry(2),
            point: 2,
            vote: Vote::Hands(Tally { in_favour: 2, against: 1, abstained: 0 }),
        },
    ]);
    let made = decision(&line(2, 2), &state.items[&entry(2)], &state);
    assert_eq!(made.outcome, Outcome::ApprovedWithChanges);
    assert_eq!(made.votes, None);
}

#[test]
fn who_is_disqualified_took_no_part() {
    let disqualified = Event::Disqualified { entry: entry(1), seat: seat(2), reason: None };
    let state = meeting(vec![disqualified, decided(0, Outcome::Approved, None, None)]);
    let made = decision(&line(1, 1), &state.items[&entry(1)], &state);
    let expected = "Bo Dam (A) er inhabil og deltog ikke i behandlingen af punktet.\nGodkendt.";
    assert_eq!(made.text, expected);
    assert_eq!(made.absent, ["Bo Dam"]);
}

#[test]
fn who_came_and_went_missed_a_range_of_items() {
    let at = |n| Event::Current { entry: Some(entry(n)) };
    let state = meeting(vec![
        Event::Adjourned { at: time("10.00") },
        Event::Resumed { at: time("10.15") },
        Event::Left { seat: seat(3), at: time("10.40") },
        at(2),
        at(3),
        Event::Substitute { seat: seat(3), name: "Erik Gram".into(), at: Some(time("11.00")) },
        at(4),
        Event::Closed { at: time("12.05") },
    ]);
    let expected = "Mødet blev åbnet kl. 9.30 og sluttede kl. 12.05.\n\
                    Der var pause kl. 10.00-10.15.\n\
                    Carl Ege (V) forlod mødet kl. 10.40.\n\
                    Erik Gram (V) deltog fra kl. 11.00 som stedfortræder for Carl Ege.\n\
                    Carl Ege (V) deltog ikke under punkterne 2.1-2.2.";
    assert_eq!(head_text(&agenda(), &state), expected);
}

#[test]
fn minutes_are_the_agenda_with_what_happened_and_where_the_secretary_departs() {
    let item = |n: u128| Item {
        number: Some(format!("2.{n}")),
        title: format!("Sag {n}"),
        recommendations: vec![Recommendation {
            text: "at …".into(), ..Recommendation::default()
        }],
        ..Item::default()
    };
    let section = Section { items: (1..5).map(item).collect(), ..Section::default() };
    let base = Document { sections: vec![section], ..Document::default() };
    let away = Event::Absent { seat: seat(4), with_apology: true };
    let closed = Event::Closed { at: time("12.00") };
    let state = meeting(vec![away, decided(0, Outcome::Approved, None, None), closed]);
    let departures: Departures = [(entry(1).to_string(), "Godkendt enstemmigt.".to_owned())].into();
    let made = document(&base, &agenda(), &state, &departures);
    assert_eq!(made.document, raadslag_document::DocumentKind::Minutes);
    assert_eq!((made.meeting.start, made.meeting.end), (Some(time("9.30")), Some(time("12.00"))));
    let decisions: Vec<_> = made.items().map(|item| item.decision.clone()).collect();
    let first = decisions[0].as_ref().unwrap();
    assert_eq!((first.text.as_str(), first.outcome), ("Godkendt enstemmigt.", Outcome::Approved));
    assert!(decisions[1..].iter().all(Option::is_none), "what was not dealt with is silent");
    let attendance = made.attendance.unwrap();
    assert_eq!(attendance.present.len(), 3);
    assert_eq!(attendance.absent[0].role.as_deref(), Some("afbud"));
    let departures: Departures = [(HEAD.to_owned(), "Én linje.\n\nOg en til.".to_owned())].into();
    let made = document(&base, &agenda(), &state, &departures);
    assert_eq!(made.attendance.unwrap().notes, ["Én linje.", "Og en til."]);
    // Nothing was entered of item 2.2, but the secretary wrote of it.
    let departures: Departures = [(entry(2).to_string(), "Punktet udgik.".to_owned())].into();
    let made = document(&base, &agenda(), &state, &departures);
    let second = made.items().nth(1).unwrap().decision.as_ref().unwrap();
    assert_eq!(second.text, "Punktet udgik.");
}
