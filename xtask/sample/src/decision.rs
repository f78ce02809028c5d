//! The field "Beslutning": key lines that say it in the model's terms, then the text as written.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use raadslag_document::{Decision, GroupVote, Outcome, Votes};

use crate::blocks;

const OUTCOMES: [(&str, Outcome); 11] = [
    ("godkendt", Outcome::Approved),
    ("godkendt med ændringer", Outcome::ApprovedWithChanges),
    ("anbefalet", Outcome::Recommended),
    ("drøftet", Outcome::Discussed),
    ("taget til efterretning", Outcome::Noted),
    ("udsat", Outcome::Postponed),
    ("forkastet", Outcome::Rejected),
    ("trukket tilbage", Outcome::Withdrawn),
    ("sendt videre", Outcome::Referred),
    ("sendt tilbage", Outcome::Returned),
    ("udpeget", Outcome::Appointed),
];

/// Reads `udfald:`, `stemmer:`, `forbehold:`, `deltog ikke:` and `protokol:` lines and the text.
/// Reservations and statements are part of the text; the key lines repeat them for the model.
pub(crate) fn read(text: &str) -> Result<Decision> {
    let mut decision = Decision::default();
    let mut prose = Vec::new();
    for line in text.lines() {
        match line.split_once(": ") {
            Some(("udfald", value)) => decision.outcome = outcome(value.trim())?,
            Some(("stemmer", value)) => decision.votes = Some(votes(value.trim())?),
            Some(("forbehold", value)) => decision.reservations.push(value.trim().to_owned()),
            Some(("deltog ikke", value)) => decision.absent.push(value.trim().to_owned()),
            Some(("protokol", value)) => decision.statements.push(value.trim().to_owned()),
            _ => prose.push(line),
        }
    }
    decision.text = blocks::paragraphs(&prose.join("\n")).join("\n");
    Ok(decision)
}

fn outcome(name: &str) -> Result<Outcome> {
    OUTCOMES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, outcome)| *outcome)
        .with_context(|| format!("`{name}` is no outcome"))
}

/// `for 24 (A, V, C); imod 4 (Ø, F); undlod 2 (O)`.
fn votes(text: &str) -> Result<Votes> {
    let mut votes = Votes::default();
    for side in text.split("; ") {
        let (count, parties) = side.split_once(" (").unwrap_or((side, ""));
        let (name, count) = count.split_once(' ').context("a side is `for 24 (A, V)`")?;
        let count = Some(count.trim().parse()?);
        match name {
            "for" => votes.in_favour = count,
            "imod" => votes.against = count,
            "undlod" => votes.abstained = count,
            _ => bail!("`{name}` is not `for`, `imod` or `undlod`"),
        }
        add_parties(&mut votes.parties, name, parties.trim_end_matches(')'));
    }
    Ok(votes)
}

fn add_parties(parties: &mut BTreeMap<String, GroupVote>, side: &str, names: &str) {
    for party in names.split(", ").filter(|party| !party.is_empty()) {
        let vote = parties.entry(party.to_owned()).or_default();
        let whole = Some(Vec::new());
        match side {
            "for" => vote.in_favour = whole,
            "imod" => vote.against = whole,
            _ => vote.abstained = whole,
        }
    }
}
