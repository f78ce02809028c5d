//! An item of a printed document.

use raadslag_document::{
    Access, Attachment, Block, Decision, Field, FieldName, Furniture, History, Item, ItemKind,
    Mark, MarkKind, PointDecision, Recommendation, Table,
};

use super::decision::{Told, outcome, passage, votes};
use super::lists::{Stack, depth};
use super::rolls::Rolls;
use super::{Rank, is_small, keep, label_piece, rank};
use crate::date;
use crate::flow::{Part, Role};
use crate::layout::{FieldKind, field_kind};

/// The part of an item that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    /// Title and reference.
    Head,
    /// The last field.
    Field,
    Recommendations,
    Attachments,
    Links,
    History,
    Attendance,
    Decision(Below),
}

/// What of a decision is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Below {
    Text,
    Points,
    Votes,
    Reservations,
    Statements,
}

/// An item being read.
pub(super) struct Reading {
    item: Item,
    open: Open,
    stack: Stack,
    links: Option<Vec<String>>,
    roll: Rolls,
    decision: Told,
    /// A caption that a format gives as a line before its table.
    caption: Option<String>,
}

impl Reading {
    /// An item of which the title has been read.
    pub(super) fn new(item: Item) -> Self {
        Self {
            item,
            open: Open::Head,
            stack: Stack::default(),
            links: None,
            roll: Rolls::default(),
            decision: Told::default(),
            caption: None,
        }
    }

    /// Reads a part.
    pub(super) fn part(&mut self, part: Part, furniture: &mut Vec<Furniture>) {
        if let Part::Line(line) = &part {
            match rank(line) {
                Some(Rank::Part) => return self.heading(&line.text, furniture),
                Some(Rank::Inner(_)) if matches!(self.open, Open::Decision(_)) => {
                    return self.below(&line.text, furniture);
                }
                _ => {}
            }
            if is_small(line) {
                self.small(&line.text, furniture);
                return;
            }
        }
        match self.open {
            Open::Head | Open::Field => self.text(part),
            Open::Recommendations => self.recommendation(part, furniture),
            Open::Attachments => self.attachment(part, furniture),
            Open::Links => self.link(part, furniture),
            Open::History => self.history(part, furniture),
            Open::Attendance => self.roll.part(part, furniture),
            Open::Decision(below) => self.decided(below, part, furniture),
        }
    }

    fn small(&mut self, text: &str, furniture: &mut Vec<Furniture>) {
        label_piece(text, furniture);
        match self.open {
            Open::Head if text == "Lukket punkt." => self.item.access = Access::Closed,
            Open::Head => reference(&mut self.item, text),
            Open::Decision(_) => {
                if let Some(names) = text.strip_prefix("Deltog ikke i behandlingen: ") {
                    self.decision.absent = names.split(", ").map(str::to_owned).collect();
                } else {
                    let word = text.strip_prefix("Udfald: ").unwrap_or_default();
                    self.decision.outcome = outcome(word);
                }
            }
            _ => {}
        }
    }

    fn heading(&mut self, text: &str, furniture: &mut Vec<Furniture>) {
        self.close_field();
        self.open = match text {
            "Indstilling" => Open::Recommendations,
            "Bilag" => Open::Attachments,
            "Links" => Open::Links,
            "Tidligere behandling" => Open::History,
            "Fremmøde under punktet" => Open::Attendance,
            "Beslutning" => Open::Decision(Below::Text),
            _ => Open::Field,
        };
        match self.open {
            Open::Field => {
                let name = match field_kind(text) {
                    Some(FieldKind::Text(name)) => name,
                    _ => FieldName::Other,
                };
                let heading = Some(text.to_owned());
                self.item.fields.push(Field { name, heading, blocks: Vec::new() });
                return;
            }
            Open::Links => self.links = Some(Vec::new()),
            Open::Attendance => self.roll.open(),
            Open::Decision(_) => self.item.decision = Some(Decision::default()),
            _ => {}
        }
        label_piece(text, furniture);
    }

