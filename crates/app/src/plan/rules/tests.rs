#![allow(clippy::unwrap_used, reason = "tests")]

use jiff::civil::{Date, date};

use super::*;

/// Every public holiday of the years, as the Danish almanac prints them.
const ALMANAC: [(i16, &[(i8, i8)]); 6] = [
    (
        2022,
        &[
            (1, 1),
            (4, 14),
            (4, 15),
            (4, 17),
            (4, 18),
            (5, 13),
            (5, 26),
            (6, 5),
            (6, 6),
            (12, 25),
            (12, 26),
        ],
    ),
    (
        2023,
        &[
            (1, 1),
            (4, 6),
            (4, 7),
            (4, 9),
            (4, 10),
            (5, 5),
            (5, 18),
            (5, 28),
            (5, 29),
            (12, 25),
            (12, 26),
        ],
    ),
    (
        2024,
        &[(1, 1), (3, 28), (3, 29), (3, 31), (4, 1), (5, 9), (5, 19), (5, 20), (12, 25), (12, 26)],
    ),
    (
        2025,
        &[(1, 1), (4, 17), (4, 18), (4, 20), (4, 21), (5, 29), (6, 8), (6, 9), (12, 25), (12, 26)],
    ),
    (
        2026,
        &[(1, 1), (4, 2), (4, 3), (4, 5), (4, 6), (5, 14), (5, 24), (5, 25), (12, 25), (12, 26)],
    ),
    (
        2027,
        &[(1, 1), (3, 25), (3, 26), (3, 28), (3, 29), (5, 6), (5, 16), (5, 17), (12, 25), (12, 26)],
    ),
];

fn days(year: i16) -> impl Iterator<Item = Date> {
    date(year, 1, 1).series(jiff::Span::new().days(1)).take_while(move |day| day.year() == year)
}

#[test]
fn the_public_holidays_are_those_of_the_almanac() {
    for (year, almanac) in ALMANAC {
        let found: Vec<(i8, i8)> = days(year)
            .filter(|day| holiday(*day).is_some())
            .map(|day| (day.month(), day.day()))
            .collect();
        assert_eq!(found, almanac, "{year}");
    }
}

#[test]
fn store_bededag_is_a_holiday_until_2023() {
    assert_eq!(holiday(date(2023, 5, 5)), Some(Holiday::PrayerDay));
    assert!(days(2024).all(|day| holiday(day) != Some(Holiday::PrayerDay)));
}

#[test]
fn a_body_says_itself_whether_it_works_on_the_four_other_days() {
    let none = DaysOff {
        labour_day: false,
        constitution_day: false,
        christmas_eve: false,
        new_years_eve: false,
    };
    let all = DaysOff {
        labour_day: true,
        constitution_day: true,
        christmas_eve: true,
        new_years_eve: true,
    };
    for day in [date(2026, 5, 1), date(2026, 6, 5), date(2026, 12, 24), date(2026, 12, 31)] {
        assert_eq!(day_off(day, &none), None, "{day}");
        assert!(day_off(day, &all).is_some(), "{day}");
    }
}

#[test]
fn four_weekdays_before_leaves_out_weekends_and_holidays() {
    let off = DaysOff::default();
    for (meeting, out) in [
        // A Wednesday: Tuesday, Monday, Friday, Thursday.
        (date(2027, 2, 3), date(2027, 1, 28)),
        // Tuesday after Easter 2026: 2 and 3 April and 6 April are holidays.
        (date(2026, 4, 7), date(2026, 3, 27)),
        // 5 June 2026 is a Friday on which most municipalities are closed.
        (date(2026, 6, 9), date(2026, 6, 2)),
        // Across Christmas 2026 and New Year: 4 January, 30, 29 and 28 December.
        (date(2027, 1, 5), date(2026, 12, 28)),
        // Store bededag, 5 May 2023, still counted.
        (date(2023, 5, 9), date(2023, 5, 2)),
        // The same Friday in 2024 is a day like others.
        (date(2024, 4, 30), date(2024, 4, 24)),
    ] {
        assert_eq!(Distance::weekdays(4).before(meeting, &off), out, "{meeting}");
    }
}

