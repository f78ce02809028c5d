//! Agenda texts of our own, each with one claim that holds and the same claim made wrong.
//!
//! A case is a paragraph of `*.txt`: its first line says the code that must find what is planted, the
//! rest is the text; `{right~wrong}` marks the place. A case of code `none` has nothing planted: no
//! warning or error may be raised. Lines beginning with `- ` and `1. ` are lists, with `|` tables (the
//! first row is the head), `== 2.1 Title` begins an item, `> ` is a recommendation, `+ ` an annex,
//! `< ` an earlier treatment, `*closed*` closes the item, `@body`, `@date` and `@met` tell of the meeting.

use raadslag_document::{
    Access, Attachment, Block, Document, Field, FieldName, Item, ItemKind, List, ListItem,
    Recommendation, Section, Table,
};
use raadslag_proof::{
    Context, KnownMeeting, Level, Municipality, Register, Report, Settings, proof,
};

/// A text with its claim.
pub(crate) struct Case {
    /// The code that finds what is planted, or "none".
    pub(crate) code: String,
    /// As it should be.
    pub(crate) right: String,
    /// With the planted error.
    pub(crate) wrong: String,
}

impl Case {
    /// The part of the code before the point.
    pub(crate) fn group(&self) -> &str {
        match self.code.as_str() {
            "arithmetic.count" => "count",
            "arithmetic.period" | "arithmetic.length" => "date",
            code if code.starts_with("dates.") => "date",
            code if code.starts_with("references.") => "reference",
            code => code.split('.').next().unwrap_or_default(),
        }
    }

    /// Whether the planted error is found, under its code, where the right text has none such.
    pub(crate) fn is_found(&self) -> bool {
        let count = |text: &str| {
            let report = report(text);
            report.codes().iter().filter(|code| **code == self.code).count()
        };
        count(&self.wrong) > count(&self.right)
    }

    /// Findings of the level or above that the right text raises.
    pub(crate) fn false_alarms(&self, level: Level) -> Vec<String> {
        let report = report(&self.right);
        let shown = report.at_least(level);
        shown.map(|f| format!("{} «{}» {}", f.code, f.at.text, f.message.da)).collect()
    }
}

/// The cases of a file.
pub(crate) fn cases(file: &str) -> Vec<Case> {
    let paragraphs = file.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    let cases = paragraphs.filter(|part| !part.starts_with("//"));
    cases
        .map(|part| {
            let (code, text) = part.split_once('\n').expect("a code and a text");
            Case { code: code.trim().into(), right: side(text, 0), wrong: side(text, 1) }
        })
        .collect()
}

/// The cases the checks were made with.
pub(crate) fn known() -> Vec<Case> {
    cases(include_str!("known.txt"))
}

/// The cases written afterwards, and tried once before anything was mended.
pub(crate) fn later() -> Vec<Case> {
    [include_str!("later.txt"), include_str!("last.txt")].into_iter().flat_map(cases).collect()
}

/// One side of every `{right~wrong}`.
fn side(text: &str, side: usize) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (marked, behind) = after.split_once('}').expect("a closing brace");
        let part = marked.split('~').nth(side).expect("two sides");
        out.push_str(before);
        out.push_str(part);
        rest = behind;
    }
    out + rest
}

/// Proof-reads a case's text.
pub(crate) fn report(text: &str) -> Report {
    let (document, meetings) = document(text);
    let register = Register { meetings, ..register() };
    let settings = Settings { two_readings: text.contains("@two-readings"), ..Settings::default() };
    let today = None;
    proof(&document, &Context { register: &register, settings: &settings, today })
}

/// All municipalities there are, with inhabitants where they are known.
pub(crate) fn register() -> Register {
    let lines = include_str!("../../../app/src/register/municipalities.csv").lines().skip(1);
    let municipalities: Vec<Municipality> = lines
        .filter_map(|line| {
            let mut cells = line.split(',').skip(1);
            let (name, region) = (cells.next()?.to_owned(), cells.next()?.to_owned());
            let population = cells.next().and_then(|cell| cell.parse().ok());
            Some(Municipality { name, region, population })
        })
        .collect();
    let regions = ["Hovedstaden", "Sjælland", "Syddanmark", "Midtjylland", "Nordjylland"];
    Register {
        municipalities,
        regions: regions.map(str::to_owned).to_vec(),
        own_region: Some("Sjælland".into()),
        ..Register::default()
    }
}

