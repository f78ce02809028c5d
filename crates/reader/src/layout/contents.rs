//! Lists of contents before the body: set aside where the body follows, and the only trace of the
//! items where an extract holds nothing else.

use raadslag_document::{Access, Furniture, Problem};

use super::headers::Header;
use super::{field_kind, has_item, is_title_like, last_section, line, sections};
use crate::flow::{Line, Part};
use crate::outline::{Outline, OutlineItem, OutlineSection};
use crate::pattern::regex;
use crate::repair::Evidence;

/// A list of contents.
#[derive(Debug, Default)]
pub(super) struct Contents {
    entries: Vec<Entry>,
    /// Which parts it takes, by index.
    pub(super) parts: Vec<usize>,
}

#[derive(Debug, Clone)]
struct Entry {
    number: Option<String>,
    title: String,
    closed: bool,
    is_section: bool,
}

/// The sections that agendas of the kommunekontaktråd have by custom, where no number tells them.
const CUSTOMARY_SECTIONS: [&str; 8] = [
    "godkendelse af dagsorden og referat",
    "godkendelse af referat",
    "temadrøftelser",
    "siden sidst",
    "regionalpolitiske sager",
    "udpegninger",
    "kkr",
    "punkter til næste møde",
];

/// Reads the list of contents among the parts before the body.
pub(super) fn read(parts: &[Part], headers: &[Header], evidence: &Evidence) -> Contents {
    let mut contents = Contents::default();
    let lines: Vec<(usize, &Line)> =
        parts.iter().enumerate().filter_map(|(index, part)| Some((index, line(part)?))).collect();
    let mut listing = false;
    let mut closed = false;
    for (index, line) in &lines {
        let text = line.text.as_str();
        if let Some(access) = sections::access(text).filter(|_| listing) {
            closed = access == Access::Closed;
            contents.parts.push(*index);
            continue;
        }
        if is_marker(text) {
            listing = true;
            contents.parts.push(*index);
        } else if let Some(entry) = leader_entry(text)
            .or_else(|| numbered_entry(text).filter(|_| listing))
            .or_else(|| cut_entry(text).filter(|_| listing && !contents.entries.is_empty()))
        {
            contents.entries.push(Entry { closed: closed || entry.closed, ..entry });
            contents.parts.push(*index);
        } else if listing && text.eq_ignore_ascii_case("side") {
            contents.parts.push(*index);
        } else if super::attendance::opens(text).is_some() || field_kind(text).is_some() {
            (listing, closed) = (false, false);
        }
    }
    if contents.entries.is_empty() {
        unmarked(&lines, headers, &mut contents);
    }
    if contents.entries.is_empty() && headers.is_empty() {
        customary(&lines, &mut contents);
    } else if contents.entries.is_empty() {
        around_a_header(&lines, headers, &mut contents);
    } else if headers.is_empty() && contents.entries.iter().all(|entry| entry.number.is_none()) {
        number_apart(&lines, &mut contents);
    }
    contents.entries.retain(|entry| !entry.title.is_empty());
    for entry in &mut contents.entries {
        entry.title = evidence.heal(&entry.title);
    }
    contents
}

pub(super) fn is_marker(text: &str) -> bool {
    regex!(
        r"(?i)^(?:indholdsfortegnelse|indhold|punkter(?: på dagsordenen)?|dagsordenspunkter|dagsorden:|(?:dagsorden|indholdsfortegnelse|punkt)\s{2,}side(?:nr\.?)?)\s*:?$"
    )
    .is_match(text)
}

/// "Godkendelse af referat ............ 3", with or without a number.
fn leader_entry(text: &str) -> Option<Entry> {
    let found = regex!(r"^(.+?)\s*(?:\.\s?){4,}\s*\d{1,4}$").captures(text)?;
    let titled = &found[1];
    let numbered = regex!(
        r"^(?:(?i:punkt|pkt\.?|sag)\s+)?(?:(?i:nr\.?)\s*)?(\d{1,4}(?:\.\d{1,2})?)[.:]?\s+(\S.*)$"
    );
    Some(numbered.captures(titled).map_or_else(
        || entry(None, titled),
        |found| numbered_entry(titled).unwrap_or_else(|| entry(Some(&found[1]), &found[2])),
    ))
}

/// A title so long that its leader was cut off: only the page number is left.
fn cut_entry(text: &str) -> Option<Entry> {
    let found = regex!(r"^(\p{Lu}.{30,}?)\s+\d{1,4}$").captures(text)?;
    Some(entry(None, &found[1]))
}

