//! Words.

use std::ops::Range;

/// A run of letters; hyphens and apostrophes part words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word<'t> {
    pub(crate) range: Range<usize>,
    pub(crate) text: &'t str,
}

/// The words of a text: letters only, figures and marks part them.
pub(crate) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_alphabetic(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(Word { range: from..at, text: &text[from..at] });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Where addresses and names of files stand.
pub(crate) fn addresses(text: &str) -> Vec<Range<usize>> {
    let marks = ["http:", "https:", "www.", "@", ".dk", ".com", ".eu", ".pdf", "_"];
    if !text.contains([':', '@', '_', '.']) {
        return Vec::new();
    }
    let mut end = 0;
    let pieces = text.split_inclusive(char::is_whitespace).filter_map(|piece| {
        end += piece.len();
        let marked = marks.iter().any(|mark| piece.contains(mark));
        marked.then(|| end - piece.len()..end)
    });
    pieces.collect()
}

/// The last word of a text with what is glued to it ("ca.").
pub(crate) fn last_word(text: &str) -> &str {
    text.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default()
}

/// Whether the first letter is a capital.
pub(crate) fn first_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// How many letters must be put in, left out, changed or swapped with a neighbour to make one word
/// the other; `None` above 2.
pub(crate) fn distance(one: &str, other: &str) -> Option<usize> {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    if one.len().abs_diff(other.len()) > 2 || one.len() > 64 {
        return None;
    }
    let width = other.len() + 1;
    let mut table = vec![0_usize; (one.len() + 1) * width];
    for row in 0..=one.len() {
        for column in 0..width {
            table[row * width + column] = if row == 0 || column == 0 {
                row + column
            } else {
                let at = |r: usize, c: usize| table[r * width + c];
                let same = usize::from(one[row - 1] != other[column - 1]);
                let mut least = (at(row - 1, column) + 1)
                    .min(at(row, column - 1) + 1)
                    .min(at(row - 1, column - 1) + same);
                let swapped = row > 1
                    && column > 1
                    && one[row - 1] == other[column - 2]
                    && one[row - 2] == other[column - 1];
                if swapped {
                    least = least.min(at(row - 2, column - 2) + 1);
                }
                least
            };
        }
    }
    table.last().copied().filter(|distance| *distance <= 2)
}

#[cfg(test)]
mod tests {
    use super::{addresses, distance, words};

    #[test]
    fn hyphens_and_figures_part_words() {
        let found: Vec<&str> = words("it-chefer, DK2020!").iter().map(|word| word.text).collect();
        assert_eq!(found, ["it", "chefer", "DK"]);
    }

    #[test]
    fn addresses_are_no_words() {
        let text = "Se www.kl.dk/kkr eller skriv til kkr@kl.dk.";
        let found: Vec<&str> =
            addresses(text).into_iter().map(|range| text[range].trim()).collect();
        assert_eq!(found, ["www.kl.dk/kkr", "kkr@kl.dk."]);
    }

    #[test]
    fn a_swap_of_neighbours_is_one_step() {
        assert_eq!(distance("Guldborgssund", "Guldborgsund"), Some(1));
        assert_eq!(distance("kommunrenes", "kommunernes"), Some(1));
        assert_eq!(distance("Køge", "Roskilde"), None);
    }
}
