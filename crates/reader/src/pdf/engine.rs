//! What the layout asks of a PDF engine, so that the engine can be replaced.

use super::sheet::Sheet;

/// Reads the pages of one opened PDF.
pub(super) trait Engine {
    /// Number of pages.
    fn pages(&self) -> u32;

    /// The page of this number, from 0. A page that cannot be read is empty and says so.
    fn sheet(&self, page: u32) -> Sheet;
}

/// Bounds against hostile files. None depends on the clock, so a file reads the same everywhere.
pub(super) mod limits {
    /// Bytes of a file.
    pub(in crate::pdf) const FILE: usize = 512 << 20;
    /// Pages of a document. The longest agendas with annexes have some 3,000.
    pub(in crate::pdf) const PAGES: usize = 5_000;
    /// Objects of a file.
    pub(in crate::pdf) const OBJECTS: u64 = 2_000_000;
    /// Cross-reference sections, one per saved change of the file.
    pub(in crate::pdf) const SECTIONS: usize = 500;
    /// Decoded bytes of all object streams together.
    pub(in crate::pdf) const OBJECT_STREAMS: usize = 256 << 20;
    /// Decoded bytes of one page: contents, forms, fonts.
    pub(in crate::pdf) const PAGE: usize = 64 << 20;
    /// Decoded bytes of a document.
    pub(in crate::pdf) const DOCUMENT: usize = 1 << 30;
    /// Strings shown on one page.
    pub(in crate::pdf) const STRINGS: usize = 500_000;
    /// Strings of a page times its drawing operators: the engine compares them to find underlines.
    pub(in crate::pdf) const COMPARISONS: usize = 20_000_000_000;
    /// Characters one code of a font may stand for; the longest ligature of Unicode has 18.
    pub(in crate::pdf) const CHARACTERS_PER_CODE: usize = 32;
    /// Annotations of one page.
    pub(in crate::pdf) const ANNOTATIONS: usize = 2_000;
    /// Characters of a document: five thousand full pages.
    pub(in crate::pdf) const CHARACTERS: usize = 24 << 20;
}
