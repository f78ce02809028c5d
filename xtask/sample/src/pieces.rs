//! A document as one run of typographic pieces in the order of KL's agendas: cover, sections, items
//! with their labelled parts. Text, PDF and DOCX all set the same pieces.

use raadslag_document::{
    Access, Attendance, Attendee, Block, Decision, Document, DocumentKind, Item, ItemKind, Mark,
    MarkKind, Meeting, Section, Table,
};

/// One piece to set.
pub(crate) enum Piece {
    /// A line of the cover.
    Cover(String),
    /// "2. Regionalpolitiske sager", on a new page.
    Section(String),
    /// "2.1. Beslutningssag: …".
    ItemTitle(String),
    /// Case number and officers below a title.
    Reference(String),
    /// "Baggrund".
    Label(String),
    /// A heading inside a part.
    Heading(String),
    /// A paragraph, and the addresses its links lead to.
    Paragraph { text: String, urls: Vec<String> },
    /// A list entry with its bullet or number.
    Entry { bullet: String, text: String },
    /// A table.
    Table(Table),
}

impl Piece {
    fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph { text: text.into(), urls: Vec::new() }
    }
}

/// The pieces of a whole document.
pub(crate) fn of_document(document: &Document) -> Vec<Piece> {
    let mut pieces = cover(document);
    pieces.extend(document.attendance.iter().flat_map(attendance));
    for section in &document.sections {
        pieces.extend(section_title(section).map(Piece::Section));
        pieces.extend(section.items.iter().flat_map(item));
    }
    pieces
}

fn section_title(section: &Section) -> Option<String> {
    let title = section.title.as_ref()?;
    Some(match &section.number {
        Some(number) => format!("{number}. {title}"),
        None => title.clone(),
    })
}

fn cover(document: &Document) -> Vec<Piece> {
    let year = document.meeting.date.map_or(0, jiff::civil::Date::year);
    let name = match document.document {
        DocumentKind::Agenda => "DAGSORDEN",
        DocumentKind::Minutes => "REFERAT",
    };
    let body = document.body.as_deref().unwrap_or_default().to_uppercase();
    let mut lines = vec![format!("{name} {year}"), body];
    lines.extend(head(&document.meeting));
    lines.into_iter().map(Piece::Cover).collect()
}

fn head(meeting: &Meeting) -> Vec<String> {
    let date = meeting.date.map_or(String::new(), |date| date.strftime("%d-%m-%Y").to_string());
    let start = meeting.start.map_or(String::new(), |start| format!(" {start}"));
    let place = meeting.place.iter().chain(&meeting.notes).cloned().collect::<Vec<_>>();
    let mut place = place.join(". ").replace('\n', " ").replace(".. ", ". ");
    if meeting.r#virtual {
        place = format!("Bemærk: Mødet afholdes virtuelt. {place}");
    }
    vec![format!("Dato: {date}{start}"), format!("Sted: {}", place.trim())]
}

/// "Navn (A), Faxe Kommune".
pub(crate) fn attendee(attendee: &Attendee) -> String {
    let party = attendee.party.as_ref().map_or(String::new(), |party| format!(" ({party})"));
    let role = attendee.role.as_ref().map_or(String::new(), |role| format!(", {role}"));
    format!("{}{party}{role}", attendee.name)
}

/// The members present; substitutes are named beside those they stand in for.
pub(crate) fn members(attendance: &Attendance) -> impl Iterator<Item = &Attendee> {
    attendance.present.iter().filter(|member| {
        !attendance.substitutes.iter().any(|substitute| substitute.name == member.name)
    })
}

/// An absent member, with the substitute who came.
pub(crate) fn absentee(attendance: &Attendance, member: &Attendee) -> String {
    let substitute = attendance
        .substitutes
        .iter()
        .find(|substitute| substitute.for_member.as_deref() == Some(&member.name));
    let suffix = substitute.map_or(String::new(), |by| format!(", supp. {} deltog", by.name));
    format!("{}{suffix}", attendee(member))
}

