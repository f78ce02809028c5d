//! From a skeleton to the document model: paragraphs are joined and healed, lists and tables built,
//! recommendations, decisions, votes and history read. The same for every format.

mod annexes;
mod apart;
mod blocks;
mod cells;
mod columns;
mod decision;
mod history;
mod lists;
mod markers;
mod narrow;
mod outcome;
mod parties;
mod recommendations;
mod statements;
mod titles;
mod votes;

pub(crate) use decision::{is_outcome, read as decided};
pub(crate) use recommendations::opens as proposes;

use jiff::civil::Date;
use raadslag_document::{
    Access, Block, Document, DocumentKind, Field, FieldName, Furniture, Item, Problem, Section,
    VERSION,
};

use crate::flow::{Part, Role};
use crate::layout::{FieldKind, part_kind};
use crate::outline::{Headed, Outline, OutlineItem};
use crate::repair::Evidence;
use crate::sentence;

/// Builds the document.
pub(crate) fn document(outline: Outline, evidence: &Evidence) -> Document {
    let mut items = outline.sections.iter().flat_map(|section| &section.items);
    let mut builder = Builder {
        evidence,
        marks_access: items.any(|item| item.title.ends_with("(Å)")),
        marks_kind: titles::marks_kind(&outline),
        width: blocks::Width::of(&outline),
        head_date: outline.meeting.date,
        document: Document {
            document: outline.kind,
            version: VERSION,
            body: outline.body,
            meeting: outline.meeting,
            sections: Vec::new(),
            attendance: outline.attendance,
            furniture: outline.furniture,
            problems: outline.problems,
        },
    };
    for section in outline.sections {
        let items = section.items.into_iter().map(|item| builder.item(item)).collect();
        let (number, title) = (section.number, section.title);
        builder.document.sections.push(Section { number, title, items });
    }
    builder.finish()
}

/// The document under construction.
struct Builder<'a> {
    evidence: &'a Evidence,
    width: blocks::Width,
    /// Titles end in "(Å)" for open and "(L)" for closed.
    marks_access: bool,
    /// Titles end in a letter for their kind.
    marks_kind: bool,
    /// The date the head gives.
    head_date: Option<Date>,
    document: Document,
}

