//! What stands before an entry of a list.

/// The marker of a list entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// A dash or another glyph.
    Bullet,
    /// "1." or "1)".
    Number(u32),
}

const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];

/// The marker a word is, where `rest` follows it. "1. december" is a date.
pub(super) fn marker(word: &str, rest: &str) -> Option<Marker> {
    if is_bullet(word) {
        return Some(Marker::Bullet);
    }
    let digits = word.strip_suffix(['.', ')'])?;
    let next = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    let plain = (1..=3).contains(&digits.len())
        && is_number(digits)
        && !digits.starts_with('0')
        && !MONTHS.contains(&next.as_str());
    if plain { digits.parse().ok().map(Marker::Number) } else { None }
}

/// Whether a word can mark an entry: a bullet, "1.", "a)", "2.6.".
pub(super) fn is_marker(word: &str) -> bool {
    is_bullet(word)
        || word.strip_suffix(['.', ')']).is_some_and(|inner| {
            let letter = inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_alphabetic());
            letter || (inner.len() <= 8 && inner.split('.').all(is_number))
        })
}

fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word is a single glyph that marks entries. A lone `o` or `§` is one only in the fonts
/// that draw a circle or a square for it; see [`is_drawn_bullet`].
fn is_bullet(word: &str) -> bool {
    let mut chars = word.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return false };
    matches!(
        c,
        '•' | '-'
            | '–'
            | '—'
            | '−'
            | '*'
            | '·'
            | '‣'
            | '⁃'
            | '∙'
            | '◦'
            | '○'
            | '●'
            | '▪'
            | '▫'
            | '■'
            | '□'
            | '◆'
            | '➢'
            | '➔'
            | '→'
            | '✓'
            | '\u{e000}'..='\u{f8ff}'
    )
}

/// Whether a character of a symbol font draws a bullet.
pub(super) fn is_drawn_bullet(text: &str) -> bool {
    matches!(text, "o" | "§" | "Ø" | "ü" | "v" | "q" | "n" | "l" | "u" | "w" | "·")
}

/// Whether a font is one of those whose letters draw bullets.
pub(super) fn is_bullet_font(name: &str) -> bool {
    ["Symbol", "Wingdings", "Webdings", "ZapfDingbats", "CourierNew"]
        .iter()
        .any(|font| name.contains(font))
}
