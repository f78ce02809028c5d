//! An item: its header, its fields in the author's order, what is asked, annexes, what was decided.

use raadslag_document::{
    Access, Attachment, Block, Field, FieldName, History, Item, ItemKind, List, Mark, MarkKind,
    Recommendation,
};

use super::sheet::{Count, Listing, Piece, heading, plain, short_date};
use super::{attendance, decision, runs, tables};

/// The pieces of an item.
pub(super) fn pieces(item: &Item) -> Vec<Piece> {
    let mut pieces = vec![title(item)];
    pieces.extend(reference(item).map(Piece::Small));
    if item.access == Access::Closed {
        pieces.push(Piece::Small("Lukket punkt.".to_owned()));
    }
    // What is asked stands behind the background, as KL's agendas have it.
    let first = item.fields.iter().take_while(|field| comes_first(field)).count();
    let (before, after) = item.fields.split_at(first);
    for it in before {
        field(it, &mut pieces);
    }
    recommendations(&item.recommendations, &mut pieces);
    for it in after {
        field(it, &mut pieces);
    }
    attachments(&item.attachments, &mut pieces);
    links(item, &mut pieces);
    history(&item.history, &mut pieces);
    pieces.extend(item.attendance.iter().flat_map(attendance::of_item));
    pieces.extend(item.decision.iter().flat_map(decision::pieces));
    pieces
}

fn title(item: &Item) -> Piece {
    let number = item.number.as_ref().map(|number| format!("{number}. ")).unwrap_or_default();
    let title = if item.title.trim().is_empty() { "(uden titel)" } else { item.title.trim() };
    Piece::Heading { level: 3, text: format!("{number}{title}"), listed: true }
}

/// "Beslutningssag · Sagsnr. SAG-2022-00570 · Sagsbehandler: adr, lifo · KLE 00.22.04 P35".
fn reference(item: &Item) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(kind(item.kind).map(str::to_owned));
    parts.extend(item.case_number.as_ref().map(|number| format!("Sagsnr. {number}")));
    if !item.case_officers.is_empty() {
        parts.push(format!("Sagsbehandler: {}", item.case_officers.join(", ")));
    }
    parts.extend(item.subject.as_ref().map(|subject| format!("KLE {subject}")));
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn kind(kind: ItemKind) -> Option<&'static str> {
    match kind {
        ItemKind::Theme => Some("Temadrøftelse"),
        ItemKind::Decision => Some("Beslutningssag"),
        ItemKind::Information => Some("Orienteringssag"),
        ItemKind::Appointment => Some("Udpegningssag"),
        ItemKind::Notice => Some("Meddelelse"),
        ItemKind::Approval => Some("Godkendelsessag"),
        ItemKind::Other => None,
    }
}

fn comes_first(field: &Field) -> bool {
    field.heading.is_none() || matches!(field.name, FieldName::Background | FieldName::Summary)
}

fn field(field: &Field, pieces: &mut Vec<Piece>) {
    let written = field.heading.as_deref().map(str::trim).filter(|text| !text.is_empty());
    pieces.extend(written.map(|text| heading(4, text)));
    pieces.extend(blocks(&field.blocks));
}

fn blocks(blocks: &[Block]) -> Vec<Piece> {
    blocks.iter().filter_map(block).collect()
}

fn block(block: &Block) -> Option<Piece> {
    match block {
        Block::Paragraph { text, marks } => {
            let runs = runs::runs(text, marks);
            (!runs.is_empty()).then_some(Piece::Paragraph(runs))
        }
        Block::Heading { level, text } => {
            let level = (*level).clamp(1, 6);
            let text = text.trim().to_owned();
            (!text.is_empty()).then_some(Piece::Inner { level, text })
        }
        Block::List(list) => (!list.items.is_empty()).then(|| Piece::List(listing(list))),
        Block::Table(table) => {
            let grid = tables::grid(table);
            (grid.width > 0).then_some(Piece::Table(grid))
        }
    }
}

fn listing(list: &List) -> Listing {
    let first = list.start.unwrap_or(1);
    let count = match (list.ordered, list.lettered) {
        (false, _) => Count::Dashes,
        (true, false) => Count::Numbers(first),
        (true, true) => Count::Letters(first),
    };
    let entry = |item: &raadslag_document::ListItem| {
        (runs::runs(&item.text, &item.marks), blocks(&item.blocks))
    };
    Listing { count, entries: list.items.iter().map(entry).collect() }
}

fn recommendations(asked: &[Recommendation], pieces: &mut Vec<Piece>) {
    if asked.is_empty() {
        return;
    }
    pieces.push(heading(4, "Indstilling"));
    for one in asked {
        let number = one.number.map(|number| format!("{number}. ")).unwrap_or_default();
        pieces.push(plain(&format!("{number}{}", one.text)));
        if !one.points.is_empty() {
            let count = if one.numbered { Count::Numbers(1) } else { Count::Dashes };
            let entries = one.points.iter().map(|point| (runs::plain(point), Vec::new()));
            pieces.push(Piece::List(Listing { count, entries: entries.collect() }));
        }
    }
}

fn attachments(annexes: &[Attachment], pieces: &mut Vec<Piece>) {
    if annexes.is_empty() {
        return;
    }
    pieces.push(heading(4, "Bilag"));
    let entry = |annex: &Attachment| {
        let title = if annex.title.trim().is_empty() { "(uden titel)" } else { &annex.title };
        (runs::linked(title, annex.url.as_deref()), Vec::new())
    };
    let entries = annexes.iter().map(entry).collect();
    pieces.push(Piece::List(Listing { count: Count::Numbers(1), entries }));
}

/// The list of links, unless the text holds the same ones in the same order.
fn links(item: &Item, pieces: &mut Vec<Piece>) {
    let mut told: Vec<&str> = Vec::new();
    item.fields.iter().flat_map(|field| &field.blocks).for_each(|it| in_block(it, &mut told));
    if item.links.iter().map(String::as_str).eq(told.iter().copied()) {
        return;
    }
    pieces.push(heading(4, "Links"));
    let entries = item.links.iter().map(|url| (runs::linked(url, Some(url)), Vec::new()));
    pieces.push(Piece::List(Listing { count: Count::Dashes, entries: entries.collect() }));
    if item.links.is_empty() {
        pieces.pop();
        pieces.push(Piece::Small("Ingen.".to_owned()));
    }
}

fn in_block<'a>(block: &'a Block, told: &mut Vec<&'a str>) {
    match block {
        Block::Paragraph { marks, .. } => in_marks(marks, told),
        Block::List(list) => list.items.iter().for_each(|entry| {
            in_marks(&entry.marks, told);
            entry.blocks.iter().for_each(|block| in_block(block, told));
        }),
        Block::Heading { .. } | Block::Table(_) => {}
    }
}

fn in_marks<'a>(marks: &'a [Mark], told: &mut Vec<&'a str>) {
    for mark in marks {
        if let MarkKind::Link { url } = &mark.kind
            && !told.contains(&url.as_str())
        {
            told.push(url);
        }
    }
}

fn history(entries: &[History], pieces: &mut Vec<Piece>) {
    if entries.is_empty() {
        return;
    }
    pieces.push(heading(4, "Tidligere behandling"));
    let row = |entry: &History| {
        vec![
            entry.body.clone().unwrap_or_default(),
            entry.date.map(short_date).unwrap_or_default(),
            entry.item.clone().unwrap_or_default(),
            entry.text.clone(),
        ]
    };
    let rows = entries.iter().map(row).collect();
    pieces.push(Piece::Table(tables::listed(&["Organ", "Dato", "Punkt", "Behandling"], rows)));
}
