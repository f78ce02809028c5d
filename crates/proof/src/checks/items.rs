//! "pkt. 2.8 om ”Nærhospitaler”": the item exists and has that title.
//!
//! A point of another meeting's agenda, of a law or of a contract is left alone.

use regex::Captures;

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage, Sheet};
use crate::text::words;
use crate::{Code, Level, Say};

pattern!(MORE, r"^(?:,| og| samt|, og)\s(\d{1,2}(?:\.\d{1,2})?)\b");
// "på dagsordenen for mødet i februar" is another one.
pattern!(
    HERE,
    r"(?i)^\.?\s*på (?:(?:denne|dagens|mødets) dagsorden\b|dagsordenen?(?:\s*(?:$|[.,;:)])|\s(?:og|om|er|som|der)\b))"
);
pattern!(
    DOTTED,
    r"(?i)\b(?:pkt\.?|punkt|punkterne|dagsordenspunkt|sag)\s(?:nr\.\s)?(?P<number>\d{1,2}\.\d{1,2})\b"
);
pattern!(
    PLAIN,
    r"(?i)\b(?P<cue>(?:jf\.|se|dagsordenens|også|under)\s)?(?:pkt\.?|punkt|punkterne|dagsordenspunkt)\s(?P<number>\d{1,3})\b"
);
pattern!(
    ELSEWHERE,
    r"(?i)^\.?\)?\s*(?:til|på|i|fra|på dagsordenen)\b.{0,50}\b(?:møde|dagsorden|referat|aftale|lov|vedtægt|kontrakt|bekendtgørelse|notat)"
);
pattern!(
    NOT_ITEMS,
    r"(?i)\b(?:lov|lovens|bekendtgørelse|vejledning|kontrakt|aftalens|vedtægt|budgettet|notatets|forretningsorden)\w*\b.{0,30}$"
);
pattern!(
    QUOTED,
    r"^\.?\s*(?:om\s|vedr\.\s|vedrørende\s)?[”“„»]([^”“«]{3,})[”“«]|^\.?\s*(?:om\s)?'([^']{3,})'"
);
pattern!(ABOUT, r#"^\.?\s(?:om|vedr\.|vedrørende)\s([^.,;:()”"]{5,120})"#);

/// Checks references to items.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    let numbers: Vec<&str> =
        page.sheets.iter().map(Sheet::number).filter(|n| !n.is_empty()).collect();
    if numbers.len() < 2 {
        return;
    }
    let dotted = numbers.iter().filter(|number| number.contains('.')).count() * 2 > numbers.len();
    let pattern = if dotted { &*DOTTED } else { &*PLAIN };
    for passage in page.prose() {
        for found in pattern.captures_iter(passage.text) {
            references(page, passage, &found, dotted, notes);
        }
    }
}

/// One item, or several: "punkterne 2.2, 2.4 og 2.8".
fn references(
    page: &Page<'_>,
    passage: &Passage<'_>,
    found: &Captures<'_>,
    dotted: bool,
    notes: &mut Notes<'_, '_>,
) {
    let (Some(whole), Some(number)) = (found.get(0), found.name("number")) else { return };
    let sentence = passage.sentence_at(whole.start());
    let before = &passage.text[sentence.start.min(whole.start())..whole.start()];
    let rest = further(passage, whole.end(), sentence.end, dotted);
    let last = rest.last().map_or(whole.end(), |more| more.end);
    let after = &passage.text[last..sentence.end.max(last)];
    // "punkt 3" alone may be of anything.
    let told = dotted || found.name("cue").is_some();
    let own = told && !ELSEWHERE.is_match(after) && !NOT_ITEMS.is_match(before);
    if !own && !HERE.is_match(after) {
        return;
    }
    let title = if rest.is_empty() { after } else { "" };
    reference(page, passage, whole.range(), (number.as_str(), title), dotted, notes);
    for more in rest {
        let number = &passage.text[more.clone()];
        reference(page, passage, more, (number, ""), dotted, notes);
    }
}

/// "punkterne 2.2, 2.4 og 2.8": the numbers behind the first.
fn further(
    passage: &Passage<'_>,
    from: usize,
    end: usize,
    dotted: bool,
) -> Vec<std::ops::Range<usize>> {
    let mut at = from;
    let mut all = Vec::new();
    while let Some(number) = passage.text.get(at..end).and_then(|text| MORE.captures(text)?.get(1))
        && number.as_str().contains('.') == dotted
    {
        all.push(at + number.start()..at + number.end());
        at += number.end();
    }
    all
}

