//! Bullets and numbers at the beginning of a line.

use crate::flow::Role;
use crate::pattern::regex;

/// The list marker a text begins with, and the rest.
///
/// Only dashes and bullets are taken here: a number may belong to an item, a section or a list,
/// which the layout tells apart ([`numbered`]).
pub(crate) fn take(text: &str) -> (Role, &str) {
    match regex!(r"^(?:[–—•·▪■●◦‣*]|-|\u{f0b7}|\u{f0a7}|o)\s+(\S.*)$").captures(text)
    {
        Some(part) if !text.starts_with("--") => {
            let rest = part.get(1).map_or(text, |rest| rest.as_str());
            (Role::Entry { ordered: false, number: None, depth: 0 }, rest)
        }
        _ => (Role::Text, text),
    }
}

/// What numbers a list entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbering {
    /// "1." or "1)".
    Number(u32),
    /// "a." or "a)": counted from 1.
    Letter(u32),
    /// "ii." or "ii)". Of the numbers that are letters too only "i".
    Roman(u32),
}

/// The Roman numbers that count lists.
const ROMAN: [&str; 12] =
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// The number or letter a list entry begins with, and the rest: "1. samarbejde", "b) Sagskadence".
pub(crate) fn numbered(text: &str) -> Option<(Numbering, &str)> {
    let part = regex!(r"^(?:(\d{1,2})|([a-hj-zæøå])|([ivx]{1,4}))[.)]\s+(\S.*)$").captures(text)?;
    let rest = part.get(4)?.as_str();
    if is_month(rest) {
        return None;
    }
    if let Some(number) = part.get(1) {
        return Some((Numbering::Number(number.as_str().parse().ok()?), rest));
    }
    if let Some(roman) = part.get(3) {
        let number = (1..).zip(ROMAN).find(|(_, roman_number)| *roman_number == roman.as_str())?.0;
        return Some((Numbering::Roman(number), rest));
    }
    let letter = u32::from(part.get(2)?.as_str().chars().next()?);
    Some((Numbering::Letter(letter.checked_sub(u32::from('a'))? + 1), rest))
}

/// "1. januar 2027" is a date that a line break parted from "den".
fn is_month(rest: &str) -> bool {
    let word = rest.split_whitespace().next().unwrap_or_default().trim_end_matches([',', '.']);
    regex!(
        r"^(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|kvartal|halvår)$"
    )
    .is_match(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dash_before_a_space_is_a_bullet() {
        for text in ["– Movia", "• Movia", "- Movia"] {
            assert_eq!(take(text).1, "Movia");
        }
        for text in ["-fi", "--- 1", "–", "2018-2022"] {
            assert_eq!(take(text), (Role::Text, text));
        }
    }

    #[test]
    fn numbers_and_letters_count_list_entries() {
        assert_eq!(numbered("2. konsensus,"), Some((Numbering::Number(2), "konsensus,")));
        assert_eq!(numbered("b. Sagskadence"), Some((Numbering::Letter(2), "Sagskadence")));
        assert_eq!(numbered("i. scene"), Some((Numbering::Roman(1), "scene")));
        assert_eq!(numbered("viii) lys"), Some((Numbering::Roman(8), "lys")));
        assert_eq!(numbered("iiii. lys"), None);
        assert_eq!(numbered("1. januar 2027 træder"), None);
        assert_eq!(numbered("2022. "), None);
        assert_eq!(numbered("f.eks. det"), None);
    }
}
