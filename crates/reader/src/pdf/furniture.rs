//! Running heads, running feet and page numbers: what belongs to the pages rather than the text.

use std::collections::HashMap;

use raadslag_document::Furniture;

use super::page::{Draft, Page, Piece};
use super::rows::segments;
use super::sheet::{Run, Turn};
use super::text::joined;

/// Lines at the upper and at the lower edge of a page that may be furniture.
const DEEP: usize = 4;
/// Share of a page's height at its upper and lower edge where furniture stands.
const ZONE: f32 = 0.15;
/// Points a running head may move from page to page.
const STILL: f32 = 4.0;

/// A line near the edge of a page.
struct Edge {
    page: usize,
    piece: usize,
    base: f32,
    key: String,
    numbers: Vec<u64>,
    heading: bool,
    alone: bool,
}

/// Takes the furniture off the pages; for each page what was taken, from top to bottom.
pub(super) fn taken(pages: &mut [Page], body: f32) -> Vec<Vec<Furniture>> {
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); pages.len()];
    for from_top in [true, false] {
        let edges: Vec<Vec<Edge>> =
            (0..pages.len()).map(|page| edges(pages, page, from_top, body)).collect();
        let repeated = repeated(&edges);
        for (lines, repeated) in edges.iter().zip(repeated) {
            // Only from the edge inwards: a heading below a line of text is none.
            let outer = lines.iter().zip(repeated).take_while(|(_, repeated)| *repeated);
            outer.for_each(|(edge, _)| found[edge.page].push(edge.piece));
        }
    }
    pages.iter_mut().zip(found).map(|(page, found)| take(page, found)).collect()
}

/// Removes pieces from a page.
fn take(page: &mut Page, mut found: Vec<usize>) -> Vec<Furniture> {
    found.sort_unstable();
    found.dedup();
    let mut drafts: Vec<Draft> = page.marked.drain(..).collect();
    for index in found.into_iter().rev() {
        if let Piece::Line(draft) = page.pieces.remove(index) {
            drafts.push(draft);
        }
    }
    drafts.sort_by(|a, b| a.base.total_cmp(&b.base));
    drafts.iter().flat_map(|draft| furniture(page, draft)).collect()
}

/// A line of furniture, cut at its wide gaps: a head and a page number stand on one line.
fn furniture(page: &Page, draft: &Draft) -> Vec<Furniture> {
    let middle = f32::midpoint(page.edges.0, page.edges.1);
    let piece = |runs: &[Run]| {
        let text = joined(runs).text;
        let name = if is_page_number(&text) {
            "page_number"
        } else if draft.base < middle {
            "page_header"
        } else {
            "page_footer"
        };
        Furniture { name: name.to_owned(), text, page: Some(page.number) }
    };
    segments(&draft.runs).into_iter().map(|part| piece(&draft.runs[part])).collect()
}

/// The outermost lines of a page, from the edge inwards.
fn edges(pages: &[Page], page: usize, from_top: bool, body: f32) -> Vec<Edge> {
    let lines = pages[page].pieces.iter().enumerate().filter_map(|(index, piece)| match piece {
        Piece::Line(draft) if draft.turn == Turn::Upright => Some((index, draft)),
        _ => None,
    });
    let mut lines: Vec<(usize, &Draft)> = lines.collect();
    lines.sort_by(|a, b| a.1.base.total_cmp(&b.1.base));
    if !from_top {
        lines.reverse();
    }
    lines.truncate(DEEP);
    let (top, bottom) = pages[page].edges;
    let depth = ZONE * (bottom - top);
    lines.retain(|(_, it)| if from_top { it.base < top + depth } else { it.base > bottom - depth });
    let edge = |(piece, draft): (usize, &Draft)| {
        let text = joined(&draft.runs).text;
        let (key, numbers) = parted(&text);
        let heading = draft.size > 1.1 * body || draft.runs.iter().all(|run| run.face.bold);
        let alone = is_page_number(&text) && text.chars().any(char::is_alphabetic);
        Edge { page, piece, base: draft.base, key, numbers, heading, alone }
    };
    lines.into_iter().map(edge).collect()
}

/// A text with its numbers taken out, and the numbers.
fn parted(text: &str) -> (String, Vec<u64>) {
    let mut key = String::new();
    let mut numbers = Vec::new();
    let mut digits = String::new();
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            numbers.push(digits.parse().unwrap_or(u64::MAX));
            key.push('#');
            digits.clear();
        }
        key.push(c);
    }
    (key, numbers)
}

/// For each line whether it stands at the same place on other pages.
fn repeated(edges: &[Vec<Edge>]) -> Vec<Vec<bool>> {
    let mut by_key: HashMap<&str, Vec<&Edge>> = HashMap::new();
    for edge in edges.iter().flatten() {
        by_key.entry(&edge.key).or_default().push(edge);
    }
    let pages = edges.len();
    let is_repeated = |edge: &Edge| {
        let alike: Vec<&Edge> = by_key[edge.key.as_str()]
            .iter()
            .filter(|other| (other.base - edge.base).abs() <= STILL)
            .copied()
            .collect();
        edge.alone || (is_spread(&alike, pages) && counts_pages(&alike))
    };
    edges.iter().map(|lines| lines.iter().map(is_repeated).collect()).collect()
}

/// Whether the lines stand on half of the pages, or on three pages that follow each other (or on
/// three left or three right ones).
fn is_spread(alike: &[&Edge], pages: usize) -> bool {
    let mut at: Vec<usize> = alike.iter().map(|edge| edge.page).collect();
    at.dedup();
    let follow = |step| at.windows(3).any(|w| w[1] - w[0] == step && w[2] - w[1] == step);
    at.len() >= 2 && at.len() * 2 >= pages || follow(1) || follow(2)
}

/// Whether each number stays the same from page to page or counts the pages. Headings that count
/// something else (items) are none; nor are those that are set larger than the text.
fn counts_pages(alike: &[&Edge]) -> bool {
    let columns = alike.iter().map(|edge| edge.numbers.len()).min().unwrap_or(0);
    (0..columns).all(|column| {
        let steps = alike.windows(2).map(|pair| {
            let step = pair[1].numbers[column].wrapping_sub(pair[0].numbers[column]);
            (step == 0, step == (pair[1].page - pair[0].page) as u64)
        });
        let steps: Vec<(bool, bool)> = steps.collect();
        let still = steps.iter().all(|step| step.0);
        let counting = steps.iter().filter(|step| step.1).count() * 10 >= steps.len() * 7;
        still || (counting && !alike.iter().any(|edge| edge.heading && !edge.alone))
    })
}

/// Whether a text is a page's number: "5", "- 5 -", "Side 5 af 28", "SIDE | 5".
fn is_page_number(text: &str) -> bool {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '|' | '/' | '-' | '–' | ':' | '.'))
        .filter(|word| !word.is_empty())
        .collect();
    let number = |word: &str| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let named =
        |word: &str| ["side", "page", "s", "af", "of"].contains(&word.to_lowercase().as_str());
    words.iter().any(|word| number(word))
        && words.len() <= 4
        && words.iter().all(|word| number(word) || named(word))
}
