//! Who may see what. Decided here and nowhere else: pages, search, files and counts all ask.
//!
//! A closed item keeps its number and title in public (kommunestyrelsesloven § 10, by custom also
//! in a KKR) and nothing else. What cannot be told apart by item, such as the reader's problems
//! and the text between items, is withheld from a document with closed items as a whole.

use raadslag_document::{Access, Document, Item};

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Audience {
    /// Everyone.
    #[default]
    Public,
    /// The body and its secretariat.
    Insider,
}

impl Audience {
    /// The largest audience of what has this access.
    pub(crate) fn of(access: Access) -> Self {
        match access {
            Access::Open => Self::Public,
            Access::Closed => Self::Insider,
        }
    }

    /// Whether everything of an item with this access may be seen.
    pub(crate) fn sees(self, access: Access) -> bool {
        self == Self::Insider || access == Access::Open
    }
}

/// The document as the viewer may see it.
pub(crate) fn visible(document: Document, viewer: Audience) -> Document {
    if document.items().all(|item| viewer.sees(item.access)) {
        return document;
    }
    let mut document = document;
    for item in document.sections.iter_mut().flat_map(|section| &mut section.items) {
        *item = visible_item(std::mem::take(item), viewer);
    }
    Document { furniture: Vec::new(), problems: Vec::new(), ..document }
}

/// The item as the viewer may see it: [`visible`] for one item.
pub(crate) fn visible_item(item: Item, viewer: Audience) -> Item {
    if viewer.sees(item.access) {
        return item;
    }
    Item { number: item.number, title: item.title, access: item.access, ..Item::default() }
}

/// An entry of a version's document, as far as it decides who may have the original file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Printed {
    /// The version is withheld, from everyone.
    pub(crate) withheld: bool,
    /// What the version itself says.
    pub(crate) access_there: Access,
    /// What the newest version says.
    pub(crate) access_now: Access,
    /// More than number and title stand there.
    pub(crate) has_text: bool,
}

/// Whether the viewer may have the whole original: not if it is withheld, or a closed item is printed
/// in it.
pub(crate) fn original_is_visible(printed: &[Printed], viewer: Audience) -> bool {
    printed.iter().all(|item| {
        let is_seen = viewer.sees(item.access_there) && viewer.sees(item.access_now);
        !item.withheld && (!item.has_text || is_seen)
    })
}

/// Whether an item holds more than the number and title that stay public.
pub(crate) fn has_text(item: &Item) -> bool {
    *item
        != Item {
            number: item.number.clone(),
            title: item.title.clone(),
            access: item.access,
            kind: item.kind,
            case_number: item.case_number.clone(),
            ..Item::default()
        }
}
