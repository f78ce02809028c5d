use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::input::Input;
use crate::{Computed, Context, Faults, Intake, Kind, Language, from_toml, from_workbook};

mod composition;
mod proportional;
mod single;
mod together;

fn try_compute(json: Value) -> Result<Computed, Faults> {
    let context = Context { today: date(2025, 12, 9) };
    Kind::Election.compute(&Intake::plain(json), context)
}

fn compute(json: Value) -> Value {
    let computed = try_compute(json).expect("computes");
    for language in [Language::Danish, Language::English] {
        let report = computed.report(language);
        assert!(!report.to_text(language, 80).is_empty());
        assert!(!report.explanation_text(language, 80).is_empty());
        assert_eq!(report, computed.report(language));
    }
    computed.json()
}

/// The first fault's path.
fn fault(json: Value) -> String {
    try_compute(json).expect_err("has faults").list()[0].path.clone()
}

#[test]
fn what_belongs_to_another_form_is_refused() {
    for (key, value, form) in [
        ("seats", json!(3), "single-post"),
        ("lists", json!([{"name": "A", "votes": 1, "councillors": 1}]), "proportional"),
        ("present", json!(3), "composition"),
    ] {
        assert_eq!(fault(json!({"form": form, key: value})), key);
    }
}

#[test]
fn a_filled_workbook_reads_as_the_same_input() {
    let schema = Kind::Election.schema();
    let composition = json!({
        "form": "composition", "municipalities": 17, "votes_cast": 1000, "threshold": 2.5, "size": 20,
        "lists": [{"name": "A", "votes": 900, "councillors": 12, "mayors": 1, "alliance": "AB"}],
        "nominees": [{"name": "N. N.", "gender": "woman"}], "departure": "Kun én er valgbar",
    });
    let single = json!({
        "form": "single-post", "present": 9,
        "ballots": [{"round": 1, "candidate": "Anna", "votes": 4}],
        "draws": [{"seat": 2, "order": ["Anna", "Bo"], "note": "i hat"}],
    });
    let example = from_toml(Kind::Election.example(), &schema).expect("reads").json;
    for json in [example, composition, single] {
        let input: Input = Intake::plain(json.clone()).read().expect("fits");
        for language in [Language::Danish, Language::English] {
            let workbook = schema.fill(&json, language);
            let again = from_workbook(&workbook, &schema).expect("reads");
            assert_eq!(again.read::<Input>().expect("fits"), input);
        }
    }
}

#[test]
fn the_example_can_be_looked_at() {
    let intake = from_toml(Kind::Election.example(), &Kind::Election.schema()).expect("reads");
    let context = Context { today: date(2025, 12, 9) };
    let computed = Kind::Election.compute(&intake, context).expect("computes");
    let report = computed.report(Language::Danish);
    insta::assert_snapshot!("example", report.to_text(Language::Danish, 100));
    insta::assert_snapshot!("example_explained", report.explanation_text(Language::Danish, 100));
}

#[test]
fn as_many_women_as_men_are_proposed_or_the_reason_is_stated() {
    for (women, men, reason, verdict) in [
        (1, 1, None, "balanced"),
        (2, 1, None, "departs"),
        (2, 1, Some("Kun tre er valgbare"), "departs-with-reason"),
        (3, 3, Some("uden betydning"), "balanced"),
        (0, 2, Some("  "), "departs"),
    ] {
        let people = |gender: &str, count: usize| -> Vec<Value> {
            (0..count)
                .map(|at| json!({"name": format!("{gender} {at}"), "gender": gender}))
                .collect()
        };
        let mut input = json!({
            "seats": 1, "groups": [{"name": "A", "members": 3}],
            "nominees": ([people("woman", women), people("man", men)].concat()),
        });
        if let Some(reason) = reason {
            input["departure"] = json!(reason);
        }
        assert_eq!(compute(input)["balance"]["verdict"], verdict, "{women} and {men}");
    }
}

proptest! {
    #[test]
    fn hostile_numbers_never_panic(
        seats in any::<u64>(), members in proptest::collection::vec(any::<u64>(), 0..6),
        mayors in any::<u64>(), size in any::<Option<u64>>(),
    ) {
        let groups: Vec<Value> = members
            .iter()
            .enumerate()
            .map(|(at, members)| json!({"name": format!("G{at}"), "members": members}))
            .collect();
        let lists: Vec<Value> = members
            .iter()
            .enumerate()
            .map(|(at, votes)| {
                json!({"name": format!("G{at}"), "votes": votes, "councillors": seats, "mayors": mayors})
            })
            .collect();
        let _ = try_compute(json!({"seats": seats, "groups": groups}));
        let _ = try_compute(json!({
            "form": "composition", "municipalities": seats, "lists": lists, "size": size, "most": size,
        }));
        let ballots: Vec<Value> = members
            .iter()
            .enumerate()
            .map(|(at, votes)| json!({"round": at % 4, "candidate": "A", "votes": votes}))
            .collect();
        let _ = try_compute(json!({"form": "single-post", "present": seats, "ballots": ballots}));
    }
}
