//! The text of a page in reading order.

mod beside;
mod lines;

use std::collections::HashSet;

use ego_tree::{NodeId, NodeRef};
use raadslag_document::{Furniture, Problem};
use scraper::{Node, node::Element};

use crate::flow::{At, Gap, Part, Role};
use crate::html::address::Target;
use crate::html::element::{self, Class};
use crate::html::inline::{Inline, Text};
use crate::html::page::Page;
use crate::html::table::{self, Read};
use crate::html::walk::{Into, Visit, walk};
use crate::pictures;

/// Sides of a picture that is an icon, in pixels.
const ICON: u32 = 40;

/// A part, or a heading with its element: headings cut a portal's items even where they are empty.
#[derive(Debug)]
pub(super) enum Piece {
    /// A part that is no heading.
    Part(Part),
    /// A heading.
    Heading {
        /// Its element.
        node: NodeId,
        /// 1 to 6.
        level: u8,
        /// Its text.
        text: Text,
    },
}

/// What a walk over a part of the page finds.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) pieces: Vec<Piece>,
    /// Links to the page's own host, which it does not name.
    pub(super) hostless: usize,
    /// Pictures that are left out.
    pub(super) pictures: Vec<Problem>,
}

/// Reads what stands below `root`, leaving out the elements in `apart`.
pub(super) fn read(page: &Page, root: NodeRef<'_, Node>, apart: &HashSet<NodeId>) -> Found {
    let mut walker = Walker::new(page, apart, root.id());
    walk(root, &mut walker);
    walker.end_line();
    walker.found
}

/// Reads what stands below `root` as text beside the document.
pub(super) fn beside(
    page: &Page,
    root: NodeRef<'_, Node>,
    apart: &HashSet<NodeId>,
) -> Vec<Furniture> {
    let mut walker = Walker::new(page, apart, root.id());
    walker.beside = Some(Vec::new());
    walk(root, &mut walker);
    walker.end_line();
    walker.end_beside();
    let pieces = walker.found.pieces.into_iter();
    pieces
        .filter_map(|piece| match piece {
            Piece::Part(Part::Furniture(furniture)) => Some(furniture),
            _ => None,
        })
        .collect()
}

/// What is undone where an element ends.
#[derive(Debug, Clone, Copy)]
enum Frame {
    Nothing,
    Edge,
    Strong,
    Emphasis,
    Link { fragment: bool },
    Block,
    BoldBlock,
    Heading,
    List { layout: bool },
    Entry,
    Term,
    Beside,
}

struct List {
    ordered: bool,
    /// Counted by letters: "a)".
    lettered: bool,
    next: u32,
}

struct Walker<'a> {
    page: &'a Page,
    apart: &'a HashSet<NodeId>,
    root: NodeId,
    found: Found,
    frames: Vec<Frame>,
    inline: Inline,
    gap: Gap,
    lists: Vec<List>,
    entry: Option<Role>,
    heading: Option<(NodeId, u8)>,
    bold: u32,
    term: bool,
    /// Open links into the page, and the characters of the line that stand in one.
    fragments: u32,
    fragment_chars: u32,
    fragment_target: String,
    /// Lines beside the document, while inside such a part, and the line it stands in.
    beside: Option<Vec<String>>,
    around: Inline,
}

impl<'a> Walker<'a> {
    fn new(page: &'a Page, apart: &'a HashSet<NodeId>, root: NodeId) -> Self {
        Self {
            page,
            apart,
            root,
            found: Found::default(),
            frames: Vec::new(),
            inline: Inline::default(),
            gap: Gap::Paragraph,
            lists: Vec::new(),
            entry: None,
            heading: None,
            bold: 0,
            term: false,
            fragments: 0,
            fragment_chars: 0,
            fragment_target: String::new(),
            beside: None,
            around: Inline::default(),
        }
    }

    fn open_element(&mut self, node: NodeRef<'_, Node>, element: &Element) -> Option<Frame> {
        let class = element::class(element);
        if element.name() == "img" {
            self.picture(element);
        }
        if class == Class::Ignored || self.apart.contains(&node.id()) {
            self.inline.edge();
            return None;
        }
        if element.name() == "title" {
            self.title(node);
            return None;
        }
        if self.beside.is_some() {
            self.caption(element);
            return Some(self.open_beside(class));
        }
        if self.begins_beside(node, element, class) {
            self.begin_beside(class);
            self.caption(element);
            return Some(Frame::Beside);
        }
        self.open_text(node, element, class)
    }

