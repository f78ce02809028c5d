//! The portal's words, in Danish and English.
//!
//! Every text a user sees stands in `da/` and `en/`, one file per slice, under the same key; dates,
//! times and numbers are written by [`dates`]. Words of the documents themselves are never
//! translated.

mod dates;
mod texts;

#[cfg(test)]
mod tests;

use unic_langid::LanguageIdentifier;

/// The texts of every slice, one after the other.
macro_rules! sources {
    ($folder:literal) => {
        concat!(
            include_str!(concat!($folder, "/portal.ftl")),
            include_str!(concat!($folder, "/accounts.ftl")),
            include_str!(concat!($folder, "/journal.ftl")),
            include_str!(concat!($folder, "/plan.ftl")),
            include_str!(concat!($folder, "/texts.ftl")),
            include_str!(concat!($folder, "/cases.ftl")),
            include_str!(concat!($folder, "/agendas.ftl")),
            include_str!(concat!($folder, "/meetings.ftl")),
            include_str!(concat!($folder, "/minutes.ftl")),
            include_str!(concat!($folder, "/tasks.ftl")),
            include_str!(concat!($folder, "/follow.ftl")),
            include_str!(concat!($folder, "/members.ftl")),
            include_str!(concat!($folder, "/paper.ftl")),
            include_str!(concat!($folder, "/proofing.ftl")),
        )
    };
}

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
            Self::Danish => sources!("da"),
            Self::English => sources!("en"),
        }
    }

    fn identifier(self) -> LanguageIdentifier {
        self.code().parse().expect("the codes are language codes")
    }
}
