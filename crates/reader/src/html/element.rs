//! What the elements of a page are.

use ego_tree::{NodeId, NodeRef};
use scraper::{Node, node::Element};

use super::walk::{Into, Visit, walk};

/// How an element takes part in the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// No text of the page: scripts, styles.
    Ignored,
    /// Controls, menus, dialogs.
    Control,
    /// A heading of this level.
    Heading(u8),
    /// Begins and ends a line.
    Block,
    /// `<ul>`, `<ol>`.
    List,
    /// `<li>`.
    Entry,
    /// `<table>`.
    Table,
    /// `<dt>`.
    Term,
    /// `<dd>`.
    Definition,
    /// `<a>`.
    Link,
    /// `<b>`, `<strong>`.
    Strong,
    /// `<i>`, `<em>`.
    Emphasis,
    /// `<br>`, `<hr>`.
    Break,
    /// `<sub>`, `<sup>`, `<wbr>`: belongs to the word before it.
    Attached,
    /// Runs within a line.
    Inline,
}

/// The class of an element by its name and role.
pub(super) fn class(element: &Element) -> Class {
    if let Some(level) = heading_role(element) {
        return Class::Heading(level);
    }
    match element.name() {
        // A label of a field to fill in; others caption facts ("Mødested").
        "label" if element.attr("for").is_some() => Class::Control,
        "script" | "style" | "template" | "meta" | "link" | "base" | "col" | "colgroup"
        | "object" | "embed" | "param" | "audio" | "video" | "canvas" | "img" | "picture"
        | "desc" | "metadata" => Class::Ignored,
        "select" | "option" | "datalist" | "textarea" | "input" | "button" | "nav" | "dialog"
        | "menu" | "noscript" | "iframe" | "progress" | "meter" | "legend" => Class::Control,
        "h1" => Class::Heading(1),
        "h2" => Class::Heading(2),
        "h3" => Class::Heading(3),
        "h4" => Class::Heading(4),
        "h5" => Class::Heading(5),
        "h6" => Class::Heading(6),
        "ul" | "ol" | "dir" => Class::List,
        "li" => Class::Entry,
        "table" => Class::Table,
        "dt" => Class::Term,
        "dd" => Class::Definition,
        "a" => Class::Link,
        "b" | "strong" => Class::Strong,
        "i" | "em" | "cite" => Class::Emphasis,
        "br" | "hr" => Class::Break,
        "sub" | "sup" | "wbr" => Class::Attached,
        "label" | "span" | "font" | "small" | "big" | "u" | "s" | "strike" | "abbr" | "acronym"
        | "code" | "time" | "mark" | "q" | "ins" | "del" | "var" | "tt" | "bdi" | "bdo"
        | "data" | "ruby" | "nobr" | "svg" | "math" => Class::Inline,
        _ => Class::Block,
    }
}

fn heading_role(element: &Element) -> Option<u8> {
    let is_heading = element.attr("role") == Some("heading");
    is_heading.then(|| {
        let level = element.attr("aria-level").and_then(|level| level.trim().parse().ok());
        level.unwrap_or(2u8).clamp(1, 6)
    })
}

/// Whether the element is a menu, dialog or the like by its role or, where it holds a small part
/// of the page's text, by its name or class.
pub(super) fn is_navigation(element: &Element, is_small: bool) -> bool {
    let by_role = matches!(
        element.attr("role"),
        Some(
            "navigation"
                | "search"
                | "menu"
                | "menubar"
                | "banner"
                | "contentinfo"
                | "dialog"
                | "alertdialog"
                | "toolbar"
                | "tooltip"
        )
    );
    by_role
        || is_small
            && (matches!(element.name(), "footer" | "aside")
                || !matches!(element.name(), "html" | "body" | "main" | "article")
                    && element.classes().any(is_navigation_class))
}

