//! The units as a tree: who lies within whom, what each counts in the key, between which bounds its
//! number may lie. What is wrong with an input is found here.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Method;
use super::apportion::Bounds;
use super::input::{Component, Input, Unit};
use crate::{Exact, Fault, Faults};

/// Units whose places are shared out together.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// The unit they lie in; `None` for the uppermost.
    pub within: Option<usize>,
    /// The units, in the input's order.
    pub members: Vec<usize>,
    /// What each counts in the key, parts and weights put together.
    pub bases: Vec<Exact>,
    /// Per part of the key: its share of all weights, and its sum over the group.
    pub parts: Vec<(Exact, Exact)>,
    /// Where the key has several parts: what each unit counts in them.
    pub values: Vec<Vec<Exact>>,
}

/// The units, checked.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    /// The groups, upper before lower.
    pub groups: Vec<Group>,
    /// Per unit, the bounds that follow from its own and from those within it.
    pub bounds: Vec<Bounds>,
    /// Whether any unit is bounded.
    pub is_bounded: bool,
}

/// What each unit counts in each part of the key, unit after unit.
struct Values {
    parts: usize,
    all: Vec<Exact>,
}

impl Values {
    fn of(&self, unit: usize) -> &[Exact] {
        &self.all[unit * self.parts..(unit + 1) * self.parts]
    }
}

pub(super) fn tree(input: &Input) -> Result<Tree, Faults> {
    let index = names(input)?;
    let within = parents(input, &index)?;
    let mut children: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (unit, &parent) in within.iter().enumerate() {
        children.entry(parent).or_default().push(unit);
    }
    let order = top_down(&children);
    if order.len() < input.units.len() {
        let mut is_reached = vec![false; input.units.len()];
        for &unit in &order {
            is_reached[unit] = true;
        }
        let lost = is_reached.iter().position(|reached| !reached).unwrap_or(0);
        return Err(at(
            format!("units[{lost}].within"),
            "enhederne hører under hinanden i ring",
            "the units lie within each other in a circle",
        )
        .advise("lad den øverste stå uden", "leave it out for the uppermost")
        .into());
    }
    let values = values(input, &children, &order)?;
    let bounds = bounds(input, &children, &order)?;
    let mut groups = Vec::new();
    for parent in std::iter::once(None).chain(order.into_iter().map(Some)) {
        if let Some(members) = children.get(&parent) {
            groups.push(group(input, parent, members, &values)?);
        }
    }
    let is_bounded = bounds.iter().any(|b| b.least > 0 || b.most < u64::MAX);
    Ok(Tree { groups, bounds, is_bounded })
}

fn at(path: impl Into<String>, danish: &str, english: &str) -> Fault {
    Fault::at(path, danish, english)
}

/// The form of a name by which it is found: no case, no surrounding space.
pub(super) fn folded(name: &str) -> Cow<'_, str> {
    let name = name.trim();
    let is_folded = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if name.bytes().all(is_folded) { name.into() } else { name.to_lowercase().into() }
}

fn names(input: &Input) -> Result<HashMap<Cow<'_, str>, usize>, Faults> {
    let mut index = HashMap::with_capacity(input.units.len());
    let mut faults = Vec::new();
    if input.units.is_empty() {
        faults.push(
            at("units", "der er ingen enheder", "there are no units")
                .advise("tilføj mindst én", "add at least one"),
        );
    }
    for (unit, Unit { name, .. }) in input.units.iter().enumerate() {
        let path = || format!("units[{unit}].name");
        if name.trim().is_empty() {
            faults.push(
                at(path(), "navnet mangler", "the name is missing").advise("skriv det", "write it"),
            );
        } else if index.insert(folded(name), unit).is_some() {
            faults.push(
                Fault::at(
                    path(),
                    format!("»{name}« står der to gange"),
                    format!("“{name}” is there twice"),
                )
                .advise("slet den ene", "delete one of them"),
            );
        }
    }
    Faults::none_in(faults).map(|()| index)
}

