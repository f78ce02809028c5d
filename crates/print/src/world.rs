//! What Typst sees of the world: the fonts, one template, one file of data. No disk, no network, no
//! clock, no packages.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use crate::fonts;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    // Row headers are among what Typst still tries out.
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});
static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(fonts::all())));
static PAPER: LazyLock<Source> =
    LazyLock::new(|| Source::new(id("template.typ"), include_str!("template.typ").to_owned()));
static AGENDA: LazyLock<Source> =
    LazyLock::new(|| Source::new(id("agenda.typ"), include_str!("agenda.typ").to_owned()));
static DATA: LazyLock<FileId> = LazyLock::new(|| id("data.json"));

fn id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the names above are paths");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// What a file is set by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Template {
    /// A paper of a figure.
    Paper,
    /// An agenda or minutes.
    Agenda,
}

impl Template {
    fn source(self) -> &'static Source {
        match self {
            Self::Paper => &PAPER,
            Self::Agenda => &AGENDA,
        }
    }
}

/// The world of one paper.
pub(crate) struct Paperworld {
    template: Template,
    data: Bytes,
}

impl Paperworld {
    pub(crate) fn new(template: Template, json: String) -> Self {
        Self { template, data: Bytes::from_string(json) }
    }
}

impl World for Paperworld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.template.source().id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let source = self.template.source();
        if id == source.id() { Ok(source.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts::all().get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
