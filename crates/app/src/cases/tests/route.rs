//! The rules of routes, with arbitrary ones.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use raadslag_document::Outcome;
use uuid::Uuid;

use crate::cases::rules::{
    Ask, Course, Place, Route, RouteError, Settled, Standing, Station, Subject, Usual, Where,
};
use crate::ids::StationId;

const TODAY: Date = date(2026, 3, 2);

fn station(number: u128, step: u16, body: &str) -> Station {
    Station {
        id: StationId::from(Uuid::from_u128(number)),
        step,
        place: Place { slug: body.to_owned(), name: body.to_owned() },
        gathering: None,
        ask: Ask::Discuss,
        due: None,
        reason: None,
        referred_from: None,
        settled: None,
        put_off: None,
        agenda: None,
    }
}

/// A route of steps with so many parallel stations each.
fn route(steps: &[u8]) -> Route {
    let mut stations = Vec::new();
    for (step, count) in (1..).zip(steps) {
        for _ in 0..*count {
            let number = stations.len() as u128 + 1;
            stations.push(station(number, step, &format!("organ-{number}")));
        }
    }
    Route::new(stations)
}

fn settled(outcome: Outcome) -> Settled {
    Settled { outcome, date: TODAY, note: None }
}

/// What always holds: steps follow each other from 1; the open stations are the unsettled ones of
/// the first step that has any; nothing before it is unsettled.
fn check(route: &Route) {
    let steps: Vec<u16> = route.stations().iter().map(|station| station.step).collect();
    assert!(steps.is_sorted(), "{steps:?}");
    for pair in steps.windows(2) {
        assert!(pair[1] - pair[0] <= 1, "{steps:?}");
    }
    let current = route.current_step();
    for station in route.stations() {
        let is_open = route.open().any(|one| one.id == station.id);
        assert_eq!(is_open, station.settled.is_none() && Some(station.step) == current);
        if current.is_none_or(|current| station.step < current) {
            assert!(station.settled.is_some());
        }
    }
    assert_eq!(current.is_none(), route.stations().iter().all(|one| one.settled.is_some()));
}

#[derive(Debug, Clone)]
enum Move {
    Settle(usize, usize),
    Refer(usize),
    Remove(usize),
    Add(usize, usize),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        (0..9usize, 0..Outcome::ALL.len()).prop_map(|(at, outcome)| Move::Settle(at, outcome)),
        (0..9usize).prop_map(Move::Refer),
        (0..20usize).prop_map(Move::Remove),
        (0..3usize, 0..8usize).prop_map(|(how, step)| Move::Add(how, step)),
    ];
    proptest::collection::vec(one, 0..40)
}

fn play(route: &mut Route, step: &Move, number: u128) {
    let open: Vec<StationId> = route.open().map(|station| station.id).collect();
    match step {
        Move::Settle(at, outcome) => {
            if let Some(id) = open.get(at % open.len().max(1)) {
                let course = route.settle(*id, settled(Outcome::ALL[*outcome])).unwrap();
                if let Course::Onward(opened) = &course {
                    assert!(opened.iter().all(|id| route.open().any(|one| one.id == *id)));
                }
                assert_eq!(course == Course::Done, route.current_step().is_none());
            }
        }
        Move::Refer(at) => {
            if let Some(id) = open.get(at % open.len().max(1)) {
                let to = vec![station(number, 0, "videre")];
                route.refer(*id, to, "Det hører til dér", TODAY).unwrap();
                assert!(route.current_step().is_some(), "the other body has to answer first");
            }
        }
        Move::Remove(at) => {
            let all = route.stations();
            if let Some(station) = all.get(at % all.len().max(1)).cloned() {
                let removed = route.remove(station.id);
                assert_eq!(removed.is_err(), station.settled.is_some());
            }
        }
        Move::Add(how, step) => {
            let step = u16::try_from(*step).unwrap();
            let at = match how {
                0 => Where::Last,
                1 => Where::Beside(step),
                _ => Where::Before(step),
            };
            let before = route.clone();
            if route.add(station(number, 0, "nyt"), at, None).is_err() {
                assert_eq!(*route, before, "a refused change changes nothing");
            }
        }
    }
}

