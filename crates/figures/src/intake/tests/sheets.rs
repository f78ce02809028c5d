use super::{SCHEMA, exact, json, messages, number, read, sheet, text};
use crate::{Cell, CellFormat, Fault, Language, MOST_ROWS, Sheet, Workbook, sheet_csv};

#[test]
fn headings_are_found_in_either_language_or_by_key_whatever_the_case() {
    for headings in [["Navn", "Pladser"], ["NAME", "places"], [" name ", "pladser"]] {
        let intake = read(vec![sheet("Ark1", &[&headings, &["Faxe", "12"]])]).expect("reads");
        assert_eq!(intake.json, json(r#"{"units": [{"name": "Faxe", "places": 12}]}"#));
        assert!(intake.notes.is_empty());
    }
}

#[test]
fn every_kind_of_cell_is_read_as_its_column_asks() {
    let mut units = sheet(
        "Enheder",
        &[
            &["Navn", "Pladser", "Grundlag", "Siden", "Med", "Emner", "Mærker", "Karakter", "2025"],
            &["Faxe", "1.779", "12,5", "2. maj 2025", "x", "a; b", "1; 2,5", "høj", "3"],
        ],
    );
    units.rows.push(vec![
        number("2026"),
        number("955"),
        Cell::Number(exact("0.25"), CellFormat::Percent(0)),
        Cell::Date(jiff::civil::date(2025, 5, 2)),
        Cell::Bool(false),
        number("7"),
        number("7"),
        number("2"),
        Cell::Empty,
    ]);
    let settings = sheet(
        "Settings",
        &[&["Setting", "Value"], &["I alt", "2.734"], &["Method", "Største brøk"]],
    );
    let intake = read(vec![units, settings]).expect("reads");
    assert_eq!(
        intake.json,
        json(
            r#"{"units": [
                {"name": "Faxe", "places": 1779, "base": 12.5, "since": "2025-05-02",
                 "joined": true, "tags": ["a", "b"], "marks": [1, 2.5], "grade": "høj",
                 "values": {"2025": 3}},
                {"name": "2026", "places": 955, "base": 25, "since": "2025-05-02",
                 "joined": false, "tags": ["7"], "marks": [7], "grade": 2}],
                "total": 2734, "method": "largest"}"#
        )
    );
}

#[test]
fn what_is_wrong_in_a_cell_names_the_cell_and_says_what_to_do() {
    let formula =
        Cell::Formula { formula: "1+1".into(), value: exact("2"), format: CellFormat::General };
    for (heading, cell, message) in [
        ("Pladser", text("mange"), "cell S!B2: “mange” is no number; write a number"),
        ("Pladser", text("12,5"), "cell S!B2: 12.5 is no whole number; write a whole number"),
        (
            "Pladser",
            Cell::Empty,
            "cell S!B2: “Pladser” is not filled in; fill in the cell or delete the row",
        ),
        (
            "Grundlag",
            text("1.779"),
            "cell S!B2: “1.779” can be 1,779 or 1.779; write 1779 or 1.7790",
        ),
        (
            "Grundlag",
            formula,
            "cell S!B2: there is a formula here; copy the cell and paste its value only",
        ),
        (
            "Grundlag",
            Cell::Error("#DIV/0!".into()),
            "cell S!B2: the spreadsheet could not compute: #DIV/0!; correct the cell",
        ),
        (
            "Grundlag",
            Cell::Bool(true),
            "cell S!B2: there is true or false here; write what the column asks for",
        ),
        ("Grundlag", text("NaN"), "cell S!B2: “NaN” is no number; write a number"),
        (
            "Siden",
            text("2/9/2025"),
            "cell S!B2: “2/9/2025” can be two days; write it as 2025-09-30 or 30 September 2025",
        ),
        (
            "Siden",
            number("2025"),
            "cell S!B2: “2025” is no date; write it as 2025-09-30 or 30 September 2025",
        ),
        ("Med", text("måske"), "cell S!B2: “måske” is neither yes nor no; write yes or no"),
        ("Mærker", text("1; to"), "cell S!B2: “to” is no number; write a number"),
    ] {
        let is_places = heading == "Pladser";
        let mut wrong = sheet("S", &[&["Navn", heading, if is_places { "" } else { "Pladser" }]]);
        wrong.rows.push(vec![
            text("Faxe"),
            cell,
            if is_places { Cell::Empty } else { number("1") },
        ]);
        assert_eq!(messages(wrong), [message], "{heading}");
    }
}

