//! Documents of our own printer, PDF or Word, back into what was printed.
//!
//! The printer's layout is fixed (`docs/print.md`): headings are told by their size, its own words
//! stand small, and what is no running text stands in tables of known columns. So nothing is
//! guessed here and no text is mended.

mod decision;
mod item;
mod lists;
mod rolls;

use raadslag_document::{
    Document, DocumentKind, Furniture, Item, Meeting, Problem, Section, VERSION,
};

use crate::date;
use crate::flow::{Flow, Line, Part, Role};
use item::Reading;

/// The heading over items that stand in no section.
const WITHOUT_SECTION: &str = "Punkter på dagsordenen";
const CONTENTS: &str = "Indhold";
const ATTENDANCE: &str = "Fremmøde";

/// What a heading of the printer heads, by its size relative to the text's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rank {
    Title,
    Section,
    Item,
    Part,
    /// The author's own, or one below a decision; 1 is the highest.
    Inner(u8),
}

/// Sizes in tenths of the body's, which is 10 points.
pub(crate) fn rank(line: &Line) -> Option<Rank> {
    matches!(line.role, Role::Heading(_)).then(|| {
        let size = line.size * 10.0;
        match size {
            size if size > 20.0 => Rank::Title,
            size if size > 14.0 => Rank::Section,
            size if size > 12.0 => Rank::Item,
            size if size > 10.75 => Rank::Part,
            size => {
                // Half a point less for each level below the first.
                let level = (1..6).find(|&level| size > 10.25 - f32::from(level - 1) * 0.5);
                Rank::Inner(level.unwrap_or(6))
            }
        }
    })
}

/// Whether a line is the printer's own.
pub(crate) fn is_small(line: &Line) -> bool {
    line.role == Role::Text && line.size < 0.9
}

/// Where in the document reading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Head,
    Attendance,
    Contents,
    Body,
}

/// Reads the parts of a printed document.
pub(crate) fn document(flow: Flow) -> Document {
    let mut reader = Reader {
        document: Document { version: VERSION, problems: flow.problems, ..Document::default() },
        place: Place::Head,
        roll: rolls::Rolls::default(),
        item: None,
    };
    for part in flow.parts {
        match part {
            Part::Furniture(piece) => reader.document.furniture.push(piece),
            part => reader.part(part),
        }
    }
    reader.finish()
}

struct Reader {
    document: Document,
    place: Place,
    roll: rolls::Rolls,
    item: Option<Reading>,
}

impl Reader {
    fn part(&mut self, part: Part) {
        if let Part::Line(line) = &part {
            match rank(line) {
                Some(Rank::Title) if self.document.sections.is_empty() => {
                    return self.title(&line.text);
                }
                Some(Rank::Section) => return self.section(&line.text),
                Some(Rank::Item) => return self.item(&line.text),
                _ => {}
            }
        }
        match (self.place, part) {
            (Place::Body, part) => match &mut self.item {
                Some(item) => item.part(part, &mut self.document.furniture),
                None => keep(&part, &mut self.document.furniture),
            },
            (Place::Attendance, part) => self.roll.part(part, &mut self.document.furniture),
            (Place::Head, Part::Table { table, .. }) => {
                for row in table.header.iter().chain(&table.rows) {
                    if let [label, value] = row.as_slice() {
                        fact(&mut self.document.meeting, label, value);
                        label_piece(label, &mut self.document.furniture);
                        label_piece(value, &mut self.document.furniture);
                    }
                }
            }
            (_, part) => keep(&part, &mut self.document.furniture),
        }
    }

