//! Criteria of different units made comparable. The conventions are those of the Python package
//! `pymcdm`, apart from what it divides by zero.

use num_bigint::BigInt;
use num_traits::{One, Signed, Zero};

use super::input::{Criterion, Normalisation};
use super::linear::Column;
use super::problem::Problem;
use crate::{Exact, Fault, Faults, Rounding};

/// Decimals to which a value is held that has no short exact form.
pub(super) const DECIMALS: i32 = 40;
/// From so many alternatives on, reciprocals are held to [`DECIMALS`].
const FEW: usize = 30;

/// Every column normalised, so that more is better.
pub(super) fn normalised(
    problem: &Problem,
    normalisation: Normalisation,
) -> Result<Vec<Column>, Faults> {
    let columns = problem.columns.iter().zip(&problem.criteria).enumerate();
    columns
        .map(|(at, (column, criterion))| {
            one(column, criterion, normalisation, problem.scale.as_ref())
                .map_err(|fault| named(&fault, at, criterion).into())
        })
        .collect()
}

/// Why a column cannot be normalised.
enum Unfit {
    NotPositive,
    NoScale,
}

fn named(unfit: &Unfit, at: usize, criterion: &Criterion) -> Fault {
    let path = format!("criteria[{at}]");
    let name = &criterion.name;
    match unfit {
        Unfit::NotPositive => Fault::at(
            path,
            format!("point efter »{name}« er ikke alle over nul, som denne normalisering kræver"),
            format!("scores by “{name}” are not all above zero, which this normalisation needs"),
        )
        .advise("vælg »dårligst 0, bedst 1«", "choose “worst 0, best 1”"),
        Unfit::NoScale => Fault::at(
            "scale",
            "skalaens ender mangler, som denne normalisering bruger",
            "the scale's ends are missing, which this normalisation uses",
        )
        .advise("skriv dem under indstillinger", "write them among the settings"),
    }
}

fn one(
    column: &[Exact],
    criterion: &Criterion,
    normalisation: Normalisation,
    scale: Option<&(Exact, Exact)>,
) -> Result<Column, Unfit> {
    let is_cost = criterion.is_cost();
    let whole = || Column::of(column);
    match normalisation {
        Normalisation::None if is_cost => Ok(Column::of(&each(column, |x| -x.clone()))),
        Normalisation::None => Ok(whole()),
        Normalisation::Minmax => Ok(between(whole().above, is_cost)),
        Normalisation::Scale => {
            let (low, high) = scale.ok_or(Unfit::NoScale)?;
            let ends = [low.clone(), high.clone()];
            let all: Vec<Exact> = column.iter().chain(&ends).cloned().collect();
            let mut scaled = between(Column::of(&all).above, is_cost);
            scaled.above.truncate(column.len());
            Ok(scaled)
        }
        Normalisation::Max => {
            let whole = whole().above;
            let most = whole.iter().max().cloned().unwrap_or_default();
            share_of(whole, &Exact::from(most), is_cost)
        }
        Normalisation::Vector => {
            let whole = whole().above;
            let norm = root(&Exact::from(squares(&whole)));
            share_of(whole, &norm, is_cost)
        }
        Normalisation::Linear if is_cost => Ok(Column::of(&reciprocals(column)?)),
        Normalisation::Linear => one(positive(column)?, criterion, Normalisation::Max, scale),
        Normalisation::Sum => {
            let shares = if is_cost { reciprocals(column)? } else { positive(column)?.to_vec() };
            let whole = Column::of(&shares).above;
            let sum: BigInt = whole.iter().sum();
            share_of(whole, &Exact::from(sum), false)
        }
    }
}

fn each(column: &[Exact], of: impl Fn(&Exact) -> Exact) -> Vec<Exact> {
    column.iter().map(of).collect()
}

fn lowest(column: &[Exact]) -> &Exact {
    column.iter().min().expect("a problem has an alternative")
}

/// From the lowest, 0, to the highest, 1. All are 1 where both are the same.
fn between(column: Vec<BigInt>, is_cost: bool) -> Column {
    let (low, high) = ends(&column);
    let below = &high - &low;
    if below.is_zero() {
        return Column { above: vec![BigInt::one(); column.len()], below: BigInt::one() };
    }
    let from = |x: BigInt| if is_cost { &high - x } else { x - &low };
    Column { above: column.into_iter().map(from).collect(), below }
}

/// The lowest and the highest.
pub(super) fn ends(column: &[BigInt]) -> (BigInt, BigInt) {
    let low = column.iter().min().cloned().unwrap_or_default();
    (low, column.iter().max().cloned().unwrap_or_default())
}

pub(super) fn squares(column: &[BigInt]) -> BigInt {
    column.iter().map(|x| x * x).sum()
}

/// A column of zeros tells nothing: each gets 0, and as a cost 1.
fn share_of(column: Vec<BigInt>, whole: &Exact, is_cost: bool) -> Result<Column, Unfit> {
    if column.iter().all(Zero::is_zero) {
        let share = BigInt::from(u8::from(is_cost));
        return Ok(Column { above: vec![share; column.len()], below: BigInt::one() });
    }
    if whole.is_negative() || whole.is_zero() {
        return Err(Unfit::NotPositive);
    }
    let whole = whole.as_ratio();
    let (below, factor) = (whole.numer().clone(), whole.denom());
    let share = |x: BigInt| if is_cost { &below - x * factor } else { x * factor };
    Ok(Column { above: column.into_iter().map(share).collect(), below })
}

fn positive(column: &[Exact]) -> Result<&[Exact], Unfit> {
    let is_positive = |x: &Exact| !x.is_negative() && !x.is_zero();
    if column.iter().all(is_positive) { Ok(column) } else { Err(Unfit::NotPositive) }
}

/// `min / x`.
fn reciprocals(column: &[Exact]) -> Result<Vec<Exact>, Unfit> {
    let least = lowest(positive(column)?);
    Ok(each(column, |x| {
        let ratio = least / x;
        if column.len() > FEW { ratio.round(DECIMALS, Rounding::HalfEven) } else { ratio }
    }))
}

/// The square root of what is not negative, to at least 30 significant digits; exact for squares.
pub(super) fn root(square: &Exact) -> Exact {
    let square = square.as_ratio();
    let (above, below) = (square.numer().abs(), square.denom());
    let shift = BigInt::from(10).pow(30);
    let root = (above * below * &shift * &shift).sqrt();
    Exact::ratio(root, below * shift).unwrap_or_default()
}
