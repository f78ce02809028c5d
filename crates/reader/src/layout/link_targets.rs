//! Link targets that an extract dumped at the end of a page: each goes to the item whose text has
//! the link's words.
//!
//! Where they stand they follow the page's last item, but the link may be in any item of the page.

use std::collections::{BTreeSet, HashSet};

use raadslag_document::Problem;

use super::line;
use crate::outline::{Outline, OutlineItem};

/// Moves the targets to their items; where the page has several items and no words tell, the item
/// stays the one in whose text the target stood, and a problem says so.
pub(super) fn settle(outline: &mut Outline) {
    let mut seen = HashSet::new();
    let targets: Vec<(String, u32)> = outline
        .furniture
        .iter()
        .filter(|piece| piece.name == "link_target")
        .filter_map(|piece| Some((piece.text.clone(), piece.page?)))
        .filter(|target| seen.insert(target.clone()))
        .take(MOST)
        .collect();
    if targets.is_empty() {
        return;
    }
    let mut items: Vec<Placed<'_>> = outline
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.items)
        .map(|item| Placed { pages: lines(item).filter_map(|(page, _)| page).collect(), item })
        .collect();
    let mut problems = Vec::new();
    for (url, page) in targets {
        problems.extend(place(&mut items, &url, page));
    }
    outline.problems.extend(problems);
}

/// More targets stay where they stood; no agenda has as many.
const MOST: usize = 2_000;

/// An item and the pages it stands on.
struct Placed<'a> {
    item: &'a mut OutlineItem,
    pages: BTreeSet<u32>,
}

impl Placed<'_> {
    fn has(&self, url: &str) -> bool {
        self.item.links.iter().any(|link| link == url)
    }

    /// With nothing but its header on the page.
    fn begins_after(&self, page: u32) -> bool {
        self.pages.first().is_none_or(|first| *first > page)
    }
}

fn place(items: &mut [Placed<'_>], url: &str, page: u32) -> Option<Problem> {
    let holder =
        items.iter().rposition(|placed| placed.pages.contains(&page) && placed.has(url)).or_else(
            || items.iter().position(|placed| placed.begins_after(page) && placed.has(url)),
        )?;
    let on_page: Vec<usize> =
        (0..=holder).filter(|index| items[*index].pages.contains(&page)).collect();
    if on_page.len() < 2 {
        return None;
    }
    let slug = words(&decoded(url));
    let scores: Vec<usize> = on_page
        .iter()
        .map(|index| shared(&slug, &words(&text(items[*index].item, page))))
        .collect();
    let best = scores.iter().copied().max().unwrap_or(0);
    let leading: Vec<usize> =
        on_page.iter().zip(&scores).filter(|(_, score)| **score == best).map(|(i, _)| *i).collect();
    match leading[..] {
        [owner] if best >= ENOUGH => {
            if owner != holder {
                items[holder].item.links.retain(|link| link != url);
            }
            if !items[owner].has(url) {
                items[owner].item.links.push(url.to_owned());
            }
            None
        }
        _ => Some(unsure(url, page, items[holder].item)),
    }
}

/// So many words of a target in a row are no chance.
const ENOUGH: usize = 3;

fn unsure(url: &str, page: u32, holder: &OutlineItem) -> Problem {
    let number = holder.number.as_deref().unwrap_or("without number");
    Problem {
        line: None,
        page: Some(page),
        code: "link-by-page".into(),
        message: format!(
            "the link target {url} stands at the end of a page with several items and is listed \
             with item {number}; it may belong to another"
        ),
        text: None,
    }
}

fn lines(item: &OutlineItem) -> impl Iterator<Item = (Option<u32>, &str)> {
    let parts = item.headed.iter().flat_map(|headed| &headed.parts);
    parts.filter_map(line).map(|line| (line.at.page, line.text.as_str()))
}

/// The item's words on a page, its title included.
fn text(item: &OutlineItem, page: u32) -> String {
    let on_page = lines(item).filter(|(on, _)| *on == Some(page)).map(|(_, text)| text);
    std::iter::once(item.title.as_str()).chain(on_page).collect::<Vec<_>>().join(" ")
}

/// `%C3%A5` as the letter it stands for.
fn decoded(url: &str) -> String {
    let path = url.split_once("://").map_or(url, |(_, path)| path);
    // The host and its folders' short names tell nothing: the last parts do.
    let path = path.split_once('/').map_or("", |(_, path)| path);
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let coded = (*first == b'%')
            .then(|| after.get(..2).and_then(|two| std::str::from_utf8(two).ok()))
            .flatten()
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(coded.unwrap_or(*first));
        rest = if coded.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The words of a text, in the letters addresses are written with.
fn words(text: &str) -> Vec<String> {
    let folded = text.to_lowercase().replace('æ', "ae").replace('ø', "oe").replace('å', "a");
    let folded = folded.replace("aa", "a");
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The most words in a row that both have.
fn shared(slug: &[String], text: &[String]) -> usize {
    let mut longest = 0;
    for from in 0..slug.len() {
        for at in 0..text.len() {
            let run = slug[from..].iter().zip(&text[at..]).take_while(|(a, b)| a == b).count();
            longest = longest.max(run);
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use raadslag_document::Furniture;

    use super::*;
    use crate::flow::{At, Line, Part};
    use crate::outline::{Headed, OutlineSection};

    fn item(number: &str, text: &str, links: &[&str]) -> OutlineItem {
        let at = At { page: Some(7), line: None };
        let parts = vec![Part::Line(Line { at, ..Line::whole(text) })];
        OutlineItem {
            number: Some(number.to_owned()),
            headed: vec![Headed { heading: None, parts }],
            links: links.iter().map(|link| (*link).to_owned()).collect(),
            ..OutlineItem::default()
        }
    }

    fn settled(url: &str, texts: [&str; 2]) -> (Vec<usize>, usize) {
        let items = vec![item("1", texts[0], &[]), item("2", texts[1], &[url])];
        let piece = |page| Furniture { name: "link_target".into(), text: url.into(), page };
        let mut outline = Outline {
            sections: vec![OutlineSection { items, ..OutlineSection::default() }],
            furniture: vec![piece(Some(7))],
            ..Outline::default()
        };
        settle(&mut outline);
        let links = outline.sections[0].items.iter().map(|item| item.links.len()).collect();
        (links, outline.problems.len())
    }

    #[test]
    fn a_target_goes_to_the_item_with_its_words() {
        let url = "https://example.dk/media/plan-for-g%C3%A5rden-2027.pdf";
        assert_eq!(settled(url, ["Se Plan for Gården 2027.", "Intet."]), (vec![1, 0], 0));
        assert_eq!(settled(url, ["Intet.", "Se planen: plan_for_gaarden"]), (vec![0, 1], 0));
    }

    #[test]
    fn a_target_without_words_of_its_own_is_in_doubt() {
        assert_eq!(settled("https://example.dk/a/910", ["Lov nr. 910", "Intet."]), (vec![0, 1], 1));
        let alike = "https://example.dk/plan-for-vejene";
        assert_eq!(settled(alike, ["Plan for vejene", "Plan for vejene"]), (vec![0, 1], 1));
    }
}
