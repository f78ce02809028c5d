//! Criteria of different units made comparable. The conventions are those of the Python package
//! `pymcdm`, apart from what it divides by zero.

use num_bigint::BigInt;
use num_traits::Signed;

use super::input::{Criterion, Normalisation};
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
) -> Result<Vec<Vec<Exact>>, Faults> {
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
) -> Result<Vec<Exact>, Unfit> {
    let is_cost = criterion.is_cost();
    match normalisation {
        Normalisation::None => Ok(each(column, |x| if is_cost { -x.clone() } else { x.clone() })),
        Normalisation::Minmax => Ok(between(column, lowest(column), highest(column), is_cost)),
        Normalisation::Scale => {
            let (low, high) = scale.ok_or(Unfit::NoScale)?;
            Ok(between(column, low, high, is_cost))
        }
        Normalisation::Max => share_of(column, highest(column), is_cost),
        Normalisation::Vector => share_of(column, &norm(column), is_cost),
        Normalisation::Linear => linear(column, is_cost),
        Normalisation::Sum => {
            let shares = if is_cost { reciprocals(column)? } else { positive(column)?.to_vec() };
            let sum = shares.iter().sum();
            Ok(each(&shares, |x| x / &sum))
        }
    }
}

fn each(column: &[Exact], of: impl Fn(&Exact) -> Exact) -> Vec<Exact> {
    column.iter().map(of).collect()
}

fn lowest(column: &[Exact]) -> &Exact {
    column.iter().min().expect("a problem has an alternative")
}

fn highest(column: &[Exact]) -> &Exact {
    column.iter().max().expect("a problem has an alternative")
}

/// The best and the worst score of a column.
pub(super) fn best_and_worst(column: &[Exact], is_cost: bool) -> (&Exact, &Exact) {
    if is_cost { (lowest(column), highest(column)) } else { (highest(column), lowest(column)) }
}

fn between(column: &[Exact], low: &Exact, high: &Exact, is_cost: bool) -> Vec<Exact> {
    let range = high - low;
    let from = |x: &Exact| if is_cost { high - x } else { x - low };
    each(column, |x| from(x).checked_div(&range).unwrap_or_else(|| Exact::from(1)))
}

/// A column of zeros tells nothing: each gets 0, and as a cost 1.
fn share_of(column: &[Exact], whole: &Exact, is_cost: bool) -> Result<Vec<Exact>, Unfit> {
    let is_empty = column.iter().all(Exact::is_zero);
    if (whole.is_negative() || whole.is_zero()) && !is_empty {
        return Err(Unfit::NotPositive);
    }
    let share = |x: &Exact| x.checked_div(whole).unwrap_or_default();
    Ok(each(column, |x| if is_cost { Exact::from(1) - share(x) } else { share(x) }))
}

fn linear(column: &[Exact], is_cost: bool) -> Result<Vec<Exact>, Unfit> {
    if is_cost {
        return reciprocals(column);
    }
    let most = highest(positive(column)?);
    Ok(each(column, |x| x / most))
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

fn norm(column: &[Exact]) -> Exact {
    root(&column.iter().map(|x| x * x).sum())
}

/// The square root of what is not negative, to at least 30 significant digits; exact for squares.
pub(super) fn root(square: &Exact) -> Exact {
    let (above, below) = (square.as_ratio().numer().abs(), square.as_ratio().denom());
    let shift = BigInt::from(10).pow(30);
    let root = (above * below * &shift * &shift).sqrt();
    Exact::ratio(root, below * shift).unwrap_or_default()
}
