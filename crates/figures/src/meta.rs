use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What an input says of itself: every kind has it under the key `about`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meta {
    /// What the figure is called: "SOSU-pladser 2026".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What its reader should know first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What is counted, in the plural: "pladser", "kr.".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Where the numbers come from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}

/// Where numbers come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Document, register or office.
    pub name: String,
    /// Which of the numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// The numbers' date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl Source {
    /// All of it on one line.
    pub fn show(&self, language: crate::Language) -> String {
        let date = self.date.map(|date| language.date(date));
        let parts = [Some(self.name.clone()), self.what.clone(), date, self.url.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}
