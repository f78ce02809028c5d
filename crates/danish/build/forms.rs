//! All forms of the listed words, each with where it may stand.
//!
//! Hunspell's way is to take a word apart until a listed one is left. The ways of taking apart are
//! few and end, so all words that each of them would find can be made beforehand. A word found in
//! several ways is judged by the first of them, so each way has a rank.

use std::collections::HashMap;

use crate::affixes::{Affix, Affixes, Flag};
use crate::entry::{LONGER, OTHER, Place, STEM};
use crate::list::Word;

/// Each form with, for each place, the rank of the best way to it (upper bits) and what that way
/// finds (lower 16 bits).
pub(crate) struct Forms<'a> {
    affixes: &'a Affixes,
    marks: Marks,
    found: HashMap<Box<str>, [u64; PLACES.len()]>,
    /// Letters by which stems are longer than forms.
    pub(crate) endings: Vec<String>,
}

const PLACES: [Place; 5] = [Place::Whole, Place::AsListed, Place::Front, Place::Middle, Place::End];
const NOT_FOUND: u64 = u64::MAX;

/// Flags with a meaning of their own.
#[derive(Clone, Copy)]
struct Marks {
    forbidden: Flag,
    needs_affix: Flag,
    only_in_compound: Flag,
    permitted_inside: Flag,
    front: Flag,
    middle: Flag,
    end: Flag,
}

/// How a form comes from a word: the rules in the order in which they are taken off.
struct Way<'r> {
    kind: Kind,
    rules: &'r [&'r Affix],
}

/// Kinds of ways, in the order in which the engine tries them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Listed,
    Suffix,
    Prefix,
    PrefixAndSuffix,
    TwoSuffixes,
    PrefixAndTwoSuffixes,
    SuffixPrefixSuffix,
}

/// A listed word, and which of those written alike it is.
struct Listed<'w> {
    word: &'w Word,
    number: u64,
}

impl<'a> Forms<'a> {
    pub(crate) fn of(words: &[Word], affixes: &'a Affixes) -> Self {
        let marks = Marks {
            forbidden: affixes.value("FORBIDDENWORD"),
            needs_affix: affixes.value("NEEDAFFIX"),
            only_in_compound: affixes.value("ONLYINCOMPOUND"),
            permitted_inside: affixes.value("COMPOUNDPERMITFLAG"),
            front: affixes.value("COMPOUNDBEGIN"),
            middle: affixes.value("COMPOUNDMIDDLE"),
            end: affixes.value("COMPOUNDEND"),
        };
        let mut forms = Self { affixes, marks, found: HashMap::new(), endings: Vec::new() };
        let mut alike: HashMap<&str, u64> = HashMap::with_capacity(words.len());
        for word in words {
            let number = alike.entry(&word.text).or_default();
            forms.expand(&Listed { word, number: *number });
            *number += 1;
        }
        forms
    }

    /// The forms in the order of their bytes, each packed as an [`Entry`](crate::entry::Entry).
    pub(crate) fn sorted(self) -> (Vec<(Box<str>, u32)>, Vec<String>) {
        let pack = |found: [u64; PLACES.len()]| {
            let standings = found.iter().enumerate().fold(0, |packed, (place, found)| {
                let standing = if *found == NOT_FOUND { 0 } else { 1 + (*found as u32 & 1) };
                packed | standing << (2 * place)
            });
            let middle = found[Place::Middle as usize];
            let stem = if middle == NOT_FOUND { 0 } else { middle as u32 >> 1 & 0xFF };
            standings | stem << STEM
        };
        let mut forms: Vec<_> =
            self.found.into_iter().map(|(form, found)| (form, pack(found))).collect();
        forms.retain(|(_, packed)| *packed != 0);
        forms.sort_unstable();
        (forms, self.endings)
    }

