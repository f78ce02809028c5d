//! Texts to begin a case with: an earlier item of the archive, or a file.

use bytes::Bytes;
use raadslag_document::{
    Block, Document, Field, FieldName, History, Item, Problem, Recommendation,
};
use raadslag_reader::{Passage, Source, inspect};

use super::CaseError;
use crate::archive::{Archive, ArchiveError, Audience};
use crate::i18n::Language;
use crate::portal;

/// A text, and what could not be placed in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Taken {
    /// The text.
    pub item: Item,
    /// What has no place in it, a line each.
    pub notes: Vec<String>,
}

/// The words of the heading under which stands what has no other place.
const LEFT: &str = "Ikke placeret ved indlæsningen";

/// The text of an earlier item. What was decided then becomes part of its history.
pub async fn earlier(archive: &Archive, slug: &str, viewer: Audience) -> Result<Taken, CaseError> {
    let detail = archive.item(slug, viewer).await?;
    let detail = detail.ok_or_else(|| CaseError::NoEarlierItem(slug.to_owned()))?;
    let mut item = detail.item;
    let (number, decision) = (item.number.take(), item.decision.take());
    if let Some(decision) = decision {
        item.history.push(History {
            body: Some(detail.entry.meeting.body.clone()),
            date: detail.entry.meeting.date,
            item: number,
            text: decision.text,
        });
    }
    // Annexes of then are not annexes of now; whoever wants one uploads it anew.
    let notes = item.attachments.drain(..).map(|annex| format!("Bilag dengang: {}", annex.title));
    let notes = notes.collect();
    (item.attendance, item.case_number) = (None, None);
    Ok(Taken { item, notes })
}

/// Reads a file as one case.
pub(super) async fn file(archive: &Archive, bytes: Bytes) -> Result<Taken, CaseError> {
    let reader = archive.reader().clone();
    let read = tokio::task::spawn_blocking(move || {
        let reading = reader.read(&bytes, &Source::default());
        let reading = reading.map_err(CaseError::Unreadable)?;
        let missing: Vec<String> =
            reading.coverage().missing.into_iter().map(|(word, _)| word).collect();
        let passages = || inspect(&bytes).map(|inspection| inspection.texts).unwrap_or_default();
        Ok(taken(reading.document, &missing, passages))
    });
    read.await.map_err(|error| ArchiveError::Task(error.to_string()))?
}

/// The first item with all that stands in the others; what belongs to no item is noted.
fn taken(document: Document, missing: &[String], passages: impl FnOnce() -> Vec<Passage>) -> Taken {
    let mut notes: Vec<String> = document
        .problems
        .iter()
        .map(|problem| match &problem.text {
            Some(text) => format!("{}: {text}", told(problem)),
            None => told(problem).to_owned(),
        })
        .collect();
    let furniture = document.furniture.iter().map(|piece| piece.text.replace('\n', " · "));
    notes.extend(furniture.map(|text| format!("Sidehoved eller sidefod: {text}")));
    let mut items = document.sections.into_iter().flat_map(|section| section.items);
    let Some(mut item) = items.next() else {
        let blocks = passages().into_iter().map(|passage| Block::paragraph(passage.text)).collect();
        let fields = vec![field(FieldName::Presentation, "Sagsfremstilling", blocks)];
        return Taken { item: Item { fields, ..Item::default() }, notes };
    };
    for other in items {
        notes.push(format!("Et punkt til i filen: {}", other.title));
        item.fields.extend(as_fields(other));
    }
    if !missing.is_empty() {
        let words = missing.join(" ");
        notes.push(format!("{LEFT}: {words}"));
        item.fields.push(field(FieldName::Other, LEFT, vec![Block::paragraph(words)]));
    }
    let annexes = item.attachments.drain(..).map(|annex| format!("Bilag i filen: {}", annex.title));
    notes.extend(annexes.collect::<Vec<_>>());
    item.number = None;
    Taken { item, notes }
}

/// A further item of the file as fields of the first.
fn as_fields(item: Item) -> Vec<Field> {
    let title = if item.title.is_empty() { LEFT } else { &item.title };
    let asked = item.recommendations.iter().flat_map(recommended);
    let mut fields = vec![field(FieldName::Other, title, asked.map(Block::paragraph).collect())];
    fields.extend(item.fields);
    fields
}

/// Notes are kept, so they have one language.
fn told(problem: &Problem) -> &str {
    portal::view::problem(Language::Danish, problem)
}

fn recommended(asked: &Recommendation) -> impl Iterator<Item = &str> {
    std::iter::once(asked.text.as_str()).chain(asked.points.iter().map(String::as_str))
}

fn field(name: FieldName, heading: &str, blocks: Vec<Block>) -> Field {
    Field { name, heading: Some(heading.to_owned()), blocks }
}
