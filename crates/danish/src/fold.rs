//! Folding: one form for the spellings that mean the same word.
//!
//! Danish writes *ø* as *oe*, *å* as *aa* and *æ* as *ae* where the letters are missing, never as
//! *o* or *a*: "Køge" and "Koege" are one word, "Koge" is another.

use std::borrow::Cow;

/// Lower case, in composed letters, foreign letters reduced to the Danish ones: "Malmö" → "malmø",
/// "Idé" → "ide". Soft hyphens and stray combining marks go away; *æ*, *ø* and *å* stay.
///
/// ```
/// assert_eq!(raadslag_danish::lower("Müller"), "muller");
/// assert_eq!(raadslag_danish::lower("Ko\u{0308}ge A\u{030A}"), "køge å");
/// ```
pub fn lower(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut lowered = String::with_capacity(text.len() + 4);
    for letter in text.chars().flat_map(char::to_lowercase) {
        push_reduced(&mut lowered, letter);
    }
    Cow::Owned(lowered)
}

/// The one form of a lower-case word: *ø* as `oe`, *å* as `aa`, *æ* as `ae`.
///
/// ```
/// assert_eq!(raadslag_danish::fold("køge"), raadslag_danish::fold("koege"));
/// assert_ne!(raadslag_danish::fold("køge"), raadslag_danish::fold("koge"));
/// ```
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let mut folded = String::with_capacity(word.len() + 4);
    for letter in word.chars() {
        match letter {
            'æ' => folded.push_str("ae"),
            'ø' => folded.push_str("oe"),
            'å' => folded.push_str("aa"),
            other => folded.push(other),
        }
    }
    Cow::Owned(folded)
}

/// A lower-case word with `ae`, `oe` and `aa` read as *æ*, *ø* and *å*: "koege" → "køge". Whether
/// they stand for those letters is for the caller to say: "poesi" has its own `oe`.
pub fn read_digraphs(word: &str) -> Cow<'_, str> {
    if !["ae", "oe", "aa"].iter().any(|pair| word.contains(pair)) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.replace("aa", "å").replace("ae", "æ").replace("oe", "ø"))
}

fn is_plain(letter: char) -> bool {
    matches!(letter, 'a'..='z' | '0'..='9' | ' ' | '-' | 'æ' | 'ø' | 'å')
}

fn push_reduced(text: &mut String, letter: char) {
    match letter {
        '\u{00AD}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}' => {}
        '\u{0300}'..='\u{036F}' => combine(text, letter),
        'ö' | 'œ' => text.push('ø'),
        'ä' => text.push('æ'),
        'ß' => text.push_str("ss"),
        'þ' => text.push_str("th"),
        other => text.push(without_accent(other)),
    }
}

/// Puts a combining mark on the letter before it.
fn combine(text: &mut String, mark: char) {
    let composed = match (text.chars().next_back(), mark) {
        (Some('a'), '\u{030A}') => 'å',
        (Some('a'), '\u{0308}') => 'æ',
        (Some('o'), '\u{0308}' | '\u{0338}') => 'ø',
        _ => return,
    };
    text.pop();
    text.push(composed);
}

fn without_accent(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ð' | 'ď' | 'đ' => 'd',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => 'i',
        'ł' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ǿ' => 'ø',
        'ǻ' => 'å',
        'ǽ' => 'æ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{fold, lower, read_digraphs};

    #[test]
    fn the_danish_letters_are_never_stripped_to_a_or_o() {
        for (written, plain) in [("køge", "koge"), ("måde", "made"), ("værd", "vard")] {
            assert_ne!(fold(&lower(written)), fold(&lower(plain)));
        }
        assert_eq!(fold(&lower("ÆØÅ")), "aeoeaa");
    }

    #[test]
    fn swedish_and_danish_letters_meet() {
        assert_eq!(lower("Öresund"), lower("Øresund"));
        assert_eq!(lower("Västra"), lower("Væstra"));
    }

    #[test]
    fn digraphs_are_read_as_letters() {
        assert_eq!(read_digraphs("aabenraa"), "åbenrå");
        assert_eq!(read_digraphs("naestved"), "næstved");
    }

    #[test]
    fn letters_and_marks_apart_are_put_together() {
        assert_eq!(lower("Måde"), "måde");
        assert_eq!(lower("Ma\u{030A}de"), "måde");
        assert_eq!(lower("sund\u{00AD}hed"), "sundhed");
    }
}
