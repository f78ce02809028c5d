//! What an allocation is computed from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Method;
use crate::{Exact, Meta};

/// The input of an allocation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Title, note, unit (default "pladser") and sources.
    #[serde(default)]
    pub about: Meta,
    /// What is shared out, in whole places.
    pub total: u64,
    /// How shares are rounded; the largest remainder where nothing is said.
    #[serde(default)]
    pub method: Method,
    /// The first divisor of modified Sainte-Laguë; 1.4 where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_divisor: Option<Exact>,
    /// Who gets a place to which several have an equal claim; nobody where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tie_break: Option<TieBreak>,
    /// No unit may gain or lose more places than this against its previous number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub largest_change: Option<u64>,
    /// No unit may gain or lose more than so many per cent of its previous number, rounded down to
    /// whole places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub largest_change_percent: Option<Exact>,
    /// The key: its parts and their weights. Without it the units' `base` is the key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<Component>,
    /// Who gets places.
    pub units: Vec<Unit>,
    /// The order in which names were drawn; the first drawn gets the place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub draw: Vec<Drawn>,
    /// Tables published earlier, whose weights are sought.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub published: Vec<Published>,
}

/// A part of the key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Its name: the heading of its column among the units.
    pub name: String,
    /// Its weight against the others; they need not add up to 100.
    pub weight: Exact,
}

/// A unit that gets places.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Its name, once in the input.
    pub name: String,
    /// The unit it lies in: its places are shared among those within.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// What it counts in the key, where the key has no parts. Left out for a unit that has others
    /// within, it is their sum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Exact>,
    /// What it counts in each part of the key.
    #[serde(
        default,
        deserialize_with = "crate::intake::unique",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub values: BTreeMap<String, Exact>,
    /// Its number last time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<u64>,
    /// At least so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<u64>,
    /// At most so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<u64>,
    /// So many more or fewer than last time at most; overrides what is said for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub largest_change: Option<u64>,
    /// The number as it was published, to compare with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced: Option<u64>,
}

/// Who gets a place to which several have an equal claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TieBreak {
    /// Lots were drawn; the draw is part of the input.
    Lots,
    /// By the Danish alphabet.
    Alphabetical,
    /// The larger base; equal ones stay tied.
    LargerBase,
}

/// A name that was drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawn {
    /// The unit's name.
    pub name: String,
}

/// One unit's number in a published table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// Which table: "2026".
    pub table: String,
    /// The unit.
    pub name: String,
    /// Its places there.
    pub places: u64,
    /// What it counted in each part of the key that may have been used.
    #[serde(
        default,
        deserialize_with = "crate::intake::unique",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub values: BTreeMap<String, Exact>,
}
