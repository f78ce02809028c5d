//! Which numbered lines are the headers of items, by the run of their numbers.

use super::forms::Style;
use super::headers::{Header, ends_list, goes_on_as_item, levels, looks_like};
use super::heading::{field_kind, is_title_like};
use super::line;
use crate::flow::{Gap, Part, Role};

/// The headers of one style that stand in the body, not in a list of contents.
pub(super) fn in_body(parts: &[Part], headers: Vec<Header>, style: Style) -> Vec<Header> {
    let unsure = matches!(style, Style::Plain | Style::Glued | Style::Bare);
    let edge = if unsure { field_edge(parts) } else { f32::MAX };
    let at_edge = |header: &Header| {
        line(&parts[header.start])
            .is_some_and(|l| l.indent < edge + 1.0 || matches!(l.role, Role::Entry { .. }))
    };
    let runs = rising_runs(headers.into_iter().filter(at_edge).collect());
    if let Some(body) = after_contents(&runs) {
        return body;
    }
    let certain = |header: &Header| !unsure || goes_on_as_item(parts, header.body);
    // Numbered lists inside items make runs of their own: the body is the run with most items.
    let strength = |run: &Vec<Header>| run.iter().filter(|header| certain(header)).count();
    let strongest = runs.iter().map(strength).max().unwrap_or(0);
    let Some(body) = runs.iter().position(|run| strength(run) == strongest && strongest > 0) else {
        return Vec::new();
    };
    let mut rising: Vec<Header> = Vec::new();
    for header in runs[body..].iter().flatten() {
        let rises = rising.last().is_none_or(|last| levels(last) < levels(header));
        let certain = certain(header)
            || rising.last().is_some_and(|last| follows(parts, last, header, style));
        if rises && certain {
            rising.push(header.clone());
        }
    }
    rising
}

/// Parts of an item after which another is not told by its number alone.
const LONGEST: usize = 300;

/// Whether a header without fields, as closed items and "Eventuelt" are, is the next item: it bears
/// the next number and looks like the header before, says it is closed, or stands alone and goes on
/// with no list.
fn follows(parts: &[Part], last: &Header, header: &Header, style: Style) -> bool {
    let next = levels(header).0 == levels(last).0 + 1 && style == Style::Plain;
    let near = (last.body..last.body + LONGEST).contains(&header.start);
    if !next || !near || !is_title_like(&header.first) {
        return false;
    }
    let (Some(this), Some(model)) = (line(&parts[header.start]), line(&parts[last.start])) else {
        return false;
    };
    let closed = header.first.trim_start_matches('(').to_lowercase().starts_with("lukket");
    let alone = this.gap >= Gap::Paragraph
        && matches!(this.role, Role::Text)
        && !ends_list(&parts[last.body..header.start], header);
    looks_like(this, model) || closed || alone
}

/// The headers of a body that repeats a list of contents: numbers and titles of the first run.
fn after_contents(runs: &[Vec<Header>]) -> Option<Vec<Header>> {
    let (contents, rest) = runs.split_first()?;
    let listed = |header: &Header| {
        contents
            .iter()
            .any(|entry| entry.number == header.number && same_title(entry.named(), header.named()))
    };
    let mut body: Vec<Header> = Vec::new();
    for header in rest.iter().flatten().filter(|header| listed(header)) {
        if body.last().is_none_or(|last| levels(last) < levels(header)) {
            body.push(header.clone());
        }
    }
    (!body.is_empty()).then_some(body)
}

/// How far in the known headings of items stand: items are not further in.
fn field_edge(parts: &[Part]) -> f32 {
    let mut edges: Vec<f32> = parts
        .iter()
        .filter_map(line)
        .filter(|line| field_kind(&line.text).is_some())
        .map(|line| line.indent)
        .collect();
    edges.sort_by(f32::total_cmp);
    edges.get(edges.len() / 2).copied().unwrap_or(f32::MAX)
}

/// Cuts the headers where the numbers fall.
fn rising_runs(headers: Vec<Header>) -> Vec<Vec<Header>> {
    let mut runs: Vec<Vec<Header>> = Vec::new();
    for header in headers {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| levels(last) <= levels(&header)) => {
                run.push(header);
            }
            _ => runs.push(vec![header]),
        }
    }
    runs
}

/// Equal but for spaces, or one cut off.
pub(super) fn same_title(left: &str, right: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (left, right) = (plain(left), plain(right));
    left == right
        || (left.len() > 8 && right.starts_with(&left))
        || (right.len() > 8 && left.starts_with(&right))
}
