//! The figure from input to what people see.

use serde_json::{Value, json};

use super::super::{Input, Method};
use super::{TODAY, compute};
use crate::{Intake, Kind, Language, from_toml, from_workbook};

pub(super) fn example() -> Intake {
    from_toml(Kind::Allocation.example(), &Kind::Allocation.schema()).expect("reads")
}

pub(super) fn places(json: &Value) -> Vec<u64> {
    let units = json["units"].as_array().expect("units");
    units.iter().map(|unit| unit["places"].as_u64().expect("a number")).collect()
}

#[test]
fn the_simplest_input_is_a_total_a_method_and_bases() {
    let input = json!({"total": 10, "method": "largest-remainder",
        "units": [{"name": "A", "base": "12.5"}, {"name": "B", "base": "25"}, {"name": "C", "base": 0}]});
    let json = compute(input).expect("computes").json();
    assert_eq!(places(&json), [3, 7, 0]);
    assert_eq!(json["units"][0]["share_exact"], "10/3");
    assert_eq!(json["units"][0]["share"], json!(10.0 / 3.0));
    assert_eq!(json["ties"], json!([]));
    assert_eq!(json["open"], 0);
}

#[test]
fn a_tie_is_told_and_decided_only_when_asked() {
    let tied = |more: Value| {
        let mut input = json!({"total": 3, "method": "dhondt", "units": [
            {"name": "Ærø", "base": 10}, {"name": "Odense", "base": 20}, {"name": "Assens", "base": 10}]});
        input.as_object_mut().expect("object").extend(more.as_object().expect("object").clone());
        let figure = compute(input).expect("computes");
        let json = figure.json();
        (places(&json), json["open"].as_u64(), json["ties"][0].clone(), figure)
    };
    // 20, then 10 = 10 = 20/2 for two places.
    let (now, open, tie, figure) = tied(json!({}));
    assert_eq!((now, open), (vec![0, 1, 0], Some(2)));
    assert_eq!(
        tie,
        json!({"units": ["Ærø", "Odense", "Assens"], "places": 2, "within": null,
        "decided_by": null, "to": [], "open": 2})
    );
    assert_eq!(figure.report(Language::Danish).remarks[0].level, crate::Level::Warning);

    let (now, open, tie, _) = tied(json!({"tie_break": "alphabetical"}));
    assert_eq!((now, open), (vec![0, 2, 1], Some(0)));
    assert_eq!(
        (&tie["decided_by"], &tie["to"]),
        (&json!("alphabetical"), &json!(["Assens", "Odense"]))
    );

    let lots = json!({"tie_break": "lots", "draw": [{"name": "ærø"}, {"name": "Assens"}, {"name": "Odense"}]});
    assert_eq!(tied(lots).0, [1, 1, 1]);
    // Only one was drawn: the other place stays open.
    let lots = json!({"tie_break": "lots", "draw": [{"name": "Ærø"}]});
    let (now, open, ..) = tied(lots);
    assert_eq!((now, open), (vec![1, 1, 0], Some(1)));
    // The larger base gets one; the other two are equal.
    let (now, open, ..) = tied(json!({"tie_break": "larger-base"}));
    assert_eq!((now, open), (vec![0, 2, 0], Some(1)));
}

#[test]
fn parts_of_the_key_count_by_their_own_totals() {
    // A has half of the history and a quarter of the population: (1·1/2 + 3·1/4)/4 = 5/16.
    let input = json!({"total": 16, "components": [
            {"name": "Historik", "weight": 1}, {"name": "Befolkning", "weight": 3}, {"name": "Areal", "weight": 0}],
        "units": [{"name": "A", "values": {"Historik": 5, "Befolkning": 1000, "Areal": 0}},
                  {"name": "B", "values": {"Historik": 5, "Befolkning": 3000, "Areal": 0}}]});
    let figure = compute(input).expect("computes");
    assert_eq!(places(&figure.json()), [5, 11]);
    let text = figure.report(Language::Danish).explanation_text(Language::Danish, 100);
    assert!(
        text.contains(
            "A: 1 × 5 / 10 = 0,5; 3 × 1.000 / 4.000 = 0,75; tilsammen 1,25; / 4 × 16 = 5,000000"
        ),
        "{text}"
    );
}

