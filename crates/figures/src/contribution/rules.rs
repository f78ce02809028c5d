//! Amounts in whole øre that add up exactly, year by year.

use std::collections::HashSet;

use super::input::Input;
use crate::allocation::{ApportionError, LARGEST_TOTAL, Method, Rule, apportion};
use crate::{Exact, Fault, Faults, Rounding};

/// More years ahead than this are no plan.
const MOST_YEARS: usize = 50;

/// One year's contributions, in kroner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Year {
    /// The year, if the input says which.
    pub number: Option<u16>,
    /// What the rise was; `None` for the first.
    pub percent: Option<Exact>,
    /// What all pay.
    pub total: Exact,
    /// Per base: as given, or what is shared by base divided by all bases.
    pub rate: Exact,
    /// Per unit.
    pub payments: Vec<Payment>,
    /// Units with an equal claim to pay no more øre, and how many of them pay one more: those first in
    /// the input.
    pub tie: Option<(Vec<usize>, u64)>,
}

/// What one unit pays, in kroner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Payment {
    /// Whatever its base.
    pub fixed: Exact,
    /// By its base, rounded.
    pub variable: Exact,
    /// By its base, before rounding.
    pub exact: Exact,
}

impl Payment {
    /// Both parts.
    pub(super) fn amount(&self) -> Exact {
        &self.fixed + &self.variable
    }
}

/// What is given for a year.
struct Terms {
    amount: Option<Exact>,
    rate: Option<Exact>,
    fixed: Vec<Exact>,
}

pub(super) fn years(input: &Input) -> Result<Vec<Year>, Faults> {
    Faults::none_in(faults(input))?;
    let own = input.units.iter().map(|unit| unit.fixed.as_ref().or(input.fixed.as_ref()));
    let mut terms = Terms {
        amount: input.amount.clone(),
        rate: input.rate.clone(),
        fixed: own.map(|fixed| fixed.cloned().unwrap_or_default()).collect(),
    };
    let mut years = vec![year(input, &terms, input.year, None)?];
    for rise in &input.indexing {
        let factor = Exact::from(1) + &rise.percent / &Exact::from(100);
        let kroner = |amount: &Exact| (amount * &factor).round(2, Rounding::HalfUp);
        terms.amount = terms.amount.as_ref().map(kroner);
        terms.fixed = terms.fixed.iter().map(kroner).collect();
        terms.rate = terms.rate.as_ref().map(|rate| match input.rate_decimals {
            Some(decimals) => (rate * &factor).round(decimals.into(), Rounding::HalfUp),
            None => rate * &factor,
        });
        years.push(year(input, &terms, Some(rise.year), Some(rise.percent.clone()))?);
    }
    Ok(years)
}

fn year(
    input: &Input,
    terms: &Terms,
    year: Option<u16>,
    percent: Option<Exact>,
) -> Result<Year, Faults> {
    let bases: Exact = input.units.iter().map(|unit| &unit.base).sum();
    let (rate, variables, tie) = if let Some(amount) = &terms.amount {
        let rest = amount - &terms.fixed.iter().sum();
        let (øre, tie) = shared(input, &rest)?;
        let rate = rest.checked_div(&bases).unwrap_or_default();
        (rate, øre, tie)
    } else {
        let rate = terms.rate.clone().unwrap_or_default();
        let amount = |base: &Exact| (&rate * base).round(2, Rounding::HalfUp);
        let amounts = input.units.iter().map(|unit| amount(&unit.base)).collect();
        (rate, amounts, None)
    };
    let payments: Vec<Payment> = input
        .units
        .iter()
        .zip(variables)
        .zip(&terms.fixed)
        .map(|((unit, variable), fixed)| Payment {
            fixed: fixed.clone(),
            variable,
            exact: &rate * &unit.base,
        })
        .collect();
    let total = payments.iter().map(Payment::amount).sum();
    Ok(Year { number: year, percent, total, rate, payments, tie })
}

/// Kroner per unit, and the tie there was.
type Amounts = (Vec<Exact>, Option<(Vec<usize>, u64)>);

