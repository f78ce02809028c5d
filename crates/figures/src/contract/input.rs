use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Exact, Fault, Faults, Meta};

/// More goals and readings than any contract has.
const MOST: usize = 2_000;

/// A results contract of one year: its goals and what was measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Input {
    #[serde(default)]
    pub(super) about: Meta,
    /// The contract's year, from 1 January to 31 December unless `from` and `to` say otherwise.
    pub(super) year: i16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) from: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) to: Option<Date>,
    /// The day of the state: readings dated later are left out. Otherwise today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) as_of: Option<Date>,
    /// Per cent of fulfilment from which the light is green; 100 if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) green: Option<Exact>,
    /// Per cent of fulfilment from which it is yellow; 90 if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) yellow: Option<Exact>,
    #[serde(default)]
    pub(super) judge: Judge,
    pub(super) goals: Vec<Goal>,
    #[serde(default)]
    pub(super) readings: Vec<Reading>,
    /// Earlier years, and sister organisations.
    #[serde(default)]
    pub(super) comparisons: Vec<Comparison>,
}

/// What the traffic light looks at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Judge {
    #[default]
    Forecast,
    Reading,
}

/// One goal of the contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Goal {
    pub(super) name: String,
    #[serde(default)]
    pub(super) scope: Scope,
    /// What is measured, if the name does not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) indicator: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) unit: Option<String>,
    /// The customers it is about; otherwise all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) segment: Option<Segment>,
    #[serde(default)]
    pub(super) direction: Direction,
    #[serde(default)]
    pub(super) measure: Measure,
    pub(super) target: Exact,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Scope {
    National,
    #[default]
    Regional,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Segment {
    Operations,
    Growth,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Direction {
    #[default]
    Up,
    Down,
}

/// How a reading grows over the year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Measure {
    /// A count since the year began.
    Cumulative,
    /// A level: a share, a mark.
    #[default]
    Level,
}

/// What was measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reading {
    pub(super) goal: String,
    pub(super) date: Date,
    pub(super) value: Exact,
    /// Of one segment alone; otherwise of the whole goal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) segment: Option<Segment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<String>,
}

/// An earlier year's or another organisation's number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Comparison {
    pub(super) goal: String,
    /// A sister organisation; otherwise our own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) organisation: Option<String>,
    pub(super) year: i16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<Exact>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) target: Option<Exact>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<String>,
}

pub(super) fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

impl Input {
    /// The first and the last day of the year the targets are for.
    pub(super) fn period(&self) -> Option<(Date, Date)> {
        let from = self.from.or_else(|| Date::new(self.year, 1, 1).ok())?;
        let to = self.to.or_else(|| Date::new(self.year, 12, 31).ok())?;
        Some((from, to))
    }

    pub(super) fn check(&self) -> Result<(), Faults> {
        let mut faults = Vec::new();
        match self.period() {
            Some((from, to)) if from <= to => {}
            _ => faults.push(
                Fault::at(
                    if self.to.is_some() { "to" } else { "year" },
                    "perioden slutter, før den begynder, eller året findes ikke",
                    "the period ends before it begins, or there is no such year",
                )
                .advise("ret året eller dagene", "correct the year or the days"),
            ),
        }
        self.check_light(&mut faults);
        for (key, count) in [
            ("goals", self.goals.len()),
            ("readings", self.readings.len()),
            ("comparisons", self.comparisons.len()),
        ] {
            if count > MOST {
                let fault = Fault::at(
                    key,
                    format!("{count} rækker er flere end {MOST}"),
                    format!("{count} rows are more than {MOST}"),
                );
                return Err(fault.advise("del kontrakten", "part the contract").into());
            }
        }
        self.check_names(&mut faults);
        Faults::none_in(faults)
    }

    fn check_light(&self, faults: &mut Vec<Fault>) {
        let (green, yellow) = self.limits();
        if yellow.is_negative() || yellow > green {
            let fault = Fault::at(
                "yellow",
                "grænsen for gul ligger over den for grøn eller under nul",
                "the limit of yellow lies above that of green or below zero",
            );
            faults.push(
                fault.advise("skriv for eksempel 100 og 90", "write for instance 100 and 90"),
            );
        }
    }

    /// Per cent of fulfilment from which the light is green, and yellow.
    pub(super) fn limits(&self) -> (Exact, Exact) {
        let green = self.green.clone().unwrap_or_else(|| Exact::from(100));
        let yellow = self.yellow.clone().unwrap_or_else(|| Exact::from(90));
        (green, yellow)
    }

    fn check_names(&self, faults: &mut Vec<Fault>) {
        if self.goals.is_empty() {
            let fault = Fault::at("goals", "der er ingen mål", "there are no goals");
            faults.push(fault.advise("skriv mindst ét", "write at least one"));
        }
        let mut names = BTreeSet::new();
        for (index, goal) in self.goals.iter().enumerate() {
            let name = folded(&goal.name);
            if name.is_empty() || !names.insert(name) {
                let shown = goal.name.trim();
                let fault = Fault::at(
                    format!("goals[{index}].name"),
                    format!("»{shown}« mangler navn eller står to gange"),
                    format!("“{shown}” has no name or is there twice"),
                );
                faults.push(fault.advise("giv hvert mål sit navn", "give each goal its own name"));
            }
        }
        let readings = self.readings.iter().map(|reading| ("readings", &reading.goal));
        let comparisons = self.comparisons.iter().map(|other| ("comparisons", &other.goal));
        for (index, (key, goal)) in readings
            .enumerate()
            .chain(comparisons.enumerate())
            .filter(|(_, (_, goal))| !names.contains(&folded(goal)))
        {
            let fault = Fault::at(
                format!("{key}[{index}].goal"),
                format!("»{goal}« er ikke et af målene"),
                format!("“{goal}” is none of the goals"),
            );
            faults.push(fault.advise(
                "skriv målets navn, som det står i målene",
                "write the goal's name as it stands in the goals",
            ));
        }
        let mut seen = BTreeSet::new();
        for (index, reading) in self.readings.iter().enumerate() {
            if !seen.insert((folded(&reading.goal), reading.date, reading.segment)) {
                let fault = Fault::at(
                    format!("readings[{index}].date"),
                    "målet har to målinger fra samme dag",
                    "the goal has two readings of the same day",
                );
                faults.push(fault.advise("slet den ene", "delete one of them"));
            }
        }
    }
}
