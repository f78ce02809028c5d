//! What can be wrong with the input of a proportional election.

use std::collections::{BTreeMap, BTreeSet};

use super::super::input::{Group, Input};
use super::{alliance, named, present, together};
use crate::{Fault, Faults};

/// No body that is elected has more.
const MOST_SEATS: u64 = 1_000;
const MOST_GROUPS: usize = 500;

pub(super) fn check(input: &Input) -> Result<(), Faults> {
    let mut faults = Vec::new();
    check_committees(input, &mut faults);
    if !(1..=MOST_SEATS).contains(&together::seats(input)) {
        let fault = Fault::at(
            if input.committees.is_empty() { "seats" } else { "committees" },
            "antallet af pladser mangler eller kan ikke passe",
            "the number of seats is missing or cannot be right",
        );
        faults.push(fault.advise(
            format!("skriv et tal fra 1 til {MOST_SEATS}"),
            format!("write a number from 1 to {MOST_SEATS}"),
        ));
    }
    if input.groups.len() > MOST_GROUPS {
        let fault = Fault::at("groups", "der er for mange grupper", "there are too many groups");
        faults.push(fault.advise(
            format!("højst {MOST_GROUPS} kan stå her"),
            format!("at most {MOST_GROUPS} may be here"),
        ));
    }
    check_groups(&input.groups, &mut faults);
    check_waivers(input, &mut faults);
    Faults::none_in(faults)
}

fn check_waivers(input: &Input, faults: &mut Vec<Fault>) {
    for (index, waiver) in input.waivers.iter().enumerate() {
        let fields = [("group", Some(&waiver.group)), ("to", waiver.to.as_ref())];
        for (field, name) in fields.into_iter().filter_map(|(field, name)| Some((field, name?))) {
            if named(&input.groups, name).is_none() {
                let fault = Fault::at(
                    format!("waivers[{index}].{field}"),
                    format!("»{name}« er ingen af grupperne"),
                    format!("“{name}” is none of the groups"),
                );
                faults.push(fault.advise("skriv en gruppes navn", "write a group's name"));
            }
        }
        let to = waiver.to.as_deref().and_then(|to| named(&input.groups, to));
        if to.is_some() && to == named(&input.groups, &waiver.group) {
            let fault = Fault::at(
                format!("waivers[{index}].to"),
                "en gruppe kan ikke afgive en plads til sig selv",
                "a group cannot pass a seat to itself",
            );
            faults.push(fault.advise("skriv en anden gruppe", "write another group"));
        }
    }
}

/// A committee's name is told from others' and from the alliances', for draws name either.
fn check_committees(input: &Input, faults: &mut Vec<Fault>) {
    let folded = |name: &str| name.trim().to_lowercase();
    let mut names: BTreeSet<String> =
        input.groups.iter().filter_map(alliance).map(|name| folded(&name)).collect();
    for (index, committee) in input.committees.iter().enumerate() {
        let (at, name) = (format!("committees[{index}].name"), committee.name.trim());
        let is_new = names.insert(folded(name));
        if name.is_empty() {
            let fault = Fault::at(at, "udvalget har intet navn", "the committee has no name");
            faults.push(fault.advise("skriv dets navn", "write its name"));
        } else if !is_new {
            let fault = Fault::at(
                at,
                format!("»{name}« står der to gange"),
                format!("“{name}” is there twice"),
            );
            faults.push(fault.advise("giv udvalget et navn for sig", "name the committee apart"));
        }
        if committee.seats == 0 {
            let at = format!("committees[{index}].seats");
            let fault = Fault::at(at, "udvalget har ingen pladser", "the committee has no seats");
            faults.push(fault.advise("skriv et tal fra 1", "write a number from 1"));
        }
    }
    let all = together::seats(input);
    if let Some(seats) = input.seats.filter(|&seats| !input.committees.is_empty() && seats != all) {
        let fault = Fault::at(
            "seats",
            format!("{seats} pladser i alt er ikke udvalgenes {all}"),
            format!("{seats} seats in all are not the committees' {all}"),
        );
        faults.push(fault.advise("slet tallet, eller ret udvalgene", "delete it or correct them"));
    }
}

fn check_groups(groups: &[Group], faults: &mut Vec<Fault>) {
    let mut names = BTreeMap::new();
    let mut voting: u128 = 0;
    for (index, group) in groups.iter().enumerate() {
        let name = group.name.trim();
        let at = |field: &str| format!("groups[{index}].{field}");
        if name.is_empty() {
            let fault = Fault::at(at("name"), "gruppen har intet navn", "the group has no name");
            faults.push(fault.advise("skriv dens navn", "write its name"));
        } else if names.insert(name.to_lowercase(), index).is_some() {
            let fault = Fault::at(
                at("name"),
                format!("»{name}« står der to gange"),
                format!("“{name}” is there twice"),
            );
            faults.push(fault.advise("læg de to rækker sammen", "put the two rows together"));
        }
        if present(group) > group.members {
            let (there, all) = (present(group), group.members);
            let fault = Fault::at(
                at("present"),
                format!("{there} er til stede, men gruppen har {all} medlemmer"),
                format!("{there} are present, but the group has {all} members"),
            );
            faults.push(fault.advise("ret det ene tal", "correct one of the numbers"));
        }
        voting += u128::from(present(group));
    }
    for (index, group) in groups.iter().enumerate() {
        let Some(alliance) = alliance(group) else { continue };
        let namesake = names.get(&alliance.to_lowercase());
        if namesake.is_some() {
            let fault = Fault::at(
                format!("groups[{index}].alliance"),
                format!("»{alliance}« er også navnet på en gruppe"),
                format!("“{alliance}” is also the name of a group"),
            );
            faults.push(fault.advise(
                "giv valgforbundet et navn for sig, for eksempel »A+F«",
                "give the alliance a name of its own, for instance “A+F”",
            ));
        }
    }
    if voting == 0 || voting > u128::from(u32::MAX) {
        let fault = Fault::at(
            "groups",
            format!("{voting} medlemmer er til stede, så der kan ikke vælges"),
            format!("{voting} members are present, so nobody can be elected"),
        );
        faults.push(fault.advise("skriv gruppernes medlemstal", "write the groups' members"));
    }
}