    /// "Referat KKR Sjælland".
    fn title(&mut self, text: &str) {
        label_piece(text, &mut self.document.furniture);
        let kinds = [
            ("Referat af tillægsdagsorden", DocumentKind::Minutes, true),
            ("Tillægsdagsorden", DocumentKind::Agenda, true),
            ("Dagsorden", DocumentKind::Agenda, false),
            ("Referat", DocumentKind::Minutes, false),
        ];
        let found = kinds.iter().find_map(|kind| Some((kind, text.strip_prefix(kind.0)?)));
        let Some(((_, kind, supplementary), body)) = found else { return };
        self.document.document = *kind;
        self.document.meeting.supplementary = *supplementary;
        self.document.body = Some(body.trim().to_owned()).filter(|body| !body.is_empty());
    }

    fn section(&mut self, text: &str) {
        self.close();
        let before = self.document.sections.is_empty();
        match text {
            ATTENDANCE if before && self.place == Place::Head => {
                label_piece(text, &mut self.document.furniture);
                self.place = Place::Attendance;
                self.roll.open();
            }
            CONTENTS if before && self.place != Place::Contents => {
                label_piece(text, &mut self.document.furniture);
                self.place = Place::Contents;
            }
            WITHOUT_SECTION => {
                label_piece(text, &mut self.document.furniture);
                self.place = Place::Body;
                self.document.sections.push(Section::default());
            }
            text => {
                self.place = Place::Body;
                let (number, title) = numbered(text);
                let title = Some(title.to_owned()).filter(|title| !title.is_empty());
                let section = Section { number, title, items: Vec::new() };
                self.document.sections.push(section);
            }
        }
    }

    fn item(&mut self, text: &str) {
        self.close();
        self.place = Place::Body;
        let (number, title) = numbered(text);
        let title = title.to_owned();
        self.item = Some(Reading::new(Item { number, title, ..Item::default() }));
    }

    /// Puts the open item into its section.
    fn close(&mut self) {
        let Some(item) = self.item.take() else { return };
        if self.document.sections.is_empty() {
            self.document.sections.push(Section::default());
        }
        if let Some(section) = self.document.sections.last_mut() {
            section.items.push(item.finish());
        }
    }

    fn finish(mut self) -> Document {
        self.close();
        self.document.attendance = self.roll.attendance;
        if self.document.items().next().is_none() {
            self.document.problems.push(Problem {
                line: None,
                page: None,
                code: "no-items".into(),
                message: "no agenda item was found".into(),
                text: None,
            });
        }
        self.document
    }
}

/// "2.6. Title" → its number and the rest.
pub(crate) fn numbered(text: &str) -> (Option<String>, &str) {
    let (head, rest) = text.split_once(' ').unwrap_or((text, ""));
    match head.strip_suffix('.') {
        Some(number) if number.starts_with(|c: char| c.is_ascii_digit()) => {
            (Some(number.to_owned()), rest.trim())
        }
        _ => (None, text),
    }
}

fn fact(meeting: &mut Meeting, label: &str, value: &str) {
    match label.trim() {
        "Dato" => meeting.date = date::find(value),
        "Tid" => {
            if let Some(end) = value.trim_start().strip_prefix("til ") {
                meeting.end = date::times(end).0;
            } else {
                (meeting.start, meeting.end) = date::times(value);
            }
        }
        "Sted" => meeting.place = Some(value.to_owned()),
        "Mødeform" => meeting.r#virtual = true,
        "Bemærkninger" => meeting.notes = Some(value.to_owned()),
        _ => {}
    }
}

/// Keeps a word of the printer's own.
pub(crate) fn label_piece(text: &str, furniture: &mut Vec<Furniture>) {
    if !text.is_empty() {
        furniture.push(Furniture { name: "label".into(), text: text.to_owned(), page: None });
    }
}

/// Keeps all of a part that has no place.
pub(crate) fn keep(part: &Part, furniture: &mut Vec<Furniture>) {
    match part {
        Part::Line(line) => label_piece(&line.text, furniture),
        Part::Furniture(piece) => furniture.push(piece.clone()),
        Part::Table { table, .. } => {
            let cells = table.header.iter().chain(&table.rows).flatten();
            table.caption.iter().chain(cells).for_each(|text| label_piece(text, furniture));
        }
    }
}
