//! A body's settings: checks off or at another level, findings accepted.

use raadslag_document::{Block, Document, Field, FieldName, Item, Section};
use raadslag_proof::{Code, Context, Lang, Level, Register, Report, Settings, Switch, proof};

const WRONG: &str =
    "Vi er 71 medarbejdere: 50 i marken, 16 i staben og 4 ledere. Se planen planen.";

fn document(title: &str, text: &str) -> Document {
    let blocks = vec![Block::paragraph("Før dette står intet."), Block::paragraph(text)];
    let fields = vec![Field { name: FieldName::Presentation, heading: None, blocks }];
    let item = Item { number: Some("2.7".into()), title: title.into(), fields, ..Item::default() };
    Document {
        sections: vec![Section { items: vec![item], ..Section::default() }],
        ..Document::default()
    }
}

fn report(document: &Document, settings: &Settings) -> Report {
    let register = Register::default();
    proof(document, &Context { register: &register, settings, today: None })
}

#[test]
fn a_check_is_switched_off_or_to_a_level() {
    let mut settings = Settings::default();
    let document = document("Ansatte", WRONG);
    assert_eq!(report(&document, &settings).codes(), ["arithmetic.sum", "language.doubled"]);
    settings.switches.insert(Code::Doubled, Switch::Off);
    settings.switches.insert(Code::Sum, Switch::At(Level::Hint));
    let report = report(&document, &settings);
    assert_eq!(report.codes(), ["arithmetic.sum"]);
    assert_eq!(report.findings[0].level, Level::Hint);
}

#[test]
fn an_accepted_finding_stays_accepted_while_text_around_it_changes() {
    let mut settings = Settings::default();
    let first = report(&document("Ansatte", WRONG), &settings);
    let reason = "Én er på orlov.".to_owned();
    settings.accepted.insert(first.findings[0].fingerprint.clone(), reason.clone());
    let longer = format!("Der er kommet en sætning til. {WRONG}");
    let again = report(&document("Ansatte", &longer), &settings);
    assert_eq!(again.codes(), ["language.doubled"]);
    assert_eq!(again.accepted[0].accepted, Some(reason));
    let changed = report(&document("Ansatte", &WRONG.replace("71", "72")), &settings);
    assert_eq!(changed.codes(), ["arithmetic.sum", "language.doubled"]);
}

#[test]
fn the_body_s_own_words_are_spelt_right() {
    let mut settings = Settings::default();
    let document = document("Ord", "Vi mødes om snusepraktikker.");
    assert_eq!(report(&document, &settings).codes(), ["language.unknown-word"]);
    settings.words.insert("snusepraktikker".into());
    assert!(report(&document, &settings).codes().is_empty());
}

#[test]
fn settings_survive_being_stored() {
    let mut settings = Settings { two_readings: true, ..Settings::default() };
    settings.switches.insert(Code::Sum, Switch::At(Level::Warning));
    settings.switches.insert(Code::Stop, Switch::Off);
    let stored = serde_json::to_string(&settings).expect("settings are JSON");
    assert_eq!(serde_json::from_str::<Settings>(&stored).expect("the same"), settings);
}

#[test]
fn json_says_place_and_reason() {
    let report = report(&document("Ansatte", WRONG), &Settings::default());
    let json = serde_json::to_value(report.findings[0].json(Lang::En)).expect("a finding is JSON");
    assert_eq!(
        json,
        serde_json::json!({
            "code": "arithmetic.sum", "level": "error", "item": "2.7", "field": "presentation", "block": 1,
            "span": [6, 52], "text": "71 medarbejdere: 50 i marken, 16 i staben og 4",
            "message": "The parts make 70, not 71", "why": "50 + 16 + 4 = 70",
            "suggestion": "Change 71 to 70, or one of the parts."
        })
    );
}

#[test]
fn every_code_is_explained_with_its_level() {
    let page = include_str!("../../../docs/proof.md");
    let rows: Vec<&str> = page
        .lines()
        .filter(|line| {
            line.starts_with("| `")
                && line[3..].split('`').next().is_some_and(|code| code.contains('.'))
        })
        .collect();
    assert_eq!(rows.len(), Code::ALL.len());
    for (row, code) in rows.iter().zip(Code::ALL) {
        assert!(
            row.starts_with(&format!("| `{code}` | {} | ", code.level())),
            "{row} is not of {code}"
        );
    }
}
