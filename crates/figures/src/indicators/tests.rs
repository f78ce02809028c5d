use serde_json::{Value, json};

use super::{Indicators, Input};
use crate::kind::Figure;
use crate::{
    Context, Faults, Intake, Kind, Language, from_json, from_toml, from_workbook, sheet_csv,
};

const TODAY: Context = Context { today: jiff::civil::date(2026, 1, 1) };

fn compute(input: &Value) -> Result<Value, Faults> {
    let intake = from_json(&input.to_string(), &Indicators::SCHEMA)?;
    Indicators::compute(&intake, TODAY).map(|figure| figure.json())
}

fn point<'r>(result: &'r Value, series: usize, year: &str) -> &'r Value {
    let points = result["series"][series]["points"].as_array().expect("a list");
    points.iter().find(|point| point["year"] == year).expect("the year")
}

fn example() -> Intake {
    from_toml(Indicators::EXAMPLE, &Indicators::SCHEMA).expect("reads")
}

/// KKR Sjælland, 2 September 2025, item 2.7, says a fall of 2.6 % in 2024.
#[test]
fn foster_families_fall_as_the_agenda_says() {
    let result = Indicators::compute(&example(), TODAY).expect("computes").json();
    let last = point(&result, 2, "2024");
    assert_eq!(last["since"], "2023");
    assert_eq!(last["change"], -27);
    assert_eq!(last["change_share"], -0.026);
    assert_eq!(last["index"], 90.6);
}

#[test]
fn parts_that_do_not_sum_are_refused_at_their_cell_or_warned_of() {
    let csv = "Nøgletal;Del af;2021;2024\nAnsatte;;70;68\nA;Ansatte;54;54\nB;Ansatte;16;13\n";
    let workbook = sheet_csv::read(csv).expect("reads");
    let mut intake = from_workbook(&workbook, &Indicators::SCHEMA).expect("reads");
    let faults = Kind::Indicators.compute(&intake, TODAY).expect_err("67 is not 68");
    assert_eq!(faults.list().len(), 1);
    assert!(faults.to_string().contains("D2"), "{faults}");
    intake.json["mismatch"] = json!("warn");
    let computed = Kind::Indicators.compute(&intake, TODAY).expect("computes");
    let remarks = computed.report(Language::Danish).remarks;
    assert!(
        remarks.iter().any(|one| one.text.contains("D2") && one.text.contains("giver 67 (−1)")),
        "{remarks:?}"
    );
}

#[test]
fn a_total_that_is_not_given_is_the_sum_of_its_parts_at_every_level() {
    let result = compute(&json!({ "series": [
        { "name": "all", "values": {} },
        { "name": "a", "part_of": "all", "values": { "2024": 1 } },
        { "name": "b", "part_of": "all", "values": {} },
        { "name": "b1", "part_of": "b", "values": { "2024": 2.5 } },
        { "name": "b2", "part_of": "b", "values": { "2024": 4 } },
    ] }))
    .expect("computes");
    assert_eq!(point(&result, 0, "2024")["value"], 7.5);
    assert_eq!(point(&result, 0, "2024")["summed"], true);
}

#[test]
fn nothing_is_compared_across_a_break() {
    let result = compute(&json!({
        "base_year": "2020",
        "series": [{ "name": "a", "values": { "2020": 100, "2021": 110, "2022": 50, "2023": 55 } }],
        "breaks": [{ "year": "2022", "reason": "ny lov" }],
    }))
    .expect("computes");
    let shares: Vec<&Value> = ["2020", "2021", "2022", "2023"]
        .map(|year| &point(&result, 0, year)["change_share"])
        .to_vec();
    assert_eq!(shares, [&Value::Null, &json!(0.1), &Value::Null, &json!(0.1)]);
    assert_eq!(point(&result, 0, "2021")["index"], 110);
    assert_eq!(point(&result, 0, "2022")["index"], Value::Null);
}

#[test]
fn percentages_are_rounded_as_asked_and_not_taken_of_zero() {
    for (rounding, decimals, before, after, expected) in [
        ("half-up", 0, 200, 205, json!(0.03)),
        ("half-even", 0, 200, 205, json!(0.02)),
        ("half-up", 1, 1455, 995, json!(-0.316)),
        ("half-up", 1, 0, 5, Value::Null),
        ("half-up", 1, -10, -5, json!(0.5)),
    ] {
        let result = compute(&json!({
            "rounding": rounding, "decimals": decimals,
            "series": [{ "name": "a", "values": { "2020": before, "2021": after } }],
        }))
        .expect("computes");
        assert_eq!(point(&result, 0, "2021")["change_share"], expected, "{before} to {after}");
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let series = |name: &str, part_of: Value| json!({ "name": name, "part_of": part_of, "values": { "2024": 1 } });
    let null = Value::Null;
    for (input, path) in [
        (json!({ "series": [] }), "series"),
        (
            json!({ "series": [series("a", null.clone()), series("A", null.clone())] }),
            "series[1].name",
        ),
        (json!({ "series": [series("a", json!("b"))] }), "series[0].part_of"),
        (json!({ "series": [series("a", json!("a"))] }), "series[0].part_of"),
        (
            json!({ "series": [series("a", json!("b")), series("b", json!("a"))] }),
            "series[0].part_of",
        ),
        (
            json!({ "series": [{ "name": "a", "values": { "i fjor": 1 } }] }),
            "series[0].values.i fjor",
        ),
        (
            json!({ "series": [{ "name": "a", "values": { "2024": "NaN" } }] }),
            "series[0].values.2024",
        ),
        (json!({ "series": [series("a", null.clone())], "base_year": "1999" }), "base_year"),
        (json!({ "series": [series("a", null.clone())], "decimals": 9 }), "decimals"),
        (
            json!({ "series": [series("a", null)], "breaks": [{ "year": "1999" }] }),
            "breaks[0].year",
        ),
    ] {
        let faults = compute(&input).expect_err(path);
        assert_eq!(faults.list()[0].path, path, "{faults}");
    }
}

#[test]
fn the_example_survives_the_way_through_a_workbook() {
    let intake = example();
    let read = |intake: &Intake| intake.read::<Input>().expect("reads");
    for language in [Language::Danish, Language::English] {
        let workbook = Indicators::SCHEMA.fill(&intake.json, language);
        let again = from_workbook(&workbook, &Indicators::SCHEMA).expect("reads");
        assert_eq!(read(&again), read(&intake));
    }
}

#[test]
fn an_indicator_is_found_whatever_its_case() {
    let result = compute(&json!({
        "series": [
            { "name": "Medarbejdere", "values": { "2023": 3, "2024": 4 } },
            { "name": "Ledere", "part_of": "medarbejdere", "values": { "2024": 4 } },
        ],
        "breaks": [{ "year": 2024, "series": "LEDERE", "reason": "ny optælling" }],
        "base_year": 2023,
    }));
    assert_eq!(point(&result.expect("computes"), 0, "2024")["index"], 133.3);
}
