//! Workbooks there and back, and files that are not what they say.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::io::{Cursor, Write};

use proptest::prelude::*;
use raadslag_figures::{Cell, CellFormat, Exact, Language, Sheet, Workbook};
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::{ReadError, read, write};

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

fn book(rows: Vec<Vec<Cell>>) -> Workbook {
    let sheet = Sheet { rows, frozen_rows: 1, widths: vec![20, 12], ..Sheet::new("Enheder") };
    Workbook { sheets: vec![sheet] }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

#[test]
fn every_kind_of_cell_comes_back() {
    let number = |text: &str, format| Cell::Number(exact(text), format);
    let rows = vec![
        vec![text("Navn"), text("Æ & <ø> \"å\"")],
        vec![number("1779", CellFormat::General), number("-0.1", CellFormat::General)],
        vec![Cell::Empty, number("0.255", CellFormat::Percent(1))],
        vec![],
        vec![Cell::Date(jiff::civil::date(2025, 9, 2)), Cell::Bool(true)],
        vec![number("123456.789012345", CellFormat::General)],
    ];
    let bytes = write(&book(rows.clone())).unwrap();
    assert_eq!(read(&bytes).unwrap().sheets[0].rows, rows);
}

#[test]
fn a_formula_is_seen_with_the_value_it_had() {
    let formula = Cell::Formula {
        formula: "SUM(A1:A2)".into(),
        value: exact("3"),
        format: CellFormat::Decimals(0),
    };
    let one = |n: &str| vec![Cell::Number(exact(n), CellFormat::General)];
    let bytes = write(&book(vec![one("1"), one("2"), vec![formula]])).unwrap();
    let read = read(&bytes).unwrap();
    assert!(
        matches!(&read.sheets[0].rows[2][0], Cell::Formula { value, .. } if *value == exact("3"))
    );
}

#[test]
fn the_same_workbook_gives_the_same_bytes() {
    let workbook =
        book(vec![vec![text("a")], vec![Cell::Number(exact("2"), CellFormat::Signed(1))]]);
    assert_eq!(write(&workbook).unwrap(), write(&workbook).unwrap());
}

#[test]
fn merged_regions_and_errors_are_seen() {
    let sheet = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
        <sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>
        <row r="3"><c r="B3" t="e"><v>#DIV/0!</v></c></row></sheetData>
        <mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="C3:C9"/></mergeCells></worksheet>"#;
    let sheet = &read(&packed(&parts(sheet))).unwrap().sheets[0];
    assert_eq!(sheet.merged, [(0, 0), (2, 2)]);
    assert_eq!(sheet.rows[2][1], Cell::Error("#DIV/0!".into()));
}

/// The parts of a workbook with one sheet.
fn parts(sheet: &str) -> Vec<(&'static str, Vec<u8>)> {
    const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let workbook = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    let relations = format!(
        r#"<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
    );
    let package = format!(
        r#"<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    vec![
        ("_rels/.rels", package.into()),
        ("xl/workbook.xml", workbook.into()),
        ("xl/_rels/workbook.xml.rels", relations.into()),
        ("xl/worksheets/sheet1.xml", sheet.into()),
    ]
}

fn packed(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_workbook_is_refused_with_advice() {
    let ole = |tail: &str| {
        let tail = tail.encode_utf16().flat_map(u16::to_le_bytes);
        [crate::bounds::OLE.to_vec(), tail.collect()].concat()
    };
    for (bytes, error) in [
        (b"a;b".to_vec(), ReadError::NotAWorkbook),
        (b"PK\x03\x04 cut".to_vec(), ReadError::NotAWorkbook),
        (packed(&[("word/document.xml", vec![])]), ReadError::NotAWorkbook),
        (packed(&[("xl/workbook.bin", vec![])]), ReadError::OtherFormat),
        (packed(&[("mimetype", vec![]), ("content.xml", vec![])]), ReadError::OtherFormat),
        (ole("Workbook"), ReadError::OtherFormat),
        (ole("EncryptedPackage"), ReadError::Encrypted),
    ] {
        assert_eq!(read(&bytes), Err(error.clone()));
        let message = error.fault().message(Language::Danish);
        assert!(message.contains("; gem den"), "{message}");
    }
    assert!(matches!(read(&packed(&parts("<worksheet>"))), Err(ReadError::Damaged(_))));
}

#[test]
fn a_zip_bomb_is_refused_before_it_is_opened() {
    let mut bomb = parts("<worksheet/>");
    bomb.push(("xl/media/image1.png", vec![0; 140 << 20]));
    let bytes = packed(&bomb);
    assert!(bytes.len() < 1 << 20);
    assert_eq!(read(&bytes), Err(ReadError::TooLarge));
}

#[test]
fn a_sheet_costs_what_it_holds_and_not_what_it_says() {
    let corners = r#"<worksheet><dimension ref="A1:XFD1048576"/><sheetData>
        <row r="1"><c r="A1"><v>1</v></c></row>
        <row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>"#;
    let sheet = &read(&packed(&parts(corners))).unwrap().sheets[0];
    let (last, before) = sheet.rows.split_last().unwrap();
    assert_eq!(before.len(), raadslag_figures::MOST_ROWS);
    assert_eq!(last.len(), 1, "what lies beyond the rows that are kept is told, not made room for");
    assert!(before[1..].iter().all(Vec::is_empty));
    let cell = |row: u32| format!(r#"<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>"#);
    let far = (1..200).map(cell).collect::<Vec<_>>().concat();
    let far = format!("<worksheet><sheetData>{far}</sheetData></worksheet>");
    assert_eq!(read(&packed(&parts(&far))), Err(ReadError::TooManyCells("S".into())));
}

#[test]
fn deep_xml_ends() {
    let deep = "<a>".repeat(1 << 20);
    let deep = format!("<worksheet><sheetData>{deep}</sheetData></worksheet>");
    let _ = read(&packed(&parts(&deep)));
}

proptest! {
    #[test]
    fn mutated_workbooks_never_panic(places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = write(&book(vec![vec![text("a"), Cell::Bool(true)], vec![text("b")]])).unwrap();
        for (place, byte) in places {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read(&bytes);
    }

    #[test]
    fn mutated_sheets_never_panic(cut in 0usize..400, put in "[<>/a-z\"= A-Z0-9]{0,8}") {
        let mut sheet = r#"<worksheet><dimension ref="A1:B2"/><sheetData><row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1"><f t="shared" si="0" ref="B1:B2">A1</f><v>1</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>"#.to_owned();
        let cut = cut.min(sheet.len());
        sheet.insert_str(cut, &put);
        let _ = read(&packed(&parts(&sheet)));
    }

    #[test]
    fn numbers_of_fifteen_digits_come_back(digits in -999_999_999_999_999i64..999_999_999_999_999, places in 0u32..12) {
        let number = Exact::ratio(digits, 10i64.pow(places)).unwrap();
        let cell = Cell::Number(number, CellFormat::General);
        let bytes = write(&book(vec![vec![cell.clone()]])).unwrap();
        let sheets = read(&bytes).unwrap().sheets;
        prop_assert_eq!(&sheets[0].rows[0][0], &cell);
    }
}

/// One cell far below counts as a row beyond what is read, rather than being dropped in silence.
#[test]
fn a_cell_a_million_rows_down_is_not_lost() {
    let mut rows = vec![vec![text("Navn"), text("Grundlag")], vec![text("A"), text("1")]];
    rows.resize(1_000_000, Vec::new());
    rows.push(vec![text("B")]);
    let book = read(&write(&book(rows)).unwrap()).unwrap();
    let faults =
        raadslag_figures::from_workbook(&book, &raadslag_figures::Kind::Allocation.schema())
            .unwrap_err();
    let [fault] = faults.list() else { panic!("{faults}") };
    assert_eq!(fault.cell.as_deref(), Some("Enheder!A100001"));
    assert!(fault.message(Language::English).contains("more than 100000 rows; delete"));
}
