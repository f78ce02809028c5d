use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Exact, Meta};

/// Yearly numbers as their author writes them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Title, note, unit, sources.
    #[serde(default)]
    pub about: Meta,
    /// The year that is index 100; without one there is no index.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_year: Option<String>,
    /// Decimals of percentages and indices; one where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimals: Option<u8>,
    /// How percentages and indices are rounded.
    #[serde(default)]
    pub rounding: Halves,
    /// What becomes of parts that do not sum to their total.
    #[serde(default)]
    pub mismatch: Mismatch,
    /// So far may parts and total lie apart, where the source has rounded them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tolerance: Option<Exact>,
    /// The numbers.
    #[serde(default)]
    pub series: Vec<Series>,
    /// Years from which a number is not comparable with those before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<Break>,
}

/// How percentages are rounded that lie exactly between two.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Halves {
    /// Halves away from zero.
    #[default]
    HalfUp,
    /// Halves to the even neighbour.
    HalfEven,
}

/// What becomes of parts that do not sum to their total.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mismatch {
    /// It is a fault that names the cell.
    #[default]
    Refuse,
    /// The numbers are shown as they are, with a warning that names the cell.
    Warn,
}

/// One row of numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// What is counted: "tilsynsbesøg".
    pub name: String,
    /// The series this one is a part of; all its parts must sum to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<String>,
    /// A unit of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// By year; what is not known is left out.
    #[serde(default)]
    pub values: BTreeMap<String, Option<Exact>>,
}

/// A year from which numbers are not comparable with those before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// The first year of the new counting.
    pub year: String,
    /// Which series; all where none is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
    /// Why: a new law, a new way of counting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
