use raadslag_document::{ClockTime, ItemKind};
use serde::{Deserialize, Serialize};

use super::deadlines::DeadlineRules;
use super::holidays::DaysOff;
use crate::digest;
use crate::register::BodyKind;

/// What a body wants of its meetings and agendas.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BodyPlan {
    /// Its deadlines.
    pub deadlines: DeadlineRules,
    /// Days on which it does not work.
    pub days_off: DaysOff,
    /// Where it meets unless said otherwise.
    pub place: Option<String>,
    /// From.
    pub start: Option<ClockTime>,
    /// To.
    pub end: Option<ClockTime>,
    /// The slug of the body that prepares its agendas (K17).
    pub prepared_by: Option<String>,
    /// The secretary may approve the agenda on the chair's behalf.
    pub secretary_may_approve: bool,
    /// How items are numbered.
    pub numbering: Numbering,
    /// The groups an agenda begins with.
    pub sections: Vec<SectionTemplate>,
    /// The items an agenda begins with.
    pub standing: Vec<StandingTemplate>,
}

/// How items are numbered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Numbering {
    /// 1.1, 1.2, 2.1 …
    #[default]
    BySection,
    /// 1, 2, 3 … through the whole agenda.
    Running,
}

impl Numbering {
    /// Its name in forms and in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::BySection => "by_section",
            Self::Running => "running",
        }
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::BySection, Self::Running].into_iter().find(|one| one.name() == name)
    }
}

/// A group of items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionTemplate {
    /// "Regionalpolitiske sager".
    pub title: String,
    /// What is put there is closed.
    #[serde(default)]
    pub closed: bool,
}

/// Items that stand on every agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Approval of the agenda.
    ApprovalOfAgenda,
    /// Approval of the last meeting's minutes.
    ApprovalOfMinutes,
    /// Notices.
    Notices,
    /// Items for the next meeting.
    NextItems,
    /// Any other business.
    AnyOther,
}

impl Standing {
    /// Every one, in their usual order.
    pub const ALL: [Self; 5] = [
        Self::ApprovalOfAgenda,
        Self::ApprovalOfMinutes,
        Self::Notices,
        Self::NextItems,
        Self::AnyOther,
    ];

    /// Its name in forms and in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::ApprovalOfAgenda => "approval_of_agenda",
            Self::ApprovalOfMinutes => "approval_of_minutes",
            Self::Notices => "notices",
            Self::NextItems => "next_items",
            Self::AnyOther => "any_other",
        }
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// What the body is to do with it.
    pub fn kind(self) -> ItemKind {
        match self {
            Self::ApprovalOfAgenda | Self::ApprovalOfMinutes => ItemKind::Approval,
            Self::Notices => ItemKind::Notice,
            Self::NextItems | Self::AnyOther => ItemKind::Other,
        }
    }
}

/// A standing item and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingTemplate {
    /// Which.
    pub standing: Standing,
    /// Its title.
    pub title: String,
    /// Index into the sections.
    pub section: usize,
    /// Minutes set aside for it.
    #[serde(default)]
    pub minutes: Option<u16>,
}

impl Default for BodyPlan {
    /// As the agendas of a KKR are made.
    fn default() -> Self {
        let section = |title: &str, closed| SectionTemplate { title: title.to_owned(), closed };
        let standing = |standing, title: &str, section, minutes| StandingTemplate {
            standing,
            title: title.to_owned(),
            section,
            minutes: Some(minutes),
        };
        Self {
            deadlines: DeadlineRules::default(),
            days_off: DaysOff::default(),
            place: None,
            start: None,
            end: None,
            prepared_by: None,
            secretary_may_approve: false,
            numbering: Numbering::BySection,
            sections: vec![
                section("Godkendelse af dagsorden og referat", false),
                section("Regionalpolitiske sager", false),
                section("Siden sidst", false),
                section("Punkter til næste møde", false),
                section("Eventuelt", false),
                section("Lukkede punkter", true),
            ],
            standing: vec![
                standing(Standing::ApprovalOfAgenda, "Godkendelse af dagsorden", 0, 5),
                standing(Standing::ApprovalOfMinutes, "Godkendelse af referat", 0, 5),
                standing(Standing::Notices, "Meddelelser", 2, 10),
                standing(Standing::NextItems, "Punkter til næste møde", 3, 5),
                standing(Standing::AnyOther, "Eventuelt", 4, 5),
            ],
        }
    }
}

impl BodyPlan {
    /// A mark of exactly these settings: who saves says what they began from.
    pub fn mark(&self) -> String {
        digest::mark(format!("{self:?}"))
    }

    /// What a body begins with until someone sets it.
    pub fn of(slug: &str, kind: BodyKind) -> Self {
        let mut plan = Self::default();
        if kind == BodyKind::Executives {
            plan.prepared_by = None;
            plan.secretary_may_approve = true;
            plan.deadlines.advice = None;
            plan.deadlines.chair = None;
            plan.deadlines.call_for_items = Some(super::Distance::weekdays(10));
        }
        if slug.contains("klynge") || slug.contains("sundhed") {
            plan.deadlines = DeadlineRules::of_health_body();
        }
        plan
    }
}