impl Builder<'_> {
    fn finish(mut self) -> Document {
        if self.document.document == DocumentKind::Agenda
            && self.document.items().any(|item| item.decision.is_some())
        {
            self.document.document = DocumentKind::Minutes;
        }
        if self.document.sections.iter().all(|section| section.items.is_empty()) {
            self.problem("no-items", "no agenda item was found", None);
        }
        self.document
    }

    fn problem(&mut self, code: &str, message: &str, part: Option<&Part>) {
        let (line, page) = part.map_or((None, None), place);
        self.document.problems.push(Problem {
            line,
            page,
            code: code.into(),
            message: message.into(),
            text: None,
        });
    }

    fn label(&mut self, name: &str, text: &str) {
        let (name, text) = (name.to_owned(), text.to_owned());
        self.document.furniture.push(Furniture { name, text, page: None });
    }

    fn item(&mut self, outline: OutlineItem) -> Item {
        let (kind, access, title) = self.title(&outline);
        let mut item = Item {
            number: outline.number,
            kind,
            access,
            title,
            case_number: outline.case_number,
            case_officers: outline.case_officers,
            subject: outline.subject,
            attachments: outline.attachments,
            links: outline.links,
            history: outline.history,
            ..Item::default()
        };
        let has_decision_field =
            outline.headed.iter().any(|headed| kind_of(headed) == Some(FieldKind::Decision));
        let has_recommendations =
            outline.headed.iter().any(|headed| kind_of(headed) == Some(FieldKind::Recommendations));
        for headed in outline.headed {
            self.headed(&mut item, &headed, has_decision_field);
        }
        if !has_recommendations {
            proposals(&mut item);
        }
        collect_links(&mut item);
        if titles::says_closed(&item) {
            item.access = Access::Closed;
        }
        self.name_untitled(&mut item);
        item
    }

    /// An item that has no title is listed under its first words.
    fn name_untitled(&mut self, item: &mut Item) {
        if !item.title.is_empty() {
            return;
        }
        let texts = item.texts();
        let first = texts.iter().map(|(_, text)| *text).find(|text| !text.is_empty());
        let Some(first) = first.and_then(|text| sentence::split(text).first().copied()) else {
            return;
        };
        let title = first.to_owned();
        item.title = title;
        let number = item.number.as_deref().unwrap_or("without number");
        let message = format!("item {number} has no title; its first words stand for it");
        self.problem("item-without-title", &message, None);
    }

    /// Reads a headed part; its footnotes stand behind its text, or apart where it has none.
    fn headed(&mut self, item: &mut Item, headed: &Headed, has_decision_field: bool) {
        let is_note = |part: &Part| matches!(part, Part::Line(line) if line.role == Role::Note);
        if !headed.parts.iter().any(is_note) {
            return self.without_notes(item, headed, has_decision_field);
        }
        let (notes, parts) = headed.parts.iter().cloned().partition::<Vec<Part>, _>(is_note);
        let fields = item.fields.len();
        let text = Headed { heading: headed.heading.clone(), parts };
        self.without_notes(item, &text, has_decision_field);
        let notes = self.blocks(&notes);
        let opened = item.fields.len() > fields;
        match item.fields.last_mut().filter(|_| opened) {
            Some(field) => field.blocks.extend(notes),
            None => {
                item.fields.push(Field { name: FieldName::Other, heading: None, blocks: notes });
            }
        }
    }

    fn without_notes(&mut self, item: &mut Item, headed: &Headed, has_decision_field: bool) {
        let heading = headed.heading.clone();
        let known = kind_of(headed);
        match known {
            Some(FieldKind::Recommendations) => self.recommendations(item, headed),
            Some(FieldKind::Attachments) => {
                self.label("label", heading.as_deref().unwrap_or_default());
                for mut annex in self.annexes(&headed.parts) {
                    if let Some(size) = annexes::size(&annex.title) {
                        self.label("label", &annex.title[size..]);
                        annex.title = annex.title[..size].trim_end().to_owned();
                    }
                    item.attachments.push(annex);
                }
            }
            Some(FieldKind::Decision) => self.decision(item, headed),
            Some(FieldKind::History) => {
                self.label("label", heading.as_deref().unwrap_or_default());
                let blocks = self.blocks_as_lines(&headed.parts);
                for label in history::labels(&blocks) {
                    self.label("label", label);
                }
                item.history.extend(history::read(&blocks));
            }
            Some(FieldKind::Text(name)) => self.field(item, name, heading, &headed.parts),
            None if heading.is_none() && !has_decision_field && self.is_decision(item, headed) => {
                self.decision(item, headed);
            }
            None => self.field(item, FieldName::Other, heading, &headed.parts),
        }
    }

    fn recommendations(&mut self, item: &mut Item, headed: &Headed) {
        let heading = headed.heading.as_deref().unwrap_or_default();
        let decided = recommendations::decided(heading, &headed.parts);
        let (proposed, decided) = headed.parts.split_at(decided);
        let mut blocks = self.blocks(proposed);
        if recommendations::is_stem(heading) {
            recommendations::begin(&mut blocks, heading);
        } else {
            self.label("label", heading);
        }
        let rest = recommendations::behind(&mut blocks);
        item.recommendations.extend(recommendations::read(blocks));
        item.fields.extend(under_headings(rest));
        if !decided.is_empty() {
            self.decision(item, &Headed { heading: None, parts: decided.to_vec() });
        }
    }

    fn field(&mut self, item: &mut Item, name: FieldName, heading: Option<String>, parts: &[Part]) {
        let blocks = self.blocks(parts);
        let only_marks =
            blocks.iter().flat_map(Block::texts).all(|text| !text.contains(char::is_alphanumeric));
        if blocks.is_empty() && heading.is_none() {
            return;
        }
        if heading.is_none() && only_marks {
            // A lone full stop where a portal had nothing to say.
            for text in blocks.iter().flat_map(Block::texts) {
                self.label("stray", text);
            }
            return;
        }
        item.fields.push(Field { name, heading, blocks });
    }

    /// Text without heading that is a decision: minutes that print nothing else.
    fn is_decision(&self, item: &Item, headed: &Headed) -> bool {
        let text = self.plain(&headed.parts);
        item.decision.is_none() && item.fields.is_empty() && decision::is_decision(&text)
    }

    fn plain(&self, parts: &[Part]) -> String {
        let blocks = self.read_blocks(parts, &mut Vec::new());
        blocks.iter().flat_map(Block::texts).collect::<Vec<_>>().join("\n")
    }

    /// The decision of this meeting, or of an earlier one in another body.
    fn decision(&mut self, item: &mut Item, headed: &Headed) {
        let heading = headed.heading.clone().unwrap_or_default();
        let blocks = self.blocks_as_lines(&headed.parts);
        let text = blocks.join("\n");
        if let Some(entry) = history::of_heading(&heading, self.head_date, item.decision.is_some())
        {
            self.label("label", &heading);
            item.history.push(raadslag_document::History { text, ..entry });
            return;
        }
        self.take_date(&heading);
        if !heading.is_empty() {
            self.label("label", &heading);
        }
        // An agenda may keep room for the decision.
        if !text.contains(char::is_alphanumeric) {
            return;
        }
        let read = decision::read(&text, item.kind);
        match &mut item.decision {
            Some(decision) => decision::extend(decision, read),
            none => *none = Some(read),
        }
    }

    /// "Beslutning i Byrådet den 19-12-2016" tells body and date where the head does not.
    fn take_date(&mut self, heading: &str) {
        let Some(told) = history::heading(heading) else { return };
        let document = &mut self.document;
        document.meeting.date = document.meeting.date.or(told.date);
        if document.body.is_none() {
            document.body = told.body;
        }
    }
}

