//! Items whose titles bear no number, told by their rank: the heading above the first heading of an
//! item's part, and those of the same rank that follow.

use super::forms::Style;
use super::head::is_council;
use super::headers::Header;
use super::heading::{field_kind, is_title_like};
use super::{attendance, body, contents, line};
use crate::flow::{Line, Part, Role};
use crate::pattern::regex;

/// The headers of such items, none where the parts have no rank.
pub(super) fn find(parts: &[Part]) -> Vec<Header> {
    let is_field = |part: &Part| line(part).is_some_and(|line| field_kind(&line.text).is_some());
    let Some(field) = parts.iter().position(is_field) else { return Vec::new() };
    let mut titles = by_level(parts, field);
    if titles.is_empty() {
        titles = by_weight(parts, field);
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
    let header = |start: &usize| {
        let title = line(&parts[*start]).map_or("", |line| line.text.as_str());
        Header { is_section: false, ..Header::of_section(*start, title, Style::Plain) }
    };
    titles[..last].iter().map(header).collect()
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
