//! The place in a text that shows best why it was found.

use std::ops::Range;

use crate::Piece;
use crate::analysis::{WRITTEN, tokens_of};
use crate::plan::Marks;
use crate::words::{Group, groups, joined_key};

/// About how many letters a snippet has.
const LETTERS: usize = 220;
/// How many of them stand before the first hit, if the sentence does not begin there.
const LEAD: usize = 60;
/// How much of one text is looked through.
const DEEPEST: usize = 64_000;
/// Hits beyond these change no choice.
const MOST_HITS: usize = 200;
const ELLIPSIS: &str = "…";

/// A word to mark, and which of the words searched for it is.
struct Found {
    range: Range<usize>,
    mark: usize,
}

/// Cuts the best place out of the texts; the beginning of the first where nothing is found.
pub(crate) fn snippet(texts: &[&str], marks: &Marks) -> Vec<Piece> {
    let best = texts
        .iter()
        .map(|text| (*text, hits(text, marks)))
        .map(|(text, hits)| (best_window(text, &hits), text, hits))
        .reduce(|best, next| if next.0.worth > best.0.worth { next } else { best });
    best.map_or_else(Vec::new, |(window, text, hits)| cut(text, window.range, &hits))
}

/// A stretch of text and how well it shows the hits: different words first, then their number.
struct Window {
    worth: (usize, usize),
    range: Range<usize>,
}

fn best_window(text: &str, hits: &[Found]) -> Window {
    let mut best = Window { worth: (0, 0), range: 0..letters_on(text, 0, LETTERS) };
    for (first, hit) in hits.iter().enumerate() {
        let start = beginning(text, hit.range.start);
        let end = letters_on(text, start, LETTERS);
        let inside = hits[first..].iter().take_while(|hit| hit.range.end <= end);
        let mut seen: Vec<usize> = inside.map(|hit| hit.mark).collect();
        let all = seen.len();
        seen.sort_unstable();
        seen.dedup();
        if (seen.len(), all) > best.worth {
            best = Window { worth: (seen.len(), all), range: start..end };
        }
    }
    best
}

/// Where a snippet that shows the word at `at` begins: with its sentence, if that is near.
fn beginning(text: &str, at: usize) -> usize {
    let mut earliest = at.saturating_sub(LEAD);
    while !text.is_char_boundary(earliest) {
        earliest -= 1;
    }
    if earliest == 0 {
        return 0;
    }
    let lead = &text[earliest..at];
    let sentence = lead.rfind(['.', '!', '?', '\n', ':']).map(|stop| stop + 1);
    let word = || lead.find(char::is_whitespace);
    earliest + sentence.or_else(word).unwrap_or(lead.len())
}

/// The place that many letters on, at the end of a word.
fn letters_on(text: &str, from: usize, letters: usize) -> usize {
    let rest = &text[from..];
    let Some((end, _)) = rest.char_indices().nth(letters) else { return text.len() };
    rest[..end].rfind(char::is_whitespace).map_or(from + end, |space| from + space)
}

fn hits(text: &str, marks: &Marks) -> Vec<Found> {
    if marks.tokens.is_empty() && marks.prefixes.is_empty() {
        return Vec::new();
    }
    let marker = Marker::new(marks);
    let mut deepest = text.len().min(DEEPEST);
    while !text.is_char_boundary(deepest) {
        deepest -= 1;
    }
    let mut found = Vec::new();
    let mut folded = String::new();
    for group in groups(&text[..deepest]) {
        marker.look(text, &group, &mut folded, &mut found);
        if found.len() >= MOST_HITS {
            break;
        }
    }
    found
}

/// Looks for marked words. Analysing every word would be slow, so first a quick look: the folded
/// stem of a word, and of each of its parts, stands in the folded word.
struct Marker<'m> {
    marks: &'m Marks,
    /// What must stand in a folded word for it to be worth analysing.
    needles: Vec<String>,
}

impl<'m> Marker<'m> {
    fn new(marks: &'m Marks) -> Self {
        let tokens = marks.tokens.iter().map(|token| token.trim_start_matches('+').to_owned());
        let beginnings = marks.prefixes.iter().map(|prefix| {
            let lower = raadslag_danish::lower(prefix);
            raadslag_danish::fold(&lower).into_owned()
        });
        let mut needles: Vec<String> = tokens.chain(beginnings).collect();
        needles.sort_unstable();
        needles.dedup();
        Self { marks, needles }
    }

