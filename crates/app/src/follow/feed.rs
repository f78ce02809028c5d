//! News as an Atom feed (RFC 4287).

use askama::Template;
use atom_syndication::{
    Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text, TextType,
};

use super::FollowError;
use super::names::Named;
use super::rules::Subject;
use super::view::{ItemLine, document, place};
use crate::archive::{ItemEntry, News};
use crate::i18n::Language;

/// Entries of a feed at most.
pub(super) const LENGTH: u32 = 50;

#[derive(Template)]
#[template(path = "follow/entry.html")]
struct EntryText {
    origin: String,
    lines: Vec<ItemLine>,
}

/// Around the entries.
pub(super) struct Around<'a> {
    pub(super) l: Language,
    pub(super) origin: &'a str,
    pub(super) author: &'a str,
}

/// The feed of a subject. Of a body each document is an entry, of everything else each item in each
/// document. An entry's id is the address of what it tells of, with the version it tells of.
pub(super) fn feed(
    around: &Around,
    named: &Named,
    changes: &[News],
) -> Result<String, FollowError> {
    let unwritable = |error: String| FollowError::Unwritable("the feed", error);
    let mut entries = Vec::new();
    for change in changes {
        match named.subject {
            Subject::Body(_) => entries.push(around.document(change)),
            _ => entries.extend(change.items.iter().map(|item| around.item(change, item))),
        }
    }
    entries.truncate(LENGTH as usize);
    let entries: Result<Vec<Entry>, askama::Error> = entries.into_iter().collect();
    let entries = entries.map_err(|error| unwritable(error.to_string()))?;
    let (l, origin) = (around.l, around.origin);
    let page = format!("{origin}{}", named.subject.path());
    let own = format!("{origin}{}", named.subject.feed());
    let updated = entries.iter().map(|entry| entry.updated).max().unwrap_or_default();
    let feed = Feed {
        title: Text::plain(l.with("follow-feed-title", &[("name", &named.name)])),
        subtitle: Some(Text::plain(l.text("follow-feed-about"))),
        id: own.clone(),
        updated,
        authors: vec![Person { name: around.author.to_owned(), ..Person::default() }],
        generator: Some(Generator {
            value: l.text("site-name").to_owned(),
            uri: None,
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
        links: vec![
            link(&own, "self", "application/atom+xml"),
            link(&page, "alternate", "text/html"),
        ],
        entries,
        lang: Some(l.code().to_owned()),
        ..Feed::default()
    };
    let written = feed.write_to(Vec::new()).map_err(|error| unwritable(error.to_string()))?;
    String::from_utf8(written).map_err(|error| unwritable(error.to_string()))
}

fn link(href: &str, rel: &str, kind: &str) -> Link {
    Link {
        href: href.to_owned(),
        rel: rel.to_owned(),
        mime_type: Some(kind.to_owned()),
        ..Link::default()
    }
}

impl Around<'_> {
    fn document(&self, change: &News) -> askama::Result<Entry> {
        let (meeting, l) = (&change.meeting, self.l);
        let path = format!("/moede/{}/{}", meeting.body_slug, meeting.slug);
        let title = format!("{}: {}", document(l, change), place(l, meeting));
        let lines = change.items.iter().map(|item| ItemLine::new(l, item)).collect();
        self.entry(change, &path, title, lines)
    }

    fn item(&self, change: &News, item: &ItemEntry) -> askama::Result<Entry> {
        let line = ItemLine::new(self.l, item);
        let title = format!(
            "{} ({}, {})",
            line.words,
            document(self.l, change).to_lowercase(),
            place(self.l, &change.meeting)
        );
        self.entry(change, &line.href.clone(), title, vec![line])
    }

    fn entry(
        &self,
        change: &News,
        path: &str,
        title: String,
        lines: Vec<ItemLine>,
    ) -> askama::Result<Entry> {
        let href = format!("{}{path}", self.origin);
        let content = EntryText { origin: self.origin.to_owned(), lines }.render()?;
        let at: FixedDateTime = change.imported_at.parse().unwrap_or_default();
        Ok(Entry {
            title: Text { value: title, r#type: TextType::Text, ..Text::default() },
            id: format!("{href}#{}", change.sha256.get(..12).unwrap_or_default()),
            updated: at,
            published: Some(at),
            links: vec![link(&href, "alternate", "text/html")],
            content: Some(Content {
                value: Some(content),
                content_type: Some("html".to_owned()),
                ..Content::default()
            }),
            ..Entry::default()
        })
    }
}