proptest! {
    #[test]
    fn whatever_happens_steps_open_one_after_the_other_and_what_is_settled_stands(
        steps in proptest::collection::vec(1..4u8, 0..5),
        moves in moves(),
    ) {
        let mut route = route(&steps);
        check(&route);
        for (number, step) in (1000..).zip(&moves) {
            let settled: Vec<Station> =
                route.stations().iter().filter(|one| one.settled.is_some()).cloned().collect();
            play(&mut route, step, number);
            check(&route);
            for old in settled {
                let now = route.station(old.id).unwrap();
                prop_assert_eq!(&now.settled, &old.settled);
            }
        }
    }

    #[test]
    fn settling_every_open_station_ends_the_route(
        steps in proptest::collection::vec(1..4u8, 1..5),
    ) {
        let mut route = route(&steps);
        let all = route.stations().len();
        for done in 1..=all {
            let id = route.open().next().unwrap().id;
            let course = route.settle(id, settled(Outcome::Approved)).unwrap();
            prop_assert_eq!(course == Course::Done, done == all);
        }
    }
}

#[test]
fn parallel_stations_open_together_and_the_next_step_waits_for_all() {
    let mut route = route(&[1, 2, 1]);
    let ids: Vec<StationId> = route.stations().iter().map(|one| one.id).collect();
    assert_eq!(route.settle(ids[1], settled(Outcome::Noted)), Err(RouteError::NotOpen));
    let course = route.settle(ids[0], settled(Outcome::Recommended)).unwrap();
    assert_eq!(course, Course::Onward(vec![ids[1], ids[2]]));
    assert_eq!(route.settle(ids[2], settled(Outcome::Approved)), Ok(Course::Onward(vec![])));
    assert_eq!(route.settle(ids[1], settled(Outcome::Approved)), Ok(Course::Onward(vec![ids[3]])));
    assert_eq!(route.settle(ids[1], settled(Outcome::Noted)), Err(RouteError::Settled));
    assert_eq!(route.settle(ids[3], settled(Outcome::Noted)), Ok(Course::Done));
}

#[test]
fn what_is_postponed_waits_on_and_what_is_returned_goes_back() {
    let mut route = route(&[1]);
    let id = route.stations()[0].id;
    for (outcome, course) in [
        (Outcome::Postponed, Course::Stays),
        (Outcome::Withdrawn, Course::Stays),
        (Outcome::Returned, Course::Back),
    ] {
        assert_eq!(route.settle(id, settled(outcome)), Ok(course));
        assert_eq!(route.open().count(), 1, "{outcome:?}");
        assert_eq!(route.stations()[0].put_off, Some((outcome, TODAY)));
    }
}

#[test]
fn a_station_is_late_when_its_day_is_past_and_the_case_is_there() {
    let mut route = route(&[1, 1]);
    let [first, second] = [route.stations()[0].id, route.stations()[1].id];
    let yesterday = TODAY.yesterday().unwrap();
    route.amend(first, Ask::Recommend, Some(TODAY)).unwrap();
    route.amend(second, Ask::Approve, Some(yesterday)).unwrap();
    assert_eq!(route.late(TODAY).count(), 0, "the day itself is not late");
    assert_eq!(route.standing(route.station(second).unwrap(), TODAY), Standing::Ahead);
    route.settle(first, settled(Outcome::Recommended)).unwrap();
    assert_eq!(route.standing(route.station(second).unwrap(), TODAY), Standing::Late);
    assert_eq!(route.late(TODAY).count(), 1);
}

#[test]
fn a_referral_has_a_reason_and_what_comes_after_waits_for_it() {
    let mut route = route(&[1, 1]);
    let [first, second] = [route.stations()[0].id, route.stations()[1].id];
    let to = || vec![station(9, 0, "klyngen")];
    assert_eq!(route.refer(first, to(), "  ", TODAY), Err(RouteError::NoReason));
    route.refer(first, to(), "Sagen hører til i klyngen", TODAY).unwrap();
    let there = route.open_at("klyngen").unwrap().clone();
    assert_eq!(there.referred_from, Some(first));
    assert_eq!(there.reason.as_deref(), Some("Sagen hører til i klyngen"));
    assert_eq!(route.station(second).unwrap().step, 3);
    let course = route.settle(there.id, settled(Outcome::Discussed)).unwrap();
    assert_eq!(course, Course::Onward(vec![second]));
}