#[test]
fn a_regions_number_is_shared_among_its_municipalities() {
    let input = json!({"total": 11, "method": "sainte-lague", "units": [
        {"name": "Øst"}, {"name": "Vest", "base": 40},
        {"name": "Faxe", "within": "øst", "base": 30}, {"name": "Greve", "within": "Øst", "base": 35},
        {"name": "Lemvig", "within": "Vest", "base": 1, "minimum": 2}, {"name": "Struer", "within": "Vest", "base": 1}]});
    let figure = compute(input).expect("computes");
    let json = figure.json();
    // 65 : 40 of 11 → 7 and 4; 30 : 35 of 7 → 3 and 4; 2 and 2.
    assert_eq!(places(&json), [7, 4, 3, 4, 2, 2]);
    assert_eq!(json["units"][2]["share_exact"], "42/13");
    let report = figure.report(Language::Danish);
    assert_eq!(report.tables.len(), 3);
}

#[test]
fn lower_minima_raise_the_upper_number() {
    let input = json!({"total": 10, "units": [
        {"name": "Øst", "base": 1}, {"name": "Vest", "base": 9},
        {"name": "Faxe", "within": "Øst", "base": 1, "minimum": 2}, {"name": "Greve", "within": "Øst", "base": 1, "minimum": 2}]});
    assert_eq!(places(&compute(input).expect("computes").json()), [4, 6, 2, 2]);
}

#[test]
fn changes_are_bounded_against_last_year() {
    let input = json!({"total": 30, "largest_change_percent": 10, "units": [
        {"name": "A", "base": 1, "previous": 20, "largest_change": 1}, {"name": "B", "base": 1, "previous": 10},
        {"name": "C", "base": 1}]});
    // A keeps at least 19 and B at least 9; C has what is left.
    let json = compute(input).expect("computes").json();
    assert_eq!(places(&json), [19, 9, 2]);

    assert_eq!(json["units"][0]["change"], -1);
}

#[test]
fn the_alabama_paradox_is_pointed_out() {
    let input = json!({"total": 10, "units": [
        {"name": "A", "base": 6}, {"name": "B", "base": 6}, {"name": "C", "base": 2}]});
    let figure = compute(input).expect("computes");
    let more = figure.json()["one_more"].clone();
    assert_eq!(
        more,
        json!({"total": 11, "more": ["A", "B"], "fewer": ["C"], "tied": [], "paradox": true})
    );
    let remarks = figure.report(Language::Danish).remarks;
    assert!(remarks.iter().any(|remark| remark.text.contains("Alabama-paradokset")));
}

#[test]
fn what_is_wrong_is_named_with_what_to_do() {
    let one = json!([{"name": "A", "base": 1}]);
    for (input, path) in [
        (json!({"total": 1, "units": []}), "units"),
        (json!({"total": 1, "units": [{"name": " ", "base": 1}]}), "units[0].name"),
        (
            json!({"total": 1, "units": [{"name": "A", "base": 1}, {"name": "a", "base": 1}]}),
            "units[1].name",
        ),
        (json!({"total": 1, "units": [{"name": "A", "base": -1}]}), "units[0].base"),
        (json!({"total": 1, "units": [{"name": "A"}]}), "units[0].base"),
        (json!({"total": 1, "units": [{"name": "A", "base": 0}]}), "units[0].base"),
        (
            json!({"total": 1, "units": [{"name": "A", "base": "1/3", "within": "B"}]}),
            "units[0].within",
        ),
        (
            json!({"total": 1, "units": [{"name": "A", "base": 1, "within": "A"}]}),
            "units[0].within",
        ),
        (json!({"total": 9_007_199_254_740_993_u64, "units": one}), "total"),
        (json!({"total": 5, "units": [{"name": "A", "base": 1, "maximum": 4}]}), "total"),
        (json!({"total": 5, "units": [{"name": "A", "base": 1, "minimum": 6}]}), "total"),
        (
            json!({"total": 5, "units": [{"name": "A", "base": 1, "minimum": 6, "maximum": 5}]}),
            "units[0].minimum",
        ),
        (
            json!({"total": 5, "units": [{"name": "A", "base": 1, "largest_change": 5}]}),
            "units[0].previous",
        ),
        (
            json!({"total": 5, "method": "modified-sainte-lague", "first_divisor": 3, "units": one}),
            "first_divisor",
        ),
        (
            json!({"total": 5, "components": [{"name": "H", "weight": 0}], "units": [{"name": "A", "values": {"H": 1}}]}),
            "components[0].weight",
        ),
        (
            json!({"total": 5, "components": [{"name": "H", "weight": 1}], "units": [{"name": "A", "values": {"B": 1}}]}),
            "units[0].values.H",
        ),
        (
            json!({"total": 5, "components": [{"name": "H", "weight": 1}], "units": [{"name": "A", "base": 1, "values": {"H": 1}}]}),
            "units[0].base",
        ),
        (
            json!({"total": 5, "units": one, "published": [{"table": "1", "name": "A", "places": 1}]}),
            "published[0].name",
        ),
        (json!({"total": 1, "draw": [{"name": "B"}], "units": one}), "draw[0].name"),
        (json!({"total": 1, "draw": [{"name": "A"}, {"name": "a"}], "units": one}), "draw[1].name"),
        (json!({"total": -1, "units": one}), "total"),
        (json!({"total": 1, "method": "imperiali", "units": one}), "method"),
        (json!({"total": 1, "units": [{"name": "A", "base": "NaN"}]}), "units[0].base"),
        (json!({"total": 1, "seats": 1, "units": one}), "seats"),
    ] {
        let faults = compute(input.clone()).expect_err("is refused");
        assert_eq!(faults.list()[0].path, path, "{input}");
    }
}

