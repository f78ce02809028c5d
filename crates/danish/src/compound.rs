//! Taking compounds apart: "sundhedsklyngerne" is *sundhed* + s + *klyngerne*.
//!
//! The word list's own flags say which words may begin a compound, with which linking letters, and
//! which may end one. Asking the spelling engine takes about a millisecond a word; this takes
//! microseconds, from two tables built once from the same list.

use std::borrow::Cow;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::stem;

/// Parts of three letters are believed only where the whole is no word of its own.
const SHORTEST: usize = 3;
/// What a part of a known word must have, lest "overblik" hide in every "blik".
const SHORTEST_IN_KNOWN: usize = 4;
/// Longer words are not taken apart: no Danish word is, and the time grows with the square.
const LONGEST: usize = 64;

/// The flag of words that may end a compound (`+ORD_SIDST` in the affix file).
const MAY_END: &str = "39";
/// The flag of words that are misspellings.
const FORBIDDEN: &str = "6";

const BARE: u8 = 1;
const S: u8 = 2;
const E: u8 = 4;
const ER: u8 = 8;
const DOUBLED_E: u8 = 16;
const DOUBLED_ER: u8 = 32;
const T: u8 = 64;

/// Affix-file flags of words that may begin a compound, and the letters that then follow.
const LINKS: [(&str, u8); 10] = [
    ("29", S),
    ("30", E),
    ("31", BARE),
    ("60", ER),
    ("61", DOUBLED_E),
    ("62", BARE | S),
    ("63", BARE | E),
    ("67", BARE | DOUBLED_E),
    ("68", DOUBLED_ER),
    ("88", T),
];
/// The same for words that first lose a final *e*.
const LINKS_WITHOUT_E: [(&str, u8); 2] = [("55", BARE), ("56", S)];

/// The words compounds are made of.
pub struct Compounds {
    beginnings: FxHashMap<Cow<'static, str>, u8>,
    endings: FxHashSet<Cow<'static, str>>,
    ending_stems: FxHashSet<Box<str>>,
    known_stems: FxHashSet<Box<str>>,
}

impl Compounds {
    /// The one copy in this process, built at first use.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Compounds> = OnceLock::new();
        SHARED.get_or_init(|| Self::new(include_str!("../dictionary/da.dic")))
    }

    fn new(list: &'static str) -> Self {
        let mut compounds = Self {
            beginnings: FxHashMap::default(),
            endings: FxHashSet::default(),
            ending_stems: FxHashSet::default(),
            known_stems: FxHashSet::default(),
        };
        for line in list.lines().skip(1) {
            let (word, flags) = line.split_once('/').unwrap_or((line, ""));
            if word.chars().all(char::is_alphabetic) {
                compounds.add(word, flags);
            }
        }
        compounds
    }

    fn add(&mut self, word: &'static str, flags: &str) {
        if flags.split(',').any(|flag| flag == FORBIDDEN) {
            return;
        }
        let word = lower_case(word);
        self.known_stems.insert(stem(&word).into());
        if word.chars().nth(SHORTEST - 1).is_none() {
            return;
        }
        for flag in flags.split(',') {
            if flag == MAY_END {
                self.ending_stems.insert(stem(&word).into());
                self.endings.insert(word.clone());
            } else if let Some((_, links)) = LINKS.iter().find(|(name, _)| *name == flag) {
                *self.beginnings.entry(word.clone()).or_default() |= links;
            } else if let Some((_, links)) = LINKS_WITHOUT_E.iter().find(|(name, _)| *name == flag)
                && let Some(shorter) = word.strip_suffix('e')
            {
                *self.beginnings.entry(shorter.to_owned().into()).or_default() |= links;
            }
        }
    }

    /// Whether a form of this lower-case word stands in the list itself, not as a compound.
    pub fn lists(&self, word: &str) -> bool {
        self.known_stems.contains(stem(word).as_ref())
    }

    /// The parts of a lower-case compound, from its front, without linking letters; nothing where
    /// the word is not made of known parts.
    ///
    /// ```
    /// let compounds = raadslag_danish::Compounds::shared();
    /// assert_eq!(compounds.parts("sundhedsklyngerne"), ["sundhed", "klyngerne"]);
    /// assert!(compounds.parts("kommune").is_empty());
    /// ```
    pub fn parts<'w>(&self, word: &'w str) -> Vec<&'w str> {
        let mut parts = Vec::new();
        for part in self.split(word) {
            let finer = self.split_known(part);
            if finer.is_empty() {
                parts.push(part);
            } else {
                parts.extend(finer);
            }
        }
        parts
    }

    fn split<'w>(&self, word: &'w str) -> Vec<&'w str> {
        let shortest = if self.lists(word) { SHORTEST_IN_KNOWN } else { SHORTEST };
        self.split_into(word, shortest)
    }

    fn split_known<'w>(&self, word: &'w str) -> Vec<&'w str> {
        self.split_into(word, SHORTEST_IN_KNOWN)
    }

    fn split_into<'w>(&self, word: &'w str, shortest: usize) -> Vec<&'w str> {
        if word.len() < 2 * shortest || word.len() > LONGEST {
            return Vec::new();
        }
        let mut splitter = Splitter { words: self, word, shortest, memo: FxHashMap::default() };
        let mut parts = Vec::new();
        let mut at = 0;
        while let Some(step) = splitter.best(at) {
            parts.push(&word[at..step.end]);
            at = step.next;
        }
        parts
    }

    fn may_end(&self, word: &str) -> bool {
        if word.chars().count() == SHORTEST {
            return self.endings.contains(word);
        }
        self.endings.contains(word) || self.ending_stems.contains(stem(word).as_ref())
    }
}