fn parents(
    input: &Input,
    index: &HashMap<Cow<'_, str>, usize>,
) -> Result<Vec<Option<usize>>, Faults> {
    let mut faults = Vec::new();
    let of = |(unit, Unit { within, .. }): (usize, &Unit)| {
        let name = within.as_ref().filter(|name| !name.trim().is_empty())?;
        let found = index.get(&folded(name)).copied();
        if found.is_none() {
            faults.push(
                Fault::at(
                    format!("units[{unit}].within"),
                    format!("»{name}« findes ikke blandt enhederne"),
                    format!("“{name}” is none of the units"),
                )
                .advise("ret navnet, eller tilføj enheden", "correct the name or add the unit"),
            );
        }
        found
    };
    let parents = input.units.iter().enumerate().map(of).collect();
    Faults::none_in(faults).map(|()| parents)
}

fn top_down(children: &BTreeMap<Option<usize>, Vec<usize>>) -> Vec<usize> {
    let mut order: Vec<usize> = children.get(&None).cloned().unwrap_or_default();
    let mut next = 0;
    while let Some(&unit) = order.get(next) {
        order.extend(children.get(&Some(unit)).into_iter().flatten());
        next += 1;
    }
    order
}

/// The key's parts and what each unit counts in them; a unit with others within that says nothing
/// counts their sum.
fn values(
    input: &Input,
    children: &BTreeMap<Option<usize>, Vec<usize>>,
    order: &[usize],
) -> Result<Values, Faults> {
    let mut faults = weights(input);
    faults.extend(unheaded(input));
    Faults::none_in(std::mem::take(&mut faults))?;
    let mut faults: Vec<(usize, Fault)> = Vec::new();
    let parts = input.components.len().max(1);
    let mut values = Values { parts, all: vec![Exact::zero(); input.units.len() * parts] };
    for &unit in order.iter().rev() {
        let within = children.get(&Some(unit)).map(Vec::as_slice).unwrap_or_default();
        for part in 0..parts {
            values.all[unit * parts + part] = match stated(input, unit, part) {
                Some(value) => value.clone(),
                None if within.is_empty() => {
                    faults.push((unit, unstated(input, unit, part)));
                    Exact::zero()
                }
                None => within.iter().map(|&child| &values.of(child)[part]).sum(),
            };
        }
        faults.extend(unfit(input, unit).into_iter().map(|fault| (unit, fault)));
    }
    // Found from below, told from above.
    faults.sort_by_key(|(unit, _)| *unit);
    Faults::none_in(faults.into_iter().map(|(_, fault)| fault).collect()).map(|()| values)
}

/// Parts of the key that no unit has a number for, where there are columns that are no part: one of
/// the two is spelt wrong.
fn unheaded(input: &Input) -> Vec<Fault> {
    let is_part =
        |name: &str| input.components.iter().any(|component| component.name.trim() == name);
    let columns: BTreeSet<&str> =
        input.units.iter().flat_map(|unit| unit.values.keys()).map(String::as_str).collect();
    let others: Vec<&str> = columns.iter().copied().filter(|name| !is_part(name)).collect();
    if others.is_empty() || input.units.len() < 2 {
        return Vec::new();
    }
    let listed = |open, close| {
        let names = others.iter().take(5).map(|name| format!("{open}{name}{close}"));
        names.collect::<Vec<_>>().join(", ")
    };
    let components = input.components.iter().enumerate();
    let missing = components.filter(|(_, component)| !columns.contains(component.name.trim()));
    missing
        .map(|(index, Component { name, .. })| {
            Fault::at(
                format!("components[{index}].name"),
                format!("ingen kolonne blandt enhederne hedder »{name}«"),
                format!("no column of the units is headed “{name}”"),
            )
            .advise(
                format!("skriv kolonnens navn her; der er {}", listed("»", "«")),
                format!("write the column's name here; there are {}", listed("“", "”")),
            )
        })
        .collect()
}

fn stated(input: &Input, unit: usize, part: usize) -> Option<&Exact> {
    let unit = &input.units[unit];
    match input.components.get(part) {
        None => unit.base.as_ref(),
        Some(component) => unit.values.get(component.name.trim()),
    }
}

fn path_of(input: &Input, unit: usize, part: usize) -> String {
    match input.components.get(part) {
        None => format!("units[{unit}].base"),
        Some(component) => format!("units[{unit}].values.{}", component.name.trim()),
    }
}

