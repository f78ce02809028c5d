use proptest::prelude::*;
use serde_json::{Map, Value};

use super::super::{from_json, from_toml, from_workbook};
use super::SCHEMA;
use crate::{Cell, CellFormat, Exact, Language, Sheet, Workbook, sheet_csv};

fn word() -> impl Strategy<Value = String> {
    "[A-ZÆØÅa-zæøå][A-Za-zæøå0-9 .,;=\"'%-]{0,11}[a-zæøå]"
        .prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn a_number() -> impl Strategy<Value = Value> {
    prop_oneof![
        (-2_000_000i64..2_000_000).prop_map(Value::from),
        (-2_000_000i64..2_000_000, 1u32..5).prop_map(|(digits, decimals)| {
            let number = Exact::ratio(digits, 10i64.pow(decimals)).expect("no division by zero");
            serde_json::to_value(number).expect("a number is JSON")
        }),
        (1i64..5000, 1i64..5000).prop_map(|(above, below)| {
            let number = Exact::ratio(above, below).expect("no division by zero");
            serde_json::to_value(number).expect("a number is JSON")
        }),
    ]
}

fn object(entries: Vec<(&str, Option<Value>)>) -> Value {
    let entries = entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Object(entries.collect::<Map<_, _>>())
}

fn unit() -> impl Strategy<Value = Value> {
    let maybe = proptest::option::of::<BoxedStrategy<Value>>;
    let texts = proptest::collection::vec("[a-zæøå]{1,9}", 1..4);
    let numbers = proptest::collection::vec(a_number(), 1..4);
    let values = proptest::collection::btree_map("20[0-9]{2}", a_number(), 1..4);
    (
        (word(), any::<i32>(), maybe(a_number().boxed())),
        maybe((1i8..28, 1i8..13).prop_map(|(d, m)| format!("2025-{m:02}-{d:02}").into()).boxed()),
        maybe(any::<bool>().prop_map(Value::from).boxed()),
        maybe(texts.prop_map(Value::from).boxed()),
        maybe(numbers.prop_map(Value::from).boxed()),
        maybe(values.prop_map(|map| Value::Object(map.into_iter().collect())).boxed()),
    )
        .prop_map(|((name, places, base), since, joined, tags, marks, values)| {
            object(vec![
                ("name", Some(name.into())),
                ("places", Some(places.into())),
                ("base", base),
                ("since", since),
                ("joined", joined),
                ("tags", tags),
                ("marks", marks),
                ("values", values),
            ])
        })
}

fn input() -> impl Strategy<Value = Value> {
    let units = proptest::collection::vec(unit(), 1..6);
    (units, any::<u32>(), proptest::option::of(word())).prop_map(|(units, total, title)| {
        let about = title.map(|title| object(vec![("title", Some(title.into()))]));
        object(vec![
            ("units", Some(units.into())),
            ("total", Some(total.into())),
            ("method", Some("largest".into())),
            ("about", about),
        ])
    })
}

fn any_cell() -> impl Strategy<Value = Cell> {
    let known = ["Navn", "Places", "Grundlag", "Siden", "I alt", "2025", "1.779", "", "[x]", "Med"];
    let format = prop_oneof![
        Just(CellFormat::General),
        Just(CellFormat::Percent(200)),
        Just(CellFormat::Decimals(0))
    ];
    let number = any::<f64>().prop_map(|float| Exact::from_float(float).unwrap_or_default());
    prop_oneof![
        2 => Just(Cell::Empty),
        6 => proptest::sample::select(known.to_vec()).prop_map(|text| Cell::Text(text.to_owned())),
        2 => ".{0,12}".prop_map(Cell::Text),
        1 => ".{0,12}".prop_map(Cell::Heading),
        1 => ".{0,12}".prop_map(Cell::Error),
        2 => (number, format).prop_map(|(number, format)| Cell::Number(number, format)),
        1 => any::<bool>().prop_map(Cell::Bool),
        1 => Just(Cell::Date(jiff::civil::date(2025, 9, 2))),
    ]
}

fn any_workbook() -> impl Strategy<Value = Workbook> {
    let names = ["", "Enheder", "Units", "Indstillinger", "Kilder", "Ark1", "about.sources"];
    let rows = proptest::collection::vec(proptest::collection::vec(any_cell(), 0..9), 0..9);
    let sheet = (proptest::sample::select(names.to_vec()), rows, 0usize..5).prop_map(
        |(name, rows, merged)| Sheet { rows, merged: vec![(merged, merged)], ..Sheet::new(name) },
    );
    proptest::collection::vec(sheet, 0..4).prop_map(|sheets| Workbook { sheets })
}

proptest! {
    #[test]
    fn an_input_as_sheets_or_csv_is_the_same_input(input in input()) {
        for language in [Language::Danish, Language::English] {
            let workbook = SCHEMA.fill(&input, language);
            let read = from_workbook(&workbook, &SCHEMA).map_err(|f| TestCaseError::fail(f.to_string()))?;
            prop_assert_eq!(&read.json, &input);
            let csv = sheet_csv::read(&sheet_csv::write(&workbook, language)).expect("our own CSV");
            let read = from_workbook(&csv, &SCHEMA).map_err(|f| TestCaseError::fail(f.to_string()))?;
            prop_assert_eq!(&read.json, &input);
        }
    }

    #[test]
    fn no_workbook_makes_it_panic_and_every_fault_can_be_said(workbook in any_workbook()) {
        match from_workbook(&workbook, &SCHEMA) {
            Ok(intake) => {
                SCHEMA.template(&intake.json, Language::Danish);
            }
            Err(faults) => prop_assert!(!faults.to_string().is_empty()),
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "[\\[\\]{}\":,;=\n\t 0-9a-zæ.'-]{0,80}|.{0,80}", path in "[a-z\\[\\].0-9]{0,20}") {
        let read = [from_json(&text, &SCHEMA), from_toml(&text, &SCHEMA)];
        for mut intake in read.into_iter().flatten() {
            SCHEMA.fill(&intake.json, Language::English);
            let _ = intake.set(&SCHEMA, &path, &text);
        }
        if let Ok(workbook) = sheet_csv::read(&text) {
            let _ = from_workbook(&workbook, &SCHEMA);
        }
    }
}