    /// A text of a field.
    fn text(&mut self, part: Part) {
        if self.open == Open::Head {
            self.open = Open::Field;
            let name = FieldName::Other;
            self.item.fields.push(Field { name, heading: None, blocks: Vec::new() });
        }
        match part {
            Part::Line(line) => match (rank(&line), line.role) {
                (Some(Rank::Inner(level)), _) => {
                    let depth = depth(&line);
                    self.stack.add(Block::Heading { level, text: line.text }, depth);
                }
                (_, Role::Entry { ordered, number, depth }) => {
                    self.stack.entry(ordered, number, depth, line);
                }
                _ if line.bold && (line.size - 0.9).abs() < 0.01 => self.caption = Some(line.text),
                _ => {
                    let depth = depth(&line);
                    let paragraph = Block::Paragraph { text: line.text, marks: line.marks };
                    self.stack.add(paragraph, depth);
                }
            },
            Part::Table { mut table, .. } => {
                table.caption = table.caption.or_else(|| self.caption.take());
                let depth = 0;
                self.stack.add(Block::Table(table), depth);
            }
            Part::Furniture(_) => {}
        }
    }

    fn close_field(&mut self) {
        let blocks = std::mem::take(&mut self.stack).finish();
        if let Some(field) = self.item.fields.last_mut() {
            field.blocks.extend(blocks);
        }
    }

    fn recommendation(&mut self, part: Part, furniture: &mut Vec<Furniture>) {
        let asked = &mut self.item.recommendations;
        match part {
            Part::Line(line) if matches!(line.role, Role::Entry { .. }) => {
                let last = match asked.last_mut() {
                    Some(last) => last,
                    None => asked.push_mut(Recommendation::default()),
                };
                last.numbered = matches!(line.role, Role::Entry { ordered: true, .. });
                last.points.push(line.text);
            }
            Part::Line(line) => {
                let (number, text) = super::numbered(&line.text);
                let number = number.and_then(|number| number.parse().ok());
                let text = if number.is_some() { text.to_owned() } else { line.text.clone() };
                asked.push(Recommendation { number, text, ..Recommendation::default() });
            }
            part => keep(&part, furniture),
        }
    }

    fn attachment(&mut self, part: Part, furniture: &mut Vec<Furniture>) {
        match part {
            Part::Line(line) => {
                let url = linked(&line.marks);
                self.item.attachments.push(Attachment { title: line.text, url });
            }
            part => keep(&part, furniture),
        }
    }

    fn link(&mut self, part: Part, furniture: &mut Vec<Furniture>) {
        let links = self.links.get_or_insert_default();
        match part {
            Part::Line(line) => links.push(linked(&line.marks).unwrap_or(line.text)),
            part => keep(&part, furniture),
        }
    }

    fn history(&mut self, part: Part, furniture: &mut Vec<Furniture>) {
        let Part::Table { table, .. } = part else { return keep(&part, furniture) };
        labels(&table, furniture);
        for row in table.rows {
            let [body, day, item, text] = row.as_slice() else { continue };
            let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
            label_piece(day, furniture);
            self.item.history.push(History {
                body: filled(body),
                date: date::find(day),
                item: filled(item),
                text: text.clone(),
            });
        }
    }

    /// A heading below a decision.
    fn below(&mut self, text: &str, furniture: &mut Vec<Furniture>) {
        label_piece(text, furniture);
        let told = &mut self.decision;
        let below = match text {
            "Indstillingerne hver for sig" => {
                told.points = Some(Vec::new());
                Below::Points
            }
            "Stemmer" => Below::Votes,
            "Forbehold og afvigende holdninger" => {
                told.reservations = Some(Vec::new());
                Below::Reservations
            }
            _ => {
                told.statements = Some(Vec::new());
                Below::Statements
            }
        };
        self.open = Open::Decision(below);
    }

