//! Municipalities are spelt as in the register.

use std::collections::BTreeSet;

use raadslag_danish::Dictionary;

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage, Sheet};
use crate::text::{distance, first_upper, words};
use crate::{Code, Level, Say};

pattern!(WITH_KOMMUNE, r"(\p{Lu}[\p{L}]+(?:-\p{Lu}\p{L}+)?)\s[Kk]ommune(?:s|n|ns)?\b");

/// Municipalities until 2007 whose names are near to one of today, or might be.
const FORMER: [&str; 60] = [
    "Hørning",
    "Haslev",
    "Rønnede",
    "Suså",
    "Fuglebjerg",
    "Holmegaard",
    "Fladså",
    "Præstø",
    "Langebæk",
    "Møn",
    "Stubbekøbing",
    "Nørre-Alslev",
    "Sakskøbing",
    "Nysted",
    "Sydfalster",
    "Nakskov",
    "Rudbjerg",
    "Ravnsborg",
    "Højreby",
    "Holeby",
    "Rødby",
    "Maribo",
    "Vallø",
    "Stevns",
    "Skovbo",
    "Bramsnæs",
    "Hvalsø",
    "Gundsø",
    "Ramsø",
    "Jernløse",
    "Tornved",
    "Svinninge",
    "Tølløse",
    "Dragsholm",
    "Trundholm",
    "Bjergsted",
    "Gørlev",
    "Hvidebæk",
    "Høng",
    "Dianalund",
    "Stenlille",
    "Hashøj",
    "Korsør",
    "Skælskør",
    "Slangerup",
    "Skibby",
    "Jægerspris",
    "Græsted",
    "Birkerød",
    "Søllerød",
    "Værløse",
    "Ølstykke",
    "Stenløse",
    "Ledøje",
    "Hørsholm",
    "Hadsten",
    "Hinnerup",
    "Galten",
    "Ry",
    "Løgstør",
];

/// Checks names of municipalities, with and without "Kommune".
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    if page.register.municipalities.is_empty() {
        return;
    }
    let names: BTreeSet<String> =
        page.register.municipalities.iter().map(|m| fold(&m.name)).collect();
    for sheet in &page.sheets {
        let right: usize =
            sheet.passages.iter().map(|passage| check_passage(page, &names, passage, notes)).sum();
        if right > 0 {
            summary(sheet, right, notes);
        }
    }
}

fn summary(sheet: &Sheet<'_>, right: usize, notes: &mut Notes<'_, '_>) {
    let say = Say::new(
        format!("{right} kommunenavne står som i registret"),
        format!("{right} names of municipalities are those of the register"),
    );
    notes.hold(Code::Municipality, sheet.title(), sheet.title().whole(), say);
}

/// "Århus" and "Aarhus" are one.
fn fold(name: &str) -> String {
    name.to_lowercase().replace("aa", "å")
}

/// How many names are right.
fn check_passage(
    page: &Page<'_>,
    names: &BTreeSet<String>,
    passage: &Passage<'_>,
    notes: &mut Notes<'_, '_>,
) -> usize {
    let mut right = 0;
    let mut seen = BTreeSet::new();
    for found in WITH_KOMMUNE.captures_iter(passage.text) {
        let Some(name) = found.get(1) else { continue };
        seen.insert(name.start());
        if is_name(names, name.as_str()) {
            right += 1;
        } else if FORMER.contains(&name.as_str()) {
            // It was one, and the text may be older than 2007 or tell of then.
        } else if let Some(meant) = nearest(page, name.as_str(), 2) {
            notes.find(passage, name.range(), misspelt(name.as_str(), meant, Level::Error));
        }
    }
    for word in words(passage.text) {
        let long = word.text.chars().count() > 6;
        let part = passage.text[word.range.end..].starts_with('-')
            || passage.text[..word.range.start].ends_with('-');
        if !long
            || part
            || !first_upper(word.text)
            || seen.contains(&word.range.start)
            || is_name(names, word.text)
        {
            continue;
        }
        if let Some(meant) = nearest(page, word.text, 1)
            && !Dictionary::shared().knows(word.text)
            && !goes_on(word.text, meant)
        {
            notes.find(passage, word.range.clone(), misspelt(word.text, meant, Level::Warning));
        }
    }
    right
}

