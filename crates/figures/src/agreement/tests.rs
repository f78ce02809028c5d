use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::input::Input;
use crate::chart::{Drawing, State};
use crate::{Computed, Context, Intake, Kind, Language, from_toml, from_workbook};

const TODAY: Context = Context { today: date(2026, 11, 3) };

fn compute(json: Value) -> Computed {
    Kind::Agreement.compute(&Intake::plain(json), TODAY).expect("computes")
}

/// Parties as `name state date`, all to accede by 1 December 2026.
fn agreement(quorum: Option<u64>, parties: &[&str]) -> Value {
    let parties: Vec<Value> = parties
        .iter()
        .map(|line| {
            let words: Vec<&str> = line.split(' ').collect();
            let mut party = json!({"name": words[0], "state": words[1], "must": "accede"});
            if let Some(date) = words.get(2) {
                party["date"] = json!(date);
            }
            if let Some(must) = words.get(3) {
                party["must"] = json!(must);
            }
            party
        })
        .collect();
    let mut input = json!({"deadline": "2026-12-01", "parties": parties});
    if let Some(quorum) = quorum {
        input["quorum"] = json!(quorum);
    }
    input
}

#[test]
fn an_agreement_is_complete_when_all_or_the_quorum_have_decided() {
    type Case = (Option<u64>, &'static [&'static str], &'static str, Option<&'static str>);
    let cases: &[Case] = &[
        (None, &["A done 2026-10-01", "B done 2026-10-05"], "complete", Some("2026-10-05")),
        (None, &["A done 2026-10-01", "B reserved 2026-10-05"], "complete", Some("2026-10-05")),
        (None, &["A done 2026-10-01", "B waiting"], "open", None),
        (None, &["A done 2026-10-01", "B refused 2026-10-02"], "failed", None),
        (None, &["A done 2026-10-01", "B waiting 2026-11-20 take-note"], "open", None),
        (Some(1), &["A done 2026-10-01", "B refused 2026-10-02"], "complete", Some("2026-10-01")),
        (Some(2), &["A waiting", "B waiting", "C refused 2026-10-02"], "open", None),
        (Some(2), &["A waiting", "B refused 2026-10-02", "C refused 2026-10-02"], "failed", None),
        // Taking note fills no quorum.
        (Some(1), &["A done 2026-10-01 take-note", "B waiting"], "open", None),
    ];
    for (quorum, parties, outcome, on) in cases {
        let json = compute(agreement(*quorum, parties)).json();
        assert_eq!(json["outcome"], *outcome, "{parties:?}");
        assert_eq!(json["complete_on"].as_str(), *on, "{parties:?}");
    }
}

#[test]
fn a_decision_dated_after_the_day_is_not_made_yet() {
    let mut input = agreement(None, &["A done 2026-10-01", "B done 2026-10-20"]);
    input["as_of"] = json!("2026-10-19");
    let json = compute(input).json();
    assert_eq!(json["outcome"], "open");
    assert_eq!(json["missing"], json!(["B"]));
    assert_eq!(json["parties"][1]["planned"], "2026-10-20");
    assert_eq!(json["days_left"], 43);
}

#[test]
fn after_the_deadline_the_missing_are_late() {
    let mut input = agreement(None, &["A done 2026-12-02", "B waiting 2026-11-20"]);
    input["as_of"] = json!("2026-12-03");
    let json = compute(input).json();
    assert_eq!(json["outcome"], "overdue");
    assert_eq!(json["days_left"], -2);
    let late: Vec<bool> = (0..2).map(|at| json["parties"][at]["is_late"] == true).collect();
    assert_eq!(late, [true, true]);
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    for (input, path) in [
        (agreement(None, &[]), "parties"),
        (agreement(None, &["A waiting", "a waiting"]), "parties[1].name"),
        (agreement(None, &["A done"]), "parties[0].date"),
        (agreement(Some(0), &["A waiting"]), "quorum"),
        (agreement(Some(2), &["A waiting", "B waiting 2026-11-20 take-note"]), "quorum"),
        (agreement(None, &["A never"]), "parties[0].state"),
        (agreement(None, &["A done 2026-13-01"]), "parties[0].date"),
    ] {
        let faults = Kind::Agreement.compute(&Intake::plain(input), TODAY).expect_err(path);
        assert_eq!(faults.list()[0].path, path);
    }
}

