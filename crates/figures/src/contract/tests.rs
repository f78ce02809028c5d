use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::input::Input;
use crate::chart::{Drawing, Series};
use crate::{Computed, Context, Faults, Intake, Kind, Language, from_toml, from_workbook};

fn try_compute(json: Value) -> Result<Computed, Faults> {
    Kind::Contract.compute(&Intake::plain(json), Context { today: date(2022, 12, 31) })
}

fn goal(json: Value) -> Value {
    try_compute(json).expect("computes").json()["goals"][0].clone()
}

fn contract(
    direction: &str,
    measure: &str,
    target: impl Into<Value>,
    readings: &[(&str, Value)],
) -> Value {
    let readings: Vec<Value> = readings
        .iter()
        .map(|(date, value)| json!({"goal": "G", "date": date, "value": value}))
        .collect();
    json!({
        "year": 2022, "readings": readings,
        "goals": [{"name": "G", "direction": direction, "measure": measure, "target": target.into()}],
    })
}

#[test]
fn fulfilment_is_exact_and_knows_which_way_is_better() {
    for (direction, target, value, expected) in [
        ("up", json!(80), json!(74), json!(0.925)),
        ("up", json!(80), json!(100), json!(1.25)),
        ("up", json!(3), json!(1), json!("1/3")),
        ("down", json!(30), json!(40), json!(0.75)),
        ("down", json!(30), json!(20), json!(1.5)),
        ("down", json!(30), json!(0), json!(1)),
        ("down", json!(0), json!(2), json!(0)),
        ("down", json!(-5), json!(2), Value::Null),
        ("up", json!(0), json!(0), json!(1)),
        ("up", json!(0), json!(-1), Value::Null),
        ("up", json!(10), json!(-1), Value::Null),
    ] {
        let seen =
            goal(contract(direction, "level", target.clone(), &[("2022-07-01", value.clone())]));
        assert_eq!(seen["now"]["fulfilment"], expected, "{value} {direction} {target}");
    }
}

#[test]
fn a_count_goes_on_by_days_and_a_level_stays() {
    // 1 July is day 182 of 365.
    for (measure, date, value, forecast) in [
        ("cumulative", "2022-07-01", 364, json!(730)),
        ("cumulative", "2022-12-31", 800, json!(800)),
        ("cumulative", "2022-01-01", 2, json!(730)),
        ("cumulative", "2021-12-31", 2, Value::Null),
        ("level", "2022-07-01", 74, json!(74)),
    ] {
        let seen = goal(contract("up", measure, json!(800), &[(date, json!(value))]));
        assert_eq!(seen["now"]["forecast"], forecast, "{measure} {date}");
    }
}

#[test]
fn the_light_follows_its_stated_limits() {
    let light = |input: &Value| goal(input.clone())["light"].clone();
    for (value, expected) in [(80, "green"), (79, "yellow"), (72, "yellow"), (71, "red")] {
        let input = contract("up", "level", json!(80), &[("2022-07-01", json!(value))]);
        assert_eq!(light(&input), expected, "{value}");
    }
    let mut input = contract("up", "level", json!(80), &[("2022-07-01", json!(71))]);
    input["yellow"] = json!(88);
    assert_eq!(light(&input), "yellow");
    // Half of the count at half of the year: the forecast is green, the reading is not.
    let mut input = contract("up", "cumulative", json!(730), &[("2022-07-01", json!(364))]);
    assert_eq!(light(&input), "green");
    input["judge"] = json!("reading");
    assert_eq!(light(&input), "red");
    assert_eq!(light(&contract("up", "level", json!(80), &[])), "none");
}

#[test]
fn the_trend_compares_forecasts_in_the_goals_direction() {
    let trend = |direction: &str, measure: &str, first: u64, second: u64| {
        let readings = [("2022-03-31", json!(first)), ("2022-06-29", json!(second))];
        goal(contract(direction, measure, json!(80), &readings))["trend"].clone()
    };
    // 31 March is day 90, 29 June day 180.
    for (direction, measure, first, second, expected) in [
        ("up", "level", 70, 74, "better"),
        ("down", "level", 70, 74, "worse"),
        ("up", "cumulative", 100, 199, "worse"),
        ("up", "cumulative", 100, 200, "same"),
        ("up", "cumulative", 100, 201, "better"),
    ] {
        assert_eq!(trend(direction, measure, first, second), expected, "{first} {second}");
    }
}

