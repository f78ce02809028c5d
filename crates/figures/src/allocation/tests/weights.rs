//! Which weights give a published table.

use serde_json::{Value, json};

use super::super::inverse::{self, Found};
use super::super::{Input, Method, Rule, apportion};
use super::figure::{example, places};
use super::{TODAY, compute};
use crate::{Exact, Kind, Language};

/// The 2026 table from the 2025 table as history: 2025 alone gives 2025 again, and the announced
/// numbers differ for two regions. What is missing is the key's demographic part, which is not public.
#[test]
fn the_table_of_2026_does_not_follow_from_2025_alone() {
    let figure = Kind::Allocation.compute(&example(), TODAY).expect("computes");
    let json = figure.json();
    assert_eq!(places(&json), [851, 476, 692, 668, 313]);
    let differences: Vec<&Value> =
        json["units"].as_array().expect("units").iter().map(|unit| &unit["difference"]).collect();
    assert_eq!(differences, [&json!(1), &json!(-1), &json!(0), &json!(0), &json!(0)]);
    // The 2018 table as a second part does not help for both tables together, whatever the rounding.
    let fits = json["weights"].as_array().expect("weights");
    let both: Vec<&Value> =
        fits.iter().filter(|fit| fit["tables"].as_array().is_some_and(|t| t.len() == 2)).collect();
    assert_eq!(both.len(), 7);
    assert!(both.iter().all(|fit| fit["found"] == "no"));
    let report = figure.report(Language::Danish);
    assert!(
        report
            .remarks
            .iter()
            .any(|remark| remark.text.contains("KKR Hovedstaden −1 og KKR Sjælland +1"))
    );
}

/// With half of the weight on 2025, the assumption that suffices: the unknown part's shares of 3,000
/// were 849, 478, 692, 668 and 313.
#[test]
fn half_history_and_an_assumed_demography_give_the_table_of_2026() {
    let values = [
        ("Hovedstaden", 851, 849),
        ("Sjælland", 476, 478),
        ("Syddanmark", 692, 692),
        ("Midtjylland", 668, 668),
        ("Nordjylland", 313, 313),
    ];
    let units: Vec<Value> = values.iter()
        .map(|(name, history, demography)| json!({"name": name, "values": {"2025": history, "antaget": demography}}))
        .collect();
    let input = json!({"total": 3000, "components": [{"name": "2025", "weight": 50}, {"name": "antaget", "weight": 50}], "units": units});
    assert_eq!(places(&compute(input).expect("computes").json()), [850, 477, 692, 668, 313]);
}

/// Tables made from known weights are found again, and just outside the range they are no longer
/// reproduced.
#[test]
fn weights_behind_a_table_are_found_exactly() {
    let history = [851, 476, 692, 668, 313];
    let people = [1_911_000, 850_000, 1_238_000, 1_363_000, 594_000];
    for method in Method::ALL.into_iter().filter(|&method| method != Method::Droop) {
        let share = |weight: &Exact| -> Vec<u64> {
            let rest = &Exact::from(1) - weight;
            let bases: Vec<Exact> = history
                .iter()
                .zip(people)
                .map(|(&h, p)| {
                    weight * &(Exact::from(h) / Exact::from(3000))
                        + &rest * &(Exact::from(p) / Exact::from(people.iter().sum::<i32>()))
                })
                .collect();
            apportion(&Rule::new(method), 3000, &bases, &[]).expect("shared").places
        };
        let published = share(&"0.3".parse().expect("a number"));
        let rows: Vec<Value> = (0..5)
            .map(|at| {
                json!({"table": "t", "name": format!("{at}"), "places": published[at],
            "values": {"historik": history[at], "indbyggere": people[at]}})
            })
            .collect();
        let input: Input = serde_json::from_value(
            json!({"total": 1, "method": method, "units": [], "published": rows}),
        )
        .expect("an input");
        let found = inverse::inverse(&input).expect("is searched").expect("is asked");
        let fit = found.fits.iter().find(|fit| fit.method == method).expect("the method");
        let Found::Ranges(ranges) = &fit.found else { panic!("{method}: {fit:?}") };
        let (low, high) = &ranges[0];
        assert!(
            *low < "0.3".parse().expect("a number") && *high > "0.3".parse().expect("a number"),
            "{method} {low} {high}"
        );
        let step = Exact::from(1) / Exact::from(1_000_000_000);
        assert_eq!(share(&(low + &step)), published, "{method}");
        assert_eq!(share(&(high - &step)), published, "{method}");
        assert_ne!(share(&(low - &step)), published, "{method}");
        assert_ne!(share(&(high + &step)), published, "{method}");
    }
}

