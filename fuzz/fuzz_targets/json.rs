//! JSON: a portal's, or our own.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| raadslag_fuzz::check(bytes));
