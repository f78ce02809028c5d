//! Pages of several PDFs in one: objects are copied as far as pages need them.

use std::collections::{HashMap, VecDeque};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::source::Source;
use super::{Annex, stamp};

/// What a page of an annex does not bring along: places in the tags and threads of its own file,
/// and what would happen when it is opened.
const LEFT_OUT: [&[u8]; 9] = [
    b"Parent",
    b"StructParents",
    b"StructParent",
    b"B",
    b"AA",
    b"Metadata",
    b"PieceInfo",
    b"Thumb",
    b"PresSteps",
];

/// A pack in the making.
pub(super) struct Merged {
    document: Document,
    root: ObjectId,
    font: ObjectId,
    /// Bookmark and first page of each annex.
    marks: Vec<(String, ObjectId)>,
    pages: usize,
    /// Layers of annexes, and those that are not shown.
    layers: (Vec<Object>, Vec<Object>),
}

impl Merged {
    /// Begins with the agenda.
    pub(super) fn of(pdf: &[u8]) -> Result<Self, String> {
        let Source { mut document, pages } = Source::open(pdf)?;
        let catalog = document.catalog_mut().map_err(|error| error.to_string())?;
        // It says that the whole file is PDF/UA, which is not known of annexes.
        let claim = catalog.remove(b"Metadata").and_then(|it| it.as_reference().ok());
        let root = catalog.get(b"Pages").and_then(Object::as_reference);
        let root = root.map_err(|error| error.to_string())?;
        claim.map(|id| document.objects.remove(&id));
        let font = stamp::font(&mut document);
        let (marks, layers) = Default::default();
        Ok(Self { document, root, font, marks, pages: pages.len(), layers })
    }

    /// Adds an annex's pages, stamped, of a pack of `all` pages.
    pub(super) fn add(&mut self, annex: &Annex<'_>, source: &Source, all: usize) {
        let ids: Vec<ObjectId> =
            source.pages.iter().map(|_| self.document.new_object_id()).collect();
        let mut copier = Copier::new(&source.document, &mut self.document);
        let old = source.pages.iter().map(|(id, _)| *id);
        copier.known.extend(old.zip(ids.iter().copied()));
        let pages: Vec<Dictionary> =
            source.pages.iter().map(|(_, page)| copier.dictionary(page)).collect();
        let layers = layers(&source.document);
        let [all_layers, off] =
            layers.map(|list| list.iter().map(|it| copier.object(it)).collect::<Vec<Object>>());
        copier.finish();
        self.layers.0.extend(all_layers);
        self.layers.1.extend(off);
        self.marks.extend(ids.first().map(|id| (format!("{}: {}", annex.label, annex.title), *id)));
        for (id, mut page) in ids.into_iter().zip(pages) {
            self.pages += 1;
            let text = format!("{} · side {} af {all}", annex.label, self.pages);
            page.set("Type", Object::Name(b"Page".to_vec()));
            page.set("Parent", Object::Reference(self.root));
            stamp::put(&mut self.document, &mut page, self.font, &text);
            self.document.objects.insert(id, Object::Dictionary(page));
            self.append(id);
        }
    }

    fn append(&mut self, page: ObjectId) {
        let Ok(root) = self.document.get_dictionary_mut(self.root) else { return };
        if let Ok(Object::Array(kids)) = root.get_mut(b"Kids") {
            kids.push(Object::Reference(page));
        }
        let count = root.get(b"Count").and_then(Object::as_i64).unwrap_or(0);
        root.set("Count", count + 1);
    }

    /// The file.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, String> {
        self.bookmarks().map_err(|error| error.to_string())?;
        let (all, off) = std::mem::take(&mut self.layers);
        if !all.is_empty() {
            let mut shown = Dictionary::new();
            shown.set("OFF", Object::Array(off));
            let mut layers = Dictionary::new();
            layers.set("OCGs", Object::Array(all));
            layers.set("D", Object::Dictionary(shown));
            let catalog = self.document.catalog_mut().map_err(|error| error.to_string())?;
            catalog.set("OCProperties", Object::Dictionary(layers));
        }
        let mut pdf = Vec::new();
        self.document.save_to(&mut pdf).map_err(|error| error.to_string())?;
        Ok(pdf)
    }

    /// A bookmark "Bilag" behind those of the agenda, with one for each annex below it.
    fn bookmarks(&mut self) -> Result<(), lopdf::Error> {
        if self.marks.is_empty() {
            return Ok(());
        }
        let document = &mut self.document;
        let outlines = document.catalog()?.get(b"Outlines").and_then(Object::as_reference);
        let outlines = if let Ok(id) = outlines {
            id
        } else {
            let id = document.add_object(Dictionary::new());
            document.catalog_mut()?.set("Outlines", Object::Reference(id));
            id
        };
        let head = document.new_object_id();
        let ids: Vec<ObjectId> = self.marks.iter().map(|_| document.new_object_id()).collect();
        for (at, (title, page)) in self.marks.iter().enumerate() {
            let mut mark = bookmark(title, head, *page);
            let neighbour = |at: Option<usize>| at.and_then(|at| ids.get(at)).copied();
            mark.extend(&link("Prev", neighbour(at.checked_sub(1))));
            mark.extend(&link("Next", neighbour(Some(at + 1))));
            document.objects.insert(ids[at], Object::Dictionary(mark));
        }
        let mut mark = bookmark("Bilag", outlines, self.marks[0].1);
        mark.extend(&link("First", ids.first().copied()));
        mark.extend(&link("Last", ids.last().copied()));
        mark.set("Count", -i64::try_from(ids.len()).unwrap_or(0));
        let root = document.get_dictionary_mut(outlines)?;
        let last = root.get(b"Last").and_then(Object::as_reference).ok();
        mark.extend(&link("Prev", last));
        root.set("Last", Object::Reference(head));
        if last.is_none() {
            root.set("First", Object::Reference(head));
        }
        let count = root.get(b"Count").and_then(Object::as_i64).unwrap_or(0);
        root.set("Count", count.abs() + 1);
        if let Some(last) = last {
            document.get_dictionary_mut(last)?.set("Next", Object::Reference(head));
        }
        document.objects.insert(head, Object::Dictionary(mark));
        Ok(())
    }
}

