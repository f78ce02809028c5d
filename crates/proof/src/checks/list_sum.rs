//! The amounts of a list add up to the total given before, behind or at the end of it.
//!
//! Every entry must give one amount of the same unit: then the list is the sum's parts.

use raadslag_document::{Block, List, Spot};

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage, Sheet};
use crate::text::{MICRO, Number, Unit, decimal};
use crate::{Code, Level, Say};

pattern!(
    TOTAL,
    r"(?i)^(?:i ?alt|samlet(?: set)?|tilsammen|sammenlagt|total(?:t)?|sum|det giver|dermed|den samlede \p{L}+|de samlede \p{L}+|det samlede \p{L}+)\b"
);
pattern!(
    SHARED_OUT,
    r"(?i)\b(?:fordel|består|bestå|således|sådan|poster|følgende|nemlig|finansier|opdel|udgør)\p{L}*"
);
// Parts of parts, and amounts of different spans of time, add up to nothing.
pattern!(NO_PART, r"(?i)^\W*(?:heraf|hvoraf|deraf|inkl)|\b(?:årlig|om året|pr\.|per |hver)");
pattern!(OPEN, r"(?i)\b(?:bl\.a\.|blandt andet|herunder|f\.eks\.|fx|primært|især)");

/// Checks lists in every field.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for sheet in &page.sheets {
        for (field, content) in (0..).zip(&sheet.item.fields) {
            for (block, list) in (0..).zip(&content.blocks) {
                if let Block::List(list) = list {
                    check_list(sheet, (field, block), list, notes);
                }
            }
        }
    }
}

fn check_list(
    sheet: &Sheet<'_>,
    (field, block): (u32, u32),
    list: &List,
    notes: &mut Notes<'_, '_>,
) {
    let texts = || sheet.passages.iter();
    let at = |block: u32| {
        texts().find(move |p| p.spot == Spot::Field { field, block, text: 0 } && p.role.is_prose())
    };
    if list.items.len() < 2 || list.items.iter().any(|entry| !entry.blocks.is_empty()) {
        return;
    }
    let inside = |p: &&Passage<'_>| matches!(p.spot, Spot::Field { field: f, block: b, .. } if f == field && b == block);
    let entries: Vec<&Passage<'_>> = texts().filter(inside).collect();
    let Some(mut parts) = parts(&entries) else { return };
    let last = entries.last().filter(|last| TOTAL.is_match(last.text));
    if let Some(last) = last
        && let Some(total) = parts.pop()
    {
        judge(last, total, &parts, Level::Error, notes);
        return;
    }
    let behind = block.checked_add(1).and_then(at).filter(|next| TOTAL.is_match(next.text));
    if let Some(next) = behind
        && let Some(total) = next.numbers.first().filter(|n| is_like(n, parts[0]))
    {
        let plain = next.text[..total.range.start].split_whitespace().count() < 3;
        judge(next, total, &parts, if plain { Level::Error } else { Level::Warning }, notes);
    }
    if let Some(before) = block.checked_sub(1).and_then(at) {
        announced(before, &parts, notes);
    }
}

/// "1,4 mio. kr. fordelt således:" above the list.
fn announced(before: &Passage<'_>, parts: &[&Number], notes: &mut Notes<'_, '_>) {
    let Some(sentence) = before.sentences.last() else { return };
    let text = &before.text[sentence.clone()];
    let told = text.ends_with(':') && SHARED_OUT.is_match(text) && !OPEN.is_match(text);
    let mut like = before.numbers_in(sentence).filter(|n| is_like(n, parts[0]));
    let (Some(total), None) = (like.next(), like.next()) else { return };
    if told && total.count() != Some(parts.len()) {
        judge(before, total, parts, Level::Warning, notes);
    }
}

/// The amount of each entry, where every entry has one, of one unit.
fn parts<'p>(entries: &[&'p Passage<'_>]) -> Option<Vec<&'p Number>> {
    let kroner = |n: &Number| matches!(n.unit, Unit::Kroner(_));
    let money = entries.iter().all(|entry| entry.numbers.iter().any(kroner));
    entries
        .iter()
        .map(|entry| {
            let wanted = |n: &&Number| if money { kroner(n) } else { true };
            let mut own =
                entry.numbers.iter().filter(|n| n.sort == crate::text::Sort::Amount).filter(wanted);
            let (number, None) = (own.next()?, own.next()) else { return None };
            let part = number.is_exact() && !NO_PART.is_match(entry.text);
            (part && (money || number.unit == Unit::Count(0))).then_some(number)
        })
        .collect()
}