fn reference(
    page: &Page<'_>,
    passage: &Passage<'_>,
    range: std::ops::Range<usize>,
    (number, after): (&str, &str),
    dotted: bool,
    notes: &mut Notes<'_, '_>,
) {
    let Some(sheet) = page.sheets.iter().find(|sheet| sheet.number() == number) else {
        let found = Found::new(
            Code::ItemMissing,
            Say::new(format!("Der er intet punkt {number}"), format!("There is no item {number}")),
            Say::new("Dagsordenen har ikke det nummer", "The agenda has no such number"),
        );
        let level = if dotted { Level::Error } else { Level::Warning };
        notes.find(passage, range, found.at_level(level));
        return;
    };
    let quoted = QUOTED.captures(after).and_then(|found| found.iter().skip(1).flatten().next());
    let about = || ABOUT.captures(after).and_then(|found| found.get(1));
    match (quoted, about()) {
        (Some(title), _) => titled(page, passage, range, sheet, title.as_str(), true, notes),
        (None, Some(words)) => titled(page, passage, range, sheet, words.as_str(), false, notes),
        (None, None) => {
            let say = Say::new(format!("Punkt {number} findes"), format!("Item {number} exists"));
            notes.hold(Code::ItemMissing, passage, range, say);
        }
    }
}

fn titled(
    page: &Page<'_>,
    passage: &Passage<'_>,
    range: std::ops::Range<usize>,
    sheet: &Sheet<'_>,
    title: &str,
    quoted: bool,
    notes: &mut Notes<'_, '_>,
) {
    let own = likeness(title, &sheet.item.title);
    let better = page.sheets.iter().find(|other| {
        other.index != sheet.index
            && !other.number().is_empty()
            && likeness(title, &other.item.title) > own + 0.34
    });
    let number = sheet.number();
    if let Some(better) = better.filter(|_| own < 0.5) {
        let found = Found::new(
            Code::ItemTitle,
            Say::new(
                format!("Punkt {number} hedder noget andet; det er {}", better.number()),
                format!("Item {number} has another title; it is {}", better.number()),
            ),
            Say::new(
                format!("{number} er ”{}”", sheet.item.title),
                format!("{number} is “{}”", sheet.item.title),
            ),
        );
        notes.find(passage, range, found.suggest(Say::same(better.number())));
    } else if own >= 0.5 || (!quoted && own > 0.2) {
        let say = Say::new(
            format!("Punkt {number} findes med den titel"),
            format!("Item {number} has that title"),
        );
        notes.hold(Code::ItemTitle, passage, range, say);
    } else if quoted {
        let found = Found::new(
            Code::ItemTitle,
            Say::new(
                format!("Punkt {number} har en anden titel"),
                format!("Item {number} has another title"),
            ),
            Say::new(
                format!("{number} er ”{}”", sheet.item.title),
                format!("{number} is “{}”", sheet.item.title),
            ),
        );
        notes.find(passage, range, found.at_level(Level::Warning));
    }
}

/// The share of a title's longer words that another has too, by their first six letters.
pub(super) fn likeness(one: &str, other: &str) -> f32 {
    let stems = |text: &str| -> Vec<String> {
        let long = words(text).into_iter().filter(|word| word.text.chars().count() > 3);
        long.map(|word| word.text.to_lowercase().chars().take(6).collect()).collect()
    };
    let (one, other) = (stems(one), stems(other));
    if one.is_empty() {
        return 0.0;
    }
    one.iter().filter(|stem| other.contains(stem)).count() as f32 / one.len() as f32
}

#[cfg(test)]
mod tests {
    use raadslag_document::{Block, Document, Field, FieldName, Item, Section};

    use super::super::testing::{of_group, report};
    use crate::Register;

    fn check(text: &str, found: &[&str], held: &[&str]) {
        let item = |number: &str, title: &str, text: &str| Item {
            number: Some(number.into()),
            title: title.into(),
            fields: vec![Field {
                name: FieldName::Background,
                heading: None,
                blocks: vec![Block::paragraph(text)],
            }],
            ..Item::default()
        };
        let items = vec![
            item("2.1", "Nærhospitaler", "Regeringen vil det."),
            item("2.2", "Kommende virksomhedsområde for sygeplejersker", "Loven ændres."),
            item("2.3", "Principper for behandling af sager", text),
        ];
        let document = Document {
            sections: vec![Section { items, ..Section::default() }],
            ..Document::default()
        };
        let report = report(&document, &Register::default());
        let (codes, claims) = of_group(&report, "references.item");
        assert_eq!((&codes[..], &claims[..]), (found, held), "{text}");
    }

    #[test]
    fn an_item_referred_to_exists_and_has_its_title() {
        check("Se pkt. 2.1 om ”Nærhospitaler”.", &[], &["references.item-title"]);
        check("Se pkt. 2.2 om sygeplejerskers virksomhed.", &[], &["references.item-title"]);
        check("Se pkt. 2.2.", &[], &["references.item"]);
        check("Se pkt. 2.9.", &["references.item"], &[]);
        check("Se pkt. 2.2 om ”Nærhospitaler”.", &["references.item-title"], &[]);
    }

    #[test]
    fn points_of_other_meetings_and_laws_are_left_alone() {
        check("Se bilag til punkt 3.2. til KKR Sjællands møde den 5. februar 2025.", &[], &[]);
        check("Se pkt. 3.2 på dagsordenen for mødet den 5. februar 2025.", &[], &[]);
        check("Se pkt. 3.2 på dagsordenen.", &["references.item"], &[]);
        check("Efter lovens pkt. 4.1 gælder det.", &[], &[]);
    }
}