fn is_navigation_class(class: &str) -> bool {
    const WORDS: [&str; 17] = [
        "nav",
        "navbar",
        "navigation",
        "menu",
        "breadcrumb",
        "breadcrumbs",
        "footer",
        "sidebar",
        "cookie",
        "cookies",
        "modal",
        "dropdown-menu",
        "pagination",
        "toolbar",
        "skip-link",
        "visually-hidden",
        "sr-only",
    ];
    let class = class.to_ascii_lowercase();
    WORDS.iter().any(|word| {
        class.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
    })
}

/// Whether the element is not shown.
pub(super) fn is_hidden(element: &Element) -> bool {
    let style = element.attr("style").unwrap_or_default().chars();
    let style: String = style.filter(|c| !c.is_whitespace()).take(2000).collect();
    let style = style.to_ascii_lowercase();
    element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// Whether the element opens and closes a part of the page: its text is a title, not a control.
pub(super) fn is_toggle(element: &Element) -> bool {
    let has = |name: &str| element.attr(name).is_some();
    let is_menu = has("aria-haspopup") || element.classes().any(|class| class.contains("dropdown"));
    !is_menu
        && (has("aria-expanded")
            || has("aria-controls")
            || ["data-toggle", "data-bs-toggle"]
                .iter()
                .any(|name| element.attr(name) == Some("collapse"))
            || element.name() == "summary")
}

/// Whether a button's caption is the header of an item: its number and title, each perhaps in an
/// element of its own.
pub(super) fn is_numbered_button(node: NodeRef<'_, Node>) -> bool {
    const MOST: usize = 20;
    if node.value().as_element().is_none_or(|element| element.name() != "button") {
        return false;
    }
    let texts = node.descendants().take(MOST).filter_map(|below| below.value().as_text());
    let mut texts = texts.map(|text| text.trim()).filter(|text| !text.is_empty());
    if texts.clone().next().is_some_and(crate::layout::names_item) {
        return true;
    }
    let number = texts.next().unwrap_or_default().trim_end_matches(['.', ':']);
    let is_number = (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    is_number && texts.next().is_some_and(|title| title.starts_with(char::is_uppercase))
}

/// Whether a part of the page below `root` satisfies `test`, looking at no more than `limit` nodes.
pub(super) fn any_below(
    root: NodeRef<'_, Node>,
    limit: usize,
    test: impl FnMut(&Element) -> bool,
) -> bool {
    struct Search<F> {
        root: NodeId,
        left: usize,
        found: bool,
        test: F,
    }
    impl<F: FnMut(&Element) -> bool> Visit for Search<F> {
        fn open(&mut self, node: NodeRef<'_, Node>) -> Into {
            let is_below = node.id() != self.root;
            self.found = is_below && node.value().as_element().is_some_and(&mut self.test);
            self.left = self.left.saturating_sub(1);
            if self.found || self.left == 0 { Into::Stop } else { Into::Children }
        }
        fn close(&mut self, _node: NodeRef<'_, Node>) {}
    }
    let mut search = Search { root: root.id(), left: limit, found: false, test };
    walk(root, &mut search);
    search.found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(html: &str) -> Element {
        let page = scraper::Html::parse_fragment(html);
        let root = page.root_element();
        root.child_elements().next().unwrap().value().clone()
    }

    #[test]
    fn a_menu_is_known_by_role_or_class_unless_it_holds_the_page() {
        assert!(is_navigation(&first("<div role=banner>x</div>"), false));
        assert!(is_navigation(&first("<div class='navbar navbar-default'>x</div>"), true));
        assert!(!is_navigation(&first("<div class='menu-open'>x</div>"), false));
        assert!(!is_navigation(&first("<div class='navn'>x</div>"), true));
    }

    #[test]
    fn a_button_that_unfolds_a_part_is_a_title_and_a_dropdown_is_not() {
        assert!(is_toggle(&first("<button aria-expanded=false>x</button>")));
        assert!(!is_toggle(&first("<button aria-expanded=false aria-haspopup=true>x</button>")));
        assert!(!is_toggle(&first("<button>x</button>")));
    }
}
