//! Agendas with items "n.m" and their sections "n".

use super::forms::Style;
use super::headers::{Header, ends_list, goes_on_as_item, levels, looks_like, only_furniture};
use super::heading::is_title_like;
use super::line;
use crate::flow::{Gap, Line, Part, Role};

/// Items "n.m" and their sections "n".
pub(super) fn two_levels(parts: &[Part], candidates: &[Header]) -> Vec<Header> {
    let items = rising_items(parts, candidates);
    let mut headers: Vec<Header> = Vec::new();
    let mut from = 0;
    let mut section = 0;
    for item in items {
        let (major, _) = levels(&item);
        if major != section {
            headers.extend(sections_between(parts, candidates, section, major, from, item.start));
            section = major;
        }
        from = item.body;
        headers.push(item);
    }
    let model = headers.iter().find(|header| header.is_section).cloned();
    let model = model.as_ref();
    headers.extend(trailing_sections(parts, candidates, section, from, model));
    headers
}

/// The items whose numbers rise one by one and that go on as items do; the last of equal numbers,
/// because a list of contents comes first.
fn rising_items(parts: &[Part], candidates: &[Header]) -> Vec<Header> {
    let mut items: Vec<Header> = Vec::new();
    for header in candidates.iter().filter(|header| header.style == Style::TwoLevel) {
        let (major, minor) = levels(header);
        let (last_major, last_minor) = items.last().map_or((0, 0), levels);
        let next =
            (major == last_major && minor == last_minor + 1) || (major > last_major && minor == 1);
        let certain = goes_on_as_item(parts, header.body);
        if next && (certain || (major, minor) != (1, 1)) {
            items.push(header.clone());
        } else if certain {
            // An earlier occurrence was an entry of the contents list, or a reference.
            items.retain(|earlier| levels(earlier) < (major, minor));
            let (last_major, last_minor) = items.last().map_or((0, 0), levels);
            let gap = major.saturating_sub(last_major) <= 1 || minor == 1;
            if gap && (major, minor) > (last_major, last_minor) {
                items.push(header.clone());
            }
        }
    }
    items.retain(|item| goes_on_as_item(parts, item.body) || only_furniture(&parts[item.body..]));
    items
}

/// The headers of the sections after `after` up to `until`, looked for backwards from the first
/// item of `until`: each stands directly before what follows it.
fn sections_between(
    parts: &[Part],
    candidates: &[Header],
    after: u32,
    until: u32,
    from: usize,
    mut end: usize,
) -> Vec<Header> {
    let mut found = Vec::new();
    for number in ((after + 1)..=until).rev() {
        let header = candidates.iter().rev().find(|header| {
            matches!(header.style, Style::Plain | Style::Bare)
                && levels(header).0 == number
                && (from..end).contains(&header.start)
                && only_furniture(&parts[header.body..end])
        });
        if let Some(header) = header {
            end = header.start;
            found.push(Header { is_section: true, ..header.clone() });
        }
    }
    found.reverse();
    found
}

/// Sections after the last item: "7. Eventuelt" at the end, each on a page of its own, directly
/// after the other, or on a line apart with the looks of those before.
fn trailing_sections(
    parts: &[Part],
    candidates: &[Header],
    after: u32,
    from: usize,
    model: Option<&Header>,
) -> Vec<Header> {
    let mut found: Vec<Header> = Vec::new();
    let style = model.map_or(Style::Plain, |model| model.style);
    let model = model.and_then(|model| line(&parts[model.start]));
    for header in candidates.iter().filter(|h| h.style == style && h.start >= from) {
        let before = found.last().map_or(from, |last| last.body);
        let Some(this) = line(&parts[header.start]) else { continue };
        // Only what looks like a section for certain ends the text of the one before.
        let sure = model.is_some_and(|model| looks_like(this, model))
            || stands_apart(parts, header, before, model);
        let follows = !found.is_empty() && only_furniture(&parts[before..header.start]);
        let opens = sure || follows || (found.is_empty() && this.gap == Gap::Page);
        let ends = only_furniture(&parts[header.body..]);
        let next = levels(header).0 == after + 1 + found.len() as u32;
        if next && opens && (sure || ends || is_followed(parts, candidates, header)) {
            found.push(Header { is_section: true, ..header.clone() });
        }
    }
    // Text below the last one is its own only where others have shown what sections look like.
    let last = found.last().map_or(parts.len(), |header| header.body);
    if only_furniture(&parts[last..]) || model.is_some() { found } else { Vec::new() }
}

/// Whether the next candidate stands right below this one.
fn is_followed(parts: &[Part], candidates: &[Header], header: &Header) -> bool {
    candidates.iter().any(|next| {
        next.start >= header.body
            && next.style == header.style
            && levels(next).0 == levels(header).0 + 1
            && only_furniture(&parts[header.body..next.start])
    })
}

/// A short numbered title between two gaps, or at the end, that ends no list. Where sections have
/// looks of their own it must be the last line of all.
fn stands_apart(parts: &[Part], header: &Header, from: usize, model: Option<&Line>) -> bool {
    let gap_below = parts[header.body..]
        .iter()
        .find_map(line)
        .is_none_or(|next| next.gap >= Gap::Paragraph && model.is_some_and(is_plain));
    line(&parts[header.start]).is_some_and(|line| line.gap >= Gap::Paragraph)
        && gap_below
        && is_title_like(&header.first)
        && header.first.split(' ').count() <= 4
        && !ends_list(&parts[from..header.start], header)
}

fn is_plain(line: &Line) -> bool {
    !line.bold && line.size < 1.05 && !matches!(line.role, Role::Heading(_))
}
