//! Which weights give a published table.
//!
//! A table follows from weights exactly when there is a price such that every place given was worth at
//! least it and every next place at most it. Worth is linear in the weights for every method, so the
//! weights that reproduce a table form a polytope, and exact linear programs give its bounds per
//! weight. Huntington-Hill's divisors are roots and are taken to twelve decimals. What is found is
//! computed forwards again before it is told.

use num_bigint::BigInt;

use super::apportion::{Rule, apportion};
use super::input::{Input, Published};
use super::simplex::Program;
use super::{Method, tree};
use crate::{Exact, Fault, Faults};

/// More rows, tables or parts than this are not searched: exact programs grow quickly.
const MOST_ROWS: usize = 250;
const MOST_TABLES: usize = 10;
const MOST_PARTS: usize = 5;
/// Bits of a value's numerator or denominator.
const MOST_BITS: u64 = 64;

/// What was found for one method and some tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fit {
    /// The method of rounding.
    pub method: Method,
    /// The tables, by name.
    pub tables: Vec<String>,
    /// Whether weights reproduce them.
    pub found: Found,
    /// Weights: inside the range if there is one, else those of the smallest largest deviation.
    pub weights: Vec<Exact>,
    /// Places these weights put elsewhere than the tables do.
    pub misplaced: u64,
}

/// Whether weights reproduce the tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// All weights within a region; per part, its lowest and highest there.
    Ranges(Vec<(Exact, Exact)>),
    /// Only where places are tied, and the ties fall right.
    OnlyByTies,
    /// None.
    None,
}

/// The parts that may have been used, and what was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Inverse {
    /// The parts' names; weights are in their order.
    pub parts: Vec<String>,
    /// For each table, then for all together if there are several: per method.
    pub fits: Vec<Fit>,
}

/// A published table with shares instead of values.
struct Table {
    name: String,
    places: Vec<u64>,
    total: u64,
    /// Per unit and part, the part's share; each part adds up to 1.
    shares: Vec<Vec<Exact>>,
}

pub(super) fn inverse(input: &Input) -> Result<Option<Inverse>, Faults> {
    if input.published.is_empty() {
        return Ok(None);
    }
    let parts = parts(&input.published)?;
    let tables = tables(&input.published, &parts)?;
    let mut scopes: Vec<Vec<&Table>> = tables.iter().map(|table| vec![table]).collect();
    if tables.len() > 1 {
        scopes.push(tables.iter().collect());
    }
    let stated = super::run::rule(input)?;
    let methods = Method::ALL.into_iter().filter(|&method| method != Method::Droop);
    let rules: Vec<Rule> = methods
        .map(|method| if method == input.method { stated.clone() } else { Rule::new(method) })
        .collect();
    let fits = scopes
        .iter()
        .flat_map(|scope| rules.iter().map(|rule| fit(rule, scope, parts.len())))
        .collect();
    Ok(Some(Inverse { parts, fits }))
}

fn parts(published: &[Published]) -> Result<Vec<String>, Faults> {
    let mut parts: Vec<String> = Vec::new();
    for name in published.iter().flat_map(|row| row.values.keys()) {
        if !parts.contains(name) {
            parts.push(name.clone());
        }
    }
    let fault = if parts.is_empty() {
        Fault::at(
            "published[0].name",
            "der er ingen dele at søge vægte for",
            "there are no parts whose weights could be sought",
        )
        .advise("tilføj en kolonne for hver mulig del", "add a column for each possible part")
    } else if parts.len() > MOST_PARTS || published.len() > MOST_ROWS {
        Fault::at(
            "published",
            format!("der søges højst blandt {MOST_PARTS} dele og {MOST_ROWS} rækker"),
            format!("at most {MOST_PARTS} parts and {MOST_ROWS} rows are searched"),
        )
        .advise("slet nogle", "delete some")
    } else {
        return Ok(parts);
    };
    Err(fault.into())
}

fn tables(published: &[Published], parts: &[String]) -> Result<Vec<Table>, Faults> {
    let mut names: Vec<&str> = Vec::new();
    for row in published {
        if !names.contains(&row.table.as_str()) {
            names.push(&row.table);
        }
    }
    let mut faults = Vec::new();
    if names.len() > MOST_TABLES {
        let fault = Fault::at(
            "published",
            format!("der søges højst i {MOST_TABLES} tabeller"),
            format!("at most {MOST_TABLES} tables are searched"),
        );
        return Err(fault.advise("slet nogle", "delete some").into());
    }
    let tables = names.iter().map(|name| table(name, published, parts, &mut faults)).collect();
    Faults::none_in(faults).map(|()| tables)
}

