#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;

use raadslag_document::{ClockTime, Outcome};
use uuid::Uuid;

use super::*;
use crate::ids::{EntryId, EventId, SeatId};

pub(super) fn seat_id(n: u128) -> SeatId {
    Uuid::from_u128(n).into()
}

pub(super) fn entry(n: u128) -> EntryId {
    Uuid::from_u128(100 + n).into()
}

pub(super) fn event_id(n: u128) -> EventId {
    Uuid::from_u128(1000 + n).into()
}

pub(super) fn time(text: &str) -> ClockTime {
    text.parse().unwrap()
}

pub(super) fn roll() -> Event {
    let people = [("Anna", "A"), ("Bo", "A"), ("Carl", "V"), ("Dorte", "V"), ("Erik", "Ø")];
    let seats = people.iter().zip(1..).map(|((name, party), n)| Seat {
        id: seat_id(n),
        name: (*name).into(),
        party: Some((*party).into()),
        account: None,
        leads: n == 1,
    });
    Event::Roll { seats: seats.collect() }
}

fn present(seats: &[u128]) -> Event {
    Event::Present { seats: seats.iter().copied().map(seat_id).collect(), at: None }
}

fn hands(in_favour: u32, against: u32, abstained: u32) -> Event {
    let vote = Vote::Hands(Tally { in_favour, against, abstained });
    Event::Voted { entry: entry(1), point: 0, vote }
}

fn decided(outcome: Outcome, text: Option<&str>) -> Event {
    let text = text.map(ToOwned::to_owned);
    Event::Decided { entry: entry(1), point: 0, outcome, text, to: None }
}

/// A meeting of five that is open at item 1.
fn opened() -> Vec<Event> {
    vec![
        roll(),
        present(&[1, 2, 3, 4, 5]),
        Event::Opened { at: time("9.30") },
        Event::Current { entry: Some(entry(1)) },
    ]
}

pub(super) fn recorded(events: Vec<Event>) -> Vec<Recorded> {
    let number = |(n, event): (usize, Event)| Recorded {
        id: event_id(n as u128),
        sequence: i64::try_from(n).unwrap() + 1,
        event,
    };
    events.into_iter().enumerate().map(number).collect()
}

/// What follows from these events after the opening, or the first that is refused.
fn run(more: Vec<Event>) -> Result<MeetingState, MeetingError> {
    let mut held: Vec<Recorded> = Vec::new();
    let mut state = MeetingState::default();
    for new in recorded(opened().into_iter().chain(more).collect()) {
        state = accept(&held, &new)?;
        held.push(new);
    }
    Ok(state)
}

fn refused(more: Vec<Event>) -> MeetingError {
    run(more).unwrap_err()
}

fn groups(votes: &[(&str, u32, u32)]) -> Event {
    let tally = |in_favour, against| Tally { in_favour, against, abstained: 0 };
    let groups = votes.iter().map(|(group, a, b)| ((*group).to_owned(), tally(*a, *b)));
    Event::Voted { entry: entry(1), point: 0, vote: Vote::Groups(groups.collect()) }
}

fn names(votes: &[(u128, Ballot)]) -> Event {
    let names: BTreeMap<_, _> = votes.iter().map(|(n, ballot)| (seat_id(*n), *ballot)).collect();
    Event::Voted { entry: entry(1), point: 0, vote: Vote::Names(names) }
}

fn disqualified(seat: u128) -> Event {
    Event::Disqualified { entry: entry(1), seat: seat_id(seat), reason: None }
}

#[test]
fn no_more_vote_than_are_there() {
    assert!(run(vec![hands(3, 1, 1)]).is_ok());
    assert!(run(vec![hands(2, 1, 0)]).is_ok(), "not everyone need vote");
    let error = refused(vec![hands(4, 1, 1)]);
    assert_eq!(error, MeetingError::TooManyVotes { given: 6, present: 5 });
    let left = Event::Left { seat: seat_id(5), at: time("10.00") };
    let error = refused(vec![left, hands(3, 1, 1)]);
    assert_eq!(error, MeetingError::TooManyVotes { given: 5, present: 4 });
    assert_eq!(refused(vec![hands(0, 0, 0)]), MeetingError::EmptyVote);
    let most = u32::MAX;
    let error = refused(vec![hands(most, most, most)]);
    assert_eq!(error, MeetingError::TooManyVotes { given: most, present: 5 });
}

