use serde::{Deserialize, Serialize};

use crate::{Exact, Meta};

/// An election of one of three forms. What belongs to another form must not be filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Input {
    #[serde(default)]
    pub(super) about: Meta,
    #[serde(default)]
    pub(super) form: Form,

    /// Proportional: how many posts are filled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) seats: Option<u64>,
    /// Proportional: committees that are filled at once, instead of `seats`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) committees: Vec<Committee>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) groups: Vec<Group>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) waivers: Vec<Waiver>,

    /// Single post: how many members are present, those who vote blank included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) present: Option<u64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) ballots: Vec<Ballot>,

    /// Composition: how many municipalities the region has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) municipalities: Option<u64>,
    /// Votes cast in the region; otherwise the sum of the lists'.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) votes_cast: Option<u64>,
    /// Per cent of the votes cast that a list must have; 2 if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) threshold: Option<Exact>,
    /// The most members; otherwise twice the municipalities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) most: Option<u64>,
    /// The number of members, where it is given; otherwise the smallest that mirrors the vote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) size: Option<u64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) lists: Vec<List>,

    /// What was drawn by lot.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) draws: Vec<Draw>,

    /// Those who are proposed, for the balance of women and men.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) nominees: Vec<Nominee>,
    /// How many members are to be proposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) nominate: Option<u64>,
    /// The special reasons for a departure from the balance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) departure: Option<String>,
}

/// What is elected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Form {
    SinglePost,
    #[default]
    Proportional,
    Composition,
}

/// A group in a council.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    pub(super) name: String,
    pub(super) members: u64,
    /// Those present, substitutes included; otherwise all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) present: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) alliance: Option<String>,
}

/// A committee to be filled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Committee {
    pub(super) name: String,
    pub(super) seats: u64,
}

/// A group gives up one seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Waiver {
    pub(super) group: String,
    /// Who takes it by agreement; otherwise who is next by the quotients.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) to: Option<String>,
}

/// A candidate's votes in one round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ballot {
    pub(super) round: u64,
    pub(super) candidate: String,
    pub(super) votes: u64,
}

/// A list in a region's municipal elections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct List {
    pub(super) name: String,
    pub(super) votes: u64,
    /// Seats in the region's councils.
    pub(super) councillors: u64,
    #[serde(default)]
    pub(super) mayors: u64,
    /// Lists of one alliance count as one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) alliance: Option<String>,
}

/// Lots that were drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Draw {
    /// The first seat it was about; of a single post the round after which it was drawn.
    pub(super) seat: u64,
    /// The alliance inside which it was drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) within: Option<String>,
    /// The names in the order drawn.
    pub(super) order: Vec<String>,
    /// When, how and by whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
}

/// Who is proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nominee {
    pub(super) name: String,
    pub(super) gender: Gender,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Gender {
    Woman,
    Man,
}
