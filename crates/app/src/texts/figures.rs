//! Figures in texts: live while a text is written, tables of their own once it is frozen.

use std::collections::BTreeMap;

use jiff::civil::Date;
use raadslag_document::{Block, Item, Table};
use raadslag_figures::Language;
use serde::Serialize;

use super::TextError;
use super::rules::item;
use super::rules::tree::Node;
use crate::archive::{Archive, Audience};
use crate::figures;

/// A figure as a text shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Embedded {
    /// Its title.
    pub title: String,
    /// The result in one sentence.
    pub answer: String,
    /// Its tables.
    pub tables: Vec<Table>,
}

impl Embedded {
    /// What stands in its place in an item.
    pub(super) fn blocks(&self) -> Vec<Block> {
        if self.tables.is_empty() {
            return vec![Block::paragraph(&*self.answer)];
        }
        let named = |table: &Table| {
            let caption = table.caption.clone().or_else(|| Some(self.title.clone()));
            Block::Table(Table { caption, ..table.clone() })
        };
        self.tables.iter().map(named).collect()
    }
}

/// A figure as it stands today; `None` where there is none for this viewer.
pub async fn embedded(
    archive: &Archive,
    slug: &str,
    today: Date,
    viewer: Audience,
) -> Result<Option<Embedded>, TextError> {
    let Some(figure) = archive.figure(slug, None, today, viewer).await? else { return Ok(None) };
    let report = figure.computed.report(Language::Danish);
    let tables = figures::tables(&report, Language::Danish);
    Ok(Some(Embedded { title: report.title, answer: report.answer, tables }))
}

/// What stands where a figure cannot be shown: there is none of the name, it does not compute, or it
/// is closed and the item is not.
fn gap(slug: &str) -> Vec<Block> {
    vec![Block::paragraph(format!("[Tallet »{slug}« kan ikke vises her.]"))]
}

/// Puts a text into an item, its figures frozen as they stand today. One that cannot be shown leaves
/// a gap that says so.
pub async fn frozen(
    archive: &Archive,
    doc: &Node,
    item: Item,
    today: Date,
    viewer: Audience,
) -> Result<Item, TextError> {
    let mut found = BTreeMap::new();
    for slug in item::figures(doc) {
        if let Ok(Some(embedded)) = embedded(archive, slug, today, viewer).await {
            found.insert(slug.to_owned(), embedded.blocks());
        }
    }
    Ok(item::put(doc, item, &|slug| Some(found.get(slug).cloned().unwrap_or_else(|| gap(slug))))?)
}

/// The figures of a text that cannot be shown to `viewer` today.
pub(super) async fn missing(
    archive: &Archive,
    doc: &Node,
    today: Date,
    viewer: Audience,
) -> Vec<String> {
    let mut missing = Vec::new();
    for slug in item::figures(doc) {
        if !matches!(embedded(archive, slug, today, viewer).await, Ok(Some(_))) {
            missing.push(slug.to_owned());
        }
    }
    missing
}
