use std::collections::HashMap;
use std::ops::Range;

use regex::Regex;

/// Longer than any name with what follows it, in bytes.
const LONGEST: usize = 400;

/// A registered name found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<T> {
    /// What is named.
    pub value: T,
    /// Bytes of the name, its genitive ending included.
    pub range: Range<usize>,
}

impl<T> Found<T> {
    pub(super) fn map<U>(self, f: impl FnOnce(T) -> U) -> Found<U> {
        Found { value: f(self.value), range: self.range }
    }
}

/// All spellings of a set of names as one pattern, so that a text is read once.
pub(super) struct NamePattern {
    /// A name, wherever its letters stand: fast, for it has no word boundary.
    letters: Regex,
    /// A name at the beginning, and what may follow it.
    whole: Regex,
    index: HashMap<String, usize>,
}

impl NamePattern {
    /// Names written as registered: "Vejen" is a municipality, "vejen" is a road.
    pub(super) fn exact(names: &[(String, usize)]) -> Self {
        Self::new(names, "")
    }

    /// Names in any case: "KKR SJÆLLAND".
    pub(super) fn any_case(names: &[(String, usize)]) -> Self {
        Self::new(names, "(?i)")
    }

    fn new(names: &[(String, usize)], flags: &str) -> Self {
        let mut alternatives: Vec<_> = names.iter().map(|(name, _)| regex::escape(name)).collect();
        // The longest first, so that "Region Sjælland" is not read where its council is named.
        alternatives.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let names_only = alternatives.join("|").replace(' ', r"[ \u{a0}]+");
        let regex =
            |pattern: &str| Regex::new(pattern).expect("escaped names make a well-formed pattern");
        Self {
            letters: regex(&format!("{flags}(?:{names_only})")),
            whole: regex(&format!(r"{flags}^({names_only})(?:['’]?s\b|['’]|\b)")),
            index: names.iter().map(|(name, index)| (fold(name), *index)).collect(),
        }
    }

    /// The names in a text that stand there as words, in order.
    pub(super) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Found<usize>> + 't {
        let mut from = 0;
        std::iter::from_fn(move || {
            loop {
                let start = self.letters.find_at(text, from)?.start();
                from = start + text[start..].chars().next().map_or(1, char::len_utf8);
                if text[..start].ends_with(is_of_word) {
                    continue;
                }
                let window = &text[start..text.floor_char_boundary(start + LONGEST)];
                let Some(captures) = self.whole.captures(window) else { continue };
                from = start + captures.get_match().end();
                if let Some(index) = self.index.get(&fold(&captures[1])) {
                    return Some(Found { value: *index, range: start..from });
                }
            }
        })
    }
}

/// Whether a word goes on with this character; names begin with one.
fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// A name without case, spacing, hyphens and old spelling: the key it is found by.
pub(super) fn fold(name: &str) -> String {
    let letters: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.to_lowercase().replace("aa", "å")
}

/// The entry of a name, else of the name without a genitive ending.
pub(super) fn look_up(index: &HashMap<String, usize>, name: &str) -> Option<usize> {
    let key = fold(name);
    index.get(&key).or_else(|| index.get(key.strip_suffix('s')?)).copied()
}
