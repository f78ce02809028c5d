use serde::{Deserialize, Serialize};

use crate::{Block, Item};

/// Where in an item a stretch of text stands: mentions, findings and notes hang on it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The part of the item.
    #[serde(flatten)]
    pub spot: Spot,
    /// First character in that text (Unicode scalar values, from 0).
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

/// A single text of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "spot", rename_all = "snake_case")]
pub enum Spot {
    /// The title.
    Title,
    /// A text of a block in a field.
    Field {
        /// Index into [`Item::fields`].
        field: u32,
        /// Index into the field's blocks.
        block: u32,
        /// Index into [`Block::texts`].
        text: u32,
    },
    /// A recommendation (`point` `None`) or one of its points.
    Recommendation {
        /// Index into [`Item::recommendations`].
        recommendation: u32,
        /// Index into its points.
        point: Option<u32>,
    },
    /// The decision's text.
    Decision,
    /// An entry of the history.
    History {
        /// Index into [`Item::history`].
        entry: u32,
    },
    /// An attachment's title.
    Attachment {
        /// Index into [`Item::attachments`].
        attachment: u32,
    },
}

impl Item {
    /// Every text of the item with its spot, in reading order.
    pub fn texts(&self) -> Vec<(Spot, &str)> {
        let mut texts = vec![(Spot::Title, self.title.as_str())];
        for (field, content) in (0..).zip(&self.fields) {
            for (block, content) in (0..).zip(&content.blocks) {
                for (text, content) in (0..).zip(Block::texts(content)) {
                    texts.push((Spot::Field { field, block, text }, content));
                }
            }
        }
        for (recommendation, content) in (0..).zip(&self.recommendations) {
            texts.push((Spot::Recommendation { recommendation, point: None }, &content.text));
            for (point, content) in (0..).zip(&content.points) {
                let spot = Spot::Recommendation { recommendation, point: Some(point) };
                texts.push((spot, content));
            }
        }
        texts.extend(self.decision.iter().map(|d| (Spot::Decision, d.text.as_str())));
        for (entry, content) in (0..).zip(&self.history) {
            texts.push((Spot::History { entry }, &content.text));
        }
        for (attachment, content) in (0..).zip(&self.attachments) {
            texts.push((Spot::Attachment { attachment }, &content.title));
        }
        texts
    }
}
