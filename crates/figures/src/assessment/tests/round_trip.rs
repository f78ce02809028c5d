use serde_json::json;

use super::super::{Assessment, Input};
use super::TODAY;
use crate::kind::Figure;
use crate::{Intake, Kind, Language, from_json, from_toml, from_workbook, sheet_csv};

fn read(intake: &Intake) -> Input {
    let mut input: Input = intake.read().expect("reads");
    // A table has them by name.
    for alternative in &mut input.alternatives {
        if alternative.scores.is_empty() {
            alternative.scores = super::super::Scores::default();
        }
    }
    input
}

#[test]
fn the_example_survives_the_way_through_a_workbook() {
    let intake = from_toml(Assessment::EXAMPLE, &Assessment::SCHEMA).expect("reads");
    for language in [Language::Danish, Language::English] {
        let workbook = Assessment::SCHEMA.fill(&intake.json, language);
        let again = from_workbook(&workbook, &Assessment::SCHEMA).expect("reads");
        assert_eq!(read(&again), read(&intake));
    }
}

#[test]
fn every_sheet_survives_the_way_through_a_workbook() {
    let full = json!({
        "about": { "title": "T", "note": "N", "unit": "point", "sources": [{ "name": "S" }] },
        "method": "promethee-ii", "normalisation": "none", "weighing": "pairwise",
        "missing": "worst", "scale": { "low": 1, "high": 3.5, "words": ["lav", "høj"] },
        "criteria": [
            { "name": "Pris i kr.", "weight": 2.5, "importance": 1, "direction": "min",
              "preference": "linear", "indifference": 0.5, "strict": 2 },
            { "name": "b" },
        ],
        "alternatives": [{ "name": "X" }, { "name": "Y" }],
        "comparisons": [{ "first": "b", "second": "Pris i kr.", "times": 3 }],
        "judgements": [
            { "assessor": "A", "alternative": "X", "scores": { "Pris i kr.": 2.25, "b": "høj" } },
            { "assessor": "A", "alternative": "Y", "scores": { "Pris i kr.": 1 } },
        ],
    });
    let intake = from_json(&full.to_string(), &Assessment::SCHEMA).expect("reads");
    let workbook = Assessment::SCHEMA.fill(&intake.json, Language::Danish);
    let again = from_workbook(&workbook, &Assessment::SCHEMA).expect("reads");
    assert_eq!(read(&again), read(&intake));
    Assessment::compute(&again, TODAY).expect("computes");
}

const CSV: &str = "Alternativ;Pris;Kvalitet\nX;1.250,50;høj\nY;900;lav\n\n[Kriterier]\n\
    Kriterium;Vægt;Retning\nPris;1;mindst er bedst\nKvalitet;2;mest er bedst\n\n[Indstillinger]\n\
    Skalaens ord;lav; middel; høj\n";

#[test]
fn a_csv_file_is_read_and_a_fault_names_its_cell() {
    let csv = CSV.replace("Skalaens ord;lav; middel; høj", "Skalaens ord;\"lav; middel; høj\"");
    let workbook = sheet_csv::read(&csv).expect("reads");
    let intake = from_workbook(&workbook, &Assessment::SCHEMA).expect("reads");
    let faults = Kind::Assessment.compute(&intake, TODAY).expect_err("a price is no step of 1-3");
    assert!(faults.list()[0].cell.as_deref().is_some_and(|cell| cell.ends_with("B2")), "{faults}");
}

#[test]
fn programs_may_spell_their_words_as_they_are_used_to() {
    let text = |method: &str, more: &str, direction: &str| {
        format!(
            r#"{{"method": "{method}"{more}, "criteria": [{{"name": "a", "weight": 1,
                "direction": "{direction}"}}], "alternatives": [{{"name": "X", "scores": [1]}},
                {{"name": "Y", "scores": [2]}}]}}"#
        )
    };
    let compute = |text: &str| {
        let intake = from_json(text, &Assessment::SCHEMA).expect("JSON");
        Assessment::compute(&intake, TODAY).expect("computes").json()
    };
    for (one, other) in [
        (text("weighted_sum", "", "maximize"), text("weighted-sum", "", "max")),
        (text("promethee_ii", "", "MIN"), text("promethee-ii", "", "min")),
        (text("promethee", "", "minimise"), text("promethee-ii", "", "min")),
        (
            text("topsis", r#", "normalization": "min_max", "scale": null"#, "max"),
            text("topsis", r#", "normalisation": "minmax""#, "max"),
        ),
    ] {
        assert_eq!(compute(&one), compute(&other), "{one}");
    }
}

#[test]
fn names_are_found_whatever_their_case() {
    let csv = "Alternativ;pris;KVALITET\nX;1;2\nY;2;1\n\n[Kriterier]\nKriterium\nPris\nKvalitet\n\n\
        [Parvise sammenligninger]\nVigtigst;Mindre vigtigt;Gange\npris;kvalitet;3\n";
    let intake = from_workbook(&sheet_csv::read(csv).expect("CSV"), &Assessment::SCHEMA);
    let figure = Assessment::compute(&intake.expect("reads"), TODAY).expect("computes");
    assert_eq!(figure.json()["criteria"][0]["weight"], 0.75);
    let judged = json!({ "criteria": [{ "name": "a", "weight": 1 }],
        "alternatives": [{ "name": "X" }, { "name": "Y" }],
        "judgements": [
            { "assessor": "Anna", "alternative": "x", "scores": { "A": 1 } },
            { "assessor": "anna", "alternative": "y", "scores": [2] },
        ] });
    let figure = Assessment::compute(&Intake::plain(judged), TODAY).expect("computes");
    assert_eq!(figure.json()["alternatives"][1]["rank"], 1);
    let twice = json!({ "criteria": [{ "name": "a", "weight": 1 }],
        "alternatives": [{ "name": "X", "scores": { "a": 1, "A": 2 } }] });
    Assessment::compute(&Intake::plain(twice), TODAY).expect_err("which is meant is not known");
}
