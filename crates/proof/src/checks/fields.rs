//! Headings are followed by text, and what a colon announces follows.

use raadslag_document::{Access, Block, Field, FieldName, Item, ItemKind, Spot};

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Sheet};
use crate::{Code, Level, Say};

pattern!(ANNOUNCES, r"(?i)\b(?:følgende|nedenstående|nedenfor|herunder)\b[^.]*:$");
pattern!(HELD_APART, r"(?i)indstil|beslutning|bilag|forslag|proces|sagsforløb|historik");

/// Checks every field.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    missing(page, notes);
    for sheet in &page.sheets {
        for (field, content) in (0..).zip(&sheet.item.fields) {
            if content.blocks.iter().all(is_blank) {
                let next = sheet.item.fields.get(field as usize + 1);
                // A heading above headings, or one whose text the reader takes for its own field.
                let above = next.is_some_and(|next| {
                    next.name == FieldName::Other || is_parent(page, content, next)
                });
                let heading = content
                    .heading
                    .as_deref()
                    .filter(|heading| !above && !HELD_APART.is_match(heading));
                if let Some(heading) = heading {
                    notes.find(sheet.title(), sheet.title().whole(), empty(heading));
                }
                continue;
            }
            ending(sheet, field, &content.blocks, notes);
        }
    }
}

/// "Sagsfremstilling" right above "Baggrund": a heading over others, unless the document elsewhere has
/// text below both. The background stands first in its item and is never above the matter itself.
fn is_parent(page: &Page<'_>, field: &Field, next: &Field) -> bool {
    let filled = |field: &Field| !field.blocks.iter().all(is_blank);
    let first = field.name == FieldName::Background && next.name == FieldName::Presentation;
    let beside = |item: &Item| {
        let has = |heading| item.fields.iter().any(|f| filled(f) && f.heading == heading);
        has(field.heading.clone()) && has(next.heading.clone())
    };
    filled(next) && !first && !page.sheets.iter().any(|sheet| beside(sheet.item))
}

/// A field that four of five items with a matter have, and this one has not.
fn missing(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    use ItemKind::{Appointment, Decision, Information, Theme};
    let matters: Vec<&Sheet<'_>> = page
        .sheets
        .iter()
        .filter(|sheet| [Decision, Information, Theme, Appointment].contains(&sheet.item.kind))
        .filter(|sheet| sheet.item.access == Access::Open)
        .collect();
    for (name, danish) in
        [(FieldName::Background, "Baggrund"), (FieldName::Presentation, "Sagsfremstilling")]
    {
        let has = |sheet: &&Sheet<'_>| sheet.item.fields.iter().any(|field| field.name == name);
        let with = matters.iter().copied().filter(|sheet| has(sheet)).count();
        if matters.len() < 6 || with * 10 < matters.len() * 8 {
            continue;
        }
        for sheet in matters.iter().copied().filter(|sheet| !has(sheet)) {
            let found = Found::new(
                Code::MissingField,
                Say::new(
                    format!("Punktet har ingen ”{danish}”"),
                    format!("The item has no “{danish}”"),
                ),
                Say::new(
                    format!("{with} af {} punkter har den", matters.len()),
                    format!("{with} of {} items have it", matters.len()),
                ),
            );
            notes.find(sheet.title(), sheet.title().whole(), found);
        }
    }
}

fn is_blank(block: &Block) -> bool {
    block.texts().iter().all(|text| text.trim().is_empty())
}

fn empty(heading: &str) -> Found {
    Found::new(
        Code::EmptyField,
        Say::new(format!("”{heading}” er tom"), format!("“{heading}” is empty")),
        Say::new("Overskriften har ingen tekst", "The heading has no text"),
    )
}

/// The last block of a field, and headings right before other headings of the same level.
fn ending(sheet: &Sheet<'_>, field: u32, blocks: &[Block], notes: &mut Notes<'_, '_>) {
    let last = blocks.len().saturating_sub(1) as u32;
    let at = |block: u32| {
        let spot = Spot::Field { field, block, text: 0 };
        sheet.passages.iter().find(|passage| passage.spot == spot)
    };
    match (&blocks[last as usize], at(last)) {
        (Block::Paragraph { text, .. }, Some(passage)) if ANNOUNCES.is_match(text.trim_end()) => {
            let range = passage.sentences.last().cloned().unwrap_or_else(|| passage.whole());
            let found = Found::new(
                Code::NothingFollows,
                Say::new("Der følger intet efter kolon", "Nothing follows the colon"),
                Say::new(
                    "Teksten varsler noget, og feltet slutter",
                    "The text announces something and the field ends",
                ),
            );
            notes.find(passage, range, found);
        }
        (Block::Heading { text, .. }, Some(passage)) => {
            notes.find(passage, passage.whole(), empty(text).at_level(Level::Hint));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use raadslag_document::{Block, Document, Field, FieldName, Item, Section};

    use super::super::testing::report;
    use crate::Register;

    fn check(blocks: Vec<Block>, found: &[&str]) {
        let field = Field { name: FieldName::Background, heading: Some("Baggrund".into()), blocks };
        let item = Item { title: "Titel".into(), fields: vec![field], ..Item::default() };
        let sections = vec![Section { items: vec![item], ..Section::default() }];
        let report = report(&Document { sections, ..Document::default() }, &Register::default());
        let own = report.codes().into_iter().filter(|code| code.starts_with("form."));
        assert_eq!(own.collect::<Vec<_>>(), found);
    }

    fn headings(items: &[&[(FieldName, &str, &str)]], found: usize) {
        let field = |(name, heading, text): &(FieldName, &str, &str)| Field {
            name: *name,
            heading: Some((*heading).into()),
            blocks: vec![Block::paragraph(*text)],
        };
        let item = |fields: &&[_]| Item {
            title: "Titel".into(),
            fields: fields.iter().map(field).collect(),
            ..Item::default()
        };
        let items = items.iter().map(item).collect();
        let sections = vec![Section { items, ..Section::default() }];
        let report = report(&Document { sections, ..Document::default() }, &Register::default());
        let empty = report.codes().into_iter().filter(|code| *code == "form.empty-field");
        assert_eq!(empty.count(), found);
    }

    #[test]
    fn a_heading_above_another_is_not_empty() {
        use FieldName::{Background, Finances, Presentation};
        headings(&[&[(Presentation, "Sagen", ""), (Background, "Historien", "Tekst.")]], 0);
        headings(&[&[(Finances, "Penge", ""), (Finances, "Følger for penge", "Tekst.")]], 0);
        headings(&[&[(Background, "Historien", ""), (Presentation, "Sagen", "Tekst.")]], 1);
        let filled: &[_] = &[(Presentation, "Sagen", "Tekst."), (Finances, "Penge", "Tekst.")];
        headings(&[filled, &[(Presentation, "Sagen", ""), (Finances, "Penge", "Tekst.")]], 1);
    }

    #[test]
    fn headings_and_colons_are_followed_by_something() {
        check(vec![], &["form.empty-field"]);
        check(vec![Block::paragraph(" ")], &["form.empty-field"]);
        check(vec![Block::paragraph("Der er følgende meddelelser:")], &["form.nothing-follows"]);
        check(vec![Block::paragraph("Der er følgende:"), Block::paragraph("Intet.")], &[]);
    }
}
