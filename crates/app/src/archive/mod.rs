//! The archive.

mod entries;
mod pending;

pub use entries::*;
pub use pending::*;
