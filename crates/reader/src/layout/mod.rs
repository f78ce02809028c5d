//! From lines to a skeleton: what stands on every page is set aside, items and sections are found
//! by their numbers, and each item's text is cut at its headings.

mod above;
mod attendance;
mod beside;
mod bodies;
mod body;
mod chain;
mod contents;
mod forms;
mod furniture;
mod head;
mod headers;
mod heading;
mod item_rows;
mod link_targets;
mod lists;
mod notes;
mod number_cells;
mod roll_table;
mod running;
mod runs;
mod sections;
mod two_levels;
mod unnumbered;

use raadslag_document::Access;

use crate::flow::{Flow, Line, Part};
use crate::outline::{Outline, OutlineItem, OutlineSection};
use crate::repair::Evidence;
use headers::Header;

pub(crate) use attendance::{is_person, substitute};
pub(crate) use forms::{names_closed_item, names_item};
pub(crate) use heading::{FieldKind, field_kind, is_title_like, part_kind};

/// Finds the skeleton of a document in its lines.
pub(crate) fn outline(flow: Flow, evidence: &Evidence) -> Outline {
    let mut outline = Outline { problems: flow.problems, ..Outline::default() };
    let parts = notes::mark(furniture::set_aside(flow.parts, &mut outline));
    let mut parts = headers::unglue(number_cells::as_lines(parts));
    let mut headers = headers::find(&parts);
    if headers.is_empty() {
        headers = unnumbered::find(&parts);
    }
    above::move_below(&mut parts, &mut headers);
    let headers = sections::with_sections(&parts, headers);
    let first_field = || {
        let heading = |part: &Part| line(part).is_some_and(|line| field_kind(&line.text).is_some());
        parts.iter().position(heading).unwrap_or(parts.len())
    };
    let first = headers.first().map_or_else(first_field, |header| header.start);
    let mut listed = contents::read(&parts[..first], &headers, evidence);
    head::read(&parts[..first], &mut listed, evidence, &mut outline);
    let style = heading::Style::of(&parts[first..]);
    let mut access = None;
    for (index, header) in headers.iter().enumerate() {
        let end = headers.get(index + 1).map_or(parts.len(), |next| next.start);
        let title = header.title(&parts, evidence);
        header.keep(&parts, &mut outline);
        let rest = &parts[header.body..end];
        let next = headers.get(index + 1);
        if header.is_section {
            access = sections::access(&title);
        }
        if header.is_section && next.is_none_or(|next| next.is_section) && has_text(rest) {
            section_with_text(header, title, rest, &style, evidence, &mut outline);
        } else if header.is_section {
            open_section(&mut outline, header.number.clone(), title, rest);
        } else {
            let mut item = body::item(header, title, rest, &style, evidence, &mut outline);
            item.access = if access == Some(Access::Closed) { access } else { item.access };
            last_section(&mut outline).items.push(item);
        }
    }
    if headers.is_empty() {
        body::without_headers(&parts, &mut listed, &style, evidence, &mut outline);
    }
    link_targets::settle(&mut outline);
    contents::add_missing(listed, &mut outline);
    outline
}

fn open_section(outline: &mut Outline, number: Option<String>, title: String, rest: &[Part]) {
    // Text between a section's title and its first item has no field of its own.
    for part in rest {
        furniture::keep(part, "section_text", outline);
    }
    let title = Some(title).filter(|title| !title.is_empty());
    outline.sections.push(OutlineSection { number, title, items: Vec::new() });
}

fn has_text(rest: &[Part]) -> bool {
    rest.iter().any(|part| !matches!(part, Part::Furniture(_)))
}

/// "5. Eventuelt" with text and no items: the text is an item of the section's name.
fn section_with_text(
    header: &Header,
    title: String,
    rest: &[Part],
    style: &heading::Style,
    evidence: &Evidence,
    outline: &mut Outline,
) {
    open_section(outline, header.number.clone(), title.clone(), &[]);
    let mut item = body::item(header, title, rest, style, evidence, outline);
    item.number = None;
    if !item.headed.is_empty() {
        last_section(outline).items.push(item);
    }
}

/// The section that items are added to; documents without sections have one without a name.
fn last_section(outline: &mut Outline) -> &mut OutlineSection {
    if outline.sections.is_empty() {
        outline.sections.push(OutlineSection::default());
    }
    let last = outline.sections.len() - 1;
    &mut outline.sections[last]
}

/// The item with this number, wherever it stands.
fn has_item(outline: &Outline, found: impl Fn(&OutlineItem) -> bool) -> bool {
    outline.sections.iter().flat_map(|section| &section.items).any(found)
}

/// The line of a part, if it is one.
fn line(part: &Part) -> Option<&Line> {
    match part {
        Part::Line(line) => Some(line),
        Part::Table { .. } | Part::Furniture(_) => None,
    }
}
