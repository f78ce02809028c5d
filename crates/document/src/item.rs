use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Attendance, Decision, Field};

/// One numbered entry of an agenda, usually one case submitted to one meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// "2.6", "183", "42": without the final full stop.
    pub number: Option<String>,
    /// What the body is to do with it.
    pub kind: ItemKind,
    /// Who may read it.
    pub access: Access,
    /// The title without kind prefix.
    pub title: String,
    /// "SAG-2022-00570", "25/26257". May be shared by a whole meeting series.
    pub case_number: Option<String>,
    /// Initials or names of the officers.
    #[serde(default)]
    pub case_officers: Vec<String>,
    /// KLE number, "00.22.04 P35".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The text, in the author's order.
    #[serde(default)]
    pub fields: Vec<Field>,
    /// What the body is asked to decide.
    #[serde(default)]
    pub recommendations: Vec<Recommendation>,
    /// Annexes.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// Link targets of the item's text, each once.
    #[serde(default)]
    pub links: Vec<String>,
    /// What was decided; `None` in an agenda and where the minutes are silent.
    #[serde(default)]
    pub decision: Option<Decision>,
    /// Earlier treatment in other bodies.
    #[serde(default)]
    pub history: Vec<History>,
    /// Who came and went during this item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attendance: Option<Attendance>,
}

impl Item {
    /// Gives every link in the fields the target that `target` has for it. Where it has none, the words
    /// stay and lead nowhere.
    pub fn relink(&mut self, target: &dyn Fn(&str) -> Option<String>) {
        for field in &mut self.fields {
            field.blocks.iter_mut().for_each(|block| block.relink(target));
        }
    }
}

/// What a body is to do with an item.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// Temadrøftelse.
    Theme,
    /// Beslutningssag.
    Decision,
    /// Orienteringssag.
    Information,
    /// Udpegningssag.
    Appointment,
    /// Meddelelser.
    Notice,
    /// Approval of the agenda or of earlier minutes.
    Approval,
    /// Anything else, or not said.
    #[default]
    Other,
}

impl ItemKind {
    /// Every kind, in the order of the enum.
    pub const ALL: [Self; 7] = [
        Self::Theme,
        Self::Decision,
        Self::Information,
        Self::Appointment,
        Self::Notice,
        Self::Approval,
        Self::Other,
    ];

    /// The name used in JSON and in the index.
    pub fn name(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Decision => "decision",
            Self::Information => "information",
            Self::Appointment => "appointment",
            Self::Notice => "notice",
            Self::Approval => "approval",
            Self::Other => "other",
        }
    }
}

/// Who may read an item.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Everyone.
    #[default]
    Open,
    /// Only the body and its secretariat; number and title are public.
    Closed,
}

/// One entry of "Indstilling".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendation {
    /// Its number, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// "Det indstilles, at …"; with points, their shared stem.
    pub text: String,
    /// The points are numbered from 1.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub numbered: bool,
    /// A dashed or numbered list that belongs to it.
    #[serde(default)]
    pub points: Vec<String>,
}

/// An annex.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its title as listed.
    pub title: String,
    /// Where it can be fetched, or a path beside the document.
    pub url: Option<String>,
}

/// Earlier treatment of the case in a body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// The body.
    pub body: Option<String>,
    /// The date of its meeting.
    pub date: Option<Date>,
    /// The item's number there.
    pub item: Option<String>,
    /// What it decided, paragraphs parted by a line feed.
    pub text: String,
}
