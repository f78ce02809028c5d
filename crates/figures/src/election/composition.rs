//! Who makes up a KKR. KL's statutes § 15: the region's mayors are born members; each party or
//! alliance of lists adds members so that the whole, mayors included, mirrors the region's municipal
//! vote. A party or alliance takes part with at least 2 % of the votes cast and a seat in at least
//! one council; the KKR's own rules allow at most twice as many members as municipalities (KL,
//! "Sammensætningen af de fem KKR 2018-2022", 19 December 2017).
//!
//! Which method mirrors, and how large the KKR is, is not published. Here: each seat goes to the
//! largest quotient votes / (seats + 1), beginning with the mayors a list has; the size, unless
//! given, is the smallest at which no list has more mayors than its share of d'Hondt. Where there is
//! none up to the most allowed, the KKR has the most and those lists keep their mayors.

use std::collections::BTreeSet;

use serde::Serialize;

use super::input::{Draw, Input, List};
use super::quotients::{Contender, Distribution, Lots, distribute};
use crate::{Exact, Fault, Faults};

const THRESHOLD: u8 = 2;
/// More municipalities than Denmark has.
const MOST_MUNICIPALITIES: u64 = 200;
const MOST_LISTS: usize = 1_000;
const MOST_VOTES: u64 = 1_000_000_000;

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Composition {
    pub(super) municipalities: u64,
    pub(super) votes_cast: u64,
    pub(super) threshold: Exact,
    /// Votes needed: the threshold's share, unrounded.
    pub(super) votes_needed: Exact,
    pub(super) most: u64,
    pub(super) mayors: u64,
    pub(super) size: u64,
    pub(super) sized: SizedBy,
    pub(super) units: Vec<Unit>,
    /// Lots open or drawn about the last seats.
    pub(super) ties: Vec<SeatTie>,
    /// Each seat beyond the mayors in the order given.
    pub(super) order: Vec<Given>,
}

/// Where the size comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum SizedBy {
    Given,
    Smallest,
    /// No size up to the most allowed mirrors the vote.
    Capped,
}

/// A party or an alliance of lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Unit {
    pub(super) name: String,
    pub(super) lists: Vec<String>,
    pub(super) votes: u64,
    pub(super) councillors: u64,
    pub(super) mayors: u64,
    pub(super) takes_part: TakesPart,
    /// Its share by d'Hondt of the same seats without regard to mayors.
    pub(super) share: u64,
    /// Members beyond the mayors.
    pub(super) supplementary: u64,
    pub(super) members: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum TakesPart {
    Yes,
    BelowThreshold,
    NoCouncil,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct SeatTie {
    pub(super) first: u64,
    pub(super) last: u64,
    pub(super) quotient: Exact,
    pub(super) between: Vec<String>,
    pub(super) drawn: Option<Vec<String>>,
    pub(super) note: Option<String>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Given {
    /// Counted from the first member, the mayors included.
    pub(super) seat: u64,
    pub(super) quotient: Exact,
    /// `None` while lots must decide.
    pub(super) unit: Option<String>,
}

pub(super) fn compute(input: &Input) -> Result<Composition, Faults> {
    let municipalities = check(input)?;
    let most = input.most.unwrap_or(2 * municipalities);
    let listed: u64 = input.lists.iter().map(|list| list.votes).sum();
    let votes_cast = input.votes_cast.unwrap_or(listed);
    let threshold = input.threshold.clone().unwrap_or_else(|| Exact::from(THRESHOLD));
    let votes_needed = Exact::from(votes_cast) * threshold.clone() / Exact::from(100);
    let mut units = units(&input.lists, &votes_needed);
    let mayors: u64 = units.iter().map(|unit| unit.mayors).sum();
    let taking: Vec<usize> =
        (0..units.len()).filter(|&at| units[at].takes_part == TakesPart::Yes).collect();
    let contenders = contenders(&units, &taking, true);
    let born_outside = mayors - contenders.iter().map(|one| one.held).sum::<u64>();
    let (size, sized) = match input.size {
        Some(size) => (size, SizedBy::Given),
        None => smallest(&units, &taking, mayors, born_outside, most),
    };
    let given = distribute(&contenders, size - mayors, &lots(&input.draws, mayors));
    let shares = distribute(&self::contenders(&units, &taking, false), size - born_outside, &[]);
    for (index, &at) in taking.iter().enumerate() {
        let unit = &mut units[at];
        unit.share = shares.seats[index];
        unit.members = given.seats[index];
        unit.supplementary = unit.members - unit.mayors;
    }
    let ties = seat_ties(&given, &contenders, mayors, &input.draws);
    unused(&input.draws, &ties)?;
    let order = order(&given, &contenders, mayors);
    Ok(Composition {
        municipalities,
        votes_cast,
        threshold,
        votes_needed,
        most,
        mayors,
        size,
        sized,
        units,
        ties,
        order,
    })
}

/// Parties and alliances in the order they first appear.
fn units(lists: &[List], votes_needed: &Exact) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for list in lists {
        let alliance = list.alliance.as_deref().map(str::trim).filter(|name| !name.is_empty());
        let name = alliance.unwrap_or(list.name.trim());
        let at = units.iter().position(|unit| unit.name == name).unwrap_or_else(|| {
            units.push(Unit {
                name: name.to_owned(),
                lists: Vec::new(),
                votes: 0,
                councillors: 0,
                mayors: 0,
                takes_part: TakesPart::Yes,
                share: 0,
                supplementary: 0,
                members: 0,
            });
            units.len() - 1
        });
        let unit = &mut units[at];
        unit.lists.push(list.name.trim().to_owned());
        unit.votes += list.votes;
        unit.councillors += list.councillors;
        unit.mayors += list.mayors;
    }
    for unit in &mut units {
        unit.members = unit.mayors;
        if Exact::from(unit.votes) < *votes_needed || unit.votes == 0 {
            unit.takes_part = TakesPart::BelowThreshold;
        } else if unit.councillors == 0 {
            unit.takes_part = TakesPart::NoCouncil;
        }
    }
    units
}

fn contenders(units: &[Unit], taking: &[usize], with_mayors: bool) -> Vec<Contender> {
    let contender = |&at: &usize| Contender {
        name: units[at].name.clone(),
        votes: units[at].votes.into(),
        held: if with_mayors { units[at].mayors } else { 0 },
    };
    taking.iter().map(contender).collect()
}

/// The smallest size at which d'Hondt gives every list at least its mayors.
fn smallest(
    units: &[Unit],
    taking: &[usize],
    mayors: u64,
    born_outside: u64,
    most: u64,
) -> (u64, SizedBy) {
    let contenders = contenders(units, taking, false);
    let mirrors = |size: &u64| {
        let shares = distribute(&contenders, size - born_outside, &[]);
        taking.iter().zip(&shares.seats).all(|(&at, &share)| share >= units[at].mayors)
    };
    match (mayors.max(1)..=most).find(mirrors) {
        Some(size) => (size, SizedBy::Smallest),
        None => (most, SizedBy::Capped),
    }
}

/// Draws name a seat of the whole KKR; the distribution counts those beyond the mayors.
fn lots(draws: &[Draw], mayors: u64) -> Vec<Lots<'_>> {
    let beyond = draws.iter().filter(|draw| draw.seat > mayors);
    beyond.map(|draw| Lots { seat: draw.seat - mayors, order: &draw.order }).collect()
}