fn is_name(names: &BTreeSet<String>, written: &str) -> bool {
    let folded = fold(written);
    names.contains(&folded)
        || folded.strip_suffix('s').is_some_and(|name| names.contains(name))
        || names.iter().any(|name| name.split('-').any(|part| part == folded))
}

/// The municipality spelt nearly like this, if there is just one.
fn nearest<'p>(page: &'p Page<'_>, written: &str, steps: usize) -> Option<&'p str> {
    let letters = written.chars().count();
    // "Faxe" and "Køge" are told from other words by the "Kommune" behind them.
    let shortest = if steps > 1 { 4 } else { 7 };
    let steps = if letters > 8 { steps } else { 1 };
    let bare = written.strip_suffix('s').unwrap_or(written);
    let near =
        |name: &str| [written, bare].iter().filter_map(|w| distance(&fold(w), &fold(name))).min();
    let names = page.register.municipalities.iter().map(|m| m.name.as_str());
    let mut near: Vec<(usize, &str)> = names
        .filter(|name| {
            letters >= shortest
                && name.chars().next().map(|c| c.to_ascii_lowercase())
                    == written.chars().next().map(|c| c.to_ascii_lowercase())
        })
        .filter_map(|name| Some((near(name)?, name)))
        .filter(|(d, _)| (1..=steps).contains(d))
        .collect();
    near.sort_unstable();
    match near[..] {
        [(_, name)] => Some(name),
        [(first, name), (second, _), ..] if first < second => Some(name),
        _ => None,
    }
}

/// "Grevelse" is a word of its own; "Vordingborgg" is not.
fn goes_on(word: &str, name: &str) -> bool {
    word.strip_prefix(name).is_some_and(|rest| rest.chars().count() > 1 || rest == "s")
}

fn misspelt(written: &str, meant: &str, level: Level) -> Found {
    Found::new(
        Code::Municipality,
        Say::new(format!("{written} er ingen kommune"), format!("{written} is no municipality")),
        Say::new(format!("Registret har {meant}"), format!("The register has {meant}")),
    )
    .at_level(level)
    .suggest(Say::same(meant))
}

#[cfg(test)]
mod tests {
    use raadslag_document::{Block, Document, Field, FieldName, Item, Section};

    use super::super::testing::report;
    use crate::{Municipality, Register};

    fn check(text: &str, found: &[&str]) {
        let named = |name: &str| Municipality {
            name: name.into(),
            region: "Sjælland".into(),
            population: None,
        };
        let municipalities =
            ["Guldborgsund", "København", "Aarhus", "Lolland", "Greve", "Høje-Taastrup"]
                .map(named)
                .to_vec();
        let register = Register { municipalities, ..Register::default() };
        let fields = vec![Field {
            name: FieldName::Background,
            heading: None,
            blocks: vec![Block::paragraph(text)],
        }];
        let sections =
            vec![Section { items: vec![Item { fields, ..Item::default() }], ..Section::default() }];
        let report = report(&Document { sections, ..Document::default() }, &register);
        let own = report
            .findings
            .iter()
            .filter(|finding| finding.code.name() == "references.municipality");
        assert_eq!(
            own.map(|finding| finding.at.text.as_str()).collect::<Vec<_>>(),
            found,
            "{text}"
        );
    }

    #[test]
    fn a_municipality_is_spelt_as_in_the_register() {
        check("Guldborgssund Kommune og Lolland Kommune", &["Guldborgssund"]);
        check(
            "Guldborgsund Kommunes plan, Københavns Kommune, Århus Kommune, Høje-Taastrup Kommune",
            &[],
        );
        check("Det gælder Guldborgsnd og Lolland.", &["Guldborgsnd"]);
        check("Malmø Kommune og Den Kommune", &[]);
        check("Galten Kommune og Møn Kommune", &[]);
        check("Greev Kommune og Grevelse", &["Greev"]);
    }
}