    fn open_text(
        &mut self,
        node: NodeRef<'_, Node>,
        element: &Element,
        class: Class,
    ) -> Option<Frame> {
        let frame = match class {
            Class::Strong => {
                self.inline.edge();
                self.inline.open_strong();
                Frame::Strong
            }
            Class::Emphasis => {
                self.inline.edge();
                self.inline.open_emphasis();
                Frame::Emphasis
            }
            Class::Link => self.open_link(element),
            Class::Inline => {
                self.inline.edge();
                Frame::Edge
            }
            Class::Attached | Class::Ignored => Frame::Nothing,
            Class::Break => {
                self.line_break();
                Frame::Nothing
            }
            Class::Heading(level) if self.heading.is_none() => self.open_heading(node, level),
            Class::List => self.open_list(node, element),
            Class::Entry => self.open_entry(node, element),
            Class::Table => return self.open_table(node),
            Class::Definition => self.open_definition(),
            Class::Term => {
                self.end_block();
                Frame::Term
            }
            Class::Heading(_) | Class::Control | Class::Block => self.open_block(node, element),
        };
        Some(frame)
    }

    /// Notes a picture, unless it is the page's own: an empty description says so.
    fn picture(&mut self, element: &Element) {
        let is = |name, value| element.attr(name) == Some(value);
        let side = |name| {
            element.attr(name).and_then(|side| side.trim_end_matches("px").parse::<u32>().ok())
        };
        let is_icon =
            [side("width"), side("height")].into_iter().flatten().any(|side| side <= ICON);
        let is_dressing = is("alt", "") || is("role", "presentation") || is("aria-hidden", "true");
        if self.beside.is_none() && !is_icon && !is_dressing {
            let description = element.attr("alt").unwrap_or_default();
            self.found.pictures.push(pictures::problem(At::default(), description));
        }
    }

    fn open_block(&mut self, node: NodeRef<'_, Node>, element: &Element) -> Frame {
        self.end_block();
        let is_label = element.classes().any(|class| {
            matches!(class, "field-label" | "field__label" | "label-above" | "field-label-above")
        });
        let is_title = matches!(element.name(), "button" | "summary")
            && element::is_toggle(element)
            || element::is_numbered_button(node);
        if is_label || is_title {
            self.bold += 1;
            return Frame::BoldBlock;
        }
        Frame::Block
    }

    fn open_heading(&mut self, node: NodeRef<'_, Node>, level: u8) -> Frame {
        self.end_block();
        self.entry = None;
        self.heading = Some((node.id(), level));
        Frame::Heading
    }

    fn open_link(&mut self, element: &Element) -> Frame {
        self.inline.edge();
        let target = element.attr("href").map(|href| self.page.address.resolve(href));
        self.found.hostless += usize::from(target == Some(Target::Hostless));
        let fragment = match &target {
            Some(Target::Within(id)) if !id.is_empty() && !element::is_toggle(element) => {
                self.fragment_target.clone_from(id);
                true
            }
            _ => false,
        };
        self.fragments += u32::from(fragment);
        self.inline.open_link(target.and_then(|target| match target {
            Target::Out(url) => Some(url),
            _ => None,
        }));
        Frame::Link { fragment }
    }

    fn open_list(&mut self, node: NodeRef<'_, Node>, element: &Element) -> Frame {
        self.end_block();
        // A list whose entries hold headings or tables sets out the page: its entries are items.
        let layout = element::any_below(node, 3000, |below| {
            below.name() == "table" || matches!(element::class(below), Class::Heading(_))
        });
        if !layout {
            let next = element.attr("start").and_then(|n| n.trim().parse().ok()).unwrap_or(1);
            let lettered = element.attr("type") == Some("a");
            self.lists.push(List { ordered: element.name() == "ol", lettered, next });
        }
        Frame::List { layout }
    }