fn seat_ties(
    given: &Distribution,
    contenders: &[Contender],
    mayors: u64,
    draws: &[Draw],
) -> Vec<SeatTie> {
    let names = |at: &[usize]| at.iter().map(|&at| contenders[at].name.clone()).collect();
    // Who is given a seat first does not matter here, only who gets one.
    let mattering = given.ties.iter().filter(|tie| !tie.is_of_order());
    let tie = mattering.map(|tie| SeatTie {
        first: tie.first + mayors,
        last: tie.last + mayors,
        quotient: tie.quotient.clone(),
        between: names(&tie.contenders),
        drawn: tie.order.as_deref().map(names),
        note: draws
            .iter()
            .find(|draw| draw.seat == tie.first + mayors)
            .and_then(|draw| draw.note.clone()),
    });
    tie.collect()
}

fn unused(draws: &[Draw], ties: &[SeatTie]) -> Result<(), Faults> {
    let mut faults = Vec::new();
    for (index, draw) in draws.iter().enumerate() {
        if !ties.iter().any(|tie| tie.first == draw.seat && tie.drawn.is_some()) {
            let seat = draw.seat;
            let fault = Fault::at(
                format!("draws[{index}].seat"),
                format!("lodtrækningen om plads {seat} afgør ingen lige store kvotienter"),
                format!("the draw about seat {seat} decides no equal quotients"),
            );
            faults.push(fault.advise(
                "skriv pladsens nummer i hele KKR og navnene på dem, der stod lige",
                "write the seat's number in the whole KKR and the names of those who were equal",
            ));
        }
    }
    Faults::none_in(faults)
}

fn order(given: &Distribution, contenders: &[Contender], mayors: u64) -> Vec<Given> {
    let award = given.awards.iter().map(|award| Given {
        seat: award.seat + mayors,
        quotient: award.quotient.clone(),
        unit: match award.winner {
            super::quotients::Winner::Known { contender, .. } => {
                Some(contenders[contender].name.clone())
            }
            super::quotients::Winner::Open { .. } => None,
        },
    });
    award.collect()
}

