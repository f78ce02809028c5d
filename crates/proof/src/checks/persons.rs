//! A person has one party, one office and one municipality throughout, and those of the register; a
//! municipality has one mayor.
//!
//! Read are names with what stands beside them: "borgmester Anna Dahl (V), Greve Kommune".
//! Warnings only: people change office, and some share a name.

use std::collections::BTreeMap;
use std::ops::Range;

use raadslag_document::Attendance;

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage};
use crate::register::KnownPerson;
use crate::{Code, Say};

pattern!(
    PERSON,
    r"(?x)(?:\b(?P<title>(?:[12]\.\s)?[Vv]iceborgmester|[Bb]orgmester)\s(?:i\s(?P<seat>\p{Lu}[\p{L}-]+)(?:\s[Kk]ommune)?,?\s)?)?
    \b(?P<name>\p{Lu}\p{Ll}+(?:[\x20-]\p{Lu}(?:\.|\p{Ll}+)){0,2}\s\p{Lu}\p{Ll}+)
    (?:\s\((?P<party>\p{Lu}{1,3})\))?
    (?:,\s(?P<place>\p{Lu}[\p{L}-]+)(?:\s[Kk]ommune)?)?"
);
pattern!(FORMER, r"(?i)\b(?:tidligere|fhv\.|daværende|afgående|kommende|tiltrædende|ny|nye)\s*$");

/// What is said of a person, and where.
struct Said<'p, 'd> {
    passage: &'p Passage<'d>,
    name: Range<usize>,
    party: Option<String>,
    is_mayor: Option<bool>,
    place: Option<String>,
}

/// Checks what is said of persons.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    let mut persons: BTreeMap<&str, Vec<Said<'_, '_>>> = BTreeMap::new();
    for passage in page.passages() {
        for (name, said) in mentions(page, passage) {
            persons.entry(name).or_default().push(said);
        }
    }
    for (name, said) in &persons {
        let known = known(page, name);
        let party = known.as_ref().and_then(|person| person.party.as_deref()).map(letter);
        let place = known.and_then(|person| person.municipality);
        differs(name, said, party, |one| one.party.clone(), notes);
        differs(name, said, place, |one| one.place.clone(), notes);
        differs(name, said, None, |one| one.is_mayor.map(office), notes);
    }
    mayors(&persons, notes);
}

/// What the register or the document's own list of members says of a name.
fn known(page: &Page<'_>, name: &str) -> Option<KnownPerson> {
    let mut members = page.document.attendance.iter().flat_map(Attendance::members);
    let listed = page.register.people.iter().find(|person| person.name == name).cloned();
    let mut person =
        listed.or_else(|| members.find(|member| member.name == name).map(KnownPerson::from))?;
    let is_place = |place: &String| page.register.municipalities.iter().any(|m| m.name == *place);
    person.municipality = person.municipality.filter(is_place);
    Some(person)
}

fn office(is_mayor: bool) -> String {
    if is_mayor { "borgmester" } else { "viceborgmester" }.to_owned()
}

fn mentions<'p, 'd>(page: &Page<'_>, passage: &'p Passage<'d>) -> Vec<(&'p str, Said<'p, 'd>)> {
    // Most passages name nobody beside a party, a title or a place.
    if !tells_of_someone(page, passage.text) {
        return Vec::new();
    }
    let read = PERSON.captures_iter(passage.text).filter_map(|found| {
        let name = found.name("name")?;
        let start = found.get(0)?.start();
        let former = FORMER.is_match(&passage.text[..start]);
        let is_place = |place: &str| page.register.municipalities.iter().any(|m| m.name == place);
        let place = found.name("place").or_else(|| found.name("seat"));
        let place = place.map(|place| place.as_str().to_owned()).filter(|place| is_place(place));
        let title = found.name("title").filter(|_| !former);
        let said = Said {
            passage,
            name: name.range(),
            party: found.name("party").map(|party| letter(party.as_str())),
            is_mayor: title.map(|title| title.as_str().to_lowercase().starts_with("borgmester")),
            place: place.filter(|_| !former),
        };
        let tells = said.party.is_some() || said.is_mayor.is_some() || said.place.is_some();
        let names = |word: &str| is_place(word) || ["Kommune", "Region"].contains(&word);
        let person = !name.as_str().split(' ').any(names);
        (tells && person).then_some((name.as_str(), said))
    });
    read.collect()
}

