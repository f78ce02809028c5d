//! The portal's words, in Danish and English.
//!
//! Every text a user sees stands in `da.ftl` and `en.ftl` under the same key; dates, times and
//! numbers are written by [`dates`]. Words of the documents themselves are never translated.

mod dates;
mod texts;

#[cfg(test)]
mod tests;

use unic_langid::LanguageIdentifier;

/// A language of the portal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Dansk.
    #[default]
    Danish,
    /// English.
    English,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::Danish, Self::English];

    /// The language with this code, "da" or "en".
    ///
    /// ```
    /// use raadslag_app::i18n::Language;
    /// assert_eq!(Language::from_code("en"), Some(Language::English));
    /// assert_eq!(Language::from_code("de"), None);
    /// ```
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// "da" or "en", as in HTML's `lang`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Danish => "da",
            Self::English => "en",
        }
    }

    /// `da_DK` or `en_GB`, as in Open Graph.
    pub fn locale(self) -> &'static str {
        match self {
            Self::Danish => "da_DK",
            Self::English => "en_GB",
        }
    }

    /// The other language, which the switch offers.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Danish => Self::English,
            Self::English => Self::Danish,
        }
    }

    fn source(self) -> &'static str {
        match self {
            Self::Danish => include_str!("da.ftl"),
            Self::English => include_str!("en.ftl"),
        }
    }

    fn identifier(self) -> LanguageIdentifier {
        self.code().parse().expect("the codes are language codes")
    }
}
