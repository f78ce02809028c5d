//! The document as the checks see it: items as passages in reading order, each with its place.

use std::ops::Range;

use raadslag_document::{Block, Document, FieldName, Item, Place, Spot};

use crate::finding::Location;
use crate::register::planned_days;
use crate::text::{self, Date, Number};
use crate::{Context, Register, Settings};

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Title,
    Paragraph,
    Heading,
    /// An entry of a list; 0 is the outermost.
    Entry(u8),
    Cell,
    Recommendation,
    Point,
    Decision,
    History,
    Attachment,
}

impl Role {
    /// Whether it is the author's running text: sentences, not cells or titles.
    pub(crate) fn is_prose(self) -> bool {
        matches!(self, Self::Paragraph | Self::Entry(_) | Self::Recommendation | Self::Point)
    }
}

/// One text of an item, analysed.
pub(crate) struct Passage<'d> {
    pub(crate) text: &'d str,
    pub(crate) role: Role,
    pub(crate) spot: Spot,
    pub(crate) field: &'static str,
    pub(crate) block: u32,
    /// Characters of the block that stand before this text.
    offset: u32,
    /// Byte ranges.
    pub(crate) sentences: Vec<Range<usize>>,
    pub(crate) dates: Vec<Date>,
    pub(crate) numbers: Vec<Number>,
    index: usize,
}

/// An item and its passages.
pub(crate) struct Sheet<'d> {
    pub(crate) item: &'d Item,
    pub(crate) index: usize,
    pub(crate) passages: Vec<Passage<'d>>,
}

/// All a check may look at.
pub(crate) struct Page<'d> {
    pub(crate) document: &'d Document,
    pub(crate) sheets: Vec<Sheet<'d>>,
    pub(crate) register: &'d Register,
    pub(crate) settings: &'d Settings,
    pub(crate) today: Option<jiff::civil::Date>,
}

impl<'d> Page<'d> {
    pub(crate) fn new(document: &'d Document, context: &Context<'d>) -> Self {
        let sheets = document.items().enumerate().map(|(index, item)| Sheet::new(item, index));
        Self {
            document,
            sheets: sheets.collect(),
            register: context.register,
            settings: context.settings,
            today: context.today,
        }
    }

    /// The day of the meeting.
    pub(crate) fn date(&self) -> Option<jiff::civil::Date> {
        self.document.meeting.date
    }

    /// The days on which a body meets, as far as the register and the document itself know, in order.
    pub(crate) fn meetings_of(&self, body: &str) -> Vec<jiff::civil::Date> {
        let mut days = self.register.meetings_of(body);
        if self.document.body.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(body)) {
            days.extend(planned_days(self.document));
            days.sort_unstable();
            days.dedup();
        }
        days
    }

    /// Every passage the author wrote as running text.
    pub(crate) fn prose(&self) -> impl Iterator<Item = &Passage<'d>> {
        self.sheets.iter().flat_map(Sheet::prose)
    }

    /// Every passage of every item.
    pub(crate) fn passages(&self) -> impl Iterator<Item = &Passage<'d>> {
        self.sheets.iter().flat_map(|sheet| &sheet.passages)
    }
}

impl<'d> Sheet<'d> {
    fn new(item: &'d Item, index: usize) -> Self {
        let mut sheet = Self { item, index, passages: Vec::new() };
        sheet.add(Role::Title, Spot::Title, ("title", 0), &mut 0, &item.title);
        for (field, content) in (0..).zip(&item.fields) {
            for (block, content) in (0..).zip(&content.blocks) {
                let place = (field_name(item.fields[field as usize].name), block);
                sheet.add_block(field, place, content);
            }
        }
        sheet.add_rest(item);
        sheet
    }

