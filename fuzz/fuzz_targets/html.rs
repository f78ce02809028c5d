//! Web pages: the bytes as they are, behind the mark that makes them HTML.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| raadslag_fuzz::check_marked(b"<html", bytes));
