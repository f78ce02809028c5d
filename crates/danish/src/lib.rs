//! Danish words: the dictionary that reader, search and proof-reading share.
//!
//! The word list is Stavekontrolden (see `dictionary/LICENSE`, used under the MPL). It knows
//! inflections and compounds, so that "sundhedsklyngernes" is a word.
//!
//! Hunspell reads such a list when it starts and takes each word apart by rules. Here the build
//! script (`build/`) makes every form of every listed word beforehand and writes them into a finite
//! state transducer of two megabytes. The program embeds that and uses it as it lies ([`words`]):
//! nothing is read at start, and of a word not more than its own letters. [`check`] answers what
//! Hunspell's algorithm answers; a test asks both.

mod casing;
mod check;
mod compound;
mod compounding;
mod entry;
mod fold;
mod memo;
mod split;
mod stem;
mod words;

#[cfg(test)]
mod as_hunspell;

use std::sync::OnceLock;

use memo::Memo;

pub use compound::Compounds;
pub use fold::{fold, lower, read_digraphs};
pub use stem::stem;

/// The Danish dictionary.
pub struct Dictionary {
    asked: Memo,
}

impl Dictionary {
    /// The one copy in this process.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Dictionary> = OnceLock::new();
        SHARED.get_or_init(|| Self { asked: Memo::default() })
    }

    /// Whether this is a Danish word, inflected and compounded forms included. Upper case is
    /// accepted where Danish allows it.
    ///
    /// ```
    /// let danish = raadslag_danish::Dictionary::shared();
    /// assert!(danish.knows("sundhedsklyngernes"));
    /// assert!(!danish.knows("sundhedsklyngrenes"));
    /// ```
    pub fn knows(&self, word: &str) -> bool {
        self.asked.get(word, check::is_right)
    }

    /// The parts of a lower-case compound; see [`Compounds::parts`].
    pub fn parts<'w>(&self, word: &'w str) -> Vec<&'w str> {
        Compounds::shared().parts(word)
    }
}

#[cfg(test)]
mod tests {
    use super::Dictionary;

    #[test]
    fn compounds_and_inflections_are_words() {
        let danish = Dictionary::shared();
        for word in ["kommunernes", "sundhedsreformen", "interessevaretagelse", "Kalundborg"] {
            assert!(danish.knows(word), "{word}");
        }
        for word in ["kommunrenes", "socialog", "undertøtter"] {
            assert!(!danish.knows(word), "{word}");
        }
    }
}