#[test]
fn a_second_treatment_in_the_same_body_is_its_second_reading() {
    let stations = vec![station(1, 1, "kkr"), station(2, 2, "k17"), station(3, 3, "kkr")];
    let mut route = Route::new(stations);
    for _ in 0..2 {
        let id = route.open().next().unwrap().id;
        route.settle(id, settled(Outcome::Discussed)).unwrap();
    }
    let readings: Vec<usize> = route.stations().iter().map(|one| route.reading(one)).collect();
    assert_eq!(readings, [1, 1, 2]);
}

fn bodies(usual: Usual, subject: Option<&str>, reason: Option<&str>) -> Vec<String> {
    let subject: Option<Subject> = subject.map(|text| text.parse().unwrap());
    let stations = usual.stations(subject.as_ref(), reason, TODAY);
    stations.into_iter().map(|one| format!("{} {}", one.step, one.place.slug)).collect()
}

#[test]
fn health_cases_go_to_the_clusters_unless_a_reason_is_given() {
    let health = bodies(Usual::Kkr, Some("29.30.00"), None);
    assert_eq!(health[0], "1 k17");
    assert_eq!(health.len(), 5);
    assert!(health[1..].iter().all(|one| one.starts_with("2 sundhedsklyngen-")), "{health:?}");
    let with_reason = bodies(Usual::Kkr, Some("29.30.00"), Some("Alle kommuner er berørt"));
    assert_eq!(with_reason.last().unwrap(), "4 kkr-sjaelland");
    let other = bodies(Usual::Kkr, Some("27.00.00"), None);
    assert_eq!(other, ["1 forretningsgruppen", "2 k17", "3 formandskabet", "4 kkr-sjaelland"]);

    let subject: Subject = "29.30.00".parse().unwrap();
    let mut route = Route::default();
    let mut kkr = station(1, 0, "kkr-sjaelland");
    assert_eq!(route.add(kkr.clone(), Where::Last, Some(&subject)), Err(RouteError::NoReason));
    kkr.reason = Some("Alle kommuner er berørt".into());
    route.add(kkr, Where::Last, Some(&subject)).unwrap();
}

#[test]
fn an_agreement_goes_to_seventeen_councils_and_the_region_by_1_december() {
    let stations = Usual::Agreement.stations(None, None, TODAY);
    let last: Vec<_> = stations.iter().filter(|one| one.step == 5).collect();
    assert_eq!(last.len(), 18);
    assert!(last.iter().all(|one| one.ask == Ask::Accede && one.due == Some(date(2026, 12, 1))));
    let mut slugs: Vec<_> = last.iter().map(|one| one.place.slug.clone()).collect();
    assert!(slugs.contains(&"regionsraadet-i-region-sjaelland".to_owned()), "{slugs:?}");
    slugs.dedup();
    assert_eq!(slugs.len(), 18);
    let parallel = bodies(Usual::Parallel, None, None);
    assert_eq!(parallel[3..], ["4 kkr-sjaelland", "4 kkr-hovedstaden"]);
}

#[test]
fn a_wrong_outcome_is_put_right_with_a_reason_and_holds_nothing_up() {
    let mut route = route(&[1, 1]);
    let [first, second] = [route.stations()[0].id, route.stations()[1].id];
    let right = || settled(Outcome::ApprovedWithChanges);
    assert_eq!(route.correct(first, right(), "Tastefejl"), Err(RouteError::NotOpen));
    route.settle(first, settled(Outcome::Approved)).unwrap();
    assert_eq!(route.correct(first, right(), " "), Err(RouteError::NoReason));
    let stopped = route.correct(first, settled(Outcome::Postponed), "Tastefejl");
    assert_eq!(stopped, Err(RouteError::Settled));
    route.correct(first, right(), "Tastefejl").unwrap();
    let held = route.stations()[0].settled.clone().unwrap();
    assert_eq!(held.outcome, Outcome::ApprovedWithChanges);
    assert_eq!(held.note.as_deref(), Some("Rettet: Tastefejl"));
    assert!(route.open().any(|station| station.id == second));
}
