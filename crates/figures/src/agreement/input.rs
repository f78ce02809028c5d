use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Fault, Faults, Meta};

/// An agreement and where each party stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Input {
    #[serde(default)]
    pub(super) about: Meta,
    /// The last day to decide.
    pub(super) deadline: Date,
    /// So many must accede or approve; without it, all must do their part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) quorum: Option<u64>,
    /// The day the state is told for; otherwise today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) as_of: Option<Date>,
    pub(super) parties: Vec<Party>,
}

/// Who must join.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Party {
    pub(super) name: String,
    #[serde(default)]
    pub(super) must: Duty,
    #[serde(default)]
    pub(super) state: Stated,
    /// When it was decided, or will be dealt with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<Date>,
    /// The minutes or letter that show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) document: Option<String>,
    /// The reservation or the reason of a refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
}

/// What a party must do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Duty {
    #[default]
    Accede,
    Approve,
    TakeNote,
}

/// What is known of a party's decision.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Stated {
    #[default]
    Waiting,
    Done,
    Reserved,
    Refused,
}

impl Input {
    pub(super) fn check(&self) -> Result<(), Faults> {
        let mut faults = Vec::new();
        if self.parties.is_empty() {
            let fault = Fault::at("parties", "der er ingen parter", "there are no parties");
            faults.push(fault.advise("skriv mindst én", "write at least one"));
        }
        self.check_quorum(&mut faults);
        let mut names = BTreeSet::new();
        for (index, party) in self.parties.iter().enumerate() {
            let name = party.name.trim();
            let at = format!("parties[{index}].name");
            if name.is_empty() {
                let fault = Fault::at(at, "parten har intet navn", "the party has no name");
                faults.push(fault.advise("skriv navnet", "write its name"));
            } else if !names.insert(name.to_lowercase()) {
                let fault = Fault::at(
                    at,
                    format!("»{name}« står der to gange"),
                    format!("“{name}” is there twice"),
                );
                faults.push(fault.advise("slet den ene række", "delete one of the rows"));
            }
            if party.state != Stated::Waiting && party.date.is_none() {
                let fault = Fault::at(
                    format!("parties[{index}].date"),
                    format!("»{name}« har besluttet, men datoen mangler"),
                    format!("“{name}” has decided, but the date is missing"),
                );
                faults.push(fault.advise("skriv mødets dato", "write the meeting's date"));
            }
        }
        Faults::none_in(faults)
    }

    fn check_quorum(&self, faults: &mut Vec<Fault>) {
        let consenting = self.parties.iter().filter(|party| party.must != Duty::TakeNote).count();
        let Some(quorum) = self.quorum else { return };
        if quorum == 0 || quorum > consenting as u64 {
            let fault = Fault::at(
                "quorum",
                format!("{quorum} kan ikke være nok: {consenting} parter skal tiltræde"),
                format!("{quorum} cannot be enough: {consenting} parties must accede"),
            );
            faults.push(fault.advise(
                "skriv et tal fra 1 til antallet af parter, eller lad feltet stå tomt for enighed",
                "write a number from 1 to that of the parties, or leave it empty for unanimity",
            ));
        }
    }
}