#[test]
fn a_group_may_split_and_has_no_more_votes_than_members() {
    let state = run(vec![groups(&[("A", 1, 1), ("V", 2, 0)])]).unwrap();
    let tally = state.items[&entry(1)].points[&0].tally().unwrap();
    assert_eq!((tally.in_favour, tally.against), (3, 1));
    let error = refused(vec![groups(&[("Ø", 2, 0)])]);
    assert_eq!(error, MeetingError::TooManyOfGroup { group: "Ø".into(), given: 2, present: 1 });
    let error = refused(vec![groups(&[("Q", 1, 0)])]);
    assert_eq!(error, MeetingError::UnknownGroup("Q".into()));
}

#[test]
fn who_is_away_or_disqualified_has_no_vote() {
    let away = Event::Absent { seat: seat_id(2), with_apology: true };
    let vote = || names(&[(2, Ballot::For)]);
    assert_eq!(refused(vec![away, vote()]), MeetingError::NotPresent("Bo".into()));
    let error = refused(vec![disqualified(2), vote()]);
    assert_eq!(error, MeetingError::Disqualified("Bo".into()));
    let error = refused(vec![disqualified(2), hands(5, 0, 0)]);
    assert_eq!(error, MeetingError::TooManyVotes { given: 5, present: 4 });
    let error = refused(vec![vote(), disqualified(2)]);
    assert_eq!(error, MeetingError::HasVoted { name: "Bo".into(), point: 0 });
}

#[test]
fn a_substitute_votes_in_the_place_of_who_is_disqualified() {
    let substitute = Event::Substitute { seat: seat_id(2), name: "Finn".into(), at: None };
    let state = run(vec![disqualified(2), substitute, names(&[(2, Ballot::For)])]).unwrap();
    assert_eq!(state.seat(seat_id(2)).unwrap().holder(), "Finn");
    assert_eq!(state.barred(|_| false).into_iter().collect::<Vec<_>>(), [(seat_id(2), entry(1))]);
    let substitute = Event::Substitute { seat: seat_id(3), name: "Gerda".into(), at: None };
    assert_eq!(refused(vec![substitute]), MeetingError::IsPresent("Carl".into()));
}

#[test]
fn who_is_disqualified_is_barred_from_an_open_item_while_it_lasts() {
    let barred = |more| run(more).unwrap().barred(|_| false).len();
    assert_eq!(barred(vec![disqualified(2)]), 1);
    assert_eq!(barred(vec![disqualified(2), Event::Current { entry: Some(entry(2)) }]), 0);
    let back = [Some(entry(2)), Some(entry(1))].map(|entry| Event::Current { entry });
    assert_eq!(barred([vec![disqualified(2)], back.to_vec()].concat()), 1);
    assert_eq!(barred(vec![disqualified(2), Event::Closed { at: time("12") }]), 0);
    let qualified = Event::Qualified { entry: entry(1), seat: seat_id(2) };
    assert_eq!(barred(vec![disqualified(2), qualified]), 0);
}

#[test]
fn who_is_disqualified_is_barred_from_a_closed_item_until_the_record_is_taken_away() {
    let barred = |more| run(more).unwrap().barred(|entry| entry != super::tests::entry(1));
    let before = Event::Disqualified { entry: entry(2), seat: seat_id(2), reason: None };
    let whom = [(seat_id(2), entry(2))].into();
    assert_eq!(barred(vec![before.clone()]), whom, "before it is taken up");
    let course = [Some(entry(2)), None].map(|entry| Event::Current { entry });
    let held = [vec![before], course.into(), vec![Event::Closed { at: time("12") }]].concat();
    assert_eq!(barred(held.clone()), whom, "and after the meeting");
    let qualified = Event::Qualified { entry: entry(2), seat: seat_id(2) };
    assert!(barred([held.clone(), vec![qualified]].concat()).is_empty());
    let undone = Event::Undone { event: event_id(4) };
    assert!(barred([held, vec![undone]].concat()).is_empty());
}

#[test]
fn changes_need_words_and_a_referral_a_body() {
    let error = refused(vec![decided(Outcome::ApprovedWithChanges, Some(" "))]);
    assert_eq!(error, MeetingError::NoText);
    assert!(run(vec![decided(Outcome::ApprovedWithChanges, Some("idet …"))]).is_ok());
    assert_eq!(refused(vec![decided(Outcome::Referred, None)]), MeetingError::NoDestination);
}

