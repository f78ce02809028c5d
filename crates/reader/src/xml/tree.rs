//! An XML file as a tree that is read by taking things out of it: what is left at the end is what
//! the reader did not know.

use quick_xml::Reader;
use quick_xml::escape::{escape, resolve_predefined_entity};
use quick_xml::events::{BytesStart, Event};

use crate::ReadError;

/// Deepest nesting: a manifest's own elements are some ten deep, the tables in its texts ten more.
const MAX_DEPTH: usize = 100;

/// Most elements and attributes; a manifest of a hundred items has some ten thousand.
const MAX_NODES: usize = 500_000;

/// An element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Node {
    /// Its local name as written. Where a producer writes `<field name="title">`, `title`.
    pub(super) name: String,
    /// Its attributes.
    pub(super) attributes: Vec<(String, String)>,
    /// What is inside it, in order.
    pub(super) children: Vec<Child>,
}

/// What stands inside an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Child {
    /// An element.
    Element(Node),
    /// Text.
    Text(String),
}

/// A name in the letters that all producers could write: `Åbent` and `Aabent` are `aabent`.
pub(super) fn key(name: &str) -> String {
    name.to_lowercase().replace('æ', "ae").replace('ø', "oe").replace('å', "aa").replace('_', "")
}

impl Node {
    /// Its name to compare with.
    pub(super) fn key(&self) -> String {
        key(&self.name)
    }

    /// The elements inside it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Node> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(node) => Some(node),
            Child::Text(_) => None,
        })
    }

    /// Whether no element is inside it.
    pub(super) fn is_leaf(&self) -> bool {
        self.elements().next().is_none()
    }

    /// Its own text.
    pub(super) fn text(&self) -> String {
        let texts = self.children.iter().filter_map(|child| match child {
            Child::Text(text) => Some(text.as_str()),
            Child::Element(_) => None,
        });
        texts.collect::<String>().trim().to_owned()
    }

    /// Takes out the elements that are wanted.
    pub(super) fn take_all(&mut self, wanted: impl Fn(&Node) -> bool) -> Vec<Node> {
        let mut taken = Vec::new();
        self.children = std::mem::take(&mut self.children)
            .into_iter()
            .filter_map(|child| match child {
                Child::Element(node) if wanted(&node) => {
                    taken.push(node);
                    None
                }
                child => Some(child),
            })
            .collect();
        taken
    }

    /// Takes out the first value under one of the names, attribute or element without elements.
    /// An empty one is taken and counts as none.
    pub(super) fn take(&mut self, names: &[&str]) -> Option<String> {
        for name in names {
            let attribute = self.attributes.iter().position(|(written, _)| key(written) == *name);
            let value = match attribute {
                Some(at) => Some(self.attributes.remove(at).1.trim().to_owned()),
                None => self.take_leaf(name),
            };
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                return Some(value);
            }
        }
        None
    }

    fn take_leaf(&mut self, name: &str) -> Option<String> {
        let at = self.children.iter().position(
            |child| matches!(child, Child::Element(node) if node.is_leaf() && node.key() == name),
        )?;
        match self.children.remove(at) {
            Child::Element(node) => Some(node.text()),
            Child::Text(_) => None,
        }
    }

    /// What is inside it as HTML: producers write it escaped, as CDATA or as elements.
    pub(super) fn html(&self) -> String {
        if self.is_leaf() {
            return self.text();
        }
        let mut html = String::new();
        self.children.iter().for_each(|child| write(child, &mut html));
        html
    }
}

fn write(child: &Child, html: &mut String) {
    match child {
        Child::Text(text) => html.push_str(&escape(text.as_str())),
        Child::Element(node) => {
            html.push('<');
            html.push_str(&node.name);
            for (name, value) in &node.attributes {
                let written = format!(" {name}=\"{}\"", escape(value.as_str()));
                html.push_str(&written);
            }
            html.push('>');
            node.children.iter().for_each(|child| write(child, html));
            if node.name != "br" {
                html.push_str("</");
                html.push_str(&node.name);
                html.push('>');
            }
        }
    }
}

/// Reads the tree; the root is a node without a name that holds the file's elements.
pub(super) fn parse(text: &str) -> Result<Node, ReadError> {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Node::default()];
    let mut nodes = 0_usize;
    loop {
        let event = reader.read_event();
        let at = reader.buffer_position();
        match event.map_err(|error| damaged(at, &error.to_string()))? {
            Event::Start(start) => {
                nodes += 1;
                open.push(element(&start, &mut nodes));
                if open.len() > MAX_DEPTH {
                    return Err(refused(at, "its elements are nested too deep"));
                }
            }
            Event::Empty(start) => {
                nodes += 1;
                let node = element(&start, &mut nodes);
                add(&mut open, Child::Element(node));
            }
            Event::End(_) => {
                if let Some(node) = open.pop() {
                    add(&mut open, Child::Element(node));
                }
            }
            Event::Text(text) => add(&mut open, Child::Text(text.xml10_content().into_owned())),
            Event::CData(text) => add(&mut open, Child::Text(text.xml10_content().into_owned())),
            Event::GeneralRef(name) => {
                let character = match name.resolve_char_ref() {
                    Ok(Some(c)) => c.to_string(),
                    _ => entity(&name),
                };
                add(&mut open, Child::Text(character));
            }
            Event::DocType(_) => {
                return Err(refused(at, "it has a document type, which may hide entities"));
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
        if nodes > MAX_NODES {
            return Err(refused(at, "it has too many elements"));
        }
    }
    match open.len() {
        1 => Ok(open.remove(0)),
        _ => Err(damaged(reader.buffer_position(), "it ends too early")),
    }
}

/// The five entities of XML, and those that web pages write Danish with; another is left as written,
/// because only a document type, which is refused, could tell it.
fn entity(name: &str) -> String {
    let page = match name {
        "nbsp" => "\u{a0}",
        "aelig" => "æ",
        "oslash" => "ø",
        "aring" => "å",
        "AElig" => "Æ",
        "Oslash" => "Ø",
        "Aring" => "Å",
        "ndash" => "–",
        "rdquo" => "”",
        "bull" => "•",
        _ => return resolve_predefined_entity(name).map_or(format!("&{name};"), str::to_owned),
    };
    page.to_owned()
}

fn element(start: &BytesStart<'_>, nodes: &mut usize) -> Node {
    let mut name = start.local_name().into_inner().to_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false).flatten() {
        *nodes += 1;
        let value = quick_xml::escape::unescape(&attribute.value)
            .map_or_else(|_| attribute.value.to_string(), std::borrow::Cow::into_owned);
        let written = attribute.key.local_name().into_inner();
        if written == "name" && matches!(name.as_str(), "table" | "field" | "row") {
            name = value;
        } else if !attribute.key.into_inner().starts_with("xmlns") {
            attributes.push((written.to_owned(), value));
        }
    }
    Node { name, attributes, children: Vec::new() }
}

/// Adds to the innermost open element; pieces of text become one.
fn add(open: &mut [Node], child: Child) {
    let Some(node) = open.last_mut() else { return };
    match (node.children.last_mut(), child) {
        (Some(Child::Text(before)), Child::Text(text)) => before.push_str(&text),
        (_, child) => node.children.push(child),
    }
}

fn damaged(at: u64, what: &str) -> ReadError {
    ReadError::Damaged { format: "XML", what: format!("byte {at}: {what}") }
}

fn refused(at: u64, what: &str) -> ReadError {
    ReadError::Refused { format: "XML", what: format!("byte {at}: {what}") }
}
