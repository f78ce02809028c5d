//! Lines that name a body beside something else: its municipality, or its meeting.

use super::head::is_council;
use crate::pattern::rare;

/// The body of "Byrådet i Åmose Kommune", "Åmose Kommune - Økonomiudvalget", "Plan- og
/// Teknikudvalgets ordinære møde" or "Møde i Kommunaldirektørkredsen (K17)".
pub(super) fn named(text: &str) -> Option<&str> {
    let behind =
        rare!(["kommune"], r"^(.{4,80}?)(?: i |,? [-–] |, )\p{Lu}[\p{L} -]{1,40} Kommune$");
    let before = rare!(["kommune"], r"^\p{Lu}[\p{L} -]{1,40} Kommune(?: [-–] |, )(.{4,80})$");
    let meets = rare!(
        ["møde"],
        r"^(.{4,80}?)s (?:(?:ordinære|ekstraordinære|konstituerende|åbne|lukkede) )?møde(?: (?:nr|den|d)\b.*)?$"
    );
    let [behind, before, meets] = [behind, before, meets].map(|form| form.captures(text));
    let council = [behind, before, meets].into_iter().flatten().find_map(|found| found.get(1));
    let circle = || {
        rare!(
            ["møde i "],
            r"^Møde i (\p{Lu}\p{L}*(?:kredsen|gruppen|forum|netværket)(?: \(\p{Lu}[\p{L}\d]+\))?)$"
        )
        .captures(text)?
        .get(1)
    };
    council
        .map(|name| name.as_str().trim())
        .filter(|name| is_council(name))
        .or_else(|| Some(circle()?.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_told_beside_its_municipality_or_meeting() {
        for (text, expected) in [
            ("Byrådet i Åmose Kommune", Some("Byrådet")),
            ("Byrådet - Ringe Å Kommune", Some("Byrådet")),
            ("Åmose Kommune, Økonomiudvalget", Some("Økonomiudvalget")),
            ("Plan- og Teknikudvalgets ordinære møde", Some("Plan- og Teknikudvalget")),
            ("Møde i Kommunaldirektørkredsen (K17)", Some("Kommunaldirektørkredsen (K17)")),
            ("Møde i salen", None),
            ("Borgere i Åmose Kommune", None),
        ] {
            assert_eq!(named(text), expected, "{text}");
        }
    }
}