    fn open_entry(&mut self, node: NodeRef<'_, Node>, element: &Element) -> Frame {
        self.end_block();
        let in_layout = self.frames.iter().rev().take(64).find_map(|frame| match frame {
            Frame::List { layout } => Some(*layout),
            _ => None,
        });
        let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
        if let (Some(list), Some(false)) = (self.lists.last_mut(), in_layout) {
            let value = element.attr("value").and_then(|n| n.trim().parse().ok());
            let number = value.unwrap_or(list.next);
            list.next = number.saturating_add(1);
            // A letter is written as the entry's text.
            let letter =
                u8::try_from(number).ok().filter(|n| list.lettered && (1..=26).contains(n));
            let letter = letter.map(|n| format!("{}) ", char::from(b'a' + n - 1)));
            let number = list.ordered.then_some(number).filter(|_| letter.is_none());
            let is_block = |child: &NodeRef<'_, Node>| {
                child.value().as_element().is_some_and(|e| element::class(e) == Class::Block)
            };
            let is_long = node.children().filter(is_block).take(9).count() > 8;
            self.entry = (!is_long || number.is_some()).then_some(Role::Entry {
                ordered: list.ordered,
                number,
                depth,
            });
            if let Some(letter) = letter {
                self.inline.push(&letter);
            }
        }
        Frame::Entry
    }

    fn open_table(&mut self, node: NodeRef<'_, Node>) -> Option<Frame> {
        self.end_block();
        if self.heading.is_some() || table::is_layout(node) {
            return Some(Frame::Block);
        }
        let below = node.descendants().filter_map(|below| below.value().as_element());
        below.filter(|below| below.name() == "img").for_each(|below| self.picture(below));
        let (read, links) = table::read(node, self.page);
        let at = At::default();
        match read {
            Some(Read::Table(table)) => {
                self.entry = None;
                self.found.pieces.push(Piece::Part(Part::Table { table, at }));
            }
            Some(Read::Lines(texts)) => {
                for text in texts {
                    self.push_line(Text { text, ..Text::default() });
                }
            }
            None => {}
        }
        for url in links {
            self.furniture("link_target", url);
        }
        None
    }

    /// A term and its value on one line: "Dato: 28. januar".
    fn open_definition(&mut self) -> Frame {
        if self.term && !self.inline.is_empty() {
            self.inline.push(if self.inline.ends_with(':') { " " } else { ": " });
            self.term = false;
        } else {
            self.end_block();
        }
        Frame::Block
    }

    fn close_frame(&mut self, frame: Frame) {
        match frame {
            Frame::Nothing => {}
            Frame::Edge => self.inline.edge(),
            Frame::Strong => {
                self.inline.close_strong();
                self.inline.edge();
            }
            Frame::Emphasis => {
                self.inline.close_emphasis();
                self.inline.edge();
            }
            Frame::Link { fragment } => {
                self.fragments -= u32::from(fragment);
                self.inline.close_link();
                self.inline.edge();
            }
            Frame::Block => self.end_block(),
            Frame::Entry => {
                self.end_block();
                self.entry = None;
            }
            Frame::Term => self.term = true,
            Frame::BoldBlock => {
                self.end_block();
                self.bold -= 1;
            }
            Frame::Heading => self.close_heading(),
            Frame::List { layout } => {
                self.end_block();
                if !layout {
                    self.lists.pop();
                }
            }
            Frame::Beside => {
                self.end_line();
                self.end_beside();
            }
        }
    }
}

impl Visit for Walker<'_> {
    fn open(&mut self, node: NodeRef<'_, Node>) -> Into {
        let frame = match node.value() {
            Node::Element(element) => self.open_element(node, element),
            Node::Text(text) => {
                let before = self.inline.len();
                self.inline.push(text);
                if self.fragments > 0 && self.beside.is_none() {
                    self.fragment_chars += self.inline.len() - before;
                }
                return Into::Skip;
            }
            Node::Comment(_) | Node::Doctype(_) | Node::ProcessingInstruction(_) => None,
            Node::Document | Node::Fragment => Some(Frame::Nothing),
        };
        let Some(frame) = frame else { return Into::Skip };
        self.frames.push(frame);
        Into::Children
    }

    fn close(&mut self, _node: NodeRef<'_, Node>) {
        if let Some(frame) = self.frames.pop() {
            self.close_frame(frame);
        }
    }
}
