//! What the pages show.

use askama::Template;
use raadslag_document::{Block, Item, List, ListItem};
use serde_json::json;

use super::rules::diff::{Comparison, Fate, Line, Row, Stretch, Word};
use super::rules::template;
use super::words::WORDS;
use super::{Text, Version};
use crate::i18n::Language;
use crate::portal::blocks::{Blocks, escape};
use crate::shell::{Crumb, Frame, Visit, encode};

/// Level of a field's heading on a page, under the page's own.
const LEVEL: u8 = 2;

/// A part of a text to be read: its heading and its HTML.
struct Part {
    heading: Option<String>,
    html: String,
}

/// A text to be read.
struct Reading {
    title: String,
    parts: Vec<Part>,
}

impl Reading {
    fn new(l: Language, text: &Text, item: &Item) -> Self {
        let mut blocks = Blocks::new(l, "");
        let mut parts = Vec::new();
        if !item.recommendations.is_empty() {
            let asked = asked(item);
            let heading = Some(l.text("texts-recommendations").to_owned());
            parts.push(Part { heading, html: blocks.render(&asked, LEVEL) });
        }
        for field in &item.fields {
            let html = blocks.render(&field.blocks, LEVEL);
            parts.push(Part { heading: field.heading.clone(), html });
        }
        Self { title: title(l, text), parts }
    }
}

fn asked(item: &Item) -> Vec<Block> {
    let mut blocks = Vec::new();
    for it in &item.recommendations {
        let number = it.number.map(|number| format!("{number}. ")).unwrap_or_default();
        blocks.push(Block::paragraph(format!("{number}{}", it.text)));
        if !it.points.is_empty() {
            let items = it.points.iter().map(|point| ListItem::from(point.as_str())).collect();
            blocks.push(Block::List(List { ordered: it.numbered, items, ..List::default() }));
        }
    }
    blocks
}

fn href(text: &Text) -> String {
    format!("/arbejde/tekst/{}", text.id)
}

fn title(l: Language, text: &Text) -> String {
    let title = Some(text.title.trim()).filter(|title| !title.is_empty());
    title.unwrap_or_else(|| l.text("texts-untitled")).to_owned()
}

/// The way to a text: from the case it is the text of.
fn way_to(l: Language, text: &Text) -> Vec<Crumb> {
    let case = text.subject.strip_prefix("case/");
    let crumb = case.map(|id| Crumb::new(l.text("texts-the-case"), format!("/arbejde/sag/{id}")));
    crumb.into_iter().collect()
}

fn frame(visit: &Visit, title: String, crumbs: Vec<Crumb>) -> Frame {
    let mut frame = Frame::new(visit, title).reached(crumbs);
    frame.hidden = true;
    frame
}

/// `/arbejde/tekst/{id}`.
#[derive(Template)]
#[template(path = "texts/editor.html")]
pub(super) struct EditorPage {
    frame: Frame,
    reading: Reading,
    setup: Option<String>,
    versions: String,
}

impl EditorPage {
    pub(super) fn new(visit: &Visit, text: &Text, item: &Item) -> Self {
        let l = visit.language;
        let is_open = text.locked_at.is_none();
        Self {
            frame: frame(visit, title(l, text), way_to(l, text)),
            reading: Reading::new(l, text, item),
            setup: is_open.then(|| setup(visit, text)),
            versions: format!("{}/versioner", href(text)),
        }
    }
}

/// What the editor must know, as JSON that may stand in a `script` element.
fn setup(visit: &Visit, text: &Text) -> String {
    let l = visit.language;
    let words: serde_json::Map<String, serde_json::Value> =
        WORDS.iter().map(|(name, key)| ((*name).to_owned(), l.text(key).into())).collect();
    let setup = json!({
        "id": text.id.to_string(),
        "url": href(text),
        "signIn": format!("/log-ind?retur={}", encode("/arbejde")),
        "stem": template::stem(text.kind, None).map(|_| template::START),
        "fields": template::FIELDS,
        "words": words,
    });
    setup.to_string().replace('<', "\\u003c")
}

/// A version in the list.
struct VersionRow {
    number: i64,
    name: String,
    href: String,
    at: String,
    authors: String,
    note: String,
    /// Chosen to compare from, to compare to.
    chosen: (bool, bool),
}

fn name(l: Language, version: &Version) -> String {
    if version.is_kept {
        l.with("texts-version-number", &[("number", &version.number.to_string())])
    } else {
        l.text("texts-version-now").to_owned()
    }
}

