use proptest::prelude::*;
use serde_json::{Value, json};

use super::{compute, fault};

/// Groups as `A 13` or `A 13 Forbund`.
fn election(seats: u64, groups: &[&str]) -> Value {
    let group = |line: &&str| {
        let words: Vec<&str> = line.split(' ').collect();
        let members: u64 = words[1].parse().expect("a number");
        let mut group = json!({"name": words[0], "members": members});
        if let Some(alliance) = words.get(2) {
            group["alliance"] = json!(alliance);
        }
        group
    };
    json!({"seats": seats, "groups": groups.iter().map(group).collect::<Vec<_>>()})
}

fn seats(json: &Value) -> Vec<u64> {
    let groups = json["groups"].as_array().expect("a list");
    groups.iter().map(|group| group["holds"].as_u64().expect("a count")).collect()
}

fn blocks(json: &Value) -> Vec<u64> {
    let blocks = json["blocks"].as_array().expect("a list");
    blocks.iter().map(|block| block["seats"].as_u64().expect("a count")).collect()
}

fn holders(json: &Value) -> Vec<&str> {
    let order = json["order"].as_array().expect("a list");
    order.iter().map(|seat| seat["holder"].as_str().unwrap_or("?")).collect()
}

/// Næstved's council on its constituting meeting in December 2021: A+B+F+Ø with 17 members, C+D+O+V
/// with 14. The minutes give 4 and 3 of seven seats, 5 and 4 of the finance committee's nine, and 32
/// and 26 of all 58 seats together.
#[test]
fn naestved_2021_is_shared_as_its_minutes_say() {
    let groups = [
        "A 13 Gruppe1",
        "B 2 Gruppe1",
        "F 1 Gruppe1",
        "Ø 1 Gruppe1",
        "C 5 Gruppe2",
        "D 2 Gruppe2",
        "O 1 Gruppe2",
        "V 6 Gruppe2",
    ];
    for (count, expected) in [(7, [4, 3]), (9, [5, 4]), (58, [32, 26])] {
        assert_eq!(blocks(&compute(election(count, &groups))), expected, "{count} seats");
    }
}

/// The example of d'Hondt's method on the English Wikipedia ("D'Hondt method"): 100,000, 80,000,
/// 30,000 and 20,000 votes, eight seats: 4, 3, 1 and 0.
#[test]
fn eight_seats_of_the_textbook() {
    let json = compute(election(8, &["A 100000", "B 80000", "C 30000", "D 20000"]));
    assert_eq!(seats(&json), [4, 3, 1, 0]);
    assert_eq!(holders(&json), ["A", "B", "A", "B", "A", "C", "B", "A"]);
}

#[test]
fn the_alliance_wins_its_seats_first_and_shares_them_inside() {
    // Alone: A 16/1, 16/2 …; F and Ø win nothing against V 12, C 6.
    let alone = compute(election(5, &["A 9", "F 4", "Ø 3", "V 13"]));
    assert_eq!(seats(&alone), [2, 0, 0, 3]);
    let allied = compute(election(5, &["A 9 Rød", "F 4 Rød", "Ø 3 Rød", "V 13"]));
    assert_eq!(seats(&allied), [2, 1, 0, 2]);
    assert_eq!(holders(&allied), ["A", "V", "A", "V", "F"]);
}

#[test]
fn only_members_present_count() {
    let mut input = election(3, &["A 5", "B 4"]);
    assert_eq!(seats(&compute(input.clone())), [2, 1]);
    input["groups"][0]["present"] = json!(3);
    let json = compute(input);
    assert_eq!(json["voting"], 7);
    assert_eq!(seats(&json), [1, 2]);
}

#[test]
fn a_tie_for_the_last_seat_goes_to_lots() {
    let input = election(3, &["A 6", "B 3", "C 3"]);
    // 6, then 3 = 6/2 = 3 = 3 for two seats.
    let json = compute(input.clone());
    assert_eq!(seats(&json), [1, 0, 0]);
    assert_eq!(json["ties"][0]["decides"], "seats");
    assert_eq!(json["ties"][0]["drawn"], Value::Null);
    assert_eq!(json["order"][1]["between"], json!(["A", "B", "C"]));
    let mut drawn = input;
    drawn["draws"] = json!([{"seat": 2, "order": ["C", "A"]}]);
    let json = compute(drawn);
    assert_eq!(seats(&json), [2, 0, 1]);
    assert_eq!(holders(&json), ["A", "C", "A"]);
}

#[test]
fn a_tie_with_a_seat_for_each_decides_the_order_alone() {
    let input = election(3, &["A 6", "B 6", "C 5"]);
    let json = compute(input.clone());
    assert_eq!(seats(&json), [1, 1, 1]);
    assert_eq!(json["ties"][0]["decides"], "order");
    assert_eq!(holders(&json), ["?", "?", "C"]);
    let mut drawn = input;
    drawn["draws"] = json!([{"seat": 1, "order": ["B"]}]);
    assert_eq!(holders(&compute(drawn)), ["B", "A", "C"]);
}

