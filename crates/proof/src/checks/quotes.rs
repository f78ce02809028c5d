//! Quotation marks come in pairs, within a text or over the texts of a field.
//!
//! ```
//! let report = raadslag_proof::read("Planen hedder ”Vejen frem, og den er god.");
//! assert_eq!(report.codes(), ["language.quotes"]);
//! ```

use std::collections::BTreeMap;

use crate::notes::{Found, Notes};
use crate::page::{Page, Passage};
use crate::{Code, Say};

const MARKS: [char; 6] = ['”', '“', '„', '"', '»', '«'];

/// Checks quotation marks.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for sheet in &page.sheets {
        let mut fields: BTreeMap<(&str, u32), Vec<&Passage<'_>>> = BTreeMap::new();
        for passage in sheet.passages.iter().filter(|passage| count(passage.text) % 2 == 1) {
            let field = match passage.spot {
                raadslag_document::Spot::Field { field, .. } => field,
                _ => 0,
            };
            fields.entry((passage.field, field)).or_default().push(passage);
        }
        for odd in fields.values().filter(|odd| odd.len() % 2 == 1) {
            for passage in odd {
                notes.find(passage, place(passage), unpaired());
            }
        }
    }
}

fn count(text: &str) -> usize {
    text.chars().filter(|c| MARKS.contains(c)).count()
}

/// The sentence whose marks do not pair, or the last mark.
fn place(passage: &Passage<'_>) -> std::ops::Range<usize> {
    let odd =
        |sentence: &&std::ops::Range<usize>| count(&passage.text[(*sentence).clone()]) % 2 == 1;
    let sentence = passage.sentences.iter().find(odd).cloned();
    let text = |range: &std::ops::Range<usize>| {
        passage.text[range.clone()].char_indices().rfind(|(_, c)| MARKS.contains(c))
    };
    let sentence = sentence.unwrap_or_else(|| passage.whole());
    let Some((at, mark)) = text(&sentence) else { return sentence };
    // The mark and up to 30 characters before it, so that one sees which it is.
    let start = passage.text[sentence.start..sentence.start + at]
        .char_indices()
        .rev()
        .nth(29)
        .map_or(0, |(at, _)| at);
    sentence.start + start..sentence.start + at + mark.len_utf8()
}

fn unpaired() -> Found {
    Found::new(
        Code::Quotes,
        Say::new("Et anførselstegn mangler sit par", "A quotation mark lacks its pair"),
        Say::new("Antallet er ulige", "Their number is odd"),
    )
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::Code;

    #[test]
    fn marks_come_in_pairs() {
        check(
            Code::Quotes,
            &[
                ("Planen ”Vejen frem” er god.", 0, 0),
                ("Planen er vigtig for min kommune (3)”, siger de.", 1, 0),
                ("Hun sagde: ”Vi begynder nu.\nOg vi slutter i morgen.”", 0, 0),
            ],
        );
    }
}
