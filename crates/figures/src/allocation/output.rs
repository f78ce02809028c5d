//! The result's public JSON form.

use serde::Serialize;
use serde::ser::Serializer;

use super::inverse::{Fit, Found};
use super::neighbours::Neighbour;
use super::ties::Tie;
use super::tree::Group;
use super::{Allocation, Method, TieBreak};
use crate::Exact;

/// ```json
/// {"total": 10, "method": "dhondt", "open": 0,
///  "units": [{"name": "A", "share": 3.33, "share_exact": "10/3", "places": 3,
///             "within": null, "previous": null, "change": null}],
///  "ties": [{"units": ["A", "B"], "places": 1, "within": null,
///            "decided_by": null, "to": [], "open": 1}],
///  "groups": [{"within": null, "total": 10, "next": [["C"], ["A", "B"]], "last": ["A"]}],
///  "one_more": {"total": 11, "more": ["C"], "fewer": [], "tied": [], "paradox": false},
///  "one_fewer": {…},
///  "weights": [{"tables": ["2026"], "method": "dhondt", "found": "no", "misplaced": 1,
///               "parts": [{"name": "Befolkning", "weight": 0.3, "range": null}]}]}
/// ```
///
/// `next` are those next in line, of equal claim together; `last` who would lose one first. A weight's
/// `range` is exact: a number, or a fraction as a string.
///
/// `share` is the unit's share of its group's places before rounding, as a float; `share_exact` the
/// same as a whole number or a fraction. `places` is certain; with the ties' `open` places all add up to the
/// total.
///
/// Keys stand in the order of the alphabet, so that text written at once and a tree of values agree.
#[derive(Serialize)]
pub(super) struct Output<'f> {
    groups: Vec<GroupOut<'f>>,
    method: Method,
    one_fewer: Option<NeighbourOut<'f>>,
    one_more: Option<NeighbourOut<'f>>,
    open: u64,
    ties: Vec<TieOut<'f>>,
    total: u64,
    units: UnitsOut<'f>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weights: Option<Vec<WeightsOut<'f>>>,
}

impl<'f> Output<'f> {
    pub(super) fn of(figure: &'f Allocation) -> Self {
        let groups = figure.tree.groups.iter().zip(&figure.run.groups);
        let other = |neighbour: &'f Option<Neighbour>| {
            neighbour.as_ref().map(|neighbour| NeighbourOut::of(figure, neighbour))
        };
        let inverse = figure.inverse.as_ref();
        Self {
            groups: groups.map(|(group, shared)| GroupOut::of(figure, group, shared)).collect(),
            method: figure.input.method,
            one_fewer: other(&figure.neighbours[1]),
            one_more: other(&figure.neighbours[0]),
            open: figure.run.open(),
            ties: figure.run.ties().map(|(group, tie)| TieOut::of(figure, group, tie)).collect(),
            total: figure.input.total,
            units: UnitsOut(figure),
            weights: inverse.map(|found| {
                found.fits.iter().map(|fit| WeightsOut::of(&found.parts, fit)).collect()
            }),
        }
    }
}

impl Allocation {
    fn name(&self, unit: usize) -> &str {
        &self.input.units[unit].name
    }

    fn names(&self, units: &[usize]) -> Vec<&str> {
        units.iter().map(|&unit| self.name(unit)).collect()
    }
}

#[derive(Serialize)]
struct GroupOut<'f> {
    last: Vec<&'f str>,
    next: Vec<Vec<&'f str>>,
    total: u64,
    within: Option<&'f str>,
}

impl<'f> GroupOut<'f> {
    fn of(figure: &'f Allocation, group: &Group, shared: &super::run::Shared) -> Self {
        let names = |ats: &Vec<usize>| {
            ats.iter().map(|&at| figure.name(group.members[at])).collect::<Vec<_>>()
        };
        Self {
            last: names(&shared.outcome.last),
            next: shared.outcome.queue.iter().map(names).collect(),
            total: shared.total,
            within: group.within.map(|unit| figure.name(unit)),
        }
    }
}

