//! What others must do with a decision, what they answer, and when they are reminded.

use jiff::civil::Date;
use raadslag_document::{Access, Block, Item};
use serde_json::{Value, json};

use super::OnwardError;
use crate::digest;
use crate::i18n::Language;
use crate::ids::{AnswerId, OnwardId, RecipientId};

/// Characters of a text, at most.
pub(super) const LONGEST: usize = 50_000;
/// Bytes of an answer's document, at most.
pub(super) const LARGEST: usize = 20 << 20;
/// Answers of one recipient within a day, at most: each is kept for ever.
pub(super) const MOST_A_DAY: usize = 20;

/// What the recipients are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// To join an agreement.
    Accede,
    /// To approve.
    Approve,
    /// To take note.
    TakeNote,
}

impl Asked {
    /// Everything that can be asked.
    pub const ALL: [Self; 3] = [Self::Accede, Self::Approve, Self::TakeNote];

    /// Its name in the database and in the agreement figure.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accede => "accede",
            Self::Approve => "approve",
            Self::TakeNote => "take-note",
        }
    }

    /// What has this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|asked| asked.name() == name)
    }
}

/// What a case says, to be made or as it is to be from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOnward {
    /// What it is about.
    pub title: String,
    /// What the recipients are asked.
    pub asked: Asked,
    /// The last day to decide.
    pub deadline: Date,
    /// The text all get.
    pub text: Vec<Block>,
    /// Whether the decision it follows is closed.
    pub access: Access,
}

impl NewOnward {
    /// The case with its title trimmed, if it says enough.
    pub(super) fn checked(&self) -> Result<Self, OnwardError> {
        let title = self.title.trim();
        if title.is_empty() {
            return Err(OnwardError::NoTitle);
        }
        if self.text.is_empty() {
            return Err(OnwardError::NoText);
        }
        let long = self.text.iter().flat_map(Block::texts).map(str::len).sum::<usize>() > LONGEST;
        if long || title.chars().count() > 300 {
            return Err(OnwardError::Long);
        }
        Ok(Self { title: title.to_owned(), ..self.clone() })
    }
}

impl NewOnward {
    /// Whether there is time to answer in: the deadline itself is a day to answer on.
    pub(super) fn is_ahead(&self, today: Date) -> Result<(), OnwardError> {
        if self.deadline < today {
            return Err(OnwardError::DeadlineOver(self.deadline));
        }
        Ok(())
    }

    /// A mark of exactly this content: who changes it says what they began from.
    pub fn mark(&self) -> String {
        digest::mark(format!("{self:?}"))
    }
}

/// A decision that others must follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Onward {
    /// Its id.
    pub id: OnwardId,
    /// The slug of the body that decided.
    pub body: String,
    /// The slug of the item it decided in.
    pub item: String,
    /// What it says.
    pub says: NewOnward,
    /// The item's own text as it stood.
    pub item_text: Vec<Block>,
    /// When it was sent out for the first time (UTC, RFC 3339).
    pub sent_at: Option<String>,
}

impl Onward {
    /// Days left until the deadline; negative after it.
    pub fn days_left(&self, today: Date) -> i32 {
        (self.says.deadline - today).get_days()
    }
}

/// Who must follow a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Its id.
    pub id: RecipientId,
    /// The case.
    pub onward: OnwardId,
    /// "Faxe".
    pub name: String,
    /// Where mail reaches its officer.
    pub email: Option<String>,
    /// What is said to this one only.
    pub local_text: Vec<Block>,
}

/// What a recipient says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// It has the case, and may know the day it is to be dealt with.
    Received {
        /// The day.
        planned: Option<Date>,
    },
    /// It did what it was asked.
    Followed {
        /// When it was decided.
        on: Date,
    },
    /// It did so with a reservation, or otherwise than asked.
    Deviated {
        /// When it was decided.
        on: Date,
    },
    /// It refused.
    Refused {
        /// When it was decided.
        on: Date,
    },
}

impl Said {
    /// Its name in the database and in the form.
    pub fn name(self) -> &'static str {
        match self {
            Self::Received { .. } => "received",
            Self::Followed { .. } => "followed",
            Self::Deviated { .. } => "deviated",
            Self::Refused { .. } => "refused",
        }
    }

    /// The day it tells of.
    pub fn date(self) -> Option<Date> {
        match self {
            Self::Received { planned } => planned,
            Self::Followed { on } | Self::Deviated { on } | Self::Refused { on } => Some(on),
        }
    }

    /// What a form or the database says; `None` for a name that is none.
    pub(super) fn of(name: &str, date: Option<Date>) -> Option<Result<Self, OnwardError>> {
        let on = date.ok_or(OnwardError::NoDate);
        match name {
            "received" => Some(Ok(Self::Received { planned: date })),
            "followed" => Some(on.map(|on| Self::Followed { on })),
            "deviated" => Some(on.map(|on| Self::Deviated { on })),
            "refused" => Some(on.map(|on| Self::Refused { on })),
            _ => None,
        }
    }

    /// Whether a decision was made.
    pub fn is_decided(self) -> bool {
        !matches!(self, Self::Received { .. })
    }
}

/// A document that shows an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its SHA-256, in hex.
    pub sha256: String,
    /// Its name.
    pub name: String,
    /// Its media type, by its content.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
}

/// An answer to be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAnswer {
    /// What is said.
    pub said: Said,
    /// The reservation, the reason, a remark.
    pub text: String,
    /// The minutes or the letter that show it.
    pub document: Option<Shown>,
}