#[test]
fn the_example_is_17_municipalities_and_the_region_by_1_december() {
    let intake = from_toml(Kind::Agreement.example(), &Kind::Agreement.schema()).expect("reads");
    let computed = Kind::Agreement.compute(&intake, TODAY).expect("computes");
    let json = computed.json();
    assert_eq!(json["needed"], 18);
    assert_eq!(json["done"], 12);
    assert_eq!(json["days_left"], 28);
    insta::assert_snapshot!(
        "example",
        computed.report(Language::Danish).to_text(Language::Danish, 100)
    );
    insta::assert_snapshot!(
        "example_explained",
        computed.report(Language::English).explanation_text(Language::English, 100)
    );
}

#[test]
fn a_meeting_after_the_deadline_is_late_in_the_picture_too() {
    let intake = from_toml(Kind::Agreement.example(), &Kind::Agreement.schema()).expect("reads");
    let computed =
        Kind::Agreement.compute(&intake, Context { today: date(2026, 11, 10) }).expect("computes");
    let charts = computed.report(Language::Danish).charts;
    let Drawing::Tiles(tiles) = &charts[0].drawing else { panic!("{charts:?}") };
    let region = tiles.tiles.iter().find(|tile| tile.name == "Region Sjælland").expect("a tile");
    assert_eq!((region.state, region.label.as_str()), (State::Bad, "7.12."));
    assert_eq!(State::Bad.word(Language::Danish), "for sent eller afvist");
}

#[test]
fn the_table_s_own_words_are_read() {
    let rows = "Part;Skal;Status;Dato\nA;tiltræde;tiltrådt;2026-10-01\nB;;mangler;\n";
    let text = format!("{rows}\n[Indstillinger]\nFrist;2026-12-01\n");
    let workbook = crate::sheet_csv::read(&text).expect("CSV");
    let json = from_workbook(&workbook, &Kind::Agreement.schema()).expect("reads").json;
    assert_eq!(json["parties"][0]["state"], "done");
    assert_eq!(json["parties"][1]["state"], "waiting");
}

#[test]
fn a_filled_workbook_reads_as_the_same_input() {
    let schema = Kind::Agreement.schema();
    let intake = from_toml(Kind::Agreement.example(), &schema).expect("reads");
    let input: Input = intake.read().expect("fits");
    for language in [Language::Danish, Language::English] {
        let workbook = schema.fill(&intake.json, language);
        let again: Input = from_workbook(&workbook, &schema).expect("reads").read().expect("fits");
        assert_eq!(again, input);
    }
}

proptest! {
    #[test]
    fn done_and_missing_and_refused_are_everybody(
        states in proptest::collection::vec((0..4usize, 0..400i32), 1..40),
    ) {
        let names = ["waiting", "done", "reserved", "refused"];
        let day = |days: i32| date(2026, 1, 1).checked_add(jiff::Span::new().days(days)).expect("a day");
        let parties: Vec<String> = states
            .iter()
            .enumerate()
            .map(|(at, (state, days))| format!("P{at} {} {}", names[*state], day(*days)))
            .collect();
        let parties: Vec<&str> = parties.iter().map(String::as_str).collect();
        let computed = compute(agreement(None, &parties));
        let json = computed.json();
        let count = |key: &str| json[key].as_array().map_or(0, Vec::len);
        let done = json["done"].as_u64().expect("a count") as usize;
        prop_assert_eq!(done + count("missing") + count("refused"), parties.len());
        prop_assert_eq!(done == parties.len(), json["outcome"] == "complete");
        for language in [Language::Danish, Language::English] {
            prop_assert!(!computed.report(language).to_text(language, 80).is_empty());
        }
    }
}
