use serde_json::{Value, json};

use super::{compute, fault};

/// Rounds as `Anna 10 Bo 8`.
fn election(present: u64, rounds: &[&str]) -> Value {
    let mut ballots = Vec::new();
    for (at, round) in rounds.iter().enumerate() {
        let words: Vec<&str> = round.split(' ').collect();
        for pair in words.chunks(2) {
            let votes: u64 = pair[1].parse().expect("a number");
            ballots.push(json!({"round": at + 1, "candidate": pair[0], "votes": votes}));
        }
    }
    json!({"form": "single-post", "present": present, "ballots": ballots})
}

fn draw(mut input: Value, round: u64, order: &[&str]) -> Value {
    input["draws"] = json!([{"seat": round, "order": order}]);
    input
}

#[test]
fn rounds_one_and_two_need_a_majority_of_those_present_and_three_the_most_votes() {
    let elected = |name: &str, round: u64, by: &str| json!({"state": "elected", "candidate": name, "round": round, "by": by});
    for (present, rounds, outcome) in [
        (21, vec!["A 11 B 10"], elected("A", 1, "majority-of-present")),
        // Ten of twenty are no majority.
        (20, vec!["A 10 B 4"], json!({"state": "next-round", "round": 2, "between": []})),
        (21, vec![], json!({"state": "next-round", "round": 1, "between": []})),
        (21, vec!["A 10 B 8 C 3", "A 8 B 11"], elected("B", 2, "majority-of-present")),
        // Only one got votes: enough in round 2, not in round 1.
        (21, vec!["A 5"], json!({"state": "next-round", "round": 2, "between": []})),
        (21, vec!["A 5 B 5", "A 5 B 0"], elected("A", 2, "only-candidate")),
        (
            21,
            vec!["A 10 B 8 C 3", "A 10 B 8 C 3"],
            json!({"state": "next-round", "round": 3, "between": ["A", "B"]}),
        ),
        // The Ministry's statement 13.1.5 of 2 December 2013 on § 24(1): groups of 10, 8 and 3 of 21
        // members; when three vote blank in round 3, ten of the votes cast are enough.
        (21, vec!["A 10 B 8 C 3", "A 10 B 8 C 3", "A 10 B 8"], elected("A", 3, "most-votes")),
    ] {
        assert_eq!(compute(election(present, &rounds))["outcome"], outcome, "{rounds:?}");
    }
}

#[test]
fn a_tie_for_who_enters_round_three_goes_to_lots() {
    let tied = election(21, &["A 9 B 6 C 6", "A 9 B 6 C 6"]);
    let json = compute(tied.clone());
    assert_eq!(json["outcome"], json!({"state": "lots", "round": 2, "between": ["B", "C"]}));
    let json = compute(draw(tied, 2, &["C"]));
    assert_eq!(json["outcome"]["between"], json!(["A", "C"]));
    // Three with the same number, two go on.
    let json = compute(draw(election(21, &["A 7 B 7 C 7", "A 7 B 7 C 7"]), 2, &["C", "A"]));
    assert_eq!(json["outcome"]["between"], json!(["C", "A"]));
}

#[test]
fn a_tie_in_round_three_goes_to_lots() {
    let tied = election(21, &["A 10 B 8 C 3", "A 10 B 8 C 3", "A 9 B 9"]);
    assert_eq!(compute(tied.clone())["outcome"]["state"], "lots");
    let outcome = compute(draw(tied, 3, &["b"]))["outcome"].clone();
    assert_eq!(outcome, json!({"state": "elected", "candidate": "B", "round": 3, "by": "lots"}));
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    for (input, path) in [
        (election(0, &[]), "present"),
        (election(9, &["A 5 B 5"]), "ballots"),
        (election(9, &["A 4 A 4"]), "ballots[1].candidate"),
        (election(9, &["A 4", "A 4 B 4", "A 1 C 3", "A 1"]), "ballots[5].round"),
        // Round 3 with somebody who did not enter it.
        (election(9, &["A 4 B 3 C 2", "A 4 B 3 C 2", "A 1 C 3"]), "ballots"),
        // Decided in round 1.
        (election(9, &["A 5 B 4", "A 5 B 4"]), "ballots"),
        (draw(election(9, &["A 5 B 4"]), 2, &["A"]), "draws[0].seat"),
        (draw(election(9, &["A 3 B 3 C 3", "A 3 B 3 C 3"]), 2, &["A"]), "draws[0].seat"),
        (draw(election(9, &["A 3 B 3 C 3", "A 3 B 3 C 3"]), 2, &["A", "A"]), "draws[0].seat"),
    ] {
        assert_eq!(fault(input.clone()), path, "{input}");
    }
    let gap = json!({"form": "single-post", "present": 9, "ballots": [{"round": 2, "candidate": "A", "votes": 5}]});
    assert_eq!(fault(gap), "ballots");
}

#[test]
fn who_is_present_is_asked_for_once() {
    let mut input = election(1, &["A 10 B 8"]);
    input.as_object_mut().expect("object").remove("present");
    let faults = super::try_compute(input).expect_err("nobody is present");
    assert_eq!(faults.list().len(), 1, "{faults}");
}
