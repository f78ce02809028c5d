use regex::{Captures, Regex};

/// A pattern with word boundaries, read fast.
///
/// On Danish letters a word boundary rules out the engine's fast search. Without its boundaries the
/// pattern matches wherever it does with them, and more: where that finds nothing, the slow search
/// need not look.
#[derive(Debug)]
pub struct Bounded {
    pattern: Regex,
    loose: Regex,
}

impl Bounded {
    /// A pattern known to be well-formed when the code is written; what it matches is not empty.
    pub fn new(pattern: &str) -> Self {
        let regex =
            |text: &str| Regex::new(text).expect("the pattern is well-formed: tests use every one");
        Self { pattern: regex(pattern), loose: regex(&pattern.replace(r"\b", "")) }
    }

    /// Like [`Regex::captures_iter`].
    pub fn captures_iter<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Captures<'t>> + 't {
        let mut from = 0;
        std::iter::from_fn(move || {
            let candidate = self.loose.find_at(text, from)?.start();
            let captures = self.pattern.captures_at(text, candidate)?;
            from = captures.get_match().end();
            Some(captures)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_matches_just_what_the_pattern_does() {
        for pattern in [r"\b(?:\d+|kr)\b", r"(?x) \b [Ll]ov \b | § \s \d+", r"(?:\b|^)(?:ø|so)\w*"]
        {
            let (bounded, plain) = (Bounded::new(pattern), Regex::new(pattern).unwrap());
            for text in [
                "",
                "sø 12 ø34 56ø kr. 7kr kr",
                "loven § 5 Lov lovæ ålov lov",
                "øso søø so,so",
                "1 2 3 4ø 5",
            ] {
                let found: Vec<_> =
                    bounded.captures_iter(text).map(|found| found.get_match().range()).collect();
                let wanted: Vec<_> = plain.find_iter(text).map(|found| found.range()).collect();
                assert_eq!(found, wanted, "{pattern} in {text}");
            }
        }
    }
}
