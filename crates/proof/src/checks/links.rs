//! Links are well-formed.

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::Page;
use crate::{Code, Say};

pattern!(
    WELL_FORMED,
    r"^(?:https?://[^\s/$.?#:]+(?:\.[^\s/$?#:]+)+(?::\d+)?(?:[/?#]\S*)?|mailto:[^\s@]+@[^\s@]+\.[^\s@]+|tel:\+?[\d ()-]+)$"
);
pattern!(
    ODD,
    r"(?i)\b(?:htt?ps?(?::/[^/\s]|//|:\s//)|https?://https?:|ww?\.[a-zæøå0-9-]+\.(?:dk|com|eu|org)|www,)\S*"
);

/// Checks an item's links and addresses written out in the text.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for sheet in &page.sheets {
        for link in &sheet.item.links {
            let written =
                sheet.passages.iter().find_map(|p| Some((p, p.text.find(link.as_str())?)));
            let (passage, range) = match written {
                Some((passage, at)) => (passage, at..at + link.len()),
                None => (sheet.title(), sheet.title().whole()),
            };
            let doubled =
                link.matches("://").count() > 1 && link.starts_with("http") && !link.contains('?');
            // Relative addresses are the portal's own.
            let foreign = link.contains(':') || link.starts_with("www");
            if foreign && (!WELL_FORMED.is_match(link) || doubled && !link.contains("/http")) {
                notes.find(passage, range, odd(link));
            } else if foreign {
                let say = Say::new(
                    format!("Adressen er velformet: {link}"),
                    format!("Well-formed: {link}"),
                );
                notes.hold(Code::Link, passage, range, say);
            }
        }
        for passage in sheet.prose() {
            for found in ODD.find_iter(passage.text) {
                let glued = passage.text[..found.start()].ends_with(['.', '/', '@', '-', '=', '%']);
                if !glued && !found.as_str().to_lowercase().starts_with("www.") {
                    notes.find(passage, found.range(), odd(found.as_str()));
                }
            }
        }
    }
}

fn odd(link: &str) -> Found {
    Found::new(
        Code::Link,
        Say::new("Linket er ikke en adresse", "The link is no address"),
        Say::new(format!("”{link}” kan ingen åbne"), format!("Nobody can open “{link}”")),
    )
}

#[cfg(test)]
mod tests {
    use raadslag_document::{Document, Item, Section};

    use super::super::testing::{counts, report};
    use crate::{Code, Register};

    #[test]
    fn links_are_addresses() {
        for (link, found) in [
            (
                "https://www.kl.dk/politik/kkr/kkr-sjaelland/moedemateriale#moede-den-18-juni-2025-86",
                0,
            ),
            (
                "https://dagsorden.regionsjaelland.dk/vis?Referat-Udvalget%2C-kl.13.00&id=d5345d5d",
                0,
            ),
            ("mailto:kkr@kl.dk", 0),
            ("/media/50645/referat.pdf", 0),
            ("http:/www.kl.dk", 1),
            ("https://kl dk/side", 1),
            ("https://", 1),
        ] {
            let item = Item { links: vec![link.into()], ..Item::default() };
            let sections = vec![Section { items: vec![item], ..Section::default() }];
            let report =
                report(&Document { sections, ..Document::default() }, &Register::default());
            assert_eq!(counts(&report, Code::Link).0, found, "{link}");
        }
    }
}
