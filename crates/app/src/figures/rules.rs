use crate::clock::day_in_denmark;
use raadslag_figures::{Context, Intake, Kind};
use serde_json::Value;

/// A version of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// 1 is the first.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// The version of the program that computed it.
    pub program: String,
    /// When (UTC, RFC 3339).
    pub computed_at: String,
}

/// A version with what is kept of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stored {
    pub(super) version: Version,
    pub(super) input: String,
    pub(super) result: String,
}

/// Whether this program computes another result from the input than was computed then, on that day.
pub(super) fn deviates(kind: Kind, intake: &Intake, stored: &Stored) -> bool {
    let Ok(moment) = stored.version.computed_at.parse() else { return true };
    let context = Context { today: day_in_denmark(moment) };
    let now = kind.compute(intake, context).map(|computed| computed.json());
    // Through text and back, as the stored one went.
    let now = now.ok().and_then(|json| serde_json::from_str::<Value>(&json.to_string()).ok());
    now.is_none() || now != serde_json::from_str(&stored.result).ok()
}
