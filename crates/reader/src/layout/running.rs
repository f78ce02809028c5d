//! Running heads and feet of an extract that keeps its pages, with the word "Side" or without: lines
//! at the edge of a page that come again on others, their last number counting the pages.

use std::collections::HashMap;

use super::heading::field_kind;
use crate::flow::Line;

/// Lines at the upper and at the lower edge of a page that may be running heads.
const DEEP: usize = 2;
/// No running head is longer, in characters.
const LONGEST: usize = 100;

/// A line at the edge of a page.
struct Edge<'a> {
    index: usize,
    page: u32,
    text: &'a str,
    /// The number it ends or begins with.
    number: Option<u32>,
}

/// The running heads among the lines of a text, by index.
pub(super) fn heads(lines: &[(usize, &Line)]) -> Vec<usize> {
    let pages = pages(lines);
    let mut alike: HashMap<(bool, String), Vec<Edge<'_>>> = HashMap::new();
    for page in &pages {
        let top = page.iter().take(DEEP).map(|line| (true, line));
        let foot = page.iter().skip(DEEP.max(page.len().saturating_sub(DEEP)));
        for (is_top, (index, line)) in top.chain(foot.map(|line| (false, line))) {
            let Some((key, edge)) = edge(*index, line) else { continue };
            alike.entry((is_top, key)).or_default().push(edge);
        }
    }
    let running = alike.into_values().filter(|edges| is_running(edges, pages.len()));
    running.flatten().map(|edge| edge.index).collect()
}

/// The lines of each page. Only plain text tells lines by their number and leaves its pages' heads
/// in it.
fn pages<'a>(lines: &'a [(usize, &'a Line)]) -> Vec<&'a [(usize, &'a Line)]> {
    if lines.iter().any(|(_, line)| line.at.line.is_none()) {
        return Vec::new();
    }
    lines.chunk_by(|(_, a), (_, b)| a.at.page == b.at.page).collect()
}

/// A line that may be a running head, and what it has in common with others.
fn edge(index: usize, line: &Line) -> Option<(String, Edge<'_>)> {
    let text = line.text.as_str();
    let fits = text.chars().count() <= LONGEST
        && field_kind(text).is_none()
        && !text.ends_with(['.', ',', ';', ':']);
    if !fits {
        return None;
    }
    let words = || text.split(|c: char| c.is_whitespace() || matches!(c, '|' | '/' | '-' | '–'));
    let is_number = |word: &&str| (1..=3).contains(&word.len()) && word.parse::<u32>().is_ok();
    let ends = words().rev().find(|word| !word.is_empty()).filter(is_number);
    let begins = words().find(|word| !word.is_empty()).filter(is_number);
    let number = ends.or(begins);
    let place = match (ends, begins) {
        (Some(number), _) => text.rfind(number),
        (None, Some(number)) => text.find(number),
        _ => None,
    };
    let key = match (number, place) {
        (Some(number), Some(at)) => format!("{}#{}", &text[..at], &text[at + number.len()..]),
        _ => text.to_owned(),
    };
    let key = key.split_whitespace().collect();
    let number = number.and_then(|number| number.parse().ok());
    Some((key, Edge { index, page: line.at.page?, text, number }))
}

/// Whether lines alike count the pages they stand on; or say the same on half of them.
fn is_running(edges: &[Edge<'_>], pages: usize) -> bool {
    let steps = edges.windows(2).map(|pair| {
        let numbers = pair[1].number.zip(pair[0].number);
        numbers.map(|(next, last)| next.wrapping_sub(last) == pair[1].page - pair[0].page)
    });
    let counting = edges.len() >= 2 && steps.into_iter().all(|step| step == Some(true));
    let same = edges.windows(2).all(|pair| pair[0].text == pair[1].text);
    let rising = edges.windows(2).all(|pair| pair[1].page > pair[0].page);
    let items = super::forms::count_items(&mut edges.iter().map(|edge| edge.text));
    rising && !items && (counting || (same && edges.len() >= 3 && edges.len() * 2 >= pages))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::At;

    /// Which lines are running heads; pages are parted by "|".
    fn found(pages: &[&[&str]]) -> Vec<String> {
        let mut lines = Vec::new();
        for (page, texts) in (1..).zip(pages) {
            for text in *texts {
                let at = At { page: Some(page), line: Some(lines.len() as u32 + 1) };
                lines.push(Line { at, ..Line::whole(*text) });
            }
        }
        let lines: Vec<(usize, &Line)> = lines.iter().enumerate().collect();
        let mut heads = heads(&lines);
        heads.sort_unstable();
        heads.into_iter().map(|index| lines[index].1.text.clone()).collect()
    }

    #[test]
    fn a_line_that_counts_the_pages_is_a_running_head() {
        let pages: [&[&str]; 3] = [
            &["Byrådet, 9. april 2026   1", "Havnen skal udbygges,", "så der bliver plads.", "x"],
            &["Byrådet, 9. april 2026   2", "Kajen skal forlænges", "til næste år.", "x y"],
            &["Byrådet, 9. april 2026   3", "Det koster penge", "at bygge.", "z"],
        ];
        assert_eq!(found(&pages).len(), 3);
    }

    #[test]
    fn a_bare_number_at_the_foot_counts_too() {
        let pages: [&[&str]; 2] = [&["A a", "B b", "C c", "D d", "1"], &["E e", "F f", "G", "2"]];
        assert_eq!(found(&pages), ["1", "2"]);
    }

    #[test]
    fn lines_that_count_something_else_or_come_again_by_chance_stay() {
        let items: [&[&str]; 2] = [&["Sag 1", "a b"], &["Sag 4", "c d"]];
        assert!(found(&items).is_empty());
        let headings: [&[&str]; 3] = [&["Baggrund", "a"], &["Baggrund", "b"], &["Baggrund", "c"]];
        assert!(found(&headings).is_empty());
        let twice: [&[&str]; 3] = [&["Kort sagt", "a"], &["Kort sagt", "b"], &["d", "c"]];
        assert!(found(&twice).is_empty());
    }
}
