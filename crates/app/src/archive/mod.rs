//! The archive.

mod entries;

pub use entries::*;
