use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a body decided on an item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The decision as written, paragraphs parted by a line feed.
    pub text: String,
    /// Its outcome.
    pub outcome: Outcome,
    /// The vote, where the text says one was held.
    pub votes: Option<Votes>,
    /// Reservations and those who could not agree, a sentence each. A reservation is not a vote against.
    #[serde(default)]
    pub reservations: Vec<String>,
    /// Who took no part in this item.
    #[serde(default)]
    pub absent: Vec<String>,
    /// Statements entered in the minutes ("protokolbemærkning", "mindretalsudtalelse").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<String>,
    /// Outcomes of single recommendations ("Ad 1."), where they are given apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<PointDecision>,
}

/// The outcome of one recommendation of several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointDecision {
    /// The recommendation it answers ("1").
    pub point: String,
    /// What was decided.
    pub text: String,
    /// Its outcome.
    pub outcome: Outcome,
}

/// How an item ended.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Godkendt, vedtaget, tiltrådt.
    Approved,
    /// Godkendt med ændringer, idet …
    ApprovedWithChanges,
    /// Anbefales.
    Recommended,
    /// Drøftet.
    Discussed,
    /// Taget til efterretning.
    Noted,
    /// Udsat, genoptages.
    Postponed,
    /// Forkastet, bortfaldt.
    Rejected,
    /// Trukket tilbage, udgår.
    Withdrawn,
    /// Sendt videre til another body.
    Referred,
    /// Sendt tilbage to where it came from.
    Returned,
    /// Valgt, udpeget.
    Appointed,
    /// The text states no outcome.
    #[default]
    None,
}

impl Outcome {
    /// Every outcome, in the order of the enum.
    pub const ALL: [Self; 12] = [
        Self::Approved,
        Self::ApprovedWithChanges,
        Self::Recommended,
        Self::Discussed,
        Self::Noted,
        Self::Postponed,
        Self::Rejected,
        Self::Withdrawn,
        Self::Referred,
        Self::Returned,
        Self::Appointed,
        Self::None,
    ];

    /// The name used in JSON and in the index.
    pub fn name(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::ApprovedWithChanges => "approved_with_changes",
            Self::Recommended => "recommended",
            Self::Discussed => "discussed",
            Self::Noted => "noted",
            Self::Postponed => "postponed",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::Referred => "referred",
            Self::Returned => "returned",
            Self::Appointed => "appointed",
            Self::None => "none",
        }
    }
}

/// A vote as the minutes give it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Votes {
    /// Members for.
    #[serde(rename = "for")]
    pub in_favour: Option<u32>,
    /// Members against.
    pub against: Option<u32>,
    /// Members who abstained.
    pub abstained: Option<u32>,
    /// How each party (letter or name) or single member outside a party voted.
    #[serde(default)]
    pub parties: BTreeMap<String, GroupVote>,
}

/// How a party voted. A party may split, so each side lists its members; an empty list on a side
/// that is present means the whole party.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupVote {
    /// Members for; `Some(vec![])` is the whole party.
    #[serde(rename = "for", default, skip_serializing_if = "Option::is_none")]
    pub in_favour: Option<Vec<String>>,
    /// Members against; `Some(vec![])` is the whole party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<Vec<String>>,
    /// Members who abstained; `Some(vec![])` is the whole party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abstained: Option<Vec<String>>,
}