#[test]
fn columns_that_are_unknown_twice_or_missing_are_named() {
    let sources = SCHEMA.sheets[2].name.1;
    let main = || sheet("Units", &[&["Navn", "Pladser"], &["Faxe", "1"]]);
    let faults = read(vec![main(), sheet(sources, &[&["Kilde", "Farve"], &["DST", "blå"]])]);
    let message = faults.expect_err("Farve").list()[0].message(Language::Danish);
    assert_eq!(
        message,
        "celle Sources!B1: »Farve« kendes ikke; brug et af navnene »Kilde«, »Hvilke tal«, »Dato«, »Adresse«"
    );
    assert_eq!(
        messages(sheet("S", &[&["Navn", "Pladser", "Name"], &["Faxe", "1", "Faxe"]])),
        ["cell S!C1: the column “Name” is there twice; delete one of them"]
    );
    assert_eq!(
        messages(sheet("S", &[&["Navn", "2025"], &["Faxe", "1"]])),
        ["cell S!A1: the column “Places” is missing; add it"]
    );
    assert!(messages(sheet("S", &[&["a", "b"], &["Faxe", "1"]]))[0].contains("were not found"));
}

#[test]
fn an_unknown_setting_is_named_and_an_unknown_sheet_is_noted() {
    let main = || sheet("Enheder", &[&["Navn", "Pladser"], &["Faxe", "1"]]);
    let settings = sheet("Indstillinger", &[&["Indstilling", "Værdi"], &["Farve", "rød"]]);
    let faults = read(vec![main(), settings]).expect_err("Farve");
    assert!(
        faults.list()[0].message(Language::Danish).starts_with("celle Indstillinger!A2: »Farve«")
    );
    let intake = read(vec![main(), sheet("Noter", &[&["x"]]), Sheet::new("Ark3")]).expect("reads");
    assert_eq!(intake.notes.len(), 1, "an empty sheet is passed over");
    assert!(intake.notes[0].danish.contains("Noter"));
}

#[test]
fn the_main_sheet_is_told_by_name_by_its_headings_or_by_being_alone() {
    let unit: &[&[&str]] = &[&["Navn", "Pladser"], &["Faxe", "1"]];
    let settings = || sheet("Indstillinger", &[&["I alt", "1"]]);
    for name in ["Enheder", "Ark1", ""] {
        let intake = read(vec![settings(), sheet(name, unit)]).expect("reads");
        assert_eq!(intake.json["units"][0]["name"], "Faxe", "{name}");
        assert!(intake.notes.is_empty(), "{name}");
    }
    let twice = read(vec![sheet("Enheder", unit), sheet("Units", unit)]).expect_err("two of them");
    assert!(twice.list()[0].message(Language::English).contains("there twice"));
}

#[test]
fn a_title_above_may_be_merged_but_no_cell_of_the_table() {
    let rows: &[&[&str]] =
        &[&["Pladser i 2026"], &[""], &["Navn", "Pladser"], &["Faxe", "1"], &["Sorø", "2"]];
    let titled = Sheet { merged: vec![(0, 0)], ..sheet("Enheder", rows) };
    let intake = read(vec![titled]).expect("reads");
    assert_eq!(intake.json["units"][1]["places"], 2);
    assert!(intake.notes[0].english.contains("rows 1-2 above"));
    let merged = Sheet { merged: vec![(0, 0), (3, 1)], ..sheet("Enheder", rows) };
    assert_eq!(
        messages(merged),
        ["cell Enheder!B4: the cells are merged; unmerge them and write the value in each cell"]
    );
}

#[test]
fn empty_rows_are_passed_over_and_a_total_below_is_no_entry() {
    let mut units = sheet(
        "Enheder",
        &[&["Navn", "Pladser"], &["Faxe", "1"], &["", " "], &["Sorø", "2"], &[], &["I alt:", ""]],
    );
    units.rows[5][1] = Cell::Formula {
        formula: "SUM(B2:B4)".into(),
        value: exact("3"),
        format: CellFormat::General,
    };
    let intake = read(vec![units]).expect("reads");
    assert_eq!(intake.json["units"].as_array().map(Vec::len), Some(2));
    assert!(intake.notes[0].danish.contains("Enheder!A6"));
    let fault = Fault::at("units[1].places", "", "");
    assert_eq!(intake.located(fault.into()).list()[0].cell.as_deref(), Some("Enheder!B4"));
}