#[test]
fn hostile_numbers_are_shared_or_refused_but_never_panic() {
    for base in ["1e300", "1e-300", "1/99999999999999999999999999999", "0.1"] {
        for method in Method::ALL {
            for total in [0, 1, 7, 1 << 52] {
                let units = json!([{"name": "A", "base": base}, {"name": "B", "base": 3}, {"name": "C", "base": "2/7"}]);
                if let Ok(figure) =
                    compute(json!({"total": total, "method": method, "units": units}))
                {
                    let json = figure.json();
                    assert_eq!(
                        places(&json).iter().sum::<u64>() + json["open"].as_u64().expect("open"),
                        total
                    );
                    figure.report(Language::Danish).to_text(Language::Danish, 100);
                }
            }
        }
    }
    let extreme = json!({"total": 3, "largest_change_percent": "1e300", "units": [
        {"name": "A", "base": 1, "previous": u64::MAX, "minimum": 0, "announced": u64::MAX}]});
    let _ = compute(extreme).map(|figure| figure.json());
}

/// A workbook filled from an input with everything in it reads as the same input.
#[test]
fn a_filled_workbook_gives_the_same_allocation() {
    let schema = Kind::Allocation.schema();
    let mut intake = example();
    intake.json["tie_break"] = json!("lots");
    intake.json["draw"] = json!([{"name": "KKR Sjælland"}]);
    intake.json["method"] = json!("modified-sainte-lague");
    intake.json["first_divisor"] = json!(1.2);
    intake.json["largest_change"] = json!(40);
    intake.json["largest_change_percent"] = json!(12.5);
    intake.json["units"][0]["minimum"] = json!(1);
    intake.json["units"][0]["maximum"] = json!(2000);
    intake.json["units"][1]["largest_change"] = json!(30);
    let within =
        json!({"name": "Faxe", "within": "KKR Sjælland", "values": {"Fordelingen 2025": 1}});
    intake.json["units"].as_array_mut().expect("units").push(within);
    for language in [Language::Danish, Language::English] {
        let read = from_workbook(&schema.fill(&intake.json, language), &schema).expect("reads");
        let first: Input = intake.read().expect("reads");
        let again: Input = read.read().expect("reads");
        assert_eq!(again, first);
    }
    Kind::Allocation.compute(&intake, TODAY).expect("computes");
}

#[test]
fn a_fault_of_a_workbook_names_its_cell() {
    let schema = Kind::Allocation.schema();
    let mut intake = example();
    intake.json["units"][2]["minimum"] = json!(9);
    intake.json["units"][2]["maximum"] = json!(8);
    let read = from_workbook(&schema.fill(&intake.json, Language::Danish), &schema).expect("reads");
    let faults = Kind::Allocation.compute(&read, TODAY).expect_err("is refused");
    assert_eq!(faults.list()[0].cell.as_deref(), Some("Enheder!E4"));
}

#[test]
fn what_a_mayor_reads() {
    let figure = Kind::Allocation.compute(&example(), TODAY).expect("computes");
    let report = figure.report(Language::Danish);
    let text = report.to_text(Language::Danish, 100);
    let explanation = report.explanation_text(Language::Danish, 100);
    insta::assert_snapshot!("sosu_2026", format!("{text}\n\n{explanation}"));
    let english = figure.report(Language::English).explanation_text(Language::English, 100);
    assert!(english.contains("KKR Sjælland: 476 / 3,000 × 3,000 = 476.000000"), "{english}");
}

