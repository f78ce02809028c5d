//! Upper and lower case of whole words. The compiler of the word list uses it too.

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Casing {
    /// No capital: "møde".
    Small,
    /// A capital first and no other: "Møde".
    Title,
    /// No small letter: "MØDE".
    Capitals,
    /// Capitals elsewhere: "iPad", "KBs".
    Mixed,
}

impl Casing {
    /// Of a word. What has no case, digits and hyphens, counts for neither.
    pub(crate) fn of(word: &str) -> Self {
        let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
        let begins_with_one = word.starts_with(char::is_uppercase);
        match capitals {
            0 => Self::Small,
            1 if begins_with_one => Self::Title,
            _ if word.chars().any(char::is_lowercase) => Self::Mixed,
            _ => Self::Capitals,
        }
    }
}

/// "MØDE" → "Møde".
pub(crate) fn title_case(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.flat_map(char::to_lowercase)).collect()
}
