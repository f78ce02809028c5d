//! PDF: the bytes as they are, behind the mark that makes them a PDF.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| raadslag_fuzz::check_marked(b"%PDF-", bytes));
