//! Patterns that are constants of this crate.

/// The compiled pattern, made at first use.
macro_rules! regex {
    ($pattern:literal) => {{
        static PATTERN: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
            regex::Regex::new($pattern).expect("the pattern is a constant that a test compiles")
        });
        &*PATTERN
    }};
}

pub(crate) use regex;
