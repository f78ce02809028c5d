//! The embedded fonts: IBM Plex Sans in two weights, upright and italic, under the SIL Open Font License, which lies
//! beside them.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::Font;

/// What is printed for a character no font has.
const REPLACEMENT: char = '\u{FFFD}';

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&'static [u8]; 4] = [
        include_bytes!("../fonts/IBMPlexSans-Regular.ttf"),
        include_bytes!("../fonts/IBMPlexSans-Bold.ttf"),
        include_bytes!("../fonts/IBMPlexSans-Italic.ttf"),
        include_bytes!("../fonts/IBMPlexSans-BoldItalic.ttf"),
    ];
    files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect()
});

/// All of them.
pub(crate) fn all() -> &'static [Font] {
    &FONTS
}

/// The text without control characters and with what no font has replaced; what that was is added,
/// once each.
pub(crate) fn printable(text: &str, replaced: &mut Vec<char>) -> String {
    let replacement = if has(REPLACEMENT) { REPLACEMENT } else { '?' };
    let kept = text.chars().filter(|c| !c.is_control() || *c == '\n');
    let printable = kept.map(|c| {
        if has(c) {
            return c;
        }
        if !replaced.contains(&c) {
            replaced.push(c);
        }
        replacement
    });
    printable.collect()
}

/// Whether it can be printed: every font has it, or it leaves no mark.
fn has(c: char) -> bool {
    let leaves_no_mark = c.is_whitespace()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}');
    let of_all = || all().iter().all(|font| font.info().coverage.contains(c.into()));
    c.is_ascii() || leaves_no_mark || of_all()
}
