//! Several committees filled at once. Each is filled by itself; what a group has in all is then held
//! against all their seats shared at once, and who has too few may have the missing ones from who has
//! too many (kommunestyrelsesloven § 27).

use serde::Serialize;

use super::super::input::{Draw, Input};
use super::super::quotients::{Contender, Distribution, distribute};
use super::{TieSeen, lots, seen};

/// A committee filled by itself.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(in crate::election) struct Filled {
    pub(in crate::election) name: String,
    pub(in crate::election) seats: u64,
    /// Per alliance or group outside one, without what lots must decide.
    pub(in crate::election) shares: Vec<u64>,
}

/// What a group has by committees and what it has a right to.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(in crate::election) struct Right {
    pub(in crate::election) name: String,
    /// The committees' seats, each filled by itself.
    pub(in crate::election) one_by_one: u64,
    /// All seats shared at once.
    pub(in crate::election) together: u64,
    /// Seats it is to have from others; below zero, to hand over.
    pub(in crate::election) missing: i64,
}

/// The committees and the rights that follow.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(in crate::election) struct Together {
    pub(in crate::election) committees: Vec<Filled>,
    /// Empty while lots must decide.
    pub(in crate::election) rights: Vec<Right>,
}

impl Together {
    /// Whether a committee's majority could be lost by handing over a seat.
    pub(in crate::election) fn endangers_a_majority(&self) -> bool {
        let gives = |at: usize| self.rights[at].missing < 0;
        let is_bare = |filled: &Filled, share: u64| {
            share * 2 > filled.seats && share.saturating_sub(1) * 2 <= filled.seats
        };
        self.committees.iter().any(|filled| {
            let shares = filled.shares.iter().enumerate().take(self.rights.len());
            shares.into_iter().any(|(at, &share)| gives(at) && is_bare(filled, share))
        })
    }
}

/// The seats to fill: those of all committees, where there are several.
pub(super) fn seats(input: &Input) -> u64 {
    if input.committees.is_empty() {
        return input.seats.unwrap_or_default();
    }
    input.committees.iter().fold(0, |sum, committee| sum.saturating_add(committee.seats))
}

/// Fills each committee; ties are added to those seen, within the committee's name.
pub(super) fn together(
    input: &Input,
    contenders: &[Contender],
    outer: &Distribution,
    ties: &mut Vec<TieSeen>,
) -> Option<Together> {
    if input.committees.is_empty() {
        return None;
    }
    let mut is_open = outer.open_seats().is_some();
    let mut committees = Vec::new();
    for committee in &input.committees {
        let name = committee.name.trim();
        let given = distribute(contenders, committee.seats, &lots(&input.draws, Some(name)));
        is_open |= given.open_seats().is_some();
        ties.extend(deciding(seen(&given, contenders, Some(name), &input.draws), &input.draws));
        committees.push(Filled {
            name: name.to_owned(),
            seats: committee.seats,
            shares: given.seats,
        });
    }
    let right = |(at, contender): (usize, &Contender)| {
        let one_by_one: u64 = committees.iter().map(|filled| filled.shares[at]).sum();
        let together = outer.seats[at];
        let missing = i64::try_from(together).ok()? - i64::try_from(one_by_one).ok()?;
        Some(Right { name: contender.name.clone(), one_by_one, together, missing })
    };
    let rights = contenders.iter().enumerate().map(right).collect::<Option<_>>();
    let rights = if is_open { None } else { rights };
    Some(Together { rights: rights.unwrap_or_default(), committees })
}

/// Inside a committee nobody chooses: lots about the order alone are of no use there.
fn deciding(ties: Vec<TieSeen>, draws: &[Draw]) -> Vec<TieSeen> {
    let is_drawn = |tie: &TieSeen| {
        draws
            .iter()
            .any(|draw| draw.seat == tie.first && super::is_within(draw, tie.within.as_deref()))
    };
    ties.into_iter().filter(|tie| tie.decides == super::Decides::Seats || is_drawn(tie)).collect()
}
