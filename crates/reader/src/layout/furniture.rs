//! What stands on pages and not in the text: headers, page numbers, dumped link targets.

use std::collections::HashMap;

use raadslag_document::Furniture;

use crate::flow::{Gap, Line, Part};
use crate::layout::heading::field_kind;
use crate::layout::line;
use crate::outline::Outline;
use crate::pattern::{rare, regex};

/// Moves page headers and page numbers to the outline's furniture. Link targets that stand on a
/// line of their own stay in the stream as furniture, so that their item can list them.
pub(super) fn set_aside(parts: Vec<Part>, outline: &mut Outline) -> Vec<Part> {
    let headers = page_headers(&parts);
    let mut rest = Vec::with_capacity(parts.len());
    let mut new_page = false;
    let mut shift: Option<i64> = None;
    for (index, part) in parts.into_iter().enumerate() {
        match part {
            Part::Line(mut line) => {
                if let Some(number) = page_number(&line.text) {
                    if shift.is_none() {
                        renumber(&mut rest, &mut outline.furniture, number, line.at.page);
                    }
                    shift = line.at.page.map(|page| i64::from(number) - i64::from(page));
                    set_page(&mut line, shift);
                    if let Some(header) = outline.furniture.last_mut() {
                        // A header above the number stands on the same page.
                        let above = header.name == "page_header" && header.page < Some(number);
                        header.page = if above { Some(number) } else { header.page };
                    }
                    outline.furniture.push(piece("page_number", &line));
                    new_page = true;
                } else if headers.contains(&index) {
                    set_page(&mut line, shift);
                    let bare = line.text.bytes().all(|byte| byte.is_ascii_digit());
                    let name = if bare { "page_number" } else { "page_header" };
                    outline.furniture.push(piece(name, &line));
                    new_page = true;
                } else if is_link_target(&line.text) {
                    set_page(&mut line, shift);
                    rest.push(Part::Furniture(piece("link_target", &line)));
                } else {
                    set_page(&mut line, shift);
                    if std::mem::take(&mut new_page) {
                        line.gap = Gap::Page;
                    }
                    rest.push(Part::Line(line));
                }
            }
            Part::Furniture(piece) if piece.name != "link_target" => outline.furniture.push(piece),
            part => rest.push(part),
        }
    }
    rest
}

/// Sets a part's text aside under a name, losing nothing.
pub(super) fn keep(part: &Part, name: &str, outline: &mut Outline) {
    match part {
        Part::Line(line) => outline.furniture.push(piece(name, line)),
        Part::Furniture(furniture) => outline.furniture.push(furniture.clone()),
        Part::Table { table, at } => {
            for text in table.header.iter().chain(&table.rows).flatten() {
                let name = name.to_owned();
                outline.furniture.push(Furniture { name, text: text.clone(), page: at.page });
            }
        }
    }
}

/// A line as furniture.
pub(super) fn piece(name: &str, line: &Line) -> Furniture {
    Furniture { name: name.to_owned(), text: line.text.clone(), page: line.at.page }
}

/// "SIDE | 17", "Side 3 af 10", "- 4 -".
fn page_number(text: &str) -> Option<u32> {
    let page = regex!(r"(?i)^(?:side\s*\|?\s*(\d{1,4})(?:\s*(?:/|af)\s*\d+)?|-\s*(\d{1,4})\s*-)$");
    let found = page.captures(text)?;
    found.get(1).or(found.get(2))?.as_str().parse().ok()
}

fn is_link_target(text: &str) -> bool {
    regex!(r"^(?:https?://|www\.)\S+$").is_match(text)
}