#[derive(Serialize)]
struct TieOut<'f> {
    decided_by: Option<TieBreak>,
    open: u64,
    places: u64,
    to: Vec<&'f str>,
    units: Vec<&'f str>,
    within: Option<&'f str>,
}

impl<'f> TieOut<'f> {
    fn of(figure: &'f Allocation, group: usize, tie: &Tie) -> Self {
        Self {
            decided_by: tie.by.filter(|_| tie.open_places < tie.places),
            open: tie.open_places,
            places: tie.places,
            to: figure.names(&tie.winners),
            units: figure.names(&tie.units),
            within: figure.tree.groups[group].within.map(|unit| figure.name(unit)),
        }
    }
}

#[derive(Serialize)]
struct NeighbourOut<'f> {
    fewer: Vec<&'f str>,
    more: Vec<&'f str>,
    paradox: bool,
    tied: Vec<&'f str>,
    total: u64,
}

impl<'f> NeighbourOut<'f> {
    fn of(figure: &'f Allocation, neighbour: &Neighbour) -> Self {
        let names = |units: &[(usize, u64)]| {
            units.iter().map(|&(unit, _)| figure.name(unit)).collect::<Vec<_>>()
        };
        Self {
            fewer: names(&neighbour.fewer),
            more: names(&neighbour.more),
            paradox: !neighbour.paradox(figure.input.total).is_empty(),
            tied: figure.names(&neighbour.tied),
            total: neighbour.total,
        }
    }
}

#[derive(Serialize)]
struct WeightsOut<'f> {
    found: &'static str,
    method: Method,
    misplaced: u64,
    parts: Vec<PartOut<'f>>,
    tables: &'f [String],
}

#[derive(Serialize)]
struct PartOut<'f> {
    name: &'f str,
    range: Option<[&'f Exact; 2]>,
    weight: f64,
}

impl<'f> WeightsOut<'f> {
    fn of(parts: &'f [String], fit: &'f Fit) -> Self {
        let part = |(at, name): (usize, &'f String)| {
            let range = match &fit.found {
                Found::Ranges(ranges) => Some([&ranges[at].0, &ranges[at].1]),
                Found::OnlyByTies | Found::None => None,
            };
            PartOut { name, range, weight: fit.weights[at].to_f64() }
        };
        Self {
            found: match fit.found {
                Found::Ranges(_) => "yes",
                Found::OnlyByTies => "only-by-ties",
                Found::None => "no",
            },
            method: fit.method,
            misplaced: fit.misplaced,
            parts: parts.iter().enumerate().map(part).collect(),
            tables: &fit.tables,
        }
    }
}

#[derive(Serialize)]
struct UnitOut<'f> {
    #[serde(skip_serializing_if = "Option::is_none")]
    announced: Option<u64>,
    change: Option<Exact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<Exact>,
    name: &'f str,
    places: u64,
    previous: Option<u64>,
    share: f64,
    share_exact: String,
    within: Option<&'f str>,
}

/// The units one by one: there may be a million.
struct UnitsOut<'f>(&'f Allocation);

impl Serialize for UnitsOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let figure = self.0;
        serializer.collect_seq((0..figure.input.units.len()).map(|at| UnitOut::of(figure, at)))
    }
}

impl<'f> UnitOut<'f> {
    fn of(figure: &'f Allocation, at: usize) -> Self {
        let (unit, places) = (&figure.input.units[at], figure.run.places[at]);
        let less = |other: u64| Exact::from(places) - Exact::from(other);
        let share = &figure.run.shares[at];
        Self {
            announced: unit.announced,
            change: unit.previous.map(less),
            difference: unit.announced.map(less),
            name: &unit.name,
            places,
            previous: unit.previous,
            share: share.to_f64(),
            share_exact: share.to_fraction(),
            within: unit.within.as_deref().filter(|name| !name.trim().is_empty()),
        }
    }
}
