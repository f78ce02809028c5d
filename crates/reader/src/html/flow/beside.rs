//! What stands on the page beside the document: menus, controls, dialogs.

use ego_tree::NodeRef;
use scraper::{Node, node::Element};

use super::{Frame, Walker};
use crate::html::element::{self, Class};
use crate::html::inline::Inline;

impl Walker<'_> {
    /// `<title>` in the head of the page; in a drawing it is a tooltip.
    pub(super) fn title(&mut self, node: NodeRef<'_, Node>) {
        let in_head = node.parent().and_then(|parent| parent.value().as_element().cloned());
        if in_head.is_some_and(|parent| matches!(parent.name(), "head" | "html" | "body")) {
            let mut inline = Inline::default();
            node.children().filter_map(|c| c.value().as_text()).for_each(|t| inline.push(t));
            if let Some(text) = inline.take() {
                self.furniture("title", text.text);
            }
        }
    }

    /// The caption of a button that is an `<input>`.
    pub(super) fn caption(&mut self, element: &Element) {
        let kind = element.attr("type").unwrap_or_default().to_ascii_lowercase();
        if element.name() == "input" && matches!(kind.as_str(), "button" | "submit" | "reset") {
            self.inline.push(element.attr("value").unwrap_or_default());
        }
    }

    pub(super) fn open_beside(&mut self, class: Class) -> Frame {
        match class {
            Class::Attached => Frame::Nothing,
            Class::Inline | Class::Link | Class::Strong | Class::Emphasis => {
                self.inline.edge();
                Frame::Edge
            }
            _ => {
                self.end_line();
                Frame::Block
            }
        }
    }

    pub(super) fn begins_beside(
        &self,
        node: NodeRef<'_, Node>,
        element: &Element,
        class: Class,
    ) -> bool {
        if node.id() == self.root || self.heading.is_some() {
            return false;
        }
        let is_outside = self.page.main.is_some_and(|main| {
            node.parent().is_some_and(|parent| self.page.around_main.contains(&parent.id()))
                && node.id() != main
                && !self.page.around_main.contains(&node.id())
                && element.name() != "head"
        });
        if is_outside {
            return !self.holds_only_title(node);
        }
        let is_control = class == Class::Control
            && !element::is_toggle(element)
            && !element::is_numbered_button(node)
            && !element::any_below(node, 50, |below| {
                matches!(element::class(below), Class::Heading(_))
            });
        is_control
            || element::is_navigation(element, self.page.is_small(node.id()))
            || self.is_site_header(node, element)
            || element::is_hidden(element) && !holds_text(node)
    }

    /// Outside the document part only a first-level heading that the part itself lacks belongs to it.
    pub(super) fn holds_only_title(&self, node: NodeRef<'_, Node>) -> bool {
        let is_title = |element: &Element| element.name() == "h1";
        let main = self.page.main.and_then(|id| self.page.html.tree.get(id));
        self.page.is_small(node.id())
            && (node.value().as_element().is_some_and(is_title)
                || element::any_below(node, 500, is_title)
                    && !element::any_below(node, 500, |e| e.name() == "nav"))
            && main.is_some_and(|main| !element::any_below(main, 2000, is_title))
    }

    pub(super) fn is_site_header(&self, node: NodeRef<'_, Node>, element: &Element) -> bool {
        element.name() == "header"
            && self.page.is_small(node.id())
            && !element::any_below(node, 500, |below| matches!(below.name(), "h1" | "h2" | "h3"))
    }

    /// A control within a sentence does not end it.
    pub(super) fn begin_beside(&mut self, class: Class) {
        if matches!(class, Class::Block | Class::List | Class::Table) {
            self.end_block();
        }
        self.around = std::mem::take(&mut self.inline);
        self.beside = Some(Vec::new());
    }

    pub(super) fn end_beside(&mut self) {
        self.inline = std::mem::take(&mut self.around);
        self.inline.edge();
        let lines = self.beside.take().unwrap_or_default();
        if !lines.is_empty() {
            self.furniture("navigation", lines.join("\n"));
        }
    }
}

/// Whether a part that is not shown holds text of the document: items are folded away until asked for.
fn holds_text(node: NodeRef<'_, Node>) -> bool {
    element::any_below(node, 500, |below| {
        matches!(
            below.name(),
            "p" | "li" | "table" | "dl" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
        )
    })
}
