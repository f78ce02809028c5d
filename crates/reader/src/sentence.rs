//! Where sentences end.

use crate::pattern::regex;

/// The sentences of a text without their final stops. A full stop after a number ("den 2. oktober"),
/// an initial ("Sten S. Sten") or a common abbreviation ends none.
pub(crate) fn split(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut from = 0;
    for stop in regex!(r"[.!?](?:\s+|$)|\n").find_iter(text) {
        if stop.as_str() == "\n" || ends(&text[from..stop.start()], &text[stop.end()..]) {
            sentences.push(text[from..stop.start()].trim());
            from = stop.end();
        }
    }
    sentences.push(text[from..].trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

fn ends(before: &str, after: &str) -> bool {
    let word = before.rsplit([' ', '(']).next().unwrap_or_default();
    let number = word.chars().all(|c| c.is_numeric() || c == '.') && !word.is_empty();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let short = [
        "pkt", "nr", "stk", "jf", "bl.a", "f.eks", "ca", "kl", "mio", "mia", "evt", "vedr", "hhv",
        "pct", "d",
    ];
    let abbreviation = short.contains(&word) && !after.is_empty();
    let goes_on = after.starts_with(char::is_lowercase);
    !(initial
        || abbreviation
        || (number && goes_on)
        || (number && after.starts_with(char::is_numeric)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_initials_and_abbreviations_end_no_sentence() {
        let text =
            "Godkendt den 2. oktober 2025 af Sten S. Sten, jf. pkt. 4. Herefter hævet. 8 undlod.";
        assert_eq!(
            split(text),
            [
                "Godkendt den 2. oktober 2025 af Sten S. Sten, jf. pkt. 4",
                "Herefter hævet",
                "8 undlod"
            ]
        );
    }
}
