//! Titles are short enough for a list, and the kind before them is spelt right.

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage};
use crate::text::distance;
use crate::{Code, Say};

pattern!(PREFIX, r"^(\p{L}+):\s");

/// The kinds an item can begin with.
const KINDS: [&str; 6] = [
    "Beslutningssag",
    "Orienteringssag",
    "Temadrøftelse",
    "Udpegningssag",
    "Meddelelser",
    "Medlemsforslag",
];

/// Checks every title.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    let limit = page.settings.limits.title as usize;
    for sheet in &page.sheets {
        let title = sheet.title();
        let length = title.text.chars().count();
        if length > limit {
            let found = Found::new(
                Code::LongTitle,
                Say::new(
                    format!("Titlen er på {length} tegn"),
                    format!("The title has {length} characters"),
                ),
                Say::new(format!("Grænsen er {limit}"), format!("The limit is {limit}")),
            );
            notes.find(title, title.whole(), found);
        }
        prefix(title, notes);
    }
}

fn prefix(title: &Passage<'_>, notes: &mut Notes<'_, '_>) {
    let Some(word) = PREFIX.captures(title.text).and_then(|found| found.get(1)) else { return };
    let lower = word.as_str().to_lowercase();
    let near = |kind: &&&str| distance(&lower, &kind.to_lowercase()).is_some_and(|steps| steps > 0);
    if let Some(kind) = KINDS.iter().find(near) {
        let found = Found::new(
            Code::KindPrefix,
            Say::new("Sagens art er stavet forkert", "The kind of item is misspelt"),
            Say::new(format!("Den hedder {kind}"), format!("It is {kind}")),
        );
        notes.find(title, word.range(), found.suggest(Say::same(*kind)));
    }
}

#[cfg(test)]
mod tests {
    use raadslag_document::{Document, Item, Section};

    use super::super::testing::report;
    use crate::Register;

    fn check(title: &str, found: &[&str]) {
        let item = Item { title: title.into(), ..Item::default() };
        let sections = vec![Section { items: vec![item], ..Section::default() }];
        let report = report(&Document { sections, ..Document::default() }, &Register::default());
        let own = report.codes().into_iter().filter(|code| code.starts_with("form."));
        assert_eq!(own.collect::<Vec<_>>(), found, "{title}");
    }

    #[test]
    fn titles_fit_a_list_and_kinds_are_spelt_right() {
        check("Status for sundhedsreformen", &[]);
        check(&"meget lang titel ".repeat(10), &["form.long-title"]);
        check("Beslutnigssag: Status", &["form.kind-prefix"]);
        check("Status: Det går godt", &[]);
    }
}
