//! What serde says of a JSON form that does not fit, in words for the input's author.

use std::collections::BTreeMap;

use super::table::join;
use crate::{Fault, Phrase};

/// The fault for an error at a path. A missing value is named as its sheet or column is headed.
pub(super) fn fault(path: &str, message: &str, names: &BTreeMap<String, Phrase>) -> Fault {
    if let Some(key) = quoted(message, "missing field ") {
        return missing(&join(path, key), key, names);
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
    if let Some((found, expected)) =
        message.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected "))
    {
        return Fault::at(
            path,
            format!("her kan ikke stå {}", danish(found)),
            format!("{found} cannot stand here"),
        )
        .advise(format!("skriv {}", danish(expected)), format!("write {expected}"));
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

fn missing(path: &str, key: &str, names: &BTreeMap<String, Phrase>) -> Fault {
    let name = names.get(&without_indices(path));
    let (danish, english) = match name {
        Some(name) => (name.danish.as_str(), name.english.as_str()),
        None => (key, key),
    };
    Fault::at(path, format!("»{danish}« mangler"), format!("“{english}” is missing"))
        .advise("udfyld det", "fill it in")
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