impl NewAnswer {
    /// The answer with its text trimmed, if it can be taken today.
    pub(super) fn checked(&self, today: Date) -> Result<Self, OnwardError> {
        let text = self.text.trim().to_owned();
        if text.chars().count() > LONGEST {
            return Err(OnwardError::Long);
        }
        if let Some(on) = self.said.date().filter(|on| self.said.is_decided() && *on > today) {
            return Err(OnwardError::InFuture(on));
        }
        let must_explain = matches!(self.said, Said::Deviated { .. } | Said::Refused { .. });
        if must_explain && text.is_empty() {
            return Err(OnwardError::NotExplained);
        }
        Ok(Self { text, ..self.clone() })
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its id.
    pub id: AnswerId,
    /// Whose it is.
    pub recipient: RecipientId,
    /// 1 is the first; each corrects the one before.
    pub number: i64,
    /// What it says.
    pub says: NewAnswer,
    /// When it was given (UTC, RFC 3339).
    pub given_at: String,
    /// By whom: "via link: Faxe".
    pub given_by: String,
}

/// A recipient and all it answered, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Who.
    pub recipient: Recipient,
    /// Its answers, newest first.
    pub answers: Vec<Answer>,
    /// Links it can answer by.
    pub links: u32,
    /// What was sent to it: the occasion and when.
    pub sent: Vec<(String, String)>,
}

impl Standing {
    /// The answer that counts.
    pub fn newest(&self) -> Option<&Answer> {
        self.answers.first()
    }

    /// Whether it has an address, has not decided and did not get the first mail.
    pub fn is_to_be_mailed(&self) -> bool {
        let was_sent = self.sent.iter().any(|(sent, _)| sent == FIRST);
        self.recipient.email.is_some() && !was_sent && !self.is_decided()
    }

    /// Whether it has decided.
    pub fn is_decided(&self) -> bool {
        self.newest().is_some_and(|answer| answer.says.said.is_decided())
    }
}

/// The input of the agreement figure.
pub(super) fn agreement(case: &Onward, standings: &[Standing], today: Date) -> Value {
    let parties: Vec<Value> = standings.iter().map(|standing| party(case, standing)).collect();
    json!({
        "about": {"title": case.says.title},
        "deadline": case.says.deadline.to_string(),
        "as_of": today.to_string(),
        "parties": parties,
    })
}

fn party(case: &Onward, standing: &Standing) -> Value {
    let mut party = json!({"name": standing.recipient.name, "must": case.says.asked.name()});
    let Some(answer) = standing.newest() else { return party };
    let state = match answer.says.said {
        Said::Received { .. } => "waiting",
        Said::Followed { .. } => "done",
        Said::Deviated { .. } => "reserved",
        Said::Refused { .. } => "refused",
    };
    party["state"] = state.into();
    if let Some(date) = answer.says.said.date() {
        party["date"] = date.to_string().into();
    }
    if let Some(document) = &answer.says.document {
        party["document"] = document.name.clone().into();
    }
    if !answer.says.text.is_empty() {
        party["note"] = answer.says.text.clone().into();
    }
    party
}

/// An item's own text, as it is kept beside a case: nothing of it is lost on the way but why it was
/// late on its own agenda.
pub fn text_of(item: &Item) -> Vec<Block> {
    let mut blocks = Vec::new();
    let late = Language::Danish.text("agenda-late");
    for field in &item.fields {
        if field.heading.as_deref() == Some(late) {
            continue;
        }
        if let Some(heading) = field.heading.as_ref().filter(|text| !text.trim().is_empty()) {
            blocks.push(Block::Heading { level: 1, text: heading.clone() });
        }
        blocks.extend(field.blocks.iter().cloned());
    }
    blocks
}

/// Stands in the common text where each recipient's own is put.
pub const LOCAL_PLACE: &str = "[lokal tekst]";

/// What one recipient reads: the common text with its own in its place, or after it.
pub(super) fn text_for(case: &Onward, recipient: &Recipient) -> Vec<Block> {
    let is_place = |block: &Block| matches!(block, Block::Paragraph { text, .. } if text.trim() == LOCAL_PLACE);
    let (mut text, mut is_put) = (Vec::new(), false);
    for block in &case.says.text {
        if is_place(block) {
            text.extend(recipient.local_text.iter().cloned());
            is_put = true;
        } else {
            text.push(block.clone());
        }
    }
    if !is_put {
        text.extend(recipient.local_text.iter().cloned());
    }
    text
}

/// The first mail's name among what was sent.
pub(super) const FIRST: &str = "first";
/// Days before the deadline on which those who have not decided are reminded.
const BEFORE: [i32; 2] = [14, 3];
/// Days after it.
const AFTER: [i32; 4] = [1, 8, 15, 29];

/// Which reminder is due for someone who has not decided: the latest occasion that has come and was
/// not yet used. An occasion that has passed is not made up for by a second mail on the same day.
pub(super) fn occasion(days_left: i32, sent: &[(String, String)]) -> Option<String> {
    let was_sent = |name: &str| sent.iter().any(|(occasion, _)| occasion == name);
    if !was_sent(FIRST) {
        return None;
    }
    let before = BEFORE.iter().filter(|days| days_left <= **days && days_left >= 0);
    let after = AFTER.iter().filter(|days| -days_left >= **days);
    let latest = match (before.min(), after.max()) {
        (_, Some(days)) => format!("after-{days}"),
        (Some(days), None) => format!("before-{days}"),
        (None, None) => return None,
    };
    (!was_sent(&latest)).then_some(latest)
}