/// Every divisor method's common divisor gives the places by its own rule of rounding.
#[test]
fn the_common_divisor_shown_gives_the_places() {
    for (method, round) in [
        ("dhondt", (|x: f64| x.floor()) as fn(f64) -> f64),
        ("adams", |x: f64| x.ceil()),
        ("sainte-lague", |x: f64| (x + 0.5).floor()),
        ("huntington-hill", |x: f64| {
            if x > (x.floor() * (x.floor() + 1.0)).sqrt() { x.ceil() } else { x.floor() }
        }),
    ] {
        let units: Vec<Value> = [9061, 7179, 5259, 3319, 1182]
            .iter()
            .enumerate()
            .map(|(at, base)| json!({"name": format!("{at}"), "base": base}))
            .collect();
        let figure =
            compute(json!({"total": 26, "method": method, "units": units})).expect("computes");
        let report = figure.report(Language::English);
        let table = report
            .explanation
            .iter()
            .find_map(|step| match step {
                crate::Step::Table(table) => Some(table),
                _ => None,
            })
            .expect("a table");
        for row in &table.rows {
            let number = |at: usize| match &row.cells[at] {
                crate::Value::Number(number) => number.to_f64(),
                other => panic!("{other:?}"),
            };
            let places = number(row.cells.len() - 1);
            assert_eq!(round(number(2)).to_string(), places.to_string(), "{method} {row:?}");
        }
    }
}

/// A key of two parts, two levels, bounds against last year and a tie, told whole.
#[test]
fn levels_bounds_and_ties_are_told() {
    let unit = |name: &str, within: &str, history: u64, people: u64, previous: u64| {
        json!({"name": name, "within": within, "previous": previous,
            "values": {"Historik": history, "Indbyggere": people}})
    };
    let figure = |method: &str| {
        let input = json!({"total": 29, "method": method, "largest_change": 3,
            "components": [{"name": "Historik", "weight": 60}, {"name": "Indbyggere", "weight": 40}],
            "units": [
                unit("Øst", "", 20, 700, 20), unit("Vest", "", 10, 500, 10),
                unit("Faxe", "Øst", 8, 300, 8), unit("Greve", "Øst", 8, 300, 9), unit("Stevns", "Øst", 4, 100, 4),
                unit("Lemvig", "Vest", 9, 100, 9), unit("Struer", "Vest", 1, 400, 1)]});
        compute(input).expect("computes")
    };
    let told: Vec<String> = ["largest-remainder", "huntington-hill"]
        .iter()
        .map(|method| {
            let report = figure(method).report(Language::Danish);
            let text = report.to_text(Language::Danish, 100);
            format!("{text}\n\n{}", report.explanation_text(Language::Danish, 100))
        })
        .collect();
    insta::assert_snapshot!("levels", told.join("\n\n"));
}

/// The others share what bounds leave, in proportion: 8 of 10 by 1 : 8, not 10 by 1 : 1 : 8.
#[test]
fn the_largest_remainder_rounds_shares_within_the_bounds() {
    for (minimum, maximum, expected) in
        [(Some(2), None, [2, 1, 7]), (None, Some(5), [3, 2, 5]), (Some(4), Some(5), [4, 1, 5])]
    {
        let input = json!({"total": 10, "tie_break": "alphabetical", "units": [
            {"name": "A", "base": 1, "minimum": minimum}, {"name": "B", "base": 1},
            {"name": "C", "base": 8, "maximum": maximum}]});
        let json = compute(input).expect("computes").json();
        assert_eq!(places(&json), expected, "{minimum:?} {maximum:?}");
    }
}

