//! The common divisor of a group: a short number by which every share, divided and rounded, gives its
//! places.

use std::cmp::Ordering;

use super::run::Shared;
use super::tree::Group;
use super::{Allocation, Method, Rule};
use crate::{Exact, Rounding};

/// More units than this are not searched for a divisor that is only shown.
const MOST_UNITS: usize = 2000;

/// A divisor for shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Price {
    /// The divisor.
    pub number: Exact,
    /// With so many decimals it is written in full, or near enough to be shown.
    pub decimals: u8,
    /// Whether some units' quotients lie exactly on the rounding limit.
    pub is_tied: bool,
}

/// The divisor of a group's divisor method; `None` where nothing can be said shortly.
pub(super) fn price(figure: &Allocation, group: &Group, shared: &Shared) -> Option<Price> {
    if group.members.len() > MOST_UNITS || shared.total == 0 {
        return None;
    }
    let is_root = figure.rule.method == Method::HuntingtonHill;
    let mut low: Option<Exact> = None;
    let mut high: Option<Exact> = None;
    for &unit in &group.members {
        let (share, places) = (&figure.run.shares[unit], figure.run.places[unit]);
        let bounds = figure.tree.bounds[unit];
        let worth = |has: u64| worth(&figure.rule, share, has);
        if places < bounds.most && !share.is_zero() {
            low = low.max(worth(places));
        }
        if places > bounds.least
            && let Some(given) = worth(places - 1)
        {
            high = Some(high.map_or(given.clone(), |high| high.min(given)));
        }
    }
    between(low, high, is_root)
}

/// A share divided by the rounding limit above `has`; squared for Huntington-Hill, whose limits are
/// roots. `None` where the limit is zero.
fn worth(rule: &Rule, share: &Exact, has: u64) -> Option<Exact> {
    let k = Exact::from(has);
    let next = &k + &Exact::from(1);
    let half = |number: &Exact| number / &Exact::from(2);
    match rule.method {
        Method::HuntingtonHill => (share * share).checked_div(&(&k * &next)),
        Method::ModifiedSainteLague if has == 0 => share.checked_div(&half(&rule.first_divisor)),
        Method::SainteLague | Method::ModifiedSainteLague => {
            share.checked_div(&half(&(&k + &next)))
        }
        Method::Adams => share.checked_div(&k),
        Method::Dean => {
            let limit = (&(&k * &next) + &(&k * &next)).checked_div(&(&k + &next))?;
            share.checked_div(&limit)
        }
        Method::DHondt | Method::LargestRemainder | Method::Droop => share.checked_div(&next),
    }
}

/// The shortest decimal strictly between, or the only number there is.
fn between(low: Option<Exact>, high: Option<Exact>, is_root: bool) -> Option<Price> {
    let (low, high) = match (low, high) {
        (Some(low), Some(high)) => (low, high),
        // Nothing is given but first places, or nothing more may be: any number on that side will do.
        (Some(low), None) => {
            let high = &low * &Exact::from(2);
            (low, high)
        }
        (None, Some(high)) => (&high / &Exact::from(2), high),
        (None, None) => return None,
    };
    let root = |number: &Exact| if is_root { number.to_f64().sqrt() } else { number.to_f64() };
    if low == high {
        let price = if is_root { Exact::from_float(root(&low))? } else { low };
        return Some(Price { number: price, decimals: 9, is_tied: true });
    }
    let middle = Exact::from_float(f64::midpoint(root(&low), root(&high)))?;
    (0..=12_u8).find_map(|decimals| {
        let price = middle.round(decimals.into(), Rounding::HalfUp);
        let measured = if is_root { &price * &price } else { price.clone() };
        let fits = measured.cmp(&low) == Ordering::Greater && measured < high;
        fits.then_some(Price { number: price, decimals, is_tied: false })
    })
}
