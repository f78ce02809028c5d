//! What only a picture shows is said in words too.
//!
//! The document model holds no pictures: whoever reads the published text, or has it read aloud,
//! gets none. So where the text points to a figure, somebody must see to it that the text says what
//! the figure shows.

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Role};
use crate::{Code, Say};

pattern!(
    POINTS,
    r"(?i)\b(?:(?:se|jf\.|fremgår af|vises (?:i|på)|ses (?:i|på|af)|vist (?:i|på))\s(?:figur|figuren|billedet|illustrationen|diagrammet|grafen|kortet)|(?:figur|diagram|graf|illustration)(?:en|met)?\s?\d{0,2}\s(?:viser|illustrerer|nedenfor|ovenfor)|(?:billedet|kortet)\s(?:viser|nedenfor|ovenfor))\b|^(?:Figur|Billede|Illustration)\s\d{1,2}\s?[:.]"
);

/// Checks running text and captions.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    let words = ["igur", "illed", "llustration", "iagram", "raf", "ortet"];
    for passage in page.passages().filter(|p| p.role.is_prose() || p.role == Role::Heading) {
        if !words.iter().any(|word| passage.text.contains(word)) {
            continue;
        }
        for found in POINTS.find_iter(passage.text) {
            let note = Found::new(
                Code::Picture,
                Say::new(
                    "Teksten peger på noget, der kun kan ses",
                    "The text points to what can only be seen",
                ),
                Say::new(
                    "Billeder følger ikke med den offentliggjorte tekst og læses ikke højt",
                    "Pictures do not go with the published text and are not read aloud",
                ),
            );
            let suggestion = Say::new(
                "Skriv også med ord, hvad den viser.",
                "Say in words, too, what it shows.",
            );
            notes.find(passage, found.range(), note.suggest(suggestion));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::Code;

    #[test]
    fn figures_the_text_points_to_are_pointed_out() {
        check(
            Code::Picture,
            &[
                ("Udviklingen fremgår af figur 2, som er ny.", 1, 0),
                ("Figur 1: Antal besøg 2019-2024", 1, 0),
                ("Kortet viser de tre linjer.", 1, 0),
                ("Vi har et klart billede af sagen og korte møder.", 0, 0),
            ],
        );
    }
}
