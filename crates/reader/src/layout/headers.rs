//! The numbered headers of sections and items.
//!
//! Every line that begins like a header is a candidate. Which candidates are headers is decided
//! over the whole document: numbers rise, the body follows the list of contents, an item goes on
//! with a case number or a known heading, and a section stands right before its first item.

use raadslag_document::Furniture;

use super::forms::{self, Style};
use super::furniture::piece;
use super::runs::{in_body, same_title};
use super::two_levels::two_levels;
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
    pub(super) below: String,
    /// Index of the header's first part.
    pub(super) start: usize,
    /// Index of the first part after the header.
    pub(super) body: usize,
    /// "(Lukket)" stands with the number, or the section is of closed items.
    pub(super) closed: bool,
    /// "(Åben)" or "(Lukket)" stands with the number.
    pub(super) marked: bool,
    /// What follows is what follows an item's header.
    pub(super) goes_on: bool,
    /// What stands on the line beside number and title: "Nr.", "(Åben)", a page number.
    pub(super) beside: Vec<String>,
    /// How the number is written.
    pub(super) style: Style,
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
    /// The name of a section that stands on this line.
    pub(super) fn of_section(start: usize, name: &str, style: Style) -> Self {
        Self {
            is_section: true,
            number: None,
            first: name.to_owned(),
            below: String::new(),
            start,
            body: start + 1,
            closed: false,
            marked: false,
            goes_on: false,
            beside: Vec::new(),
            style,
        }
    }

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
    let mut best: (usize, Vec<Header>) = (0, Vec::new());
    for style in styles(parts, &candidates) {
        let of_style: Vec<Header> =
            candidates.iter().filter(|header| header.style == style).cloned().collect();
        let body = in_body(parts, of_style, style);
        let certain = body.iter().filter(|header| header.goes_on).count();
        // Annexes may be numbered as items elsewhere are: the items are clearly more.
        if !body.is_empty() && (best.1.is_empty() || certain > 2 * best.0) {
            best = (certain, body);
        }
    }
    best.1
}

/// The styles in the order of what they say: a word before the number, a mark behind it, a number.
fn styles(parts: &[Part], candidates: &[Header]) -> Vec<Style> {
    use Style::{Ad, Bare, Case, Glued, Paren, Plain, Punkt, Rule, Short, Year};
    let marked = |style: &Style| candidates.iter().any(|h| h.marked && h.style == *style);
    let mut styles = vec![Punkt, Short];
    styles.extend([Plain, Bare].into_iter().filter(marked));
    for style in [Case, Rule, Plain, Glued, Bare, Year, Paren] {
        if !styles.contains(&style) {
            styles.push(style);
        }
    }
    styles.extend((!has_decisions(parts)).then_some(Ad));
    styles
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
        let annex = header.as_ref().is_some_and(|header| header.marked);
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
    let form = forms::read(&line.text).or_else(|| forms::of_entry(line))?;
    if form.title.is_empty() && form.style.is_number() && !is_title_below(parts, start) {
        return None;
    }
    let header = Header {
        is_section: false,
        number: Some(form.number.trim_end_matches('.').to_owned()),
        first: form.title.trim().to_owned(),
        below: String::new(),
        start,
        body: start + 1,
        closed: form.closed,
        marked: form.marked,
        goes_on: false,
        beside: form.beside,
        style: form.style,
    };
    Some(with_title_lines(parts, header))
}

/// Whether a title stands below a number that is alone on its line.
fn is_title_below(parts: &[Part], start: usize) -> bool {
    parts.get(start + 1).and_then(line).is_some_and(|below| {
        is_title_like(&below.text)
            && field_kind(&below.text).is_none()
            && !below.text.starts_with(|c: char| c.is_ascii_digit())
    })
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
            || (!needed && crate::assemble::proposes(&next.text))
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
        r"^(?:[A-ZÆØÅ]{2,5}-\d{4}-\d{3,7}\b|(?i:sags?[\s-]?(?:nr|nummer|id))\.?\s*:?|(?i:(?:j|jr|journal)\.?\s?(?:nr|nummer))\.?\s*:?|(?i:sag) \d{2,4}[-/]\d{2,6}(?:-\d+)?$|\d{2,4}/\d{2,6}(?:\s|$)|\d{2}/\d$|\d{2,3}-\d{4}-\d{2,6}\b|\d-\d{2}-\d{2}-\d{2,4}-\d{2}\b)"
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
    goes_on(parts, body, parts.len())
}

/// The same of the lines before `end`, where the next header may stand.
pub(super) fn goes_on(parts: &[Part], body: usize, end: usize) -> bool {
    const LINES: usize = 4;
    /// "Dok. 306-2019", "Initialer: PIM" stand between a title and its first heading.
    const FACTS: usize = 6;
    let lines = || parts[body.min(end)..end].iter().filter_map(line);
    let opens = |line: &Line| {
        is_case_number(&line.text)
            || field_kind(&line.text).is_some()
            || crate::assemble::proposes(&line.text)
    };
    lines().next().is_some_and(|line| crate::assemble::is_outcome(&line.text))
        || lines().take(LINES + FACTS).filter(|line| !is_fact(&line.text)).take(LINES).any(opens)
}

/// What portals say of a case below its title: "Dok. 306-2019-263412", "Initialer: PIM", "Åbent".
pub(super) fn is_fact(text: &str) -> bool {
    rare!(
        ["dok", "initialer", "åben", "lukket"],
        r"^(?i:dok(?:ument)?(?:\.?\s?nr)?\.?\s*:?\s*\d\S*|(?:sags?)?initialer\s*:.{0,60}|(?:åben|åbent|lukket)(?: punkt| sag)?)$"
    )
    .is_match(text)
}

pub(super) fn levels(header: &Header) -> (u32, u32) {
    let number = header.number.as_deref().unwrap_or_default();
    let (major, minor) = number.split_once('.').unwrap_or((number, "0"));
    // "3a" stands behind "3".
    let major = major.split_once('/').map_or(major, |(number, _year)| number);
    let digits = major.trim_end_matches(char::is_alphabetic);
    let letter = major[digits.len()..].chars().next().map_or(0, u32::from);
    (digits.parse().unwrap_or_default(), minor.parse::<u32>().unwrap_or_default() + letter)
}

pub(super) fn only_furniture(parts: &[Part]) -> bool {
    parts.iter().all(|part| matches!(part, Part::Furniture(_)))
}

/// "Eventuelt" ends an agenda, and no list.
pub(super) fn ends_agenda(header: &Header) -> bool {
    regex!(r"^(?i:eventuelt|meddelelser|underskrift(?:er|sark|sside)?|næste møde)\.?$")
        .is_match(header.named().trim())
}

/// Whether a header's number goes on with the list that stands last before it.
pub(super) fn ends_list(before: &[Part], header: &Header) -> bool {
    if ends_agenda(header) {
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
