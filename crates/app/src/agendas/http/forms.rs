//! What is typed.

use jiff::Timestamp;
use jiff::civil::DateTime;
use raadslag_document::Access;
use serde::Deserialize;

use crate::agendas::store;
use crate::agendas::{Around, EntryDraft};
use crate::clock::denmark;
use crate::ids::{CaseId, PromiseId};
use crate::plan::SectionTemplate;

/// An entry.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::agendas) struct EntryForm {
    pub(in crate::agendas) titel: String,
    pub(in crate::agendas) neutral: String,
    pub(in crate::agendas) art: String,
    pub(in crate::agendas) adgang: String,
    pub(in crate::agendas) grund: String,
    pub(in crate::agendas) minutter: String,
    pub(in crate::agendas) tekst: String,
    pub(in crate::agendas) indstillinger: String,
    pub(in crate::agendas) behandling: String,
    pub(in crate::agendas) sent: String,
    pub(in crate::agendas) afsnit: String,
    pub(in crate::agendas) sag: String,
    pub(in crate::agendas) loefte: String,
    /// What the one who saves began from.
    pub(in crate::agendas) set: String,
}

impl EntryForm {
    pub(super) fn draft(&self) -> EntryDraft {
        EntryDraft {
            title: self.titel.clone(),
            neutral_title: self.neutral.clone(),
            kind: store::kind(&self.art),
            access: if self.adgang == "closed" { Access::Closed } else { Access::Open },
            access_reason: self.grund.clone(),
            minutes_budget: self.minutter.trim().parse().ok(),
            content: self.tekst.clone(),
            recommendations: self.indstillinger.clone(),
            reading: self.behandling.parse().ok(),
            late_reason: self.sent.clone(),
        }
    }

    pub(super) fn section(&self) -> Option<usize> {
        self.afsnit.parse().ok()
    }

    pub(super) fn case(&self) -> Option<CaseId> {
        self.sag.parse().ok()
    }

    pub(super) fn promise(&self) -> Option<PromiseId> {
        self.loefte.parse().ok()
    }

    /// An entry as a form shows it.
    pub(in crate::agendas) fn of(draft: &EntryDraft) -> Self {
        Self {
            titel: draft.title.clone(),
            neutral: draft.neutral_title.clone(),
            art: draft.kind.name().to_owned(),
            adgang: store::access_name(draft.access).to_owned(),
            grund: draft.access_reason.clone(),
            minutter: draft.minutes_budget.map(|n| n.to_string()).unwrap_or_default(),
            tekst: draft.content.clone(),
            indstillinger: draft.recommendations.clone(),
            behandling: draft.reading.map(|n| n.to_string()).unwrap_or_default(),
            sent: draft.late_reason.clone(),
            set: draft.mark(),
            ..Self::default()
        }
    }
}

/// Which version of the agenda was seen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SeenForm {
    pub(super) version: i64,
}

/// Publishing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::agendas) struct PublishForm {
    pub(in crate::agendas) version: i64,
    /// "nu" or "senere".
    pub(in crate::agendas) hvornaar: String,
    /// "2027-01-28T08:00", as the clock in Denmark says.
    pub(in crate::agendas) tid: String,
    pub(in crate::agendas) grund: String,
}

/// The key of a text, so that it is found where keys are looked for.
const fn key(key: &'static str) -> &'static str {
    key
}

impl PublishForm {
    /// The instant meant; `None` for now. An error is the key of what is wrong with it.
    ///
    /// A time the clock passes twice, in the night summer ends, is the first; one it skips is the
    /// same after the skip.
    pub(super) fn at(&self) -> Result<Option<Timestamp>, &'static str> {
        let time = self.tid.trim();
        match self.hvornaar == "senere" {
            // Who writes a time does not mean now, whatever stood chosen.
            false if !time.is_empty() => Err(key("agenda-error-now-and-then")),
            false => Ok(None),
            true => {
                let unreadable = key("agenda-error-time");
                let civil: DateTime = time.parse().map_err(|_| unreadable)?;
                denmark().to_timestamp(civil).map(Some).map_err(|_| unreadable)
            }
        }
    }
}

/// A correction of what is out.
#[derive(Debug, Default)]
pub(super) struct CorrectionForm {
    pub(super) reason: String,
    /// What stood there before is not to be seen any more.
    pub(super) withdraws: bool,
    /// The keys of the changes ticked.
    pub(super) chosen: Vec<String>,
}

impl CorrectionForm {
    /// Out of the fields of a form: `valg` repeats.
    pub(super) fn of(fields: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (field, value) in fields {
            match field.as_str() {
                "grund" => form.reason = value,
                "skjul" => form.withdraws = !value.is_empty(),
                "valg" => form.chosen.push(value),
                _ => {}
            }
        }
        form
    }
}

/// The body whose agenda is to be made from this one.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SisterForm {
    pub(super) moede: String,
    /// Anything: closed items go along.
    pub(super) lukkede: String,
}

/// Cover text and sections out of the fields of a form: `afsnit` repeats, `lukket` names the
/// number of a section that is closed. Sections without a title are left out; of those kept it is
/// told where they stood.
pub(super) fn around(fields: &[(String, String)]) -> (Around, Vec<usize>, String) {
    let all = |name: &'static str| {
        fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    };
    let closed: Vec<usize> = all("lukket").filter_map(|at| at.parse().ok()).collect();
    let sections = all("afsnit").enumerate().map(|(at, title)| SectionTemplate {
        title: title.trim().to_owned(),
        closed: closed.contains(&at),
    });
    let kept = sections.enumerate().filter(|(_, section)| !section.title.is_empty());
    let (stood, sections) = kept.unzip();
    let cover = all("forside").next().unwrap_or_default().to_owned();
    let seen = all("set").next().unwrap_or_default().to_owned();
    (Around { cover, sections }, stood, seen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_to_publish_is_what_the_clock_in_denmark_says() {
        let at = |tid: &str| {
            let form =
                PublishForm { hvornaar: "senere".into(), tid: tid.into(), ..Default::default() };
            form.at().map(|at| at.map(|at| at.to_string()))
        };
        let told = |text: &str| Ok(Some(text.to_owned()));
        assert_eq!(at("2027-01-28T08:00"), told("2027-01-28T07:00:00Z"));
        assert_eq!(at("2027-06-28T08:00"), told("2027-06-28T06:00:00Z"));
        // The night summer ends passes 2.30 twice: the first is meant.
        assert_eq!(at("2026-10-25T02:30"), told("2026-10-25T00:30:00Z"));
        // The night it begins skips 2.30: half an hour after the skip.
        assert_eq!(at("2027-03-28T02:30"), told("2027-03-28T01:30:00Z"));
        assert_eq!(at("i morgen"), Err("agenda-error-time"));
    }

    #[test]
    fn now_and_a_time_are_not_both_meant() {
        let at = |hvornaar: &str, tid: &str| {
            PublishForm { hvornaar: hvornaar.into(), tid: tid.into(), ..Default::default() }.at()
        };
        assert_eq!(at("nu", ""), Ok(None));
        assert_eq!(at("nu", "2027-01-28T08:00"), Err("agenda-error-now-and-then"));
    }
}
