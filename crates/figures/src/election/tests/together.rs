//! Councils that constituted themselves, by their own minutes.

use serde_json::{Value, json};

use super::{compute, fault, try_compute};
use crate::Language;

fn groups(alliances: &[(&str, &[(&str, u64)])]) -> Vec<Value> {
    let group = |alliance: &str, (name, members): &(&str, u64)| json!({"name": name, "members": members, "alliance": alliance});
    alliances
        .iter()
        .flat_map(|(alliance, members)| members.iter().map(|one| group(alliance, one)))
        .collect()
}

fn committees(count: usize, seats: u64) -> Vec<Value> {
    (1..=count).map(|at| json!({"name": format!("Udvalg {at}"), "seats": seats})).collect()
}

/// Næstved Byråd, constituting meeting of 9 December 2025, item 4: 16 against 15 members.
const NAESTVED_2025: [(&str, &[(&str, u64)]); 2] = [
    ("Valggruppe 1", &[("C", 4), ("I", 3), ("O", 3), ("V", 5), ("Æ", 1)]),
    ("Valggruppe 2", &[("A", 10), ("B", 2), ("F", 2), ("Ø", 1)]),
];

fn blocks(result: &Value) -> [u64; 2] {
    [0, 1].map(|at| result["blocks"][at]["seats"].as_u64().expect("a number"))
}

#[test]
fn one_committee_of_naestved_is_filled_as_its_minutes_say() {
    for (seats, expected) in [(9, [5, 4]), (7, [4, 3])] {
        let result = compute(json!({"seats": seats, "groups": groups(&NAESTVED_2025)}));
        assert_eq!(blocks(&result), expected, "{seats}");
    }
}

/// Six committees of seven: 24 and 18 one by one, 22 and 20 at once.
#[test]
fn the_committees_of_naestved_at_once_give_two_seats_to_the_smaller_side() {
    let input = json!({"committees": committees(6, 7), "groups": groups(&NAESTVED_2025)});
    let result = compute(input.clone());
    assert_eq!(result["seats"], 42);
    assert_eq!(
        result["rights"],
        json!([
            {"name": "Valggruppe 1", "one_by_one": 24, "together": 22, "missing": -2},
            {"name": "Valggruppe 2", "one_by_one": 18, "together": 20, "missing": 2},
        ])
    );
    let report = try_compute(input).expect("computes").report(Language::Danish);
    let text = report.to_text(Language::Danish, 10_000);
    for said in ["skal afgives pladser (Valggruppe 1 2)", "overtallige medlemmer", "§ 27"] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

/// Lots inside one committee bear its name; until they are drawn no rights are told.
#[test]
fn a_tie_in_a_committee_waits_for_its_lots() {
    let groups = json!([{"name": "A", "members": 6}, {"name": "B", "members": 6}]);
    let mut input = json!({"committees": committees(1, 3), "groups": groups});
    let open = compute(input.clone());
    assert_eq!(open["rights"], json!([]));
    input["draws"] = json!([
        {"seat": 3, "order": ["B"], "within": "Udvalg 1"},
        {"seat": 3, "order": ["B"]},
    ]);
    let drawn = compute(input);
    assert_eq!(drawn["committees"][0]["shares"], json!([1, 2]));
    assert_eq!(drawn["rights"][1]["missing"], 0);
}

#[test]
fn committees_are_told_apart_and_add_up() {
    let base = json!({"groups": groups(&NAESTVED_2025)});
    for (key, value, path) in [
        (
            "committees",
            json!([{"name": "X", "seats": 3}, {"name": "x", "seats": 3}]),
            "committees[1].name",
        ),
        ("committees", json!([{"name": "Valggruppe 1", "seats": 3}]), "committees[0].name"),
        ("committees", json!([{"name": "X", "seats": 0}]), "committees[0].seats"),
        ("committees", json!([{"name": "X", "seats": 99_999}]), "committees"),
    ] {
        let mut input = base.clone();
        input[key] = value;
        assert_eq!(fault(input), path);
    }
    let mut input = base;
    input["committees"] = json!(committees(2, 7));
    input["seats"] = json!(13);
    assert_eq!(fault(input), "seats");
}

/// Aarhus University, "Optælling af stemmer og fordeling af mandater": eight seats, lists C and D allied.
#[test]
fn an_alliance_moves_one_seat_as_in_the_universitys_example() {
    let lists = |alliance: Value| {
        json!({"seats": 8, "groups": [
            {"name": "A", "members": 25},
            {"name": "B", "members": 31},
            {"name": "C", "members": 11, "alliance": alliance},
            {"name": "D", "members": 16, "alliance": alliance},
        ]})
    };
    let seats = |input: Value| {
        let result = compute(input);
        let groups = result["groups"].as_array().expect("a list").clone();
        groups.iter().map(|group| group["seats"].as_u64().expect("a number")).collect::<Vec<_>>()
    };
    assert_eq!(seats(lists(json!("C/D"))), [2, 3, 1, 2]);
    assert_eq!(seats(lists(Value::Null)), [3, 3, 1, 1]);
}
