//! Whether every word of an input is in its document: the proof that reading loses nothing.

use std::collections::{HashMap, HashSet};

use raadslag_document::{Block, Document, Item, List};

use crate::flow::At;
use crate::marker;

/// What part of an input's words a document holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    /// Words in the input.
    pub total: usize,
    /// Words of the input that are nowhere in the document, with their places.
    pub missing: Vec<(String, At)>,
    /// Words of the document that are not in the input.
    pub invented: Vec<String>,
}

impl Coverage {
    /// The share of the input's words that the document holds, 0 to 1.
    pub fn share(&self) -> f64 {
        if self.total == 0 {
            return 1.0;
        }
        1.0 - self.missing.len() as f64 / self.total as f64
    }
}

/// Compares the input's words with the document's. Words are runs of letters and digits; a word that
/// the reader joined from several pieces counts for all of them.
pub(crate) fn compare(input: &[(String, At)], document: &Document) -> Coverage {
    let tokens: Vec<(&str, At)> =
        input.iter().flat_map(|(text, at)| words(text).map(|word| (word, *at))).collect();
    let ordinals = ordinals(input);
    let said = texts(document);
    let mut output: HashMap<&str, i64> = HashMap::new();
    for word in said.iter().flat_map(|text| words(text)) {
        *output.entry(word).or_default() += 1;
    }
    for (word, _) in &tokens {
        *output.entry(word).or_default() -= 1;
    }
    let mut joined = join(&tokens, &mut output);
    bridge(input, &tokens, &mut joined, &mut output);
    let mut missing = Vec::new();
    // Of equal words a list's ordinal is the one that may be counted anew.
    let (first, rest): (Vec<usize>, Vec<usize>) =
        (0..tokens.len()).partition(|index| ordinals.contains(index));
    for index in first.into_iter().chain(rest) {
        let (word, at) = tokens[index];
        let lacking = output.get_mut(word).filter(|count| **count < 0 && !joined[index]);
        if let Some(count) = lacking {
            *count += 1;
            if !ordinals.contains(&index) && !is_glued(word, &mut output) {
                missing.push((index, word.to_owned(), at));
            }
        }
    }
    missing.sort_by_key(|(index, ..)| *index);
    let missing = missing.into_iter().map(|(_, word, at)| (word, at)).collect();
    let mut invented: Vec<String> = output
        .iter()
        .filter(|(_, count)| **count > 0)
        .map(|(word, _)| (*word).to_owned())
        .collect();
    invented.sort();
    Coverage { total: tokens.len(), missing, invented }
}

/// The tokens that number list entries: markup, which a list may count anew where a source printed
/// "1." before every entry.
fn ordinals(input: &[(String, At)]) -> HashSet<usize> {
    let texts = input.iter().zip(starts(input));
    let numbered = texts.filter(|((text, _), _)| marker::numbered(text.trim()).is_some());
    numbered.map(|(_, start)| start).collect()
}

/// Which token each text begins with, and the number of all tokens behind the last.
fn starts(input: &[(String, At)]) -> Vec<usize> {
    let mut starts = vec![0];
    let mut count = 0;
    for (text, _) in input {
        count += words(text).count();
        starts.push(count);
    }
    starts
}

/// A word of the input that the reader cut in two: file names printed without a space between.
fn is_glued(word: &str, output: &mut HashMap<&str, i64>) -> bool {
    let surplus = |part: &str| output.get(part).is_some_and(|count| *count > 0);
    let cut = word
        .char_indices()
        .map(|(at, _)| word.split_at(at))
        .find(|(left, right)| surplus(left) && surplus(right));
    let Some((left, right)) = cut else { return false };
    for part in [left, right] {
        if let Some(count) = output.get_mut(part) {
            *count -= 1;
        }
    }
    true
}

/// Finds words of the document that are consecutive pieces of the input, and marks those pieces as
/// used: a join is taken where it brings the two counts nearer to each other.
fn join<'a>(tokens: &[(&'a str, At)], output: &mut HashMap<&'a str, i64>) -> Vec<bool> {
    const PASSES: usize = 3;
    const PIECES: usize = 6;
    let mut joined = vec![false; tokens.len()];
    for _ in 0..PASSES {
        for start in 0..tokens.len() {
            let longest = (start + PIECES).min(tokens.len());
            for end in (start + 2..=longest).rev() {
                if joined[start..end].contains(&true) {
                    continue;
                }
                if make_one(&tokens[start..end], output) {
                    joined[start..end].fill(true);
                    break;
                }
            }
        }
    }
    joined
}

