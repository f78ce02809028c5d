use serde::{Deserialize, Serialize};

/// A named part of an item: "Baggrund", "Sagsfremstilling", or a heading of the author's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// What the field is, in the glossary's terms.
    pub name: FieldName,
    /// The heading as written. `None` for text that stands before any heading.
    pub heading: Option<String>,
    /// The text.
    pub blocks: Vec<Block>,
}

/// The fields an item can have. Unknown headings are [`FieldName::Other`] under their own name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldName {
    /// Baggrund.
    Background,
    /// Sagsfremstilling, Sagsbeskrivelse, Beskrivelse af sagen.
    Presentation,
    /// Resume.
    Summary,
    /// Økonomi.
    Finances,
    /// Lovgrundlag, Retsgrundlag.
    Legal,
    /// Høring, Inddragelse.
    Hearing,
    /// Sagsforløb, Videre proces, Sagsgang.
    Process,
    /// Beslutningstema, Beslutningskompetence: what is to be decided, where it is prose.
    DecisionPoints,
    /// Any other heading.
    Other,
}

/// One block of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    /// Running text.
    Paragraph {
        /// The text, one line.
        text: String,
        /// Links and emphasis in it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        marks: Vec<Mark>,
    },
    /// A heading inside a field; 1 is the highest level there.
    Heading {
        /// 1 to 6.
        level: u8,
        /// The text, one line.
        text: String,
    },
    /// A list.
    List(List),
    /// A table.
    Table(Table),
}

/// A list of entries, each with its own sub-lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Numbered (or lettered) rather than dashed.
    pub ordered: bool,
    /// Ordered by letters (a, b, c) rather than numbers.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lettered: bool,
    /// The number of the first entry where it is not 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    /// The entries.
    pub items: Vec<ListItem>,
}

/// One entry of a list. In JSON a plain string unless it carries marks or blocks of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "ListItemJson", into = "ListItemJson")]
pub struct ListItem {
    /// The text, one line.
    pub text: String,
    /// Links and emphasis in it.
    pub marks: Vec<Mark>,
    /// What stands below the text: further paragraphs, sub-lists.
    pub blocks: Vec<Block>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum ListItemJson {
    Plain(String),
    Rich {
        text: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        marks: Vec<Mark>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        blocks: Vec<Block>,
    },
}

impl From<ListItemJson> for ListItem {
    fn from(json: ListItemJson) -> Self {
        match json {
            ListItemJson::Plain(text) => Self { text, ..Self::default() },
            ListItemJson::Rich { text, marks, blocks } => Self { text, marks, blocks },
        }
    }
}

impl From<ListItem> for ListItemJson {
    fn from(item: ListItem) -> Self {
        if item.marks.is_empty() && item.blocks.is_empty() {
            Self::Plain(item.text)
        } else {
            Self::Rich { text: item.text, marks: item.marks, blocks: item.blocks }
        }
    }
}

impl From<&str> for ListItem {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

/// A table: a rectangular grid, header rows first. A cell that spans others is written once, at
/// its top left; the cells it covers are empty strings, and [`Table::spans`] says how far it reaches.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What the table shows.
    pub caption: Option<String>,
    /// Header rows, each as wide as the table.
    pub header: Vec<Vec<Cell>>,
    /// Body rows, each as wide as the table.
    pub rows: Vec<Vec<Cell>>,
    /// Cells that reach over several rows or columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
}

/// The text of a table cell; several paragraphs are parted by a line feed.
pub type Cell = String;

/// A cell that reaches over others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Row, counted from 0 at the first header row.
    pub row: u32,
    /// Column, counted from 0.
    pub column: u32,
    /// Rows covered, at least 1.
    pub rows: u32,
    /// Columns covered, at least 1.
    pub columns: u32,
}

/// A stretch of a text that is a link or set apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// First character (Unicode scalar values, from 0).
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// What the stretch is.
    #[serde(flatten)]
    pub kind: MarkKind,
}

/// What a [`Mark`] says of its stretch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MarkKind {
    /// Bold.
    Strong,
    /// Italic.
    Emphasis,
    /// A link.
    Link {
        /// Where it leads.
        url: String,
    },
}

impl List {
    /// What stands before each entry: `1`, `2` … or `a`, `b` …; nothing in a list without order.
    pub fn ordinals(&self) -> impl Iterator<Item = String> {
        let first = self.start.unwrap_or(1);
        let (ordered, lettered) = (self.ordered, self.lettered);
        (first..).take(if ordered { self.items.len() } else { 0 }).map(move |number| {
            let letter = || char::from_u32(u32::from('a') + number.saturating_sub(1));
            match letter().filter(|_| lettered) {
                Some(letter) => letter.to_string(),
                None => number.to_string(),
            }
        })
    }
}

impl Block {
    /// A paragraph without marks.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph { text: text.into(), marks: Vec::new() }
    }

    /// Every text of the block in reading order, sub-lists and cells included.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Paragraph { text, .. } | Self::Heading { text, .. } => vec![text],
            Self::List(list) => list
                .items
                .iter()
                .flat_map(|item| {
                    std::iter::once(item.text.as_str())
                        .chain(item.blocks.iter().flat_map(Block::texts))
                })
                .collect(),
            Self::Table(table) => table
                .caption
                .as_deref()
                .into_iter()
                .chain(table.header.iter().chain(&table.rows).flatten().map(String::as_str))
                .collect(),
        }
    }

    /// [`Item::relink`](crate::Item::relink) for one block.
    pub(crate) fn relink(&mut self, target: &dyn Fn(&str) -> Option<String>) {
        match self {
            Self::Paragraph { marks, .. } => relink(marks, target),
            Self::List(list) => {
                for item in &mut list.items {
                    relink(&mut item.marks, target);
                    item.blocks.iter_mut().for_each(|block| block.relink(target));
                }
            }
            Self::Heading { .. } | Self::Table(_) => {}
        }
    }
}

fn relink(marks: &mut Vec<Mark>, target: &dyn Fn(&str) -> Option<String>) {
    marks.retain_mut(|mark| match &mut mark.kind {
        MarkKind::Link { url } => target(url).map(|leads| *url = leads).is_some(),
        MarkKind::Strong | MarkKind::Emphasis => true,
    });
}