    fn add_block(&mut self, field: u32, place: (&'static str, u32), block: &'d Block) {
        let mut offset = 0;
        for (text, (role, content)) in (0..).zip(roles(block, 0)) {
            let spot = Spot::Field { field, block: place.1, text };
            self.add(role, spot, place, &mut offset, content);
        }
    }

    fn add_rest(&mut self, item: &'d Item) {
        for (recommendation, content) in (0..).zip(&item.recommendations) {
            let (mut offset, place) = (0, ("recommendations", recommendation));
            let spot = |point| Spot::Recommendation { recommendation, point };
            self.add(Role::Recommendation, spot(None), place, &mut offset, &content.text);
            for (point, content) in (0..).zip(&content.points) {
                self.add(Role::Point, spot(Some(point)), place, &mut offset, content);
            }
        }
        if let Some(decision) = &item.decision {
            self.add(Role::Decision, Spot::Decision, ("decision", 0), &mut 0, &decision.text);
        }
        for (entry, content) in (0..).zip(&item.history) {
            let spot = Spot::History { entry };
            self.add(Role::History, spot, ("history", entry), &mut 0, &content.text);
        }
        for (attachment, content) in (0..).zip(&item.attachments) {
            let spot = Spot::Attachment { attachment };
            let place = ("attachments", attachment);
            self.add(Role::Attachment, spot, place, &mut 0, &content.title);
        }
    }

    fn add(
        &mut self,
        role: Role,
        spot: Spot,
        (field, block): (&'static str, u32),
        offset: &mut u32,
        text: &'d str,
    ) {
        let dates = text::dates(text);
        let passage = Passage {
            text,
            role,
            spot,
            field,
            block,
            offset: *offset,
            sentences: text::sentences(text),
            numbers: text::numbers(text, &dates),
            dates,
            index: self.index,
        };
        *offset += text.chars().count() as u32 + 1;
        self.passages.push(passage);
    }

    /// Its number, or nothing.
    pub(crate) fn number(&self) -> &'d str {
        self.item.number.as_deref().unwrap_or_default()
    }

    /// The passages the author wrote as running text.
    pub(crate) fn prose(&self) -> impl Iterator<Item = &Passage<'d>> {
        self.passages.iter().filter(|passage| passage.role.is_prose())
    }

    /// The title: where findings on the whole item stand.
    pub(crate) fn title(&self) -> &Passage<'d> {
        &self.passages[0]
    }
}

impl Passage<'_> {
    /// The words of a byte range, without the space around them.
    pub(crate) fn at(&self, range: Range<usize>, number: Option<&str>) -> Location {
        let quote = self.text.get(range.clone()).unwrap_or_default();
        let start = range.start + (quote.len() - quote.trim_start().len());
        let quote = quote.trim();
        let before = self.text.get(..start).unwrap_or_default().chars().count() as u32;
        let length = quote.chars().count() as u32;
        Location {
            index: self.index,
            item: number.map(str::to_owned),
            place: Place { spot: self.spot, start: before, end: before + length },
            field: self.field.to_owned(),
            block: self.block,
            span: (self.offset + before, self.offset + before + length),
            text: quote.to_owned(),
        }
    }

    /// The whole text.
    pub(crate) fn whole(&self) -> Range<usize> {
        0..self.text.len()
    }

    /// The index of the item it stands in.
    pub(crate) fn index(&self) -> usize {
        self.index
    }

    /// The sentence around a byte.
    pub(crate) fn sentence_at(&self, at: usize) -> Range<usize> {
        let found = self.sentences.iter().find(|sentence| sentence.contains(&at));
        found.cloned().unwrap_or_else(|| self.whole())
    }

    /// The numbers in a byte range.
    pub(crate) fn numbers_in(
        &self,
        range: &Range<usize>,
    ) -> impl DoubleEndedIterator<Item = &Number> {
        let range = range.clone();
        self.numbers
            .iter()
            .filter(move |n| n.range.start >= range.start && n.range.end <= range.end)
    }
}

/// A block's texts in the order of [`Block::texts`], with what they are.
fn roles(block: &Block, depth: u8) -> Vec<(Role, &str)> {
    match block {
        Block::Paragraph { text, .. } if depth > 0 => vec![(Role::Entry(depth), text)],
        Block::Paragraph { text, .. } => vec![(Role::Paragraph, text)],
        Block::Heading { text, .. } => vec![(Role::Heading, text)],
        Block::List(list) => list
            .items
            .iter()
            .flat_map(|item| {
                let deeper = depth.saturating_add(1);
                std::iter::once((Role::Entry(depth), item.text.as_str()))
                    .chain(item.blocks.iter().flat_map(move |block| roles(block, deeper)))
            })
            .collect(),
        Block::Table(_) => block.texts().into_iter().map(|text| (Role::Cell, text)).collect(),
    }
}

fn field_name(name: FieldName) -> &'static str {
    match name {
        FieldName::Background => "background",
        FieldName::Presentation => "presentation",
        FieldName::Summary => "summary",
        FieldName::Finances => "finances",
        FieldName::Legal => "legal",
        FieldName::Hearing => "hearing",
        FieldName::Process => "process",
        FieldName::DecisionPoints => "decision_points",
        FieldName::Other => "other",
    }
}