/// "1. Oplæg 3", "13 (Lukket) Personsag 40", "49. Godkendelse af dagsorden", "65 - Åbent: Budget".
fn numbered_entry(text: &str) -> Option<Entry> {
    let found = regex!(
        r"^(?:(?i:punkt|pkt\.?|sag)\s+)?(?:(?i:nr\.?)\s*)?(\d{1,4}(?:\.\d{1,2})?)[.:]?\s+(?:[-–]\s+)?(?:\((?i:(åben|lukket)[0-9A-Za-zÀ-ɏ_]*)\)\s+|(?i:(åben|lukket)t?(?: punkt| sag)?)\s*[:–-]\s*)?(\D.*?)(?:\s+(?i:s\.\s*|side\s+)?(\d{1,3}))?$"
    )
    .captures(text)?;
    let mut entry = entry(Some(&found[1]), &found[4]);
    let access = found.get(2).or(found.get(3));
    entry.closed = access.is_some_and(|word| word.as_str().to_lowercase().starts_with("lukket"));
    if let Some(end) = found.get(5).filter(|end| end.as_str().len() > 2) {
        // Three digits may be part of the title.
        entry.title = format!("{} {}", entry.title, end.as_str());
    }
    Some(entry)
}

fn entry(number: Option<&str>, title: &str) -> Entry {
    let number = number.map(|number| number.trim_end_matches('.').to_owned());
    Entry { number, title: title.trim().to_owned(), closed: false, is_section: false }
}

/// A list without a marker: the lines from the first to the last that say number and title of an
/// item as its header does.
fn unmarked(lines: &[(usize, &Line)], headers: &[Header], contents: &mut Contents) {
    let listed = |line: &Line| {
        numbered_entry(&line.text).filter(|entry| {
            let is_of =
                |header: &&Header| header.number == entry.number && header.has_title(&entry.title);
            headers.iter().any(|header| is_of(&header))
        })
    };
    let places: Vec<usize> =
        (0..lines.len()).filter(|place| listed(lines[*place].1).is_some()).collect();
    let (Some(first), Some(last)) = (places.first(), places.last()) else { return };
    if places.len() < 2 {
        return;
    }
    let mut closed = false;
    for (index, line) in &lines[*first..=*last] {
        closed = sections::access(&line.text).map_or(closed, |access| access == Access::Closed);
        contents.parts.push(*index);
        let entry = numbered_entry(&line.text);
        contents.entries.extend(entry.map(|e| Entry { closed: closed || e.closed, ..e }));
    }
}

/// A list of titles without numbers or marker, known by a title that the body repeats: the lines
/// around it that are titles too.
fn around_a_header(lines: &[(usize, &Line)], headers: &[Header], contents: &mut Contents) {
    let repeated = |line: &Line| headers.iter().any(|header| header.has_title(&line.text));
    let is_title = |line: &Line| {
        is_title_like(&line.text) && !line.text.contains(':') && !is_capitals(&line.text)
    };
    let Some(found) = lines.iter().position(|(_, line)| repeated(line) && is_title(line)) else {
        return;
    };
    let before = lines[..found].iter().rev().take_while(|(_, line)| is_title(line)).count();
    let after = lines[found..].iter().take_while(|(_, line)| is_title(line)).count();
    for (index, line) in &lines[found - before..found + after] {
        contents.entries.push(entry(None, &line.text));
        contents.parts.push(*index);
    }
}

fn is_capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// Numbers and titles that an extract printed apart: the sections are those that agendas have by
/// custom, at their first mention; every other title is an item of the section before it.
fn number_apart(lines: &[(usize, &Line)], contents: &mut Contents) {
    let numbers: Vec<&(usize, &Line)> = lines
        .iter()
        .filter(|(_, line)| regex!(r"^\d{1,2}(?:\.\d{1,2})?\.?$").is_match(&line.text))
        .collect();
    let is_section =
        |entry: &Entry| CUSTOMARY_SECTIONS.contains(&entry.title.to_lowercase().as_str());
    if numbers.is_empty() || !contents.entries.iter().any(is_section) {
        return;
    }
    contents.parts.extend(numbers.iter().map(|(index, _)| *index));
    let mut groups: Vec<(Entry, Vec<Entry>)> = Vec::new();
    for entry in std::mem::take(&mut contents.entries) {
        let same = groups.iter().position(|(section, _)| section.title == entry.title);
        match same {
            Some(group) => groups[group].1.push(entry),
            None if is_section(&entry) || groups.is_empty() => groups.push((entry, Vec::new())),
            None => {
                if let Some((_, items)) = groups.last_mut() {
                    items.push(entry);
                }
            }
        }
    }
    for (major, (section, items)) in (1..).zip(groups) {
        contents.entries.push(Entry {
            number: Some(format!("{major}")),
            is_section: true,
            ..section
        });
        for (minor, item) in (1..).zip(items) {
            contents.entries.push(Entry { number: Some(format!("{major}.{minor}")), ..item });
        }
    }
}

