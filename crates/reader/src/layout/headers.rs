//! The numbered headers of sections and items.
//!
//! Every line that begins like a header is a candidate. Which candidates are headers is decided
//! over the whole document: numbers rise, the body follows the list of contents, an item goes on
//! with a case number or a known heading, and a section stands right before its first item.

use raadslag_document::Furniture;

use super::forms::{self, Style};
use super::furniture::piece;
use super::runs::{in_body, same_title};
use crate::flow::{Gap, Line, Part, Role};
use crate::layout::heading::{FieldKind, field_kind, is_title_like};
use crate::layout::line;
use crate::outline::Outline;
use crate::pattern::{rare, regex};
use crate::repair::Evidence;

/// A header found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// A section rather than an item.
    pub(super) is_section: bool,
    /// "2.6", without the final full stop.
    pub(super) number: Option<String>,
    /// The words after the number on the header's first line.
    pub(super) first: String,
    /// The title's first line where it stands below the number.
    below: String,
    /// Index of the header's first part.
    pub(super) start: usize,
    /// Index of the first part after the header.
    pub(super) body: usize,
    /// "(Lukket)" stands with the number.
    pub(super) closed: bool,
    /// What stands on the line beside number and title: "Nr.", "(Åben)", a page number.
    pub(super) beside: Vec<String>,
    /// How the number is written.
    style: Style,
}

impl Header {
    /// The title, healed over its lines.
    pub(super) fn title(&self, parts: &[Part], evidence: &Evidence) -> String {
        let more = parts[self.start..self.body].iter().skip(1).filter_map(line);
        let repeated = |text: &str| text == self.first;
        let lines = std::iter::once(self.first.as_str())
            .chain(more.map(|line| line.text.as_str()).filter(|text| !repeated(text)));
        evidence.paragraph(lines.filter(|text| !text.is_empty()))
    }
}

impl Header {
    /// Whether a line of the contents names this header.
    pub(super) fn has_title(&self, text: &str) -> bool {
        same_title(self.named(), text)
    }

    /// The first line of the title.
    pub(super) fn named(&self) -> &str {
        if self.first.is_empty() { &self.below } else { &self.first }
    }

    /// Keeps the words of the header's lines that are neither number nor title.
    pub(super) fn keep(&self, parts: &[Part], outline: &mut Outline) {
        let page = line(&parts[self.start]).and_then(|line| line.at.page);
        for text in &self.beside {
            outline.furniture.push(Furniture { name: "label".into(), text: text.clone(), page });
        }
        for repeat in parts[self.start + 1..self.body].iter().filter_map(line) {
            if repeat.text == self.first {
                outline.furniture.push(piece("title", repeat));
            }
        }
    }
}

/// Every header of the document, in order.
pub(super) fn find(parts: &[Part]) -> Vec<Header> {
    let candidates = candidates(parts);
    let two_level: Vec<&Header> =
        candidates.iter().filter(|header| header.style == Style::TwoLevel).collect();
    if two_level.iter().any(|header| goes_on_as_item(parts, header.body)) {
        return two_levels(parts, &candidates);
    }
    let styles = [
        Style::Punkt,
        Style::Short,
        Style::Marked,
        Style::Case,
        Style::Rule,
        Style::Plain,
        Style::Glued,
        Style::Bare,
        Style::Ad,
    ];
    let mut best: (usize, Vec<Header>) = (0, Vec::new());
    for style in styles.into_iter().filter(|style| *style != Style::Ad || !has_decisions(parts)) {
        let of_style: Vec<Header> =
            candidates.iter().filter(|header| header.style == style).cloned().collect();
        let body = in_body(parts, of_style, style);
        let certain = body.iter().filter(|header| goes_on_as_item(parts, header.body)).count();
        // Annexes may be numbered as items elsewhere are: the items are clearly more.
        if !body.is_empty() && (best.1.is_empty() || certain > 2 * best.0) {
            best = (certain, body);
        }
    }
    best.1
}

/// Below a heading "Beslutning", "Ad 1." is a point of the decision and no item.
fn has_decisions(parts: &[Part]) -> bool {
    let is_decision = |line: &Line| field_kind(&line.text) == Some(FieldKind::Decision);
    parts.iter().filter_map(line).any(is_decision)
}

