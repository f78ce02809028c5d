//! The chain of recommendations is in order: "at", "videre, at", "endelig, at".

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage, Role, Sheet};
use crate::{Code, Say};

// "Det indstilles videre, at" or, once one has begun, "videre, at".
pattern!(
    MIDDLE,
    r"(?i)^\W*(?:\d+\.\s)?(?:(?:det )?indstilles )?(videre|desuden|ligeledes|endvidere)\b"
);
pattern!(
    LAST,
    r"(?i)^\W*(?:\d+\.\s)?(?:(?:det )?indstilles )?(endeligt?|afslutningsvis|til sidst)\b"
);
pattern!(BEGINS, r"(?i)indstill|^\W*(?:\d+\.\s)?at\b");
pattern!(
    GOES_ON,
    r"(?i)^\W*(?:\d+\.\s)?(?:(?:videre|desuden|ligeledes|endvidere|endeligt?|afslutningsvis|til sidst),?\s)?at\b"
);
pattern!(ANY, r"(?i)^\W*(?:\d+\.\s)?(?:det )?indstilles\b");

/// Checks the chain in every item with several recommendations.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for sheet in &page.sheets {
        let links = links(sheet);
        let count = links.len();
        for (index, passage) in links.into_iter().enumerate() {
            let trouble = if index == 0 { first(passage) } else { None };
            match trouble.or_else(|| last(passage, index + 1 == count)) {
                Some((range, found)) => notes.find(passage, range, found),
                None if index + 1 == count && count > 1 => {
                    let say = Say::new(
                        format!("{count} indstillinger i rækkefølge"),
                        format!("{count} recommendations in order"),
                    );
                    notes.hold(Code::Chain, passage, passage.whole(), say);
                }
                None => {}
            }
        }
    }
}

fn links<'s, 'd>(sheet: &'s Sheet<'d>) -> Vec<&'s Passage<'d>> {
    let stems = sheet.passages.iter().filter(|passage| passage.role == Role::Recommendation);
    let stems: Vec<_> = stems.collect();
    let begun = stems.first().is_some_and(|first| BEGINS.is_match(first.text));
    let is_link = |index: usize, text: &str| {
        ANY.is_match(text) || begun && (index == 0 || GOES_ON.is_match(text))
    };
    let links = stems.into_iter().enumerate().filter(|(index, stem)| is_link(*index, stem.text));
    links.map(|(_, stem)| stem).collect()
}

type Trouble = Option<(std::ops::Range<usize>, Found)>;

fn first(passage: &Passage<'_>) -> Trouble {
    let word = MIDDLE.captures(passage.text).or_else(|| LAST.captures(passage.text))?.get(1)?;
    let found = Found::new(
        Code::Chain,
        Say::new(
            format!("Den første indstilling begynder med ”{}”", word.as_str()),
            format!("The first recommendation begins with “{}”", word.as_str()),
        ),
        Say::new("Intet er indstillet før den", "Nothing is recommended before it"),
    );
    Some((word.range(), found))
}

fn last(passage: &Passage<'_>, is_last: bool) -> Trouble {
    let word = LAST.captures(passage.text)?.get(1)?;
    let found = Found::new(
        Code::Chain,
        Say::new(
            format!("Efter ”{}” følger endnu en indstilling", word.as_str()),
            format!("Another recommendation follows “{}”", word.as_str()),
        ),
        Say::new("Det skulle være den sidste", "It should be the last"),
    );
    (!is_last).then_some((word.range(), found))
}

#[cfg(test)]
mod tests {
    use raadslag_document::{Document, Item, Recommendation, Section};

    use super::super::testing::{counts, report};
    use crate::{Code, Register};

    fn check(texts: &[&str], found: usize, held: usize) {
        let stem =
            |text: &&str| Recommendation { text: (*text).into(), ..Recommendation::default() };
        let item = Item { recommendations: texts.iter().map(stem).collect(), ..Item::default() };
        let sections = vec![Section { items: vec![item], ..Section::default() }];
        let report = report(&Document { sections, ..Document::default() }, &Register::default());
        assert_eq!(counts(&report, Code::Chain), (found, held), "{texts:?}");
    }

    #[test]
    fn the_chain_begins_goes_on_and_ends() {
        let (one, more, end) =
            ("Det indstilles, at A", "Det indstilles videre, at B", "Det indstilles endelig, at C");
        check(&[one, more, end], 0, 1);
        check(&[one, more], 0, 1);
        check(&[more, one], 1, 1);
        check(&[one, end, more], 1, 1);
        check(&[one], 0, 0);
        let (at, further, at_last) =
            ("at A vedtages", "videre, at B sker", "endelig, at C slutter");
        check(&["Det indstilles, at A vedtages", at_last, further], 1, 1);
        check(&["Det indstilles, at A vedtages", further, at_last], 0, 1);
        check(&[at, at_last, further], 1, 1);
        check(&["Rådet drøfter planen", further], 0, 0);
    }
}
