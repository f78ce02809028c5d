//! What a body wants checked, and what it has accepted.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Code, Level};

/// What a body does with a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Switch {
    /// It is not asked: neither findings nor verified claims.
    Off,
    /// Its findings have this level.
    At(Level),
}

/// A body's own settings. The default checks everything at its usual level.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Checks that are off or at another level.
    pub switches: BTreeMap<Code, Switch>,
    /// Findings that were looked at and left, each with the reason.
    pub accepted: BTreeMap<Fingerprint, String>,
    /// The body's and its archive's own words, lower case: they are spelt right.
    pub words: BTreeSet<String>,
    /// The body deals with every new subject twice, first as a theme.
    pub two_readings: bool,
    /// Limits of form and language.
    pub limits: Limits,
}

/// Where long becomes too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// Characters of a title.
    pub title: u32,
    /// Words of a sentence.
    pub sentence: u32,
    /// LIX of an item; official texts lie between 45 and 60.
    pub lix: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { title: 130, sentence: 45, lix: 65 }
    }
}

impl Settings {
    /// The level of this check's findings that are usually at `usual`; `None` where it is off.
    pub fn level(&self, code: Code, usual: Level) -> Option<Level> {
        match self.switches.get(&code) {
            Some(Switch::Off) => None,
            Some(Switch::At(level)) => Some(*level),
            None => Some(usual),
        }
    }
}

/// A finding's name: the same as long as the quoted text stands in the item of that title, wherever
/// it moves. Sixteen hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The fingerprint of the `nth` such finding (from 0) in an item.
    pub(crate) fn new(code: Code, title: &str, quote: &str, nth: usize) -> Self {
        // FNV-1a, 64 bits: written down, so that acceptances survive a change of compiler.
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for part in [code.name(), title, quote, &nth.to_string()] {
            for byte in part.bytes().chain([0xff]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        Self(format!("{hash:016x}"))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