/// Cuts a line to which the next header was glued: "11. Last title1. First title", where
/// "1. First title" stands as a line of its own above.
pub(super) fn unglue(parts: Vec<Part>) -> Vec<Part> {
    let mut headers: Vec<String> = Vec::new();
    let mut unglued = Vec::with_capacity(parts.len());
    for part in parts {
        let Part::Line(line) = part else {
            unglued.push(part);
            continue;
        };
        let glued = headers.iter().find_map(|header| {
            let before = line.text.strip_suffix(header.as_str())?;
            (before.ends_with(char::is_alphanumeric)).then(|| (before.to_owned(), header.clone()))
        });
        if regex!(r"^\d{1,4}\. \p{Lu}").is_match(&line.text) && headers.len() < MOST_LISTED {
            headers.push(line.text.clone());
        }
        match glued {
            Some((before, header)) => {
                unglued.push(Part::Line(Line { text: before, ..line.clone() }));
                unglued.push(Part::Line(Line { text: header, gap: Gap::Paragraph, ..line }));
            }
            None => unglued.push(Part::Line(line)),
        }
    }
    unglued
}

/// More numbered lines than this are no list of contents.
const MOST_LISTED: usize = 200;

/// "Vedlagte bilag:" in bytes, and more.
const LONGEST_HEADING: usize = 40;

fn candidates(parts: &[Part]) -> Vec<Header> {
    let mut found = Vec::new();
    // "1 (Åben) Notat" below "Bilag" is an annex.
    let mut in_annexes = false;
    for index in 0..parts.len() {
        let header = candidate(parts, index);
        let annex = header.as_ref().is_some_and(|header| header.style == Style::Marked);
        if let Some(line) = line(&parts[index]) {
            let opens = line.text.len() < LONGEST_HEADING
                && field_kind(&line.text) == Some(FieldKind::Attachments);
            in_annexes = opens || (in_annexes && annex);
        }
        found.extend(header.filter(|_| !(in_annexes && annex)));
    }
    found
}

fn candidate(parts: &[Part], start: usize) -> Option<Header> {
    let line = line(&parts[start]).filter(|line| line.role != Role::Note)?;
    let form = forms::read(&line.text)?;
    let header = Header {
        is_section: false,
        number: Some(form.number.trim_end_matches('.').to_owned()),
        first: form.title.trim().to_owned(),
        below: String::new(),
        start,
        body: start + 1,
        closed: form.closed,
        beside: form.beside,
        style: form.style,
    };
    Some(with_title_lines(parts, header))
}

/// A title goes on over the lines directly below it, up to the case number, a heading or a gap.
fn with_title_lines(parts: &[Part], mut header: Header) -> Header {
    const LONGEST: usize = 6;
    let empty = header.first.is_empty() && header.style != Style::Rule;
    let Some(head) = line(&parts[header.start]) else { return header };
    for (taken, part) in parts[header.body..].iter().take(LONGEST).enumerate() {
        let Some(next) = line(part) else { break };
        let another = forms::read(&next.text).is_some_and(|form| form.style == header.style);
        let needed = taken == 0 && empty && !another;
        let close = next.gap == Gap::Line
            && next.at.line.zip(head.at.line).is_none_or(|(next, first)| {
                // In a double-spaced extract a title's lines stand closer than those of the text.
                next == first + 1 + taken as u32
            });
        let same_look = next.bold == head.bold && (next.size - head.size).abs() < 0.03;
        let repeats = next.text == header.first && !header.first.is_empty();
        let broken = last_line_is_broken(parts, header.body);
        let wraps = close && same_look && matches!(next.role, Role::Text);
        if is_case_number(&next.text)
            || officers(&next.text).is_some()
            || field_kind(&next.text).is_some()
            || is_header_form(&next.text)
        {
            break;
        }
        let halved = broken
            && next.gap == Gap::Line
            && matches!(next.role, Role::Text)
            && next.text.starts_with(char::is_lowercase);
        if needed
            || repeats
            || halved
            || (wraps && (broken || head_is_wrapped(head, next, header.style)))
        {
            if needed {
                header.below = next.text.clone();
            }
            header.body += 1;
        } else {
            break;
        }
    }
    header
}

fn last_line_is_broken(parts: &[Part], body: usize) -> bool {
    line(&parts[body - 1]).is_some_and(|line| line.text.ends_with('-'))
}

