//! The compiled list and its checker answer as Hunspell's algorithm on the list itself does.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use spellbook::Dictionary as Hunspell;

use crate::check::is_right;
use crate::words;

const AFFIXES: &str = include_str!("../dictionary/da.aff");
const LIST: &str = include_str!("../dictionary/da.dic");
const DOCUMENTS: [&str; 4] = [
    include_str!("../../raadslag/sample/2024-11-19-kkr-sjaelland-dagsorden.txt"),
    include_str!("../../raadslag/sample/2025-02-05-kkr-sjaelland-referat.json"),
    include_str!("../../raadslag/sample/2025-09-02-kkr-sjaelland-dagsorden.txt"),
    include_str!(
        "../../raadslag/sample/2025-09-02-region-sjaelland-regional-udvikling-referat.html"
    ),
];

static HUNSPELL: LazyLock<Hunspell> = LazyLock::new(|| Hunspell::new(AFFIXES, LIST).unwrap());

/// Asks both about each word once, and shows where they differ. At least one in so many must be
/// right and one in so many wrong, lest nothing was asked.
fn check(words: impl Iterator<Item = String>, one_in: usize) {
    let words: BTreeSet<String> = words.collect();
    let judged = words.iter().map(|word| (word, is_right(word)));
    let (right, wrong): (Vec<_>, Vec<_>) = judged.partition(|(_, right)| *right);
    let fewest = words.len() / one_in;
    assert!(right.len() > fewest && wrong.len() > fewest, "{} {}", right.len(), wrong.len());
    let answers = right.iter().chain(&wrong);
    let differ: Vec<_> =
        answers.filter(|(word, right)| HUNSPELL.check(word) != *right).take(30).collect();
    assert!(differ.is_empty(), "{differ:?}");
}

/// Numbers that look drawn by lot and are the same each time.
struct Lots(u64);

impl Lots {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % end
    }

    fn one_of<T: Copy>(&mut self, those: &[T]) -> T {
        those[self.below(those.len())]
    }
}

fn listed() -> Vec<&'static str> {
    LIST.lines()
        .skip(1)
        .map(|line| line.split(['/', ' ', '\t']).next().unwrap_or_default())
        .filter(|word| !word.is_empty())
        .collect()
}

/// What the rules put before or behind words, whatever word they are for.
fn additions(kind: &str) -> Vec<&'static str> {
    let rules = AFFIXES.lines().filter(|line| line.starts_with(kind));
    let added = rules.filter_map(|rule| rule.split_whitespace().nth(3)?.split('/').next());
    added.map(|added| if added == "0" { "" } else { added }).collect()
}

/// A word with one or two letters dropped, doubled, exchanged or put in, or in other case.
fn mutate(word: &str, lots: &mut Lots) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    for _ in 0..=lots.below(2) {
        let at = lots.below(letters.len().max(1));
        match lots.below(8) {
            0 if letters.len() > 1 => drop(letters.remove(at)),
            1 if at + 1 < letters.len() => letters.swap(at, at + 1),
            2 => letters.insert(at, lots.one_of(&['e', 's', 'n', 'å', 'é', '-', '\'', '.', ' '])),
            3 => letters.push(lots.one_of(&['s', 'e', 'r', 't', '-', '.', '\''])),
            4 => letters = letters.iter().flat_map(|letter| letter.to_uppercase()).collect(),
            5 => letters[at] = letters[at].to_uppercase().next().unwrap(),
            6 => letters = letters.iter().flat_map(|letter| letter.to_lowercase()).collect(),
            _ => letters.insert(at, letters[at]),
        }
    }
    letters.into_iter().collect()
}

#[test]
fn every_form_of_every_listed_word() {
    let forms = words::all();
    check(forms.chain(listed().into_iter().map(ToOwned::to_owned)), 1_000);
}

#[test]
fn listed_words_with_affixes_that_are_theirs_or_not() {
    let (listed, suffixes, prefixes) = (listed(), additions("SFX"), additions("PFX"));
    let mut lots = Lots(1);
    let words = (0..60_000).map(|_| {
        let word = lots.one_of(&listed);
        let cut = word.char_indices().rev().nth(lots.below(3)).map_or(word.len(), |(at, _)| at);
        let stem = if lots.below(3) == 0 { &word[..cut] } else { word };
        let prefix = if lots.below(8) == 0 { lots.one_of(&prefixes) } else { "" };
        format!("{prefix}{stem}{}", lots.one_of(&suffixes))
    });
    check(words, 20);
}

#[test]
fn mutations_of_forms() {
    let forms: Vec<String> = words::all().collect();
    let mut lots = Lots(2);
    let words = (0..40_000).map(|_| {
        let form = &forms[lots.below(forms.len())];
        mutate(form, &mut lots)
    });
    check(words, 20);
}

#[test]
fn compounds_of_two_to_five_forms() {
    let forms: Vec<String> = words::all().collect();
    let short: Vec<&String> = forms.iter().filter(|form| form.len() < 9).collect();
    let mut lots = Lots(3);
    let words = (0..20_000).map(|_| {
        let parts: Vec<&str> =
            (0..2 + lots.below(4)).map(|_| lots.one_of(&short).as_str()).collect();
        let compound = parts.join(lots.one_of(&["", "", "s", "-"]));
        if lots.below(4) == 0 { mutate(&compound, &mut lots) } else { compound }
    });
    check(words, 200);
}

#[test]
fn nonsense_of_syllables() {
    let mut lots = Lots(4);
    let syllables =
        ["be", "for", "an", "ti", "l", "råd", "sø", "ing", "s", "er", "kom", "mu", "ne"];
    let words = (0..20_000)
        .map(|_| (0..=lots.below(9)).map(|_| lots.one_of(&syllables)).collect::<String>());
    check(words, 200);
}

#[test]
fn the_words_of_the_sample_documents_and_each_two_joined() {
    let tokens: Vec<&str> = DOCUMENTS.iter().flat_map(|text| text.split_whitespace()).collect();
    let bare =
        |token: &str| token.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
    let joined = tokens.windows(2).map(|pair| bare(pair[0]) + &bare(pair[1]));
    check(tokens.iter().map(|token| bare(token)).chain(joined), 20);
}

#[test]
fn numbers_points_hyphens_and_nothing() {
    for word in [
        "",
        ".",
        "...",
        "-",
        "--",
        "---",
        "'",
        "1",
        "1.000,50",
        "-5",
        "2018-2022",
        "1.",
        "1..2",
        "-1-",
        "pr.",
        "f.eks.",
        "EU",
        "EU-midler",
        "eu",
        "A/S",
        "a/s",
        "it-drift",
        "-tal",
        "tal-",
        "D'ANGLETERRE",
        "ı",
        "ß",
        "STRASSE",
        "ǆ",
        "Ⅷ",
        "café",
        "CAFÉ",
        "iPad",
        "Ipad",
        "IPAD",
        "McDonald's",
        "a-b-c-d-e",
    ] {
        assert_eq!(is_right(word), HUNSPELL.check(word), "{word:?}");
    }
    let hyphens = "møde-".repeat(12);
    let long = "a".repeat(361);
    for word in [hyphens.as_str(), hyphens.trim_end_matches('-'), &long, &long[1..]] {
        assert_eq!(is_right(word), HUNSPELL.check(word), "{word:?}");
    }
}
