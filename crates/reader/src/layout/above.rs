//! What a layout prints above a header and belongs below it: the case number, "Åbent punkt", the
//! list of annexes.

use std::ops::Range;

use super::body::access;
use super::forms;
use super::headers::{Header, is_case_number};
use super::heading::{FieldKind, field_kind};
use super::{attendance, contents, line};
use crate::flow::Part;

/// Moves such lines below their headers, where the first header has one too: else they are the last
/// of the item before.
pub(super) fn move_below(parts: &mut [Part], headers: &mut [Header]) {
    annexes_below(parts, headers);
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

/// Moves lists of annexes that stand above their headers to the ends of their items.
fn annexes_below(parts: &mut [Part], headers: &mut [Header]) {
    let Some(lists) = annexes_above(parts, headers) else { return };
    let ends: Vec<usize> = lists.iter().skip(1).map(|list| list.start).collect();
    for (index, list) in lists.into_iter().enumerate() {
        let end = ends.get(index).copied().unwrap_or(parts.len());
        let shift = list.len();
        parts[list.start..end].rotate_left(shift);
        headers[index].start -= shift;
        headers[index].body -= shift;
    }
}

/// The list above each header, empty where there is none. No list where they stand at the items'
/// ends: the first item then has none above it, or the last has one below.
fn annexes_above(parts: &[Part], headers: &[Header]) -> Option<Vec<Range<usize>>> {
    if headers.iter().any(|header| header.is_section) {
        return None;
    }
    let mut from = 0;
    let mut lists = Vec::with_capacity(headers.len());
    for header in headers {
        lists.push(list_above(parts, from, header.start));
        from = header.body;
    }
    let opens = |part: &Part| line(part).is_some_and(|line| is_annexes(&line.text));
    let body = headers.first().map_or(0, |first| first.start);
    let in_body = parts[body..].iter().filter(|part| opens(part)).count();
    let above = lists.iter().filter(|list| !list.is_empty()).count();
    let all_above = lists.first().is_some_and(|list| !list.is_empty()) && in_body + 1 == above;
    // One list may be that of the whole meeting.
    (all_above && (above > 1 || headers.len() == 1)).then_some(lists)
}

/// The list that ends where a header begins: nothing else may stand below its heading.
fn list_above(parts: &[Part], from: usize, start: usize) -> Range<usize> {
    let heading = |part: &Part| line(part).is_some_and(|line| field_kind(&line.text).is_some());
    let of_head = |part: &Part| {
        line(part).is_some_and(|line| {
            attendance::opens(&line.text).is_some()
                || contents::is_marker(&line.text)
                || crate::date::find(&line.text).is_some() && line.text.contains("øde")
        })
    };
    let opens = |at: &usize| line(&parts[*at]).is_some_and(|line| is_annexes(&line.text));
    let last = parts[from..start].iter().rposition(heading).map(|at| from + at).filter(opens);
    let is_list = |at: &usize| *at + 1 < start && !parts[*at..start].iter().any(of_head);
    last.filter(is_list).map_or(start..start, |at| at..start)
}

fn is_annexes(text: &str) -> bool {
    field_kind(text) == Some(FieldKind::Attachments)
}