/// A list of titles without numbers, known by the sections that agendas have by custom.
fn customary(lines: &[(usize, &Line)], contents: &mut Contents) {
    let section = |text: &str| CUSTOMARY_SECTIONS.contains(&text.to_lowercase().as_str());
    let is_entry = |text: &str| !text.contains(':') && !regex!(r"\d{4}").is_match(text);
    let Some(first) = lines.iter().position(|(_, line)| section(&line.text)) else { return };
    let known = lines.iter().filter(|(_, line)| section(&line.text)).count();
    if known < 2 {
        return;
    }
    let mut before = String::new();
    for (index, line) in &lines[first..] {
        if !is_entry(&line.text) || super::attendance::opens(&line.text).is_some() {
            break;
        }
        // A section's title repeated is its only item.
        let is_section = (section(&line.text) || line.text == "Eventuelt") && line.text != before;
        contents.entries.push(Entry { is_section, ..entry(None, &line.text) });
        contents.parts.push(*index);
        before.clone_from(&line.text);
    }
}

/// Adds the items that stand in the list of contents only.
pub(super) fn add_missing(contents: Contents, outline: &mut Outline) {
    let entries = match contents.entries {
        entries if entries.is_empty() => linked(outline),
        entries => entries,
    };
    for entry in entries {
        if entry.is_section {
            let title = Some(entry.title);
            outline.sections.push(OutlineSection {
                number: entry.number,
                title,
                items: Vec::new(),
            });
            continue;
        }
        let plain = letters(&entry.title);
        if entry.closed {
            close(outline, &entry, &plain);
        }
        let known = has_item(outline, |item| {
            let title = letters(&item.title);
            item.number == entry.number && entry.number.is_some()
                || title.starts_with(&plain)
                || (plain.len() > 20 && plain.starts_with(&title) && !title.is_empty())
        });
        let is_section = outline.sections.iter().any(|section| {
            // An empty section of another number may be the item's.
            let same = section.number.is_some() && section.number == entry.number;
            let named = |title: &str| letters(title) == plain;
            section.title.as_deref().is_some_and(named) && (same || !section.items.is_empty())
        });
        if known || is_section {
            continue;
        }
        outline.problems.push(Problem {
            line: None,
            page: None,
            code: "item-only-in-contents".into(),
            message: format!("“{}” stands in the list of contents but has no text", entry.title),
            text: None,
        });
        add(outline, entry);
    }
}

/// The entries of a list of links to the places of a page, if it names the items: those of closed
/// items lead nowhere.
fn linked(outline: &Outline) -> Vec<Entry> {
    let lists = outline.furniture.iter().filter(|piece| is_links(piece));
    let entries: Vec<Entry> =
        lists.flat_map(|piece| piece.text.lines()).filter_map(numbered_entry).collect();
    let is_item = |entry: &&Entry| {
        let plain = letters(&entry.title);
        has_item(outline, |item| item.number == entry.number && letters(&item.title) == plain)
    };
    if entries.iter().filter(is_item).count() < 2 { Vec::new() } else { entries }
}

fn is_links(piece: &Furniture) -> bool {
    piece.page.is_none() && ["contents", "navigation"].contains(&piece.name.as_str())
}

/// An item that the list says is closed is closed, whatever its own header says.
fn close(outline: &mut Outline, entry: &Entry, plain: &str) {
    let items = outline.sections.iter_mut().flat_map(|section| &mut section.items);
    for item in items.filter(|item| item.number == entry.number && entry.number.is_some()) {
        let title = letters(&item.title);
        if title.starts_with(plain) || plain.starts_with(&title) {
            item.access = Some(Access::Closed);
        }
    }
}

/// Inserts an item where its number belongs.
fn add(outline: &mut Outline, entry: Entry) {
    let number = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<f64>().ok());
    let this = number(&entry.number);
    let items = &mut last_section(outline).items;
    let before =
        |item: &OutlineItem| number(&item.number).zip(this).is_none_or(|(n, this)| n < this);
    let at = items.iter().position(|item| !before(item)).unwrap_or(items.len());
    let access = entry.closed.then_some(Access::Closed);
    let item =
        OutlineItem { number: entry.number, title: entry.title, access, ..OutlineItem::default() };
    items.insert(at, item);
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
