//! Weights that sum to one.

use super::ahp::{self, Consistency};
use super::input::{Criterion, Input, Weighing};
use super::problem::is_too_long;
use crate::{Exact, Fault, Phrase};

/// The weights and how they came about.
#[derive(Debug, Clone, Default)]
pub(super) struct Weights {
    /// One per criterion; they sum to one.
    pub(super) shares: Vec<Exact>,
    /// As they were given: points, or the same as `shares`.
    pub(super) given: Vec<Exact>,
    /// Whether no criterion had points and all count alike.
    pub(super) is_assumed: bool,
    /// How consistent the pairwise comparisons are.
    pub(super) consistency: Option<Consistency>,
    /// What was given of other ways to weigh and does not count.
    pub(super) unused: Vec<Phrase>,
}

pub(super) fn weights(input: &Input) -> Result<Weights, Vec<Fault>> {
    let count = input.criteria.len();
    let way = way(input)?;
    let weights = match way {
        Weighing::Points => points(input)?,
        Weighing::Equal => shared(vec![Exact::from(1); count]),
        Weighing::RankOrderCentroid => shared(by_rank(input, centroid)?),
        Weighing::RankSum => shared(by_rank(input, |rank, count| Exact::from(count + 1 - rank))?),
        Weighing::Pairwise => ahp::weights(input)?,
    };
    Ok(Weights { unused: unused(input, way), ..weights })
}

/// How it is weighed: without points, by what else was given.
fn way(input: &Input) -> Result<Weighing, Vec<Fault>> {
    let has_points = input.criteria.iter().any(|criterion| criterion.weight.is_some());
    if input.weighing != Weighing::Points || has_points {
        return Ok(input.weighing);
    }
    if !input.comparisons.is_empty() {
        return Ok(Weighing::Pairwise);
    }
    if input.criteria.iter().all(|criterion| criterion.importance.is_none()) {
        return Ok(Weighing::Points);
    }
    let fault = Fault::at(
        "weighing",
        "kriterierne har rang, men det er ikke valgt, hvordan rang bliver til vægte",
        "the criteria have an importance, but how it becomes weights is not chosen",
    );
    Err(vec![fault.advise(
        "vælg rangfølge (centroid) eller rangfølge (sum); i JSON rank-order-centroid eller rank-sum",
        "choose ranks (centroid) or ranks (sum); in JSON rank-order-centroid or rank-sum",
    )])
}

fn unused(input: &Input, way: Weighing) -> Vec<Phrase> {
    let by_rank = matches!(way, Weighing::RankOrderCentroid | Weighing::RankSum);
    let any = |is_given: fn(&Criterion) -> bool| input.criteria.iter().any(is_given);
    let given = [
        (
            way != Weighing::Points && any(|criterion| criterion.weight.is_some()),
            "Kriteriernes point er ikke brugt; vægtene er fundet på anden måde.",
            "The criteria's points were not used; the weights were found in another way.",
        ),
        (
            !by_rank && any(|criterion| criterion.importance.is_some()),
            "Kriteriernes rang er ikke brugt; vægtene er fundet på anden måde.",
            "The criteria's importance was not used; the weights were found in another way.",
        ),
        (
            way != Weighing::Pairwise && !input.comparisons.is_empty(),
            "De parvise sammenligninger er ikke brugt; vægtene er fundet på anden måde.",
            "The pairwise comparisons were not used; the weights were found in another way.",
        ),
    ];
    let given = given.into_iter().filter(|(is_unused, ..)| *is_unused);
    given.map(|(_, danish, english)| Phrase::new(danish, english)).collect()
}

/// Divides by the sum, which is above zero.
pub(super) fn shared(given: Vec<Exact>) -> Weights {
    let sum: Exact = given.iter().sum();
    let share = |weight: &Exact| weight.checked_div(&sum).unwrap_or_default();
    let shares = given.iter().map(share).collect();
    Weights { shares, given, ..Weights::default() }
}

fn points(input: &Input) -> Result<Weights, Vec<Fault>> {
    if input.criteria.iter().all(|criterion| criterion.weight.is_none()) {
        let equal = shared(vec![Exact::from(1); input.criteria.len()]);
        return Ok(Weights { is_assumed: true, ..equal });
    }
    let mut faults = Vec::new();
    let mut given = Vec::new();
    for (index, criterion) in input.criteria.iter().enumerate() {
        let path = format!("criteria[{index}].weight");
        match &criterion.weight {
            Some(weight) if is_too_long(weight) => {
                let fault = Fault::at(path, "vægten har for mange cifre", "too many digits");
                faults.push(fault.advise("afrund den", "round it"));
            }
            Some(weight) if !weight.is_negative() => given.push(weight.clone()),
            Some(_) => faults.push(
                Fault::at(path, "vægten er negativ", "the weight is negative")
                    .advise("vend i stedet kriteriets retning", "turn the direction instead"),
            ),
            None => faults.push(
                Fault::at(path, "vægten mangler", "the weight is missing")
                    .advise("skriv 0, hvis det ikke skal tælle", "write 0 if it shall not count"),
            ),
        }
    }
    if faults.is_empty() && given.iter().all(Exact::is_zero) {
        let fault = Fault::at("criteria", "alle vægte er nul", "all weights are zero");
        faults.push(fault.advise("giv mindst ét kriterium vægt", "give a criterion some weight"));
    }
    if faults.is_empty() { Ok(shared(given)) } else { Err(faults) }
}

/// A weight per place in the order of importance; shared places share their weights' mean.
fn by_rank(
    input: &Input,
    weight: impl Fn(usize, usize) -> Exact,
) -> Result<Vec<Exact>, Vec<Fault>> {
    let count = input.criteria.len();
    let mut faults = Vec::new();
    for (index, criterion) in input.criteria.iter().enumerate() {
        let is_rank = criterion
            .importance
            .as_ref()
            .is_some_and(|rank| *rank >= Exact::from(1) && rank.is_integer());
        if !is_rank {
            let fault = Fault::at(
                format!("criteria[{index}].importance"),
                "rangen er ikke et helt tal fra 1",
                "the importance is no whole number from 1",
            );
            faults.push(fault.advise("1 er det vigtigste kriterium", "1 is the most important"));
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let of_one = |criterion: &Criterion| {
        let others = input.criteria.iter().map(|other| &other.importance);
        let before = others.clone().filter(|other| **other < criterion.importance).count();
        let alike = others.filter(|other| **other == criterion.importance).count();
        let places = before + 1..=before + alike;
        places.map(|place| weight(place, count)).sum::<Exact>() / Exact::from(alike)
    };
    Ok(input.criteria.iter().map(of_one).collect())
}

/// `(1/r + 1/(r+1) + … + 1/n) / n`.
fn centroid(rank: usize, count: usize) -> Exact {
    let one = Exact::from(1);
    let sum: Exact = (rank..=count).map(|place| &one / &Exact::from(place)).sum();
    sum / Exact::from(count)
}
