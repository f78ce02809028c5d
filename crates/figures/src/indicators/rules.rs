//! Sums, changes and indices.

use std::collections::BTreeSet;

use super::input::{Halves, Input, Mismatch, Series};
use crate::name::is_same;
use crate::{Exact, Fault, Faults, Rounding};

/// More than any council's sheet has.
const MOST_CELLS: usize = 200_000;
/// More decimals than anybody reads.
const MOST_DECIMALS: u8 = 6;

/// One series with what follows from it. Lists are as long as the years.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) part_of: Option<usize>,
    pub(super) unit: Option<String>,
    pub(super) values: Vec<Option<Exact>>,
    /// Whether a value is not given but the sum of its parts.
    pub(super) is_summed: Vec<bool>,
    /// Whether the series breaks before the year.
    pub(super) is_broken: Vec<bool>,
    /// From the last year there was a number for, if no break lies between.
    pub(super) changes: Vec<Option<Change>>,
    /// 100 in the base year; nothing beyond a break.
    pub(super) indices: Vec<Option<Exact>>,
}

/// From one year to another.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Change {
    /// The earlier year, by its place.
    pub(super) from: usize,
    pub(super) number: Exact,
    /// As a share, rounded as asked; nothing from zero.
    pub(super) share: Option<Exact>,
}

/// All of it.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub(super) years: Vec<String>,
    pub(super) rows: Vec<Row>,
    pub(super) decimals: u8,
    pub(super) base: Option<usize>,
    /// Parts that do not sum, and are to be shown nevertheless.
    pub(super) mismatches: Vec<Fault>,
    /// Totals that could not be checked, as some part is not known: series and year.
    pub(super) unchecked: Vec<(usize, usize)>,
}

impl Sheet {
    pub(super) fn of(input: &Input) -> Result<Self, Faults> {
        let mut faults = check(input);
        let years: BTreeSet<&String> =
            input.series.iter().flat_map(|series| series.values.keys()).collect();
        let years: Vec<String> = years.into_iter().cloned().collect();
        let base = base(input, &years, &mut faults);
        let parents = parents(input, &mut faults);
        Faults::none_in(faults)?;
        let decimals = input.decimals.unwrap_or(1);
        let mut sheet = Self {
            rows: rows(input, &years, &parents),
            years,
            decimals,
            base,
            mismatches: Vec::new(),
            unchecked: Vec::new(),
        };
        sheet.sum_up();
        sheet.check_sums(input);
        if input.mismatch == Mismatch::Refuse {
            Faults::none_in(std::mem::take(&mut sheet.mismatches))?;
        }
        let rounding = match input.rounding {
            Halves::HalfUp => Rounding::HalfUp,
            Halves::HalfEven => Rounding::HalfEven,
        };
        for row in &mut sheet.rows {
            row.compare(base, decimals, rounding);
        }
        Ok(sheet)
    }

    pub(super) fn parts(&self, total: usize) -> Vec<usize> {
        (0..self.rows.len()).filter(|&row| self.rows[row].part_of == Some(total)).collect()
    }

    /// What the parts sum to that year, if all are known.
    fn sum(&self, parts: &[usize], year: usize) -> Option<Exact> {
        parts.iter().map(|&part| self.rows[part].values[year].clone()).sum()
    }

    /// Totals that are not given are summed, the innermost first.
    fn sum_up(&mut self) {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_by_key(|&row| std::cmp::Reverse(self.depth(row)));
        for total in order {
            let parts = self.parts(total);
            if parts.is_empty() {
                continue;
            }
            for year in 0..self.years.len() {
                let sum = self.sum(&parts, year);
                let row = &mut self.rows[total];
                if row.values[year].is_none() && sum.is_some() {
                    row.values[year] = sum;
                    row.is_summed[year] = true;
                }
            }
        }
    }

    fn depth(&self, row: usize) -> usize {
        std::iter::successors(Some(row), |&row| self.rows[row].part_of).count()
    }

    fn check_sums(&mut self, input: &Input) {
        let tolerance = input.tolerance.clone().unwrap_or_default();
        for total in 0..self.rows.len() {
            let parts = self.parts(total);
            if parts.is_empty() {
                continue;
            }
            for year in 0..self.years.len() {
                let Some(value) = self.rows[total].values[year].clone() else { continue };
                let is_any_known = parts.iter().any(|&part| self.rows[part].values[year].is_some());
                match self.sum(&parts, year) {
                    Some(sum) if (&sum - &value).abs() > tolerance => {
                        self.mismatches.push(self.mismatch(total, year, &value, &sum));
                    }
                    None if is_any_known => self.unchecked.push((total, year)),
                    _ => {}
                }
            }
        }
    }

