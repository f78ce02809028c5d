//! Taking compounds apart: "sundhedsklyngerne" is *sundhed* + s + *klyngerne*.
//!
//! The word list's own flags say which words may begin a compound, with which linking letters, and
//! which may end one. Asking the spelling engine takes about a millisecond a word; this takes
//! microseconds, from two tables built once from the same list.

use std::borrow::Cow;
use std::sync::OnceLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::split::{Endings, Splitter};
use crate::stem;

/// Parts of three letters are believed only where the whole is no word of its own.
pub(crate) const SHORTEST: usize = 3;
/// What a part of a listed word must have, lest "overblik" hide in every "blik".
pub(crate) const SHORTEST_IN_LISTED: usize = 4;
/// So long that a listed word which begins like this is made of it.
const LONG: usize = 7;
/// Listed words that look like compounds and are none.
const WHOLE: [&str; 1] = ["transport"];
/// Words that, at the end of a listed word, are mostly mere endings: "partnerskab".
const MERE_ENDINGS: [&str; 2] = ["skab", "dømme"];
/// What inflection puts behind a word; a genitive's *s* may follow.
const INFLECTIONS: [&str; 24] = [
    "", "e", "n", "r", "t", "de", "en", "er", "et", "ne", "re", "st", "te", "ede", "end", "ene",
    "ere", "est", "rne", "ste", "ende", "erne", "este", "edes",
];
/// Longer words are not taken apart: no Danish word is, and the time grows with the square.
pub(crate) const LONGEST: usize = 64;

/// The flag of words that may end a compound (`+ORD_SIDST` in the affix file).
const MAY_END: &str = "39";
/// The flag of words that are misspellings.
const FORBIDDEN: &str = "6";

pub(crate) const BARE: u8 = 1;
pub(crate) const S: u8 = 2;
pub(crate) const E: u8 = 4;
pub(crate) const ER: u8 = 8;
pub(crate) const DOUBLED_E: u8 = 16;
pub(crate) const DOUBLED_ER: u8 = 32;
pub(crate) const T: u8 = 64;

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

/// Room for the word list, so that the tables are not moved while they grow.
const STEMS: usize = 160_000;
const BEGINNINGS: usize = 80_000;

/// The words compounds are made of.
pub struct Compounds {
    /// Words that may begin one, with the linking letters that may follow.
    beginnings: FxHashMap<Cow<'static, str>, u8>,
    /// Stems of all words, and whether words with that stem may end one.
    stems: FxHashMap<Box<str>, bool>,
    /// The words as listed.
    listed: FxHashMap<Cow<'static, str>, Listed>,
}

/// What the list says of a word.
#[derive(Clone, Copy, Default)]
struct Listed {
    /// It may end a compound.
    ends: bool,
    /// It stands there as a common word, not as a name alone.
    common: bool,
}

