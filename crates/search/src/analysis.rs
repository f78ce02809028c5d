//! Text to tokens. Every word gives, at its place:
//!
//! - its folded stem: `klyng` for "klyngerne";
//! - the folded stems of the parts of a compound, marked: `+klyng` for "sundhedsklyngerne";
//! - itself in lower case, marked: `=klyngerne`.
//!
//! Marks are no letters, so the three kinds never meet in the term dictionary.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use raadslag_danish::{Compounds, fold, lower, read_digraphs, stem};
use rustc_hash::FxHashMap;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::words::{Group, Groups, groups, joined_key};

/// Marks a token that is a part of a compound.
pub(crate) const PART: char = '+';
/// Marks a token that is a word as written.
pub(crate) const WRITTEN: char = '=';
/// Parts shorter than this are no search words: "råd" ends half of all bodies' names.
pub(crate) const SHORTEST_PART: usize = 4;
/// Words shorter than this are not taken apart.
const SHORTEST_COMPOUND: usize = 8;
/// Words whose analysis each thread remembers; a language's common words are fewer.
const REMEMBERED: usize = 150_000;

/// The tokens of one word, stem first, without the place.
pub(crate) type Tokens = Rc<[Box<str>]>;

thread_local! {
    static MEMORY: RefCell<FxHashMap<Box<str>, Tokens>> = RefCell::default();
}

/// The tokens of one word as written.
pub(crate) fn tokens_of(word: &str) -> Tokens {
    remembered(word, || {
        let lower = lower(word);
        let stem = key(&lower);
        let mut tokens = vec![stem.clone().into_boxed_str()];
        for part in part_keys(&native(&lower)) {
            if part != stem {
                tokens.push(format!("{PART}{part}").into());
            }
        }
        tokens.push(format!("{WRITTEN}{}", written(word)).into());
        tokens
    })
}

/// The tokens of words that hang together, as one name.
fn tokens_of_joined(text: &str, group: &Group) -> Tokens {
    let whole = &text[group.range()];
    let joined = || {
        let words: Vec<&str> = group.words.iter().map(|word| &text[word.clone()]).collect();
        vec![joined_stem(&words).into(), format!("{WRITTEN}{}", written(whole)).into()]
    };
    remembered(whole, joined)
}

fn remembered(word: &str, make: impl FnOnce() -> Vec<Box<str>>) -> Tokens {
    MEMORY.with_borrow_mut(|memory| {
        if let Some(tokens) = memory.get(word) {
            return tokens.clone();
        }
        if memory.len() >= REMEMBERED {
            memory.clear();
        }
        let tokens: Tokens = make().into();
        memory.insert(word.into(), tokens.clone());
        tokens
    })
}

/// The folded stem of words joined to one name.
pub(crate) fn joined_stem(words: &[&str]) -> String {
    key(&lower(&joined_key(words)))
}

/// The folded stem of one word as typed.
pub(crate) fn stem_of(word: &str) -> String {
    key(&lower(word))
}

/// A word as people write it, in lower case: what is suggested and completed.
pub(crate) fn written(word: &str) -> String {
    let marked = |c| matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200D}' | '\u{0300}'..='\u{036F}');
    if word.contains(marked) { lower(word).into_owned() } else { word.to_lowercase() }
}

/// A lower-case word in Danish letters: `oe` is read as *ø* unless the word list has the word so.
fn native(word: &str) -> String {
    match read_digraphs(word) {
        std::borrow::Cow::Owned(read) if !Compounds::shared().lists(word) => read,
        _ => word.to_owned(),
    }
}

/// The stem of a lower-case word, folded first: then every spelling takes the same way through the
/// rules, and "årene" is not too short for its ending. What holds digits is kept whole.
fn key(word: &str) -> String {
    let folded = fold(word);
    if folded.bytes().any(|byte| byte.is_ascii_digit()) {
        return folded.into_owned();
    }
    stem(&folded).into_owned()
}

