//! Several assessors: their means and how far they are apart.

use std::collections::{BTreeMap, BTreeSet};

use super::input::{Alternative, Input};
use super::problem::{Grid, Reader};
use crate::name::folded;
use crate::{Exact, Fault};

/// Everybody's scores.
#[derive(Debug, Clone)]
pub(super) struct Panel {
    pub(super) assessors: Vec<String>,
    /// By assessor: scores by alternative, then by criterion.
    pub(super) grids: Vec<Grid>,
}

impl Panel {
    pub(super) fn of(input: &Input, reader: &Reader<'_>, faults: &mut Vec<Fault>) -> Self {
        check(input, faults);
        let mut assessors: Vec<String> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for judgement in &input.judgements {
            places.entry(folded(&judgement.assessor)).or_insert_with(|| {
                assessors.push(judgement.assessor.clone());
                assessors.len() - 1
            });
        }
        let alternatives = by_name(input);
        let empty = vec![vec![None; input.criteria.len()]; input.alternatives.len()];
        let mut grids = vec![empty; assessors.len()];
        for (index, judgement) in input.judgements.iter().enumerate() {
            let who = places.get(&folded(&judgement.assessor));
            let what = alternatives.get(&folded(&judgement.alternative));
            let row = reader.row(&judgement.scores, &format!("judgements[{index}]"), faults);
            if let (Some(&who), Some(&what)) = (who, what) {
                grids[who][what] = row;
            }
        }
        Self { assessors, grids }
    }

    /// The scores of one cell, of those who gave one.
    pub(super) fn scores(&self, alternative: usize, criterion: usize) -> Vec<&Exact> {
        self.grids.iter().filter_map(|grid| grid[alternative][criterion].as_ref()).collect()
    }

    /// The mean of every cell.
    pub(super) fn means(&self) -> Grid {
        let Some(first) = self.grids.first() else { return Vec::new() };
        let row = |alternative: usize| {
            let cells = 0..first[alternative].len();
            cells.map(|criterion| mean(&self.scores(alternative, criterion))).collect()
        };
        (0..first.len()).map(row).collect()
    }
}

/// The mean; `None` of nothing.
pub(super) fn mean(scores: &[&Exact]) -> Option<Exact> {
    scores.iter().copied().sum::<Exact>().checked_div(&Exact::from(scores.len()))
}

/// The standard deviation among these few, all of whom are meant: divided by their number.
pub(super) fn deviation(scores: &[&Exact]) -> Option<f64> {
    let mean = mean(scores)?;
    let squares = scores.iter().map(|score| {
        let distance = *score - &mean;
        &distance * &distance
    });
    let variance = squares.sum::<Exact>().checked_div(&Exact::from(scores.len()))?;
    Some(variance.to_f64().sqrt())
}

fn by_name(input: &Input) -> BTreeMap<String, usize> {
    let names = input.alternatives.iter().map(|one| folded(&one.name));
    names.enumerate().map(|(index, name)| (name, index)).collect()
}

fn check(input: &Input, faults: &mut Vec<Fault>) {
    for (index, alternative) in input.alternatives.iter().enumerate() {
        if !alternative.scores.is_empty() {
            let fault = Fault::at(
                format!("alternatives[{index}].scores"),
                "her står point, men bedømmerne har givet deres egne",
                "scores stand here, but the assessors have given their own",
            );
            faults.push(fault.advise("slet dem et af stederne", "delete them in one place"));
        }
    }
    let alternatives = by_name(input);
    let mut seen = BTreeSet::new();
    let mut have = BTreeMap::new();
    for (index, judgement) in input.judgements.iter().enumerate() {
        let name = &judgement.alternative;
        if !alternatives.contains_key(&folded(name)) {
            faults.push(
                Fault::at(
                    format!("judgements[{index}].alternative"),
                    format!("»{name}« er ikke et af alternativerne"),
                    format!("“{name}” is none of the alternatives"),
                )
                .advise(
                    "ret navnet, eller tilføj alternativet",
                    "correct the name or add the alternative",
                ),
            );
        }
        if !seen.insert((folded(&judgement.assessor), folded(name))) {
            faults.push(
                Fault::at(
                    format!("judgements[{index}].alternative"),
                    format!("{} har bedømt »{name}« to gange", judgement.assessor),
                    format!("{} has judged “{name}” twice", judgement.assessor),
                )
                .advise("slet den ene række", "delete one of the rows"),
            );
        }
        have.entry(folded(&judgement.assessor)).or_insert(&judgement.assessor);
    }
    if input.missing != super::input::Missing::Refuse {
        return;
    }
    for (key, assessor) in have {
        let lacks = |one: &&Alternative| !seen.contains(&(key.clone(), folded(&one.name)));
        for one in input.alternatives.iter().filter(lacks) {
            let fault = Fault::at(
                "judgements",
                format!("{assessor} har ikke bedømt »{}«", one.name),
                format!("{assessor} has not judged “{}”", one.name),
            );
            faults.push(fault.advise(
                "tilføj rækken, eller vælg under »Manglende point«, hvad den betyder",
                "add the row, or choose under “Missing scores” what it means",
            ));
        }
    }
}
