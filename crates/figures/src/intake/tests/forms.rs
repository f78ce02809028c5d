use serde::Deserialize;

use super::super::{from_json, from_toml};
use super::{SCHEMA, json, read, sheet};
use crate::{Exact, Intake, Language};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "only whether it can be read is asked")]
struct Input {
    units: Vec<Unit>,
    total: u64,
    #[serde(default)]
    method: Option<Method>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Method {
    Dhondt,
    Largest,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "only whether it can be read is asked")]
struct Unit {
    name: String,
    places: u64,
    base: Option<Exact>,
}

#[test]
fn texts_in_json_become_what_the_schema_says_stands_there() {
    let intake = from_json(
        r#"{"units": [{"name": "12", "places": "1.779", "base": "1.779", "since": "2. maj 2025",
            "joined": "ja", "tags": "a; b", "marks": ["1/3", 2], "grade": "høj",
            "values": {"2025": "12,5", "2026": "x"}}], "total": "3.000", "method": "Største brøk",
            "about": {"title": "12"}, "free": "1.5"}"#,
        &SCHEMA,
    )
    .expect("reads");
    let expected = json(
        r#"{"units": [{"name": "12", "places": 1779, "base": 1.779, "since": "2025-05-02",
            "joined": true, "tags": ["a", "b"], "marks": ["1/3", 2], "grade": "høj",
            "values": {"2025": 12.5, "2026": "x"}}], "total": 3000, "method": "largest",
            "about": {"title": "12"}, "free": "1.5"}"#,
    );
    assert_eq!(intake.json, expected);
}

#[test]
fn toml_is_the_same_form_and_its_dates_are_days() {
    let intake = from_toml(
        "total = 3_000\n[[units]]\nname = \"Faxe\"\nplaces = 12\nsince = 2025-05-02\nbase = 0.1\n",
        &SCHEMA,
    )
    .expect("reads");
    let expected = json(
        r#"{"total": 3000,
            "units": [{"name": "Faxe", "places": 12, "since": "2025-05-02", "base": 0.1}]}"#,
    );
    assert_eq!(intake.json, expected);
}

#[test]
fn what_is_no_json_or_toml_is_told_with_its_line() {
    let told = |result: Result<Intake, crate::Faults>| result.expect_err("wrong").to_string();
    assert!(told(from_json("{\n\"a\": }", &SCHEMA)).contains("line 2"));
    assert!(told(from_toml("a = 1\nb =\n", &SCHEMA)).contains("(line 2)"));
    assert_eq!(
        told(from_toml("[[units]]\nbase = nan", &SCHEMA)),
        "units[0].base: NaN and infinity are no numbers"
    );
}

#[test]
fn deep_nesting_is_refused_and_ends() {
    let deep = "[".repeat(100_000);
    assert!(from_json(&deep, &SCHEMA).is_err());
    assert!(from_toml(&format!("a = {deep}"), &SCHEMA).is_err());
    assert!(from_toml(&format!("a{} = 1", ".a".repeat(100_000)), &SCHEMA).is_err());
}

#[test]
fn a_form_that_does_not_fit_is_told_in_the_authors_words() {
    let told = |text: &str| {
        let intake = from_json(text, &SCHEMA).expect("JSON");
        let faults = intake.read::<Input>().expect_err("wrong");
        faults.list()[0].message(Language::Danish)
    };
    for (text, message) in [
        (r#"{"units": []}"#, "total: »I alt« mangler; udfyld det"),
        (r#"{"total": 3}"#, "units: »Enheder« mangler; udfyld det"),
        (r#"{"total": 3, "units": [{"places": 3}]}"#, "units[0].name: »Navn« mangler; udfyld det"),
        (
            r#"{"total": 3, "units": [{"name": "a", "places": 3, "colour": 1}]}"#,
            "units[0].colour: »colour« kendes ikke her; her kan stå `name`, `places`, `base`",
        ),
        (
            r#"{"total": 3, "units": [], "method": "adams"}"#,
            "method: »adams« kendes ikke; skriv `dhondt`, `largest`",
        ),
        (
            r#"{"total": 3, "units": [{"name": "a", "places": "mange"}]}"#,
            "units[0].places: her kan ikke stå teksten \"mange\"; skriv et helt tal, der ikke er negativt",
        ),
        (
            r#"{"total": 3, "units": [{"name": "a", "places": 3, "base": "mange"}]}"#,
            "units[0].base: »mange« er ikke et tal; skriv et tal: 12,5",
        ),
    ] {
        assert_eq!(told(text), message);
    }
    let settings = sheet("Indstillinger", &[&["Indstilling", "Værdi"], &["I alt", ""]]);
    let intake = read(vec![settings, sheet("Enheder", &[&["Navn", "Pladser"]])]).expect("reads");
    let faults = intake.read::<Input>().expect_err("no total");
    assert_eq!(
        faults.list()[0].message(Language::Danish),
        "celle Indstillinger!B2: »I alt« mangler; udfyld det"
    );
}

#[test]
fn single_values_are_set_by_path_and_taken_away() {
    let start = r#"{"units": [{"name": "Faxe", "places": 1}, {"name": "Sorø", "places": 2}]}"#;
    let mut intake = from_json(start, &SCHEMA).expect("reads");
    for (path, text) in [
        ("total", "3.000"),
        ("about.title", "Pladser"),
        ("units[1].places", "7"),
        ("units[0].values.Pct. 65+", "12,5"),
        ("units[0].joined", "ja"),
        ("method", "største brøk"),
        ("method", ""),
        ("share", " "),
    ] {
        intake.set(&SCHEMA, path, text).expect(path);
    }
    let expected = json(
        r#"{"units": [{"name": "Faxe", "places": 1, "values": {"Pct. 65+": 12.5}, "joined": true},
            {"name": "Sorø", "places": 7}], "total": 3000, "about": {"title": "Pladser"}}"#,
    );
    assert_eq!(intake.json, expected);
    for (path, text, message) in [
        ("colour", "1", "colour: does not exist in this kind of figure"),
        ("units[2].places", "1", "units[2].places: does not exist in this figure"),
        ("units[x].places", "1", "units[x].places: does not exist in this kind of figure"),
        ("units", "1", "units: does not exist in this kind of figure"),
        ("total", "mange", "total: “mange” is no number; write a number"),
    ] {
        let faults = intake.set(&SCHEMA, path, text).expect_err(path);
        assert_eq!(faults.to_string(), message);
    }
}
