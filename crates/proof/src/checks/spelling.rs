//! Spelling: words neither the dictionary, nor compounds of its words, nor the body's own list know.
//!
//! A word is called misspelt only where a known word is one step away, or where it falls into two
//! known words. The rest is unknown, which is a hint. A word used three times is taken to be the
//! document's own; capitalised words are names.

use std::collections::HashMap;

use raadslag_danish::{Compounds, Dictionary};

use super::pattern;
use super::slips::{has_triple, is_made, known_swaps, listed_change, slips};
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage};
use crate::text::{Word, addresses, is_abbreviation, words};
use crate::{Code, Level, Say};

pattern!(NO_SPACE, r"\b(\p{Ll}{3,})-og\s\p{Ll}");

/// Small words that are easily joined to the next.
const SMALL: [&str; 18] = [
    "med", "til", "ved", "for", "på", "i", "af", "om", "en", "et", "den", "det", "der", "som",
    "at", "og", "fra", "de",
];

/// Checks every word of the running text.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for passage in page.passages() {
        for word in words(passage.text) {
            *counts.entry(word.text.to_lowercase()).or_default() += 1;
        }
    }
    let mut speller = Speller { page, counts, verdicts: HashMap::new() };
    for sheet in &page.sheets {
        for passage in sheet
            .passages
            .iter()
            .filter(|p| p.role.is_prose() || p.field == "title" || p.field == "attachments")
        {
            speller.passage(passage, notes);
            glued_hyphen(passage, notes);
        }
    }
}