/// Whether a text has a title, a party in parentheses or a municipality behind a comma.
fn tells_of_someone(page: &Page<'_>, text: &str) -> bool {
    let party = || {
        text.match_indices('(').any(|(at, _)| {
            let inside = text[at + 1..].split(')').next().unwrap_or_default();
            (1..=3).contains(&inside.chars().count()) && inside.chars().all(char::is_uppercase)
        })
    };
    let place = || {
        text.match_indices(", ").any(|(at, _)| {
            let behind = &text[at + 2..];
            behind.starts_with(char::is_uppercase)
                && page.register.municipalities.iter().any(|m| behind.starts_with(&m.name))
        })
    };
    text.contains("orgmester") || party() || place()
}

/// A party's letter: "S" and "A" are one.
fn letter(party: &str) -> String {
    let letter = match party {
        "S" | "Socialdemokratiet" => "A",
        "R" | "RV" | "Radikale Venstre" => "B",
        "K" | "KF" | "Konservative" | "Det Konservative Folkeparti" => "C",
        "SF" | "Socialistisk Folkeparti" => "F",
        "EL" | "Enhedslisten" => "Ø",
        "DF" | "Dansk Folkeparti" => "O",
        "LA" | "Liberal Alliance" => "I",
        "DD" | "Danmarksdemokraterne" => "Æ",
        "ALT" | "Alternativet" => "Å",
        "Venstre" => "V",
        "Moderaterne" => "M",
        other => other,
    };
    letter.to_owned()
}

/// The first that says something else than the register, or than was said before.
fn differs(
    name: &str,
    said: &[Said<'_, '_>],
    known: Option<String>,
    read: impl Fn(&Said<'_, '_>) -> Option<String>,
    notes: &mut Notes<'_, '_>,
) {
    let from_register = known.is_some();
    let mut first = known;
    for one in said {
        let Some(value) = read(one) else { continue };
        let Some(before) = &first else {
            first = Some(value);
            continue;
        };
        if *before == value {
            let say = Say::same(format!("{name}: {value}"));
            notes.hold(Code::Person, one.passage, one.name.clone(), say);
            continue;
        }
        let (da, en) = if from_register {
            (format!("Registret har {before}"), format!("The register has {before}"))
        } else {
            (format!("Andetsteds står {before}"), format!("Elsewhere it is {before}"))
        };
        let message = Say::new(format!("{name}: her {value}"), format!("{name}: here {value}"));
        let found = Found::new(Code::Person, message, Say::new(da, en));
        notes.find(one.passage, one.name.clone(), found);
        return;
    }
}

/// Two mayors of one municipality.
fn mayors(persons: &BTreeMap<&str, Vec<Said<'_, '_>>>, notes: &mut Notes<'_, '_>) {
    let mut seats: BTreeMap<&str, &str> = BTreeMap::new();
    let mayors = persons.iter().flat_map(|(name, said)| said.iter().map(move |one| (*name, one)));
    for (name, one) in mayors.filter(|(_, one)| one.is_mayor == Some(true)) {
        let Some(place) = one.place.as_deref() else { continue };
        let other = *seats.entry(place).or_insert(name);
        if other != name {
            let message =
                Say::new(format!("{place} har to borgmestre"), format!("{place} has two mayors"));
            let why = Say::new(format!("Den anden er {other}"), format!("The other is {other}"));
            notes.find(one.passage, one.name.clone(), Found::new(Code::Person, message, why));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, counts, report};
    use crate::{Code, KnownPerson, Municipality, Register, paragraphs};

    #[test]
    fn a_person_has_one_party_and_office() {
        check(
            Code::Person,
            &[
                ("Mads Bak (A) taler. Mads Bak (V) svarer.", 1, 0),
                ("Mads Bak (A) taler. Mads Bak (S) svarer.", 0, 1),
                ("Borgmester Ole Friis taler. Viceborgmester Ole Friis svarer.", 1, 0),
                ("Borgmester Ole Friis taler. Tidligere viceborgmester Ole Friis svarer.", 0, 0),
            ],
        );
    }

    #[test]
    fn a_person_is_as_the_register_has_it_and_a_municipality_has_one_mayor() {
        let named = |name: &str| Municipality {
            name: name.into(),
            region: "Sjælland".into(),
            population: None,
        };
        let register = Register {
            municipalities: ["Greve", "Solrød"].map(named).to_vec(),
            people: vec![KnownPerson {
                name: "Anna Dahl".into(),
                party: Some("V".into()),
                municipality: Some("Greve".into()),
            }],
            ..Register::default()
        };
        for (text, found) in [
            ("Anna Dahl (V), Greve, deltog.", 0),
            ("Anna Dahl (A), Greve, deltog.", 1),
            ("Anna Dahl, Solrød Kommune, deltog.", 1),
            ("Borgmester Emil Krog, Solrød, og borgmester Niels Lund, Solrød, deltog.", 1),
        ] {
            let report = report(&paragraphs(text), &register);
            assert_eq!(counts(&report, Code::Person).0, found, "{text}");
        }
    }
}
