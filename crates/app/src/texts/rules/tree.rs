//! A text as the editor writes it: ProseMirror's JSON, with the names of our schema only.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What a node is. A name that is not here is refused, and named, when the JSON is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The whole text.
    Doc,
    /// The case's title.
    Title,
    /// "Indstilling".
    Recommendations,
    /// One recommendation.
    Recommendation,
    /// "Det indstilles, at …".
    Stem,
    /// A point of a recommendation.
    Point,
    /// A field of the item.
    Field,
    /// Its heading.
    FieldHeading,
    /// Running text.
    Paragraph,
    /// A heading inside a field.
    Heading,
    /// A list.
    List,
    /// An entry of it.
    ListItem,
    /// A table.
    Table,
    /// A row of it.
    TableRow,
    /// A body cell.
    TableCell,
    /// A header cell.
    TableHeader,
    /// A paragraph of a cell.
    CellLine,
    /// An embedded figure.
    Figure,
    /// A reference to an annex.
    Annex,
    /// Characters.
    Text,
}

/// What a mark is; the order is the rank in which the editor keeps several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkName {
    /// A link.
    Link,
    /// Bold.
    Strong,
    /// Italic.
    Emphasis,
    /// A date or a figure that someone must look at.
    Renew,
}

/// Attributes of a node or a mark.
pub type Attrs = Map<String, Value>;

/// A mark on characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// What it is.
    #[serde(rename = "type")]
    pub name: MarkName,
    /// The link's target.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub attrs: Attrs,
}

/// A node of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Node {
    /// What it is.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// Its attributes.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub attrs: Arc<Attrs>,
    /// What is in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub content: Vec<Node>,
    /// Marks, by rank.
    #[serde(default, skip_serializing_if = "<[Mark]>::is_empty")]
    pub marks: Arc<[Mark]>,
    /// The characters of a text node.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Kind {
    /// Cannot hold others, and is one position wide.
    pub fn is_leaf(self) -> bool {
        matches!(self, Self::Figure | Self::Annex)
    }

    /// Stands among blocks.
    pub fn is_block(self) -> bool {
        matches!(self, Self::Paragraph | Self::Heading | Self::List | Self::Table | Self::Figure)
    }

    /// Holds characters without emphasis and links.
    pub fn is_plain(self) -> bool {
        use Kind::{CellLine, FieldHeading, Heading, Point, Stem, Title};
        matches!(self, Title | Stem | Point | FieldHeading | Heading | CellLine)
    }

    /// Its name in the JSON.
    pub fn name(self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|name| name.as_str().map(ToOwned::to_owned))
            .unwrap_or_default()
    }
}

impl Mark {
    /// A mark without attributes.
    pub fn plain(name: MarkName) -> Self {
        Self { name, attrs: Attrs::new() }
    }

    /// A link.
    pub fn link(url: &str) -> Self {
        let attrs = Map::from_iter([("url".to_owned(), Value::from(url))]);
        Self { name: MarkName::Link, attrs }
    }

    /// Where a link leads.
    pub fn url(&self) -> &str {
        self.attrs.get("url").and_then(Value::as_str).unwrap_or_default()
    }
}

impl Node {
    /// A node without attributes.
    pub fn new(kind: Kind, content: Vec<Self>) -> Self {
        Self { kind, attrs: Arc::default(), content, marks: Arc::from([]), text: None }
    }

    /// The same with an attribute.
    #[must_use]
    pub fn having(mut self, name: &str, value: impl Into<Value>) -> Self {
        Arc::make_mut(&mut self.attrs).insert(name.to_owned(), value.into());
        self
    }

    /// Characters.
    pub fn text(text: &str, marks: Vec<Mark>) -> Self {
        Self {
            text: Some(text.to_owned()),
            marks: marks.into(),
            ..Self::new(Kind::Text, Vec::new())
        }
    }

    /// A node that holds these characters, or none.
    pub fn holding(kind: Kind, text: &str) -> Self {
        let content = if text.is_empty() { Vec::new() } else { vec![Self::text(text, Vec::new())] };
        Self::new(kind, content)
    }

    /// Reads a node; an unknown name is an error that names it.
    pub fn parse(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }

    /// The JSON.
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("a tree of names, texts and JSON values is JSON")
    }

    /// How many positions it takes: each step in or out is one, a leaf is one, characters count as
    /// UTF-16 does.
    pub fn size(&self) -> usize {
        match &self.text {
            Some(text) => text.encode_utf16().count(),
            None if self.kind.is_leaf() => 1,
            None => 2 + self.content.iter().map(Self::size).sum::<usize>(),
        }
    }

    /// An attribute that is a text.
    pub fn attr(&self, name: &str) -> &str {
        self.attrs.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// An attribute that is a number.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.attrs.get(name).and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok())
    }

    /// An attribute that says whether.
    pub fn is(&self, name: &str) -> bool {
        self.attrs.get(name).and_then(Value::as_bool).unwrap_or_default()
    }

    /// All characters in it; references by their titles.
    pub fn words(&self) -> String {
        let own = match self.kind {
            Kind::Annex | Kind::Figure => self.attr("title"),
            _ => self.text.as_deref().unwrap_or_default(),
        };
        let inner = self.content.iter().map(Self::words);
        std::iter::once(own.to_owned()).chain(inner).collect()
    }

    /// The children of a kind.
    pub fn all(&self, kind: Kind) -> impl Iterator<Item = &Self> {
        self.content.iter().filter(move |child| child.kind == kind)
    }

    /// The first child of a kind.
    pub fn first(&self, kind: Kind) -> Option<&Self> {
        self.all(kind).next()
    }
}