fn table(name: &str, published: &[Published], parts: &[String], faults: &mut Vec<Fault>) -> Table {
    let rows: Vec<(usize, &Published)> =
        published.iter().enumerate().filter(|(_, row)| row.table == name).collect();
    let mut seen = Vec::new();
    for (index, row) in &rows {
        faults.extend(parts.iter().filter_map(|part| unfit(*index, row, part)));
        if row.places > u64::from(u32::MAX) {
            faults.push(
                Fault::at(
                    format!("published[{index}].places"),
                    "antallet er for stort",
                    "the number is too large",
                )
                .advise("skriv et mindre", "write a smaller one"),
            );
        }
        if seen.contains(&tree::folded(&row.name)) {
            faults.push(
                Fault::at(
                    format!("published[{index}].name"),
                    format!("»{}« står der to gange", row.name),
                    format!("“{}” is there twice", row.name),
                )
                .advise("slet den ene", "delete one of them"),
            );
        }
        seen.push(tree::folded(&row.name));
    }
    let mut shares = vec![Vec::new(); rows.len()];
    for part in parts {
        let sum: Exact = rows.iter().filter_map(|(_, row)| row.values.get(part)).sum();
        if sum.is_zero() && faults.is_empty() {
            faults.push(
                Fault::at(
                    format!("published[{}].values.{part}", rows[0].0),
                    format!("»{part}« er nul i hele tabellen"),
                    format!("“{part}” is zero in the whole table"),
                )
                .advise("udfyld den, eller slet kolonnen", "fill it in or delete the column"),
            );
        }
        for (at, (_, row)) in rows.iter().enumerate() {
            let value = row.values.get(part).cloned().unwrap_or_default();
            shares[at].push(value.checked_div(&sum).unwrap_or_default());
        }
    }
    let places: Vec<u64> = rows.iter().map(|(_, row)| row.places).collect();
    let total = places.iter().fold(0_u64, |sum, &places| sum.saturating_add(places));
    Table { name: name.to_owned(), places, total, shares }
}

fn unfit(index: usize, row: &Published, part: &str) -> Option<Fault> {
    let path = format!("published[{index}].values.{part}");
    match row.values.get(part) {
        None => Some(
            Fault::at(path, "tallet mangler", "the number is missing")
                .advise("udfyld det; nul skrives 0", "fill it in; nothing is written 0"),
        ),
        Some(value) if value.bits() > MOST_BITS => Some(
            Fault::at(path, "tallet har for mange cifre", "the number has too many digits")
                .advise("afrund det", "round it"),
        ),
        Some(value) if value.is_negative() => Some(
            Fault::at(path, "tallet er under nul", "the number is below zero")
                .advise("skriv nul eller mere", "write zero or more"),
        ),
        Some(_) => None,
    }
}

/// The variables: all weights but the first, which is what they leave of 1; a price per table; how
/// clearly the table follows, raised by `depth` to begin at zero.
fn fit(rule: &Rule, tables: &[&Table], parts: usize) -> Fit {
    let count = parts - 1 + tables.len() + 1;
    let depth = Exact::from(2 * tables.iter().map(|table| table.total).max().unwrap_or(0));
    let unit = |at: usize| {
        let mut row = vec![Exact::zero(); count];
        row[at] = Exact::from(1);
        row
    };
    let mut weights_row = vec![Exact::zero(); count];
    weights_row[..parts - 1].fill(Exact::from(1));
    let mut constraints = vec![(weights_row, Exact::from(1)), (unit(count - 1), depth.clone())];
    for (at, table) in tables.iter().enumerate() {
        for unit in 0..table.places.len() {
            constraints.extend(of_unit(rule, table, unit, parts, (at, count), &depth));
        }
    }
    let mut program = Program::new(count, constraints);
    let clearness = unit(count - 1);
    let reaches = program.maximise(&clearness) == depth;
    let names = tables.iter().map(|table| table.name.clone()).collect();
    if !reaches {
        let weights = weights_at(&program.point(), parts);
        let misplaced = tables.iter().map(|table| misplaced(rule, table, &weights)).sum();
        return Fit { method: rule.method, tables: names, found: Found::None, weights, misplaced };
    }
    program.stay_at(&clearness);
    let (ranges, weights) = ranges(&mut program, parts);
    let misplaced: u64 = tables.iter().map(|table| misplaced(rule, table, &weights)).sum();
    let found = if misplaced == 0 { Found::Ranges(ranges) } else { Found::OnlyByTies };
    Fit { method: rule.method, tables: names, found, weights, misplaced }
}

