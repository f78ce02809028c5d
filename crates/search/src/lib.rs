//! Full-text search of agenda items, with Danish analysis.
//!
//! The index is a projection: everything in it can be made again from the archive, and a change of
//! the analysis makes it again ([`Index::needs_rebuild`]). It runs inside the process, in one
//! directory or in memory.
//!
//! Who may see what is decided where an [`Entry`] is written and kept apart from then on: words for
//! the public and words for insiders stand in different fields, so that a closed text can neither
//! match, nor be counted, nor be quoted, nor weigh on the ranking, nor be suggested to the public.
//!
//! ```
//! use raadslag_search::{Entry, Index, Query};
//!
//! let index = Index::in_memory()?;
//! let item = Entry { id: "1".into(), title: "De fire sundhedsklynger".into(), ..Entry::default() };
//! index.put(&[item])?;
//! let found = index.search(&Query { text: "klynge".into(), limit: 20, ..Query::default() })?;
//! assert_eq!(found.hits[0].id, "1");
//! # Ok::<(), raadslag_search::SearchError>(())
//! ```
//!
//! Reading order: [`Entry`] → `analysis` (text to tokens) → `document` (entry to fields) → `index`
//! and `generation` (files) → `language` (what people type) → `plan` (typed to query) → `collect`,
//! `snippet`, `suggest` (what comes back).

mod analysis;
mod collect;
mod columns;
mod document;
mod entry;
mod error;
mod found;
mod generation;
mod index;
mod language;
mod plan;
mod schema;
mod search;
mod snippet;
mod suggest;
mod visible;
mod words;

pub use entry::{Audience, Entry, Text};
pub use error::SearchError;
pub use found::{Facets, Found, Hit, Piece, Query, Sort};
pub use index::{Index, Rebuild};
pub use language::{SYNTAX, Syntax};

#[cfg(test)]
mod tests;
