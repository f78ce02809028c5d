//! Patterns that are constants of this crate.
//!
//! Compiling one takes a tenth of a millisecond up to several, more than reading a page. So each is
//! compiled when it is first needed, and one that few documents need says which words a text must
//! have to match at all.

use std::sync::OnceLock;

use regex::{Captures, Regex};

/// The compiled pattern, made at first use.
macro_rules! regex {
    ($pattern:literal) => {{
        static PATTERN: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| crate::pattern::compiled($pattern));
        &*PATTERN
    }};
}

/// A pattern which matches only texts that have one of these words, in capitals or not.
macro_rules! rare {
    ([$($word:literal),+], $pattern:literal) => {{
        static PATTERN: crate::pattern::Rare = crate::pattern::Rare::new(&[$($word),+], $pattern);
        &PATTERN
    }};
}

pub(crate) use {rare, regex};

/// A pattern that is compiled when a text first has one of its words.
pub(crate) struct Rare {
    words: &'static [&'static str],
    source: &'static str,
    compiled: OnceLock<Regex>,
}

impl Rare {
    pub(crate) const fn new(words: &'static [&'static str], source: &'static str) -> Self {
        Self { words, source, compiled: OnceLock::new() }
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.wanted(text).is_some_and(|pattern| pattern.is_match(text))
    }

    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.wanted(text)?.captures(text)
    }

    pub(crate) fn captures_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
        self.wanted(text).into_iter().flat_map(|pattern| pattern.captures_iter(text))
    }

    /// The pattern, if the text may match it.
    fn wanted(&self, text: &str) -> Option<&Regex> {
        let pattern = || self.compiled.get_or_init(|| compiled(self.source));
        let has_word = self.words.iter().any(|word| holds(text, word));
        #[cfg(test)]
        assert!(has_word || !pattern().is_match(text), "{} matches {text:?}", self.source);
        has_word.then(pattern)
    }
}

/// Whether a text holds a word, in capitals or not.
pub(crate) fn holds(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let Some((first, rest)) = word.split_first() else { return true };
    let fits = |at: usize| {
        let found = text.get(at + 1..at + word.len());
        found.is_some_and(|found| found.iter().zip(rest).all(|(a, b)| small(*a) == small(*b)))
    };
    memchr::memchr2_iter(*first, capital(*first), text).any(fits)
}

/// The byte of the small letter: in UTF-8 the second bytes of "Æ", "Ø" and "Å" come as far before
/// those of the small ones as "A" comes before "a". Other letters may be taken for each other.
fn small(byte: u8) -> u8 {
    let capital = byte.is_ascii_uppercase() || (0x80..=0x9E).contains(&byte);
    if capital { byte + 0x20 } else { byte }
}

/// The byte of which [`small`] makes this one.
fn capital(byte: u8) -> u8 {
    let small = byte.is_ascii_lowercase() || (0xA0..=0xBE).contains(&byte);
    if small { byte - 0x20 } else { byte }
}

/// Digits are those of our own script: no other would be read as a number.
pub(crate) fn compiled(pattern: &str) -> Regex {
    Regex::new(&pattern.replace(r"\d", "[0-9]"))
        .expect("the pattern is a constant that a test compiles")
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn words_are_found_in_capitals_too() {
        for (text, word, expect) in [
            ("PROTOKOLBEMÆRKNING:", "protokolbemærkning", true),
            ("Ej mødt: Å", "å", true),
            ("Ej mødt: a", "å", false),
            ("en Protokol", "protokol", true),
            ("protoko", "protokol", false),
            ("", "protokol", false),
            ("", "", true),
        ] {
            assert_eq!(holds(text, word), expect, "{text} {word}");
        }
    }
}