/// Whether a line below a header can be the rest of its title: by looks, where the format gives
/// them, or in the numbering that always has a case number or heading after the title.
fn head_is_wrapped(head: &Line, next: &Line, style: Style) -> bool {
    use crate::flow::Wrap;
    match head.wrap {
        Wrap::Whole => head.bold && next.bold,
        Wrap::Physical => {
            style == Style::TwoLevel || head.bold || next.text.starts_with(char::is_lowercase)
        }
    }
}

fn is_header_form(text: &str) -> bool {
    regex!(r"^(?:\d{1,2}\.\d{1,2}\.?\s|(?i:punkt)\s\d+\s*:|\d{1,3}\.\s|-{3,})").is_match(text)
}

/// "SAG-2025-00105 adr, lifo", "EMN-2025-009242", "Sagsnr. 299835 …", "25/26257", "SAG NR.: abk".
pub(super) fn is_case_number(text: &str) -> bool {
    regex!(
        r"^(?:[A-ZÆØÅ]{2,5}-\d{4}-\d{3,7}\b|(?i:sags?[\s-]?(?:nr|nummer|id))\.?\s*:?|(?i:(?:j|jr|journal)\.?\s?(?:nr|nummer))\.?\s*:?|\d{2,4}/\d{2,6}(?:\s|$)|\d{2}/\d$|\d{2,3}-\d{4}-\d{2,6}\b|\d-\d{2}-\d{2}-\d{2,4}-\d{2}\b)"
    )
    .is_match(text)
}

/// Who handles the case, where a line says so: "Sagsbehandler: ABC, DEF".
pub(super) fn officers(text: &str) -> Option<&str> {
    let label = rare!(
        ["sagsbehandler", "sagsansvarlig"],
        r"^(?i:sagsbehandlere?|sagsansvarlig)\s*:\s*(\S.*)$"
    );
    label.captures(text)?.get(1).map(|names| names.as_str())
}

/// Whether the lines after a header are those of an item: a case number, a known heading or a
/// proposal; or nothing but an outcome.
pub(super) fn goes_on_as_item(parts: &[Part], body: usize) -> bool {
    let mut next = parts[body.min(parts.len())..].iter().filter_map(line).take(4);
    let outcome = |line: &Line| crate::assemble::is_outcome(&line.text);
    let first = next.clone().next();
    first.is_some_and(outcome)
        || next.any(|line| {
            is_case_number(&line.text)
                || field_kind(&line.text).is_some()
                || crate::assemble::proposes(&line.text)
        })
}

/// Items "n.m" and their sections "n".
fn two_levels(parts: &[Part], candidates: &[Header]) -> Vec<Header> {
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

pub(super) fn levels(header: &Header) -> (u32, u32) {
    let number = header.number.as_deref().unwrap_or_default();
    let (major, minor) = number.split_once('.').unwrap_or((number, "0"));
    // "3a" stands behind "3".
    let digits = major.trim_end_matches(char::is_alphabetic);
    let letter = major[digits.len()..].chars().next().map_or(0, u32::from);
    (digits.parse().unwrap_or_default(), minor.parse::<u32>().unwrap_or_default() + letter)
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

fn only_furniture(parts: &[Part]) -> bool {
    parts.iter().all(|part| matches!(part, Part::Furniture(_)))
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

/// Whether a header's number goes on with the list that stands last before it. "Eventuelt" ends an
/// agenda, and no list.
pub(super) fn ends_list(before: &[Part], header: &Header) -> bool {
    if regex!(r"^(?i:eventuelt|meddelelser|underskrift(?:er|sark|sside)?|næste møde)\.?$")
        .is_match(header.first.trim())
    {
        return false;
    }
    let number = |line: &Line| match line.role {
        Role::Entry { number, .. } => number,
        _ => match crate::marker::numbered(&line.text)?.0 {
            crate::marker::Numbering::Number(number) => Some(number),
            _ => None,
        },
    };
    let last = before.iter().rev().filter_map(line).find_map(number);
    last.is_some() && last == levels(header).0.checked_sub(1)
}

/// Whether a line has the looks of a heading, and those of this one.
pub(super) fn looks_like(line: &Line, model: &Line) -> bool {
    let heading = line.bold || line.size > 1.05 || matches!(line.role, Role::Heading(_));
    heading
        && line.role == model.role
        && line.bold == model.bold
        && (line.size - model.size).abs() < 0.03
}
