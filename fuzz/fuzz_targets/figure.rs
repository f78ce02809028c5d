//! Inputs of figures as text. The first byte chooses the kind, the next the form.
#![no_main]

use raadslag_figures::{Kind, from_json, from_toml, from_workbook, sheet_csv};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let [kind, form, text @ ..] = bytes else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    let kind = Kind::ALL[usize::from(*kind) % Kind::ALL.len()];
    let schema = kind.schema();
    let intake = match form % 3 {
        0 => from_json(text, &schema),
        1 => from_toml(text, &schema),
        _ => sheet_csv::read(text).and_then(|workbook| from_workbook(&workbook, &schema)),
    };
    raadslag_fuzz::figure::compute(kind, &intake);
});
