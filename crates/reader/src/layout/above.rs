//! What a layout prints above a header and belongs below it: the case number, "Åbent punkt".

use super::body::access;
use super::forms;
use super::headers::{Header, is_case_number};
use super::line;
use crate::flow::Part;

/// Moves such lines below their headers, where the first header has one too: else they are the last
/// of the item before.
pub(super) fn move_below(parts: &mut [Part], headers: &mut [Header]) {
    let has_one = |parts: &[Part], header: &Header, from: usize| {
        let above = header.start.checked_sub(1).filter(|above| *above >= from);
        let is_one = |part: &Part| line(part).is_some_and(|line| is_fact(&line.text));
        above.is_some_and(|above| is_one(&parts[above]))
            && !parts.get(header.body).is_some_and(is_one)
    };
    let Some(first) = headers.iter().find(|header| !header.is_section) else { return };
    if !has_one(parts, first, 0) {
        return;
    }
    let mut from = 0;
    for header in headers.iter_mut() {
        if !header.is_section && has_one(parts, header, from) {
            parts[header.start - 1..header.body].rotate_left(1);
            header.start -= 1;
            header.body -= 1;
        }
        from = header.body;
    }
}

fn is_fact(text: &str) -> bool {
    // "Sag nr. 3 Busser ..... 7" is a line of a list of contents.
    const MOST_WORDS: usize = 4;
    let is_number = || {
        is_case_number(text)
            && text.split_whitespace().count() <= MOST_WORDS
            && !forms::is_listed(text)
            && forms::read(text).is_none()
    };
    access(text).is_some() || is_number()
}
