//! PROMETHEE II: Brans, Vincke & Mareschal, "How to select and how to rank projects: the PROMETHEE
//! method", European Journal of Operational Research 24 (1986).

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_traits::One;

use super::input::{Criterion, Preference};
use super::linear::Column;
use super::ordinal::Orders;
use super::problem::{Problem, is_too_long};
use crate::{Exact, Fault, Faults};

/// The net flow of every alternative by every criterion alone, from −1 to 1: how much it is preferred
/// to the others less how much they are to it, divided by their number.
pub(super) fn flows(problem: &Problem) -> Result<Vec<Column>, Faults> {
    let mut faults = Vec::new();
    let mut flows = Vec::new();
    let orders = Orders::of(problem);
    for (at, (column, criterion)) in problem.columns.iter().zip(&problem.criteria).enumerate() {
        match Shape::of(criterion, at) {
            Ok(_) if criterion.preference == Preference::Usual => flows.push(usual(&orders, at)),
            Ok(shape) => flows.push(Column::of(&net(column, &shape, criterion.is_cost()))),
            Err(fault) => faults.push(*fault),
        }
    }
    Faults::none_in(faults)?;
    Ok(flows)
}

/// By the usual criterion only the order counts.
fn usual(orders: &Orders, criterion: usize) -> Column {
    let halves = orders.halves(criterion);
    let others = BigInt::from(halves.len().saturating_sub(1));
    let above = halves.into_iter().map(|half| BigInt::from(half) - &others).collect();
    Column { above, below: others.max(BigInt::one()) }
}

/// A preference function with its thresholds.
enum Shape {
    /// Nothing up to `q`; from there to `p` as `ramp` says; fully above.
    Pieces {
        q: Exact,
        p: Exact,
        ramp: Ramp,
    },
    Gaussian {
        s: f64,
    },
}

enum Ramp {
    /// `(d − q) / (p − q)`.
    Rising,
    /// One half.
    Half,
}

impl Shape {
    fn of(criterion: &Criterion, at: usize) -> Result<Self, Box<Fault>> {
        let fault = |key: &str, danish: &str, english: &str| {
            Box::new(Fault::at(format!("criteria[{at}].{key}"), danish, english))
        };
        let threshold = |key: &str, value: &Option<Exact>| match value {
            Some(value) if is_too_long(value) => {
                Err(fault(key, "grænsen har for mange cifre", "the threshold has too many digits"))
            }
            Some(value) if !value.is_negative() => Ok(value.clone()),
            Some(_) => Err(fault(key, "grænsen er negativ", "the threshold is negative")),
            None => Err(fault(key, "grænsen mangler", "the threshold is missing")),
        };
        let q = || threshold("indifference", &criterion.indifference);
        let p = || threshold("strict", &criterion.strict);
        let pieces = |q: Exact, p: Exact, ramp| match q.cmp(&p) {
            Ordering::Greater => Err(fault(
                "strict",
                "er mindre end den ligegyldige forskel",
                "is below the indifferent difference",
            )),
            _ => Ok(Self::Pieces { q, p, ramp }),
        };
        match criterion.preference {
            Preference::Usual => pieces(Exact::zero(), Exact::zero(), Ramp::Rising),
            Preference::UShape => pieces(q()?, q()?, Ramp::Rising),
            Preference::VShape => pieces(Exact::zero(), p()?, Ramp::Rising),
            Preference::Level => pieces(q()?, p()?, Ramp::Half),
            Preference::Linear => pieces(q()?, p()?, Ramp::Rising),
            Preference::Gaussian => {
                let s = p()?.to_f64();
                let is_usable = s > 0.0 && s.is_finite();
                is_usable
                    .then_some(Self::Gaussian { s })
                    .ok_or_else(|| fault("strict", "skal være over nul", "must be above zero"))
            }
        }
    }
}

