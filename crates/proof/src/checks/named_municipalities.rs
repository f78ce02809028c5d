//! "De fem kommuner Greve, Solrød og Køge": as many municipalities are named as are announced.
//!
//! Only where their names follow at once, and nothing but names stands among them.

use std::ops::Range;

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage};
use crate::text::Number;
use crate::{Code, Level, Say};

pattern!(KOMMUNER, r"(?i)^\s(?:[\p{Ll}-]+\s){0,2}kommuner(?P<mark>:?\s|\s[–-]\s|,?\s\()$");
pattern!(JOINT, r"^(?:\s(?:Kommune|kommune|kommuner))?(?:,\s(?:og\s|samt\s)?|\sog\s|\ssamt\s)");
pattern!(OPEN_ENDED, r"(?i)\b(?:bl\.a\.|herunder|fx|f\.eks\.|blandt andre|flere)\b");

/// Checks lists of municipalities in running text.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    let mut names: Vec<&str> =
        page.register.municipalities.iter().map(|m| m.name.as_str()).collect();
    // "Høje-Taastrup" before what begins it.
    names.sort_unstable_by_key(|name| std::cmp::Reverse(name.len()));
    if names.is_empty() {
        return;
    }
    for passage in page.prose().filter(|passage| passage.text.contains("kommuner")) {
        for number in &passage.numbers {
            let Some(count) = number.count().filter(|count| (2..=98).contains(count)) else {
                continue;
            };
            if let Some((named, marked)) = names_after(passage, number, &names)
                && !OPEN_ENDED.is_match(&passage.text[passage.sentence_at(number.range.start)])
            {
                judge(passage, number.range.clone(), (count, named), marked, notes);
            }
        }
    }
}

/// How many names follow, and whether they stand apart, in parentheses or between dashes.
fn names_after(passage: &Passage<'_>, number: &Number, names: &[&str]) -> Option<(usize, bool)> {
    let rest = &passage.text[number.end..];
    let start = rest.char_indices().find(|(at, c)| *at > 0 && c.is_uppercase())?.0;
    let mark = KOMMUNER.captures(&rest[..start])?;
    let mut left = &rest[start..];
    let mut count = 0;
    loop {
        let name = names.iter().find(|name| left.starts_with(**name))?;
        left = &left[name.len()..];
        count += 1;
        let Some(joint) = JOINT.find(left) else { break };
        let next = &left[joint.end()..];
        if !names.iter().any(|name| next.starts_with(name)) {
            // "og en sjette" may follow; "Greve og Solrød, der …" ends the list.
            let ends = joint.as_str().trim() == ",";
            return (ends && count > 1).then_some((count, false));
        }
        left = next;
    }
    let marked = ["(", "–", "-"].iter().any(|mark_| mark["mark"].contains(mark_));
    let closed = left.starts_with([')', '.']) || left.starts_with(" – ") || left.starts_with(" - ");
    (count > 1).then_some((count, marked && closed))
}

fn judge(
    passage: &Passage<'_>,
    range: Range<usize>,
    (count, named): (usize, usize),
    marked: bool,
    notes: &mut Notes<'_, '_>,
) {
    if count == named {
        let say = Say::new(
            format!("{count} kommuner er nævnt ved navn"),
            format!("{count} municipalities are named"),
        );
        notes.hold(Code::Count, passage, range, say);
        return;
    }
    let written = &passage.text[range.clone()];
    let found = Found::new(
        Code::Count,
        Say::new(
            format!("Der står {written} kommuner, men {named} er nævnt"),
            format!("It says {written} municipalities, but {named} are named"),
        ),
        Say::new("Navnene følger lige efter", "The names follow at once"),
    );
    let level = if marked { Level::Error } else { Level::Warning };
    notes.find(passage, range, found.at_level(level));
}
