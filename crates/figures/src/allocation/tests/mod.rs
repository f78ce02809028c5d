mod figure;
mod history;
mod properties;
mod published;
mod weights;

use num_rational::Ratio;
use serde_json::Value;

use super::{Bounds, Method};
use crate::{Computed, Context, Exact, Faults, Intake, Kind};

const TODAY: Context = Context { today: jiff::civil::date(2025, 9, 2) };

fn compute(input: Value) -> Result<Computed, Faults> {
    Kind::Allocation.compute(&Intake::plain(input), TODAY)
}

/// One place after the other to the largest claim, by the book, with roots squared; `None` where two
/// claims are equal. Without bounds for quota methods.
fn by_the_book(method: Method, total: u64, bases: &[u64], bounds: &[Bounds]) -> Option<Vec<u64>> {
    let mut places: Vec<u64> = bounds.iter().map(|bounds| bounds.least).collect();
    places.resize(bases.len(), 0);
    let most = |unit: usize| bounds.get(unit).map_or(u64::MAX, |bounds| bounds.most);
    for _ in places.iter().sum::<u64>()..total {
        let able = |&unit: &usize| bases[unit] > 0 && places[unit] < most(unit);
        let claims: Vec<_> = (0..bases.len())
            .filter(able)
            .map(|unit| (worth(method, total, bases, unit, places[unit]), unit))
            .collect();
        let best = claims.iter().map(|(claim, _)| claim).max()?;
        let winners: Vec<usize> =
            claims.iter().filter(|(claim, _)| claim == best).map(|(_, unit)| *unit).collect();
        places[*winners.first()?] += 1;
    }
    // A tie shows in that the last claim met and the next one are equal.
    let given = (0..bases.len())
        .filter(|&u| places[u] > bounds.get(u).map_or(0, |b| b.least))
        .map(|u| worth(method, total, bases, u, places[u] - 1))
        .min();
    let next = (0..bases.len())
        .filter(|&u| bases[u] > 0 && places[u] < most(u))
        .map(|u| worth(method, total, bases, u, places[u]))
        .max();
    (given.is_none() || given != next).then_some(places)
}

fn worth(method: Method, total: u64, bases: &[u64], unit: usize, has: u64) -> (bool, Ratio<i128>) {
    let (w, k) = (i128::from(bases[unit]), i128::from(has));
    let sum: i128 = bases.iter().map(|&base| i128::from(base)).sum();
    let seats = i128::from(total);
    let limit = match method {
        Method::LargestRemainder => return (false, Ratio::new(w * seats, sum) - k),
        Method::Droop => return (false, Ratio::from(w - k * (sum / (seats + 1) + 1))),
        Method::DHondt => Ratio::from(k + 1),
        Method::ModifiedSainteLague if k == 0 => Ratio::new(7, 5),
        Method::SainteLague | Method::ModifiedSainteLague => Ratio::from(2 * k + 1),
        Method::HuntingtonHill => Ratio::from(k * (k + 1)),
        Method::Adams => Ratio::from(k),
        Method::Dean => Ratio::new(2 * k * (k + 1), 2 * k + 1),
    };
    let w = if method == Method::HuntingtonHill { w * w } else { w };
    let is_boundless = limit == Ratio::from(0);
    (is_boundless, if is_boundless { Ratio::from(w) } else { Ratio::from(w) / limit })
}

fn exacts(numbers: &[u64]) -> Vec<Exact> {
    numbers.iter().map(|&number| number.into()).collect()
}
