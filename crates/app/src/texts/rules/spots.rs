//! Where in the editor's text a stretch of the item stands: findings are shown there.
//!
//! Positions are ProseMirror's: a step in or out of a node is one, a reference is one, characters
//! count as UTF-16 does.

use raadslag_document::{FieldName, Place, Spot};

use super::table;
use super::tree::{Kind, Node};

/// A text of the item, and where each of its characters and its end stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spotted {
    /// Which text.
    pub spot: Spot,
    /// Positions: one for each character, and the end.
    pub at: Vec<u32>,
}

/// Where a place stands, if the text has it.
pub fn find(all: &[Spotted], place: &Place) -> Option<(u32, u32)> {
    let spotted = all.iter().find(|spotted| spotted.spot == place.spot)?;
    let from = *spotted.at.get(place.start as usize)?;
    let to = *spotted.at.get(place.end as usize)?;
    Some((from, to))
}

/// Every text of the item that [`item::put`](super::item::put) makes of `doc`, with figures put in as
/// nothing.
pub fn spots(doc: &Node) -> Vec<Spotted> {
    let mut spotted = Vec::new();
    let (mut recommendation, mut field) = (0, 0);
    for (at, node) in children(doc, 0) {
        match node.kind {
            Kind::Title => spotted.push(Spotted { spot: Spot::Title, at: inline(node, at) }),
            Kind::Recommendations => {
                for (at, node) in children(node, at + 1) {
                    recommendation += u32::from(asked(node, at, recommendation, &mut spotted));
                }
            }
            Kind::Field => field += u32::from(told(node, at, field, &mut spotted)),
            _ => {}
        }
    }
    spotted
}

/// The texts of a recommendation; whether it says something.
fn asked(node: &Node, at: u32, recommendation: u32, spotted: &mut Vec<Spotted>) -> bool {
    let (before, mut point) = (spotted.len(), 0);
    for (at, node) in children(node, at + 1).filter(|(_, node)| !node.words().is_empty()) {
        let of_point = (node.kind == Kind::Point).then_some(point);
        point += u32::from(of_point.is_some());
        let spot = Spot::Recommendation { recommendation, point: of_point };
        spotted.push(Spotted { spot, at: inline(node, at) });
    }
    spotted.len() > before
}

/// The texts of a field; whether it says something.
fn told(node: &Node, at: u32, field: u32, spotted: &mut Vec<Spotted>) -> bool {
    let named = node.attrs.get("name").and_then(|name| name.as_str());
    let is_named = named.is_some_and(|name| {
        serde_json::from_value::<FieldName>(name.into()).is_ok_and(|name| name != FieldName::Other)
    });
    let is_headed = node.first(Kind::FieldHeading).is_some_and(|it| !it.words().is_empty());
    let mut block = 0;
    let inside = children(node, at + 1).filter(|(_, child)| child.kind != Kind::FieldHeading);
    for (at, child) in inside.filter(|(_, child)| is_kept(child)) {
        let mut texts = Vec::new();
        texts_of(child, at, &mut texts);
        let spot = |text| Spot::Field { field, block, text };
        spotted.extend((0..).zip(texts).map(|(text, at)| Spotted { spot: spot(text), at }));
        block += 1;
    }
    is_named || is_headed || block > 0
}

/// Whether a node becomes a block of the item.
fn is_kept(node: &Node) -> bool {
    match node.kind {
        Kind::Paragraph => !node.content.is_empty(),
        Kind::Figure => false,
        _ => true,
    }
}

/// The texts of a block, in the order of [`Block::texts`](raadslag_document::Block::texts).
fn texts_of(node: &Node, at: u32, texts: &mut Vec<Vec<u32>>) {
    match node.kind {
        Kind::List => {
            for (at, entry) in children(node, at + 1) {
                let mut inside = children(entry, at + 1);
                texts.push(inside.next().map_or_else(Vec::new, |(at, first)| inline(first, at)));
                inside
                    .filter(|(_, node)| is_kept(node))
                    .for_each(|(at, node)| texts_of(node, at, texts));
            }
        }
        Kind::Table => {
            // A caption has no characters in the text: the table itself stands for it.
            let caption = table::caption(node);
            texts.extend(caption.map(|caption| vec![at; caption.chars().count() + 1]));
            let mut held = children(node, at + 1).flat_map(|(at, row)| children(row, at + 1));
            for cell in table::grid(node).0.into_iter().flatten() {
                let there = cell.and_then(|_| held.next());
                texts.push(there.map_or_else(|| vec![at], |(at, cell)| lines(cell, at)));
            }
        }
        _ => texts.push(inline(node, at)),
    }
}

/// The lines of a cell, parted by line feeds.
fn lines(cell: &Node, at: u32) -> Vec<u32> {
    let all: Vec<Vec<u32>> = children(cell, at + 1).map(|(at, line)| inline(line, at)).collect();
    // A line's end is where its line feed stands.
    all.concat()
}

/// The characters of a node that holds such, and its end.
fn inline(node: &Node, at: u32) -> Vec<u32> {
    let (mut positions, mut pos) = (Vec::new(), at + 1);
    for child in &node.content {
        if let Some(text) = &child.text {
            for c in text.chars() {
                positions.push(pos);
                pos += c.len_utf16() as u32;
            }
        } else {
            // A reference is one wide, however long its title.
            positions.extend(child.words().chars().map(|_| pos));
            pos += child.size() as u32;
        }
    }
    positions.push(pos);
    positions
}

/// The children of a node whose content begins at `at`, each with the position before it.
fn children(node: &Node, at: u32) -> impl Iterator<Item = (u32, &Node)> {
    node.content.iter().scan(at, |at, child| {
        let before = *at;
        *at += child.size() as u32;
        Some((before, child))
    })
}