fn is_like(number: &Number, part: &Number) -> bool {
    number.is_exact() && number.is_like(part)
}

fn judge(
    passage: &Passage<'_>,
    total: &Number,
    parts: &[&Number],
    level: Level,
    notes: &mut Notes<'_, '_>,
) {
    let (sum, given) = (parts.iter().map(|part| part.scaled()).sum::<i128>(), total.scaled());
    let rounded = |n: &&Number| if n.step() == MICRO { 0 } else { n.step() / 2 };
    let room: i128 = parts.iter().map(rounded).sum::<i128>() + rounded(&total);
    let shown: Vec<String> = parts.iter().map(|part| decimal(part.scaled())).collect();
    let written = format!("{} = {}", shown.join(" + "), decimal(sum));
    let range = total.range.start..total.end;
    let off = (sum - given).abs();
    if off <= room {
        notes.hold(Code::Sum, passage, range, Say::same(written));
    } else if parts.len() > 1 && off * 2 <= given {
        let (made, given) = (decimal(sum * total.value / given), decimal(total.value));
        let message = Say::new(
            format!("Listens tal giver {made}, ikke {given}"),
            format!("The numbers of the list make {made}, not {given}"),
        );
        let found = Found::new(Code::Sum, message, Say::same(written)).at_level(level);
        let suggestion = Say::new(
            format!("Ret {given} til {made}, eller ret et af listens tal."),
            format!("Change {given} to {made}, or a number of the list."),
        );
        notes.find(passage, range, found.suggest(suggestion));
    }
}

#[cfg(test)]
mod tests {
    use raadslag_document::{Block, Document, Field, FieldName, Item, List, ListItem, Section};

    use super::super::testing::{counts, report};
    use crate::{Code, Register};

    fn check(before: &str, entries: &[&str], after: &str, found: usize, held: usize) {
        let items = entries.iter().map(|entry| ListItem::from(*entry)).collect();
        let list = Block::List(List { items, ..List::default() });
        let blocks = vec![Block::paragraph(before), list, Block::paragraph(after)];
        let field = Field { name: FieldName::Presentation, heading: None, blocks };
        let item = Item { fields: vec![field], ..Item::default() };
        let sections = vec![Section { items: vec![item], ..Section::default() }];
        let report = report(&Document { sections, ..Document::default() }, &Register::default());
        assert_eq!(counts(&report, Code::Sum), (found, held), "{before} {entries:?} {after}");
    }

    #[test]
    fn a_list_of_amounts_makes_its_total() {
        let costs = ["Løn: 400.000 kr.", "Kørsel: 70.000 kr.", "Leje i 2026: 30.000 kr."];
        check("Festen koster:", &costs, "I alt 500.000 kr.", 0, 1);
        check("Festen koster:", &costs, "I alt 550.000 kr.", 1, 0);
        check("Festen koster:", &costs, "Den samlede pris bliver 0,5 mio. kr.", 0, 1);
        check("Festen koster 500.000 kr., som fordeles således:", &costs, "", 0, 1);
        check("Festen koster 600.000 kr., som fordeles således:", &costs, "", 1, 0);
        let with_total = ["12 fra Faxe", "9 fra Greve", "I alt 22 børn"];
        check("Børnene kommer herfra:", &with_total, "", 1, 0);
    }

    #[test]
    fn a_list_that_is_no_sum_is_left_alone() {
        let costs = ["Løn: 400.000 kr.", "heraf ferie: 70.000 kr."];
        check("Festen koster:", &costs, "I alt 500.000 kr.", 0, 0);
        let some = ["Løn: 400.000 kr.", "Kørsel: ca. 70.000 kr."];
        check("Festen koster:", &some, "I alt 500.000 kr.", 0, 0);
        let parts = ["12 fra Faxe", "9 fra Greve"];
        check("De 30 børn har bl.a. følgende baggrund:", &parts, "", 0, 0);
        check("Der er to hold:", &parts, "", 0, 0);
    }
}