/// Keys of the parts of a compound and of neighbouring parts together, so that
/// "klyngesekretariat" finds "sundhedsklyngesekretariat".
fn part_keys(native: &str) -> Vec<String> {
    if native.len() < SHORTEST_COMPOUND || !native.chars().all(char::is_alphabetic) {
        return Vec::new();
    }
    let parts = Compounds::shared().parts(native);
    let offset = |part: &str| part.as_ptr() as usize - native.as_ptr() as usize;
    let mut keys = Vec::new();
    for (first, from) in parts.iter().enumerate() {
        for to in &parts[first..] {
            let run = &native[offset(from)..offset(to) + to.len()];
            let key = key(run);
            if run.chars().count() >= SHORTEST_PART && !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    keys
}

/// The engine's way to ask for tokens.
#[derive(Clone, Copy, Default)]
pub(crate) struct DanishTokenizer;

impl Tokenizer for DanishTokenizer {
    type TokenStream<'a> = DanishTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> DanishTokens<'a> {
        DanishTokens {
            text,
            groups: groups(text),
            position: 0,
            waiting: VecDeque::new(),
            token: Token::default(),
        }
    }
}

/// See [`DanishTokenizer`].
pub(crate) struct DanishTokens<'a> {
    text: &'a str,
    groups: Groups<'a>,
    position: usize,
    waiting: VecDeque<Placed>,
    token: Token,
}

/// Tokens with their place, and how many of them are already given.
struct Placed {
    tokens: Tokens,
    given: usize,
    from: usize,
    to: usize,
    position: usize,
}

impl DanishTokens<'_> {
    fn place(&mut self, group: &Group) {
        if group.joined {
            let range = group.range();
            let tokens = tokens_of_joined(self.text, group);
            self.push(tokens, range.start, range.end);
        }
        for word in &group.words {
            let tokens = tokens_of(&self.text[word.clone()]);
            self.push(tokens, word.start, word.end);
            self.position += 1;
        }
    }

    fn push(&mut self, tokens: Tokens, from: usize, to: usize) {
        self.waiting.push_back(Placed { tokens, given: 0, from, to, position: self.position });
    }
}

impl TokenStream for DanishTokens<'_> {
    fn advance(&mut self) -> bool {
        loop {
            if let Some(placed) = self.waiting.front_mut() {
                if let Some(text) = placed.tokens.get(placed.given) {
                    placed.given += 1;
                    self.token.text.clear();
                    self.token.text.push_str(text);
                    self.token.offset_from = placed.from;
                    self.token.offset_to = placed.to;
                    self.token.position = placed.position;
                    return true;
                }
                self.waiting.pop_front();
            } else if let Some(group) = self.groups.next() {
                self.place(&group);
            } else {
                return false;
            }
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use tantivy::tokenizer::{TokenStream, Tokenizer};

    use super::{DanishTokenizer, stem_of, tokens_of};

    fn check(text: &str, expect: &[(&str, usize)]) {
        let mut tokenizer = DanishTokenizer;
        let mut stream = tokenizer.token_stream(text);
        let mut found = Vec::new();
        while stream.advance() {
            found.push((stream.token().text.clone(), stream.token().position));
        }
        let found: Vec<_> = found.iter().map(|(text, place)| (text.as_str(), *place)).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn spellings_of_one_name_have_one_stem() {
        assert_eq!(stem_of("Køge"), stem_of("KOEGE"));
        assert_eq!(stem_of("Åbenrå"), stem_of("Aabenraa"));
        assert_eq!(stem_of("årene"), stem_of("aarene"));
        assert_ne!(stem_of("Køge"), stem_of("Koge"));
        assert_eq!(stem_of("poesi"), stem_of("Poesien"));
    }

    #[test]
    fn a_compound_gives_its_parts_and_neighbouring_parts() {
        let tokens = tokens_of("sundhedsklyngesekretariater");
        for part in ["+klyng", "+sekretariat", "+klyngesekretariat", "+sundhedsklyng"] {
            assert!(tokens.iter().any(|token| &**token == part), "{part} in {tokens:?}");
        }
    }

    #[test]
    fn parts_of_three_letters_are_no_tokens() {
        assert!(!tokens_of("kommunekontaktråd").iter().any(|token| &**token == "+raad"));
    }

    #[test]
    fn joined_names_stand_whole_and_in_parts() {
        check(
            "SAG-2022-00570 ok",
            &[
                ("sag2022-00570", 0),
                ("=sag-2022-00570", 0),
                ("sag", 0),
                ("=sag", 0),
                ("2022", 1),
                ("=2022", 1),
                ("00570", 2),
                ("=00570", 2),
                ("ok", 3),
                ("=ok", 3),
            ],
        );
    }
}
