//! The word list: words with the flags of the rules that apply to them.

use crate::affixes::{Flag, flags};
use crate::casing::{Casing, title_case};

/// A listed word.
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) flags: Vec<Flag>,
    /// Not listed so, but with inner capitals: "Ipad" of "iPad".
    pub(crate) hidden: bool,
}

/// Reads the list, in its order; `forbidden` marks misspellings.
pub(crate) fn read(text: &str, forbidden: Flag) -> Vec<Word> {
    let mut words = Vec::new();
    for line in text.lines().skip(1).map(str::trim) {
        if line.is_empty() || (line.starts_with('/') && line.len() > 1) {
            continue;
        }
        let (text, flags) = entry(line);
        let folded = match Casing::of(&text) {
            Casing::Mixed => !flags.contains(&forbidden),
            Casing::Capitals => !flags.is_empty(),
            Casing::Small | Casing::Title => false,
        };
        if folded {
            words.push(Word { text: title_case(&text), flags: flags.clone(), hidden: true });
        }
        words.push(Word { text, flags, hidden: false });
    }
    words
}

/// A line's word and flags. Slashes inside words are escaped; behind a space may stand fields like
/// `st:stem`, which say nothing about what is right.
fn entry(line: &str) -> (String, Vec<Flag>) {
    let mut word = String::with_capacity(line.len());
    for (at, letter) in line.char_indices() {
        match letter {
            '/' if word.ends_with('\\') => {
                word.pop();
            }
            '/' if at > 0 => {
                return (word, flags(line[at + 1..].split_whitespace().next().unwrap_or_default()));
            }
            '\t' => break,
            ' ' if is_field(&line[at..]) => break,
            _ => {}
        }
        word.push(letter);
    }
    (word, Vec::new())
}

fn is_field(rest: &str) -> bool {
    let mut letters = rest.trim_start().chars();
    let mut small = || letters.next().is_some_and(char::is_lowercase);
    small() && small() && letters.next() == Some(':')
}