/// Whether most words of a text are of another language.
fn is_foreign(words: &[Word<'_>]) -> bool {
    let long = words.iter().filter(|word| word.text.chars().count() > 2);
    let (known, unknown): (Vec<&Word<'_>>, Vec<&Word<'_>>) =
        long.partition(|word| Dictionary::shared().knows(&word.text.to_lowercase()));
    unknown.len() > 5 && unknown.len() > known.len()
}

/// What is thought of a word.
#[derive(Clone)]
enum Verdict {
    Known,
    /// With the word that was meant.
    Misspelt(String),
    /// With the two words that were meant.
    Joined(String),
    Unknown,
}

struct Speller<'p, 'd> {
    page: &'p Page<'d>,
    counts: HashMap<String, usize>,
    verdicts: HashMap<String, Verdict>,
}

impl Speller<'_, '_> {
    fn passage(&mut self, passage: &Passage<'_>, notes: &mut Notes<'_, '_>) {
        let addresses: Vec<_> = addresses(passage.text);
        let all = words(passage.text);
        if is_foreign(&all) {
            return;
        }
        for (index, word) in all.iter().enumerate() {
            if addresses.iter().any(|address| address.contains(&word.range.start)) {
                continue;
            }
            if let Some(next) = all.get(index + 1)
                && is_torn(passage.text, word, next)
            {
                let joined = format!("{}{}", word.text, next.text);
                notes.find(passage, word.range.start..next.range.end, torn(&joined));
                continue;
            }
            if let Some(apart) = self.camel(word.text) {
                notes.find(passage, word.range.clone(), glued(&apart));
            } else if is_plain(passage, word) {
                self.word(passage, word, notes);
            }
        }
    }

    fn word(&mut self, passage: &Passage<'_>, word: &Word<'_>, notes: &mut Notes<'_, '_>) {
        match self.verdict(word.text) {
            Verdict::Known => {}
            Verdict::Misspelt(meant) => {
                let found = Found::new(
                    Code::Spelling,
                    Say::new(
                        format!("Stavefejl: {}", word.text),
                        format!("Misspelt: {}", word.text),
                    ),
                    Say::new(
                        "Ordet er ikke i ordbogen, men et nærliggende er",
                        "Not in the dictionary, but one near to it is",
                    ),
                );
                notes.find(passage, word.range.clone(), found.suggest(Say::same(meant)));
            }
            Verdict::Joined(meant) => notes.find(passage, word.range.clone(), glued(&meant)),
            Verdict::Unknown => {
                let found = Found::new(
                    Code::UnknownWord,
                    Say::new(
                        format!("Ukendt ord: {}", word.text),
                        format!("Unknown word: {}", word.text),
                    ),
                    Say::new(
                        "Det er hverken i ordbogen eller sat sammen af dens ord",
                        "Neither in the dictionary nor made of its words",
                    ),
                );
                notes.find(passage, word.range.clone(), found.at_level(Level::Hint));
            }
        }
    }

    fn verdict(&mut self, word: &str) -> Verdict {
        if let Some(verdict) = self.verdicts.get(word) {
            return verdict.clone();
        }
        let verdict = self.judge(word);
        self.verdicts.insert(word.to_owned(), verdict.clone());
        verdict
    }

    fn judge(&self, word: &str) -> Verdict {
        let lower = word.to_lowercase();
        let used = self.counts.get(&lower).copied().unwrap_or_default();
        if Compounds::shared().lists(&lower) && self.is_listed(word) {
            return Verdict::Known;
        }
        // The dictionary takes up to a millisecond for a compound: it is asked last.
        if let Some(apart) = self.joined(word) {
            return Verdict::Joined(apart);
        }
        let usual = self.other_joint(word, used).filter(|_| !self.is_listed(word));
        if let Some(meant) = usual.or_else(|| self.swapped(word, used)) {
            return Verdict::Misspelt(meant);
        }
        let made = is_made(&lower) || self.is_of_a_place(&lower);
        if made || used > 2 && !has_triple(word) || self.is_listed(word) {
            return Verdict::Known;
        }
        match self.nearest(word) {
            Some(meant) => Verdict::Misspelt(meant),
            None if used > 2 => Verdict::Known,
            None => Verdict::Unknown,
        }
    }

    /// "slagelseborgere": a municipality and a word.
    fn is_of_a_place(&self, lower: &str) -> bool {
        let first = lower.chars().next();
        let rest_is_word = |name: &str| {
            if name.chars().next().and_then(|c| c.to_lowercase().next()) != first {
                return false;
            }
            let rest = lower.strip_prefix(&name.to_lowercase());
            rest.is_some_and(|rest| {
                let bare = rest.strip_prefix('s').unwrap_or(rest);
                [rest, bare].iter().any(|r| r.chars().count() > 3 && Dictionary::shared().knows(r))
            })
        };
        self.page.register.municipalities.iter().any(|place| rest_is_word(&place.name))
    }

    /// "efterrenting" can be made of words, and so can "meldemmer"; but where two letters swapped
    /// give a listed word, that was meant.
    fn swapped(&self, word: &str, used: usize) -> Option<String> {
        let lower = word.to_lowercase();
        let own = self.page.settings.words.contains(&lower) || Compounds::shared().lists(&lower);
        if own || used > 1 || lower.chars().count() < 8 {
            return None;
        }
        let meant = |word: &String| {
            Compounds::shared().lists(word) || self.counts.contains_key(word.as_str())
        };
        known_swaps(&lower).into_iter().find(meant)
    }

    /// In the dictionary, or in the body's own list.
    fn is_listed(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        let danish = Dictionary::shared();
        // No Danish word has a letter three times running; parts of compounds could make one.
        self.page.settings.words.contains(&lower)
            || !has_triple(&lower) && (danish.knows(word) || danish.knows(&lower))
    }

    /// "medhenblik" where "med henblik" stands elsewhere, or where no compound is possible.
    fn joined(&self, word: &str) -> Option<String> {
        let lower = word.to_lowercase();
        SMALL.iter().find_map(|small| {
            let rest = lower.strip_prefix(small)?;
            let known = rest.chars().count() > 4
                && Dictionary::shared().knows(rest)
                && Compounds::shared().lists(rest);
            let apart = format!("{small} {rest}");
            let elsewhere = || self.page.passages().any(|passage| passage.text.contains(&apart));
            let alone = || small.len() > 2 && !is_made(&lower) && !self.is_listed(word);
            (known && (!Compounds::shared().lists(&lower) && elsewhere() || alone()))
                .then_some(apart)
        })
    }

    /// "regionrådsmedlemmer" where the document else has "regionsrådsmedlemmer": the same compound
    /// with and without a linking letter.
    fn other_joint(&self, word: &str, used: usize) -> Option<String> {
        let letters: Vec<char> = word.to_lowercase().chars().collect();
        if letters.len() < 10 || used > 1 {
            return None;
        }
        let with = (3..letters.len() - 2)
            .map(|at| letters[..at].iter().chain(&['s']).chain(&letters[at..]).collect());
        let without = (3..letters.len() - 2)
            .filter(|at| letters[*at] == 's')
            .map(|at| letters[..at].iter().chain(&letters[at + 1..]).collect());
        let mut variants = with.chain(without);
        let usual = |variant: &String| {
            let times = self.counts.get(variant.as_str()).copied().unwrap_or_default();
            times > 1 || times == 1 && Dictionary::shared().knows(variant)
        };
        variants.find(usual)
    }

    /// The known word one step away: one of the document first, then those that differ by a swapped,
    /// doubled or missing letter.
    fn nearest(&self, word: &str) -> Option<String> {
        let lower = word.to_lowercase();
        let letters: Vec<char> = lower.chars().collect();
        if letters.len() < 6 || letters.len() > 30 {
            return None;
        }
        let listed =
            |word: &String| Compounds::shared().lists(word) && Dictionary::shared().knows(word);
        // Which compounds have a linking s is no matter of right and wrong.
        let bare = |word: &str| word.replace('s', "");
        let made = |word: &String| {
            is_made(word) && Dictionary::shared().knows(word) && bare(word) != bare(&lower)
        };
        let slips = slips(&letters);
        let used = |word: &&String| {
            self.counts.contains_key(word.as_str()) && (listed(word) || made(word))
        };
        let slip = slips.iter().find(used).or_else(|| slips.iter().find(|word| listed(word)));
        // A letter too few makes a compound of almost anything.
        let kept =
            |word: &&String| word.chars().count() >= letters.len() || is_doubled(&letters, word);
        slip.or_else(|| slips.iter().filter(kept).find(|word| made(word)))
            .cloned()
            .or_else(|| listed_change(&lower))
    }

    /// `SocialtilsynØsts`, where the document has "Socialtilsyn Øst" too.
    fn camel(&self, word: &str) -> Option<String> {
        let mut letters = word.char_indices().skip(1);
        let mut last_lower = false;
        let at = letters.find_map(|(at, letter)| {
            let seam = last_lower && letter.is_uppercase();
            last_lower = letter.is_lowercase();
            seam.then_some(at)
        })?;
        let (first, second) = word.split_at(at);
        let stem = second.strip_suffix('s').unwrap_or(second);
        let apart = format!("{first} {stem}");
        let used = stem.chars().count() > 2
            && self.page.passages().any(|passage| passage.text.contains(&apart));
        used.then(|| format!("{first} {second}"))
    }
}

/// Whether a word is the other without one of two equal letters: "kommenterring".
fn is_doubled(letters: &[char], word: &str) -> bool {
    let at = letters.iter().zip(word.chars()).take_while(|(a, b)| **a == *b).count();
    at > 0 && letters.get(at) == letters.get(at - 1)
}

/// "unders tøtter": two that are no words, and one that is.
fn is_torn(text: &str, word: &Word<'_>, next: &Word<'_>) -> bool {
    let beside = text.get(word.range.end..next.range.start) == Some(" ");
    let small = |word: &str| word.chars().all(char::is_lowercase);
    if !beside
        || !small(word.text)
        || !small(next.text)
        || text[next.range.end..].starts_with(['-', '.', '/'])
        || text[..word.range.start].ends_with('-')
    {
        return false;
    }
    let known = |word: &str| Dictionary::shared().knows(word) && !is_single(word);
    if known(next.text) || known(word.text) && is_name_of_letter(next.text) {
        return false;
    }
    let joined = format!("{}{}", word.text, next.text);
    Dictionary::shared().knows(&joined)
        && Compounds::shared().lists(&joined)
        && joined.chars().count() > 2
}

fn is_single(word: &str) -> bool {
    word.chars().count() == 1 && !["i", "å", "ø"].contains(&word)
}

/// "punkt a" and "gruppe b" are no torn words.
fn is_name_of_letter(word: &str) -> bool {
    ["a", "b", "c", "d", "e", "x", "y", "i", "ø", "å", "å"].contains(&word)
}

/// Whether a word is one to spell: lower case, of some length, not part of something joined by
/// hyphens or figures, not an abbreviation.
fn is_plain(passage: &Passage<'_>, word: &Word<'_>) -> bool {
    let text = passage.text;
    let (before, after) =
        (text[..word.range.start].chars().next_back(), text[word.range.end..].chars().next());
    let joined =
        |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "-/_&’'\u{ad}‐…".contains(c));
    let dotted = after == Some('.') && is_abbreviation(&format!("{}.", word.text));
    let long = word.text.chars().count() > 4;
    let starts = passage.sentences.iter().any(|sentence| sentence.start == word.range.start);
    let first = word.text.chars().next().is_some_and(char::is_uppercase);
    let rest_lower = word.text.chars().skip(1).all(char::is_lowercase);
    // A capitalised word that opens a sentence may be a name; it is looked at only if long.
    let case =
        if first { starts && word.text.chars().count() > 9 && after == Some(' ') } else { true };
    long && case && rest_lower && !joined(before) && !joined(after) && !dotted
}

