//! Which trees are texts: the same rules as the editor's `schema.js`.

use raadslag_document::FieldName;
use serde_json::Value;

use super::tree::{Kind, Mark, MarkName, Node};

/// Nodes in nodes, at most; lists in lists are the deepest.
const DEPTH: usize = 48;
/// Nodes of a text, at most.
const NODES: usize = 60_000;
/// Bytes of characters of a text, at most: some 600 pages.
const BYTES: usize = 2_000_000;

/// Why a tree is no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemaError {
    /// Something stands where it may not.
    #[error("`{found}` may not stand there in `{inside}`")]
    Misplaced {
        /// What.
        found: String,
        /// In what.
        inside: String,
    },
    /// Something that must be there is missing.
    #[error("`{inside}` is not complete")]
    Incomplete {
        /// In what.
        inside: String,
    },
    /// An attribute is unknown or has a value it cannot have.
    #[error("`{kind}` cannot have the attribute `{name}` with that value")]
    Attribute {
        /// Of what.
        kind: String,
        /// Which.
        name: String,
    },
    /// Too long or too deep.
    #[error("the text is too large")]
    TooLarge,
}

/// What a text may still hold.
struct Room {
    nodes: usize,
    bytes: usize,
}

/// Whether this is a whole text.
pub fn check(doc: &Node) -> Result<(), SchemaError> {
    if doc.kind != Kind::Doc {
        return Err(SchemaError::Misplaced { found: doc.kind.name(), inside: "text".to_owned() });
    }
    node(doc, DEPTH, &mut Room { nodes: NODES, bytes: BYTES })
}

fn node(of: &Node, depth: usize, room: &mut Room) -> Result<(), SchemaError> {
    let bytes = of.text.as_ref().map_or(0, String::len) + weight(of);
    let left = (depth.checked_sub(1), room.nodes.checked_sub(1), room.bytes.checked_sub(bytes));
    let (Some(depth), Some(nodes), Some(bytes)) = left else { return Err(SchemaError::TooLarge) };
    (room.nodes, room.bytes) = (nodes, bytes);
    attributes(of)?;
    content(of)?;
    of.content.iter().try_for_each(|child| node(child, depth, room))
}

/// Bytes of a node's attributes and marks.
fn weight(of: &Node) -> usize {
    let long = |value: &Value| value.as_str().map_or(0, str::len);
    of.attrs.values().map(long).sum::<usize>()
        + of.marks.iter().flat_map(|mark| mark.attrs.values()).map(long).sum::<usize>()
}

fn misplaced(found: &Node, inside: &Node) -> SchemaError {
    SchemaError::Misplaced { found: found.kind.name(), inside: inside.kind.name() }
}

/// What stands in a node, in its order: at most one of these, then any number of those.
struct Order {
    /// Each may stand first, once, in this order.
    head: &'static [Kind],
    /// The head must be there.
    needs_head: bool,
    rest: fn(Kind) -> bool,
    needs_rest: bool,
}

fn order(kind: Kind) -> Order {
    use Kind::{
        CellLine, FieldHeading, ListItem, Paragraph, Point, Recommendation, Recommendations, Stem,
        TableCell, TableHeader, TableRow, Text, Title,
    };
    let of = |head, needs_head, rest, needs_rest| Order { head, needs_head, rest, needs_rest };
    match kind {
        Kind::Doc => of(&[Title, Recommendations], false, |k| k == Kind::Field, true),
        Recommendations => of(&[], false, |k| k == Recommendation, true),
        Recommendation => of(&[Stem], true, |k| k == Point, false),
        Kind::Field => of(&[FieldHeading], false, Kind::is_block, true),
        Kind::List => of(&[], false, |k| k == ListItem, true),
        ListItem => of(&[Paragraph], true, Kind::is_block, false),
        Kind::Table => of(&[], false, |k| k == TableRow, true),
        TableRow => of(&[], false, |k| matches!(k, TableCell | TableHeader), false),
        TableCell | TableHeader => of(&[], false, |k| k == CellLine, true),
        Paragraph => of(&[], false, |k| matches!(k, Text | Kind::Annex), false),
        Kind::Figure | Kind::Annex | Text => of(&[], false, |_| false, false),
        Title | Stem | Point | FieldHeading | Kind::Heading | CellLine => {
            of(&[], false, |k| k == Text, false)
        }
    }
}

