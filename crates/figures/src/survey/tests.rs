use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Input, Survey};
use crate::kind::Figure;
use crate::{
    Context, Faults, Intake, Kind, Language, from_json, from_toml, from_workbook, sheet_csv,
};

const TODAY: Context = Context { today: jiff::civil::date(2026, 1, 1) };

fn compute(input: &Value) -> Result<Value, Faults> {
    let intake = from_json(&input.to_string(), &Survey::SCHEMA)?;
    Survey::compute(&intake, TODAY).map(|figure| figure.json())
}

fn example() -> Intake {
    from_toml(Survey::EXAMPLE, &Survey::SCHEMA).expect("reads")
}

/// One statement, answered by groups `a`, `b`, … that chose the steps of a scale from 1 to 5.
fn survey(counts: &[[u64; 5]]) -> Value {
    let name = |at: usize| char::from(b'a' + u8::try_from(at).expect("few groups")).to_string();
    let answered = |counts: &[u64; 5]| counts.iter().sum::<u64>();
    let groups: Vec<Value> = counts
        .iter()
        .enumerate()
        .map(|(at, own)| json!({ "name": name(at), "invited": 50, "answered": answered(own) }))
        .collect();
    let answers: Vec<Value> = counts
        .iter()
        .enumerate()
        .map(|(at, own)| {
            let steps: serde_json::Map<String, Value> =
                (1..=5).map(|step| (step.to_string(), json!(own[step - 1]))).collect();
            json!({ "statement": "s", "group": name(at), "counts": steps })
        })
        .collect();
    json!({ "groups": groups, "answers": answers })
}

/// KKR Sjælland, 2 September 2025: 14 of 17 mayors (82 %), 8 of 14 others (57 %).
#[test]
fn response_rates_are_the_agendas() {
    let computed = Kind::Survey.compute(&example(), TODAY).expect("computes");
    let text = computed.report(Language::Danish).to_text(Language::Danish, 100);
    for rate in ["82 %", "57 %", "71 %"] {
        assert!(text.contains(rate), "{rate} is not in {text}");
    }
    let json = computed.json();
    let medians: Vec<f64> = json["statements"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["all"]["median"].as_f64().expect("a number"))
        .collect();
    assert_eq!(medians, [5.0, 5.0, 4.0, 4.0, 4.0, 3.0, 3.0, 3.0, 2.0]);
}

#[test]
fn median_and_mean_are_of_all_answers() {
    for (counts, median, mean) in [
        ([1, 0, 0, 0, 4], 5.0, 4.2),
        ([0, 3, 3, 0, 0], 2.5, 2.5),
        ([3, 0, 0, 0, 3], 3.0, 3.0),
        ([0, 0, 0, 7, 0], 4.0, 4.0),
    ] {
        let result = compute(&survey(&[counts])).expect("computes");
        let all = &result["statements"][0]["all"];
        assert_eq!((all["median"].as_f64(), all["mean"].as_f64()), (Some(median), Some(mean)));
    }
}

fn suppressed(result: &Value) -> Vec<bool> {
    let groups = result["statements"][0]["groups"].as_array().expect("a list");
    groups.iter().map(|group| group["suppressed"] == true).collect()
}

#[test]
fn a_small_group_and_the_smallest_that_would_tell_it_are_suppressed() {
    for (counts, expected, has_total) in [
        (vec![[0, 0, 0, 0, 9], [0, 0, 1, 1, 5], [1, 1, 0, 0, 0]], vec![false, true, true], true),
        (vec![[0, 0, 0, 0, 9], [0, 0, 0, 0, 4]], vec![true, true], true),
        (vec![[0, 0, 0, 0, 9], [0, 0, 0, 0, 5]], vec![false, false], true),
        // Two small ones whose sum is still small take a third with them.
        (
            vec![[9, 0, 0, 0, 0], [1, 0, 0, 0, 0], [0, 2, 0, 0, 0], [0, 0, 0, 6, 0]],
            vec![false, true, true, true],
            true,
        ),
        // Two small ones whose sum is large enough cover each other.
        (vec![[9, 0, 0, 0, 0], [3, 0, 0, 0, 0], [0, 2, 0, 0, 0]], vec![false, true, true], true),
        // A group nobody of which answered covers nobody.
        (vec![[0, 0, 0, 0, 0], [0, 0, 0, 0, 4], [6, 0, 0, 0, 0]], vec![false, true, true], true),
        (vec![[0, 0, 0, 0, 4]], vec![true], false),
        (vec![[0, 0, 0, 0, 1], [1, 0, 0, 0, 0]], vec![true, true], false),
    ] {
        let result = compute(&survey(&counts)).expect("computes");
        assert_eq!(suppressed(&result), expected, "{counts:?}");
        assert_eq!(result["statements"][0]["all"].is_object(), has_total, "{counts:?}");
    }
}

