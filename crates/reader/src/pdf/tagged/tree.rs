//! The tags of a file as a tree, bounded like everything a file says of itself.

use std::collections::HashSet;

use pdfboss_core::{Dict, Document, ObjRef, Object};

/// Elements of a tree.
const ELEMENTS: usize = 500_000;
/// Levels of a tree.
const DEPTH: usize = 100;

/// An element.
#[derive(Debug, Default)]
pub(in crate::pdf) struct Node {
    /// "P", "H3", "Table", as the file writes it.
    pub(in crate::pdf) kind: String,
    /// Its object.
    pub(super) id: Option<ObjRef>,
    /// The elements in it.
    pub(in crate::pdf) kids: Vec<Node>,
    /// Columns a cell covers.
    pub(super) columns: u32,
    /// Rows a cell covers.
    pub(super) rows: u32,
    /// A cell that heads its column.
    pub(super) heads_column: bool,
    /// Where a link leads.
    pub(super) url: Option<String>,
    /// What a figure shows, for those who do not see it.
    pub(in crate::pdf) description: Option<String>,
    /// The page it stands on, where it says so.
    pub(in crate::pdf) page: Option<ObjRef>,
}

impl Node {
    /// The links inside a block and where they lead.
    pub(super) fn links(&self) -> Vec<(ObjRef, String)> {
        let mut links = Vec::new();
        self.collect(&mut links);
        links
    }

    fn collect(&self, links: &mut Vec<(ObjRef, String)>) {
        links.extend(self.id.zip(self.url.clone()));
        self.kids.iter().for_each(|kid| kid.collect(links));
    }
}

/// "H", "H1" and so on.
pub(super) fn is_heading(kind: &str) -> bool {
    kind.strip_prefix('H').is_some_and(|level| level.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What the file says made it.
pub(super) fn maker(document: &Document) -> Option<String> {
    let info = document.resolve(document.xref().trailer.get("Info")?).ok()?;
    let maker = document.resolve(info.as_dict()?.get("Creator")?).ok()?;
    Some(pdfboss_core::object::decode_text_string(maker.as_str_bytes()?))
}

/// The tree of a file that has one.
pub(in crate::pdf) fn read(document: &Document) -> Option<Node> {
    let catalog = document.resolve(document.xref().trailer.get("Root")?).ok()?;
    let root = document.resolve(catalog.as_dict()?.get("StructTreeRoot")?).ok()?;
    let mut walk = Walk { document, seen: HashSet::new() };
    let mut node = Node::default();
    walk.kids(root.as_dict()?, &mut node, 0);
    Some(node)
}

struct Walk<'a> {
    document: &'a Document,
    seen: HashSet<ObjRef>,
}

impl Walk<'_> {
    fn kids(&mut self, dict: &Dict, node: &mut Node, depth: usize) {
        let Some(kids) = dict.get("K") else { return };
        let is_list = self.document.resolve(kids).ok().filter(|it| it.as_array().is_some());
        let list = is_list.as_ref().and_then(|it| it.as_array());
        for kid in list.unwrap_or(std::slice::from_ref(kids)) {
            self.kid(kid, node, depth);
        }
    }

    fn kid(&mut self, kid: &Object, node: &mut Node, depth: usize) {
        let id = kid.as_ref();
        if depth > DEPTH || self.seen.len() > ELEMENTS || id.is_some_and(|id| !self.seen.insert(id))
        {
            return;
        }
        let Ok(object) = self.document.resolve(kid) else { return };
        let Some(dict) = object.as_dict() else { return };
        let Some(kind) = dict.get_name("S") else {
            node.url = node.url.take().or_else(|| self.target(dict));
            return;
        };
        let mut element = Node { kind: kind.0.clone(), id, columns: 1, rows: 1, ..Node::default() };
        self.attributes(dict, &mut element);
        element.description = self.string(dict, "Alt");
        element.page = dict.get("Pg").and_then(Object::as_ref);
        self.kids(dict, &mut element, depth + 1);
        node.kids.push(element);
    }

    /// Where the annotation of an object reference leads.
    fn target(&self, dict: &Dict) -> Option<String> {
        let annotation = self.document.resolve(dict.get("Obj")?).ok()?;
        let action = self.document.resolve(annotation.as_dict()?.get("A")?).ok()?;
        let uri = self.document.resolve(action.as_dict()?.get("URI")?).ok()?;
        let bytes = uri.as_str_bytes()?;
        // An address is no text string: what is beyond ASCII in it is UTF-8.
        Some(
            std::str::from_utf8(bytes)
                .map_or_else(|_| pdfboss_core::object::decode_text_string(bytes), str::to_owned),
        )
    }

    fn string(&self, dict: &Dict, key: &str) -> Option<String> {
        let value = self.document.resolve(dict.get(key)?).ok()?;
        Some(pdfboss_core::object::decode_text_string(value.as_str_bytes()?))
    }

    /// How far a cell reaches, and what it heads.
    fn attributes(&self, dict: &Dict, node: &mut Node) {
        let Some(attributes) = dict.get("A").and_then(|it| self.document.resolve(it).ok()) else {
            return;
        };
        let list = attributes.as_array().unwrap_or(std::slice::from_ref(&attributes));
        for object in list.iter().take(16) {
            let Ok(object) = self.document.resolve(object) else { continue };
            let number = |key| {
                let value = object.as_dict()?.get(key)?;
                u32::try_from(self.document.resolve(value).ok()?.as_int()?).ok()
            };
            let scope = object.as_dict().and_then(|it| it.get_name("Scope"));
            node.heads_column |= node.kind == "TH" && scope.is_some_and(|it| it.0 == "Column");
            node.columns = number("ColSpan").unwrap_or(node.columns);
            node.rows = number("RowSpan").unwrap_or(node.rows);
        }
    }
}