    fn decided(&mut self, below: Below, part: Part, furniture: &mut Vec<Furniture>) {
        let told = &mut self.decision;
        match (below, part) {
            (Below::Text, Part::Line(line)) => told.text.push((line.text, line.marks)),
            (Below::Reservations, Part::Line(line)) => passage(&mut told.reservations, line),
            (Below::Statements, Part::Line(line)) => passage(&mut told.statements, line),
            (Below::Votes, Part::Table { table, .. }) => {
                labels(&table, furniture);
                let cells = table.rows.iter().flatten();
                cells.for_each(|cell| label_piece(cell, furniture));
                told.votes = Some(votes(&table));
            }
            (Below::Points, Part::Table { table, .. }) => {
                labels(&table, furniture);
                for row in table.rows {
                    let [point, word, text] = row.as_slice() else { continue };
                    label_piece(word, furniture);
                    told.points.get_or_insert_default().push(PointDecision {
                        point: point.clone(),
                        text: text.clone(),
                        outcome: outcome(word),
                    });
                }
            }
            (_, part) => keep(&part, furniture),
        }
    }

    /// The item, read to its end.
    pub(super) fn finish(mut self) -> Item {
        self.close_field();
        self.item.attendance = self.roll.attendance;
        if self.item.decision.is_some() {
            self.item.decision = Some(self.decision.finish(self.item.kind));
        }
        self.item.links = self.links.unwrap_or_else(|| links_of(&self.item));
        self.item
    }
}

/// "Beslutningssag · Sagsnr. SAG-2022-00570 · Sagsbehandler: adr, lifo · KLE 00.22.04 P35".
fn reference(item: &mut Item, text: &str) {
    for part in text.split(" · ") {
        if let Some(number) = part.strip_prefix("Sagsnr. ") {
            item.case_number = Some(number.to_owned());
        } else if let Some(names) = part.strip_prefix("Sagsbehandler: ") {
            item.case_officers = names.split(", ").map(str::to_owned).collect();
        } else if let Some(subject) = part.strip_prefix("KLE ") {
            item.subject = Some(subject.to_owned());
        } else {
            item.kind = kind(part);
        }
    }
}

fn kind(word: &str) -> ItemKind {
    match word {
        "Temadrøftelse" => ItemKind::Theme,
        "Beslutningssag" => ItemKind::Decision,
        "Orienteringssag" => ItemKind::Information,
        "Udpegningssag" => ItemKind::Appointment,
        "Meddelelse" => ItemKind::Notice,
        "Godkendelsessag" => ItemKind::Approval,
        _ => ItemKind::Other,
    }
}

fn labels(table: &Table, furniture: &mut Vec<Furniture>) {
    table.header.iter().flatten().for_each(|text| label_piece(text, furniture));
}

fn linked(marks: &[Mark]) -> Option<String> {
    marks.iter().find_map(|mark| match &mark.kind {
        MarkKind::Link { url } => Some(url.clone()),
        _ => None,
    })
}

/// The links of an item's text, each once.
fn links_of(item: &Item) -> Vec<String> {
    fn of_block(block: &Block, links: &mut Vec<String>) {
        match block {
            Block::Paragraph { marks, .. } => of_marks(marks, links),
            Block::List(list) => list.items.iter().for_each(|entry| {
                of_marks(&entry.marks, links);
                entry.blocks.iter().for_each(|block| of_block(block, links));
            }),
            Block::Heading { .. } | Block::Table(_) => {}
        }
    }
    fn of_marks(marks: &[Mark], links: &mut Vec<String>) {
        for mark in marks {
            if let MarkKind::Link { url } = &mark.kind
                && !links.contains(url)
            {
                links.push(url.clone());
            }
        }
    }
    let mut links = Vec::new();
    item.fields.iter().flat_map(|field| &field.blocks).for_each(|it| of_block(it, &mut links));
    links
}
