use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Meta;

/// A survey's counts as its author writes them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Title, note, unit, sources.
    #[serde(default)]
    pub about: Meta,
    /// The fewest answers of a group that may be shown; 5 where nothing is said, 1 shows all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub smallest: Option<u64>,
    /// The scale of the statements.
    #[serde(default)]
    pub scale: Scale,
    /// Who was asked.
    #[serde(default)]
    pub groups: Vec<Group>,
    /// How many of a group gave each answer to a statement.
    #[serde(default)]
    pub answers: Vec<Answer>,
    /// Words that describe today, and that one wishes for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<Keyword>,
}

/// The steps of the scale.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The lowest step.
    pub low: u8,
    /// The highest step.
    pub high: u8,
    /// What the steps are called, lowest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
}

impl Default for Scale {
    fn default() -> Self {
        Self { low: 1, high: 5, names: Vec::new() }
    }
}

/// Who was asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// How many were asked.
    pub invited: u64,
    /// How many answered.
    pub answered: u64,
}

/// A group's answers to one statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The statement.
    pub statement: String,
    /// The group; all together where none is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// How many chose each step: `{"1": 0, "2": 3}`.
    #[serde(default)]
    pub counts: BTreeMap<String, Option<u64>>,
    /// How many answered that they do not know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unknown: Option<u64>,
}

/// How often a word was chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keyword {
    /// The word.
    pub word: String,
    /// By how many as describing today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub today: Option<u64>,
    /// By how many as wished for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wished: Option<u64>,
}