fn unstated(input: &Input, unit: usize, part: usize) -> Fault {
    let has_values = input.components.is_empty() && !input.units[unit].values.is_empty();
    let fault = at(path_of(input, unit, part), "tallet mangler", "the number is missing");
    if has_values {
        fault.advise(
            "skriv nøglens dele og deres vægte i arket Nøgle",
            "write the key's parts and their weights in the sheet Key",
        )
    } else {
        fault.advise("udfyld det; nul skrives 0", "fill it in; nothing is written 0")
    }
}

fn weights(input: &Input) -> Vec<Fault> {
    let mut faults = Vec::new();
    let components = &input.components;
    for (index, component) in components.iter().enumerate() {
        if component.weight.is_negative() {
            faults.push(
                at(
                    format!("components[{index}].weight"),
                    "vægten er under nul",
                    "the weight is below zero",
                )
                .advise("skriv nul eller mere", "write zero or more"),
            );
        }
        let is_same = |other: &Component| other.name.trim() == component.name.trim();
        if components[..index].iter().any(is_same) {
            faults.push(
                at(
                    format!("components[{index}].name"),
                    "delen står der to gange",
                    "the part is there twice",
                )
                .advise("slet den ene", "delete one of them"),
            );
        }
    }
    if !components.is_empty() && components.iter().all(|component| component.weight.is_zero()) {
        faults.push(
            at("components[0].weight", "alle vægte er nul", "all weights are zero")
                .advise("giv mindst én en vægt", "give at least one a weight"),
        );
    }
    if input.method == Method::Droop && components.len() > 1 {
        faults.push(
            at(
                "method",
                "Droops kvote tæller stemmer og passer ikke til en nøgle med flere dele",
                "Droop's quota counts votes and does not fit a key of several parts",
            )
            .advise("vælg største brøk", "choose the largest remainder"),
        );
    }
    faults
}

/// Numbers below zero, and columns the key does not know.
fn unfit(input: &Input, unit: usize) -> Vec<Fault> {
    let parts = 0..input.components.len().max(1);
    let negative = parts
        .filter(|&part| stated(input, unit, part).is_some_and(Exact::is_negative))
        .map(|part| {
            at(path_of(input, unit, part), "tallet er under nul", "the number is below zero")
                .advise("skriv nul eller mere", "write zero or more")
        });
    let is_known =
        |name: &str| input.components.iter().any(|component| component.name.trim() == name);
    let unknown = input.units[unit].values.keys().filter(|name| !is_known(name));
    let unknown = unknown.map(|name| {
        Fault::at(
            format!("units[{unit}].values.{name}"),
            format!("»{name}« er ikke en del af nøglen"),
            format!("“{name}” is no part of the key"),
        )
        .advise(
            "skriv den i arket Nøgle med vægt, eller slet kolonnen",
            "write it in the sheet Key with a weight, or delete the column",
        )
    });
    let both = (!input.components.is_empty() && input.units[unit].base.is_some()).then(|| {
        at(
            format!("units[{unit}].base"),
            "nøglen har dele; grundlaget bruges ikke",
            "the key has parts; the base is not used",
        )
        .advise("slet grundlaget eller nøglens dele", "delete the base or the key's parts")
    });
    negative.chain(unknown).chain(both).collect()
}

fn group(
    input: &Input,
    within: Option<usize>,
    members: &[usize],
    values: &Values,
) -> Result<Group, Faults> {
    let sum = |part: usize| members.iter().map(|&unit| &values.of(unit)[part]).sum::<Exact>();
    if input.components.len() <= 1 {
        let bases = members.iter().map(|&unit| values.of(unit)[0].clone()).collect();
        let parts = vec![(Exact::from(1), sum(0))];
        return Ok(Group { within, members: members.to_vec(), bases, parts, values: Vec::new() });
    }
    let all: Exact = input.components.iter().map(|component| &component.weight).sum();
    let mut parts = Vec::new();
    let mut factors = Vec::new();
    for (part, component) in input.components.iter().enumerate() {
        let (weight, sum) = (&component.weight / &all, sum(part));
        if sum.is_zero() && !weight.is_zero() {
            let name = &component.name;
            return Err(Fault::at(
                path_of(input, members[0], part),
                format!("»{name}« er nul for alle, der deles imellem"),
                format!("“{name}” is zero for all that share"),
            )
            .advise("udfyld den, eller giv den vægten 0", "fill it in or give it the weight 0")
            .into());
        }
        factors.push(weight.checked_div(&sum).unwrap_or_default());
        parts.push((weight, sum));
    }
    let base = |&unit: &usize| {
        let weighed = values.of(unit).iter().zip(&factors).map(|(value, factor)| value * factor);
        weighed.sum()
    };
    let bases = members.iter().map(base).collect();
    let values = members.iter().map(|&unit| values.of(unit).to_vec()).collect();
    Ok(Group { within, members: members.to_vec(), bases, parts, values })
}

