//! Plain text in any encoding, and whatever is no known format at all.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| raadslag_fuzz::check(bytes));