/// Lines that stand beside page numbers and come again but for their digits, and lines of the
/// form "body | date".
fn page_headers(parts: &[Part]) -> Vec<usize> {
    let lines: Vec<(usize, &Line)> =
        parts.iter().enumerate().filter_map(|(i, part)| Some((i, line(part)?))).collect();
    let bare = numbers(&lines);
    let is_number =
        |index: &usize, line: &Line| page_number(&line.text).is_some() || bare.contains(index);
    let mut near: HashMap<String, Vec<usize>> = HashMap::new();
    for (position, (index, line)) in lines.iter().enumerate() {
        if !is_number(index, line) {
            continue;
        }
        let around = position.saturating_sub(2)..(position + 3).min(lines.len());
        for (index, line) in &lines[around] {
            if !is_number(index, line)
                && line.text.split_whitespace().map(|word| word.len() + 1).sum::<usize>() < 90
                && field_kind(&line.text).is_none()
                && !line.text.ends_with('.')
            {
                let places = near.entry(shape(&line.text)).or_default();
                // A short page's line may be near two page numbers.
                if places.last() != Some(index) {
                    places.push(*index);
                }
            }
        }
    }
    let text = |index: &usize| line(&parts[*index]).map_or("", |line| line.text.as_str());
    let is_header = |places: &Vec<usize>| {
        // "Lukket dagsorden" in the list of contents and above its items is no page header.
        let section = super::sections::access(text(&places[0])).is_some() && places.len() < 3;
        // So do the numbers of cases whose items begin a page.
        let case = super::headers::is_case_number(text(&places[0]))
            && places.iter().any(|place| text(place) != text(&places[0]));
        places.len() > 1
            && !section
            && !case
            && !super::forms::count_items(&mut places.iter().map(text))
    };
    let repeated = near.into_values().filter(is_header).flatten();
    let form = rare!(["|"], r"^[^|]{3,60}\s\|\s*\d{1,2}-\d{1,2}-\d{4}$");
    let formed = lines.iter().filter(|(_, line)| form.is_match(&line.text)).map(|(i, _)| *i);
    let headers = repeated.chain(formed).chain(numbered_headers(&lines)).chain(bare);
    headers.chain(super::running::heads(&lines)).collect()
}

/// "Dagsorden til møde i rådet    Side 3": a header and its page number on one line, where the
/// same words come again with a higher number.
fn numbered_headers(lines: &[(usize, &Line)]) -> Vec<usize> {
    let form = rare!(
        ["side"],
        r"(?i)^(\S.{2,80}?)[\s|–-]+side(?:\s+|\s*\|\s*)(\d{1,3})(?:\s*(?:/|af)\s*\d{1,3})?$"
    );
    let mut pages: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
    for (index, line) in lines {
        let Some(found) = form.captures(&line.text) else { continue };
        if let Ok(number) = found[2].parse() {
            pages.entry(shape(&found[1])).or_default().push((*index, number));
        }
    }
    let rises = |places: &Vec<(usize, u32)>| {
        // An extract may have lost the number of a page.
        places.len() > 1 && places.windows(2).all(|pair| pair[1].1 > pair[0].1)
    };
    pages.into_values().filter(rises).flatten().map(|(index, _)| index).collect()
}

/// Bare numbers far from the left edge that count the pages of a text without page breaks.
fn numbers(lines: &[(usize, &Line)]) -> Vec<usize> {
    const FAR: f32 = 30.0;
    let number = |line: &Line| line.text.parse::<u32>().ok().filter(|number| *number < 1000);
    let bare: Vec<(usize, u32)> = lines
        .iter()
        .filter(|(_, line)| line.indent >= FAR)
        .filter_map(|(index, line)| Some((*index, number(line)?)))
        .collect();
    let counts = bare.len() > 1 && bare.windows(2).all(|pair| pair[1].1 == pair[0].1 + 1);
    if counts { bare.into_iter().map(|(index, _)| index).collect() } else { Vec::new() }
}

/// A line with its digits and spaces made alike.
fn shape(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if c.is_numeric() { '0' } else { c })
        .collect()
}

fn set_page(line: &mut Line, shift: Option<i64>) {
    if let (Some(page), Some(shift)) = (line.at.page, shift) {
        line.at.page = u32::try_from(i64::from(page) + shift).ok();
    }
}

/// The first printed page number also tells the pages before it, but for the cover, which an
/// extract may be parted from by pages without text.
fn renumber(parts: &mut [Part], furniture: &mut [Furniture], number: u32, counted: Option<u32>) {
    let Some(counted) = counted else { return };
    let shift = i64::from(number) - i64::from(counted);
    let renumbered =
        |page: u32| u32::try_from(i64::from(page) + shift).ok().filter(|page| *page > 0);
    for part in parts {
        if let Part::Line(Line { at, .. }) | Part::Table { at, .. } = part
            && at.page.is_some_and(|page| page > 1)
        {
            at.page = at.page.and_then(renumbered);
        }
        if let Part::Furniture(piece) = part
            && piece.page.is_some_and(|page| page > 1)
        {
            piece.page = piece.page.and_then(renumbered);
        }
    }
    for piece in furniture.iter_mut().filter(|piece| piece.page.is_some_and(|page| page > 1)) {
        piece.page = piece.page.and_then(renumbered);
    }
}