fn torn(joined: &str) -> Found {
    Found::new(
        Code::Broken,
        Say::new("Ordet er delt", "The word is broken in two"),
        Say::new("Delene er ingen ord, helheden er", "The parts are no words, the whole is"),
    )
    .suggest(Say::same(joined))
}

fn glued(apart: &str) -> Found {
    Found::new(
        Code::Broken,
        Say::new("Et mellemrum mangler", "A space is missing"),
        Say::new("Sammen er det intet ord, hver for sig er det to", "Together no word, apart two"),
    )
    .suggest(Say::same(apart))
}

/// "social-og undervisningsområdet".
fn glued_hyphen(passage: &Passage<'_>, notes: &mut Notes<'_, '_>) {
    let glued_somewhere = passage.text.contains("-og");
    let all = glued_somewhere.then(|| NO_SPACE.captures_iter(passage.text));
    for found in all.into_iter().flatten() {
        let (Some(whole), Some(word)) = (found.get(0), found.get(1)) else { continue };
        let range = word.start()
            ..whole.start()
                + whole.as_str().trim_end_matches(|c: char| c.is_lowercase()).trim_end().len();
        notes.find(passage, range, glued(&format!("{}- og", word.as_str())));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::Code;

    #[test]
    fn a_misspelt_word_is_near_a_known_one() {
        check(
            Code::Spelling,
            &[
                ("Det indstilles, at rådet besluttter planen.", 1, 0),
                ("Kommunrenes plan er god, og meldemmer tager den til efterrenting.", 3, 0),
                ("Kommunernes sundhedsklyngeøkonomi og interessevaretagelse.", 0, 0),
                ("De fornødne, vedtagne og forbundne planer har flaskehalse.", 0, 0),
                ("Vi bruger onboarding og GovTech, uforbrugte midler og interessevaretager.", 0, 0),
                ("Flersprogsvejlederen er ansat.", 0, 0),
                (
                    "Regionsrådsmedlemmer og andre regionsrådsmedlemmer, men regionrådsmedlemmer.",
                    1,
                    0,
                ),
            ],
        );
    }

    #[test]
    fn joined_and_broken_words_are_found() {
        check(
            Code::Broken,
            &[
                ("Vurder sagerne medhenblik på beslutning, og med henblik på mere.", 1, 0),
                ("Det gælder social-og undervisningsområdet.", 1, 0),
                ("Det gælder social- og undervisningsområdet.", 0, 0),
                ("Socialtilsyn Øst er her. SocialtilsynØsts rapport.", 1, 0),
                ("Kontoret unders tøtter indsatsen.", 1, 0),
                ("Det gælder punkt a og b i planen.", 0, 0),
            ],
        );
    }
}