/// What the places of one unit ask of weights and price.
fn of_unit(
    rule: &Rule,
    table: &Table,
    unit: usize,
    parts: usize,
    (at, count): (usize, usize),
    depth: &Exact,
) -> Vec<(Vec<Exact>, Exact)> {
    let total = Exact::from(table.total);
    let shares = &table.shares[unit];
    let places = table.places[unit];
    let first = &shares[0] * &total;
    // The row `sign * share + price * price factor + clearness ≤ right`.
    let row = |sign: i32, price: Exact, right: Exact| {
        let sign = Exact::from(sign);
        let mut row = vec![Exact::zero(); count];
        for part in 1..parts {
            row[part - 1] = &(&(&shares[part] * &total) - &first) * &sign;
        }
        row[parts - 1 + at] = price;
        row[count - 1] = Exact::from(1);
        (row, &right - &(&first * &sign))
    };
    let mut rows = Vec::new();
    if rule.method == Method::LargestRemainder {
        // The price is raised by the total to begin at zero.
        let next = &(&Exact::from(places) - &total) + depth;
        rows.push(row(1, Exact::from(-1), next));
        if places > 0 {
            let given = &(&total - &Exact::from(places - 1)) + depth;
            rows.push(row(-1, Exact::from(1), given));
        }
    } else {
        rows.push(row(1, -divisor(rule, places), depth.clone()));
        if places > 0 {
            rows.push(row(-1, divisor(rule, places - 1), depth.clone()));
        }
    }
    rows
}

/// `d(k)`; a root to twelve decimals.
pub(super) fn divisor(rule: &Rule, has: u64) -> Exact {
    let k = Exact::from(has);
    let one = Exact::from(1);
    let odd = &(&k + &k) + &one;
    let next = &k + &one;
    match rule.method {
        Method::ModifiedSainteLague if has == 0 => rule.first_divisor.clone(),
        Method::SainteLague | Method::ModifiedSainteLague => odd,
        Method::Adams => k,
        Method::Dean => &(&(&k + &k) * &next) / &odd,
        Method::HuntingtonHill => {
            let square = BigInt::from(has) * BigInt::from(has + 1) * BigInt::from(10).pow(24);
            Exact::ratio(square.sqrt(), BigInt::from(10).pow(12)).unwrap_or_default()
        }
        Method::DHondt | Method::LargestRemainder | Method::Droop => next,
    }
}

fn weights_at(point: &[Exact], parts: usize) -> Vec<Exact> {
    let rest: Exact = point[..parts - 1].iter().sum();
    std::iter::once(Exact::from(1) - rest).chain(point[..parts - 1].iter().cloned()).collect()
}

/// Each weight's lowest and highest, and the middle of the points where they are reached.
fn ranges(program: &mut Program, parts: usize) -> (Vec<(Exact, Exact)>, Vec<Exact>) {
    let count = program.point().len();
    let mut corners: Vec<Vec<Exact>> = Vec::new();
    for part in 0..parts {
        for sign in [-1, 1] {
            // The first weight grows as the others fall.
            let mut objective = vec![Exact::zero(); count];
            if part == 0 {
                objective[..parts - 1].fill(Exact::from(-sign));
            } else {
                objective[part - 1] = Exact::from(sign);
            }
            program.maximise(&objective);
            corners.push(weights_at(&program.point(), parts));
        }
    }
    let pair = |part: usize| (corners[2 * part][part].clone(), corners[2 * part + 1][part].clone());
    let number = Exact::from(corners.len());
    let middle =
        |part: usize| corners.iter().map(|corner| &corner[part]).sum::<Exact>() / number.clone();
    ((0..parts).map(pair).collect(), (0..parts).map(middle).collect())
}

/// Places that these weights put elsewhere; a tied place counts as elsewhere.
fn misplaced(rule: &Rule, table: &Table, weights: &[Exact]) -> u64 {
    let base = |shares: &Vec<Exact>| shares.iter().zip(weights).map(|(s, w)| s * w).sum::<Exact>();
    let bases: Vec<Exact> = table.shares.iter().map(base).collect();
    let Ok(computed) = apportion(rule, table.total, &bases, &[]) else { return table.total };
    let pairs = table.places.iter().zip(&computed.places);
    pairs.map(|(&published, &computed)| published.saturating_sub(computed)).sum()
}