    fn expand(&mut self, listed: &Listed) {
        let Word { text, flags, .. } = listed.word;
        self.note(text, listed, &Way { kind: Kind::Listed, rules: &[] });
        let affixes = self.affixes;
        for suffix in affixes.suffixes([flags, &[]]) {
            let Some(form) = suffix.behind(text) else { continue };
            self.note(&form, listed, &Way { kind: Kind::Suffix, rules: &[suffix] });
            self.add_second_suffixes(&form, listed, suffix);
            self.add_prefixes(&form, listed, suffix, [&suffix.flags, flags]);
        }
        for prefix in affixes.prefixes([flags, &[]]) {
            if let Some(form) = prefix.before(text) {
                self.note(&form, listed, &Way { kind: Kind::Prefix, rules: &[prefix] });
            }
            for suffix in affixes.suffixes([&prefix.flags, &[]]) {
                if let Some(form) = suffix.behind(text) {
                    self.add_prefixes(&form, listed, suffix, [&[prefix.flag], &[]]);
                }
            }
        }
    }

    /// A suffix behind the inner one.
    fn add_second_suffixes(&mut self, inner_form: &str, listed: &Listed, inner: &Affix) {
        for outer in self.affixes.suffixes([&inner.flags, &[]]) {
            let Some(form) = outer.behind(inner_form) else { continue };
            self.note(&form, listed, &Way { kind: Kind::TwoSuffixes, rules: &[outer, inner] });
            for prefix in self.affixes.prefixes([&outer.flags, &listed.word.flags]) {
                if let Some(form) = prefix.before(&form) {
                    self.note(
                        &form,
                        listed,
                        &Way { kind: Kind::PrefixAndTwoSuffixes, rules: &[prefix, outer, inner] },
                    );
                }
            }
        }
    }

    /// Prefixes before a suffixed form, and a second suffix behind that.
    fn add_prefixes(
        &mut self,
        suffixed: &str,
        listed: &Listed,
        suffix: &Affix,
        flags: [&[Flag]; 2],
    ) {
        for prefix in self.affixes.prefixes(flags) {
            if let Some(form) = prefix.before(suffixed) {
                self.note(
                    &form,
                    listed,
                    &Way { kind: Kind::PrefixAndSuffix, rules: &[prefix, suffix] },
                );
            }
            // The engine asks this condition of the word with its prefix, and so do we.
            let Some(prefixed) = prefix.put_before(suffixed).filter(|form| prefix.begins(form))
            else {
                continue;
            };
            for outer in self.affixes.suffixes([&suffix.flags, &prefix.flags]) {
                if let Some(form) = outer.behind(&prefixed) {
                    self.note(
                        &form,
                        listed,
                        &Way { kind: Kind::SuffixPrefixSuffix, rules: &[outer, prefix, suffix] },
                    );
                }
            }
        }
    }

    /// Notes a form at every place where this way leads to it.
    fn note(&mut self, form: &str, listed: &Listed, way: &Way) {
        let places = PLACES.map(|place| self.marks.allow(place, listed.word, way));
        if places == [false; PLACES.len()] {
            return;
        }
        let found = way.rank(listed.number) << 16 | self.outcome(form, listed.word);
        let best = self.found.entry(form.into()).or_insert([NOT_FOUND; PLACES.len()]);
        for (best, _) in best.iter_mut().zip(places).filter(|(_, allowed)| *allowed) {
            *best = found.min(*best);
        }
    }

    /// Whether the word is a misspelling (lowest bit), and the code of its stem.
    fn outcome(&mut self, form: &str, word: &Word) -> u64 {
        let forbidden = u64::from(word.flags.contains(&self.marks.forbidden));
        let code = if form.starts_with(&word.text) {
            let shorter = form.len() - word.text.len();
            assert!(shorter < LONGER, "{form}: too long an ending");
            shorter
        } else if let Some(ending) = word.text.strip_prefix(form) {
            LONGER + self.ending(ending)
        } else {
            OTHER
        };
        forbidden | (code as u64) << 1
    }