#[test]
fn small_groups_are_shown_where_that_is_allowed() {
    let mut input = survey(&[[0, 0, 0, 0, 9], [0, 0, 0, 0, 1]]);
    input["smallest"] = json!(1);
    assert_eq!(suppressed(&compute(&input).expect("computes")), [false, false]);
}

proptest! {
    /// Whoever takes the shown groups from the total learns nothing of a single group, nor of few.
    #[test]
    fn what_is_suppressed_cannot_be_subtracted(counts in prop::collection::vec(prop::array::uniform5(0..4_u64), 1..7)) {
        let result = compute(&survey(&counts)).expect("computes");
        let suppressed = suppressed(&result);
        let hidden: Vec<u64> = counts
            .iter()
            .zip(&suppressed)
            .filter(|(_, is_hidden)| **is_hidden)
            .map(|(own, _)| own.iter().sum())
            .filter(|answers| *answers > 0)
            .collect();
        if result["statements"][0]["all"].is_object() && !hidden.is_empty() {
            prop_assert!(hidden.len() > 1 && hidden.iter().sum::<u64>() >= 5);
        }
        for (own, is_hidden) in counts.iter().zip(&suppressed) {
            let answers: u64 = own.iter().sum();
            prop_assert!(*is_hidden || answers == 0 || answers >= 5);
        }
    }
}

#[test]
fn nothing_people_see_tells_a_suppressed_answer() {
    let mut input = survey(&[[0, 0, 0, 0, 9], [0, 0, 0, 7, 0], [0, 3, 0, 0, 0]]);
    input["groups"][2]["name"] = json!("Få");
    input["answers"][2]["group"] = json!("Få");
    let intake = Intake::plain(input);
    let computed = Kind::Survey.compute(&intake, TODAY).expect("computes");
    let report = computed.report(Language::Danish);
    let shown = format!("{}{}{report:?}", report.to_text(Language::Danish, 200), computed.json());
    assert!(!shown.contains("\"counts\":[0,3,0,0,0]"));
    let lines = report.to_text(Language::Danish, 200);
    let row = lines.lines().find(|line| line.starts_with("s ") && line.contains("Få"));
    assert!(row.is_some_and(|row| row.trim_end().ends_with("vises ikke")), "{lines}");
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let with = |pointer: &str, value: Value| {
        let mut input = survey(&[[0, 0, 0, 0, 9], [0, 0, 0, 7, 0]]);
        input["smallest"] = json!(5);
        input["scale"] = json!({ "low": 1, "high": 5 });
        *input.pointer_mut(pointer).expect("is there") = value;
        input
    };
    for (pointer, value, path) in [
        ("/groups/0/answered", json!(51), "groups[0].answered"),
        ("/groups/0/answered", json!(8), "answers[0]"),
        ("/groups/0/invited", json!(-1), "groups[0].invited"),
        ("/groups/1/name", json!("A"), "groups[1].name"),
        ("/answers/1/group", json!("z"), "answers[1].group"),
        ("/answers/1/group", json!("a"), "answers[1]"),
        ("/answers/1/group", Value::Null, "answers[1].group"),
        ("/answers/1/counts", json!({ "6": 1 }), "answers[1].counts.6"),
        ("/answers/1/counts/4", json!(1.5), "answers[1].counts.4"),
        ("/scale/low", json!(5), "scale"),
        ("/smallest", json!(0), "smallest"),
        ("/groups", json!([]), "groups"),
    ] {
        let faults = compute(&with(pointer, value)).expect_err(path);
        assert!(faults.list().iter().any(|fault| fault.path == path), "{path}: {faults}");
    }
}

#[test]
fn a_csv_file_names_the_cell_of_a_fault() {
    let csv =
        "Udsagn;Gruppe;1;2;3;4;5\ns;a;1;0;0;2;9\n\n[Grupper]\nGruppe;Inviterede;Svar\na;20;5\n";
    let workbook = sheet_csv::read(csv).expect("reads");
    let intake = from_workbook(&workbook, &Survey::SCHEMA).expect("reads");
    let faults = Kind::Survey.compute(&intake, TODAY).expect_err("12 of 5");
    assert!(faults.list()[0].cell.as_deref().is_some_and(|cell| cell.ends_with("A2")), "{faults}");
}

#[test]
fn the_example_survives_the_way_through_a_workbook() {
    let intake = example();
    let read = |intake: &Intake| intake.read::<Input>().expect("reads");
    for language in [Language::Danish, Language::English] {
        let workbook = Survey::SCHEMA.fill(&intake.json, language);
        let again = from_workbook(&workbook, &Survey::SCHEMA).expect("reads");
        assert_eq!(read(&again), read(&intake));
    }
}

#[test]
fn a_group_is_found_whatever_its_case() {
    let mut input = survey(&[[0, 2, 3, 4, 5], [5, 4, 3, 2, 1]]);
    input["answers"][0]["group"] = json!("A");
    compute(&input).expect("computes");
}