#[test]
fn a_decision_given_again_replaces_the_one_before() {
    let twice = vec![decided(Outcome::Postponed, None), decided(Outcome::Approved, None)];
    assert_eq!(run(twice).unwrap().items[&entry(1)].outcome(), Outcome::Approved);
}

#[test]
fn recommendations_that_ended_differently_do_not_show_as_the_first() {
    use Outcome::{
        Approved, ApprovedWithChanges, Discussed, None, Noted, Postponed, Recommended, Rejected,
    };
    for (outcomes, whole) in [
        (vec![Approved, Approved], Approved),
        (vec![Approved, Rejected], ApprovedWithChanges),
        (vec![Postponed, Approved], ApprovedWithChanges),
        (vec![ApprovedWithChanges, Noted], ApprovedWithChanges),
        (vec![Noted, Approved], Approved),
        (vec![Discussed, Recommended], Recommended),
        (vec![Postponed, Rejected], None),
        (vec![Noted, Postponed], None),
        (vec![Postponed, Postponed], Postponed),
    ] {
        let each = |(point, outcome): (u16, &Outcome)| Event::Decided {
            entry: entry(1),
            point,
            outcome: *outcome,
            text: (*outcome == ApprovedWithChanges).then(|| "idet …".into()),
            to: Option::None,
        };
        let state = run((1..).zip(&outcomes).map(each).collect()).unwrap();
        let item = &state.items[&entry(1)];
        assert_eq!((item.outcome(), item.is_decided()), (whole, true), "{outcomes:?}");
    }
    let rejected = |point| Event::Decided {
        entry: entry(1),
        point,
        outcome: Rejected,
        text: Option::None,
        to: Option::None,
    };
    let state = run(vec![decided(Approved, Option::None), rejected(2)]).unwrap();
    assert_eq!(state.items[&entry(1)].outcome(), ApprovedWithChanges);
    let state = run(vec![decided(Postponed, Option::None), rejected(2)]).unwrap();
    assert_eq!(state.items[&entry(1)].outcome(), Postponed, "as the whole was said to have ended");
}

#[test]
fn what_was_taken_back_returns_when_that_is_taken_back() {
    // Events 0-3 open the meeting.
    let undo = |n| Event::Undone { event: event_id(n) };
    let outcome = |more| run(more).unwrap().items[&entry(1)].outcome();
    let approved = || decided(Outcome::Approved, None);
    assert_eq!(outcome(vec![approved(), undo(4)]), Outcome::None);
    assert_eq!(outcome(vec![approved(), undo(4), undo(5)]), Outcome::Approved);
    assert_eq!(outcome(vec![approved(), undo(4), undo(5), undo(6)]), Outcome::None);
    assert_eq!(refused(vec![undo(99)]), MeetingError::UnknownEvent);
    assert_eq!(refused(vec![undo(0)]), MeetingError::NotUndone);
}

#[test]
fn what_something_later_needs_cannot_be_taken_back() {
    let away = Event::Absent { seat: seat_id(1), with_apology: true };
    let back = Event::Present { seats: vec![seat_id(1)], at: Some(time("9.45")) };
    let undo = Event::Undone { event: event_id(5) };
    let error = refused(vec![away, back, hands(5, 0, 0), undo]);
    let inner = MeetingError::TooManyVotes { given: 5, present: 4 };
    assert_eq!(error, MeetingError::Needed(Box::new(inner)));
}

#[test]
fn a_meeting_opens_pauses_and_closes_in_that_order() {
    let at = || time("10.00");
    assert_eq!(refused(vec![Event::Opened { at: at() }]), MeetingError::IsOpen);
    assert_eq!(refused(vec![Event::Resumed { at: at() }]), MeetingError::NoBreak);
    let pause = || Event::Adjourned { at: at() };
    assert_eq!(refused(vec![pause(), pause()]), MeetingError::IsAdjourned);
    let closed = || Event::Closed { at: time("12.05") };
    let state = run(vec![pause(), closed()]).unwrap();
    assert_eq!(state.breaks, [(at(), Some(time("12.05")))]);
    assert_eq!(refused(vec![closed(), present(&[1])]), MeetingError::IsClosed);
    assert!(run(vec![closed(), decided(Outcome::Approved, None)]).is_ok(), "put right later");
    assert_eq!(refused(vec![Event::Locked, pause()]), MeetingError::Locked);
}