fn bookmark(title: &str, parent: ObjectId, page: ObjectId) -> Dictionary {
    let mut mark = Dictionary::new();
    mark.set("Title", lopdf::text_string(title));
    mark.set("Parent", Object::Reference(parent));
    let place = [Object::Reference(page), Object::Name(b"Fit".to_vec())];
    mark.set("Dest", Object::Array(place.to_vec()));
    mark
}

fn link(key: &str, to: Option<ObjectId>) -> Dictionary {
    let mut dict = Dictionary::new();
    if let Some(to) = to {
        dict.set(key, Object::Reference(to));
    }
    dict
}

/// All layers of a file, and those it does not show.
fn layers(document: &Document) -> [Vec<Object>; 2] {
    let list = |dict: &Dictionary, key: &[u8]| -> Vec<Object> {
        let list = dict.get(key).ok().and_then(|it| document.dereference(it).ok());
        let list = list.and_then(|(_, it)| it.as_array().ok().cloned()).unwrap_or_default();
        list.into_iter().filter(|it| it.as_reference().is_ok()).collect()
    };
    let dict =
        |dict: &Dictionary, key: &[u8]| match dict.get(key).map(|it| document.dereference(it)) {
            Ok(Ok((_, Object::Dictionary(found)))) => Some(found.clone()),
            _ => None,
        };
    let Some(all) = document.catalog().ok().and_then(|it| dict(it, b"OCProperties")) else {
        return Default::default();
    };
    let shown = dict(&all, b"D").unwrap_or_default();
    let every = list(&all, b"OCGs");
    let base_off = shown.get(b"BaseState").and_then(Object::as_name).is_ok_and(|it| it == b"OFF");
    let off = if base_off {
        let on = list(&shown, b"ON");
        every.iter().filter(|it| !on.contains(it)).cloned().collect()
    } else {
        list(&shown, b"OFF")
    };
    [every, off]
}

/// Copies objects, each once, with what they refer to.
struct Copier<'a> {
    source: &'a Document,
    target: &'a mut Document,
    known: HashMap<ObjectId, ObjectId>,
    open: VecDeque<ObjectId>,
}

impl<'a> Copier<'a> {
    fn new(source: &'a Document, target: &'a mut Document) -> Self {
        Self { source, target, known: HashMap::new(), open: VecDeque::new() }
    }

    /// Copies everything referred to so far, and what that refers to.
    fn finish(mut self) {
        while let Some(old) = self.open.pop_front() {
            let source = self.source;
            let copy = source.objects.get(&old).map_or(Object::Null, |object| self.object(object));
            if let Some(new) = self.known.get(&old) {
                self.target.objects.insert(*new, copy);
            }
        }
    }

    fn object(&mut self, object: &Object) -> Object {
        match object {
            Object::Reference(old) => Object::Reference(self.reference(*old)),
            Object::Array(list) => Object::Array(list.iter().map(|it| self.object(it)).collect()),
            Object::Dictionary(dict) => Object::Dictionary(self.dictionary(dict)),
            Object::Stream(stream) => {
                let mut copy = Stream::new(self.dictionary(&stream.dict), stream.content.clone());
                copy.allows_compression = false;
                Object::Stream(copy)
            }
            plain => plain.clone(),
        }
    }

    fn reference(&mut self, old: ObjectId) -> ObjectId {
        if let Some(new) = self.known.get(&old) {
            return *new;
        }
        let new = self.target.new_object_id();
        self.known.insert(old, new);
        self.open.push_back(old);
        new
    }

    fn dictionary(&mut self, dict: &Dictionary) -> Dictionary {
        let is_page = dict.has_type(b"Page") || dict.has_type(b"Pages");
        let mut copy = Dictionary::new();
        for (key, value) in dict {
            let tags = key.starts_with(b"StructParent") || key == b"AA";
            if tags || (is_page && LEFT_OUT.contains(&key.as_slice())) || key == b"JS" {
                continue;
            }
            if key == b"A" && !self.is_harmless(value) {
                continue;
            }
            let value = self.object(value);
            copy.set(key.clone(), value);
        }
        copy
    }

    /// Whether an entry called `A` is no action, or one that leads to an address or a page.
    fn is_harmless(&self, action: &Object) -> bool {
        let Ok((_, Object::Dictionary(action))) = self.source.dereference(action) else {
            return true;
        };
        let kind = action.get(b"S").and_then(Object::as_name);
        kind.map_or(true, |kind| matches!(kind, b"URI" | b"GoTo")) && !action.has(b"Next")
    }
}
