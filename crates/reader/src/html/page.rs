//! A parsed page and what is known of it as a whole.

use std::collections::{HashMap, HashSet};

use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node};

use super::address::Address;
use super::walk::{Into, Visit, walk};
use super::{element, parse};
use crate::ReadError;

/// A page.
pub(super) struct Page {
    pub(super) html: Html,
    pub(super) address: Address,
    /// Where the document stands on the page, where the page says so.
    pub(super) main: Option<NodeId>,
    /// The elements that hold [`Self::main`].
    pub(super) around_main: HashSet<NodeId>,
    /// Characters of text in each element.
    lengths: HashMap<NodeId, usize>,
    total: usize,
    /// Ids on the page, and whether each is a part that a toggle unfolds.
    ids: HashMap<String, bool>,
}

impl Page {
    /// Parses a page.
    pub(super) fn parse(text: &str) -> Result<Self, ReadError> {
        let html = parse::parse(text)?;
        let mut survey = Survey::default();
        walk(html.tree.root(), &mut survey);
        let total = survey.chars;
        let main = survey
            .mains
            .iter()
            .copied()
            .find(|id| survey.lengths.get(id).is_some_and(|&length| length * 3 > total));
        let around_main = main
            .and_then(|id| html.tree.get(id))
            .map(|node| node.ancestors().map(|node| node.id()).collect())
            .unwrap_or_default();
        let address = Address::of(&html);
        let (lengths, ids) = (survey.lengths, survey.ids);
        Ok(Self { html, address, main, around_main, lengths, total, ids })
    }

    /// Characters of text in an element.
    pub(super) fn length(&self, id: NodeId) -> usize {
        self.lengths.get(&id).copied().unwrap_or(0)
    }

    /// Whether an element holds less than a third of the page's text.
    pub(super) fn is_small(&self, id: NodeId) -> bool {
        self.length(id) * 3 < self.total
    }

    /// Whether the page has the place `id`.
    pub(super) fn has_place(&self, id: &str) -> bool {
        self.ids.contains_key(id)
    }

    /// Whether a link to the place `id` belongs to a list of contents.
    pub(super) fn is_contents_target(&self, id: &str) -> bool {
        self.ids.get(id).is_some_and(|is_panel| !is_panel)
    }
}

#[derive(Default)]
struct Survey {
    chars: usize,
    open: Vec<usize>,
    lengths: HashMap<NodeId, usize>,
    mains: Vec<NodeId>,
    ids: HashMap<String, bool>,
}

impl Visit for Survey {
    fn open(&mut self, node: NodeRef<'_, Node>) -> Into {
        match node.value() {
            Node::Text(text) => {
                self.chars += text.chars().filter(|c| !c.is_whitespace()).count();
            }
            Node::Element(element) => {
                if element::class(element) == element::Class::Ignored {
                    return Into::Skip;
                }
                if element.name() == "main" || element.attr("role") == Some("main") {
                    self.mains.push(node.id());
                }
                let anchor = element.attr("name").filter(|_| element.name() == "a");
                for id in [element.attr("id"), anchor].into_iter().flatten() {
                    let is_panel = element.classes().any(|class| {
                        ["collapse", "accordion", "panel", "tab"].iter().any(|p| class.contains(p))
                    });
                    self.ids.entry(id.to_owned()).or_insert(is_panel);
                }
            }
            _ => {}
        }
        self.open.push(self.chars);
        Into::Children
    }

    fn close(&mut self, node: NodeRef<'_, Node>) {
        let before = self.open.pop().unwrap_or(0);
        if node.value().is_element() {
            self.lengths.insert(node.id(), self.chars - before);
        }
    }
}