    fn mismatch(&self, total: usize, year: usize, value: &Exact, sum: &Exact) -> Fault {
        let (name, year) = (&self.rows[total].name, &self.years[year]);
        let difference = sum - value;
        let show = |number: &Exact, language| number.format_short(language, 3);
        let [da, en] = [crate::Language::Danish, crate::Language::English].map(|language| {
            let signed = difference.format_signed(language, 3);
            (show(value, language), show(sum, language), shortened(&signed).to_owned())
        });
        let fault = Fault::at(
            format!("series[{total}].values.{year}"),
            format!("{name} {year} er {}, men delene giver {} ({})", da.0, da.1, da.2),
            format!("{name} {year} is {}, but its parts sum to {} ({})", en.0, en.1, en.2),
        );
        fault.advise("ret tallet eller en af delene", "correct the number or one of its parts")
    }
}

/// Without decimals that say nothing.
fn shortened(number: &str) -> &str {
    if number.contains([',', '.']) {
        number.trim_end_matches('0').trim_end_matches([',', '.'])
    } else {
        number
    }
}

impl Row {
    fn compare(&mut self, base: Option<usize>, decimals: u8, rounding: Rounding) {
        let percent = i32::from(decimals) + 2;
        let mut last: Option<usize> = None;
        for year in 0..self.values.len() {
            if self.is_broken[year] {
                last = None;
            }
            let Some(value) = self.values[year].clone() else { continue };
            let earlier = last.and_then(|from| Some((from, self.values[from].clone()?)));
            self.changes[year] = earlier.map(|(from, before)| {
                let number = &value - &before;
                let share = number.checked_div(&before.abs());
                Change { from, share: share.map(|share| share.round(percent, rounding)), number }
            });
            last = Some(year);
        }
        let hundred = Exact::from(100);
        for year in 0..self.values.len() {
            self.indices[year] =
                base.filter(|&base| self.is_one_piece(base, year)).and_then(|base| {
                    let share =
                        self.values[year].as_ref()?.checked_div(self.values[base].as_ref()?)?;
                    Some((share * hundred.clone()).round(decimals.into(), rounding))
                });
        }
    }

    /// Whether no break lies between two years.
    fn is_one_piece(&self, one: usize, other: usize) -> bool {
        let (from, to) = (one.min(other), one.max(other));
        !self.is_broken[from + 1..=to].contains(&true)
    }

    /// From the first year after the last break to the last year.
    pub(super) fn whole_change(
        &self,
        decimals: u8,
        rounding: Rounding,
    ) -> Option<(usize, usize, Change)> {
        let last = (0..self.values.len()).rev().find(|&year| self.values[year].is_some())?;
        let first =
            (0..last).find(|&year| self.values[year].is_some() && self.is_one_piece(year, last))?;
        let (before, after) = (self.values[first].as_ref()?, self.values[last].as_ref()?);
        let number = after - before;
        let share = number.checked_div(&before.abs());
        let share = share.map(|share| share.round(i32::from(decimals) + 2, rounding));
        Some((first, last, Change { from: first, number, share }))
    }
}

fn rows(input: &Input, years: &[String], parents: &[Option<usize>]) -> Vec<Row> {
    let row = |(series, parent): (&Series, &Option<usize>)| {
        let broken = |year: &String| {
            input.breaks.iter().any(|one| {
                one.year.trim() == year
                    && one.series.as_ref().is_none_or(|name| is_same(name, &series.name))
            })
        };
        Row {
            name: series.name.clone(),
            part_of: *parent,
            unit: series.unit.clone(),
            values: years.iter().map(|year| series.values.get(year).cloned().flatten()).collect(),
            is_summed: vec![false; years.len()],
            is_broken: years.iter().map(broken).collect(),
            changes: vec![None; years.len()],
            indices: vec![None; years.len()],
        }
    };
    input.series.iter().zip(parents).map(row).collect()
}

