//! What is typed.

use raadslag_document::ClockTime;
use serde::Deserialize;

use super::{
    BodyPlan, DaysOff, DeadlineRules, Distance, NewMeeting, Numbering, SectionTemplate, Standing,
    StandingTemplate, Timing, Unit,
};

/// A meeting.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct MeetingForm {
    pub(super) organ: String,
    pub(super) dato: String,
    pub(super) fra: String,
    pub(super) til: String,
    pub(super) sted: String,
    pub(super) virtuelt: Option<String>,
    pub(super) note: String,
    /// Why it is moved or cancelled.
    pub(super) grund: String,
}

/// What cannot be read in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unreadable {
    Body,
    Date,
    Time,
}

impl MeetingForm {
    pub(super) fn timing(&self) -> Result<Timing, Unreadable> {
        let time = |text: &str| match text.trim() {
            "" => Ok(None),
            text => text.parse::<ClockTime>().map(Some).map_err(|_| Unreadable::Time),
        };
        Ok(Timing {
            date: self.dato.trim().parse().map_err(|_| Unreadable::Date)?,
            start: time(&self.fra)?,
            end: time(&self.til)?,
            place: given(&self.sted),
            is_virtual: self.virtuelt.is_some(),
            note: self.note.clone(),
        })
    }

    pub(super) fn meeting(&self) -> Result<NewMeeting, Unreadable> {
        let body = given(&self.organ).ok_or(Unreadable::Body)?;
        Ok(NewMeeting { body, timing: self.timing()? })
    }

    pub(super) fn of(meeting: &super::Meeting) -> Self {
        Self {
            organ: meeting.body.clone(),
            dato: meeting.date.to_string(),
            fra: meeting.start.map(|time| time.to_string()).unwrap_or_default(),
            til: meeting.end.map(|time| time.to_string()).unwrap_or_default(),
            sted: meeting.place.clone().unwrap_or_default(),
            virtuelt: meeting.is_virtual.then(String::new),
            note: meeting.note.clone(),
            grund: String::new(),
        }
    }
}

fn given(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A body's settings out of the fields of a form. `afsnit` repeats; `lukket` names the number of a
/// section that is closed; a standing item without a title is left out.
pub(super) fn settings(fields: &[(String, String)]) -> BodyPlan {
    let all = |name: &str| {
        let name = name.to_owned();
        fields.iter().filter(move |(field, _)| *field == name).map(|(_, value)| value.as_str())
    };
    let one = |name: &str| all(name).next().unwrap_or_default().trim().to_owned();
    let is_set = |name: &str| all(name).next().is_some();
    let distance = |name: &str| {
        let count: u16 = one(name).parse().ok()?;
        let unit = if one(&format!("{name}-enhed")) == Unit::Days.name() {
            Unit::Days
        } else {
            Unit::Weekdays
        };
        Some(Distance { count, unit })
    };
    let closed: Vec<usize> = all("lukket").filter_map(|at| at.parse().ok()).collect();
    let sections = all("afsnit")
        .enumerate()
        .map(|(at, title)| SectionTemplate {
            title: title.trim().to_owned(),
            closed: closed.contains(&at),
        })
        .filter(|section| !section.title.is_empty())
        .collect();
    let standing = |standing: Standing| {
        let title = given(&one(&format!("fast-{}", standing.name())))?;
        let section = one(&format!("fast-{}-afsnit", standing.name())).parse::<usize>();
        let minutes = one(&format!("fast-{}-minutter", standing.name())).parse().ok();
        let section = section.unwrap_or(1).max(1) - 1;
        Some(StandingTemplate { standing, title, section, minutes })
    };
    BodyPlan {
        deadlines: DeadlineRules {
            call_for_items: distance("sager"),
            advice: distance("indstilling"),
            chair: distance("formand"),
            agenda: distance("dagsorden"),
            minutes: distance("referat"),
        },
        days_off: DaysOff {
            labour_day: is_set("fri-1-maj"),
            constitution_day: is_set("fri-5-juni"),
            christmas_eve: is_set("fri-24-december"),
            new_years_eve: is_set("fri-31-december"),
        },
        place: given(&one("sted")),
        start: one("fra").parse().ok(),
        end: one("til").parse().ok(),
        prepared_by: given(&one("forbereder")),
        secretary_may_approve: is_set("sekretaer-godkender"),
        numbering: Numbering::from_name(&one("nummerering")).unwrap_or_default(),
        sections,
        standing: Standing::ALL.into_iter().filter_map(standing).collect(),
    }
}
