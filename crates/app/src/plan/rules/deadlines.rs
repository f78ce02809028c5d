use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::holidays::{DaysOff, weekdays_from};

/// What days are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Working days: neither weekends nor holidays count, nor the meeting's day.
    Weekdays,
    /// Every day.
    Days,
}

impl Unit {
    /// Its name in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Weekdays => "weekdays",
            Self::Days => "days",
        }
    }
}

/// How far a deadline is from the meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Distance {
    /// So many.
    pub count: u16,
    /// Of these days.
    pub unit: Unit,
}

impl Distance {
    /// So many working days.
    pub const fn weekdays(count: u16) -> Self {
        Self { count, unit: Unit::Weekdays }
    }

    /// So many days.
    pub const fn days(count: u16) -> Self {
        Self { count, unit: Unit::Days }
    }

    /// The day at this distance before a meeting.
    pub fn before(self, meeting: Date, off: &DaysOff) -> Date {
        match self.unit {
            Unit::Weekdays => weekdays_from(meeting, self.count, false, *off),
            Unit::Days => meeting.saturating_sub(i64::from(self.count).days()),
        }
    }

    /// The day at this distance after a meeting.
    pub fn after(self, meeting: Date, off: &DaysOff) -> Date {
        match self.unit {
            Unit::Weekdays => weekdays_from(meeting, self.count, true, *off),
            Unit::Days => meeting.saturating_add(i64::from(self.count).days()),
        }
    }
}

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeadlineKind {
    /// Items are to be with the secretariat.
    CallForItems,
    /// Those who prepare (K17) have given their advice.
    Advice,
    /// The chair has approved the agenda.
    Chair,
    /// The agenda is out.
    Agenda,
    /// The minutes are out.
    Minutes,
}

/// A body's deadlines as distances from its meetings; `None`: it has none of the kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeadlineRules {
    /// Items are in so long before.
    pub call_for_items: Option<Distance>,
    /// Advice is given so long before.
    pub advice: Option<Distance>,
    /// The chair approves so long before.
    pub chair: Option<Distance>,
    /// The agenda is out so long before.
    pub agenda: Option<Distance>,
    /// The minutes are out so long after.
    pub minutes: Option<Distance>,
}

impl Default for DeadlineRules {
    /// The agenda by the law on municipal government § 8(4): four weekdays before. The others are
    /// a beginning, to be set by the body.
    fn default() -> Self {
        Self {
            call_for_items: Some(Distance::weekdays(20)),
            advice: Some(Distance::weekdays(12)),
            chair: Some(Distance::weekdays(7)),
            agenda: Some(Distance::weekdays(4)),
            minutes: Some(Distance::days(8)),
        }
    }
}

impl DeadlineRules {
    /// For bodies that send their material out two weeks before: KL's health bodies.
    pub fn of_health_body() -> Self {
        Self {
            call_for_items: Some(Distance::days(35)),
            advice: None,
            chair: Some(Distance::days(18)),
            agenda: Some(Distance::days(14)),
            minutes: Some(Distance::days(14)),
        }
    }

    fn all(&self) -> [(DeadlineKind, Option<Distance>); 5] {
        [
            (DeadlineKind::CallForItems, self.call_for_items),
            (DeadlineKind::Advice, self.advice),
            (DeadlineKind::Chair, self.chair),
            (DeadlineKind::Agenda, self.agenda),
            (DeadlineKind::Minutes, self.minutes),
        ]
    }
}

/// A day something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// What.
    pub kind: DeadlineKind,
    /// When.
    pub date: Date,
}

/// Every deadline of a meeting, by day.
pub fn deadlines(meeting: Date, rules: &DeadlineRules, off: &DaysOff) -> Vec<Deadline> {
    let day = |(kind, distance): (DeadlineKind, Option<Distance>)| {
        let distance = distance?;
        let date = match kind {
            DeadlineKind::Minutes => distance.after(meeting, off),
            _ => distance.before(meeting, off),
        };
        Some(Deadline { kind, date })
    };
    let mut all: Vec<Deadline> = rules.all().into_iter().filter_map(day).collect();
    all.sort_by_key(|deadline| (deadline.date, deadline.kind));
    all
}