#[test]
fn days_are_counted_whatever_they_are() {
    let off = DaysOff::default();
    assert_eq!(Distance::days(14).before(date(2026, 4, 7), &off), date(2026, 3, 24));
    assert_eq!(Distance::days(8).after(date(2026, 3, 26), &off), date(2026, 4, 3));
    assert_eq!(Distance::weekdays(5).after(date(2026, 3, 30), &off), date(2026, 4, 9));
}

fn slot(body: &str, prepared_by: Option<&str>, day: Date, times: (u8, u8)) -> Slot {
    Slot {
        body: body.to_owned(),
        prepared_by: prepared_by.map(str::to_owned),
        date: day,
        start: raadslag_document::ClockTime::new(times.0, 0),
        end: raadslag_document::ClockTime::new(times.1, 0),
    }
}

#[test]
fn a_deadline_that_is_over_or_on_a_day_off_is_warned_of() {
    let plan = BodyPlan {
        deadlines: DeadlineRules { minutes: Some(Distance::days(8)), ..DeadlineRules::default() },
        ..BodyPlan::default()
    };
    let meeting = slot("kkr", None, date(2026, 3, 26), (9, 12));
    let found = warnings(&meeting, &plan, &[], date(2026, 3, 1));
    assert!(found.contains(&Warning::Past(DeadlineKind::CallForItems, date(2026, 2, 26))));
    let friday = Warning::OnDayOff(
        DeadlineKind::Minutes,
        date(2026, 4, 3),
        DayOff::Holiday(Holiday::GoodFriday),
    );
    assert!(found.contains(&friday), "{found:?}");
    // A meeting that has been held has no deadline to come too late for.
    let later = warnings(&meeting, &plan, &[], date(2026, 6, 1));
    assert!(!later.iter().any(|warning| matches!(warning, Warning::Past(..))), "{later:?}");
}

#[test]
fn meetings_collide_where_the_same_people_are_wanted_at_the_same_time() {
    let plan = BodyPlan::default();
    let day = date(2027, 2, 3);
    let kkr = slot("kkr-sjaelland", Some("k17"), day, (9, 12));
    let collides = |other: Slot| {
        let found = warnings(&kkr, &plan, &[other], date(2026, 1, 1));
        found.iter().any(|warning| matches!(warning, Warning::Collision(_)))
    };
    assert!(collides(slot("k17", None, day, (11, 13))));
    assert!(collides(slot("klynge", Some("k17"), day, (8, 10))));
    assert!(!collides(slot("k17", None, day, (12, 14))), "one after the other");
    assert!(!collides(slot("kkr-hovedstaden", Some("k29"), day, (9, 12))), "other people");
    assert!(!collides(slot("k17", None, date(2027, 2, 4), (9, 12))), "another day");
}

#[test]
fn those_who_prepare_must_meet_between_the_call_and_their_deadline() {
    let plan = BodyPlan::default();
    let kkr = slot("kkr", Some("k17"), date(2027, 2, 3), (9, 12));
    let lacks = |day| {
        let found = warnings(&kkr, &plan, &[slot("k17", None, day, (9, 12))], date(2026, 1, 1));
        found.contains(&Warning::NoPreparation("k17".into()))
    };
    assert!(!lacks(date(2027, 1, 13)));
    assert!(lacks(date(2027, 1, 29)));
}

#[test]
fn deadlines_in_the_wrong_order_are_warned_of() {
    let mut plan = BodyPlan::default();
    plan.deadlines.chair = Some(Distance::weekdays(2));
    let found =
        warnings(&slot("kkr", None, date(2027, 2, 3), (9, 12)), &plan, &[], date(2026, 1, 1));
    let wanted = Warning::OutOfOrder(DeadlineKind::Chair, DeadlineKind::Agenda);
    assert!(found.contains(&wanted), "{found:?}");
}