fn net(column: &[Exact], shape: &Shape, is_cost: bool) -> Vec<Exact> {
    let others = Exact::from(column.len().saturating_sub(1));
    let sums = match shape {
        Shape::Pieces { q, p, ramp } => pieces(column, q, p, ramp),
        Shape::Gaussian { s } => gaussian(column, *s),
    };
    let flow = |sum: Exact| {
        let flow = sum.checked_div(&others).unwrap_or_default();
        if is_cost { -flow } else { flow }
    };
    sums.into_iter().map(flow).collect()
}

/// What every alternative is preferred to all lower ones less what all higher ones are to it, from
/// the sorted column: those beyond `p` are counted, those between `q` and `p` summed by prefix sums.
fn pieces(column: &[Exact], q: &Exact, p: &Exact, ramp: &Ramp) -> Vec<Exact> {
    let mut order: Vec<usize> = (0..column.len()).collect();
    order.sort_by(|&one, &other| column[one].cmp(&column[other]));
    let sorted: Vec<&Exact> = order.iter().map(|&index| &column[index]).collect();
    let mut prefix = vec![Exact::zero()];
    for (index, value) in sorted.iter().enumerate() {
        prefix.push(&prefix[index] + *value);
    }
    let range = p - q;
    let mut sums = vec![Exact::zero(); column.len()];
    for (place, &value) in sorted.iter().enumerate() {
        // Lower ones: beyond p below `far`, up to q from `near` on. Higher ones mirrored.
        let (far, near) = limits_below(&sorted, value, q, p, ramp);
        let (above_near, above_far) = limits_above(&sorted, value, q, p, ramp);
        let full = Exact::from(far) - Exact::from(sorted.len() - above_far);
        let middle = match ramp {
            Ramp::Half => {
                (Exact::from(near - far) - Exact::from(above_far - above_near)) / Exact::from(2)
            }
            Ramp::Rising => {
                let low = Exact::from(near - far) * (value - q) - (&prefix[near] - &prefix[far]);
                let high = (&prefix[above_far] - &prefix[above_near])
                    - Exact::from(above_far - above_near) * (value + q);
                (low - high).checked_div(&range).unwrap_or_default()
            }
        };
        sums[order[place]] = full + middle;
    }
    sums
}

/// How many of the sorted lie further below than `p`, and further below than `q`.
fn limits_below(
    sorted: &[&Exact],
    value: &Exact,
    q: &Exact,
    p: &Exact,
    ramp: &Ramp,
) -> (usize, usize) {
    let (far, near) = (value - p, value - q);
    let near = sorted.partition_point(|other| **other < near);
    let far = match ramp {
        // At p itself the ramp has reached 1; with p = q it must lie beyond.
        Ramp::Rising if p > q => sorted.partition_point(|other| **other <= far),
        _ => sorted.partition_point(|other| **other < far),
    };
    (far.min(near), near)
}

/// From where on the sorted lie further above than `q`, and further above than `p`.
fn limits_above(
    sorted: &[&Exact],
    value: &Exact,
    q: &Exact,
    p: &Exact,
    ramp: &Ramp,
) -> (usize, usize) {
    let (near, far) = (value + q, value + p);
    let near = sorted.partition_point(|other| **other <= near);
    let far = match ramp {
        Ramp::Rising if p > q => sorted.partition_point(|other| **other < far),
        _ => sorted.partition_point(|other| **other <= far),
    };
    (near, far.max(near))
}

/// Each difference's sign times `1 − exp(−d² / 2s²)`, to the twelfth decimal.
fn gaussian(column: &[Exact], s: f64) -> Vec<Exact> {
    let values: Vec<f64> = column.iter().map(Exact::to_f64).collect();
    let preferred = |one: f64, other: f64| {
        let difference = one - other;
        difference.signum() * -(-difference * difference / (2.0 * s * s)).exp_m1()
    };
    let sum = |&one: &f64| {
        values
            .iter()
            .filter(|&other| (other - one).abs() > 0.0)
            .map(|&other| preferred(one, other))
            .sum::<f64>()
    };
    values
        .iter()
        .map(sum)
        .map(|sum| Exact::from_float(sum).unwrap_or_default().round(12, crate::Rounding::HalfEven))
        .collect()
}
