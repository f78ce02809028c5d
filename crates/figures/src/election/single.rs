//! One post in up to three rounds (kommunestyrelsesloven § 24(1)). Rounds 1 and 2 need a majority of
//! the members present; in round 2 it is also enough to be the only one who got votes. Round 3 is
//! between the two with most votes in round 2 and decided by the votes cast.

use std::collections::BTreeSet;

use serde::Serialize;

use super::input::{Ballot, Draw, Input};
use crate::{Fault, Faults};

const LAST: u64 = 3;

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct SinglePost {
    pub(super) present: u64,
    /// Votes that are a majority of the members present.
    pub(super) majority: u64,
    pub(super) rounds: Vec<Round>,
    pub(super) outcome: Outcome,
    pub(super) ties: Vec<Lot>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Round {
    #[serde(rename = "round")]
    pub(super) number: u64,
    /// With most votes first.
    pub(super) votes: Vec<(String, u64)>,
    /// Present members whose vote stood for nobody.
    pub(super) blank: u64,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub(super) enum Outcome {
    Elected {
        candidate: String,
        round: u64,
        by: By,
    },
    /// Another round must be held, between these where it is the third.
    NextRound {
        round: u64,
        between: Vec<String>,
    },
    /// Lots must be drawn between these.
    Lots {
        round: u64,
        between: Vec<String>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum By {
    MajorityOfPresent,
    OnlyCandidate,
    MostVotes,
    Lots,
}

/// Equal votes that lots decide.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Lot {
    pub(super) round: u64,
    pub(super) between: Vec<String>,
    pub(super) votes: u64,
    /// How many of them go on or are elected.
    pub(super) places: u64,
    pub(super) drawn: Option<Vec<String>>,
    pub(super) note: Option<String>,
}

pub(super) fn compute(input: &Input) -> Result<SinglePost, Faults> {
    let present = check(input)?;
    let rounds: Vec<Round> = (1..=LAST).map_while(|number| round(input, number, present)).collect();
    let majority = present / 2 + 1;
    let mut ties = Vec::new();
    let outcome = outcome(&rounds, majority, &input.draws, &mut ties)?;
    for (index, draw) in input.draws.iter().enumerate() {
        if !ties.iter().any(|tie: &Lot| tie.round == draw.seat && tie.drawn.is_some()) {
            let round = draw.seat;
            let fault = Fault::at(
                format!("draws[{index}].seat"),
                format!("lodtrækningen efter {round}. runde afgør ikke en stemmelighed"),
                format!("the draw after round {round} decides no equality of votes"),
            );
            return Err(fault
                .advise(
                    "skriv runden og navnene på dem, der stod lige",
                    "write the round and the names of those who were equal",
                )
                .into());
        }
    }
    Ok(SinglePost { present, majority, rounds, outcome, ties })
}

fn round(input: &Input, number: u64, present: u64) -> Option<Round> {
    let own = input.ballots.iter().filter(|ballot| ballot.round == number);
    let mut votes: Vec<(String, u64)> =
        own.map(|ballot| (ballot.candidate.trim().to_owned(), ballot.votes)).collect();
    votes.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let cast: u64 = votes.iter().map(|(_, votes)| votes).sum();
    (!votes.is_empty()).then(|| Round { number, votes, blank: present - cast })
}

fn outcome(
    rounds: &[Round],
    majority: u64,
    draws: &[Draw],
    ties: &mut Vec<Lot>,
) -> Result<Outcome, Faults> {
    for round in rounds.iter().filter(|round| round.number < LAST) {
        let voted: Vec<_> = round.votes.iter().filter(|(_, votes)| *votes > 0).collect();
        let by = match voted.as_slice() {
            [(_, votes), ..] if *votes >= majority => By::MajorityOfPresent,
            [_] if round.number == 2 => By::OnlyCandidate,
            _ => continue,
        };
        if rounds.len() as u64 > round.number {
            return Err(superfluous(round.number));
        }
        let candidate = voted[0].0.clone();
        return Ok(Outcome::Elected { candidate, round: round.number, by });
    }
    match rounds {
        [] | [_] => Ok(Outcome::NextRound { round: rounds.len() as u64 + 1, between: Vec::new() }),
        [_, second, rest @ ..] => {
            let entering = enter(second, draws, ties);
            let Some(entering) = entering else {
                let between = ties.last().map(|tie| tie.between.clone()).unwrap_or_default();
                return Ok(Outcome::Lots { round: 2, between });
            };
            match rest.first() {
                None => Ok(Outcome::NextRound { round: LAST, between: entering }),
                Some(third) => last(third, &entering, draws, ties),
            }
        }
    }
}

fn superfluous(round: u64) -> Faults {
    let fault = Fault::at(
        "ballots",
        format!("valget blev afgjort i {round}. runde, men der står stemmer i en senere"),
        format!("the election was decided in round {round}, but there are votes of a later one"),
    );
    fault
        .advise(
            "ret stemmetallene, eller slet den senere runde",
            "correct the votes or delete the later round",
        )
        .into()
}

/// The two who go on to round 3; `None` while lots must decide.
fn enter(second: &Round, draws: &[Draw], ties: &mut Vec<Lot>) -> Option<Vec<String>> {
    if second.votes.len() <= 2 {
        return Some(second.votes.iter().map(|(name, _)| name.clone()).collect());
    }
    let limit = second.votes[1].1;
    let above: Vec<String> = second
        .votes
        .iter()
        .filter(|(_, votes)| *votes > limit)
        .map(|(name, _)| name.clone())
        .collect();
    let equal: Vec<String> = second
        .votes
        .iter()
        .filter(|(_, votes)| *votes == limit)
        .map(|(name, _)| name.clone())
        .collect();
    let places = 2 - above.len();
    if equal.len() == places {
        return Some([above, equal].concat());
    }
    let drawn = lot(2, equal, limit, places, draws, ties)?;
    Some([above, drawn].concat())
}

fn last(
    third: &Round,
    entering: &[String],
    draws: &[Draw],
    ties: &mut Vec<Lot>,
) -> Result<Outcome, Faults> {
    if let Some((name, _)) = third.votes.iter().find(|(name, _)| !is_among(name, entering)) {
        let names = entering.join(", ");
        let fault = Fault::at(
            "ballots",
            format!("»{name}« er ikke en af de to i 3. runde: {names}"),
            format!("“{name}” is not one of the two of round 3: {names}"),
        );
        let advice = (
            "ret navnet, eller skriv lodtrækningen efter 2. runde",
            "correct the name, or write the draw after round 2",
        );
        return Err(fault.advise(advice.0, advice.1).into());
    }
    let most = third.votes[0].1;
    let equal: Vec<String> = third
        .votes
        .iter()
        .filter(|(_, votes)| *votes == most)
        .map(|(name, _)| name.clone())
        .collect();
    if let [candidate] = equal.as_slice() {
        let candidate = candidate.clone();
        return Ok(Outcome::Elected { candidate, round: LAST, by: By::MostVotes });
    }
    let between = equal.clone();
    Ok(match lot(LAST, equal, most, 1, draws, ties) {
        Some(drawn) => Outcome::Elected { candidate: drawn[0].clone(), round: LAST, by: By::Lots },
        None => Outcome::Lots { round: LAST, between },
    })
}

fn is_among(name: &str, names: &[String]) -> bool {
    names.iter().any(|other| other.to_lowercase() == name.to_lowercase())
}

/// Notes the equality and gives the names drawn, if they were.
fn lot(
    round: u64,
    between: Vec<String>,
    votes: u64,
    places: usize,
    draws: &[Draw],
    ties: &mut Vec<Lot>,
) -> Option<Vec<String>> {
    let draw = draws.iter().find(|draw| draw.seat == round);
    let drawn = draw.and_then(|draw| {
        let mut names: Vec<String> = Vec::new();
        for name in &draw.order {
            let meant =
                between.iter().find(|own| own.to_lowercase() == name.trim().to_lowercase())?;
            if names.contains(meant) {
                return None;
            }
            names.push(meant.clone());
        }
        (names.len() >= places).then_some(names)
    });
    let note = draw.and_then(|draw| draw.note.clone());
    let places_shown = places as u64;
    ties.push(Lot { round, between, votes, places: places_shown, drawn: drawn.clone(), note });
    drawn.map(|names| names.into_iter().take(places).collect())
}

fn check(input: &Input) -> Result<u64, Faults> {
    let mut faults = Vec::new();
    let present = input.present.unwrap_or_default();
    if present == 0 {
        let fault = Fault::at(
            "present",
            "antallet af tilstedeværende medlemmer mangler",
            "the number of members present is missing",
        );
        faults.push(fault.advise(
            "skriv det; de tæller med, også når de stemmer blankt",
            "write it; they count even when they vote blank",
        ));
    }
    let mut seen = BTreeSet::new();
    for (index, ballot) in input.ballots.iter().enumerate() {
        check_ballot(ballot, index, &mut seen, &mut faults);
    }
    for round in 1..=LAST {
        let own = input.ballots.iter().filter(|ballot| ballot.round == round);
        let cast: u128 = own.map(|ballot| u128::from(ballot.votes)).sum();
        let is_there = |round: u64| input.ballots.iter().any(|ballot| ballot.round == round);
        if present > 0 && cast > present.into() {
            let fault = Fault::at(
                "ballots",
                format!("{cast} stemmer i {round}. runde, men kun {present} er til stede"),
                format!("{cast} votes in round {round}, but only {present} are present"),
            );
            faults.push(fault.advise("ret tallene", "correct the numbers"));
        }
        if round > 1 && is_there(round) && !is_there(round - 1) {
            let before = round - 1;
            let fault = Fault::at(
                "ballots",
                format!("{before}. runde mangler"),
                format!("round {before} is missing"),
            );
            faults.push(fault.advise("skriv dens stemmer", "write its votes"));
        }
    }
    Faults::none_in(faults).map(|()| present)
}

fn check_ballot(
    ballot: &Ballot,
    index: usize,
    seen: &mut BTreeSet<(u64, String)>,
    faults: &mut Vec<Fault>,
) {
    let name = ballot.candidate.trim();
    let key = (ballot.round, name.to_lowercase());
    if !(1..=LAST).contains(&ballot.round) {
        let at = format!("ballots[{index}].round");
        let fault = Fault::at(at, "der er højst tre runder", "there are at most three rounds");
        faults.push(fault.advise("skriv 1, 2 eller 3", "write 1, 2 or 3"));
    }
    if name.is_empty() || !seen.insert(key) {
        let fault = Fault::at(
            format!("ballots[{index}].candidate"),
            format!("»{name}« mangler navn eller står to gange i samme runde"),
            format!("“{name}” has no name or is there twice in the same round"),
        );
        faults.push(fault.advise(
            "skriv hver kandidat én gang pr. runde; blanke stemmer skrives ikke",
            "write each candidate once per round; blank votes are not written",
        ));
    }
}
