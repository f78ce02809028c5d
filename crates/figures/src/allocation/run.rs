//! The total shared down the tree.

use super::apportion::{ApportionError, Apportionment, LARGEST_TOTAL, Rule, apportion_from};
use super::input::Input;
use super::ties::{self, Tie};
use super::tree::{Group, Tree};
use crate::{Exact, Fault, Faults};

/// The places of all units for one total.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// Per unit: what it has for certain.
    pub places: Vec<u64>,
    /// Per unit: its exact share of its group's places; empty where only places are asked for.
    pub shares: Vec<Exact>,
    /// Per group of the tree.
    pub groups: Vec<Shared>,
}

/// A group's places.
#[derive(Debug, Clone)]
pub(super) struct Shared {
    /// What was shared among it.
    pub total: u64,
    /// The bases' sum.
    pub sum: Exact,
    /// Places, next in line; units counted within the group.
    pub outcome: Apportionment,
    /// The tie there was, decided or not; units counted within the input.
    pub tie: Option<Tie>,
}

impl Run {
    /// Places that nobody has for certain.
    pub(super) fn open(&self) -> u64 {
        self.ties().map(|(_, tie)| tie.open_places).sum()
    }

    /// The ties and their groups' numbers.
    pub(super) fn ties(&self) -> impl Iterator<Item = (usize, &Tie)> {
        let groups = self.groups.iter().enumerate();
        groups.filter_map(|(index, group)| Some((index, group.tie.as_ref()?)))
    }
}

/// The rule of an input; a first divisor that is none is a fault.
pub(super) fn rule(input: &Input) -> Result<Rule, Faults> {
    let Some(first) = &input.first_divisor else { return Ok(Rule::new(input.method)) };
    Rule::with_first_divisor(input.method, first.clone()).map_err(|_| {
        Fault::at(
            "first_divisor",
            "det første delingstal skal ligge mellem 0 og 3",
            "the first divisor must lie between 0 and 3",
        )
        .advise("skriv for eksempel 1,4", "write 1.4, for instance")
        .into()
    })
}

/// The places and the shares they were rounded from.
pub(super) fn run(input: &Input, tree: &Tree, rule: &Rule, total: u64) -> Result<Run, Faults> {
    let mut run = places(input, tree, rule, total, None)?;
    run.shares = vec![Exact::zero(); input.units.len()];
    for (group, shared) in tree.groups.iter().zip(&run.groups) {
        let per_base = Exact::from(shared.total).checked_div(&shared.sum).unwrap_or_default();
        for (&unit, base) in group.members.iter().zip(&group.bases) {
            run.shares[unit] = base * &per_base;
        }
    }
    Ok(run)
}

/// The places alone; beginning at those of another total, where that is at hand.
pub(super) fn places(
    input: &Input,
    tree: &Tree,
    rule: &Rule,
    total: u64,
    near: Option<&Run>,
) -> Result<Run, Faults> {
    let count = input.units.len();
    let mut run = Run { places: vec![0; count], shares: Vec::new(), groups: Vec::new() };
    for (at, group) in tree.groups.iter().enumerate() {
        let total = group.within.map_or(total, |unit| run.places[unit]);
        let bounds: Vec<_> = if tree.is_bounded {
            group.members.iter().map(|&unit| tree.bounds[unit]).collect()
        } else {
            Vec::new()
        };
        let near = near.map(|near| &near.groups[at]);
        let places = near.map(|near| near.outcome.places.as_slice());
        let mut outcome = apportion_from(rule, total, &group.bases, &bounds, places)
            .map_err(|error| fault(input, group, total, &error))?;
        let sum = near.map_or_else(|| group.bases.iter().sum(), |near| near.sum.clone());
        let tie = outcome.tie.take().map(|tie| ties::decide(input, group, &tie));
        for &unit in tie.iter().flat_map(|tie| &tie.winners) {
            if let Ok(at) = group.members.binary_search(&unit) {
                outcome.places[at] += 1;
            }
        }
        for (&unit, &places) in group.members.iter().zip(&outcome.places) {
            run.places[unit] = places;
        }
        run.groups.push(Shared { total, sum, outcome, tie });
    }
    Ok(run)
}

fn fault(input: &Input, group: &Group, total: u64, error: &ApportionError) -> Faults {
    let place = group.within.map_or("total".to_owned(), |unit| format!("units[{unit}]"));
    let whose = group.within.map(|unit| input.units[unit].name.as_str());
    let (of, from) = whose.map_or((String::new(), String::new()), |name| {
        (format!(" under {name}"), format!(" within {name}"))
    });
    let first = group.members[0];
    let fault = match error {
        ApportionError::Negative(at) => Fault::at(
            format!("units[{}].base", group.members[*at]),
            "tallet er under nul",
            "the number is below zero",
        )
        .advise("skriv nul eller mere", "write zero or more"),
        ApportionError::NoBase => Fault::at(
            format!("units[{first}].base"),
            format!("grundlaget er nul for alle{of}"),
            format!("the base is zero for all{from}"),
        )
        .advise("giv mindst én et grundlag", "give at least one a base"),
        ApportionError::TooFine => Fault::at(
            format!("units[{first}].base"),
            "tallene har for mange cifre",
            "the numbers have too many digits",
        )
        .advise("afrund dem til nogle få decimaler", "round them to a few decimals"),
        ApportionError::TooLarge => Fault::at(
            place,
            format!("der kan højst fordeles {LARGEST_TOTAL}"),
            format!("at most {LARGEST_TOTAL} can be shared out"),
        )
        .advise("skriv et mindre antal", "write a smaller number"),
        ApportionError::Crossed(at) => Fault::at(
            format!("units[{}].minimum", group.members[*at]),
            "det mindste antal er over det største",
            "the minimum is above the maximum",
        )
        .advise("ret den ene af grænserne", "correct one of the bounds"),
        ApportionError::TooFew(least) => Fault::at(
            place,
            format!("mindstetallene{of} giver {least} tilsammen, men der er kun {total}"),
            format!("the minima{from} add up to {least}, but there are only {total}"),
        )
        .advise("sænk mindstetal, eller hæv antallet", "lower minima or raise the number"),
        ApportionError::TooMany(most) => Fault::at(
            place,
            format!("der er {total} at fordele{of}, men grænserne tillader højst {most}"),
            format!("there are {total} to share{from}, but the bounds allow at most {most}"),
        )
        .advise("hæv største antal, eller sænk antallet", "raise maxima or lower the number"),
        ApportionError::FirstDivisor => Fault::at(
            "first_divisor",
            "det første delingstal skal ligge mellem 0 og 3",
            "the first divisor must lie between 0 and 3",
        ),
    };
    fault.into()
}