fn kind_of(headed: &Headed) -> Option<FieldKind> {
    let heading = headed.heading.as_deref()?;
    let suggests = |part: &Part| match part {
        Part::Line(line) => recommendations::suggests(&line.text),
        _ => false,
    };
    let proposal = heading.trim_end_matches(':').to_lowercase() == "forslag";
    if recommendations::is_stem(heading) || (proposal && headed.parts.first().is_some_and(suggests))
    {
        return Some(FieldKind::Recommendations);
    }
    part_kind(heading)
}

/// Blocks as fields, each under the heading that stands above it.
fn under_headings(blocks: Vec<Block>) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for block in blocks {
        match (block, fields.last_mut()) {
            (Block::Heading { text, .. }, _) => {
                let (name, heading) = (FieldName::Other, Some(text));
                fields.push(Field { name, heading, blocks: Vec::new() });
            }
            (block, Some(field)) => field.blocks.push(block),
            (block, None) => {
                let (name, blocks) = (FieldName::Other, vec![block]);
                fields.push(Field { name, heading: None, blocks });
            }
        }
    }
    fields
}

/// What an item without "Indstilling" proposes in its text.
fn proposals(item: &mut Item) {
    for field in &mut item.fields {
        let taken = recommendations::take(&mut field.blocks, field.heading.is_some());
        item.recommendations.extend(recommendations::read(taken));
    }
    item.fields.retain(|field| field.heading.is_some() || !field.blocks.is_empty());
}

/// Links inside the text are listed with the item, each once.
fn collect_links(item: &mut Item) {
    use raadslag_document::{ListItem, Mark, MarkKind};
    fn of_marks(marks: &[Mark], links: &mut Vec<String>) {
        for mark in marks {
            if let MarkKind::Link { url } = &mark.kind
                && !links.contains(url)
            {
                links.push(url.clone());
            }
        }
    }
    fn of_entry(entry: &ListItem, links: &mut Vec<String>) {
        of_marks(&entry.marks, links);
        entry.blocks.iter().for_each(|block| of_block(block, links));
    }
    fn of_block(block: &Block, links: &mut Vec<String>) {
        match block {
            Block::Paragraph { marks, .. } => of_marks(marks, links),
            Block::List(list) => list.items.iter().for_each(|entry| of_entry(entry, links)),
            Block::Heading { .. } | Block::Table(_) => {}
        }
    }
    for field in &item.fields {
        field.blocks.iter().for_each(|block| of_block(block, &mut item.links));
    }
}

fn place(part: &Part) -> (Option<u32>, Option<u32>) {
    match part {
        Part::Line(line) => (line.at.line, line.at.page),
        Part::Table { at, .. } => (at.line, at.page),
        Part::Furniture(piece) => (None, piece.page),
    }
}