/// The authors without their addresses.
fn names(version: &Version) -> String {
    let name = |author: &String| author.split(" <").next().unwrap_or_default().to_owned();
    version.authors.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// `/arbejde/tekst/{id}/versioner`.
#[derive(Template)]
#[template(path = "texts/versions.html")]
pub(super) struct VersionsPage {
    frame: Frame,
    rows: Vec<VersionRow>,
    compare: String,
}

impl VersionsPage {
    pub(super) fn new(visit: &Visit, text: &Text, all: &[Version]) -> Self {
        let l = visit.language;
        let row = |(at, version): (usize, &Version)| VersionRow {
            number: version.number,
            name: name(l, version),
            href: format!("{}/version/{}", href(text), version.number),
            at: l.stored_moment(&version.at),
            authors: names(version),
            note: version.note.clone(),
            chosen: (at == 1.min(all.len() - 1), at == 0),
        };
        let mut crumbs = way_to(l, text);
        crumbs.push(Crumb::new(title(l, text), href(text)));
        Self {
            frame: frame(visit, l.text("texts-versions-title").to_owned(), crumbs),
            rows: all.iter().enumerate().map(row).collect(),
            compare: format!("{}/sammenlign", href(text)),
        }
    }
}

fn way(l: Language, text: &Text) -> Vec<Crumb> {
    vec![
        Crumb::new(title(l, text), href(text)),
        Crumb::new(l.text("texts-versions-title"), format!("{}/versioner", href(text))),
    ]
}

/// `/arbejde/tekst/{id}/version/{number}`.
#[derive(Template)]
#[template(path = "texts/version.html")]
pub(super) struct VersionPage {
    frame: Frame,
    reading: Reading,
    number: i64,
    about: String,
    /// Where it is brought back; `None` where there is nothing to bring back.
    restore: Option<String>,
}

impl VersionPage {
    pub(super) fn new(visit: &Visit, text: &Text, version: &Version, item: &Item) -> Self {
        let l = visit.language;
        let said = [l.stored_moment(&version.at), names(version), version.note.clone()];
        let about: Vec<String> = said.into_iter().filter(|part| !part.is_empty()).collect();
        let is_old = version.number != text.version && text.locked_at.is_none();
        Self {
            frame: frame(visit, name(l, version), way(l, text)),
            reading: Reading::new(l, text, item),
            number: version.number,
            about: about.join(" · "),
            restore: is_old.then(|| format!("{}/gendan", href(text))),
        }
    }
}

/// A line of a comparison as HTML.
struct CompareRow {
    tag: &'static str,
    class: String,
    html: String,
}

/// `/arbejde/tekst/{id}/sammenlign`.
#[derive(Template)]
#[template(path = "texts/compare.html")]
pub(super) struct ComparePage {
    frame: Frame,
    lead: String,
    summary: Vec<String>,
    rows: Vec<CompareRow>,
}

impl ComparePage {
    pub(super) fn new(
        visit: &Visit,
        text: &Text,
        (old, new): (&Version, &Version),
        compared: &Comparison,
    ) -> Self {
        let l = visit.language;
        let shown = |version| format!("{} ({})", name(l, version), l.stored_moment(&version.at));
        let count = |number: usize| number as u64;
        let sum = &compared.summary;
        let summary = vec![
            l.count("texts-words-added", count(sum.added)),
            l.count("texts-words-removed", count(sum.removed)),
            l.count("texts-lines-changed", count(sum.lines)),
        ];
        Self {
            frame: frame(visit, l.text("texts-compare-title").to_owned(), way(l, text)),
            lead: l.with("texts-compare-lead", &[("old", &shown(old)), ("new", &shown(new))]),
            summary: if sum.lines == 0 { Vec::new() } else { summary },
            rows: compared.rows.iter().map(|row| compare_row(l, row)).collect(),
        }
    }
}

fn compare_row(l: Language, row: &Row) -> CompareRow {
    let (tag, kind) = match row.line {
        Line::Title => ("h2", "title"),
        Line::Field => ("h2", "field"),
        Line::Heading => ("p", "heading"),
        Line::Stem => ("p", "stem"),
        Line::Point => ("p", "point"),
        Line::Paragraph => ("p", "paragraph"),
        Line::Entry(0) => ("p", "entry"),
        Line::Entry(_) => ("p", "entry-deep"),
        Line::Caption => ("p", "caption"),
        Line::Row => ("p", "row"),
        Line::Figure => ("p", "figure"),
    };
    let is_changed = row.stretches.iter().any(|stretch| stretch.fate != Fate::Kept);
    let changed = if is_changed { " rl-diff-changed" } else { "" };
    CompareRow {
        tag,
        class: format!("rl-diff-{kind}{changed}"),
        html: row.stretches.iter().map(|each| stretch(l, each)).collect(),
    }
}

/// Removed and new words carry their fate in words too: a screen reader may not say the elements.
fn stretch(l: Language, it: &Stretch) -> String {
    let words: String = it.words.iter().map(|word| dressed(l, word)).collect();
    let end = l.text("texts-marked-end");
    let (tag, begin) = match it.fate {
        Fate::Kept => return words,
        Fate::Removed => ("del", l.text("texts-removed-begin")),
        Fate::Added => ("ins", l.text("texts-added-begin")),
    };
    format!(
        "<{tag}><span class=\"sr-only\">{begin} </span>{words}<span class=\"sr-only\"> {end} </span></{tag}>"
    )
}

fn dressed(l: Language, word: &Word) -> String {
    let mut html = escape(&word.text);
    if word.emphasis {
        html = format!("<em>{html}</em>");
    }
    if word.strong {
        html = format!("<strong>{html}</strong>");
    }
    if let Some(url) = &word.url {
        let title = escape(&l.with("texts-link-to", &[("url", url)]));
        html = format!("<span class=\"rl-diff-link\" title=\"{title}\">{html}</span>");
    }
    html
}
