//! The result's public JSON form.

use serde_json::{Map, Value, json};

use super::Allocation;
use super::inverse::{Fit, Found};
use super::neighbours::Neighbour;
use super::ties::Tie;
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
/// same as a decimal or a fraction. `places` is certain; with the ties' `open` places all add up to the
/// total.
pub(super) fn json(figure: &Allocation) -> Value {
    let Allocation { input, run, .. } = figure;
    let name = |&unit: &usize| input.units[unit].name.as_str();
    let names = |units: &[usize]| units.iter().map(name).collect::<Vec<_>>();
    let tie = |(group, tie): (usize, &Tie)| {
        json!({
            "units": names(&tie.units),
            "places": tie.places,
            "within": figure.tree.groups[group].within.as_ref().map(name),
            "decided_by": tie.by.filter(|_| tie.open_places < tie.places),
            "to": names(&tie.winners),
            "open": tie.open_places,
        })
    };
    let group = |(group, shared): (&super::tree::Group, &super::run::Shared)| {
        let all =
            |ats: &[usize]| ats.iter().map(|&at| name(&group.members[at])).collect::<Vec<_>>();
        json!({
            "within": group.within.as_ref().map(name),
            "total": shared.total,
            "next": shared.outcome.queue.iter().map(|rank| all(rank)).collect::<Vec<_>>(),
            "last": all(&shared.outcome.last),
        })
    };
    let other = |neighbour: &Neighbour| {
        let units = |units: &[(usize, u64)]| units.iter().map(|(u, _)| name(u)).collect::<Vec<_>>();
        json!({
            "total": neighbour.total,
            "more": units(&neighbour.more),
            "fewer": units(&neighbour.fewer),
            "tied": names(&neighbour.tied),
            "paradox": !neighbour.paradox(input.total).is_empty(),
        })
    };
    let mut out = json!({
        "total": input.total,
        "method": input.method,
        "units": (0..input.units.len()).map(|at| unit(figure, at)).collect::<Vec<_>>(),
        "ties": run.ties().map(tie).collect::<Vec<_>>(),
        "open": run.open(),
        "groups": figure.tree.groups.iter().zip(&run.groups).map(group).collect::<Vec<_>>(),
        "one_more": figure.neighbours[0].as_ref().map(other),
        "one_fewer": figure.neighbours[1].as_ref().map(other),
    });
    if let Some(found) = &figure.inverse {
        out["weights"] = found.fits.iter().map(|fit| weights(&found.parts, fit)).collect();
    }
    out
}

fn weights(parts: &[String], fit: &Fit) -> Value {
    let part = |(at, name): (usize, &String)| {
        let range = match &fit.found {
            Found::Ranges(ranges) => Some([&ranges[at].0, &ranges[at].1]),
            Found::OnlyByTies | Found::None => None,
        };
        json!({"name": name, "weight": fit.weights[at].to_f64(), "range": range})
    };
    json!({
        "tables": fit.tables,
        "method": fit.method,
        "found": match fit.found {
            Found::Ranges(_) => "yes",
            Found::OnlyByTies => "only-by-ties",
            Found::None => "no",
        },
        "misplaced": fit.misplaced,
        "parts": parts.iter().enumerate().map(part).collect::<Vec<_>>(),
    })
}

fn unit(figure: &Allocation, at: usize) -> Value {
    let unit = &figure.input.units[at];
    let places = figure.run.places[at];
    let share = &figure.run.shares[at];
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    put("name", json!(unit.name));
    put("share", json!(share.to_f64()));
    put("share_exact", json!(fraction(share)));
    put("places", json!(places));
    put("within", json!(unit.within.as_ref().filter(|name| !name.trim().is_empty())));
    put("previous", json!(unit.previous));
    let less = |other: u64| Exact::from(places) - Exact::from(other);
    put("change", json!(unit.previous.map(less)));
    if let Some(announced) = unit.announced {
        put("announced", json!(announced));
        put("difference", json!(less(announced)));
    }
    Value::Object(out)
}

/// `4250/3`, or a whole number.
fn fraction(number: &Exact) -> String {
    let ratio = number.as_ratio();
    if ratio.is_integer() {
        ratio.numer().to_string()
    } else {
        format!("{}/{}", ratio.numer(), ratio.denom())
    }
}
