//! Abbreviations are introduced before they are used alone.

use std::collections::BTreeSet;

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::Page;
use crate::{Code, Say};

pattern!(ABBREVIATION, r"\b\p{Lu}{3,7}\b");

/// Known to every reader of an agenda.
const KNOWN: [&str; 44] = [
    "KKR",
    "KKU",
    "GDPR",
    "SOSU",
    "CPR",
    "CVR",
    "EAN",
    "DSB",
    "DTU",
    "FGU",
    "HTML",
    "PDF",
    "COVID",
    "HOFOR",
    "KOMBIT",
    "DKK",
    "USA",
    "FOA",
    "BUPL",
    "DLF",
    "HK",
    "NATO",
    "OECD",
    "PISA",
    "SKAT",
    "STU",
    "UNESCO",
    "VVM",
    "ATP",
    "RKI",
    "NOTAT",
    "BILAG",
    "REFERAT",
    "DAGSORDEN",
    "UDKAST",
    "SIDE",
    "KOL",
    "EKG",
    "HIV",
    "ADHD",
    "VUC",
    "PPR",
    "SFO",
    "IVA",
];

/// Checks the first use of every abbreviation.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    let mut seen: BTreeSet<&str> = KNOWN.into_iter().collect();
    for passage in page.passages().filter(|passage| passage.text.contains('(')) {
        for found in ABBREVIATION.find_iter(passage.text) {
            let (before, after) = (&passage.text[..found.start()], &passage.text[found.end()..]);
            if before.ends_with(['(', '/'])
                || after.starts_with([')'])
                || after.trim_start().starts_with('(')
            {
                seen.insert(found.as_str());
            }
        }
    }
    let capitals = |text: &str| {
        text.chars()
            .zip(text.chars().skip(1))
            .any(|(one, next)| one.is_uppercase() && next.is_uppercase())
    };
    for passage in page.prose().filter(|passage| capitals(passage.text)) {
        for found in ABBREVIATION.find_iter(passage.text) {
            let (before, after) = (
                passage.text[..found.start()].chars().next_back(),
                passage.text[found.end()..].chars().next(),
            );
            let part = before.is_some_and(|c| "-/_.&".contains(c))
                || after.is_some_and(|c| c.is_ascii_digit() || "_&@".contains(c));
            let own = page.settings.words.contains(&found.as_str().to_lowercase());
            if !part && !own && seen.insert(found.as_str()) {
                let text = found.as_str();
                let note = Found::new(
                    Code::Abbreviation,
                    Say::new(
                        format!("{text} er ikke forklaret"),
                        format!("{text} is not introduced"),
                    ),
                    Say::new(
                        "Forkortelsen står aldrig i parentes efter sit navn",
                        "It never stands in parentheses after its name",
                    ),
                );
                notes.find(passage, found.range(), note);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::Code;

    #[test]
    fn an_abbreviation_is_introduced_somewhere() {
        check(
            Code::Abbreviation,
            &[
                ("GCPHEU holder møde. GCPHEU vokser.", 1, 0),
                ("Sagen er i BØV nu.", 1, 0),
                ("EU-kontoret (GCPHEU) holder møde. GCPHEU vokser.", 0, 0),
                ("KKR og KL holder møde om SOSU-området.", 0, 0),
            ],
        );
    }
}
