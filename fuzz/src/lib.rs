//! What must hold for whatever bytes come in: the reader does not panic, what it makes of them
//! survives its own JSON form, and the account of what was kept can be drawn up.

pub mod figure;

use raadslag_document::Document;
use raadslag_reader::{Reader, Source};

/// Reads the bytes and checks what comes out.
///
/// # Panics
/// Where the reader does, or where a document is changed by its JSON form: that is what fuzzing
/// looks for.
pub fn check(bytes: &[u8]) {
    let Ok(reading) = Reader::new().read(bytes, &Source::default()) else { return };
    let json = serde_json::to_string(&reading.document).expect("a document has a JSON form");
    let again: Document = serde_json::from_str(&json).expect("the JSON form can be read");
    assert_eq!(reading.document, again, "the JSON form changes the document");
    let share = reading.coverage().share();
    assert!((0.0..=1.0).contains(&share), "a share of {share}");
}

/// Reads the bytes behind a mark by which the format is detected, unless they bear it already.
pub fn check_marked(mark: &[u8], bytes: &[u8]) {
    if bytes.starts_with(mark) {
        check(bytes);
    } else {
        check(&[mark, bytes].concat());
    }
}