fn check(input: &Input) -> Result<u64, Faults> {
    let mut faults = Vec::new();
    let municipalities = input.municipalities.unwrap_or_default();
    if !(1..=MOST_MUNICIPALITIES).contains(&municipalities) {
        let fault = Fault::at(
            "municipalities",
            "antallet af kommuner mangler eller kan ikke passe",
            "the number of municipalities is missing or cannot be right",
        );
        faults.push(fault.advise(
            format!("skriv et tal fra 1 til {MOST_MUNICIPALITIES}"),
            format!("write a number from 1 to {MOST_MUNICIPALITIES}"),
        ));
    }
    check_lists(&input.lists, &mut faults);
    Faults::none_in(std::mem::take(&mut faults))?;
    check_sums(input, municipalities, &mut faults);
    Faults::none_in(faults).map(|()| municipalities)
}

fn check_lists(lists: &[List], faults: &mut Vec<Fault>) {
    if lists.is_empty() || lists.len() > MOST_LISTS {
        let fault = Fault::at(
            "lists",
            "der er ingen lister, eller for mange",
            "there are no lists, or too many",
        );
        faults.push(fault.advise(
            format!("skriv mellem 1 og {MOST_LISTS} lister"),
            format!("write between 1 and {MOST_LISTS} lists"),
        ));
    }
    let mut names = BTreeSet::new();
    for (index, list) in lists.iter().enumerate() {
        let name = list.name.trim();
        if name.is_empty() || !names.insert(name.to_lowercase()) {
            let fault = Fault::at(
                format!("lists[{index}].name"),
                format!("»{name}« mangler navn eller står to gange"),
                format!("“{name}” has no name or is there twice"),
            );
            faults.push(fault.advise("skriv hver liste én gang", "write each list once"));
        }
        for (field, number) in
            [("votes", list.votes), ("councillors", list.councillors), ("mayors", list.mayors)]
        {
            if number > MOST_VOTES {
                let fault = Fault::at(
                    format!("lists[{index}].{field}"),
                    format!("{number} kan ikke passe"),
                    format!("{number} cannot be right"),
                );
                faults.push(fault.advise("ret tallet", "correct the number"));
            }
        }
    }
    for (index, list) in lists.iter().enumerate() {
        let alliance = list.alliance.as_deref().map(|name| name.trim().to_lowercase());
        if alliance.is_some_and(|name| !name.is_empty() && names.contains(&name)) {
            let fault = Fault::at(
                format!("lists[{index}].alliance"),
                "listesamarbejdet hedder det samme som en liste",
                "the alliance has the name of a list",
            );
            faults.push(fault.advise("giv det et navn for sig", "give it a name of its own"));
        }
    }
}

fn check_sums(input: &Input, municipalities: u64, faults: &mut Vec<Fault>) {
    let listed: u64 = input.lists.iter().map(|list| list.votes).sum();
    let mayors: u64 = input.lists.iter().map(|list| list.mayors).sum();
    let mut fault = |path: &str, danish: String, english: String| {
        let fault = Fault::at(path, danish, english);
        faults.push(fault.advise("ret tallene", "correct the numbers"));
    };
    if mayors > municipalities {
        fault(
            "lists",
            format!("{mayors} borgmestre i {municipalities} kommuner"),
            format!("{mayors} mayors in {municipalities} municipalities"),
        );
    }
    if listed == 0 || input.votes_cast.is_some_and(|cast| !(listed..=MOST_VOTES).contains(&cast)) {
        fault(
            if listed == 0 { "lists" } else { "votes_cast" },
            format!("listerne har {listed} stemmer; det passer ikke med de afgivne"),
            format!("the lists have {listed} votes; that does not fit the votes cast"),
        );
    }
    let cap = input.most.unwrap_or(2 * municipalities);
    if cap > 2 * MOST_MUNICIPALITIES || cap < mayors.max(1) {
        fault(
            "most",
            format!("højst {cap} medlemmer kan ikke passe med {mayors} borgmestre"),
            format!("at most {cap} members does not fit {mayors} mayors"),
        );
    }
    if let Some(size) = input.size.filter(|size| !(mayors.max(1)..=cap).contains(size)) {
        fault(
            "size",
            format!("{size} medlemmer er færre end borgmestrene eller flere end de højst {cap}"),
            format!("{size} members are fewer than the mayors or more than the most, {cap}"),
        );
    }
    let is_share = |percent: &Exact| !percent.is_negative() && *percent <= Exact::from(100);
    if input.threshold.as_ref().is_some_and(|percent| !is_share(percent)) {
        fault(
            "threshold",
            "spærregrænsen er en procent fra 0 til 100".to_owned(),
            "the threshold is a per cent from 0 to 100".to_owned(),
        );
    }
}
