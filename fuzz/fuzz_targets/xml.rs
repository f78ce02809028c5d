//! XML manifests of case systems.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    raadslag_fuzz::check_marked(b"<?xml version='1.0'?><Dagsorden", bytes);
});
