//! The items both sides get: as many, with the same titles and texts.

use anyhow::{Context, Result};
use serde_json::Value;

use super::super::synthetic::Maker;

/// Items of the agenda.
pub(super) const ITEMS: usize = 50;

/// An item as it is typed.
#[derive(Debug, Clone)]
pub(super) struct ItemText {
    /// Its title.
    pub(super) title: String,
    /// Its text, paragraphs parted by an empty line.
    pub(super) text: String,
    /// What is recommended.
    pub(super) recommendation: String,
}

impl ItemText {
    fn of(item: &Value) -> Option<Self> {
        let text = |value: &Value| value.as_str().map(ToOwned::to_owned);
        let blocks =
            item["fields"].as_array()?.iter().filter_map(|field| field["blocks"].as_array());
        let paragraphs = blocks.flatten().filter_map(|block| text(&block["text"]));
        Some(Self {
            title: text(&item["title"])?,
            text: paragraphs.collect::<Vec<_>>().join("\n\n"),
            recommendation: text(&item["recommendations"][0]["text"])?,
        })
    }

    /// The same as HTML, for who keeps texts so.
    pub(super) fn html(&self) -> String {
        let paragraphs = self.text.split("\n\n").chain([self.recommendation.as_str()]);
        paragraphs.map(|paragraph| format!("<p>{paragraph}</p>")).collect()
    }

    /// Characters, of title, text and recommendation.
    pub(super) fn characters(&self) -> usize {
        [&self.title, &self.text, &self.recommendation]
            .map(|text| text.chars().count())
            .iter()
            .sum()
    }
}

/// The agenda's items.
pub(super) fn items() -> Result<Vec<ItemText>> {
    let meeting = Maker::new(7)?.meeting(0, ITEMS);
    let items = meeting["sections"][0]["items"].as_array().context("it has items")?;
    items.iter().map(|item| ItemText::of(item).context("an item has its texts")).collect()
}

#[cfg(test)]
mod tests {
    use super::{ITEMS, items};

    #[test]
    fn every_item_has_a_text() {
        let items = items().expect("the dictionary is there");
        assert_eq!(items.len(), ITEMS);
        assert!(items.iter().all(|item| item.characters() > 500 && item.html().starts_with("<p>")));
    }
}
