//! Which numbered lines are the headers of items, by the run of their numbers.

use super::chain::{self, Claim};
use super::forms::Style;
use super::headers::{
    Header, ends_agenda, goes_on, is_case_number, levels, looks_like, only_furniture,
};
use super::heading::{field_kind, is_title_like};
use super::lists::Numbered;
use super::{attendance, line, sections};
use crate::flow::{Gap, Line, Part, Role};

/// The headers of one style that stand in the body, not in a list of contents.
pub(super) fn in_body(parts: &[Part], mut headers: Vec<Header>, style: Style) -> Vec<Header> {
    mark_going_on(parts, &mut headers);
    if style.is_sure() {
        let runs = rising_runs(&headers);
        return after_contents(&runs).unwrap_or_else(|| {
            let claim = |header: &Header| if header.goes_on { Claim::Certain } else { Claim::Form };
            let claims: Vec<Claim> = headers.iter().map(claim).collect();
            chosen(&headers, &chain::heaviest(&headers, &claims, |_, _| false))
        });
    }
    let numbered = Numbered::of(parts, &headers);
    let edge = header_edge(parts, &headers, &numbered);
    headers.retain(|header| header.marked || is_at_edge(parts, header, edge));
    if let Some(body) = after_contents(&rising_runs(&headers)) {
        return body;
    }
    let claims: Vec<Claim> = headers.iter().map(|header| claim(header, &numbered)).collect();
    let follows =
        |last: usize, next: usize| follows(parts, &headers[last], &headers[next], &numbered);
    let chain = chain::heaviest(&headers, &claims, follows);
    if chain.len() < 2 && style == Style::Plain {
        let alike = all_alike(parts, &headers, &claims);
        if !alike.is_empty() {
            return alike;
        }
    }
    chosen(&headers, &with_first(parts, &headers, &claims, chain))
}

fn chosen(headers: &[Header], places: &[usize]) -> Vec<Header> {
    places.iter().map(|place| headers[*place].clone()).collect()
}

/// Notes of each header whether it goes on as an item before the next one begins. One that is
/// repeated right below goes on as its repetition does.
fn mark_going_on(parts: &[Part], headers: &mut [Header]) {
    let mut end = parts.len();
    for index in (0..headers.len()).rev() {
        let header = &headers[index];
        let repeated = headers.get(index + 1).is_some_and(|next| {
            next.goes_on && next.number == header.number && same_title(next.named(), header.named())
        });
        let near = repeated && end.saturating_sub(header.body) <= 1;
        let goes_on = near || goes_on(parts, header.body, end);
        end = header.start;
        headers[index].goes_on = goes_on;
    }
}

fn claim(header: &Header, numbered: &Numbered) -> Claim {
    let entry = numbered.is_entry(header);
    match header.goes_on {
        false if header.marked => Claim::Form,
        true if entry && !header.marked => Claim::Entry,
        true => Claim::Certain,
        false if entry => Claim::None,
        false => Claim::Open,
    }
}

/// Parts of an item after which another is not told by its number alone.
const LONGEST: usize = 300;

/// Whether a header without fields, as closed items and "Eventuelt" are, is the next item: it bears
/// the next number and looks like the header before, says it is closed, or stands alone and goes on
/// with no list.
fn follows(parts: &[Part], last: &Header, header: &Header, numbered: &Numbered) -> bool {
    let near = (last.body..last.body + LONGEST).contains(&header.start);
    let (Some(this), Some(model)) = (line(&parts[header.start]), line(&parts[last.start])) else {
        return false;
    };
    if !near || (header.style != Style::Plain && !is_alike(this, model)) {
        return false;
    }
    let listed = !ends_agenda(header) && numbered.ends_list(header, last.body);
    let closed = header.first.trim_start_matches('(').to_lowercase().starts_with("lukket");
    let apart = this.gap >= Gap::Paragraph && matches!(this.role, Role::Text) && !listed;
    let section = || line_before(parts, header).is_some_and(|line| sections::is_name(&line.text));
    if closed || section() || (apart && is_short_title(header.named())) {
        return true;
    }
    let below_list = || {
        !listed
            && matches!(this.role, Role::Text)
            && line_before(parts, header)
                .is_some_and(|line| matches!(line.role, Role::Entry { .. }))
    };
    is_title_like(header.named())
        && (apart
            || looks_like(this, model)
            || both_entries(this, model)
            || only_furniture(&parts[last.body..header.start])
            || below_list())
}

fn line_before<'p>(parts: &'p [Part], header: &Header) -> Option<&'p Line> {
    line(parts.get(header.start.checked_sub(1)?)?)
}

/// Both are bold entries of numbered lists, and so candidates at all.
fn both_entries(this: &Line, model: &Line) -> bool {
    let is_entry = |line: &Line| matches!(line.role, Role::Entry { ordered: true, .. });
    this.bold && is_entry(this) && is_entry(model)
}

/// Numbers without a stop stand in tables too: headers begin at one edge.
fn is_alike(this: &Line, model: &Line) -> bool {
    this.bold == model.bold
        && (this.size - model.size).abs() < 0.03
        && (this.indent - model.indent).abs() < 1.0
}

