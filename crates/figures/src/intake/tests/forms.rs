use serde::Deserialize;

use super::super::{from_json, from_toml};
use super::{SCHEMA, json, read, sheet};
use crate::{Exact, Intake, Kind, Language};

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
        "units[0].base: NaN and infinity are no numbers; write a number"
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
        (
            r#"{"units": []}"#,
            "total: »I alt« mangler; udfyld det; i et regneark står det i arket »Indstillinger«",
        ),
        (r#"{"total": 3}"#, "units: »Enheder« mangler; udfyld det"),
        (
            r#"{"total": 3, "units": [{"places": 3}]}"#,
            "units[0].name: »Navn« mangler; udfyld det; i et regneark står det i arket »Enheder«",
        ),
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

/// What programs send that is wrong, and what they are told: both languages, and what to do.
#[test]
fn numbers_that_are_none_are_told_with_what_to_write() {
    let schema = Kind::Allocation.schema();
    let context = crate::Context { today: jiff::civil::date(2026, 1, 1) };
    let unit = r#"{"name": "A", "base": 1}"#;
    for (text, danish, english) in [
        (
            format!(r#"{{"total": -4, "units": [{unit}]}}"#),
            "total: her kan ikke stå tallet `-4`; skriv et helt tal, der ikke er negativt",
            "total: integer `-4` cannot stand here; write a whole number that is not negative",
        ),
        (
            format!(r#"{{"total": NaN, "units": [{unit}]}}"#),
            "er ikke gyldig JSON (linje 1, tegn 11); NaN og uendelig er ikke tal; skriv et tal",
            "is not valid JSON: expected value at line 1 column 11; NaN and infinity are no numbers; write a number",
        ),
        (
            format!(r#"{{"units": [{unit}]}}"#),
            "total: »I alt« mangler; udfyld det; i et regneark står det i arket »Indstillinger«",
            "total: “Total” is missing; fill it in; in a workbook it stands in the sheet “Settings”",
        ),
        (
            format!(r#"{{"total": 4, "method": "lottery", "units": [{unit}]}}"#),
            "method: »lottery« kendes ikke; skriv largest-remainder, droop, dhondt, sainte-lague, modified-sainte-lague, huntington-hill, adams, dean",
            "method: “lottery” is not known; write largest-remainder, droop, dhondt, sainte-lague, modified-sainte-lague, huntington-hill, adams, dean",
        ),
        (
            r#"{"total": 4, "#.to_owned(),
            "er ikke gyldig JSON (linje 1, tegn 13); teksten holder op for tidligt; send den hele",
            "is not valid JSON: EOF while parsing a value at line 1 column 13; the text ends too early; send all of it",
        ),
    ] {
        assert!(Kind::Allocation.compute_json(&text, context).is_none(), "{text}");
        let read = from_json(&text, &schema).and_then(|it| Kind::Allocation.compute(&it, context));
        let faults = read.expect_err("is refused");
        let [fault] = faults.list() else { panic!("{faults}") };
        assert_eq!(fault.message(Language::Danish), danish);
        assert_eq!(fault.message(Language::English), english);
    }
}

/// Both ways from JSON to the result give the same bytes, whatever the numbers are written as.
#[test]
fn the_short_way_gives_what_the_long_one_gives() {
    let context = crate::Context { today: jiff::civil::date(2026, 1, 1) };
    for (text, is_short) in [
        (
            r#"{"total": 10, "units": [{"name": "A", "base": "12.5"}, {"name": "B", "base": 7}]}"#,
            true,
        ),
        (r#"{"total": 10, "method": "Sainte-Laguë", "units": [{"name": "A", "base": 0.1}]}"#, true),
        (r#"{"total": "1.000", "units": [{"name": "A", "base": "12,5"}]}"#, false),
        (r#"{"total": 10.0, "units": [{"name": "A", "base": 1e3}]}"#, false),
    ] {
        let short = Kind::Allocation.compute_json(text, context);
        assert_eq!(short.is_some(), is_short, "{text}");
        let intake = from_json(text, &Kind::Allocation.schema()).expect("reads");
        let long = Kind::Allocation.compute(&intake, context).expect("computes");
        let written = |computed: &crate::Computed| {
            let mut bytes = Vec::new();
            computed.write_json(&mut bytes).expect("writes");
            String::from_utf8(bytes).expect("is text")
        };
        assert_eq!(written(&long), format!("{:#}", long.json()), "{text}");
        if let Some(short) = short {
            assert_eq!(written(&short), written(&long), "{text}");
        }
    }
}

/// The longest decimals that differ; a float holds neither apart.
#[test]
fn numbers_are_kept_exactly_in_json_and_toml() {
    let context = crate::Context { today: jiff::civil::date(2026, 1, 1) };
    for (more, less) in [
        ("18446744073709551617", "18446744073709551616"),
        ("0.12345678901234567891", "0.12345678901234567890"),
        ("1.00000000000000000002e3", "1.00000000000000000001e3"),
        ("9007199254740993.5", "9007199254740993.25"),
    ] {
        let json = format!(
            r#"{{"total": 1, "method": "dhondt",
                "units": [{{"name": "A\\\"-1", "base": {more}}}, {{"name": "B", "base": {less}}}]}}"#
        );
        assert!(Kind::Allocation.compute_json(&json, context).is_none(), "{more}");
        let toml = format!(
            "total = 1\nmethod = \"dhondt\"\n[[units]]\nname = \"A\"\nbase = {more}\n\
             [[units]]\nname = \"B\"\nbase = {less}\n"
        );
        let schema = Kind::Allocation.schema();
        for intake in [from_json(&json, &schema), from_toml(&toml, &schema)] {
            let intake = intake.expect("reads");
            let result = Kind::Allocation.compute(&intake, context).expect("computes").json();
            assert_eq!(result["units"][0]["places"], 1, "{more}");
        }
    }
    for text in ["[0.30000000000000004]", "[1e3, 18446744073709551615, -9223372036854775808]"] {
        assert!(super::super::is_plain(text), "{text}");
    }
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    for text in [
        r#"{"total": 10, "total": 11, "units": []}"#,
        r#"{"total": 1, "units": [{"name": "A", "values": {"total": 1, "total": 2}}]}"#,
    ] {
        let faults = from_json(text, &SCHEMA).expect_err(text);
        let message = faults.list()[0].message(Language::Danish);
        assert!(message.starts_with("»total« står der to gange (linje 1, tegn "), "{message}");
        assert!(message.ends_with("; slet den ene"), "{message}");
        let context = crate::Context { today: jiff::civil::date(2026, 1, 1) };
        assert!(Kind::Allocation.compute_json(text, context).is_none());
    }
    assert!(from_toml("total = 1\ntotal = 2\n", &SCHEMA).is_err());
}

#[test]
fn nothing_said_is_as_if_it_were_left_out_and_a_number_may_be_a_name() {
    let text = r#"{"units": [{"name": 2021, "places": 1, "base": null, "tags": [1, "b"]}],
        "total": 1, "method": null}"#;
    let expected = r#"{"units": [{"name": "2021", "places": 1, "tags": ["1", "b"]}], "total": 1}"#;
    assert_eq!(from_json(text, &SCHEMA).expect("reads").json, json(expected));
}

#[test]
fn a_choice_is_known_whatever_parts_its_words() {
    for word in ["D’Hondt", "d'hondt", "D_HONDT", "d’Hondts metode", "Jefferson"] {
        let settings = sheet("Indstillinger", &[&["Metode", word], &["I alt", "1"]]);
        let main = sheet("Enheder", &[&["Navn", "Pladser"], &["Faxe", "1"]]);
        let intake = read(vec![main, settings]).expect("reads");
        assert_eq!(intake.json["method"], "dhondt", "{word}");
    }
}

#[test]
fn letters_composed_or_not_are_the_same_name() {
    let context = crate::Context { today: jiff::civil::date(2026, 1, 1) };
    let schema = Kind::Allocation.schema();
    for apart in ["A\u{30a}rhus", "A\\u030arhus"] {
        let json = format!(
            r#"{{"total": 1, "units": [{{"name": "Århus", "base": 1}}, {{"name": "{apart}", "base": 1}}]}}"#
        );
        assert!(Kind::Allocation.compute_json(&json, context).is_none(), "{apart}");
        let intake = from_json(&json, &schema).expect("reads");
        let faults = Kind::Allocation.compute(&intake, context).expect_err("twice");
        assert!(faults.to_string().contains("there twice"), "{faults}");
    }
    let main = sheet("Enheder", &[&["Navn", "Pladser", "A\u{30a}r"], &["A\u{30a}rhus", "1", "2"]]);
    let unit = &read(vec![main]).expect("reads").json["units"][0];
    assert_eq!((&unit["name"], &unit["values"]["År"]), (&json("\"Århus\""), &json("2")));
}
