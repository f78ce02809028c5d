//! Words of the index: what was meant, and what may be meant.

use std::collections::BTreeMap;
use std::ops::Range;

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use crate::Audience;
use crate::SearchError;
use crate::analysis::{WRITTEN, stem_of, written};
use crate::language::{Form, Scope, Typed};
use crate::schema::Fields;
use crate::visible::frequency;
use crate::words::groups;

/// Words shorter than this are next to too many others.
const SHORTEST: usize = 4;
/// From this many letters on, two may be wrong.
const TWO_WRONG: usize = 7;
/// The most frequent candidates, whose frequency is then looked at closely.
const CLOSELY: usize = 12;
/// Words looked through to complete a beginning.
const MOST_WORDS: usize = 20_000;
/// A word in use this often may be misspelt in the items themselves.
const SELDOM: u64 = 2;
/// It is taken for that where another is this many times as frequent.
const MUCH_MORE: u64 = 20;

/// Suggests words one audience may see in use.
pub(crate) struct Speller<'s> {
    pub(crate) fields: &'s Fields,
    pub(crate) searcher: &'s Searcher,
    pub(crate) audience: Audience,
}

impl Speller<'_> {
    /// What was typed, with the words that are not in use replaced by near ones that are.
    pub(crate) fn suggestion(
        &self,
        text: &str,
        typed: &Typed,
    ) -> Result<Option<String>, SearchError> {
        let mut suggestion = text.to_owned();
        let mut changed = false;
        for term in typed.required.iter().flatten() {
            let spelt = matches!(term.scope, Scope::Anywhere | Scope::Title);
            if !spelt || term.form == Form::Prefix {
                continue;
            }
            for word in groups(&term.text).flat_map(|group| group.words) {
                let word = &term.text[word];
                let Some(range) = find_word(&suggestion, word) else { continue };
                if let Some(better) = self.better(word)? {
                    suggestion.replace_range(range, &in_case_of(word, &better));
                    changed = true;
                }
            }
        }
        Ok(changed.then_some(suggestion))
    }

    /// The word that was probably meant.
    fn better(&self, word: &str) -> Result<Option<String>, SearchError> {
        let letters = word.chars().count();
        if letters < SHORTEST || word.bytes().any(|byte| byte.is_ascii_digit()) {
            return Ok(None);
        }
        let stem = stem_of(word);
        let known = frequency(self.searcher, &self.words_fields(), &stem);
        if known > SELDOM {
            return Ok(None);
        }
        let needed = (known * MUCH_MORE).max(1);
        let most = if letters >= TWO_WRONG { 2 } else { 1 };
        for distance in 1..=most {
            let near = self.near(&written(word), distance)?;
            let best = near.into_iter().find(|(other, _)| stem_of(other) != stem);
            if let Some((other, _)) = best.filter(|(_, count)| *count >= needed) {
                return Ok(Some(other));
            }
        }
        Ok(None)
    }

    /// Words in use within a distance, most frequent first.
    fn near(&self, word: &str, distance: u8) -> Result<Vec<(String, u64)>, SearchError> {
        let mut counts = Counts::default();
        let first: String = [WRITTEN].into_iter().chain(word.chars().take(1)).collect();
        let after = format!("{first}{}", char::MAX);
        for field in self.words_fields() {
            let term = Term::from_field_text(field, &format!("{WRITTEN}{word}"));
            let automaton = FuzzyTermQuery::new(term, distance, true);
            for segment in self.searcher.segment_readers() {
                let terms = segment.inverted_index(field)?;
                let mut search = terms.terms().search(automaton.automaton()?);
                if distance > 1 {
                    // Few mistake the first letter, and it spares most of the dictionary.
                    search = search.ge(&first).lt(&after);
                }
                let mut stream = search.into_stream()?;
                while stream.advance() {
                    counts.add(stream.key(), stream.value().doc_freq);
                }
            }
        }
        Ok(self.seen(counts, CLOSELY))
    }

    /// Words in use that begin so, most frequent first.
    pub(crate) fn completions(
        &self,
        beginning: &str,
        limit: usize,
    ) -> Result<Vec<String>, SearchError> {
        let beginning = written(beginning.trim());
        if !beginning.starts_with(char::is_alphanumeric) {
            return Ok(Vec::new());
        }
        let read = raadslag_danish::read_digraphs(&beginning).into_owned();
        let mut counts = Counts::default();
        self.count_from(&beginning, &mut counts)?;
        if read != beginning {
            self.count_from(&read, &mut counts)?;
        }
        let seen = self.seen(counts, limit.saturating_mul(2));
        Ok(seen.into_iter().map(|(word, _)| word).take(limit).collect())
    }

    fn count_from(&self, beginning: &str, counts: &mut Counts) -> Result<(), SearchError> {
        let from = format!("{WRITTEN}{beginning}");
        for field in self.words_fields() {
            for segment in self.searcher.segment_readers() {
                let terms = segment.inverted_index(field)?;
                let mut stream = terms.terms().range().ge(from.as_bytes()).into_stream()?;
                let mut looked = 0;
                while looked < MOST_WORDS
                    && stream.advance()
                    && stream.key().starts_with(from.as_bytes())
                {
                    counts.add(stream.key(), stream.value().doc_freq);
                    looked += 1;
                }
            }
        }
        Ok(())
    }

    /// The most frequent, counted without the items that are no longer in.
    fn seen(&self, counts: Counts, most: usize) -> Vec<(String, u64)> {
        let fields = self.words_fields();
        let mut seen: Vec<(String, u64)> = counts
            .most_frequent(most)
            .into_iter()
            .map(|word| {
                let count = frequency(self.searcher, &fields, &format!("{WRITTEN}{word}"));
                (word, count)
            })
            .filter(|(_, count)| *count > 0)
            .collect();
        seen.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        seen
    }

    fn words_fields(&self) -> Vec<Field> {
        let sides = self.fields.sides(self.audience);
        sides.into_iter().flat_map(|side| [side.title, side.text]).collect()
    }
}

/// Words and in how many items they are, removed ones included.
#[derive(Default)]
struct Counts(BTreeMap<String, u64>);

impl Counts {
    fn add(&mut self, token: &[u8], items: u32) {
        let word = std::str::from_utf8(token).ok().and_then(|token| token.strip_prefix(WRITTEN));
        if let Some(word) = word {
            *self.0.entry(word.to_owned()).or_default() += u64::from(items);
        }
    }

    fn most_frequent(self, most: usize) -> Vec<String> {
        let mut words: Vec<(String, u64)> = self.0.into_iter().collect();
        words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        words.into_iter().take(most).map(|(word, _)| word).collect()
    }
}

/// Where a word stands in what was typed.
fn find_word(text: &str, word: &str) -> Option<Range<usize>> {
    groups(text).flat_map(|group| group.words).find(|range| &text[range.clone()] == word)
}

/// A lower-case word with capitals where the typed one has them.
fn in_case_of(typed: &str, word: &str) -> String {
    let mut letters = typed.chars().filter(|letter| letter.is_alphabetic());
    let capital = letters.next().is_some_and(char::is_uppercase);
    if !capital {
        return word.to_owned();
    }
    if letters.all(char::is_uppercase) {
        return word.to_uppercase();
    }
    let mut rest = word.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}
