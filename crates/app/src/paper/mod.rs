//! Agendas and minutes as files: PDF, the pack with its annexes, Word.
//!
//! [`Dossier::of_meeting`] loads a meeting through the archive as one viewer may see it, annexes
//! included; everything after that holds no connection and asks nobody. [`Dossier::file`] makes the
//! file, which keeps a core busy for a while: callers run it apart.
//!
//! Invariants:
//! - What a file shows is what the viewer's pages show: the document has been through visibility,
//!   and the annexes of a closed item are not there for the public.
//! - No annex is dropped silently: what cannot be in a pack is named in it with the reason.
//! - The same meeting gives the same bytes, so a file can be kept under [`Dossier::key`].
//!
//! Reading order: `rules` (names, places, what is asked), `view` (a meeting's files), `error`.

mod error;
mod rules;
mod view;

#[cfg(test)]
mod tests;

pub use error::PaperError;
pub use rules::{Form, Place, annex_file_name, file_name};
pub use view::{Dossier, Made};