fn document(text: &str) -> (Document, Vec<KnownMeeting>) {
    let mut document = Document { body: Some("KKR Sjælland".into()), ..Document::default() };
    document.meeting.date = Some(jiff::civil::date(2025, 9, 2));
    let mut items: Vec<Item> = Vec::new();
    let mut meetings = Vec::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("== ") {
            items.push(item(heading));
        } else if let Some(body) = line.strip_prefix("@body ") {
            document.body = Some(body.to_owned());
        } else if let Some(date) = line.strip_prefix("@date ") {
            document.meeting.date = date.parse().ok();
        } else if let Some(met) = line.strip_prefix("@met ") {
            let (date, body) = met.split_once(' ').expect("a day and a body");
            meetings.push(KnownMeeting { body: body.into(), date: date.parse().expect("a day") });
        } else if !line.starts_with('@') {
            if items.is_empty() {
                items.push(Item::default());
            }
            add(items.last_mut().expect("an item"), line);
        }
    }
    document.sections = vec![Section { items, ..Section::default() }];
    (document, meetings)
}

fn item(heading: &str) -> Item {
    let (number, title) = heading.split_once(' ').unwrap_or(("", heading));
    let kinds = [
        ("Beslutningssag", ItemKind::Decision),
        ("Orienteringssag", ItemKind::Information),
        ("Temadrøftelse", ItemKind::Theme),
        ("Udpegningssag", ItemKind::Appointment),
        ("Godkendelse", ItemKind::Approval),
    ];
    let kind = kinds.into_iter().find(|(name, _)| title.starts_with(name));
    let prefix = |(name, _): (&str, ItemKind)| format!("{name}: ");
    let bare = kind.map(prefix).and_then(|prefix| title.strip_prefix(&prefix).map(str::to_owned));
    Item {
        number: (!number.is_empty()).then(|| number.to_owned()),
        kind: kind.map_or(ItemKind::Other, |(_, kind)| kind),
        title: bare.unwrap_or_else(|| title.to_owned()),
        ..Item::default()
    }
}

fn add(item: &mut Item, line: &str) {
    if let Some(text) = line.strip_prefix("> ") {
        item.recommendations
            .push(Recommendation { text: text.into(), ..Recommendation::default() });
    } else if let Some(title) = line.strip_prefix("+ ") {
        item.attachments.push(Attachment { title: title.into(), ..Attachment::default() });
    } else if line == "*closed*" {
        item.access = Access::Closed;
    } else {
        if item.fields.is_empty() {
            let name = FieldName::Presentation;
            item.fields.push(Field { name, heading: None, blocks: Vec::new() });
        }
        add_block(&mut item.fields[0].blocks, line);
    }
}

fn add_block(blocks: &mut Vec<Block>, line: &str) {
    let entry = line.strip_prefix("- ").map(|text| (text, false));
    let entry = entry.or_else(|| Some((line.strip_prefix("1. ")?, true)));
    if let Some((text, ordered)) = entry {
        if !matches!(blocks.last(), Some(Block::List(_))) {
            blocks.push(Block::List(List { ordered, ..List::default() }));
        }
        if let Some(Block::List(list)) = blocks.last_mut() {
            list.items.push(ListItem::from(text));
        }
    } else if let Some(row) = line.strip_prefix('|') {
        let cells: Vec<String> =
            row.trim_end_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
        match blocks.last_mut() {
            Some(Block::Table(table)) => table.rows.push(cells),
            _ => blocks.push(Block::Table(Table { header: vec![cells], ..Table::default() })),
        }
    } else {
        blocks.push(Block::paragraph(line));
    }
}