impl Compounds {
    /// The one copy in this process, built at first use.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Compounds> = OnceLock::new();
        SHARED.get_or_init(|| Self::new(include_str!("../dictionary/da.dic")))
    }

    fn new(list: &'static str) -> Self {
        let mut compounds = Self {
            beginnings: FxHashMap::with_capacity_and_hasher(BEGINNINGS, FxBuildHasher),
            stems: FxHashMap::with_capacity_and_hasher(STEMS, FxBuildHasher),
            listed: FxHashMap::with_capacity_and_hasher(STEMS, FxBuildHasher),
        };
        for line in list.lines().skip(1) {
            let (word, flags) = line.split_once('/').unwrap_or((line, ""));
            if word.chars().all(char::is_alphabetic) {
                compounds.add(word, flags);
            }
        }
        compounds
    }

    fn add(&mut self, written: &'static str, flags: &str) {
        if flags.split(',').any(|flag| flag == FORBIDDEN) {
            return;
        }
        let word = lower_case(written);
        let ends = flags.split(',').any(|flag| flag == MAY_END);
        *self.stems.entry(stem(&word).into()).or_default() |= ends;
        if word.chars().count() >= SHORTEST {
            self.add_beginnings(word.clone(), flags);
        }
        let common = word == written;
        let listed = self.listed.entry(word).or_default();
        listed.ends |= ends;
        listed.common |= common;
    }

    fn add_beginnings(&mut self, word: Cow<'static, str>, flags: &str) {
        let links_in = |table: &[(&str, u8)]| {
            let links = flags.split(',').filter_map(|flag| table.iter().find(|row| row.0 == flag));
            links.fold(0, |all, (_, links)| all | links)
        };
        let links = links_in(&LINKS_WITHOUT_E);
        if let Some(shorter) = word.strip_suffix('e').filter(|_| links != 0) {
            *self.beginnings.entry(shorter.to_owned().into()).or_default() |= links;
        }
        let links = links_in(&LINKS);
        if links != 0 {
            *self.beginnings.entry(word).or_default() |= links;
        }
    }

    /// Whether a form of this lower-case word stands in the list itself, not as a compound.
    pub fn lists(&self, word: &str) -> bool {
        self.stems.contains_key(stem(word).as_ref())
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
        if word.len() < 2 * SHORTEST || word.len() > LONGEST {
            return Vec::new();
        }
        if self.lists(word) || self.base(word).is_some() {
            return self.parts_of_listed(word);
        }
        let mut parts = Vec::new();
        for part in Splitter::new(self, word, Endings::Inflected).split() {
            let finer = self.parts_of_listed(part);
            if finer.is_empty() {
                parts.push(part);
            } else {
                parts.extend(finer);
            }
        }
        parts
    }

    /// The parts of an inflected form of a listed word: the word itself must be made of listed
    /// ones, for "konsulenter" would else hold some "konsul".
    fn parts_of_listed<'w>(&self, word: &'w str) -> Vec<&'w str> {
        let Some(base) = self.base(word) else { return Vec::new() };
        let name = self.listed.get(base).is_some_and(|listed| !listed.common);
        if name || WHOLE.contains(&base) || self.is_derived(base) {
            return Vec::new();
        }
        let mut parts = Splitter::new(self, base, Endings::Listed).split();
        if let Some(last) = parts.last_mut() {
            let start = base.len() - last.len();
            *last = &word[start..];
        }
        parts
    }

    /// The listed word that this is a form of, as its front: "konsulenters" → "konsulent".
    fn base<'w>(&self, word: &'w str) -> Option<&'w str> {
        let lists = |base: &&str| self.listed.contains_key(*base);
        let ends = (1..=word.len()).rev().filter(|end| word.is_char_boundary(*end));
        for (base, ending) in ends.take(6).map(|end| word.split_at(end)) {
            let nominative = ending.strip_suffix('s').unwrap_or(ending);
            if !INFLECTIONS.contains(&nominative) {
                continue;
            }
            let single = without_doubling(base).filter(|_| !nominative.is_empty());
            let found = Some(base).filter(lists).or_else(|| single.filter(lists));
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// "orientering" comes from "orientere" and holds no "ring".
    fn is_derived(&self, word: &str) -> bool {
        word.strip_suffix("ing")
            .filter(|verb| verb.ends_with("er"))
            .is_some_and(|verb| self.listed.contains_key(format!("{verb}e").as_str()))
    }

    /// The letters that may link this word to the next part; `None` where it begins no compound.
    /// In a listed word any long word may: "kommunaldirektør" is listed, though the list lets
    /// "kommunal" begin nothing new.
    pub(crate) fn links(&self, word: &str, endings: Endings) -> Option<u8> {
        let long = || {
            let listed = self.listed.get(word).filter(|listed| listed.common)?;
            (listed.ends && word.chars().count() >= LONG).then_some(BARE)
        };
        let links = self.beginnings.get(word).copied();
        if endings == Endings::Listed { links.or_else(long) } else { links }
    }

    /// Whether the last part may be this.
    pub(crate) fn may_end(&self, word: &str, endings: Endings) -> bool {
        let listed = || self.listed.get(word).is_some_and(|listed| listed.ends);
        match endings {
            Endings::Listed => listed() && !MERE_ENDINGS.contains(&word),
            // The inflections of a word of three letters are too easily something else.
            Endings::Inflected if word.chars().count() == SHORTEST => listed(),
            Endings::Inflected => self.stems.get(stem(word).as_ref()).is_some_and(|ends| *ends),
        }
    }
}

/// "modell" → "model".
fn without_doubling(word: &str) -> Option<&str> {
    let mut letters = word.chars().rev();
    let doubled = letters.next().filter(|last| letters.next() == Some(*last))?;
    word.strip_suffix(doubled)
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
        check("knudepunkterne", &["knude", "punkterne"]);
        check("kommunaldirektøren", &["kommunal", "direktøren"]);
        check("spørgeskemaundersøgelserne", &["spørgeskema", "undersøgelserne"]);
    }

    #[test]
    fn inflected_words_are_not_compounds() {
        for word in [
            "kommunernes",
            "husene",
            "sagerne",
            "møderne",
            "landets",
            "skolerne",
            "tilsyn",
            "konsulenters",
            "nationalt",
            "centrale",
            "myndigheder",
            "modellens",
        ] {
            check(word, &[]);
        }
    }

    #[test]
    fn names_and_derivations_are_not_compounds() {
        for word in ["ringsted", "kalundborg", "orientering", "partnerskabet", "transport"] {
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
