//! Items are numbered without gaps and without doubles.
//!
//! Numbers that run over the year may have gaps where closed items are left out: a hint only.

use std::collections::BTreeMap;

use crate::notes::{Found, Notes};
use crate::page::{Page, Sheet};
use crate::{Code, Level, Say};

/// Checks the numbers of all items.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    doubles(page, notes);
    let mut last: Option<(Vec<u32>, &Sheet<'_>)> = None;
    for sheet in &page.sheets {
        let parts: Option<Vec<u32>> =
            sheet.number().split('.').map(|part| part.parse().ok()).collect();
        let Some(parts) = parts else {
            last = None;
            continue;
        };
        if let Some((before, _)) = &last
            && let Some(missing) = gap(before, &parts)
        {
            let level = if parts.len() > 1 { Level::Warning } else { Level::Hint };
            let found = Found::new(
                Code::Numbering,
                Say::new(format!("Punkt {missing} mangler"), format!("Item {missing} is missing")),
                Say::new(
                    format!("{} følger efter {}", sheet.number(), joined(before)),
                    format!("{} follows {}", sheet.number(), joined(before)),
                ),
            );
            notes.find(sheet.title(), sheet.title().whole(), found.at_level(level));
        }
        last = Some((parts, sheet));
    }
}

fn joined(parts: &[u32]) -> String {
    parts.iter().map(u32::to_string).collect::<Vec<_>>().join(".")
}

/// The number that should stand between two of the same section.
fn gap(before: &[u32], after: &[u32]) -> Option<String> {
    let (last, section) = before.split_last()?;
    let (next, same) = after.split_last()?;
    let skips = section == same && *next > last.saturating_add(1) && next - last < 10;
    skips.then(|| joined(&[section, &[last + 1]].concat()))
}

fn doubles(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    let mut seen: BTreeMap<&str, &Sheet<'_>> = BTreeMap::new();
    for sheet in page.sheets.iter().filter(|sheet| !sheet.number().is_empty()) {
        let number = sheet.number();
        let Some(first) = seen.insert(number, sheet) else { continue };
        let found = Found::new(
            Code::DuplicateNumber,
            Say::new(format!("To punkter hedder {number}"), format!("Two items are {number}")),
            Say::new(
                format!("Det første er ”{}”", first.item.title),
                format!("The first is “{}”", first.item.title),
            ),
        );
        notes.find(sheet.title(), sheet.title().whole(), found);
    }
}

#[cfg(test)]
mod tests {
    use raadslag_document::{Document, Item, Section};

    use super::super::testing::report;
    use crate::Register;

    fn check(numbers: &[&str], found: &[&str]) {
        let item = |number: &&str| Item {
            number: Some((*number).into()),
            title: format!("Sag {number}"),
            ..Item::default()
        };
        let sections =
            vec![Section { items: numbers.iter().map(item).collect(), ..Section::default() }];
        let report = report(&Document { sections, ..Document::default() }, &Register::default());
        let own = report.codes().into_iter().filter(|code| code.starts_with("form."));
        assert_eq!(own.collect::<Vec<_>>(), found, "{numbers:?}");
    }

    #[test]
    fn numbers_have_no_gaps_and_no_doubles() {
        check(&["1.1", "1.2", "2.1", "2.2"], &[]);
        check(&["2.1", "2.3"], &["form.numbering"]);
        check(&["2.1", "2.1"], &["form.duplicate-number"]);
        check(&["183", "184", "186"], &["form.numbering"]);
        check(&["2.1", "3.1"], &[]);
    }
}