fn check(input: &Input) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    let cells: usize = input.series.iter().map(|series| series.values.len()).sum();
    if input.series.is_empty() {
        let fault = Fault::at("series", "der er ingen tal", "there are no numbers");
        faults.push(fault.advise("tilføj mindst én række", "add at least one row"));
    }
    if cells > MOST_CELLS {
        faults.push(
            Fault::at(
                "series",
                format!("{cells} tal er flere, end der regnes på (højst {MOST_CELLS})"),
                format!("{cells} numbers are more than are computed (at most {MOST_CELLS})"),
            )
            .advise("tag de vigtigste med", "keep the most important ones"),
        );
    }
    if input.decimals.is_some_and(|decimals| decimals > MOST_DECIMALS) {
        faults.push(
            Fault::at(
                "decimals",
                format!("er flere end {MOST_DECIMALS}"),
                format!("are more than {MOST_DECIMALS}"),
            )
            .advise("skriv et mindre antal", "write a smaller number"),
        );
    }
    for (index, series) in input.series.iter().enumerate() {
        let path = format!("series[{index}]");
        if series.name.trim().is_empty() {
            faults.push(
                Fault::at(format!("{path}.name"), "navnet er tomt", "the name is empty")
                    .advise("skriv det", "write it"),
            );
        } else if !seen.insert(series.name.trim().to_lowercase()) {
            let name = &series.name;
            faults.push(
                Fault::at(
                    format!("{path}.name"),
                    format!("»{name}« findes to gange"),
                    format!("“{name}” is there twice"),
                )
                .advise("slet den ene", "delete one of them"),
            );
        }
        for year in series.values.keys().filter(|year| !is_year(year)) {
            let fault = Fault::at(
                format!("{path}.values.{year}"),
                format!("»{year}« er ikke et årstal"),
                format!("“{year}” is no year"),
            );
            faults.push(fault.advise("skriv fx 2024 eller 2024/25", "write e.g. 2024 or 2024/25"));
        }
    }
    faults.extend(check_breaks(input));
    faults
}

/// Begins with four digits that no fifth follows: `2024`, `2024/25`, `2024K1`.
fn is_year(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4
}

fn check_breaks(input: &Input) -> Vec<Fault> {
    let has_year = |year: &str| input.series.iter().any(|series| series.values.contains_key(year));
    let mut faults = Vec::new();
    for (index, one) in input.breaks.iter().enumerate() {
        if !has_year(one.year.trim()) {
            faults.push(
                Fault::at(
                    format!("breaks[{index}].year"),
                    format!("der er ingen tal for {}", one.year),
                    format!("there are no numbers for {}", one.year),
                )
                .advise(
                    "ret årstallet, eller tilføj årets tal",
                    "correct the year or add its numbers",
                ),
            );
        }
        if let Some(name) = one.series.as_ref().filter(|name| place(input, name).is_none()) {
            faults.push(unknown(format!("breaks[{index}].series"), name));
        }
    }
    faults
}

fn place(input: &Input, name: &str) -> Option<usize> {
    input.series.iter().position(|series| is_same(&series.name, name))
}

fn unknown(path: String, name: &str) -> Fault {
    Fault::at(
        path,
        format!("»{name}« er ikke et af nøgletallene"),
        format!("“{name}” is none of the indicators"),
    )
    .advise("ret navnet, eller tilføj nøgletallet", "correct the name or add the indicator")
}

fn base(input: &Input, years: &[String], faults: &mut Vec<Fault>) -> Option<usize> {
    let year = input.base_year.as_ref()?;
    let at = years.iter().position(|one| one == year.trim());
    if at.is_none() {
        faults.push(
            Fault::at(
                "base_year",
                format!("der er ingen tal for {year}"),
                format!("there are no numbers for {year}"),
            )
            .advise("ret årstallet, eller tilføj årets tal", "correct the year or add its numbers"),
        );
    }
    at
}

/// The total each series is a part of. Nothing is a part of itself, however far round.
fn parents(input: &Input, faults: &mut Vec<Fault>) -> Vec<Option<usize>> {
    let mut parents = Vec::new();
    for (index, series) in input.series.iter().enumerate() {
        let parent = series.part_of.as_ref().and_then(|name| {
            let at = place(input, name);
            if at.is_none() {
                faults.push(unknown(format!("series[{index}].part_of"), name));
            }
            at
        });
        parents.push(parent);
    }
    for index in 0..parents.len() {
        let up = std::iter::successors(Some(index), |&row| parents[row]);
        if up.take(parents.len() + 1).count() > parents.len() {
            faults.push(
                Fault::at(
                    format!("series[{index}].part_of"),
                    "er en del af sig selv",
                    "is a part of itself",
                )
                .advise(
                    "lad det øverste nøgletal stå uden »Del af«",
                    "leave “Part of” out for the uppermost indicator",
                ),
            );
        }
    }
    parents
}
