//! Weights by pairwise comparison: the analytic hierarchy process (Saaty, "A scaling method for
//! priorities in hierarchical structures", 1977; The Analytic Hierarchy Process, 1980).

use super::input::Input;
use super::weights::{Weights, shared};
use crate::name::is_same;
use crate::{Exact, Fault, Rounding};

/// Mean consistency indices of random matrices of order 1, 2, 3 … (Saaty 1980).
const RANDOM_INDEX: [f64; 15] =
    [0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59];
/// The eigenvector is sought until it moves no more than this.
const STILL: f64 = 1e-14;
const MOST_STEPS: usize = 10_000;

/// How well pairwise comparisons agree with each other.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Consistency {
    /// The principal eigenvalue; the number of criteria where all agree.
    pub(super) eigenvalue: f64,
    /// `(eigenvalue − n) / (n − 1)`.
    pub(super) index: f64,
    /// The index in relation to that of random comparisons; up to 0.10 is usable.
    pub(super) ratio: f64,
    /// The comparison that fits the others least: first, second, given, implied by the weights.
    pub(super) worst: Option<(String, String, f64, f64)>,
}

pub(super) fn weights(input: &Input) -> Result<Weights, Vec<Fault>> {
    let matrix = matrix(input)?;
    let (vector, eigenvalue) = principal(&matrix);
    let to_twelve =
        |weight: &f64| Exact::from_float(*weight).map(|exact| exact.round(12, Rounding::HalfEven));
    let given: Option<Vec<Exact>> = vector.iter().map(to_twelve).collect();
    let given = given
        .ok_or_else(|| vec![Fault::at("comparisons", "giver ingen vægte", "give no weights")])?;
    let mut weights = shared(given);
    weights.consistency = Some(consistency(input, &matrix, &vector, eigenvalue));
    Ok(weights)
}

/// The principal eigenvector, summing to one, and its eigenvalue, by power iteration.
pub(super) fn principal(matrix: &[Vec<f64>]) -> (Vec<f64>, f64) {
    let size = matrix.len() as f64;
    let mut vector = vec![1.0 / size; matrix.len()];
    let mut eigenvalue = size;
    for _ in 0..MOST_STEPS {
        let next: Vec<f64> =
            matrix.iter().map(|row| row.iter().zip(&vector).map(|(a, w)| a * w).sum()).collect();
        eigenvalue = next.iter().sum();
        let next: Vec<f64> = next.iter().map(|weight| weight / eigenvalue).collect();
        let moved = next.iter().zip(&vector).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        vector = next;
        if moved < STILL {
            break;
        }
    }
    (vector, eigenvalue)
}

fn matrix(input: &Input) -> Result<Vec<Vec<f64>>, Vec<Fault>> {
    let count = input.criteria.len();
    let mut faults = Vec::new();
    if count > RANDOM_INDEX.len() {
        let most = RANDOM_INDEX.len();
        faults.push(
            Fault::at(
                "criteria",
                format!("{count} kriterier kan ikke sammenlignes parvis (højst {most})"),
                format!("{count} criteria cannot be compared pairwise (at most {most})"),
            )
            .advise("vælg en anden vægtning", "choose another way to weigh"),
        );
        return Err(faults);
    }
    let mut cells: Vec<Vec<Option<f64>>> = vec![vec![None; count]; count];
    for (index, comparison) in input.comparisons.iter().enumerate() {
        let place = |name: &str| input.criteria.iter().position(|one| is_same(&one.name, name));
        let (Some(first), Some(second)) = (place(&comparison.first), place(&comparison.second))
        else {
            faults.push(unknown(input, index));
            continue;
        };
        let times = comparison.times.to_f64();
        let is_on_scale = (1.0 / 9.0 - 1e-9..=9.0).contains(&times);
        if first == second || cells[first][second].is_some() || !is_on_scale {
            faults.push(misplaced(index, first == second, is_on_scale));
            continue;
        }
        cells[first][second] = Some(times);
        cells[second][first] = Some(1.0 / times);
    }
    faults.extend(absent(input, &cells));
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(cells
        .into_iter()
        .map(|row| row.into_iter().map(|cell| cell.unwrap_or(1.0)).collect())
        .collect())
}

fn unknown(input: &Input, index: usize) -> Fault {
    let comparison = &input.comparisons[index];
    let is_known = |name: &str| input.criteria.iter().any(|one| is_same(&one.name, name));
    let (key, name) = if is_known(&comparison.first) {
        ("second", &comparison.second)
    } else {
        ("first", &comparison.first)
    };
    Fault::at(
        format!("comparisons[{index}].{key}"),
        format!("»{name}« er ikke et af kriterierne"),
        format!("“{name}” is none of the criteria"),
    )
    .advise("ret navnet, eller tilføj kriteriet", "correct the name or add the criterion")
}

fn misplaced(index: usize, is_itself: bool, is_on_scale: bool) -> Fault {
    if is_itself {
        let path = format!("comparisons[{index}].second");
        Fault::at(path, "sammenlignes med sig selv", "is compared with itself")
            .advise("skriv et andet kriterium", "write another criterion")
    } else if is_on_scale {
        let path = format!("comparisons[{index}]");
        Fault::at(path, "parret er sammenlignet før", "the pair has been compared before")
            .advise("slet den ene", "delete one of them")
    } else {
        let path = format!("comparisons[{index}].times");
        Fault::at(path, "ligger ikke fra 1/9 til 9", "does not lie from 1/9 to 9")
            .advise("skriv et tal fra 1 til 9", "write a number from 1 to 9")
    }
}

fn absent(input: &Input, cells: &[Vec<Option<f64>>]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (first, row) in cells.iter().enumerate() {
        for (second, _) in row.iter().enumerate().skip(first + 1).filter(|(_, cell)| cell.is_none())
        {
            let (one, other) = (&input.criteria[first].name, &input.criteria[second].name);
            faults.push(
                Fault::at(
                    "comparisons",
                    format!("»{one}« er ikke sammenlignet med »{other}«"),
                    format!("“{one}” is not compared with “{other}”"),
                )
                .advise("tilføj rækken", "add the row"),
            );
        }
    }
    faults
}

fn consistency(input: &Input, matrix: &[Vec<f64>], vector: &[f64], eigenvalue: f64) -> Consistency {
    let count = matrix.len();
    let size = count as f64;
    let index = if count > 2 { ((eigenvalue - size) / (size - 1.0)).max(0.0) } else { 0.0 };
    let random = RANDOM_INDEX[count.max(1) - 1];
    let ratio = if random > 0.0 { index / random } else { 0.0 };
    let mut worst: Option<(f64, (String, String, f64, f64))> = None;
    for comparison in &input.comparisons {
        let place = |name: &str| input.criteria.iter().position(|one| is_same(&one.name, name));
        let (Some(first), Some(second)) = (place(&comparison.first), place(&comparison.second))
        else {
            continue;
        };
        let (given, implied) = (matrix[first][second], vector[first] / vector[second]);
        let off = (given / implied).ln().abs();
        if worst.as_ref().is_none_or(|(most, _)| off > *most) {
            let names = (comparison.first.clone(), comparison.second.clone(), given, implied);
            worst = Some((off, names));
        }
    }
    Consistency { eigenvalue, index, ratio, worst: worst.map(|(_, names)| names) }
}
