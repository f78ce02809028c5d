use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{Computed, Context, Exact, Intake, Kind, Language, from_toml, from_workbook};

const TODAY: Context = Context { today: jiff::civil::date(2022, 9, 7) };

fn compute(input: Value) -> Result<Computed, crate::Faults> {
    Kind::Contribution.compute(&Intake::plain(input), TODAY)
}

fn amounts(input: Value) -> Vec<String> {
    let json = compute(input).expect("computes").json();
    let units = json["units"].as_array().expect("units").clone();
    units.iter().map(|unit| unit["amount"].to_string()).collect()
}

fn example() -> Computed {
    let schema = Kind::Contribution.schema();
    let intake = from_toml(Kind::Contribution.example(), &schema).expect("reads");
    Kind::Contribution.compute(&intake, TODAY).expect("computes")
}

/// KKR Sjælland, 7 September 2022: 6.1 m DKK from 46 municipalities are 2.24 DKK per inhabitant. The
/// 46 (Region Hovedstaden and Region Zealand) then had some 2.72 m inhabitants.
#[test]
fn the_published_amount_gives_the_published_rate() {
    let input = json!({"amount": 6_100_000, "units": [
        {"name": "Region Sjælland", "base": 849_857}, {"name": "de øvrige", "base": 1_873_000}]});
    let rate = compute(input).expect("computes").json()["rate"].clone();
    let rate: Exact = serde_json::from_value(rate).expect("a number");
    assert_eq!(rate.format(Language::Danish, 2), "2,24");
}

#[test]
fn a_rate_times_inhabitants_is_rounded_to_whole_ore() {
    let json = example().json();
    assert_eq!(
        json["units"][0],
        json!({"name": "Faxe", "base": 37344, "fixed": 0,
        "variable": 83650.56, "amount": 83650.56, "previous": null, "change": null})
    );
    // 2.24 × 849,857.
    assert_eq!(json["total"], json!(1_903_679.68));
    let halves =
        json!({"rate": 0.005, "units": [{"name": "A", "base": 1}, {"name": "B", "base": 0}]});
    assert_eq!(amounts(halves), ["0.01", "0"]);
}

#[test]
fn an_amount_is_shared_in_ore_that_add_up() {
    for (input, expected) in [
        // 33.33 each and the odd øre to the first, which is told.
        (
            json!({"amount": 100, "units": [{"name": "A", "base": 1}, {"name": "B", "base": 1},
            {"name": "C", "base": 1}]}),
            vec!["33.34", "33.33", "33.33"],
        ),
        // 10 fixed each, 80 shared 1 : 3.
        (
            json!({"amount": 100, "fixed": 10, "units": [{"name": "A", "base": 1},
            {"name": "B", "base": 3}]}),
            vec!["30", "70"],
        ),
        // B's own fixed part is 40: 50 are shared.
        (
            json!({"amount": 100, "fixed": 10, "units": [{"name": "A", "base": 1},
            {"name": "B", "base": 3, "fixed": 40}]}),
            vec!["22.5", "77.5"],
        ),
        // The larger remainder gets it: 0.333… against 0.666… øre.
        (
            json!({"amount": 0.01, "units": [{"name": "A", "base": 1}, {"name": "B", "base": 2}]}),
            vec!["0", "0.01"],
        ),
    ] {
        assert_eq!(amounts(input.clone()), expected, "{input}");
    }
    let tied = json!({"amount": 100, "units": [{"name": "A", "base": 1}, {"name": "B", "base": 1},
        {"name": "C", "base": 1}]});
    let tied = compute(tied).expect("computes");
    assert_eq!(tied.json()["ties"], json!([{"units": ["A", "B", "C"], "ore": 1, "to": ["A"]}]));
    assert!(tied.report(Language::Danish).remarks[0].text.contains("A, B og C"));
}

#[test]
fn everything_rises_year_by_year() {
    let input = json!({"year": 2022, "rate": 2.24, "fixed": 100, "rate_decimals": 2,
        "units": [{"name": "A", "base": 1000}],
        "indexing": [{"year": 2023, "percent": 2.5}, {"year": 2024, "percent": 3}]});
    let years = compute(input).expect("computes").json()["years"].clone();
    let totals: Vec<&Value> =
        years.as_array().expect("years").iter().map(|y| &y["total"]).collect();
    // 2.24 → 2.296 → 2.30; 2.30 → 2.369 → 2.37. 100 → 102.50 → 105.575 → 105.58.
    assert_eq!(totals, [&json!(2340), &json!(2402.5), &json!(2475.58)]);
}

