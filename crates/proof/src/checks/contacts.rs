//! No private addresses; telephone numbers and e-mail addresses are pointed out.
//!
//! ```
//! let report = raadslag_proof::read("Ring på tlf. 12 34 56 78.");
//! assert_eq!(report.codes(), ["publication.phone"]);
//! ```

use std::ops::Range;

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::Page;
use crate::{Code, Say};

pattern!(
    PHONE,
    r"(?i)(?:\b(?:tlf|telefon|mobil|ring til|ring på)\S{0,3}[\s:]{1,3}(?:nr\.\s)?|\+45\s?)(?P<number>\d{2}\s?\d{2}\s?\d{2}\s?\d{2})\b|(?:^|[\s(])(?P<bare>\d{2} \d{2} \d{2} \d{2})(?:$|[\s.,;)])"
);
pattern!(EMAIL, r"(?i)\b[a-z0-9._%+æøå-]+@[a-z0-9æøå-]+(?:\.[a-z0-9æøå-]+)+\b");
pattern!(
    ADDRESS,
    r"\b(?i:bopæl|privatadresse|hjemmeadresse|bosiddende|bosat|privat adresse|adressen er)\b[^.;]{0,60}?(?P<street>\p{Lu}[\p{L}. ]{2,30}?(?:vej|gade|allé|alle|vænge|stræde|parken|toften|marken|bakken|vangen|plads|torv|lunden|haven|stien)(?:en|et)?\s\d{1,3}\b)"
);

// With floor and door it is somebody's home.
pattern!(
    FLAT,
    r"(?P<street>\p{Lu}\p{L}*?(?:vej|gade|allé|alle|vænge|stræde|parken|toften|marken|bakken|vangen|plads|torv|lunden|haven|stien)(?:en|et)?\s\d{1,3}\s?[A-Z]?), (?:st\.|\d{1,2}\.)\s?(?:th|tv|mf)\b"
);
// "Mødet er på plejehjemmet; adressen er …".
pattern!(
    PUBLIC,
    r"(?i)(?:\bmød|plejehjem|plejecent|skole|rådhus|institution|børnehave|center|centret|hotel|lokale|kontor|sekretariat|bygning|botilbud|kursus).{0,80}\badressen er\b"
);

/// Checks every text.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for passage in page.passages() {
        if !passage.text.bytes().any(|byte| byte.is_ascii_digit() || byte == b'@') {
            continue;
        }
        for range in phones(passage.text) {
            let found = note(Code::Phone, "Et telefonnummer", "A telephone number");
            notes.find(passage, range, found);
        }
        let mails = passage.text.contains('@').then(|| EMAIL.find_iter(passage.text));
        for found in mails.into_iter().flatten() {
            notes.find(
                passage,
                found.range(),
                note(Code::Email, "En e-mailadresse", "An e-mail address"),
            );
        }
        for range in addresses(passage.text) {
            let found = note(Code::Address, "En privat adresse", "A private address");
            notes.find(passage, range, found);
        }
    }
}

/// Where telephone numbers stand in a text.
pub(crate) fn phones(text: &str) -> impl Iterator<Item = Range<usize>> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let found = (digits > 7).then(|| PHONE.captures_iter(text)).into_iter().flatten();
    found.filter_map(|found| Some(found.name("number").or_else(|| found.name("bare"))?.range()))
}

/// Where private addresses stand in a text.
pub(crate) fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    // Without what may be a capital: "Adressen er" begins sentences.
    let told = ["opæl", "dresse", "osiddende", "osat"].iter().any(|word| text.contains(word));
    let found = told.then(|| ADDRESS.captures_iter(text)).into_iter().flatten();
    let door = [" th", " tv", " mf", ".th", ".tv", ".mf"].iter().any(|door| text.contains(door));
    let flats = door.then(|| FLAT.captures_iter(text)).into_iter().flatten();
    let flats = flats.filter_map(|found| Some(found.name("street")?.range()));
    let told = found.filter_map(|found| Some(found.name("street")?.range())).filter(|street| {
        let start = text[..street.start].rfind(". ").map_or(0, |at| at + 2);
        !PUBLIC.is_match(&text[start..street.start])
    });
    let told: Vec<Range<usize>> = told.collect();
    let again = |flat: &Range<usize>| {
        told.iter().any(|other| other.end > flat.start && flat.end > other.start)
    };
    let flats: Vec<Range<usize>> = flats.filter(|flat| !again(flat)).collect();
    told.into_iter().chain(flats)
}

fn note(code: Code, da: &str, en: &str) -> Found {
    Found::new(
        code,
        Say::new(da, en),
        Say::new("Skal den offentliggøres?", "Is it to be published?"),
    )
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::Code;

    #[test]
    fn ways_to_reach_people_are_pointed_out() {
        check(
            Code::Phone,
            &[("Tlf. 12345678 eller 12 34 56 78.", 2, 0), ("Beløbet er 12 345 678 kr.", 0, 0)],
        );
        check(Code::Email, &[("Skriv til kkr@kl.dk i dag.", 1, 0), ("Se kl.dk.", 0, 0)]);
        check(
            Code::Address,
            &[
                ("Ansøgeren med bopæl Lillevej 12 har klaget.", 1, 0),
                ("Adressen er Lillevej 12.", 1, 0),
                ("En borger, Bakkevej 7, 1. tv., har skrevet.", 1, 0),
                ("En borger bosat Bakkevej 7, 1. tv., har skrevet.", 1, 0),
                ("Foreningen på Bakkevej 7, 2. sal, har skrevet.", 0, 0),
                ("Mødet holdes på skolen, og adressen er Skolevej 12.", 0, 0),
                ("Mødet er på Fulbyvej 15, 4180 Sorø.", 0, 0),
            ],
        );
    }
}
