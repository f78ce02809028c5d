//! What a contribution is computed from.

use serde::{Deserialize, Serialize};

use crate::{Exact, Meta};

/// The input of a contribution. Money is in kroner with at most two decimals.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Title, note, sources; the unit is kroner.
    #[serde(default)]
    pub about: Meta,
    /// The year for which amount, rate and fixed part are stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// What all pay together, fixed parts included. Either this or `rate`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Exact>,
    /// What each pays per base: kroner per inhabitant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Exact>,
    /// What the base counts, in the singular; "indbygger" where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_unit: Option<String>,
    /// What each pays besides, whatever its base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed: Option<Exact>,
    /// Indexed rates are rounded to so many decimals each year; not at all where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_decimals: Option<u8>,
    /// Who pays.
    pub units: Vec<Payer>,
    /// By how much everything rises in the years after.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indexing: Vec<Rise>,
}

/// A unit that pays.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payer {
    /// Its name, once in the input.
    pub name: String,
    /// Its inhabitants, or whatever is paid by.
    pub base: Exact,
    /// Its own fixed part, instead of everybody's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed: Option<Exact>,
    /// What it paid last time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Exact>,
}

/// One year's rise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rise {
    /// The year.
    pub year: u16,
    /// Per cent against the year before.
    pub percent: Exact,
}