/// An amount shared by base in whole øre: the largest remainders get the øre left over.
fn shared(input: &Input, amount: &Exact) -> Result<Amounts, Faults> {
    let hundredfold = amount * &Exact::from(100);
    let øre = hundredfold.to_u64().filter(|&øre| øre <= LARGEST_TOTAL).ok_or_else(|| {
        if amount.is_negative() {
            Fault::at(
                "amount",
                "de faste dele er større end det samlede beløb",
                "the fixed parts are larger than the amount",
            )
            .advise(
                "hæv beløbet, eller sænk de faste dele",
                "raise the amount or lower the fixed parts",
            )
        } else {
            Fault::at("amount", "beløbet er for stort", "the amount is too large")
                .advise("skriv et mindre", "write a smaller one")
        }
    })?;
    let bases: Vec<Exact> = input.units.iter().map(|unit| unit.base.clone()).collect();
    let shared = apportion(&Rule::new(Method::LargestRemainder), øre, &bases, &[]);
    let mut shared = shared.map_err(|error| match error {
        ApportionError::NoBase => {
            Fault::at("units[0].base", "grundlaget er nul for alle", "the base is zero for all")
                .advise("giv mindst én et grundlag", "give at least one a base")
        }
        _ => Fault::at(
            "units[0].base",
            "tallene har for mange cifre",
            "the numbers have too many digits",
        )
        .advise("afrund dem til nogle få decimaler", "round them to a few decimals"),
    })?;
    let tie = shared.tie.take().map(|tie| {
        let first = usize::try_from(tie.places).unwrap_or(0);
        tie.units.iter().take(first).for_each(|&unit| shared.places[unit] += 1);
        (tie.units, tie.places)
    });
    let kroner = |&øre: &u64| Exact::from(øre) / Exact::from(100);
    Ok((shared.places.iter().map(kroner).collect(), tie))
}

fn faults(input: &Input) -> Vec<Fault> {
    let mut faults = Vec::new();
    match (&input.amount, &input.rate) {
        (Some(_), Some(_)) => faults.push(
            Fault::at("rate", "både beløb og takst er givet", "both amount and rate are given")
                .advise("slet det ene; det andet beregnes", "delete one; the other is computed"),
        ),
        (None, None) => faults.push(
            Fault::at(
                "amount",
                "hverken beløb eller takst er givet",
                "neither amount nor rate is given",
            )
            .advise("skriv det ene", "write one of them"),
        ),
        _ => {}
    }
    let money = [("amount", &input.amount), ("fixed", &input.fixed)];
    faults.extend(money.into_iter().filter_map(|(path, money)| unfit(path, money.as_ref()?, true)));
    faults.extend(input.rate.as_ref().and_then(|rate| unfit("rate", rate, false)));
    if input.rate_decimals.is_some_and(|decimals| decimals > 12) {
        faults.push(
            Fault::at("rate_decimals", "højst 12 decimaler", "at most 12 decimals")
                .advise("skriv 2", "write 2"),
        );
    }
    faults.extend(payers(input));
    faults.extend(rises(input));
    faults
}

fn payers(input: &Input) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut names = HashSet::new();
    if input.units.is_empty() {
        faults.push(
            Fault::at("units", "ingen betaler", "nobody pays")
                .advise("tilføj mindst én", "add one"),
        );
    }
    for (index, unit) in input.units.iter().enumerate() {
        if unit.name.trim().is_empty() || !names.insert(unit.name.trim().to_lowercase()) {
            faults.push(
                Fault::at(
                    format!("units[{index}].name"),
                    format!("»{}« mangler eller står der to gange", unit.name),
                    format!("“{}” is missing or there twice", unit.name),
                )
                .advise("ret navnet, eller slet rækken", "correct it or delete the row"),
            );
        }
        faults.extend(unfit(&format!("units[{index}].base"), &unit.base, false));
        let money = [("fixed", &unit.fixed), ("previous", &unit.previous)];
        faults.extend(money.into_iter().filter_map(|(key, money)| {
            unfit(&format!("units[{index}].{key}"), money.as_ref()?, true)
        }));
    }
    faults
}

fn rises(input: &Input) -> Vec<Fault> {
    let mut faults = Vec::new();
    if input.indexing.len() > MOST_YEARS {
        faults.push(
            Fault::at("indexing", "der er for mange år", "there are too many years")
                .advise(format!("skriv højst {MOST_YEARS}"), format!("write at most {MOST_YEARS}")),
        );
    }
    let mut before = input.year;
    for (index, rise) in input.indexing.iter().enumerate() {
        if before.is_some_and(|before| rise.year <= before) {
            faults.push(
                Fault::at(
                    format!("indexing[{index}].year"),
                    "årene skal følge efter hinanden",
                    "the years must follow each other",
                )
                .advise("ret rækkefølgen", "correct the order"),
            );
        }
        before = Some(rise.year);
        let long = rise.percent.bits() > 64;
        if rise.percent < Exact::from(-100) || rise.percent > Exact::from(1000) || long {
            faults.push(
                Fault::at(
                    format!("indexing[{index}].percent"),
                    "stigningen kan ikke være rigtig",
                    "the rise cannot be right",
                )
                .advise("skriv procent: 2,5", "write per cent: 2.5"),
            );
        }
    }
    faults
}

/// Below zero, or money in parts of an øre.
fn unfit(path: &str, number: &Exact, is_money: bool) -> Option<Fault> {
    if number.is_negative() {
        return Some(
            Fault::at(path, "tallet er under nul", "the number is below zero")
                .advise("skriv nul eller mere", "write zero or more"),
        );
    }
    let is_whole = (number * &Exact::from(100)).is_integer();
    (is_money && !is_whole).then(|| {
        Fault::at(path, "beløbet går ikke op i hele øre", "the amount is not in whole øre")
            .advise("skriv højst to decimaler", "write at most two decimals")
    })
}