/// Finds words broken at the end of a line that go on behind something else: a page's foot and head,
/// a footnote.
fn bridge<'a>(
    input: &[(String, At)],
    tokens: &[(&'a str, At)],
    joined: &mut [bool],
    output: &mut HashMap<&'a str, i64>,
) {
    /// So many texts may stand between.
    const REACH: usize = 24;
    let starts = starts(input);
    for (index, (text, _)) in input.iter().enumerate() {
        let Some(last) = starts[index + 1].checked_sub(1).filter(|last| *last >= starts[index])
        else {
            continue;
        };
        if !text.trim_end().ends_with('-') || joined[last] {
            continue;
        }
        for after in index + 2..(index + REACH).min(input.len()) {
            let first = starts[after];
            if first == starts[after + 1] || joined[first] {
                continue;
            }
            if make_one(&[tokens[last], tokens[first]], output) {
                (joined[last], joined[first]) = (true, true);
                break;
            }
        }
    }
}

/// Counts pieces as the one word they make, if the document has more of it and the counts come nearer.
fn make_one<'a>(pieces: &[(&'a str, At)], output: &mut HashMap<&'a str, i64>) -> bool {
    let whole: String = pieces.iter().map(|(word, _)| *word).collect();
    let Some((&whole, &surplus)) = output.get_key_value(whole.as_str()) else { return false };
    if surplus <= 0 || gain(pieces, whole, output) <= 0 {
        return false;
    }
    *output.entry(whole).or_default() -= 1;
    for (word, _) in pieces {
        *output.entry(word).or_default() += 1;
    }
    true
}

/// How much nearer the counts come when these pieces are read as one word.
fn gain(pieces: &[(&str, At)], whole: &str, output: &HashMap<&str, i64>) -> i64 {
    let count = |word: &str| output.get(word).copied().unwrap_or_default();
    let towards_zero = |count: i64, step: i64| count.abs() - (count + step).abs();
    let pieces: i64 = pieces.iter().map(|(word, _)| towards_zero(count(word), 1)).sum();
    pieces + towards_zero(count(whole), -1)
}

/// Runs of letters and runs of digits: a number glued to a title counts as both.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).flat_map(|word| {
        word.char_indices()
            .filter(|(at, c)| *at > 0 && c.is_numeric() != word[..*at].ends_with(char::is_numeric))
            .map(|(at, _)| at)
            .chain(std::iter::once(word.len()))
            .scan(0, |from, end| Some(&word[std::mem::replace(from, end)..end]))
            .filter(|word| !word.is_empty())
    })
}

/// Every text of the document, numbers of lists included.
fn texts(document: &Document) -> Vec<String> {
    let mut texts: Vec<String> =
        document.furniture.iter().map(|piece| piece.text.clone()).collect();
    texts.extend(document.problems.iter().filter_map(|problem| problem.text.clone()));
    for section in &document.sections {
        texts.extend(section.number.clone());
        texts.extend(section.title.clone());
        section.items.iter().for_each(|item| of_item(item, &mut texts));
    }
    texts
}

fn of_item(item: &Item, texts: &mut Vec<String>) {
    texts.extend(item.number.clone());
    texts.push(item.title.clone());
    texts.extend(item.case_number.clone());
    texts.extend(item.case_officers.iter().cloned());
    texts.extend(item.subject.clone());
    for field in &item.fields {
        texts.extend(field.heading.clone());
        field.blocks.iter().for_each(|block| of_block(block, texts));
    }
    for recommendation in &item.recommendations {
        texts.extend(recommendation.number.map(|number| number.to_string()));
        let points = recommendation.points.len();
        texts.extend((1..=points).filter(|_| recommendation.numbered).map(|n| n.to_string()));
        texts.push(recommendation.text.clone());
        texts.extend(recommendation.points.iter().cloned());
    }
    texts.extend(item.attachments.iter().map(|attachment| attachment.title.clone()));
    texts.extend(item.decision.iter().map(|decision| decision.text.clone()));
    for entry in &item.history {
        texts.extend(entry.body.clone());
        texts.extend(entry.item.clone());
        texts.extend(entry.date.map(|date| date.strftime("%d-%m-%Y").to_string()));
        texts.push(entry.text.clone());
    }
}

fn of_block(block: &Block, texts: &mut Vec<String>) {
    match block {
        Block::List(list) => of_list(list, texts),
        block => texts.extend(block.texts().into_iter().map(str::to_owned)),
    }
}

fn of_list(list: &List, texts: &mut Vec<String>) {
    texts.extend(list.ordinals());
    for entry in &list.items {
        texts.push(entry.text.clone());
        entry.blocks.iter().for_each(|block| of_block(block, texts));
    }
}
