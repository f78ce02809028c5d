#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::HashSet;

use jiff::civil::date;

use super::{Actor, Grant, Role, Roles, TABLE};

fn grant(role: Role, body: Option<&str>) -> Grant {
    let body = body.map(ToOwned::to_owned);
    Grant { role, body, party: None, first_day: None, last_day: None }
}

fn actor(grants: Vec<Grant>) -> Actor {
    let id = "0192d0c0-0000-7000-8000-000000000000".parse().unwrap();
    Actor::new(id, "A", "a@example.dk", grants, HashSet::new())
}

#[test]
fn a_role_counts_in_its_body_and_an_unbound_one_in_every() {
    let secretary = actor(vec![grant(Role::Secretary, Some("kkr-sjaelland"))]);
    assert!(secretary.has(Role::Secretary, "kkr-sjaelland"));
    assert!(!secretary.has(Role::Secretary, "k17"));
    assert!(actor(vec![grant(Role::Auditor, None)]).has(Role::Auditor, "k17"));
    let roles = Roles::of(&[Role::Chair, Role::Secretary]);
    assert!(secretary.is_among(roles, "kkr-sjaelland") && !secretary.is_among(roles, "k17"));
    assert!(secretary.is_among_anywhere(roles));
}

#[test]
fn a_role_holds_from_its_first_day_to_its_last() {
    let (first, last) = (date(2026, 1, 1), date(2026, 12, 31));
    let grant = Grant { first_day: Some(first), last_day: Some(last), ..grant(Role::Member, None) };
    let holds = [date(2025, 12, 31), first, last, date(2027, 1, 1)].map(|day| grant.holds(day));
    assert_eq!(holds, [false, true, true, false]);
}

#[test]
fn sets_of_roles_tell_public_signed_in_and_roles_apart() {
    let public = Actor::public();
    let plain = actor(Vec::new());
    assert!(public.is_among_anywhere(Roles::PUBLIC) && plain.is_among_anywhere(Roles::PUBLIC));
    assert!(!public.is_among_anywhere(Roles::SIGNED_IN));
    assert!(plain.is_among_anywhere(Roles::SIGNED_IN));
    let some = Roles::of(&[Role::Member]);
    assert!(!public.is_among_anywhere(some) && !plain.is_among_anywhere(some));
    let every = Roles::of(&Role::ALL);
    assert!(!every.has_signed_in() && !every.has_public(), "roles are not the mere signed-in");
    assert!(!actor(vec![grant(Role::Administrator, None)]).is_among_anywhere(Roles::NONE));
}

#[test]
fn the_table_has_each_address_once() {
    let mut seen = HashSet::new();
    for row in TABLE {
        assert!(seen.insert((row.verb, row.path)), "twice: {}", row.path);
    }
}

#[test]
fn no_row_gives_the_public_what_is_closed() {
    for row in TABLE {
        assert!(!row.closed.has_public() && !row.closed.has_signed_in(), "{}", row.path);
    }
}

#[test]
fn role_names_are_read_as_written() {
    for role in Role::ALL {
        assert_eq!(role.name().parse(), Ok(role));
    }
    let error = "mayor".parse::<Role>().unwrap_err().to_string();
    assert!(error.contains("`mayor`") && error.contains("secretary"), "{error}");
}