/// Each unit's bounds, narrowed by those of the units within it.
fn bounds(
    input: &Input,
    children: &BTreeMap<Option<usize>, Vec<usize>>,
    order: &[usize],
) -> Result<Vec<Bounds>, Faults> {
    let mut faults = Vec::new();
    if input.largest_change_percent.as_ref().is_some_and(Exact::is_negative) {
        faults.push(
            at("largest_change_percent", "tallet er under nul", "the number is below zero")
                .advise("skriv nul eller mere", "write zero or more"),
        );
    }
    let mut all = vec![Bounds { least: 0, most: u64::MAX }; input.units.len()];
    for &unit in order.iter().rev() {
        let mut bounds = own_bounds(input, unit, &mut faults);
        if let Some(within) = children.get(&Some(unit)) {
            let least =
                within.iter().fold(0_u64, |sum, &child| sum.saturating_add(all[child].least));
            let most = within.iter().fold(0_u64, |sum, &child| sum.saturating_add(all[child].most));
            bounds.least = bounds.least.max(least);
            bounds.most = bounds.most.min(most);
            if bounds.least > bounds.most && faults.is_empty() {
                faults.push(crossed(input, unit, bounds));
            }
        }
        all[unit] = bounds;
    }
    Faults::none_in(faults).map(|()| all)
}

fn own_bounds(input: &Input, index: usize, faults: &mut Vec<Fault>) -> Bounds {
    let unit = &input.units[index];
    let percent = || {
        let part = input.largest_change_percent.as_ref()? * &Exact::from(unit.previous?);
        let places = (&part / &Exact::from(100)).round(0, crate::Rounding::Down);
        Some(places.to_u64().unwrap_or(if places.is_negative() { 0 } else { u64::MAX }))
    };
    let for_all = match (input.largest_change, percent()) {
        (Some(places), Some(percent)) => Some(places.min(percent)),
        (places, percent) => places.or(percent),
    };
    if unit.largest_change.is_some() && unit.previous.is_none() {
        faults.push(
            at(
                format!("units[{index}].previous"),
                "største ændring kræver sidste års antal",
                "the largest change needs the previous number",
            )
            .advise("udfyld det", "fill it in"),
        );
    }
    let mut bounds =
        Bounds { least: unit.minimum.unwrap_or(0), most: unit.maximum.unwrap_or(u64::MAX) };
    if let (Some(change), Some(previous)) = (unit.largest_change.or(for_all), unit.previous) {
        bounds.least = bounds.least.max(previous.saturating_sub(change));
        bounds.most = bounds.most.min(previous.saturating_add(change));
    }
    if bounds.least > bounds.most {
        faults.push(crossed(input, index, bounds));
    }
    bounds
}

fn crossed(input: &Input, index: usize, bounds: Bounds) -> Fault {
    let unit = &input.units[index];
    let field = match (unit.minimum, unit.maximum) {
        (Some(_), _) => "minimum",
        (None, Some(_)) => "maximum",
        (None, None) => "name",
    };
    let (least, most, name) = (bounds.least, bounds.most, &unit.name);
    Fault::at(
        format!("units[{index}].{field}"),
        format!("{name} skal have mindst {least} og højst {most}"),
        format!("{name} is to have at least {least} and at most {most}"),
    )
    .advise("ret den ene af grænserne", "correct one of the bounds")
}