    fn look(&self, text: &str, group: &Group, folded: &mut String, found: &mut Vec<Found>) {
        if group.joined {
            let words: Vec<&str> = group.words.iter().map(|word| &text[word.clone()]).collect();
            let stem = crate::analysis::joined_stem(&words);
            fold_into(folded, &joined_key(&words));
            let whole = self.marks.tokens.iter().position(|token| *token == stem);
            if let Some(mark) = whole.filter(|_| self.is_near(folded)) {
                found.push(Found { range: group.range(), mark });
                return;
            }
        }
        for word in &group.words {
            fold_into(folded, &text[word.clone()]);
            if self.is_near(folded)
                && let Some(mark) = self.mark(&text[word.clone()])
            {
                found.push(Found { range: word.clone(), mark });
            }
        }
    }

    fn is_near(&self, folded: &str) -> bool {
        self.needles.iter().any(|needle| folded.contains(needle.as_str()))
    }

    /// Which of the words searched for this one is.
    fn mark(&self, word: &str) -> Option<usize> {
        let tokens = tokens_of(word);
        let wanted = self.marks.tokens.iter();
        let by_token = wanted.clone().position(|mark| tokens.iter().any(|t| **t == **mark));
        by_token.or_else(|| {
            let written = tokens.last()?.strip_prefix(WRITTEN)?;
            let prefix =
                self.marks.prefixes.iter().position(|p| written.starts_with(p.as_str()))?;
            Some(wanted.len() + prefix)
        })
    }
}

/// Folds without a new allocation for the letters Danish is mostly written in.
fn fold_into(folded: &mut String, word: &str) {
    folded.clear();
    if word.is_ascii() {
        folded.extend(word.chars().map(|letter| letter.to_ascii_lowercase()));
    } else {
        folded.push_str(&raadslag_danish::fold(&raadslag_danish::lower(word)));
    }
}

/// The pieces of a stretch of text.
fn cut(text: &str, range: Range<usize>, hits: &[Found]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if range.start > 0 {
        push(&mut pieces, ELLIPSIS, false);
        push(&mut pieces, " ", false);
    }
    let mut at = range.start;
    for hit in hits {
        if hit.range.start < at || hit.range.end > range.end {
            continue;
        }
        push(&mut pieces, &text[at..hit.range.start], false);
        push(&mut pieces, &text[hit.range.clone()], true);
        at = hit.range.end;
    }
    push(&mut pieces, &text[at.min(range.end)..range.end], false);
    if range.end < text.trim_end().len() {
        push(&mut pieces, " ", false);
        push(&mut pieces, ELLIPSIS, false);
    }
    pieces
}

/// Adds text on one line, to the piece before if that is of the same kind.
fn push(pieces: &mut Vec<Piece>, text: &str, hit: bool) {
    if pieces.last().is_none_or(|piece| piece.hit != hit) {
        if text.is_empty() {
            return;
        }
        pieces.push(Piece { text: String::with_capacity(text.len()), hit });
    }
    let first = pieces.len() == 1;
    let Some(piece) = pieces.last_mut() else { return };
    for letter in text.chars() {
        let space = letter.is_whitespace() || letter.is_control();
        let repeated = piece.text.ends_with(' ') || (first && piece.text.is_empty());
        if !space {
            piece.text.push(letter);
        } else if !repeated {
            piece.text.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::snippet;
    use crate::plan::Marks;

    fn show(text: &str, tokens: &[&str]) -> String {
        let tokens = tokens.iter().map(|&token| token.to_owned()).collect();
        let pieces = snippet(&[text], &Marks { tokens, prefixes: Vec::new() });
        pieces
            .iter()
            .map(|p| if p.hit { format!("[{}]", p.text) } else { p.text.clone() })
            .collect()
    }

    #[test]
    fn compounds_and_other_spellings_are_marked_whole() {
        assert_eq!(
            show("De nye sundhedsklynger\ni Koege  mødes.", &["klyng", "+klyng", "koeg"]),
            "De nye [sundhedsklynger] i [Koege] mødes."
        );
    }

    #[test]
    fn the_window_shows_most_of_the_words() {
        let filler = "Ord uden mening står her. ".repeat(20);
        let text = format!("Klynge først. {filler}Klyngen får økonomi nu. {filler}");
        let shown = show(&text, &["klyng", "oekonomi"]);
        assert!(shown.starts_with("… [Klyngen] får [økonomi] nu. Ord uden"), "{shown}");
        assert!(shown.ends_with('…'), "{shown}");
    }

    #[test]
    fn without_hits_the_beginning_is_shown() {
        assert_eq!(show("Kort tekst.", &["klyng"]), "Kort tekst.");
        assert!(snippet(&[], &Marks::default()).is_empty());
    }
}
