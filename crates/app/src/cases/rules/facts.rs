use std::fmt;

use raadslag_document::{Access, Item, ItemKind};
use serde_json::{Value, json};

use super::super::CaseError;
use super::{Route, Subject, named};
use crate::ids::{AccountId, CaseId, TextId};

/// A case's own number: it runs over a year in a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseNumber {
    /// The year the case was made.
    pub year: i16,
    /// 1 is the year's first.
    pub running: u32,
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:03}", self.year, self.running)
    }
}

/// Who may read a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum CaseAccess {
    /// Everyone, once it is published.
    #[default]
    Open,
    /// Only the bodies that deal with it and their secretariats.
    Closed {
        /// Why.
        reason: String,
        /// The title gives away too much: others see a neutral one.
        is_title_marked: bool,
    },
}

impl CaseAccess {
    /// As the document model knows it.
    pub fn access(&self) -> Access {
        match self {
            Self::Open => Access::Open,
            Self::Closed { .. } => Access::Closed,
        }
    }

    /// Whether the title is confidential.
    pub fn is_title_marked(&self) -> bool {
        matches!(self, Self::Closed { is_title_marked: true, .. })
    }
}

/// Where a case stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Being written; no body waits for it.
    #[default]
    Draft,
    /// On its route.
    Underway,
    /// Every station has dealt with it.
    Done,
    /// Given up.
    Withdrawn,
}
named!(State {
    Draft => "draft",
    Underway => "underway",
    Done => "done",
    Withdrawn => "withdrawn",
});

impl State {
    /// Whether nothing more happens to the case.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Withdrawn)
    }
}

/// Who writes the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// Initials, or a name.
    pub initials: String,
    /// Their account, where they have one.
    pub account: Option<AccountId>,
}

/// What is known of a case besides its text and its route.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// What it is about.
    pub title: String,
    /// Its KLE number.
    pub subject: Option<Subject>,
    /// What a body is to do with it.
    pub kind: ItemKind,
    /// Who may read it.
    pub access: CaseAccess,
    /// Who writes it.
    pub officers: Vec<Officer>,
    /// The number another system gave it.
    pub outside_number: Option<String>,
}

/// Longest title.
const LONGEST: usize = 300;

impl Facts {
    /// The facts, tidied, or what is missing.
    pub fn checked(mut self) -> Result<Self, CaseError> {
        self.title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.title.is_empty() {
            return Err(CaseError::NoTitle);
        }
        if self.title.chars().count() > LONGEST {
            return Err(CaseError::LongTitle);
        }
        if let CaseAccess::Closed { reason, .. } = &mut self.access {
            *reason = reason.trim().to_owned();
            if reason.is_empty() {
                return Err(CaseError::NoReason);
            }
        }
        Ok(self)
    }
}

/// A case.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// The slug of the body it belongs to.
    pub body: String,
    /// Its number.
    pub number: CaseNumber,
    /// What is known of it.
    pub facts: Facts,
    /// Where it stands.
    pub state: State,
    /// Why it was withdrawn.
    pub state_reason: Option<String>,
    /// Where it goes.
    pub route: Route,
    /// Its text.
    pub text: Option<TextId>,
    /// What it was begun with.
    pub start: Option<Item>,
    /// The slug of the archive's item it takes up again.
    pub earlier_item: Option<String>,
    /// What could not be placed when it was read from a file, a line each.
    pub notes: Vec<String>,
    /// Counts changes.
    pub revision: i64,
    /// When it was made (UTC, RFC 3339).
    pub created_at: String,
}

/// The words in place of a confidential title.
const NEUTRAL: &str = "Lukket sag";

impl Case {
    /// What it is called in the journal and where members are barred.
    pub fn key(&self) -> String {
        format!("case/{}", self.id)
    }

    /// The title for those who may not read the case.
    pub fn public_title(&self) -> &str {
        if self.facts.access.is_title_marked() { NEUTRAL } else { &self.facts.title }
    }

    /// The number shown: the outside one where there is one, as agendas give it.
    pub fn shown_number(&self) -> String {
        self.facts.outside_number.clone().unwrap_or_else(|| self.number.to_string())
    }

    /// The slugs of the bodies whose people may read it: its own, and once it is on its way those it
    /// has come to.
    pub fn readers(&self) -> Vec<&str> {
        let mut bodies = vec![self.body.as_str()];
        if self.state != State::Draft {
            bodies.extend(self.route.reached());
        }
        bodies.dedup();
        bodies
    }

    /// Sets what is known of it; a case on its way cannot become one that should go elsewhere.
    pub fn set_facts(&mut self, facts: Facts) -> Result<(), CaseError> {
        self.facts = facts;
        if self.state == State::Underway {
            self.route.check(self.facts.subject.as_ref())?;
        }
        Ok(())
    }

    /// Lets the case go on its route.
    pub fn start(&mut self) -> Result<(), CaseError> {
        if self.state == State::Underway {
            return Err(CaseError::WrongState);
        }
        if self.route.current_step().is_none() {
            return Err(CaseError::NoStation);
        }
        self.route.check(self.facts.subject.as_ref())?;
        (self.state, self.state_reason) = (State::Underway, None);
        Ok(())
    }

    /// Takes the case back to its officers.
    pub fn take_back(&mut self) -> Result<(), CaseError> {
        if self.state != State::Underway {
            return Err(CaseError::WrongState);
        }
        self.state = State::Draft;
        Ok(())
    }

    /// Gives the case up.
    pub fn withdraw(&mut self, reason: &str) -> Result<(), CaseError> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(CaseError::NoReason);
        }
        if self.state.is_over() {
            return Err(CaseError::WrongState);
        }
        (self.state, self.state_reason) = (State::Withdrawn, Some(reason.to_owned()));
        Ok(())
    }

    /// All that the journal keeps of it.
    pub fn to_json(&self) -> Value {
        let facts = &self.facts;
        let (reason, marked) = match &facts.access {
            CaseAccess::Open => (None, false),
            CaseAccess::Closed { reason, is_title_marked } => (Some(reason), *is_title_marked),
        };
        json!({
            "number": self.number.to_string(),
            "body": self.body,
            "title": facts.title,
            "subject": facts.subject.as_ref().map(ToString::to_string),
            "kind": facts.kind.name(),
            "access": facts.access.access(),
            "access_reason": reason,
            "is_title_marked": marked,
            "officers": facts.officers.iter().map(|one| &one.initials).collect::<Vec<_>>(),
            "outside_number": facts.outside_number,
            "state": self.state.name(),
            "state_reason": self.state_reason,
            "route": self.route.to_json(),
        })
    }
}
