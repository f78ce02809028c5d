//! HTML: known portal pages into an [`Outline`], every other page into a [`Flow`].
//!
//! Every visible word ends in a part, a field of the outline, or furniture; scripts and styles are
//! no text. The page is walked without recursion, so its depth does not matter.

mod address;
mod element;
mod flow;
pub(crate) mod grid;
pub(crate) mod head;
pub(crate) mod inline;
mod page;
mod parse;
mod portal;
mod table;
mod walk;

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use ego_tree::{NodeId, NodeRef};
use raadslag_document::{Furniture, Problem};
use scraper::Node;

use self::flow::Piece;
use self::page::Page;
use crate::ReadError;
use crate::flow::{Flow, Line, Part, Role};
use crate::outline::{Headed, Outline};

/// What an HTML page is.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one per file")]
pub(crate) enum Found {
    /// A portal's page, whose items the page itself tells apart.
    Outline(Outline),
    /// Any other page.
    Flow(Flow),
}

/// Reads a page.
pub(crate) fn read(text: &str) -> Result<Found, ReadError> {
    let page = Page::parse(text)?;
    if let Some(outline) = portal::read(&page) {
        return Ok(Found::Outline(outline));
    }
    let found = flow::read(&page, page.html.tree.root(), &HashSet::new());
    let problems = hostless_problem(found.hostless).into_iter().chain(found.pictures).collect();
    let parts = found.pieces.into_iter().filter_map(part).collect();
    Ok(Found::Flow(Flow { parts, problems, printed: false }))
}

/// The text of an item as a portal keeps it: a piece of HTML with headings.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    /// The text, cut at its headings.
    pub(crate) headed: Vec<Headed>,
    /// Link targets that stand in tables.
    pub(crate) links: Vec<String>,
    /// Controls and the like.
    pub(crate) furniture: Vec<Furniture>,
    /// Pictures that are left out.
    pub(crate) pictures: Vec<Problem>,
}

/// Reads a piece of HTML that holds the fields of an item.
pub(crate) fn fields(text: &str) -> Result<Fields, ReadError> {
    let page = Page::parse(text)?;
    Ok(fields_below(&page, page.html.tree.root(), &HashSet::new()).0)
}

/// The text of a piece of HTML, lines parted by a line feed.
pub(crate) fn plain(text: &str) -> Result<String, ReadError> {
    Ok(table::text_of(parse::parse(text)?.root_element()))
}

/// The fields below `root` and the number of links without a host.
fn fields_below(page: &Page, root: NodeRef<'_, Node>, apart: &HashSet<NodeId>) -> (Fields, usize) {
    let found = flow::read(page, root, apart);
    let cuts = cuts(page, root.id(), &found.pieces);
    let (headed, pictures) = (vec![Headed::default()], found.pictures);
    let mut fields = Fields { headed, pictures, ..Fields::default() };
    for piece in found.pieces {
        match piece {
            Piece::Heading { node, text, .. } if cuts.contains(&node) => {
                let heading = Some(text.text).filter(|text| !text.is_empty());
                fields.headed.push(Headed { heading, parts: Vec::new() });
            }
            Piece::Part(Part::Furniture(furniture)) if furniture.name == "link_target" => {
                fields.links.extend(furniture.text.lines().map(str::to_owned));
            }
            Piece::Part(Part::Furniture(furniture)) => fields.furniture.push(furniture),
            piece => {
                let last = fields.headed.last_mut().map(|headed| &mut headed.parts);
                if let (Some(parts), Some(part)) = (last, part(piece)) {
                    parts.push(part);
                }
            }
        }
    }
    fields.headed.retain(|headed| headed.heading.is_some() || !headed.parts.is_empty());
    (fields, found.hostless)
}

/// The headings that begin a field: the portal writes them beside the `<span>` that holds the
/// field's text, the author's own stand inside it. A page without any is cut at its highest level.
fn cuts(page: &Page, root: NodeId, pieces: &[Piece]) -> HashSet<NodeId> {
    let headings = || {
        pieces.iter().filter_map(|piece| match piece {
            Piece::Heading { node, level, .. } => Some((*node, *level)),
            Piece::Part(_) => None,
        })
    };
    let cuts: HashSet<_> = headings()
        .filter(|&(node, level)| level <= 3 && !is_inside_text(page, root, node))
        .map(|(node, _)| node)
        .collect();
    if !cuts.is_empty() {
        return cuts;
    }
    let highest = headings().map(|(_, level)| level).min();
    headings().filter(|&(_, level)| Some(level) == highest).map(|(node, _)| node).collect()
}

fn is_inside_text(page: &Page, root: NodeId, node: NodeId) -> bool {
    let node = page.html.tree.get(node);
    node.is_some_and(|node| {
        node.ancestors().take(64).take_while(|above| above.id() != root).any(|above| {
            let name = above.value().as_element().map(scraper::node::Element::name);
            matches!(name, Some("span" | "li" | "td"))
        })
    })
}

fn part(piece: Piece) -> Option<Part> {
    match piece {
        Piece::Part(part) => Some(part),
        Piece::Heading { text, .. } if text.text.is_empty() => None,
        Piece::Heading { level, text, .. } => Some(Part::Line(Line {
            role: Role::Heading(level),
            bold: text.bold,
            marks: text.marks,
            ..Line::whole(text.text)
        })),
    }
}

fn hostless_problem(links: usize) -> Option<Problem> {
    (links > 0).then(|| Problem {
        line: None,
        page: None,
        code: "links-without-host".to_owned(),
        message: format!(
            "{links} links lead to the page's own host, which the page does not name; \
             save the page with its address to keep them"
        ),
        text: None,
    })
}
