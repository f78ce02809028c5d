use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{ClockTime, Item, VERSION};

/// One agenda or one set of minutes of one meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Agenda or minutes.
    pub document: DocumentKind,
    /// [`VERSION`] of the JSON form.
    #[serde(default = "current_version")]
    pub version: u32,
    /// The body that meets, as it calls itself.
    pub body: Option<String>,
    /// When and where.
    pub meeting: Meeting,
    /// The items in groups; a document without groups has one section without number and title.
    pub sections: Vec<Section>,
    /// Who came.
    #[serde(default)]
    pub attendance: Option<Attendance>,
    /// What belongs to the page and not to the text: headers, page numbers, covers, contents lists.
    #[serde(default)]
    pub furniture: Vec<Furniture>,
    /// What the reader could not place, was unsure of, or found damaged.
    #[serde(default)]
    pub problems: Vec<Problem>,
}

fn current_version() -> u32 {
    VERSION
}

/// What a document is.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Dagsorden.
    #[default]
    Agenda,
    /// Referat, beslutningsprotokol.
    Minutes,
}

/// The meeting's head.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// The day.
    pub date: Option<Date>,
    /// From.
    pub start: Option<ClockTime>,
    /// To.
    pub end: Option<ClockTime>,
    /// Where.
    pub place: Option<String>,
    /// Held on line.
    #[serde(default)]
    pub r#virtual: bool,
    /// What else the head says, paragraphs parted by a line feed.
    pub notes: Option<String>,
    /// A supplementary agenda ("tillægsdagsorden").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub supplementary: bool,
    /// It will not be held ("aflyst").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cancelled: bool,
}

/// A group of items.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// "2", without the final full stop.
    pub number: Option<String>,
    /// "Regionalpolitiske sager".
    pub title: Option<String>,
    /// Its items; may be empty.
    pub items: Vec<Item>,
}

/// Who came to a meeting, or to one item of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// Members present, or listed where presence is not said.
    #[serde(default)]
    pub present: Vec<Attendee>,
    /// Members absent.
    #[serde(default)]
    pub absent: Vec<Attendee>,
    /// Who stood in for whom.
    #[serde(default)]
    pub substitutes: Vec<Substitute>,
    /// Other remarks: who left when, who took no part in which items.
    #[serde(default)]
    pub notes: Vec<String>,
}

impl Attendance {
    /// All members listed: those present, then those absent.
    pub fn members(&self) -> impl Iterator<Item = &Attendee> {
        self.present.iter().chain(&self.absent)
    }
}

/// A member as listed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    /// The name.
    pub name: String,
    /// Party letter or name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// What stands beside the name: municipality, office, reason of absence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// A substitute and the member replaced.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Substitute {
    /// Who came.
    pub name: String,
    /// For whom.
    pub for_member: Option<String>,
}

/// Text that belongs to the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Furniture {
    /// `page_header`, `page_footer`, `page_number`, `cover`, `contents`, `navigation`, `link_target`,
    /// `title`, `label`.
    pub name: String,
    /// The text.
    pub text: String,
    /// The page it stands on, from 1, where the format has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

/// Something the reader could not place, was unsure of, or found damaged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The line of the input, from 1, where the format has lines.
    pub line: Option<u32>,
    /// The page, from 1, where the format has pages.
    pub page: Option<u32>,
    /// What kind of problem, in `snake-case` words joined by hyphens.
    pub code: String,
    /// What is wrong and what to do.
    pub message: String,
    /// The text concerned, where it stands nowhere else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Default for Document {
    fn default() -> Self {
        Self {
            document: DocumentKind::Agenda,
            version: VERSION,
            body: None,
            meeting: Meeting::default(),
            sections: Vec::new(),
            attendance: None,
            furniture: Vec::new(),
            problems: Vec::new(),
        }
    }
}

impl Document {
    /// Every item in order, section by section.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.sections.iter().flat_map(|section| &section.items)
    }

    /// The item with this number.
    pub fn item(&self, number: &str) -> Option<&Item> {
        self.items().find(|item| item.number.as_deref() == Some(number))
    }
}