/// One part on the best way from a place to the end of the word.
#[derive(Clone, Copy)]
struct Step {
    /// Where the part ends.
    end: usize,
    /// Where the next begins, after the linking letters.
    next: usize,
    /// Parts from here on; one of three letters counts as two.
    parts: u32,
    /// The lengths squared and summed: of two ways with as many parts, the more uneven one has the
    /// longest part.
    evenness: usize,
}

struct Splitter<'w> {
    words: &'w Compounds,
    word: &'w str,
    shortest: usize,
    memo: FxHashMap<usize, Option<Step>>,
}

impl Splitter<'_> {
    fn best(&mut self, at: usize) -> Option<Step> {
        if at >= self.word.len() {
            return None;
        }
        if let Some(known) = self.memo.get(&at) {
            return *known;
        }
        let best = self.search(at);
        self.memo.insert(at, best);
        best
    }

    fn search(&mut self, at: usize) -> Option<Step> {
        let rest = &self.word[at..];
        let mut best =
            (at > 0 && rest.chars().count() >= self.shortest && self.words.may_end(rest))
                .then(|| self.step(at, self.word.len(), None));
        for (letters, (offset, letter)) in rest.char_indices().enumerate() {
            let end = at + offset + letter.len_utf8();
            if letters + 1 < self.shortest || end >= self.word.len() {
                continue;
            }
            let Some(&links) = self.words.beginnings.get(&self.word[at..end]) else { continue };
            for link in self.links_at(end, links).into_iter().flatten() {
                if let Some(after) = self.best(end + link) {
                    let step = Step { next: end + link, ..self.step(at, end, Some(after)) };
                    best = Some(better(best, step));
                }
            }
        }
        best
    }

    /// The linking letters that follow at `end`, as byte lengths.
    fn links_at(&self, end: usize, links: u8) -> [Option<usize>; 4] {
        let rest = &self.word[end..];
        let doubled = || {
            let last = self.word[..end].chars().next_back()?;
            rest.strip_prefix(last).map(|after| (last.len_utf8(), after))
        };
        let has = |link: u8| links & link != 0;
        let after_doubled = (has(DOUBLED_E) || has(DOUBLED_ER)).then(doubled).flatten();
        [
            has(BARE).then_some(0),
            ((has(S) && rest.starts_with('s'))
                || (has(E) && rest.starts_with('e'))
                || (has(T) && rest.starts_with('t')))
            .then_some(1),
            (has(ER) && rest.starts_with("er")).then_some(2),
            after_doubled.and_then(|(length, after)| {
                if has(DOUBLED_ER) && after.starts_with("er") {
                    Some(length + 2)
                } else {
                    (has(DOUBLED_E) && after.starts_with('e')).then_some(length + 1)
                }
            }),
        ]
    }

    fn step(&self, at: usize, end: usize, after: Option<Step>) -> Step {
        let letters = self.word[at..end].chars().count();
        let weight = if letters <= SHORTEST { 2 } else { 1 };
        Step {
            end,
            next: end,
            parts: weight + after.map_or(0, |step| step.parts),
            evenness: letters * letters + after.map_or(0, |step| step.evenness),
        }
    }
}

fn better(best: Option<Step>, step: Step) -> Step {
    let rank = |step: &Step| (std::cmp::Reverse(step.parts), step.evenness);
    match best {
        Some(best) if rank(&best) >= rank(&step) => best,
        _ => step,
    }
}

fn lower_case(word: &'static str) -> Cow<'static, str> {
    if word.chars().any(char::is_uppercase) {
        Cow::Owned(word.to_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

#[cfg(test)]
mod tests {
    use super::Compounds;

    fn check(word: &str, expect: &[&str]) {
        assert_eq!(Compounds::shared().parts(word), expect, "{word}");
    }

    #[test]
    fn linking_letters_belong_to_no_part() {
        check("sundhedsklynger", &["sundhed", "klynger"]);
        check("klyngesekretariaterne", &["klynge", "sekretariaterne"]);
        check("kommunekontaktråd", &["kommune", "kontakt", "råd"]);
        check("uddannelsespolitik", &["uddannelse", "politik"]);
        check("arbejdsmarkedet", &["arbejd", "markedet"]);
    }

    #[test]
    fn listed_compounds_are_split_into_parts_of_four_letters() {
        check("socialtilsyn", &["social", "tilsyn"]);
        check("sundhedscenter", &["sundhed", "center"]);
    }

    #[test]
    fn inflected_words_are_not_compounds() {
        for word in ["kommunernes", "husene", "sagerne", "møderne", "landets", "skolerne", "tilsyn"]
        {
            check(word, &[]);
        }
    }

    #[test]
    fn foreign_words_and_nonsense_have_no_parts() {
        for word in ["", "å", "xyzzy", "strasbourg", "æøåæøåæøåæøå", &"sundheds".repeat(40)]
        {
            check(word, &[]);
        }
    }
}
