//! An item's text, cut at its headings.

use raadslag_document::{Access, Attachment, Furniture, Problem};

use super::contents::Contents;
use super::furniture::{keep, piece};
use super::headers::{Header, is_case_number};
use super::heading::{FieldKind, Style, field_kind, part_kind};
use super::{last_section, line};
use crate::flow::{Gap, Line, Part, Role};
use crate::outline::{Headed, Outline, OutlineItem};
use crate::pattern::{rare, regex};
use crate::repair::Evidence;
use crate::sentence;

/// Reads an item's parts, which follow its header.
pub(super) fn item(
    header: &Header,
    title: String,
    rest: &[Part],
    style: &Style,
    evidence: &Evidence,
    outline: &mut Outline,
) -> OutlineItem {
    let mut item = OutlineItem {
        number: header.number.clone(),
        title,
        access: header.closed.then_some(Access::Closed),
        ..OutlineItem::default()
    };
    fill(&mut item, rest, style, evidence, outline);
    item
}

fn fill(
    item: &mut OutlineItem,
    rest: &[Part],
    style: &Style,
    evidence: &Evidence,
    outline: &mut Outline,
) {
    let mut open = true;
    let mut in_attachments = false;
    let (rest, signed) = rest.split_at(signatures(rest));
    for part in rest {
        let Some(found) = line(part) else {
            link_or_table(item, part, outline);
            continue;
        };
        let text = found.text.as_str();
        if is_navigation(text) {
            outline.furniture.push(piece("navigation", found));
        } else if is_closing(text) || (is_next_meeting(text) && in_decision(item)) {
            outline.furniture.push(piece("closing", found));
        } else if open && item.case_number.is_none() && is_case_number(text) {
            case_number(item, text, outline);
        } else if open && is_second_number(text) {
            label(text, outline);
        } else if open && takes_officers(item, text, outline) {
            // "Sagsbehandler: ABC" belongs to the case number.
        } else if let Some(access) = access(text).filter(|_| open) {
            item.access = item.access.or(Some(access));
            label(text, outline);
        } else if open && (text == item.title || repeats_number(text, item)) {
            outline.furniture.push(piece("title", found));
        } else if open && super::headers::is_fact(text) {
            label(text, outline);
        } else if open && is_files(text) {
            item.attachments.extend(files(text));
            outline.furniture.extend(icons(text));
        } else if opens(item, found, style, in_attachments) {
            open = false;
            in_attachments = field_kind(text) == Some(FieldKind::Attachments);
            let (heading, rest) = split_heading(text);
            item.headed.push(Headed { heading: Some(evidence.heal(heading)), parts: Vec::new() });
            if !rest.is_empty() {
                add(item, Part::Line(Line { text: rest.to_owned(), ..found.clone() }));
            }
        } else {
            add(item, part.clone());
        }
    }
    for part in signed {
        keep(part, "closing", outline);
    }
}

fn link_or_table(item: &mut OutlineItem, part: &Part, outline: &mut Outline) {
    match part {
        Part::Furniture(Furniture { name, text, .. }) if name == "link_target" => {
            if !item.links.contains(text) {
                item.links.push(text.clone());
            }
            keep(part, "link_target", outline);
        }
        Part::Furniture(_) => keep(part, "furniture", outline),
        part => add(item, part.clone()),
    }
}

/// Whether a line opens a part of the item. Annexes may be called "Indstilling" or "Høring".
fn opens(item: &OutlineItem, line: &Line, style: &Style, in_attachments: bool) -> bool {
    let (heading, rest) = split_heading(&line.text);
    let opens =
        if rest.is_empty() { style.opens_field(line) } else { field_kind(heading).is_some() };
    let seen = |kind: Option<FieldKind>| {
        item.headed
            .iter()
            .any(|headed| headed.heading.as_deref().is_some_and(|h| field_kind(h) == kind))
    };
    if !opens || !in_attachments || !matches!(line.role, Role::Text) {
        return opens;
    }
    // "Referat" right below an annex is another one.
    let listed = part_kind(heading) != field_kind(heading) && line.gap < Gap::Paragraph;
    !listed && !seen(field_kind(heading))
}

/// "Beslutning: Godkendt." is a heading and its text.
fn split_heading(text: &str) -> (&str, &str) {
    match text.split_once(": ") {
        Some((heading, rest)) if field_kind(heading).is_some() && field_kind(text).is_none() => {
            (heading, rest.trim())
        }
        _ => (text, ""),
    }
}

fn add(item: &mut OutlineItem, part: Part) {
    match item.headed.last_mut() {
        Some(headed) => headed.parts.push(part),
        None => item.headed.push(Headed { heading: None, parts: vec![part] }),
    }
}