#[test]
fn readings_after_the_day_are_left_out_and_order_does_not_matter() {
    let readings =
        [("2022-09-30", json!(60)), ("2022-03-31", json!(70)), ("2022-06-30", json!(74))];
    let mut input = contract("up", "level", json!(80), &readings);
    input["as_of"] = json!("2022-07-01");
    let seen = goal(input.clone());
    assert_eq!(seen["now"]["value"], 74);
    assert_eq!(seen["before"]["value"], 70);
    assert_eq!(try_compute(input).expect("computes").json()["left_out"], 1);
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let with = |key: &str, value: Value| {
        let mut input = contract("up", "level", json!(80), &[("2022-07-01", json!(74))]);
        input[key] = value;
        input
    };
    let reading = json!({"goal": "g ", "date": "2022-07-01", "value": 1});
    for (input, path) in [
        (with("goals", json!([])), "goals"),
        (
            with("goals", json!([{"name": "G", "target": 1}, {"name": "g", "target": 2}])),
            "goals[1].name",
        ),
        (with("goals", json!([{"name": "G", "target": "x"}])), "goals[0].target"),
        (
            with("readings", json!([{"goal": "H", "date": "2022-07-01", "value": 1}])),
            "readings[0].goal",
        ),
        (with("readings", json!([reading, reading])), "readings[1].date"),
        (with("comparisons", json!([{"goal": "H", "year": 2021}])), "comparisons[0].goal"),
        (with("to", json!("2021-12-31")), "to"),
        (with("year", json!(20_220)), "year"),
        (with("yellow", json!(110)), "yellow"),
    ] {
        assert_eq!(try_compute(input).expect_err(path).list()[0].path, path);
    }
}

#[test]
fn the_example_is_the_half_year_of_2022() {
    let intake = from_toml(Kind::Contract.example(), &Kind::Contract.schema()).expect("reads");
    let computed =
        Kind::Contract.compute(&intake, Context { today: date(2025, 1, 1) }).expect("computes");
    let json = computed.json();
    assert_eq!(json["goals"][0]["now"]["fulfilment"], 0.925);
    assert_eq!(json["goals"][0]["segments"][1]["fulfilment"], 0.8875);
    let report = computed.report(Language::Danish);
    insta::assert_snapshot!("example", report.to_text(Language::Danish, 100));
    insta::assert_snapshot!("example_explained", report.explanation_text(Language::Danish, 100));
}

#[test]
fn the_chart_over_the_years_tells_result_forecast_and_target_apart() {
    let intake = from_toml(Kind::Contract.example(), &Kind::Contract.schema()).expect("reads");
    let computed =
        Kind::Contract.compute(&intake, Context { today: date(2022, 9, 7) }).expect("computes");
    let charts = computed.report(Language::Danish).charts;
    let Drawing::Lines(lines) = &charts[1].drawing else { panic!("{charts:?}") };
    let names = |series: &[Series]| series.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&lines.series), ["resultat", "prognose"]);
    assert_eq!(names(&lines.targets), ["måltal"]);
    for at in 0..lines.points.len() {
        let both = lines.series.iter().filter(|one| one.values[at].is_some()).count();
        assert!(both <= 1, "{}: a result is no forecast", lines.points[at]);
    }
}

#[test]
fn a_filled_workbook_reads_as_the_same_input() {
    let schema = Kind::Contract.schema();
    let intake = from_toml(Kind::Contract.example(), &schema).expect("reads");
    let input: Input = intake.read().expect("fits");
    for language in [Language::Danish, Language::English] {
        let workbook = schema.fill(&intake.json, language);
        let again: Input = from_workbook(&workbook, &schema).expect("reads").read().expect("fits");
        assert_eq!(again, input);
    }
}

proptest! {
    #[test]
    fn more_is_never_worse_and_nothing_panics(
        target in -50i64..1000, low in -100i64..2000, more in 0i64..500, day in 1i8..=28, month in 1i8..=12,
        is_count in any::<bool>(),
    ) {
        let measure = if is_count { "cumulative" } else { "level" };
        let on = date(2022, month, day).to_string();
        let rank = |value: i64| {
            let computed = try_compute(contract("up", measure, json!(target), &[(&on, json!(value))])).expect("computes");
            for language in [Language::Danish, Language::English] {
                let report = computed.report(language);
                assert_eq!(report.explanation_text(language, 80), report.explanation_text(language, 80));
                assert!(!report.to_text(language, 80).is_empty());
            }
            let light = computed.json()["goals"][0]["light"].clone();
            ["none", "red", "yellow", "green"].iter().position(|name| light == *name)
        };
        prop_assert!(rank(low) <= rank(low + more));
    }
}