#[test]
fn a_sheet_formatted_to_its_end_is_read_and_one_filled_to_its_end_is_refused() {
    let mut units = sheet("Enheder", &[&["Navn", "Pladser"], &["Faxe", "1"]]);
    units.rows.resize(1_048_576, vec![Cell::Empty]);
    assert!(read(vec![units.clone()]).is_ok());
    for row in &mut units.rows[2..=MOST_ROWS] {
        *row = vec![text("x"), number("1")];
    }
    assert_eq!(
        messages(units),
        ["cell Enheder!A100001: the sheet has more than 100000 rows; delete what does not belong \
         there or give the numbers as JSON"]
    );
}

#[test]
fn faults_of_the_computation_name_the_cell_or_what_is_nearest() {
    let intake = read(vec![
        sheet(
            "Enheder",
            &[&["Navn", "Pladser", "Grundlag"], &["Faxe", "1", ""], &["Sorø", "2", "3"]],
        ),
        sheet("Indstillinger", &[&["Setting", "Value"], &["I alt", ""]]),
    ])
    .expect("reads");
    for (path, cell) in [
        ("units[1].places", Some("Enheder!B3")),
        ("units[0].base", Some("Enheder!C2")),
        ("units[0].values.2025", Some("Enheder!A2")),
        ("units[0]", Some("Enheder!A2")),
        ("units", Some("Enheder!A1")),
        ("total", Some("Indstillinger!B2")),
        ("", None),
    ] {
        let located = intake.located(Fault::at(path, "", "").into());
        assert_eq!(located.list()[0].cell.as_deref(), cell, "{path}");
    }
}