#[test]
fn a_tie_inside_an_alliance_is_drawn_inside_it() {
    let input = election(3, &["A 3 Rød", "F 3 Rød", "V 8"]);
    let json = compute(input.clone());
    assert_eq!(json["ties"][0]["within"], "Rød");
    assert_eq!(seats(&json), [0, 0, 2]);
    let mut drawn = input;
    drawn["draws"] = json!([{"seat": 1, "within": "rød", "order": ["F"]}]);
    assert_eq!(seats(&compute(drawn)), [0, 1, 2]);
}

#[test]
fn a_waived_seat_goes_to_who_agreed_or_to_the_next_quotient() {
    let groups = ["A 10", "B 6", "C 4", "D 1"];
    let cases = [
        // Quotients: A 10, B 6, A 5, C 4, A 3.33, B 3; then C 2, A 2.5.
        (json!([]), vec![3, 2, 1, 0]),
        (json!([{"group": "A", "to": "D"}]), vec![2, 2, 1, 1]),
        (json!([{"group": "B"}]), vec![4, 1, 1, 0]),
        // Both waive: neither takes the other's.
        (json!([{"group": "A"}, {"group": "B"}]), vec![2, 1, 3, 0]),
        // Nobody left to take it: the group keeps it.
        (json!([{"group": "A"}, {"group": "B"}, {"group": "C"}, {"group": "D"}]), vec![3, 2, 1, 0]),
        // D has none.
        (json!([{"group": "D", "to": "A"}]), vec![3, 2, 1, 0]),
    ];
    for (waivers, expected) in cases {
        let mut input = election(6, &groups);
        input["waivers"] = waivers.clone();
        let json = compute(input);
        assert_eq!(seats(&json), expected, "{waivers}");
    }
}

#[test]
fn a_seat_that_lots_must_decide_cannot_be_waived_yet() {
    let mut input = election(3, &["A 8 Rød", "C 4 Rød", "V 1"]);
    input["waivers"] = json!([{"group": "A", "to": "V"}]);
    let json = compute(input.clone());
    assert_eq!(json["waivers"][0]["to"], Value::Null);
    assert_eq!(seats(&json), [2, 1, 0]);
    input["draws"] = json!([{"seat": 2, "within": "Rød", "order": ["C", "A"]}]);
    let json = compute(input);
    assert_eq!(json["waivers"][0]["seat"], 3);
    assert_eq!(holders(&json), ["A", "C", "V"]);
}

#[test]
fn inside_an_alliance_a_waived_seat_stays_there() {
    let mut input = election(4, &["A 8 Rød", "F 3 Rød", "V 9"]);
    assert_eq!(seats(&compute(input.clone())), [2, 0, 2]);
    input["waivers"] = json!([{"group": "A"}]);
    assert_eq!(seats(&compute(input)), [1, 1, 2]);
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let with = |key: &str, value: Value| {
        let mut input = election(3, &["A 5", "B 4"]);
        input[key] = value;
        input
    };
    for (input, path) in [
        (election(0, &["A 5"]), "seats"),
        (election(1_000_000_000, &["A 5"]), "seats"),
        (election(3, &["A 0", "B 0"]), "groups"),
        (election(3, &[]), "groups"),
        (election(3, &["A 5", "a 4"]), "groups[1].name"),
        (election(3, &["A 5 B", "B 4"]), "groups[0].alliance"),
        (with("groups", json!([{"name": "A", "members": 3, "present": 4}])), "groups[0].present"),
        (with("groups", json!([{"name": "A", "members": -3}])), "groups[0].members"),
        (with("waivers", json!([{"group": "Q"}])), "waivers[0].group"),
        (with("waivers", json!([{"group": "A", "to": "a"}])), "waivers[0].to"),
        (with("draws", json!([{"seat": 2, "order": ["A"]}])), "draws[0].seat"),
    ] {
        assert_eq!(fault(input.clone()), path, "{input}");
    }
    // Lots among those who were not tied, or too few of them.
    for order in [json!(["D"]), json!(["A"]), json!(["A", "A"])] {
        let mut input = election(3, &["A 6", "B 3", "C 3", "D 1"]);
        input["draws"] = json!([{"seat": 2, "order": order}]);
        assert_eq!(fault(input), "draws[0].order");
    }
}

proptest! {
    #[test]
    fn seats_are_all_given_or_open_and_never_fewer_in_a_larger_body(
        members in proptest::collection::vec(1u64..60, 1..9), count in 1u64..40,
    ) {
        let lines: Vec<String> = members.iter().enumerate().map(|(at, n)| format!("G{at} {n}")).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let given = |count: u64| {
            let json = compute(election(count, &lines));
            let open: u64 = json["ties"].as_array().expect("a list").iter()
                .filter(|tie| tie["decides"] == "seats")
                .map(|tie| tie["last"].as_u64().unwrap_or(0) + 1 - tie["first"].as_u64().unwrap_or(0))
                .sum();
            (seats(&json), open)
        };
        let (small, open) = given(count);
        prop_assert_eq!(small.iter().sum::<u64>() + open, count);
        let (large, _) = given(count + 1);
        prop_assert!(small.iter().zip(&large).all(|(small, large)| small <= large));
        // Lower quota: d'Hondt never gives fewer than the share rounded down.
        let voting: u64 = members.iter().sum();
        if open == 0 {
            prop_assert!(small.iter().zip(&members).all(|(won, own)| *won >= own * count / voting));
        }
    }
}
