//! Breaks a paragraph into lines.

use hypher::{Lang, hyphenate};

/// Where a line may end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Breaks {
    /// Between words only.
    Words,
    /// Inside words too, at a hyphen, as a typesetter does.
    Syllables,
}

/// The lines of a text no wider than `max`, by `measure`. A single part that is wider than that
/// stands alone.
pub(crate) fn wrap(
    text: &str,
    max: f32,
    breaks: Breaks,
    measure: &dyn Fn(&str) -> f32,
) -> Vec<String> {
    if measure(text) <= max {
        return vec![text.to_owned()]; // kept as it is, double spaces included
    }
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if measure(&joined) <= max {
            line = joined;
            continue;
        }
        let split = (breaks == Breaks::Syllables || line.is_empty())
            .then(|| split_to_fit(&line, word, max, measure))
            .flatten();
        if let Some((full, rest)) = split {
            lines.push(full);
            line = rest;
        } else {
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            word.clone_into(&mut line);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The longest start of `word` that still fits behind `line`, and what is left of the word.
fn split_to_fit(
    line: &str,
    word: &str,
    max: f32,
    measure: &dyn Fn(&str) -> f32,
) -> Option<(String, String)> {
    let gap = if line.is_empty() { "" } else { " " };
    breakpoints(word)
        .into_iter()
        .rev()
        .map(|at| {
            let (start, rest) = word.split_at(at);
            let hyphen = if start.ends_with('-') { "" } else { "-" };
            (format!("{line}{gap}{start}{hyphen}"), rest.to_owned())
        })
        .find(|(full, _)| measure(full) <= max)
}

/// Byte places where a word may be broken: after its own hyphens and between its syllables. Words
/// with anything but letters in them are only broken at their own hyphens.
fn breakpoints(word: &str) -> Vec<usize> {
    let letters = word.trim_end_matches([',', '.', ';', ':', ')', '”']);
    let own: Vec<usize> = word.match_indices('-').map(|(at, _)| at + 1).collect();
    if !own.is_empty() || letters.chars().count() < 7 || !letters.chars().all(char::is_alphabetic) {
        return own.into_iter().filter(|&at| at > 2 && at < word.len()).collect();
    }
    let mut at = 0;
    let mut points = Vec::new();
    for syllable in hyphenate(letters, Lang::Danish) {
        at += syllable.len();
        let (before, after) = letters.split_at(at);
        if before.chars().count() >= 3 && after.chars().count() >= 3 && begins_well(after) {
            points.push(at);
        }
    }
    points
}

/// Whether a Danish syllable can begin so: the patterns alone would give "fjer-ntog".
fn begins_well(rest: &str) -> bool {
    const CLUSTERS: [&str; 27] = [
        "bl", "br", "bj", "dr", "fj", "fl", "fr", "gl", "gn", "gr", "hj", "hv", "kl", "kn", "kr",
        "kv", "mj", "pl", "pr", "sk", "sl", "sp", "st", "sv", "tj", "tr", "tv",
    ];
    let consonant = |c: Option<char>| c.is_some_and(|c| !"aeiouyæøå".contains(c));
    let mut letters = rest.chars();
    let two = consonant(letters.next()) && consonant(letters.next());
    !two || CLUSTERS.iter().any(|cluster| rest.starts_with(cluster))
}
