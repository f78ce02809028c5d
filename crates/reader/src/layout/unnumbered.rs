//! Items whose titles bear no number, told by their rank: the heading above the first heading of an
//! item's part, and those of the same rank that follow. Where nothing has a rank, their place tells
//! them.

use std::ops::Range;

use super::forms::Style;
use super::head::is_council;
use super::headers::{Header, is_case_number, is_fact};
use super::heading::{FieldKind, field_kind, is_title_like};
use super::{attendance, body, contents, line};
use crate::flow::{Gap, Line, Part, Role};
use crate::pattern::{rare, regex};

/// The headers of such items, none where the parts have no rank.
pub(super) fn find(parts: &[Part]) -> Vec<Header> {
    let is_field = |part: &Part| line(part).is_some_and(|line| field_kind(&line.text).is_some());
    let Some(field) = parts.iter().position(is_field) else { return Vec::new() };
    let mut titles = by_level(parts, field);
    if titles.is_empty() {
        titles = by_weight(parts, field);
    }
    if titles.is_empty() {
        return by_place(parts);
    }
    // Headings behind the last item are the page's own.
    let is_item = |start: usize, end: usize| {
        parts[start..end].iter().filter_map(line).any(|line| {
            field_kind(&line.text).is_some()
                || body::access(&line.text).is_some()
                || line.text.to_lowercase().starts_with("lukket")
        })
    };
    let ends = titles.iter().skip(1).copied().chain([parts.len()]);
    let items: Vec<bool> = titles.iter().zip(ends).map(|(s, end)| is_item(*s, end)).collect();
    let last = items.iter().rposition(|is_item| *is_item).map_or(0, |last| last + 1);
    titles[..last].iter().map(|start| header(parts, *start..*start + 1)).collect()
}

fn header(parts: &[Part], title: Range<usize>) -> Header {
    let first = line(&parts[title.start]).map_or("", |line| line.text.as_str());
    let header = Header::of_section(title.start, first, Style::Plain);
    Header { is_section: false, body: title.end, ..header }
}

/// Titles that stand apart right above the first heading of their item's parts: a heading that was
/// there before begins the next item, and so does any behind a decision or a list of annexes.
fn by_place(parts: &[Part]) -> Vec<Header> {
    let kind = |part: &Part| line(part).and_then(|line| field_kind(&line.text));
    let mut titles: Vec<Range<usize>> = Vec::new();
    let mut seen: Vec<FieldKind> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let from = titles.last().map_or(0, |last| last.end);
        if !seen.is_empty() && line(part).is_some_and(ends_agenda) && after_end(&seen) {
            titles.push(index..index + 1);
            seen.clear();
        }
        let Some(kind) = kind(part) else { continue };
        let begins = titles.is_empty() || seen.contains(&kind) || after_end(&seen);
        match title_above(parts, from, index).filter(|_| begins && may_be_first(kind)) {
            Some(title) => {
                titles.push(title);
                seen.clear();
            }
            // The first heading of all has a title, or the titles are told by something else.
            None if titles.is_empty() => return Vec::new(),
            None => {}
        }
        seen.push(kind);
    }
    let enough = titles.len() > 1;
    titles.into_iter().filter(|_| enough).map(|title| header(parts, title)).collect()
}

fn after_end(seen: &[FieldKind]) -> bool {
    matches!(seen.last(), Some(FieldKind::Decision | FieldKind::Attachments))
}

fn may_be_first(kind: FieldKind) -> bool {
    !matches!(kind, FieldKind::Attachments | FieldKind::History)
}

/// "Eventuelt" alone on its line.
fn ends_agenda(line: &Line) -> bool {
    line.gap >= Gap::Paragraph && regex!(r"^(?i:eventuelt|meddelelser)$").is_match(&line.text)
}

/// The lines of the title that stands, alone but for case numbers, right above a heading.
fn title_above(parts: &[Part], from: usize, heading: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 3;
    let fact =
        |part: &Part| line(part).is_some_and(|l| is_case_number(&l.text) || is_fact(&l.text));
    let facts = parts[from..heading].iter().rev().take_while(|part| fact(part)).count();
    let end = heading - facts;
    let parted = |part: &Part| line(part).is_some_and(|line| line.gap >= Gap::Paragraph);
    let start = from + parts[from..end].iter().rposition(parted)?;
    let mut lines = parts[start..end].iter().map(line);
    let last = line(&parts[end - 1])?;
    let above = start.checked_sub(1).and_then(|above| line(&parts[above]));
    let is_text = above.is_some_and(|above| field_kind(&above.text).is_some());
    let fits = end - start <= LONGEST
        && line(&parts[start]).is_some_and(is_title)
        && lines.all(|line| line.is_some_and(|line| line.role == Role::Text))
        && is_title_like(&capital(&last.text))
        && !tells_decision(&last.text);
    (fits && !is_text).then_some(start..end)
}

/// A line that goes on in small letters may end a title.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

/// "Godkendt", "Anna Berg deltog ikke": the last line of a decision.
fn tells_decision(text: &str) -> bool {
    let told = rare!(
        ["deltog", "stemte", "undlod", "forbehold", "inhabil", "fraværende"],
        r"(?i)\b(?:deltog|stemte|undlod|forbehold|inhabil|fraværende)\b"
    );
    crate::assemble::is_outcome(text) || told.is_match(text)
}

/// The nearest heading of a higher level above the first field, and all of its level below it.
fn by_level(parts: &[Part], field: usize) -> Vec<usize> {
    let level = |part: &Part| match line(part)?.role {
        Role::Heading(level) => Some(level),
        _ => None,
    };
    let lowest = level(&parts[field]).unwrap_or(u8::MAX);
    let higher = |part: &Part| level(part).is_some_and(|level| level < lowest);
    let Some(first) = parts[..field].iter().rposition(higher) else { return Vec::new() };
    let of_item = level(&parts[first]);
    if !line(&parts[first]).is_some_and(is_title) {
        return Vec::new();
    }
    let same = |index: &usize| {
        level(&parts[*index]) == of_item && line(&parts[*index]).is_some_and(is_title)
    };
    (first..parts.len()).filter(same).collect()
}

/// Bold lines right above headings of a level, as parts of a page that unfold have.
fn by_weight(parts: &[Part], field: usize) -> Vec<usize> {
    let of_field = |part: &Part| line(part).is_some_and(|line| field_kind(&line.text).is_some());
    if !line(&parts[field]).is_some_and(|line| matches!(line.role, Role::Heading(_))) {
        return Vec::new();
    }
    let is_bold = |line: &Line| line.bold && line.role == Role::Text && is_title(line);
    let above = |index: &usize| {
        line(&parts[*index]).is_some_and(is_bold) && parts.get(index + 1).is_some_and(of_field)
    };
    let titles: Vec<usize> = (0..parts.len()).filter(above).collect();
    if titles.first().is_some_and(|first| first + 1 == field) { titles } else { Vec::new() }
}

/// Whether a line can be the title of an item, not that of the document or of a part.
fn is_title(line: &Line) -> bool {
    let text = line.text.as_str();
    let of_document =
        regex!(r"^(?i:referat|dagsorden|beslutningsprotokol|mødereferat|indkaldelse|møde)\b");
    is_title_like(text)
        && field_kind(text).is_none()
        && !of_document.is_match(text)
        && !is_council(text)
        && crate::date::find(text).is_none()
        && !contents::is_marker(text)
        && attendance::opens(text).is_none()
}
