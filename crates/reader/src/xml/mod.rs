//! XML manifests: what a municipality's case system hands to the page that publishes agendas.
//!
//! Systems (SBSYS, Acadre, eDoc, FirstAgenda's export) name the same things differently; what a
//! name means is looked up for all of them alike, so that a manifest of a kind not seen before is
//! read as far as its names are known. What is left is reported, with its text.

mod head;
mod item;
mod json;
mod tree;

#[cfg(test)]
mod tests;

use raadslag_document::Furniture;
use serde_json::Value;

use self::tree::{Child, Node};
use crate::ReadError;
use crate::flow::At;
use crate::html;
use crate::json::leftover;
use crate::outline::{Outline, OutlineSection};

/// A manifest read.
#[derive(Debug)]
pub(crate) struct Manifest {
    /// What it says.
    pub(crate) outline: Outline,
    /// Its texts in order.
    pub(crate) input: Vec<(String, At)>,
}

/// Most bytes of XML that are read; annexes are files of their own.
const MAX_BYTES: usize = 64 << 20;

/// Reads a manifest; `None` where the file has no agenda items. Lines before the first element are
/// kept as furniture.
pub(crate) fn read(text: &str) -> Result<Option<Manifest>, ReadError> {
    if text.len() > MAX_BYTES {
        let (size, limit) = (text.len() as u64, MAX_BYTES as u64);
        return Err(ReadError::TooLarge { size, limit });
    }
    let (prefix, xml) = text.split_at(text.find('<').unwrap_or(text.len()));
    let mut manifest = of_tree(tree::parse(xml)?)?;
    let prefix = prefix.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if let Some(manifest) = manifest.as_mut().filter(|_| !prefix.is_empty()) {
        let label = Furniture { name: "label".into(), text: prefix.to_owned(), page: None };
        manifest.outline.furniture.push(label);
    }
    Ok(manifest)
}

/// Reads JSON whose keys are such names.
pub(crate) fn of_json(value: &Value) -> Result<Option<Manifest>, ReadError> {
    let mut root = Node::default();
    json::add("agenda", value, &mut root);
    of_tree(root)
}

fn of_tree(mut root: Node) -> Result<Option<Manifest>, ReadError> {
    let mut input = Vec::new();
    texts(&root, &mut input);
    let mut reader = Manifests::default();
    let mut items = Vec::new();
    reader.items(&mut root, item::Group::default(), &mut items)?;
    if items.is_empty() {
        return Ok(None);
    }
    reader.head(&mut root)?;
    reader.outline.sections = vec![OutlineSection { items, ..OutlineSection::default() }];
    reader.left("", &root);
    Ok(Some(Manifest { outline: reader.outline, input }))
}

#[derive(Default)]
struct Manifests {
    outline: Outline,
}

impl Manifests {
    /// Keeps words that the model has no place for.
    fn label(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            let (name, text) = (name.to_owned(), text.to_owned());
            self.outline.furniture.push(Furniture { name, text, page: None });
        }
    }

    /// Reports what was not taken.
    fn left(&mut self, above: &str, node: &Node) {
        let path =
            if above.is_empty() { node.name.clone() } else { format!("{above}.{}", node.name) };
        for (name, value) in &node.attributes {
            self.unknown(&format!("{path}.{name}"), value.clone());
        }
        for child in &node.children {
            match child {
                Child::Element(node) => self.left(&path, node),
                Child::Text(text) => self.unknown(&path, text.clone()),
            }
        }
    }

    fn unknown(&mut self, path: &str, text: String) {
        if !is_address(path) {
            leftover::collect(path, &Value::String(text), &mut self.outline.problems);
        }
    }
}

/// Every text of a file that says something: ids, truth values, numbers and addresses do not.
fn texts(node: &Node, input: &mut Vec<(String, At)>) {
    for (name, value) in &node.attributes {
        input.extend(said(name, value));
    }
    for child in &node.children {
        match child {
            Child::Text(text) => input.extend(said(&node.name, text)),
            Child::Element(node) => texts(node, input),
        }
    }
}

fn said(name: &str, text: &str) -> Option<(String, At)> {
    let technical = is_address(name) || leftover::is_technical_key(name);
    leftover::words(text).filter(|_| !technical).map(|text| (text, At::default()))
}

/// Names of values that are the address of a file.
const ADDRESSES: [&str; 9] = [
    "bilagurl",
    "url",
    "link",
    "instantiationfilepathrelative",
    "pdfdocument",
    "filsti",
    "path",
    "href",
    "pathtoxml",
];

fn is_address(path: &str) -> bool {
    let name = path.rsplit('.').next().unwrap_or(path);
    ADDRESSES.contains(&tree::key(name).as_str())
}

/// Text without its tags, if it has any.
fn plain(text: &str) -> Result<String, ReadError> {
    if text.contains('<') { html::plain(text) } else { Ok(text.to_owned()) }
}