/// "Pkt. 42" or "42.    Title" once more below the item's header.
fn repeats_number(text: &str, item: &OutlineItem) -> bool {
    let title = regex!(r"^(\d+)[.)]?\s+(\S.*)$")
        .captures(text)
        .is_some_and(|found| item.number.as_deref() == Some(&found[1]) && found[2] == item.title);
    if title {
        return true;
    }
    let number = regex!(r"^(?i:pkt|punkt|nr)\.?\s*(\d+)\.?$").captures(text);
    number.is_some_and(|number| item.number.as_deref() == Some(&number[1]))
}

/// "Åbent punkt", "Lukket sag" on a line of its own below the item's header.
pub(super) fn access(text: &str) -> Option<Access> {
    let said = rare!(["åben", "lukket"], r"(?i)^(?:(åben|åbent)|lukket)(?:\s+punkt|\s+sag|$)\.?$");
    let open = said.captures(text)?.get(1).is_some();
    Some(if open { Access::Open } else { Access::Closed })
}

/// A line of nothing but file names: the annexes of an item as some portals print them.
fn is_files(text: &str) -> bool {
    regex!(r"^(?:(?:application/\S+ icon )?\S+?\.(?:pdf|docx?|xlsx?|pptx?)\s*)+$").is_match(text)
}

fn files(text: &str) -> Vec<Attachment> {
    regex!(r"(?:application/\S+ icon )?(\S+?\.(?:pdf|docx?|xlsx?|pptx?))\s*")
        .captures_iter(text)
        .map(|file| Attachment { title: file[1].to_owned(), url: None })
        .collect()
}

fn icons(text: &str) -> Vec<Furniture> {
    let icon = |found: regex::Match<'_>| Furniture {
        name: "label".into(),
        text: found.as_str().to_owned(),
        page: None,
    };
    regex!(r"application/\S+ icon").find_iter(text).map(icon).collect()
}

fn is_navigation(text: &str) -> bool {
    regex!(r"(?i)^(?:(?:tilbage )?til toppen|til indholdsfortegnelsen?|fold alle punkter(?: ud| ind)?|tilbage til forsiden|luk punkt|vis punkt|udskriv)$").is_match(text)
}

/// Where the page begins on which members sign; nothing of the item stands behind it.
fn signatures(rest: &[Part]) -> usize {
    let opens = |part: &Part| {
        line(part).is_some_and(|line| {
            rare!(["underskrift"], r"^(?i:underskrift(?:er|sside|sark|sblad)):?$")
                .is_match(&line.text)
        })
    };
    let of_item = |part: &Part| line(part).is_none_or(|line| field_kind(&line.text).is_some());
    let begins = rest.iter().position(opens).filter(|at| !rest[*at..].iter().any(of_item));
    begins.unwrap_or(rest.len())
}

/// What a meeting ends with: "Mødet hævet kl. 21.15.", "Underskrifter".
fn is_closing(text: &str) -> bool {
    regex!(r"^(?:Mødet (?:blev |er )?(?:hævet|sluttede|slut)(?: kl\..{1,12})?\.?|Mødet sluttede kl\..{1,12}|Underskrifter:?)$")
        .is_match(text)
}

/// "Næste møde er den 14. november 2024."
fn is_next_meeting(text: &str) -> bool {
    rare!(["næste møde"], r"^Næste møde (?:er|afholdes|holdes|finder sted)\b.{0,60}\d{4}.{0,30}$")
        .is_match(text)
}

fn in_decision(item: &OutlineItem) -> bool {
    let last = item.headed.last().and_then(|headed| headed.heading.as_deref());
    last.and_then(part_kind) == Some(FieldKind::Decision)
}

/// "Sagsnr.: 6628" below "J.nr.: 01.02.03": an item has one number, the journal's.
fn is_second_number(text: &str) -> bool {
    is_case_number(text)
        && rare!(
            ["nr", "nummer"],
            r"^(?i:sags?|j|jr|journal)[.\s-]?\s?(?:nr|nummer)\.?\s*:?\s*\S*\d\S*$"
        )
        .is_match(text)
}

/// "SAG-2025-00105 adr, lifo", "Sagsnr. 299835 Kultur- og Idrætsudvalget Åbent punkt", "SAG NR.: abk".
fn case_number(item: &mut OutlineItem, text: &str, outline: &mut Outline) {
    let form = regex!(
        r"^(?P<label>(?i:(?:sags?[\s-]?|(?:j|jr|journal)\.?\s?)(?:nr|nummer|id))\.?\s*:?\s*|(?i:sag)\s+)?(?P<number>\S*\d\S*)?\s*(?P<rest>.*)$"
    );
    let Some(found) = form.captures(text) else { return };
    item.case_number =
        found.name("number").map(|number| number.as_str().trim_end_matches(',').to_owned());
    let rest = found["rest"].trim();
    let officers: Vec<String> = rest
        .split([',', '/', ' ', ';'])
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let initials = |word: &String| {
        (2..=6).contains(&word.chars().count())
            && word.chars().all(|c| c.is_lowercase() || c.is_numeric())
    };
    let said = rare!(
        ["åben", "lukket", "fortrolig"],
        r"(?i)(?:^|\s)(?:åbent?|(lukket|fortroligt?))(?:\s+punkt|\s+sag)?\.?$"
    );
    if let Some(access) = said.captures(rest) {
        let said = if access.get(1).is_some() { Access::Closed } else { Access::Open };
        item.access = if said == Access::Closed { Some(said) } else { item.access };
        label(rest, outline);
    } else if officers.iter().all(initials) {
        item.case_officers = officers;
    } else {
        label(rest, outline);
    }
    if let Some(word) = found.name("label") {
        label(word.as_str().trim(), outline);
    }
}