#[test]
fn half_the_members_are_a_quorum() {
    let away = |n| Event::Absent { seat: seat_id(n), with_apology: false };
    assert!(run(vec![away(1), away(2)]).unwrap().is_quorate());
    assert!(!run(vec![away(1), away(2), away(3)]).unwrap().is_quorate());
}

#[test]
fn an_item_remembers_who_was_away_when_it_was_decided() {
    let left = Event::Left { seat: seat_id(4), at: time("10.40") };
    let next = Event::Current { entry: Some(entry(2)) };
    let approved = decided(Outcome::Approved, None);
    let end = Event::Closed { at: time("11") };
    let state = run(vec![approved, left, next, end]).unwrap();
    assert!(state.items[&entry(1)].missing.as_ref().unwrap().is_empty());
    assert!(state.items[&entry(2)].missing.as_ref().unwrap().contains(&seat_id(4)));
}

#[test]
fn nobody_leaves_before_they_came() {
    let left = Event::Left { seat: seat_id(1), at: time("10.40") };
    let back = Event::Present { seats: vec![seat_id(1)], at: Some(time("10.30")) };
    let error = refused(vec![left, back]);
    assert_eq!(error, MeetingError::TooEarly { name: "Anna".into(), last: time("10.40") });
}

#[test]
fn nobody_leaves_before_the_meeting_was_opened() {
    let left = |at| Event::Left { seat: seat_id(1), at: time(at) };
    let opened = time("9.30");
    let error = MeetingError::BeforeOpening { name: "Anna".into(), opened };
    assert_eq!(refused(vec![left("9.00")]), error);
    assert!(run(vec![left("9.30")]).is_ok());
}

#[test]
fn a_meeting_and_its_breaks_end_after_they_began() {
    let at = |text: &str| time(text);
    let pause = |text: &str| Event::Adjourned { at: at(text) };
    let on = |text: &str| Event::Resumed { at: at(text) };
    let end = |text: &str| Event::Closed { at: at(text) };
    let left = |text: &str| Event::Left { seat: seat_id(1), at: at(text) };
    for (events, wrong, last) in [
        (vec![pause("9.00")], "9.00", "9.30"),
        (vec![pause("10.30"), on("10.15")], "10.15", "10.30"),
        (vec![pause("10.30"), on("10.45"), pause("10.40")], "10.40", "10.45"),
        (vec![pause("10.30"), on("10.45"), end("10.40")], "10.40", "10.45"),
        (vec![pause("10.30"), end("10.15")], "10.15", "10.30"),
        (vec![end("9.00")], "9.00", "9.30"),
    ] {
        let error = MeetingError::Backwards { at: at(wrong), last: at(last) };
        assert_eq!(refused(events), error);
    }
    let closed = at("12.00");
    let error = MeetingError::AfterClosing { name: "Anna".into(), at: at("12.30"), closed };
    assert_eq!(refused(vec![left("12.30"), end("12.00")]), error);
    assert!(run(vec![pause("10.30"), on("10.30"), left("12.00"), end("12.00")]).is_ok());
}

#[test]
fn nothing_has_happened_at_a_time_that_is_still_to_come() {
    let now = time("9.55");
    let closed = |text: &str| Event::Closed { at: time(text) };
    let early = MeetingError::NotYet { at: time("10.10"), now };
    assert_eq!(has_come(&closed("10.10"), now), Err(early));
    assert_eq!(has_come(&closed("10.05"), now), Ok(()), "clocks differ by some minutes");
    assert_eq!(has_come(&present(&[1]), now), Ok(()));
}

#[test]
fn events_are_kept_in_a_form_that_does_not_change() {
    let vote = names(&[(1, Ballot::For)]);
    let id = seat_id(1);
    let entry = entry(1);
    let json = format!(
        r#"{{"event":"voted","entry":"{entry}","point":0,"vote":{{"names":{{"{id}":"for"}}}}}}"#
    );
    assert_eq!(serde_json::to_string(&vote).unwrap(), json);
    for event in opened().into_iter().chain([vote, groups(&[("A", 1, 1)]), Event::Locked]) {
        let text = serde_json::to_string(&event).unwrap();
        assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), event);
    }
}
