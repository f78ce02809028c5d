//! Words of a text: runs of letters and digits, and how they hang together ("SAG-2022-00570",
//! "L 191").

use std::ops::Range;

/// More parts than this are a list or an address, not one name.
const MOST_JOINED: usize = 6;
/// Longer runs are nobody's word; they are cut.
const LONGEST: usize = 120;

/// Words that hang together by hyphen, slash or stop; mostly one word alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    /// Places of the words, in bytes.
    pub(crate) words: Vec<Range<usize>>,
    /// The words are one name as a whole.
    pub(crate) joined: bool,
}

impl Group {
    /// From the first word's start to the last one's end.
    pub(crate) fn range(&self) -> Range<usize> {
        let start = self.words.first().map_or(0, |word| word.start);
        start..self.words.last().map_or(start, |word| word.end)
    }
}

/// Iterates over the groups of a text.
pub(crate) fn groups(text: &str) -> Groups<'_> {
    Groups { text, at: 0, ahead: None }
}

/// See [`groups`].
pub(crate) struct Groups<'t> {
    text: &'t str,
    at: usize,
    ahead: Option<Range<usize>>,
}

impl Groups<'_> {
    fn word(&mut self) -> Option<Range<usize>> {
        if let Some(word) = self.ahead.take() {
            return Some(word);
        }
        let rest = &self.text[self.at..];
        let start = self.at + rest.find(is_start)?;
        let mut end = start;
        for (offset, letter) in self.text[start..].char_indices() {
            if offset >= LONGEST || !(is_start(letter) || is_inner(letter)) {
                break;
            }
            end = start + offset + letter.len_utf8();
        }
        self.at = end;
        Some(start..end)
    }

    fn joins(&self, before: &Range<usize>, after: &Range<usize>) -> bool {
        let between = &self.text[before.end..after.start];
        let numbers = ends_in_digit(&self.text[before.clone()])
            && self.text[after.clone()].starts_with(|c: char| c.is_ascii_digit());
        match between {
            "-" | "\u{2010}" | "\u{2011}" | "/" | "_" | "." | "'" | "’" => true,
            "–" | "," => numbers,
            " " | "\u{A0}" => is_law(&self.text[before.clone()], &self.text[after.clone()]),
            _ => false,
        }
    }
}

impl Iterator for Groups<'_> {
    type Item = Group;

    fn next(&mut self) -> Option<Group> {
        let mut words = vec![self.word()?];
        while let Some(word) = self.word() {
            let last = words.last().expect("a group begins with a word");
            if words.len() > MOST_JOINED || !self.joins(last, &word) {
                self.ahead = Some(word);
                break;
            }
            words.push(word);
        }
        let joined = (2..=MOST_JOINED).contains(&words.len());
        Some(Group { words, joined })
    }
}

/// One key for "L 191", "L191" and "L-191"; digits that a mark kept apart stay apart, so that 2.6
/// is not 26.
pub(crate) fn joined_key(words: &[&str]) -> String {
    let mut key = String::new();
    for word in words {
        if ends_in_digit(&key) && word.starts_with(|c: char| c.is_ascii_digit()) {
            key.push('-');
        }
        key.push_str(word);
    }
    key
}

/// "L 191": the letter of a bill or act with its number.
pub(crate) fn is_law(letter: &str, number: &str) -> bool {
    letter.len() == 1
        && letter.starts_with(|c: char| c.is_ascii_uppercase())
        && (1..=4).contains(&number.len())
        && number.bytes().all(|digit| digit.is_ascii_digit())
}

fn ends_in_digit(word: &str) -> bool {
    word.ends_with(|c: char| c.is_ascii_digit())
}

fn is_start(letter: char) -> bool {
    letter.is_alphanumeric()
}

/// Letters' marks and the invisible characters that may stand inside a word.
fn is_inner(letter: char) -> bool {
    matches!(letter, '\u{0300}'..='\u{036F}' | '\u{00AD}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::{groups, joined_key};

    fn check(text: &str, expect: &[&str]) {
        let found: Vec<String> = groups(text)
            .map(|group| {
                let words: Vec<&str> = group.words.iter().map(|w| &text[w.clone()]).collect();
                if group.joined { joined_key(&words) } else { words.join("|") }
            })
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn numbers_and_names_hang_together() {
        check("sag SAG-2022-00570 (adr)", &["sag", "SAG2022-00570", "adr"]);
        check("2018-2022, 25/26257", &["2018-2022", "25-26257"]);
        check("L 191 og L191", &["L191", "og", "L191"]);
        check("pkt. 2.6. Det", &["pkt", "2-6", "Det"]);
    }

    #[test]
    fn a_loose_hyphen_joins_nothing() {
        check("social- og sundhed", &["social", "og", "sundhed"]);
        check("Næstved - Køge", &["Næstved", "Køge"]);
    }
}
