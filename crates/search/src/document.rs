use jiff::civil::Date;
use tantivy::TantivyDocument;

use crate::schema::Fields;
use crate::{Audience, Entry};

/// The day as one number that sorts like it, 20220907.
pub(crate) fn day_number(date: Date) -> i64 {
    i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}

/// An entry as the engine takes it, every text in the fields of its audience.
pub(crate) fn document(fields: &Fields, entry: &Entry) -> TantivyDocument {
    let mut document = TantivyDocument::default();
    document.add_text(fields.id, &entry.id);
    document.add_text(fields.slug, &entry.slug);
    document.add_text(fields.seen, Fields::seen_by(entry.title_audience));
    document.add_text(fields.body, &entry.body);
    document.add_text(fields.body_name, &entry.body_name);
    if let Some(date) = entry.date {
        document.add_i64(fields.year, i64::from(date.year()));
        document.add_i64(fields.date, day_number(date));
    }
    add_title(&mut document, fields, entry);
    add_facts(&mut document, fields, entry);
    add_texts(&mut document, fields, entry);
    document
}

fn add_title(document: &mut TantivyDocument, fields: &Fields, entry: &Entry) {
    let side = fields.side(entry.title_audience);
    document.add_text(side.title, &entry.title);
    if let Some(number) = &entry.number {
        document.add_text(side.title, number);
    }
}

fn add_facts(document: &mut TantivyDocument, fields: &Fields, entry: &Entry) {
    let side = fields.side(entry.facts_audience());
    if let Some(case) = &entry.case_number {
        document.add_text(side.case, case);
    }
    for (field, value) in [(side.kind, &entry.kind), (side.outcome, &entry.outcome)] {
        if !value.is_empty() {
            document.add_text(field, value);
        }
    }
    let names = fields.side(entry.names_audience());
    for municipality in &entry.municipalities {
        document.add_text(names.municipality, municipality);
    }
    for person in &entry.people {
        document.add_text(names.person, person);
    }
}

fn add_texts(document: &mut TantivyDocument, fields: &Fields, entry: &Entry) {
    for text in &entry.texts {
        let audience: Audience = text.audience.max(entry.facts_audience());
        document.add_text(fields.side(audience).text, &text.content);
    }
}
