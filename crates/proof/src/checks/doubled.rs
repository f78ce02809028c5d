//! No word stands twice in a row, and after "har" stands a participle.
//!
//! ```
//! assert_eq!(raadslag_proof::read("Rådet har har godkendt planen.").codes(), ["language.doubled"]);
//! assert_eq!(raadslag_proof::read("Kredsen har tager planen op.").codes(), ["language.verb"]);
//! ```

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage};
use crate::text::{first_upper, last_word, words};
use crate::{Code, Level, Say};

pattern!(
    PRESENT,
    r"(?i)\b(?:har|havde)\s(tager|giver|godkender|beslutter|drøfter|anbefaler|indstiller|udpeger|vedtager|behandler|modtager|tiltræder|udarbejder|igangsætter|tage|give|godkende|beslutte|drøfte|anbefale|indstille|udpege|vedtage|behandle|modtage|tiltræde|udarbejde|igangsætte)\b"
);

/// Words that rightly stand twice: "det, der der sker".
const RIGHTLY: [&str; 4] = ["der", "det", "er", "så"];

/// Words that open a clause, in which a pronoun and an article may meet.
const CLAUSES: [&str; 10] =
    ["at", "hvis", "når", "fordi", "som", "da", "mens", "hvor", "før", "om"];

/// Checks words in a row.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for passage in page.sheets.iter().flat_map(|sheet| &sheet.passages) {
        doubled(passage, notes);
        for found in PRESENT.captures_iter(passage.text) {
            let Some(verb) = found.get(1) else { continue };
            let note = Found::new(
                Code::Verb,
                Say::new(
                    format!("”{}” er ingen tillægsform", verb.as_str()),
                    format!("“{}” is no participle", verb.as_str()),
                ),
                Say::new(
                    "Efter ”har” står datids tillægsform",
                    "After “har” stands a past participle",
                ),
            );
            notes.find(passage, verb.range(), note);
        }
    }
}

/// "at de de seneste år …", "hvis den den 1. maj …", "i i alt 12 byer", "for for eksempel børn".
fn stands_rightly(before: &str, word: &str, after: &str) -> bool {
    let clause = CLAUSES.contains(&last_word(before).to_lowercase().as_str());
    let next = after.split_whitespace().next().unwrap_or_default();
    match word {
        "de" | "den" => clause || next.starts_with(|c: char| c.is_ascii_digit()),
        "i" => ["alt", "gennemsnit", "snit", "forvejen", "øvrigt"].contains(&next),
        "for" => next == "eksempel",
        _ => RIGHTLY.contains(&word),
    }
}

fn doubled(passage: &Passage<'_>, notes: &mut Notes<'_, '_>) {
    for pair in words(passage.text).windows(2) {
        let (first, second) = (&pair[0], &pair[1]);
        let between = &passage.text[first.range.end..second.range.start];
        let long = first.text.chars().count() > 1 && !first_upper(second.text);
        let bounded = !passage.text[..first.range.start].ends_with(['-', '/', '.'])
            && !passage.text[second.range.end..].starts_with(['-', '/', '’', '\'']);
        if long
            && bounded
            && !between.is_empty()
            && between.trim().is_empty()
            && first.text.to_lowercase() == second.text.to_lowercase()
        {
            let before = &passage.text[..first.range.start];
            let rightly = stands_rightly(before, first.text, &passage.text[second.range.end..]);
            let level = if rightly { Level::Hint } else { Level::Warning };
            let found = Found::new(
                Code::Doubled,
                Say::new(
                    format!("”{}” står to gange", first.text),
                    format!("“{}” stands twice", first.text),
                ),
                Say::new("Samme ord to gange i træk", "The same word twice in a row"),
            );
            let range = first.range.start..second.range.end;
            notes.find(passage, range, found.at_level(level).suggest(Say::same(first.text)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::Code;

    #[test]
    fn no_word_stands_twice() {
        check(
            Code::Doubled,
            &[
                ("Rådet skal skal mødes.", 1, 0),
                ("Han gik, gik og gik.", 0, 0),
                ("For stemte Bo Bo Hansen og Knud Knud Olsen.", 0, 0),
                ("Hjerte- og kar-kar-sygdom.", 0, 0),
            ],
        );
    }

    #[test]
    fn a_pronoun_and_an_article_may_meet() {
        let level = |text: &str| crate::read(text).findings[0].level;
        for text in [
            "Det er rart, at de de sidste uger har øvet sig.",
            "Går det, hvis den den 3. juni er lukket?",
            "Noget for for eksempel de ældste.",
        ] {
            assert_eq!(level(text), crate::Level::Hint, "{text}");
        }
        assert_eq!(level("Vi styrker den den gode tone."), crate::Level::Warning);
    }

    #[test]
    fn a_participle_follows_har() {
        check(
            Code::Verb,
            &[("K17 har tager fordelingen til efterretning.", 1, 0), ("K17 har taget den.", 0, 0)],
        );
    }
}
