use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::input::Input;
use crate::{Context, Intake, Kind, Language, from_toml, from_workbook};

const TODAY: Context = Context { today: date(2022, 11, 1) };

fn compute(json: Value) -> crate::Computed {
    Kind::Programme.compute(&Intake::plain(json), TODAY).expect("computes")
}

fn one(milestone: &Value) -> Value {
    compute(json!({"milestones": [milestone]})).json()["milestones"][0].clone()
}

#[test]
fn moved_late_and_slip_are_counted_in_days() {
    // deadline, changed, done; moved, late, slip, state on 1 November 2022
    for (deadline, changed, done, expected) in [
        ("2022-10-15", None, Some("2022-10-01"), json!([null, -14, -14, "done"])),
        ("2022-10-15", None, Some("2022-10-15"), json!([null, 0, 0, "done"])),
        ("2022-10-15", None, Some("2022-10-18"), json!([null, 3, 3, "done-late"])),
        ("2022-10-15", None, None, json!([null, 17, 17, "late"])),
        ("2022-10-15", Some("2022-12-22"), None, json!([68, null, 68, "open"])),
        ("2022-10-15", Some("2022-10-25"), None, json!([10, 7, 17, "late"])),
        ("2022-10-15", Some("2022-10-25"), Some("2022-10-28"), json!([10, 3, 13, "done-late"])),
        ("2022-10-15", Some("2022-10-01"), Some("2022-10-01"), json!([-14, 0, -14, "done"])),
        ("2022-11-01", None, None, json!([null, null, 0, "near"])),
        ("2022-12-02", None, None, json!([null, null, 0, "open"])),
        // What is dated after the day has not happened yet.
        ("2022-10-15", None, Some("2022-11-02"), json!([null, 17, 17, "late"])),
    ] {
        let mut milestone = json!({"unit": "Faxe", "deadline": deadline});
        for (key, value) in [("changed", changed), ("done", done)] {
            if let Some(value) = value {
                milestone[key] = json!(value);
            }
        }
        let seen = one(&milestone);
        let got = json!([seen["moved"], seen["late"], seen["slip"], seen["state"]]);
        assert_eq!(got, expected, "{milestone}");
    }
}

#[test]
fn a_milestone_without_deadline_is_listed_but_not_drawn() {
    let computed = compute(json!({"milestones": [{"unit": "Lejre"}]}));
    assert_eq!(computed.json()["milestones"][0]["state"], "no-deadline");
    let report = computed.report(Language::Danish);
    assert!(report.charts.is_empty());
    assert!(report.to_text(Language::Danish, 80).contains("Lejre"));
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let day = "2022-10-15";
    for (milestones, path) in [
        (json!([]), "milestones"),
        (json!([{"unit": " ", "deadline": day}]), "milestones[0].unit"),
        (json!([{"unit": "A"}, {"unit": "a "}]), "milestones[1].unit"),
        (json!([{"unit": "A", "changed": day}]), "milestones[0].deadline"),
        (json!([{"unit": "A", "start": day, "deadline": "2022-10-14"}]), "milestones[0].deadline"),
        (json!([{"unit": "A", "start": day, "done": "2021-10-15"}]), "milestones[0].done"),
        (json!([{"unit": "A", "end": day}]), "milestones[0].end"),
    ] {
        let intake = Intake::plain(json!({"milestones": milestones}));
        let faults = Kind::Programme.compute(&intake, TODAY).expect_err(path);
        assert_eq!(faults.list()[0].path, path);
    }
}

#[test]
fn the_example_is_dk2020_on_the_day_of_the_meeting() {
    let intake = from_toml(Kind::Programme.example(), &Kind::Programme.schema()).expect("reads");
    let computed = Kind::Programme.compute(&intake, TODAY).expect("computes");
    let json = computed.json();
    let of = |name: &str| {
        let all = json["milestones"].as_array().expect("a list");
        all.iter().find(|one| one["unit"] == name).expect("is there").clone()
    };
    assert_eq!(of("Faxe")["moved"], 68);
    assert_eq!(of("Slagelse")["moved"], 66);
    assert_eq!(of("Guldborgsund")["round"], "Runde 2");
    assert_eq!(of("Sorø")["state"], "done");
    let report = computed.report(Language::Danish);
    insta::assert_snapshot!("example", report.to_text(Language::Danish, 100));
    insta::assert_snapshot!("example_explained", report.explanation_text(Language::Danish, 100));
}

#[test]
fn a_filled_workbook_reads_as_the_same_input() {
    let schema = Kind::Programme.schema();
    let intake = from_toml(Kind::Programme.example(), &schema).expect("reads");
    let input: Input = intake.read().expect("fits");
    for language in [Language::Danish, Language::English] {
        let workbook = schema.fill(&intake.json, language);
        let again: Input = from_workbook(&workbook, &schema).expect("reads").read().expect("fits");
        assert_eq!(again, input);
    }
}

fn day() -> impl Strategy<Value = Date> {
    (-9000i16..=9000, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

proptest! {
    #[test]
    fn slip_is_moved_and_late_together(
        dates in proptest::collection::vec((day(), proptest::option::of(day()), proptest::option::of(day())), 1..20),
    ) {
        let milestones: Vec<Value> = dates
            .iter()
            .enumerate()
            .map(|(at, (deadline, changed, done))| {
                json!({"unit": format!("U{at}"), "deadline": deadline, "changed": changed, "done": done})
            })
            .collect();
        let computed = compute(json!({"milestones": milestones}));
        let json = computed.json();
        for seen in json["milestones"].as_array().expect("a list") {
            let days = |key: &str| seen[key].as_i64().unwrap_or(0);
            prop_assert_eq!(days("slip"), days("moved") + days("late"));
        }
        for language in [Language::Danish, Language::English] {
            let report = computed.report(language);
            prop_assert!(!report.explanation_text(language, 80).is_empty());
            prop_assert_eq!(report, computed.report(language));
        }
    }
}
