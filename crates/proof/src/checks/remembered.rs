//! Answers about words, remembered for the whole process: an editor asks the same words at every key.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

/// Words remembered per question; then it begins anew.
const WORDS: usize = 16_384;
/// Longer words are worked out each time, so that hostile input cannot fill the memory.
const LONGEST: usize = 80;

/// A question about a word whose answer depends on nothing but the word.
pub(super) struct Remembered<V> {
    answers: LazyLock<Mutex<HashMap<Box<str>, V>>>,
}

impl<V: Clone> Remembered<V> {
    pub(super) const fn new() -> Self {
        Self { answers: LazyLock::new(Mutex::default) }
    }

    /// The answer, worked out at most once while it is remembered.
    pub(super) fn get(&self, word: &str, work_out: impl FnOnce() -> V) -> V {
        let lock = || self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = lock().get(word) {
            return answer.clone();
        }
        let answer = work_out();
        if word.len() <= LONGEST {
            let mut answers = lock();
            if answers.len() >= WORDS {
                answers.clear();
            }
            answers.insert(word.into(), answer.clone());
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::Remembered;

    #[test]
    fn a_word_is_worked_out_once() {
        let remembered = Remembered::new();
        assert_eq!(remembered.get("ord", || 1), 1);
        assert_eq!(remembered.get("ord", || 2), 1);
        assert_eq!(remembered.get("andet", || 3), 3);
    }
}
