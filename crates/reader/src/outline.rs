//! A document's skeleton as a layout or a structured format finds it: head, sections, items and
//! their headed parts. [`crate::assemble`] turns it into the document model, the same for all.

use raadslag_document::{
    Access, Attachment, Attendance, DocumentKind, Furniture, History, ItemKind, Meeting, Problem,
};

use crate::flow::{At, Part};
use crate::reader::flow_texts;

/// A document's skeleton.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outline {
    /// Agenda or minutes.
    pub kind: DocumentKind,
    /// The body, as written.
    pub body: Option<String>,
    /// The meeting's head, as far as the format gives it.
    pub meeting: Meeting,
    /// The groups of items.
    pub sections: Vec<OutlineSection>,
    /// Who came.
    pub attendance: Option<Attendance>,
    /// What belongs to the page.
    pub furniture: Vec<Furniture>,
    /// What could not be placed, was uncertain or damaged.
    pub problems: Vec<Problem>,
}

/// A group of items.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OutlineSection {
    /// "2".
    pub number: Option<String>,
    /// "Regionalpolitiske sager".
    pub title: Option<String>,
    /// Its items.
    pub items: Vec<OutlineItem>,
}

/// An item before its fields are named.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OutlineItem {
    /// "2.6".
    pub number: Option<String>,
    /// The title as written, with kind prefix.
    pub title: String,
    /// Said by the format; otherwise found from the title.
    pub kind: Option<ItemKind>,
    /// Said by the format; otherwise found from the title.
    pub access: Option<Access>,
    /// The case number.
    pub case_number: Option<String>,
    /// Initials of the officers.
    pub case_officers: Vec<String>,
    /// KLE number.
    pub subject: Option<String>,
    /// The text, cut at its headings.
    pub headed: Vec<Headed>,
    /// Annexes the format lists apart from the text.
    pub attachments: Vec<Attachment>,
    /// Link targets found beside the text.
    pub links: Vec<String>,
    /// Earlier treatment the format gives apart from the text.
    pub history: Vec<History>,
}

/// A heading and what stands below it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Headed {
    /// The heading as written; `None` for text before any heading.
    pub heading: Option<String>,
    /// What stands below.
    pub parts: Vec<Part>,
}

impl Outline {
    /// The texts in order.
    pub(crate) fn texts(&self) -> Vec<(String, At)> {
        let mut texts: Vec<(String, At)> = Vec::new();
        let mut add = |text: &str| texts.push((text.to_owned(), At::default()));
        for piece in &self.furniture {
            add(&piece.text);
        }
        for section in &self.sections {
            section.number.iter().chain(&section.title).for_each(|text| add(text));
            for item in &section.items {
                item.texts(&mut add);
            }
        }
        texts
    }
}

impl OutlineItem {
    fn texts(&self, add: &mut impl FnMut(&str)) {
        self.number.iter().for_each(|text| add(text));
        add(&self.title);
        for text in self.case_number.iter().chain(&self.case_officers).chain(&self.subject) {
            add(text);
        }
        for headed in &self.headed {
            if let Some(heading) = &headed.heading {
                add(heading);
            }
            for (text, _) in flow_texts(&headed.parts) {
                add(&text);
            }
        }
        self.attachments.iter().for_each(|attachment| add(&attachment.title));
        self.history.iter().for_each(|entry| add(&entry.text));
    }
}
