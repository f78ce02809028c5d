use std::collections::HashMap;
use std::ops::Range;

use regex::Regex;

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
    pattern: Regex,
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
        let pattern = format!(r"{flags}\b({names_only})(?:['’]?s\b|['’]|\b)");
        Self {
            pattern: Regex::new(&pattern).expect("escaped names make a well-formed pattern"),
            index: names.iter().map(|(name, index)| (fold(name), *index)).collect(),
        }
    }

    pub(super) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Found<usize>> + 't {
        self.pattern.captures_iter(text).filter_map(|captures| {
            let index = *self.index.get(&fold(&captures[1]))?;
            Some(Found { value: index, range: captures.get_match().range() })
        })
    }
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
