//! What holds for every course of a meeting.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use raadslag_document::Outcome;

use super::tests::{entry, event_id, recorded, roll, seat_id, time};
use super::*;

fn at() -> impl Strategy<Value = raadslag_document::ClockTime> {
    select(vec!["9.30", "10.00", "10.15", "11.00", "12.00"]).prop_map(time)
}

fn attendance() -> impl Strategy<Value = Event> {
    let seat = || (1u128..7).prop_map(seat_id);
    prop_oneof![
        (vec(seat(), 1..6), proptest::option::of(at()))
            .prop_map(|(seats, at)| Event::Present { seats, at }),
        (seat(), at()).prop_map(|(seat, at)| Event::Left { seat, at }),
        (seat(), any::<bool>())
            .prop_map(|(seat, with_apology)| Event::Absent { seat, with_apology }),
        (seat(), "[A-Z][a-z]{0,3}", proptest::option::of(at()))
            .prop_map(|(seat, name, at)| Event::Substitute { seat, name, at }),
        (1u128..4, seat()).prop_map(|(n, seat)| Event::Disqualified {
            entry: entry(n),
            seat,
            reason: None
        }),
        (1u128..4, seat()).prop_map(|(n, seat)| Event::Qualified { entry: entry(n), seat }),
    ]
}

fn course() -> impl Strategy<Value = Event> {
    prop_oneof![
        at().prop_map(|at| Event::Opened { at }),
        at().prop_map(|at| Event::Adjourned { at }),
        at().prop_map(|at| Event::Resumed { at }),
        at().prop_map(|at| Event::Closed { at }),
        proptest::option::of(1u128..4).prop_map(|n| Event::Current { entry: n.map(entry) }),
    ]
}

fn decision() -> impl Strategy<Value = Event> {
    prop_oneof![
        (1u128..4, 0u16..3, select(Outcome::ALL.to_vec()), proptest::option::of("[a-z]{0,3}"))
            .prop_map(|(n, point, outcome, text)| Event::Decided {
                entry: entry(n),
                point,
                outcome,
                text,
                to: None
            }),
        (1u128..4, 0u16..3, 0u32..4, 0u32..4).prop_map(|(n, point, in_favour, against)| {
            let vote = Vote::Hands(Tally { in_favour, against, abstained: 0 });
            Event::Voted { entry: entry(n), point, vote }
        }),
        (1u128..4, "[a-z]{0,3}").prop_map(|(n, text)| Event::Noted { entry: entry(n), text }),
        (0u128..40).prop_map(|n| Event::Undone { event: event_id(n) }),
    ]
}

/// Events of a meeting, most of them possible; the roll is the first.
fn meeting() -> impl Strategy<Value = Vec<Recorded>> {
    vec(prop_oneof![attendance(), course(), decision()], 0..40).prop_map(|events| {
        let open = Event::Opened { at: time("9.30") };
        recorded([vec![roll(), open], events].concat())
    })
}

/// Of these events those that are accepted one after the other.
fn accepted(events: Vec<Recorded>) -> Vec<Recorded> {
    let mut held: Vec<Recorded> = Vec::new();
    for event in events {
        if accept(&held, &event).is_ok() {
            held.push(event);
        }
    }
    held
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_order_events_are_given_in_does_not_matter(
        (events, mixed) in meeting().prop_flat_map(|e| (Just(e.clone()), Just(e).prop_shuffle()))
    ) {
        prop_assert_eq!(fold(&events), fold(&mixed));
    }

    #[test]
    fn the_same_event_twice_is_one(events in meeting()) {
        let twice: Vec<_> = events.iter().chain(&events).cloned().collect();
        prop_assert_eq!(fold(&events), fold(&twice));
    }

    #[test]
    fn what_was_accepted_holds(events in meeting()) {
        prop_assert_eq!(fold(&accepted(events)).broken, vec![]);
    }

    #[test]
    fn taking_the_last_event_back_restores_what_was_before(events in meeting()) {
        let mut held = accepted(events);
        let last = held.last().unwrap().clone();
        let before = fold(&held[..held.len() - 1]);
        let undo = Event::Undone { event: last.id };
        let id = event_id(500);
        held.push(Recorded { id, sequence: last.sequence + 1, event: undo });
        let again = Recorded {
            id: event_id(501),
            sequence: last.sequence + 2,
            event: Event::Undone { event: id },
        };
        if !matches!(last.event, Event::Roll { .. } | Event::Undone { .. }) {
            let undone = fold(&held);
            prop_assert_eq!(MeetingState { sequence: before.sequence, ..undone }, before);
            let whole = fold(&held[..held.len() - 1]);
            held.push(again);
            prop_assert_eq!(MeetingState { sequence: whole.sequence, ..fold(&held) }, whole);
        }
    }

    #[test]
    fn nobody_votes_more_than_they_are(events in meeting()) {
        let state = fold(&accepted(events));
        for item in state.items.values() {
            for point in item.points.values() {
                let total = point.tally().map_or(0, Tally::total);
                prop_assert!(total as usize <= state.seats.len());
            }
        }
    }
}
