//! When a state of a text is kept as a version.

use jiff::{SignedDuration, Timestamp};

/// A pause in writing after which what stood before it is a version.
const PAUSE: SignedDuration = SignedDuration::from_mins(10);
/// Steps after which a version is kept without a pause.
const STEPS: u64 = 300;

/// What was written since the newest version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unkept {
    /// How many steps.
    pub steps: u64,
    /// When the last of them came.
    pub last: Timestamp,
}

/// Whether the text as it stands becomes a version before more is written to it.
pub fn is_due(unkept: Option<Unkept>, now: Timestamp) -> bool {
    unkept.is_some_and(|unkept| {
        unkept.steps >= STEPS || (unkept.steps > 0 && now.duration_since(unkept.last) >= PAUSE)
    })
}