#[test]
fn what_bounds_leave_is_followed_with_a_pocket_calculator() {
    let json = json!({"total": 10, "units": [
        {"name": "A", "base": 53}, {"name": "B", "base": 24}, {"name": "C", "base": 23, "minimum": 4},
    ]});
    let text = compute(json).expect("computes").report(Language::Danish);
    let text = text.explanation_text(Language::Danish, 1000);
    for said in [
        "C: 2,300000, men mindst 4",
        "De øvrige deler resten, 10 − 4 = 6, efter deres andele, der tilsammen er 7,700000",
        "A: 5,300000 × 6 / 7,700000 = 4,129870",
        "B: 2,400000 × 6 / 7,700000 = 1,870130",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn bounds_that_leave_nothing_leave_no_rest_to_follow() {
    let json = json!({"total": 10, "units": [
        {"name": "A", "base": 53, "minimum": 5}, {"name": "B", "base": 47, "minimum": 5},
    ]});
    let text = compute(json).expect("computes").report(Language::Danish);
    let text = text.explanation_text(Language::Danish, 1000);
    assert!(text.contains("at alle får deres mindste eller største antal"), "{text}");
    assert!(!text.contains("deler resten"), "{text}");
}

#[test]
fn a_rounding_limit_that_must_be_computed_is_shown() {
    let units = json!([{"name": "A", "base": 53}, {"name": "B", "base": 24}]);
    for (method, shown) in [("huntington-hill", "5,477226"), ("dean", "5,454545")] {
        let json = json!({"total": 8, "method": method, "units": units});
        let report = compute(json).expect("computes").report(Language::Danish);
        let text = report.explanation_text(Language::Danish, 1000);
        assert!(text.contains("Grænse") && text.contains(shown), "{text}");
    }
}

fn remarks_of(input: Value) -> Vec<String> {
    let report = compute(input).expect("computes").report(Language::Danish);
    report.remarks.into_iter().map(|remark| remark.text).collect()
}

#[test]
fn a_draw_that_is_written_down_decides_without_being_asked_to() {
    let tied = |more: &str| {
        let text = format!(
            r#"{{"total": 3, "method": "dhondt", "draw": [{{"name": "B"}}],
                "units": [{{"name": "A", "base": 1}}, {{"name": "B", "base": 1}}]{more}}}"#
        );
        serde_json::from_str::<Value>(&text).expect("JSON")
    };
    let json = compute(tied("")).expect("computes").json();
    assert_eq!(places(&json), [1, 2]);
    assert_eq!((&json["open"], &json["ties"][0]["decided_by"]), (&json!(0), &json!("lots")));
    let other = tied(r#", "tie_break": "alphabetical""#);
    assert_eq!(places(&compute(other.clone()).expect("computes").json()), [2, 1]);
    assert!(remarks_of(other).iter().any(|said| said.starts_with("Lodtrækningen er ikke brugt")));
}

#[test]
fn what_is_given_and_does_not_count_is_told() {
    let said = remarks_of(json!({"total": 3, "first_divisor": 1.2, "largest_change": 1, "units": [
        {"name": "A", "base": 1, "previous": 1}, {"name": "B", "base": 2}]}));
    assert!(said.iter().any(|said| said.starts_with("Det første delingstal er ikke brugt")));
    let free = "Største ændring gælder ikke for dem uden sidste års antal: B.";
    assert!(said.iter().any(|said| said == free), "{said:?}");
}

fn explained(input: &Value) -> String {
    let report = compute(input.clone()).expect("computes").report(Language::Danish);
    report.explanation_text(Language::Danish, 1000)
}

#[test]
fn next_in_line_is_who_gets_the_next_place() {
    for (total, next) in [(2, json!([["A"], ["B"]])), (0, json!([["A"], ["B"]]))] {
        let input = json!({"total": total, "method": "dhondt",
            "units": [{"name": "A", "base": 90}, {"name": "B", "base": 10}]});
        let json = compute(input).expect("computes").json();
        assert_eq!(json["groups"][0]["next"], next, "{total}");
        assert_eq!(json["one_more"]["more"], json!(["A"]), "{total}");
    }
}

#[test]
fn next_by_remainders_has_one_left_and_may_change() {
    // 4.6, 3.3, 2.1: the extra place goes to A, whose remainder is used up.
    let text = explained(&json!({"total": 10, "units": [
        {"name": "A", "base": 46}, {"name": "B", "base": 33}, {"name": "C", "base": 21}]}));
    let said = "I alt: efter brøkerne er næste i rækken B; C. Med en plads mere vokser alle andele";
    assert!(text.contains(said), "{text}");
}

#[test]
fn too_few_places_for_one_each_are_not_explained_by_a_divisor() {
    for method in ["adams", "huntington-hill", "dean"] {
        let text = explained(&json!({"total": 2, "method": method, "units": [
            {"name": "A", "base": 41}, {"name": "B", "base": 31}, {"name": "C", "base": 2}]}));
        assert!(text.contains("de største grundlag får én"), "{text}");
        assert!(!text.contains("fælles delingstal"), "{text}");
    }
}

#[test]
fn a_part_that_is_no_column_is_told_once_where_it_is_named() {
    let unit = |name: &str| json!({"name": name, "values": {"Fordelingen 2025": 1}});
    let told = |input: Value| {
        let faults = compute(input).expect_err("is wrong");
        faults.list().iter().map(|fault| fault.message(Language::Danish)).collect::<Vec<_>>()
    };
    let key = json!([{"name": "Fordeling 2025", "weight": 1}]);
    assert_eq!(
        told(json!({"total": 1, "components": key, "units": [unit("A"), unit("B")]})),
        [
            "components[0].name: ingen kolonne blandt enhederne hedder »Fordeling 2025«; skriv kolonnens \
          navn her; der er »Fordelingen 2025«"
        ]
    );
    let said = told(json!({"total": 1, "units": [{"name": "A"}, {"name": "B"}]}));
    assert!(
        said[0].starts_with("units[0].base") && said[1].starts_with("units[1].base"),
        "{said:?}"
    );
}
