//! The document an agenda makes.

use raadslag_document::{
    Block, Document, Field, FieldName, Item, List, ListItem, Meeting, Recommendation, Section,
};

use super::rules::{Entry, numbered, section_number};
use super::store::{self, Agenda};
use super::{AgendaError, PlannedId, current};
use crate::archive::Archive;
use crate::cases;
use crate::db::Tx;
use crate::plan;

/// The agenda as it stands.
pub(super) async fn document(
    tx: &mut Tx,
    archive: &Archive,
    id: PlannedId,
) -> Result<Document, AgendaError> {
    let agenda = store::agenda(tx, id).await?.ok_or(AgendaError::NotBegun)?;
    let entries = numbered(agenda.numbering, current(tx, id).await?);
    let meeting = plan::meeting(tx, id).await?.ok_or(AgendaError::Missing)?;
    let body = plan::body_name(archive, &meeting.body).await?;
    let mut items = Vec::with_capacity(entries.len());
    for entry in &entries {
        items.push(item(tx, archive, entry).await?.0);
    }
    Ok(put_together(&agenda, &meeting, body, &entries, items))
}

/// The sums of annexes, by their address in the document.
pub(super) type Annexes = Vec<(String, String)>;

/// The item of an entry, and the annexes it encloses.
pub(super) async fn item(
    tx: &mut Tx,
    archive: &Archive,
    entry: &Entry,
) -> Result<(Item, Annexes), AgendaError> {
    let Some(case) = entry.case else { return Ok((placed(entry, written(entry)), Vec::new())) };
    let item = cases::item(tx, archive, case).await?;
    let annexes = cases::annexes(tx, case).await?.into_iter();
    Ok((placed(entry, item), annexes.map(|annex| (annex.path, annex.sha256)).collect()))
}

/// An item as the entry has it: its number, its title, what is to be done, and who may read it.
fn placed(entry: &Entry, item: Item) -> Item {
    let mut item = Item {
        number: entry.number.clone(),
        kind: entry.kind,
        access: entry.access,
        title: with_reading(entry.public_title(), entry.reading),
        ..item
    };
    // A case says its confidential title itself.
    if entry.case.is_none() && entry.public_title() != entry.title {
        let blocks = vec![Block::paragraph(&entry.title)];
        let real = Field { name: FieldName::Other, heading: Some("Sagens titel".into()), blocks };
        item.fields.insert(0, real);
    }
    if !entry.late_reason.trim().is_empty() {
        let said = format!("Punktet er sat på efter fristen: {}", entry.late_reason.trim());
        let blocks = vec![Block::paragraph(said)];
        let late = Field { name: FieldName::Other, heading: Some("Sent optaget".into()), blocks };
        item.fields.push(late);
    }
    item
}

/// As agendas write it: "Budget 2027 (2. behandling)".
fn with_reading(title: &str, reading: Option<u8>) -> String {
    match reading {
        Some(reading) if !title.ends_with("behandling)") => {
            format!("{title} ({reading}. behandling)")
        }
        _ => title.to_owned(),
    }
}

/// The item of an entry written here.
fn written(entry: &Entry) -> Item {
    let blocks = blocks(&entry.content);
    let presentation =
        Field { name: FieldName::Presentation, heading: Some("Sagsfremstilling".into()), blocks };
    Item {
        fields: [presentation].into_iter().filter(|field| !field.blocks.is_empty()).collect(),
        recommendations: recommendations(&entry.recommendations),
        ..Item::default()
    }
}

/// Paragraphs and lists of a plain text.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim) {
        let point = line.strip_prefix("- ").or_else(|| line.strip_prefix("• "));
        if line.is_empty() || point.is_some() {
            close(&mut blocks, &mut paragraph);
        }
        match (point, blocks.last_mut()) {
            (Some(point), Some(Block::List(list))) => list.items.push(ListItem::from(point)),
            (Some(point), _) => {
                let items = vec![ListItem::from(point)];
                blocks.push(Block::List(List { items, ..List::default() }));
            }
            (None, _) if !line.is_empty() => paragraph.push(line),
            (None, _) => {}
        }
    }
    close(&mut blocks, &mut paragraph);
    blocks
}

fn close(blocks: &mut Vec<Block>, paragraph: &mut Vec<&str>) {
    if !paragraph.is_empty() {
        blocks.push(Block::paragraph(paragraph.join(" ")));
        paragraph.clear();
    }
}

/// Recommendations, a line each. Lines that begin with "at" are joined as an agenda joins them:
/// "Det indstilles, at …", "videre, at …", "endelig, at …".
pub(super) fn recommendations(text: &str) -> Vec<Recommendation> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let last = lines.len().saturating_sub(1);
    let joined = |(at, line): (usize, &&str)| {
        let before = match at {
            _ if !line.starts_with("at ") => "",
            0 => "Det indstilles, ",
            at if at == last => "endelig, ",
            _ => "videre, ",
        };
        Recommendation { text: format!("{before}{line}"), ..Recommendation::default() }
    };
    lines.iter().enumerate().map(joined).collect()
}

/// Head and sections around the items, which are those of the entries.
pub(super) fn put_together(
    agenda: &Agenda,
    meeting: &plan::Meeting,
    body: String,
    entries: &[Entry],
    items: Vec<Item>,
) -> Document {
    let section = |(at, template): (usize, &plan::SectionTemplate)| Section {
        number: section_number(agenda.numbering, at),
        title: Some(template.title.clone()),
        items: Vec::new(),
    };
    let mut sections: Vec<Section> = agenda.sections.iter().enumerate().map(section).collect();
    for (entry, item) in entries.iter().zip(items) {
        if let Some(section) = sections.get_mut(entry.section) {
            section.items.push(item);
        }
    }
    // A closed section nothing stands in says nothing to anyone.
    let mut at = 0;
    sections.retain(|section| {
        let is_closed = agenda.sections[at].closed;
        at += 1;
        !(is_closed && section.items.is_empty())
    });
    Document {
        body: Some(body),
        meeting: Meeting {
            date: Some(meeting.date),
            start: meeting.start,
            end: meeting.end,
            place: meeting.place.clone(),
            r#virtual: meeting.is_virtual,
            notes: Some(agenda.cover.trim().to_owned()).filter(|cover| !cover.is_empty()),
            supplementary: false,
            cancelled: false,
        },
        sections,
        ..Document::default()
    }
}
