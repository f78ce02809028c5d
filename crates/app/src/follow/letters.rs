//! The mails: the confirmation and the news.

use raadslag_document::DocumentKind;

use super::names::Named;
use super::view::{ItemLine, document, place};
use crate::archive::{ItemEntry, MeetingEntry, News};
use crate::i18n::Language;
use crate::mail::{Entry, Letter, Part};

/// Items told of one document; the rest is counted.
const ITEMS: usize = 25;
/// Documents told of one subject; the rest is counted.
const DOCUMENTS: usize = 20;

/// The mail whose link confirms.
pub(super) fn confirmation(l: Language, origin: &str, name: &str, token: &str) -> Letter {
    Letter::new(l, l.with("follow-mail-confirm-subject", &[("name", name)]))
        .with(Part::Text(l.with("follow-mail-confirm-text", &[("name", name), ("site", origin)])))
        .with(Part::Button {
            words: l.text("follow-mail-confirm-button").to_owned(),
            href: format!("{origin}/foelg/bekraeft/{token}"),
        })
        .with(Part::Text(l.text("follow-mail-confirm-once").to_owned()))
        .ending(Part::Text(l.text("follow-mail-confirm-why").to_owned()))
}

/// The mail with everything new in what someone follows.
pub(super) fn digest(l: Language, origin: &str, news: &[(Named, Vec<News>)], link: &str) -> Letter {
    let mut letter = Letter::new(l, subject(l, news));
    for (named, changes) in news {
        letter.parts.push(Part::Heading(named.name.clone()));
        for change in changes.iter().take(DOCUMENTS) {
            letter.parts.extend(told(l, origin, change));
        }
        let more = changes.len().saturating_sub(DOCUMENTS) as u64;
        if more > 0 {
            letter.parts.push(Part::Link {
                words: l.count("follow-mail-more-documents", more),
                href: format!("{origin}{}", named.subject.path()),
            });
        }
    }
    letter
        .ending(Part::Text(l.with("follow-mail-why", &[("site", origin)])))
        .ending(Part::Link {
            words: l.text("follow-mail-manage").to_owned(),
            href: format!("{origin}/foelg/{link}"),
        })
        .ending(Part::Link {
            words: l.text("follow-mail-end").to_owned(),
            href: format!("{origin}/foelg/{link}/afmeld"),
        })
}

/// One thing is named; of several, how many there are.
fn subject(l: Language, news: &[(Named, Vec<News>)]) -> String {
    let mut versions: Vec<&str> =
        news.iter().flat_map(|(_, changes)| changes).map(|c| c.sha256.as_str()).collect();
    versions.sort_unstable();
    versions.dedup();
    match (news, &versions[..]) {
        ([(_, changes), ..], [_]) => {
            let change = &changes[0];
            let kind = match (change.kind, change.supplementary) {
                _ if change.meeting.is_cancelled => l.text("meeting-cancelled"),
                (DocumentKind::Minutes, _) => l.text("follow-mail-minutes"),
                (DocumentKind::Agenda, true) => l.text("follow-mail-supplementary"),
                (DocumentKind::Agenda, false) => l.text("follow-mail-agenda"),
            };
            format!("{kind}: {}", place(l, &change.meeting))
        }
        _ => l.count("follow-mail-subject", versions.len() as u64),
    }
}

/// A document and its items.
fn told(l: Language, origin: &str, change: &News) -> Vec<Part> {
    let mut entries: Vec<Entry> =
        change.items.iter().take(ITEMS).map(|item| entry(l, origin, item)).collect();
    let more = change.items.len().saturating_sub(ITEMS) as u64;
    if more > 0 {
        entries.push(Entry {
            words: l.count("follow-mail-more-items", more),
            href: Some(meeting_href(origin, &change.meeting)),
            note: None,
        });
    }
    let words = format!("{}: {}", document(l, change), place(l, &change.meeting));
    let link = Part::Link { words, href: meeting_href(origin, &change.meeting) };
    if entries.is_empty() { vec![link] } else { vec![link, Part::List(entries)] }
}

fn meeting_href(origin: &str, meeting: &MeetingEntry) -> String {
    format!("{origin}/moede/{}/{}", meeting.body_slug, meeting.slug)
}

fn entry(l: Language, origin: &str, item: &ItemEntry) -> Entry {
    let ItemLine { href, words, note } = ItemLine::new(l, item);
    Entry { words, href: Some(format!("{origin}{href}")), note }
}