/// "Sagsbehandler: ABC, DEF" below a title.
fn takes_officers(item: &mut OutlineItem, text: &str, outline: &mut Outline) -> bool {
    let Some(found) = super::headers::officers(text).filter(|_| item.case_officers.is_empty())
    else {
        return false;
    };
    let cut = text.len() - found.len();
    label(text[..cut].trim(), outline);
    let names = found.split([',', '/', ';']).map(str::trim);
    item.case_officers = names.filter(|name| !name.is_empty()).map(str::to_owned).collect();
    true
}

fn label(text: &str, outline: &mut Outline) {
    outline.furniture.push(Furniture { name: "label".into(), text: text.to_owned(), page: None });
}

/// A document whose items have no headers: parted where a new item's first field follows a
/// decision; else one item with everything.
pub(super) fn without_headers(
    parts: &[Part],
    listed: &mut Contents,
    style: &Style,
    evidence: &Evidence,
    outline: &mut Outline,
) {
    let first =
        parts.iter().position(|part| line(part).is_some_and(|l| field_kind(&l.text).is_some()));
    let Some(first) = first else {
        if listed.parts.is_empty() {
            whole(parts, evidence, outline);
        }
        return;
    };
    let kind = |part: &Part| line(part).and_then(|line| field_kind(&line.text));
    let mut start = first;
    let mut decided = false;
    for end in first + 1..=parts.len() {
        decided |= kind(&parts[end - 1]) == Some(FieldKind::Decision);
        // A first field ("Resume", "Indstilling") after a decision begins a new item, and so does
        // the one that the document begins with.
        let again = |next: &Part, kind: FieldKind| {
            kind != FieldKind::Decision
                && line(next).map(|line| &line.text) == line(&parts[first]).map(|line| &line.text)
        };
        let begins = |next: &Part| {
            decided && kind(next).is_some_and(|kind| is_first_field(kind) || again(next, kind))
        };
        if parts.get(end).is_none_or(begins) {
            let mut item = OutlineItem::default();
            fill(&mut item, &parts[start..end], style, evidence, outline);
            item.title = first_sentence(&item, evidence);
            outline.problems.push(problem(&parts[start], "item-without-header", "an item without number and title was told by its headings; its title is its first words"));
            last_section(outline).items.push(item);
            (start, decided) = (end, false);
        }
    }
}

fn is_first_field(kind: FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::Recommendations | FieldKind::Text(raadslag_document::FieldName::Summary)
    )
}

fn first_sentence(item: &OutlineItem, evidence: &Evidence) -> String {
    /// Titles have no more characters, whatever a file has for a sentence.
    const LONGEST: usize = 300;
    let lines = item.headed.iter().flat_map(|headed| &headed.parts).filter_map(line);
    let text = evidence.paragraph(lines.take(2).map(|line| line.text.as_str()));
    let first = sentence::split(&text).first().copied().unwrap_or_default();
    let end = first.char_indices().nth(LONGEST).map_or(first.len(), |(at, _)| at);
    first[..end].trim_end_matches(['.', ':', ',']).to_owned()
}

/// Text in which no item was found is kept whole.
fn whole(parts: &[Part], evidence: &Evidence, outline: &mut Outline) {
    let mut item = OutlineItem::default();
    let text: Vec<Part> =
        parts.iter().filter(|part| !matches!(part, Part::Furniture(_))).cloned().collect();
    let Some(place) = text.first() else { return };
    outline.problems.push(problem(
        place,
        "no-items",
        "no agenda item was found; the whole text is kept as one item",
    ));
    outline.furniture.retain(|piece| piece.name != "head" && piece.name != "cover");
    item.headed.push(Headed { heading: None, parts: text });
    item.title = first_sentence(&item, evidence);
    last_section(outline).items.push(item);
}

fn problem(part: &Part, code: &str, message: &str) -> Problem {
    let at = match part {
        Part::Line(line) => line.at,
        Part::Table { at, .. } => *at,
        Part::Furniture(piece) => crate::flow::At { page: piece.page, line: None },
    };
    Problem { line: at.line, page: at.page, code: code.into(), message: message.into(), text: None }
}
