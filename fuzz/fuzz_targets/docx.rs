//! DOCX: bytes of an archive as they are, or text that we pack as the archive's main part, since
//! mutation seldom keeps an archive whole.
#![no_main]

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        raadslag_fuzz::check(bytes);
    } else {
        raadslag_fuzz::check(&packed(bytes));
    }
});

fn packed(main_part: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default();
    archive.start_file("word/document.xml", stored).expect("memory takes a file");
    archive.write_all(main_part).expect("memory takes bytes");
    archive.finish().expect("the archive is complete").into_inner()
}