fn content(of: &Node) -> Result<(), SchemaError> {
    let Order { mut head, needs_head, rest, needs_rest } = order(of.kind);
    let (mut heads, mut rests) = (0, 0);
    for child in &of.content {
        match head.iter().position(|kind| *kind == child.kind).filter(|_| rests == 0) {
            Some(at) => {
                head = &head[at + 1..];
                heads += 1;
            }
            None if rest(child.kind) => rests += 1,
            None => return Err(misplaced(child, of)),
        }
        marks(child, of)?;
    }
    let is_text = of.kind == Kind::Text;
    let has_text = of.text.as_ref().is_some_and(|text| !text.is_empty());
    if (needs_head && heads == 0) || (needs_rest && rests == 0) || is_text != has_text {
        return Err(SchemaError::Incomplete { inside: of.kind.name() });
    }
    Ok(())
}

/// Whether characters in a node may have a mark.
pub(super) fn allows(parent: Kind, mark: MarkName) -> bool {
    parent == Kind::Paragraph || (parent.is_plain() && mark == MarkName::Renew)
}

fn marks(child: &Node, parent: &Node) -> Result<(), SchemaError> {
    let mut before: Option<&Mark> = None;
    for mark in child.marks.iter() {
        let url = mark.attrs.get("url").is_some_and(Value::is_string);
        let named = mark.attrs.len() == usize::from(mark.name == MarkName::Link)
            && (mark.name != MarkName::Link || url);
        let again = before.is_some_and(|before| {
            before.name > mark.name || (before.name == mark.name && mark.name != MarkName::Link)
        });
        if !named || again || !allows(parent.kind, mark.name) {
            let found = format!("{:?}", mark.name).to_lowercase();
            return Err(SchemaError::Misplaced { found, inside: parent.kind.name() });
        }
        before = Some(mark);
    }
    Ok(())
}

fn attributes(of: &Node) -> Result<(), SchemaError> {
    for (name, value) in of.attrs.iter() {
        if !attribute(of.kind, name, value) {
            return Err(SchemaError::Attribute { kind: of.kind.name(), name: name.clone() });
        }
    }
    let needed: &[&str] = match of.kind {
        Kind::Figure => &["slug"],
        Kind::Annex => &["id", "title"],
        Kind::Heading => &["level"],
        _ => &[],
    };
    match needed.iter().find(|name| !of.attrs.contains_key(**name)) {
        Some(name) => {
            Err(SchemaError::Attribute { kind: of.kind.name(), name: (*name).to_owned() })
        }
        None => Ok(()),
    }
}

fn attribute(kind: Kind, name: &str, value: &Value) -> bool {
    let number = |low: u64, high: u64| value.as_u64().is_some_and(|n| (low..=high).contains(&n));
    let small = || value.is_null() || number(0, u64::from(u32::MAX));
    let named = || value.as_str().is_some_and(|text| !text.is_empty());
    match (kind, name) {
        (Kind::Recommendation, "number") | (Kind::List, "start") => small(),
        (Kind::Recommendation, "numbered") | (Kind::List, "ordered" | "lettered") => {
            value.is_boolean()
        }
        (Kind::Field, "name") => serde_json::from_value::<FieldName>(value.clone()).is_ok(),
        (Kind::Heading, "level") => number(1, 6),
        (Kind::Table, "caption") => value.is_null() || value.is_string(),
        (Kind::TableCell | Kind::TableHeader, "colspan" | "rowspan") => number(1, 100),
        (Kind::TableCell | Kind::TableHeader, "colwidth") => value.is_null(),
        (Kind::Figure, "slug") | (Kind::Annex, "id" | "title") => named(),
        (Kind::Figure, "title") => value.is_string(),
        _ => false,
    }
}
