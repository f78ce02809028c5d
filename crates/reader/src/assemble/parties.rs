//! The parties of votes, by the letters of their lists: minutes write either those or the names.

use std::borrow::Cow;

use regex::Captures;

use crate::pattern::regex;

/// The beginnings of parties' names, in small letters and without their article, and their letters.
/// Longer names stand before those they begin or end with.
const LETTERS: [(&str, &str); 19] = [
    ("socialdemokrat", "A"),
    ("radikale", "B"),
    ("konservativ", "C"),
    ("nye borgerlige", "D"),
    ("socialistisk", "F"),
    ("liberal alliance", "I"),
    ("kristendemokrat", "K"),
    ("moderaterne", "M"),
    ("dansk folkeparti", "O"),
    ("venstre", "V"),
    ("danmarksdemokrat", "Æ"),
    ("enhedslisten", "Ø"),
    ("alternativet", "Å"),
    ("sf", "F"),
    ("df", "O"),
    ("la", "I"),
    ("rv", "B"),
    ("el", "Ø"),
    ("dd", "Æ"),
];

/// A line with the letters of parties in place of their names: "Venstre (V)", "De Radikales gruppe".
pub(super) fn by_letter(line: &str) -> Cow<'_, str> {
    let name = regex!(
        r"\b(?:(?:Det|De|det|de) )?(?P<name>Socialdemokrati(?:et|s)?|Socialdemokraterne|Radikale(?: Venstre)?|Konservativ(?:e|t)?(?: Folkeparti)?|Nye Borgerlige|Socialistisk Folkeparti|Liberal Alliance|Kristendemokraterne|Moderaterne|Dansk Folkeparti|Venstre|Danmarksdemokraterne|Enhedslisten|Alternativet|SF|DF|LA|RV|EL|DD)(?:s (?:\p{Ll}+)?gruppe|\b)(?:(?: ?[-–,])? (?:[Dd]e Rød-Grønne|Inger Støjberg|Danmarks Liberale Parti))?(?: \((?P<letter>\p{Lu})\))?"
    );
    name.replace_all(line, |found: &Captures<'_>| match found.name("letter") {
        Some(letter) => letter.as_str().to_owned(),
        None => letter(&found["name"]).unwrap_or(&found[0]).to_owned(),
    })
}

fn letter(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    LETTERS.iter().find(|(begins, _)| name.starts_with(begins)).map(|(_, letter)| *letter)
}
