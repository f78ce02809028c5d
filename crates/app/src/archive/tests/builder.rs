//! Documents for tests.

use jiff::civil::Date;
use raadslag_document::{
    Access, Attachment, Block, Decision, Document, DocumentKind, Field, FieldName, Item, Meeting,
    Outcome, Recommendation, Section,
};

/// An agenda of a body's meeting on a day.
pub(crate) fn agenda(body: &str, date: &str, items: Vec<Item>) -> Document {
    let date: Option<Date> = (!date.is_empty()).then(|| date.parse().unwrap());
    Document {
        body: (!body.is_empty()).then(|| body.to_owned()),
        meeting: Meeting { date, ..Meeting::default() },
        sections: vec![Section { items, ..Section::default() }],
        ..Document::default()
    }
}

/// The minutes of a body's meeting on a day.
pub(crate) fn minutes(body: &str, date: &str, items: Vec<Item>) -> Document {
    Document { document: DocumentKind::Minutes, ..agenda(body, date, items) }
}

/// An open item with a text.
pub(crate) fn item(number: &str, title: &str) -> Item {
    Item {
        number: (!number.is_empty()).then(|| number.to_owned()),
        title: title.to_owned(),
        ..Item::default()
    }
}

/// Adds to an item.
pub(crate) trait With {
    fn text(self, text: &str) -> Self;
    fn case(self, number: &str) -> Self;
    fn recommended(self, text: &str) -> Self;
    fn decided(self, text: &str, outcome: Outcome) -> Self;
    fn annex(self, title: &str, url: &str) -> Self;
    fn closed(self) -> Self;
}

impl With for Item {
    fn text(mut self, text: &str) -> Self {
        let blocks = vec![Block::paragraph(text)];
        self.fields.push(Field { name: FieldName::Background, heading: None, blocks });
        self
    }

    fn case(mut self, number: &str) -> Self {
        self.case_number = Some(number.to_owned());
        self
    }

    fn recommended(mut self, text: &str) -> Self {
        self.recommendations
            .push(Recommendation { text: text.to_owned(), ..Recommendation::default() });
        self
    }

    fn decided(mut self, text: &str, outcome: Outcome) -> Self {
        self.decision = Some(Decision { text: text.to_owned(), outcome, ..Decision::default() });
        self
    }

    fn annex(mut self, title: &str, url: &str) -> Self {
        self.attachments.push(Attachment { title: title.to_owned(), url: Some(url.to_owned()) });
        self
    }

    fn closed(mut self) -> Self {
        self.access = Access::Closed;
        self
    }
}
