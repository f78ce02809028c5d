//! What a plain text says of private people, for looking over what is no agenda: annexes.

use std::ops::Range;

use crate::Level;
use crate::checks::{contacts, cpr};

/// Something private in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Private {
    /// What it is.
    pub kind: PrivateKind,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
}

/// Kinds of private things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PrivateKind {
    /// A civil registration number.
    Cpr,
    /// What has the form of one.
    PossibleCpr,
    /// A telephone number.
    Phone,
    /// A private address.
    Address,
}

/// What a text says of private people, in its order. Of a table the text is all its lines: what heads a
/// column is said of what stands below.
///
/// ```
/// use raadslag_proof::{PrivateKind, private};
/// let found = private("Cpr-nr. 070761-4285, tlf. 12 34 56 78.");
/// let kinds: Vec<PrivateKind> = found.iter().map(|one| one.kind).collect();
/// assert_eq!(kinds, [PrivateKind::Cpr, PrivateKind::Phone]);
/// ```
pub fn private(text: &str) -> Vec<Private> {
    let numbers = cpr::numbers(text).into_iter().map(|(range, level)| {
        let certain = level == Level::Error;
        let kind = if certain { PrivateKind::Cpr } else { PrivateKind::PossibleCpr };
        Private { kind, range }
    });
    let phones = contacts::phones(text).map(|range| Private { kind: PrivateKind::Phone, range });
    let addresses =
        contacts::addresses(text).map(|range| Private { kind: PrivateKind::Address, range });
    let mut found: Vec<Private> = numbers.chain(phones).chain(addresses).collect();
    found.sort_by_key(|one| one.range.start);
    found
}
