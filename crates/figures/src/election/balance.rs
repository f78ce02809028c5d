//! The balance of women and men among those proposed (ligestillingsloven § 10 a): who proposes one
//! member proposes a woman and a man; who proposes several proposes as many of each. It may depart
//! from that for special reasons, stated at once. Since 1 September 2009 an odd number is no exception.

use serde::Serialize;

use super::input::{Gender, Input};

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Balance {
    pub(super) women: u64,
    pub(super) men: u64,
    /// How many members are to be proposed, where that is said.
    pub(super) wanted: Option<u64>,
    pub(super) verdict: Verdict,
    pub(super) reason: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Verdict {
    Balanced,
    /// Departs, and the reasons are stated.
    DepartsWithReason,
    Departs,
}

/// `None` where nobody is proposed.
pub(super) fn balance(input: &Input) -> Option<Balance> {
    if input.nominees.is_empty() {
        return None;
    }
    let count =
        |gender| input.nominees.iter().filter(|nominee| nominee.gender == gender).count() as u64;
    let (women, men) = (count(Gender::Woman), count(Gender::Man));
    let reason = input.departure.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    let verdict = match reason {
        _ if women == men => Verdict::Balanced,
        Some(_) => Verdict::DepartsWithReason,
        None => Verdict::Departs,
    };
    Some(Balance { women, men, wanted: input.nominate, verdict, reason: reason.map(str::to_owned) })
}