/// Three parts and two tables: the weights that made both are among those found, and the ones told
/// reproduce both.
#[test]
fn weights_of_three_parts_are_found_for_several_tables() {
    let tables = [
        ("2025", [[851, 30, 7], [476, 20, 9], [692, 25, 3]]),
        ("2026", [[845, 31, 8], [480, 22, 9], [690, 24, 4]]),
    ];
    let made = ["0.5", "0.3", "0.2"].map(|weight| weight.parse::<Exact>().expect("a number"));
    let mut rows = Vec::new();
    for (table, values) in tables {
        let sum = |part: usize| values.iter().map(|unit| unit[part]).sum::<i32>();
        let share = |unit: &[i32; 3], part: usize| Exact::from(unit[part]) / Exact::from(sum(part));
        let base =
            |unit: &[i32; 3]| (0..3).map(|part| &made[part] * &share(unit, part)).sum::<Exact>();
        let bases: Vec<Exact> = values.iter().map(base).collect();
        let shared =
            apportion(&Rule::new(Method::LargestRemainder), 100, &bases, &[]).expect("shared");
        assert_eq!(shared.tie, None);
        for (at, unit) in values.iter().enumerate() {
            rows.push(json!({"table": table, "name": format!("{at}"), "places": shared.places[at],
                "values": {"a": unit[0], "b": unit[1], "c": unit[2]}}));
        }
    }
    let input: Input = serde_json::from_value(json!({"total": 1, "units": [], "published": rows}))
        .expect("an input");
    let found = inverse::inverse(&input).expect("is searched").expect("is asked");
    let fit = found
        .fits
        .iter()
        .find(|fit| fit.method == Method::LargestRemainder && fit.tables.len() == 2);
    let fit = fit.expect("both tables together");
    let Found::Ranges(ranges) = &fit.found else { panic!("{fit:?}") };
    for ((low, high), made) in ranges.iter().zip(&made) {
        assert!(low <= made && made <= high, "{low} {made} {high}");
    }
    assert_eq!((fit.misplaced, fit.weights.iter().sum::<Exact>()), (0, Exact::from(1)));
}

/// As many rows as two years of all municipalities have.
#[test]
fn two_years_of_98_municipalities_are_searched() {
    let values: Vec<[u64; 2]> =
        (0..98_u64).map(|unit| [5 + unit * unit % 61, 4000 + unit * 7919 % 90_000]).collect();
    let sum = |part: usize| values.iter().map(|unit| unit[part]).sum::<u64>();
    let share = |unit: &[u64; 2], part: usize| Exact::from(unit[part]) / Exact::from(sum(part));
    let base = |unit: &[u64; 2]| share(unit, 0) + share(unit, 1);
    let bases: Vec<Exact> = values.iter().map(base).collect();
    let mut rows = Vec::new();
    for (table, total) in [("2025", 3000), ("2026", 3100)] {
        let shared =
            apportion(&Rule::new(Method::SainteLague), total, &bases, &[]).expect("shared");
        for (at, unit) in values.iter().enumerate() {
            rows.push(json!({"table": table, "name": format!("{at}"), "places": shared.places[at],
                "values": {"historik": unit[0], "indbyggere": unit[1]}}));
        }
    }
    let input = json!({"total": 1, "units": [], "published": rows});
    let input: Input = serde_json::from_value(input).expect("an input");
    let found = inverse::inverse(&input).expect("is searched").expect("is asked");
    let fit =
        found.fits.iter().find(|fit| fit.method == Method::SainteLague && fit.tables.len() == 2);
    let Some(Found::Ranges(ranges)) = fit.map(|fit| &fit.found) else { panic!("{fit:?}") };
    let half = Exact::from(1) / Exact::from(2);
    assert!(ranges.iter().all(|(low, high)| *low < half && half < *high), "{ranges:?}");
}
