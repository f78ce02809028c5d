//! Readability: LIX of every item, and sentences too long for one breath.
//!
//! LIX is words per sentence plus long words (over six letters) in per cent (Björnsson 1968).
//! A colon ends a sentence too, as there, and every entry of a list is at least one.

use crate::notes::{Found, Notes};
use crate::page::{Page, Sheet};
use crate::text::words;
use crate::{Code, Say};

/// Items shorter than this many words have no meaningful LIX.
const ENOUGH: usize = 100;

/// Checks readability.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for sheet in &page.sheets {
        let mut total = Total::default();
        for passage in sheet.prose() {
            for sentence in &passage.sentences {
                let text = &passage.text[sentence.clone()];
                let count = words(text).len();
                total.add(text, count);
                let longest =
                    text.split([':', ';']).map(|part| words(part).len()).max().unwrap_or_default();
                if longest > page.settings.limits.sentence as usize {
                    let limit = page.settings.limits.sentence;
                    let found = Found::new(
                        Code::LongSentence,
                        Say::new(
                            format!("Sætningen er på {longest} ord"),
                            format!("The sentence has {longest} words"),
                        ),
                        Say::new(format!("Grænsen er {limit}"), format!("The limit is {limit}")),
                    );
                    notes.find(passage, sentence.clone(), found);
                }
            }
        }
        lix(page, sheet, &total, notes);
    }
}

#[derive(Default)]
struct Total {
    words: usize,
    long: usize,
    sentences: usize,
}

impl Total {
    fn add(&mut self, text: &str, count: usize) {
        if count == 0 {
            return;
        }
        self.words += count;
        self.sentences += 1 + text.matches(": ").count();
        self.long += words(text).iter().filter(|word| word.text.chars().count() > 6).count();
    }

    /// Rounded to the nearest whole.
    fn lix(&self) -> Option<usize> {
        let enough = self.words >= ENOUGH && self.sentences > 0;
        enough.then(|| {
            (self.words + self.sentences / 2) / self.sentences
                + (100 * self.long + self.words / 2) / self.words
        })
    }
}

fn lix(page: &Page<'_>, sheet: &Sheet<'_>, total: &Total, notes: &mut Notes<'_, '_>) {
    let Some(lix) = total.lix() else { return };
    let (title, limit) = (sheet.title(), page.settings.limits.lix as usize);
    let words = total.words;
    let sentences = total.sentences;
    let say = Say::new(
        format!("LIX {lix}: {words} ord i {sentences} sætninger"),
        format!("LIX {lix}: {words} words in {sentences} sentences"),
    );
    if lix > limit {
        let why = Say::new(
            format!("Over {limit} er meget svært"),
            format!("Above {limit} is very difficult"),
        );
        notes.find(title, title.whole(), Found::new(Code::Readability, say, why));
    } else {
        notes.hold(Code::Readability, title, title.whole(), say);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::Code;

    #[test]
    fn long_sentences_and_difficult_items_are_found() {
        let long = format!("{} slut.", "ord ".repeat(60));
        let hard = format!("{}.", "sundhedssamarbejdsudvalget ".repeat(120));
        let easy = "Vi går en tur. ".repeat(40);
        check(Code::LongSentence, &[(&long, 1, 0), (&easy, 0, 0)]);
        check(Code::Readability, &[(&hard, 1, 0), (&easy, 0, 1)]);
    }
}
