//! A person named in a closed item is not named in an open one.
//!
//! A name is two or three capitalised words that are no Danish words. Members, who are named
//! everywhere, are left out.

use std::collections::BTreeSet;

use raadslag_danish::Dictionary;
use raadslag_document::{Access, Attendance};

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::Page;
use crate::{Code, Say};

pattern!(NAME, r"\b\p{Lu}\p{Ll}+ (?:\p{Lu}\p{Ll}+ )?\p{Lu}\p{Ll}+\b");

/// Checks names across items.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    let closed = page.sheets.iter().filter(|sheet| sheet.item.access == Access::Closed);
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for passage in closed.flat_map(|sheet| &sheet.passages) {
        names.extend(
            NAME.find_iter(passage.text)
                .map(|found| found.as_str())
                .filter(|name| is_person(page, name)),
        );
    }
    if names.is_empty() {
        return;
    }
    let open = page.sheets.iter().filter(|sheet| sheet.item.access == Access::Open);
    for passage in open.flat_map(|sheet| &sheet.passages) {
        for found in NAME.find_iter(passage.text).filter(|found| names.contains(found.as_str())) {
            let note = Found::new(
                Code::ClosedName,
                Say::new(
                    format!("{} står i et lukket punkt", found.as_str()),
                    format!("{} is in a closed item", found.as_str()),
                ),
                Say::new("Punktet her er åbent", "This item is open"),
            );
            notes.find(passage, found.range(), note);
        }
    }
}

fn is_person(page: &Page<'_>, name: &str) -> bool {
    let mut members = page.document.attendance.iter().flat_map(Attendance::members);
    let member = members.any(|member| member.name.contains(name));
    let place = |word: &str| page.register.municipalities.iter().any(|m| m.name == word);
    let common = |word: &str| {
        Dictionary::shared().knows(&word.to_lowercase())
            || ["Kommune", "Region", "Råd"].contains(&word)
    };
    !member && name.split(' ').all(|word| !place(word)) && !name.split(' ').all(common)
}

#[cfg(test)]
mod tests {
    use raadslag_document::{Access, Block, Document, Field, FieldName, Item, Section};

    use super::super::testing::report;
    use crate::Register;

    #[test]
    fn a_name_from_a_closed_item_is_not_in_an_open_one() {
        let item = |access, text: &str| Item {
            access,
            fields: vec![Field {
                name: FieldName::Background,
                heading: None,
                blocks: vec![Block::paragraph(text)],
            }],
            ..Item::default()
        };
        let items = vec![
            item(Access::Closed, "Klagen er fra Kirsten Abildtrup."),
            item(Access::Open, "Vi takker Kirsten Abildtrup for mødet."),
        ];
        let sections = vec![Section { items, ..Section::default() }];
        let report = report(&Document { sections, ..Document::default() }, &Register::default());
        assert!(report.codes().contains(&"publication.closed-name"));
    }
}
