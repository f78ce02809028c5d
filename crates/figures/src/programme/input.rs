use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Fault, Faults, Meta};

/// More milestones than a picture of any programme can hold.
const MOST: usize = 2_000;

/// A programme's milestones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Input {
    #[serde(default)]
    pub(super) about: Meta,
    /// The day the state is told for; otherwise today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) as_of: Option<Date>,
    /// So many days before its deadline an unfinished milestone is marked as near; 30 if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) near: Option<u32>,
    pub(super) milestones: Vec<Milestone>,
}

/// One unit's milestone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Milestone {
    pub(super) unit: String,
    /// "Runde 1".
    #[serde(default)]
    pub(super) round: String,
    /// What must be there; may be left out where the programme has one milestone only.
    #[serde(default, rename = "milestone")]
    pub(super) name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) start: Option<Date>,
    /// The deadline as first set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) deadline: Option<Date>,
    /// The deadline in force, where it was moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) changed: Option<Date>,
    /// Why it was moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) done: Option<Date>,
}

impl Input {
    pub(super) fn check(&self) -> Result<(), Faults> {
        let mut faults = Vec::new();
        if self.milestones.is_empty() {
            let fault = Fault::at("milestones", "der er ingen milepæle", "there are no milestones");
            faults.push(fault.advise("skriv mindst én", "write at least one"));
        }
        if self.milestones.len() > MOST {
            let fault = Fault::at(
                format!("milestones[{MOST}]"),
                format!("der er flere end {MOST} milepæle"),
                format!("there are more than {MOST} milestones"),
            );
            return Err(fault.advise("del programmet", "part the programme").into());
        }
        let mut seen = BTreeSet::new();
        for (index, milestone) in self.milestones.iter().enumerate() {
            let key = (milestone.unit.trim().to_lowercase(), milestone.name.trim().to_lowercase());
            let at = format!("milestones[{index}].unit");
            if key.0.is_empty() {
                let fault = Fault::at(at, "enheden har intet navn", "the unit has no name");
                faults.push(fault.advise("skriv navnet", "write its name"));
            } else if !seen.insert(key) {
                let unit = milestone.unit.trim();
                let fault = Fault::at(
                    at,
                    format!("»{unit}« står to gange med samme milepæl"),
                    format!("“{unit}” is there twice with the same milestone"),
                );
                faults.push(fault.advise(
                    "slet den ene række, eller giv milepælene hver sit navn",
                    "delete one row, or give the milestones different names",
                ));
            }
            milestone.check(index, &mut faults);
        }
        Faults::none_in(faults)
    }
}

impl Milestone {
    /// Its dates stand in an order in which things can happen.
    fn check(&self, index: usize, faults: &mut Vec<Fault>) {
        let at = |field: &str| format!("milestones[{index}].{field}");
        if let (Some(_), None) = (self.changed, self.deadline) {
            let fault = Fault::at(
                at("deadline"),
                "fristen er ændret, men den oprindelige mangler",
                "the deadline was changed, but the original one is missing",
            );
            faults.push(fault.advise("skriv den oprindelige frist", "write the original deadline"));
        }
        for (field, date, danish, english) in [
            ("deadline", self.deadline, "fristen", "the deadline"),
            ("changed", self.changed, "den nye frist", "the new deadline"),
            ("done", self.done, "dagen, den er færdig,", "the day it was done"),
        ] {
            let (Some(start), Some(date)) = (self.start, date) else { continue };
            if date < start {
                let fault = Fault::at(
                    at(field),
                    format!("{danish} ligger før begyndelsen {start}"),
                    format!("{english} lies before the beginning {start}"),
                );
                faults.push(fault.advise("ret den ene dato", "correct one of the dates"));
            }
        }
    }
}
