//! XLSX: bytes of an archive as they are, or text that we pack as the only sheet of a workbook, since
//! mutation seldom keeps an archive whole.
#![no_main]

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let packed = if bytes.starts_with(b"PK") { bytes.to_vec() } else { packed(bytes) };
    if let Ok(workbook) = raadslag_sheets::read(&packed) {
        raadslag_fuzz::figure::compute_sheets(&workbook);
    }
});

fn packed(sheet: &[u8]) -> Vec<u8> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let workbook = format!(
        r#"<workbook xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    let relation = |target: &str, kind: &str| {
        format!(
            r#"<Relationships><Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let package = relation("xl/workbook.xml", "officeDocument");
    let relations = relation("worksheets/sheet1.xml", "worksheet");
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        ("_rels/.rels", package.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ] {
        archive.start_file(name, SimpleFileOptions::default()).expect("memory takes a file");
        archive.write_all(part).expect("memory takes bytes");
    }
    archive.finish().expect("the archive is complete").into_inner()
}
