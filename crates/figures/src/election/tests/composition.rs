use proptest::prelude::*;
use serde_json::{Value, json};

use super::{compute, fault};

/// Lists as `A votes councillors mayors` and perhaps an alliance.
fn region(municipalities: u64, lists: &[&str]) -> Value {
    let list = |line: &&str| {
        let words: Vec<&str> = line.split(' ').collect();
        let number = |at: usize| words[at].parse::<u64>().expect("a number");
        let mut list = json!({"name": words[0], "votes": number(1), "councillors": number(2), "mayors": number(3)});
        if let Some(alliance) = words.get(4) {
            list["alliance"] = json!(alliance);
        }
        list
    };
    let lists: Vec<Value> = lists.iter().map(list).collect();
    json!({"form": "composition", "municipalities": municipalities, "lists": lists})
}

fn members(json: &Value) -> Vec<(u64, u64)> {
    let units = json["units"].as_array().expect("a list");
    let number = |unit: &Value, key: &str| unit[key].as_u64().expect("a count");
    units.iter().map(|unit| (number(unit, "mayors"), number(unit, "supplementary"))).collect()
}

#[test]
fn supplementary_members_make_the_whole_mirror_the_vote() {
    // d'Hondt of 50 : 30 : 20. V has three mayors; its third seat is 30/3 = 10, at which A has
    // 50/5 = 10 and C 20/2 = 10: with ten members everybody's share is exact.
    let json = compute(region(6, &["A 500 30 3", "V 300 20 3", "C 200 10 0"]));
    assert_eq!(json["size"], 10);
    assert_eq!(json["sized"], "smallest");
    assert_eq!(members(&json), [(3, 2), (3, 0), (0, 2)]);
}

#[test]
fn there_are_at_most_twice_as_many_members_as_municipalities() {
    // C's two mayors would need 20 members; eight is the most.
    let json = compute(region(4, &["A 700 30 2", "V 200 20 0", "C 100 10 2"]));
    assert_eq!((json["size"].as_u64(), json["sized"].as_str()), (Some(8), Some("capped")));
    // The four left go to the largest quotients: V 200/1, A 700/3 = 233 and 700/4 = 175, 700/5.
    assert_eq!(members(&json), [(2, 3), (0, 1), (2, 0)]);
    assert_eq!(json["units"][2]["share"], 0);
}

#[test]
fn two_per_cent_and_a_council_seat_are_needed() {
    let json = compute(region(2, &["A 960 20 2", "B 20 1 0", "C 19 1 0", "D 1 0 0"]));
    let why: Vec<&str> =
        (0..4).map(|at| json["units"][at]["takes_part"].as_str().expect("a word")).collect();
    assert_eq!(why, ["yes", "yes", "below-threshold", "below-threshold"]);
    let json = compute(region(2, &["A 900 20 2", "B 100 0 0"]));
    assert_eq!(json["units"][1]["takes_part"], "no-council");
    // Together the two pass what neither passes alone.
    let json = compute(region(2, &["A 970 20 2", "L1 15 1 0 Lokal", "L2 15 0 0 Lokal"]));
    assert_eq!(json["units"][1]["takes_part"], "yes");
    assert_eq!(json["units"][1]["lists"], json!(["L1", "L2"]));
}

#[test]
fn a_mayor_of_a_list_that_takes_no_part_is_a_born_member() {
    let json = compute(region(3, &["A 600 20 1", "V 390 20 1", "L 10 5 1"]));
    assert_eq!(json["mayors"], 3);
    assert_eq!(members(&json)[2], (1, 0));
    assert_eq!(json["size"], 3);
}

#[test]
fn equal_quotients_for_the_last_member_go_to_lots() {
    let mut input = region(4, &["A 300 20 1", "V 300 20 1"]);
    input["size"] = json!(3);
    let json = compute(input.clone());
    assert_eq!(members(&json), [(1, 0), (1, 0)]);
    assert_eq!(json["ties"][0]["first"], 3);
    input["draws"] = json!([{"seat": 3, "order": ["V"]}]);
    assert_eq!(members(&compute(input)), [(1, 0), (1, 1)]);
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let with = |key: &str, value: Value| {
        let mut input = region(4, &["A 300 20 1", "V 200 20 1"]);
        input[key] = value;
        input
    };
    for (input, path) in [
        (region(0, &["A 1 1 0"]), "municipalities"),
        (region(4, &[]), "lists"),
        (region(4, &["A 0 1 0"]), "lists"),
        (region(4, &["A 1 1 5"]), "lists"),
        (region(4, &["A 1 1 0", "a 1 1 0"]), "lists[1].name"),
        (region(4, &["A 1 1 0 V", "V 1 1 0"]), "lists[0].alliance"),
        (with("votes_cast", json!(499)), "votes_cast"),
        (with("size", json!(9)), "size"),
        (with("size", json!(1)), "size"),
        (with("most", json!(1)), "most"),
        (with("threshold", json!(-1)), "threshold"),
        (with("draws", json!([{"seat": 3, "order": ["A"]}])), "draws[0].seat"),
    ] {
        assert_eq!(fault(input.clone()), path, "{input}");
    }
}

proptest! {
    #[test]
    fn mayors_stay_and_the_size_is_kept(
        lists in proptest::collection::vec((1u64..200_000, 1u64..100, 0u64..5), 1..10),
    ) {
        let mayors: u64 = lists.iter().map(|list| list.2).sum();
        let lines: Vec<String> = lists.iter().enumerate()
            .map(|(at, (votes, councillors, mayors))| format!("L{at} {votes} {councillors} {mayors}"))
            .collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let json = compute(region(mayors.max(1), &lines));
        let size = json["size"].as_u64().expect("a count");
        prop_assert!(size <= 2 * mayors.max(1) && size >= mayors);
        let given: u64 = members(&json).iter().map(|(mayors, further)| mayors + further).sum();
        let open: u64 = json["order"].as_array().expect("a list").iter()
            .filter(|given| given["unit"] == Value::Null).count() as u64;
        prop_assert!(given <= size && given + open >= size);
        if json["sized"] == "smallest" && open == 0 {
            for unit in json["units"].as_array().expect("a list") {
                if unit["takes_part"] == "yes" {
                    prop_assert_eq!(&unit["members"], &unit["share"]);
                }
            }
        }
    }
}
