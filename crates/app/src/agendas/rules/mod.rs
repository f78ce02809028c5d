//! What may be done with an agenda and what comes of it: no IO, no clock.

mod draft;
mod entry;
mod numbering;
mod order;
mod ready;
mod state;

pub use draft::{Around, EntryDraft};
pub use entry::Entry;
pub(super) use numbering::{numbered, section_number};
pub use order::Move;
pub(super) use order::{moved, positioned};
pub use ready::{Open, OpenThing};
pub(super) use ready::{length, minutes, open_things};
pub use state::{Refusal, State, Step};
