//! How titles are compared: words in lower case without genitive, years and words of no content,
//! each weighed by how rare it is.

use std::collections::{BTreeSet, HashMap, HashSet};

/// Words that carry no subject.
const EMPTY: &[&str] = &[
    "af",
    "at",
    "den",
    "der",
    "det",
    "de",
    "efter",
    "eller",
    "en",
    "et",
    "for",
    "fra",
    "hos",
    "i",
    "inden",
    "med",
    "mellem",
    "mv",
    "ny",
    "nyt",
    "nye",
    "og",
    "om",
    "over",
    "pr",
    "på",
    "samt",
    "som",
    "til",
    "under",
    "ved",
    "vedr",
    "vedrørende",
];

/// The content words of a title, each once, in order. Years are left out.
pub(super) fn tokens(title: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    words(title)
        .filter(|word| year(word).is_none() && !EMPTY.contains(&word.as_str()))
        .filter(|word| seen.insert(word.clone()))
        .collect()
}

/// The words of a phrase in order, years left out, as one key: "sjælland baner vejen frem".
pub(super) fn phrase(text: &str) -> String {
    words(text).filter(|word| year(word).is_none()).collect::<Vec<_>>().join(" ")
}

/// Words in lower case without genitive ending; "`SocialtilsynØsts`" is two.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .flat_map(parts)
        .map(base)
        .filter(|word| !word.is_empty())
}

/// Splits where a capital follows a small letter.
fn parts(word: &str) -> Vec<&str> {
    let mut starts = vec![0];
    let letters: Vec<_> = word.char_indices().collect();
    starts.extend(letters.windows(2).filter_map(|pair| {
        (pair[0].1.is_lowercase() && pair[1].1.is_uppercase()).then_some(pair[1].0)
    }));
    starts.push(word.len());
    starts.windows(2).map(|pair| &word[pair[0]..pair[1]]).collect()
}

fn base(word: &str) -> String {
    let word = word.trim_matches(['\'', '’']).to_lowercase();
    let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(&word);
    let long = bare.chars().count() >= 4;
    bare.strip_suffix('s').filter(|_| long).unwrap_or(bare).replace("aa", "å")
}

/// The year a word is.
pub(super) fn year(word: &str) -> Option<i16> {
    let year = (word.len() == 4).then(|| word.parse().ok()).flatten()?;
    (1970..=2100).contains(&year).then_some(year)
}

/// How rare each word is among titles.
pub(super) struct Weights {
    titles: f64,
    holding: HashMap<String, u32>,
}

impl Weights {
    pub(super) fn of<'t>(titles: impl Iterator<Item = &'t [String]>) -> Self {
        let (mut count, mut holding) = (0_u32, HashMap::new());
        for tokens in titles {
            count += 1;
            for token in tokens {
                *holding.entry(token.clone()).or_insert(0) += 1;
            }
        }
        Self { titles: f64::from(count), holding }
    }

    fn weight(&self, token: &str) -> f64 {
        let holding = self.holding.get(token).copied().unwrap_or(1);
        (1.0 + self.titles / f64::from(holding)).ln()
    }

    fn sum<'t>(&self, tokens: impl Iterator<Item = &'t String>) -> f64 {
        tokens.map(|token| self.weight(token)).sum()
    }

    /// What two titles share of all their words, by weight: 0 to 1.
    pub(super) fn likeness(&self, a: &[String], b: &[String]) -> f64 {
        // Ordered, so that sums come out the same whichever title is first.
        let (a, b): (BTreeSet<_>, BTreeSet<_>) = (a.iter().collect(), b.iter().collect());
        let shared = self.sum(a.intersection(&b).copied());
        let all = self.sum(a.union(&b).copied());
        if all > 0.0 { shared / all } else { 0.0 }
    }

    /// How much of a title's weight stands among these words: 0 to 1.
    pub(super) fn covered(&self, title: &[String], by: &HashSet<String>) -> f64 {
        let all = self.sum(title.iter());
        let shared = self.sum(title.iter().filter(|token| by.contains(*token)));
        if all > 0.0 { shared / all } else { 0.0 }
    }
}