#[test]
fn what_is_wrong_is_named_with_what_to_do() {
    let one = json!([{"name": "A", "base": 1}]);
    for (input, path) in [
        (json!({"units": one}), "amount"),
        (json!({"amount": 1, "rate": 1, "units": one}), "rate"),
        (json!({"amount": -1, "units": one}), "amount"),
        (json!({"amount": 0.001, "units": one}), "amount"),
        (json!({"amount": 1, "fixed": 2, "units": one}), "amount"),
        (json!({"amount": 1, "units": []}), "units"),
        (json!({"amount": 1, "units": [{"name": "A", "base": 0}]}), "units[0].base"),
        (json!({"amount": 1, "units": [{"name": "A", "base": -1}]}), "units[0].base"),
        (
            json!({"rate": 1, "units": [{"name": "A", "base": 1}, {"name": "a ", "base": 1}]}),
            "units[1].name",
        ),
        (
            json!({"rate": 1, "year": 2022, "units": one, "indexing": [{"year": 2022, "percent": 1}]}),
            "indexing[0].year",
        ),
        (
            json!({"rate": 1, "units": one, "indexing": [{"year": 2022, "percent": 1e300}]}),
            "indexing[0].percent",
        ),
        (json!({"amount": "1e300", "units": one}), "amount"),
    ] {
        let faults = compute(input.clone()).expect_err("is refused");
        assert_eq!(faults.list()[0].path, path, "{input}");
        assert!(faults.list()[0].advice.is_some(), "{input}");
    }
}

#[test]
fn a_filled_workbook_gives_the_same_contributions() {
    let schema = Kind::Contribution.schema();
    let mut intake = from_toml(Kind::Contribution.example(), &schema).expect("reads");
    intake.json["indexing"] = json!([{"year": 2023, "percent": 2.5}]);
    intake.json["fixed"] = json!(1000.5);
    intake.json["units"][0]["previous"] = json!(80000);
    intake.json["units"][0]["fixed"] = json!(2);
    intake.json["rate_decimals"] = json!(2);
    let first = Kind::Contribution.compute(&intake, TODAY).expect("computes");
    for language in [Language::Danish, Language::English] {
        let workbook = schema.fill(&intake.json, language);
        let read = from_workbook(&workbook, &schema).expect("reads");
        let again = Kind::Contribution.compute(&read, TODAY).expect("computes");
        assert_eq!(again.json(), first.json());
    }
}

#[test]
fn a_mayor_can_check_her_own_number() {
    let text = example().report(Language::Danish).explanation_text(Language::Danish, 100);
    assert!(text.contains("Faxe: 2,24 × 37.344 = 83.650,56"), "{text}");
    let text = example().report(Language::Danish).to_text(Language::Danish, 100);
    assert!(
        text.contains("17 betaler tilsammen 1.903.679,68 kr. i 2022: 2,24 kr. pr. indbygger."),
        "{text}"
    );
}

/// An amount with fixed parts, last year's numbers, an indexed year and an equal øre, told whole.
#[test]
fn an_amount_is_told_whole() {
    let input = json!({"year": 2022, "amount": 1000, "fixed": 50, "base_unit": "indbygger",
        "units": [{"name": "Faxe", "base": 30, "previous": 250}, {"name": "Greve", "base": 30, "previous": 260},
            {"name": "Stevns", "base": 25, "fixed": 0, "previous": 300.5}],
        "indexing": [{"year": 2023, "percent": 2.5}]});
    let report = compute(input).expect("computes").report(Language::Danish);
    let text = report.to_text(Language::Danish, 100);
    let explanation = report.explanation_text(Language::Danish, 100);
    insta::assert_snapshot!("amount", format!("{text}\n\n{explanation}"));
}

proptest! {
    #[test]
    fn contributions_add_up_to_the_amount(
        øre in 0_u64..1_000_000_000,
        bases in proptest::collection::vec(1_u64..100_000, 1..40),
    ) {
        let units: Vec<Value> = bases.iter().enumerate()
            .map(|(at, base)| json!({"name": format!("{at}"), "base": base})).collect();
        let amount = Exact::from(øre) / Exact::from(100);
        let json = compute(json!({"amount": amount, "units": units})).expect("computes").json();
        let paid = json["units"].as_array().expect("units").iter()
            .map(|unit| serde_json::from_value::<Exact>(unit["amount"].clone()).expect("a number"))
            .sum::<Exact>();
        prop_assert_eq!(&paid, &amount);
        prop_assert_eq!(json["total"].clone(), serde_json::to_value(&amount).expect("writes"));
    }
}