fn attendance(attendance: &Attendance) -> Vec<Piece> {
    let mut pieces = vec![
        Piece::Section("Deltagerfortegnelse".to_owned()),
        Piece::Label("Deltagere".to_owned()),
    ];
    pieces.extend(members(attendance).map(attendee).map(Piece::paragraph));
    if !attendance.absent.is_empty() {
        pieces.push(Piece::Label("Afbud".to_owned()));
        let absent = attendance.absent.iter().map(|member| absentee(attendance, member));
        pieces.extend(absent.map(Piece::paragraph));
    }
    if !attendance.notes.is_empty() {
        pieces.push(Piece::Label("Bemærkninger".to_owned()));
        pieces.extend(attendance.notes.iter().map(Piece::paragraph));
    }
    pieces
}

/// The title as written: with the kind or "Lukket" before it.
pub(crate) fn full_title(item: &Item) -> String {
    let prefix = match (item.access, item.kind) {
        (Access::Closed, _) => "Lukket: ",
        (_, ItemKind::Theme) => "Temadrøftelse: ",
        (_, ItemKind::Decision) => "Beslutningssag: ",
        (_, ItemKind::Information) => "Orienteringssag: ",
        (_, ItemKind::Appointment) => "Udpegningssag: ",
        _ => "",
    };
    format!("{prefix}{}", item.title)
}

fn item(item: &Item) -> Vec<Piece> {
    let number = item.number.as_ref().map_or(String::new(), |number| format!("{number}. "));
    let mut pieces = vec![Piece::ItemTitle(format!("{number}{}", full_title(item)))];
    let reference = [item.case_number.clone().unwrap_or_default(), item.case_officers.join(", ")];
    pieces.push(Piece::Reference(reference.join(" ").trim().to_owned()));
    let (before, after): (Vec<_>, Vec<_>) =
        item.fields.iter().partition(|field| field.heading.as_deref() == Some("Baggrund"));
    for field in before {
        pieces.extend(labelled(field.heading.as_deref(), blocks(&field.blocks)));
    }
    pieces.extend(labelled(Some("Indstilling"), recommendations(item)));
    for field in after {
        pieces.extend(labelled(field.heading.as_deref(), blocks(&field.blocks)));
    }
    let annexes = item.attachments.iter().map(|annex| entry("–", &annex.title)).collect();
    pieces.extend(labelled(Some("Bilag"), annexes));
    pieces.extend(labelled(Some("Beslutning"), item.decision.iter().flat_map(decision).collect()));
    pieces
}

fn labelled(heading: Option<&str>, content: Vec<Piece>) -> Vec<Piece> {
    if content.is_empty() {
        return content;
    }
    let label = heading.map(|heading| Piece::Label(heading.to_owned()));
    label.into_iter().chain(content).collect()
}

/// One recommendation is a paragraph; several are dashed, as KL sets them.
fn recommendations(item: &Item) -> Vec<Piece> {
    let several = item.recommendations.len() > 1;
    let mut pieces = Vec::new();
    for recommendation in &item.recommendations {
        pieces.push(if several {
            entry("–", &recommendation.text)
        } else {
            Piece::paragraph(&recommendation.text)
        });
        pieces.extend(recommendation.points.iter().map(|point| entry("–", point)));
    }
    pieces
}

fn decision(decision: &Decision) -> Vec<Piece> {
    decision.text.split('\n').map(Piece::paragraph).collect()
}

fn entry(bullet: &str, text: &str) -> Piece {
    Piece::Entry { bullet: bullet.to_owned(), text: text.to_owned() }
}

/// The pieces of some blocks.
pub(crate) fn blocks(blocks: &[Block]) -> Vec<Piece> {
    blocks.iter().flat_map(block).collect()
}

fn block(block: &Block) -> Vec<Piece> {
    match block {
        Block::Paragraph { text, marks } => {
            vec![Piece::Paragraph { text: text.clone(), urls: urls(marks) }]
        }
        Block::Heading { text, .. } => vec![Piece::Heading(text.clone())],
        Block::List(list) => (1..)
            .zip(&list.items)
            .map(|(number, item)| {
                let bullet = if list.ordered { format!("{number}.") } else { "–".to_owned() };
                Piece::Entry { bullet, text: item.text.clone() }
            })
            .collect(),
        Block::Table(table) => vec![Piece::Table(table.clone())],
    }
}

fn urls(marks: &[Mark]) -> Vec<String> {
    let targets = marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::Link { url } => Some(url.clone()),
        _ => None,
    });
    targets.collect()
}
