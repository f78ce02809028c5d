//! What can be found: one code per check, with its usual level.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A matter of taste or custom; may well be meant so.
    Hint,
    /// Probably wrong, or doubtful.
    Warning,
    /// Wrong.
    Error,
}

impl Level {
    /// The name in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The text names no [`Level`] or [`Code`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown(String);

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is none of the known names", self.0)
    }
}

impl std::error::Error for Unknown {}

impl FromStr for Level {
    type Err = Unknown;

    fn from_str(text: &str) -> Result<Self, Unknown> {
        let all = [Self::Hint, Self::Warning, Self::Error];
        all.into_iter().find(|level| level.name() == text).ok_or_else(|| Unknown(text.to_owned()))
    }
}

/// Declares [`Code`] together with the name and the usual level of each.
macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $level:ident;)*) => {
        /// What a finding or a verified claim is about. The names are public and stay.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// Every code, in the order of the table in `docs/proof.md`.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name in JSON, "group.check".
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The level of its findings unless the body's settings or the case at hand say
            /// otherwise.
            pub fn level(self) -> Level {
                match self { $(Self::$variant => Level::$level,)* }
            }
        }
    };
}

codes! {
    /// The parts add up to the total given.
    Sum = "arithmetic.sum", Error;
    /// A table's columns and rows add up to its totals.
    TableTotal = "arithmetic.table-total", Error;
    /// A percentage of change agrees with the two numbers given.
    Change = "arithmetic.change", Error;
    /// The percentage agrees only when cut off, not rounded.
    Rounding = "arithmetic.rounding", Warning;
    /// So much a year for so many years is the total given.
    Product = "arithmetic.product", Warning;
    /// "Risen" goes up, "fallen" goes down, and by the difference given.
    Difference = "arithmetic.difference", Error;
    /// "14 of 17" agrees with its percentage.
    Share = "arithmetic.share", Error;
    /// An amount and its rate per inhabitant agree with the known population.
    Inhabitants = "arithmetic.inhabitants", Warning;
    /// An announced count agrees with the list that follows.
    Count = "arithmetic.count", Error;
    /// A range or period goes forward.
    Period = "arithmetic.period", Error;
    /// A period is as long as it is called.
    Length = "arithmetic.length", Warning;
    /// A date is on the weekday named.
    Weekday = "dates.weekday", Error;
    /// The date exists.
    NoSuchDate = "dates.no-such-date", Error;
    /// What has happened lies before the meeting, and no year has its figures swapped.
    Year = "dates.year", Warning;
    /// A deadline lies after the meeting, and not in the past.
    Deadline = "dates.deadline", Warning;
    /// The next meeting lies ahead, in the year plan, and is the same throughout.
    NextMeeting = "dates.next-meeting", Error;
    /// Minutes to be approved: held before sent out, before this meeting, one date throughout.
    Minutes = "dates.minutes", Error;
    /// An item referred to exists.
    ItemMissing = "references.item", Error;
    /// An item referred to has the title given.
    ItemTitle = "references.item-title", Error;
    /// What is called attached is listed.
    AnnexMissing = "references.annex-missing", Error;
    /// An annex is listed under the title given in the text.
    AnnexTitle = "references.annex-title", Hint;
    /// An annex listed is mentioned.
    AnnexUnmentioned = "references.annex-unmentioned", Hint;
    /// A meeting referred to is known.
    Meeting = "references.meeting", Warning;
    /// A link is well-formed.
    Link = "references.link", Warning;
    /// An abbreviation is introduced.
    Abbreviation = "references.abbreviation", Hint;
    /// A municipality is spelt as in the register.
    Municipality = "references.municipality", Error;
    /// A name is spelt the same throughout.
    NameVaries = "references.name-varies", Warning;
    /// A person has one party, office and municipality throughout, and a municipality one mayor.
    Person = "references.person", Warning;
    /// An organisation belongs to the body's own region.
    OtherRegion = "references.other-region", Warning;
    /// A recommendation is addressed to the body that meets.
    Addressee = "form.addressee", Error;
    /// An item that needs a recommendation has one.
    NoRecommendation = "form.no-recommendation", Warning;
    /// The kind of item fits what is recommended.
    Kind = "form.kind", Warning;
    /// A recommendation says who is to act.
    Passive = "form.passive", Hint;
    /// The chain "at", "videre, at", "endelig, at" is in order.
    Chain = "form.chain", Warning;
    /// A heading is followed by text.
    EmptyField = "form.empty-field", Warning;
    /// An item has the fields that almost all others have.
    MissingField = "form.missing-field", Hint;
    /// What a colon announces follows.
    NothingFollows = "form.nothing-follows", Warning;
    /// The title is short enough to be read in a list.
    LongTitle = "form.long-title", Hint;
    /// The kind before the title is spelt right.
    KindPrefix = "form.kind-prefix", Warning;
    /// Items are numbered without gaps.
    Numbering = "form.numbering", Warning;
    /// No two items have the same number.
    DuplicateNumber = "form.duplicate-number", Error;
    /// A decision was discussed at an earlier meeting, where custom asks for it.
    FirstReading = "form.first-reading", Hint;
    /// A word is spelt right.
    Spelling = "language.spelling", Warning;
    /// A word is in the dictionary, in a compound, or in use.
    UnknownWord = "language.unknown-word", Hint;
    /// No word stands twice in a row.
    Doubled = "language.doubled", Warning;
    /// No word is broken in two, and no two are joined.
    Broken = "language.broken", Warning;
    /// After "har" stands a participle.
    Verb = "language.verb", Warning;
    /// Quotation marks come in pairs.
    Quotes = "language.quotes", Warning;
    /// Numbers are written in one way within an item.
    NumberStyle = "language.number-style", Hint;
    /// Dates are written in one way within an item.
    DateStyle = "language.date-style", Hint;
    /// A sentence can be read in one breath.
    LongSentence = "language.long-sentence", Hint;
    /// The item's readability (LIX).
    Readability = "language.readability", Hint;
    /// Abbreviations have their full stop.
    Stop = "language.abbreviation-stop", Hint;
    /// No civil registration number.
    Cpr = "publication.cpr", Error;
    /// No private address.
    Address = "publication.address", Warning;
    /// No telephone number.
    Phone = "publication.phone", Hint;
    /// No e-mail address.
    Email = "publication.email", Hint;
    /// What only a picture shows is said in words too.
    Picture = "publication.picture", Hint;
    /// A person named in a closed item is not named in an open one.
    ClosedName = "publication.closed-name", Warning;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Code {
    type Err = Unknown;

    fn from_str(text: &str) -> Result<Self, Unknown> {
        let all = Self::ALL.iter().copied();
        all.into_iter().find(|code| code.name() == text).ok_or_else(|| Unknown(text.to_owned()))
    }
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        name.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_by_its_name_and_no_name_is_used_twice() {
        for code in Code::ALL {
            assert_eq!(code.name().parse(), Ok(*code));
        }
        assert!("arithmetic.magic".parse::<Code>().is_err());
    }
}
