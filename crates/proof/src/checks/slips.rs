//! Words made of words, and words one slip away from others: what [`spelling`](super::spelling)
//! asks.

use raadslag_danish::{Compounds, Dictionary};

use super::remembered::Remembered;

const LETTERS: &str = "abcdefghijklmnoprstuvyæøåéwxz";

/// What words are made with besides nouns: "mindreforbrug", "tværkommunal".
const PREFIXES: [&str; 14] = [
    "mindre", "mer", "mere", "tvær", "sam", "gen", "over", "under", "efter", "ikke", "mellem",
    "ind", "frem", "videre",
];

/// Whether a letter stands three times running.
pub(super) fn has_triple(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    letters.windows(3).any(|three| three[0] == three[1] && three[1] == three[2])
}

/// Words the list does not have and its rules make: compounds; "uforbrugte" of "forbrugte";
/// "interessevaretage" behind "interessevaretagelse".
pub(super) fn is_made(word: &str) -> bool {
    static MADE: Remembered<bool> = Remembered::new();
    MADE.get(word, || makes(word))
}

fn makes(word: &str) -> bool {
    if has_triple(word) {
        return false;
    }
    let danish = Dictionary::shared();
    let stem = ["r", "s", "de", "nde", "t", ""]
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.ends_with('e')));
    !Compounds::shared().parts(word).is_empty()
        || PREFIXES.iter().any(|prefix| {
            let rest = word.strip_prefix(prefix).unwrap_or_default();
            rest.chars().count() > 4 && Compounds::shared().lists(rest)
        })
        || word.strip_prefix('u').is_some_and(|rest| rest.chars().count() > 4 && danish.knows(rest))
        || stem.is_some_and(|stem| stem.chars().count() > 6 && danish.knows(&format!("{stem}lse")))
}

/// Swaps, doubled and missing double letters, letters too many. The first letter stays.
pub(super) fn slips(letters: &[char]) -> Vec<String> {
    let mut slips: [Vec<String>; 3] = Default::default();
    for at in 1..letters.len() {
        let mut swapped = letters.to_vec();
        swapped.swap(at - 1, at);
        slips[0].push(swapped.iter().collect());
        let mut doubled = letters.to_vec();
        doubled.insert(at, letters[at]);
        slips[1].push(doubled.iter().collect());
        let mut without = letters.to_vec();
        let left_out = without.remove(at);
        let was_double = letters[at - 1] == left_out;
        slips[if was_double { 0 } else { 2 }].push(without.iter().collect());
    }
    slips.concat()
}

/// Two neighbours that differ, swapped; not the last two, where "vedtagne" and "vedtagen" are both
/// inflected rightly.
fn swaps(letters: &[char]) -> impl Iterator<Item = String> + '_ {
    let differ = (1..letters.len().saturating_sub(1)).filter(|at| letters[*at - 1] != letters[*at]);
    differ.map(|at| {
        let mut swapped = letters.to_vec();
        swapped.swap(at - 1, at);
        swapped.into_iter().collect()
    })
}

/// Swaps that give a word of the dictionary.
pub(super) fn known_swaps(word: &str) -> Vec<String> {
    static SWAPS: Remembered<Vec<String>> = Remembered::new();
    SWAPS.get(word, || {
        let letters: Vec<char> = word.chars().collect();
        swaps(&letters).filter(|swap| Dictionary::shared().knows(swap)).collect()
    })
}

/// The first listed word that is one letter more, or another letter, away.
pub(super) fn listed_change(word: &str) -> Option<String> {
    static CHANGES: Remembered<Option<String>> = Remembered::new();
    CHANGES.get(word, || {
        let letters: Vec<char> = word.chars().collect();
        let listed =
            |word: &String| Compounds::shared().lists(word) && Dictionary::shared().knows(word);
        changes(&letters).find(listed)
    })
}

/// Letters put in or changed, all but the first.
fn changes(letters: &[char]) -> impl Iterator<Item = String> + '_ {
    (1..=letters.len()).flat_map(move |at| {
        LETTERS.chars().flat_map(move |letter| {
            let (before, after) = letters.split_at(at);
            let put_in: String = before.iter().chain([&letter]).chain(after).collect();
            let changed = after
                .first()
                .map(|_| before.iter().chain([&letter]).chain(&after[1..]).collect::<String>());
            [Some(put_in), changed].into_iter().flatten()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compounds_negations_and_verbs_behind_nouns_are_made() {
        for word in ["sundhedsklyngeøkonomi", "uforbrugte", "interessevaretager"] {
            assert!(is_made(word), "{word}");
        }
        for word in ["besluttter", "xyzzy", ""] {
            assert!(!is_made(word), "{word}");
        }
    }

    #[test]
    fn slips_swap_double_and_leave_out() {
        let letters: Vec<char> = "arelaer".chars().collect();
        assert!(slips(&letters).iter().any(|slip| slip == "arealer"));
        let letters: Vec<char> = "besluttter".chars().collect();
        assert!(slips(&letters).iter().any(|slip| slip == "beslutter"));
        assert!(changes(&['k', 'a', 't']).any(|change| change == "kant"));
    }
}
