//! What serde says of a JSON form that does not fit, in words for the input's author.

use std::collections::BTreeMap;

use super::Named;
use super::table::join;
use crate::{Fault, Phrase};

/// The fault for an error at a path. A missing value is named as its sheet or column is headed, and its
/// sheet told where no cell will be.
pub(super) fn fault(
    path: &str,
    message: &str,
    names: &BTreeMap<String, Named>,
    has_cell: impl Fn(&str) -> bool,
) -> Fault {
    if let Some(key) = quoted(message, "missing field ") {
        let path = join(path, key);
        let name = names.get(&without_indices(&path));
        let sheet = name.and_then(|name| name.sheet.as_ref()).filter(|_| !has_cell(&path));
        return missing(path, key, name, sheet);
    }
    if let Some(key) = quoted(message, "unknown field ") {
        let known = expected(message);
        return Fault::at(
            path,
            format!("»{key}« kendes ikke her"),
            format!("“{key}” is not known here"),
        )
        .advise(format!("her kan stå {known}"), format!("what can stand here is {known}"));
    }
    if let Some(word) = quoted(message, "unknown variant ") {
        let known = expected(message);
        return Fault::at(path, format!("»{word}« kendes ikke"), format!("“{word}” is not known"))
            .advise(format!("skriv {known}"), format!("write {known}"));
    }
    if let Some((found, expected)) = mismatch(message) {
        return Fault::at(
            path,
            format!("her kan ikke stå {}", danish(found)),
            format!("{found} cannot stand here"),
        )
        .advise(format!("skriv {}", danish(expected)), format!("write {}", english(expected)));
    }
    if let Some((word, known)) = unknown_method(message) {
        return Fault::at(path, format!("»{word}« kendes ikke"), format!("“{word}” is not known"))
            .advise(format!("skriv {known}"), format!("write {known}"));
    }
    if let Some(text) = quoted(message, "").filter(|_| message.ends_with(" is no number")) {
        return Fault::at(
            path,
            format!("»{text}« er ikke et tal"),
            format!("“{text}” is no number"),
        )
        .advise("skriv et tal: 12,5", "write a number: 12.5");
    }
    Fault::at(path, format!("kan ikke læses: {message}"), format!("cannot be read: {message}"))
}

fn missing(path: String, key: &str, name: Option<&Named>, sheet: Option<&Phrase>) -> Fault {
    let (danish, english) = match name {
        Some(name) => (name.heading.danish.as_str(), name.heading.english.as_str()),
        None => (key, key),
    };
    let fault = Fault::at(path, format!("»{danish}« mangler"), format!("“{english}” is missing"));
    match sheet {
        Some(sheet) => fault.advise(
            format!("udfyld det; i et regneark står det i arket »{}«", sheet.danish),
            format!("fill it in; in a workbook it stands in the sheet “{}”", sheet.english),
        ),
        None => fault.advise("udfyld det", "fill it in"),
    }
}

/// What was found and what was expected of a value of another type or beyond its range.
fn mismatch(message: &str) -> Option<(&str, &str)> {
    let kinds = ["invalid type: ", "invalid value: "];
    let rest = kinds.iter().find_map(|kind| message.strip_prefix(kind))?;
    rest.split_once(", expected ")
}

/// A word that is no method, and the methods there are.
fn unknown_method(message: &str) -> Option<(&str, &str)> {
    let (_, known) = message.split_once(" is no method of rounding; there are ")?;
    Some((quoted(message, "")?, known))
}

/// The word in backquotes right behind a beginning.
fn quoted<'m>(message: &'m str, beginning: &str) -> Option<&'m str> {
    let (word, _) = message.strip_prefix(beginning)?.strip_prefix('`')?.split_once('`')?;
    Some(word)
}

/// The words serde would have known, parted by commas.
fn expected(message: &str) -> String {
    let known = message.split_once("expected ").map_or("", |(_, known)| known);
    known.trim_start_matches("one of ").replace(" or ", ", ")
}

fn without_indices(path: &str) -> String {
    let mut out = String::new();
    let mut depth = 0;
    for c in path.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// What is expected, for people who know no types.
fn english(words: &str) -> &str {
    match words {
        "u64" | "u32" | "usize" => "a whole number that is not negative",
        "i64" | "i32" => "a whole number",
        "f64" => "a number",
        other => other,
    }
}

/// Serde's words for kinds of values.
fn danish(words: &str) -> String {
    const WORDS: [(&str, &str); 20] = [
        ("floating point number", "decimaltallet"),
        ("floating point", "decimaltallet"),
        ("boolean", "sandhedsværdien"),
        ("unit value", "ingenting"),
        ("a string", "en tekst"),
        ("string", "teksten"),
        ("integer", "tallet"),
        ("null", "ingenting"),
        ("a sequence", "en liste"),
        ("sequence", "en liste"),
        ("a map", "et objekt"),
        ("map", "et objekt"),
        ("a number", "et tal"),
        ("a boolean", "true eller false"),
        ("u64", "et helt tal, der ikke er negativt"),
        ("u32", "et helt tal, der ikke er negativt"),
        ("usize", "et helt tal, der ikke er negativt"),
        ("i64", "et helt tal"),
        ("i32", "et helt tal"),
        ("f64", "et tal"),
    ];
    if let Some(name) = words.strip_prefix("struct ") {
        return format!("et objekt ({name})");
    }
    let known = WORDS.iter().find_map(|(english, danish)| {
        let rest = words.strip_prefix(english)?;
        (rest.is_empty() || rest.starts_with(' ')).then(|| format!("{danish}{rest}"))
    });
    known.unwrap_or_else(|| words.to_owned())
}
