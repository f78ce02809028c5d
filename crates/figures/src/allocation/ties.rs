//! Ties and what decides them: never silently.

use std::borrow::Cow;
use std::collections::HashSet;

use super::apportion::OpenTie;
use super::input::{Input, TieBreak};
use super::tree::{Group, folded};
use crate::{Fault, Faults};

/// Places to which several units have an equal claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tie {
    /// The units that have it.
    pub units: Vec<usize>,
    /// How many places there are for them; fewer than units.
    pub places: u64,
    /// What was asked to decide.
    pub by: Option<TieBreak>,
    /// Who got one by it.
    pub winners: Vec<usize>,
    /// Between whom it is still open.
    pub open: Vec<usize>,
    /// How many places are still open.
    pub open_places: u64,
}

/// A draw of names that are no units, or of one name twice.
pub(super) fn check_draw(input: &Input) -> Result<(), Faults> {
    let mut faults = Vec::new();
    if input.draw.is_empty() {
        return Ok(());
    }
    let known: HashSet<Cow<'_, str>> = input.units.iter().map(|unit| folded(&unit.name)).collect();
    let mut drawn = HashSet::new();
    for (index, super::Drawn { name }) in input.draw.iter().enumerate() {
        let path = format!("draw[{index}].name");
        if !known.contains(&folded(name)) {
            faults.push(
                Fault::at(
                    path,
                    format!("»{name}« findes ikke blandt enhederne"),
                    format!("“{name}” is none of the units"),
                )
                .advise("ret navnet", "correct the name"),
            );
        } else if !drawn.insert(folded(name)) {
            faults.push(
                Fault::at(
                    path,
                    format!("»{name}« er trukket to gange"),
                    format!("“{name}” was drawn twice"),
                )
                .advise("slet den ene", "delete one of them"),
            );
        }
    }
    Faults::none_in(faults)
}

/// What decides ties: a draw that is written down counts, though it is not said that lots decide.
fn tie_break(input: &Input) -> Option<TieBreak> {
    input.tie_break.or((!input.draw.is_empty()).then_some(TieBreak::Lots))
}

/// Decides a group's tie as far as the input's tie-break does.
pub(super) fn decide(input: &Input, group: &Group, tie: &OpenTie) -> Tie {
    let units: Vec<usize> = tie.units.iter().map(|&at| group.members[at]).collect();
    let by = tie_break(input);
    let ranks = match by {
        None => vec![units.clone()],
        Some(TieBreak::Lots) => by_lots(input, &units),
        Some(TieBreak::Alphabetical) => ranked(&units, |&unit| collated(&input.units[unit].name)),
        Some(TieBreak::LargerBase) => {
            let base = |unit: &usize| {
                let at = group.members.binary_search(unit).unwrap_or(0);
                std::cmp::Reverse(&group.bases[at])
            };
            ranked(&units, base)
        }
    };
    let mut decided = Tie {
        units,
        places: tie.places,
        by,
        winners: Vec::new(),
        open: Vec::new(),
        open_places: tie.places,
    };
    for rank in ranks {
        if decided.open_places == 0 {
            break;
        }
        if rank.len() as u64 > decided.open_places {
            decided.open = rank;
            break;
        }
        decided.open_places -= rank.len() as u64;
        decided.winners.extend(rank);
    }
    decided
}

/// Those drawn one by one; then all others together.
fn by_lots(input: &Input, units: &[usize]) -> Vec<Vec<usize>> {
    let drawn = input.draw.iter().filter_map(|drawn| {
        let is_drawn = |unit: &&usize| folded(&input.units[**unit].name) == folded(&drawn.name);
        units.iter().find(is_drawn).copied()
    });
    let mut ranks: Vec<Vec<usize>> = Vec::new();
    for unit in drawn {
        if !ranks.contains(&vec![unit]) {
            ranks.push(vec![unit]);
        }
    }
    let rest: Vec<usize> =
        units.iter().copied().filter(|&unit| !ranks.contains(&vec![unit])).collect();
    ranks.push(rest);
    ranks
}

/// Sorted into ranks of equal keys.
fn ranked<'u, K: Ord>(units: &'u [usize], key: impl Fn(&'u usize) -> K) -> Vec<Vec<usize>> {
    let mut keyed: Vec<(K, usize)> = units.iter().map(|unit| (key(unit), *unit)).collect();
    keyed.sort();
    keyed
        .chunk_by(|a, b| a.0 == b.0)
        .map(|rank| rank.iter().map(|(_, unit)| *unit).collect())
        .collect()
}

/// A name in the order of the Danish alphabet: æ, ø and å after z.
fn collated(name: &str) -> String {
    let place = |letter: char| match letter {
        'æ' | 'ä' => '{',
        'ø' | 'ö' => '|',
        'å' => '}',
        other => other,
    };
    folded(name).chars().map(place).collect()
}
