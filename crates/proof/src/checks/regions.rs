//! An organisation belongs to the body's own region.
//!
//! Found is one that the document elsewhere names with the own region ("PLO Sjælland"), or a business
//! centre ("Erhvervshus"), in an item that else does not speak of the other region. Bodies work across
//! regions, so nothing less will do.

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::Page;
use crate::{Code, Say};

pattern!(
    ORGANISATION,
    r"\b(\p{Lu}\p{L}+)[- ](Hovedstaden|Sjælland|Syddanmark|Midtjylland|Nordjylland)\b"
);

/// Checks organisations named with a region.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    let Some(own) = own_region(page) else { return };
    let mut at_home = Vec::new();
    for passage in page.passages() {
        for found in ORGANISATION.captures_iter(passage.text).filter(|found| &found[2] == own) {
            at_home.push(found[1].to_owned());
        }
    }
    for sheet in &page.sheets {
        for passage in &sheet.passages {
            for found in ORGANISATION.captures_iter(passage.text).filter(|found| &found[2] != own) {
                let (Some(whole), other) = (found.get(0), &found[2]) else { continue };
                let mentions: usize =
                    sheet.passages.iter().map(|p| p.text.matches(other).count()).sum();
                let general = ["KKR", "Region"].contains(&&found[1]);
                // Four regions have one of their name; Syddanmark has those of Fyn and Sydjylland.
                let everywhere = found[1] == *"Erhvervshus" && own != "Syddanmark";
                let known = everywhere || at_home.iter().any(|name| *name == found[1]);
                if !general && mentions == 1 && known {
                    notes.find(passage, whole.range(), abroad(&found[1], other, own));
                }
            }
        }
    }
}

fn own_region<'p>(page: &'p Page<'_>) -> Option<&'p str> {
    let names = ["Hovedstaden", "Sjælland", "Syddanmark", "Midtjylland", "Nordjylland"];
    let body = page.document.body.as_deref().unwrap_or_default().to_lowercase();
    let by_name = || names.into_iter().find(|name| body.ends_with(&name.to_lowercase()));
    page.register.own_region.as_deref().or_else(by_name)
}

fn abroad(organisation: &str, other: &str, own: &str) -> Found {
    Found::new(
        Code::OtherRegion,
        Say::new(
            format!("{organisation} {other} hører til en anden region"),
            format!("{organisation} {other} is of another region"),
        ),
        Say::new(
            format!("Mødet er i {own}, som har {organisation} {own}"),
            format!("The body is of {own}, which has {organisation} {own}"),
        ),
    )
    .suggest(Say::same(format!("{organisation} {own}")))
}

#[cfg(test)]
mod tests {
    use raadslag_document::{Block, Document, Field, FieldName, Item, Section};

    use super::super::testing::{counts, report};
    use crate::{Code, Register};

    fn check(texts: &[&str], found: usize) {
        let item = |text: &&str| Item {
            fields: vec![Field {
                name: FieldName::Background,
                heading: None,
                blocks: vec![Block::paragraph(*text)],
            }],
            ..Item::default()
        };
        let items = texts.iter().map(item).collect();
        let sections = vec![Section { items, ..Section::default() }];
        let document =
            Document { body: Some("KKR Sjælland".into()), sections, ..Document::default() };
        let report = report(&document, &Register::default());
        assert_eq!(counts(&report, Code::OtherRegion), (found, 0), "{texts:?}");
    }

    #[test]
    fn an_organisation_of_another_region_is_found_where_the_own_is_meant() {
        check(&["Almen praksis (PLO-Hovedstaden) deltager.", "PLO Sjælland har to pladser."], 1);
        check(&["PLO-Hovedstaden mødes med KKR Hovedstaden.", "PLO Sjælland har to pladser."], 0);
        check(&["Almen praksis (PLO-Hovedstaden) deltager."], 0);
        check(&["Erhvervshus Hovedstaden deltager."], 1);
    }
}