#[test]
fn what_was_exported_is_read_again_without_a_word() {
    let input = json(r#"{"units": [{"name": "Faxe", "places": 3}], "total": 3}"#);
    let report = crate::Report {
        title: "T".into(),
        tables: vec![crate::Table {
            title: "Enheder".into(),
            columns: vec![crate::Column::text("Navn")],
            rows: vec![crate::Row::body(vec!["Faxe".into()])],
            note: Some("Note".into()),
        }],
        ..crate::Report::default()
    };
    for language in [Language::Danish, Language::English] {
        let mut exported = report.to_workbook_with(SCHEMA.template(&input, language), language);
        let intake = super::super::from_workbook(&exported, &SCHEMA).expect("reads");
        assert_eq!((&intake.json, intake.notes.as_slice()), (&input, &[][..]));
        // As CSV the first sheet has no name; the input's sheets come first there.
        exported.sheets.rotate_left(2);
        let csv = sheet_csv::write(&exported, language);
        let again = sheet_csv::read(&csv).expect("reads");
        let intake = super::super::from_workbook(&again, &SCHEMA).expect("reads");
        assert_eq!((intake.json, intake.notes.as_slice()), (input.clone(), &[][..]));
    }
}

#[test]
fn an_empty_workbook_is_an_empty_input() {
    let intake = super::super::from_workbook(&Workbook::default(), &SCHEMA).expect("reads");
    assert_eq!(intake.json, json("{}"));
}

#[test]
fn after_fifty_faults_the_others_are_counted() {
    let mut units = sheet("Enheder", &[&["Navn", "Pladser"]]);
    units.rows.resize(101, vec![text("x"), text("mange")]);
    let messages = messages(units);
    assert_eq!((messages.len(), messages[50].as_str()), (51, "and 50 more faults"));
}

fn formula(value: &str) -> Cell {
    Cell::Formula {
        formula: "UPPER(\"Mindst\")".into(),
        value: exact(value),
        format: CellFormat::General,
    }
}

#[test]
fn a_column_without_a_heading_of_text_is_refused_where_it_holds_something() {
    let with = |heading: Cell, below: &str| {
        let mut units = sheet("S", &[&["Navn", "Pladser"], &["Faxe", "1"], &["Sorø", "2", below]]);
        units.rows[0].push(heading);
        units
    };
    let advice = "write the heading as a text or delete the column";
    let told = |problem: &str| format!("cell S!C1: {problem}; {advice}");
    assert_eq!(messages(with(formula("1"), "7")), [told("there is a formula here")]);
    assert_eq!(messages(with(formula("1"), "")), [told("there is a formula here")]);
    let date = Cell::Date(jiff::civil::date(2025, 9, 2));
    assert_eq!(messages(with(date, "7")), [told("there is a date here")]);
    let unheaded = told("the column has no heading, but there is something in S!C3");
    assert_eq!(messages(with(Cell::Empty, "7")), [unheaded]);
    assert!(read(vec![with(text(" "), "")]).is_ok());
    let csv = sheet_csv::read("Navn;Pladser\nFaxe;1;999\n").expect("CSV");
    let faults = super::super::from_workbook(&csv, &SCHEMA).expect_err("a cell too many");
    assert!(faults.list()[0].message(Language::Danish).starts_with("celle C1: kolonnen har ingen"));
}

#[test]
fn a_setting_is_named_by_a_text_and_stands_once() {
    let main = || sheet("Enheder", &[&["Navn", "Pladser"], &["Faxe", "1"]]);
    let told = |settings: Sheet| {
        let faults = read(vec![main(), settings]).expect_err("something is wrong");
        faults.list().iter().map(|fault| fault.message(Language::English)).collect::<Vec<_>>()
    };
    let mut named = sheet("Settings", &[&["Setting", "Value"], &["", "3"], &["", "4"]]);
    named.rows[2][0] = formula("0");
    let advice = "write the setting's name as a text or delete the row";
    assert_eq!(
        told(named),
        [
            format!("cell Settings!A2: there is a value here, but not what it is; {advice}"),
            format!("cell Settings!A3: there is a formula here; {advice}"),
        ]
    );
    let twice =
        sheet("Settings", &[&["Metode", "d'Hondt"], &["I alt", "1"], &["Method", "største brøk"]]);
    assert_eq!(
        told(twice),
        ["cell Settings!A3: the setting “Method” is there twice; delete one of them"]
    );
    let mistyped = sheet("Settings", &[&["Metoden", "d'Hondt"], &["I alt", "1"]]);
    assert!(told(mistyped)[0].starts_with("cell Settings!A1: “Metoden” is not known"));
    let empty = sheet("Settings", &[&["Titel om alt"], &["I alt", ""], &["Total", "1"]]);
    assert_eq!(read(vec![main(), empty]).expect("reads").json["total"], 1);
}

/// The names that are read, and how many remarks there are.
fn units_of(rows: &[&[&str]]) -> (Vec<String>, usize) {
    let intake = read(vec![sheet("Enheder", rows)]).expect("reads");
    let units = intake.json["units"].as_array().expect("units").iter();
    let names = units.map(|unit| unit["name"].as_str().unwrap_or_default().to_owned()).collect();
    (names, intake.notes.len())
}

#[test]
fn a_total_is_no_entry_wherever_it_stands() {
    let head: &[&str] = &["Navn", "Pladser"];
    for total in ["I alt", "Hovedtotal", "I alt (2025)", "Hele landet", "Grand Total:"] {
        for rows in [
            [head, &[total, "6"], &["A", "1"], &["B", "5"]],
            [head, &["A", "1"], &[total, "6"], &["B", "5"]],
            [head, &["A", "1"], &["B", "5"], &[total, "6"]],
        ] {
            let (names, notes) = units_of(&rows);
            assert_eq!((names.len(), notes), (2, 1), "{total}");
        }
    }
    let twice: [&[&str]; 5] = [head, &["A", "1"], &["B", "5"], &["I alt", "6"], &["Total", "6"]];
    assert_eq!(units_of(&twice).0, ["A", "B"]);
}

#[test]
fn what_only_looks_like_a_total_is_read_and_told() {
    let head: &[&str] = &["Navn", "Pladser"];
    let other: [&[&str]; 4] = [head, &["I alt", "7"], &["A", "1"], &["B", "5"]];
    assert_eq!(units_of(&other), (vec!["I alt".into(), "A".into(), "B".into()], 1));
    let sum: [&[&str]; 5] = [head, &["A", "1"], &["B", "2"], &["C", "3"], &["Sum for alle", "6"]];
    assert_eq!((units_of(&sum).0.len(), units_of(&sum).1), (4, 1));
    let chance: [&[&str]; 4] = [head, &["A", "1"], &["B", "2"], &["C", "3"]];
    assert_eq!(units_of(&chance).1, 0);
    let country: [&[&str]; 3] = [head, &["Hele landet", "7"], &["A", "1"]];
    assert_eq!(units_of(&country), (vec!["Hele landet".into(), "A".into()], 0));
}

#[test]
fn a_year_is_written_without_thousands() {
    let schema = crate::Kind::Contract.schema();
    let json = json(r#"{"year": 2022}"#);
    let cells: Vec<Cell> = schema
        .fill(&json, Language::Danish)
        .sheets
        .into_iter()
        .flat_map(|it| it.rows)
        .flatten()
        .collect();
    assert!(cells.contains(&Cell::Number(exact("2022"), CellFormat::General)));
}