/// Words that end as a sentence or a heading does: "Lukket punkt.", "Nyt fra formanden, Anna Berg:".
fn is_short_title(title: &str) -> bool {
    // A sentence has more words than a title; what ends with a colon is none.
    let most = if title.ends_with(':') { 10 } else { 4 };
    is_title_like(title)
        || is_title_like(title.trim_end_matches(['.', ':']))
            && title.split_whitespace().count() <= most
}

/// The chain and the items without fields before it: "1. Velkomst" stands above the first header,
/// alone, and nothing between them belongs to the meeting's head.
fn with_first(
    parts: &[Part],
    headers: &[Header],
    claims: &[Claim],
    mut chain: Vec<usize>,
) -> Vec<usize> {
    while let Some(before) = chain.first().and_then(|first| first.checked_sub(1)) {
        let (this, next) = (&headers[before], &headers[before + 1]);
        let apart = [this, next].iter().all(|header| {
            line(&parts[header.start]).is_some_and(|line| line.gap >= Gap::Paragraph)
        });
        let text = &parts[this.body.min(next.start)..next.start];
        let of_head = |line: &Line| {
            attendance::opens(&line.text).is_some() || field_kind(&line.text).is_some()
        };
        let fits = claims[before] == Claim::Open
            && levels(this).0 + 1 == levels(next).0
            && text.len() < LONGEST
            && is_title_like(this.named())
            && apart
            && !text.iter().filter_map(line).any(of_head);
        if !fits {
            break;
        }
        chain.insert(0, before);
    }
    chain
}

/// Items that all bear the number 1, as a numbering that never counted prints them.
fn all_alike(parts: &[Part], headers: &[Header], claims: &[Claim]) -> Vec<Header> {
    let with_claim = |wanted: Claim| {
        headers.iter().zip(claims).filter(move |(_, claim)| **claim == wanted).map(|(h, _)| h)
    };
    let is_first = |header: &Header| levels(header) == (1, 0);
    if with_claim(Claim::Certain).count() < 2 || !with_claim(Claim::Certain).all(is_first) {
        return Vec::new();
    }
    let alone = |header: &Header| {
        line(&parts[header.start]).is_some_and(|line| line.gap >= Gap::Paragraph)
            && is_short_title(header.named())
    };
    let fits = |(header, claim): &(&Header, &Claim)| match claim {
        Claim::Certain => true,
        Claim::Open => is_first(header) && alone(header),
        Claim::Form | Claim::Entry | Claim::None => false,
    };
    headers.iter().zip(claims).filter(fits).map(|(header, _)| header.clone()).collect()
}

/// The headers of a body that repeats a list of contents: numbers and titles of the first run.
fn after_contents(runs: &[Vec<&Header>]) -> Option<Vec<Header>> {
    let (contents, rest) = runs.split_first()?;
    let listed = |header: &&Header| {
        contents
            .iter()
            .any(|entry| entry.number == header.number && same_title(entry.named(), header.named()))
    };
    let mut body: Vec<Header> = Vec::new();
    for header in rest.iter().flatten().copied().filter(listed) {
        if body.last().is_none_or(|last| levels(last) < levels(header)) {
            body.push(header.clone());
        }
    }
    (!body.is_empty()).then_some(body)
}

/// How far in headers stand: no further than the known headings of items, unless all that a heading
/// or a case number follows do.
fn header_edge(parts: &[Part], headers: &[Header], numbered: &Numbered) -> f32 {
    let indents = |lines: &mut dyn Iterator<Item = &Line>| -> Vec<f32> {
        let mut edges: Vec<f32> = lines.map(|line| line.indent).collect();
        edges.sort_by(f32::total_cmp);
        edges
    };
    let is_field = |line: &&Line| field_kind(&line.text).is_some();
    let fields = indents(&mut parts.iter().filter_map(line).filter(is_field));
    let headed = |header: &&Header| {
        let below = parts[header.body..].first().and_then(line);
        !numbered.is_entry(header)
            && below.is_some_and(|below| is_field(&below) || is_case_number(&below.text))
    };
    let heads = headers.iter().filter(headed).filter_map(|header| line(&parts[header.start]));
    let heads = indents(&mut heads.into_iter());
    let field = fields.get(fields.len() / 2).copied().unwrap_or(f32::MAX);
    match heads.first() {
        Some(first) if *first >= field + 1.0 => heads[heads.len() / 2],
        _ => field,
    }
}

fn is_at_edge(parts: &[Part], header: &Header, edge: f32) -> bool {
    line(&parts[header.start])
        .is_some_and(|line| line.indent < edge + 1.0 || matches!(line.role, Role::Entry { .. }))
}

/// Cuts the headers where the numbers fall.
fn rising_runs(headers: &[Header]) -> Vec<Vec<&Header>> {
    let mut runs: Vec<Vec<&Header>> = Vec::new();
    for header in headers {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| levels(last) <= levels(header)) => {
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