    fn ending(&mut self, ending: &str) -> usize {
        let known = self.endings.iter().position(|known| known == ending);
        known.unwrap_or_else(|| {
            assert!(self.endings.len() < OTHER - LONGER, "too many endings");
            self.endings.push(ending.to_owned());
            self.endings.len() - 1
        })
    }
}

impl Marks {
    /// Whether a form that comes this way from this word may stand at a place.
    fn allow(&self, place: Place, word: &Word, way: &Way) -> bool {
        if word.hidden && place != Place::Whole {
            return false;
        }
        let position_allows = match place {
            Place::Whole | Place::AsListed => !word.flags.contains(&self.only_in_compound),
            Place::Front => way.has(self.front, word),
            Place::Middle => way.has(self.middle, word),
            Place::End => way.has(self.end, word),
        };
        position_allows
            && way.rules.iter().enumerate().all(|(at, rule)| {
                if way.prefix() == Some(at) {
                    self.fits(place, rule, Place::End)
                } else {
                    self.fits(place, rule, Place::Front)
                }
            })
            && self.kind_allows(place, &word.flags, way)
    }

    /// Whether an affix may be used at a place; at one of them it needs permission.
    fn fits(&self, place: Place, rule: &Affix, asks: Place) -> bool {
        match place {
            Place::Whole | Place::AsListed => !rule.flags.contains(&self.only_in_compound),
            place if place == asks => rule.flags.contains(&self.permitted_inside),
            _ => true,
        }
    }

    /// What each kind of way asks besides.
    fn kind_allows(&self, place: Place, flags: &[Flag], way: &Way) -> bool {
        let needs = |rule: &Affix| rule.flags.contains(&self.needs_affix);
        let only_inside = |rule: &Affix| {
            place == Place::End
                && !rule.add.is_empty()
                && rule.flags.contains(&self.only_in_compound)
        };
        match way.rules {
            [] => !flags.contains(&self.needs_affix),
            [rule] => !needs(rule) && !only_inside(rule),
            [outer, _] if way.kind == Kind::TwoSuffixes => !needs(outer),
            [prefix, suffix] => {
                let has = |rule: &Affix, other: &Affix| {
                    flags.contains(&rule.flag)
                        && (rule.flags.contains(&other.flag) || flags.contains(&other.flag))
                };
                let cross = (!needs(prefix) && has(suffix, prefix))
                    || (!needs(suffix) && has(prefix, suffix));
                prefix.crosses && suffix.crosses && cross
            }
            [prefix, outer, _] if way.kind == Kind::PrefixAndTwoSuffixes => {
                prefix.crosses && outer.crosses && !needs(prefix)
            }
            [outer, .., inner] => {
                way.rules.iter().all(|rule| rule.crosses)
                    && !needs(outer)
                    && flags.contains(&inner.flag)
            }
        }
    }
}

impl Way<'_> {
    /// Which of the rules is the prefix.
    fn prefix(&self) -> Option<usize> {
        match self.kind {
            Kind::Listed | Kind::Suffix | Kind::TwoSuffixes => None,
            Kind::Prefix | Kind::PrefixAndSuffix | Kind::PrefixAndTwoSuffixes => Some(0),
            Kind::SuffixPrefixSuffix => Some(1),
        }
    }

    /// Whether the word or one of its affixes has the mark of a place in compounds.
    fn has(&self, mark: Flag, word: &Word) -> bool {
        self.kind <= Kind::PrefixAndSuffix
            && (word.flags.contains(&mark)
                || self.rules.iter().any(|rule| rule.flags.contains(&mark)))
    }

    /// Where this way comes in the engine's order, for the given one of the words written alike.
    fn rank(&self, number: u64) -> u64 {
        assert!(number < 16, "too many words are written alike");
        let rules = self.rules.iter().fold(0, |rank, rule| rank << 12 | rule.rank);
        (self.kind as u64) << 40 | rules << 4 | number
    }
}
