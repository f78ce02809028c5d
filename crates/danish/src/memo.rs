//! Words already looked up: a compound takes the engine up to a millisecond, and documents repeat
//! themselves.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};

/// Answers remembered, in shards so that threads seldom wait for each other, and bounded.
pub(crate) struct Memo {
    hasher: RandomState,
    shards: [Mutex<HashMap<Box<str>, bool>>; SHARDS],
}

const SHARDS: usize = 16;
/// Words per shard; about 20 MB for all. A full shard begins anew.
const WORDS: usize = 16_384;
/// Longer words are looked up each time, so that hostile input cannot fill the memory.
const LONGEST: usize = 80;

impl Default for Memo {
    fn default() -> Self {
        Self { hasher: RandomState::new(), shards: Default::default() }
    }
}

impl Memo {
    /// The answer for a word, asked for at most once while it is remembered.
    pub(crate) fn get(&self, word: &str, ask: impl FnOnce(&str) -> bool) -> bool {
        if word.len() > LONGEST {
            return ask(word);
        }
        let shard = &self.shards[self.hasher.hash_one(word) as usize % SHARDS];
        let lock = || shard.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(word) {
            return *known;
        }
        let known = ask(word);
        let mut words = lock();
        if words.len() >= WORDS {
            words.clear();
        }
        words.insert(word.into(), known);
        known
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_word_is_asked_for_once() {
        let (memo, asked) = (Memo::default(), Cell::new(0));
        let ask = |_: &str| {
            asked.set(asked.get() + 1);
            true
        };
        assert!(memo.get("kommune", ask) && memo.get("kommune", ask));
        assert_eq!(asked.get(), 1);
    }

    #[test]
    fn the_memory_is_bounded() {
        let memo = Memo::default();
        for number in 0..SHARDS * WORDS * 2 {
            memo.get(&number.to_string(), |_| false);
        }
        let held: usize = memo.shards.iter().map(|shard| shard.lock().unwrap().len()).sum();
        assert!(held <= SHARDS * WORDS);
    }
}
